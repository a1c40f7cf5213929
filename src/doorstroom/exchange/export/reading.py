"""Reading the mirror for an export: what is gone or broken is told as such, and not taken for a full disk."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import polars as pl

from doorstroom.exchange.export.delivery import reason_of
from doorstroom.kernel.errors import DoorstroomError
from doorstroom.kernel.evaluate import Evaluation
from doorstroom.kernel.history import History, Snapshot
from doorstroom.kernel.system import System
from doorstroom.register.errors import MirrorError

#: Cases that are worked on together: more takes more memory.
CASES_AT_ONCE = 4_000


def collected(frame: pl.LazyFrame) -> pl.DataFrame:
    """A lazy frame of the mirror, read. Raises MirrorError when a part of it is gone or broken."""
    try:
        return frame.collect()
    except (OSError, pl.exceptions.PolarsError) as error:
        raise _broken(error) from error


def evaluated(
    system: System, history: History, peildatum: dt.date, known_at: dt.datetime | None, want: list[str]
) -> Evaluation:
    """The wanted columns of every case. Raises MirrorError when a part of the mirror is gone or broken."""
    try:
        return system.evaluate(history, peildatum, known_at=known_at, want=want)
    except (OSError, pl.exceptions.PolarsError) as error:
        raise _broken(error) from error


def snapshots(
    history: History, peildatum: dt.date, known_at: dt.datetime | None, at_once: int = CASES_AT_ONCE
) -> Iterator[tuple[int, int, Snapshot]]:
    """What held on the peildatum, for some cases at a time: first and last row of the cases (exclusive), and the rest.

    Raises MirrorError when a part of the mirror is gone or broken.
    """
    row = pl.col("case_row")
    for start in range(0, history.cases.height, at_once):
        end = min(start + at_once, history.cases.height)
        some: dict[str, pl.DataFrame | pl.LazyFrame] = {
            kind: frame.lazy().filter((row >= start) & (row < end)) for kind, frame in history.frames.items()
        }
        try:
            found = History(history.cases, some).as_of(peildatum, known_at)
        except (OSError, pl.exceptions.PolarsError) as error:
            raise _broken(error) from error
        yield start, end, found


def refuse_before_known(history: History, known_at: dt.datetime | None) -> None:
    """Refuse a moment at which nothing was recorded yet: an empty delivery would look like an answer."""
    if known_at is None:
        return
    firsts = [collected(frame.lazy().select(pl.col("recorded_at").min())).item() for frame in history.frames.values()]
    first = min((found for found in firsts if found is not None), default=None)
    if first is not None and known_at < first:
        raise DoorstroomError(
            f"at {known_at:%Y-%m-%d %H:%M} UTC nothing was known yet: the first event was recorded at "
            f"{first:%Y-%m-%d %H:%M} UTC"
        )


def _broken(error: Exception) -> MirrorError:
    return MirrorError(
        f"the mirror cannot be read ({reason_of(error)}); "
        "`doorstroom mirror --rebuild` makes it again from the register"
    )
