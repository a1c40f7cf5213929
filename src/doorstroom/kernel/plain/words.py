"""The words of ``vocabulary`` and ``timeline`` on plain values; each does what the word of the same name says there.

Rows are those of one case, in order of day and sequence.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence
from typing import Any

from doorstroom.kernel.plain.values import (
    Plain,
    both_hold,
    by_row,
    heights,
    in_rows,
    least,
    most,
    one_holds,
    stretched,
    values_of,
)


def choose(*branches: tuple[Any, Any], otherwise: Any) -> Plain:
    return _choose(*itertools.chain.from_iterable(branches), otherwise)


@by_row
def _choose(*row: Any) -> Any:
    for place in range(0, len(row) - 1, 2):
        if row[place] is None:
            return None
        if row[place]:
            return row[place + 1]
    return row[-1]


@by_row
def known(value: Any) -> bool:
    return value is not None


@by_row
def unknown(value: Any) -> bool:
    return value is None


@by_row
def first_known(*values: Any) -> Any:
    return next((value for value in values if value is not None), None)


@by_row
def only_if(condition: bool | None, then: Any) -> Any:
    return then if condition else None


@by_row
def all_of(*conditions: bool | None) -> bool | None:
    return False if False in conditions else None if None in conditions else True


@by_row
def any_of(*conditions: bool | None) -> bool | None:
    return True if True in conditions else None if None in conditions else False


def one_of(column: Any, members: Sequence[str]) -> Plain:
    return Plain([None if value is None else value in members for value in values_of(column)])


def contains(column: Any, member: str) -> Plain:
    return Plain([None if value is None else member in value for value in values_of(column)])


@by_row
def as_text(value: Any) -> str | None:
    return None if value is None else str(value)


@by_row
def earliest_of(*values: Any) -> Any:
    return None if None in values else min(values)


@by_row
def latest_of(*values: Any) -> Any:
    return None if None in values else max(values)


@by_row
def earliest_known(*values: Any) -> Any:
    return least(values)


@by_row
def latest_known(*values: Any) -> Any:
    return most(values)


@by_row
def count_true(*conditions: bool | None) -> int | None:
    return None if None in conditions else sum(map(bool, conditions))


def words_where(*pairs: tuple[Any, str]) -> Plain:
    rows = in_rows([values_of(condition) for condition, _ in pairs])
    words = [word for _, word in pairs]
    return Plain([None if None in row else ", ".join(itertools.compress(words, row)) for row in rows])


@by_row
def at_least(value: Any, minimum: Any) -> bool | None:
    return None if value is None or minimum is None else value >= minimum


@by_row
def at_most(value: Any, maximum: Any) -> bool | None:
    return None if value is None or maximum is None else value <= maximum


def bounded(column: Any, *, maximum: Any) -> Plain:
    return earliest_of(column, maximum)


not_below = latest_of


def in_force(day: Any, held: Sequence[tuple[Any, Any]]) -> Plain:
    """What of the dated values holds on each day; see ``law``."""
    contents = [stretched(content, heights(day)) for _, content in held]
    found = []
    for row, on in enumerate(values_of(day)):
        places = () if on is None else reversed(range(len(held)))
        found.append(next((contents[place][row] for place in places if held[place][0].holds(on)), None))
    return Plain(found)


def cell_of(table: Sequence[Sequence[Any]], row: Any, column: Any) -> Plain:
    def cell(i: int | None, j: int | None) -> Any:
        if i is None or j is None or not 0 <= i < len(table) or not 0 <= j < len(table[int(i)]):
            return None
        return table[int(i)][int(j)]

    return Plain([cell(i, j) for i, j in in_rows([values_of(row), values_of(column)])])


# --- Along the events of a case -------------------------------------------------------------------------------------


def running_total(column: Plain) -> Plain:
    return _running(column, lambda so_far, value: so_far + value)


def running_latest(column: Plain) -> Plain:
    return _running(column, max)


def _running(column: Plain, function: Callable[[Any, Any], Any]) -> Plain:
    def step(so_far: Any, value: Any) -> Any:
        return None if so_far is None or value is None else function(so_far, value)

    return Plain(list(itertools.accumulate(column.values, step)))


def running_all(condition: Plain) -> Plain:
    return Plain(list(itertools.accumulate(condition.values, both_hold)))


def previous(column: Plain, steps: int = 1) -> Plain:
    height = len(column.values)
    return Plain([None if row < steps else column.values[row - steps] for row in range(height)])


def following(column: Plain, steps: int = 1) -> Plain:
    height = len(column.values)
    return Plain([None if row + steps >= height else column.values[row + steps] for row in range(height)])


def smallest_of_group(column: Any, group: Any) -> Plain:
    return _of_group(column, group, min)


def largest_of_group(column: Any, group: Any) -> Plain:
    return _of_group(column, group, max)


def _of_group(column: Any, group: Any, function: Callable[[Any], Any]) -> Plain:
    height = heights(column, group)
    groups, values = stretched(group, height), stretched(column, height)
    found: list[Any] = []
    for key, run in itertools.groupby(range(height), key=groups.__getitem__):
        members = [values[row] for row in run]
        extreme = None if key is None or None in members else function(members)
        found.extend([extreme] * len(members))
    return Plain(found)


def place_in_case(column: Plain) -> Plain:
    return Plain(list(range(1, len(column.values) + 1)))


def carried(column: Any, *, when: Any, initially: Any = None) -> Plain:
    height = heights(column, when, initially)
    found: list[Any] = []
    last: Any = None
    state: bool | None = False  # whether it was true somewhere; None as long as it is unknown whether it still is
    for value, holds, start in zip(*(stretched(each, height) for each in (column, when, initially)), strict=True):
        if holds is None:
            state = None
        elif holds:
            state, last = True, value
        found.append(None if state is None else last if state else start)
    return Plain(found)


def before(column: Any, *, initially: Any = None) -> Plain:
    height = heights(column, initially)
    return Plain([stretched(initially, height)[0], *stretched(column, height)[:-1]])


def after(column: Any, *, finally_: Any = None) -> Plain:
    height = heights(column, finally_)
    return Plain([*stretched(column, height)[1:], stretched(finally_, height)[-1]])


# --- From the events of a case to one value -------------------------------------------------------------------------


def aggregate(operation: str, values: list[Any], whens: list[bool | None]) -> Any:
    """What ``groups`` makes of the events of one case: see the functions of ``vocabulary`` for each operation."""
    if operation == "any":
        return _any(whens)
    chosen = [value for value, when in zip(values, whens, strict=True) if when]
    if None in whens:
        return None
    if operation == "count":
        return len(chosen)
    if operation in ("first", "last"):
        return None if not chosen else chosen[0 if operation == "first" else -1]
    if None in chosen:
        return None
    if operation == "total":
        return sum(chosen)
    return (min if operation in ("earliest", "lowest") else max)(chosen, default=None)


def _any(whens: list[bool | None]) -> bool | None:
    outcome: bool | None = False
    for when in whens:
        outcome = one_holds(outcome, when)
    return outcome
