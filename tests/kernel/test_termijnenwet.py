"""The Algemene termijnenwet, compared with a plain day-by-day reading of its articles."""

from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from typing import Any

import polars as pl
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from doorstroom.kernel import dates
from doorstroom.kernel import feestdagen as calendar_of_act
from doorstroom.kernel.errors import ParameterError
from doorstroom.kernel.termijnenwet import Unit, end_of_term, is_free_day, is_working_day, next_working_day, term

YAML = yaml.safe_load(files("doorstroom.kernel").joinpath("equated_days.yaml").read_text("utf-8"))
EQUATED = {row["day"] for row in YAML["days"]}

ANY_DAY = st.dates(date(1990, 1, 1), date(2100, 12, 31))
AROUND_FEESTDAGEN = st.one_of(
    [
        st.dates(date(year, 3, 15), date(year, 6, 20)) | st.dates(date(year, 12, 15), date(year + 1, 1, 10))
        for year in range(2012, 2030)
    ]
)
DAY = ANY_DAY | AROUND_FEESTDAGEN
LENGTH = st.integers(1, 100)
UNIT = st.sampled_from(["day", "week", "month", "year"])


def easter(year: int) -> date:
    """First Easter day, by the anonymous Gregorian computus."""
    a, b, c = year % 19, year // 100, year % 100
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    ell = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * ell) // 451
    month, day = divmod(h + ell - 7 * m + 114, 31)
    return date(year, month, day + 1)


@cache
def feestdagen(year: int) -> set[date]:
    """Art. 3 lid 1 and 2, written out."""
    kings_day = date(year, 4, 27) if year >= 2014 else date(year, 4, 30)
    if kings_day.weekday() == 6:
        kings_day -= timedelta(days=1)
    return {
        date(year, 1, 1),
        easter(year) - timedelta(days=2),
        easter(year) + timedelta(days=1),
        easter(year) + timedelta(days=39),
        easter(year) + timedelta(days=50),
        kings_day,
        date(year, 5, 5),
        date(year, 12, 25),
        date(year, 12, 26),
    }


def plain_is_free(day: date) -> bool:
    return day.weekday() >= 5 or day in feestdagen(day.year) or day in EQUATED


def plain_end(last_day: date, length: int, unit: Unit) -> date:
    if {"day": length > 90, "week": length > 12, "month": length > 3, "year": True}[unit]:
        return last_day
    while plain_is_free(last_day):
        last_day += timedelta(days=1)
    return last_day


def plain_end_with_article_2(event: date, days: int) -> date:
    """The term of so many days that starts on the day after the event."""
    last_day = plain_end(event + timedelta(days=days), days, "day")
    if 3 <= days <= 90:
        while sum(not plain_is_free(event + timedelta(days=n)) for n in range(1, (last_day - event).days + 1)) < 2:
            last_day += timedelta(days=1)
    return plain_end(last_day, days, "day")


def value(expression: pl.Expr) -> Any:
    return pl.select(expression).item()


def day(iso: str) -> pl.Expr:
    return pl.lit(date.fromisoformat(iso))


# --- art. 3: which days are free -------------------------------------------------------------------------------------

NAMED_IN_THE_CASES = [
    *("2022-04-15", "2023-04-07", "2024-03-29", "2025-04-18", "2026-04-03"),  # Goede Vrijdag
    *("2022-04-18", "2023-04-10", "2024-04-01", "2025-04-21", "2026-04-06"),  # tweede Paasdag
    *("2022-05-26", "2023-05-18", "2024-05-09", "2025-05-29", "2026-05-14"),  # Hemelvaartsdag
    *("2022-06-06", "2023-05-29", "2024-05-20", "2025-06-09", "2026-05-25"),  # tweede Pinksterdag
    *("2022-04-27", "2023-04-27", "2024-04-27", "2025-04-26", "2026-04-27"),  # Koningsdag
    *("2022-05-05", "2023-05-05", "2024-05-05", "2025-05-05", "2026-05-05"),
]


@pytest.mark.parametrize("iso", NAMED_IN_THE_CASES)
def test_the_feestdagen_of_the_worked_cases_are_free(iso: str) -> None:
    assert value(is_free_day(day(iso))) is True
    assert value(is_working_day(day(iso))) is False


