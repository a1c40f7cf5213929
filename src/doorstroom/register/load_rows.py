"""Rows of an event file (CSV, JSONL, Parquet), and each row as an event or as what is wrong with it."""

from __future__ import annotations

import csv
import datetime as dt
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any
from uuid import UUID, uuid5

import polars as pl
from pydantic import ValidationError
from pydantic_core import ErrorDetails

from doorstroom.kernel.errors import EventError
from doorstroom.kernel.events import Event
from doorstroom.register.errors import RegisterError
from doorstroom.register.system import System

#: Namespace of the ids that are derived from the content of a row.
ROW_NAMESPACE = UUID("6f1c3d8e-52a7-5b0c-9d54-0b7f6a1e2c90")

REQUIRED = ("case_id", "person_id", "type", "instance", "valid_on", "organisation", "actor")
OPTIONAL = ("event_id", "recorded_at", "replaces", "retracted", "payload")
_SLICE = 10_000
#: Characters of a value that a message shows at most.
_SHOWN = 80
_TRUE = {"true", "1", "yes", "ja", "waar"}
_FALSE = {"false", "0", "no", "nee", "onwaar", ""}


@dataclass(frozen=True)
class BadRow:
    """One thing that is wrong in a file: the line (of a Parquet file: the row), the field, its value and why."""

    line: int
    field: str
    value: object
    reason: str

    def __str__(self) -> str:
        if self.value is None:
            return f"line {self.line}, {self.field}: {self.reason}"
        got = repr(self._plain())
        got = got if len(got) <= _SHOWN else f"{got[:_SHOWN]}..."
        return f"line {self.line}, {self.field}: {self.reason} (got {got})"

    def data(self) -> dict[str, object]:
        """The same as plain data for JSON."""
        return {"line": self.line, "field": self.field, "value": self._plain(), "reason": self.reason}

    def _plain(self) -> object:
        return self.value if isinstance(self.value, (str, int, float, list, dict, type(None))) else str(self.value)


class FileUnreadable(RegisterError):
    """The file is not there, or is not what its name says."""


@dataclass(frozen=True)
class RawRow:
    """One row as it stands in the file; ``values`` is None where it cannot be read, for the ``problem`` named."""

    line: int
    values: Mapping[str, Any] | None
    problem: str = ""


def raw_rows(path: Path) -> Iterator[RawRow]:
    """The rows of a file, by the ending of its name. Raises FileUnreadable."""
    readers = {".csv": _csv, ".jsonl": _jsonl, ".ndjson": _jsonl, ".parquet": _parquet}
    reader = readers.get(path.suffix.lower())
    if reader is None:
        raise FileUnreadable(f"'{path}': an event file is .csv, .jsonl or .parquet")
    try:
        yield from reader(path)
    except FileNotFoundError:
        raise FileUnreadable(f"'{path}' does not exist") from None
    except UnicodeDecodeError as error:
        raise FileUnreadable(f"'{path}' is not UTF-8: {error}") from None
    except (OSError, csv.Error) as error:
        raise FileUnreadable(f"'{path}' cannot be read: {error}") from None


def _csv(path: Path) -> Iterator[RawRow]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        head = file.readline()
        file.seek(0)
        delimiter = max(",;\t", key=head.count)
        reader = csv.reader(file, delimiter=delimiter, strict=True)
        names = next(reader, None)
        if names is None:
            raise FileUnreadable(f"'{path}' is empty: it has no line with column names")
        check_columns(path, [name.strip() for name in names])
        names = [name.strip() for name in names]
        before = reader.line_num
        for cells in reader:
            line, before = before + 1, reader.line_num
            if not cells:
                continue
            if len(cells) != len(names):
                yield RawRow(line, None, f"{len(cells)} cells under {len(names)} column names")
                continue
            yield RawRow(line, {name: cell for name, cell in zip(names, cells, strict=True) if cell != ""})


def _jsonl(path: Path) -> Iterator[RawRow]:
    with path.open(encoding="utf-8-sig") as file:
        for line, text in enumerate(file, 1):
            if not text.strip():
                continue
            try:
                values = _loads(text)
            except ValueError as error:
                yield RawRow(line, None, f"is not JSON: {error}")
                continue
            if isinstance(values, dict):
                yield RawRow(line, {name: value for name, value in values.items() if value is not None})
            else:
                yield RawRow(line, None, "is not a JSON object")


def _loads(text: str) -> Any:
    """JSON as data. JSON can name half a character, which no database and no file can hold. Raises ValueError."""
    found = json.loads(text)
    if "\\ud" in text.lower():
        try:
            json.dumps(found, ensure_ascii=False).encode()
        except UnicodeEncodeError as error:
            half = error.object[error.start]
            raise ValueError(f"it names half a character (\\u{ord(half):04x} without the other half)") from None
    return found


def _parquet(path: Path) -> Iterator[RawRow]:
    if not path.exists():
        raise FileNotFoundError
    try:
        frame = pl.scan_parquet(path)
        check_columns(path, frame.collect_schema().names())
        for start in count(0, _SLICE):
            rows = frame.slice(start, _SLICE).collect().to_dicts()
            for line, values in enumerate(rows, start + 1):
                yield RawRow(line, {name: _filled(value) for name, value in values.items() if value is not None})
            if len(rows) < _SLICE:
                return
    except pl.exceptions.PolarsError as error:
        raise FileUnreadable(f"'{path}' is not a Parquet file that can be read: {error}") from None


