"""Brede intake, leerbaarheidstoets and the Plan Inburgering en Participatie (PIP)."""

from datetime import date
from typing import Literal

from pydantic import Field

from doorstroom.kernel.events import EventType

Leerroute = Literal["B1", "onderwijs", "Z"]
Niveau = Literal["A2", "B1", "B2"]
#: About what a third party is asked, in Dutch and in English.
DERDE_INFORMATIE = {
    "diplomawaardering": ("diplomawaardering", "the value of a diploma"),
    "medisch": ("de gezondheid", "health"),
    "overig": ("iets anders", "something else"),
}


class IntakeOpgeroepen(
    EventType, type="intake_opgeroepen", nl="Opgeroepen voor brede intake", en="Called for intake", by="gemeente"
):
    """The college calls the person and sets a term; ``valid_on`` is the day of the call."""

    waarschuwing: bool = False


class IntakeNietVerschenen(
    EventType,
    type="intake_niet_verschenen",
    nl="Niet verschenen bij brede intake",
    en="Did not appear for intake",
    by="gemeente",
):
    """The person did not appear, or did not cooperate, within the term of the last call."""

    verschoonbaar: bool | None = None


class IntakeAfgerond(
    EventType, type="intake_afgerond", nl="Brede intake afgerond", en="Intake completed", by="gemeente"
):
    """The intake is complete. ``onderwijsroute_onderzocht``: the college examined whether that route fits.

    ``gewezen_op_gesprek_alleen``: the college pointed out the right to talk without others there;
    ``bevindingen_schriftelijk``: the relevant findings are in writing.
    """

    in_afwezigheid: bool = False
    onderwijsroute_gewenst: bool | None = None
    onderwijsroute_onderzocht: bool | None = None
    gewezen_op_gesprek_alleen: bool | None = None
    bevindingen_schriftelijk: bool | None = None


class LeerbaarheidstoetsAfgenomen(
    EventType,
    type="leerbaarheidstoets_afgenomen",
    nl="Leerbaarheidstoets afgenomen",
    en="Learnability test taken",
    by="DUO",
):
    """Result as DUO gives it: advice, the college decides."""

    uitkomst: Literal["B1_haalbaar", "B1_niet_haalbaar", "onbekend"]
    score: float | None = None
    benodigde_score: float | None = None


class LeerbaarheidstoetsOntheven(
    EventType,
    type="leerbaarheidstoets_ontheven",
    nl="Ontheven van leerbaarheidstoets",
    en="Exempt from the test",
    by="gemeente",
):
    """The college exempts from the test."""

    grond: Literal["visueel", "auditief"]
    kan_toets_niet_afleggen: bool | None = None


class PipVastgesteld(
    EventType, type="pip_vastgesteld", nl="PIP vastgesteld", en="Integration plan (PIP) established", by="gemeente"
):
    """The college establishes the plan; ``valid_on`` is the dagtekening. A later plan is a new instance.

    ``niveau`` holds for all language parts, ``niveau_lezen`` and so on only for a part with a level of its own. A plan
    that a court or the college undid is no retraction, for it did exist: a new version names ``vernietigd_op``.
    ``intensiteit_pvt`` and ``intensiteit_map`` are hours, ``voortgangsgesprekken`` how many talks the plan sets;
    ``afspraken_voorschoolse_educatie``: whether there are children for whom such agreements stand in the plan;
    ``besluiten_participatiewet``: whether decisions under that act, ontzorgen among them, are attached.
    ``afwijking_van_toets``: why another leerroute than the leerbaarheidstoets advises, in words.
    """

    gemeente: str
    leerroute: Leerroute
    afwijking_van_toets: str | None = Field(default=None, min_length=1)
    niveau: Niveau | None = None
    niveau_lezen: Niveau | None = None
    niveau_luisteren: Niveau | None = None
    niveau_schrijven: Niveau | None = None
    niveau_spreken: Niveau | None = None
    alfabetisering: Literal["analfabeet", "anders_gealfabetiseerd", "nvt"] = "nvt"
    uren_leerroute: float | None = Field(default=None, ge=0)
    knm_examen_in_zroute: bool = False
    ondersteuning_en_begeleiding: bool | None = None
    intensiteit_pvt: float | None = Field(default=None, ge=0)
    intensiteit_map: float | None = Field(default=None, ge=0)
    voortgangsgesprekken: int | None = Field(default=None, ge=0)
    afspraken_voorschoolse_educatie: bool | None = None
    besluiten_participatiewet: bool | None = None
    reden: Literal["eerste", "wijziging", "verhuizing", "na_vrijstelling"] = "eerste"
    bijzonder_geval: bool = False
    vernietigd_op: date | None = None
    vernietiging: Literal["vernietigd", "herroepen", "ingetrokken"] | None = None


class DerdeInformatieGevraagd(
    EventType,
    type="derde_informatie_gevraagd",
    nl="Informatie van derde gevraagd",
    en="Third-party information asked",
    by="gemeente",
):
    """Information of a third party without which the plan cannot reasonably be made (BES 5.3 lid 2)."""

    soort: Literal["diplomawaardering", "medisch", "overig"]
    onmisbaar: bool


class DerdeInformatieOntvangen(
    EventType,
    type="derde_informatie_ontvangen",
    nl="Informatie van derde ontvangen",
    en="Third-party information received",
    by="gemeente",
):
    """The information asked for came in on ``valid_on``; ``onmisbaar`` as in the request."""

    soort: Literal["diplomawaardering", "medisch", "overig"]
    onmisbaar: bool = True
