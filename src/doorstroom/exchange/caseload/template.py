"""The template of a caseload: a workbook with headings, choices, date cells and an explanation of every column."""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from doorstroom.exchange.caseload.layout import CaseloadError, Layout
from doorstroom.exchange.files import new_file, write_workbook
from doorstroom.kernel.wording import Language

_LAST_ROW = 1_048_576
#: Cells of text are text, so that 0363 keeps its zero.
FORMATS = {"date": "dd-mm-yyyy", "text": "@"}


def write_template(path: Path, layout: Layout, language: Language, *, example: bool) -> None:
    """Write the template as XLSX or CSV, by the file's extension; ``example`` adds one visibly invented row.

    Raises Refusal when the file exists or has another extension.
    """
    kind = path.suffix.lower()
    if kind not in (".csv", ".xlsx"):
        raise CaseloadError(f"{path}: a template is an .xlsx or a .csv file", f"{path}: een sjabloon is .xlsx of .csv")
    with new_file(path) as part:
        if kind == ".xlsx":
            book = new_workbook(layout, language)
            if example:
                add_row(book, layout, {c.name: _example(c.kind, c.example) for c in layout.columns.values()})
            write_workbook(book, part)
            return
        with part.open("w", encoding="utf-8-sig", newline="") as file:
            writer = csv.writer(file, delimiter=";")
            writer.writerow(layout.columns)
            if example:
                writer.writerow([column.example for column in layout.columns.values()])


def new_workbook(layout: Layout, language: Language) -> Workbook:
    """The workbook without rows: every column has its format and its choices all the way down."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Inburgeraars" if language == "nl" else "Newcomers"
    for place, column in enumerate(layout.columns.values(), start=1):
        letter = get_column_letter(place)
        head = sheet.cell(1, place, column.name)
        head.font = Font(bold=True, color="FFFFFF")
        head.fill = PatternFill("solid", fgColor="1F4E5F")
        head.alignment = Alignment(wrap_text=True, vertical="top")
        head.comment = Comment(column.nl if language == "nl" else column.en, "Doorstroom", width=320, height=90)
        sheet.column_dimensions[letter].width = max(14, len(column.name) + 2)
        sheet.column_dimensions[letter].number_format = FORMATS.get(column.kind, "General")
        words = list(column.choices) if column.choices else ["ja", "nee"] if column.kind == "yesno" else []
        if words:
            choice = DataValidation(type="list", formula1='"' + ",".join(words) + '"', allow_blank=True)
            choice.error = "Kies uit de lijst." if language == "nl" else "Choose from the list."
            sheet.add_data_validation(choice)
            choice.add(f"{letter}2:{letter}{_LAST_ROW}")
    sheet.freeze_panes = "B2"
    _explanation(book, layout, language)
    return book


def add_row(book: Workbook, layout: Layout, row: Mapping[str, Any]) -> None:
    """Fill in one row below those that are there."""
    sheet = book.active
    assert sheet is not None
    number = sheet.max_row + 1
    for place, column in enumerate(layout.columns.values(), start=1):
        if row.get(column.name) is not None:
            cell = sheet.cell(number, place, row[column.name])
            cell.number_format = FORMATS.get(column.kind, "General")


def _example(kind: str, text: str) -> dt.date | float | str:
    if kind == "date":
        return dt.date.fromisoformat(text)
    return float(text) if kind == "number" else text


def _explanation(book: Workbook, layout: Layout, language: Language) -> None:
    sheet = book.create_sheet("Uitleg" if language == "nl" else "Explanation")
    heads = ("kolom", "betekenis", "wat u invult", "voorbeeld") if language == "nl" else (
        "column", "meaning", "what to fill in", "example",
    )  # fmt: skip
    sheet.append(heads)
    kinds = {
        "nl": {"text": "tekst", "date": "datum (dd-mm-jjjj)", "number": "getal", "yesno": "ja of nee"},
        "en": {"text": "text", "date": "date (dd-mm-yyyy)", "number": "number", "yesno": "ja or nee"},
    }[language]
    for column in layout.columns.values():
        fill = " / ".join(column.choices) if column.choices else kinds[column.kind]
        sheet.append((column.name, column.nl if language == "nl" else column.en, fill, column.example))
    for letter, width in zip("ABCD", (24, 60, 60, 24), strict=True):
        sheet.column_dimensions[letter].width = width
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    sheet.freeze_panes = "A2"
