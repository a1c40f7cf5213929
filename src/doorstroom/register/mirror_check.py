"""Does the mirror say what the log says? Counts and an order-independent hash per event type; differences by event."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import polars as pl
from sqlalchemy.engine import Connection

from doorstroom.register import mirror_source as source
from doorstroom.register.errors import MirrorError
from doorstroom.register.mirror import Mirror
from doorstroom.register.mirror_parts import Manifest, read_manifest
from doorstroom.register.rows import last_sequence

_NAMED = 20  # differences named per event type


@dataclass(frozen=True)
class Difference:
    """One way in which the mirror differs from the log; ``sequence`` is null when it is not one event."""

    type: str
    sequence: int | None
    message: str


@dataclass(frozen=True)
class MirrorCheck:
    """``events`` compared, ``behind`` how many sequences the log is further, and the differences."""

    events: int
    behind: int
    differences: tuple[Difference, ...]

    @property
    def ok(self) -> bool:
        return not self.differences


def check_mirror(mirror: Mirror) -> MirrorCheck:
    """Compare the mirror with the log up to the mirror's watermark.

    Raises MirrorError when there is no mirror of a log.
    """
    manifest = read_manifest(mirror.folder)
    if manifest is None or manifest.watermark is None:
        raise MirrorError(f"there is no mirror of a log in '{mirror.folder}'")
    mirror.refuse_other_types(manifest)
    differences: list[Difference] = []
    with mirror.register.reading() as connection:
        cases = source.CaseRows()
        logged = _totals(_from_log(mirror, connection, manifest.watermark, cases))
        mirrored = _totals(_from_parts(mirror, manifest, differences))
        wrong = {name for name in logged.keys() | mirrored.keys() if logged.get(name) != mirrored.get(name)}
        if wrong:
            again = _from_log(mirror, connection, manifest.watermark, source.CaseRows())
            differences += _name(wrong, again, _from_parts(mirror, manifest, []))
        behind = last_sequence(connection) - manifest.watermark
    differences += _cases(mirror, manifest, cases.cases)
    events = sum(count for count, _ in logged.values())
    return MirrorCheck(events, behind, tuple(differences))


def _from_log(
    mirror: Mirror, connection: Connection, until: int, cases: source.CaseRows
) -> Iterator[tuple[str, pl.DataFrame]]:
    name = mirror.system.name
    replaced = source.superseded(connection, name, 0, until)
    for chunk in source.rows(connection, name, 0, until):
        yield from source.typed_frames(cases.number(chunk), replaced, mirror.system.events)


def _from_parts(
    mirror: Mirror, manifest: Manifest, differences: list[Difference]
) -> Iterator[tuple[str, pl.DataFrame]]:
    for name, parts in manifest.parts.items():
        for part in parts:
            try:
                yield name, pl.read_parquet(mirror.folder / part.file, memory_map=False)
            except (OSError, pl.exceptions.PolarsError) as error:
                differences.append(Difference(name, None, f"part '{part.file}' cannot be read: {error}"))


def _totals(frames: Iterator[tuple[str, pl.DataFrame]]) -> dict[str, tuple[int, int]]:
    totals: dict[str, tuple[int, int]] = {}
    for name, frame in frames:
        count, total = totals.get(name, (0, 0))
        added = int(np.add.reduce(frame.hash_rows().to_numpy(), dtype=np.uint64))
        totals[name] = (count + frame.height, (total + added) % 2**64)
    return totals


def _name(
    wrong: set[str], logged: Iterator[tuple[str, pl.DataFrame]], mirrored: Iterator[tuple[str, pl.DataFrame]]
) -> Iterator[Difference]:
    left, right = _hashes(wrong, logged), _hashes(wrong, mirrored)
    for name in sorted(wrong):
        both = left[name].join(right[name], on="sequence", how="full", suffix="_mirror", coalesce=True)
        both = both.filter(pl.col("hash").ne_missing(pl.col("hash_mirror"))).sort("sequence")
        for sequence, log_hash, mirror_hash in both.head(_NAMED).iter_rows():
            if log_hash is None:
                message = f"event {sequence} of '{name}' is in the mirror and not in the log"
            elif mirror_hash is None:
                message = f"event {sequence} of '{name}' is in the log and not in the mirror"
            else:
                message = f"event {sequence} of '{name}' differs between log and mirror"
            yield Difference(name, sequence, message)
        if both.height > _NAMED:
            yield Difference(name, None, f"{both.height - _NAMED} more events of '{name}' differ")


def _hashes(wrong: set[str], frames: Iterator[tuple[str, pl.DataFrame]]) -> dict[str, pl.DataFrame]:
    empty = pl.DataFrame([], schema={"sequence": pl.Int64, "hash": pl.UInt64})
    found = {name: [empty] for name in wrong}
    for name, frame in frames:
        if name in wrong:
            found[name].append(frame.select("sequence", hash=frame.hash_rows()))
    return {name: pl.concat(pieces) for name, pieces in found.items()}


def _cases(mirror: Mirror, manifest: Manifest, expected: pl.DataFrame) -> Iterator[Difference]:
    try:
        cases = pl.read_parquet(mirror.folder / "cases.parquet", n_rows=manifest.cases, memory_map=False)
    except (OSError, pl.exceptions.PolarsError) as error:
        yield Difference("", None, f"'cases.parquet' cannot be read: {error}")
        return
    if cases.height != expected.height:
        yield Difference("", None, f"the mirror has {cases.height} cases, the log {expected.height}")
    elif not cases.equals(expected):
        row = cases.with_columns(other=expected["case_id"]).filter(pl.col("case_id") != pl.col("other"))
        what = f"case '{row.item(0, 'other')}'" if row.height else "the person of a case"
        yield Difference("", None, f"{what} differs between log and mirror")
