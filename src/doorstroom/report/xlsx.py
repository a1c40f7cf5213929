"""A report as a workbook: a sheet per table, one with the numbers of the text, one with definitions and provenance.

Numbers are numbers (rounded, with a format), what is hidden is text. Every column of a table is followed by what was
published and by the verdict, where anything was.
"""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Sequence

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from doorstroom.report.html import prose_rows, provenance, published_note
from doorstroom.report.model import Number, Report, TableShown
from doorstroom.report.wording import AMSTERDAM, Words

_BOLD = Font(bold=True)
_SOFT = Font(color="5C5C54")
_HEAD = PatternFill("solid", fgColor="E8EEF1")
_RULE = Border(bottom=Side("thin", color="26261F"))


def as_xlsx(report: Report) -> bytes:
    """The workbook as bytes."""
    words = Words(report.language)
    book = Workbook()
    book.remove(book.worksheets[0])
    for table in report.tables():
        _table(_sheet(book, f"{words['table']} {table.number}"), table, words)
    _prose(_sheet(book, words["prose_numbers"]), report, words)
    if report.comparison is not None:
        _comparison(_sheet(book, words["change"]), report, words)
    _about(_sheet(book, words["about"]), report, words)
    made = report.provenance.made_at.astimezone(dt.UTC).replace(tzinfo=None)
    book.properties.title, book.properties.creator = report.title, f"doorstroom {report.provenance.version}"
    book.properties.language = report.language
    book.properties.created = book.properties.modified = made
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def _sheet(book: Workbook, title: str) -> Worksheet:
    sheet: Worksheet = book.create_sheet(title[:31])
    sheet.page_setup.paperSize = 9  # A4
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    return sheet


def _table(sheet: Worksheet, table: TableShown, words: Words) -> None:
    sheet.append([f"{words['table']} {table.number}. {table.title}"])
    sheet["A1"].font = Font(bold=True, size=13)
    sheet.append([])
    heads: list[str] = [table.corner]
    for column, number in _columns(table):
        percent = f" ({words['aandeel']})" if number.measure == "aandeel" else ""
        heads.append(f"{column}{percent}")
        if _any_published(table, column, number):
            heads.extend([words["published"].capitalize(), words["within"].capitalize()])
    _header(sheet, heads)
    for row in table.rows:
        line: list[object] = [row.heading]
        formats: list[tuple[int, str]] = []
        for column, cell in zip(table.columns, row.cells, strict=True):
            slots = [n for c, n in _columns(table) if c == column]
            for place, slot in enumerate(slots):
                here = cell.numbers[place] if place < len(cell.numbers) else None
                line.append(_value(here) if here else None)
                formats.append((len(line), _format(here)))
                if _any_published(table, column, slot):
                    printed = here.published if here else None
                    line.append(_scaled(printed.value, slot) if printed else None)
                    formats.append((len(line), _format(slot)))
                    verdict = here.within if here else None
                    line.append("" if verdict is None else words["yes" if verdict else "no"])
        sheet.append(line)
        for place, form in formats:
            sheet.cell(sheet.max_row, place).number_format = form
        for index, at in enumerate(sheet[sheet.max_row]):
            at.font = Font(bold=row.total)
            if index:
                at.alignment = Alignment(horizontal="right")
    sheet.append([])
    adrift = [words["adrift_long"]] if any(cell.adrift for row in table.rows for cell in row.cells) else []
    for note in (*table.notes, *adrift, f"{words['source']}: {table.source}"):
        sheet.append([note])
        sheet.cell(sheet.max_row, 1).font = _SOFT
    sheet.freeze_panes = "B4"
    _widths(sheet, [max([22, *(len(row.heading) + 2 for row in table.rows)])] + [16] * (len(heads) - 1))


def _columns(table: TableShown) -> list[tuple[str, Number]]:
    """The columns of the sheet: for every column of the table its count and, where there is one, its percentage."""
    found: list[tuple[str, Number]] = []
    for place, column in enumerate(table.columns):
        longest = max((row.cells[place].numbers for row in table.rows), key=len, default=())
        found.extend((column, number) for number in longest)
    return found


def _any_published(table: TableShown, column: str, slot: Number) -> bool:
    return any(
        number.published is not None
        for _, name, _, number in table.numbers()
        if name == column and number.measure == slot.measure
    )


