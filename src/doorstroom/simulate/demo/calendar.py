"""Days as whole numbers since 1 January 1970, and which of them are days on which offices work."""

from __future__ import annotations

import datetime as dt
from functools import cache

import numpy as np
import polars as pl

from doorstroom.kernel.termijnenwet import is_working_day
from doorstroom.simulate.demo.luck import Floats, Ints

_EPOCH = dt.date(1970, 1, 1)
#: Later than everything: what never happens.
NEVER = 99_999


def day(year: int, month: int, number: int) -> int:
    """A calendar day as a number."""
    return (dt.date(year, month, number) - _EPOCH).days


def date_of(number: int) -> dt.date:
    """The calendar day of a number."""
    return _EPOCH + dt.timedelta(days=int(number))


#: The Act is in force.
BEGIN = day(2022, 1, 1)
#: Reference dates of the tables of the uitvoeringsbrief of July 2023.
DECEMBER, JANUARY, MAY = day(2022, 12, 1), day(2023, 1, 26), day(2023, 5, 1)
REFERENCE_DAYS = (DECEMBER, JANUARY, MAY)
#: No synthetic event is later.
END = day(2025, 12, 31)
#: Whose ten weeks began from this day on is within them on 1 May 2023; nothing begins in the days around it.
WITHIN_TEN_WEEKS = day(2023, 2, 21)

_FIRST, _LAST = day(1990, 1, 1), day(2030, 12, 31)


@cache
def _working_days() -> tuple[Ints, Ints]:
    """Per day the first working day on or after it, and the last on or before it."""
    days = pl.DataFrame({"day": range(_FIRST, _LAST + 1)}, schema={"day": pl.Int32}).select(
        pl.col("day"), works=is_working_day(pl.col("day").cast(pl.Date))
    )
    works = days["works"].to_numpy().copy()
    for quiet in REFERENCE_DAYS:  # on a reference date nothing happens, so that "on" and "before" it mean the same
        works[quiet - _FIRST] = False
    numbers = days["day"].to_numpy().astype(np.int64)
    after = np.where(works, numbers, np.iinfo(np.int64).max)
    before = np.where(works, numbers, np.iinfo(np.int64).min)
    return np.minimum.accumulate(after[::-1])[::-1], np.maximum.accumulate(before)


def working_day(days: Ints) -> Ints:
    """The first working day on or after each day; what never happens stays so."""
    table, _ = _working_days()
    return np.where(days >= _LAST - 14, NEVER, table[np.clip(days, _FIRST, _LAST - 14) - _FIRST])


def working_day_before(days: Ints) -> Ints:
    """The last working day on or before each day."""
    _, table = _working_days()
    return np.where(days >= _LAST, NEVER, table[np.clip(days, _FIRST + 14, _LAST) - _FIRST])


def pick(first: Ints, last: Ints, luck: Floats, bend: float = 1.0) -> Ints:
    """A working day from ``first`` to ``last`` (inclusive); ``bend`` above 1 draws it to the beginning."""
    raw = first + (luck**bend * (last - first + 1)).astype(np.int64)
    found = working_day(raw)
    return np.where(found > last, working_day_before(last), found)


#: The last working day before 1 May 2023: what is known on that date was recorded by then.
CLOSING = int(working_day_before(np.array([MAY - 1]))[0])
