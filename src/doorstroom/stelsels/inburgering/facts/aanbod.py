"""The course that the college offers to asylum status holders (WET 16)."""

from polars import Expr

from doorstroom.kernel.columns import fact
from doorstroom.kernel.vocabulary import Aggregate, count, earliest


@fact(
    "aanbod_gedaan",
    "WET 16",
    nl="Het eerste aanbod dat telt is van {aanbod_datum}.",
    en="The first offer that counts is of {aanbod_datum}.",
)
def aanbod_datum(valid_on: Expr, keurmerk: Expr, pip_eerste_datum: Expr) -> Aggregate:
    """When did the college first offer a course of a school that counts, not before the first PIP? (date)"""
    return earliest(valid_on, when=keurmerk & (valid_on >= pip_eerste_datum))


@fact(
    "aanbod_gedaan",
    "REG 4.1 lid 1 g",
    nl="Volgens het aanbod konden de lessen beginnen op {aanbod_begint_op}.",
    en="By the offer the lessons could start on {aanbod_begint_op}.",
)
def aanbod_begint_op(begint_op: Expr, keurmerk: Expr, valid_on: Expr, pip_eerste_datum: Expr) -> Aggregate:
    """What is the earliest first lesson that a counting offer named? (date; unknown: no offer, or it named none)"""
    return earliest(begint_op, when=keurmerk & (valid_on >= pip_eerste_datum))


@fact(
    "aanbod_gedaan",
    "WET 16",
    nl="Het aanbod voor de huidige leerroute is van {aanbod_huidige_leerroute_datum}.",
    en="The offer for the present route is of {aanbod_huidige_leerroute_datum}.",
)
def aanbod_huidige_leerroute_datum(valid_on: Expr, keurmerk: Expr, leerroute_sinds: Expr) -> Aggregate:
    """When did the college first offer a course since the present leerroute holds? (date; unknown: not)"""
    return earliest(valid_on, when=keurmerk & (valid_on >= leerroute_sinds))


@fact(
    "aanbod_gedaan",
    "WET 16",
    nl="Er zijn {aanbod_zonder_keurmerk} aanbiedingen van een school zonder keurmerk.",
    en="{aanbod_zonder_keurmerk} offers were of a school without the quality mark.",
)
def aanbod_zonder_keurmerk(keurmerk: Expr) -> Aggregate:
    """How many offers do not count because the school has no keurmerk and no taalschakeltraject?"""
    return count(when=~keurmerk)


@fact(
    "aanbod_gedaan",
    "DUO-API aanbod",
    nl="DUO zou {aanbod_geweigerd_aantal} aanbiedingen weigeren.",
    en="DUO would refuse {aanbod_geweigerd_aantal} offers.",
)
def aanbod_geweigerd_aantal(aanbod_duo_aanvaard: Expr) -> Aggregate:
    """How many offers do not pass the checks that DUO makes on receipt?"""
    return count(when=~aanbod_duo_aanvaard)
