"""Brede intake and leerbaarheidstoets: what comes next (WET 14, BES 5.2)."""

from polars import Expr

from doorstroom.kernel.columns import rule
from doorstroom.kernel.law import Law
from doorstroom.kernel.vocabulary import all_of, choose, known, unknown


@rule("WET 14", nl="De brede intake is afgerond: {intake_afgerond}.", en="The intake is complete: {intake_afgerond}.")
def intake_afgerond(intake_afgerond_op: Expr) -> Expr:
    """Has the brede intake been completed? Nothing on record means no."""
    return known(intake_afgerond_op)


@rule(
    "WET 14 lid 2",
    nl="Het college moet de intake nu in afwezigheid voltooien: {intake_in_afwezigheid_mogelijk}.",
    en="The college is to complete the intake in absence: {intake_in_afwezigheid_mogelijk}.",
)
def intake_in_afwezigheid_mogelijk(
    intake_oproepen: Expr, intake_niet_verschenen_aantal: Expr, intake_afgerond: Expr, law: Law, peildatum: Expr
) -> Expr:
    """Have all calls of the act been made without result, so that the college completes the intake itself?"""
    calls = law.intake.oproepen_maximum.number(on=peildatum)
    return all_of(~intake_afgerond, intake_oproepen >= calls, intake_niet_verschenen_aantal >= calls)


@rule(
    "WET 14 lid 2",
    nl="De volgende oproep is nummer {intake_volgende_oproep}.",
    en="The next call is number {intake_volgende_oproep}.",
)
def intake_volgende_oproep(intake_oproepen: Expr, intake_afgerond: Expr, law: Law, peildatum: Expr) -> Expr:
    """Which call may come next (1, 2 or 3)? Not applicable (unknown) after the intake or the last call."""
    calls = law.intake.oproepen_maximum.number(on=peildatum)
    return choose((intake_afgerond | (intake_oproepen >= calls), None), otherwise=intake_oproepen + 1)


@rule(
    "WET 14 lid 2",
    nl="Bij de volgende oproep hoort een schriftelijke waarschuwing: {intake_waarschuwing_nodig}.",
    en="The next call needs a written warning: {intake_waarschuwing_nodig}.",
)
def intake_waarschuwing_nodig(
    intake_niet_verschenen_aantal: Expr, intake_waarschuwingen: Expr, intake_afgerond: Expr
) -> Expr:
    """Must the college warn in writing with the next call, because the person did not appear and was not warned?"""
    return all_of(~intake_afgerond, intake_niet_verschenen_aantal > 0, intake_waarschuwingen < 1)


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
            leerbaarheidstoets_uitkomst == "B1_niet_haalbaar", points > 0, leerbaarheidstoets_tekort <= points
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
