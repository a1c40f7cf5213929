"""/bewaartermijnen, /wiskandidaten, /wisrondes: erasing people after the time for keeping data.

A program reads. Proposing and deciding are for two different people: a program that proposed would make one person of
them, since somebody runs it.
"""

from __future__ import annotations

import datetime as dt
from typing import Any, Literal
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import Path, Query, Router
from pydantic import Field

from doorstroom.web.api import BASE, beeld_stelsel
from doorstroom.web.api.beeld_beheer import administrator
from doorstroom.web.api.beeld_zaak import not_found
from doorstroom.web.api.bladeren import LINKS, bounds, link
from doorstroom.web.api.problemen import Problem
from doorstroom.web.api.voorwaarden import ETAG, IDEMPOTENCY_KEY, IF_MATCH, LOCATION, Done, etag, must_match, once
from doorstroom.web.api.vormen import Antwoord, Bladzijde, Moment, Regel, Vraag
from doorstroom.web.api.vormen_stelsel import Parameter
from doorstroom.web.api.wie import people_only
from doorstroom.web.beheer import wissen
from doorstroom.web.beheer.models import Wisronde as Ronde
from doorstroom.web.clock import today

router = Router(tags=["bewaren en wissen"], by_alias=True)
_TAGGED = {"responses": {200: {"headers": ETAG}}}
_RIGHT = "bewaren"


class Wiskandidaat(Antwoord):
    """Somebody whose time is over, and what would go."""

    persoon_id: str
    zaken: list[str]
    bewaren_tot_en_met: dt.date
    brieven: int
    documenten: int
    berichten: int


class Gewiste(Antwoord):
    """Somebody in a run."""

    persoon_id: str
    zaken: list[str]
    bewaren_tot_en_met: dt.date
    uitkomst: Literal["gewist", "gebleven"] | None = Field(description="Leeg zolang er niets is gebeurd.")


class Wisronde(Antwoord):
    """A run: who is in it, who proposed it and who decided."""

    id: UUID
    organisatie: str
    peildatum: dt.date
    stand: Literal["open", "loopt", "uitgevoerd", "afgewezen", "ingetrokken"]
    voorgesteld_door: str
    voorgesteld_op: Moment
    beslist_door: str | None
    beslist_op: Moment | None
    reden: str
    mensen: list[Gewiste]
    url: str


class Wisrondes(Antwoord):
    """A page of runs."""

    aantal: int
    resultaten: list[Wisronde]


class NieuweWisronde(Vraag):
    """Whom to erase."""

    personen: list[Regel] = Field(min_length=1, max_length=wissen.MOST, description="Nummers van wiskandidaten.")


class Wisbesluit(Vraag):
    """What is decided about a run."""

    besluit: Literal["uitgevoerd", "afgewezen", "ingetrokken"]
    reden: Regel = Field(default="", max_length=400, description="Verplicht als het niet doorgaat.")


@router.get("/bewaartermijnen", response=list[Parameter], summary="Hoe lang gegevens bewaard worden")
def bewaartermijnen(request: HttpRequest) -> Any:
    """The terms that are in force today."""
    administrator(request, _RIGHT)
    day = today()
    return [beeld_stelsel.parameter(one, day) for one, _dated in wissen.terms(day)]


@router.get("/wiskandidaten", response=list[Wiskandidaat], summary="Wie nu gewist zou worden; er gebeurt niets",
            description="Hooguit 100 mensen, de termijn die het langst voorbij is eerst. Het nagaan komt in het "
            "logboek.")  # fmt: skip
def wiskandidaten(request: HttpRequest) -> Any:
    """Whom a run of today would erase: the dry run."""
    found = wissen.candidates(administrator(request, _RIGHT), today())
    return [
        Wiskandidaat(
            persoon_id=one.person_id, zaken=list(one.cases), bewaren_tot_en_met=one.last_day, brieven=one.letters,
            documenten=one.files, berichten=one.messages,
        )
        for one in found
    ]  # fmt: skip


@router.get("/wisrondes", response=Wisrondes, summary="Voorstellen om te wissen, en wat ervan kwam",
            openapi_extra={"responses": {200: {"headers": LINKS}}})  # fmt: skip
