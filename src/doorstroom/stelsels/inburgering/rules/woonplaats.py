"""Where the person lives: who is responsible, and since when (BES 5.3, Huisvestingswet 28)."""

from polars import Expr

from doorstroom.kernel.columns import rule
from doorstroom.kernel.timeline import before, carried
from doorstroom.kernel.vocabulary import all_of, choose, first_known, known, only_if, unknown


@rule(
    "BES 5.3 lid 3",
    per="brp_inschrijving",
    nl="Deze inschrijving is een verhuizing naar een andere gemeente: {brp_andere_gemeente}.",
    en="This registration is a move to another municipality: {brp_andere_gemeente}.",
)
def brp_andere_gemeente(valid_on: Expr, gemeente: Expr, huisvesting: Expr, brp_datum_huisvesting: Expr) -> Expr:
    """Is this registration a move between municipalities of housing? Leaving reception for the first home is none."""
    earlier_home = before(carried(gemeente, when=huisvesting))
    return choose(
        (~huisvesting, False),
        (valid_on <= brp_datum_huisvesting, False),
        otherwise=gemeente != earlier_home,
    )


@rule(
    "Huisvestingswet 28",
    per="brploop",
    nl="Ingeschreven in een gemeente van huisvesting: {brp_gehuisvest}.",
    en="Registered in a municipality of housing: {brp_gehuisvest}.",
)
def brp_gehuisvest(of_type: Expr, huisvesting: Expr) -> Expr:
    """Is the person registered in a municipality where he is housed, not received?"""
    return all_of(of_type == "brp_inschrijving", huisvesting)


@rule(
    "BES 5.3 lid 3",
    per="brp_inschrijving",
    nl="Er was bij deze inschrijving nog geen PIP: {brp_voor_eerste_pip}.",
    en="There was no PIP yet at this registration: {brp_voor_eerste_pip}.",
)
def brp_voor_eerste_pip(valid_on: Expr, pip_eerste_datum: Expr) -> Expr:
    """Was the person registered here while no PIP had been established? Without any PIP: yes."""
    return choose((unknown(pip_eerste_datum), True), otherwise=valid_on <= pip_eerste_datum)


@rule(
    "BES 5.3",
    nl="De persoon verblijft in de opvang van het COA: {in_opvang}.",
    en="The person lives in reception: {in_opvang}.",
)
def in_opvang(
    opvang_begonnen_op: Expr, opvang_beeindigd_op: Expr, brp_datum_huisvesting: Expr, laatste_verhuizing_op: Expr
) -> Expr:
    """Does the person live in reception on the peildatum? No: never began, ended since, or housed since (BRP)."""
    housed = first_known(laatste_verhuizing_op, brp_datum_huisvesting)
    return choose(
        (unknown(opvang_begonnen_op), False),
        (known(opvang_beeindigd_op) & (opvang_beeindigd_op >= opvang_begonnen_op), False),
        (known(housed) & (housed > opvang_begonnen_op), False),
        otherwise=True,
    )


@rule(
    "BES 5.3",
    "BES 9.1",
    nl="Gemeente {gemeente} is verantwoordelijk voor de inburgering.",
    en="Municipality {gemeente} is responsible for the integration.",
)
def gemeente(in_opvang: Expr, gekoppelde_gemeente: Expr, brp_gemeente: Expr) -> Expr:
    """Which municipality is responsible: that of the BRP, and during reception the one that COA linked to?"""
    return choose((in_opvang, gekoppelde_gemeente), otherwise=brp_gemeente)


@rule(
    "BES 5.3 lid 3",
    nl="In de huidige gemeente ingeschreven op {vestiging_huidige_gemeente}.",
    en="Registered in the present municipality on {vestiging_huidige_gemeente}.",
)
def vestiging_huidige_gemeente(in_opvang: Expr, laatste_verhuizing_op: Expr, brp_datum_huisvesting: Expr) -> Expr:
    """Since when is the person registered in the present municipality of housing? (date; none during reception)"""
    return only_if(~in_opvang, first_known(laatste_verhuizing_op, brp_datum_huisvesting))
