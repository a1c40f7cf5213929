"""The files of a mirror: parts in Parquet, and a manifest, written last, that says which of them count.

    <folder>/<system>/manifest.json
    <folder>/<system>/cases.parquet
    <folder>/<system>/<type>/part-<generation>-<number>.parquet

A part that the manifest does not name does not exist for a reader, so a kill at any moment leaves the old mirror whole.
"""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from types import TracebackType

import polars as pl

from doorstroom.kernel.history import HISTORY_SCHEMA
from doorstroom.register.errors import MirrorError

FORMAT = 1
_REBUILD = "; `doorstroom mirror --rebuild` makes the mirror again from the register"
PART_ROWS = 1_000_000
_ROW_GROUP = 250_000
ORDER = ("case_row", "valid_on", "sequence")


@dataclass(frozen=True)
class Part:
    """One Parquet file with rows of one event type."""

    file: str
    rows: int
    first_sequence: int
    last_sequence: int


@dataclass
class Manifest:
    """What the mirror consists of; ``watermark`` is null for a mirror made in bulk, without a log."""

    generation: int = 0
    watermark: int | None = 0
    watermark_hash: str | None = None
    cases: int = 0
    schemas: dict[str, str] = field(default_factory=dict)
    parts: dict[str, list[Part]] = field(default_factory=dict)
    previous: list[str] = field(default_factory=list)
    format: int = FORMAT

    def files(self) -> set[str]:
        """The parts that count."""
        return {part.file for parts in self.parts.values() for part in parts}


def fingerprint(schema: Mapping[str, pl.DataType]) -> str:
    """A short text that changes when the payload columns of an event type change."""
    text = ";".join(f"{name}:{dtype!r}" for name, dtype in schema.items())
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def read_manifest(folder: Path) -> Manifest | None:
    """The manifest in ``folder``; None when there is none. Raises MirrorError when it cannot be read."""
    try:
        found = json.loads((folder / "manifest.json").read_text())
        if found.get("format") != FORMAT:
            raise MirrorError(f"mirror '{folder}' has format {found.get('format')}, not {FORMAT}{_REBUILD}")
        found["parts"] = {name: [Part(**part) for part in parts] for name, parts in found["parts"].items()}
        return Manifest(**found)
    except FileNotFoundError:
        return None
    except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:  # not JSON, or JSON of another shape
        raise MirrorError(f"mirror '{folder}': its manifest cannot be read ({error}){_REBUILD}") from None


def read_cases(folder: Path, manifest: Manifest) -> pl.DataFrame:
    """The cases that the manifest counts; rows after them belong to a change that was not finished."""
    with readable(folder, "cases.parquet"):
        return pl.read_parquet(folder / "cases.parquet", n_rows=manifest.cases, memory_map=False)


@contextlib.contextmanager
def readable(folder: Path, file: str) -> Iterator[None]:
    """Reading one file of a mirror: what is gone or broken is named, with what to do about it."""
    try:
        yield
    except (OSError, pl.exceptions.PolarsError) as error:
        reason = str(error).split("\n")[0]
        raise MirrorError(f"mirror '{folder}': '{file}' cannot be read ({reason}){_REBUILD}") from None


@contextlib.contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Alone in writing to this mirror, also between processes."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock = (folder / ".lock").open("w")
    except OSError as error:
        reason = error.strerror or str(error)
        raise MirrorError(
            f"mirror '{folder}' cannot be written ({reason}); MIRROR_FOLDER puts it in another place"
        ) from None
    with lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


