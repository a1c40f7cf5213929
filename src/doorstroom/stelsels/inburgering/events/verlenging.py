"""The inburgeringstermijn: circumstances that hinder, requests and decisions about more time, what DUO reports."""

from datetime import date
from typing import Literal

from pydantic import Field

from doorstroom.kernel.events import EventType

#: Circumstances of REG 4.1 lid 1, in the order of its letters a, b, c, d, e, f, h, i. Letter g (no offer) follows from
#: the first PIP and the first lesson, letter j (several together) from the others.
Belemmeringssoort = Literal[
    "langdurige_ziekte",
    "overlijden",
    "bevalling",
    "blijf_van_mijn_lijf",
    "alfabetisering",
    "dakloosheid",
    "aanbieder_kan_niet_leveren",
    "bijzondere_omstandigheid",
]

#: On what ground the Minister (DUO) extended: REG 4.1 lid 1 by letter, REG 4.2, BES 4.4, or ambtshalve (BES 4.5).
Verlengingsgrond = Literal[
    "a",
    "b",
    "c",
    "d",
    "e",
    "f",
    "g",
    "h",
    "i",
    "j",
    "opleiding_pro_vso",
    "opleiding_entree",
    "bijna_afgerond",
    "nakijktijd",
    "ambtshalve_bijzonder_geval",
    "ambtshalve_categorie",
]

#: Education that extends but does not exempt, as columns name it and as people call it; entree has its own maximum.
OPLEIDINGEN = {
    "pro_vso": ("praktijkonderwijs of vso", "praktijkonderwijs or vso"),
    "entree": ("een entreeopleiding", "an entree education"),
}


class Belemmering(
    EventType, type="belemmering", nl="Belemmerende omstandigheid", en="Hindering circumstance", by="inburgeraar"
):
    """A circumstance that kept the person from integrating; ``valid_on`` is its first day (death, birth: the day).

    ``tot_en_met`` is the last day. Without it the end is unknown, unless ``loopt_nog`` says that it has not ended.
    ``wie``: whom it concerns, for illness and death; DUO counts parents- and children-in-law as first degree. The
    other circumstances must be the person's own, which is taken to be so when nobody is named.
    ``niet_verwijtbaar``: what an official found of a circumstance under letter i.
    """

    soort: Belemmeringssoort
    tot_en_met: date | None = None
    loopt_nog: bool = False
    wie: Literal["zelf", "partner", "eerste_graad", "ander"] | None = None
    niet_verwijtbaar: bool | None = None
    bewijs_ontvangen: bool | None = None


class NietVrijstellendeOpleiding(
    EventType,
    type="niet_vrijstellende_opleiding",
    nl="Niet-vrijstellende opleiding",
    en="Education that does not exempt",
    by="inburgeraar",
):
    """Enrolled on ``valid_on`` in an education that extends the termijn but does not exempt (REG 4.2 lid 1).

    ``tot_en_met`` is the last day of enrolment; without it the end is unknown, unless ``loopt_nog``.
    """

    soort: Literal["praktijkonderwijs", "vso_arbeidsmarkt", "vso_dagbesteding", "entree"]
    tot_en_met: date | None = None
    loopt_nog: bool = False


class VerlengingAangevraagd(
    EventType, type="verlenging_aangevraagd", nl="Verlenging aangevraagd", en="Extension requested", by="DUO"
):
    """DUO received a request for extension on ``valid_on``."""

    grond: Verlengingsgrond | None = None


class VerlengingVerleend(
    EventType, type="verlenging_verleend", nl="Verlenging verleend", en="Extension granted", by="DUO"
):
    """DUO decided on ``valid_on`` to extend the running termijn, by calendar months, weeks and days together."""

    grond: Verlengingsgrond
    maanden: int = Field(default=0, ge=0, le=120)
    weken: int = Field(default=0, ge=0, le=520)
    dagen: int = Field(default=0, ge=0, le=3660)
    ambtshalve: bool = False


class VerlengingAfgewezen(
    EventType, type="verlenging_afgewezen", nl="Verlenging afgewezen", en="Extension refused", by="DUO"
):
    """DUO refused the request on ``valid_on``."""

    grond: Verlengingsgrond | None = None


class TermijnGemeld(
    EventType, type="termijn_gemeld", nl="Termijn gemeld door DUO", en="Termijn as reported by DUO", by="DUO"
):
    """DUO reported start and end of the termijn, the end exclusive as in its API.

    ``na_vrijstelling``: DUO resumes the duty after a tijdelijke vrijstelling with these dates (SS130).
    """

    startdatum: date
    einddatum_exclusief: date
    na_vrijstelling: bool = False


class TermijnOudeWetBegonnen(
    EventType,
    type="termijn_oude_wet_begonnen",
    nl="Termijn Wi2013 begonnen",
    en="Termijn of the Wi2013 started",
    by="DUO",
):
    """First day of the three-year termijn of somebody under the Wi2013, where no PIP exists."""
