"""Brede intake and leerbaarheidstoets: calls, appearance, results."""

from polars import Expr

from doorstroom.kernel.columns import fact
from doorstroom.kernel.vocabulary import Aggregate, any_event, count, earliest, last, latest, unknown


def _since(valid_on: Expr, day: Expr) -> Expr:
    """Whether an event belongs to what began on a day; without such a day all events do."""
    return unknown(day) | (valid_on >= day)


@fact("intake_opgeroepen", "WET 14", nl="Aantal oproepen: {intake_oproepen}.", en="Number of calls: {intake_oproepen}.")
def intake_oproepen(valid_on: Expr, intake_telt_vanaf: Expr) -> Aggregate:
    """How many times did the present college call the person for the brede intake of the present duty?"""
    return count(when=_since(valid_on, intake_telt_vanaf))


@fact(
    "intake_opgeroepen",
    "WET 14",
    nl="De eerste oproep was op {intake_eerste_oproep_op}.",
    en="The first call was on {intake_eerste_oproep_op}.",
)
def intake_eerste_oproep_op(valid_on: Expr, intake_telt_vanaf: Expr) -> Aggregate:
    """When did the present college first call the person? (date)"""
    return earliest(valid_on, when=_since(valid_on, intake_telt_vanaf))


@fact(
    "intake_opgeroepen",
    "WET 14 lid 2",
    nl="Er is {intake_waarschuwingen} keer schriftelijk gewaarschuwd.",
    en="Number of written warnings: {intake_waarschuwingen}.",
)
def intake_waarschuwingen(valid_on: Expr, waarschuwing: Expr, intake_telt_vanaf: Expr) -> Aggregate:
    """How many of these calls carried a written warning?"""
    return count(when=waarschuwing & _since(valid_on, intake_telt_vanaf))


@fact(
    "intake_niet_verschenen",
    "WET 14 lid 2",
    nl="De persoon is {intake_niet_verschenen_aantal} keer niet verschenen.",
    en="Number of times that the person did not appear: {intake_niet_verschenen_aantal}.",
)
def intake_niet_verschenen_aantal(valid_on: Expr, intake_telt_vanaf: Expr) -> Aggregate:
    """How many times did the person not appear or not cooperate, excusable or not?"""
    return count(when=_since(valid_on, intake_telt_vanaf))


@fact(
    "intake_afgerond",
    "WET 14",
    nl="De brede intake is afgerond op {intake_afgerond_op}.",
    en="The intake was completed on {intake_afgerond_op}.",
)
def intake_afgerond_op(valid_on: Expr, intake_telt_vanaf: Expr) -> Aggregate:
    """When was the brede intake by the present college completed? (date; unknown: not yet)"""
    return latest(valid_on, when=_since(valid_on, intake_telt_vanaf))


@fact(
    "intake_afgerond",
    "WET 14 lid 2",
    nl="De brede intake is in afwezigheid afgerond: {intake_in_afwezigheid}.",
    en="The intake was completed in absence: {intake_in_afwezigheid}.",
)
def intake_in_afwezigheid(valid_on: Expr, in_afwezigheid: Expr, intake_telt_vanaf: Expr) -> Aggregate:
    """Was that brede intake completed in absence?"""
    return last(in_afwezigheid, when=_since(valid_on, intake_telt_vanaf))


@fact(
    "intake_afgerond",
    "BES 5.2",
    nl="Gewezen op het recht op een gesprek alleen: {intake_gesprek_alleen}.",
    en="The right to a talk alone was pointed out: {intake_gesprek_alleen}.",
)
def intake_gesprek_alleen(valid_on: Expr, gewezen_op_gesprek_alleen: Expr, intake_telt_vanaf: Expr) -> Aggregate:
    """Did the college point out the right to talk alone? Unknown when that was not recorded."""
    return last(gewezen_op_gesprek_alleen, when=_since(valid_on, intake_telt_vanaf))


@fact(
    "intake_afgerond",
    "BES 5.2",
    nl="De bevindingen van de intake staan op papier: {intake_bevindingen}.",
    en="The findings of the intake were put in writing: {intake_bevindingen}.",
)
def intake_bevindingen(valid_on: Expr, bevindingen_schriftelijk: Expr, intake_telt_vanaf: Expr) -> Aggregate:
    """Were the relevant findings put in writing? Unknown when that was not recorded."""
    return last(bevindingen_schriftelijk, when=_since(valid_on, intake_telt_vanaf))


