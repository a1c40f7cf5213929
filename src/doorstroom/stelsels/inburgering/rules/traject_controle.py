"""What DUO checks on offers and on results of PVT and MAP, for each of them (WET 16, BES 3.1, 3.2)."""

from polars import Expr

from doorstroom.kernel.columns import rule
from doorstroom.kernel.law import Law
from doorstroom.kernel.vocabulary import any_of, choose, known, one_of, unknown

OFFER = "aanbod_gedaan"


@rule(
    "WET 16",
    "DUO-API aanbod",
    per=OFFER,
    nl="De school van dit aanbod telt: {aanbod_school_telt}.",
    en="The school of this offer counts: {aanbod_school_telt}.",
)
def aanbod_school_telt(valid_on: Expr, keurmerk: Expr, law: Law) -> Expr:
    """Is the offer at a school with the keurmerk or an institution for the taalschakeltraject?"""
    return any_of(keurmerk, ~law.aanbod.keurmerk_vereist.flag(on=valid_on))


@rule(
    "DUO-API aanbod",
    per=OFFER,
    nl="Dit aanbod is niet ouder dan het geldende PIP: {aanbod_na_pip}.",
    en="This offer is not older than the PIP that stands: {aanbod_na_pip}.",
)
def aanbod_na_pip(valid_on: Expr, pip_laatste_datum: Expr) -> Expr:
    """Is the offer dated on or after the PIP that stands? Not without one; no longer true once there is a later PIP."""
    return known(pip_laatste_datum) & (valid_on >= pip_laatste_datum)


@rule(
    "WET 16",
    "DUO-API aanbod",
    per=OFFER,
    nl="De eerste les van dit aanbod valt op tijd: {aanbod_begin_past}.",
    en="The first lesson of this offer comes in time: {aanbod_begin_past}.",
)
def aanbod_begin_past(valid_on: Expr, begint_op: Expr, termijn_laatste_dag: Expr) -> Expr:
    """Does the offer start not before it was made and within the termijn? One without a first lesson is not judged."""
    return choose((unknown(begint_op), True), (begint_op < valid_on, False), otherwise=begint_op <= termijn_laatste_dag)


def _after_zroute(day: Expr, zroute_voldaan_op: Expr) -> Expr:
    """Whether a result came after the Z-route was completed. No day of completion: not completed."""
    return known(zroute_voldaan_op) & (day > zroute_voldaan_op)


@rule(
    "DUO-API PVT",
    per="pvt_ondertekend",
    nl="De participatieverklaring is getekend voor het begin van de termijn: {pvt_voor_termijn}.",
    en="The participation declaration was signed before the termijn started: {pvt_voor_termijn}.",
)
def pvt_voor_termijn(valid_on: Expr, termijn_start: Expr) -> Expr:
    """Was the declaration signed before the first day of the termijn? Unknown without a termijn."""
    return valid_on < termijn_start


@rule(
    "DUO-API PVT",
    per="pvt_ondertekend",
    nl="De participatieverklaring is getekend na de Z-route: {pvt_na_zroute}.",
    en="The participation declaration was signed after the Z-route: {pvt_na_zroute}.",
)
def pvt_na_zroute(valid_on: Expr, zroute_voldaan_op: Expr) -> Expr:
    """Was the declaration signed after the Z-route was completed?"""
    return _after_zroute(valid_on, zroute_voldaan_op)


@rule(
    "DUO-API MAP",
    per="map_afgerond",
    nl="De MAP is afgerond voor het begin van de termijn: {map_voor_termijn}.",
    en="The MAP was closed before the termijn started: {map_voor_termijn}.",
)
def map_voor_termijn(valid_on: Expr, termijn_start: Expr) -> Expr:
    """Was the MAP closed before the first day of the termijn? Unknown without a termijn."""
    return valid_on < termijn_start


@rule(
    "DUO-API MAP",
    per="map_afgerond",
    nl="De MAP is afgerond na de Z-route: {map_na_zroute}.",
    en="The MAP was closed after the Z-route: {map_na_zroute}.",
)
def map_na_zroute(valid_on: Expr, zroute_voldaan_op: Expr) -> Expr:
    """Was the MAP closed after the Z-route was completed?"""
    return _after_zroute(valid_on, zroute_voldaan_op)


@rule(
    "DUO-API PVT, MAP",
    per="verwijtbaarheid_beoordeeld",
    nl="Dit oordeel over PVT of MAP kan de gemeente op deze dag melden: {verwijtbaarheid_te_melden}.",
    en="This judgement about PVT or MAP can be reported on this day: {verwijtbaarheid_te_melden}.",
    uncertain="Hoe de twee regels van DUO over verwijtbaar samengaan, is nog niet bevestigd.",
)
def verwijtbaarheid_te_melden(
    valid_on: Expr, onderwerp: Expr, oordeel: Expr, verwijtbaar_melden_vanaf: Expr, niet_verwijtbaar_melden_vanaf: Expr
) -> Expr:
    """Does DUO accept this judgement on its day? Blame only after the termijn; no blame in its last two months too."""
    return choose(
        (~one_of(onderwerp, ["pvt", "map"]), True),
        (oordeel, valid_on >= verwijtbaar_melden_vanaf),
        otherwise=valid_on >= niet_verwijtbaar_melden_vanaf,
    )
