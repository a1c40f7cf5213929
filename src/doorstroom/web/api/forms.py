"""Forms of keys and webhooks on the pages of the administration."""

from __future__ import annotations

from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from doorstroom.web.beheer.forms_accounts import RolesForm

_DAYS = [(30, _("30 dagen")), (90, _("90 dagen")), (180, _("180 dagen")), (365, _("een jaar"))]


class KeyForm(RolesForm):
    """A key to issue. ``nummer`` is made with the form, so that sending it twice makes one key."""

    nummer = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    programma = forms.CharField(
        label=_("Naam van het programma"), max_length=80,
        help_text=_("Zo heet het in de geschiedenis van een zaak en in het logboek."),
    )  # fmt: skip
    dagen = forms.TypedChoiceField(label=_("Hoe lang de sleutel werkt"), choices=_DAYS, coerce=int, initial=90)
    field_order = ("nummer", "programma", "rollen", "dagen")


class WebhookForm(forms.Form):
    """A webhook to make."""

    nummer = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    url = forms.CharField(
        label=_("Adres"), max_length=500,
        help_text=_("Begint met https:// en ligt op het openbare internet. Zet er geen geheimen in."),
    )  # fmt: skip
