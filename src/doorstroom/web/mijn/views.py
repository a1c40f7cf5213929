"""The pages that tell: what to do, where he is, until when and why, plan, hours, exams, letters, help, who looked."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from doorstroom import __version__
from doorstroom.web.mijn import berichten, keek, kijken, nu, oneens, plan, post, stappen
from doorstroom.web.mijn.blik import Blik
from doorstroom.web.mijn.wie_helpt import helpers
from doorstroom.web.werkplek import waarom as trees

#: How many lines of who looked are shown.
_LOOKED = 100


def start(request: HttpRequest, blik: Blik) -> HttpResponse:
    """Everything that matters today, on one page."""
    near, later, more = nu.front(blik)
    return _page(
        request, blik, "start",
        nu=near, later=later, meer=more, anderen=nu.of_others(blik),
        stand=stappen.sentence(blik), stappen=stappen.steps(blik), termijn=nu.term(blik),
        ongelezen=berichten.unread(blik) if blik.own else 0, **helpers(blik),
    )  # fmt: skip


def datums(request: HttpRequest, blik: Blik) -> HttpResponse:
    """Every date: his own and those of others, each with why."""
    return _page(request, blik, "datums", eigen=nu.of_the_newcomer(blik), anderen=nu.of_others(blik))


def waarom(request: HttpRequest, blik: Blik, naam: str) -> HttpResponse:
    """Why a date is what it is, in short sentences."""
    thing = nu.clock(blik, naam)
    if thing is None:
        raise Http404
    return _page(request, blik, "waarom", ding=thing, klok=blik.dossier.system.clocks[naam])


def boom(request: HttpRequest, blik: Blik, naam: str) -> HttpResponse:
    """The whole explanation with every article and event, in Dutch or English."""
    clock = blik.dossier.system.clocks.get(naam)
    if clock is None or nu.clock(blik, naam) is None:
        raise Http404
    (explanation,) = blik.dossier.explain([clock.due])
    tree = trees.Telling(blik.dossier.system, blik.dossier.language, blik.sees_event).tree(explanation)
    return _page(
        request, blik, "boom", ding=nu.clock(blik, naam), boom=tree, versie=__version__,
        peildatum=blik.dossier.day, taal_van_boom=blik.dossier.language,
    )  # fmt: skip


def mijn_plan(request: HttpRequest, blik: Blik) -> HttpResponse:
    """The plan in plain words."""
    return _page(request, blik, "plan", zinnen=plan.plan(blik), heeft_plan=bool(blik.values["heeft_pip"]))


def uren(request: HttpRequest, blik: Blik) -> HttpResponse:
    """Hours: how many were followed, how many are needed."""
    return _page(request, blik, "uren", uren=plan.hours(blik), zinnen=plan.hours_notes(blik))


def examens(request: HttpRequest, blik: Blik) -> HttpResponse:
    """Exams per part: done, how often still for free, what the next time costs."""
    return _page(request, blik, "examens", examens=plan.exams(blik), zinnen=plan.exams_notes(blik))


def brieven(request: HttpRequest, blik: Blik) -> HttpResponse:
    """Letters and files."""
    return _page(request, blik, "brieven", brieven=post.letters(blik), bestanden=post.files(blik))


def brief(request: HttpRequest, blik: Blik, pk: UUID) -> HttpResponse:
    """A letter to keep: the Dutch one, which counts."""
    return post.letter(blik, pk)


def uitleg(request: HttpRequest, blik: Blik, pk: UUID) -> HttpResponse:
    """The sheet beside a letter, which explains it and decides nothing."""
    return post.letter(blik, pk, sheet=True)


def bestand(request: HttpRequest, blik: Blik, pk: UUID) -> HttpResponse:
    """A file to keep."""
    return post.file(blik, pk)


def hulp(request: HttpRequest, blik: Blik) -> HttpResponse:
    """Who helps: his case worker, the municipality, DUO, and free legal help."""
    return _page(request, blik, "hulp", duo=blik.organisation("DUO"), **helpers(blik))


def niet_eens(request: HttpRequest, blik: Blik) -> HttpResponse:
    """How to object, per decision."""
    return _page(request, blik, "oneens", besluiten=oneens.decisions(blik), weken=oneens.weeks(blik), **helpers(blik))


def wie_keek(request: HttpRequest, blik: Blik) -> HttpResponse:
    """Who looked at his data, when and what for."""
    kijken.right(blik, "logboek")
    return _page(request, blik, "keek", regels=keek.looks(blik, _LOOKED))


def _page(request: HttpRequest, blik: Blik, name: str, **context: Any) -> HttpResponse:
    response = render(request, f"mijn/{name}.html", {"blik": blik, "zaak": blik.dossier.zaak, **context})
    response["Cache-Control"] = "no-store"
    return response
