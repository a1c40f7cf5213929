"""A report that is ready to be written: only rounded numbers and texts, in the order of the page.

The unrounded outcomes stay behind in ``doorstroom.report.build``; no output format ever sees them.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from doorstroom.report.wording import Language

Measure = Literal["aantal", "aandeel", "waarde"]


@dataclass(frozen=True)
class Published:
    """What a document really printed; ``half_width``: how far the number behind it may lie from it."""

    value: float
    half_width: float
    text: str
    document: str
    place: str


@dataclass(frozen=True)
class Number:
    """One printed figure. ``value`` is rounded, or None when it is hidden; then ``text`` still says what is printed.

    ``within``: whether our number lies within the rounding of the published one (None: nothing was published).
    """

    indicator: str
    label: str
    peildatum: dt.date
    measure: Measure
    categories: Mapping[str, str]
    value: float | int | None
    text: str
    published: Published | None = None
    within: bool | None = None


@dataclass(frozen=True)
class Cell:
    """A cell of a table: a count, sometimes with its percentage. ``adrift``: its printed parts do not add up to it."""

    numbers: tuple[Number, ...]
    adrift: bool = False
    total: bool = False

    @property
    def text(self) -> str:
        """The cell as it is printed: ``4.600 (51%)``."""
        return _joined([number.text for number in self.numbers])

    @property
    def published(self) -> str:
        """The published cell as it was printed, or nothing."""
        return _joined([number.published.text for number in self.numbers if number.published])

    @property
    def within(self) -> bool | None:
        """Whether all numbers of the cell lie within the published rounding (None: nothing was published)."""
        verdicts = [number.within for number in self.numbers if number.within is not None]
        return all(verdicts) if verdicts else None


def _joined(texts: list[str]) -> str:
    return f"{texts[0]} ({texts[1]})" if len(texts) == 2 else "".join(texts)


@dataclass(frozen=True)
class Heading:
    """A column heading over ``span`` columns."""

    text: str
    span: int


@dataclass(frozen=True)
class Row:
    """A row: its heading and its cells. ``complete``: false when its figures can still only grow."""

    heading: str
    cells: tuple[Cell, ...]
    total: bool = False
    complete: bool = True


@dataclass(frozen=True)
class TableShown:
    """A table ready to be written. ``headings``: one tuple per level, outermost first; ``chart``: its kind."""

    name: str
    number: int
    title: str
    corner: str
    headings: tuple[tuple[Heading, ...], ...]
    rows: tuple[Row, ...]
    notes: tuple[str, ...]
    source: str
    chart: str = ""
    original: bool = True

    @property
    def columns(self) -> tuple[str, ...]:
        """The full heading of every column, its levels joined."""
        leaves: list[list[str]] = [[] for heading in self.headings[-1] for _ in range(heading.span)]
        for level in self.headings:
            place = 0
            for heading in level:
                for _ in range(heading.span):
                    leaves[place].append(heading.text)
                    place += 1
        return tuple(", ".join(texts) for texts in leaves)

    def numbers(self) -> Iterator[tuple[str, str, Cell, Number]]:
        """Every number with the headings of its row and column."""
        for row in self.rows:
            for column, cell in zip(self.columns, row.cells, strict=True):
                for number in cell.numbers:
                    yield row.heading, column, cell, number


@dataclass(frozen=True)
class ProseShown:
    """A paragraph: pieces of text and numbers in turn."""

    name: str
    pieces: tuple[str | Number, ...]
    numbers: tuple[tuple[str, Number], ...]
    notes: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The paragraph as plain text."""
        return "".join(piece if isinstance(piece, str) else piece.text for piece in self.pieces)


@dataclass(frozen=True)
class SectionShown:
    """A heading with what stands under it."""

    title: str
    members: tuple[TableShown | ProseShown, ...]


@dataclass(frozen=True)
class Changed:
    """A figure that is different when the register is read at another moment."""

    table: str
    row: str
    column: str
    measure: Measure
    peildatum: dt.date
    before: str
    after: str
    difference: str
    value: float | int | None


@dataclass(frozen=True)
class Comparison:
    """What changed between two moments of knowing."""

    before: str
    after: str
    changes: tuple[Changed, ...]


@dataclass(frozen=True)
class Definition:
    """What an indicator counts, and where that comes from."""

    indicator: str
    label: str
    text: str
    date_rule: str
    unit: str
    rounding: str
    source: str
    uncertain: str


@dataclass(frozen=True)
class Provenance:
    """With what the report was made."""

    peildatum: dt.date
    other_peildata: tuple[dt.date, ...]
    known_at: dt.datetime | None
    last_recorded_at: dt.datetime | None
    made_at: dt.datetime
    version: str
    commit: str
    system: str
    cases: int
    events_read: int
    events_stored: int


@dataclass(frozen=True)
class Report:
    """A whole publication, ready to be written."""

    name: str
    title: str
    subtitle: str
    language: Language
    sections: tuple[SectionShown, ...]
    definitions: tuple[Definition, ...]
    provenance: Provenance
    rounding: str
    warning: str = ""
    notes: tuple[str, ...] = ()
    comparison: Comparison | None = None

    def tables(self) -> tuple[TableShown, ...]:
        """All tables, in order."""
        return tuple(m for section in self.sections for m in section.members if isinstance(m, TableShown))

    def prose(self) -> tuple[ProseShown, ...]:
        """All paragraphs, in order."""
        return tuple(m for section in self.sections for m in section.members if isinstance(m, ProseShown))

    def numbers(self) -> Iterator[Number]:
        """Every figure of the report, those of the tables first."""
        for table in self.tables():
            for _, _, _, number in table.numbers():
                yield number
        for prose in self.prose():
            for _, number in prose.numbers:
                yield number

    def score(self) -> tuple[int, int]:
        """How many published figures ours agree with, and how many there are."""
        verdicts = [number.within for number in self.numbers() if number.within is not None]
        return sum(verdicts), len(verdicts)
