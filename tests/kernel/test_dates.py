"""Calendar arithmetic, compared with a plain day-by-day reference and with a table of known dates."""

import calendar
from datetime import date, timedelta
from typing import Any

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from doorstroom.kernel import dates

ANY_DAY = st.dates(date(1900, 1, 1), date(2199, 12, 31))
MONTH_EDGE = st.sampled_from(
    [date(y, m, d) for y in (1996, 1999, 2000, 2023, 2024, 2100) for m in range(1, 13) for d in (1, 28)]
    + [date(y, m, calendar.monthrange(y, m)[1]) for y in (1996, 1999, 2000, 2023, 2024, 2100) for m in range(1, 13)]
)
DAY = st.one_of(ANY_DAY, MONTH_EDGE)
SMALL = st.integers(-60, 60)


def values(expression: pl.Expr, **columns: list[Any]) -> list[Any]:
    types = {name: pl.Int64 if name.startswith("n_") else pl.Date for name in columns}
    return pl.DataFrame(columns, schema=types).select(answer=expression).to_series().to_list()


def value(expression: pl.Expr) -> Any:
    return pl.select(expression).item()


def rows(*columns: st.SearchStrategy[Any]) -> st.SearchStrategy[list[tuple[Any, ...]]]:
    return st.lists(st.tuples(*columns), min_size=1, max_size=30)


def plain_add(day: date, years: int, months: int, weeks: int, days: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + years * 12 + months, 12)
    number = min(day.day, calendar.monthrange(year, month + 1)[1])
    return date(year, month + 1, number) + timedelta(days=weeks * 7 + days)


def plain_whole_months(start: date, end: date) -> int:
    months = 0
    while plain_add(start, 0, months + 1, 0, 0) <= end:
        months += 1
    while plain_add(start, 0, months, 0, 0) > end:
        months -= 1
    return months


def plain_age(birth: date, day: date) -> int:
    def attained(years: int) -> date:
        try:
            return birth.replace(year=birth.year + years)
        except ValueError:
            return date(birth.year + years, 3, 1)

    age = day.year - birth.year
    return age if attained(age) <= day else age - 1


# --- add -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "amounts", "expected"),
    [
        (date(2024, 1, 31), {"months": 1}, date(2024, 2, 29)),
        (date(2023, 1, 31), {"months": 1}, date(2023, 2, 28)),
        (date(2024, 3, 31), {"months": -1}, date(2024, 2, 29)),
        (date(2024, 2, 29), {"years": 1}, date(2025, 2, 28)),
        (date(2024, 2, 29), {"years": -4}, date(2020, 2, 29)),
        (date(2024, 2, 29), {"years": 1, "months": 1}, date(2025, 3, 29)),
        (date(2024, 12, 31), {"months": 2}, date(2025, 2, 28)),
        (date(2024, 1, 31), {"months": 1, "days": 1}, date(2024, 3, 1)),
        (date(2024, 12, 31), {"days": 1}, date(2025, 1, 1)),
        (date(2024, 2, 22), {"weeks": 1}, date(2024, 2, 29)),
        (date(2000, 2, 29), {"years": 100}, date(2100, 2, 28)),
        (date(2024, 5, 15), {}, date(2024, 5, 15)),
        (date(2024, 5, 15), {"years": 1, "months": -12}, date(2024, 5, 15)),
    ],
)
def test_add_reaches_the_known_day(day: date, amounts: dict[str, int], expected: date) -> None:
    assert value(dates.add(pl.lit(day), **amounts)) == expected
    assert value(dates.add(pl.lit(day), **{unit: pl.lit(amount) for unit, amount in amounts.items()})) == expected


@given(DAY, SMALL, st.integers(-500, 500), SMALL, st.integers(-400, 400))
def test_add_of_constants_agrees_with_plain_counting(day: date, years: int, months: int, weeks: int, days: int) -> None:
    answer = value(dates.add(pl.lit(day), years=years, months=months, weeks=weeks, days=days))
    assert answer == plain_add(day, years, months, weeks, days)


