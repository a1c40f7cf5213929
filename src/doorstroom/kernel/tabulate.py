"""Columns with few possible inputs are computed once per combination of inputs, and looked up per case.

A rule on one date and some yes-or-no columns can only have as many outcomes as there are days and answers. In a
register of a million cases that is a small table. A rule of a case may look only at its own row, so the outcome is the
same; the tests compare the two.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np
import numpy.typing as npt
import polars as pl
from polars import Expr

#: Fewer cases than this are not worth a table.
MANY = 20_000
#: A table of more rows than this part of the cases is not made.
_PART = 3
#: An expression shorter than this, as text, is as quick by itself.
_SHORT = 160
_DATES = ("peildatum", "law_date")

Numbers = npt.NDArray[Any]


class Tabulation:
    """The inputs of the cases of one evaluation as small numbers, each made once."""

    def __init__(self, cases: pl.DataFrame, dates: Mapping[str, dt.date]) -> None:
        self.count, self.dates = cases.height, dates
        self._coded: dict[str, tuple[Numbers, pl.Series] | None] = {}
        #: columns that came out of a table: the place of each case in it, and the outcome at each place
        self._made: dict[str, tuple[Numbers, pl.Series]] = {}

    def columns(self, cases: pl.DataFrame, columns: Mapping[str, Expr]) -> tuple[list[pl.Series], dict[str, Expr]]:
        """The columns that a table gave, and those that must be computed case by case."""
        tables: dict[tuple[str, ...], dict[str, Expr]] = {}
        others: dict[str, Expr] = {}
        for name, expression in columns.items():
            inputs = self._inputs(cases, expression)
            if inputs is None:
                others[name] = expression
            else:
                tables.setdefault(inputs, {})[name] = expression
        found: list[pl.Series] = []
        for inputs, members in tables.items():
            found.extend(self._looked_up(inputs, members))
        return found, others

    def _inputs(self, cases: pl.DataFrame, expression: Expr) -> tuple[str, ...] | None:
        """The inputs of an expression that is worth a table."""
        roots = sorted({name for name in expression.meta.root_names() if name not in _DATES})
        if not roots or len(str(expression)) < _SHORT:
            return None
        rows = 1
        for name in roots:
            coded = self._code(cases[name])
            if coded is None:
                return None
            rows *= len(coded[1])
            if rows * _PART > self.count:
                return None
        return tuple(roots)

    def _code(self, column: pl.Series) -> tuple[Numbers, pl.Series] | None:
        """Numbers for the values of a column, and the value of each number; None when it has too many values."""
        name = column.name
        if name not in self._coded:
            if name in self._made and column.dtype == pl.String:
                place, outcomes = self._made.pop(name)
                known = outcomes.drop_nulls().unique(maintain_order=True)
                numbers = outcomes.cast(pl.Enum(known)).to_physical().cast(pl.UInt32).fill_null(len(known)).to_numpy()
                none = pl.Series([None], dtype=pl.String)
                self._coded[name] = (numbers.take(place), pl.concat([known, none]).alias(name))
            else:
                self._coded[name] = _code(column, self.count // _PART)
        return self._coded[name]

    def _looked_up(self, inputs: tuple[str, ...], columns: Mapping[str, Expr]) -> Iterable[pl.Series]:
        coded: list[tuple[Numbers, pl.Series]] = []
        for name in inputs:
            of_name = self._coded[name]
            assert of_name is not None
            coded.append(of_name)
        rows = int(np.prod([len(values) for _, values in coded]))
        place = np.zeros(self.count, np.int64)
        number, stride = np.arange(rows), rows
        table: dict[str, pl.Series] = {}
        for name, (numbers, values) in zip(inputs, coded, strict=True):
            stride //= len(values)
            place += numbers.astype(np.int64) * stride
            table[name] = values.gather(pl.Series((number // stride % len(values)).astype(np.uint32)))
        frame = pl.DataFrame(table).with_columns(**{name: pl.lit(day) for name, day in self.dates.items()})
        for name, found in frame.select(**columns).to_dict().items():
            if len(found) != rows:
                yield found.new_from_index(0, self.count).alias(name)
                continue
            if found.dtype == pl.String:
                self._made[name] = (place, found)
            yield _taken(found, place).alias(name)


def _taken(values: pl.Series, place: Numbers) -> pl.Series:
    """The values at these places; through NumPy, which takes from a small table in a third of the time."""
    if not (values.dtype.is_numeric() or values.dtype in (pl.Boolean, pl.Date)):
        return values.gather(pl.Series(place.astype(np.uint32)))
    none = values.is_null().to_numpy() if values.null_count() else None
    known = values if none is None else values.to_physical().fill_null(0 if values.dtype != pl.Boolean else False)
    found = pl.Series(known.to_physical().to_numpy().take(place)).cast(values.dtype)
    return found if none is None else found.set(pl.Series(none.take(place)), None)


def _code(column: pl.Series, most: int) -> tuple[Numbers, pl.Series] | None:
    kind = column.dtype
    if kind == pl.Boolean:
        return column.cast(pl.UInt8).fill_null(2).to_numpy(), pl.Series([False, True, None])
    if isinstance(kind, pl.Enum):
        values = pl.Series([*kind.categories, None], dtype=kind)
        return column.to_physical().fill_null(len(values) - 1).to_numpy(), values
    if kind == pl.Date or kind.is_integer():
        numbers = column.to_physical()
        low, high = numbers.min(), numbers.max()
        if low is None:
            return np.zeros(len(column), np.uint8), pl.Series([None], dtype=kind)
        assert isinstance(low, int) and isinstance(high, int)
        if high - low + 2 > most:
            return None
        every = pl.Series(np.arange(low, high + 1)).cast(numbers.dtype).cast(kind)
        values = pl.concat([every, pl.Series([None], dtype=kind)])
        return (numbers.fill_null(high + 1).to_numpy() - low).astype(np.uint32), values
    return None
