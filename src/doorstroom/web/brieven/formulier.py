"""The form of a letter: what it asks, and who signs."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from doorstroom.web.brieven.invullen import LINE, STORY, signers
from doorstroom.web.brieven.sjabloon import Ask, Letter
from doorstroom.web.toegang.models import Gebruiker
from doorstroom.web.werkplek.velden import DayField
from doorstroom.web.zaken.dossier import Dossier

_TEXT = forms.Textarea(attrs={"rows": 4, "class": "utrecht-textarea utrecht-textarea--html-textarea"})


class LetterForm(forms.Form):
    """What the official fills in. ``brief_id`` is made with the form, so that sending it twice makes one letter."""

    brief_id = forms.UUIDField(widget=forms.HiddenInput)
    gebeurtenis = forms.UUIDField(widget=forms.HiddenInput, required=False)
    ondertekenaar = forms.ModelChoiceField(Gebruiker.objects.none(), label=_("Wie ondertekent"), empty_label=None)
    vervangt = forms.BooleanField(label=_("Deze brief vervangt een eerdere brief"), required=False)

    def __init__(self, *args: Any, letter: Letter, dossier: Dossier, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.asked = [ask.name for ask in letter.asks]
        found = signers(dossier.system, letter, dossier.user)
        signer = self.fields["ondertekenaar"]
        signer.queryset = Gebruiker.objects.filter(pk__in=[each.pk for each in found])
        signer.initial = found[0].pk if found else None
        self.fields["brief_id"].initial = uuid4()
        self.fields |= {ask.name: _field(ask) for ask in letter.asks}
        self.order_fields([*self.asked, "ondertekenaar", "vervangt"])

    def filled(self) -> dict[str, Any]:
        """What was filled in, by the name that the letter gives it."""
        return {name: self.cleaned_data.get(name) or None for name in self.asked}


def _field(ask: Ask) -> forms.Field:
    shared = {"label": ask.nl, "help_text": ask.help, "required": not ask.optional}
    if ask.kind == "day":
        return DayField(**shared)
    if ask.kind == "text":
        return forms.CharField(max_length=LINE, **shared)
    return forms.CharField(max_length=STORY, widget=_TEXT, **shared)
