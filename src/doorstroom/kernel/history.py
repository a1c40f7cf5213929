"""Histories: events as frames, and what of them holds as of (peildatum, known_at).

A history has one frame per event type with all versions ever recorded. ``recorded_until`` of a version is the
moment at which its successor was recorded (null for the last one), so looking back is a filter, never a search.
"""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import polars as pl

from doorstroom.kernel.errors import EventError
from doorstroom.kernel.events import Event, EventTypes, sequences_of

#: Columns of a history frame beside the payload. ``case_row`` is the row number of the case in ``History.cases``.
HISTORY_SCHEMA: dict[str, pl.DataType] = {
    "case_row": pl.UInt32(),
    "event_id": pl.String(),
    "instance": pl.String(),
    "valid_on": pl.Date(),
    "recorded_at": pl.Datetime("us", "UTC"),
    "recorded_until": pl.Datetime("us", "UTC"),
    "sequence": pl.Int64(),
    "retracted": pl.Boolean(),
    "organisation": pl.String(),
    "actor": pl.String(),
}

#: How the id of an invented person begins; whoever publishes figures that count such people says so.
INVENTED = "demo-"

#: What an evaluation needs of the envelope; the rest is read only to explain.
NEEDED = ("case_row", "valid_on", "sequence")


@dataclass(frozen=True)
class Snapshot:
    """The events that hold as of (peildatum, known_at), one frame per type, in order of case, day and sequence."""

    cases: pl.DataFrame
    frames: Mapping[str, pl.DataFrame]
    peildatum: dt.date
    known_at: dt.datetime | None


@dataclass(frozen=True)
class History:
    """All versions of the events of a set of cases.

    ``cases`` has a row per case (``case_id``, ``person_id``); ``frames`` a frame per event type with the columns of
    HISTORY_SCHEMA (``event_id``, ``instance``, ``organisation`` and ``actor`` may be left out in bulk) and the payload.
    """

    cases: pl.DataFrame
    frames: Mapping[str, pl.DataFrame | pl.LazyFrame]

    def as_of(
        self,
        peildatum: dt.date,
        known_at: dt.datetime | None = None,
        types: Iterable[str] | None = None,
        columns: Mapping[str, Iterable[str]] | None = None,
    ) -> Snapshot:
        """What held on ``peildatum`` (inclusive) according to what was recorded up to ``known_at`` (inclusive).

        ``known_at`` None means everything recorded. ``types`` and ``columns`` limit what is read. The last version of
        an instance known then is the one that counts; if that is a retraction there is nothing, and no older version.
        """
        if known_at is not None and known_at.tzinfo is None:
            raise EventError("known_at must have a time zone: it is a moment, not a day")
        wanted = set(self.frames) if types is None else set(types)
        frames = {}
        for name, frame in self.frames.items():
            if name not in wanted:
                continue
            lazy = frame.lazy().filter(_holds(peildatum, known_at))
            if columns is not None:
                keep = [c for c in (*NEEDED, *columns.get(name, ())) if c not in ("recorded_until", "retracted")]
                lazy = lazy.select(list(dict.fromkeys(keep)))
            found = lazy.collect()
            if found.height:
                frames[name] = _in_order(found)
        return Snapshot(self.cases, frames, peildatum, known_at)

    def as_of_each(self, moments: pl.DataFrame) -> Snapshot:
        """Like ``as_of``, but every case has its own question.

        ``moments`` has a row per case with ``peildatum``, ``known_at`` (null: everything) and ``law_date``; the dates
        become columns of the snapshot's cases. The snapshot's own peildatum is the latest of them.
        """
        own = moments.with_row_index("case_row").select(
            "case_row", asked_on=pl.col("peildatum"), asked_at=pl.col("known_at")
        )
        asked_at, until = pl.col("asked_at"), pl.col("recorded_until")
        known = (asked_at.is_null() & until.is_null()) | (
            (pl.col("recorded_at") <= asked_at) & (until.is_null() | (until > asked_at))
        )
        holds = known & ~pl.col("retracted") & (pl.col("valid_on") <= pl.col("asked_on"))
        frames = {}
        for name, frame in self.frames.items():
            found = frame.lazy().join(own.lazy(), on="case_row", how="left").filter(holds).collect()
            if found.height:
                frames[name] = found.drop("asked_on", "asked_at").sort("case_row", "valid_on", "sequence")
        cases = pl.concat([self.cases, moments.select("peildatum", "law_date")], how="horizontal")
        latest = moments["peildatum"].max()
        assert isinstance(latest, dt.date)
        return Snapshot(cases, frames, latest, None)

    def invented(self) -> int:
        """How many cases are of invented people."""
        return int(self.cases["person_id"].str.starts_with(INVENTED).sum())

    def subset(self, case_ids: Iterable[str]) -> History:
        """The history of some of the cases, in the order in which they stand here, read into memory."""
        wanted = pl.Series("case_id", list(case_ids), dtype=pl.String)
        old = self.cases.with_row_index("case_row").filter(pl.col("case_id").is_in(wanted.implode()))
        renumber = old.select("case_row").with_row_index("new_row")
        frames: dict[str, pl.DataFrame | pl.LazyFrame] = {}
        for name, frame in self.frames.items():
            kept = frame.lazy().filter(pl.col("case_row").is_in(old["case_row"].implode())).collect()
            if kept.height:
                joined = kept.join(renumber, on="case_row", how="left", maintain_order="left")
                frames[name] = joined.with_columns(case_row=pl.col("new_row")).drop("new_row")
        return History(old.drop("case_row"), frames)