@given(rows(DAY, SMALL, SMALL, SMALL, SMALL))
def test_add_of_columns_agrees_with_plain_counting(table: list[tuple[Any, ...]]) -> None:
    day, years, months, weeks, days = (list(column) for column in zip(*table, strict=True))
    sum_of_all = dates.add(
        pl.col("day"),
        years=pl.col("n_years"),
        months=pl.col("n_months"),
        weeks=pl.col("n_weeks"),
        days=pl.col("n_days"),
    )
    answer = values(sum_of_all, day=day, n_years=years, n_months=months, n_weeks=weeks, n_days=days)
    assert answer == [plain_add(*row) for row in table]


@given(DAY, SMALL)
def test_a_constant_beside_a_column_counts_both(day: date, months: int) -> None:
    mixed = dates.add(pl.lit(day), years=2, months=pl.lit(months), weeks=1, days=pl.lit(-3))
    assert value(mixed) == plain_add(day, 2, months, 1, -3)


@pytest.mark.parametrize("engine", ["in-memory", "streaming"])
def test_add_works_in_lazy_frames_and_beside_other_columns(engine: Any) -> None:
    frame = pl.LazyFrame({"day": [date(2024, 1, 31), date(2023, 1, 31)], "n": [1, 13], "who": ["a", "b"]})
    later = dates.add(pl.col("day"), months=pl.col("n"))
    answer = frame.with_columns(later=later, latest=later.max().over("who")).collect(engine=engine).sort("who")
    assert answer["later"].to_list() == [date(2024, 2, 29), date(2024, 2, 29)]
    assert answer["latest"].to_list() == [date(2024, 2, 29), date(2024, 2, 29)]


def test_a_column_of_months_beyond_the_covered_years_gives_null_and_never_another_day() -> None:
    months = [-12 * 5000, 12 * 400, 12 * 600, -12 * 524, -12 * 525]
    answer = values(dates.add(pl.col("day"), months=pl.col("n_m")), day=[date(2024, 1, 31)] * 5, n_m=months)
    assert answer == [None, date(2424, 1, 31), None, date(1500, 1, 31), None]


def test_amounts_of_any_whole_number_type_count() -> None:
    frame = pl.DataFrame({"day": [date(2024, 1, 31)]}).with_columns(n=pl.lit(1, dtype=pl.UInt8))
    months_and_days = dates.add(pl.col("day"), months=pl.col("n"), days=-pl.col("n").cast(pl.Int8))
    assert frame.select(months_and_days).item() == date(2024, 2, 28)


# --- last_day_of -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("start", "amounts", "last_day"),
    [
        (date(2023, 2, 15), {"years": 3}, date(2026, 2, 14)),  # WI21-S-018
        (date(2023, 3, 2), {"years": 3}, date(2026, 3, 1)),  # WI21-S-019
        (date(2024, 3, 1), {"years": 3}, date(2027, 2, 28)),  # WI21-S-020: PIP on a leap day
        (date(2023, 2, 15), {"years": 3, "months": 5}, date(2026, 7, 14)),  # WI21-S-021
        (date(2023, 2, 15), {"years": 3, "weeks": 16}, date(2026, 6, 6)),  # WI21-S-022
        (date(2024, 1, 1), {"days": 1}, date(2024, 1, 1)),
        (date(2024, 1, 1), {"weeks": 1}, date(2024, 1, 7)),
        (date(2023, 2, 28), {"years": 1}, date(2024, 2, 27)),
        (date(2023, 3, 1), {"years": 1}, date(2024, 2, 29)),
        (date(2024, 2, 29), {"years": 3}, date(2027, 2, 28)),  # three years after 28 February 2024
        (date(2024, 1, 31), {"months": 1}, date(2024, 2, 29)),
        (date(2023, 8, 31), {"months": 6}, date(2024, 2, 29)),
        (date(2023, 8, 30), {"months": 6, "days": 1}, date(2024, 3, 1)),
    ],
)
def test_a_period_includes_its_first_and_its_last_day(start: date, amounts: dict[str, int], last_day: date) -> None:
    assert value(dates.last_day_of(pl.lit(start), **amounts)) == last_day


@given(DAY, SMALL, SMALL, SMALL, SMALL)
def test_the_last_day_is_the_day_before_the_next_period(
    day: date, years: int, months: int, weeks: int, days: int
) -> None:
    reached = plain_add(day, years, months, 0, 0)
    clamped = reached.day < day.day  # the month has no such day: the period lasts until its end
    expected = reached + timedelta(days=clamped) + timedelta(weeks=weeks, days=days - 1)
    assert value(dates.last_day_of(pl.lit(day), years=years, months=months, weeks=weeks, days=days)) == expected
    by_column = dates.last_day_of(pl.lit(day), years=years, months=pl.lit(months), weeks=weeks, days=pl.lit(days))
    assert value(by_column) == expected


