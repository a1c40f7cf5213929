"""Actions, what comes of them, drafts and proposals as the API tells and takes them."""

from __future__ import annotations

import datetime as dt
from typing import Any, Literal
from uuid import UUID

from pydantic import Field, StrictBool

from doorstroom.web.api.vormen import Antwoord, Moment, Naam, Tekst, Vraag, Weigering, Wijziging
from doorstroom.web.api.vormen_zaak import Gebeurtenis, Gegeven


class Actie(Antwoord):
    """Something that the user's role may do with this case, and why not now."""

    naam: str
    label: str
    onderwerp: str
    gebeurtenistype: str
    artikelen: list[str]
    voorgesteld: bool = Field(description="Een volgende stap in deze zaak.")
    akkoord_nodig: bool = Field(description="Een collega moet akkoord geven voordat het wordt vastgelegd.")
    nadelig: bool = Field(description="Kan gevolgen hebben voor de persoon; een programma doet het niet zonder mens.")
    vult_aan: bool = Field(description="Vult aan wat er al staat: `verbetert` is nodig.")
    kan_nu: bool
    weigeringen: list[Weigering]
    url: str


class Aanvulbaar(Antwoord):
    """An event that an action may add to."""

    id: UUID
    geldig_op: dt.date
    gegevens: dict[str, Any]


class ActieMetFormulier(Actie):
    """The same with its form."""

    formulier: dict[str, Any] = Field(description="JSON Schema van `gegevens`.")
    geldig_op_gevraagd: bool = Field(description="Of `geldigOp` gevraagd wordt.")
    aan_te_vullen: list[Aanvulbaar]


class NieuweGebeurtenis(Vraag):
    """What somebody wants to record."""

    actie: Naam = Field(description="Naam van de handeling.")
    geldig_op: dt.date | None = Field(default=None, description="De dag waarop het geldt; gewoon: vandaag.")
    gegevens: dict[str, Any] = Field(default={}, description="Volgens het formulier van de handeling.")
    verbetert: UUID | None = Field(default=None, description="De versie die dit verbetert, aanvult of intrekt.")
    trekt_in: StrictBool = Field(default=False, description="Trekt in wat bij `verbetert` staat.")


class Toets(Antwoord):
    """What would come of it."""

    kan: bool
    akkoord_nodig: bool
    zinnen: list[str]
    weigeringen: list[Weigering]


class Voorstel(Antwoord):
    """An event that waits for the agreement of somebody else."""

    id: UUID
    stelsel: str
    zaaknummer: str
    actie: str
    label: str
    geldig_op: dt.date
    gegevens: dict[str, Any]
    vervangt: UUID | None
    trekt_in: bool
    zaakversie: int = Field(description="De versie van de zaak die de voorsteller zag.")
    voorgesteld_door: str
    voorgesteld_op: Moment
    stand: Literal["open", "akkoord", "afgewezen", "ingetrokken"]
    beslist_door: str | None
    beslist_op: Moment | None
    reden: str
    url: str


class VoorstelMetStand(Voorstel):
    """The same, with what stands in its way now."""

    in_woorden: list[Gegeven]
    mag_beslissen: bool
    bezwaren: list[str] = Field(description="Wat het nu weigert, in zinnen.")
    intussen: list[Wijziging] = Field(description="Wat er sinds het voorstel is vastgelegd.")


class Vastgelegd(Antwoord):
    """What came of an action: an event on record, or a proposal."""

    stand: Literal["vastgelegd", "voorgesteld", "afgewezen", "ingetrokken"]
    versie: int = Field(description="Versie van de zaak nu.")
    gebeurtenis: Gebeurtenis | None
    voorstel: Voorstel | None


class Besluit(Vraag):
    """The answer to a proposal."""

    besluit: Literal["akkoord", "afgewezen", "ingetrokken"]
    reden: Tekst = Field(default="", max_length=2000, description="Nodig bij afwijzen.")


class NieuwConcept(Vraag):
    """What was filled in so far."""

    geldig_op: dt.date | None = None
    gegevens: dict[str, Any] = Field(description="Velden van het formulier, ook als er nog iets ontbreekt.")


class Concept(Antwoord):
    """A draft of a form; only who wrote it sees it."""

    actie: str
    zaakversie: int
    bewaard_op: Moment
    gegevens: dict[str, Any]
