"""A report for machines: one tidy row per number, as JSON (with a schema) and as CSV."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from importlib.resources import files
from typing import Any, Literal

from doorstroom.report.model import Measure, Number, Report

Variant = Literal["machine", "nl"]
COLUMNS = (
    "publication", "known_at", "part", "row", "column", "indicator", "measure", "peildatum", "categories",
    "value", "text", "published_value", "published_text", "published_document", "published_place", "within_rounding",
    "differs_because_of_rounding",
)  # fmt: skip
_MEASURES: dict[Measure, str] = {"aantal": "count", "aandeel": "percent", "waarde": "value"}


def rows(report: Report) -> Iterator[dict[str, Any]]:
    """Every number of the report: ``part`` is the table, or "prose"."""
    for table in report.tables():
        for row, column, cell, number in table.numbers():
            yield _row(report, table.name, row, column, number, cell.adrift and number.measure == "aantal")
    for prose in report.prose():
        for label, number in prose.numbers:
            yield _row(report, "prose", prose.name, label, number, False)


def _row(report: Report, part: str, row: str, column: str, number: Number, adrift: bool) -> dict[str, Any]:
    printed, known_at = number.published, report.provenance.known_at
    return {
        "publication": report.name,
        "known_at": known_at and known_at.isoformat(),
        "part": part,
        "row": row,
        "column": column,
        "indicator": number.indicator,
        "measure": _MEASURES[number.measure],
        "peildatum": number.peildatum.isoformat(),
        "categories": dict(sorted(number.categories.items())),
        "value": number.value,
        "text": number.text,
        "published_value": printed and printed.value,
        "published_text": printed and printed.text,
        "published_document": printed and printed.document,
        "published_place": printed and printed.place,
        "within_rounding": number.within,
        "differs_because_of_rounding": adrift,
    }


def as_json(report: Report) -> str:
    """The report as JSON; ``schema()`` describes it."""
    p, comparison = report.provenance, report.comparison
    content = {
        "publication": report.name,
        "title": report.title,
        "language": report.language,
        "peildatum": p.peildatum.isoformat(),
        "other_peildata": [day.isoformat() for day in p.other_peildata],
        "known_at": p.known_at and p.known_at.isoformat(),
        "last_recorded_at": p.last_recorded_at and p.last_recorded_at.isoformat(),
        "made_at": p.made_at.isoformat(),
        "version": p.version,
        "commit": p.commit or None,
        "system": p.system,
        "cases": p.cases,
        "events_read": p.events_read,
        "events_stored": p.events_stored,
        "rounding": report.rounding,
        "warning": report.warning or None,
        "notes": list(report.notes),
        "numbers": [_without(row, "publication", "known_at") for row in rows(report)],
        "tables": [
            {"name": t.name, "number": t.number, "title": t.title, "source": t.source, "notes": list(t.notes)}
            for t in report.tables()
        ],
        "prose": [{"name": prose.name, "text": prose.text, "notes": list(prose.notes)} for prose in report.prose()],
        "definitions": [
            {
                "indicator": d.indicator,
                "label": d.label,
                "text": d.text,
                "date_rule": d.date_rule,
                "unit": d.unit,
                "rounding": d.rounding,
                "source": d.source,
                "uncertain": d.uncertain or None,
            }
            for d in report.definitions
        ],
        "comparison": comparison
        and {
            "before": comparison.before,
            "after": comparison.after,
            "changes": [
                {
                    "table": c.table,
                    "row": c.row,
                    "column": c.column,
                    "peildatum": c.peildatum.isoformat(),
                    "before": c.before,
                    "after": c.after,
                    "difference": c.difference,
                    "difference_value": c.value,
                }
                for c in comparison.changes
            ],
        },
    }
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def schema() -> dict[str, Any]:
    """The JSON Schema of ``as_json``."""
    found: dict[str, Any] = json.loads(files("doorstroom.report").joinpath("report.schema.json").read_text("utf-8"))
    return found


def as_csv(report: Report, variant: Variant = "machine") -> str:
    """One tidy table. ``machine``: comma and decimal point. ``nl``: semicolon, decimal comma and a byte order mark, as
    Dutch spreadsheet programs open it. Empty is: hidden, kept back or not published; ``text`` says which.
    """
    target = io.StringIO(newline="")
    writer = csv.writer(target, delimiter=";" if variant == "nl" else ",", lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for row in rows(report):
        writer.writerow([_plain(row[name], variant) for name in COLUMNS])
    return ("\ufeff" if variant == "nl" else "") + target.getvalue()


def _plain(value: Any, variant: Variant) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, dict):
        return "|".join(f"{name}={code}" for name, code in value.items())
    if isinstance(value, float):
        text = str(int(value)) if value == int(value) else repr(value)
        return text.replace(".", ",") if variant == "nl" else text
    # A text that starts like a formula stays a text in a spreadsheet.
    text = str(value)
    return f"'{text}" if text[:1] in ("=", "+", "@") else text


def _without(row: dict[str, Any], *names: str) -> dict[str, Any]:
    return {name: value for name, value in row.items() if name not in names}
