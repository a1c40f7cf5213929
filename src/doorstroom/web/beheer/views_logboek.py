"""The page of the log of processing."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from doorstroom.web.beheer import logboek as log
from doorstroom.web.beheer.bladen import needs, of_platform, show
from doorstroom.web.clock import now, today
from doorstroom.web.toegang.models import Gebruiker, Organisatie
from doorstroom.web.werkplek.velden import DayField, write_day


class Search(forms.Form):
    """What to look for in the log."""

    zaak = forms.CharField(
        label=gettext_lazy("Zaaknummer"), required=False, max_length=64,
        help_text=gettext_lazy("Of het nummer van de persoon. U ziet dan alles over die persoon."),
    )  # fmt: skip
    wie = forms.CharField(label=gettext_lazy("Gebruikersnaam"), required=False, max_length=64)
    soort = forms.CharField(
        label=gettext_lazy("Soort werk"), required=False, max_length=64,
        help_text=gettext_lazy("Zoals: zaak behandelen, werklijst, besluit nemen, beheer, inloggen, logboek."),
    )  # fmt: skip
    organisatie = forms.ChoiceField(label=gettext_lazy("Organisatie"), required=False)
    van = DayField(label=gettext_lazy("Vanaf"), required=False)
    tot = DayField(label=gettext_lazy("Tot en met"), required=False)

    def __init__(self, user: Gebruiker, data: Any) -> None:
        super().__init__(data)
        places = Organisatie.objects.values_list("code", "naam")
        self.fields["organisatie"].choices = [("", _("alle")), *places]
        if not of_platform(user):
            del self.fields["organisatie"]


@require_GET
@needs("logboek")
def logboek(request: HttpRequest) -> HttpResponse:
    """Who did what with whose data, when, what for and on which ground."""
    given = request.GET.copy()
    if not {"zaak", "van", "wie"} & set(given):
        given["van"] = write_day(today() - dt.timedelta(days=log.DAYS))
    form = Search(request.user, given)
    moment = _moment(request.GET.get("stand", ""))
    shown = None
    if form.is_valid():
        told = form.cleaned_data
        question = log.Question(
            moment, told["zaak"], told["wie"], told["soort"], told.get("organisatie", ""),
            told["van"], told["tot"],
        )  # fmt: skip
        shown = log.read(request.user, question, request.GET.get("blad"))
    given["stand"] = moment.isoformat()
    given.pop("blad", None)
    context = {"form": form, "blad": shown, "vraag": given.urlencode()}
    return show(request, "logboek", "beheer:logboek", context, status=200 if shown is not None else 400)


def _moment(text: str) -> dt.datetime:
    """The moment of which the pages are; this one when none, or one to come, is named."""
    present = now()
    try:
        named = dt.datetime.fromisoformat(text)
    except ValueError:
        return present
    return present if named.tzinfo is None else min(named, present)
