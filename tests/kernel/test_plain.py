"""Every word of rules does on plain values what its expression does on a frame, the unknown included."""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from polars import Expr

from doorstroom.kernel import dates, law, termijnenwet, timeline, vocabulary
from doorstroom.kernel.dates import age_on, birthday, days_between, days_beyond_months, whole_months_between
from doorstroom.kernel.explain import same
from doorstroom.kernel.groups import Groups
from doorstroom.kernel.law import Dated, cell_of, in_force
from doorstroom.kernel.plain.values import Constant, Plain, values_of
from doorstroom.kernel.plain.words import aggregate
from doorstroom.kernel.vocabulary import Aggregate

TYPES: dict[str, Any] = {
    "flag": pl.Boolean(), "day": pl.Date(), "number": pl.Int64(), "amount": pl.Float64(), "text": pl.String(),
    "list": pl.List(pl.String()),
}  # fmt: skip
VALUES: dict[str, st.SearchStrategy[Any]] = {
    "flag": st.booleans(),
    "day": st.dates(dt.date(1998, 1, 1), dt.date(2032, 12, 31))
    | st.sampled_from([dt.date(2024, 2, 29), dt.date(2023, 4, 7)]),
    "number": st.integers(-40, 40),
    "amount": st.sampled_from([0.0, 1.5, -2.25, 100.0]),
    "text": st.sampled_from(["a", "b", "c"]),
    "list": st.lists(st.sampled_from(["a", "b", "c"]), max_size=3),
}
HELD = [
    (Dated(None, dt.date(2019, 12, 31), 1, "", "C1"), Constant(1)),
    (Dated(dt.date(2020, 1, 1), dt.date(2021, 6, 30), 2, "", "C1"), Constant(2)),
    (Dated(dt.date(2022, 1, 1), None, None, "", "C1"), Constant(None)),
    (Dated(dt.date(2023, 1, 1), None, 4, "", "C1"), Constant(4)),
]

