"""Examen API: results of the exam, and the attempts that are still free."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal

from pydantic import Field

from doorstroom.exchange.duo.messages.ontheffing import OnderdeelCode
from doorstroom.exchange.duo.messages.wire import Message, Wire


class Examenresultaat(Message):
    """One attempt at one part."""

    op: Annotated[dt.date, Wire("examendatum")]
    resultaat: Literal["Geslaagd", "Gezakt", "Geen"]
    reden: Annotated[
        Literal["Verwijtbaar", "Nietverwijtbaar", "Afgemeld", "Absent"] | None, Wire("redenGeenResultaat")
    ] = None
    onderdeel: OnderdeelCode
    niveau: Literal["A2", "B1", "B2"] | None = None


class GratisPogingen(Message):
    """How many attempts at a part are still free."""

    onderdeel: OnderdeelCode
    tegoed: Annotated[Annotated[int, Field(ge=0, le=99)], Wire("gratisPogingenTegoed")]
