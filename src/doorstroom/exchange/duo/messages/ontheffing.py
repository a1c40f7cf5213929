"""Ontheffing API: every decision about a dispensation, refusals among them."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal

from pydantic import Field

from doorstroom.exchange.duo.messages.vrijstelling import Oordeel
from doorstroom.exchange.duo.messages.wire import Message, Wire

OnderdeelCode = Literal["KNM", "LE", "LU", "SC", "SP"]
Uren = Annotated[int, Field(ge=0, le=9999)]


class GeheleOntheffing(Message):
    """A decision about dispensation from the whole duty."""

    oordeel: Oordeel
    besloten_op: Annotated[dt.date, Wire("datumOordeel")]
    grond: Literal["BIO", "MED"]


class GedeeltelijkeOntheffing(Message):
    """A decision about dispensation from one part of the exam, or from participation in the Z-route.

    ``uren``: above 0 the most that somebody can bear in five years, 0 none at all, absent says nothing.
    """

    oordeel: Oordeel
    besloten_op: Annotated[dt.date, Wire("datumOordeel")]
    grond: Literal["BIO", "MED"]
    onderdeel: Annotated[OnderdeelCode | None, Wire("examenonderdeel")] = None
    uren: Annotated[Uren | None, Wire("urenBelastbaarheidParticipatieactiviteit")] = None


class Ontheffing(Message):
    """An item of the list: which of the two is present says what it is."""

    geheel: Annotated[GeheleOntheffing | None, Wire("GeheleOntheffing")] = None
    gedeeltelijk: Annotated[GedeeltelijkeOntheffing | None, Wire("GedeeltelijkeOntheffing")] = None
