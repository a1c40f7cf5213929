"""Fines of the college: at the brede intake (WET 22), during the traject (WET 23), and their cap (BES 7.1 lid 5).

The columns say what is admissible and how much at most. Whether a fine is imposed is for people.
"""

from polars import Expr

from doorstroom.kernel.columns import rule
from doorstroom.kernel.dates import add
from doorstroom.kernel.law import Law
from doorstroom.kernel.vocabulary import (
    all_of,
    any_of,
    bounded,
    choose,
    earliest_of,
    first_known,
    not_below,
    only_if,
    unknown,
    value,
)
from doorstroom.stelsels.inburgering.rules.boete_besluit import open_amount


@rule(
    "WET 22 lid 1",
    "WET 22 lid 3",
    nl="Overtreding bij de brede intake die tot een boete kan leiden: {boete_intake_overtreding}.",
    en="Violation at the brede intake that may lead to a fine: {boete_intake_overtreding}.",
)
def boete_intake_overtreding(
    intake_oproepen: Expr,
    boete_intake_gewaarschuwd: Expr,
    boete_intake_gemist_na_waarschuwing: Expr,
    boete_intake_gemist_na_boete: Expr,
    boete_intake_aantal: Expr,
    peildatum: Expr,
    law: Law,
) -> Expr:
    """Was the intake missed after the second call with warning (first fine), or again after that fine (second)?"""
    called = intake_oproepen >= law.boete.intake_oproepen_voor_boete.number(on=peildatum)
    first = all_of(boete_intake_aantal == 0, called, boete_intake_gewaarschuwd, boete_intake_gemist_na_waarschuwing)
    second = all_of(boete_intake_aantal == 1, boete_intake_gemist_na_boete)
    return any_of(first, second)


@rule(
    "WET 22",
    "WET 27",
    "Awb 5:41",
    nl="Een boete bij de brede intake is toegestaan: {boete_intake_toegestaan}.",
    en="A fine at the brede intake is allowed: {boete_intake_toegestaan}.",
)
def boete_intake_toegestaan(
    boete_intake_overtreding: Expr,
    inburgeringsplichtig_wi2021: Expr,
    boete_intake_verwijtbaar: Expr,
    boete_intake_bijstand_verlaagd: Expr,
    boete_intake_keren_in_orde: Expr,
) -> Expr:
    """May the college fine for the intake? Unknown until an official judged blame and the overlap with bijstand."""
    return all_of(
        boete_intake_overtreding,
        inburgeringsplichtig_wi2021,
        boete_intake_verwijtbaar,
        ~boete_intake_bijstand_verlaagd,
        boete_intake_keren_in_orde,
    )


@rule(
    "WET 26",
    "BES 7.1 lid 1",
    nl="Boete bij de brede intake op dit moment: hoogstens {boete_intake_bedrag} euro.",
    en="Fine at the brede intake at this point: at most {boete_intake_bedrag} euros.",
)
def boete_intake_bedrag(
    boete_intake_overtreding: Expr, boete_intake_toegestaan: Expr, boete_college_ruimte: Expr, peildatum: Expr, law: Law
) -> Expr:
    """What fine (euros) is possible at the intake now; 0 without violation and where it is known to be not allowed?"""
    fixed = bounded(law.boete.intake_bedrag.euros(on=peildatum), maximum=boete_college_ruimte)
    return open_amount(boete_intake_overtreding, boete_intake_toegestaan, fixed)


@rule(
    "WET 22",
    nl="Boetes bij de brede intake, opgelegd en nu mogelijk: {boete_intake_totaal} euro.",
    en="Fines at the brede intake, imposed and possible now: {boete_intake_totaal} euros.",
)
def boete_intake_totaal(boete_intake_opgelegd: Expr, boete_intake_bedrag: Expr) -> Expr:
    """What do the fines at the intake add up to (euros), with the one that is possible now?"""
    return boete_intake_opgelegd + boete_intake_bedrag


