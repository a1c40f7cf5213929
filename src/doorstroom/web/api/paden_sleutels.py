"""/sleutels: keys of programs, for who administers an organisation."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any, Literal
from uuid import UUID

from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Path, Router
from ninja.responses import Status
from pydantic import AwareDatetime, Field

from doorstroom.web.api import BASE, models, sleutels
from doorstroom.web.api.beeld_zaak import not_found
from doorstroom.web.api.problemen import Problem
from doorstroom.web.api.voorwaarden import IDEMPOTENCY_KEY, LOCATION, Done, once
from doorstroom.web.api.vormen import Antwoord, Moment, Regel, Vraag
from doorstroom.web.api.wie import people_only
from doorstroom.web.clock import now

router = Router(tags=["sleutels"], by_alias=True)


class Sleutel(Antwoord):
    """A key of a program. The key itself is told once, when it is issued."""

    id: UUID
    programma: str
    organisatie: str
    gebruikersnaam: str = Field(description="Zo heet het programma in gebeurtenissen en logboek.")
    begin: str = Field(description="Waaraan u de sleutel herkent.")
    rollen: list[str]
    per_minuut: int
    uitgegeven_door: str
    uitgegeven_op: Moment
    verloopt_op: Moment
    ingetrokken_op: Moment | None
    laatst_gebruikt_op: Moment | None
    stand: Literal["geldig", "verlopen", "ingetrokken"]
    sleutel: str | None = Field(default=None, description="De sleutel; alleen de eerste keer, daarna leeg.")


class NieuweSleutel(Vraag):
    """A key to issue."""

    programma: Regel = Field(min_length=1, max_length=80, description="Naam van het programma.")
    rollen: list[Regel] = Field(min_length=1, max_length=10, description="Rollen van uw organisatie.")
    verloopt_op: AwareDatetime = Field(description="Hooguit een jaar verder.")
    per_minuut: Annotated[int, Field(strict=True, ge=1, le=6000)] = sleutels.PER_MINUTE
    organisatie: Regel = Field(default="", max_length=32, description="Alleen voor beheer van het platform.")


@router.get("/sleutels", response=list[Sleutel], summary="Sleutels van programma's")
def sleutels_lijst(request: HttpRequest) -> Any:
    """The keys of the user's organisation, with when they were used last."""
    sleutels.must_administer(request.user)
    moment = now()
    return [_key(one, moment) for one in sleutels.of_organisation(request.user)]


@router.post("/sleutels", response={201: Sleutel}, summary="Geef een sleutel uit",
             openapi_extra={"parameters": [IDEMPOTENCY_KEY], "responses": {201: {"headers": LOCATION}}})  # fmt: skip
def sleutel_uitgeven(request: HttpRequest, gevraagd: NieuweSleutel) -> Any:
    """A new key; only people issue keys, so that no key begets another."""
    people_only(request, _("Alleen mensen geven sleutels uit."))

    def work(key: UUID) -> Done:
        if models.Sleutel.objects.filter(pk=key).exists():
            raise Problem("sleutel-hergebruikt", _("Met deze sleutel is al iets anders vastgelegd."))
        made, text = sleutels.issue(
            request.user, gevraagd.programma, gevraagd.rollen, gevraagd.verloopt_op,
            organisation=gevraagd.organisatie, per_minute=gevraagd.per_minuut, pk=key,
        )  # fmt: skip
        return Done(201, _key(made, now()), {"Location": f"{BASE}/sleutels/{made.pk}"}, {"sleutel": text})

    return once(request, work)


@router.get("/sleutels/{sleutel}", response=Sleutel, summary="Eén sleutel")
def sleutel(request: HttpRequest, sleutel: Path[UUID]) -> Any:
    """One key, without the text of it."""
    return _key(_own_key(request, sleutel), now())


@router.delete("/sleutels/{sleutel}", response={204: None}, summary="Trek een sleutel in")
def sleutel_intrekken(request: HttpRequest, sleutel: Path[UUID]) -> Any:
    """Make a key worthless at once; it stays in the list."""
    people_only(request, _("Alleen mensen trekken sleutels in."))
    sleutels.revoke(request.user, _own_key(request, sleutel))
    return Status(204, None)


def _own_key(request: HttpRequest, pk: UUID) -> models.Sleutel:
    sleutels.must_administer(request.user)
    found = sleutels.of_organisation(request.user).filter(pk=pk).first()
    if found is None:
        raise not_found()
    return found


def _key(one: models.Sleutel, moment: dt.datetime) -> Sleutel:
    program = one.programma
    return Sleutel(
        id=one.pk, programma=program.naam, organisatie=program.organisatie.code,
        gebruikersnaam=program.gebruiker.username, begin=one.begin, rollen=one.rollen, per_minuut=one.per_minuut,
        uitgegeven_door=str(one.uitgegeven_door), uitgegeven_op=one.uitgegeven_op, verloopt_op=one.verloopt_op,
        ingetrokken_op=one.ingetrokken_op, laatst_gebruikt_op=one.laatst_gebruikt_op, stand=one.stand(moment),
    )  # fmt: skip
