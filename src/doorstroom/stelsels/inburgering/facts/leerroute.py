"""What officials judged about the leerroute, and the education that delayed it."""

from polars import Expr

from doorstroom.kernel.columns import fact, family
from doorstroom.kernel.vocabulary import Aggregate, choose, earliest, known, last, latest
from doorstroom.stelsels.inburgering.events.traject import TAALONDERDELEN


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
    return latest(tot_en_met, when=known(tot_en_met) & (tot_en_met < peildatum))


@fact(
    "niet_vrijstellende_opleiding",
    "BES 5.4 lid 2",
    nl="De eerste opleiding die na de anderhalf jaar eindigde, duurde tot en met {opleiding_na_wissel_uiterlijk}.",
    en="The first education that ended after the 1.5 years lasted up to and including {opleiding_na_wissel_uiterlijk}.",
)
def opleiding_na_wissel_uiterlijk(tot_en_met: Expr, wissel_uiterlijk: Expr) -> Aggregate:
    """What is the last day of the first niet-vrijstellende opleiding that ends after the 1.5 years? (unknown: none)"""
    return earliest(tot_en_met, when=known(tot_en_met) & (tot_en_met > wissel_uiterlijk))


@family("deel", TAALONDERDELEN)
@fact(
    "pip_vastgesteld",
    "REG 3.5",
    nl="Het PIP noemt voor {deel} niveau A2 sinds {pip_a2_deel_sinds}.",
    en="The PIP names A2 for {deel} since {pip_a2_deel_sinds}.",
)
def pip_a2_deel_sinds(valid_on: Expr, niveau: Expr, niveau_deel: Expr, pip_van_kracht: Expr) -> Aggregate:
    """When did a standing PIP first name A2 for {deel}, of its own or for all parts? (date; unknown: none does)"""
    # A level of its own comes before the one for all parts; a level left out is not A2.
    a2 = choose((known(niveau_deel), niveau_deel == "A2"), otherwise=known(niveau) & (niveau == "A2"))
    return earliest(valid_on, when=a2 & pip_van_kracht)
