"""What the college owes the asylum group: a course and maatschappelijke begeleiding (WET 13, 16; BES 5.1)."""

from polars import Expr

from doorstroom.kernel.columns import rule
from doorstroom.kernel.law import Law
from doorstroom.kernel.vocabulary import all_of, any_of, known, only_if, unknown, words_where


@rule(
    "WET 16",
    nl="Het college is een inburgeringsaanbod verschuldigd: {aanbod_verschuldigd}.",
    en="The college owes a course: {aanbod_verschuldigd}.",
)
def aanbod_verschuldigd(
    is_asielstatushouder: Expr, inburgeringsplichtig_wi2021: Expr, heeft_pip: Expr, leerroute_voldaan: Expr
) -> Expr:
    """Does the college owe a course: asylum group, obliged, with a PIP, leerroute not completed yet?"""
    return all_of(is_asielstatushouder, inburgeringsplichtig_wi2021, heeft_pip, ~leerroute_voldaan)


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
    "WET 16",
    "DUO-API aanbod",
    per="aanbod_gedaan",
    nl="DUO zou dit aanbod aanvaarden: {aanbod_duo_aanvaard}.",
    en="DUO would accept this offer: {aanbod_duo_aanvaard}.",
)
def aanbod_duo_aanvaard(
    valid_on: Expr, keurmerk: Expr, is_asielstatushouder: Expr, pip_eerste_datum: Expr, law: Law
) -> Expr:
    """Does this offer pass DUO's checks: asylum group, a school that counts, and not before the PIP?"""
    school = any_of(keurmerk, ~law.aanbod.keurmerk_vereist.flag(on=valid_on))
    # Without a PIP on record there is none to follow.
    return all_of(is_asielstatushouder, school, known(pip_eerste_datum), valid_on >= pip_eerste_datum)


@rule(
    "WET 6",
    "WET 16",
    "BES 3.14",
    nl="Het college biedt aan: {college_biedt_aan}.",
    en="The college offers: {college_biedt_aan}.",
)
def college_biedt_aan(
    inburgeringsplichtig_wi2021: Expr, heeft_pip: Expr, is_asielstatushouder: Expr, leerroute: Expr, map_verplicht: Expr
) -> Expr:
    """Which parts of the traject must the college offer (codes)? Lessons to the asylum group, the rest to everybody.

    Not applicable without duty or PIP.
    """
    in_z = leerroute == "Z"
    parts = words_where(
        (is_asielstatushouder, "lessen"),
        (heeft_pip, "pvt"),
        (map_verplicht, "map"),
        (all_of(in_z, is_asielstatushouder), "participatie"),
        (in_z, "eindgesprek"),
    )
    return only_if(all_of(inburgeringsplichtig_wi2021, heeft_pip), parts)


@rule(
    "WET 16",
    "WET 19",
    nl="De inburgeraar zoekt en betaalt zelf een cursus: {cursus_zelf_betalen}.",
    en="The newcomer finds and pays for his own course: {cursus_zelf_betalen}.",
)
def cursus_zelf_betalen(inburgeringsplichtig_wi2021: Expr, is_asielstatushouder: Expr) -> Expr:
    """Must the person find and pay for the course himself, as family and other migrants must? (unknown: no duty)"""
    return only_if(inburgeringsplichtig_wi2021, ~is_asielstatushouder)


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
