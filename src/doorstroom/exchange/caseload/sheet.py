"""Read the cells of a CSV or XLSX file, whatever its headings, separator and encoding."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from doorstroom.exchange.caseload.layout import CaseloadError, Layout
from doorstroom.kernel.events import _nearest
from doorstroom.kernel.law import LOADER

#: More rows than any caseload has; a file beyond it is a mistake.
MOST_ROWS = 200_000
#: The headings stand in one of the first rows: above them there may be a title.
HEADING_ROWS = 10
_SEPARATORS = ";,\t"


@dataclass(frozen=True)
class HeadingMap:
    """How the headings and words of somebody's own file relate to ours."""

    columns: Mapping[str, str]
    values: Mapping[str, Mapping[str, str]]


@dataclass(frozen=True)
class Sheet:
    """Rows as read: line number in the file, and cell by our column name. ``ignored``: headings that we do not know."""

    rows: tuple[tuple[int, dict[str, Any]], ...]
    ignored: tuple[str, ...]


def read_mapping(path: Path | None, layout: Layout) -> HeadingMap:
    """The mapping file: ``columns: {Uw kolom: zaaknummer}`` and ``values: {leerroute: {B1 traject: B1-route}}``."""
    if path is None:
        return HeadingMap({}, {})
    try:
        content = yaml.load(path.read_text(encoding="utf-8-sig"), Loader=LOADER) or {}
    except (yaml.YAMLError, ValueError) as error:  # also what is no UTF-8, and impossible dates
        raise CaseloadError(f"{path}: not readable as YAML: {' '.join(str(error).split())}") from None
    if not isinstance(content, dict) or set(content) - {"columns", "values"}:
        raise CaseloadError(f"{path}: a mapping has the keys columns and values")
    columns, values = content.get("columns") or {}, content.get("values") or {}
    if not isinstance(columns, dict) or not isinstance(values, dict):
        raise CaseloadError(f"{path}: columns and values are lists of 'yours: ours'")
    for column, words in values.items():
        if not isinstance(words, dict):
            raise CaseloadError(f"{path}: the values of '{column}' are a list of 'your word: a word of the choices'")
    for ours in (*columns.values(), *values):
        if str(ours) not in layout.columns:
            near = _nearest(str(ours), layout.columns)
            hint = f"; did you mean '{near}'?" if near else ""
            raise CaseloadError(f"{path}: unknown column '{ours}'{hint}")
    return HeadingMap(
        {_plain(str(theirs)): str(ours) for theirs, ours in columns.items()},
        {str(column): {_plain(str(k)): str(v) for k, v in words.items()} for column, words in values.items()},
    )


def read_sheet(path: Path, layout: Layout, mapping: HeadingMap) -> Sheet:
    """The filled rows of a file. Raises CaseloadError when it is no CSV or XLSX, or the case column is not there."""
    if not path.exists():
        raise CaseloadError(f"{path}: no such file")
    table = _xlsx(path) if path.suffix.lower() in (".xlsx", ".xlsm") else _csv(path)
    if not table:
        raise CaseloadError(f"{path}: the file is empty")
    ours = {**{_plain(name): name for name in layout.columns}, **mapping.columns}
    start = next((at for at, row in enumerate(table[:HEADING_ROWS]) if layout.key in _read_as(row[1], ours)), 0)
    headings: dict[int, str] = {}
    ignored = []
    for place, cell in enumerate(table[start][1]):
        heading = _heading(cell)
        name = ours.get(_plain(heading))
        if not heading:
            continue
        if name is None:
            ignored.append(heading)
        elif name in headings.values():
            raise CaseloadError(f"{path}: two columns are read as '{name}'; rename or map one of them")
        else:
            headings[place] = name
    if layout.key not in headings.values():
        theirs = {_plain(heading): heading for heading in ignored}
        near = _nearest(_plain(layout.key), theirs)
        hint = f"; is it '{theirs[near]}'? Then say so in a mapping file" if near else ""
        raise CaseloadError(f"{path}: column '{layout.key}' is missing{hint}")
    rows = []
    for line, cells in table[start + 1 :]:
        row = {headings[i]: c for i, c in enumerate(cells) if i in headings and c is not None and str(c).strip()}
        if row:
            rows.append((line, {k: _translated(v, mapping.values.get(k)) for k, v in row.items()}))
    if len(rows) > MOST_ROWS:
        raise CaseloadError(f"{path}: {len(rows)} rows; a caseload has at most {MOST_ROWS}")
    return Sheet(tuple(rows), tuple(ignored))


def _heading(cell: Any) -> str:
    return " ".join(str(cell).split()) if cell is not None else ""


def _read_as(row: list[Any], ours: Mapping[str, str]) -> set[str | None]:
    return {ours.get(_plain(_heading(cell))) for cell in row}


def _translated(cell: Any, words: Mapping[str, str] | None) -> Any:
    return words.get(_plain(str(cell)), cell) if words else cell


def _plain(heading: str) -> str:
    return "".join(letter for letter in heading.lower() if letter.isalnum())


def _csv(path: Path) -> list[tuple[int, list[Any]]]:
    text = _text(path, path.read_bytes())
    first, _, rest = text.partition("\n")
    separator = max(_SEPARATORS, key=first.count)
    skipped = 0
    if first.strip().lower() in {f"sep={one}" for one in _SEPARATORS}:  # as spreadsheet programs write it
        separator, text, skipped = first.strip("\r\n")[4:5], rest, 1
    elif first.count(separator) == 0:  # a title above the headings
        separator = max(_SEPARATORS, key="".join(text.splitlines()[:HEADING_ROWS]).count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    try:
        return [(reader.line_num + skipped, list(row)) for row in reader]
    except csv.Error as error:
        raise CaseloadError(f"{path}: line {reader.line_num + skipped}: {error}") from None


def _text(path: Path, raw: bytes) -> str:
    if raw.startswith(b"\xd0\xcf\x11\xe0"):
        raise CaseloadError(f"{path}: an old or protected workbook; save it as .xlsx without a password")
    if raw.startswith(b"PK\x03\x04"):
        raise CaseloadError(f"{path}: a workbook, but no .xlsx; save it as .xlsx or .csv")
    wide = raw.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding in ("utf-16",) if wide else ("utf-8-sig", "cp1252"):
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text
        break
    raise CaseloadError(f"{path}: not a CSV or XLSX file")


def _xlsx(path: Path) -> list[tuple[int, list[Any]]]:
    from openpyxl import load_workbook

    with path.open("rb") as file:  # what cannot be opened says so itself
        if file.read(4) == b"\xd0\xcf\x11\xe0":
            raise CaseloadError(f"{path}: an old or protected workbook; save it as .xlsx without a password")
    book = None
    try:
        book = load_workbook(path, read_only=True, data_only=True)
        sheet = book.worksheets[0]
        sheet.reset_dimensions()  # some programs write a size that is too small
        rows = ((number, list(row)) for number, row in enumerate(sheet.iter_rows(values_only=True), start=1))
        return [(number, row) for number, row in rows if any(cell is not None for cell in row)]
    except Exception as error:  # a broken workbook can make openpyxl, zipfile and the XML parser raise anything
        raise CaseloadError(f"{path}: not readable as a workbook: {' '.join(str(error).split())}") from None
    finally:
        if book is not None:
            book.close()
