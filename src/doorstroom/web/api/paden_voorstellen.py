"""/voorstellen: what waits for a second person, and deciding about it."""

from __future__ import annotations

from typing import Any, Literal
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import Path, Query, Router
from pydantic import Field

from doorstroom.web.api import beeld_acties
from doorstroom.web.api.beeld_zaak import changes, not_found, opened
from doorstroom.web.api.bladeren import LINKS, bounds, link
from doorstroom.web.api.paden_acties import done
from doorstroom.web.api.problemen import Problem
from doorstroom.web.api.voorwaarden import ETAG, IDEMPOTENCY_KEY, IF_MATCH, LOCATION, Done, etag, once, seen
from doorstroom.web.api.vormen import Antwoord, Bladzijde
from doorstroom.web.api.vormen_actie import Besluit, Vastgelegd, Voorstel, VoorstelMetStand
from doorstroom.web.api.wie import people_only
from doorstroom.web.werkplek.voorstellen import of_organisation, own_open, to_decide
from doorstroom.web.zaken import handelen, models
from doorstroom.web.zaken.dossier import Dossier
from doorstroom.web.zaken.register import log_processing

router = Router(tags=["voorstellen"], by_alias=True)
_RELATED = ("zaak", "voorgesteld_door", "beslist_door")


class VoorstellenVraag(Bladzijde):
    """Which proposals."""

    welke: Literal["alle", "te-beslissen", "eigen", "besloten"] = Field(
        default="alle", description="Welke voorstellen."
    )


class Voorstellen(Antwoord):
    """A page of proposals."""

    aantal: int
    resultaten: list[Voorstel]


@router.get(
    "/voorstellen", response=Voorstellen, summary="Voorstellen van uw organisatie",
    openapi_extra={"responses": {200: {"headers": LINKS}}},
)  # fmt: skip
def voorstellen(request: HttpRequest, response: HttpResponse, vraag: Query[VoorstellenVraag]) -> Any:
    """Proposals of the user's organisation, the newest first."""
    user = _must_propose(request)
    found = {"te-beslissen": to_decide, "eigen": own_open}.get(vraag.welke, of_organisation)(user)
    if vraag.welke == "besloten":
        found = found.exclude(stand=models.Voorstel.OPEN)
    count, (start, stop) = found.count(), bounds(vraag)
    link(request, response, vraag, count)
    shown = list(found.select_related(*_RELATED).order_by("-voorgesteld_op", "pk")[start:stop])
    log_processing(user, "zaak behandelen", "voorstellen gelezen", list({one.zaak.person_id for one in shown}))
    return Voorstellen(aantal=count, resultaten=[beeld_acties.proposal(one, user.taal) for one in shown])


@router.get(
    "/voorstellen/{voorstel}", response=VoorstelMetStand, summary="Een voorstel, en wat er nu in de weg staat",
    openapi_extra={"responses": {200: {"headers": ETAG}}},
)  # fmt: skip
def voorstel(request: HttpRequest, response: HttpResponse, voorstel: Path[UUID]) -> Any:
    """One proposal."""
    dossier, found = _opened(request, voorstel)
    response["ETag"] = etag(beeld_acties.version_of(dossier, found))
    return beeld_acties.proposal_now(request, dossier, found)


@router.post(
    "/voorstellen/{voorstel}/besluiten", response={201: Vastgelegd},
    summary="Akkoord geven, afwijzen of intrekken",
    description="Akkoord legt de gebeurtenis vast. Wie voorstelde kan alleen intrekken; alleen mensen beslissen.",
    openapi_extra={
        "parameters": [IF_MATCH, IDEMPOTENCY_KEY], "responses": {201: {"headers": {**ETAG, **LOCATION}}},
    },
)  # fmt: skip
def besluiten(request: HttpRequest, voorstel: Path[UUID], gevraagd: Besluit) -> Any:
    """Agree with the proposal of somebody else, refuse it with a reason, or take one's own back."""
    version = seen(request)

    def work(key: UUID) -> Done:
        dossier, found = _opened(request, voorstel)
        if gevraagd.besluit != "ingetrokken":
            people_only(request, beeld_acties.no_agreement())
        if version != beeld_acties.version_of(dossier, found):
            headers = {"ETag": etag(beeld_acties.version_of(dossier, found))}
            told = changes(dossier, dossier.events[found.version :])
            raise Problem("verouderd", _("Het voorstel of de zaak is intussen veranderd."), headers=headers,
                          gewijzigd=told)  # fmt: skip
        if gevraagd.besluit == "ingetrokken":
            if not handelen.withdraw(dossier.user, found):
                raise PermissionDenied(_("Dit voorstel kunt u niet (meer) intrekken."))
            return _closed(dossier, found)
        agreed = gevraagd.besluit == "akkoord"
        outcome = handelen.decide(dossier, found, agreed=agreed, reason=gevraagd.reden)
        if not agreed and outcome.state == "refused" and not outcome.sentences:
            return _closed(dossier, found)
        return done(dossier, dossier.system.actions[found.actie], outcome)

    return once(request, work)


def _closed(dossier: Dossier, found: models.Voorstel) -> Done:
    found.refresh_from_db()
    told = beeld_acties.proposal(found, dossier.language)
    body = Vastgelegd(stand=found.stand, versie=dossier.version, gebeurtenis=None, voorstel=told)
    return Done(201, body, {"Location": told.url, "ETag": etag(beeld_acties.version_of(dossier, found))})


def _must_propose(request: HttpRequest) -> Any:
    user = request.user
    if not user.organisatie_id or not user.mag("handelen"):
        raise PermissionDenied(_("Uw rol doet geen voorstellen."))
    return user


def _opened(request: HttpRequest, pk: UUID) -> tuple[Dossier, models.Voorstel]:
    """A proposal of the user's organisation with its case, of a topic that he sees. Raises Problem."""
    user = _must_propose(request)
    found = of_organisation(user).select_related(*_RELATED).filter(pk=pk).first()
    if found is None:
        raise not_found()
    dossier = opened(request, found.zaak.system, found.zaak.case_id)
    if not user.ziet(dossier.system.actions[found.actie].topic):
        raise not_found()
    return dossier, found
