"""Leerbaarheidstoets: exemption, whether it is needed, and the cut-off lowered in April 2023 (WET 14, BES 5.2)."""

from polars import Expr

from doorstroom.kernel.columns import rule
from doorstroom.kernel.law import Law
from doorstroom.kernel.vocabulary import all_of, choose, unknown

#: Scores have two decimals; half of the last one keeps 4.15 - 1.15 from being more than 3.
_HALF = 0.005


@rule(
    "WET 14 lid 6",
    "WET 14 lid 7",
    nl="Ontheffing van de leerbaarheidstoets is toegestaan: {leerbaarheidstoets_ontheffing_toegestaan}.",
    en="Exemption from the learnability test is admissible: {leerbaarheidstoets_ontheffing_toegestaan}.",
)
def leerbaarheidstoets_ontheffing_toegestaan(
    leerbaarheidstoets_ontheffingsgrond: Expr, leerbaarheidstoets_ontheven_op: Expr, law: Law
) -> Expr:
    """Was the exemption that the college gave admissible: ground and law in force? Not without an exemption."""
    in_force = law.intake.leerbaarheidstoets_ontheffing.flag(on=leerbaarheidstoets_ontheven_op)
    return choose(
        (unknown(leerbaarheidstoets_ontheven_op), False), otherwise=in_force & leerbaarheidstoets_ontheffingsgrond
    )


@rule(
    "WET 14",
    "BES 5.2",
    nl="De leerbaarheidstoets moet nog worden afgenomen: {leerbaarheidstoets_nodig}.",
    en="The learnability test is still to be taken: {leerbaarheidstoets_nodig}.",
)
def leerbaarheidstoets_nodig(
    leerbaarheidstoets_op: Expr, leerbaarheidstoets_ontheffing_toegestaan: Expr, pip_aantal: Expr
) -> Expr:
    """Is a leerbaarheidstoets still needed: none taken, no exemption, and no earlier PIP (a move may skip it)?"""
    return all_of(unknown(leerbaarheidstoets_op), ~leerbaarheidstoets_ontheffing_toegestaan, pip_aantal < 1)


@rule(
    "Uitvoeringsbrief juli 2023, 1.3.1",
    nl="De uitslag valt met de verlaagde cesuur anders uit: {leerbaarheidstoets_uitslag_achterhaald}.",
    en="With the lowered cut-off the outcome is different: {leerbaarheidstoets_uitslag_achterhaald}.",
)
def leerbaarheidstoets_uitslag_achterhaald(
    leerbaarheidstoets_op: Expr,
    leerbaarheidstoets_uitkomst: Expr,
    leerbaarheidstoets_tekort: Expr,
    law: Law,
    law_date: Expr,
) -> Expr:
    """Would "B1 niet haalbaar" have been "haalbaar" under the cut-off as it is now? Unknown without the scores."""
    lowered = law.intake.leerbaarheidstoets_cesuurverlaging
    points = lowered.number(on=law_date) - lowered.number(on=leerbaarheidstoets_op)
    return choose(
        (unknown(leerbaarheidstoets_op), False),
        otherwise=all_of(
            leerbaarheidstoets_uitkomst == "B1_niet_haalbaar", points > 0, leerbaarheidstoets_tekort < points + _HALF
        ),
    )


@rule(
    "Uitvoeringsbrief juli 2023, 1.3.1",
    nl="De gemeente moet de Z-route heroverwegen: {pip_heroverwegen_cesuur}.",
    en="The municipality is to reconsider the Z-route: {pip_heroverwegen_cesuur}.",
)
def pip_heroverwegen_cesuur(
    leerroute: Expr, leerbaarheidstoets_uitslag_achterhaald: Expr, leerroute_sinds: Expr, law: Law, law_date: Expr
) -> Expr:
    """Must the municipality reconsider a Z-route set under the old cut-off? Nothing changes by itself."""
    lowered = law.intake.leerbaarheidstoets_cesuurverlaging
    under_old = lowered.number(on=leerroute_sinds) < lowered.number(on=law_date)
    return all_of(leerroute == "Z", leerbaarheidstoets_uitslag_achterhaald, under_old)
