"""Pages of the administration about programs: their keys, and the webhooks of an organisation."""

from __future__ import annotations

import datetime as dt
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from doorstroom.web.api import abonnementen, bezorgen, models, sleutels
from doorstroom.web.api.forms import KeyForm, WebhookForm
from doorstroom.web.beheer.bladen import needs, of_platform, show
from doorstroom.web.beheer.forms_accounts import short
from doorstroom.web.clock import now

_KEYS, _HOOKS = "beheer:programmas", "beheer:webhooks"
#: How many deliveries a page shows, the last ones.
_SHOWN = 50


@never_cache
@require_http_methods(["GET", "POST"])
@needs("gebruikers")
def programmas(request: HttpRequest) -> HttpResponse:
    """The keys that the user sees, and a form for another one; a new key is shown once."""
    user, moment = request.user, now()
    form = KeyForm(user.soort, request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        if models.Sleutel.objects.filter(pk=given["nummer"]).exists():
            messages.info(request, _("Deze sleutel is al uitgegeven."))
            return redirect(_KEYS)
        try:
            key, text = sleutels.issue(
                user, given["programma"], given["rollen"], moment + dt.timedelta(days=given["dagen"]),
                pk=given["nummer"],
            )  # fmt: skip
        except ValidationError as error:
            _add(form, error)
        else:
            return show(request, "sleutel", _KEYS, {"sleutel": key, "tekst": text})
    keys = [(key, [short(role) for role in key.rollen], key.stand(moment)) for key in sleutels.of_organisation(user)]
    context = {"form": form, "sleutels": keys, "alle": of_platform(user)}
    return show(request, "programmas", _KEYS, context, status=400 if form.errors else 200)


@require_POST
@needs("gebruikers")
def intrekken(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Revoke a key."""
    key = sleutels.of_organisation(request.user).filter(pk=pk).first()
    if key is None:
        raise Http404
    sleutels.revoke(request.user, key)
    messages.success(request, _("De sleutel werkt niet meer."))
    return redirect(_KEYS)


@never_cache
@require_http_methods(["GET", "POST"])
@needs("gebruikers")
def webhooks(request: HttpRequest) -> HttpResponse:
    """The webhooks of the organisation, and a form for another one; its secret is shown once."""
    user = request.user
    form = WebhookForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        pk = form.cleaned_data["nummer"]
        if models.Abonnement.objects.filter(pk=pk).exists():
            messages.info(request, _("Deze webhook is al gemaakt."))
            return redirect(_HOOKS)
        try:
            made, secret = abonnementen.subscribe(user, form.cleaned_data["url"], [], pk=pk)
        except ValidationError as error:
            _add(form, error)
        else:
            return show(request, "webhook_geheim", _HOOKS, {"webhook": made, "geheim": secret})
    found = [(one, _counts(one)) for one in abonnementen.of_organisation(user)]
    return show(request, "webhooks", _HOOKS, {"form": form, "webhooks": found}, status=400 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@needs("gebruikers")
def webhook(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One webhook with what became of its messages; a POST does what ``wat`` names."""
    user = request.user
    found = abonnementen.of_organisation(user).filter(pk=pk).first()
    if found is None:
        raise Http404
    if request.method == "POST":
        what = request.POST.get("wat", "")
        if what == "weg":
            abonnementen.remove(user, found)
            messages.success(request, _("De webhook is weg."))
            return redirect(_HOOKS)
        if what in ("aan", "uit"):
            _switch(request, found, on=what == "aan")
        elif what == "opnieuw":
            dead = found.afleveringen.filter(stand=models.Aflevering.DOOD)
            for row in dead:
                bezorgen.retry(row)
            messages.success(request, _("De berichten worden opnieuw geprobeerd."))
        return redirect("beheer:webhook", pk)
    rows = found.afleveringen.order_by("-volgnummer")[:_SHOWN]
    return show(request, "webhook", _HOOKS, {"webhook": found, "afleveringen": rows, **_counts(found)})


def _switch(request: HttpRequest, found: models.Abonnement, *, on: bool) -> None:
    try:
        abonnementen.change(request.user, found, found.url, found.typen, active=on)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, _("De webhook staat aan.") if on else _("De webhook staat uit."))


def _counts(found: models.Abonnement) -> dict[str, int]:
    rows = found.afleveringen
    return {
        "wachtend": rows.filter(stand=models.Aflevering.WACHT).count(),
        "dood": rows.filter(stand=models.Aflevering.DOOD).count(),
    }


def _add(form: Form, error: ValidationError) -> None:
    """What a service found wrong, at the field that it is about where the form has one."""
    told: dict[str, Any] = error.message_dict if hasattr(error, "error_dict") else {"": error.messages}
    for name, sentences in told.items():
        field = {"naam": "programma"}.get(name, name)
        for sentence in sentences:
            form.add_error(field if field in form.fields else None, sentence)
