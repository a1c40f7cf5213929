"""The traject: PVT, MAP, first lesson, taalschakeltraject (hours stand in ``uren``)."""

from polars import Expr

from doorstroom.kernel.columns import fact
from doorstroom.kernel.vocabulary import Aggregate, any_event, earliest, unknown


@fact(
    "pvt_ondertekend",
    "BES 3.1",
    nl="De PVT-verklaring is getekend op {pvt_ondertekend_op}.",
    en="PVT signed: {pvt_ondertekend_op}.",
)
def pvt_ondertekend_op(valid_on: Expr, met_activiteit: Expr) -> Aggregate:
    """When was the declaration first signed, after a PVT not known to lack an activity? (date; unknown: not)"""
    return earliest(valid_on, when=unknown(met_activiteit) | met_activiteit)


@fact(
    "pvt_ondertekend",
    "BES 3.1",
    nl="De PVT-verklaring is getekend: {pvt_ondertekend}.",
    en="The PVT is signed: {pvt_ondertekend}.",
)
def pvt_ondertekend(met_activiteit: Expr) -> Aggregate:
    """Was the declaration signed after a PVT that is not known to have lacked an activity or excursion?"""
    # Whether the activity was recorded at all is the question: DUO asks the date alone.
    return any_event(when=unknown(met_activiteit) | met_activiteit)


@fact(
    "map_afgerond",
    "BES 3.2",
    nl="Het eindgesprek van de MAP was op {map_afgerond_op}.",
    en="Final talk of the MAP: {map_afgerond_op}.",
)
def map_afgerond_op(valid_on: Expr) -> Aggregate:
    """When was the MAP first closed by the eindgesprek? (date; unknown: not)"""
    return earliest(valid_on)


@fact(
    "map_afgerond",
    "BES 3.2",
    nl="Het eindgesprek van de MAP is gehouden: {map_afgerond}.",
    en="The MAP is closed: {map_afgerond}.",
)
def map_afgerond() -> Aggregate:
    """Has the MAP been closed by the eindgesprek with the college?"""
    return any_event()


@fact(
    "lessen_begonnen",
    "REG 4.1 lid 1 g",
    nl="De eerste les was op {lessen_begonnen_op}.",
    en="First lesson: {lessen_begonnen_op}.",
)
def lessen_begonnen_op(valid_on: Expr) -> Aggregate:
    """When was the first lesson? (date; unknown: none yet)"""
    return earliest(valid_on)


@fact(
    "taalschakeltraject_begonnen",
    "WET 8",
    nl="Het taalschakeltraject begon op {taalschakeltraject_begonnen_op}.",
    en="The transition course began on {taalschakeltraject_begonnen_op}.",
)
def taalschakeltraject_begonnen_op(valid_on: Expr) -> Aggregate:
    """When did the taalschakeltraject really begin? (date; unknown: not yet)"""
    return earliest(valid_on)


@fact(
    "taalschakeltraject_behaald",
    "WET 8",
    nl="Het taalschakeltraject is behaald: {taalschakeltraject_behaald}.",
    en="The transition course was passed: {taalschakeltraject_behaald}.",
)
def taalschakeltraject_behaald() -> Aggregate:
    """Was the taalschakeltraject completed with success?"""
    return any_event()


@fact(
    "taalschakeltraject_behaald",
    "WET 8",
    nl="Het taalschakeltraject is behaald op {taalschakeltraject_behaald_op}.",
    en="The transition course was passed on {taalschakeltraject_behaald_op}.",
)
def taalschakeltraject_behaald_op(valid_on: Expr) -> Aggregate:
    """When was the taalschakeltraject completed with success? (date; unknown: not)"""
    return earliest(valid_on)
