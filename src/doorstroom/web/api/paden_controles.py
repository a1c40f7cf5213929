"""/registercontroles: checking the whole register on demand, beside the request that asked for it."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any, Literal
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import Path, Query, Router
from pydantic import Field

from doorstroom.web.api import BASE
from doorstroom.web.api.beeld_beheer import administrator
from doorstroom.web.api.beeld_zaak import not_found
from doorstroom.web.api.bladeren import LINKS, bounds, link
from doorstroom.web.api.problemen import Problem
from doorstroom.web.api.voorwaarden import IDEMPOTENCY_KEY, LOCATION, Done, once
from doorstroom.web.api.vormen import Antwoord, Bladzijde, Moment, Regel, Vraag
from doorstroom.web.beheer import controle as check
from doorstroom.web.beheer.models import Controle
from doorstroom.web.clock import now

router = Router(tags=["registercontrole"], by_alias=True)
_RIGHT = "controle"


class Registercontrole(Antwoord):
    """A check of the register, and what came of it."""

    nummer: int
    stand: Literal["goed", "fout", "mislukt", "loopt", "afgebroken"]
    gevraagd_door: str
    begonnen_op: Moment
    bijgewerkt_op: Moment
    klaar_op: Moment | None
    gebeurtenissen: int = Field(description="Hoeveel er zijn nagekeken.")
    zaken: int
    aantal_bevindingen: int
    bevindingen: list[str] = Field(description="Hooguit de eerste 200.")
    vergeleken: str | None = Field(description="Het eerdere zegel.")
    zegel: str | None = Field(description="Het zegel van nu. Bewaar het buiten dit systeem.")
    fout: str | None = Field(description="Waarom het niet gelukt is.")


class Registercontroles(Antwoord):
    """A page of checks."""

    aantal: int
    resultaten: list[Registercontrole]


class NieuweRegistercontrole(Vraag):
    """A check to begin."""

    zegel: Regel = Field(default="", max_length=90, description="Van een eerdere controle, om mee te vergelijken.")


@router.get("/registercontroles", response=Registercontroles, summary="Controles van het register",
            openapi_extra={"responses": {200: {"headers": LINKS}}})  # fmt: skip
def registercontroles(request: HttpRequest, response: HttpResponse, vraag: Query[Bladzijde]) -> Any:
    """The checks, the last one first."""
    administrator(request, _RIGHT)
    found, moment = Controle.objects.select_related("gevraagd_door"), now()
    count, (start, stop) = found.count(), bounds(vraag)
    link(request, response, vraag, count)
    return Registercontroles(aantal=count, resultaten=[_told(one, moment) for one in found[start:stop]])


@router.post("/registercontroles", response={201: Registercontrole}, summary="Begin een controle van het register",
             description="Zij loopt naast het verzoek: lees haar tot `stand` niet meer `loopt` is.",
             openapi_extra={"parameters": [IDEMPOTENCY_KEY], "responses": {201: {"headers": LOCATION}}})  # fmt: skip
def register_controleren(request: HttpRequest, gevraagd: NieuweRegistercontrole) -> Any:
    """Begin a check; one runs at a time."""

    def work(key: UUID) -> Done:
        user = administrator(request, _RIGHT)
        try:
            made = check.ask(user, check.read_seal(gevraagd.zegel))
        except check.Busy:
            raise Problem("conflict", _("Er loopt al een controle. Wacht tot die klaar is.")) from None
        return Done(201, _told(made, now()), {"Location": f"{BASE}/registercontroles/{made.pk}"})

    return once(request, work)


@router.get("/registercontroles/{nummer}", response=Registercontrole, summary="Eén controle van het register")
def registercontrole(request: HttpRequest, nummer: Path[Annotated[int, Field(ge=1, lt=2**63)]]) -> Any:
    """One check: how far it is, or what came of it."""
    administrator(request, _RIGHT)
    found = Controle.objects.select_related("gevraagd_door").filter(pk=nummer).first()
    if found is None:
        raise not_found()
    return _told(found, now())


def _told(one: Controle, moment: dt.datetime) -> Registercontrole:
    return Registercontrole(
        nummer=one.pk, stand=one.stand(moment), gevraagd_door=str(one.gevraagd_door), begonnen_op=one.begonnen_op,
        bijgewerkt_op=one.bijgewerkt_op, klaar_op=one.klaar_op, gebeurtenissen=one.gebeurtenissen, zaken=one.zaken,
        aantal_bevindingen=one.aantal_bevindingen, bevindingen=one.bevindingen, vergeleken=one.vergeleken or None,
        zegel=one.zegel or None, fout=one.fout or None,
    )  # fmt: skip
