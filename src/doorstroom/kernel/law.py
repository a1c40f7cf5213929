"""Law parameters: dated, cited values in small YAML files, looked up per row at the date that the law names.

File ``parameters/pip.yaml``:

    termijn:
      unit: week
      nl: Termijn om het PIP vast te stellen
      en: Term for establishing the PIP
      values:
        - {from: 2022-01-01, value: 10, source: "BES 5.3 lid 1", confidence: C1}

A rule writes ``law.pip.termijn.weeks(on=pip_klok_start)``. ``until`` is inclusive; ``value: null`` means abolished.
"""

from __future__ import annotations

import datetime as dt
import itertools
import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import polars as pl
from polars import Expr

from doorstroom.kernel.errors import ParameterError
from doorstroom.kernel.plain import words as plain
from doorstroom.kernel.plain.values import Constant, word
from doorstroom.kernel.reading import read_yaml
from doorstroom.kernel.vocabulary import bounded, one_of

UNITS = (
    "day", "week", "month", "year", "hour", "eur", "percent", "count", "point", "factor", "flag", "text", "list",
    "table",
)  # fmt: skip
#: C1 read in the law, C2 official, C3 secondary, I inferred, G general knowledge, P practice; the last four and "-"
#: are shown as "nog te bevestigen".
CONFIDENCE = ("C1", "C2", "C3", "I", "G", "P", "-")
UNCONFIRMED = ("C3", "I", "G", "-")


@dataclass(frozen=True)
class Dated:
    """One value of a parameter: in force from ``start`` up to and including ``end`` (null is open)."""

    start: dt.date | None
    end: dt.date | None
    value: Any
    source: str
    confidence: str
    note: str = ""
    checked_on: dt.date | None = None

    def holds(self, day: dt.date) -> bool:
        """Whether it is in force on a day."""
        return (self.start is None or self.start <= day) and (self.end is None or day <= self.end)


@dataclass(frozen=True)
class Parameter:
    """A law parameter with all its dated values, oldest first."""

    name: str
    unit: str
    nl: str
    en: str
    values: tuple[Dated, ...]
    kind: str = "law"

    def at(self, day: dt.date) -> Dated | None:
        """The dated value in force on a day (None when there is none)."""
        return next((dated for dated in reversed(self.values) if dated.holds(day)), None)


@dataclass(frozen=True)
class Parameters:
    """All parameters of a system, by full name (``pip.termijn``)."""

    members: Mapping[str, Parameter]

    def __iter__(self) -> Iterator[Parameter]:
        return iter(self.members.values())

    def __getitem__(self, name: str) -> Parameter:
        if name not in self.members:
            from doorstroom.kernel.events import _nearest

            near = _nearest(name, self.members)
            raise ParameterError(f"unknown parameter '{name}'" + (f"; did you mean '{near}'?" if near else ""))
        return self.members[name]

    def changed(self, changes: Mapping[str, Parameter]) -> Parameters:
        """The same parameters with some replaced, for a reform."""
        for name in changes:
            self[name]
        return Parameters({**self.members, **changes})


def read_parameters(folder: Path) -> Parameters:
    """All parameters of the YAML files in a folder. Raises ParameterError with file, parameter and reason."""
    found: dict[str, Parameter] = {}
    for path in sorted(folder.glob("*.yaml")):
        content = read_yaml(path, lambda reason: ParameterError(f"{path.name}: not readable as YAML: {reason}")) or {}  # noqa: B023
        if not isinstance(content, dict):
            raise ParameterError(f"{path.name}: expected parameters by name")
        for key, body in content.items():
            name = f"{path.stem}.{key}"
            found[name] = _parameter(path.name, name, body)
    return Parameters(found)


