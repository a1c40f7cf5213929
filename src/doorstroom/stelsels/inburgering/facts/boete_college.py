"""Facts for the fines of the college: calls for the intake, violations in the traject, and fines imposed."""

from polars import Expr

from doorstroom.kernel.columns import fact
from doorstroom.kernel.vocabulary import (
    Aggregate,
    any_event,
    count,
    earliest,
    first,
    last,
    latest,
    one_of,
    total,
    unknown,
)
from doorstroom.stelsels.inburgering.events.handhaving import BOETES_VAN_COLLEGE


def since(day: Expr, begun_on: Expr) -> Expr:
    """Whether a day lies in the present duty or intake. Without a day on which a later one began there is only one."""
    return unknown(begun_on) | (day >= begun_on)


@fact(
    "intake_opgeroepen",
    nl="De oproep met schriftelijke waarschuwing was op {boete_intake_waarschuwing_op}.",
    en="The call with a written warning was on {boete_intake_waarschuwing_op}.",
)
def boete_intake_waarschuwing_op(valid_on: Expr, waarschuwing: Expr, intake_telt_vanaf: Expr) -> Aggregate:
    """When did the present college first call the person with a written warning?"""
    return earliest(valid_on, when=waarschuwing & since(valid_on, intake_telt_vanaf))


@fact(
    "intake_opgeroepen",
    nl="Schriftelijk gewaarschuwd: {boete_intake_gewaarschuwd}.",
    en="Warned in writing: {boete_intake_gewaarschuwd}.",
)
def boete_intake_gewaarschuwd(valid_on: Expr, waarschuwing: Expr, intake_telt_vanaf: Expr) -> Aggregate:
    """Did the present college call the person with a written warning?"""
    return any_event(when=waarschuwing & since(valid_on, intake_telt_vanaf))


@fact(
    "intake_niet_verschenen",
    nl="Niet verschenen of niet meegewerkt na de waarschuwing: {boete_intake_gemist_na_waarschuwing}.",
    en="Did not appear or cooperate after the warning: {boete_intake_gemist_na_waarschuwing}.",
)
def boete_intake_gemist_na_waarschuwing(
    valid_on: Expr, verschoonbaar: Expr, boete_intake_waarschuwing_op: Expr
) -> Aggregate:
    """Did the person, without excuse, not appear after the call with the warning?"""
    return any_event(when=~verschoonbaar & (valid_on >= boete_intake_waarschuwing_op))


@fact(
    "intake_niet_verschenen",
    nl="Niet verschenen in de termijn van de eerste boete: {boete_intake_gemist_na_boete}.",
    en="Did not appear within the term of the first fine: {boete_intake_gemist_na_boete}.",
)
def boete_intake_gemist_na_boete(valid_on: Expr, verschoonbaar: Expr, boete_intake_eerste_op: Expr) -> Aggregate:
    """Did the person, without excuse, not appear after the first fine at the intake?"""
    return any_event(when=~verschoonbaar & (valid_on > boete_intake_eerste_op))


@fact(
    "boete_opgelegd",
    nl="Het aantal boetes bij de intake is {boete_intake_aantal}.",
    en="Fines at the intake: {boete_intake_aantal}.",
)
def boete_intake_aantal(valid_on: Expr, soort: Expr, intake_telt_vanaf: Expr) -> Aggregate:
    """How many fines at the brede intake of the present college and duty were imposed?"""
    return count(when=(soort == "intake") & since(valid_on, intake_telt_vanaf))


@fact(
    "boete_opgelegd",
    nl="De eerste boete bij de intake is van {boete_intake_eerste_op}.",
    en="First fine at the intake: {boete_intake_eerste_op}.",
)
def boete_intake_eerste_op(valid_on: Expr, soort: Expr, intake_telt_vanaf: Expr) -> Aggregate:
    """When was the first fine at the intake of the present college and duty made known?"""
    return earliest(valid_on, when=(soort == "intake") & since(valid_on, intake_telt_vanaf))


@fact(
    "boete_opgelegd",
    "WET 22 lid 2",
    nl="Het college stelde daarbij een termijn tot en met {boete_intake_termijn_gesteld}.",
    en="With it the college set a term up to and including {boete_intake_termijn_gesteld}.",
)
def boete_intake_termijn_gesteld(
    valid_on: Expr, soort: Expr, intaketermijn_tot_en_met: Expr, boete_intake_eerste_op: Expr
) -> Aggregate:
    """Up to which day (inclusive) did the first fine decision set a new term for the intake? Unknown: not recorded."""
    return first(intaketermijn_tot_en_met, when=(soort == "intake") & (valid_on == boete_intake_eerste_op))


@fact(
    "overtreding_vastgesteld",
    nl="De laatste overtreding is vastgesteld op {overtreding_laatste_op}.",
    en="Violation found on {overtreding_laatste_op}.",
)
def overtreding_laatste_op(valid_on: Expr) -> Aggregate:
    """When was the last violation in the traject found?"""
    return latest(valid_on)