def test_every_day_of_the_calendar_is_free_or_not_as_article_3_says() -> None:
    frame = pl.select(day=pl.date_range(date(1990, 1, 1), date(2100, 12, 31)))
    answers = frame.select("day", free=is_free_day(pl.col("day")), working=is_working_day(pl.col("day")))
    wrong = [(one, free) for one, free, working in answers.iter_rows() if free != plain_is_free(one) or working == free]
    assert wrong == []


@pytest.mark.parametrize(
    ("iso", "free"),
    [
        ("2013-04-30", True),  # Koninginnedag, the last one
        ("2014-04-30", False),
        ("2014-04-26", True),  # Koningsdag on Saturday: the 27th is a Sunday
        ("2015-04-27", True),
        ("2013-04-29", False),
        ("2006-04-29", True),  # Koninginnedag: the 30th is a Sunday
        ("2024-12-24", False),
        ("2024-12-31", False),
        ("2022-05-05", True),  # 5 May counts every year, also outside the lustrum
    ],
)
def test_kings_day_and_the_fifth_of_may(iso: str, free: bool) -> None:
    assert value(is_free_day(day(iso))) is free


# --- art. 3 lid 3: equated days --------------------------------------------------------------------------------------


def test_every_equated_day_is_a_weekday_with_a_source_within_the_checked_years() -> None:
    for row in YAML["days"]:
        assert set(row) == {"day", "source", "confidence"}
        assert row["source"]
        assert row["confidence"] in {"C1", "C2", "C3"}
        assert row["day"].weekday() < 5
        assert calendar_of_act.EQUATED_DAYS_CHECKED_FROM <= row["day"] <= calendar_of_act.EQUATED_DAYS_CHECKED_UNTIL
        assert row["day"] not in feestdagen(row["day"].year)
    assert [row["day"] for row in YAML["days"]] == sorted(EQUATED)


def test_the_friday_after_hemelvaartsdag_is_equated_in_every_checked_year() -> None:
    years = range(calendar_of_act.EQUATED_DAYS_CHECKED_FROM.year, calendar_of_act.EQUATED_DAYS_CHECKED_UNTIL.year + 1)
    assert [year for year in years if easter(year) + timedelta(days=40) not in EQUATED] == []


def test_a_term_that_ends_on_an_equated_day_runs_on() -> None:
    assert value(term(day("2024-04-12"), weeks=4)) == date(2024, 5, 13)  # Friday after Hemelvaartsdag


# --- art. 1 ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("iso", "expected"),
    [
        ("2023-05-15", "2023-05-15"),
        ("2023-05-13", "2023-05-15"),
        ("2023-05-14", "2023-05-15"),
        ("2023-04-07", "2023-04-11"),  # Goede Vrijdag, Easter
        ("2022-12-24", "2022-12-27"),
        ("2025-04-26", "2025-04-28"),
        ("2018-12-22", "2018-12-27"),  # Saturday, Sunday, equated Monday, both Kerstdagen
    ],
)
def test_the_next_working_day(iso: str, expected: str) -> None:
    assert value(next_working_day(day(iso))) == date.fromisoformat(expected)


@given(st.lists(DAY, min_size=1, max_size=30))
def test_the_next_working_day_agrees_with_plain_counting(some_days: list[date]) -> None:
    answer = pl.DataFrame({"day": some_days}).select(next_working_day(pl.col("day"))).to_series().to_list()
    assert answer == [plain_end(one, 1, "day") for one in some_days]


def test_a_day_counted_back_does_not_move() -> None:
    saturday = day("2026-02-14")
    assert value(end_of_term(saturday, length=6, unit="week", counted_back=True)) == date(2026, 2, 14)
    assert value(end_of_term(saturday, length=pl.lit(6), unit="week", counted_back=True)) == date(2026, 2, 14)
    assert value(end_of_term(saturday, length=6, unit="week")) == date(2026, 2, 16)


# --- art. 2 ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("event", "days", "expected", "why"),
    [
        ("2024-03-28", 3, "2024-04-03", "Friday to Monday are free: Tuesday and Wednesday are the two working days"),
        ("2024-03-28", 2, "2024-04-02", "two days: art. 2 does not hold, art. 1 alone"),
        ("2024-06-07", 3, "2024-06-11", "Saturday, Sunday, Monday hold one working day"),
        ("2024-06-06", 3, "2024-06-10", "Friday, then art. 1 moves Sunday to Monday: two working days"),
        ("2024-06-05", 3, "2024-06-10", "Thursday and Friday hold two; Saturday moves to Monday"),
        ("2024-06-10", 3, "2024-06-13", "three working days"),
        ("2018-12-21", 5, "2018-12-28", "Saturday to Wednesday are free, two by an equated day"),
        ("2017-12-19", 3, "2017-12-22", "bought a house on Tuesday: until Friday"),
        ("2017-12-20", 3, "2017-12-27", "a day later: Saturday, Sunday, both Kerstdagen, so Wednesday"),
    ],
)
def test_a_short_term_holds_two_working_days(event: str, days: int, expected: str, why: str) -> None:
    assert value(term(day(event), days=days)) == date.fromisoformat(expected), why
    assert value(term(day(event), days=pl.lit(days))) == date.fromisoformat(expected), why


