"""MAP-, PVT- and Z-route API: the days on which they were done, or whose fault it is that they were not.

A PUT replaces the whole of what DUO holds: a member that is left out is withdrawn (R-12). So these models have no
defaults. Whoever makes one says every member, and None is said out loud: it takes back what DUO has.
"""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal

from doorstroom.exchange.duo.messages.wire import Message, Wire

Verwijtbaar = Literal["Ja", "Nee"]


class DatumMap(Message):
    """What DUO tells of the MAP; whether it was somebody's fault does not come back."""

    eindgesprek_op: Annotated[dt.date, Wire("datumEindgesprekMap")]


class DatumPvt(Message):
    """What DUO tells of the PVT; whether it was somebody's fault does not come back."""

    ondertekend_op: Annotated[dt.date, Wire("datumOndertekeningPvt")]


class ResultaatMap(Message):
    """The whole result of the MAP."""

    eindgesprek_op: Annotated[dt.date | None, Wire("datumEindgesprekMap")]
    verwijtbaar: Verwijtbaar | None


class ResultaatPvt(Message):
    """The whole result of the PVT."""

    ondertekend_op: Annotated[dt.date | None, Wire("datumOndertekeningPvt")]
    verwijtbaar: Verwijtbaar | None


class ResultaatZroute(Message):
    """The whole result of the Z-route."""

    afgerond_op: Annotated[dt.date | None, Wire("datumAfrondingZroute")]
