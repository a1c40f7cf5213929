"""Taking an action: its form, the check while it is filled in, drafts, corrections and withdrawals."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from doorstroom.kernel.events import Event
from doorstroom.kernel.process import Action
from doorstroom.web.clock import today
from doorstroom.web.werkplek import tijdlijn, zaakbeeld
from doorstroom.web.werkplek.formulier import ActionForm, form_of, new_id, typed
from doorstroom.web.werkplek.woorden import action_name, event_name
from doorstroom.web.zaken import handelen
from doorstroom.web.zaken.dossier import Dossier
from doorstroom.web.zaken.gebeurtenis import current, of_matter
from doorstroom.web.zaken.models import Concept


@require_http_methods(["GET", "POST"])
@login_required
def handeling(request: HttpRequest, system: str, case_id: str, actie: str) -> HttpResponse:
    """The form of an action; a POST takes it, or keeps it as a draft."""
    dossier = zaakbeeld.opened(request, system, case_id, look_back=False)
    action = _own_action(dossier, actie)
    old = _amended(request, dossier, action) if action.amends else None
    if action.amends and old is None:
        return render(request, "werkplek/kies.html", _choose(request, dossier, action))
    if request.method == "POST":
        return _send(request, dossier, action, old)
    draft = Concept.objects.filter(gebruiker=request.user, zaak=dossier.zaak, actie=action.name).first()
    form = form_of(dossier, action, old=old, draft=draft.gegevens if draft else None)
    return _show(request, dossier, action, form, old, concept=draft)


@require_http_methods(["GET", "POST"])
@login_required
def verbeteren(request: HttpRequest, system: str, case_id: str, gebeurtenis: UUID) -> HttpResponse:
    """Correct what one's own organisation recorded."""
    dossier = zaakbeeld.opened(request, system, case_id, look_back=False)
    action, old = _own_event(dossier, gebeurtenis)
    if request.method == "POST":
        return _send(request, dossier, action, old)
    return _show(request, dossier, action, form_of(dossier, action, old=old), old)


@require_http_methods(["GET", "POST"])
@login_required
def intrekken(request: HttpRequest, system: str, case_id: str, gebeurtenis: UUID) -> HttpResponse:
    """Withdraw what one's own organisation recorded; it stays visible as withdrawn."""
    dossier = zaakbeeld.opened(request, system, case_id, look_back=False)
    action, old = _own_event(dossier, gebeurtenis)
    form = form_of(dossier, action, request.POST or None, old=old)
    for name in [name for name in form.fields if name not in ("event_id", "version", "corrects")]:
        del form.fields[name]
    context = {
        **zaakbeeld.shell(request, dossier, "geschiedenis"),
        "form": form,
        "naam": event_name(dossier.system, old.type, dossier.language),
        "oud": old,
        "inhoud": tijdlijn.details(dossier, old.type, old.payload),
        "actie": action,
    }
    if request.method == "POST" and form.is_valid():
        outcome = handelen.attempt(dossier, form.attempt(today(), retracts=True))
        if outcome.state in ("recorded", "proposed"):
            return _done(request, dossier, outcome)
        context["weigeringen"] = outcome.sentences
    return render(request, "werkplek/intrekken.html", context)


@require_POST
@login_required
def toets(request: HttpRequest, system: str, case_id: str, actie: str) -> HttpResponse:
    """What would come of the form as it is filled in now: for the check beside it."""
    dossier = zaakbeeld.opened(request, system, case_id, look_back=False)
    action = _own_action(dossier, actie)
    old = _event(dossier, request.POST.get("corrects", ""))
    form = form_of(dossier, action, request.POST, old=old)
    return render(request, "werkplek/toets.html", {"actie": action, **verdict(dossier, action, form)})


def verdict(dossier: Dossier, action: Action, form: ActionForm) -> dict[str, Any]:
    """What would come of a form, as ``werkplek/toets.html`` shows it."""
    if form.is_valid():
        outcome = handelen.check(dossier, form.attempt(today()))
        return {"uitkomst": outcome, "goed": outcome.state in ("recorded", "proposed")}
    return {
        "open_velden": [form.fields[name].label for name in form.errors if name in form.fields],
        "weigeringen": [refusal.sentence for refusal in dossier.refusals(action)],
    }


@require_POST
@login_required
def concept_weg(request: HttpRequest, system: str, case_id: str, actie: str) -> HttpResponse:
    """Throw a draft away."""
    dossier = zaakbeeld.opened(request, system, case_id, look_back=False)
    Concept.objects.filter(gebruiker=request.user, zaak=dossier.zaak, actie=actie).delete()
    messages.success(request, _("Het concept is weg."))
    return redirect("werkplek:zaak", system, case_id)


