"""The new termijn after a fine of the Minister: when it starts and ends, and when it falls away with the fine."""

from polars import Expr

from doorstroom.kernel.columns import family, rule
from doorstroom.kernel.dates import add
from doorstroom.kernel.law import Law
from doorstroom.kernel.vocabulary import all_of, only_if, unknown
from doorstroom.stelsels.inburgering.events.traject import PLICHTDELEN


@rule(
    "WET 24 lid 3",
    "WET 25 lid 2",
    nl="De nieuwe termijn begint op {termijn_na_boete_start}, de dag na de bekendmaking van het boetebesluit.",
    en="The new termijn starts on {termijn_na_boete_start}, the day after the fine decision was made known.",
    uncertain="Dat de nieuwe termijn de dag na de bekendmaking begint, is een lezing.",
)
def termijn_na_boete_start(termijn_na_boete_besluit_op: Expr, law: Law) -> Expr:
    """On which day (inclusive) does the new termijn after a fine start?"""
    on = termijn_na_boete_besluit_op
    return add(on, days=law.termijn.begin_na_boetebesluit.days(on=on))


@family("deel", PLICHTDELEN)
@rule(
    "WET 24",
    "WET 25",
    nl="De boete voor {deel} in dat besluit is helemaal vervallen: {deel_boete_vervallen}.",
    en="The fine for {deel} in that decision was undone as a whole: {deel_boete_vervallen}.",
)
def deel_boete_vervallen(deel_boete_in_besluit: Expr, deel_boete_eraf: Expr) -> Expr:
    """Did all of the fine for {deel} in the last decision with a new termijn go off? Not when there was none."""
    return all_of(deel_boete_in_besluit > 0, deel_boete_eraf >= deel_boete_in_besluit)


@rule(
    "WET 24 lid 3",
    "WET 25 lid 2",
    nl="Met de boete is ook de nieuwe termijn vervallen: {nieuwe_termijn_vervallen}.",
    en="With the fine the new termijn fell away too: {nieuwe_termijn_vervallen}.",
    uncertain="Een boete waar alles van afging, geldt hier als weggevallen; na verlaging tot nul kan dat anders zijn.",
)
def nieuwe_termijn_vervallen(termijn_na_boete: Expr, termijn_na_boete_maanden: Expr) -> Expr:
    """Was every fine that set the last new termijn undone, so that no length is left?"""
    return all_of(termijn_na_boete, unknown(termijn_na_boete_maanden))


@rule(
    "WET 24 lid 3",
    "WET 25 lid 2",
    nl="Een eerder boetebesluit stelde ook al een nieuwe termijn: {nieuwe_termijn_eerder_gesteld}.",
    en="An earlier fine decision set a new termijn too: {nieuwe_termijn_eerder_gesteld}.",
)
def nieuwe_termijn_eerder_gesteld(termijn_na_boete_eerste_op: Expr, termijn_na_boete_besluit_op: Expr) -> Expr:
    """Did a fine decision before the last one set a new termijn?"""
    return termijn_na_boete_eerste_op < termijn_na_boete_besluit_op


@rule(
    "WET 24 lid 3",
    "WET 25 lid 2",
    nl="De laatste dag van de nieuwe termijn na de boete is {nieuwe_termijn_laatste_dag}.",
    en="The last day of the new termijn after the fine is {nieuwe_termijn_laatste_dag}.",
)
def nieuwe_termijn_laatste_dag(termijn_soort: Expr, termijn_laatste_dag: Expr) -> Expr:
    """Last day (inclusive) of the new termijn after a fine, with its extensions; none without such a termijn."""
    return only_if(termijn_soort == "na_boete", termijn_laatste_dag)