class PartWriter:
    """One change of a mirror: new parts now, the manifest at the end, old parts removed one change later."""

    def __init__(self, folder: Path, manifest: Manifest, old: Manifest | None) -> None:
        self.folder, self.manifest = folder, manifest
        self._before = old.files() if old is not None else set()
        self._number = 0
        self._finished = False
        manifest.generation += 1

    def __enter__(self) -> PartWriter:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if not self._finished:
            self._discard()

    def add(self, name: str, frame: pl.DataFrame) -> None:
        """Add new rows of one type, taking smaller parts before it in, so that their number stays small."""
        parts = self.manifest.parts.setdefault(name, [])
        pieces, rows = [frame], frame.height
        while parts and parts[-1].rows <= rows and rows + parts[-1].rows <= PART_ROWS:
            last = parts.pop()
            pieces.append(self._read(last))
            rows += last.rows
            self._forget(last)
        parts.append(self._write(name, pl.concat(pieces)))

    def put(self, name: str, frame: pl.DataFrame) -> None:
        """Add rows of one type as a part of its own."""
        self.manifest.parts.setdefault(name, []).append(self._write(name, frame))

    def supersede(self, name: str, until: pl.DataFrame) -> None:
        """Write again the parts that hold the versions in ``until`` (sequence, recorded_until)."""
        parts = self.manifest.parts.get(name, [])
        for at, part in enumerate(parts):
            hit = until.filter(pl.col("sequence").is_between(part.first_sequence, part.last_sequence))
            if hit.is_empty():
                continue
            frame = self._read(part)
            hit = hit.join(frame, on="sequence", how="semi")
            if hit.is_empty():
                continue
            parts[at] = self._write(name, frame.update(hit.select("sequence", "recorded_until"), on="sequence"))
            self._forget(part)

    def finish(self, cases: pl.DataFrame) -> None:
        """Write the cases and the manifest; from then on the change counts."""
        self.manifest.cases = cases.height
        self.manifest.previous = sorted(self._before - self.manifest.files())
        with self._plain_errors():
            write_parquet(cases, self.folder / "cases.parquet")
            text = json.dumps(asdict(self.manifest), indent=1)
            temporary = self.folder / "manifest.json.tmp"
            with temporary.open("w") as file:
                file.write(text)
                file.flush()
                os.fsync(file.fileno())
            temporary.replace(self.folder / "manifest.json")
        self._finished = True
        self._sweep()

    def _sweep(self) -> None:
        """Remove files that neither this manifest nor the one before it names."""
        keep = self.manifest.files() | set(self.manifest.previous)
        for path in self.folder.glob("*/part-*"):
            if f"{path.parent.name}/{path.name}" not in keep:
                path.unlink(missing_ok=True)

    def _discard(self) -> None:
        for path in self.folder.glob(f"*/part-{self.manifest.generation:06d}-*"):
            path.unlink(missing_ok=True)

    def _forget(self, part: Part) -> None:
        if part.file not in self._before:  # made and taken in within this change: no reader knows it
            (self.folder / part.file).unlink(missing_ok=True)

    def _read(self, part: Part) -> pl.DataFrame:
        with readable(self.folder, part.file):
            return pl.read_parquet(self.folder / part.file, memory_map=False)

    def _write(self, name: str, frame: pl.DataFrame) -> Part:
        self._number += 1
        file = f"{name}/part-{self.manifest.generation:06d}-{self._number:04d}.parquet"
        with self._plain_errors():
            (self.folder / name).mkdir(exist_ok=True)
            write_parquet(frame.sort(ORDER), self.folder / file)
        first, last = frame.select(first=pl.min("sequence"), last=pl.max("sequence")).row(0)
        return Part(file, frame.height, first or 0, last or 0)

    @contextlib.contextmanager
    def _plain_errors(self) -> Iterator[None]:
        try:
            yield
        except (OSError, pl.exceptions.PolarsError) as error:
            raise MirrorError(
                f"mirror '{self.folder}' cannot be written ({error}); the mirror of before is whole"
            ) from error


def write_parquet(frame: pl.DataFrame, path: Path) -> None:
    """Write a whole file or none."""
    temporary = path.with_name(path.name + ".tmp")
    try:
        frame.write_parquet(temporary, compression="lz4", row_group_size=_ROW_GROUP)
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)


def check_columns(name: str, frame: pl.DataFrame, payload: Mapping[str, pl.DataType]) -> None:
    """Refuse a frame made in bulk that is not a history frame of its event type."""
    optional = {"event_id", "instance", "organisation", "actor"}
    for column, dtype in {**HISTORY_SCHEMA, **payload}.items():
        if column not in frame.columns:
            if column not in optional:
                raise MirrorError(f"history frame '{name}' lacks column '{column}'")
        elif frame.schema[column] != dtype:
            raise MirrorError(f"history frame '{name}': column '{column}' is {frame.schema[column]}, not {dtype}")
