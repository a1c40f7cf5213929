"""Brede intake: who is called when, and what it is about (WET 14, BES 5.2)."""

from polars import Expr

from doorstroom.kernel.columns import rule
from doorstroom.kernel.law import Law
from doorstroom.kernel.vocabulary import (
    UNKNOWN,
    all_of,
    choose,
    known,
    latest_known,
    only_if,
    unknown,
    value,
    words_where,
)


@rule(
    "WET 14",
    "BES 5.3 lid 3",
    nl="Oproepen en intake tellen vanaf {intake_telt_vanaf}.",
    en="Calls and intake count from {intake_telt_vanaf}.",
    uncertain="Dat een nieuwe gemeente een eigen brede intake houdt, is afgeleid uit wat zij daarin mag overslaan.",
)
def intake_telt_vanaf(plicht_hernieuwd_op: Expr, pip_klok_soort: Expr, vestiging_huidige_gemeente: Expr) -> Expr:
    """Since which day do calls and intake belong to the present college and duty? (date; unknown: all of them do)"""
    moved = only_if(pip_klok_soort == "verhuizing", vestiging_huidige_gemeente)
    return latest_known(plicht_hernieuwd_op, moved)  # neither a new duty nor a move: nothing is left out


@rule("WET 14", nl="De brede intake is afgerond: {intake_afgerond}.", en="The intake is complete: {intake_afgerond}.")
def intake_afgerond(intake_afgerond_op: Expr) -> Expr:
    """Has the brede intake been completed? Nothing on record means no."""
    return known(intake_afgerond_op)


@rule(
    "WET 14 lid 2",
    "WET 22 lid 2",
    nl="Aantal oproepen, met de termijn in een boetebesluit erbij: {intake_oproepen_met_boete}.",
    en="Number of calls, with the term in a fine decision: {intake_oproepen_met_boete}.",
    uncertain="De nieuwe termijn in het boetebesluit telt hier als derde oproep.",
)
def intake_oproepen_met_boete(intake_oproepen: Expr, boete_intake_aantal: Expr, law: Law, peildatum: Expr) -> Expr:
    """How many calls were there, the term that a fine decision sets counted as one?"""
    calls = law.intake.oproepen_maximum.number(on=peildatum)
    by_fine = all_of(intake_oproepen < calls, boete_intake_aantal >= 1)
    return choose((by_fine, intake_oproepen + 1), otherwise=intake_oproepen)


@rule(
    "WET 14 lid 2",
    nl="Het college moet de intake nu in afwezigheid voltooien: {intake_in_afwezigheid_mogelijk}.",
    en="The college is to complete the intake in absence: {intake_in_afwezigheid_mogelijk}.",
)
def intake_in_afwezigheid_mogelijk(
    intake_oproepen_met_boete: Expr, intake_niet_verschenen_aantal: Expr, intake_afgerond: Expr, law: Law,
    peildatum: Expr,
) -> Expr:  # fmt: skip
    """Have all calls of the act been made without result, so that the college completes the intake itself?"""
    calls = law.intake.oproepen_maximum.number(on=peildatum)
    return all_of(~intake_afgerond, intake_oproepen_met_boete >= calls, intake_niet_verschenen_aantal >= calls)


@rule(
    "WET 14 lid 2",
    nl="De volgende oproep is nummer {intake_volgende_oproep}.",
    en="The next call is number {intake_volgende_oproep}.",
)
def intake_volgende_oproep(intake_oproepen_met_boete: Expr, intake_afgerond: Expr, law: Law, peildatum: Expr) -> Expr:
    """Which call may come next (1, 2 or 3)? Not applicable (unknown) after the intake or the last call."""
    calls = law.intake.oproepen_maximum.number(on=peildatum)
    over = intake_afgerond | (intake_oproepen_met_boete >= calls)
    return choose((over, UNKNOWN), otherwise=intake_oproepen_met_boete + 1)


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
    "WET 14",
    "BES 9.1",
    nl="De brede intake kan al in de opvang: {intake_in_opvang_mogelijk}.",
    en="The intake can already be done in reception: {intake_in_opvang_mogelijk}.",
)
def intake_in_opvang_mogelijk(in_opvang: Expr, gekoppelde_gemeente: Expr, intake_afgerond: Expr) -> Expr:
    """Can the intake be done in reception, because COA linked the person to a municipality? Wanted, no duty."""
    return all_of(in_opvang, known(gekoppelde_gemeente), ~intake_afgerond)  # no link recorded: not linked


@rule(
    "WET 14",
    "BES 5.2",
    "BES 5.3 lid 3",
    nl="De brede intake gaat over: {intake_onderwerpen}.",
    en="The intake is about: {intake_onderwerpen}.",
)
def intake_onderwerpen(pip_klok_soort: Expr, leerbaarheidstoets_ontheffing_toegestaan: Expr) -> Expr:
    """What must the intake of the present college be about (codes)?

    After a move with a PIP the learnability test and the study of education and work may be left out.
    """
    first, always = pip_klok_soort != "verhuizing", value(True)
    return words_where(
        (all_of(first, ~leerbaarheidstoets_ontheffing_toegestaan), "leerbaarheidstoets"),
        (first, "opleiding_en_werkervaring"),
        (always, "persoonlijke_omstandigheden_en_gezondheid"),
        (always, "voor_en_vroegschoolse_educatie_van_kinderen"),
        (always, "taalniveau"),
        (always, "arbeidsparticipatie"),
        (always, "zelfredzaamheid"),
    )


@rule(
    "BES 5.2",
    nl="Van de brede intake is niet vastgelegd: {intake_niet_vastgelegd}.",
    en="Not recorded of the intake: {intake_niet_vastgelegd}.",
)
def intake_niet_vastgelegd(intake_afgerond: Expr, intake_gesprek_alleen: Expr, intake_bevindingen: Expr) -> Expr:
    """What of the intake does the register not hold (codes; "" all is there)? Not applicable before it is complete."""
    lacking = words_where(
        (unknown(intake_gesprek_alleen), "gewezen_op_gesprek_alleen"),
        (unknown(intake_bevindingen), "bevindingen_schriftelijk"),
    )
    return only_if(intake_afgerond, lacking)