@rule(
    "WET 22 lid 2",
    nl="De nieuwe termijn voor de intake mag hooguit duren tot en met {boete_intake_nieuwe_termijn_maximum}.",
    en="The new term for the intake may run at most up to and including {boete_intake_nieuwe_termijn_maximum}.",
)
def boete_intake_nieuwe_termijn_maximum(boete_intake_eerste_op: Expr, law: Law) -> Expr:
    """Up to which day (inclusive) may the first fine decision at most set a new term for the intake?"""
    return add(boete_intake_eerste_op, months=law.boete.intake_nieuwe_termijn.months(on=boete_intake_eerste_op))


@rule(
    "WET 22 lid 2",
    nl="De nieuwe termijn voor de intake loopt uiterlijk tot en met {boete_intake_nieuwe_termijn_uiterlijk}.",
    en="The new term for the intake runs at the latest up to and including {boete_intake_nieuwe_termijn_uiterlijk}.",
    uncertain="Het college stelt deze termijn in het besluit; de Algemene termijnenwet geldt daarvoor niet.",
)
def boete_intake_nieuwe_termijn_uiterlijk(
    boete_intake_termijn_gesteld: Expr, boete_intake_nieuwe_termijn_maximum: Expr
) -> Expr:
    """Last day (inclusive) of the new term for the intake: as the decision sets it, or where not recorded at most?"""
    return first_known(boete_intake_termijn_gesteld, boete_intake_nieuwe_termijn_maximum)


@rule(
    "WET 22 lid 2",
    nl="Het college stelde een langere termijn voor de intake dan mag: {boete_intake_nieuwe_termijn_te_lang}.",
    en="The college set a longer term for the intake than it may: {boete_intake_nieuwe_termijn_te_lang}.",
)
def boete_intake_nieuwe_termijn_te_lang(
    boete_intake_termijn_gesteld: Expr, boete_intake_nieuwe_termijn_maximum: Expr
) -> Expr:
    """Is the new term for the intake longer than two months? Unknown where the term is not recorded."""
    return boete_intake_termijn_gesteld > boete_intake_nieuwe_termijn_maximum


@rule(
    "WET 14 lid 2",
    "WET 22",
    nl="Het college kan de brede intake in afwezigheid afronden: {boete_intake_afronden_in_afwezigheid}.",
    en="The college can complete the brede intake in absence: {boete_intake_afronden_in_afwezigheid}.",
    uncertain="De nieuwe termijn in de boetebeschikking telt hier als derde oproep.",
)
def boete_intake_afronden_in_afwezigheid(
    intake_oproepen: Expr,
    intake_niet_verschenen_aantal: Expr,
    boete_intake_aantal: Expr,
    boete_intake_gemist_na_boete: Expr,
    peildatum: Expr,
    law: Law,
) -> Expr:
    """Was the third call missed, by a call of its own or by the term in the fine decision?"""
    calls = law.boete.intake_oproepen_maximum.number(on=peildatum)
    third_missed = all_of(intake_oproepen >= calls, intake_niet_verschenen_aantal >= calls)
    after_fine = all_of(boete_intake_aantal >= 1, boete_intake_gemist_na_boete)
    return any_of(third_missed, after_fine)


@rule(
    "WET 23",
    nl="Er is een overtreding waarvoor nog geen boete is opgelegd: {boete_traject_overtreding_open}.",
    en="There is a violation without a fine so far: {boete_traject_overtreding_open}.",
)
def boete_traject_overtreding_open(
    overtreding_in_traject: Expr, overtreding_laatste_op: Expr, boete_traject_laatste_op: Expr
) -> Expr:
    """Was no fine imposed since the last violation was found? No date of a fine means that there was none."""
    not_fined = any_of(unknown(boete_traject_laatste_op), boete_traject_laatste_op < overtreding_laatste_op)
    return all_of(overtreding_in_traject, not_fined)