@fact(
    "overtreding_vastgesteld",
    nl="Er is een overtreding in het traject vastgesteld: {overtreding_in_traject}.",
    en="Violation in the traject: {overtreding_in_traject}.",
)
def overtreding_in_traject() -> Aggregate:
    """Was a violation in the traject found?"""
    return any_event()


@fact(
    "overtreding_vastgesteld",
    nl="De verplichting gold voor deze persoon: {overtreding_van_eigen_verplichting}.",
    en="The duty applied: {overtreding_van_eigen_verplichting}.",
)
def overtreding_van_eigen_verplichting(overtreding_verplichting_geldt: Expr) -> Aggregate:
    """Is the last violation one of a duty that this person has?"""
    return last(overtreding_verplichting_geldt)


@fact(
    "overtreding_vastgesteld",
    nl="De boete voor de laatste overtreding, voor het maximum over de termijn: {boete_traject_berekend} euro.",
    en="The fine for the last violation, before the cap over the term: {boete_traject_berekend} euros.",
)
def boete_traject_berekend(overtreding_boetebedrag: Expr) -> Aggregate:
    """What fine (euros) follows from base amount and degree of blame for the last violation?"""
    return last(overtreding_boetebedrag)


@fact(
    "boete_opgelegd",
    nl="Boetes van het college: {boete_college_opgelegd} euro.",
    en="Fines of the college: {boete_college_opgelegd} euros.",
)
def boete_college_opgelegd(bedrag: Expr, soort: Expr, valid_on: Expr, plicht_hernieuwd_op: Expr) -> Aggregate:
    """What did all fines of the college in the present duty add up to when imposed (euros)?"""
    return total(bedrag, when=one_of(soort, BOETES_VAN_COLLEGE) & since(valid_on, plicht_hernieuwd_op))


@fact(
    "boete_opgelegd",
    nl="Boetes van het college in de nieuwe termijn: {boete_college_opgelegd_nieuwe_termijn} euro.",
    en="Fines of the college in the new term: {boete_college_opgelegd_nieuwe_termijn} euros.",
)
def boete_college_opgelegd_nieuwe_termijn(
    bedrag: Expr, soort: Expr, valid_on: Expr, termijn_na_boete_besluit_op: Expr
) -> Aggregate:
    """What do the fines of the college since the last new term add up to (euros; unknown without a new term)?"""
    return total(bedrag, when=one_of(soort, BOETES_VAN_COLLEGE) & (valid_on > termijn_na_boete_besluit_op))


@fact(
    "boete_gewijzigd",
    nl="Van die boetes is later {boete_college_vervallen} euro afgegaan.",
    en="Of which undone: {boete_college_vervallen} euros.",
)
def boete_college_vervallen(vermindering: Expr, soort: Expr, boete_op: Expr, plicht_hernieuwd_op: Expr) -> Aggregate:
    """What went off the fines of the college in the present duty afterwards (euros)?"""
    return total(vermindering, when=one_of(soort, BOETES_VAN_COLLEGE) & since(boete_op, plicht_hernieuwd_op))


@fact(
    "boete_gewijzigd",
    nl="Daarvan is later {boete_college_vervallen_nieuwe_termijn} euro afgegaan.",
    en="Of which undone: {boete_college_vervallen_nieuwe_termijn} euros.",
)
def boete_college_vervallen_nieuwe_termijn(
    vermindering: Expr, soort: Expr, boete_op: Expr, termijn_na_boete_besluit_op: Expr
) -> Aggregate:
    """What went off the fines of the college since the last new term (euros; unknown without a new term)?"""
    return total(vermindering, when=one_of(soort, BOETES_VAN_COLLEGE) & (boete_op > termijn_na_boete_besluit_op))


@fact(
    "boete_opgelegd",
    nl="Boetes bij de intake: {boete_intake_opgelegd} euro.",
    en="Fines at the intake: {boete_intake_opgelegd} euros.",
)
def boete_intake_opgelegd(bedrag: Expr, soort: Expr, valid_on: Expr, intake_telt_vanaf: Expr) -> Aggregate:
    """What did the fines at the intake of the present college and duty add up to when imposed (euros)?"""
    return total(bedrag, when=(soort == "intake") & since(valid_on, intake_telt_vanaf))


@fact(
    "overtreding_vastgesteld",
    nl="De overtreding is verwijtbaar: {boete_traject_verwijtbaar}.",
    en="The violation is blameworthy: {boete_traject_verwijtbaar}.",
)
def boete_traject_verwijtbaar(verwijtbaarheid: Expr) -> Aggregate:
    """Did the official find any blame in the last violation?"""
    return last(verwijtbaarheid != "ontbreekt")
