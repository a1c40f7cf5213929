"""/zaken: looking for a case, and everything that stands in one."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import Path, Query, Router
from pydantic import Field

from doorstroom.register.bsn import is_bsn
from doorstroom.web.api import beeld_uitleg, beeld_zaak
from doorstroom.web.api.beeld_zaak import not_found, opened
from doorstroom.web.api.bladeren import LINKS, bounds, link
from doorstroom.web.api.problemen import Problem
from doorstroom.web.api.voorwaarden import ETAG, etag
from doorstroom.web.api.vormen import Antwoord, Bladzijde, Naam, Regel, Stelsel, Terugblik, Vraag, Zaaknummer
from doorstroom.web.api.vormen_zaak import Gebeurtenis, Persoon, Termijnen, Verklaring, Verwerking, Zaak, ZaakKort
from doorstroom.web.zaken import zoeken
from doorstroom.web.zaken.visibility import visible

router = Router(tags=["zaken"], by_alias=True)
one = Router(tags=["zaken"], by_alias=True)
_PAGED = {"responses": {200: {"headers": LINKS}}}
_CASE = {"responses": {200: {"headers": ETAG}}}


class ZakenVraag(Bladzijde):
    """Which cases."""

    zaaknummer: Regel = Field(default="", max_length=64, description="Deel van het zaaknummer. Nooit een BSN.")


class Zaken(Antwoord):
    """A page of cases."""

    aantal: int
    resultaten: list[ZaakKort]


class Zoekopdracht(Vraag):
    """Looking for a person by BSN; in the body, so that it stands in no address."""

    bsn: str = Field(pattern=r"^[0-9]{9}$")


class Verwerkingen(Antwoord):
    """A page of the log of processing."""

    aantal: int
    resultaten: list[Verwerking]


@router.get("/zaken", response=Zaken, summary="De zaken die u mag zien", openapi_extra=_PAGED)
def zaken(request: HttpRequest, response: HttpResponse, vraag: Query[ZakenVraag]) -> Any:
    """The cases that the user may see, by number."""
    user = request.user
    if not user.mag("zaak", own=not user.organisatie_id):
        raise PermissionDenied(_("Uw rol opent geen zaken."))
    if is_bsn(vraag.zaaknummer):
        wrong = [{"plaats": "query", "veld": "zaaknummer", "melding": _("Zet nooit een BSN in een adres."), "code": "bsn"}]  # fmt: skip # noqa: E501
        raise Problem("ongeldig-verzoek", _("Zoek een BSN met POST /zoekopdrachten."), fouten=wrong)
    found = visible(user).order_by("system", "case_id")
    if vraag.zaaknummer:
        found = found.filter(case_id__icontains=vraag.zaaknummer)
    count, (start, stop) = found.count(), bounds(vraag)
    link(request, response, vraag, count)
    return Zaken(aantal=count, resultaten=[beeld_zaak.short(zaak) for zaak in found[start:stop]])


@router.post("/zoekopdrachten", response=Zaken, summary="Zoek de zaken van een persoon op BSN")
def zoekopdrachten(request: HttpRequest, gevraagd: Zoekopdracht) -> Any:
    """The cases of the person with a BSN, as far as the user may see them; the search is logged."""
    user = request.user
    if not user.organisatie_id or not user.mag("zaak") or not user.mag("personalia"):
        raise PermissionDenied(_("Uw rol zoekt niet op BSN."))
    if not is_bsn(gevraagd.bsn):
        wrong = [{"plaats": "body", "veld": "bsn", "melding": _("Dit is geen BSN (elfproef)."), "code": "bsn"}]
        raise Problem("ongeldig-verzoek", _("Dit is geen BSN."), fouten=wrong)
    found = zoeken.of_bsn(user, gevraagd.bsn)
    return Zaken(aantal=len(found), resultaten=[beeld_zaak.short(zaak) for zaak in found])


@one.get("", response=Zaak, summary="Een zaak in één oogopslag", openapi_extra=_CASE)
def zaak(
    request: HttpRequest, response: HttpResponse, stelsel: Path[Stelsel], zaaknummer: Path[Zaaknummer],
    terug: Query[Terugblik],
) -> Any:  # fmt: skip
    """The case at a glance."""
    dossier = opened(request, stelsel, zaaknummer, terug)
    response["ETag"] = etag(dossier.version)
    return beeld_zaak.card(dossier)


@one.get("/persoon", response=Persoon, summary="Wie het is; het lezen komt in het logboek")
def persoon(request: HttpRequest, stelsel: Path[Stelsel], zaaknummer: Path[Zaaknummer]) -> Any:
    """Who it is, for whom the matrix lets see that; logged by the vault."""
    dossier = opened(request, stelsel, zaaknummer)
    if not dossier.user.mag("personalia", own=dossier.own):
        raise PermissionDenied(_("Uw rol ziet geen namen."))
    found = dossier.person
    if found is None:
        raise not_found()
    return Persoon(
        persoon_id=found.person_id, naam=found.name, bsn=found.bsn, geboren_op=found.birth_date, adres=found.address,
        telefoon=found.phone, taal=found.language,
    )  # fmt: skip


@one.get("/termijnen", response=Termijnen, summary="Termijnen en taken", openapi_extra=_CASE)
def termijnen(
    request: HttpRequest, response: HttpResponse, stelsel: Path[Stelsel], zaaknummer: Path[Zaaknummer],
    terug: Query[Terugblik],
) -> Any:  # fmt: skip
    """Terms that run, are late, cannot be told or were met; tasks without a date."""
    dossier = opened(request, stelsel, zaaknummer, terug)
    response["ETag"] = etag(dossier.version)
    return beeld_zaak.terms(dossier)


@one.get("/verklaringen/{naam}", response=Verklaring, summary="Waarom: van de datum tot artikel en gebeurtenis")
def verklaring(
    request: HttpRequest, stelsel: Path[Stelsel], zaaknummer: Path[Zaaknummer], naam: Path[Naam],
    terug: Query[Terugblik],
) -> Any:  # fmt: skip
    """Why a term, a task or a refusal is as it is."""
    found = beeld_uitleg.explanation(opened(request, stelsel, zaaknummer, terug), naam)
    if found is None:
        raise not_found()
    return found


@one.get("/gebeurtenissen", response=list[Gebeurtenis], summary="Wat er gebeurde", openapi_extra=_CASE)
def gebeurtenissen(
    request: HttpRequest, response: HttpResponse, stelsel: Path[Stelsel], zaaknummer: Path[Zaaknummer],
    terug: Query[Terugblik],
) -> Any:  # fmt: skip
    """The events that the user may see, newest first, with corrections and withdrawals."""
    dossier = opened(request, stelsel, zaaknummer, terug)
    response["ETag"] = etag(dossier.version)
    return beeld_uitleg.history(dossier)


@one.get("/gebeurtenissen/{gebeurtenis}", response=Gebeurtenis, summary="Eén gebeurtenis met al haar versies")
def gebeurtenis(
    request: HttpRequest, stelsel: Path[Stelsel], zaaknummer: Path[Zaaknummer], gebeurtenis: Path[UUID]
) -> Any:
    """One event, found by the id of any of its versions."""
    found = beeld_uitleg.one_event(opened(request, stelsel, zaaknummer), gebeurtenis)
    if found is None:
        raise not_found()
    return found


@one.get("/verwerkingen", response=Verwerkingen, summary="Wie gegevens van deze persoon verwerkte",
         openapi_extra=_PAGED)  # fmt: skip
def verwerkingen(
    request: HttpRequest, response: HttpResponse, stelsel: Path[Stelsel], zaaknummer: Path[Zaaknummer],
    vraag: Query[Bladzijde],
) -> Any:  # fmt: skip
    """Who processed data of this person, when and why; the last time first."""
    dossier = opened(request, stelsel, zaaknummer)
    if not dossier.user.mag("logboek", own=dossier.own):
        raise PermissionDenied(_("Uw rol ziet niet wie er keek."))
    found = dossier.processings()[::-1]
    start, stop = bounds(vraag)
    link(request, response, vraag, len(found))
    lines = [
        Verwerking(
            verwerkt_op=line.processed_at, wie=line.actor, organisatie=line.organisation, doel=line.purpose,
            activiteit=line.processing_activity, handeling=line.operation, gevonden=line.found,
        )
        for line in found[start:stop]
    ]  # fmt: skip
    return Verwerkingen(aantal=len(found), resultaten=lines)
