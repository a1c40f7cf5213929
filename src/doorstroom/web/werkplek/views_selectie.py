"""One thing for many cases: assign them, or take an action in each. Never what may harm somebody."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from doorstroom.kernel.process import Action
from doorstroom.web.clock import today
from doorstroom.web.werkplek.formulier import form_of, new_id
from doorstroom.web.werkplek.woorden import action_name
from doorstroom.web.zaken import handelen
from doorstroom.web.zaken.dossier import Dossier, open_dossier
from doorstroom.web.zaken.gebeurtenis import Attempt
from doorstroom.web.zaken.models import Zaak
from doorstroom.web.zaken.toewijzen import assign, colleagues, must_assign
from doorstroom.web.zaken.visibility import visible

#: How many cases one step may take at once.
MOST = 100


@dataclass(frozen=True)
class Result:
    """What happened in one case."""

    zaak: Zaak
    done: bool
    sentences: tuple[str, ...]


@require_POST
@login_required
def selectie(request: HttpRequest) -> HttpResponse:
    """What to do with the chosen cases."""
    chosen = _chosen(request)
    if not chosen:
        messages.warning(request, _("Kies eerst een of meer zaken."))
        return redirect(_back(request))
    if request.POST.get("wat") == "toewijzen":
        return _assign(request, chosen)
    return _act(request, chosen)


def _assign(request: HttpRequest, chosen: list[Zaak]) -> HttpResponse:
    user = request.user
    must_assign(user)
    known = colleagues(user)
    answer = request.POST.get("aan", "")
    colleague = next((one for one in known if str(one.pk) == answer), None)
    if colleague is None and answer != "niemand":
        context = {"zaken": chosen, "collegas": known, "terug": request.POST.get("terug", "")}
        return render(request, "werkplek/toewijzen.html", context)
    assign(user, chosen, colleague)
    text = ngettext("%(n)d zaak is toegewezen.", "%(n)d zaken zijn toegewezen.", len(chosen)) % {"n": len(chosen)}
    messages.success(request, text if colleague else _("De gekozen zaken zijn nu van niemand."))
    return redirect(_back(request))


def _act(request: HttpRequest, chosen: list[Zaak]) -> HttpResponse:
    user = request.user
    if not user.mag("handelen"):
        raise PermissionDenied(_("Uw rol neemt geen stappen in zaken."))
    first = Dossier(user, chosen[0], today())
    actions = {action.name: action for action in first.mine() if for_many(action)}
    action = actions.get(request.POST.get("actie", ""))
    context: dict[str, Any] = {"zaken": chosen, "terug": request.POST.get("terug", "")}
    if action is None:
        names = sorted(((name, action_name(one, first.language)) for name, one in actions.items()), key=lambda n: n[1])
        usual = "intake_oproepen" if "intake_oproepen" in actions else ""
        return render(request, "werkplek/selectie.html", {**context, "acties": names, "gewoon": usual})
    sent = request.POST.get("stap") == "uitvoeren"
    form = form_of(first, action, request.POST if sent else None, bulk=True)
    context |= {"actie": action, "naam": action_name(action, first.language), "form": form}
    if sent and form.is_valid():
        results = [_one(request, zaak, action, form.cleaned_data.get("op"), form.payload()) for zaak in chosen]
        return render(request, "werkplek/selectie_uitkomst.html", {**context, "uitkomsten": results, **_told(results)})
    context["ids"] = [(zaak, request.POST.get(f"id-{zaak.pk}") or uuid4()) for zaak in chosen]
    return render(request, "werkplek/selectie_formulier.html", context)


def for_many(action: Action) -> bool:
    """Whether an action may be taken in many cases at once: it harms nobody, and needs nobody's agreement."""
    return not (action.adverse or action.approval or action.amends or action.together)


def _one(request: HttpRequest, zaak: Zaak, action: Action, day: Any, payload: dict[str, Any]) -> Result:
    """Take the action in one case, with an event id of its own, so that sending the form again does nothing twice."""
    event_id = new_id(request.POST.get(f"id-{zaak.pk}", ""))
    if event_id is None:
        return Result(zaak, False, (_("Deze zaak stond niet in het formulier."),))
    dossier = open_dossier(request.user, zaak.case_id, system=zaak.system)
    tried = Attempt(action.name, event_id, dossier.version, day or dossier.day, payload)
    outcome = handelen.attempt(dossier, tried)
    return Result(zaak, outcome.state == "recorded", outcome.sentences)


def _told(results: Iterable[Result]) -> dict[str, int]:
    found = list(results)
    done = sum(result.done for result in found)
    return {"gelukt": done, "geweigerd": len(found) - done}


def _chosen(request: HttpRequest) -> list[Zaak]:
    """The cases that were chosen, as far as the user may see them; each once."""
    numbers = {int(text) for text in request.POST.getlist("zaak")[: 2 * MOST] if text.isdecimal() and len(text) < 19}
    return list(visible(request.user).filter(pk__in=numbers).order_by("case_id")[:MOST])


def _back(request: HttpRequest) -> str:
    from django.urls import reverse

    query = request.POST.get("terug", "")
    return reverse("werkplek:werklijst") + (f"?{query}" if query and "\n" not in query and "\r" not in query else "")
