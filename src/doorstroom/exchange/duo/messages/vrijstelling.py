"""Vrijstelling API: every decision about an exemption, refusals among them."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal

from doorstroom.exchange.duo.messages.wire import Message, Wire

Oordeel = Literal["Toekenning", "Afwijzing"]
RedenVrijstelling = Literal["AVI", "DIP", "DOC", "GED", "INB", "INS", "OPL"]
TaalonderdeelCode = Literal["LE", "LU", "SC", "SP"]


class GeheleVrijstelling(Message):
    """A decision about exemption from the whole duty."""

    oordeel: Oordeel
    reden: RedenVrijstelling
    besloten_op: Annotated[dt.date | None, Wire("datumOordeel")] = None


class TijdelijkeVrijstelling(Message):
    """A decision about exemption for a time. DUO gives the last day of it; ``tot`` is the day after."""

    oordeel: Oordeel
    reden: RedenVrijstelling
    besloten_op: Annotated[dt.date | None, Wire("datumOordeel")] = None
    begin: Annotated[dt.date | None, Wire("startdatum")] = None
    tot: Annotated[dt.date | None, Wire("einddatum", ends="last_day")] = None


class GedeeltelijkeVrijstelling(Message):
    """A decision about exemption from one language part."""

    reden: RedenVrijstelling
    oordeel: Oordeel
    besloten_op: Annotated[dt.date | None, Wire("datumOordeel")] = None
    onderdeel: Annotated[TaalonderdeelCode | None, Wire("examenonderdeel")] = None
    niveau: Annotated[Literal["A2", "B1"] | None, Wire("examenniveau")] = None


class Vrijstelling(Message):
    """An item of the list: which of the three is present says what it is."""

    geheel: Annotated[GeheleVrijstelling | None, Wire("GeheleVrijstelling")] = None
    tijdelijk: Annotated[TijdelijkeVrijstelling | None, Wire("TijdelijkeVrijstelling")] = None
    gedeeltelijk: Annotated[GedeeltelijkeVrijstelling | None, Wire("GedeeltelijkeVrijstelling")] = None