# --- months and days between -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("start", "end_exclusive", "months", "days"),
    [
        (date(2024, 9, 1), date(2025, 2, 1), 5, 0),  # WI21-S-021: ill from 1 September up to and including 31 January
        (date(2024, 9, 1), date(2025, 1, 31), 4, 30),
        (date(2024, 9, 1), date(2025, 2, 2), 5, 1),
        (date(2024, 1, 31), date(2024, 2, 29), 1, 0),
        (date(2024, 1, 31), date(2024, 3, 1), 1, 1),
        (date(2024, 1, 31), date(2024, 3, 30), 1, 30),
        (date(2024, 1, 31), date(2024, 3, 31), 2, 0),
        (date(2024, 2, 29), date(2025, 2, 28), 12, 0),
        (date(2024, 5, 15), date(2024, 5, 15), 0, 0),
        (date(2024, 3, 15), date(2024, 3, 10), -1, 24),
    ],
)
def test_a_period_is_whole_months_and_days_beyond(start: date, end_exclusive: date, months: int, days: int) -> None:
    assert value(dates.whole_months_between(pl.lit(start), pl.lit(end_exclusive))) == months
    assert value(dates.days_beyond_months(pl.lit(start), pl.lit(end_exclusive))) == days


@given(rows(DAY, DAY))
def test_whole_months_and_days_beyond_agree_with_plain_counting(table: list[tuple[date, date]]) -> None:
    start, end = (list(column) for column in zip(*table, strict=True))
    months = values(dates.whole_months_between(pl.col("start"), pl.col("end")), start=start, end=end)
    days = values(dates.days_beyond_months(pl.col("start"), pl.col("end")), start=start, end=end)
    assert months == [plain_whole_months(*row) for row in table]
    assert [plain_add(*row, 0) for row in zip(start, [0] * len(table), months, [0] * len(table), strict=True)] == [
        last - timedelta(days=beyond) for last, beyond in zip(end, days, strict=True)
    ]
    assert all(beyond >= 0 for beyond in days)


@given(rows(DAY, DAY))
def test_adding_the_months_and_days_between_gives_the_end_again(table: list[tuple[date, date]]) -> None:
    start, end = (list(column) for column in zip(*table, strict=True))
    months = dates.whole_months_between(pl.col("start"), pl.col("end"))
    days = dates.days_beyond_months(pl.col("start"), pl.col("end"))
    assert values(dates.add(pl.col("start"), months=months, days=days), start=start, end=end) == end


@given(DAY, DAY)
def test_days_between_counts_the_start_and_not_the_end(start: date, end: date) -> None:
    assert value(dates.days_between(pl.lit(start), pl.lit(end))) == (end - start).days


# --- ages ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("birth", "day", "age"),
    [
        (date(2006, 5, 15), date(2024, 5, 14), 17),
        (date(2006, 5, 15), date(2024, 5, 15), 18),
        (date(2004, 2, 29), date(2022, 2, 28), 17),
        (date(2004, 2, 29), date(2022, 3, 1), 18),
        (date(2004, 2, 29), date(2024, 2, 28), 19),
        (date(2004, 2, 29), date(2024, 2, 29), 20),
        (date(2024, 5, 15), date(2024, 5, 15), 0),
        (date(2024, 5, 15), date(2024, 5, 14), -1),
    ],
)
def test_a_person_is_a_year_older_on_the_birthday(birth: date, day: date, age: int) -> None:
    assert value(dates.age_on(pl.lit(birth), pl.lit(day))) == age


@pytest.mark.parametrize(
    ("birth", "years", "months", "day"),
    [
        (date(2004, 2, 29), 18, 0, date(2022, 3, 1)),
        (date(2004, 2, 29), 20, 0, date(2024, 2, 29)),
        (date(1957, 3, 1), 67, 0, date(2024, 3, 1)),
        (date(1956, 7, 31), 66, 10, date(2023, 5, 31)),
        (date(1956, 7, 31), 66, 7, date(2023, 3, 1)),  # no 31 February: the first day after it (reading)
        (date(1956, 8, 15), 66, 7, date(2023, 3, 15)),
    ],
)
def test_an_age_is_attained_on_its_first_day(birth: date, years: int, months: int, day: date) -> None:
    assert value(dates.birthday(pl.lit(birth), years, months)) == day
    assert value(dates.birthday(pl.lit(birth), pl.lit(years), pl.lit(months))) == day


