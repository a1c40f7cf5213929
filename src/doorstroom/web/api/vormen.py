"""Forms that many answers share, and what every form has: names as the design rules want them."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal

from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict, Field, PlainSerializer, StringConstraints
from pydantic.alias_generators import to_camel
from pydantic_core import PydanticCustomError


def _utc(moment: dt.datetime) -> str:
    return moment.astimezone(dt.UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


#: A moment; told in UTC with its offset.
Moment = Annotated[AwareDatetime, PlainSerializer(_utc, when_used="always")]


def _clean(text: str) -> str:
    if any(ord(letter) < 32 and letter not in "\n\t" for letter in text):
        raise PydanticCustomError("unprintable", "a character that cannot be printed")
    return text


#: One line of text, and text of several lines.
Regel = Annotated[str, StringConstraints(pattern=r"^[^\x00-\x1f\x7f]*$")]
Tekst = Annotated[str, AfterValidator(_clean)]
#: Parts of addresses.
Stelsel = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z_]{0,31}$")]
Naam = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9_-]{0,63}$")]
Zaaknummer = Annotated[str, StringConstraints(pattern=r"^[^\x00-\x1f\x7f/]{1,64}$")]


class Antwoord(BaseModel):
    """What the API tells."""

    model_config = ConfigDict(alias_generator=to_camel, populate_by_name=True)


class Vraag(BaseModel):
    """What the API is told: nothing but what it knows."""

    model_config = ConfigDict(alias_generator=to_camel, populate_by_name=True, extra="forbid")


class Fout(Antwoord):
    """One mistake in the input."""

    plaats: str = Field(description="Waar: path, query, header of body.")
    veld: str
    melding: str
    code: str


class Ontbreekt(Antwoord):
    """A fact that is not known."""

    kolom: str
    gebeurtenistype: str = Field(description="Soort gebeurtenis die het bekend maakt.")
    naam: str
    leverancier: str | None = Field(description="Wie het kan aanleveren.")


class Weigering(Antwoord):
    """Why an action may not be done."""

    zin: str
    kolom: str | None = Field(description="De kolom waar het op rust; leeg als het op geen kolom rust.")
    ontbreekt: list[Ontbreekt] = Field(description="Wat niet bekend is, als dat de reden is.")


class Wijziging(Antwoord):
    """Something that was recorded meanwhile."""

    type: str
    naam: str
    geldig_op: dt.date
    vastgelegd_op: Moment
    organisatie: str


class Probleem(Antwoord):
    """An error, after RFC 9457."""

    type: str
    title: str
    status: int
    detail: str
    instance: str
    fouten: list[Fout] = Field(default=[], description="Bij ongeldige invoer: alles wat er mis is.")
    zinnen: list[str] = Field(default=[], description="Bij een weigering: waarom niet, in zinnen.")
    weigeringen: list[Weigering] = Field(default=[], description="Bij een weigering: per regel waarom niet.")
    gewijzigd: list[Wijziging] = Field(default=[], description="Bij een verouderde versie: wat er intussen bijkwam.")


class Verwijzing(Antwoord):
    """A code and what people call it."""

    code: str
    naam: str


class Bladzijde(Vraag):
    """Which page of a list."""

    pagina: int = Field(default=1, ge=1, le=100_000, description="Bladzijde, vanaf 1.")
    per_pagina: int = Field(default=50, ge=1, le=200, description="Hoeveel per bladzijde.")


class Terugblik(Vraag):
    """To which day and moment one looks back."""

    peildatum: dt.date | None = Field(default=None, description="Zoals het op deze dag stond; gewoon: vandaag.")
    bekend_op: AwareDatetime | None = Field(default=None, description="Met wat toen was vastgelegd; gewoon: alles.")
    wetsdatum: dt.date | None = Field(default=None, description="Onder geen later recht dan van deze dag.")


Ja = Literal[True]
