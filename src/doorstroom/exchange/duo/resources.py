"""Every call of the eleven interfaces that DUO serves, in one table, and the one that DUO makes.

Paths are spelled as in DUO's files: case counts, and it is irregular (M-06). A status that is not named here is not
documented; newer interfaces do not name 500 and 503, which must be expected all the same.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal
from urllib.parse import quote

from doorstroom.exchange.duo.messages import (  # fmt: skip
    aanbod,
    contactpersoon,
    examen,
    ontheffing,
    pip,
    plicht,
    resultaten,
    termijn,
    toets,
    uren,
    vrijstelling,
)
from doorstroom.exchange.duo.messages.notificatie import Notificatie
from doorstroom.exchange.duo.messages.wire import Message
from doorstroom.exchange.duo.numbers import checked_bsn

Method = Literal["GET", "POST", "PUT", "DELETE"]

#: Only the major version stands in the path; it is not written in DUO's files (M-01).
BASE = "/v1"


@dataclass(frozen=True)
class Api:
    """One of DUO's interfaces: its file, the version of that file, and its number in the list of services."""

    file: str
    version: str
    service: str


PLICHT = Api("Inburgeringsplicht", "1.2.2", "SDI005")
TOETS = Api("Leerbaarheidstoets", "1.2.0", "SDI006")
TERMIJN = Api("Inburgeringstermijn", "1.0.0", "SDI007")
VRIJSTELLING = Api("Vrijstelling", "1.0.0", "SDI012")
ONTHEFFING = Api("Ontheffing", "1.0.0", "SDI013")
PIP = Api("PIP", "1.2.0", "SDI014")
CONTACT = Api("Contactpersoon", "1.0.0", "SDI014")
AANBOD = Api("Inburgeringsaanbod", "1.2.0", "SDI014")
RESULTATEN = Api("MAP-PVT-Zroute", "1.0.0", "SDI016")
UREN = Api("GevolgdeUren", "1.0.0", "SDI016")
EXAMEN = Api("Examen", "1.0.0", "SDI017")
NOTIFICATIE = Api("Notificatie", "1.8.0", "SDI008")

_NEW = (400, 403, 404)
_OLD = (*_NEW, 500, 503)
_LIST = (400, 500, 503)


@dataclass(frozen=True)
class Resource:
    """One call: what is sent and given, the statuses that are documented, and how many refusals a 403 may hold.

    ``refusals`` None: a 403 has no body. ``many``: the answer is a list. ``replaces``: a PUT, or a POST that
    overwrites, so that what is left out is withdrawn.
    """

    name: str
    api: Api
    method: Method
    path: str
    success: int
    faults: tuple[int, ...]
    gives: type[Message] | None = None
    many: bool = False
    sends: type[Message] | None = None
    refusals: int | None = None
    replaces: bool = False

    @property
    def statuses(self) -> tuple[int, ...]:
        """Every documented status."""
        return (self.success, *self.faults)

    @property
    def of_person(self) -> bool:
        """Whether the call is about one person, so that its path holds a BSN."""
        return "{bsn}" in self.path

    @property
    def parameters(self) -> tuple[str, ...]:
        """What the path asks for beside the BSN."""
        return tuple(name for name in re.findall(r"{(\w+)}", self.path) if name != "bsn")

    def address(self, bsn: str | None, given: dict[str, str]) -> str:
        """The path of one request. Raises MessageError for a BSN that fails the 11-test."""
        values = {name: quote(value, safe="") for name, value in given.items()}
        if self.of_person:
            values["bsn"] = checked_bsn(bsn or "")
        return BASE + self.path.format_map(values)


def _get(
    name: str, api: Api, path: str, gives: type[Message], faults: tuple[int, ...] = _OLD, *, many: bool = False
) -> Resource:
    return Resource(name, api, "GET", path, 200, faults, gives, many)


_PERSON = "/personen/{bsn}"
_CONTACT = "/contactpersonen/{id}"
_OFFER = _PERSON + "/Inburgeringsaanbod/{instellingsnummer}"

