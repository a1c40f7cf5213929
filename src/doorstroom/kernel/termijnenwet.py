"""The Algemene termijnenwet (ATW, BWBR0002448): on which day does a statutory term end?

A term (termijn) is given by its last day, counted without regard to weekends, and by its length as the law words it:
"10 weeks" and "70 days" are the same stretch of time, but art. 4 looks at the wording. Every function takes and
returns Polars expressions of dtype Date, row by row, and a null input gives a null result.

The calendar (``feestdagen``) covers 1990 to 2100. Outside it the free days are unknown, so the result is null.

The ATW holds for terms in an act or a general order in council (art. 5), not for terms in a decision, a ministerial
order or a contract, and not for entry into force or deprivation of liberty (art. 4): the caller knows which it is.
"""

from typing import Final, Literal, assert_never

import polars as pl
from polars import Expr

from doorstroom.kernel import dates
from doorstroom.kernel.dates import Amount
from doorstroom.kernel.errors import ParameterError
from doorstroom.kernel.feestdagen import CALENDAR_FIRST_DAY, CALENDAR_LAST_DAY, feestdagen
from doorstroom.kernel.plain import days
from doorstroom.kernel.plain.values import word
from doorstroom.kernel.vocabulary import choose, latest_known, only_if

Unit = Literal["day", "week", "month", "year"]

_LONGEST: Final[dict[Unit, int]] = {"day": 90, "week": 12, "month": 3, "year": 0}
"""Art. 4: the longest term in each unit to which the ATW still applies."""

_SHORTEST_FOR_TWO_WORKING_DAYS: Final = 3
"""Art. 2: the shortest term, in days, that must hold two working days."""


def term(
    start: Expr,
    *,
    years: Amount | None = None,
    months: Amount | None = None,
    weeks: Amount | None = None,
    days: Amount | None = None,
) -> Expr:
    """What is the last day (inclusive) of a statutory term that starts after ``start``?

    The day of the event itself does not count: its last day is ``start`` plus the length, and then the ATW applies
    (art. 1, 2 and 4). Give the length in exactly one unit, the one in which the law words the term. Returns Date;
    null when ``start`` or the length is null. Raises ParameterError when not exactly one unit is given.

    >>> pl.select(term(pl.date(2023, 1, 27), weeks=10)).item()  # Goede Vrijdag, then the Easter weekend
    datetime.date(2023, 4, 11)
    """
    lengths: dict[Unit, Amount | None] = {"year": years, "month": months, "week": weeks, "day": days}
    given = [(unit, length) for unit, length in lengths.items() if length is not None]
    if len(given) != 1:
        raise ParameterError(f"A term has its length in exactly one unit; {len(given)} were given.")
    unit, length = given[0]
    return end_of_term(_advance(start, length, unit), length=length, unit=unit)


def end_of_term(last_day: Expr, *, length: Amount, unit: Unit, counted_back: bool = False) -> Expr:
    """On which day (inclusive) does a term end whose last day by plain counting is ``last_day``?

    * art. 1 lid 1: a last day that is a Saturday, Sunday or algemeen erkende feestdag moves to the next day that is
      none of these;
    * art. 2: a term of at least three days holds at least two days that are none of these, and is extended until it
      does; the day after the event is taken as its first day;
    * art. 4 a: neither applies to a term of more than 90 days, more than twelve weeks, more than three months, or of
      one or more years;
    * art. 1 lid 2: a day found by counting back (``counted_back``) does not move. That paragraph sets aside only
      art. 1; whether art. 2 lengthens a short term (3 to 8 days) counted back is not decided here, and it is not done.

    ``length`` and ``unit`` are the length of the term as the law words it. Returns Date; null when ``last_day`` or
    ``length`` is null, when a row's ``length`` is below 1, or when the ATW applies and ``last_day`` lies outside the
    calendar. Raises ParameterError when ``length`` is a constant below 1.

    >>> saturday = pl.date(2026, 2, 14)
    >>> pl.select(end_of_term(saturday, length=3, unit="month")).item()
    datetime.date(2026, 2, 16)
    >>> pl.select(end_of_term(saturday, length=3, unit="year")).item()
    datetime.date(2026, 2, 14)
    """
    if isinstance(length, Expr):
        return only_if(length >= 1, _end_by_row(last_day, length, unit, counted_back))
    if length < 1:
        raise ParameterError(f"A term is at least 1 {unit} long, not {length}.")
    if counted_back or length > _LONGEST[unit]:
        return last_day
    return _extended(last_day, length, unit)


