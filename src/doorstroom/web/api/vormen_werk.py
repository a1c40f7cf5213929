"""Forms of the work list and of assigning."""

from __future__ import annotations

import datetime as dt
from typing import Literal

from pydantic import Field

from doorstroom.web.api.vormen import Antwoord, Bladzijde, Regel, Stelsel, Vraag, Zaaknummer
from doorstroom.web.api.vormen_zaak import Behandelaar, Klokstand
from doorstroom.web.werkplek.lijst import Filter

#: How many cases one step may take at once.
MOST = 100
Sortering = Literal["uiterlijk", "-uiterlijk", "zaaknummer", "-zaaknummer"]


class Filters(Vraag):
    """What the list shows."""

    van: Literal["mij", "team", "niemand"] = Field(default="team", description="Van wie.")
    lijst: Literal["termijnen", "zonder", "planning"] = Field(
        "termijnen", description="Met een wettelijke datum, zonder, of planning."
    )
    wanneer: Literal["alles", "over", "week"] = Field(default="alles", description="Te laat, deze week, of alles.")
    soort: Regel = Field(default="", max_length=64, description="Naam van een klok of taak.")
    eigenaar: Literal["", "gemeente", "inburgeraar", "DUO", "COA"] = Field(default="", description="Wie aan zet is.")
    route: Regel = Field(default="", max_length=64, description="Leerroute.")
    groep: Regel = Field(default="", max_length=64, description="Doelgroep.")

    def chosen(self) -> Filter:
        """The filter of the screens."""
        names = ("van", "lijst", "wanneer", "soort", "eigenaar", "route", "groep")
        return Filter(**{name: getattr(self, name) for name in names})


class WerklijstVraag(Filters, Bladzijde):
    """Which page of the list, in which order."""

    sortering: Sortering = Field(default="uiterlijk", description="Met een streepje ervoor: omgekeerd.")


class Werklijstregel(Antwoord):
    """One thing to do in one case. Never a name."""

    stelsel: str
    zaaknummer: str
    initialen: str
    doelgroep: str
    leerroute: str
    klok: str
    soort: Literal["wet", "planning", "taak"]
    stand: Klokstand
    begin: dt.date | None
    uiterlijk: dt.date | None
    dagen: int | None
    eigenaar: str
    reden: str
    volgende_stap: str | None
    behandelaar: str | None
    zaak: str = Field(description="Adres van de zaak.")


class Werklijst(Antwoord):
    """A page of the work list."""

    aantal: int
    tellingen: dict[str, int] = Field(description="Hoeveel regels andere filters geven.")
    resultaten: list[Werklijstregel]


class Zaakverwijzing(Vraag):
    """A case by system and number."""

    stelsel: Stelsel
    zaaknummer: Zaaknummer


class NieuweBehandelaar(Vraag):
    """Who handles the case from now on."""

    behandelaar: Regel | None = Field(max_length=150, description="Gebruikersnaam; leeg: niemand.")


class Toewijzing(Antwoord):
    """Who handles a case."""

    behandelaar: Behandelaar | None


class NieuweToewijzingen(NieuweBehandelaar):
    """Several cases for one colleague."""

    zaken: list[Zaakverwijzing] = Field(min_length=1, max_length=MOST)


class Toewijzingen(Antwoord):
    """How many cases were assigned."""

    toegewezen: int
