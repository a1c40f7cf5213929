"""The words of ``dates`` and ``termijnenwet`` on plain values; each does what the word of the same name says there."""

from __future__ import annotations

import calendar
import datetime as dt
from typing import Any

from doorstroom.kernel.feestdagen import CALENDAR_FIRST_DAY, CALENDAR_LAST_DAY, is_free
from doorstroom.kernel.plain.values import Constant, Plain, by_row

_ONE_DAY = dt.timedelta(days=1)
#: The years that a column of months can reach; see ``dates.add``.
_FIRST_YEAR, _LAST_YEAR = 1500, 2499


@by_row
def _add(day: dt.date | None, months: float | None, days: float | None) -> dt.date | None:
    if day is None or months is None or days is None:
        return None
    if months:
        moved = _in_month(day.year * 12 + day.month - 1 + int(months), day.day)
        if moved is None:
            return None
        day = moved
    return day + dt.timedelta(days=int(days))


def _in_month(month_number: int, number: int) -> dt.date | None:
    """The day number in that month (counted from January of the year 0), clamped to its end."""
    year, month = divmod(month_number, 12)
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        return None
    return dt.date(year, month + 1, min(number, calendar.monthrange(year, month + 1)[1]))


def add(day: Any, *, years: Any = 0, months: Any = 0, weeks: Any = 0, days: Any = 0) -> Plain:
    return _add(day, _sum(_cut(years, 12), _cut(months, 1)), _sum(_cut(weeks, 7), _cut(days, 1)))


def first_day_after(start: Any, *, years: Any = 0, months: Any = 0, weeks: Any = 0, days: Any = 0) -> Plain:
    return add(birthday(start, years, months), weeks=weeks, days=days)


def last_day_of(start: Any, *, years: Any = 0, months: Any = 0, weeks: Any = 0, days: Any = 0) -> Plain:
    return first_day_after(start, years=years, months=months, weeks=weeks, days=_cut(days, 1) - 1)


def _cut(amount: Any, unit: int) -> Any:
    """The amount in smaller units, without a fraction of the larger one."""
    if amount.__class__ is Plain:
        return Plain([None if value is None else int(value) * unit for value in amount.values])
    return (amount.literal if amount.__class__ is Constant else amount) * unit


def _sum(one: Any, other: Any) -> Any:
    if other.__class__ is int and not other:
        return one
    return other if one.__class__ is int and not one else one + other


@by_row
def whole_months_between(start: dt.date | None, end_exclusive: dt.date | None) -> int | None:
    if start is None or end_exclusive is None:
        return None
    months = (end_exclusive.year - start.year) * 12 + end_exclusive.month - start.month
    is_last_of_month = (end_exclusive + _ONE_DAY).day == 1
    return months - (start.day > end_exclusive.day and not is_last_of_month)


@by_row
def days_between(start: dt.date | None, end_exclusive: dt.date | None) -> int | None:
    return None if start is None or end_exclusive is None else (end_exclusive - start).days


def days_beyond_months(start: Any, end_exclusive: Any) -> Plain:
    reached = add(start, months=whole_months_between(start, end_exclusive))
    return days_between(reached, end_exclusive)


@by_row
def age_on(birth: dt.date | None, day: dt.date | None) -> int | None:
    if birth is None or day is None:
        return None
    return day.year - birth.year - ((day.month, day.day) < (birth.month, birth.day))


def birthday(birth: Any, years: Any, months: Any = 0) -> Plain:
    same_number = add(birth, years=years, months=months)
    return _attained(birth, same_number)


@by_row
def _attained(birth: dt.date | None, same_number: dt.date | None) -> dt.date | None:
    if birth is None or same_number is None:
        return None
    return same_number + _ONE_DAY if same_number.day < birth.day else same_number


@by_row
def year_of(day: dt.date | None) -> int | None:
    return None if day is None else day.year


@by_row
def quarter_of(day: dt.date | None) -> int | None:
    return None if day is None else (day.month + 2) // 3


@by_row
def in_calendar(day: dt.date | None) -> dt.date | None:
    return day if day is not None and CALENDAR_FIRST_DAY <= day <= CALENDAR_LAST_DAY else None


@by_row
def is_working_day(day: dt.date | None) -> bool | None:
    return None if day is None or not CALENDAR_FIRST_DAY <= day <= CALENDAR_LAST_DAY else not is_free(day)


@by_row
def working_day(day: dt.date | None, further: int) -> dt.date | None:
    if day is None:
        return None
    while is_free(day):
        day += _ONE_DAY
    for _ in range(further):
        day += _ONE_DAY
        while is_free(day):
            day += _ONE_DAY
    return day
