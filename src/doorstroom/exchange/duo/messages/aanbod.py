"""Inburgeringsaanbod API: the schools that DUO knows, and the course that is offered at one of them."""

from __future__ import annotations

import datetime as dt
from typing import Annotated

from pydantic import Field

from doorstroom.exchange.duo.messages.pip import Alfabetiseringsonderwijs
from doorstroom.exchange.duo.messages.wire import Message, Wire


class Aanbod(Message):
    """An offer; a new one at the same school replaces it, so every member is said. DUO gives the first day after it.

    The README of the interface says datumAanvangTaalschakeltraject and datumEindeCursus for the last two; the file,
    followed here, verwachteStartdatumOpleiding and verwachteEinddatumOpleiding (docs/duo_questions.md, question 3).
    """

    aangeboden_op: Annotated[dt.date | None, Wire("datumInburgeringsaanbod")]
    begint_op: Annotated[dt.date | None, Wire("verwachteStartdatumOpleiding")]
    tot: Annotated[dt.date | None, Wire("verwachteEinddatumOpleiding", ends="first_day_after")]
    alfabetisering: Annotated[Alfabetiseringsonderwijs, Wire("indicatorAlfabetiseringsonderwijs")]


class Instelling(Message):
    """A school that DUO knows, with its marks."""

    instellingsnummer: Annotated[str, Field(min_length=10, max_length=10)]
    naam: Annotated[str, Field(min_length=1, max_length=128)]
    postcode: Annotated[str, Field(max_length=6, pattern=r"[1-9][0-9]{3}[A-Z]{2}")]
    huisnummer: Annotated[int, Field(ge=1, le=99999)]
    toevoeging: Annotated[Annotated[str, Field(min_length=1, max_length=4)] | None, Wire("huisnummertoevoeging")] = None
    plaats: Annotated[Annotated[str, Field(min_length=1, max_length=40)], Wire("plaatsnaam")]
    bow: Annotated[str, Field(pattern=r"^[0-9]{1,10}$")] | None = None
    brin: Annotated[str, Field(min_length=4, max_length=4, pattern=r"[0-9]{2}[A-Z]{2}")] | None = None
    bow_keurmerk: Annotated[bool | None, Wire("indicatieBowKeurmerk")] = None
    tst_keurmerk: Annotated[bool | None, Wire("indicatieTstKeurmerk")] = None
