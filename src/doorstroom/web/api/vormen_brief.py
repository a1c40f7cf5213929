"""Forms of letters: those that were made, those that may be made, and what goes into one."""

from __future__ import annotations

import datetime as dt
from typing import Literal
from uuid import UUID

from pydantic import Field, StrictBool

from doorstroom.web.api.vormen import Antwoord, Moment, Naam, Regel, Tekst, Vraag
from doorstroom.web.api.vormen_zaak import Behandelaar


class Brief(Antwoord):
    """A letter that was made."""

    id: UUID
    naam: str
    onderwerp: str
    gebeurtenis: UUID | None = Field(description="Waar de brief over gaat.")
    gemaakt_door: str
    gemaakt_op: Moment
    bezwaar_tot_en_met: dt.date | None = Field(description="Laatste dag voor bezwaar; leeg als het geen besluit is.")
    uitleg_taal: str = Field(description="Taal van de uitleg ernaast; leeg als die er niet is.")
    inhoud: str = Field(description="Adres van de PDF.")
    uitleg: str | None = Field(description="Adres van de PDF met uitleg.")


class Vraagveld(Antwoord):
    """Something that a letter asks, because no event holds it."""

    naam: str
    soort: Literal["day", "text", "story"]
    label: str
    hulp: str
    verplicht: bool


class Briefsoort(Antwoord):
    """A letter that may be made now."""

    naam: str
    onderwerp: str
    soort: str
    gebeurtenis: UUID | None
    gemaakt: bool = Field(description="Of hij over deze gebeurtenis al gemaakt is.")
    alleen_mensen: bool = Field(description="Een besluit: dat maakt een mens bekend.")
    vragen: list[Vraagveld]
    ondertekenaars: list[Behandelaar]


class Briefinhoud(Vraag):
    """What goes into a letter."""

    brief: Naam = Field(description="Naam van de briefsoort.")
    gebeurtenis: UUID | None = Field(default=None, description="Leeg: de laatste waar de brief over kan gaan.")
    gegevens: dict[Naam, Tekst] = Field(default={}, max_length=50, description="Antwoorden op `vragen`, op naam.")
    ondertekenaar: Regel = Field(
        default="", max_length=150, description="Gebruikersnaam; leeg: uzelf. Een programma noemt altijd iemand."
    )


class Voorbeeld(Briefinhoud):
    """A letter to look at."""

    deel: Literal["brief", "uitleg"] = "brief"


class NieuweBrief(Briefinhoud):
    """A letter to make."""

    vervangt: StrictBool = Field(default=False, description="Maak hem opnieuw, in plaats van een eerdere.")