def _send(request: HttpRequest, dossier: Dossier, action: Action, old: Event | None) -> HttpResponse:
    form = form_of(dossier, action, request.POST, old=old)
    if request.POST.get("wat") == "concept":
        handelen.keep_draft(dossier, action.name, typed(form))
        messages.success(request, _("Het concept is bewaard. Alleen u ziet het."))
        return redirect("werkplek:zaak", dossier.zaak.system, dossier.zaak.case_id)
    if not form.is_valid():
        return _show(request, dossier, action, form, old)
    outcome = handelen.attempt(dossier, form.attempt(today()))
    if outcome.state in ("recorded", "proposed"):
        return _done(request, dossier, outcome)
    if outcome.state == "stale":
        data = request.POST.copy()
        data["version"] = str(dossier.version)
        form = form_of(dossier, action, data, old=old)
        changed = tijdlijn.lines(dossier, outcome.changed)
        return _show(request, dossier, action, form, old, status=409, veranderd=changed, stale=True)
    return _show(request, dossier, action, form, old, status=400, geweigerd=outcome)


def _done(request: HttpRequest, dossier: Dossier, outcome: handelen.Outcome) -> HttpResponse:
    if outcome.state == "proposed":
        messages.success(request, _("Uw voorstel wacht op akkoord van een collega. Er is nog niets vastgelegd."))
    else:
        event = outcome.event
        name = event_name(dossier.system, event.type, dossier.language) if event else ""
        messages.success(request, _("Vastgelegd: %(wat)s.") % {"wat": name})
    return redirect("werkplek:zaak", dossier.zaak.system, dossier.zaak.case_id)


def _show(
    request: HttpRequest, dossier: Dossier, action: Action, form: ActionForm, old: Event | None, *,
    status: int = 200, **more: Any,
) -> HttpResponse:  # fmt: skip
    correcting = old is not None and not action.amends
    context = {
        **zaakbeeld.shell(request, dossier, action.topic),
        "form": form,
        "actie": action,
        "naam": action_name(action, dossier.language),
        "oud": old,
        "verbetert": correcting,
        "inhoud": tijdlijn.details(dossier, old.type, old.payload) if old is not None else (),
        "vooraf": () if correcting or "geweigerd" in more else dossier.refusals(action),
        **more,
    }
    return render(request, "werkplek/handeling.html", context, status=status)


def _own_action(dossier: Dossier, name: str) -> Action:
    """The action of the user's role by this name. Raises Http404, PermissionDenied."""
    action = next((one for one in dossier.mine() if one.name == name), None)
    if action is None:
        if name in dossier.system.actions:
            raise PermissionDenied(_("Deze handeling hoort niet bij uw rol."))
        raise Http404
    return action


def _event(dossier: Dossier, text: str) -> Event | None:
    wanted = new_id(text)
    found = (event for event in current(dossier).values() if event.event_id == wanted and not event.retracted)
    return next(found, None) if wanted else None


def _own_event(dossier: Dossier, event_id: UUID) -> tuple[Action, Event]:
    """An event that the user may correct, and with which action. Raises Http404, PermissionDenied."""
    event = _event(dossier, str(event_id))
    if event is None or not dossier.sees(event.type):
        raise Http404
    entry = next((one for one in tijdlijn.history(dossier) if one.now.event_id == event_id), None)
    if entry is None or not entry.corrected_by:
        raise PermissionDenied(_("Alleen wie iets heeft vastgelegd kan het verbeteren of intrekken."))
    return dossier.system.actions[entry.corrected_by], event


def _amended(request: HttpRequest, dossier: Dossier, action: Action) -> Event | None:
    """What an action amends: what the address or form names, or the only one that there is."""
    there = _amendable(dossier, action)
    asked = request.POST.get("corrects") or request.GET.get("van", "")
    if asked:
        return next((event for event in there if str(event.event_id) == asked), None)
    return there[0] if len(there) == 1 else None


def _amendable(dossier: Dossier, action: Action) -> list[Event]:
    there = [event for event in current(dossier).values() if not event.retracted and of_matter(action, event)]
    return sorted(there, key=lambda event: event.valid_on, reverse=True)


def _choose(request: HttpRequest, dossier: Dossier, action: Action) -> dict[str, Any]:
    events = _amendable(dossier, action)
    return {
        **zaakbeeld.shell(request, dossier, action.topic),
        "actie": action,
        "naam": action_name(action, dossier.language),
        "keuze": [
            (
                one,
                event_name(dossier.system, one.type, dossier.language),
                tijdlijn.details(dossier, one.type, one.payload),
            )
            for one in events
        ],
        "vooraf": dossier.refusals(action),
    }
