"""What was decided about vrijstelling."""

from polars import Expr

from doorstroom.kernel.columns import fact, family
from doorstroom.kernel.vocabulary import Aggregate, all_of, any_event, contains, earliest, last
from doorstroom.stelsels.inburgering.events.traject import TAALONDERDELEN

# Decisions ------------------------------------------------------------------------------------------------------------


@fact(
    "vrijstelling_besloten",
    "WET 4",
    nl="Volledige vrijstelling toegekend op {vrijstelling_toegekend_op}.",
    en="Full exemption granted on {vrijstelling_toegekend_op}.",
)
def vrijstelling_toegekend_op(valid_on: Expr, uitkomst: Expr, soort: Expr) -> Aggregate:
    """On which day was a volledige vrijstelling granted first?"""
    return earliest(valid_on, when=all_of(uitkomst == "toegekend", soort == "volledig"))


@fact(
    "vrijstelling_besloten",
    "WET 4 lid 1 b",
    nl="Laatste besluit over een diploma: {vrijstelling_diploma_besluit}.",
    en="Last decision about a diploma: {vrijstelling_diploma_besluit}.",
)
def vrijstelling_diploma_besluit(uitkomst: Expr, grond: Expr) -> Aggregate:
    """What did DUO decide last on the ground of a diploma?"""
    return last(uitkomst, when=grond == "diploma")


@fact(
    "vrijstelling_besloten",
    "WET 4 lid 1 b",
    nl="Dat besluit is van {diploma_besluit_op}.",
    en="That decision is of {diploma_besluit_op}.",
)
def diploma_besluit_op(valid_on: Expr, grond: Expr) -> Aggregate:
    """On which day did DUO decide last on the ground of a diploma? Unknown when it did not."""
    return last(valid_on, when=grond == "diploma")


@fact(
    "vrijstelling_besloten",
    nl="Laatst toegekend op de grond {vrijstelling_grond}.",
    en="Last granted on the ground {vrijstelling_grond}.",
)
def vrijstelling_grond(grond: Expr, uitkomst: Expr) -> Aggregate:
    """On which ground was the last vrijstelling granted?"""
    return last(grond, when=uitkomst == "toegekend")


def _part(uitkomst: Expr, onderdelen: Expr, part: str) -> Expr:
    return all_of(uitkomst == "toegekend", contains(onderdelen, part))


@family("deel", TAALONDERDELEN)
@fact(
    "vrijstelling_besloten",
    "WET 7 lid 3",
    nl="Vrijgesteld van {deel}: {vrijgesteld_deel}.",
    en="Exempt from {deel}: {vrijgesteld_deel}.",
)
def vrijgesteld_deel(uitkomst: Expr, onderdelen: Expr, niveau: Expr, deel: str) -> Aggregate:
    """Was a vrijstelling granted for {deel} at B1?"""
    return any_event(when=all_of(_part(uitkomst, onderdelen, deel), niveau == "B1"))


@fact(
    "vrijstelling_besloten",
    "WET 7 lid 3",
    nl="Vrijgesteld van KNM: {vrijgesteld_knm}.",
    en="Exempt from KNM: {vrijgesteld_knm}.",
)
def vrijgesteld_knm(uitkomst: Expr, onderdelen: Expr) -> Aggregate:
    """Was a vrijstelling granted for KNM? That part has no level."""
    return any_event(when=_part(uitkomst, onderdelen, "knm"))


@family("deel", TAALONDERDELEN)
@fact(
    "vrijstelling_besloten",
    "WET 7 lid 3",
    nl="Vrijgesteld van {deel} op A2: {vrijgesteld_deel_a2}.",
    en="Exempt from {deel} at A2: {vrijgesteld_deel_a2}.",
)
def vrijgesteld_deel_a2(uitkomst: Expr, onderdelen: Expr, deel: str) -> Aggregate:
    """Was a vrijstelling granted for {deel} at A2 or B1? Of use only after afschalen."""
    return any_event(when=_part(uitkomst, onderdelen, deel))
