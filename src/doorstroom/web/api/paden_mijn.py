"""/mijn: what a newcomer reads on his own page, in his language. Everything is about the case of who is signed in.

No program has such a case: this is for a newcomer's own session.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Path, Router

from doorstroom.web.api import BASE
from doorstroom.web.api import vormen_mijn as vormen
from doorstroom.web.api.beeld_zaak import not_found, url_of
from doorstroom.web.mijn import berichten as messages
from doorstroom.web.mijn import keek, kijken, nu, oneens, plan, post, stappen
from doorstroom.web.mijn.blik import Blik
from doorstroom.web.mijn.wie_helpt import helpers
from doorstroom.web.mijn.woorden import Said
from doorstroom.web.toegang.models import Organisatie

router = Router(tags=["mijn inburgering"], by_alias=True)
_STATES: dict[str, Any] = {"done": "gedaan", "here": "hier", "later": "later", "skipped": "overgeslagen"}
#: How many lines of who looked are told.
_LOOKED = 100
_PDF = {"responses": {200: {"description": "De PDF.", "content": {
    "application/pdf": {"schema": {"type": "string", "format": "binary"}}}}}}  # fmt: skip


def look(request: HttpRequest) -> Blik:
    """The newcomer's look at his own case. Raises PermissionDenied for others, Problem where he has no case."""
    blik = kijken.look_of(request.user)
    if blik is None:
        raise not_found()
    request.zaak = blik.dossier.zaak  # whom an answer that is kept is about
    return blik


@router.get("/mijn", response=vormen.Mijn, summary="Wat er vandaag toe doet", openapi_extra={"x-problemen": ["404"]})
def mijn(request: HttpRequest) -> Any:
    """What to do now, where he is and until when he has time."""
    blik = look(request)
    near, later, more = nu.front(blik)
    term, stand, dossier = nu.term(blik), stappen.sentence(blik), blik.dossier
    return vormen.Mijn(
        stelsel=dossier.zaak.system, zaaknummer=dossier.zaak.case_id, zaakversie=dossier.version,
        peildatum=dossier.day, taal=blik.language, stand=sentence(stand) if stand is not None else None,
        nu=_things(blik, near), later=_things(blik, later), meer=more, anderen=_things(blik, nu.of_others(blik)),
        stappen=[
            vormen.Stap(naam=sentence(one.name), stand=_STATES[one.state], in_woorden=one.in_words, dag=one.day)
            for one in stappen.steps(blik)
        ],
        termijn=None if term is None else vormen.Tijd(
            ding=_thing(blik, term.thing) if term.thing is not None else None, zinnen=sentences(term.lines)
        ),
        ongelezen_berichten=messages.unread(blik),
    )  # fmt: skip


@router.get("/mijn/datums", response=vormen.Datums, summary="Al uw datums, en die van anderen, met waarom",
            openapi_extra={"x-problemen": ["404"]})  # fmt: skip
def mijn_datums(request: HttpRequest) -> Any:
    """Every date."""
    blik = look(request)
    return vormen.Datums(eigen=_things(blik, nu.of_the_newcomer(blik)), anderen=_things(blik, nu.of_others(blik)))


@router.get("/mijn/plan", response=vormen.Plan, summary="Uw plan", openapi_extra={"x-problemen": ["404"]})
def mijn_plan(request: HttpRequest) -> Any:
    """The plan in plain words."""
    blik = look(request)
    return vormen.Plan(heeft_plan=bool(blik.values["heeft_pip"]), zinnen=sentences(plan.plan(blik)))


@router.get("/mijn/uren", response=vormen.Uren, summary="Uw uren", openapi_extra={"x-problemen": ["404"]})
def mijn_uren(request: HttpRequest) -> Any:
    """Hours that were followed and are needed."""
    blik = look(request)
    kinds = [
        vormen.UrenSoort(naam=sentence(one.name), gevolgd=one.done, nodig=one.needed, procent=one.share,
                         klaar=one.ready)
        for one in plan.hours(blik)
    ]  # fmt: skip
    return vormen.Uren(uren=kinds, zinnen=sentences(plan.hours_notes(blik)))


@router.get("/mijn/examens", response=vormen.Examens, summary="Uw examens", openapi_extra={"x-problemen": ["404"]})
def mijn_examens(request: HttpRequest) -> Any:
    """Exams per part."""
    blik = look(request)
    parts = [
        vormen.Examenonderdeel(naam=sentence(one.name), niveau=one.level, klaar=one.done, zinnen=sentences(one.lines))
        for one in plan.exams(blik)
    ]
    return vormen.Examens(examens=parts, zinnen=sentences(plan.exams_notes(blik)))