RESOURCES: dict[str, Resource] = {
    resource.name: resource
    for resource in (
        _get("doelgroep", PLICHT, _PERSON + "/doelgroep", plicht.Doelgroep),
        _get("doelgroep_historie", PLICHT, _PERSON + "/doelgroep/historie", plicht.Doelgroephistorie, many=True),
        _get("plicht", PLICHT, _PERSON + "/inburgeringsplicht", plicht.Inburgeringsplicht),
        _get(
            "plicht_historie", PLICHT, _PERSON + "/inburgeringsplicht/historie", plicht.Inburgeringsplichthistorie,
            many=True,
        ),
        _get("examennummer", TOETS, _PERSON + "/lbt/examennummer", toets.Examennummer),
        Resource("examennummer_vervalt", TOETS, "DELETE", _PERSON + "/lbt/examennummer", 200, _OLD),
        _get("toetsresultaten", TOETS, _PERSON + "/lbt/resultaten", toets.Toetsresultaat, many=True),
        _get("termijn", TERMIJN, _PERSON + "/inburgeringstermijn", termijn.Inburgeringstermijn),
        _get(
            "termijn_historie", TERMIJN, _PERSON + "/inburgeringstermijn/historie", termijn.Inburgeringstermijnhistorie,
            many=True,
        ),
        _get("verlengingsgronden", TERMIJN, "/verlengingsgronden", termijn.Verlengingsgrond, _LIST, many=True),
        _get("vrijstellingen", VRIJSTELLING, _PERSON + "/vrijstellingen", vrijstelling.Vrijstelling, _NEW, many=True),
        _get("ontheffingen", ONTHEFFING, _PERSON + "/ontheffingen", ontheffing.Ontheffing, _NEW, many=True),
        _get("pip", PIP, _PERSON + "/PIP", pip.PipVanGemeente),
        Resource("pip_melden", PIP, "POST", _PERSON + "/PIP", 201, _OLD, sends=pip.Pip, refusals=50),
        Resource("pip_vervalt", PIP, "DELETE", _PERSON + "/PIP", 200, _OLD, refusals=100),
        Resource(
            "contactpersoon_maken", CONTACT, "POST", "/contactpersonen", 201, (400, 403, 500, 503),
            contactpersoon.Contactpersoon, sends=contactpersoon.Contactpersoongegevens, refusals=100,
        ),
        Resource(
            "contactpersoon_wijzigen", CONTACT, "PUT", _CONTACT, 200, _OLD,
            sends=contactpersoon.Contactpersoongegevens, refusals=100, replaces=True,
        ),
        Resource("contactpersoon_vervalt", CONTACT, "DELETE", _CONTACT, 200, _OLD),
        Resource("contactpersoon_koppelen", CONTACT, "POST", _CONTACT + _PERSON, 201, _OLD),
        Resource("contactpersoon_ontkoppelen", CONTACT, "DELETE", _CONTACT + _PERSON, 200, _OLD),
        _get("instellingen", AANBOD, "/instellingen", aanbod.Instelling, _LIST, many=True),
        Resource(
            "aanbod_melden", AANBOD, "POST", _OFFER, 201, _OLD, sends=aanbod.Aanbod, refusals=100, replaces=True
        ),
        Resource("aanbod_vervalt", AANBOD, "DELETE", _OFFER, 204, _OLD, refusals=10),
        _get("map", RESULTATEN, _PERSON + "/map", resultaten.DatumMap, _NEW),
        Resource(
            "map_melden", RESULTATEN, "PUT", _PERSON + "/map", 200, _NEW, sends=resultaten.ResultaatMap, refusals=20,
            replaces=True,
        ),
        _get("pvt", RESULTATEN, _PERSON + "/pvt", resultaten.DatumPvt, _NEW),
        Resource(
            "pvt_melden", RESULTATEN, "PUT", _PERSON + "/pvt", 200, _NEW, sends=resultaten.ResultaatPvt, refusals=20,
            replaces=True,
        ),
        Resource(
            "zroute_melden", RESULTATEN, "PUT", _PERSON + "/zroute", 200, _NEW, sends=resultaten.ResultaatZroute,
            refusals=20, replaces=True,
        ),
        _get("uren", UREN, _PERSON + "/uren", uren.UrenVanGemeente, (400, 401, 403, 404), many=True),
        Resource(
            "uren_intake_melden", UREN, "PUT", _PERSON + "/uren/bredeintake/taallesknm", 200, _NEW,
            sends=uren.UrenTaallesEnKnmIntake, replaces=True,
        ),
        Resource(
            "uren_participatie_melden", UREN, "PUT", _PERSON + "/uren/participatieactiviteiten", 200, _NEW,
            sends=uren.UrenParticipatieactiviteiten, replaces=True,
        ),
        Resource(
            "uren_taalles_melden", UREN, "PUT", _PERSON + "/uren/participatietaalles", 200, _NEW,
            sends=uren.UrenParticipatieAlsTaalles, replaces=True,
        ),
        _get("examens", EXAMEN, _PERSON + "/examens/resultaten", examen.Examenresultaat, _NEW, many=True),
        _get("gratis_pogingen", EXAMEN, _PERSON + "/examens/gratispogingen", examen.GratisPogingen, _NEW, many=True),
    )
}  # fmt: skip

#: The one call that DUO makes and the municipality serves. Its 503 has a body of one fault.
NOTIFY = Resource(
    "notificatie", NOTIFICATIE, "POST", "/notificaties", 201, (400, 401, 403, 500, 503), sends=Notificatie
)
