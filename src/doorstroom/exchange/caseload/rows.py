"""Rows of a caseload as events, and every cell that cannot be one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from doorstroom.exchange.caseload.cells import BadValue, value_of
from doorstroom.exchange.caseload.layout import CaseloadEvent, Layout
from doorstroom.exchange.caseload.sheet import Sheet
from doorstroom.kernel.errors import EventError
from doorstroom.kernel.events import Event, EventTypes
from doorstroom.kernel.wording import Language

#: Characters of a cell that a message shows at most.
_SHOWN = 60


@dataclass(frozen=True)
class BadCell:
    """A cell that was refused: where it stands, what it holds, and why and how to mend it, in English and Dutch.

    ``column`` is our name of the column, ``heading`` the one in the file.
    """

    line: int
    column: str
    value: str
    reason: str
    reden: str
    heading: str

    def told(self, language: Language) -> str:
        """The whole of it in one sentence."""
        value = " ".join(self.value.split())
        value = value if len(value) <= _SHOWN else value[:_SHOWN] + "..."
        if language == "nl":
            held = f"'{value}'" if value else "leeg"
            return f"regel {self.line}, kolom '{self.heading}', {held}: {self.reden}"
        held = f"'{value}'" if value else "empty"
        return f"line {self.line}, column '{self.heading}', {held}: {self.reason}"

    def __str__(self) -> str:
        return self.told("en")


@dataclass(frozen=True)
class Caseload:
    """A caseload as read: events of the good rows, private cells (name, klantmanager) per case, and the bad cells.

    A row with a bad cell gives no events at all. ``unused`` cells say nothing yet, such as a leerroute without a PIP.
    ``undated`` cases have no date at all, so there is nothing to tell of them. ``columns``: in which column an event of
    a type is filled in. ``others``: sheets that were not read. ``unmapped``: headings that only the mapping has.
    """

    events: tuple[Event, ...]
    private: Mapping[str, Mapping[str, str]]
    bad: tuple[BadCell, ...]
    unused: tuple[BadCell, ...]
    undated: tuple[str, ...]
    columns: Mapping[str, str]
    ignored: tuple[str, ...]
    others: tuple[str, ...] = ()
    unmapped: tuple[str, ...] = ()

    def data(self) -> dict[str, Any]:
        """What was not read, as plain data for JSON."""
        return {
            "errors": [vars(bad) for bad in self.bad],
            "notices": [vars(cell) for cell in self.unused],
            "cases_without_dates": list(self.undated),
            "columns_not_read": list(self.ignored),
            "sheets_not_read": list(self.others),
            "headings_not_found": list(self.unmapped),
        }


def to_caseload(
    sheet: Sheet,
    layout: Layout,
    types: EventTypes,
    recorded_at: dt.datetime,
    source: str,
    *,
    until: dt.date | None = None,
) -> Caseload:
    """Read every row; ``recorded_at`` and ``source`` (the organisation) are put on each event.

    Cells with a day after ``until`` are named: they do not count yet, and may be a slip of the pen.
    """
    reader = _Reader(sheet, layout, types, recorded_at, source)
    events: list[Event] = []
    private: dict[str, dict[str, str]] = {}
    bad: list[BadCell] = []
    unused: list[BadCell] = []
    undated: list[str] = []
    lines: dict[str, int] = {}
    for line, cells in sheet.rows:
        values, wrong = reader.values(line, cells)
        before = len(bad)
        bad += wrong
        case_id = values.get(layout.key)
        if case_id is None:
            if not any(one.column == layout.key for one in wrong):
                reasons = ("every row needs a case number", "elke rij heeft een zaaknummer nodig")
                bad.append(reader.bad(line, layout.key, "", *reasons))
            continue
        if case_id in lines:
            first = lines[case_id]
            reasons = (f"stands on line {first} as well", f"staat ook op regel {first}; houd één rij per zaak over")
            bad.append(reader.bad(line, layout.key, case_id, *reasons))
            continue
        lines[case_id] = line
        made, refused = reader.events(line, cells, values)
        told = {one.column for one in wrong}
        bad += [one for one in refused if one.column not in told]
        unused += reader.unused(line, cells, values)
        if until is not None:
            unused += reader.later(line, cells, values, until)
        private[case_id] = {n: str(v) for n, v in values.items() if layout.columns[n].private}
        if len(bad) == before:
            events.extend(made)
            if not made:
                undated.append(case_id)
    columns = {event.type: reader.named(event.day) for event in reversed(layout.events)}
    found = (tuple(events), private, tuple(bad), tuple(unused), tuple(undated), columns)
    return Caseload(*found, sheet.ignored, sheet.others, sheet.unmapped)


@dataclass(frozen=True)
class _Reader:
    """Reads one row after the other."""

    sheet: Sheet
    layout: Layout
    types: EventTypes
    at: dt.datetime
    source: str

    def named(self, column: str) -> str:
        """The heading of a column of ours in this file."""
        return self.sheet.headings.get(column, column)

    def bad(self, line: int, column: str, value: Any, reason: str, reden: str) -> BadCell:
        return BadCell(line, column, str(value), reason, reden, self.named(column))

    def values(self, line: int, cells: Mapping[str, Any]) -> tuple[dict[str, Any], list[BadCell]]:
        latest = dt.date(self.at.year + 100, 12, 31)
        values: dict[str, Any] = {}
        bad = []
        for name, cell in cells.items():
            try:
                values[name] = value_of(self.layout.columns[name], self.sheet.translated(name, cell), latest)
            except BadValue as refusal:
                bad.append(self.bad(line, name, cell, refusal.en, refusal.nl))
        return values, bad

    def events(
        self, line: int, cells: Mapping[str, Any], values: Mapping[str, Any]
    ) -> tuple[list[Event], list[BadCell]]:
        made: list[Event] = []
        bad: list[BadCell] = []
        for event in self.layout.events:
            if event.day in values and (event.when is None or event.when in values):
                try:
                    payload = {f: values[c] for f, c in event.payload.items() if c in values} | dict(event.constant)
                    payload = self.types.validate_payload(event.type, payload)
                except EventError as error:
                    bad.append(self._misfit(line, event, cells, str(error)))
                else:
                    case_id = values[self.layout.key]
                    made.append(_event(event, values[event.day], payload, case_id, self.at, self.source))
        return made, bad

    def _misfit(self, line: int, event: CaseloadEvent, cells: Mapping[str, Any], error: str) -> BadCell:
        """The cell for which an event cannot be made: one that is empty and may not be, or one out of its bounds."""
        fields = self.types[event.type].model_fields
        day = self.named(event.day)
        for field, column in event.payload.items():
            if column not in cells and fields[field].is_required():
                reasons = (f"must be filled in when '{day}' is", f"moet ingevuld zijn als '{day}' dat is")
                return self.bad(line, column, "", *reasons)
        for field, column in event.payload.items():
            if f"field '{field}'" in error:
                bounds = {type(bound).__name__.lower(): bound for bound in fields[field].metadata}
                low, high = getattr(bounds.get("ge"), "ge", None), getattr(bounds.get("le"), "le", None)
                if low is not None and high is not None:
                    reasons = (f"must lie between {low} and {high}", f"moet tussen {low} en {high} liggen")
                else:
                    reasons = (error, error)
                return self.bad(line, column, cells.get(column, ""), *reasons)
        return self.bad(line, event.day, cells[event.day], error, error)

    def unused(self, line: int, cells: Mapping[str, Any], values: Mapping[str, Any]) -> Iterator[BadCell]:
        """The cells of a row that no event of it uses: they belong to a date that is not filled in."""
        used = {self.layout.key, *(name for name, column in self.layout.columns.items() if column.private)}
        for event in self.layout.events:
            if event.day in values and (event.when is None or event.when in values):
                used |= {event.day, *event.payload.values(), *([event.when] if event.when else ())}
        for name in values:
            if name not in used:
                days = [e.day for e in self.layout.events if name in (e.when, *e.payload.values())]
                others = days or [e.when for e in self.layout.events if e.day == name and e.when]
                kinds = ("een datum", "a date") if days else ("een getal", "a number")
                yield self.bad(
                    line,
                    name,
                    cells[name],
                    f"says nothing yet without {kinds[1]} in '{self.named(others[0])}'",
                    f"zegt nog niets zonder {kinds[0]} in '{self.named(others[0])}'",
                )

    def later(
        self, line: int, cells: Mapping[str, Any], values: Mapping[str, Any], until: dt.date
    ) -> Iterator[BadCell]:
        """The cells with a day that is still to come."""
        for name, value in values.items():
            if self.layout.columns[name].kind == "date" and value > until:
                day = f"{until:%d-%m-%Y}"
                reasons = (f"lies after {day} and does not count yet", f"ligt na {day} en telt nog niet mee")
                yield self.bad(line, name, cells[name], *reasons)


def _event(
    event: CaseloadEvent, on: dt.date, payload: dict[str, Any], case_id: str, at: dt.datetime, source: str
) -> Event:
    content = f"{source}/{case_id}/{event.type}/{event.instance}/{on}/{sorted(payload.items())}"
    return Event(
        event_id=uuid5(NAMESPACE_URL, content),
        case_id=case_id,
        person_id=_person(source, case_id),
        type=event.type,
        instance=event.instance,
        valid_on=on,
        recorded_at=at,
        organisation=source,
        actor="caseload",
        payload=payload,
    )


@lru_cache(maxsize=1)  # the events of a row come together
def _person(source: str, case_id: str) -> str:
    return str(uuid5(NAMESPACE_URL, f"{source}/{case_id}"))
