"""Exams: which attempts count and which parts are done (WET 4, 5, 7; REG bijlage 6a)."""

from polars import Expr

from doorstroom.kernel.columns import family, rule
from doorstroom.kernel.vocabulary import all_of, any_of, count_true, one_of
from doorstroom.stelsels.inburgering.events.traject import TAALONDERDELEN

_B1_OF_HOGER = ["B1", "B2"]
_AFGELEGD = ["geslaagd", "gezakt", "nog_niet_bekend"]


@rule(
    "WET 7",
    "BES 5.5",
    per="examen_afgelegd",
    nl="Het niveau van dit examen is hoog genoeg: {examen_op_niveau}.",
    en="The level of this exam is high enough: {examen_op_niveau}.",
)
def examen_op_niveau(
    onderdeel: Expr,
    niveau: Expr,
    a2_volstaat_lezen: Expr,
    a2_volstaat_luisteren: Expr,
    a2_volstaat_schrijven: Expr,
    a2_volstaat_spreken: Expr,
) -> Expr:
    """Is the level of this exam what the person needs now, or higher? KNM has no level."""
    return any_of(
        onderdeel == "knm",
        one_of(niveau, _B1_OF_HOGER),
        (onderdeel == "lezen") & a2_volstaat_lezen,
        (onderdeel == "luisteren") & a2_volstaat_luisteren,
        (onderdeel == "schrijven") & a2_volstaat_schrijven,
        (onderdeel == "spreken") & a2_volstaat_spreken,
    )


@rule(
    "WET 7",
    per="examen_afgelegd",
    nl="Dit examen is met goed gevolg afgelegd: {examen_geslaagd}.",
    en="This exam was passed: {examen_geslaagd}.",
)
def examen_geslaagd(resultaat: Expr, examen_op_niveau: Expr) -> Expr:
    """Was this exam passed at a level that counts?"""
    return (resultaat == "geslaagd") & examen_op_niveau


@rule(
    "REG bijlage 6a",
    per="examen_afgelegd",
    nl="Dit examen telt als poging: {examen_poging}.",
    en="This exam counts as an attempt: {examen_poging}.",
    uncertain="Een examen zonder resultaat (absent, afgemeld) telt hier niet als poging.",
)
def examen_poging(resultaat: Expr, examen_op_niveau: Expr) -> Expr:
    """Does this exam count as an attempt: really taken, at a level that counts? The result may still be awaited."""
    return one_of(resultaat, _AFGELEGD) & examen_op_niveau


@family("deel", TAALONDERDELEN)
@rule("WET 4", "WET 5", "WET 7", nl="Het onderdeel {deel} is klaar: {deel_klaar}.", en="Done, {deel}: {deel_klaar}.")
def deel_klaar(
    deel_behaald: Expr, vrijgesteld_deel: Expr, vrijgesteld_deel_a2: Expr, a2_volstaat_deel: Expr, ontheven_deel: Expr
) -> Expr:
    """Is {deel} done: passed, vrijgesteld (at A2 where that is enough) or ontheven?"""
    return any_of(deel_behaald, vrijgesteld_deel, a2_volstaat_deel & vrijgesteld_deel_a2, ontheven_deel)


@rule("WET 4", "WET 5", "WET 7", nl="Het onderdeel KNM is klaar: {knm_klaar}.", en="Done, KNM: {knm_klaar}.")
def knm_klaar(knm_behaald: Expr, vrijgesteld_knm: Expr, ontheven_knm: Expr) -> Expr:
    """Is KNM done: passed, vrijgesteld or ontheven?"""
    return any_of(knm_behaald, vrijgesteld_knm, ontheven_knm)


@rule(
    "WET 7",
    nl="Van de taalonderdelen zijn er {taalonderdelen_behaald} behaald.",
    en="Language parts passed: {taalonderdelen_behaald}.",
)
def taalonderdelen_behaald(
    lezen_behaald: Expr,
    luisteren_behaald: Expr,
    schrijven_behaald: Expr,
    spreken_behaald: Expr,
) -> Expr:
    """How many of the four language parts were passed? (0-4; vrijstelling and ontheffing left aside)"""
    return count_true(lezen_behaald, luisteren_behaald, schrijven_behaald, spreken_behaald)


