"""The person: birth, statelessness, an earlier Dutch nationality, and a Dutch partner."""

from typing import Literal

from doorstroom.kernel.events import EventType


class Geboorte(EventType, type="geboorte", nl="Geboren", en="Born", by="BRP"):
    """The day of birth is ``valid_on``. ``in_koninkrijk``: in the Netherlands or another country of the Kingdom."""

    in_koninkrijk: bool | None = None


class StaatloosheidVastgesteld(
    EventType,
    type="staatloosheid_vastgesteld",
    nl="Staatloosheid vastgesteld",
    en="Statelessness established",
    by="rechtbank Den Haag of BRP",
):
    """Established by the court or, in an evident case, by the administration; ``valid_on`` is since when it holds.

    ``sinds_geboorte``: whether the person has been stateless since birth.
    """

    sinds_geboorte: bool | None = None


class NederlanderschapVerloren(
    EventType,
    type="nederlanderschap_verloren",
    nl="Nederlanderschap verloren",
    en="Dutch nationality lost",
    by="IND",
):
    """The person was Dutch and lost it. ``geen_afstand_gedaan``: withdrawn because he did not renounce another one."""

    geen_afstand_gedaan: bool = False


class SamenwoningMetNederlander(
    EventType,
    type="samenwoning_met_nederlander",
    nl="Samenwoning met een Nederlander begonnen",
    en="Started living with a Dutch partner",
    by="BRP",
):
    """Living together with the partner, who is Dutch, since ``valid_on``; married or not yet.

    ``in_koninkrijk``: whether in a country of the Kingdom. Of the time before a marriage only that counts.
    """

    in_koninkrijk: bool = True


class HuwelijkMetNederlander(
    EventType,
    type="huwelijk_met_nederlander",
    nl="Getrouwd met een Nederlander",
    en="Married to a Dutch partner",
    by="BRP",
):
    """Married to, or in a registered partnership with, somebody who is Dutch now; since when is not asked."""


class RelatieGeeindigd(
    EventType,
    type="relatie_geeindigd",
    nl="Relatie geëindigd",
    en="Relationship ended",
    by="BRP",
):
    """Marriage or living together ended from ``valid_on`` (that day included)."""

    soort: Literal["huwelijk", "samenwoning"]
