"""Ontzorgen: the right to bijstand, and what the college decided about paying fixed costs out of it."""

from datetime import date
from typing import Literal

from doorstroom.kernel.events import EventType


class BijstandIngegaan(
    EventType, type="bijstand_ingegaan", nl="Recht op bijstand ontstaan", en="Right to bijstand arose", by="gemeente"
):
    """The right to bijstand arises on ``valid_on``; a later, new right is a new instance."""


class BijstandGeeindigd(
    EventType, type="bijstand_geeindigd", nl="Recht op bijstand geëindigd", en="Bijstand ended", by="gemeente"
):
    """There is no right to bijstand any more from ``valid_on`` (that day included)."""


class OntzorgenMaatwerkBesloten(
    EventType,
    type="ontzorgen_maatwerk_besloten",
    nl="Maatwerk bij ontzorgen besloten",
    en="Ontzorgen made to measure",
    by="gemeente",
):
    """The college deviates, by policy, from six months of ontzorgen: shorter (``tot_en_met``) or not at all."""

    soort: Literal["korter", "langer", "niet"]
    tot_en_met: date | None = None
