"""The data dictionary: what every event type and every field of it means, made from their declarations and labels."""

from __future__ import annotations

import inspect
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import polars as pl
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from doorstroom.kernel.events import EventType
from doorstroom.kernel.labels import LabelError, Labels
from doorstroom.kernel.system import System

if TYPE_CHECKING:
    from doorstroom.exchange.export.delivery import Delivery

TEMPLATES = Path(__file__).parent / "templates"
FORMATS = ("json", "md", "html")

#: Columns that every event has: what kind of value, whether it is always there, and what it means.
ENVELOPE: Mapping[str, tuple[str, bool, str, str]] = {
    "case_id": ("text", True, "De zaak waar de gebeurtenis bij hoort.", "The case that the event belongs to."),
    "person_id": (
        "text", True,
        "De persoon, onder een pseudoniem; wie het is, staat alleen in de personenkluis.",
        "The person, under a pseudonym; who it is stands in the person vault only.",
    ),
    "type": ("text", True, "De soort gebeurtenis.", "The kind of event."),
    "instance": (
        "text", True,
        "De hoeveelste van deze soort in de zaak: een tweede PIP is een nieuwe, een verbeterde datum niet.",
        "Which one of this kind in the case: a second PIP is a new one, a corrected date is not.",
    ),
    "valid_on": (
        "day", True,
        "De dag waarop het geldt: de eerste tijdas.",
        "The day on which it holds: the first time axis.",
    ),
    "recorded_at": (
        "moment", True,
        "Het moment (UTC) waarop het register het te weten kwam: de tweede tijdas.",
        "The moment (UTC) at which the register learned of it: the second time axis.",
    ),
    "organisation": ("text", True, "De organisatie die het vastlegde.", "The organisation that recorded it."),
    "actor": (
        "text", True,
        "De medewerker of het systeem dat het vastlegde.",
        "The official or the system that recorded it.",
    ),
    "event_id": ("identifier", True, "Het kenmerk van deze versie (UUID).", "The id of this version (UUID)."),
    "replaces": (
        "identifier", False,
        "De versie die hiermee wordt verbeterd of ingetrokken; leeg bij een eerste versie.",
        "The version that this one corrects or takes back; empty for a first version.",
    ),
    "retracted": (
        "yes or no", True,
        "Of hiermee wordt ingetrokken wat eerder is vastgelegd; dan is er geen inhoud.",
        "Whether this takes back what was recorded earlier; then it has no content.",
    ),
    "payload": ("object", True, "De inhoud: de velden van de soort.", "The content: the fields of the kind."),
    "sequence": (
        "whole number", False,
        "Alleen in de tabellen per soort: de plaats in het logboek.",
        "Only in the tables per kind: the place in the log.",
    ),
    "recorded_until": (
        "moment", False,
        "Alleen in de tabellen per soort: wanneer een volgende versie werd vastgelegd; leeg bij de laatste.",
        "Only in the tables per kind: when a next version was recorded; empty for the last one.",
    ),
}  # fmt: skip
_KINDS: list[tuple[type[pl.DataType], str]] = [
    (pl.Boolean, "yes or no"), (pl.Float64, "number"), (pl.Date, "day"), (pl.String, "text"), (pl.Datetime, "moment"),
    (pl.Enum, "choice"),
]  # fmt: skip
#: Limits that Pydantic keeps for a field, by the name of their attribute.
_LIMITS = {
    "ge": "at_least",
    "gt": "more_than",
    "le": "at_most",
    "lt": "less_than",
    "min_length": "min_length",
    "max_length": "max_length",
}


def dictionary(system: System) -> dict[str, Any]:
    """The dictionary of a system as plain data for JSON."""
    return {
        "system": system.name,
        "envelope": [
            {"name": name, "kind": kind, "required": required, "nl": nl, "en": en}
            for name, (kind, required, nl, en) in ENVELOPE.items()
        ],
        "types": [_type(kind, system.labels) for kind in sorted(system.events, key=lambda kind: kind.type)],
    }


def _type(kind: type[EventType], labels: Labels) -> dict[str, Any]:
    return {
        "type": kind.type,
        "nl": kind.nl,
        "en": kind.en,
        "supplied_by": kind.by,
        "description": inspect.cleandoc(kind.__doc__ or ""),
        "fields": list(_fields(kind, labels)),
    }


def _fields(kind: type[EventType], labels: Labels) -> Iterator[dict[str, Any]]:
    for name, dtype in kind.schema_of_payload().items():
        declared = kind.model_fields[name]
        made: dict[str, Any] = {"name": name, **_label(labels, kind.type, name), "kind": kind_of(dtype)}
        codes = _codes(dtype)
        if codes:
            made["choices"] = [{"value": code, **_choice(labels, kind.type, name, code)} for code in codes]
        made["required"] = declared.is_required()
        if not declared.is_required():
            made["default"] = declared.get_default(call_default_factory=True)
        made |= {
            called: getattr(limit, attribute)
            for limit in declared.metadata
            for attribute, called in _LIMITS.items()
            if getattr(limit, attribute, None) is not None
        }
        yield made


def _label(labels: Labels, kind: str, name: str) -> dict[str, str]:
    try:
        found = labels.field(kind, name)
    except LabelError:  # not every system has labels, and a name says something too
        return {"nl": _spaced(name), "en": _spaced(name), "help_nl": "", "help_en": ""}
    return {"nl": found.nl, "en": found.en, "help_nl": found.help_nl, "help_en": found.help_en}


def _choice(labels: Labels, kind: str, name: str, code: str) -> dict[str, str]:
    try:
        found = labels.choice(kind, name, code)
    except LabelError:
        return {"nl": _spaced(code), "en": _spaced(code)}
    return {"nl": found.nl, "en": found.en}


def _spaced(name: str) -> str:
    return name.replace("_", " ")


def kind_of(dtype: pl.DataType) -> str:
    """What kind of value a column holds, in words."""
    if isinstance(dtype, pl.List):
        return f"list of {kind_of(dtype.inner)}"  # type: ignore[arg-type]
    if dtype.is_integer():
        return "whole number"
    return next(word for known, word in _KINDS if isinstance(dtype, known))


def _codes(dtype: pl.DataType) -> list[str]:
    if isinstance(dtype, pl.List):
        return _codes(dtype.inner)  # type: ignore[arg-type]
    return list(dtype.categories) if isinstance(dtype, pl.Enum) else []


def as_json(made: dict[str, Any]) -> str:
    """The dictionary for programs."""
    return json.dumps(made, ensure_ascii=False, indent=2, default=str) + "\n"


def as_text(made: dict[str, Any], form: str) -> str:
    """The dictionary to read: ``md`` or ``html``."""
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES), autoescape=form == "html", undefined=StrictUndefined, trim_blocks=True,
        lstrip_blocks=True,
    )  # fmt: skip
    environment.filters["cell"] = _cell
    style = Markup((TEMPLATES / "export.css").read_text(encoding="utf-8"))
    return environment.get_template(f"dictionary.{form}.j2").render(made=made, style=style)


def _cell(text: object) -> str:
    """Text as a cell of a table in Markdown."""
    return " ".join(str(text).split()).replace("|", "\\|")


def write_dictionary(delivery: Delivery, system: System, name: str = "dictionary") -> None:
    """The dictionary in a delivery, for programs and to read."""
    made = dictionary(system)
    fields = sum(len(kind["fields"]) for kind in made["types"])
    for form in FORMATS:
        text = as_json(made) if form == "json" else as_text(made, form)
        delivery.file(f"{name}.{form}", fields).write_text(text, encoding="utf-8")
