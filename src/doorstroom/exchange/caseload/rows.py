"""Rows of a caseload as events, and every cell that cannot be one."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from doorstroom.exchange.caseload.layout import CaseloadColumn, CaseloadEvent, Layout
from doorstroom.exchange.caseload.sheet import Sheet
from doorstroom.kernel.errors import EventError
from doorstroom.kernel.events import Event, EventTypes
from doorstroom.kernel.wording import Language

_DUTCH_DATE = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})$")
_ISO_DATE = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})$")
_THOUSANDS = re.compile(r"\d{1,3}(\.\d{3})+$")
_YES = {"ja": True, "j": True, "yes": True, "true": True, "1": True, "nee": False, "n": False, "no": False,
        "false": False, "0": False}  # fmt: skip
FIRST_DAY = dt.date(1900, 1, 1)


@dataclass(frozen=True)
class BadCell:
    """A cell that was refused: where it stands, what it holds, and why and how to mend it, in English and Dutch."""

    line: int
    column: str
    value: str
    reason: str
    reden: str

    def told(self, language: Language) -> str:
        """The whole of it in one sentence."""
        if language == "nl":
            held = f"'{self.value}'" if self.value else "leeg"
            return f"regel {self.line}, kolom '{self.column}', {held}: {self.reden}"
        held = f"'{self.value}'" if self.value else "empty"
        return f"line {self.line}, column '{self.column}', {held}: {self.reason}"

    def __str__(self) -> str:
        return self.told("en")


@dataclass(frozen=True)
class Caseload:
    """A caseload as read: events of the good rows, private cells (name, klantmanager) per case, and the bad cells.

    A row with a bad cell gives no events at all. ``unused`` cells say nothing yet, such as a leerroute without a PIP.
    ``undated`` cases have no date at all, so there is nothing to tell of them. ``columns``: in which column an event of
    a type is filled in.
    """

    events: tuple[Event, ...]
    private: Mapping[str, Mapping[str, str]]
    bad: tuple[BadCell, ...]
    unused: tuple[BadCell, ...]
    undated: tuple[str, ...]
    columns: Mapping[str, str]
    ignored: tuple[str, ...]


class _Refused(Exception):
    """Why a cell cannot be what it should be, in Dutch and in English."""

    def __init__(self, nl: str, en: str) -> None:
        super().__init__(en)
        self.nl, self.en = nl, en


def to_caseload(sheet: Sheet, layout: Layout, types: EventTypes, recorded_at: dt.datetime, source: str) -> Caseload:
    """Read every row; ``recorded_at`` and ``source`` (the organisation) are put on each event."""
    events: list[Event] = []
    private: dict[str, dict[str, str]] = {}
    bad: list[BadCell] = []
    unused: list[BadCell] = []
    undated: list[str] = []
    lines: dict[str, int] = {}
    latest = dt.date(recorded_at.year + 100, 12, 31)
    for line, cells in sheet.rows:
        values: dict[str, Any] = {}
        before = len(bad)
        for name, cell in cells.items():
            try:
                values[name] = _value(layout.columns[name], cell, latest)
            except _Refused as refusal:
                bad.append(BadCell(line, name, str(cell), refusal.en, refusal.nl))
        case_id = values.get(layout.key)
        if case_id is None:
            if not any(b.line == line and b.column == layout.key for b in bad[before:]):
                reasons = ("every row needs a case number", "elke rij heeft een zaaknummer nodig")
                bad.append(BadCell(line, layout.key, "", *reasons))
            continue
        if case_id in lines:
            first = lines[case_id]
            reasons = (f"stands on line {first} as well", f"staat ook op regel {first}; houd één rij per zaak over")
            bad.append(BadCell(line, layout.key, case_id, *reasons))
            continue
        lines[case_id] = line
        made, refused = _events(line, values, case_id, layout, types, recorded_at, source)
        told = {one.column for one in bad[before:]}
        bad.extend(one for one in refused if one.column not in told)
        unused.extend(_unused(line, cells, values, layout))
        private[case_id] = {n: str(v) for n, v in values.items() if layout.columns[n].private}
        if len(bad) == before:
            events.extend(made)
            if not made:
                undated.append(case_id)
    columns = {event.type: event.day for event in reversed(layout.events)}
    return Caseload(tuple(events), private, tuple(bad), tuple(unused), tuple(undated), columns, sheet.ignored)


def _events(
    line: int, values: dict[str, Any], case_id: str, layout: Layout, types: EventTypes, at: dt.datetime, source: str
) -> tuple[list[Event], list[BadCell]]:
    made: list[Event] = []
    bad: list[BadCell] = []
    for event in layout.events:
        if event.day in values and (event.when is None or event.when in values):
            try:
                payload = {f: values[c] for f, c in event.payload.items() if c in values} | dict(event.constant)
                made.append(
                    _event(event, values[event.day], types.validate_payload(event.type, payload), case_id, at, source)
                )
            except EventError as error:
                bad.append(_misfit(line, event, types, values, str(error)))
    return made, bad


def _misfit(line: int, event: CaseloadEvent, types: EventTypes, values: dict[str, Any], error: str) -> BadCell:
    """The cell for which an event cannot be made: one that is empty and may not be, or one out of its bounds."""
    fields = types[event.type].model_fields
    for field, column in event.payload.items():
        if column not in values and fields[field].is_required():
            reasons = (f"must be filled in when '{event.day}' is", f"moet ingevuld zijn als '{event.day}' dat is")
            return BadCell(line, column, "", *reasons)
    for field, column in event.payload.items():
        if f"field '{field}'" in error:
            bounds = {type(bound).__name__.lower(): bound for bound in fields[field].metadata}
            low, high = getattr(bounds.get("ge"), "ge", None), getattr(bounds.get("le"), "le", None)
            if low is not None and high is not None:
                reasons = (f"must lie between {low} and {high}", f"moet tussen {low} en {high} liggen")
            else:
                reasons = (error, error)
            return BadCell(line, column, str(values.get(column, "")), *reasons)
    return BadCell(line, event.day, str(values[event.day]), error, error)


def _unused(line: int, cells: dict[str, Any], values: dict[str, Any], layout: Layout) -> Iterator[BadCell]:
    """The cells of a row that no event of it uses: they belong to a date that is not filled in."""
    used = {layout.key, *(name for name, column in layout.columns.items() if column.private)}
    for event in layout.events:
        if event.day in values and (event.when is None or event.when in values):
            used |= {event.day, *event.payload.values(), *([event.when] if event.when else ())}
    for name in values:
        if name not in used:
            days = [e.day for e in layout.events if name in (e.when, *e.payload.values())]
            others = days or [e.when for e in layout.events if e.day == name and e.when]
            kinds = ("een datum", "a date") if days else ("een getal", "a number")
            yield BadCell(
                line,
                name,
                str(cells[name]),
                f"says nothing yet without {kinds[1]} in '{others[0]}'",
                f"zegt nog niets zonder {kinds[0]} in '{others[0]}'",
            )


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


def _value(column: CaseloadColumn, cell: Any, latest: dt.date) -> Any:
    if column.kind == "date":
        return _date(cell, latest)
    text = " ".join(str(cell).split())
    if column.kind == "number":
        return _number(cell)
    if column.kind == "yesno":
        if isinstance(cell, bool):
            return cell
        if text.lower() not in _YES:
            raise _Refused("schrijf ja of nee", "write ja or nee")
        return _YES[text.lower()]
    if column.kind == "choice":
        assert column.choices is not None
        code = _choices(tuple(column.choices.items())).get(_squeezed(text))
        if code is None:
            words = ", ".join(column.choices)
            raise _Refused(f"schrijf een van: {words}", f"write one of: {words}")
        return code
    if isinstance(cell, float) and cell.is_integer():
        text = str(int(cell))
    if len(text) > 64:
        raise _Refused("langer dan 64 tekens", "longer than 64 characters")
    if not text.isprintable():
        raise _Refused("er staan tekens in die niet af te drukken zijn", "holds characters that cannot be printed")
    if column.digits is not None:
        return _code(text, column.digits)
    return text


def _code(text: str, digits: int) -> str:
    """A code with the zeros in front that a spreadsheet program took away."""
    if not (text.isascii() and text.isdigit() and len(text) <= digits):
        raise _Refused(f"schrijf {digits} cijfers", f"write {digits} digits")
    return text.zfill(digits)


@cache
def _choices(words: tuple[tuple[str, str], ...]) -> Mapping[str, str]:
    """The code of every word, and of every code itself, however they are spaced and capitalised."""
    return {_squeezed(word): code for word, code in words} | {_squeezed(code): code for _, code in words}


@lru_cache(maxsize=1)  # the events of a row come together
def _person(source: str, case_id: str) -> str:
    return str(uuid5(NAMESPACE_URL, f"{source}/{case_id}"))


def _squeezed(text: str) -> str:
    return "".join(letter for letter in text.lower() if letter.isalnum())


def _date(cell: Any, latest: dt.date) -> dt.date:
    if isinstance(cell, dt.datetime):
        day = cell.date()
    elif isinstance(cell, dt.date):
        day = cell
    elif isinstance(cell, (int, float)):
        raise _Refused(
            "een getal, geen datum; geef de cel in uw spreadsheet de opmaak datum",
            "a number, not a date; give the cell the format of a date in your spreadsheet",
        )
    else:
        text = str(cell).strip().removesuffix(" 00:00:00")
        dutch, iso = _DUTCH_DATE.match(text), _ISO_DATE.match(text)
        try:
            if dutch:
                day = dt.date(int(dutch[3]), int(dutch[2]), int(dutch[1]))
            elif iso:
                day = dt.date(int(iso[1]), int(iso[2]), int(iso[3]))
            else:
                raise _Refused(
                    "geen datum; schrijf 31-12-2023 of 2023-12-31", "not a date; write 31-12-2023 or 2023-12-31"
                )
        except ValueError:
            raise _Refused("deze datum bestaat niet", "this date does not exist") from None
    if not FIRST_DAY <= day <= latest:
        years = f"{FIRST_DAY.year}-{latest.year}"
        raise _Refused(f"ligt buiten {years}", f"lies outside {years}")
    return day


def _number(cell: Any) -> float:
    if isinstance(cell, bool):
        raise _Refused("geen getal", "not a number")
    if isinstance(cell, (int, float)):
        return float(cell)
    text = "".join(str(cell).split())
    if _THOUSANDS.match(text):  # 1.250 is 1250 in Dutch and 1.25 in English
        plain, parts = text.replace(".", ""), text.replace(".", ",")
        raise _Refused(f"schrijf {plain} of {parts}", f"can be read in two ways; write {plain} or {parts}")
    if "," in text:
        text = text.replace(".", "").replace(",", ".")
    try:
        found = float(text)
    except ValueError:
        raise _Refused("geen getal", "not a number") from None
    if found != found or found in (float("inf"), float("-inf")):
        raise _Refused("geen getal", "not a number")
    return found
