"""Words over the instances of a case: an unknown value is never skipped."""

import datetime as dt

import polars as pl

from doorstroom.kernel.vocabulary import (
    largest_of_group,
    running_all,
    running_latest,
    running_total,
    smallest_of_group,
)


def _frame(**columns: list[object]) -> pl.DataFrame:
    return pl.DataFrame({"case_row": [0, 0, 0, 1, 1], **columns})


def test_running_total_is_unknown_from_an_unknown_on_and_starts_anew_in_the_next_case() -> None:
    frame = _frame(x=[1, None, 3, 4, 5])
    assert frame.select(running_total(pl.col("x"))).to_series().to_list() == [1, None, None, 4, 9]


def test_running_latest_is_unknown_from_an_unknown_on() -> None:
    a, b = dt.date(2024, 1, 1), dt.date(2024, 5, 1)
    frame = _frame(x=[b, a, None, a, b])
    assert frame.select(running_latest(pl.col("x"))).to_series().to_list() == [b, b, None, a, b]


def test_running_all_is_false_from_the_first_false_on_even_after_an_unknown() -> None:
    frame = _frame(x=[True, None, False, True, True])
    assert frame.select(running_all(pl.col("x"))).to_series().to_list() == [True, None, False, True, True]
    frame = _frame(x=[True, False, True, None, True])
    assert frame.select(running_all(pl.col("x"))).to_series().to_list() == [True, False, False, None, None]


def test_extremes_of_a_group_stay_within_the_case_and_are_unknown_with_an_unknown_member() -> None:
    frame = _frame(x=[1, 2, None, 7, 8], g=[1, 1, 2, 1, 1])
    assert frame.select(smallest_of_group(pl.col("x"), pl.col("g"))).to_series().to_list() == [1, 1, None, 7, 7]
    assert frame.select(largest_of_group(pl.col("x"), pl.col("g"))).to_series().to_list() == [2, 2, None, 8, 8]


def test_extremes_of_an_unknown_group_are_unknown() -> None:
    frame = _frame(x=[1, 2, 3, 7, 8], g=[1, None, None, 1, 1])
    assert frame.select(largest_of_group(pl.col("x"), pl.col("g"))).to_series().to_list() == [1, None, None, 8, 8]


def test_running_values_of_nobody_are_empty() -> None:
    empty = _frame(x=[dt.date(2024, 1, 1)] * 5, n=[1] * 5, b=[True] * 5).clear()
    assert empty.select(running_latest(pl.col("x"))).to_series().to_list() == []
    assert empty.select(running_total(pl.col("n"))).to_series().to_list() == []
    assert empty.select(running_all(pl.col("b"))).to_series().to_list() == []


def test_running_values_of_a_constant_and_of_numbers() -> None:
    frame = _frame(x=[1.5, 0.5, 2.5, -1.0, -2.0], n=[-5, -7, 3, -9, -8])
    assert frame.select(running_total(pl.lit(2))).to_series().to_list() == [2, 4, 6, 2, 4]
    assert frame.select(running_total(pl.col("x"))).to_series().to_list() == [1.5, 2.0, 4.5, -1.0, -3.0]
    assert frame.select(running_latest(pl.col("x"))).to_series().to_list() == [1.5, 1.5, 2.5, -1.0, -1.0]
    assert frame.select(running_latest(pl.col("n"))).to_series().to_list() == [-5, -5, 3, -9, -8]


def test_running_values_inside_one_another() -> None:
    frame = _frame(x=[1, 1, 1, 5, 1])
    assert frame.select(running_latest(running_total(pl.col("x")))).to_series().to_list() == [1, 2, 3, 5, 6]
