"""/abonnementen: webhooks of an organisation, and what became of their notifications."""

from __future__ import annotations

import hashlib
from typing import Annotated, Any, Literal
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import Path, Query, Router
from ninja.responses import Status
from pydantic import Field, StrictBool

from doorstroom.web.api import BASE, abonnementen, bezorgen, models
from doorstroom.web.api.beeld_zaak import not_found
from doorstroom.web.api.bladeren import LINKS, bounds, link
from doorstroom.web.api.problemen import Problem
from doorstroom.web.api.voorwaarden import ETAG, IDEMPOTENCY_KEY, IF_MATCH, LOCATION, Done, etag, must_match, once
from doorstroom.web.api.vormen import Antwoord, Bladzijde, Moment, Naam, Regel, Vraag

router = Router(tags=["webhooks"], by_alias=True)
_MADE = {"parameters": [IDEMPOTENCY_KEY], "responses": {201: {"headers": LOCATION}}}
_TAGGED = {"responses": {200: {"headers": ETAG}}}


class Abonnement(Antwoord):
    """A webhook."""

    id: UUID
    url: str
    typen: list[str] = Field(description="Leeg: alles van de onderwerpen die uw organisatie ziet.")
    actief: bool
    gemaakt_op: Moment
    wachtend: int
    dood: int = Field(description="Opgegeven: zie de afleveringen.")
    geheim: str | None = Field(default=None, description="Om handtekeningen te controleren; alleen de eerste keer.")


class NieuwAbonnement(Vraag):
    """A webhook to make."""

    url: Regel = Field(min_length=1, max_length=500)
    typen: list[Naam] = Field(default=[], max_length=200)


class GewijzigdAbonnement(NieuwAbonnement):
    """A webhook as it must be."""

    actief: StrictBool = True


class Aflevering(Antwoord):
    """A notification, and what became of it."""

    id: int
    gebeurtenis: UUID
    stand: Literal["wacht", "bezorgd", "dood"]
    pogingen: int
    uitkomst: str
    gemaakt_op: Moment
    volgende_op: Moment | None
    bezorgd_op: Moment | None


class AfleveringenVraag(Bladzijde):
    """Which ones."""

    stand: Literal["alle", "wacht", "bezorgd", "dood"] = Field(default="alle", description="Hoe het ermee staat.")


class Afleveringen(Antwoord):
    """A page of notifications."""

    aantal: int
    resultaten: list[Aflevering]


@router.get("/abonnementen", response=list[Abonnement], summary="Webhooks van uw organisatie")
def abonnementen_lijst(request: HttpRequest) -> Any:
    """The subscriptions of the user's organisation."""
    abonnementen.must_administer(request.user)
    return [_subscription(one) for one in abonnementen.of_organisation(request.user)]


@router.post("/abonnementen", response={201: Abonnement}, summary="Maak een webhook", openapi_extra=_MADE)
def abonneren(request: HttpRequest, gevraagd: NieuwAbonnement) -> Any:
    """A new subscription."""

    def work(key: UUID) -> Done:
        abonnementen.must_administer(request.user)
        if models.Abonnement.objects.filter(pk=key).exists():
            raise Problem("sleutel-hergebruikt", _("Met deze sleutel is al iets anders vastgelegd."))
        made, secret = abonnementen.subscribe(request.user, gevraagd.url, gevraagd.typen, pk=key)
        return Done(201, _subscription(made), {"Location": f"{BASE}/abonnementen/{made.pk}"}, {"geheim": secret})

    return once(request, work)


@router.get("/abonnementen/{abonnement}", response=Abonnement, summary="Eén webhook", openapi_extra=_TAGGED)
def abonnement(request: HttpRequest, response: HttpResponse, abonnement: Path[UUID]) -> Any:
    """One subscription."""
    found = _own(request, abonnement)
    response["ETag"] = etag(_version(found))
    return _subscription(found)


@router.put("/abonnementen/{abonnement}", response=Abonnement, summary="Wijzig een webhook, of zet hem uit",
            openapi_extra={**_TAGGED, "parameters": [IF_MATCH]})  # fmt: skip
