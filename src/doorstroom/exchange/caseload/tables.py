"""The rows of a CSV file or a workbook, whatever its separator, its encoding and the sheet on which they stand."""

from __future__ import annotations

import contextlib
import csv
import io
import re
import zipfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from doorstroom.exchange.caseload.layout import CaseloadError

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook

#: The headings stand in one of the first rows that hold anything: above them there may be a title.
HEADING_ROWS = 10
SEPARATORS = ";,\t|"

Row = tuple[int, list[Any]]
#: How many columns of ours a row names when it is read as headings; none when the column of the case is not among them.
Known = Callable[[list[Any]], int]


@dataclass(frozen=True)
class Formula:
    """A cell with a formula of which the file does not hold the outcome."""

    text: str

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True)
class Table:
    """The rows that hold anything, with their line in the file, and the other sheets that look like a caseload."""

    rows: list[Row]
    others: tuple[str, ...] = ()


def read_table(path: Path, known: Known) -> Table:
    """The rows of a file. Raises CaseloadError when it is no CSV file and no workbook that can be read."""
    if not path.exists():
        raise CaseloadError(f"{path}: no such file", f"{path}: dit bestand is er niet")
    with path.open("rb") as file:  # what cannot be opened says so itself
        start = file.read(8)
    if start.startswith(b"\xd0\xcf\x11\xe0"):
        raise CaseloadError(
            f"{path}: an old or protected workbook; save it as .xlsx without a password",
            f"{path}: een oud of beveiligd bestand; sla het op als .xlsx, zonder wachtwoord",
        )
    table = _workbook(path, start, known) if path.suffix.lower() in (".xlsx", ".xlsm") else _csv(path, start, known)
    rows = [
        (line, cells) for line, cells in table.rows if any(cell is not None and str(cell).strip() for cell in cells)
    ]
    if not rows:
        raise CaseloadError(f"{path}: the file is empty", f"{path}: het bestand is leeg")
    return Table(rows, table.others)


# --- CSV --------------------------------------------------------------------------------------------------------------


def _csv(path: Path, start: bytes, known: Known) -> Table:
    if start.startswith(b"PK\x03\x04"):
        raise CaseloadError(
            f"{path}: a workbook, but no .xlsx; save it as .xlsx or .csv",
            f"{path}: een werkmap, maar geen .xlsx; sla het op als .xlsx of .csv",
        )
    text = _text(path, path.read_bytes())
    first, _, rest = text.partition("\n")
    if first.strip().lower() in {f"sep={one}" for one in SEPARATORS}:  # as spreadsheet programs write it
        return Table(list(_lines(path, rest, first.strip("\r\n")[4:5], 1)))
    return Table(list(_lines(path, text, _separator(text, known), 0)))


def _separator(text: str, known: Known) -> str:
    """The separator with which the headings can be read; a title above them may hold any of them."""

    def found(separator: str) -> tuple[int, int]:
        named = wide = filled = 0
        with contextlib.suppress(csv.Error):  # reading all of it says what is wrong, and where
            for row in _reader(text, separator):
                named, wide = max(named, known(row)), max(wide, len(row))
                filled += any(cell.strip() for cell in row)
                if filled == HEADING_ROWS:
                    break
        return named, wide

    return max(SEPARATORS, key=found)


def _reader(text: str, separator: str) -> Any:
    return csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)


def _lines(path: Path, text: str, separator: str, skipped: int) -> Iterator[Row]:
    reader = _reader(text, separator)
    line = 1 + skipped
    try:
        for row in reader:
            yield line, row
            line = reader.line_num + 1 + skipped
    except csv.Error as error:
        if "limit" in str(error):
            reasons = ("a cell is longer than any cell should be", "een cel is langer dan een cel hoort te zijn")
        else:
            reasons = (
                "a quotation mark is not closed, or stands in the middle of a cell",
                "een aanhalingsteken is niet gesloten, of staat midden in een cel",
            )
        raise CaseloadError(f"{path}: line {line}: {reasons[0]}", f"{path}: regel {line}: {reasons[1]}") from None


