"""Publications: tables and sentences made of indicators, declared without a number in them.

A table is a set of axes. Every cell lies on one point of each axis: an indicator, a moment (peildatum) and a category
of each breakdown; what no axis names is the indicator of the table, the peildatum of the report, and all categories
together. How a publication is computed, rounded and printed stands in ``doorstroom.report``.
"""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from doorstroom.kernel.errors import ColumnError
from doorstroom.kernel.indicators import Indicator


@dataclass(frozen=True)
class Moment:
    """A peildatum, relative to that of the report: so many months back, or what a published edition really had."""

    name: str
    months_back: int = 0
    editions: Mapping[dt.date, dt.date] = field(default_factory=dict)

    def on(self, peildatum: dt.date) -> dt.date:
        """The day itself; the same day number so many months back, clamped to the length of the month."""
        if peildatum in self.editions:
            return self.editions[peildatum]
        number = peildatum.year * 12 + peildatum.month - 1 - self.months_back
        year, month = number // 12, number % 12 + 1
        return dt.date(year, month, min(peildatum.day, calendar.monthrange(year, month)[1]))


NOW = Moment("peildatum")


@dataclass(frozen=True)
class Moments:
    """An axis of peildata."""

    members: tuple[Moment, ...]


@dataclass(frozen=True)
class Indicators:
    """An axis of indicators."""

    members: tuple[Indicator, ...]


@dataclass(frozen=True)
class Categories:
    """An axis of the categories of a breakdown, with the cases of unknown category when there are any."""

    of: str
    total: bool = True


Axis = Moments | Indicators | Categories


@dataclass(frozen=True)
class Table:
    """A table: an axis of rows and nested axes of columns. ``original``: it stands in the real publication."""

    name: str
    nl: str
    en: str
    rows: Axis
    columns: tuple[Axis, ...]
    source: str
    indicator: Indicator | None = None
    note_nl: str = ""
    note_en: str = ""
    original: bool = True
    chart: Literal["", "stacked bars", "line"] = ""
    #: Of a table with a row per month: the last month that is complete; later ones are not drawn in the chart.
    complete_until: Callable[[dt.date], str] | None = None

    def indicators(self) -> tuple[Indicator, ...]:
        """Every indicator of the table."""
        own = [self.indicator] if self.indicator else []
        for axis in (self.rows, *self.columns):
            if isinstance(axis, Indicators):
                own.extend(axis.members)
        if not own:
            raise ColumnError(f"table '{self.name}' has no indicator")
        return tuple(own)

    def moments(self) -> tuple[Moment, ...]:
        """Every moment of the table."""
        for axis in (self.rows, *self.columns):
            if isinstance(axis, Moments):
                return axis.members
        return (NOW,)


#: A category by code, or one that depends on the peildatum.
Code = str | Callable[[dt.date], str]
Show = Literal["count", "share", "statistic"]


@dataclass(frozen=True)
class Slot:
    """A number in a sentence: an indicator at a moment, for some categories; what is printed of it."""

    name: str
    indicator: Indicator
    nl: str
    en: str
    show: Show = "count"
    categories: Mapping[str, Code] = field(default_factory=dict)
    moment: Moment = NOW

    def codes(self, peildatum: dt.date) -> dict[str, str]:
        """The categories on a peildatum."""
        return {name: code if isinstance(code, str) else code(peildatum) for name, code in self.categories.items()}


@dataclass(frozen=True)
class Prose:
    """A paragraph with slots: ``{slot}`` is a number and ``{slot_of}`` the label of its categories."""

    name: str
    nl: str
    en: str
    slots: tuple[Slot, ...] = ()


@dataclass(frozen=True)
class Section:
    """A heading with paragraphs and tables, in order."""

    nl: str
    en: str
    members: tuple[Prose | Table, ...]


@dataclass(frozen=True)
class Publication:
    """An ordered list of tables and prose. ``begins``: no figures before this day (the law did not exist)."""

    name: str
    nl: str
    en: str
    begins: dt.date
    begins_nl: str
    begins_en: str
    sections: tuple[Section, ...]
    subtitle_nl: str = ""
    subtitle_en: str = ""
    rounding: str = "DUO"

    def tables(self) -> tuple[Table, ...]:
        """All tables, in order."""
        return tuple(m for section in self.sections for m in section.members if isinstance(m, Table))

    def prose(self) -> tuple[Prose, ...]:
        """All paragraphs, in order."""
        return tuple(m for section in self.sections for m in section.members if isinstance(m, Prose))

    def needs(self, tables_only: bool = False) -> list[tuple[Moment, list[Indicator]]]:
        """Which indicators are computed at which moment. ``tables_only``: only the tables of the original."""
        moments: dict[str, Moment] = {}
        found: dict[str, dict[str, Indicator]] = {}

        def need(moment: Moment, indicator: Indicator) -> None:
            same = moments.setdefault(moment.name, moment) == moment
            if not same or found.setdefault(moment.name, {}).setdefault(indicator.name, indicator) is not indicator:
                raise ColumnError(
                    f"publication '{self.name}': two different things are named '{moment.name}' or '{indicator.name}'"
                )

        for table in self.tables():
            if table.original or not tables_only:
                for moment in table.moments():
                    for indicator in table.indicators():
                        need(moment, indicator)
        for prose in () if tables_only else self.prose():
            for slot in prose.slots:
                need(slot.moment, slot.indicator)
        return [(moments[name], list(members.values())) for name, members in found.items()]
