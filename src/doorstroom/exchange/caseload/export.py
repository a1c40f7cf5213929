"""A caseload from events: the spreadsheet that a municipality would have of its cases."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import polars as pl

from doorstroom.exchange.caseload.layout import CaseloadColumn, CaseloadEvent, Layout
from doorstroom.exchange.caseload.template import add_row, new_workbook
from doorstroom.exchange.files import write_workbook
from doorstroom.kernel.history import Snapshot
from doorstroom.kernel.wording import Language


def caseload_rows(
    snapshot: Snapshot, layout: Layout, private: Mapping[str, Mapping[str, str]]
) -> Iterable[dict[str, Any]]:
    """A row per case with what the snapshot holds; where there are several events of a kind, the last.

    ``private``: name and the like per case_id, which events do not hold.
    """
    rows: list[dict[str, Any]] = [
        {layout.key: case_id, **private.get(case_id, {})} for case_id in snapshot.cases["case_id"]
    ]
    for event in layout.events:
        frame = snapshot.frames.get(event.type)
        if frame is None:
            continue
        for found in _last(frame, event).iter_rows(named=True):
            row = rows[found["case_row"]]
            if row.get(event.day, found["valid_on"]) == found["valid_on"]:
                row[event.day] = found["valid_on"]
                row |= {c: found[f] for f, c in event.payload.items() if found[f] is not None}
    return [{name: _as_written(layout.columns[name], value) for name, value in row.items()} for row in rows]


def _last(frame: pl.DataFrame, event: CaseloadEvent) -> pl.DataFrame:
    for field, constant in event.constant.items():
        frame = frame.filter(pl.col(field) == constant)
    return frame.group_by("case_row", maintain_order=True).last()


def _as_written(column: CaseloadColumn, value: Any) -> Any:
    if column.choices:
        return next((word for word, code in column.choices.items() if code == value), value)
    if isinstance(value, bool):
        return "ja" if value else "nee"
    return value


def write_caseload(path: Path, rows: Iterable[Mapping[str, Any]], layout: Layout, language: Language) -> None:
    """Write rows as a workbook in the form of the template."""
    book = new_workbook(layout, language)
    for row in rows:
        add_row(book, layout, row)
    write_workbook(book, path)
