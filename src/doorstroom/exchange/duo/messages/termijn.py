"""Inburgeringstermijn API: the dates of the term, and the grounds on which it is extended."""

from __future__ import annotations

import datetime as dt
from typing import Annotated

from pydantic import Field

from doorstroom.exchange.duo.messages.wire import Message, Wire

Grondcode = Annotated[str, Field(min_length=1, max_length=10)]
Grondomschrijving = Annotated[str, Field(min_length=1, max_length=200)]


class Inburgeringstermijn(Message):
    """The term that runs. DUO gives the first day after it, unlike the end of the duty."""

    begin: Annotated[dt.date, Wire("startdatum")]
    tot: Annotated[dt.date, Wire("einddatum", ends="first_day_after")]
    gewijzigd_op: Annotated[dt.date | None, Wire("wijzigingsdatum")] = None
    grondcode: Annotated[Grondcode | None, Wire("verlengingsgrondcode")] = None
    grond: Annotated[Grondomschrijving | None, Wire("verlengingsgrondomschrijving")] = None


class Inburgeringstermijnhistorie(Message):
    """An end that the term had. DUO gives the first day after it."""

    tot: Annotated[dt.date | None, Wire("einddatum", ends="first_day_after")] = None
    gewijzigd_op: Annotated[dt.date | None, Wire("wijzigingsdatum")] = None
    grondcode: Annotated[Grondcode | None, Wire("verlengingsgrondcode")] = None
    grond: Annotated[Grondomschrijving | None, Wire("verlengingsgrondomschrijving")] = None


class Verlengingsgrond(Message):
    """A ground as DUO's own list has it. The codes are free: a digit, a letter or both."""

    code: Grondcode
    omschrijving: Grondomschrijving