#: name of a word -> kinds of its columns, and how it is used with them.
WORDS: dict[str, tuple[str, Callable[..., Any]]] = {
    "choose": ("flag text flag text text", lambda a, b, c, d, e: vocabulary.choose((a, b), (c, d), otherwise=e)),
    "choose a constant": ("flag", lambda a: vocabulary.choose((a, 1), otherwise=vocabulary.UNKNOWN)),
    "known": ("day", vocabulary.known),
    "unknown": ("day", vocabulary.unknown),
    "first_known": ("day day day", vocabulary.first_known),
    "only_if": ("flag number", vocabulary.only_if),
    "all_of": ("flag flag flag", vocabulary.all_of),
    "any_of": ("flag flag flag", vocabulary.any_of),
    "one_of": ("text", lambda a: vocabulary.one_of(a, ["a", "c"])),
    "one_of nothing": ("text", lambda a: vocabulary.one_of(a, [])),
    "contains": ("list", lambda a: vocabulary.contains(a, "b")),
    "as_text": ("text", vocabulary.as_text),
    "earliest_of": ("day day", vocabulary.earliest_of),
    "latest_of": ("day day", vocabulary.latest_of),
    "earliest_known": ("day day", vocabulary.earliest_known),
    "latest_known": ("number number", vocabulary.latest_known),
    "count_true": ("flag flag flag", vocabulary.count_true),
    "words_where": ("flag flag", lambda a, b: vocabulary.words_where((a, "one"), (b, "two"))),
    "at_least": ("number number", vocabulary.at_least),
    "at_most": ("number", lambda a: vocabulary.at_most(a, 3)),
    "bounded": ("number number", lambda a, b: vocabulary.bounded(a, maximum=b)),
    "not_below": ("amount", lambda a: vocabulary.not_below(a, 0)),
    "running_total": ("number", vocabulary.running_total),
    "running_latest": ("day", vocabulary.running_latest),
    "running_all": ("flag", vocabulary.running_all),
    "previous": ("day", vocabulary.previous),
    "previous but one": ("day", lambda a: vocabulary.previous(a, 2)),
    "following": ("text", vocabulary.following),
    "smallest_of_group": ("day number", lambda a, b: vocabulary.smallest_of_group(a, b // 20)),
    "largest_of_group": ("day number", lambda a, b: vocabulary.largest_of_group(a, b // 20)),
    "place_in_case": ("day", vocabulary.place_in_case),
    "carried": ("day flag day", lambda a, b, c: timeline.carried(a, when=b, initially=c)),
    "carried from nothing": ("text flag", lambda a, b: timeline.carried(a, when=b)),
    "before": ("flag", lambda a: timeline.before(a, initially=False)),
    "after": ("day day", lambda a, b: timeline.after(a, finally_=b)),
    "add": ("day number number", lambda a, b, c: dates.add(a, months=b, days=c)),
    "add constants": ("day", lambda a: dates.add(a, years=3, months=-1, weeks=2, days=-4)),
    "add years and weeks": ("day number", lambda a, b: dates.add(a, years=b, weeks=b)),
    "add parts of a month": ("day amount", lambda a, b: dates.add(a, months=b)),
    "first_day_after": ("day number", lambda a, b: dates.first_day_after(a, years=b, days=2)),
    "last_day_of": ("day number", lambda a, b: dates.last_day_of(a, months=b)),
    "whole_months_between": ("day day", whole_months_between),
    "days_beyond_months": ("day day", days_beyond_months),
    "days_between": ("day day", days_between),
    "age_on": ("day day", age_on),
    "birthday": ("day", lambda a: birthday(a, 18)),
    "birthday by row": ("day number", lambda a, b: birthday(a, 66, b)),
    "year_of": ("day", dates.year_of),
    "quarter_of": ("day", dates.quarter_of),
    "term in weeks": ("day", lambda a: termijnenwet.term(a, weeks=10)),
    "term in days": ("day", lambda a: termijnenwet.term(a, days=3)),
    "term in months": ("day", lambda a: termijnenwet.term(a, months=3)),
    "term by row": ("day number", lambda a, b: termijnenwet.term(a, weeks=b)),
    "term in days by row": ("day number", lambda a, b: termijnenwet.term(a, days=b)),
    "is_free_day": ("day", termijnenwet.is_free_day),
    "is_working_day": ("day", termijnenwet.is_working_day),
    "next_working_day": ("day", termijnenwet.next_working_day),
    "in_force": ("day", lambda a: in_force(a, HELD)),
    "cell_of": ("number number", lambda a, b: cell_of([[1, 2], [3, 4]], a // 20, b // 20)),
    "+": ("number number", lambda a, b: 1 + a + b),
    "-": ("number amount", lambda a, b: 1 - a - b),
    "*": ("number amount", lambda a, b: 2 * a * b),
    "/": ("number amount", lambda a, b: a / b),
    "//": ("number number", lambda a, b: a // b),
    "%": ("number number", lambda a, b: a % b),
    "**": ("number", lambda a: 1.05**a),
    "-x": ("number", lambda a: -a),
    "==": ("text text", lambda a, b: a == b),
    "!=": ("text", lambda a: a != "a"),
    "<": ("day day", lambda a, b: a < b),
    "<=": ("number", lambda a: a <= 3),
    ">": ("day day", lambda a, b: a > b),
    ">=": ("number amount", lambda a, b: a >= b),
    "&": ("flag flag", lambda a, b: a & b),
    "|": ("flag flag", lambda a, b: a | b),
    "~": ("flag", lambda a: ~a),
}  # fmt: skip


@pytest.mark.parametrize("name", WORDS)
@settings(max_examples=60)
@given(data=st.data())
def test_a_word_does_the_same_on_plain_values(name: str, data: st.DataObject) -> None:
    kinds, use = WORDS[name][0].split(), WORDS[name][1]
    rows = data.draw(st.lists(st.tuples(*(st.none() | VALUES[kind] for kind in kinds)), min_size=1, max_size=6))
    columns = [list(column) for column in zip(*rows, strict=True)]
    frame = pl.DataFrame(
        {
            f"c{i}": pl.Series(column, dtype=TYPES[kind])
            for i, (kind, column) in enumerate(zip(kinds, columns, strict=True))
        }
    ).with_columns(case_row=pl.lit(0, dtype=pl.UInt32))
    together = frame.select(found=use(*(pl.col(f"c{i}") for i in range(len(kinds)))))["found"].to_list()
    alone = values_of(use(*map(Plain, columns)))
    if len(alone) != len(rows):
        alone = alone * len(rows)
    if len(together) != len(rows):
        together = together * len(rows)
    assert all(equal(a, b) for a, b in zip(alone, together, strict=True)), (columns, alone, together)


def equal(one: Any, other: Any) -> bool:
    both_not_a_number = isinstance(one, float) and isinstance(other, float) and math.isnan(one) and math.isnan(other)
    return both_not_a_number or same(one, other)


@pytest.mark.parametrize("operation", ["first", "last", "lowest", "highest", "total", "count", "any"])
@settings(max_examples=60)
@given(rows=st.lists(st.tuples(st.none() | VALUES["number"], st.none() | st.booleans()), max_size=5))
def test_an_aggregate_does_the_same_on_plain_values(operation: Any, rows: list[tuple[int | None, bool | None]]) -> None:
    frame = pl.DataFrame(rows, schema={"value": pl.Int64, "when": pl.Boolean}, orient="row").with_columns(
        case_row=pl.lit(0, dtype=pl.UInt32)
    )
    fact = Aggregate(operation, None if operation in ("count", "any") else pl.col("value"), pl.col("when"))
    groups = Groups(frame["case_row"].to_numpy(), 1)
    (together,) = groups.aggregate(frame, {"found": fact})
    assert same(aggregate(operation, [row[0] for row in rows], [row[1] for row in rows]), together[0])


def test_every_word_is_compared() -> None:
    declared = {
        name
        for module in (vocabulary, timeline, dates, termijnenwet, law)
        for name, value in vars(module).items()
        if hasattr(value, "plain") and not name.startswith("_")
    }
    text = Path(__file__).read_text(encoding="utf-8")
    assert len(declared) > 40
    assert {name for name in declared if not re.search(rf"\b{name}\b", text)} == set()


def test_a_column_is_not_true_or_false_as_a_whole() -> None:
    with pytest.raises(TypeError, match="use choose"):
        bool(Plain([True]))


def test_what_plain_values_do_not_know_fails() -> None:
    given: Expr = Plain([1])
    with pytest.raises((TypeError, AttributeError)):
        given.abs()
    with pytest.raises(TypeError, match="an expression over a frame"):
        Plain([1]) + pl.col("x")