def _prose(sheet: Worksheet, report: Report, words: Words) -> None:
    _header(sheet, [words["indicator"], words["register"], words["published"].capitalize(),
                    words["within"].capitalize(), words["document"]])  # fmt: skip
    for label, number in prose_rows(report):
        printed = number.published
        verdict = "" if number.within is None else words["yes" if number.within else "no"]
        where = f"{printed.document}, {printed.place}" if printed else ""
        sheet.append([label, _value(number), _scaled(printed.value, number) if printed else None, verdict, where])
        for place in (2, 3):
            sheet.cell(sheet.max_row, place).number_format = _format(number)
            sheet.cell(sheet.max_row, place).alignment = Alignment(horizontal="right")
    sheet.append([])
    for prose in report.prose():
        sheet.append([prose.text])
        sheet.merge_cells(start_row=sheet.max_row, end_row=sheet.max_row, start_column=1, end_column=5)
        sheet.cell(sheet.max_row, 1).alignment = Alignment(wrap_text=True, vertical="top")
        sheet.row_dimensions[sheet.max_row].height = 15 * (1 + len(prose.text) // 110)
    sheet.freeze_panes = "B2"
    _widths(sheet, [48, 14, 14, 22, 52])


def _comparison(sheet: Worksheet, report: Report, words: Words) -> None:
    found = report.comparison
    assert found is not None
    _header(sheet, [words["table"], words["row"], words["column"], words["peildatum"],
                    found.before, found.after, words["change"]])  # fmt: skip
    for c in found.changes:
        sheet.append([c.table, c.row, c.column, c.peildatum, c.before, c.after,
                      c.difference if c.value is None else c.value])  # fmt: skip
        sheet.cell(sheet.max_row, 4).number_format = "yyyy-mm-dd"
        sheet.cell(sheet.max_row, 7).number_format = "+#,##0;-#,##0;0"
        for place in (5, 6, 7):
            sheet.cell(sheet.max_row, place).alignment = Alignment(horizontal="right")
    sheet.append([])
    sheet.append([words["change_note"] if found.changes else words["comparison_none"]])
    sheet.freeze_panes = "A2"
    _widths(sheet, [11, 32, 42, 14, 24, 24, 14])


def _about(sheet: Worksheet, report: Report, words: Words) -> None:
    _header(sheet, [words["indicator"], words["definition"], words["date_rule"], words["unit"], words["rounding"],
                    words["source"], words["uncertain"]])  # fmt: skip
    for d in report.definitions:
        sheet.append([d.label, d.text, d.date_rule, d.unit, d.rounding, d.source, d.uncertain])
        for cell in sheet[sheet.max_row]:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    sheet.append([])
    for label, text in (
        *provenance(report, words),
        *[("", note) for note in (*report.notes, published_note(report, words), report.warning) if note],
    ):
        sheet.append([label, text])
        sheet.cell(sheet.max_row, 1).font = _BOLD
        for cell in sheet[sheet.max_row]:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    sheet.append([words["made_at"] + " (ISO 8601)", report.provenance.made_at.astimezone(AMSTERDAM).isoformat()])
    sheet.cell(sheet.max_row, 1).font = _BOLD
    sheet.freeze_panes = "B2"
    _widths(sheet, [38, 70, 30, 12, 12, 40, 40])


def _header(sheet: Worksheet, heads: Sequence[str]) -> None:
    sheet.append(list(heads))
    for place, cell in enumerate(sheet[sheet.max_row]):
        cell.font, cell.fill, cell.border = _BOLD, _HEAD, _RULE
        cell.alignment = Alignment(wrap_text=True, vertical="bottom", horizontal="right" if place else "left")
    sheet.print_title_rows = f"{sheet.max_row}:{sheet.max_row}"


def _value(number: Number) -> float | int | str | None:
    return number.text if number.value is None else _scaled(number.value, number)


def _scaled(value: float, number: Number) -> float | int:
    return value / 100 if number.measure == "aandeel" else value


def _format(number: Number | None) -> str:
    if number is None or number.value is None:
        return "General"
    if number.measure == "aandeel":
        return "0%" if number.value == int(number.value) else "0.0%"
    return "#,##0" if number.value == int(number.value) else "#,##0.0"


def _widths(sheet: Worksheet, widths: Sequence[int]) -> None:
    for place, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(place)].width = width
