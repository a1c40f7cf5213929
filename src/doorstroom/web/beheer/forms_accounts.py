"""Forms of accounts and organisations."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.contrib.auth.forms import SetPasswordForm
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from doorstroom.web.beheer.accounts import places_of, roles_of, username_of
from doorstroom.web.beheer.bladen import of_platform
from doorstroom.web.toegang.models import Gebruiker, Organisatie
from doorstroom.web.werkplek.velden import DayField


def short(role: str) -> str:
    """A role without the kind of organisation, as people say it."""
    return role.partition(".")[2]


class RolesForm(forms.Form):
    """The roles of somebody of a kind of organisation."""

    rollen = forms.MultipleChoiceField(label=gettext_lazy("Rollen"), widget=forms.CheckboxSelectMultiple)

    def __init__(self, kind: str, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["rollen"].choices = [(role, short(role)) for role in roles_of(kind)]


class PlaceForm(forms.Form):
    """For which organisation somebody is invited."""

    organisatie = forms.ModelChoiceField(Organisatie.objects.none(), label=gettext_lazy("Organisatie"))

    def __init__(self, user: Gebruiker, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisatie"].queryset = Organisatie.objects.filter(pk__in=[one.pk for one in places_of(user)])


class InviteForm(RolesForm):
    """Somebody new."""

    naam = forms.CharField(label=gettext_lazy("Naam"), max_length=120)
    username = forms.CharField(
        label=gettext_lazy("Gebruikersnaam"), max_length=60,
        help_text=gettext_lazy(
            "Kleine letters, cijfers en . _ @ + -. Logt u in via uw organisatie? Geef dan de naam die daar geldt."
        ),
    )  # fmt: skip
    field_order = ("naam", "username", "rollen")

    def clean_username(self) -> str:
        """A name that fits in events and in the log. Raises ValidationError."""
        return username_of(str(self.cleaned_data["username"]))


class ChooseForm(SetPasswordForm):
    """A first password, or a new one."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        one, again = self.fields["new_password1"], self.fields["new_password2"]
        one.label, again.label = _("Wachtwoord"), _("Nog een keer hetzelfde wachtwoord")
        one.help_text = _("Minstens 12 tekens. Geen woord dat vaak wordt gebruikt, en niet uw naam.")
        again.help_text = ""


class ContactForm(forms.ModelForm):
    """What letters say of an organisation."""

    class Meta:
        model = Organisatie
        fields: tuple[str, ...] = ("telefoon", "adres")
        labels = {"telefoon": gettext_lazy("Telefoon"), "adres": gettext_lazy("Adres")}  # noqa: RUF012
        help_texts = {"adres": gettext_lazy("Dit staat op brieven.")}  # noqa: RUF012


class OrganisationForm(ContactForm):
    """An organisation as the platform keeps it; kind and code stay as they are, since events name them."""

    keurmerk_vanaf = DayField(label=gettext_lazy("Keurmerk vanaf"), required=False)
    keurmerk_tot_en_met = DayField(label=gettext_lazy("Keurmerk tot en met"), required=False)

    class Meta(ContactForm.Meta):
        fields: tuple[str, ...] = ("naam", "telefoon", "adres", "keurmerk_vanaf", "keurmerk_tot_en_met")
        labels = {**ContactForm.Meta.labels, "naam": gettext_lazy("Naam")}  # noqa: RUF012

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.kind() != "aanbieder":
            del self.fields["keurmerk_vanaf"], self.fields["keurmerk_tot_en_met"]

    def kind(self) -> str:
        """The kind of organisation."""
        return str(self.instance.soort)

    def clean(self) -> dict[str, Any]:
        """The keurmerk ends after it began. Raises ValidationError."""
        given: dict[str, Any] = super().clean()
        since, until = given.get("keurmerk_vanaf"), given.get("keurmerk_tot_en_met")
        if until is not None and (since is None or until < since):
            self.add_error("keurmerk_tot_en_met", _("Het keurmerk eindigt niet voordat het begint."))
        return given


class NewOrganisationForm(OrganisationForm):
    """A municipality or a course provider; of the others there is one each."""

    _KINDS = (("gemeente", gettext_lazy("gemeente")), ("aanbieder", gettext_lazy("cursusaanbieder")))
    soort = forms.ChoiceField(label=gettext_lazy("Soort"), choices=_KINDS, widget=forms.RadioSelect)

    class Meta(OrganisationForm.Meta):
        fields = ("soort", "code", *OrganisationForm.Meta.fields)
        labels = {**OrganisationForm.Meta.labels, "code": gettext_lazy("Code")}  # noqa: RUF012
        help_texts = {  # noqa: RUF012
            **OrganisationForm.Meta.help_texts,
            "code": gettext_lazy("Van een gemeente de vier cijfers van CBS, zoals 0344. Dit kan later niet anders."),
        }

    def kind(self) -> str:
        """The keurmerk is asked of every new one: whether it is a provider is not known yet."""
        return "aanbieder"

    def clean(self) -> dict[str, Any]:
        """The code is as events write it. Raises ValidationError."""
        given = super().clean()
        code, kind = str(given.get("code", "")), given.get("soort")
        fits = re.fullmatch(r"\d{4}" if kind == "gemeente" else r"[A-Z][A-Z0-9-]{1,31}", code)
        if code and kind and not fits:
            self.add_error("code", _("Een gemeente heeft vier cijfers; een aanbieder hoofdletters, cijfers en -."))
        if kind == "gemeente" and given.get("keurmerk_vanaf"):
            self.add_error("keurmerk_vanaf", _("Een gemeente heeft geen keurmerk."))
        return given


def form_of(user: Gebruiker) -> type[ContactForm]:
    """With which form a user changes an organisation that he keeps."""
    return OrganisationForm if of_platform(user) else ContactForm