@given(DAY, st.integers(1, 95))
def test_a_term_in_days_agrees_with_plain_counting(event: date, days: int) -> None:
    expected = plain_end_with_article_2(event, days) if event + timedelta(days=days) <= date(2100, 12, 31) else None
    if days > 90:
        expected = event + timedelta(days=days)
    assert value(term(pl.lit(event), days=days)) == expected


@given(DAY, st.integers(1, 14))
def test_a_term_in_weeks_agrees_with_plain_counting(event: date, weeks: int) -> None:
    last_day = event + timedelta(weeks=weeks)
    expected = last_day if weeks > 12 else None if last_day > date(2100, 12, 31) else plain_end(last_day, weeks, "week")
    assert value(term(pl.lit(event), weeks=weeks)) == expected
    if weeks <= 12:
        assert expected is None or expected == plain_end_with_article_2(event, weeks * 7)


def test_the_first_days_of_the_calendar_know_the_year_before() -> None:
    assert value(end_of_term(day("1990-01-01"), length=4, unit="day")) == date(1990, 1, 2)


# --- art. 4 ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("length", "unit", "moves"),
    [
        (90, "day", True),
        (91, "day", False),
        (12, "week", True),
        (13, "week", False),
        (3, "month", True),
        (4, "month", False),
        (1, "year", False),
        (3, "year", False),
        (12, "month", False),
        (1, "day", True),
    ],
)
def test_article_4_bounds_the_length_as_the_law_words_it(length: int, unit: Unit, moves: bool) -> None:
    saturday = day("2026-02-14")
    expected = date(2026, 2, 16) if moves else date(2026, 2, 14)
    assert value(end_of_term(saturday, length=length, unit=unit)) == expected
    assert value(end_of_term(saturday, length=pl.lit(length), unit=unit)) == expected


@given(st.lists(st.tuples(DAY, LENGTH), min_size=1, max_size=8), UNIT)
def test_a_column_of_lengths_answers_as_each_length_alone(table: list[tuple[date, int]], unit: Unit) -> None:
    last_days, lengths = (list(column) for column in zip(*table, strict=True))
    frame = pl.DataFrame({"last": last_days, "n": lengths}, schema={"last": pl.Date, "n": pl.Int64})
    by_row = frame.select(end_of_term(pl.col("last"), length=pl.col("n"), unit=unit)).to_series().to_list()
    assert by_row == [value(end_of_term(pl.lit(last), length=n, unit=unit)) for last, n in table]


@given(DAY, LENGTH, UNIT)
def test_an_end_never_comes_earlier_and_stays_within_the_longest_free_row(last: date, length: int, unit: Unit) -> None:
    end = value(end_of_term(pl.lit(last), length=length, unit=unit))
    assert timedelta(0) <= end - last <= timedelta(days=9)
    if end != last:
        assert not plain_is_free(end)


# --- term ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("case", "start", "length", "last_day"),
    [
        ("WI21-S-012", "2023-03-06", {"weeks": 10}, "2023-05-15"),
        ("WI21-S-013", "2023-01-27", {"weeks": 10}, "2023-04-11"),
        ("WI21-S-014", "2024-06-03", {"weeks": 10}, "2024-08-12"),
        ("WI21-S-015", "2022-08-01", {"weeks": 10}, "2022-10-10"),
        ("WI21-S-016", "2023-05-30", {"weeks": 2}, "2023-06-13"),
        ("WI21-S-017", "2024-02-05", {"weeks": 10}, "2024-04-15"),
        ("WI21-S-018", "2023-02-14", {"years": 3}, "2026-02-14"),  # a Saturday
        ("WI21-S-019", "2023-03-01", {"years": 3}, "2026-03-01"),  # a Sunday
        ("HR 2017:2225", "2016-02-29", {"months": 3}, "2016-05-30"),  # 29 May is a Sunday
        ("the same 70 days", "2023-01-27", {"days": 70}, "2023-04-11"),
        ("month end", "2024-01-31", {"months": 1}, "2024-02-29"),
    ],
)
def test_the_last_day_of_a_term(case: str, start: str, length: dict[str, int], last_day: str) -> None:
    assert value(term(day(start), **length)) == date.fromisoformat(last_day), case
    by_column = {unit: pl.lit(amount) for unit, amount in length.items()}
    assert value(term(day(start), **by_column)) == date.fromisoformat(last_day), case


