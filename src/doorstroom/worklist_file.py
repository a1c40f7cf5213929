"""The work list as a file for a spreadsheet program: real dates, a filter on every column, what is late in words."""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from doorstroom.exchange.files import new_file, write_workbook
from doorstroom.exchange.refusal import Refusal
from doorstroom.kernel.wording import Language
from doorstroom.worklist import Worklist, rows

STATUS: Mapping[Language, Mapping[str, str]] = {
    "nl": {"late": "TE LAAT", "runs": "loopt", "unknown": "gegeven ontbreekt"},
    "en": {"late": "LATE", "runs": "runs", "unknown": "a fact is missing"},
}
KIND: Mapping[Language, Mapping[str, str]] = {
    "nl": {"law": "wettelijk", "plan": "planning"},
    "en": {"law": "legal", "plan": "planning"},
}
#: Column of ``rows`` -> heading in Dutch, in English, and width.
COLUMNS: Mapping[str, tuple[str, str, int]] = {
    "status": ("stand", "status", 18),
    "due": ("uiterlijk", "last day", 12),
    "days_left": ("dagen", "days", 8),
    "case_id": ("zaaknummer", "case", 16),
    "naam": ("naam", "name", 28),
    "klantmanager": ("klantmanager", "klantmanager", 18),
    "task": ("wat te doen", "what to do", 42),
    "owner": ("door", "by", 13),
    "kind": ("soort datum", "kind of date", 13),
    "start": ("loopt sinds", "runs since", 12),
    "reason": ("waarom", "why", 60),
    "missing": ("ontbreekt", "missing", 30),
    "articles": ("artikelen", "articles", 22),
    "consequence": ("gevolg", "consequence", 60),
}


def write(made: Worklist, path: Path) -> None:
    """Write the list to a new .xlsx or .csv file; raises Refusal when it exists or is another kind."""
    kind = path.suffix.lower()
    if kind not in (".csv", ".xlsx"):
        raise Refusal(f"{path}: a work list is written as .xlsx or .csv", f"{path}: een werklijst is .xlsx of .csv")
    listed = [_told(row, made.language) for row in rows(made)]
    unclear = STATUS[made.language]["unknown"]
    for one in made.unclear:
        lacking = made.lacking(one.missing)
        private = made.private.get(one.case_id, {})
        listed.append({"case_id": one.case_id, **private, "status": unclear, "missing": lacking})
    used = [name for name in COLUMNS if name not in ("naam", "klantmanager") or any(row.get(name) for row in listed)]
    with new_file(path) as part:
        if kind == ".csv":
            _csv(part, used, listed, made.language)
        else:
            _xlsx(part, used, listed, made)


def _told(row: dict[str, Any], language: Language) -> dict[str, Any]:
    said = {
        "status": STATUS[language][row["status"]],
        "kind": KIND[language][row["kind"]],
        "missing": ", ".join(row["missing"]),
        "articles": "; ".join(row["articles"]),
    }
    return {**row, **said}


def _heading(name: str, language: Language) -> str:
    nl, en, _ = COLUMNS[name]
    return nl if language == "nl" else en


def _csv(path: Path, used: list[str], listed: list[dict[str, Any]], language: Language) -> None:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow(_heading(name, language) for name in used)
        for row in listed:
            writer.writerow(_harmless(row.get(name)) for name in used)


def _xlsx(path: Path, used: list[str], listed: list[dict[str, Any]], made: Worklist) -> None:
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.properties import PageSetupProperties

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = f"{'Werklijst' if made.language == 'nl' else 'Work list'} {made.evaluation.peildatum}"
    sheet.append([_heading(name, made.language) for name in used])
    late, wrap = PatternFill("solid", fgColor="FBE3E4"), Alignment(wrap_text=True, vertical="top")
    for place, name in enumerate(used, start=1):
        head = sheet.cell(1, place)
        head.font, head.fill = Font(bold=True, color="FFFFFF"), PatternFill("solid", fgColor="1F4E5F")
        sheet.column_dimensions[get_column_letter(place)].width = COLUMNS[name][2]
    for number, row in enumerate(listed, start=2):
        for place, name in enumerate(used, start=1):
            value = row.get(name)
            cell = sheet.cell(number, place, value)
            cell.alignment = wrap
            if isinstance(value, str):
                cell.data_type = "s"  # text stays text, also when it begins with =
            if isinstance(value, dt.date):
                cell.number_format = "dd-mm-yyyy" if made.language == "nl" else "yyyy-mm-dd"
            if row["status"] == STATUS[made.language]["late"]:
                cell.fill = late
                if name == "status":
                    cell.font = Font(bold=True)
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = sheet.dimensions
    sheet.page_setup.orientation, sheet.page_setup.fitToHeight = "landscape", 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = "1:1"
    write_workbook(book, path)


def _harmless(cell: object) -> object:
    """Text that a spreadsheet program would run as a formula is written as text."""
    return "'" + cell if isinstance(cell, str) and cell[:1] in "=+-@\t\r" and cell[:1] else cell