@router.get("/mijn/brieven", response=list[vormen.EigenBrief], summary="Brieven aan u",
            openapi_extra={"x-problemen": ["404"]})  # fmt: skip
def mijn_brieven(request: HttpRequest) -> Any:
    """His letters, the last one first."""
    return [
        vormen.EigenBrief(
            id=one.pk, onderwerp=one.subject, van=one.sender, gemaakt_op=one.made_at, besluit=one.decision,
            uitleg_taal=one.sheet, bezwaar_tot_en_met=one.object_until, inhoud=f"{BASE}/mijn/brieven/{one.pk}/inhoud",
        )
        for one in post.letters(look(request))
    ]  # fmt: skip


@router.get("/mijn/brieven/{brief}/inhoud", summary="Een brief aan u als PDF", openapi_extra=_PDF)
def mijn_brief(request: HttpRequest, brief: Path[UUID]) -> HttpResponse:
    """The Dutch letter, which counts."""
    return post.letter(look(request), brief)


@router.get("/mijn/brieven/{brief}/uitleg", summary="De uitleg naast een brief als PDF", openapi_extra=_PDF)
def mijn_brief_uitleg(request: HttpRequest, brief: Path[UUID]) -> HttpResponse:
    """The sheet beside a letter, which explains it and decides nothing."""
    return post.letter(look(request), brief, sheet=True)


@router.get("/mijn/besluiten", response=vormen.Besluiten, summary="Besluiten over u, en wat u ertegen kunt doen",
            openapi_extra={"x-problemen": ["404"]})  # fmt: skip
def mijn_besluiten(request: HttpRequest) -> Any:
    """How to object, per decision."""
    blik = look(request)
    decisions = [
        vormen.EigenBesluit(
            over=sentence(one.about) if one.about is not None else None, onderwerp=one.subject, dag=one.day,
            bezwaar=one.objection, tot_en_met=one.until, voorbij=one.over, bij=_place(one.organisation),
            brief=one.letter, actie=one.action or None, gemaakt_op=one.made_on,
        )
        for one in oneens.decisions(blik)
    ]  # fmt: skip
    return vormen.Besluiten(weken=oneens.weeks(blik), besluiten=decisions)


@router.get("/mijn/hulp", response=vormen.Hulp, summary="Wie u helpt", openapi_extra={"x-problemen": ["404"]})
def mijn_hulp(request: HttpRequest) -> Any:
    """Who helps, with their numbers."""
    blik = look(request)
    found = helpers(blik)
    return vormen.Hulp(
        klantmanager=str(found["helper"]) if found["helper"] is not None else None, gemeente=_place(found["gemeente"]),
        duo=_place(blik.organisation("DUO")), juridisch_loket_telefoon=found["loket_telefoon"],
        juridisch_loket_site=found["loket_site"],
    )  # fmt: skip


@router.get("/mijn/verwerkingen", response=list[vormen.Blikveld], summary="Wie in uw gegevens keek",
            openapi_extra={"x-problemen": ["404"]})  # fmt: skip
def mijn_verwerkingen(request: HttpRequest) -> Any:
    """Who looked at his data, when and what for; the last 100."""
    blik = look(request)
    kijken.right(blik, "logboek")
    return [
        vormen.Blikveld(dag=one.day, wie=one.who, wat=one.what, waarom=one.why, keren=one.times, zelf=one.mine)
        for one in keek.looks(blik, _LOOKED)
    ]


def sentence(said: Said) -> vormen.Zin:
    """Something said."""
    return vormen.Zin(tekst=said.plain, taal=said.language)


def sentences(lines: Iterable[Said]) -> list[vormen.Zin]:
    """Some things said."""
    return [sentence(one) for one in lines]


def _things(blik: Blik, things: Iterable[nu.Thing]) -> list[vormen.Ding]:
    return [_thing(blik, one) for one in things]


def _thing(blik: Blik, one: nu.Thing) -> vormen.Ding:
    return vormen.Ding(
        naam=one.name, titel=sentence(one.title), doen=sentence(one.do), uiterlijk=one.due, hoe_ver=str(one.far),
        advies=one.plan, waarom=sentences(one.reasons), te_laat=sentences(one.late), delen=sentences(one.parts),
        uitleg=url_of(blik.dossier.zaak, "verklaringen", one.name) if one.why else None,
    )  # fmt: skip


def _place(one: Organisatie | None) -> vormen.Instantie | None:
    return None if one is None else vormen.Instantie(naam=one.naam, telefoon=one.telefoon, adres=one.adres)
