"""A list as a file: CSV for programs, XLSX for people."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Iterable

from django.http import HttpResponse
from django.utils.translation import gettext as _
from openpyxl import Workbook

from doorstroom.web.werkplek.regels import Row

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def heads() -> list[str]:
    """What the columns are called."""
    return [
        _("Zaak"), _("Initialen"), _("Over"), _("Behandelaar"), _("Uiterlijk"), _("Stand"), _("Wat te doen"),
        _("Waarom nu"), _("Wie is aan zet"), _("Volgende stap"),
    ]  # fmt: skip


def _lines(rows: Iterable[Row]) -> Iterable[list[str | dt.date]]:
    for row in rows:
        for thing in row.things:
            yield [
                row.case_id, row.initials, ", ".join(row.about), row.handled_by, row.due or "", row.in_words,
                thing.what, thing.why, thing.owner, thing.step_name,
            ]  # fmt: skip


def harmless(text: str) -> str:
    """A text that no spreadsheet takes for a formula."""
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text


def as_csv(rows: Iterable[Row], day: dt.date) -> HttpResponse:
    """CSV with semicolons and a mark of its encoding, as Dutch spreadsheets expect it."""
    written = io.StringIO()
    out = csv.writer(written, delimiter=";", lineterminator="\r\n")
    out.writerow(heads())
    for line in _lines(rows):
        out.writerow([harmless(cell) if isinstance(cell, str) else f"{cell:%d-%m-%Y}" for cell in line])
    response = HttpResponse("\ufeff" + written.getvalue(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="werklijst-{day}.csv"'
    return response


def as_xlsx(rows: Iterable[Row], day: dt.date) -> HttpResponse:
    """A workbook with one sheet; dates are dates in it."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Werklijst")
    sheet.freeze_panes = "A2"
    sheet.append(heads())
    for line in _lines(rows):
        sheet.append([harmless(cell) if isinstance(cell, str) else cell for cell in line])
    written = io.BytesIO()
    book.save(written)
    response = HttpResponse(written.getvalue(), content_type=_XLSX)
    response["Content-Disposition"] = f'attachment; filename="werklijst-{day}.xlsx"'
    return response