def is_free_day(day: Expr) -> Expr:
    """Is this a Saturday, a Sunday, an algemeen erkende feestdag (art. 3 lid 1) or a day equal to one (lid 2, 3)?

    Returns Boolean; null when ``day`` is null or outside the calendar.
    """
    return ~is_working_day(day)


@word(days.is_working_day)
def is_working_day(day: Expr) -> Expr:
    """Is this a day that is none of those of art. 1: not Saturday, not Sunday, not an algemeen erkende feestdag?

    Returns Boolean; null when ``day`` is null or outside the calendar.
    """
    return _known(day).dt.is_business_day(holidays=sorted(feestdagen()))


def next_working_day(day: Expr) -> Expr:
    """Which is the first working day on or after ``day`` (art. 1 lid 1)? A working day is its own answer.

    Returns Date; null when ``day`` is null or outside the calendar.

    >>> pl.select(next_working_day(pl.date(2022, 5, 26))).item()  # Hemelvaartsdag; the Friday is equated
    datetime.date(2022, 5, 30)
    """
    return _working_day(_known(day), 0)


def _advance(start: Expr, length: Amount, unit: Unit) -> Expr:
    match unit:
        case "day":
            return dates.add(start, days=length)
        case "week":
            return dates.add(start, weeks=length)
        case "month":
            return dates.add(start, months=length)
        case "year":
            return dates.add(start, years=length)
        case _:
            assert_never(unit)


def _end_by_row(last_day: Expr, length: Expr, unit: Unit, counted_back: bool) -> Expr:
    if counted_back:
        return last_day
    return choose((length <= _LONGEST[unit], _extended(last_day, length, unit)), otherwise=last_day)


def _extended(last_day: Expr, length: Amount, unit: Unit) -> Expr:
    """Art. 1 lid 1 and art. 2 together: the later of the two days. A month always holds two working days."""
    last_day = _known(last_day)
    by_article_1 = _working_day(last_day, 0)
    if unit not in ("day", "week"):
        return by_article_1
    in_days = length * (7 if unit == "week" else 1)
    second_working_day = _working_day(dates.add(last_day, days=1 - in_days), 1)
    by_article_2 = latest_known(by_article_1, second_working_day)  # both are, or neither
    if isinstance(in_days, int):
        return by_article_2 if in_days >= _SHORTEST_FOR_TWO_WORKING_DAYS else by_article_1
    return choose((in_days >= _SHORTEST_FOR_TWO_WORKING_DAYS, by_article_2), otherwise=by_article_1)


@word(days.working_day)
def _working_day(day: Expr, further: int) -> Expr:
    """The first working day on or after ``day``, and so many working days further."""
    return dates.by_table(
        day,
        lambda every: every.dt.add_business_days(further, roll="forward", holidays=sorted(feestdagen())),
        f"working day {further}",
    )


@word(days.in_calendar)
def _known(day: Expr) -> Expr:
    """The day itself, or null outside the calendar. In a function: an eager frame would compute ``day`` thrice."""
    return day.map_batches(_null_outside_calendar, return_dtype=pl.Date, is_elementwise=True)


def _null_outside_calendar(day: pl.Series) -> pl.Series:
    inside = day.is_between(CALENDAR_FIRST_DAY, CALENDAR_LAST_DAY)
    return day if inside.all() else day.zip_with(inside, pl.Series([None], dtype=pl.Date))