def _parameter(file: str, name: str, body: Any) -> Parameter:
    where = f"{file}: parameter '{name}'"
    if not isinstance(body, dict) or not {"unit", "nl", "en", "values"} <= set(body):
        raise ParameterError(f"{where}: needs unit, nl, en and values")
    extra = set(body) - {"unit", "nl", "en", "values", "kind"}
    if extra:
        raise ParameterError(f"{where}: unknown key '{sorted(extra)[0]}'")
    if body["unit"] not in UNITS:
        raise ParameterError(f"{where}: unknown unit '{body['unit']}' (one of {', '.join(UNITS)})")
    if body.get("kind", "law") not in ("law", "practice"):
        raise ParameterError(f"{where}: kind must be law or practice")
    if not isinstance(body["values"], list) or not body["values"]:
        raise ParameterError(f"{where}: values must be a list with at least one value")
    values = tuple(_dated(where, body["unit"], row) for row in body["values"])
    for earlier, later in itertools.pairwise(values):
        if later.start is None or (earlier.start is not None and later.start <= earlier.start):
            raise ParameterError(f"{where}: values must stand in order of date")
        if earlier.end is not None and earlier.end >= later.start:
            raise ParameterError(f"{where}: two values hold on {later.start}")
    return Parameter(name, body["unit"], body["nl"], body["en"], values, body.get("kind", "law"))


def _dated(where: str, unit: str, row: Any) -> Dated:
    if not isinstance(row, dict) or "value" not in row or "source" not in row or "confidence" not in row:
        raise ParameterError(f"{where}: every value needs value, source and confidence")
    extra = set(row) - {"from", "until", "value", "source", "confidence", "note", "checked_on"}
    if extra:
        raise ParameterError(f"{where}: unknown key '{sorted(extra)[0]}'")
    start, end, checked = row.get("from"), row.get("until"), row.get("checked_on")
    for day in (start, end, checked):
        if day is not None and (not isinstance(day, dt.date) or isinstance(day, dt.datetime)):
            raise ParameterError(f"{where}: '{day}' is not a date")
    if start and end and end < start:
        raise ParameterError(f"{where}: value ends ({end}) before it starts ({start})")
    if row["confidence"] not in CONFIDENCE:
        raise ParameterError(f"{where}: unknown confidence '{row['confidence']}' (one of {', '.join(CONFIDENCE)})")
    content = row["value"]
    expected: tuple[type, ...] = {"flag": (bool,), "text": (str,), "list": (list,), "table": (list,)}.get(
        unit, (int, float)
    )
    wrong = not isinstance(content, expected) or (isinstance(content, bool) and unit != "flag")
    if content is not None and wrong:
        raise ParameterError(f"{where}: value {content!r} does not fit unit '{unit}'")
    if isinstance(content, float) and not math.isfinite(content):
        raise ParameterError(f"{where}: value {content!r} is not a number")
    return Dated(start, end, content, str(row["source"]), row["confidence"], row.get("note", ""), checked)


@dataclass(frozen=True)
class Lookup:
    """That a column looked a parameter up at a date; kept so that an explanation can cite the value used."""

    parameter: str
    on: Expr


@dataclass
class Law:
    """What a rule sees of the law: ``law.<file>.<parameter>.<unit>(on=<date column>)``.

    ``cap``: look at no law later than this column says, so that a register can be evaluated under earlier law.
    """

    parameters: Parameters
    cap: Expr | None = None
    lookups: list[Lookup] = field(default_factory=list)

    def __getattr__(self, subject: str) -> Subject:
        if subject.startswith("_"):
            raise AttributeError(subject)
        return Subject(self, subject)


@dataclass(frozen=True)
class Subject:
    """The parameters of one file."""

    law: Law
    name: str

    def __getattr__(self, key: str) -> LawValue:
        if key.startswith("_"):
            raise AttributeError(key)
        return LawValue(self.law, self.law.parameters[f"{self.name}.{key}"])


