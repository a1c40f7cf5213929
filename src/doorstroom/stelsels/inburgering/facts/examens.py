"""Exam parts: passed at the level that counts, when, and after how many attempts."""

from polars import Expr

from doorstroom.kernel.columns import fact, family
from doorstroom.kernel.vocabulary import Aggregate, all_of, any_event, count, earliest, total
from doorstroom.stelsels.inburgering.events.traject import ONDERDELEN


@family("deel", ONDERDELEN)
@fact(
    "examen_afgelegd",
    "WET 7",
    "BES 3.3",
    nl="Het onderdeel {deel} is behaald: {deel_behaald}.",
    en="The part {deel} was passed: {deel_behaald}.",
)
def deel_behaald(onderdeel: Expr, examen_geslaagd: Expr, deel: str) -> Aggregate:
    """Was {deel} passed at the level that counts for the person now, or higher?"""
    return any_event(when=all_of(onderdeel == deel, examen_geslaagd))


@family("deel", ONDERDELEN)
@fact(
    "examen_afgelegd",
    "WET 7",
    nl="Het onderdeel {deel} is behaald met het examen van {deel_behaald_op}.",
    en="The part {deel} was passed with the exam of {deel_behaald_op}.",
)
def deel_behaald_op(valid_on: Expr, onderdeel: Expr, examen_geslaagd: Expr, deel: str) -> Aggregate:
    """On which day of exam was {deel} first passed at the level that counts? (date)"""
    return earliest(valid_on, when=all_of(onderdeel == deel, examen_geslaagd))


@family("deel", ONDERDELEN)
@fact(
    "examen_afgelegd",
    "REG bijlage 6a",
    nl="Het onderdeel {deel} is {deel_pogingen} keer afgelegd.",
    en="The part {deel} was taken {deel_pogingen} times.",
)
def deel_pogingen(onderdeel: Expr, examen_poging: Expr, deel: str) -> Aggregate:
    """How many times was {deel} taken at the level that counts, or higher?"""
    return count(when=all_of(onderdeel == deel, examen_poging))


@family("deel", ONDERDELEN)
@fact(
    "examen_afgelegd",
    "REG 3.5",
    nl="Van de gratis pogingen voor {deel} zijn er {gratis_pogingen_gebruikt_deel} gebruikt.",
    en="Of the free attempts at {deel} {gratis_pogingen_gebruikt_deel} were used.",
)
def gratis_pogingen_gebruikt_deel(onderdeel: Expr, examen_verbruikt_gratis_poging: Expr, deel: str) -> Aggregate:
    """How many attempts at {deel} used up a free attempt, had the person a right to one?"""
    return count(when=all_of(onderdeel == deel, examen_verbruikt_gratis_poging))


@fact(
    "examen_afgelegd",
    "REG 3.4",
    nl="De inburgeraar betaalde voor examens samen {examenkosten_inburgeraar} euro.",
    en="The newcomer paid {examenkosten_inburgeraar} euros for exams in all.",
)
def examenkosten_inburgeraar(examen_kosten: Expr) -> Aggregate:
    """What did all exams so far cost the person (euros)? Unknown when the fee of one of them is."""
    return total(examen_kosten)


@fact(
    "examen_afgelegd",
    "REG 3.5",
    nl="Gratis examens tot nu toe: {examens_gratis_aantal}.",
    en="Free exams so far: {examens_gratis_aantal}.",
)
def examens_gratis_aantal(examen_gratis: Expr) -> Aggregate:
    """How many exams were free, so that the Minister paid?"""
    return count(when=examen_gratis)


@fact(
    "examen_afgelegd",
    "WET 25",
    nl="Van een examen in de termijn is de uitslag nog niet bekend: {examen_uitslag_ontbreekt}.",
    en="The result of an exam in the termijn is still awaited: {examen_uitslag_ontbreekt}.",
)
def examen_uitslag_ontbreekt(resultaat: Expr, valid_on: Expr, termijn_laatste_dag: Expr) -> Aggregate:
    """Was an exam taken on or before the last day of the termijn whose result is not known yet?"""
    return any_event(when=all_of(resultaat == "nog_niet_bekend", valid_on <= termijn_laatste_dag))
