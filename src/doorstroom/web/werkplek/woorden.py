"""What fields, values, actions and events are called on a screen."""

from __future__ import annotations

from typing import Any

from doorstroom.kernel.labels import LabelError
from doorstroom.kernel.process import Action
from doorstroom.kernel.system import System
from doorstroom.kernel.wording import Language, in_words
from doorstroom.web.werkplek.gemeenten import municipality_name


def field_name(system: System, event: str, field: str, language: Language) -> str:
    """The name of a payload field; the field itself in words when nobody gave it a name yet."""
    try:
        return system.labels.field(event, field).name(language)
    except LabelError:
        return field.replace("_", " ").capitalize()


def field_help(system: System, event: str, field: str, language: Language) -> str:
    """The sentence of help with a payload field; empty when there is none."""
    try:
        return system.labels.field(event, field).help(language)
    except LabelError:
        return ""


def choice_name(system: System, event: str, field: str, value: str, language: Language) -> str:
    """The name of a value that a field may take."""
    try:
        return system.labels.choice(event, field, value).name(language)
    except LabelError:
        return value.replace("_", " ")


def value_in_words(system: System, event: str, field: str, value: Any, language: Language) -> str:
    """A value of a payload field as a person reads it."""
    if isinstance(value, (list, tuple)):
        return ", ".join(value_in_words(system, event, field, one, language) for one in value) or in_words((), language)
    if field == "gemeente":
        return municipality_name(str(value))
    if isinstance(value, str):
        return choice_name(system, event, field, value, language)
    return in_words(value, language)


def event_name(system: System, event: str, language: Language) -> str:
    """The name of an event type."""
    kind = system.events[event]
    return kind.nl if language == "nl" else kind.en


def action_name(action: Action, language: Language) -> str:
    """The name of an action."""
    return action.nl if language == "nl" else action.en