def _filled(value: Any) -> Any:
    """A struct without its empty fields: in Parquet every row has every field."""
    return {name: part for name, part in value.items() if part is not None} if isinstance(value, dict) else value


def check_columns(path: Path, names: list[str]) -> None:
    """Refuse a file that lacks a column, has one twice, or has one that means nothing."""
    for name in REQUIRED:
        if name not in names:
            raise FileUnreadable(f"'{path}' lacks the column '{name}'")
    for name in names:
        if names.count(name) > 1:
            raise FileUnreadable(f"'{path}' has the column '{name}' twice")
        if name not in REQUIRED and name not in OPTIONAL and not name.startswith("payload."):
            raise FileUnreadable(f"'{path}' has an unknown column '{name}'; payload fields are named 'payload.<field>'")


def _why(found: ErrorDetails) -> str:
    """What is wrong with a field; about dates the model says more of itself than of the date."""
    if found["type"].startswith("date_"):
        return "is not a day that exists; write it like 2023-02-01"
    return found["msg"]


class RowReader:
    """Turns the rows of a file for one system into events."""

    def __init__(self, system: System, keep_recorded_at: bool) -> None:
        self._system, self._keep = system, keep_recorded_at

    def event(self, row: RawRow) -> Event | list[BadRow]:
        """The event in a row, or everything that is wrong with the row on its own."""
        if row.values is None:
            return [BadRow(row.line, "row", None, row.problem)]
        values, bad = dict(row.values), []

        def wrong(field: str, value: object, reason: str) -> None:
            bad.append(BadRow(row.line, field, value, reason))

        for name in REQUIRED:
            if name not in values:
                wrong(name, None, "is missing")
        for name in values:
            if name not in REQUIRED and name not in OPTIONAL and not name.startswith("payload."):
                wrong(name, values[name], "is not a known column")
        retracted = _truth(values.pop("retracted", False))
        if retracted is None:
            wrong("retracted", row.values["retracted"], "is neither true nor false")
        if "recorded_at" in values and not self._keep:
            wrong("recorded_at", values["recorded_at"], "may only be given with the right to load history")
        elif "recorded_at" not in values and self._keep:
            wrong("recorded_at", None, "is missing, and history is being loaded")
        payload = self._payload(values, wrong)
        if "type" in values and not retracted and payload is not None:
            self._check_payload(str(values["type"]), payload, wrong)
        if bad:
            return bad
        content = {name: value for name, value in values.items() if name in REQUIRED or name in OPTIONAL}
        content.update(payload=payload, retracted=bool(retracted))
        content.setdefault("event_id", _id_of(self._system.name, content))
        content["recorded_at"] = _moment(content.get("recorded_at"))
        for name in ("case_id", "person_id", "type", "instance"):
            content[name] = str(content[name])
        try:
            return Event.model_validate(content)
        except ValidationError as error:
            return [
                BadRow(row.line, ".".join(map(str, found["loc"])) or "row", found.get("input"), _why(found))
                for found in error.errors()
            ]

    def _payload(self, values: dict[str, Any], wrong: Any) -> dict[str, Any] | None:
        """The payload from its column and from those of its fields; None when it is none."""
        payload = values.pop("payload", {})
        if isinstance(payload, str):
            try:
                payload = _loads(payload)
            except ValueError as error:
                wrong("payload", payload, f"is not JSON: {error}")
                return None
        if not isinstance(payload, dict):
            wrong("payload", payload, "is not a JSON object")
            return None
        flat = {name[8:]: values.pop(name) for name in list(values) if name.startswith("payload.")}
        for name in flat.keys() & payload.keys():
            wrong(f"payload.{name}", flat[name], "is given twice, in 'payload' and in its own column")
        return {**payload, **flat}

    def _check_payload(self, kind: str, payload: dict[str, Any], wrong: Any) -> None:
        try:
            self._system.events[kind].model_validate(payload)
        except EventError as error:
            wrong("type", kind, str(error))
        except ValidationError as error:
            for found in error.errors():
                field = ".".join(("payload", *map(str, found["loc"])))
                wrong(field, None if found["type"] == "missing" else found.get("input"), found["msg"])


def _truth(value: object) -> bool | None:
    text = str(value).strip().lower()
    return True if text in _TRUE else False if text in _FALSE else None


def _moment(value: Any) -> Any:
    """A moment without an offset is UTC; no moment is one that the register will set."""
    if value is None:
        return dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
    if isinstance(value, str):
        try:
            value = dt.datetime.fromisoformat(value)
        except ValueError:
            return value  # the event says what is wrong with it
    if isinstance(value, dt.datetime) and value.tzinfo is None:
        return value.replace(tzinfo=dt.UTC)
    return value


def _id_of(system: str, content: Mapping[str, Any]) -> UUID:
    text = json.dumps([system, content], sort_keys=True, default=str, ensure_ascii=False, separators=(",", ":"))
    return uuid5(ROW_NAMESPACE, text)
