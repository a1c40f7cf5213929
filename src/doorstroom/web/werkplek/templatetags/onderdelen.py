"""How the fields of a form are written, with the classes of the components."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import template
from django.forms import BoundField, widgets
from django.forms.boundfield import BoundWidget
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from doorstroom.kernel.wording import in_words
from doorstroom.web.clock import HERE
from doorstroom.web.navigation import url_of_action, url_of_proposal
from doorstroom.web.werkplek.talen import speaks
from doorstroom.web.werkplek.woorden import action_name

register = template.Library()

#: The first that fits counts.
_CLASSES: tuple[tuple[type[widgets.Widget], str], ...] = (
    (widgets.CheckboxInput, "utrecht-checkbox utrecht-checkbox--html-input"),
    (widgets.Textarea, "utrecht-textarea utrecht-textarea--html-textarea"),
    (widgets.Select, "utrecht-select utrecht-select--html-select"),
    (widgets.FileInput, "ds-file"),
    (widgets.Input, "utrecht-textbox utrecht-textbox--html-input"),
)
_RADIO = "utrecht-radio-button utrecht-radio-button--html-input"
#: Options that are together no longer than this stand beside each other.
_ACROSS = 40


@register.filter
def is_checkbox(field: BoundField) -> bool:
    """Whether the field is a single box to tick."""
    return isinstance(field.field.widget, widgets.CheckboxInput)


@register.filter
def field_input(field: BoundField) -> SafeString:
    """The input itself, with the class of its component; a placeholder is no label, so there is none."""
    widget = field.field.widget
    widget.attrs.pop("placeholder", None)
    own = str(widget.attrs.get("class", ""))
    found = next((names for kind, names in _CLASSES if isinstance(widget, kind)), "")
    return field.as_widget(attrs={"class": f"{found} {own}".strip()})


@register.filter
def option_input(option: BoundWidget) -> SafeString:
    """One radio button or box of a group, without its label."""
    radio = option.data["type"] == "radio"
    option.data["attrs"]["class"] = _RADIO if radio else "utrecht-checkbox utrecht-checkbox--html-input"
    return option.tag()


@register.filter
def short_options(field: BoundField) -> bool:
    """Whether the options are short enough to stand beside each other."""
    return sum(len(str(option.choice_label)) for option in field) <= _ACROSS


@register.filter
def first_input(field: BoundField) -> str:
    """The id of the input, or of the first one of a group: where a link to the field leads."""
    return f"{field.auto_id}_0" if field.use_fieldset else str(field.auto_id)


@register.filter
def lookup(mapping: Any, key: Any) -> Any:
    """What a mapping has under a key; empty when nothing."""
    return mapping.get(key, "") if mapping else ""


@register.filter
def hier(moment: dt.datetime) -> str:
    """A moment in words, by the clock of the Netherlands."""
    return in_words(moment.astimezone(HERE), "nl" if get_language() == "nl" else "en")


@register.filter
def spreekt(code: str) -> str:
    """A word about the language that somebody speaks."""
    return speaks(code)


@register.filter
def action_label(name: str, dossier: Any) -> str:
    """What an action of the case's system is called."""
    action = dossier.system.actions.get(name)
    return action_name(action, dossier.language) if action else name


@register.simple_tag
def doe(system: str, case_id: str, action: str) -> str:
    """The address where an action is taken."""
    return url_of_action(system, case_id, action)


@register.filter
def adres(proposal: Any) -> str:
    """The address where a proposal is read and answered."""
    return url_of_proposal(proposal)
