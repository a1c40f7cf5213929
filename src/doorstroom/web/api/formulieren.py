"""The form of an action as JSON Schema, and what somebody sent held against it: every mistake at once."""

from __future__ import annotations

import copy
import json
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, get_args, get_origin

from django.utils.translation import gettext as _
from pydantic import BaseModel, ConfigDict, ValidationError, create_model
from pydantic_core import PydanticUndefined

from doorstroom.kernel.process import Action
from doorstroom.kernel.system import System
from doorstroom.kernel.wording import Language
from doorstroom.web.api.problemen import Problem, mistakes
from doorstroom.web.werkplek.woorden import choice_name, field_help, field_name
from doorstroom.web.zaken.gebeurtenis import fields_of

_CONFIG = ConfigDict(extra="forbid", use_enum_values=True)


@cache
def model_of(system: System, event: str, names: Sequence[str], *, partial: bool) -> type[BaseModel]:
    """A model with these fields of an event type. ``partial``: of a correction, what is left out stays as it was."""
    fields: dict[str, Any] = {}
    for name in names:
        info = copy.copy(system.events[event].model_fields[name])
        if partial and info.is_required():
            info.default = None  # a default is not validated, and what was not sent is not used
        fields[name] = (info.annotation, info)
    return create_model(f"Formulier_{event}", __config__=_CONFIG, **fields)


def schema_of_action(system: System, action: Action, language: Language) -> dict[str, Any]:
    """The JSON Schema of what an action asks, with names and help for people."""
    return schema_of(system, action.event, fields_of(system, action), language, partial=action.amends)


def schema_of(
    system: System, event: str, names: Sequence[str], language: Language, *, partial: bool = False
) -> dict[str, Any]:
    """The JSON Schema of fields of an event type."""
    schema = model_of(system, event, tuple(names), partial=partial).model_json_schema()
    for name, member in schema.get("properties", {}).items():
        member["title"] = field_name(system, event, name, language)
        help_text = field_help(system, event, name, language)
        if help_text:
            member["description"] = help_text
        choices = _choices(system.events[event].model_fields[name].annotation)
        if choices:
            member["x-namen"] = {one: choice_name(system, event, name, one, language) for one in choices}
        if partial:
            member.pop("default", None)
    schema.pop("title", None)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}


def checked(system: System, action: Action, data: Mapping[str, Any], *, corrects: bool) -> dict[str, Any]:
    """What was sent, in its own types and strictly: no number as text. Raises Problem with every mistake."""
    model = model_of(system, action.event, tuple(fields_of(system, action)), partial=corrects or action.amends)
    try:
        found = model.model_validate_json(json.dumps(data), strict=True)
    except ValidationError as error:
        wrong = [{**one, "loc": ("body", "gegevens", *one["loc"])} for one in error.errors(include_url=False)]
        told = mistakes(wrong)
        raise Problem("ongeldig-verzoek", _("De gegevens passen niet bij het formulier."), fouten=told) from None
    return {name: getattr(found, name) for name in found.model_fields_set}


def _choices(annotation: Any) -> list[str]:
    """The codes that a field may hold, as deep as they stand."""
    if get_origin(annotation) is None:
        return []
    found: list[str] = []
    for part in get_args(annotation):
        if isinstance(part, str):
            found.append(part)
        elif part is not type(None) and part is not PydanticUndefined:
            found += _choices(part)
    return list(dict.fromkeys(found))
