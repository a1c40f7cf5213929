"""The rows of a caseload file by our column names, whatever headings somebody gave them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from doorstroom.exchange.caseload.layout import CaseloadError, Layout
from doorstroom.exchange.caseload.tables import HEADING_ROWS, Row, read_table
from doorstroom.kernel.events import _nearest
from doorstroom.kernel.reading import read_yaml

#: More rows than any caseload has; a file beyond it is a mistake.
MOST_ROWS = 200_000
#: Headings that are named at most in a message.
_NAMED = 8


@dataclass(frozen=True)
class HeadingMap:
    """How the headings and words of somebody's own file relate to ours; ``written``: the headings, unchanged."""

    columns: Mapping[str, str]
    values: Mapping[str, Mapping[str, str]]
    written: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Sheet:
    """Rows as read: line number in the file, and cell by our column name.

    ``headings``: our column -> the heading in the file. ``words``: our column -> somebody's word -> ours. ``ignored``:
    headings that we do not know. ``others``: sheets that were not read. ``unmapped``: headings that the mapping names
    and the file lacks.
    """

    rows: tuple[tuple[int, dict[str, Any]], ...]
    ignored: tuple[str, ...]
    headings: Mapping[str, str] = field(default_factory=dict)
    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    others: tuple[str, ...] = ()
    unmapped: tuple[str, ...] = ()

    def translated(self, column: str, cell: Any) -> Any:
        """A cell with somebody's own word replaced by ours."""
        words = self.words.get(column)
        return words.get(_plain(str(cell)), cell) if words else cell


def read_mapping(path: Path | None, layout: Layout) -> HeadingMap:
    """The mapping file: ``columns: {Uw kolom: zaaknummer}`` and ``values: {leerroute: {B1 traject: B1-route}}``."""
    if path is None:
        return HeadingMap({}, {})
    wrong = (f"{path}: not readable as YAML", f"{path}: geen YAML")
    content = read_yaml(path, lambda reason: CaseloadError(*(f"{said}: {reason}" for said in wrong))) or {}
    if not isinstance(content, dict) or set(content) - {"columns", "values"}:
        raise CaseloadError(
            f"{path}: a mapping has the keys columns and values", f"{path}: een mapping bestaat uit columns en values"
        )
    columns, values = content.get("columns") or {}, content.get("values") or {}
    if not isinstance(columns, dict) or not isinstance(values, dict):
        raise CaseloadError(
            f"{path}: columns and values are lists of 'yours: ours'",
            f"{path}: columns en values zijn lijsten van 'uw woord: ons woord'",
        )
    for column, words in values.items():
        if not isinstance(words, dict):
            raise CaseloadError(
                f"{path}: the values of '{column}' are a list of 'your word: a word of the choices'",
                f"{path}: de values van '{column}' zijn een lijst van 'uw woord: een woord uit de keuzes'",
            )
    for ours in (*columns.values(), *values):
        if str(ours) not in layout.columns:
            near = _nearest(str(ours), layout.columns)
            hint, tip = (f"; did you mean '{near}'?", f"; bedoelt u '{near}'?") if near else ("", "")
            raise CaseloadError(f"{path}: unknown column '{ours}'{hint}", f"{path}: onbekende kolom '{ours}'{tip}")
    return HeadingMap(
        _by_heading(path, columns),
        {str(column): {_plain(str(k)): str(v) for k, v in words.items()} for column, words in values.items()},
        {_plain(str(theirs)): str(theirs) for theirs in columns},
    )


def _by_heading(path: Path, columns: Mapping[Any, Any]) -> dict[str, str]:
    found: dict[str, str] = {}
    for theirs, ours in columns.items():
        if found.setdefault(_plain(str(theirs)), str(ours)) != str(ours):
            raise CaseloadError(
                f"{path}: heading '{theirs}' is named twice, for two columns; capitals, spaces and points do not count",
                f"{path}: kop '{theirs}' staat er twee keer, voor twee kolommen; hoofdletters, spaties en punten "
                "tellen niet mee",
            )
    return found


def read_sheet(path: Path, layout: Layout, mapping: HeadingMap) -> Sheet:
    """The filled rows of a file. Raises CaseloadError when it is no CSV or XLSX, or the case column is not there."""
    ours = {**{_plain(name): name for name in layout.columns}, **mapping.columns}

    def known(row: list[Any]) -> int:
        named = {ours.get(_plain(_heading(cell))) for cell in row} - {None}
        return len(named) if layout.key in named else 0

    table = read_table(path, known)
    start = max(range(len(table.rows[:HEADING_ROWS])), key=lambda at: known(table.rows[at][1]))
    if not known(table.rows[start][1]):
        raise _without_key(path, layout.key, table.rows[:HEADING_ROWS])
    headings: dict[int, str] = {}
    written: dict[str, str] = {}
    ignored = []
    for place, cell in enumerate(table.rows[start][1]):
        heading = _heading(cell)
        name = ours.get(_plain(heading))
        if not heading:
            continue
        if name is None:
            ignored.append(heading)
        elif name in written:
            raise CaseloadError(
                f"{path}: two columns are read as '{name}'; rename or map one of them",
                f"{path}: twee kolommen worden gelezen als '{name}'; geef een ervan een andere naam",
            )
        else:
            headings[place], written[name] = name, heading
    rows = []
    for line, cells in table.rows[start + 1 :]:
        row = {headings[i]: c for i, c in enumerate(cells) if i in headings and c is not None and str(c).strip()}
        if row:
            rows.append((line, row))
    if len(rows) > MOST_ROWS:
        raise CaseloadError(
            f"{path}: {len(rows)} rows; a caseload has at most {MOST_ROWS}",
            f"{path}: {len(rows)} rijen; een caseload heeft er hoogstens {MOST_ROWS}",
        )
    present = {_plain(_heading(cell)) for cell in table.rows[start][1]}
    unmapped = tuple(heading for plain, heading in mapping.written.items() if plain not in present)
    return Sheet(tuple(rows), tuple(ignored), written, mapping.values, table.others, unmapped)


def _without_key(path: Path, key: str, rows: list[Row]) -> CaseloadError:
    """The column of the case is not there: what the headings seem to be, and what to do."""
    headings = [heading for cell in max(rows, key=_texts)[1] if (heading := _heading(cell))]
    near = _nearest(_plain(key), {_plain(heading): heading for heading in headings})
    meant = next((heading for heading in headings if _plain(heading) == near), None)
    if meant:
        return CaseloadError(
            f"{path}: column '{key}' is missing; is it '{meant}'? Then say so in a mapping file",
            f"{path}: de kolom '{key}' ontbreekt; is het '{meant}'? Zeg dat dan in een bestand met --mapping",
        )
    some = ", ".join(headings[:_NAMED]) + (", ..." if len(headings) > _NAMED else "")
    return CaseloadError(
        f"{path}: column '{key}' is missing (read: {some}); a file with --mapping can say which one it is",
        f"{path}: de kolom '{key}' ontbreekt (gelezen: {some}); een bestand met --mapping kan zeggen welke het is",
    )


def _texts(row: Row) -> int:
    return sum(isinstance(cell, str) and bool(cell.strip()) for cell in row[1])


def _heading(cell: Any) -> str:
    return " ".join(str(cell).split()) if cell is not None else ""


def _plain(heading: str) -> str:
    return "".join(letter for letter in heading.lower() if letter.isalnum())
