"""The steps of a plan: each keeps what it asks, the rules are asked at every step, the last one proposes."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from doorstroom.kernel.process import Action
from doorstroom.web.brieven.gegevens import LetterRefused
from doorstroom.web.clock import today
from doorstroom.web.pip import invoer
from doorstroom.web.pip.stappen import ACTIONS, CHECK, Step, steps_of
from doorstroom.web.pip.voorbeeld import as_response, example, language_of, letter_of
from doorstroom.web.werkplek import tijdlijn, zaakbeeld
from doorstroom.web.werkplek.formulier import DAY, ActionForm, form_of
from doorstroom.web.werkplek.views_actie import verdict
from doorstroom.web.werkplek.woorden import action_name
from doorstroom.web.zaken import handelen
from doorstroom.web.zaken.dossier import Dossier


@require_GET
@login_required
def begin(request: HttpRequest, system: str, case_id: str, actie: str) -> HttpResponse:
    """The first step."""
    _dossier, action = _opened(request, system, case_id, actie)
    return redirect("pip:stap", system, case_id, actie, steps_of(action)[0].name)


@require_http_methods(["GET", "POST"])
@login_required
def stap(request: HttpRequest, system: str, case_id: str, actie: str, stap: str) -> HttpResponse:
    """One step; a POST keeps what it asks and goes on, back, or to the case."""
    dossier, action = _opened(request, system, case_id, actie)
    step = _step(action, stap)
    if request.method == "GET":
        return _page(request, dossier, action, step, invoer.part(dossier, action, step.fields))
    form = invoer.part(dossier, action, step.fields, request.POST)
    if step.fields:
        invoer.keep(dossier, action, form)
    what = request.POST.get("wat")
    if what == "stop":
        messages.success(request, _("Het concept is bewaard. Alleen u ziet het."))
        return redirect("werkplek:zaak", system, case_id)
    if what != "terug" and not form.is_valid():
        return _page(request, dossier, action, step, form)
    steps = steps_of(action)
    place = next(place for place, one in enumerate(steps) if one.name == step.name)
    there = steps[max(place - 1, 0) if what == "terug" else place + 1]
    return redirect("pip:controle", system, case_id, actie) if there.name == CHECK.name else redirect(
        "pip:stap", system, case_id, actie, there.name
    )  # fmt: skip


@require_POST
@login_required
def toets(request: HttpRequest, system: str, case_id: str, actie: str, stap: str) -> HttpResponse:
    """What would come of the plan with what stands in this step now."""
    dossier, action = _opened(request, system, case_id, actie)
    shown = invoer.part(dossier, action, _step(action, stap).fields, request.POST)
    context = verdict(dossier, action, invoer.whole(dossier, action, invoer.sent(shown)))
    return render(request, "werkplek/toets.html", {"actie": action, **context})


@require_http_methods(["GET", "POST"])
@login_required
def controle(request: HttpRequest, system: str, case_id: str, actie: str) -> HttpResponse:
    """The plan as a whole; a POST proposes exactly what stood on the page."""
    dossier, action = _opened(request, system, case_id, actie)
    if request.method == "GET":
        return _check(request, dossier, action, invoer.whole(dossier, action))
    form = form_of(dossier, action, request.POST)
    if not form.is_valid():
        return _check(request, dossier, action, form, status=400)
    outcome = handelen.attempt(dossier, form.attempt(today()))
    if outcome.state == "proposed":
        messages.success(request, _("Uw voorstel wacht op akkoord van een collega. Er is nog niets vastgelegd."))
    elif outcome.state == "recorded":
        messages.success(request, _("Het plan is vastgelegd."))
    elif outcome.state == "stale":
        data = {**request.POST.dict(), "version": str(dossier.version)}
        changed = tijdlijn.lines(dossier, outcome.changed)
        return _check(request, dossier, action, form_of(dossier, action, data), status=409, veranderd=changed,
                      stale=True)  # fmt: skip
    else:
        return _check(request, dossier, action, form, status=400)
    return redirect("werkplek:zaak", system, case_id)


@require_POST
@login_required
def voorbeeld(request: HttpRequest, system: str, case_id: str, actie: str, deel: str) -> HttpResponse:
    """The letter, or the explanation beside it, of the plan that stands on the page: an example, kept nowhere."""
    dossier, action = _opened(request, system, case_id, actie)
    letter = letter_of(dossier, action)
    if letter is None or deel not in ("brief", "uitleg"):
        raise Http404
    form = form_of(dossier, action, request.POST)
    outcome = handelen.check(dossier, form.attempt(today())) if form.is_valid() else None
    if outcome is None or outcome.event is None:
        return _check(request, dossier, action, form, status=400)
    try:
        document = example(dossier, letter, outcome.event, companion=deel == "uitleg")
    except LetterRefused as refused:
        return _check(request, dossier, action, form, status=409, geen_brief=refused.sentences)
    return as_response(document, deel)


def _opened(request: HttpRequest, system: str, case_id: str, name: str) -> tuple[Dossier, Action]:
    """The case, and the action when it is one that the user's role takes in steps."""
    dossier = zaakbeeld.opened(request, system, case_id, look_back=False)
    if name not in ACTIONS or name not in dossier.system.actions:
        raise Http404
    action = next((one for one in dossier.mine() if one.name == name), None)
    if action is None:
        raise PermissionDenied(_("Deze handeling hoort niet bij uw rol."))
    return dossier, action