@given(DAY, st.integers(1, 5))
def test_a_term_in_months_is_plain_counting_and_then_the_act(start: date, months: int) -> None:
    counted = dates.add(pl.lit(start), months=months)
    assert value(term(pl.lit(start), months=months)) == value(end_of_term(counted, length=months, unit="month"))


@pytest.mark.parametrize(("length", "given_units"), [({}, 0), ({"weeks": 1, "days": 1}, 2)])
def test_a_term_in_no_unit_or_in_two_is_refused(length: dict[str, int], given_units: int) -> None:
    with pytest.raises(ParameterError) as refused:
        term(day("2024-01-01"), **length)
    assert str(refused.value) == f"A term has its length in exactly one unit; {given_units} were given."


@pytest.mark.parametrize("length", [0, -3])
def test_a_term_without_length_is_refused_or_unknown(length: int) -> None:
    with pytest.raises(ParameterError) as refused:
        term(day("2024-01-01"), weeks=length)
    assert str(refused.value) == f"A term is at least 1 week long, not {length}."
    assert value(term(day("2024-01-01"), weeks=pl.lit(length))) is None


# --- the unknown -----------------------------------------------------------------------------------------------------

UNKNOWN = pl.lit(None, dtype=pl.Date)
UNKNOWN_NUMBER = pl.lit(None, dtype=pl.Int64)
SOME_DAY = pl.lit(date(2024, 6, 8))


@pytest.mark.parametrize(
    "expression",
    [
        is_free_day(UNKNOWN),
        is_working_day(UNKNOWN),
        next_working_day(UNKNOWN),
        *[end_of_term(UNKNOWN, length=1, unit=unit) for unit in ("day", "week", "month", "year")],
        *[end_of_term(SOME_DAY, length=UNKNOWN_NUMBER, unit=unit) for unit in ("day", "week", "month", "year")],
        end_of_term(SOME_DAY, length=UNKNOWN_NUMBER, unit="day", counted_back=True),
        end_of_term(UNKNOWN, length=5, unit="day", counted_back=True),
        term(UNKNOWN, weeks=10),
        term(UNKNOWN, days=4),
        term(SOME_DAY, days=UNKNOWN_NUMBER),
        term(SOME_DAY, months=UNKNOWN_NUMBER),
    ],
)
def test_what_is_unknown_stays_unknown(expression: pl.Expr) -> None:
    assert value(expression) is None


@pytest.mark.parametrize("iso", ["1989-12-31", "2101-01-01"])
def test_outside_the_calendar_the_answer_is_unknown_where_the_act_applies(iso: str) -> None:
    assert value(is_free_day(day(iso))) is None
    assert value(is_working_day(day(iso))) is None
    assert value(next_working_day(day(iso))) is None
    assert value(end_of_term(day(iso), length=4, unit="day")) is None
    assert value(end_of_term(day(iso), length=3, unit="month")) is None
    assert value(end_of_term(day(iso), length=3, unit="year")) == date.fromisoformat(iso)


@pytest.mark.parametrize("engine", ["in-memory", "streaming"])
def test_a_register_is_answered_row_by_row(engine: Any) -> None:
    starts = [date(2023, 1, 27), None, date(2023, 3, 6)]
    frame = pl.LazyFrame({"start": starts, "n": [10, 10, None]}, schema={"start": pl.Date, "n": pl.Int64})
    ends = frame.select("start", fixed=term(pl.col("start"), weeks=10), own=term(pl.col("start"), weeks=pl.col("n")))
    assert sorted(ends.collect(engine=engine).rows(), key=str) == sorted(
        [
            (date(2023, 1, 27), date(2023, 4, 11), date(2023, 4, 11)),
            (None, None, None),
            (date(2023, 3, 6), date(2023, 5, 15), None),
        ],
        key=str,
    )
