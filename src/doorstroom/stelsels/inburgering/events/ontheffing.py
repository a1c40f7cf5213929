"""Ontheffing (WET 5): applications, the doctor's statement, the college's advice, and what DUO decided."""

from typing import Literal

from pydantic import Field

from doorstroom.kernel.events import EventType
from doorstroom.stelsels.inburgering.events.traject import Examenonderdeel

Ontheffingsgrond = Literal["medisch", "bijzondere_individuele_omstandigheden"]
#: The grounds as columns name them: how people call them, and their code.
ONTHEFFINGSWEGEN = {
    "medisch": ("medische redenen", "medical reasons"),
    "bijzonder": ("bijzondere omstandigheden", "special circumstances"),
}
ONTHEFFINGSGRONDEN = {"medisch": "medisch", "bijzonder": "bijzondere_individuele_omstandigheden"}
#: Adaptations of an exam that REG 3.6 names; its list is not exhaustive.
Examenaanpassing = Literal[
    "andere_locatie", "extra_tijd", "onderbroken_examen", "hulp", "grote_letters", "typen", "voorlezen", "overig"
]


class OntheffingAangevraagd(
    EventType, type="ontheffing_aangevraagd", nl="Ontheffing aangevraagd", en="Dispensation requested", by="DUO"
):
    """DUO received the application on ``valid_on``."""

    grond: Ontheffingsgrond


class AangepastExamenAangevraagd(
    EventType,
    type="aangepast_examen_aangevraagd",
    nl="Aangepast examen aangevraagd",
    en="Adapted exam requested",
    by="DUO",
):
    """DUO received an application for adapted exam conditions only, without one for ontheffing (BES 3.9)."""


class DeskundigenverklaringOntvangen(
    EventType,
    type="deskundigenverklaring_ontvangen",
    nl="Deskundigenverklaring ontvangen",
    en="Expert's statement received",
    by="de door de Minister aangewezen arts",
):
    """The statement of the independent doctor. Which parts cannot be met within the period that the law looks ahead.

    ``geheel``: the duty as a whole cannot be met. ``participatie``: the participation part of the Z-route cannot be met
    in full, with the hours that can be borne (0 is none). ``aanpassingen``: which adapted exams are advised.
    """

    geheel: bool | None = None
    onderdelen: list[Examenonderdeel] = Field(default_factory=list)
    participatie: bool = False
    participatie_uren_maximum: float | None = Field(default=None, ge=0)
    aangepaste_examens: bool = False
    aanpassingen: list[Examenaanpassing] = Field(default_factory=list)


class AdviesCollegeOntvangen(
    EventType,
    type="advies_college_ontvangen",
    nl="Advies van het college over ontheffing ontvangen",
    en="Advice of the college about dispensation received",
    by="gemeente",
):
    """The college's advice about bijzondere individuele omstandigheden: what a named official found, with reasons."""

    zeer_uitzonderlijk: bool
    onvoorzien: bool
    niet_verwijtbaar: bool
    zeer_schrijnend: bool
    motivering: str = Field(min_length=1)


class OntheffingBesloten(
    EventType, type="ontheffing_besloten", nl="Besluit over ontheffing", en="Decision about dispensation", by="DUO"
):
    """DUO decided on ``valid_on``; also ambtshalve."""

    uitkomst: Literal["toegekend", "afgewezen"]
    grond: Ontheffingsgrond
    omvang: Literal["volledig", "gedeeltelijk"] = "volledig"
    onderdelen: list[Examenonderdeel] = Field(default_factory=list)
    participatie: bool = False
    participatie_uren_maximum: float | None = Field(default=None, ge=0)
