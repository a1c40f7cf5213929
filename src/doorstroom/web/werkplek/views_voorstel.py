"""Proposals: what waits for a second person, and deciding about it."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from doorstroom.web.werkplek import tijdlijn, zaakbeeld
from doorstroom.web.werkplek.voorstellen import of_organisation, own_open, to_decide
from doorstroom.web.werkplek.woorden import action_name
from doorstroom.web.zaken import handelen
from doorstroom.web.zaken.dossier import Dossier
from doorstroom.web.zaken.models import Voorstel
from doorstroom.web.zaken.register import systems

#: How many decided proposals are shown.
_DECIDED = 25


@require_GET
@login_required
def voorstellen(request: HttpRequest) -> HttpResponse:
    """Proposals to decide about, one's own that wait, and the last ones that were decided."""
    user = request.user
    if not user.organisatie_id or not user.mag("handelen"):
        raise PermissionDenied(_("Uw rol doet geen voorstellen."))
    related = ("zaak", "voorgesteld_door", "beslist_door")
    decided = of_organisation(user).exclude(stand=Voorstel.OPEN).select_related(*related).order_by("-beslist_op")
    parts = [
        (_("Wachten op u"), to_decide(user).select_related(*related).order_by("voorgesteld_op")),
        (_("Van u, wachten op een collega"), own_open(user).select_related(*related).order_by("voorgesteld_op")),
        (_("Besloten"), decided[:_DECIDED]),
    ]
    if not user.mag("akkoord"):
        parts = parts[1:]
    shown = [(title, [_line(user.taal, one) for one in found]) for title, found in parts]
    return render(request, "werkplek/voorstellen.html", {"delen": shown})


@require_http_methods(["GET", "POST"])
@login_required
def voorstel(request: HttpRequest, pk: UUID, template: str = "werkplek/voorstel.html") -> HttpResponse:
    """One proposal: what it holds, what refuses it now, and the answer to it.

    ``template``: of a page of its own for an action (``proposal_pages``), which adds to the one that every action has.
    """
    user = request.user
    if not user.organisatie_id or not user.mag("handelen"):
        raise PermissionDenied(_("Uw rol doet geen voorstellen."))
    found = of_organisation(user).select_related("zaak", "voorgesteld_door", "beslist_door").filter(pk=pk).first()
    if found is None:
        raise Http404
    dossier = zaakbeeld.opened(request, found.zaak.system, found.zaak.case_id, look_back=False)
    action = dossier.system.actions[found.actie]
    if not user.ziet(action.topic):
        raise Http404
    sentences: tuple[str, ...] = ()
    if request.method == "POST":
        done, sentences = _answer(request, dossier, found)
        if done:
            return redirect("werkplek:voorstellen")
        found.refresh_from_db()
    own = found.voorgesteld_door_id == user.pk
    context = {
        **zaakbeeld.shell(request, dossier, action.topic),
        "voorstel": found,
        "naam": action_name(action, dossier.language),
        "actie": action,
        "inhoud": tijdlijn.details(dossier, action.event, _payload(dossier, found)),
        "vervangen": next((e for e in dossier.events if e.event_id == found.vervangt), None),
        "van_mij": own,
        "open": found.stand == Voorstel.OPEN,
        "mag_beslissen": user.mag("akkoord") and not own,
        "bezwaren": sentences,
        "nu": handelen.objections(dossier, found) if found.stand == Voorstel.OPEN else (),
        "intussen": tijdlijn.lines(dossier, dossier.events[found.version :]) if found.stand == Voorstel.OPEN else (),
    }
    return render(request, template, context, status=409 if sentences else 200)


def _answer(request: HttpRequest, dossier: Dossier, found: Voorstel) -> tuple[bool, tuple[str, ...]]:
    """Carry out the answer; whether it went, and why not."""
    what, reason = request.POST.get("wat", ""), request.POST.get("reden", "")[:2000]
    if what == "intrekken":
        if handelen.withdraw(request.user, found):
            messages.success(request, _("Uw voorstel is ingetrokken."))
            return True, ()
        return False, (_("Dit voorstel kunt u niet (meer) intrekken."),)
    if what not in ("akkoord", "afwijzen"):
        return False, (_("Kies wat u wilt doen."),)
    outcome = handelen.decide(dossier, found, agreed=what == "akkoord", reason=reason)
    if outcome.state == "recorded":
        messages.success(request, _("Akkoord. Het is vastgelegd."))
        return True, ()
    if what == "afwijzen" and outcome.state == "refused" and not outcome.sentences:
        messages.success(request, _("U gaat niet akkoord. Uw collega ziet waarom."))
        return True, ()
    return False, outcome.sentences


def _payload(dossier: Dossier, found: Voorstel) -> dict[str, object]:
    if found.trekt_in:
        return {}
    kind = dossier.system.actions[found.actie].event
    return dossier.system.events.validate_payload(kind, found.payload)


def _line(language: str, found: Voorstel) -> dict[str, object]:
    action = systems()[found.zaak.system].actions.get(found.actie)
    name = action_name(action, "en" if language == "en" else "nl") if action else found.actie
    return {"voorstel": found, "naam": name}
