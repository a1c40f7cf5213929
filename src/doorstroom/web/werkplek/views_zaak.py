"""A case: terms, tasks, next steps and why; a page per topic; its history; who looked."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET
from django.views.decorators.vary import vary_on_headers

from doorstroom.web.werkplek import tijdlijn, zaakbeeld
from doorstroom.web.werkplek.voorstellen import of_organisation
from doorstroom.web.zaken.dossier import Dossier
from doorstroom.web.zaken.models import Concept, Voorstel

#: How many lines of who looked are shown, the last ones.
_LOOKED = 200


@require_GET
@login_required
def zaak(request: HttpRequest, system: str, case_id: str) -> HttpResponse:
    """The case at a glance."""
    dossier = zaakbeeld.opened(request, system, case_id)
    asked = request.GET.get("waarom", "")
    steps = [] if _looks_back(dossier, request) else zaakbeeld.steps(dossier)
    context = {
        **zaakbeeld.shell(request, dossier, "overzicht"),
        "klokken": zaakbeeld.clocks(dossier),
        "gehaald": zaakbeeld.finished(dossier),
        "taken": zaakbeeld.tasks(dossier),
        **_split(steps),
        "gebeurtenissen": tijdlijn.history(dossier)[:5],
        "concepten": Concept.objects.filter(gebruiker=request.user, zaak=dossier.zaak),
        "voorstellen": of_organisation(request.user).filter(zaak=dossier.zaak, stand=Voorstel.OPEN),
        "waarom_naam": asked,
        "boom": zaakbeeld.why(dossier, asked) if asked else None,
    }
    return render(request, "werkplek/zaak.html", context)


@require_GET
@login_required
@vary_on_headers("HX-Request")
def waarom(request: HttpRequest, system: str, case_id: str, naam: str) -> HttpResponse:
    """Why something is as it is: a page, or with htmx only the tree."""
    dossier = zaakbeeld.opened(request, system, case_id)
    boom = zaakbeeld.why(dossier, naam)
    if boom is None:
        raise Http404
    context = {**zaakbeeld.shell(request, dossier, "overzicht"), "boom": boom, "waarom_naam": naam}
    part = request.headers.get("HX-Request") and not request.headers.get("HX-History-Restore-Request")
    return render(request, "werkplek/waarom_deel.html" if part else "werkplek/waarom.html", context)


@require_GET
@login_required
def onderwerp(request: HttpRequest, system: str, case_id: str, onderwerp: str) -> HttpResponse:
    """Everything about one topic."""
    dossier = zaakbeeld.opened(request, system, case_id)
    if not dossier.user.ziet(onderwerp):
        raise Http404
    steps = [] if _looks_back(dossier, request) else zaakbeeld.steps(dossier, onderwerp)
    context = {
        **zaakbeeld.shell(request, dossier, onderwerp),
        "onderwerp": zaakbeeld.TOPICS[onderwerp],
        "klokken": zaakbeeld.clocks(dossier, onderwerp),
        "gehaald": zaakbeeld.finished(dossier, onderwerp),
        "taken": zaakbeeld.tasks(dossier, onderwerp),
        **_split(steps),
        "gebeurtenissen": tijdlijn.history(dossier, onderwerp),
    }
    return render(request, "werkplek/onderwerp.html", context)


@require_GET
@login_required
def geschiedenis(request: HttpRequest, system: str, case_id: str) -> HttpResponse:
    """What happened, with corrections and withdrawals."""
    dossier = zaakbeeld.opened(request, system, case_id)
    context = {**zaakbeeld.shell(request, dossier, "geschiedenis"), "gebeurtenissen": tijdlijn.history(dossier)}
    return render(request, "werkplek/geschiedenis.html", context)


@require_GET
@login_required
def keek_mee(request: HttpRequest, system: str, case_id: str) -> HttpResponse:
    """Who processed data of this person, when and why."""
    dossier = zaakbeeld.opened(request, system, case_id)
    if not request.user.mag("logboek", own=dossier.own):
        raise PermissionDenied(_("Uw rol ziet niet wie er keek."))
    found = dossier.processings()[: -_LOOKED - 1 : -1]
    return render(request, "werkplek/keek_mee.html", {**zaakbeeld.shell(request, dossier, "keek"), "regels": found})


def _looks_back(dossier: Dossier, request: HttpRequest) -> bool:
    return any(zaakbeeld.look_back_to(request))


def _split(steps: list[zaakbeeld.Step]) -> dict[str, object]:
    """Next steps, what else may be done now, and what may not, by topic."""
    others: dict[str, list[zaakbeeld.Step]] = {}
    for step in steps:
        if not step.suggested:
            others.setdefault(str(zaakbeeld.TOPICS.get(step.topic, step.topic)), []).append(step)
    return {"stappen": [step for step in steps if step.suggested], "meer": others}
