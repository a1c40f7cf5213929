"""The words that rule authors write with. Every one keeps unknown unknown.

Polars' own conditionals let a null condition fall into the last branch, and its horizontal minimum skips nulls: both
guess. The words here do not, and a test forbids the others in ``stelsels``. ``&``, ``|`` and ``~`` on columns already
follow three-valued logic: false & unknown is false, true & unknown is unknown.
"""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import polars as pl
from polars import Expr

from doorstroom.kernel import running
from doorstroom.kernel.errors import ColumnError
from doorstroom.kernel.plain import words as plain
from doorstroom.kernel.plain.values import Constant, word

Value = Expr | str | int | float | bool | dt.date | None

UNKNOWN: Expr = Constant(None)


def value(of: Value) -> Expr:
    """A column made of one value; text is text, never a column name."""
    return of if isinstance(of, Expr) else Constant(of)


@word(plain.choose)
def choose(*branches: tuple[Expr, Value], otherwise: Value) -> Expr:
    """The value of the first branch whose condition is true.

    As soon as a condition is unknown before a true one is found, the outcome is unknown.
    """
    outcome = value(otherwise)
    for condition, result in reversed(branches):
        outcome = pl.when(condition).then(value(result)).when(condition.is_null()).then(None).otherwise(outcome)
    return outcome


@word(plain.known)
def known(column: Expr) -> Expr:
    """Whether a value is known. The one way for a rule to turn unknown into an answer, so say why where it is used."""
    return column.is_not_null()


@word(plain.unknown)
def unknown(column: Expr) -> Expr:
    """Whether a value is unknown; see ``known``."""
    return column.is_null()


@word(plain.first_known)
def first_known(*columns: Value) -> Expr:
    """The first of the values that is known; unknown when none is."""
    return pl.coalesce(*[value(column) for column in columns])


@word(plain.only_if)
def only_if(condition: Expr, then: Value) -> Expr:
    """The value where the condition is true, otherwise unknown (not applicable)."""
    return pl.when(condition).then(value(then))


@word(plain.all_of)
def all_of(*conditions: Expr) -> Expr:
    """True when all are true, false as soon as one is false, otherwise unknown."""
    outcome = conditions[0]
    for condition in conditions[1:]:
        outcome = outcome & condition
    return outcome


@word(plain.any_of)
def any_of(*conditions: Expr) -> Expr:
    """True as soon as one is true, false when all are false, otherwise unknown."""
    outcome = conditions[0]
    for condition in conditions[1:]:
        outcome = outcome | condition
    return outcome


@word(plain.one_of)
def one_of(column: Expr, members: Sequence[str]) -> Expr:
    """Whether a coded value is one of those named; unknown when the value is."""
    if not 1 <= len(members) <= 4:  # looked up in a set, which is slower for a few
        return column.is_in(list(members))
    return any_of(*[column == pl.lit(member) for member in members])


@word(plain.contains)
def contains(column: Expr, member: str) -> Expr:
    """Whether a list of coded values holds one; unknown when the list is."""
    return column.list.contains(member)


def code(member: str, among: Sequence[str]) -> Expr:
    """One of a rule's own codes. On a whole register they are compared as numbers, much faster than text.

    >>> pl.select(code("geen", ("plicht", "geen")) == "geen").item()
    True
    """
    return Constant(member, dtype=pl.Enum(among))


@word(plain.as_text)
def as_text(column: Expr) -> Expr:
    """A coded value as text, so that a rule may answer with codes of its own beside those of the payload."""
    return column.cast(pl.String)


@word(plain.earliest_of)
def earliest_of(*columns: Expr) -> Expr:
    """The smallest of the values; unknown when one of them is."""
    return pl.when(all_of(*[c.is_not_null() for c in columns])).then(pl.min_horizontal(*columns))


@word(plain.latest_of)
def latest_of(*columns: Expr) -> Expr:
    """The largest of the values; unknown when one of them is."""
    return pl.when(all_of(*[c.is_not_null() for c in columns])).then(pl.max_horizontal(*columns))


@word(plain.earliest_known)
def earliest_known(*columns: Expr) -> Expr:
    """The smallest of the values that are known. Say where it is used why the unknown ones may be left out."""
    return pl.min_horizontal(*columns)


@word(plain.latest_known)
def latest_known(*columns: Expr) -> Expr:
    """The largest of the values that are known. Say where it is used why the unknown ones may be left out."""
    return pl.max_horizontal(*columns)


@word(plain.count_true)
def count_true(*conditions: Expr) -> Expr:
    """How many conditions are true; unknown when one of them is."""
    total = conditions[0].cast(pl.Int64)
    for condition in conditions[1:]:
        total = total + condition.cast(pl.Int64)
    return total


@word(plain.words_where)
def words_where(*pairs: tuple[Expr, str]) -> Expr:
    """The words whose condition is true, in order, with a comma between ("" when none); unknown when a condition is.

    Looked up by which conditions are true, at most twelve: joining text row by row takes many times as long.
    """
    if len(pairs) > 12:
        raise ColumnError(f"words_where takes at most 12 words, not {len(pairs)}")
    truths = itertools.product((False, True), repeat=len(pairs))
    texts = pl.Series([", ".join(word for (_, word), true in zip(pairs, row, strict=True) if true) for row in truths])
    place = pl.lit(0, dtype=pl.UInt32)
    for condition, _ in pairs:
        place = place * 2 + condition.cast(pl.UInt32)
    return place.map_batches(lambda found: texts.gather(found), return_dtype=pl.String, is_elementwise=True)