@fact(
    "intake_afgerond",
    "WET 8",
    nl="De persoon wil de onderwijsroute: {onderwijsroute_gewenst}.",
    en="The person wants the onderwijsroute: {onderwijsroute_gewenst}.",
)
def onderwijsroute_gewenst(valid_on: Expr, onderwijsroute_gewenst: Expr, plicht_hernieuwd_op: Expr) -> Aggregate:
    """Did the person say in the brede intake that he wants the onderwijsroute?"""
    return last(onderwijsroute_gewenst, when=_since(valid_on, plicht_hernieuwd_op))


@fact(
    "intake_afgerond",
    "WET 8",
    "ECLI:NL:RVS:2024:5413",
    nl="Het college onderzocht de onderwijsroute: {onderwijsroute_onderzocht}.",
    en="The college examined the onderwijsroute: {onderwijsroute_onderzocht}.",
)
def onderwijsroute_onderzocht(valid_on: Expr, onderwijsroute_onderzocht: Expr, plicht_hernieuwd_op: Expr) -> Aggregate:
    """Did the college examine whether the onderwijsroute fits?"""
    return last(onderwijsroute_onderzocht, when=_since(valid_on, plicht_hernieuwd_op))


@fact(
    "leerbaarheidstoets_afgenomen",
    "WET 14",
    nl="De leerbaarheidstoets is afgenomen op {leerbaarheidstoets_op}.",
    en="The learnability test was taken on {leerbaarheidstoets_op}.",
)
def leerbaarheidstoets_op(valid_on: Expr, plicht_hernieuwd_op: Expr) -> Aggregate:
    """When was the last leerbaarheidstoets of the present duty taken? (date; unknown: none)"""
    return latest(valid_on, when=_since(valid_on, plicht_hernieuwd_op))


@fact(
    "leerbaarheidstoets_afgenomen",
    "WET 14",
    nl="De uitkomst van de leerbaarheidstoets is {leerbaarheidstoets_uitkomst}.",
    en="The outcome of the learnability test is {leerbaarheidstoets_uitkomst}.",
)
def leerbaarheidstoets_uitkomst(valid_on: Expr, uitkomst: Expr, plicht_hernieuwd_op: Expr) -> Aggregate:
    """What is the outcome of that leerbaarheidstoets, as DUO gave it?"""
    return last(uitkomst, when=_since(valid_on, plicht_hernieuwd_op))


@fact(
    "leerbaarheidstoets_afgenomen",
    "Uitvoeringsbrief juli 2023, 1.3.1",
    nl="Punten onder de benodigde score: {leerbaarheidstoets_tekort}.",
    en="Points below the score needed: {leerbaarheidstoets_tekort}.",
)
def leerbaarheidstoets_tekort(
    valid_on: Expr, score: Expr, benodigde_score: Expr, plicht_hernieuwd_op: Expr
) -> Aggregate:
    """How many points below the needed score was that leerbaarheidstoets? (points; 0 or less: reached)"""
    return last(benodigde_score - score, when=_since(valid_on, plicht_hernieuwd_op))


@fact(
    "leerbaarheidstoets_ontheven",
    "WET 14 lid 6",
    nl="Het college onthief van de leerbaarheidstoets op {leerbaarheidstoets_ontheven_op}.",
    en="The college exempted from the test on {leerbaarheidstoets_ontheven_op}.",
)
def leerbaarheidstoets_ontheven_op(valid_on: Expr, plicht_hernieuwd_op: Expr) -> Aggregate:
    """When did the college exempt from the leerbaarheidstoets of the present duty? (date; unknown: not)"""
    return latest(valid_on, when=_since(valid_on, plicht_hernieuwd_op))


@fact(
    "leerbaarheidstoets_ontheven",
    "WET 14 lid 6",
    "WET 14 lid 7",
    nl="Er is een grond voor ontheffing van de leerbaarheidstoets: {leerbaarheidstoets_ontheffingsgrond}.",
    en="There is a ground for exemption from the test: {leerbaarheidstoets_ontheffingsgrond}.",
)
def leerbaarheidstoets_ontheffingsgrond(
    valid_on: Expr, grond: Expr, kan_toets_niet_afleggen: Expr, plicht_hernieuwd_op: Expr
) -> Aggregate:
    """Is there a ground: a visual impairment always, a hearing impairment only when the test cannot be taken?"""
    ground = (grond == "visueel") | kan_toets_niet_afleggen
    return any_event(when=ground & _since(valid_on, plicht_hernieuwd_op))
