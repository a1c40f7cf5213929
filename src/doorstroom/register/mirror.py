"""The columnar mirror: the log as Parquet per event type, for questions over whole registers.

It holds nothing that the log does not: ``sync`` follows the log, ``rebuild`` makes it again,
``check_mirror`` compares the two.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from doorstroom.kernel.history import History
from doorstroom.register import mirror_source as source
from doorstroom.register.errors import MirrorError
from doorstroom.register.log import Register
from doorstroom.register.mirror_parts import (
    PART_ROWS,
    Manifest,
    PartWriter,
    check_columns,
    fingerprint,
    locked,
    read_cases,
    read_manifest,
    readable,
)
from doorstroom.register.rows import last_sequence
from doorstroom.register.system import System


@dataclass(frozen=True)
class Synced:
    """What a sync did: events taken over, and the sequence up to which the mirror follows the log."""

    events: int
    watermark: int
    rebuilt: bool


class Mirror:
    """The mirror of one system of a register, in ``folder/<system>``."""

    def __init__(self, register: Register, system: System, folder: str | Path) -> None:
        self.register, self.system = register, system
        self.folder = Path(folder) / system.name

    def sync(self, progress: Callable[[int], None] | None = None) -> Synced:
        """Take over what was appended since the last time; rebuild when the event types have changed.

        ``progress`` is called with the sequence done so far. Raises MirrorError when the mirror is of another log or
        cannot be written; the mirror of before is whole then.
        """
        with locked(self.folder):
            manifest = read_manifest(self.folder)
            if manifest is not None and manifest.watermark is None:
                raise MirrorError(f"mirror '{self.folder}' was made in bulk and has no log; rebuild it to follow one")
            fresh = manifest is None or not self._fits(manifest)
            return self._follow(Manifest(generation=_generation(manifest)) if fresh else manifest, manifest, progress)

    def rebuild(self, progress: Callable[[int], None] | None = None) -> Synced:
        """Make the mirror again from the whole log; until it is done readers keep the old one."""
        with locked(self.folder):
            try:
                old = read_manifest(self.folder)
            except MirrorError:
                old = None
            return self._follow(Manifest(generation=_generation(old)), old, progress)

    def history(self) -> History:
        """All versions of all events in the mirror, as lazy frames. Raises MirrorError when there is no mirror."""
        self.refuse_other_types(read_manifest(self.folder))
        return read_history(self.folder.parent, self.system)

    def refuse_other_types(self, manifest: Manifest | None) -> None:
        """Raise MirrorError for a mirror that was made for other event types."""
        if manifest is not None and not self._fits(manifest):
            raise MirrorError(f"mirror '{self.folder}' was made for other event types; sync it first")

    def _fits(self, manifest: Manifest) -> bool:
        types = self.system.events
        return all(
            name in types and fingerprint(types[name].schema_of_payload()) == made
            for name, made in manifest.schemas.items()
        )

    def _follow(
        self, manifest: Manifest | None, old: Manifest | None, progress: Callable[[int], None] | None
    ) -> Synced:
        assert manifest is not None
        manifest = copy.deepcopy(manifest)
        rebuilt = manifest.watermark == 0
        after = manifest.watermark or 0
        writer = PartWriter(self.folder, manifest, old)
        name, types, events = self.system.name, self.system.events, 0
        with self.register.reading() as connection:
            until = last_sequence(connection)
            if after and source.hash_at(connection, after) != manifest.watermark_hash:
                raise MirrorError(
                    f"mirror '{self.folder}' follows another log than '{self.register.name}': event {after} differs; "
                    "rebuild it if this log is the right one"
                )
            if until == after and old is not None:
                return Synced(0, after, False)
            with writer:
                cases = source.CaseRows(self._cases(manifest))
                replaced = source.superseded(connection, name, after, until)
                for (kind,), hit in replaced.filter(pl.col("sequence") <= after).group_by("type"):
                    writer.supersede(str(kind), hit)
                for chunk in source.rows(connection, name, after, until):
                    for kind, frame in source.typed_frames(cases.number(chunk), replaced, types):
                        manifest.schemas[kind] = fingerprint(types[kind].schema_of_payload())
                        writer.add(kind, frame)
                    events += chunk.height
                    if progress is not None:
                        progress(int(chunk.item(-1, "sequence")))
                manifest.watermark, manifest.watermark_hash = until, source.hash_at(connection, until)
                writer.finish(cases.cases)
        return Synced(events, until, rebuilt)

    def _cases(self, manifest: Manifest) -> pl.DataFrame | None:
        return read_cases(self.folder, manifest) if manifest.cases else None


def _generation(manifest: Manifest | None) -> int:
    return manifest.generation if manifest is not None else 0


def read_history(folder: str | Path, system: System) -> History:
    """The history in a mirror folder, as lazy frames, with or without a log.

    Raises MirrorError when there is none, or when a part of it is gone or was cut off.
    """
    place = Path(folder) / system.name
    manifest = read_manifest(place)
    if manifest is None:
        raise MirrorError(f"there is no mirror in '{place}'")
    for file in sorted(manifest.files()):
        with readable(place, file):
            pl.read_parquet_schema(place / file)
    cases = read_cases(place, manifest)
    frames: dict[str, pl.DataFrame | pl.LazyFrame] = {
        name: pl.scan_parquet([place / part.file for part in parts]) for name, parts in manifest.parts.items() if parts
    }
    return History(cases.select("case_id", "person_id"), frames)


def write_history(
    folder: str | Path,
    system: System,
    frames: Mapping[str, pl.DataFrame | Iterable[pl.DataFrame]],
    cases: pl.DataFrame,
) -> None:
    """Write histories made in bulk straight as a mirror, without a log, for benchmarks and simulations.

    ``frames`` has per event type one frame or several, with the columns of a history (``event_id``, ``instance``,
    ``organisation`` and ``actor`` may be left out of all frames of a type); ``cases`` has ``case_id`` and ``person_id``
    in the order of ``case_row``. What the folder held of this system is replaced. Raises MirrorError.
    """
    place = Path(folder) / system.name
    with locked(place):
        (place / "manifest.json").unlink(missing_ok=True)
        manifest = Manifest(watermark=None)
        with PartWriter(place, manifest, None) as writer:
            for name, found in frames.items():
                schema = system.events[name].schema_of_payload()
                manifest.schemas[name] = fingerprint(schema)
                for frame in [found] if isinstance(found, pl.DataFrame) else found:
                    check_columns(name, frame, schema)
                    for piece in frame.iter_slices(PART_ROWS):
                        writer.put(name, piece)
            if "case_row" not in cases.columns:
                cases = cases.with_row_index("case_row")
            writer.finish(cases.select([pl.col(n).cast(t) for n, t in source.CASES_SCHEMA.items()]))