def abonnement_wijzigen(
    request: HttpRequest, response: HttpResponse, abonnement: Path[UUID], gevraagd: GewijzigdAbonnement
) -> Any:
    """Another address, other types, on or off."""
    found = _own(request, abonnement)
    must_match(request, _version(found))
    found = abonnementen.change(request.user, found, gevraagd.url, gevraagd.typen, active=gevraagd.actief)
    response["ETag"] = etag(_version(found))
    return _subscription(found)


@router.delete("/abonnementen/{abonnement}", response={204: None}, summary="Gooi een webhook weg",
               openapi_extra={"parameters": [IF_MATCH]})  # fmt: skip
def abonnement_weggooien(request: HttpRequest, abonnement: Path[UUID]) -> Any:
    """Stop telling, and forget what was not told yet."""
    found = _own(request, abonnement)
    must_match(request, _version(found))
    abonnementen.remove(request.user, found)
    return Status(204, None)


@router.get(
    "/abonnementen/{abonnement}/afleveringen", response=Afleveringen, summary="Wat er bezorgd werd, en wat niet",
    openapi_extra={"responses": {200: {"headers": LINKS}}},
)  # fmt: skip
def afleveringen(
    request: HttpRequest, response: HttpResponse, abonnement: Path[UUID], vraag: Query[AfleveringenVraag]
) -> Any:
    """The notifications of a subscription, the newest first."""
    found = _own(request, abonnement).afleveringen.order_by("-volgnummer")
    if vraag.stand != "alle":
        found = found.filter(stand=vraag.stand)
    count, (start, stop) = found.count(), bounds(vraag)
    link(request, response, vraag, count)
    return Afleveringen(aantal=count, resultaten=[_delivery(one) for one in found[start:stop]])


@router.post(
    "/abonnementen/{abonnement}/afleveringen/{aflevering}/herkansingen", response={201: Aflevering},
    summary="Probeer opnieuw te bezorgen wat opgegeven was", openapi_extra={"parameters": [IDEMPOTENCY_KEY]},
)  # fmt: skip
def herkansen(
    request: HttpRequest, abonnement: Path[UUID], aflevering: Path[Annotated[int, Field(ge=1, lt=2**63)]]
) -> Any:
    """Try a dead letter again."""

    def work(key: UUID) -> Done:
        found = _own(request, abonnement).afleveringen.filter(pk=aflevering).first()
        if found is None:
            raise not_found()
        if not bezorgen.retry(found):
            raise Problem("conflict", _("Deze aflevering wacht nog, of is al bezorgd."))
        found.refresh_from_db()
        return Done(201, _delivery(found))

    return once(request, work)


def _own(request: HttpRequest, pk: UUID) -> models.Abonnement:
    abonnementen.must_administer(request.user)
    found = abonnementen.of_organisation(request.user).filter(pk=pk).first()
    if found is None:
        raise not_found()
    return found


def _version(found: models.Abonnement) -> str:
    said = f"{found.url}\n{sorted(found.typen)}\n{found.actief}"
    return hashlib.sha256(said.encode()).hexdigest()[:16]


def _subscription(one: models.Abonnement) -> Abonnement:
    waiting = one.afleveringen.filter(stand=models.Aflevering.WACHT).count()
    dead = one.afleveringen.filter(stand=models.Aflevering.DOOD).count()
    return Abonnement(
        id=one.pk, url=one.url, typen=one.typen, actief=one.actief, gemaakt_op=one.gemaakt_op, wachtend=waiting,
        dood=dead,
    )  # fmt: skip


def _delivery(one: models.Aflevering) -> Aflevering:
    return Aflevering(
        id=one.pk, gebeurtenis=one.event_id, stand=one.stand, pogingen=one.pogingen, uitkomst=one.uitkomst,
        gemaakt_op=one.gemaakt_op, bezorgd_op=one.bezorgd_op,
        volgende_op=one.volgende_op if one.stand == models.Aflevering.WACHT else None,
    )  # fmt: skip
