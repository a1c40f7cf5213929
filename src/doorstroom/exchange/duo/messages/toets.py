"""Leerbaarheidstoets API: the number with which the test is planned, and its results."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field

from doorstroom.exchange.duo.messages.wire import Message, Wire

Uitslag = Literal["B1-route haalbaar", "B1-route niet haalbaar", "Onbekend"]
Score = Annotated[Decimal, Field(ge=0, lt=1000)]


class Examennummer(Message):
    """The number under which the test is planned."""

    examennummer: Annotated[str, Field(max_length=12)]


class Toetsresultaat(Message):
    """A result: advice, the municipality decides. The scores have a comma on the wire.

    ``geregistreerd_op``: DUO calls it datumAfname, and describes it as the day on which it registered the result.
    """

    uitslag: Annotated[Uitslag, Wire("resultaat")]
    score: Annotated[Score, Wire("behaaldeScore", comma=True)]
    benodigd: Annotated[Score, Wire("benodigdeScore", comma=True)]
    geregistreerd_op: Annotated[dt.date, Wire("datumAfname")]
