"""What officials judged about the leerroute, and the education that delayed it."""

from polars import Expr

from doorstroom.kernel.columns import fact
from doorstroom.kernel.vocabulary import Aggregate, known, last, latest


@fact(
    "verwijtbaarheid_beoordeeld",
    "BES 5.5",
    nl="Het college vindt de inspanning voldoende: {inspanning_voldoende}.",
    en="The college finds the effort sufficient: {inspanning_voldoende}.",
)
def inspanning_voldoende(onderwerp: Expr, oordeel: Expr) -> Aggregate:
    """Did a named official judge last that there was enough effort? Unknown when nobody judged."""
    return last(oordeel, when=onderwerp == "inspanning")


@fact(
    "verwijtbaarheid_beoordeeld",
    "BES 5.5",
    nl="Het college vindt B1 haalbaar binnen de termijn: {b1_haalbaar_binnen_termijn}.",
    en="The college finds B1 within reach in the termijn: {b1_haalbaar_binnen_termijn}.",
)
def b1_haalbaar_binnen_termijn(onderwerp: Expr, oordeel: Expr) -> Aggregate:
    """Did a named official judge last that B1 can be reached in the termijn? Unknown when nobody judged."""
    return last(oordeel, when=onderwerp == "b1_haalbaar_binnen_termijn")


@fact(
    "verwijtbaarheid_beoordeeld",
    "BES 5.4 lid 3",
    nl="Het college ziet een bijzonder geval voor een andere leerroute: {bijzonder_geval_wissel}.",
    en="The college sees a special case for another route: {bijzonder_geval_wissel}.",
)
def bijzonder_geval_wissel(onderwerp: Expr, oordeel: Expr) -> Aggregate:
    """Did a named official judge last that this is a special case for another leerroute?"""
    return last(oordeel, when=onderwerp == "bijzonder_geval_wissel")


@fact(
    "niet_vrijstellende_opleiding",
    "BES 5.4 lid 2",
    nl="De niet-vrijstellende opleiding eindigde op {niet_vrijstellende_opleiding_beeindigd_op}.",
    en="The education that does not exempt ended on {niet_vrijstellende_opleiding_beeindigd_op}.",
)
def niet_vrijstellende_opleiding_beeindigd_op(tot_en_met: Expr, peildatum: Expr) -> Aggregate:
    """What was the last day of the last niet-vrijstellende opleiding that has ended? (date; unknown: none)"""
    return latest(tot_en_met, when=known(tot_en_met) & (tot_en_met <= peildatum))
