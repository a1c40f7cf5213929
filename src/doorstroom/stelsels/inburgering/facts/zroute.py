"""The Z-route: eindgesprek, hours lowered or credited, skills left out (WET 9, BES 3.14)."""

from polars import Expr

from doorstroom.kernel.columns import fact, family
from doorstroom.kernel.vocabulary import Aggregate, any_event, contains, earliest, known, last, one_of, total
from doorstroom.stelsels.inburgering.events.traject import TAALONDERDELEN

#: Who can hold the eindgesprek: the college itself, or a body under the Wgr.
_BEVOEGD = ["college", "wgr_orgaan"]


@fact(
    "zroute_eindgesprek",
    "BES 3.14",
    nl="Het eindgesprek van de Z-route is gehouden: {zroute_eindgesprek}.",
    en="The final talk of the Z-route was held: {zroute_eindgesprek}.",
)
def zroute_eindgesprek(gevoerd_door: Expr) -> Aggregate:
    """Did the college itself, or a body under the Wgr, hold the eindgesprek of the Z-route?"""
    return any_event(when=one_of(gevoerd_door, _BEVOEGD))


@fact(
    "zroute_eindgesprek",
    "BES 3.14",
    nl="Het eindgesprek van de Z-route was op {zroute_eindgesprek_op}.",
    en="The final talk of the Z-route was on {zroute_eindgesprek_op}.",
)
def zroute_eindgesprek_op(valid_on: Expr, gevoerd_door: Expr) -> Aggregate:
    """When was the first eindgesprek of the Z-route that counts? (date; unknown: none)"""
    return earliest(valid_on, when=one_of(gevoerd_door, _BEVOEGD))


@fact(
    "zroute_eindgesprek",
    "BES 3.14",
    nl="Het eerste eindgesprek na alle uren was op {zroute_eindgesprek_na_uren_op}.",
    en="The first final talk after all hours was on {zroute_eindgesprek_na_uren_op}.",
)
def zroute_eindgesprek_na_uren_op(valid_on: Expr, gevoerd_door: Expr, zroute_uren_vol_op: Expr) -> Aggregate:
    """When was the first eindgesprek that counts on or after the day on which all hours were followed? (date)"""
    return earliest(valid_on, when=one_of(gevoerd_door, _BEVOEGD) & (valid_on >= zroute_uren_vol_op))


@fact(
    "zroute_uren_verlaagd",
    "BES 3.14",
    nl="Het college verlaagde de cursusuren tot {zroute_cursusuren_verlaagd}.",
    en="The college lowered the course hours to {zroute_cursusuren_verlaagd}.",
)
def zroute_cursusuren_verlaagd(cursusuren: Expr, revalidatietraject: Expr) -> Aggregate:
    """To how many course hours did the college lower the Z-route, because of a revalidatietraject? (hours)"""
    return last(cursusuren, when=revalidatietraject & known(cursusuren))


@family("deel", TAALONDERDELEN)
@fact(
    "zroute_uren_verlaagd",
    "BES 3.14",
    nl="In de Z-route vervalt {deel}: {zroute_deel_vervallen}.",
    en="In the Z-route {deel} is left out: {zroute_deel_vervallen}.",
)
def zroute_deel_vervallen(vervallen_vaardigheden: Expr, revalidatietraject: Expr, deel: str) -> Aggregate:
    """Did the college leave {deel} out, because of a revalidatietraject?"""
    return any_event(when=revalidatietraject & contains(vervallen_vaardigheden, deel))


@fact(
    "zroute_uren_verrekend",
    "BES 3.14 lid 9",
    nl="Van een andere school tellen {uren_verrekend} uren mee voor de Z-route.",
    en="{uren_verrekend} hours at another school are credited to the Z-route.",
)
def uren_verrekend(uren: Expr, zroute_verrekening_toegestaan: Expr) -> Aggregate:
    """How many hours followed at a niet-vrijstellende school before the PIP are credited? (hours)"""
    return total(uren, when=zroute_verrekening_toegestaan)
