"""Forms of the newcomer's own page."""

from __future__ import annotations

import datetime as dt
from typing import Any, Literal
from uuid import UUID

from pydantic import Field

from doorstroom.web.api.vormen import Antwoord, Moment, Tekst, Vraag
from doorstroom.web.mijn import berichten


class Zin(Antwoord):
    """Something said to the newcomer, and the language that it is really in."""

    tekst: str
    taal: str = Field(description="Anders dan gevraagd als er nog geen vertaling is.")


class Ding(Antwoord):
    """Something that waits for somebody."""

    naam: str
    titel: Zin
    doen: Zin
    uiterlijk: dt.date | None
    hoe_ver: str
    advies: bool = Field(description="Ons advies, geen wet.")
    waarom: list[Zin]
    te_laat: list[Zin] = Field(description="Wat er gebeurt als het te laat is.")
    delen: list[Zin] = Field(description="Wat in één keer gedaan wordt.")
    uitleg: str | None = Field(description="Adres van de hele uitleg, met artikelen.")


class Stap(Antwoord):
    """A step of the integration."""

    naam: Zin
    stand: Literal["gedaan", "hier", "later", "overgeslagen"]
    in_woorden: str
    dag: dt.date | None


class Tijd(Antwoord):
    """The time that he has: a term, or sentences where it has not begun."""

    ding: Ding | None
    zinnen: list[Zin]


class Mijn(Antwoord):
    """Everything that matters today."""

    stelsel: str
    zaaknummer: str
    zaakversie: int
    peildatum: dt.date
    taal: str
    stand: Zin | None
    nu: list[Ding]
    later: list[Ding]
    meer: int = Field(description="Hoeveel er nog meer zijn: zie de datums.")
    anderen: list[Ding] = Field(description="Wat anderen voor u moeten doen.")
    stappen: list[Stap]
    termijn: Tijd | None
    ongelezen_berichten: int


class Datums(Antwoord):
    """Every date."""

    eigen: list[Ding]
    anderen: list[Ding]


class Plan(Antwoord):
    """The plan in plain words."""

    heeft_plan: bool
    zinnen: list[Zin]


class UrenSoort(Antwoord):
    """Hours of one kind."""

    naam: Zin
    gevolgd: float | None
    nodig: float | None
    procent: int | None
    klaar: bool


class Uren(Antwoord):
    """Hours that were followed and are needed."""

    uren: list[UrenSoort]
    zinnen: list[Zin]


class Examenonderdeel(Antwoord):
    """A part of the exam."""

    naam: Zin
    niveau: str
    klaar: bool
    zinnen: list[Zin]


class Examens(Antwoord):
    """The exams."""

    examens: list[Examenonderdeel]
    zinnen: list[Zin]


class EigenBrief(Antwoord):
    """A letter to him."""

    id: UUID
    onderwerp: str
    van: str
    gemaakt_op: Moment
    besluit: bool
    uitleg_taal: str = Field(description="Taal van de uitleg ernaast; leeg als die er niet is.")
    bezwaar_tot_en_met: dt.date | None
    inhoud: str = Field(description="Adres van de brief. De Nederlandse brief geldt.")


class Instantie(Antwoord):
    """An organisation, and how to reach it."""

    naam: str
    telefoon: str
    adres: str


class EigenBesluit(Antwoord):
    """A decision about him, and what he can do against it."""

    over: Zin | None
    onderwerp: str
    dag: dt.date
    bezwaar: bool = Field(description="Of het zeker is dat u bezwaar maakt. Anders staat in de brief wat kan.")
    tot_en_met: dt.date | None
    voorbij: bool
    bij: Instantie | None
    brief: UUID | None
    actie: str | None = Field(description="Waarmee u hier bezwaar maakt.")
    gemaakt_op: dt.date | None = Field(description="Wanneer u al bezwaar maakte.")


class Besluiten(Antwoord):
    """The decisions, and in how many weeks one objects."""

    weken: int | None
    besluiten: list[EigenBesluit]


class Hulp(Antwoord):
    """Who helps."""

    klantmanager: str | None
    gemeente: Instantie | None
    duo: Instantie | None
    juridisch_loket_telefoon: str
    juridisch_loket_site: str


class Blikveld(Antwoord):
    """What somebody did with his data on a day."""

    dag: dt.date
    wie: str
    wat: str
    waarom: str
    keren: int
    zelf: bool


class EigenVraag(Antwoord):
    """Something that he may ask."""

    actie: str
    titel: Zin
    uitleg: list[Zin]
    kan: bool
    waarom_niet: list[str]
    formulier: str = Field(description="Adres van de handeling met haar formulier.")


class Vraaggroep(Antwoord):
    """Questions about one thing."""

    titel: Zin
    vragen: list[EigenVraag]


class NieuweVraag(Vraag):
    """What he asks."""

    geldig_op: dt.date | None = Field(default=None, description="Gewoon: vandaag.")
    gegevens: dict[str, Any] = Field(default={}, description="Volgens het formulier.")
    verbetert: UUID | None = Field(default=None, description="Wat u aanvult.")
    toelichting: Tekst = Field(default="", max_length=berichten.LONGEST - 500, description="In uw eigen woorden.")


class Afmelding(Vraag):
    """That he cannot come."""

    reden: Literal["ziek", "werk", "kind", "les", "vervoer", "anders"]
    tekst: Tekst = Field(default="", max_length=berichten.LONGEST - 500, description="Wat u erbij vertelt.")


class Afgemeld(Antwoord):
    """That his municipality was told."""

    aan: str
    tekst: str
