"""The traject: hours, participation, PVT, MAP, exams and certificates, offers and lessons."""

from datetime import date
from typing import Literal

from pydantic import Field

from doorstroom.kernel.events import EventType

Taalonderdeel = Literal["lezen", "luisteren", "schrijven", "spreken"]
Examenonderdeel = Literal["lezen", "luisteren", "schrijven", "spreken", "knm"]

#: The language parts of the exam as columns name them, and as people call them in Dutch and in English.
TAALONDERDELEN = {
    "lezen": ("Lezen", "reading"),
    "luisteren": ("Luisteren", "listening"),
    "schrijven": ("Schrijven", "writing"),
    "spreken": ("Spreken", "speaking"),
}
#: All parts of the exam.
ONDERDELEN = {**TAALONDERDELEN, "knm": ("KNM", "KNM")}
PVT_EN_MAP = {"pvt": ("het PVT", "the PVT"), "map": ("de MAP", "the MAP")}
#: All that the duty consists of.
PLICHTDELEN = {"leerroute": ("de leerroute", "the leerroute"), **PVT_EN_MAP}


class UrenGevolgd(EventType, type="uren_gevolgd", nl="Uren gevolgd", en="Hours followed", by="cursusinstelling"):
    """Hours declared; ``valid_on`` is the last day of the period declared, ``vanaf`` its first day when recorded.

    ``keurmerk``: followed at a school with the keurmerk or a taalschakel institution at that time; only those count.
    ``tijdens_intake``: before the PIP, from the start of the brede intake (BES 5.3 lid 5).
    """

    soort: Literal["nt2", "knm", "alfabetisering", "taalschakel", "participatie", "map", "pvt"]
    uren: float = Field(ge=0, le=10_000)
    vanaf: date | None = None
    keurmerk: bool | None = None
    tijdens_intake: bool = False


class PvtOndertekend(
    EventType, type="pvt_ondertekend", nl="Participatieverklaring getekend", en="PVT signed", by="gemeente"
):
    """The participation declaration was signed at a meeting after the PVT (hours stand in ``uren_gevolgd``).

    ``met_activiteit``: at least one activity or excursion was part of it (BES 3.1).
    """

    met_activiteit: bool | None = None


class MapAfgerond(EventType, type="map_afgerond", nl="MAP afgerond", en="MAP completed", by="gemeente"):
    """The Module Arbeidsmarkt en Participatie was closed by the eindgesprek with the college."""


class ZrouteEindgesprek(
    EventType, type="zroute_eindgesprek", nl="Eindgesprek Z-route", en="Final talk of the Z-route", by="gemeente"
):
    """The final talk of the Z-route. Only the college itself, or a body under the Wgr, can hold it (WET 9)."""

    gevoerd_door: Literal["college", "wgr_orgaan", "ander"] = "college"


class ZrouteUrenVerlaagd(
    EventType,
    type="zroute_uren_verlaagd",
    nl="Cursusuren Z-route verlaagd",
    en="Course hours of the Z-route lowered",
    by="gemeente",
):
    """For a visual or hearing impairment the college lowered the course hours, or left skills out (BES 3.14)."""

    cursusuren: float | None = Field(default=None, ge=0, le=800)
    vervallen_vaardigheden: list[Taalonderdeel] = Field(default_factory=list)
    beperking: Literal["visueel", "auditief"]
    revalidatietraject: bool


class ZrouteUrenVerrekend(
    EventType,
    type="zroute_uren_verrekend",
    nl="Uren verrekend met de Z-route",
    en="Hours credited to the Z-route",
    by="gemeente",
):
    """The college credits NT2 or KNM hours followed in another school; ``gevolgd_vanaf`` is the first day of them."""

    school: Literal["praktijkonderwijs", "vso", "entree"]
    uren: float = Field(ge=0, le=800)
    gevolgd_vanaf: date


class ExamenAfgelegd(EventType, type="examen_afgelegd", nl="Examen afgelegd", en="Exam taken", by="DUO"):
    """One attempt at one part; ``valid_on`` is the day of the exam."""

    onderdeel: Examenonderdeel
    niveau: Literal["A2", "B1", "B2"] | None = None
    resultaat: Literal["geslaagd", "gezakt", "geen", "nog_niet_bekend"]
    reden_geen: Literal["verwijtbaar", "niet_verwijtbaar", "afgemeld", "absent"] | None = None


class TaalschakeltrajectBegonnen(
    EventType,
    type="taalschakeltraject_begonnen",
    nl="Taalschakeltraject begonnen",
    en="Transition course started",
    by="cursusinstelling",
):
    """The taalschakeltraject of the onderwijsroute really began."""


class TaalschakeltrajectBehaald(
    EventType,
    type="taalschakeltraject_behaald",
    nl="Taalschakeltraject behaald",
    en="Transition course passed",
    by="cursusinstelling",
):
    """The taalschakeltraject was completed with success."""


class AanbodGedaan(EventType, type="aanbod_gedaan", nl="Inburgeringsaanbod gedaan", en="Course offered", by="gemeente"):
    """The college offered a course that fits the leerroute (WET 16); ``begint_op``: the first lesson offered."""

    keurmerk: bool
    begint_op: date | None = None


class CursuscontractGemeld(
    EventType, type="cursuscontract_gemeld", nl="Cursuscontract gemeld", en="Course contract reported", by="DUO"
):
    """DUO knows of a contract with a school from ``valid_on``; ``niveau`` is the level that the course leads to."""

    soort: Literal["cursus", "taalschakeltraject"]
    niveau: Literal["A1", "A2", "B1", "B2"] | None = None


class VoortgangsgesprekGevoerd(
    EventType, type="voortgangsgesprek_gevoerd", nl="Voortgangsgesprek gevoerd", en="Progress talk held", by="gemeente"
):
    """The college talked with the person about progress (WET 17 lid 1)."""


class LessenBegonnen(
    EventType, type="lessen_begonnen", nl="Lessen begonnen", en="Lessons started", by="cursusinstelling"
):
    """The first lesson; for the extension ground of a missing offer this counts, not the enrolment."""


class VerwijtbaarheidBeoordeeld(
    EventType, type="verwijtbaarheid_beoordeeld", nl="Verwijtbaarheid beoordeeld", en="Blame assessed", by="gemeente"
):
    """What the law leaves to a person: a named official judged, with reasons.

    ``oordeel`` answers the question of the subject. For ``inspanning``: was there enough effort? For
    ``b1_haalbaar_binnen_termijn``: can B1 be reached in the termijn? For ``bijzonder_geval_wissel``: is it a special
    case that allows another leerroute after 1.5 years? For the others: was it blameworthy?
    """

    onderwerp: Literal[
        "inspanning", "b1_haalbaar_binnen_termijn", "bijzonder_geval_wissel", "leerroute", "pvt", "map", "intake"
    ]
    oordeel: bool
    motivering: str = Field(min_length=1)
