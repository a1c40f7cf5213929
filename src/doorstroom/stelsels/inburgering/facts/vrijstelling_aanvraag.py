"""Applications for vrijstelling and the decisions on them.

Each ground has a clock of its own: a decision about one leaves an application for another open.
"""

from polars import Expr

from doorstroom.kernel.columns import fact, family
from doorstroom.kernel.vocabulary import Aggregate, all_of, earliest, last
from doorstroom.stelsels.inburgering.events.vrijstelling import VRIJSTELLINGSWEGEN


@family("weg", VRIJSTELLINGSWEGEN)
@fact(
    "vrijstelling_aangevraagd",
    "REG 2.3",
    nl="Vrijstelling wegens {weg} aangevraagd op {vrijstelling_weg_aangevraagd_op}.",
    en="Exemption for {weg} requested on {vrijstelling_weg_aangevraagd_op}.",
)
def vrijstelling_weg_aangevraagd_op(valid_on: Expr, grond: Expr, weg: str) -> Aggregate:
    """On which day did DUO receive the last application for {weg}? Unknown when there is none."""
    return last(valid_on, when=grond == weg)


@family("weg", VRIJSTELLINGSWEGEN)
@fact(
    "vrijstelling_besloten",
    "REG 2.3",
    nl="Over vrijstelling wegens {weg} beslist op {vrijstelling_weg_besloten_op}.",
    en="Decided about exemption for {weg} on {vrijstelling_weg_besloten_op}.",
)
def vrijstelling_weg_besloten_op(
    valid_on: Expr, grond: Expr, vrijstelling_weg_aangevraagd_op: Expr, weg: str
) -> Aggregate:
    """On which day did DUO first decide on or after the last application for {weg}? Unknown while it has not."""
    return earliest(valid_on, when=all_of(grond == weg, valid_on >= vrijstelling_weg_aangevraagd_op))


@fact(
    "vrijstelling_aangevraagd",
    "REG 3.14",
    nl="Vrijstelling voor een onderdeel aangevraagd op {gedeeltelijke_vrijstelling_aangevraagd_op}.",
    en="Exemption from a part requested on {gedeeltelijke_vrijstelling_aangevraagd_op}.",
)
def gedeeltelijke_vrijstelling_aangevraagd_op(valid_on: Expr, grond: Expr) -> Aggregate:
    """On which day did DUO receive the last application about a part?"""
    return last(valid_on, when=grond == "onderdeel")


@fact(
    "vrijstelling_besloten",
    "REG 3.14",
    nl="Over vrijstelling voor een onderdeel beslist op {gedeeltelijke_vrijstelling_besloten_op}.",
    en="Decided about exemption from a part on {gedeeltelijke_vrijstelling_besloten_op}.",
)
def gedeeltelijke_vrijstelling_besloten_op(
    valid_on: Expr, soort: Expr, gedeeltelijke_vrijstelling_aangevraagd_op: Expr
) -> Aggregate:
    """On which day did DUO first decide on or after the last application about a part? Unknown while it has not."""
    return earliest(valid_on, when=(soort == "gedeeltelijk") & (valid_on >= gedeeltelijke_vrijstelling_aangevraagd_op))
