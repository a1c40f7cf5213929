"""The pages on which he does something: writing, saying that he cannot come, asking, and taking everything along."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from doorstroom.kernel.events import Event
from doorstroom.kernel.process import Action
from doorstroom.web.clock import today
from doorstroom.web.mijn import alles as everything
from doorstroom.web.mijn import berichten as post
from doorstroom.web.mijn import kijken, vragen
from doorstroom.web.mijn.blik import Blik
from doorstroom.web.mijn.formulier import STORY, newcomer_form
from doorstroom.web.werkplek import tijdlijn

#: How many of his earlier questions are shown.
_ASKED = 20


def berichten(request: HttpRequest, blik: Blik) -> HttpResponse:
    """Messages with his helpers; a POST sends one."""
    kijken.right(blik, "berichten")
    form = post.MessageForm(request.POST or None, initial={"getoond": post.shown_now()})
    to = post.receivers(blik)
    form.fields["aan"].choices = [(one.code, one.naam) for one in to]
    form.fields["aan"].initial = to[0].code if to else None
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        post.send(blik, given["aan"], given["tekst"], given["getoond"])
        messages.success(request, _("Uw bericht is verstuurd."))
        return redirect(blik.url("berichten"))
    _again(form)
    shown = post.messages(blik)
    post.mark_read(blik)
    return _page(request, blik, "berichten", form=form, berichten=shown, kan_schrijven=bool(to))


def niet_komen(request: HttpRequest, blik: Blik) -> HttpResponse:
    """Telling the municipality that he cannot come."""
    kijken.right(blik, "berichten")
    form = post.AbsenceForm(request.POST or None, initial={"getoond": post.shown_now()})
    to = blik.municipality
    if request.method == "POST" and form.is_valid() and to is not None:
        post.send(blik, to.code, post.absence(form.cleaned_data), form.cleaned_data["getoond"])
        messages.success(request, _("Wij weten nu dat u niet kunt komen. U krijgt een antwoord."))
        return redirect(blik.url("start"))
    _again(form)
    return _page(request, blik, "niet_komen", form=form, gemeente=to)


def lijst(request: HttpRequest, blik: Blik) -> HttpResponse:
    """What he can ask, and what he asked before."""
    kijken.right(blik, "handelen")
    return _page(request, blik, "vragen", groepen=vragen.questions(blik), eerder=vragen.asked_before(blik, _ASKED))


def vraag(request: HttpRequest, blik: Blik, actie: str) -> HttpResponse:
    """The form of one of his actions; a POST takes it."""
    kijken.right(blik, "handelen")
    action = vragen.action_of(blik, actie)
    if action is None:
        raise Http404
    old = None
    if action.amends:
        there = vragen.amendable(blik, action)
        asked = request.POST.get("corrects") or request.GET.get("van", "")
        old = next(
            (event for event in there if str(event.event_id) == asked),
            there[0] if len(there) == 1 and not asked else None,
        )
        if old is None:
            return _choose(request, blik, action, there)
    if request.method == "POST":
        return _send(request, blik, action, old)
    cannot = vragen.cannot(blik, blik.dossier.refusals(action))
    return _form(request, blik, action, newcomer_form(blik, action, old=old), old, vooraf=cannot)


def alles(request: HttpRequest, blik: Blik) -> HttpResponse:
    """Everything that is known of him; a POST makes the file."""
    kijken.right(blik, "logboek")
    if request.method != "POST":
        return _page(request, blik, "alles")
    return everything.download(blik)


def _send(request: HttpRequest, blik: Blik, action: Action, old: Event | None) -> HttpResponse:
    form = newcomer_form(blik, action, request.POST, old=old)
    if not form.is_valid():
        return _form(request, blik, action, form, old, status=400)
    outcome = vragen.ask(blik, action, form.attempt(today()), form.cleaned_data[STORY])
    if outcome.state in ("recorded", "proposed"):
        after = " ".join(said.plain for said in vragen.told(blik, action, "daarna"))
        messages.success(request, _("Verstuurd: %(wat)s.") % {"wat": vragen.title_of(blik, action).plain})
        messages.info(request, after)
        return redirect(blik.url("vragen"))
    if outcome.state == "stale":
        data = request.POST.copy()
        data["version"] = str(blik.dossier.version)
        changed = tijdlijn.lines(blik.dossier, outcome.changed)
        form = newcomer_form(blik, action, data, old=old)
        return _form(request, blik, action, form, old, status=409, veranderd=changed, stale=True)
    refused = vragen.cannot(blik, outcome.refusals) or outcome.sentences
    return _form(request, blik, action, form, old, status=400, geweigerd=refused)


def _form(
    request: HttpRequest, blik: Blik, action: Action, form: Any, old: Event | None, *, status: int = 200, **more: Any
) -> HttpResponse:
    return _page(
        request, blik, "vraag", status=status, form=form, oud=old, actie=action,
        titel=vragen.title_of(blik, action), uitleg=vragen.told(blik, action, "uitleg"),
        daarna=vragen.told(blik, action, "daarna"), ontvanger=vragen.receiver(blik, action), **more,
    )  # fmt: skip


def _choose(request: HttpRequest, blik: Blik, action: Action, there: list[Event]) -> HttpResponse:
    choice = [(one, _named(blik, one)) for one in there]
    cannot = vragen.cannot(blik, blik.dossier.refusals(action))
    return _page(request, blik, "kies", titel=vragen.title_of(blik, action), keuze=choice, vooraf=cannot, actie=action)


def _named(blik: Blik, event: Event) -> Any:
    """What he told, by the choice that he made then."""
    kind = event.payload.get("soort")
    return blik.words.choice(event.type, "soort", kind) if kind else ""


def _again(form: Any) -> None:
    """A form that is shown anew gets a new moment; what was typed stays."""
    if form.is_bound:
        form.data = {**form.data.dict(), "getoond": post.shown_now()}


def _page(request: HttpRequest, blik: Blik, name: str, *, status: int = 200, **context: Any) -> HttpResponse:
    bad = context.get("form")
    if status == 200 and bad is not None and bad.errors:
        status = 400
    context |= {"blik": blik, "zaak": blik.dossier.zaak}
    response = render(request, f"mijn/{name}.html", context, status=status)
    response["Cache-Control"] = "no-store"
    return response
