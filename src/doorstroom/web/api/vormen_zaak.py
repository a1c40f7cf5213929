"""A case as the API tells it: card, person, terms, tasks, explanations, events."""

from __future__ import annotations

import datetime as dt
from typing import Any, Literal
from uuid import UUID

from pydantic import Field

from doorstroom.web.api.vormen import Antwoord, Moment, Ontbreekt, Verwijzing

Klokstand = Literal["loopt", "te-laat", "gehaald", "te-laat-gehaald", "niet-begonnen", "onbekend"]


class ZaakKort(Antwoord):
    """A case in a list: initials only."""

    stelsel: str
    zaaknummer: str
    initialen: str
    gemeente: str
    stand: str
    doelgroep: str
    leerroute: str
    url: str


class Relatie(Antwoord):
    """Why an organisation sees the case."""

    reden: str
    tot_en_met: dt.date | None


class Behandelaar(Antwoord):
    """Who handles the case for an organisation."""

    gebruikersnaam: str
    naam: str


class Zaak(ZaakKort):
    """A case: how it stands on a day."""

    versie: int = Field(description="Hoeveel er in de zaak is vastgelegd; ook de ETag.")
    peildatum: dt.date
    bekend_op: Moment | None
    wetsdatum: dt.date | None
    stand_zin: str
    taal: str
    behandelaar: Behandelaar | None = Field(description="Van uw organisatie.")
    relaties: list[Relatie] = Field(description="Waarom uw organisatie deze zaak ziet.")
    onderwerpen: list[Verwijzing] = Field(description="De onderwerpen die u van deze zaak ziet.")
    te_doen: int = Field(description="Hoeveel termijnen en taken er lopen.")


class Persoon(Antwoord):
    """Who it is."""

    persoon_id: str
    naam: str
    bsn: str | None
    geboren_op: dt.date | None
    adres: str | None
    telefoon: str | None
    taal: str | None


class Klok(Antwoord):
    """A term that somebody must keep."""

    naam: str
    label: str
    taak: str
    soort: Literal["wet", "planning"]
    onderwerp: str
    eigenaar: str
    stand: Klokstand
    begin: dt.date | None
    uiterlijk: dt.date | None = Field(description="De laatste dag, die zelf nog meetelt.")
    dagen: int | None = Field(description="Hoeveel dagen er nog zijn; onder nul: te laat.")
    reden: str
    gevolg: str
    artikelen: list[str]
    ontbreekt: list[Ontbreekt]
    uitleg: str = Field(description="Adres van de uitleg.")


class Taak(Antwoord):
    """Something to do that has no legal date."""

    naam: str
    label: str
    onderwerp: str
    eigenaar: str
    reden: str
    artikelen: list[str]
    uitleg: str = Field(description="Adres van de uitleg.")


class Termijnen(Antwoord):
    """What there is to do in a case, and the terms that were met."""

    klokken: list[Klok]
    taken: list[Taak]


class Wetswaarde(Antwoord):
    """A value of the law that was used."""

    parameter: str
    label: str
    waarde: Any
    in_woorden: str
    op: dt.date
    bron: str
    nog_te_bevestigen: bool


class Gebruikt(Antwoord):
    """An event that something rests on."""

    type: str | None
    gebeurtenis_id: str | None
    label: str
    geldig_op: dt.date | None
    organisatie: str
    verborgen: bool = Field(description="Van een onderwerp dat u niet ziet: alleen dat het er is.")
    onder: list[Uitleg]


class Uitleg(Antwoord):
    """Why something is as it is: a column, its value, and what it rests on."""

    kolom: str
    zin: str
    waarde: Any
    in_woorden: str
    onbekend: bool
    verborgen: bool = Field(description="Rust alleen op gebeurtenissen die u niet mag zien.")
    planning: bool = Field(description="Uit de praktijk, geen wet.")
    artikelen: list[str]
    nog_te_bevestigen: str
    eerder_uitgelegd: bool
    wetswaarden: list[Wetswaarde]
    gebeurtenissen: list[Gebruikt]
    onder: list[Uitleg]
    ook_bekeken: list[Uitleg] = Field(description="Ook bekeken, en nee of onbekend.")


class Verklaring(Antwoord):
    """An explanation, with under which rules and of which day it was worked out."""

    naam: str
    peildatum: dt.date
    bekend_op: Moment | None
    wetsdatum: dt.date | None
    regelversie: str
    uitleg: Uitleg


class Gegeven(Antwoord):
    """One field of an event as a person reads it."""

    naam: str
    waarde: str


class Versie(Antwoord):
    """One version of an event, as it was recorded."""

    id: UUID
    geldig_op: dt.date
    vastgelegd_op: Moment
    organisatie: str
    door: list[str] = Field(description="Wie het vastlegde, en wie akkoord gaf.")
    gegevens: dict[str, Any]
    in_woorden: list[Gegeven]
    ingetrokken: bool
    vervangt: UUID | None


class Gebeurtenis(Antwoord):
    """Something that happened: its last version, and the earlier ones."""

    type: str
    label: str
    onderwerpen: list[str]
    nu: Versie
    eerder: list[Versie] = Field(description="Eerdere versies, de nieuwste eerst.")
    te_verbeteren_met: str | None = Field(description="De handeling waarmee u het kunt verbeteren of intrekken.")
    url: str


class Verwerking(Antwoord):
    """A line of the log of processing: who did what with whose data, when and why."""

    verwerkt_op: Moment
    wie: str
    organisatie: str
    doel: str
    activiteit: str
    handeling: str
    gevonden: bool
