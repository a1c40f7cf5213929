"""What the college owes the asylum group: a course and maatschappelijke begeleiding (WET 13, 16; BES 5.1)."""

from polars import Expr

from doorstroom.kernel.columns import rule
from doorstroom.kernel.vocabulary import all_of, known, only_if, unknown


@rule(
    "WET 16",
    nl="Het college is een inburgeringsaanbod verschuldigd: {aanbod_verschuldigd}.",
    en="The college owes a course: {aanbod_verschuldigd}.",
)
def aanbod_verschuldigd(is_asielstatushouder: Expr, heeft_pip: Expr, leerroute_voldaan: Expr) -> Expr:
    """Does the college owe a course: asylum group, with a PIP, leerroute not completed yet?"""
    return all_of(is_asielstatushouder, heeft_pip, ~leerroute_voldaan)


@rule(
    "WET 16",
    nl="Een aanbod voor de huidige leerroute ontbreekt: {aanbod_ontbreekt}.",
    en="An offer for the present route is missing: {aanbod_ontbreekt}.",
    uncertain="Na een andere leerroute is hier een nieuw, passend aanbod nodig.",
)
def aanbod_ontbreekt(aanbod_verschuldigd: Expr, aanbod_huidige_leerroute_datum: Expr) -> Expr:
    """Does the college owe a course that it has not offered since the present leerroute holds?"""
    return aanbod_verschuldigd & unknown(aanbod_huidige_leerroute_datum)


@rule(
    "WET 13",
    "BES 5.1",
    nl="Recht op maatschappelijke begeleiding vanaf {maatschappelijke_begeleiding_vanaf}.",
    en="Right to maatschappelijke begeleiding from {maatschappelijke_begeleiding_vanaf}.",
)
def maatschappelijke_begeleiding_vanaf(is_asielstatushouder: Expr, brp_datum_huisvesting: Expr) -> Expr:
    """From which day does the college owe maatschappelijke begeleiding? (date; unknown: no right, or not yet)"""
    return only_if(is_asielstatushouder, brp_datum_huisvesting)


@rule(
    "WET 13",
    "BES 5.1",
    nl="Er is recht op maatschappelijke begeleiding: {maatschappelijke_begeleiding_recht}.",
    en="There is a right to maatschappelijke begeleiding: {maatschappelijke_begeleiding_recht}.",
)
def maatschappelijke_begeleiding_recht(is_asielstatushouder: Expr, brp_datum_huisvesting: Expr) -> Expr:
    """Does the college owe maatschappelijke begeleiding: asylum group, and registered in its municipality?"""
    return is_asielstatushouder & known(brp_datum_huisvesting)
