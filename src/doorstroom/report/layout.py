"""How the axes of a table become a grid: which figure stands where, under which headings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from doorstroom.kernel.indicators import TOTAL, UNKNOWN, Indicator
from doorstroom.kernel.publications import NOW, Axis, Categories, Indicators, Moment, Moments, Table
from doorstroom.report.errors import ReportError
from doorstroom.report.model import Heading, Number
from doorstroom.report.outcomes import Outcomes
from doorstroom.report.wording import Words


@dataclass(frozen=True)
class Point:
    """One point of an axis: what it adds to the choice of a cell."""

    text: str
    indicator: Indicator | None = None
    moment: Moment | None = None
    category: tuple[str, str] | None = None


@dataclass(frozen=True)
class Place:
    """What a cell is a figure of."""

    indicator: Indicator
    moment: Moment
    categories: Mapping[str, str]


@dataclass(frozen=True)
class Layout:
    """A table as a grid of places, with its headings."""

    table: Table
    rows: tuple[Point, ...]
    columns: tuple[tuple[Point, ...], ...]
    places: tuple[tuple[Place, ...], ...]


def lay_out(table: Table, found: Outcomes, words: Words) -> Layout:
    """The grid of a table, with the categories that occur."""
    rows = _points(table, table.rows, found, words)
    columns = tuple(product(*[_points(table, axis, found, words) for axis in table.columns]))
    places = tuple(tuple(_place(table, (row, *column)) for column in columns) for row in rows)
    return Layout(table, rows, columns, places)


def corner(table: Table, words: Words) -> str:
    """The heading over the headings of the rows."""
    if isinstance(table.rows, Moments):
        return words["peildatum"]
    if isinstance(table.rows, Indicators):
        return words["indicator"]
    return words.pick(table.indicators()[0].breakdown(table.rows.of))


def _points(table: Table, axis: Axis, found: Outcomes, words: Words) -> tuple[Point, ...]:
    if isinstance(axis, Moments):
        return tuple(Point(words.day(found.days[moment.name]), moment=moment) for moment in axis.members)
    if isinstance(axis, Indicators):
        return tuple(Point(words.pick(indicator), indicator=indicator) for indicator in axis.members)
    breakdown = table.indicators()[0].breakdown(axis.of)
    return tuple(
        Point(words.category(breakdown, code), category=(axis.of, code))
        for code in (*_codes(table, axis, found), *([TOTAL] if axis.total else []))
    )


def _codes(table: Table, axis: Categories, found: Outcomes) -> list[str]:
    """The categories of any figure of the table, in order: a category of nobody is still shown, except UNKNOWN."""
    codes = [
        code
        for moment in table.moments()
        for indicator in table.indicators()
        for code in found.of(moment, indicator).codes[axis.of]
    ]
    known = list(dict.fromkeys(code for code in codes if code != UNKNOWN))
    if table.indicators()[0].breakdown(axis.of).months:
        known.sort()
    return [*known, *([UNKNOWN] if UNKNOWN in codes else [])]


def _place(table: Table, points: Sequence[Point]) -> Place:
    indicator = next((p.indicator for p in points if p.indicator), table.indicator)
    if indicator is None:
        raise ReportError(f"table '{table.name}' has cells without an indicator")
    moment = next((p.moment for p in points if p.moment), NOW)
    return Place(indicator, moment, dict(p.category for p in points if p.category))


def headings(columns: Sequence[tuple[Point, ...]], level: int) -> tuple[Heading, ...]:
    found: list[tuple[tuple[Point, ...], Heading]] = []
    for column in columns:
        stem = column[: level + 1]
        if found and found[-1][0] == stem:
            found[-1] = (stem, Heading(stem[-1].text, found[-1][1].span + 1))
        else:
            found.append((stem, Heading(stem[-1].text, 1)))
    return tuple(heading for _, heading in found)


def parts_adrift(layout: Layout, cells: Sequence[Sequence[tuple[Number, ...]]]) -> set[tuple[int, int]]:
    """The total cells whose printed parts, all of them shown, do not add up to what is printed."""
    grid = {
        (place.indicator.name, place.moment.name, frozenset(place.categories.items())): (i, j)
        for i, row in enumerate(layout.places)
        for j, place in enumerate(row)
    }
    found = set()
    for (indicator, moment, categories), (i, j) in grid.items():
        for name, code in categories:
            if code != TOTAL:
                continue
            rest = categories - {(name, code)}
            parts = [
                cells[k][m][0]
                for (other, when, chosen), (k, m) in grid.items()
                if other == indicator and when == moment and rest < chosen and (name, TOTAL) not in chosen
            ]
            values = [part.value for part in (*parts, cells[i][j][0]) if part.measure == "aantal"]
            known = [value for value in values if value is not None]
            if len(known) == len(parts) + 1 and sum(known[:-1]) != known[-1]:
                found.add((i, j))
    return found
