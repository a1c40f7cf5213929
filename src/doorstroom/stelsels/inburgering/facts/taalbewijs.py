"""Which parts somebody can be exempted from, by the proof produced (BES 2.5; REG 3.12-3.15)."""

from polars import Expr

from doorstroom.kernel.columns import fact, family
from doorstroom.kernel.vocabulary import Aggregate, any_event
from doorstroom.stelsels.inburgering.events.traject import TAALONDERDELEN


@family("deel", TAALONDERDELEN)
@fact(
    "taalbewijs_overgelegd",
    "WET 7 lid 3",
    nl="Bewijs voor vrijstelling van {deel} op B1: {vrijstelling_deel_mogelijk}.",
    en="Proof for exemption from {deel} at B1: {vrijstelling_deel_mogelijk}.",
)
def vrijstelling_deel_mogelijk(onderdeel: Expr, bewijs_b1: Expr, deel: str) -> Aggregate:
    """Was proof produced that the person has B1 or more for {deel}?"""
    return any_event(when=(onderdeel == deel) & bewijs_b1)


@family("deel", TAALONDERDELEN)
@fact(
    "taalbewijs_overgelegd",
    "WET 7 lid 3",
    nl="Bewijs voor vrijstelling van {deel} op A2: {vrijstelling_deel_mogelijk_a2}.",
    en="Proof for exemption from {deel} at A2: {vrijstelling_deel_mogelijk_a2}.",
)
def vrijstelling_deel_mogelijk_a2(onderdeel: Expr, bewijs_a2: Expr, deel: str) -> Aggregate:
    """Was proof produced that the person has A2 or more for {deel}?"""
    return any_event(when=(onderdeel == deel) & bewijs_a2)
