"""/overdrachten: handing a case over to another municipality."""

from __future__ import annotations

from typing import Any, Literal
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import Path, Query, Router
from pydantic import Field

from doorstroom.web.api import BASE
from doorstroom.web.api.beeld_zaak import not_found, opened, url_of
from doorstroom.web.api.bladeren import LINKS, bounds, link
from doorstroom.web.api.problemen import Problem
from doorstroom.web.api.voorwaarden import ETAG, IDEMPOTENCY_KEY, IF_MATCH, LOCATION, Done, etag, must_match, once
from doorstroom.web.api.vormen import Antwoord, Bladzijde, Moment, Regel, Stelsel, Tekst, Vraag, Zaaknummer
from doorstroom.web.zaken import models, overdragen
from doorstroom.web.zaken.dossier import Dossier
from doorstroom.web.zaken.register import log_processing

router = Router(tags=["overdrachten"], by_alias=True)
one = Router(tags=["overdrachten"], by_alias=True)
Stand = Literal["aangeboden", "aanvaard", "geweigerd", "ingetrokken"]


class Overdracht(Antwoord):
    """A case that is handed over to another municipality."""

    id: UUID
    stelsel: str
    zaaknummer: str
    van: str
    naar: str
    toelichting: str
    aangeboden_door: str
    aangeboden_op: Moment
    stand: Stand
    beslist_door: str | None
    beslist_op: Moment | None
    reden: str
    zaak: str
    url: str


class OverdrachtenVraag(Bladzijde):
    """Which ones."""

    richting: Literal["alle", "van", "naar"] = Field(default="alle", description="Van of naar uw gemeente.")
    stand: Literal["alle"] | Stand = Field(default="alle", description="Hoe het ermee staat.")


class Overdrachten(Antwoord):
    """A page of them."""

    aantal: int
    resultaten: list[Overdracht]


class NieuweOverdracht(Vraag):
    """An offer."""

    naar: Regel = Field(max_length=32, description="Code van de gemeente.")
    toelichting: Tekst = Field(default="", max_length=overdragen.LONGEST)


class Overdrachtsbesluit(Vraag):
    """The answer to an offer, or taking it back."""

    besluit: Literal["aanvaard", "geweigerd", "ingetrokken"]
    reden: Tekst = Field(default="", max_length=overdragen.LONGEST, description="Nodig bij weigeren.")


@router.get(
    "/overdrachten", response=Overdrachten, summary="Overdrachten van en naar uw gemeente",
    openapi_extra={"responses": {200: {"headers": LINKS}}},
)  # fmt: skip
def overdrachten(request: HttpRequest, response: HttpResponse, vraag: Query[OverdrachtenVraag]) -> Any:
    """Offers from and to the user's municipality."""
    overdragen.must_transfer(request.user)
    found = overdragen.of_organisation(request.user)
    if vraag.richting != "alle":
        found = found.filter(**{vraag.richting: request.user.organisatie.code})
    if vraag.stand != "alle":
        found = found.filter(stand=vraag.stand)
    count, (start, stop) = found.count(), bounds(vraag)
    link(request, response, vraag, count)
    shown = list(found[start:stop])
    log_processing(request.user, "zaak behandelen", "overdrachten gelezen", list({o.zaak.person_id for o in shown}))
    return Overdrachten(aantal=count, resultaten=[_told(one) for one in shown])


@router.get("/overdrachten/{overdracht}", response=Overdracht, summary="Eén overdracht",
            openapi_extra={"responses": {200: {"headers": ETAG}}})  # fmt: skip
def overdracht(request: HttpRequest, response: HttpResponse, overdracht: Path[UUID]) -> Any:
    """One of them."""
    _dossier, found = _opened(request, overdracht)
    response["ETag"] = etag(found.stand)
    return _told(found)


@one.post(
    "/overdrachten", response={201: Overdracht}, summary="Bied de zaak aan een andere gemeente aan",
    description="Alleen aan een gemeente die de zaak al ziet: leg eerst de verhuizing vast.",
    openapi_extra={"parameters": [IDEMPOTENCY_KEY], "responses": {201: {"headers": {**ETAG, **LOCATION}}}},
)  # fmt: skip
def aanbieden(
    request: HttpRequest, stelsel: Path[Stelsel], zaaknummer: Path[Zaaknummer], gevraagd: NieuweOverdracht
) -> Any:
    """Offer the case to a municipality."""

    def work(key: UUID) -> Done:
        dossier = opened(request, stelsel, zaaknummer)
        if models.Overdracht.objects.filter(pk=key).exists():
            raise Problem("sleutel-hergebruikt", _("Met deze sleutel is al iets anders vastgelegd."))
        return _done(overdragen.offer(dossier, gevraagd.naar, gevraagd.toelichting, pk=key))

    return once(request, work)


@router.post(
    "/overdrachten/{overdracht}/besluiten", response={201: Overdracht}, summary="Neem over, weiger of trek in",
    openapi_extra={
        "parameters": [IF_MATCH, IDEMPOTENCY_KEY], "responses": {201: {"headers": {**ETAG, **LOCATION}}},
    },
)  # fmt: skip
def overdrachtsbesluiten(request: HttpRequest, overdracht: Path[UUID], gevraagd: Overdrachtsbesluit) -> Any:
    """Answer an offer, or take back one of one's own municipality."""

    def work(key: UUID) -> Done:
        dossier, found = _opened(request, overdracht)
        must_match(request, found.stand)
        try:
            if gevraagd.besluit == "ingetrokken":
                return _done(overdragen.withdraw(dossier, found, gevraagd.reden))
            accepted = gevraagd.besluit == "aanvaard"
            return _done(overdragen.answer(dossier, found, accepted=accepted, reason=gevraagd.reden))
        except overdragen.NoLongerOpen:
            raise Problem("conflict", _("Hierover is al beslist.")) from None

    return once(request, work)


def _done(found: models.Overdracht) -> Done:
    told = _told(found)
    return Done(201, told, {"Location": told.url, "ETag": etag(found.stand)})


def _opened(request: HttpRequest, pk: UUID) -> tuple[Dossier, models.Overdracht]:
    overdragen.must_transfer(request.user)
    found = overdragen.of_organisation(request.user).filter(pk=pk).first()
    if found is None:
        raise not_found()
    return opened(request, found.zaak.system, found.zaak.case_id), found


def _told(one: models.Overdracht) -> Overdracht:
    return Overdracht(
        id=one.pk, stelsel=one.zaak.system, zaaknummer=one.zaak.case_id, van=one.van, naar=one.naar,
        toelichting=one.toelichting, aangeboden_door=str(one.aangeboden_door), aangeboden_op=one.aangeboden_op,
        stand=one.stand, beslist_door=str(one.beslist_door) if one.beslist_door else None, beslist_op=one.beslist_op,
        reden=one.reden, zaak=url_of(one.zaak), url=f"{BASE}/overdrachten/{one.pk}",
    )  # fmt: skip