@rule(
    "WET 7",
    nl="Van de vijf onderdelen zijn er {examenonderdelen_behaald} behaald.",
    en="Exam parts passed: {examenonderdelen_behaald}.",
)
def examenonderdelen_behaald(taalonderdelen_behaald: Expr, knm_behaald: Expr) -> Expr:
    """How many of the five exam parts, KNM included, were passed? (0-5; vrijstelling and ontheffing left aside)"""
    return taalonderdelen_behaald + count_true(knm_behaald)


@rule(
    "WET 7",
    nl="Van de taalonderdelen zijn er {taalonderdelen_klaar} klaar.",
    en="Language parts done: {taalonderdelen_klaar}.",
)
def taalonderdelen_klaar(
    lezen_klaar: Expr,
    luisteren_klaar: Expr,
    schrijven_klaar: Expr,
    spreken_klaar: Expr,
) -> Expr:
    """How many of the four language parts are done: passed, vrijgesteld or ontheven? (0-4)"""
    return count_true(lezen_klaar, luisteren_klaar, schrijven_klaar, spreken_klaar)


@rule(
    "WET 7",
    nl="Van de vijf onderdelen zijn er {examenonderdelen_klaar} klaar.",
    en="Exam parts done: {examenonderdelen_klaar}.",
)
def examenonderdelen_klaar(taalonderdelen_klaar: Expr, knm_klaar: Expr) -> Expr:
    """How many of the five exam parts, KNM included, are done: passed, vrijgesteld or ontheven? (0-5)"""
    return taalonderdelen_klaar + count_true(knm_klaar)


@rule(
    "REG bijlage 6a",
    nl="Elk onderdeel is minstens een keer afgelegd: {alle_onderdelen_een_poging}.",
    en="Every part was taken at least once: {alle_onderdelen_een_poging}.",
    uncertain="Een onderdeel waarvan iemand is vrijgesteld of ontheven, hoeft hier niet te zijn afgelegd.",
)
def alle_onderdelen_een_poging(
    lezen_klaar: Expr,
    luisteren_klaar: Expr,
    schrijven_klaar: Expr,
    spreken_klaar: Expr,
    knm_klaar: Expr,
    lezen_pogingen: Expr,
    luisteren_pogingen: Expr,
    schrijven_pogingen: Expr,
    spreken_pogingen: Expr,
    knm_pogingen: Expr,
) -> Expr:
    """Was every exam part that is not done taken at least once?"""
    return all_of(
        lezen_klaar | (lezen_pogingen >= 1),
        luisteren_klaar | (luisteren_pogingen >= 1),
        schrijven_klaar | (schrijven_pogingen >= 1),
        spreken_klaar | (spreken_pogingen >= 1),
        knm_klaar | (knm_pogingen >= 1),
    )


@rule(
    "REG bijlage 6a",
    nl="Elk niet behaald onderdeel is minstens twee keer afgelegd: {niet_behaalde_onderdelen_twee_pogingen}.",
    en="Every part not passed was taken at least twice: {niet_behaalde_onderdelen_twee_pogingen}.",
)
def niet_behaalde_onderdelen_twee_pogingen(
    lezen_klaar: Expr,
    luisteren_klaar: Expr,
    schrijven_klaar: Expr,
    spreken_klaar: Expr,
    knm_klaar: Expr,
    lezen_pogingen: Expr,
    luisteren_pogingen: Expr,
    schrijven_pogingen: Expr,
    spreken_pogingen: Expr,
    knm_pogingen: Expr,
) -> Expr:
    """Was every exam part that is not done taken at least twice?"""
    return all_of(
        lezen_klaar | (lezen_pogingen >= 2),
        luisteren_klaar | (luisteren_pogingen >= 2),
        schrijven_klaar | (schrijven_pogingen >= 2),
        spreken_klaar | (spreken_pogingen >= 2),
        knm_klaar | (knm_pogingen >= 2),
    )