def _in_order(frame: pl.DataFrame) -> pl.DataFrame:
    """In order of case, day and sequence. A mirror mostly stands in that order already, and looking is cheap."""
    if frame.height == 1:
        return frame
    case, day, sequence = (frame[name].to_numpy() for name in NEEDED)
    same = case[1:] == case[:-1]
    rising = (case[1:] > case[:-1]) | (same & (day[1:] > day[:-1]))
    if rising.all() or (rising | (same & (day[1:] == day[:-1]) & (sequence[1:] >= sequence[:-1]))).all():
        return frame
    return frame.sort(NEEDED)


def _holds(peildatum: dt.date, known_at: dt.datetime | None) -> pl.Expr:
    until = pl.col("recorded_until")
    if known_at is None:
        known = until.is_null()
    else:
        known = (pl.col("recorded_at") <= known_at) & (until.is_null() | (until > known_at))
    return known & ~pl.col("retracted") & (pl.col("valid_on") <= peildatum)


def history_of(events: Iterable[Event], types: EventTypes) -> History:
    """A history made of event objects, for worked cases, spreadsheets and small sets.

    Versions are ordered by (recorded_at, sequence); one without a sequence comes after all that have one.
    """
    rows: dict[str, list[dict[str, object]]] = {}
    case_rows: dict[str, int] = {}
    persons: list[str] = []
    seen: dict[tuple[str, str, str], list[dict[str, object]]] = {}
    found_events = list(events)
    for event, sequence in zip(found_events, sequences_of(found_events), strict=True):
        if event.case_id not in case_rows:
            case_rows[event.case_id] = len(case_rows)
            persons.append(event.person_id)
        payload = types.validate_payload(event.type, event.payload) if not event.retracted else {}
        recorded_at = event.recorded_at
        if recorded_at.tzinfo is None:
            recorded_at = recorded_at.replace(tzinfo=dt.UTC)
        row: dict[str, object] = {
            "case_row": case_rows[event.case_id],
            "event_id": str(event.event_id),
            "instance": event.instance,
            "valid_on": event.valid_on,
            "recorded_at": recorded_at,
            "recorded_until": None,
            "sequence": sequence,
            "retracted": event.retracted,
            "organisation": event.organisation,
            "actor": event.actor,
            **payload,
        }
        rows.setdefault(event.type, []).append(row)
        seen.setdefault((event.case_id, event.type, event.instance), []).append(row)
    for versions in seen.values():
        versions.sort(key=lambda row: (row["recorded_at"], row["sequence"]))
        for earlier, later in itertools.pairwise(versions):
            earlier["recorded_until"] = later["recorded_at"]
    frames: dict[str, pl.DataFrame | pl.LazyFrame] = {
        name: pl.DataFrame(found, schema={**HISTORY_SCHEMA, **types[name].schema_of_payload()})
        for name, found in rows.items()
    }
    cases = pl.DataFrame(
        {"case_id": list(case_rows), "person_id": persons}, schema={"case_id": pl.String, "person_id": pl.String}
    )
    return History(cases, frames)
