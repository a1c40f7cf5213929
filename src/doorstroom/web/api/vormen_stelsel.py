"""What a system of the chain declares, as the API tells it: the same for everybody."""

from __future__ import annotations

import datetime as dt
from typing import Any, Literal

from doorstroom.web.api.vormen import Antwoord


class Tweetalig(Antwoord):
    """A text in both languages."""

    nl: str
    en: str


class Stelsel(Antwoord):
    """A system of the chain, and how much it declares."""

    naam: str
    gebeurtenistypen: int
    acties: int
    klokken: int
    taken: int
    parameters: int
    url: str


class Gebeurtenistype(Antwoord):
    """What can happen."""

    naam: str
    label: Tweetalig
    leverancier: str | None
    onderwerpen: list[str]
    url: str


class GebeurtenistypeMetSchema(Gebeurtenistype):
    """The same with its fields."""

    velden: dict[str, Any]


class Voorwaarde(Antwoord):
    """What must hold for an action, and the sentence when it does not."""

    kolom: str
    zin: Tweetalig
    wanneer: Literal["vooraf", "met"]
    verwacht: Any
    veld: str | None
    onbekend_mag: bool


class Actiedeclaratie(Antwoord):
    """What may be done with a case."""

    naam: str
    label: Tweetalig
    gebeurtenistype: str
    onderwerp: str
    rollen: list[str]
    artikelen: list[str]
    akkoord_nodig: bool
    nadelig: bool
    vult_aan: bool
    al_gebeurd: bool
    niet_door_wie: list[str]
    brief: str | None
    voorwaarden: list[Voorwaarde]
    url: str


class ActiedeclaratieMetFormulier(Actiedeclaratie):
    """The same with its form."""

    formulier: dict[str, Any]


class Klokdeclaratie(Antwoord):
    """A term that somebody must keep."""

    naam: str
    label: Tweetalig
    taak: Tweetalig
    gevolg: Tweetalig
    soort: Literal["wet", "planning"]
    eigenaar: str
    onderwerp: str
    artikelen: list[str]
    kolommen: dict[str, str]


class Taakdeclaratie(Antwoord):
    """Something to do without a date."""

    naam: str
    label: Tweetalig
    eigenaar: str
    onderwerp: str
    artikelen: list[str]
    kolom: str


class Parameterwaarde(Antwoord):
    """A value of the law with its source."""

    vanaf: dt.date | None
    tot_en_met: dt.date | None
    waarde: Any
    bron: str
    zekerheid: str
    nog_te_bevestigen: bool
    toelichting: str


class Parameter(Antwoord):
    """A parameter of the law, with all its values through time."""

    naam: str
    label: Tweetalig
    eenheid: str
    soort: Literal["wet", "praktijk"]
    waarden: list[Parameterwaarde]


class Labelpaar(Antwoord):
    """What people call a field or a value."""

    label: Tweetalig
    hulp: Tweetalig | None


class Labels(Antwoord):
    """All names of fields and values."""

    velden: dict[str, Labelpaar]
    keuzes: dict[str, Labelpaar]