@word(plain.at_least)
def at_least(column: Expr, minimum: Value) -> Expr:
    """Whether the value is the minimum or more; unknown when either is."""
    return column >= value(minimum)


@word(plain.at_most)
def at_most(column: Expr, maximum: Value) -> Expr:
    """Whether the value is the maximum or less; unknown when either is."""
    return column <= value(maximum)


@word(plain.bounded)
def bounded(column: Expr, *, maximum: Value) -> Expr:
    """The value, but not more than the maximum; unknown when either is."""
    top = value(maximum)
    return pl.when(column > top).then(top).when(column <= top).then(column)


@word(plain.not_below)
def not_below(column: Expr, minimum: Value) -> Expr:
    """The value, but not less than the minimum; unknown when either is."""
    low = value(minimum)
    return pl.when(column < low).then(low).when(column >= low).then(column)


@word(plain.running_total)
def running_total(column: Expr) -> Expr:
    """Within a case, the sum of this and all earlier instances (in order of day and sequence).

    Unknown from the first instance on whose value is unknown.
    """
    return pl.map_batches([pl.col("case_row"), column], lambda parts: running.total(*parts))


@word(plain.previous)
def previous(column: Expr, steps: int = 1) -> Expr:
    """Within a case, the value of the instance before this one; unknown for the first."""
    return pl.when(_same_case(steps)).then(column.shift(steps))


def _same_case(steps: int) -> Expr:
    """Whether the instance so many rows back is of the same case: frames are in order of case, so no grouping."""
    return pl.col("case_row") == pl.col("case_row").shift(steps)


@word(plain.following)
def following(column: Expr, steps: int = 1) -> Expr:
    """Within a case, the value of the instance after this one; unknown for the last."""
    return pl.when(_same_case(-steps)).then(column.shift(-steps))


@word(plain.running_latest)
def running_latest(column: Expr) -> Expr:
    """Within a case, the largest value of this and all earlier instances; unknown from the first unknown one on."""
    return pl.map_batches([pl.col("case_row"), column], lambda parts: running.largest(*parts))


@word(plain.running_all)
def running_all(condition: Expr) -> Expr:
    """Within a case, whether the condition is true for this and all earlier instances.

    False from the first instance on for which it is false; unknown in between when one before it is unknown.
    """
    return pl.map_batches([pl.col("case_row"), condition], lambda parts: running.all_true(*parts))


@word(plain.smallest_of_group)
def smallest_of_group(column: Expr, group: Expr) -> Expr:
    """Smallest value over the neighbouring instances of a case with the same ``group`` (a number that runs on).

    Unknown when one of the values or the group is unknown.
    """
    return pl.map_batches([pl.col("case_row"), group, column], lambda parts: running.of_run(*parts, largest=False))


@word(plain.largest_of_group)
def largest_of_group(column: Expr, group: Expr) -> Expr:
    """Largest value over the neighbouring instances of a case with the same ``group`` (a number that runs on).

    Unknown when one of the values or the group is unknown.
    """
    return pl.map_batches([pl.col("case_row"), group, column], lambda parts: running.of_run(*parts, largest=True))


@word(plain.place_in_case)
def place_in_case(column: Expr) -> Expr:
    """Within a case, the rank of this instance (1 is the first in order of day and sequence)."""
    row = pl.int_range(1, pl.len() + 1, dtype=pl.Int64) + column.is_null().cast(pl.Int64) * 0
    begins = pl.col("case_row").ne_missing(pl.col("case_row").shift(1))
    return row - pl.when(begins).then(row).forward_fill() + 1


# --- From the events of a case to one value -------------------------------------------------------------------------

Operation = Literal["first", "last", "earliest", "latest", "lowest", "highest", "total", "count", "any"]


@dataclass(frozen=True)
class Aggregate:
    """How a fact turns the events of one type into one value per case; see the functions below."""

    operation: Operation
    value: Expr | None
    when: Expr | None


def first(of: Expr, *, when: Expr | None = None) -> Aggregate:
    """Value in the first event of the case (by valid_on, then sequence) for which ``when`` is true; else unknown."""
    return Aggregate("first", of, when)


def last(of: Expr, *, when: Expr | None = None) -> Aggregate:
    """Value in the last event of the case (by valid_on, then sequence) for which ``when`` is true; else unknown."""
    return Aggregate("last", of, when)


def earliest(of: Expr, *, when: Expr | None = None) -> Aggregate:
    """Earliest date over the events for which ``when`` is true; unknown when there is none."""
    return Aggregate("earliest", of, when)


def latest(of: Expr, *, when: Expr | None = None) -> Aggregate:
    """Latest date over the events for which ``when`` is true; unknown when there is none."""
    return Aggregate("latest", of, when)


def lowest(of: Expr, *, when: Expr | None = None) -> Aggregate:
    """Smallest number over the events for which ``when`` is true; unknown when there is none."""
    return Aggregate("lowest", of, when)


def highest(of: Expr, *, when: Expr | None = None) -> Aggregate:
    """Largest number over the events for which ``when`` is true; unknown when there is none."""
    return Aggregate("highest", of, when)


def total(of: Expr, *, when: Expr | None = None) -> Aggregate:
    """Sum over the events for which ``when`` is true; 0 when there is none, unknown when a value or ``when`` is."""
    return Aggregate("total", of, when)


def count(*, when: Expr | None = None) -> Aggregate:
    """Number of events for which ``when`` is true; 0 when there is none, unknown when ``when`` is for one of them."""
    return Aggregate("count", None, when)


def any_event(*, when: Expr | None = None) -> Aggregate:
    """Whether the register holds an event for which ``when`` is true; false when there is none."""
    return Aggregate("any", None, when)