def _text(path: Path, raw: bytes) -> str:
    if re.match(rb"(\xef\xbb\xbf)?\s*<(!doctype|html|table|\?xml)", raw[:200], re.IGNORECASE):
        raise CaseloadError(
            f"{path}: a web page or XML; open it in your spreadsheet program and save it as .xlsx",
            f"{path}: een webpagina of XML; open het in uw spreadsheetprogramma en sla het op als .xlsx",
        )
    wide = raw.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding in ("utf-16",) if wide else ("utf-8-sig", "cp1252"):
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text
        break
    raise CaseloadError(f"{path}: not a CSV or XLSX file", f"{path}: geen CSV- of XLSX-bestand")


# --- workbooks --------------------------------------------------------------------------------------------------------


def _workbook(path: Path, start: bytes, known: Known) -> Table:
    from openpyxl import load_workbook

    if not start:
        raise CaseloadError(f"{path}: the file is empty", f"{path}: het bestand is leeg")
    if not start.startswith(b"PK"):
        raise CaseloadError(
            f"{path}: no workbook, although its name says so; a text file is called .csv",
            f"{path}: geen werkmap, al zegt de naam van wel; een tekstbestand heet .csv",
        )
    book = None
    try:
        book = load_workbook(path, read_only=True, data_only=True)
        sheets = {sheet.title: sheet for sheet in book.worksheets if sheet.sheet_state == "visible"}
        heads = {title: _columns_named(_rows(sheet), known) for title, sheet in sheets.items()}
        chosen = next((title for title in heads if heads[title] > 1), None)
        chosen = chosen or next((title for title in heads if heads[title]), next(iter(sheets)))
        others = tuple(title for title, named in heads.items() if named > 1 and title != chosen)
        rows = list(_rows(sheets[chosen]))
        return Table(_with_formulas(path, chosen, rows) if _holds_formulas(path) else rows, others)
    except Exception as error:  # a broken workbook can make openpyxl, zipfile and the XML parser raise anything
        reason = " ".join(str(error).split())
        raise CaseloadError(
            f"{path}: not readable as a workbook: {reason}", f"{path}: niet te lezen als werkmap: {reason}"
        ) from None
    finally:
        if book is not None:
            book.close()


def _rows(sheet: Any, *, values_only: bool = True) -> Iterator[Row]:
    sheet.reset_dimensions()  # some programs write a size that is too small
    for number, row in enumerate(sheet.iter_rows(values_only=values_only), start=1):
        if not values_only or any(cell is not None for cell in row):
            yield number, list(row)


def _columns_named(rows: Iterable[Row], known: Known) -> int:
    return max((known(cells) for _, cells in islice(rows, HEADING_ROWS)), default=0)


def _holds_formulas(path: Path) -> bool:
    with zipfile.ZipFile(path) as parts:
        sheets = [name for name in parts.namelist() if name.startswith("xl/worksheets/") and name.endswith(".xml")]
        return any(re.search(rb"<f[ />]", parts.read(name)) for name in sheets)


def _with_formulas(path: Path, title: str, rows: list[Row]) -> list[Row]:
    """The rows in which a formula without an outcome is no empty cell: empty would mean unknown."""
    from openpyxl import load_workbook

    book: Workbook = load_workbook(path, read_only=True, data_only=False)
    try:
        written = dict(_rows(book[title], values_only=False))
    finally:
        book.close()
    found = dict(rows)
    for number, cells in written.items():
        for place, cell in enumerate(cells):
            if cell.data_type != "f":
                continue
            row = found.setdefault(number, [])
            row.extend([None] * (place + 1 - len(row)))
            if row[place] is None:
                row[place] = Formula(str(cell.value))
    return sorted(found.items())
