"""The form of one of the newcomer's own actions: the generic one, in his words and with what he need not be asked."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from doorstroom.kernel.events import Event
from doorstroom.kernel.process import Action
from doorstroom.web.mijn.berichten import LONGEST
from doorstroom.web.mijn.blik import Blik
from doorstroom.web.werkplek.formulier import DAY, ActionForm, form_of

#: His own words beside what the form asks; no payload field is called so.
STORY = "toelichting"
#: What of the message is not his own words.
_MARGIN = 500


def newcomer_form(
    blik: Blik, action: Action, data: Mapping[str, Any] | None = None, *, old: Event | None = None
) -> ActionForm:
    """The form of an action in the language of the page, with a place for his own words."""
    declared = blik.story["actions"][action.name]
    if data is not None:
        data = {**{name: data[name] for name in data}, **declared.get("preset", {})}
    form = form_of(blik.dossier, action, data, old=old)
    for name in declared.get("preset", {}):
        form.fields[name].widget = forms.HiddenInput()
        form.fields[name].initial = declared["preset"][name]
    if declared.get("today"):
        form.fields.pop(DAY, None)
    for name, field in form.fields.items():
        if name not in ("event_id", "version", "corrects") and not field.widget.is_hidden:
            _in_his_words(blik, action.event, name, field)
    tells = bool(declared.get("tells"))
    form.fields[STORY] = forms.CharField(
        label=_("Vertel uw verhaal") if tells else _("Wilt u er iets bij vertellen?"),
        help_text=_("U mag in uw eigen taal schrijven. Een antwoord kan dan langer duren."),
        required=tells, max_length=LONGEST - _MARGIN, widget=forms.Textarea(attrs={"rows": 5, "dir": "auto"}),
    )  # fmt: skip
    return form


def left_out(blik: Blik, event: str, name: str) -> list[str]:
    """The values of a field that are not his to choose."""
    found: list[str] = blik.story["left_out"].get(f"{event}.{name}", [])
    return found


def _in_his_words(blik: Blik, event: str, name: str, field: forms.Field) -> None:
    """Label and choices of a field in the language of the page; sentences of help for staff fall away."""
    words, column = blik.words, "valid_on" if name == DAY else name
    field.label = words.field(event, column)
    field.help_text = _("Bijvoorbeeld 9-3-2026.") if _is_day(field) else ""
    if isinstance(field, forms.ChoiceField):
        others = left_out(blik, event, name)
        his = [(code, label) for code, label in field.choices if code not in others]
        first = next((code for code, _label in his if code), "")
        if words.has("choices", f"{event}.{name}.{first}", f"{name}.{first}", first):  # yes and no are called so anyway
            his = [(code, words.choice(event, name, code) if code else label) for code, label in his]
        field.choices = his


def _is_day(field: forms.Field) -> bool:
    return "utrecht-textbox--date" in str(field.widget.attrs.get("class", ""))