@dataclass(frozen=True)
class LawValue:
    """One parameter as a rule uses it. The name of the method is the unit; another unit than its own is an error."""

    law: Law
    parameter: Parameter

    def days(self, *, on: Expr) -> Expr:
        """Number of days at the date ``on``, per row."""
        return self._at(on, "day")

    def weeks(self, *, on: Expr) -> Expr:
        """Number of weeks at the date ``on``, per row."""
        return self._at(on, "week")

    def months(self, *, on: Expr) -> Expr:
        """Number of months at the date ``on``, per row."""
        return self._at(on, "month")

    def years(self, *, on: Expr) -> Expr:
        """Number of years at the date ``on``, per row."""
        return self._at(on, "year")

    def hours(self, *, on: Expr) -> Expr:
        """Number of hours at the date ``on``, per row."""
        return self._at(on, "hour")

    def euros(self, *, on: Expr) -> Expr:
        """Amount in euros at the date ``on``, per row."""
        return self._at(on, "eur")

    def percent(self, *, on: Expr) -> Expr:
        """Percentage (25 means 25 %) at the date ``on``, per row."""
        return self._at(on, "percent")

    def number(self, *, on: Expr) -> Expr:
        """A count, points or a factor at the date ``on``, per row."""
        return self._at(on, "count", "point", "factor")

    def flag(self, *, on: Expr) -> Expr:
        """Whether it holds at the date ``on``, per row."""
        return self._at(on, "flag")

    def text(self, *, on: Expr) -> Expr:
        """Code or word at the date ``on``, per row."""
        return self._at(on, "text")

    def has(self, member: Expr, *, on: Expr) -> Expr:
        """Whether the list at the date ``on`` holds the member; unknown when the member or the list is."""
        day = self._day(on, "list")
        held = [(dated, one_of(member, [str(m) for m in dated.value])) for dated in self.parameter.values]
        return in_force(day, held)

    def cell(self, row: Expr, column: Expr, *, on: Expr) -> Expr:
        """Cell of the table at the date ``on``; row and column are numbers from 0, unknown outside the table."""
        day = self._day(on, "table")
        return in_force(day, [(dated, cell_of(dated.value, row, column)) for dated in self.parameter.values])

    def _at(self, on: Expr, *units: str) -> Expr:
        day = self._day(on, *units)
        return in_force(day, [(dated, Constant(dated.value)) for dated in self.parameter.values])

    def _day(self, on: Expr, *units: str) -> Expr:
        if self.parameter.unit not in units:
            raise ParameterError(
                f"parameter '{self.parameter.name}' is in '{self.parameter.unit}', but is used as '{units[0]}'"
            )
        if self.law.cap is not None:
            on = bounded(on, maximum=self.law.cap)
        self.law.lookups.append(Lookup(self.parameter.name, on))
        return on


@word(plain.in_force)
def in_force(day: Expr, held: list[tuple[Dated, Expr]]) -> Expr:
    """What of the dated values holds on the day; unknown when none does or the day is unknown."""
    chain: Any = None
    for dated, content in reversed(held):
        holds = day.is_not_null()
        if dated.start is not None:
            holds = day >= dated.start
        if dated.end is not None:
            holds = holds & (day <= dated.end)
        chain = pl.when(holds).then(content) if chain is None else chain.when(holds).then(content)
    return chain  # type: ignore[no-any-return]


@word(plain.cell_of)
def cell_of(table: list[list[Any]], row: Expr, column: Expr) -> Expr:
    """Cell of a table; row and column are numbers from 0, unknown outside it."""
    cells: Any = None
    for i, cells_of_row in enumerate(table):
        for j, content in enumerate(cells_of_row):
            here = (row == i) & (column == j)
            cells = pl.when(here).then(content) if cells is None else cells.when(here).then(content)
    return pl.lit(None) if cells is None else cells


def ended(parameter: Parameter, day: dt.date) -> Parameter:
    """The parameter with its values ended the day before ``day``: the first step of most reforms."""
    kept = [d for d in parameter.values if d.start is None or d.start < day]
    if kept and (kept[-1].end is None or kept[-1].end >= day):
        kept[-1] = replace(kept[-1], end=day - dt.timedelta(days=1))
    return replace(parameter, values=tuple(kept))
