"""Histories as a stream of events, case by case in the order in which they were recorded."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from operator import attrgetter
from typing import Any

import polars as pl

from doorstroom.kernel.events import Event
from doorstroom.kernel.history import HISTORY_SCHEMA

#: Cases that are made into events together; more cost memory and gain nothing.
_TOGETHER = 1_000
_ENVELOPE = (
    *("event_id", "instance", "valid_on", "recorded_at", "sequence", "retracted", "organisation", "actor"),
    "replaces",
)
_sequence = attrgetter("sequence")


def stream(cases: pl.DataFrame, frames: Mapping[str, pl.DataFrame]) -> Iterator[Event]:
    """Every event of these histories once."""
    versions = {name: _with_replaced(frame) for name, frame in frames.items()}
    case_ids, person_ids = cases["case_id"].to_list(), cases["person_id"].to_list()
    for first in range(0, cases.height, _TOGETHER):
        found: list[Event] = []
        for name, frame in versions.items():
            rows = frame["case_row"]
            start, end = rows.search_sorted(first), rows.search_sorted(first + _TOGETHER)
            found.extend(_made(name, frame.slice(start, end - start), case_ids, person_ids))
        found.sort(key=_sequence)
        yield from found


def _with_replaced(frame: pl.DataFrame) -> pl.DataFrame:
    """In order of case and version, with the id of the version before."""
    frame = frame.sort("case_row", "instance", "sequence")
    same = pl.all_horizontal(pl.col(c) == pl.col(c).shift(1) for c in ("case_row", "instance"))
    return frame.with_columns(replaces=pl.when(same).then(pl.col("event_id").shift(1)))


def _made(kind: str, frame: pl.DataFrame, case_ids: list[str], person_ids: list[str]) -> Iterator[Event]:
    names = [column for column in frame.columns if column not in HISTORY_SCHEMA and column != "replaces"]
    payloads = zip(*[frame[name].to_list() for name in names], strict=True) if names else iter([()] * frame.height)
    envelopes = zip(*[frame[name].to_list() for name in _ENVELOPE], strict=True)
    for row, envelope, values in zip(frame["case_row"].to_list(), envelopes, payloads, strict=True):
        found: dict[str, Any] = dict(zip(_ENVELOPE, envelope, strict=True))
        found.update(type=kind, case_id=case_ids[row], person_id=person_ids[row])
        found["payload"] = {} if found["retracted"] else dict(zip(names, values, strict=True))
        yield Event.model_validate(found)
