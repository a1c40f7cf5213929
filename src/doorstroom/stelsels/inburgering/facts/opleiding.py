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
def school_loopt(soort: Expr, opleiding_loopt: Expr, school: str) -> Aggregate:
    """Is {school} followed on the peildatum?"""
    return any_event(when=all_of(_is(soort, school), opleiding_loopt))


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


@fact(
    "niet_vrijstellende_opleiding",
    "REG 4.2 lid 3",
    nl="Daarbij duurden afgelopen opleidingen {opleiding_gevolgd_dagen_totaal} dagen.",
    en="To that, education that has ended lasted {opleiding_gevolgd_dagen_totaal} days.",
)
def opleiding_gevolgd_dagen_totaal(opleiding_gevolgd_dagen: Expr) -> Aggregate:
    """How many days, beside the months, were such educations followed that have ended?"""
    return total(opleiding_gevolgd_dagen)
