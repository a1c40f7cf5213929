"""Loading event files: all rows or none, every bad row reported, in one transaction.

Columns: case_id, person_id, type, instance, valid_on, organisation, actor; optionally event_id, recorded_at,
replaces, retracted, and the payload as one JSON column ``payload`` or as columns ``payload.<field>``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from uuid import UUID

from doorstroom.kernel.events import Event
from doorstroom.register.errors import EventRefused, LoadCancelled, RegisterError
from doorstroom.register.load_rows import BadRow, RawRow, RowReader, raw_rows
from doorstroom.register.log import Register
from doorstroom.register.system import System

_BATCH = 5_000


@dataclass(frozen=True)
class Loaded:
    """What a load did: rows read, events written, events that were there already, and the rows left out."""

    rows: int
    written: int
    already_there: tuple[UUID, ...]
    bad_rows: tuple[BadRow, ...]


class LoadRefused(RegisterError):
    """The file has bad rows, all of them in ``bad_rows``; nothing was written."""

    def __init__(self, path: Path, rows: int, bad_rows: Iterable[BadRow]) -> None:
        self.bad_rows = tuple(bad_rows)
        lines = len({bad.line for bad in self.bad_rows})
        super().__init__(
            f"'{path}': {lines} of {rows} rows cannot be loaded, so nothing was written; first: {self.bad_rows[0]}"
        )


def load_file(
    register: Register,
    system: System,
    path: str | Path,
    *,
    partial: bool = False,
    keep_recorded_at: bool = False,
    progress: Callable[[int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Loaded:
    """Load an event file (.csv, .jsonl, .parquet) into the register, in one transaction.

    All rows or none, unless ``partial``: then the good rows are loaded and the bad ones reported in the answer. A row
    without ``event_id`` gets one derived from its content, so loading a file again is harmless. ``keep_recorded_at`` is
    the right to load history: then every row says when it was recorded. ``progress`` is called with the number of rows
    done; ``cancelled`` is asked now and then, and true ends the load with nothing written.

    Raises FileUnreadable, LoadRefused (with every bad row), LoadCancelled, RegisterFull, RegisterBusy.
    """
    path = Path(path)
    reader = RowReader(system, keep_recorded_at)
    bad: list[BadRow] = []
    count = 0
    with register.transaction(system, keep_recorded_at=keep_recorded_at) as writer:
        for rows in _batches(raw_rows(path)):
            if cancelled is not None and cancelled():
                raise LoadCancelled(f"loading '{path}' was stopped after {count} rows; nothing was written")
            lines: list[int] = []
            events: list[Event] = []
            for row in rows:
                found = reader.event(row)
                if isinstance(found, Event):
                    lines.append(row.line)
                    events.append(found)
                else:
                    bad += found
            writer.add(events, refused=_noting(bad, lines, events))
            count += len(rows)
            if progress is not None:
                progress(count)
        bad.sort(key=lambda row: row.line)
        if bad and not partial:
            raise LoadRefused(path, count, bad)
    there = tuple(UUID(event_id) for event_id in writer.already_there)
    return Loaded(count, writer.written, there, tuple(bad))


def _noting(bad: list[BadRow], lines: list[int], events: list[Event]) -> Callable[[int, EventRefused], None]:
    def note(place: int, refusal: EventRefused) -> None:
        field = refusal.field or "row"
        value = refusal.value
        if value is None and field in Event.model_fields:
            value = getattr(events[place], field)
        bad.append(BadRow(lines[place], field, value, str(refusal)))

    return note


def _batches(rows: Iterator[RawRow]) -> Iterator[list[RawRow]]:
    while batch := list(islice(rows, _BATCH)):
        yield batch
