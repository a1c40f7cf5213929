"""Brede intake and leerbaarheidstoets: calls, appearance, results."""

from polars import Expr

from doorstroom.kernel.columns import fact
from doorstroom.kernel.vocabulary import Aggregate, any_event, count, earliest, last, latest


@fact("intake_opgeroepen", "WET 14", nl="Er zijn {intake_oproepen} oproepen.", en="{intake_oproepen} calls were made.")
def intake_oproepen() -> Aggregate:
    """How many times did the college call the person for the brede intake?"""
    return count()


@fact(
    "intake_opgeroepen",
    "WET 14",
    nl="De eerste oproep was op {intake_eerste_oproep_op}.",
    en="The first call was on {intake_eerste_oproep_op}.",
)
def intake_eerste_oproep_op(valid_on: Expr) -> Aggregate:
    """When did the college first call the person? (date)"""
    return earliest(valid_on)


@fact(
    "intake_opgeroepen",
    "WET 14 lid 2",
    nl="Er is {intake_waarschuwingen} keer schriftelijk gewaarschuwd.",
    en="{intake_waarschuwingen} written warnings were given.",
)
def intake_waarschuwingen(waarschuwing: Expr) -> Aggregate:
    """How many calls carried a written warning?"""
    return count(when=waarschuwing)


@fact(
    "intake_niet_verschenen",
    "WET 14 lid 2",
    nl="De persoon is {intake_niet_verschenen_aantal} keer niet verschenen.",
    en="The person did not appear {intake_niet_verschenen_aantal} times.",
)
def intake_niet_verschenen_aantal() -> Aggregate:
    """How many times did the person not appear or not cooperate, excusable or not?"""
    return count()


@fact(
    "intake_afgerond",
    "WET 14",
    nl="De brede intake is afgerond op {intake_afgerond_op}.",
    en="The intake was completed on {intake_afgerond_op}.",
)
def intake_afgerond_op(valid_on: Expr) -> Aggregate:
    """When was the brede intake completed? (date; unknown: not yet)"""
    return latest(valid_on)


@fact(
    "intake_afgerond",
    "WET 14 lid 2",
    nl="De brede intake is in afwezigheid afgerond: {intake_in_afwezigheid}.",
    en="The intake was completed in absence: {intake_in_afwezigheid}.",
)
def intake_in_afwezigheid(in_afwezigheid: Expr) -> Aggregate:
    """Was the brede intake completed in absence?"""
    return last(in_afwezigheid)


@fact(
    "intake_afgerond",
    "WET 8",
    nl="De persoon wil de onderwijsroute: {onderwijsroute_gewenst}.",
    en="The person wants the onderwijsroute: {onderwijsroute_gewenst}.",
)
def onderwijsroute_gewenst(onderwijsroute_gewenst: Expr) -> Aggregate:
    """Did the person say in the brede intake that he wants the onderwijsroute?"""
    return last(onderwijsroute_gewenst)


@fact(
    "intake_afgerond",
    "WET 8",
    "ECLI:NL:RVS:2024:5413",
    nl="Het college onderzocht de onderwijsroute: {onderwijsroute_onderzocht}.",
    en="The college examined the onderwijsroute: {onderwijsroute_onderzocht}.",
)
def onderwijsroute_onderzocht(onderwijsroute_onderzocht: Expr) -> Aggregate:
    """Did the college examine whether the onderwijsroute fits?"""
    return last(onderwijsroute_onderzocht)


@fact(
    "leerbaarheidstoets_afgenomen",
    "WET 14",
    nl="De leerbaarheidstoets is afgenomen op {leerbaarheidstoets_op}.",
    en="The learnability test was taken on {leerbaarheidstoets_op}.",
)
def leerbaarheidstoets_op(valid_on: Expr) -> Aggregate:
    """When was the last leerbaarheidstoets taken? (date; unknown: none)"""
    return latest(valid_on)


@fact(
    "leerbaarheidstoets_afgenomen",
    "WET 14",
    nl="De uitkomst van de leerbaarheidstoets is {leerbaarheidstoets_uitkomst}.",
    en="The outcome of the learnability test is {leerbaarheidstoets_uitkomst}.",
)
def leerbaarheidstoets_uitkomst(uitkomst: Expr) -> Aggregate:
    """What is the outcome of the last leerbaarheidstoets, as DUO gave it?"""
    return last(uitkomst)


@fact(
    "leerbaarheidstoets_afgenomen",
    "Uitvoeringsbrief juli 2023, 1.3.1",
    nl="Punten onder de benodigde score: {leerbaarheidstoets_tekort}.",
    en="Points below the score needed: {leerbaarheidstoets_tekort}.",
)
def leerbaarheidstoets_tekort(score: Expr, benodigde_score: Expr) -> Aggregate:
    """How many points below the needed score was the last leerbaarheidstoets? (points; 0 or less: reached)"""
    return last(benodigde_score - score)


@fact(
    "leerbaarheidstoets_ontheven",
    "WET 14 lid 6",
    nl="Het college onthief van de leerbaarheidstoets op {leerbaarheidstoets_ontheven_op}.",
    en="The college exempted from the test on {leerbaarheidstoets_ontheven_op}.",
)
def leerbaarheidstoets_ontheven_op(valid_on: Expr) -> Aggregate:
    """When did the college exempt from the leerbaarheidstoets? (date; unknown: not)"""
    return latest(valid_on)


@fact(
    "leerbaarheidstoets_ontheven",
    "WET 14 lid 6",
    "WET 14 lid 7",
    nl="Er is een grond voor ontheffing van de leerbaarheidstoets: {leerbaarheidstoets_ontheffingsgrond}.",
    en="There is a ground for exemption from the test: {leerbaarheidstoets_ontheffingsgrond}.",
)
def leerbaarheidstoets_ontheffingsgrond(grond: Expr, kan_toets_niet_afleggen: Expr) -> Aggregate:
    """Is there a ground: a visual impairment always, a hearing impairment only when the test cannot be taken?"""
    return any_event(when=(grond == "visueel") | kan_toets_niet_afleggen)