def wisrondes(request: HttpRequest, response: HttpResponse, vraag: Query[Bladzijde]) -> Any:
    """The runs of the user's organisation, the newest first."""
    found = wissen.open_runs(administrator(request, _RIGHT)).prefetch_related("mensen")
    count, (start, stop) = found.count(), bounds(vraag)
    link(request, response, vraag, count)
    return Wisrondes(aantal=count, resultaten=[_told(one) for one in found[start:stop]])


@router.post("/wisrondes", response={201: Wisronde}, summary="Stel voor om mensen te wissen",
             description="Er wordt pas gewist als iemand anders dat uitvoert. Alleen mensen stellen dit voor.",
             openapi_extra={"parameters": [IDEMPOTENCY_KEY], "responses": {201: {"headers": {**ETAG, **LOCATION}}}})  # fmt: skip # noqa: E501
def wisronde_voorstellen(request: HttpRequest, gevraagd: NieuweWisronde) -> Any:
    """Propose to erase people of the list."""
    people_only(request, _("Alleen mensen stellen voor om iemand te wissen."))

    def work(key: UUID) -> Done:
        user = administrator(request, _RIGHT)
        if Ronde.objects.filter(pk=key).exists():
            raise Problem("sleutel-hergebruikt", _("Met deze sleutel is al iets anders vastgelegd."))
        told = _told(wissen.propose(user, gevraagd.personen, today(), pk=key))
        return Done(201, told, {"Location": told.url, "ETag": etag(told.stand)})

    return once(request, work)


@router.get("/wisrondes/{wisronde}", response=Wisronde, summary="Eén voorstel om te wissen", openapi_extra=_TAGGED)
def wisronde(request: HttpRequest, response: HttpResponse, wisronde: Path[UUID]) -> Any:
    """One run."""
    found = _own(request, wisronde)
    response["ETag"] = etag(found.stand)
    return _told(found)


@router.put(
    "/wisrondes/{wisronde}/besluit", response=Wisronde, summary="Voer uit, wijs af of trek in",
    description="Uitvoeren en afwijzen doet iemand anders dan wie voorstelde; alleen mensen doen dat. Werd uitvoeren "
    "afgebroken, stuur het dan opnieuw: het gaat verder waar het bleef.",
    openapi_extra={**_TAGGED, "parameters": [IF_MATCH], "x-problemen": ["409"]},
)  # fmt: skip
def wisbesluit(request: HttpRequest, response: HttpResponse, wisronde: Path[UUID], gevraagd: Wisbesluit) -> Any:
    """Carry a run out, refuse it or withdraw one's own. Sent again by the same person it does nothing twice."""
    people_only(request, _("Een programma wist niemand en beslist daar niet over: dat doet een mens."))
    run, user = _own(request, wisronde), request.user
    if (run.stand, run.beslist_door_id) != (gevraagd.besluit, user.pk):
        must_match(request, run.stand)
        other = "ingetrokken" if run.voorgesteld_door_id == user.pk else "afgewezen"
        if gevraagd.besluit not in ("uitgevoerd", other):
            raise Problem("geen-recht", _("Wie voorstelde trekt in; wie dat niet deed wijst af."))
        try:
            if gevraagd.besluit == "uitgevoerd":
                wissen.carry_out(user, run, today())
            else:
                wissen.refuse(user, run, gevraagd.reden)
        except wissen.NoLongerOpen:
            raise Problem("conflict", _("Hierover is al beslist.")) from None
    found = _own(request, wisronde)
    response["ETag"] = etag(found.stand)
    return _told(found)


def _own(request: HttpRequest, pk: UUID) -> Ronde:
    found = wissen.open_runs(administrator(request, _RIGHT)).filter(pk=pk).first()
    if found is None:
        raise not_found()
    return found


def _told(run: Ronde) -> Wisronde:
    people = sorted(run.mensen.all(), key=lambda one: (one.tot_en_met, one.person_id))
    return Wisronde(
        id=run.pk, organisatie=run.organisatie, peildatum=run.peildatum, stand=run.stand,
        voorgesteld_door=str(run.voorgesteld_door), voorgesteld_op=run.voorgesteld_op,
        beslist_door=str(run.beslist_door) if run.beslist_door else None, beslist_op=run.beslist_op, reden=run.reden,
        mensen=[
            Gewiste(persoon_id=one.person_id, zaken=one.zaken, bewaren_tot_en_met=one.tot_en_met,
                    uitkomst=one.uitkomst or None)
            for one in people
        ],
        url=f"{BASE}/wisrondes/{run.pk}",
    )  # fmt: skip