@given(rows(DAY, DAY))
def test_age_agrees_with_plain_counting(table: list[tuple[date, date]]) -> None:
    birth, day = (list(column) for column in zip(*table, strict=True))
    answer = values(dates.age_on(pl.col("birth"), pl.col("day")), birth=birth, day=day)
    assert answer == [plain_age(*row) for row in table]


@given(rows(DAY, st.integers(0, 120)))
def test_the_birthday_is_the_first_day_of_the_age(table: list[tuple[Any, ...]]) -> None:
    birth, years = (list(column) for column in zip(*table, strict=True))
    reached = dates.birthday(pl.col("birth"), pl.col("n_years"))
    on_the_day = values(dates.age_on(pl.col("birth"), reached), birth=birth, n_years=years)
    day_before = values(dates.age_on(pl.col("birth"), dates.add(reached, days=-1)), birth=birth, n_years=years)
    assert on_the_day == years
    assert day_before == [age - 1 for age in years]


# --- the unknown -----------------------------------------------------------------------------------------------------

KNOWN = pl.lit(date(2024, 2, 29))
UNKNOWN = pl.lit(None, dtype=pl.Date)
UNKNOWN_NUMBER = pl.lit(None, dtype=pl.Int64)


@pytest.mark.parametrize(
    "expression",
    [
        dates.add(UNKNOWN),
        dates.add(UNKNOWN, months=1, days=1),
        dates.add(UNKNOWN, months=pl.lit(1)),
        dates.add(KNOWN, years=UNKNOWN_NUMBER),
        dates.add(KNOWN, months=UNKNOWN_NUMBER),
        dates.add(KNOWN, weeks=UNKNOWN_NUMBER),
        dates.add(KNOWN, days=UNKNOWN_NUMBER),
        dates.last_day_of(UNKNOWN, years=3),
        dates.last_day_of(KNOWN, days=UNKNOWN_NUMBER),
        dates.whole_months_between(UNKNOWN, KNOWN),
        dates.whole_months_between(KNOWN, UNKNOWN),
        dates.days_beyond_months(UNKNOWN, KNOWN),
        dates.days_beyond_months(KNOWN, UNKNOWN),
        dates.days_between(UNKNOWN, KNOWN),
        dates.days_between(KNOWN, UNKNOWN),
        dates.age_on(UNKNOWN, KNOWN),
        dates.age_on(KNOWN, UNKNOWN),
        dates.birthday(UNKNOWN, 18),
        dates.birthday(KNOWN, UNKNOWN_NUMBER),
        dates.birthday(KNOWN, 66, UNKNOWN_NUMBER),
    ],
)
def test_what_is_unknown_stays_unknown(expression: pl.Expr) -> None:
    assert value(expression) is None


@pytest.mark.parametrize(
    ("expression", "dtype"),
    [
        (dates.add(pl.col("day"), months=1, days=1), pl.Date),
        (dates.add(pl.col("day"), months=pl.col("n"), days=pl.col("n")), pl.Date),
        (dates.whole_months_between(pl.col("day"), pl.col("day")), pl.Int32),
        (dates.days_beyond_months(pl.col("day"), pl.col("day")), pl.Int32),
        (dates.days_between(pl.col("day"), pl.col("day")), pl.Int32),
        (dates.age_on(pl.col("day"), pl.col("day")), pl.Int32),
        (dates.birthday(pl.col("day"), pl.col("n")), pl.Date),
    ],
)
@pytest.mark.parametrize("rows_in", [0, 1])
def test_the_answer_has_one_dtype_whatever_the_rows(expression: pl.Expr, dtype: Any, rows_in: int) -> None:
    frame = pl.DataFrame({"day": [date(2024, 2, 29)], "n": [1]}).head(rows_in)
    assert frame.select(answer=expression).schema == {"answer": dtype}
    assert frame.lazy().select(answer=expression).collect_schema() == {"answer": dtype}