@rule(
    "WET 23",
    "WET 27",
    "Awb 5:41",
    nl="Een boete voor de laatste overtreding in het traject is toegestaan: {boete_traject_toegestaan}.",
    en="A fine for the last violation in the traject is allowed: {boete_traject_toegestaan}.",
)
def boete_traject_toegestaan(
    boete_traject_overtreding_open: Expr,
    overtreding_van_eigen_verplichting: Expr,
    inburgeringsplichtig_wi2021: Expr,
    boete_traject_verwijtbaar: Expr,
    boete_traject_bijstand_verlaagd: Expr,
    boete_traject_keren_in_orde: Expr,
) -> Expr:
    """May the college fine for the last violation? Unknown until an official judged blame and overlap with bijstand."""
    return all_of(
        boete_traject_overtreding_open,
        overtreding_van_eigen_verplichting,
        inburgeringsplichtig_wi2021,
        boete_traject_verwijtbaar,
        ~boete_traject_bijstand_verlaagd,
        boete_traject_keren_in_orde,
    )


@rule(
    "WET 26",
    "BES 7.1",
    nl="Boete voor de laatste overtreding: hoogstens {boete_traject_bedrag} euro.",
    en="Fine for the last violation: at most {boete_traject_bedrag} euros.",
)
def boete_traject_bedrag(
    boete_traject_overtreding_open: Expr,
    boete_traject_toegestaan: Expr,
    boete_traject_berekend: Expr,
    boete_college_ruimte: Expr,
) -> Expr:
    """What fine (euros) is possible for the last violation now; 0 where it is known to be not allowed?"""
    capped = earliest_of(boete_traject_berekend, boete_college_ruimte)
    return open_amount(boete_traject_overtreding_open, boete_traject_toegestaan, capped)


@rule(
    "WET 22",
    "WET 23",
    nl="Alle boetes van het college samen, na wat verviel: {boete_college_totaal} euro.",
    en="All fines of the college together, after what was undone: {boete_college_totaal} euros.",
)
def boete_college_totaal(boete_college_opgelegd: Expr, boete_college_vervallen: Expr) -> Expr:
    """What do all fines of the college add up to (euros), less what went off afterwards?"""
    return boete_college_opgelegd - boete_college_vervallen


@rule(
    "BES 7.1 lid 5",
    nl="In deze termijn mogen de boetes van het college samen {boete_college_maximum} euro zijn.",
    en="In this term the fines of the college may add up to {boete_college_maximum} euros.",
)
def boete_college_maximum(termijn_soort: Expr, termijn_na_boete_maanden: Expr, peildatum: Expr, law: Law) -> Expr:
    """What is the cap (euros) on all fines of the college: in the (extended) termijn, or in a new one by length?"""
    half_years = only_if(termijn_na_boete_maanden % 6 == 0, termijn_na_boete_maanden // 6)
    new_term = law.boete.college_maximum_nieuwe_termijn.cell(value(0), half_years - 1, on=peildatum)
    first_term = law.boete.college_maximum.euros(on=peildatum)
    return choose((termijn_soort == "na_boete", new_term), otherwise=first_term)


@rule(
    "BES 7.1 lid 5",
    nl="Boetes van het college die voor dit maximum meetellen: {boete_college_in_termijn} euro.",
    en="Fines of the college that count for this cap: {boete_college_in_termijn} euros.",
    uncertain="Boetes bij de intake van voor de termijn tellen mee voor het maximum in de eerste termijn.",
)
def boete_college_in_termijn(
    termijn_soort: Expr,
    boete_college_totaal: Expr,
    boete_college_opgelegd_nieuwe_termijn: Expr,
    boete_college_vervallen_nieuwe_termijn: Expr,
) -> Expr:
    """What do the fines of the college in the term that counts now add up to (euros)?"""
    in_new_term = boete_college_opgelegd_nieuwe_termijn - boete_college_vervallen_nieuwe_termijn
    return choose((termijn_soort == "na_boete", in_new_term), otherwise=boete_college_totaal)


@rule(
    "BES 7.1 lid 5",
    nl="Er is nog {boete_college_ruimte} euro ruimte onder het maximum.",
    en="There are {boete_college_ruimte} euros left under the cap.",
)
def boete_college_ruimte(boete_college_maximum: Expr, boete_college_in_termijn: Expr) -> Expr:
    """How much (euros) may fines of the college still add up to in this term?"""
    return not_below(boete_college_maximum - boete_college_in_termijn, 0)
