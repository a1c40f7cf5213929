"""What people call the fields of events and the values that they may take, in Dutch and English.

File ``labels.yaml`` of a system:

    fields:
      leerroute: {nl: Leerroute, en: Learning route}
      pip_vastgesteld.niveau: {nl: Niveau van alle taalonderdelen, en: Level of all language parts, help_nl: "..."}
    choices:
      Z: {nl: Z-route, en: Z route}
      boete_opgelegd.soort.map: {nl: MAP niet op tijd, en: MAP not in time}

The most precise name counts: for a field ``event.field``, then ``field``; for a value ``event.field.value``, then
``field.value``, then ``value``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl

from doorstroom.kernel.errors import DoorstroomError
from doorstroom.kernel.events import EventTypes
from doorstroom.kernel.reading import read_yaml
from doorstroom.kernel.wording import WORDS, Language


class LabelError(DoorstroomError):
    """A file of labels is malformed, or lacks a label."""


@dataclass(frozen=True)
class Label:
    """What something is called, and a sentence of help where the name is not enough."""

    nl: str
    en: str
    help_nl: str = ""
    help_en: str = ""

    def name(self, language: Language) -> str:
        """The name in a language."""
        return self.nl if language == "nl" else self.en

    def help(self, language: Language) -> str:
        """The sentence of help in a language; empty when there is none."""
        return self.help_nl if language == "nl" else self.help_en


@dataclass(frozen=True)
class Labels:
    """The labels of a system."""

    fields: Mapping[str, Label]
    choices: Mapping[str, Label]

    def field(self, event: str, field: str) -> Label:
        """The label of a field of an event type. Raises LabelError when there is none."""
        return _first(self.fields, (f"{event}.{field}", field))

    def choice(self, event: str, field: str, value: str) -> Label:
        """The label of a value that a field may take. Raises LabelError when there is none."""
        return _first(self.choices, (f"{event}.{field}.{value}", f"{field}.{value}", value))

    def worded(self, event: str, field: str, value: Any, language: Language) -> str:
        """A value of a field as a person reads it; unknown, yes, no and codes in words, other values as they are."""
        if value is None or isinstance(value, bool):
            return WORDS[language][value]
        if isinstance(value, (list, tuple)):
            return ", ".join(self.worded(event, field, member, language) for member in value)
        try:
            return self.choice(event, field, str(value)).name(language)
        except LabelError:
            return str(value)

    def missing(self, types: EventTypes) -> list[str]:
        """Fields and coded values without a label, by name."""
        lacking = []
        for kind in types:
            for field, dtype in kind.schema_of_payload().items():
                if not {f"{kind.type}.{field}", field} & self.fields.keys():
                    lacking.append(f"{kind.type}.{field}")
                for value in _codes(dtype):
                    names = {f"{kind.type}.{field}.{value}", f"{field}.{value}", value}
                    if not names & self.choices.keys():
                        lacking.append(f"{kind.type}.{field}.{value}")
        return lacking


def read_labels(path: Path) -> Labels:
    """The labels in a file. Raises LabelError with file, name and reason."""
    if not path.exists():
        return Labels({}, {})
    content = read_yaml(path, lambda reason: LabelError(f"{path.name}: not readable as YAML: {reason}"))
    if not isinstance(content, dict) or set(content) != {"fields", "choices"}:
        raise LabelError(f"{path.name}: expected fields and choices")
    parts = {}
    for part, labels in content.items():
        if not isinstance(labels, dict):
            raise LabelError(f"{path.name}: {part} must be labels by name")
        parts[part] = {str(name): _label(path.name, str(name), body) for name, body in labels.items()}
    return Labels(parts["fields"], parts["choices"])


def _label(file: str, name: str, body: Any) -> Label:
    allowed = {"nl", "en", "help_nl", "help_en"}
    if not isinstance(body, dict) or not {"nl", "en"} <= set(body) <= allowed:
        raise LabelError(f"{file}: label '{name}' needs nl and en, and may have help_nl and help_en")
    return Label(**{key: str(text) for key, text in body.items()})


def _first(labels: Mapping[str, Label], names: Iterable[str]) -> Label:
    for name in names:
        if name in labels:
            return labels[name]
    raise LabelError(f"no label for '{name}'")


def _codes(dtype: pl.DataType) -> list[str]:
    if isinstance(dtype, pl.List):
        return _codes(dtype.inner)  # type: ignore[arg-type]
    return list(dtype.categories) if isinstance(dtype, pl.Enum) else []