def _step(action: Action, name: str) -> Step:
    found = next((one for one in steps_of(action) if one.name == name and one.name != CHECK.name), None)
    if found is None:
        raise Http404
    return found


def _frame(request: HttpRequest, dossier: Dossier, action: Action, step: Step) -> dict[str, Any]:
    steps = steps_of(action)
    return {
        **zaakbeeld.shell(request, dossier, action.topic),
        "actie": action,
        "naam": action_name(action, dossier.language),
        "stappen": steps,
        "stap": step,
        "nummer": [one.name for one in steps].index(step.name) + 1,
        "eerste": step.name == steps[0].name,
        "concept": invoer.draft_of(dossier, action),
    }


def _page(request: HttpRequest, dossier: Dossier, action: Action, step: Step, form: ActionForm) -> HttpResponse:
    entries = [entry for entry in tijdlijn.history(dossier) if entry.type in step.shows]
    context = {
        **_frame(request, dossier, action, step),
        "form": form,
        "gebeurtenissen": entries,
        "doen": [] if step.fields else [
            (one.name, action_name(one, dossier.language))
            for one in dossier.mine()
            if one.event in step.shows and not one.amends and not dossier.refusals(one)
        ],
        **verdict(dossier, action, invoer.whole(dossier, action)),
    }  # fmt: skip
    return render(request, "pip/stap.html", context)


def _check(
    request: HttpRequest, dossier: Dossier, action: Action, form: ActionForm, *, status: int = 200, **more: Any
) -> HttpResponse:
    tested = verdict(dossier, action, form)
    letter = letter_of(dossier, action)
    payload = form.payload() if form.is_valid() else {}
    parts = []
    for step in steps_of(action):
        if step.fields:
            names = [name for name in step.fields if name in payload]
            lines = tijdlijn.details(dossier, action.event, {name: payload[name] for name in names})
            parts.append((step, form.cleaned_data.get(DAY) if payload and DAY in step.fields else None, lines))
    context = {
        **_frame(request, dossier, action, CHECK),
        "form": form,
        "delen": parts,
        "verborgen": [(name, "" if form[name].value() is None else form[name].value()) for name in form.fields],
        "brief": letter,
        "taal": language_of(dossier) if letter is not None and letter.companion else "",
        **tested,
        **more,
    }
    return render(request, "pip/controle.html", context, status=status)
