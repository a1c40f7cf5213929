"""The form of any action, made from the payload of the event that it records and from the labels of the system."""

from __future__ import annotations

import datetime as dt
import types
import typing
from collections.abc import Mapping
from typing import Any, Literal, Union, get_args, get_origin
from uuid import UUID, uuid4

from django import forms
from django.utils.translation import gettext as _
from pydantic.fields import FieldInfo
from pydantic_core import PydanticUndefined

from doorstroom.kernel.events import Event
from doorstroom.kernel.process import Action
from doorstroom.kernel.system import System
from doorstroom.kernel.wording import Language
from doorstroom.web.werkplek.gemeenten import municipality_choices
from doorstroom.web.werkplek.velden import DayField, NumberField, PickField, YesNoField
from doorstroom.web.werkplek.woorden import choice_name, field_help, field_name
from doorstroom.web.zaken.dossier import Dossier
from doorstroom.web.zaken.gebeurtenis import Attempt, asked, current, organisation_of

#: More options than this become a list to choose from instead of buttons.
_MOST_BUTTONS = 6
#: Name of the field for the day; no payload field is called so.
DAY = "op"


class ActionForm(forms.Form):
    """What an action asks, with what the server must know to do nothing twice and to notice that a case changed."""

    event_id = forms.UUIDField(widget=forms.HiddenInput)
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    corrects = forms.UUIDField(widget=forms.HiddenInput, required=False)

    action: Action
    payload_fields: tuple[str, ...]

    def attempt(self, day: dt.date, *, action: str = "", retracts: bool = False) -> Attempt:
        """What a valid form wants to record."""
        given = self.cleaned_data
        return Attempt(
            action or self.action.name,
            given["event_id"],
            given["version"],
            given.get(DAY) or day,
            {} if retracts else self.payload(),
            given.get("corrects"),
            retracts,
        )

    def payload(self) -> dict[str, Any]:
        """The payload as far as it was filled in; what may stay open and was left so is told as unknown."""
        found = {}
        for name in self.payload_fields:
            if name not in self.cleaned_data:
                continue
            value, info = self.cleaned_data[name], self.infos[name]
            if value is None and not _parts(info.annotation)[1]:
                continue  # left empty: the default of the event type holds
            found[name] = value
        return found

    infos: Mapping[str, FieldInfo]


def form_of(
    dossier: Dossier,
    action: Action,
    data: Mapping[str, Any] | None = None,
    *,
    old: Event | None = None,
    draft: Mapping[str, Any] | None = None,
    bulk: bool = False,
) -> ActionForm:
    """The form of an action on a case. ``old``: the version that is corrected or amended; ``draft``: kept before."""
    names = asked(dossier, action)
    infos = dossier.system.events[action.event].model_fields
    fields: dict[str, forms.Field] = {}
    if not action.amends:
        fields[DAY] = _day_field(dossier, action, old)
    says = old or (_last(dossier, action.event) if action.continues else None)
    for name in names:
        fields[name] = _field(dossier, action.event, name, infos[name], says)
    made = type("Form", (ActionForm,), dict(fields))
    initial: dict[str, Any] = {"event_id": uuid4(), "version": dossier.version}
    if old is not None:
        initial["corrects"] = old.event_id
    form: ActionForm = made(data, initial={**initial, **(draft or {})})
    form.action, form.payload_fields, form.infos = action, names, {name: infos[name] for name in names}
    if bulk:
        for name in ("event_id", "version", "corrects"):
            del form.fields[name]
    return form


def _last(dossier: Dossier, kind: str) -> Event | None:
    """The event of a type that was last on any day, as it now reads."""
    standing = [event for event in current(dossier).values() if event.type == kind and not event.retracted]
    return max(standing, key=lambda event: (event.valid_on, event.recorded_at), default=None)


def typed(form: ActionForm) -> dict[str, Any]:
    """What somebody typed so far, to be kept as a draft."""
    names = [DAY, *form.payload_fields] if DAY in form.fields else list(form.payload_fields)
    found = {}
    for name in names:
        value = form.fields[name].widget.value_from_datadict(form.data, form.files, name)
        if value not in (None, "", []):
            found[name] = value
    return found


def _day_field(dossier: Dossier, action: Action, old: Event | None) -> forms.Field:
    language = dossier.language
    return DayField(
        label=field_name(dossier.system, action.event, "valid_on", language),
        help_text=field_help(dossier.system, action.event, "valid_on", language) or _("Bijvoorbeeld 9-3-2026."),
        initial=old.valid_on if old is not None else dossier.day,
    )


def _field(dossier: Dossier, event: str, name: str, info: FieldInfo, old: Event | None) -> forms.Field:
    system, language = dossier.system, dossier.language
    kind, optional = _parts(info.annotation)
    default = None if info.default is PydanticUndefined else info.default
    shared: dict[str, Any] = {
        "label": field_name(system, event, name, language),
        "help_text": field_help(system, event, name, language),
        "required": info.is_required(),
        "initial": old.payload.get(name) if old is not None else default,
    }
    origin = get_origin(kind)
    if origin is Literal:
        return _pick(system, event, name, get_args(kind), shared, language, optional)
    if origin is list:
        options = get_args(get_args(kind)[0])
        choices = [(str(value), choice_name(system, event, name, str(value), language)) for value in options]
        return forms.MultipleChoiceField(choices=choices, widget=forms.CheckboxSelectMultiple, **shared)
    if kind is bool:
        asks = shared["required"] or not optional
        return YesNoField(unknown=optional, **{**shared, "required": asks})
    if kind is dt.date:
        return DayField(**{**shared, "help_text": shared["help_text"] or _("Bijvoorbeeld 9-3-2026.")})
    if kind in (int, float):
        return NumberField(whole=kind is int, bounds=info.metadata, **shared)
    if name == "gemeente":
        own = organisation_of(dossier.user) if dossier.user.soort == "gemeente" else ""
        shared["initial"] = shared["initial"] or own or None
        return PickField(choices=municipality_choices(), **{**shared, "help_text": ""})
    nothing = None if optional else ""  # what was left empty is unknown, and no text without letters
    return forms.CharField(widget=forms.Textarea(attrs={"rows": 5}), max_length=4000, empty_value=nothing, **shared)


def _pick(
    system: System, event: str, name: str, options: tuple[Any, ...], shared: dict[str, Any], language: Language,
    optional: bool,
) -> forms.Field:  # fmt: skip
    choices = [(str(value), choice_name(system, event, name, str(value), language)) for value in options]
    if len(choices) > _MOST_BUTTONS or optional:
        widget: forms.Widget = forms.Select()
        choices = [("", _("niet bekend of niet van toepassing") if optional else _("kies")), *choices]
    else:
        widget = forms.RadioSelect()
    return PickField(choices=choices, widget=widget, **shared)


def _parts(annotation: Any) -> tuple[Any, bool]:
    """The type of a field without "or nothing", and whether it may be nothing."""
    origin = get_origin(annotation)
    if origin is typing.Annotated:
        return _parts(get_args(annotation)[0])
    if origin in (Union, types.UnionType):
        inner = [one for one in get_args(annotation) if one is not type(None)]
        if len(inner) == 1:
            return inner[0], True
    return annotation, False


def new_id(text: str) -> UUID | None:
    """The id that a text stands for; None when it stands for none."""
    try:
        return UUID(text)
    except ValueError:
        return None
