"""PIP API: the plan as DUO knows it. Support, and what PVT and MAP hold, are not part of it: they stay with us."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal

from pydantic import Field

from doorstroom.exchange.duo.messages.wire import Message, Wire

Alfabetiseringsonderwijs = Literal["A", "AA", "NVT"]
Gemeentecode = Annotated[str, Field(min_length=4, max_length=4, pattern=r"^[0-9]{4}$")]


class Pip(Message):
    """A plan, first or changed. DUO has no PUT for it: each is posted whole."""

    dagtekening: Annotated[dt.date, Wire("dagtekeningPip")]
    leerroute: Literal["B", "O", "Z"]
    niveau: Literal["A2", "B1"] | None = None
    intensiteit: Annotated[Annotated[int, Field(ge=1, le=9999)] | None, Wire("geschatteIntensiteitB1Route")] = None
    mag_opleiding_afmaken: Annotated[bool | None, Wire("indicatorMagOpleidingAfmaken")] = None
    alfabetisering: Annotated[Alfabetiseringsonderwijs | None, Wire("indicatorAlfabetiseringsonderwijs")] = None


class PipVanGemeente(Message):
    """The plan that stands at DUO, and which municipality made it: possibly a former one."""

    gemeente: Annotated[Gemeentecode, Wire("gemeentecode")]
    pip: Pip
