"""Vrijstelling (WET 4): diplomas, education, proof of language, the AVI talk, and what DUO decided."""

from datetime import date
from typing import Literal

from pydantic import Field

from doorstroom.kernel.events import EventType
from doorstroom.kernel.timeline import Timeline
from doorstroom.stelsels.inburgering.events.traject import Examenonderdeel, Taalonderdeel

Taalniveau = Literal["A1", "A2", "B1", "B2", "C1"]

#: Ground of a vrijstelling: by time at school, by diploma, aantoonbaar voldoende ingeburgerd, while obliged to go to
#: school, while in an education that exempts, or for a part.
Vrijstellingsgrond = Literal["leerplicht_acht_jaar", "diploma", "avi", "leerplichtig", "opleiding", "onderdeel"]
#: The grounds on which DUO decides at somebody's request, those for a part left aside, and how people call them.
VRIJSTELLINGSWEGEN = {
    "diploma": ("een diploma", "a diploma"),
    "opleiding": ("een opleiding", "an education"),
    "avi": ("voldoende ingeburgerd zijn (AVI)", "being demonstrably integrated (AVI)"),
}


class LeerplichtVastgesteld(
    EventType,
    type="leerplicht_vastgesteld",
    nl="Leerplicht vastgesteld",
    en="School obligation recorded",
    by="leerplichtambtenaar",
):
    """Whether, from ``valid_on``, the person is leerplichtig or kwalificatieplichtig."""

    leer_of_kwalificatieplichtig: bool


class OpleidingBegonnen(
    EventType,
    type="vrijstellende_opleiding_begonnen",
    nl="Begonnen aan een vrijstellende opleiding",
    en="Enrolled in an education that exempts",
    by="DUO",
):
    """Enrolled on ``valid_on`` in an education that leads to a diploma which exempts (REG 2.2)."""

    soort: Literal["vmbo", "havo", "vwo", "mbo_2_of_hoger", "hbo", "wo"]


class OpleidingBeeindigd(
    EventType,
    type="vrijstellende_opleiding_beeindigd",
    nl="Vrijstellende opleiding geëindigd",
    en="Left the education that exempts",
    by="DUO",
):
    """No longer enrolled from ``valid_on`` (that day included)."""


class DiplomaOvergelegd(
    EventType, type="diploma_overgelegd", nl="Diploma overgelegd", en="Diploma produced", by="inburgeraar"
):
    """A diploma, with what was found out about it; ``valid_on`` is its date.

    ``voldoende_voor_nederlands``: education in Dutch, or for a diploma from abroad a pass for Dutch (European or
    international school: at B1 or more). ``alle_taalonderdelen_b1``: inburgeringsdiploma Wi2013 only.
    """

    soort: Literal[
        "inburgeringsdiploma_wi2021", "inburgeringsdiploma_wi2013", "wo", "hbo", "vwo", "havo", "vmbo",
        "mbo_2_of_hoger", "mbo_1", "praktijkonderwijs", "vso", "europese_of_internationale_school", "overig",
    ]  # fmt: skip
    land: Literal[
        "nederland", "bes_eilanden", "aruba_curacao_sint_maarten", "suriname", "belgie", "overig"
    ] = "nederland"  # fmt: skip
    leerweg: Literal["basisberoepsgerichte", "kaderberoepsgerichte", "gemengde", "theoretische"] | None = None
    voldoende_voor_nederlands: bool | None = None
    alle_taalonderdelen_b1: bool | None = None


class TaalbewijsOvergelegd(
    EventType,
    type="taalbewijs_overgelegd",
    nl="Taalbewijs overgelegd",
    en="Proof of language produced",
    by="inburgeraar",
):
    """Proof of the level of one part: NT2 certificate, VO list of marks, CNaVT, foreign diploma, A2 exam part.

    Of CNaVT the profile is enough: it fixes the level.
    """

    onderdeel: Taalonderdeel
    bewijs: Literal["nt2_certificaat", "vo_cijferlijst", "cnavt", "buitenlands_diploma", "examen_a2"]
    niveau: Taalniveau | None = None
    cnavt_profiel: (
        Literal[
            "maatschappelijk_informeel",
            "maatschappelijk_formeel",
            "zakelijk_professioneel",
            "educatief_startbekwaam",
            "educatief_professioneel",
        ]
        | None
    ) = None


class WerkperiodeAangetoond(
    EventType, type="werkperiode_aangetoond", nl="Werkperiode aangetoond", en="Period of work shown", by="inburgeraar"
):
    """Paid or voluntary work in the Netherlands from ``valid_on`` up to and including ``tot_en_met`` (none: still)."""

    soort: Literal["betaald", "vrijwillig"]
    tot_en_met: date | None = None


class AviGesprekGevoerd(
    EventType, type="avi_gesprek_gevoerd", nl="AVI-gesprek gevoerd", en="Talk for voldoende ingeburgerd held", by="DUO"
):
    """The talk in which speaking and listening are shown; levels as established."""

    spreken: Taalniveau
    luisteren: Taalniveau


class VrijstellingAangevraagd(
    EventType, type="vrijstelling_aangevraagd", nl="Vrijstelling aangevraagd", en="Exemption requested", by="DUO"
):
    """DUO received the application on ``valid_on``."""

    grond: Vrijstellingsgrond


class VrijstellingBesloten(
    EventType, type="vrijstelling_besloten", nl="Besluit over vrijstelling", en="Decision about exemption", by="DUO"
):
    """DUO decided on ``valid_on``; also ambtshalve. ``tot_en_met``: last day of a tijdelijke vrijstelling, if fixed."""

    uitkomst: Literal["toegekend", "afgewezen"]
    soort: Literal["volledig", "tijdelijk", "gedeeltelijk"]
    grond: Vrijstellingsgrond
    onderdelen: list[Examenonderdeel] = Field(default_factory=list)
    niveau: Literal["A2", "B1"] = "B1"
    tot_en_met: date | None = None


class VrijstellingBeeindigd(
    EventType, type="vrijstelling_beeindigd", nl="Tijdelijke vrijstelling geëindigd", en="Temporary exemption ended",
    by="DUO",
):  # fmt: skip
    """DUO ended the tijdelijke vrijstelling from ``valid_on`` (that day included; SS129, SS130)."""


VRIJSTELLINGSLOOP = Timeline(
    "vrijstellingsloop",
    nl="Verloop van de vrijstelling",
    en="Course of exemption",
    types=(VrijstellingBeeindigd, VrijstellingBesloten, OpleidingBeeindigd, OpleidingBegonnen, LeerplichtVastgesteld),
    fields={
        "uitkomst": "vrijstelling_besloten.uitkomst",
        "soort": "vrijstelling_besloten.soort",
        "grond": "vrijstelling_besloten.grond",
        "tot_en_met": "vrijstelling_besloten.tot_en_met",
        "leer_of_kwalificatieplichtig": "leerplicht_vastgesteld.leer_of_kwalificatieplichtig",
    },
)
