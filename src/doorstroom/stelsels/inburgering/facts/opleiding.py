"""What the register says about education that extends the termijn but does not exempt (REG 4.2)."""

from polars import Expr

from doorstroom.kernel.columns import fact, family
from doorstroom.kernel.vocabulary import Aggregate, all_of, any_event, total
from doorstroom.stelsels.inburgering.events.verlenging import OPLEIDINGEN


def _is(soort: Expr, school: str) -> Expr:
    """Whether an education is entree, or for the other member whether it is not."""
    return soort == "entree" if school == "entree" else soort != "entree"


@family("school", OPLEIDINGEN)
@fact(
    "niet_vrijstellende_opleiding",
    "REG 4.2 lid 4",
    nl="Volgt nu {school}: {school_loopt}.",
    en="Follows {school} now: {school_loopt}.",
)
def school_loopt(soort: Expr, opleiding_loopt: Expr, opleiding_in_termijn: Expr, school: str) -> Aggregate:
    """Is {school} followed on the peildatum that was begun within the termijn?"""
    return any_event(when=all_of(_is(soort, school), opleiding_loopt, opleiding_in_termijn))


@family("school", OPLEIDINGEN)
@fact(
    "niet_vrijstellende_opleiding",
    "REG 4.2 lid 3",
    nl="Gevolgd en afgelopen: {school}, {school_gevolgd_maanden} maanden.",
    en="Followed and ended: {school}, {school_gevolgd_maanden} months.",
)
def school_gevolgd_maanden(soort: Expr, opleiding_gevolgd_maanden: Expr, school: str) -> Aggregate:
    """How many whole months was {school} followed that has ended?"""
    return total(opleiding_gevolgd_maanden, when=_is(soort, school))


@family("school", OPLEIDINGEN)
@fact(
    "niet_vrijstellende_opleiding",
    "REG 4.2 lid 3",
    nl="Daarbij is {school} nog {school_gevolgd_dagen} dagen gevolgd.",
    en="To that, {school} was followed for {school_gevolgd_dagen} days.",
)
def school_gevolgd_dagen(soort: Expr, opleiding_gevolgd_dagen: Expr, school: str) -> Aggregate:
    """How many days, beside the months, was {school} followed that has ended?"""
    return total(opleiding_gevolgd_dagen, when=_is(soort, school))
