"""Where the person lives: reception, municipality of housing, moves."""

from polars import Expr

from doorstroom.kernel.columns import fact
from doorstroom.kernel.vocabulary import Aggregate, earliest, last, latest, unknown


@fact(
    "brploop",
    "BES 5.3 lid 1",
    nl="De inschrijving in een gemeente van huisvesting die hier telt, is van {brp_datum_huisvesting}.",
    en="The registration in a municipality of housing that counts here is of {brp_datum_huisvesting}.",
)
def brp_datum_huisvesting(valid_on: Expr, brp_gehuisvest: Expr, brp_tot: Expr, pip_peildag: Expr) -> Aggregate:
    """When was the person registered where he was housed on the day that matters, or first after it? (date)

    What ended before that day is an earlier stay. Without such a day the first registration of all.
    """
    stands = unknown(pip_peildag) | (brp_tot > pip_peildag)
    return earliest(valid_on, when=brp_gehuisvest & stands)


@fact(
    "brp_inschrijving",
    nl="Ingeschreven in gemeente {brp_gemeente}.",
    en="Registered in municipality {brp_gemeente}.",
)
def brp_gemeente(gemeente: Expr, huisvesting: Expr) -> Aggregate:
    """In which municipality is the person housed according to the last registration?"""
    return last(gemeente, when=huisvesting)


@fact(
    "brp_inschrijving",
    nl="De laatste verhuizing naar een andere gemeente was op {laatste_verhuizing_op}.",
    en="The last move to another municipality was on {laatste_verhuizing_op}.",
)
def laatste_verhuizing_op(valid_on: Expr, brp_andere_gemeente: Expr) -> Aggregate:
    """On which day was the person last registered in another municipality than before? (date; unknown: never)"""
    return latest(valid_on, when=brp_andere_gemeente)


@fact(
    "brp_inschrijving",
    nl="De laatste verhuizing voor het eerste PIP was op {verhuizing_voor_eerste_pip}.",
    en="The last move before the first PIP was on {verhuizing_voor_eerste_pip}.",
)
def verhuizing_voor_eerste_pip(valid_on: Expr, brp_andere_gemeente: Expr, brp_voor_eerste_pip: Expr) -> Aggregate:
    """On which day did the person last move to another municipality while there was no PIP yet? (date)"""
    return latest(valid_on, when=brp_andere_gemeente & brp_voor_eerste_pip)


@fact(
    "opvang_begonnen",
    nl="De opvang bij het COA begon op {opvang_begonnen_op}.",
    en="Reception by COA began on {opvang_begonnen_op}.",
)
def opvang_begonnen_op(valid_on: Expr) -> Aggregate:
    """When did the last stay in reception begin? (date)"""
    return latest(valid_on)


@fact(
    "opvang_beeindigd",
    nl="De opvang bij het COA eindigde op {opvang_beeindigd_op}.",
    en="Reception by COA ended on {opvang_beeindigd_op}.",
)
def opvang_beeindigd_op(valid_on: Expr) -> Aggregate:
    """From which day was the person last out of reception? (date)"""
    return latest(valid_on)


@fact(
    "gemeente_gekoppeld",
    nl="Het COA koppelde aan gemeente {gekoppelde_gemeente}.",
    en="COA linked to municipality {gekoppelde_gemeente}.",
)
def gekoppelde_gemeente(gemeente: Expr) -> Aggregate:
    """To which municipality did COA last link the person?"""
    return last(gemeente)
