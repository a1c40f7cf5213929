"""By when DUO must decide on an application for vrijstelling (REG 2.3, 3.14)."""

from polars import Expr

from doorstroom.kernel.columns import family, rule
from doorstroom.kernel.law import Law
from doorstroom.kernel.termijnenwet import term
from doorstroom.stelsels.inburgering.events.vrijstelling import VRIJSTELLINGSWEGEN

_REGELING = "De termijn staat in een ministeriële regeling; de Algemene termijnenwet is hier toch toegepast."


@family("weg", VRIJSTELLINGSWEGEN)
@rule(
    "REG 2.3",
    "ATW 1",
    nl="DUO beslist uiterlijk {vrijstelling_weg_beslissen_uiterlijk} over vrijstelling wegens {weg}.",
    en="DUO decides about exemption for {weg} by {vrijstelling_weg_beslissen_uiterlijk}.",
    uncertain=_REGELING,
)
def vrijstelling_weg_beslissen_uiterlijk(vrijstelling_weg_aangevraagd_op: Expr, law: Law) -> Expr:
    """What is the last day (inclusive) on which DUO must decide on the last application for {weg}?"""
    weeks = law.vrijstelling.beslistermijn.weeks(on=vrijstelling_weg_aangevraagd_op)
    return term(vrijstelling_weg_aangevraagd_op, weeks=weeks)


@rule(
    "REG 3.14",
    "ATW 1",
    nl="DUO beslist uiterlijk {gedeeltelijke_vrijstelling_beslissen_uiterlijk} over vrijstelling voor een onderdeel.",
    en="DUO decides about exemption from a part by {gedeeltelijke_vrijstelling_beslissen_uiterlijk}.",
    uncertain=_REGELING,
)
def gedeeltelijke_vrijstelling_beslissen_uiterlijk(gedeeltelijke_vrijstelling_aangevraagd_op: Expr, law: Law) -> Expr:
    """What is the last day (inclusive) on which DUO must decide on the last application about a part?"""
    weeks = law.vrijstelling.beslistermijn.weeks(on=gedeeltelijke_vrijstelling_aangevraagd_op)
    return term(gedeeltelijke_vrijstelling_aangevraagd_op, weeks=weeks)
