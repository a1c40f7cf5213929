"""The new inburgeringstermijn that a fine decision of the Minister sets, and what was undone of it (WET 24, 25)."""

from polars import Expr

from doorstroom.kernel.columns import fact, family
from doorstroom.kernel.vocabulary import (
    Aggregate,
    all_of,
    any_event,
    choose,
    earliest,
    highest,
    known,
    latest,
    one_of,
    total,
)
from doorstroom.stelsels.inburgering.events.handhaving import BOETES_VAN_DUO
from doorstroom.stelsels.inburgering.events.traject import PLICHTDELEN


def _stelt_termijn(soort: Expr, nieuwe_termijn_maanden: Expr) -> Expr:
    """Whether a fine decision sets a new inburgeringstermijn; a decision that names no termijn sets none."""
    return all_of(one_of(soort, BOETES_VAN_DUO), known(nieuwe_termijn_maanden))


@fact(
    "boete_opgelegd",
    nl="Nieuwe termijn in een boetebesluit: {termijn_na_boete}.",
    en="New termijn in a fine decision: {termijn_na_boete}.",
)
def termijn_na_boete(soort: Expr, nieuwe_termijn_maanden: Expr) -> Aggregate:
    """Has a fine decision of the Minister set a new termijn?"""
    return any_event(when=_stelt_termijn(soort, nieuwe_termijn_maanden))


@fact(
    "boete_opgelegd",
    nl="Het laatste boetebesluit met een nieuwe termijn is van {termijn_na_boete_besluit_op}.",
    en="The last fine decision that sets a new termijn is of {termijn_na_boete_besluit_op}.",
)
def termijn_na_boete_besluit_op(soort: Expr, nieuwe_termijn_maanden: Expr, valid_on: Expr) -> Aggregate:
    """When was the last fine decision with a new termijn made known?"""
    return latest(valid_on, when=_stelt_termijn(soort, nieuwe_termijn_maanden))


@fact(
    "boete_opgelegd",
    "REG 7.4 lid 6",
    nl="De nieuwe termijn duurt {termijn_na_boete_maanden} maanden; bij meer tekorten geldt de langste.",
    en="The new termijn lasts {termijn_na_boete_maanden} months; with several gaps the longest counts.",
)
def termijn_na_boete_maanden(
    soort: Expr,
    nieuwe_termijn_maanden: Expr,
    valid_on: Expr,
    termijn_na_boete_besluit_op: Expr,
    leerroute_boete_vervallen: Expr,
    pvt_boete_vervallen: Expr,
    map_boete_vervallen: Expr,
) -> Aggregate:
    """How long is the new termijn of that decision, in months, parts of it that were undone left out?"""
    same_decision = valid_on == termijn_na_boete_besluit_op
    undone = choose(
        (soort == "leerroute", leerroute_boete_vervallen),
        (soort == "pvt", pvt_boete_vervallen),
        otherwise=map_boete_vervallen,
    )
    sets = all_of(_stelt_termijn(soort, nieuwe_termijn_maanden), same_decision)
    return highest(nieuwe_termijn_maanden, when=all_of(sets, ~undone))


@fact(
    "boete_opgelegd",
    nl="Het eerste boetebesluit met een nieuwe termijn is van {termijn_na_boete_eerste_op}.",
    en="The first fine decision that sets a new termijn is of {termijn_na_boete_eerste_op}.",
)
def termijn_na_boete_eerste_op(soort: Expr, nieuwe_termijn_maanden: Expr, valid_on: Expr) -> Aggregate:
    """When was the first fine decision with a new termijn made known?"""
    return earliest(valid_on, when=_stelt_termijn(soort, nieuwe_termijn_maanden))


@family("deel", PLICHTDELEN)
@fact(
    "boete_opgelegd",
    nl="De boete daarin voor {deel} is {deel_boete_in_besluit} euro.",
    en="The fine in it for {deel} is {deel_boete_in_besluit} euros.",
)
def deel_boete_in_besluit(
    bedrag: Expr, soort: Expr, valid_on: Expr, termijn_na_boete_besluit_op: Expr, deel: str
) -> Aggregate:
    """What fine (euros) for {deel} stands in the last decision with a new termijn? 0 when none does."""
    return total(bedrag, when=all_of(soort == deel, valid_on == termijn_na_boete_besluit_op))


@family("deel", PLICHTDELEN)
@fact(
    "boete_gewijzigd",
    nl="Van die boete voor {deel} is {deel_boete_eraf} euro afgegaan.",
    en="Of that fine for {deel} {deel_boete_eraf} euros went off.",
)
def deel_boete_eraf(
    vermindering: Expr, soort: Expr, boete_op: Expr, termijn_na_boete_besluit_op: Expr, deel: str
) -> Aggregate:
    """What went off (euros) the fine for {deel} of that decision?"""
    return total(vermindering, when=all_of(soort == deel, boete_op == termijn_na_boete_besluit_op))
