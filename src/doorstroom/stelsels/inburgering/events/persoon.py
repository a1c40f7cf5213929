"""The person: birth, death, and the nationality groups that the act itself names."""

from typing import Literal

from doorstroom.kernel.events import EventType


class Geboorte(
    EventType,
    type="geboorte",
    nl="Geboren",
    en="Born",
    by="BRP",
):
    """The day of birth is ``valid_on``."""


class Overlijden(
    EventType,
    type="overlijden",
    nl="Overleden",
    en="Died",
    by="BRP",
):
    """The day of death is ``valid_on``."""


class NationaliteitVastgesteld(
    EventType,
    type="nationaliteit_vastgesteld",
    nl="Nationaliteitsgroep vastgesteld",
    en="Nationality group recorded",
    by="BRP",
):
    """Only the groups that WET 3 lid 2 and the transitional rules name; never a country of origin.

    Somebody with several nationalities gets one event for each, on the same day; a later day replaces them all.
    """

    groep: Literal["nederlands", "eu_eer_zwitserland", "turks", "overig"]
