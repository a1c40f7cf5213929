"""Inburgeringsplicht API: is somebody obliged, since when, and in which target group?"""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal

from doorstroom.exchange.duo.messages.wire import Message, Wire

ASIEL, GEZIN_EN_OVERIG = "Asielstatushouder", "Gezinsmigrant en overige migrant"
Indeling = Literal["Asielstatushouder", "Gezinsmigrant en overige migrant"]
GedetailleerdeDoelgroep = Literal[
    "Asielstatushouder",
    "Geestelijk bedienaar",
    "Gezinshereniger",
    "Gezinshereniger met Asielstatushouder",
    "Gezinsvormer",
    "Gezinsvormer met Asielstatushouder",
    "Overig",
]
AsielrechtenWijziging = Literal[
    "Asielrechten toegekend",
    "Behoud asielrechten",
    "Op verzoek behoud rechten van gezins- en overige migrant",
    "Op verzoek rechten van gezins- en overige migrant toegekend",
]
RedenGeenPlicht = Literal[
    "Volledige ontheffing",
    "Volledige vrijstelling",
    "Inburgeringsplicht voldaan",
    "Verblijfsdoel gewijzigd",
    "Vertrek uit Nederland langer dan een jaar",
    "Overlijden",
    "Overig",
    "Tijdelijke vrijstelling",
]


class Doelgroep(Message):
    """The target group that somebody is in now."""

    indeling: Indeling | None = None
    begin: Annotated[dt.date | None, Wire("begindatum")] = None
    gedetailleerd: Annotated[GedetailleerdeDoelgroep | None, Wire("gedetailleerdeDoelgroep")] = None
    wijziging: Annotated[AsielrechtenWijziging | None, Wire("asielrechtenWijzigingVerblijfsdoel")] = None


class Doelgroephistorie(Message):
    """A period in a target group. DUO gives its last day; ``tot`` is the day after."""

    indeling: Indeling | None = None
    begin: Annotated[dt.date | None, Wire("begindatum")] = None
    tot: Annotated[dt.date | None, Wire("einddatum", ends="last_day")] = None


class Inburgeringsplicht(Message):
    """Whether somebody is obliged now. DUO gives the last day of the duty; ``tot`` is the day after."""

    plichtig: Annotated[bool, Wire("indicatorInburgeringsplicht")]
    begin: Annotated[dt.date | None, Wire("begindatum")] = None
    tot: Annotated[dt.date | None, Wire("einddatum", ends="last_day")] = None
    gewijzigd_op: Annotated[dt.date | None, Wire("wijzigingsdatum")] = None
    kennisgeving_op: Annotated[dt.date | None, Wire("datumKennisgevingInburgeringsplicht")] = None
    reden: Annotated[RedenGeenPlicht | None, Wire("redenGeenInburgeringsplicht")] = None


class Inburgeringsplichthistorie(Message):
    """A period with or without duty. DUO gives its last day; ``tot`` is the day after."""

    plichtig: Annotated[bool, Wire("indicatorInburgeringsplicht")]
    begin: Annotated[dt.date | None, Wire("begindatum")] = None
    tot: Annotated[dt.date | None, Wire("einddatum", ends="last_day")] = None
    gewijzigd_op: Annotated[dt.date | None, Wire("wijzigingsdatum")] = None
