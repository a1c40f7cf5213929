"""The words of rule authors against a plain three-valued reference."""

from __future__ import annotations

import itertools

import polars as pl
import pytest

from doorstroom.kernel import vocabulary as words

THREE = (True, False, None)
PAIRS = list(itertools.product(THREE, THREE))
FRAME = pl.DataFrame(
    {"a": [a for a, _ in PAIRS], "b": [b for _, b in PAIRS]}, schema={"a": pl.Boolean, "b": pl.Boolean}
)


def found(expression: pl.Expr) -> list:
    return FRAME.select(x=expression).to_series().to_list()


def test_all_of_and_any_of() -> None:
    a, b = pl.col("a"), pl.col("b")
    assert found(words.all_of(a, b)) == [False if False in p else None if None in p else True for p in PAIRS]
    assert found(words.any_of(a, b)) == [True if True in p else None if None in p else False for p in PAIRS]


def test_choose_stops_at_the_first_unknown_condition() -> None:
    def plainly(a: bool | None, b: bool | None) -> str | None:
        for condition, outcome in ((a, "first"), (b, "second")):
            if condition is None:
                return None
            if condition:
                return outcome
        return "neither"

    expression = words.choose((pl.col("a"), "first"), (pl.col("b"), "second"), otherwise="neither")
    assert found(expression) == [plainly(*pair) for pair in PAIRS]


def test_words_where_names_what_is_true() -> None:
    frame = pl.DataFrame({"a": [True, True, False, None], "b": [True, False, False, True]})
    named = words.words_where((pl.col("a"), "first"), (pl.col("b"), "second"))
    assert frame.select(named).to_series().to_list() == ["first, second", "first", "", None]


def test_count_true_is_unknown_when_one_is() -> None:
    assert found(words.count_true(pl.col("a"), pl.col("b"))) == [None if None in p else sum(p) for p in PAIRS]


NUMBERS = list(itertools.product((1, 5, None), (3, None)))
NUMBER_FRAME = pl.DataFrame({"x": [x for x, _ in NUMBERS], "y": [y for _, y in NUMBERS]})


@pytest.mark.parametrize(
    ("word", "plainly"),
    [
        (words.earliest_of(pl.col("x"), pl.col("y")), lambda x, y: None if None in (x, y) else min(x, y)),
        (words.latest_of(pl.col("x"), pl.col("y")), lambda x, y: None if None in (x, y) else max(x, y)),
        (words.bounded(pl.col("x"), maximum=pl.col("y")), lambda x, y: None if None in (x, y) else min(x, y)),
        (words.not_below(pl.col("x"), pl.col("y")), lambda x, y: None if None in (x, y) else max(x, y)),
        (words.first_known(pl.col("x"), pl.col("y")), lambda x, y: x if x is not None else y),
        (
            words.earliest_known(pl.col("x"), pl.col("y")),
            lambda x, y: min((v for v in (x, y) if v is not None), default=None),
        ),
        (words.at_least(pl.col("x"), pl.col("y")), lambda x, y: None if None in (x, y) else x >= y),
        (words.only_if(pl.col("x") > 2, pl.col("y")), lambda x, y: y if x is not None and x > 2 else None),
        (words.one_of(pl.col("x").cast(pl.String), ["1", "3"]), lambda x, y: None if x is None else x in (1, 3)),
    ],
)
def test_numbers(word: pl.Expr, plainly: object) -> None:
    assert NUMBER_FRAME.select(z=word).to_series().to_list() == [plainly(x, y) for x, y in NUMBERS]  # type: ignore[operator]
