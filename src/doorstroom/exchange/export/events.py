"""The whole register in files that `doorstroom load` makes the same register of, with its data dictionary.

    events.csv, events.jsonl, events.parquet     every version of every event, in the order of the log
    tables/<type>.csv, ...                        on request: a typed table per type, for questions
    people.csv, ...                               on request and with a right: who the people are
    dictionary.json, dictionary.md, dictionary.html

Loaded into an empty register, the events get the same sequence and so the same hashes, when the log holds one system
only and its event types have not changed since. The manifest says whether that is so and has the seal to compare with.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

import polars as pl

from doorstroom.exchange.export import log_rows
from doorstroom.exchange.export.cells import marked, write_csv, write_parquet, write_table
from doorstroom.exchange.export.delivery import Delivery, new_delivery
from doorstroom.exchange.export.dictionary import write_dictionary
from doorstroom.exchange.export.people import PeopleRight
from doorstroom.kernel.errors import DoorstroomError
from doorstroom.kernel.history import History
from doorstroom.kernel.system import System
from doorstroom.register.log import Register
from doorstroom.register.rows import last_sequence
from doorstroom.register.verify import seal

_PART_ROWS = 100_000


class NoEvents(DoorstroomError):
    """The register holds no event of the system."""


@dataclass(frozen=True)
class Made:
    """When and with what version a delivery is made."""

    at: dt.datetime
    version: str


def export_events(
    register: Register,
    system: System,
    path: Path,
    formats: Sequence[str],
    made: Made,
    *,
    tables: History | None = None,
    people: PeopleRight | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> dict[str, Any]:
    """Write the whole register of a system to a new folder; the answer is its manifest.

    ``tables``: the mirror, when a typed table per event type is wanted as well. ``people``: the right to take along who
    they are. ``progress`` gets the events done and how many there are. Raises NoEvents, Refusal.
    """
    with register.reading() as connection:
        events, cases, first, last = log_rows.span(connection, system.name)
        if not events:
            raise NoEvents(f"{register.name}: no events of '{system.name}' to export")
        until = last_sequence(connection)
        with new_delivery("events", path, named=people is not None) as delivery:
            writers = [_WRITERS[name](delivery.file(f"events.{name}", events)) for name in formats]
            persons, changed, done = [pl.Series("person_id", [], pl.String)], 0, 0
            try:
                for chunk in log_rows.rows(connection, system.name, first - 1, last):
                    chosen = chunk.select(log_rows.COLUMNS)
                    for writer in writers:
                        writer.add(chosen)
                    if "csv" in formats:
                        changed += marked(chosen)
                    persons.append(chunk["person_id"].unique())
                    done += chunk.height
                    if progress is not None:
                        progress(done, events)
                for writer in writers:
                    writer.finish()
            finally:
                for writer in writers:
                    writer.close()
            if tables is not None:
                _tables(delivery, tables, formats)
            if people is not None:
                found = people.read(pl.concat(persons).unique().sort().to_list())
                for name in formats:
                    write_table(found, delivery.file(f"people.{name}", found.height))
            write_dictionary(delivery, system)
            sealed = seal(register, until)
            delivery.about = {
                "system": system.name,
                "events": events,
                "cases": cases,
                "first_sequence": first,
                "last_sequence": last,
                "load": f"doorstroom load events.{formats[-1]} --keep-recorded-at --register NEW",
                "same_hashes_when_loaded": first == 1 and last == until == events,
                "seal": f"{sealed.sequence}:{sealed.digest}",
                "cells_marked_in_csv": changed,
            }  # fmt: skip
            return delivery.finish(made.at, made.version)


def _tables(delivery: Delivery, history: History, formats: Sequence[str]) -> None:
    """A table per event type: typed payload, both time axes, until when a version was the last one."""
    from doorstroom.exchange.export.reading import collected

    cases = history.cases.with_row_index("case_row").lazy()
    for kind in sorted(history.frames):
        joined = history.frames[kind].lazy().join(cases, on="case_row", how="left", maintain_order="left")
        ordered = joined.select("case_id", "person_id", pl.exclude("case_row", "case_id", "person_id"))
        table = collected(ordered)
        for name in formats:
            write_table(table, delivery.file(f"tables/{kind}.{name}", table.height))


class _Csv:
    """Rows as CSV that can be loaded again: the payload is JSON in one cell, moments are in UTC."""

    def __init__(self, path: Path) -> None:
        self._file: IO[bytes] = path.open("wb")
        self._header = True

    def add(self, frame: pl.DataFrame) -> None:
        write_csv(frame, self._file, header=self._header)
        self._header = False

    def finish(self) -> None:
        self._file.flush()

    def close(self) -> None:
        self._file.close()


class _JsonLines:
    """Rows as JSON Lines."""

    def __init__(self, path: Path) -> None:
        self._file: IO[bytes] = path.open("wb")

    def add(self, frame: pl.DataFrame) -> None:
        self._file.write(log_rows.as_json_lines(frame))

    def finish(self) -> None:
        self._file.flush()

    def close(self) -> None:
        self._file.close()


class _Parquet:
    """Rows as Parquet: written in parts beside it that are put together at the end, so that memory stays bounded."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._parts: list[Path] = []
        self._waiting: list[pl.DataFrame] = []

    def add(self, frame: pl.DataFrame) -> None:
        self._waiting.append(frame)
        if sum(waiting.height for waiting in self._waiting) >= _PART_ROWS:
            self._write()

    def _write(self) -> None:
        part = self._path.with_name(f"{self._path.name}.{len(self._parts):04d}")
        self._parts.append(part)
        write_parquet(pl.concat(self._waiting), part)
        self._waiting = []

    def finish(self) -> None:
        if self._waiting:
            self._write()
        pl.scan_parquet(self._parts).sink_parquet(self._path, compression="zstd", maintain_order=True)
        self.close()

    def close(self) -> None:
        for part in self._parts:
            part.unlink(missing_ok=True)
        self._parts = []


_WRITERS: dict[str, type[_Csv] | type[_JsonLines] | type[_Parquet]] = {
    "csv": _Csv, "jsonl": _JsonLines, "parquet": _Parquet,
}  # fmt: skip


def write_events(frame: pl.DataFrame, delivery: Delivery, name: str, formats: Sequence[str]) -> None:
    """Events of few cases in one go, as files that can be loaded."""
    for kind in formats:
        writer = _WRITERS[kind](delivery.file(f"{name}.{kind}", frame.height))
        try:
            writer.add(frame.select(log_rows.COLUMNS))
            writer.finish()
        finally:
            writer.close()
