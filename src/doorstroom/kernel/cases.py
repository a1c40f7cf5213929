"""Worked cases: events, a question and the expected columns, in YAML that lawyers can read and add to.

    - id: WI21-S-018
      title: Termijn begint de dag na het PIP
      sources: [WET 11]
      confidence: high
      events:
        - {type: pip_vastgesteld, valid_on: 2023-02-14, payload: {gemeente: "0001", leerroute: B1}}
      ask: {peildatum: 2023-03-01}
      expect: {termijn_start: 2023-02-15}

``recorded_at`` of an event (a date or a moment with time zone) is its ``valid_on`` unless it says otherwise; the
same ``type`` and ``instance`` again is a correction, with ``retracted: true`` a retraction. ``unknown`` is a value.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, uuid5

import polars as pl

from doorstroom.kernel.errors import CaseError, DoorstroomError
from doorstroom.kernel.evaluate import Evaluation, run
from doorstroom.kernel.events import Event
from doorstroom.kernel.history import history_of
from doorstroom.kernel.reading import read_yaml
from doorstroom.kernel.system import System

CONFIDENCE = ("high", "medium", "low")
_KEYS = {"id", "title", "sources", "confidence", "events", "ask", "expect"}
_OPTIONAL = {"note"}


@dataclass(frozen=True)
class Case:
    """One worked case, as read."""

    id: str
    title: str
    sources: tuple[str, ...]
    confidence: str
    events: tuple[Event, ...]
    peildatum: dt.date
    known_at: dt.datetime | None
    law_date: dt.date | None
    expect: dict[str, Any]
    path: Path
    note: str = ""


@dataclass(frozen=True)
class Difference:
    """A column that came out otherwise than expected (None is unknown)."""

    column: str
    expected: Any
    found: Any


@dataclass(frozen=True)
class Verdict:
    """The outcome of one case: no differences means passed. The evaluation holds the cases decided with it too."""

    case: Case
    differences: tuple[Difference, ...]
    evaluation: Evaluation | None
    error: str = ""

    @property
    def passed(self) -> bool:
        """Whether every expected column came out as expected."""
        return not self.differences and not self.error


def read_cases(paths: Iterable[Path]) -> list[Case]:
    """The cases of files and folders, in order. Raises CaseError with file, case and reason."""
    cases: list[Case] = []
    places: dict[str, Path] = {}
    for path in _files(paths):
        for case in _read(path):
            if case.id in places:
                raise CaseError(f"{path}: case '{case.id}' also stands in {places[case.id]}")
            places[case.id] = path
            cases.append(case)
    return cases


def check(cases: Sequence[Case], system: System) -> list[Verdict]:
    """Decide cases and compare every expected column; a refusal of the kernel is a failure with its sentence.

    All cases are evaluated at once, each on its own peildatum and as known at its own moment.
    """
    refused: dict[str, str] = {}
    for case in cases:
        try:
            for name in case.expect:
                system.graph[name]
            for event in case.events:
                if not event.retracted:
                    system.events.validate_payload(event.type, event.payload)
        except DoorstroomError as error:
            refused[case.id] = str(error)
    good = [case for case in cases if case.id not in refused]
    verdicts: dict[str, Verdict] = {}
    for capped in (False, True):
        some = [case for case in good if (case.law_date is not None) is capped]
        if some:
            evaluation = _evaluate(some, system, capped)
            rows = evaluation.cases.iter_rows(named=True)
            for case, row in zip(some, rows, strict=True):
                verdicts[case.id] = Verdict(case, _differences(case, row), evaluation)
    return [verdicts.get(case.id) or Verdict(case, (), None, refused[case.id]) for case in cases]


def _evaluate(cases: Sequence[Case], system: System, capped: bool) -> Evaluation:
    history = history_of([event for case in cases for event in case.events], system.events)
    moments = pl.DataFrame(
        {
            "peildatum": [case.peildatum for case in cases],
            "known_at": [case.known_at for case in cases],
            "law_date": [case.law_date or case.peildatum for case in cases],
        },
        schema={"peildatum": pl.Date, "known_at": pl.Datetime("us", "UTC"), "law_date": pl.Date},
    )
    plan = system.plan({name for case in cases for name in case.expect}, capped=capped)
    return run(plan, history.as_of_each(moments), max(moments["law_date"]), None)


def _differences(case: Case, row: Mapping[str, Any]) -> tuple[Difference, ...]:
    return tuple(
        Difference(name, expected, row[name])
        for name, expected in case.expect.items()
        if not _same(expected, row[name])
    )


def _same(expected: Any, found: Any) -> bool:
    if expected is None or found is None:
        return expected is found
    if isinstance(expected, bool) or isinstance(found, bool):
        return isinstance(expected, bool) and isinstance(found, bool) and expected == found
    if isinstance(expected, (int, float)) and isinstance(found, (int, float)):
        return math.isclose(expected, found, rel_tol=0, abs_tol=1e-6)
    return bool(expected == found)


def _files(paths: Iterable[Path]) -> Iterator[Path]:
    for path in paths:
        if path.is_dir():
            found = sorted(path.rglob("*.yaml"))
            if not found:
                raise CaseError(f"{path}: no case files (*.yaml) in this folder")
            yield from found
        elif path.exists():
            yield path
        else:
            raise CaseError(f"{path}: no such file or folder")


def _read(path: Path) -> Iterator[Case]:
    content = read_yaml(path, lambda reason: CaseError(f"{path}: not readable as YAML: {reason}"))
    if not isinstance(content, list) or not content:
        raise CaseError(f"{path}: expected a list of cases")
    for number, body in enumerate(content, start=1):
        yield _case(path, number, body)


def _case(path: Path, number: int, body: Any) -> Case:
    name = body.get("id", f"number {number}") if isinstance(body, dict) else f"number {number}"
    where = f"{path}: case '{name}'"
    if not isinstance(body, dict):
        raise CaseError(f"{where}: expected keys {', '.join(sorted(_KEYS))}")
    lacking, extra = _KEYS - set(body), set(body) - _KEYS - _OPTIONAL
    if lacking:
        raise CaseError(f"{where}: key '{sorted(lacking)[0]}' is missing")
    if extra:
        raise CaseError(f"{where}: unknown key '{sorted(extra)[0]}'")
    if not 1 <= len(str(body["id"])) <= 64:
        raise CaseError(f"{where}: an id has 1 to 64 characters")
    if body["confidence"] not in CONFIDENCE:
        raise CaseError(f"{where}: confidence must be one of {', '.join(CONFIDENCE)}")
    ask = body["ask"]
    if not isinstance(ask, dict) or "peildatum" not in ask or set(ask) - {"peildatum", "known_at", "law_date"}:
        raise CaseError(f"{where}: ask needs peildatum, and may have known_at and law_date")
    if not isinstance(body["expect"], dict) or not body["expect"]:
        raise CaseError(f"{where}: expect needs at least one column")
    if not isinstance(body["events"], list) or not body["events"]:
        raise CaseError(f"{where}: events must be a list with at least one event")
    known_at = ask.get("known_at")
    events = tuple(_event(where, str(body["id"]), place, row) for place, row in enumerate(body["events"]))
    return Case(
        str(body["id"]),
        str(body["title"]),
        tuple(str(source) for source in body["sources"]),
        body["confidence"],
        events,
        _day(where, ask["peildatum"]),
        None if known_at is None else _moment(where, known_at, end_of_day=True),
        None if ask.get("law_date") is None else _day(where, ask["law_date"]),
        {name: None if wanted == "unknown" else wanted for name, wanted in body["expect"].items()},
        path,
        str(body.get("note", "")),
    )


def _event(where: str, case_id: str, place: int, row: Any) -> Event:
    allowed = {"type", "valid_on", "recorded_at", "instance", "payload", "retracted", "organisation"}
    if not isinstance(row, dict) or not {"type", "valid_on"} <= set(row):
        raise CaseError(f"{where}: event {place + 1} needs type and valid_on")
    if set(row) - allowed:
        raise CaseError(f"{where}: event {place + 1}: unknown key '{sorted(set(row) - allowed)[0]}'")
    payload = row.get("payload") or {}
    if not isinstance(payload, dict):
        raise CaseError(f"{where}: event {place + 1}: payload must be fields by name, not '{payload}'")
    for name in ("instance", "organisation"):
        if not 1 <= len(str(row.get(name, "-"))) <= 64:
            raise CaseError(f"{where}: event {place + 1}: {name} has 1 to 64 characters")
    valid_on = _day(where, row["valid_on"])
    return Event(
        event_id=uuid5(NAMESPACE_URL, f"{case_id}/{place}"),
        case_id=case_id,
        person_id=case_id,
        type=str(row["type"]),
        instance=str(row.get("instance", place + 1)),
        valid_on=valid_on,
        recorded_at=_moment(where, row.get("recorded_at", valid_on), end_of_day=False),
        sequence=place,
        organisation=str(row.get("organisation", "worked case")),
        actor="worked case",
        payload=payload,
        retracted=bool(row.get("retracted", False)),
    )


def _day(where: str, value: Any) -> dt.date:
    if isinstance(value, dt.date) and not isinstance(value, dt.datetime):
        return value
    raise CaseError(f"{where}: '{value}' is not a date (write 2023-05-01)")


def _moment(where: str, value: Any, *, end_of_day: bool) -> dt.datetime:
    """A moment; a bare day means its beginning for a recording and its end for a question."""
    if isinstance(value, dt.datetime):
        return value if value.tzinfo else value.replace(tzinfo=dt.UTC)
    day = _day(where, value)
    time = dt.time.max if end_of_day else dt.time.min
    return dt.datetime.combine(day, time, tzinfo=dt.UTC)
