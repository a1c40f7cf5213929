"""Which columns a caseload has and which events a row stands for, as a system declares in ``caseload.yaml``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from doorstroom.exchange.refusal import Refusal
from doorstroom.kernel.errors import DoorstroomError
from doorstroom.kernel.events import EventTypes
from doorstroom.kernel.reading import read_yaml

KINDS = ("text", "date", "choice", "yesno", "number")


class CaseloadError(Refusal):
    """A caseload or its mapping cannot be read."""


class LayoutError(DoorstroomError):
    """What a system declares of its caseload is wrong."""


@dataclass(frozen=True)
class CaseloadColumn:
    """One column of the spreadsheet.

    ``digits``: a code of so many digits; a spreadsheet program drops the zeros in front, so they are put back.
    """

    name: str
    kind: str
    nl: str
    en: str
    example: str
    required: bool = False
    private: bool = False
    choices: Mapping[str, str] | None = None
    digits: int | None = None


@dataclass(frozen=True)
class CaseloadEvent:
    """An event that a row stands for when date column ``day`` (and ``when``, if given) is filled in."""

    type: str
    day: str
    when: str | None
    payload: Mapping[str, str]
    constant: Mapping[str, Any]

    @property
    def instance(self) -> str:
        """Name of the instance: the same in every version of the file, so that a changed cell is a correction."""
        return f"caseload-{self.when or self.day}"


@dataclass(frozen=True)
class Layout:
    """The whole declaration."""

    columns: Mapping[str, CaseloadColumn]
    events: tuple[CaseloadEvent, ...]

    @property
    def key(self) -> str:
        """The column that names the case."""
        return next(name for name, column in self.columns.items() if column.required)


def read_layout(path: Path, types: EventTypes) -> Layout:
    """The layout of a system, checked against its event types. Raises LayoutError that names what is wrong."""
    content = read_yaml(path, lambda reason: LayoutError(f"{path.name}: not readable as YAML: {reason}"))
    if not isinstance(content, dict) or not all(isinstance(content.get(key), list) for key in ("columns", "events")):
        raise LayoutError(f"{path.name}: needs a list of columns and a list of events")
    columns = {made.name: made for made in (_column(path.name, row) for row in content["columns"])}
    if not any(column.required for column in columns.values()):
        raise LayoutError(f"{path.name}: no column is required; one must name the case")
    return Layout(columns, tuple(_event(path.name, row, columns, types) for row in content["events"]))


def _column(file: str, row: Any) -> CaseloadColumn:
    try:
        made = CaseloadColumn(**{**row, "example": str(row["example"])})
    except (TypeError, KeyError) as error:
        raise LayoutError(f"{file}: column {row!r} is not declared well: {error}") from None
    if made.kind not in KINDS:
        raise LayoutError(f"{file}: column '{made.name}' has unknown kind '{made.kind}'")
    if (made.kind == "choice") != bool(made.choices):
        raise LayoutError(f"{file}: column '{made.name}': a choice has choices, and nothing else has")
    return made


def _event(file: str, row: Any, columns: Mapping[str, CaseloadColumn], types: EventTypes) -> CaseloadEvent:
    if not isinstance(row, dict) or not {"type", "day"} <= set(row):
        raise LayoutError(f"{file}: event {row!r} needs a type and a day")
    event = CaseloadEvent(row["type"], row["day"], row.get("when"), row.get("payload") or {}, row.get("constant") or {})
    for name in (event.day, *([event.when] if event.when else ()), *event.payload.values()):
        if name not in columns:
            raise LayoutError(f"{file}: event '{event.type}' uses unknown column '{name}'")
    fields = types[event.type].model_fields
    for name in (*event.payload, *event.constant):
        if name not in fields:
            raise LayoutError(f"{file}: event '{event.type}' has no field '{name}'")
    return event
