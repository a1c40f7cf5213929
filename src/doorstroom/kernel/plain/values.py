"""Columns of a few rows held as Python values, constants, and words that understand both."""

from __future__ import annotations

import functools
import math
import operator
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, NoReturn, TypeVar

import polars as pl
from polars import Expr

Word = TypeVar("Word", bound=Callable[..., Any])


class Constant(Expr):
    """A value that is the same in every row, and can be asked for as a Python value too."""

    def __init__(self, literal: Any, dtype: pl.DataType | None = None) -> None:
        self.literal, self._dtype = literal, dtype

    @functools.cached_property
    def _pyexpr(self) -> Any:  # type: ignore[override]
        """Made when an expression needs it: among plain values nobody asks."""
        return pl.lit(self.literal, dtype=self._dtype)._pyexpr


def word(plain: Callable[..., Any]) -> Callable[[Word], Word]:
    """Declare a word of rules: the function below makes expressions, ``plain`` does the same on plain values."""

    def declare(expression: Word) -> Word:
        @functools.wraps(expression)
        def either(*given: Any, **more: Any) -> Any:
            for each in given:
                kind = each.__class__
                if kind is Plain or (kind is tuple and any(part.__class__ is Plain for part in each)):
                    return plain(*given, **more)
            for each in more.values():
                if each.__class__ is Plain:
                    return plain(*given, **more)
            if _all_constant(given, more):  # then it is a constant too, in both ways
                return Constant(plain(*given, **more).values[0])
            return expression(*given, **more)

        either.plain = plain  # type: ignore[attr-defined]
        return either  # type: ignore[return-value]

    return declare


def _all_constant(given: Iterable[Any], more: Mapping[str, Any]) -> bool:
    parts = [part for each in (*given, *more.values()) for part in (each if isinstance(each, tuple) else (each,))]
    columns = [part for part in parts if isinstance(part, Expr)]
    return bool(columns) and all(part.__class__ is Constant for part in columns)


def values_of(given: Any) -> list[Any]:
    """The values of a column, one for a constant."""
    if given.__class__ is Plain:
        return given.values
    if given.__class__ is Constant:
        return [given.literal]
    if isinstance(given, Expr):
        raise TypeError(f"an expression over a frame among plain values: {given}")
    return [given]


def in_rows(columns: Sequence[list[Any]]) -> Iterator[tuple[Any, ...]]:
    """The columns row by row; a column of one value has it in every row."""
    height = max(map(len, columns))
    if height == 1 or min(map(len, columns)) == height:
        return zip(*columns, strict=True)
    return zip(*(column if len(column) == height else column * height for column in columns), strict=True)


def by_row(function: Callable[..., Any]) -> Callable[..., Plain]:
    """A word that looks at one row at a time: ``function`` of the values in it."""

    @functools.wraps(function)
    def worked_out(*given: Any) -> Plain:
        columns = [values_of(each) for each in given]
        if all(len(column) == 1 for column in columns):
            return Plain([function(*[column[0] for column in columns])])
        return Plain([function(*row) for row in in_rows(columns)])

    return worked_out


def _both(function: Callable[[Any, Any], Any]) -> Callable[[Any, Any], Any]:
    """An operator that is unknown when one of the two is."""

    def worked_out(self: Plain, other: Any) -> Plain:
        left, right = self.values, values_of(other)
        if len(left) == len(right) == 1:
            a, b = left[0], right[0]
            return Plain([None if a is None or b is None else function(a, b)])
        return Plain([None if a is None or b is None else function(a, b) for a, b in in_rows([left, right])])

    return worked_out


def _turned(function: Callable[[Any, Any], Any]) -> Callable[[Any, Any], Any]:
    return _both(lambda a, b: function(b, a))


def _divided(a: float, b: float) -> float:
    if b:
        return a / b
    return math.copysign(math.inf, a) if a else math.nan


def _whole(function: Callable[[Any, Any], Any]) -> Callable[[Any, Any], Any]:
    return lambda a, b: function(a, b) if b else None


def both_hold(a: bool | None, b: bool | None) -> bool | None:
    """Three-valued and: false as soon as one is false."""
    return False if a is False or b is False else None if a is None or b is None else True


def one_holds(a: bool | None, b: bool | None) -> bool | None:
    """Three-valued or: true as soon as one is true."""
    return True if a is True or b is True else None if a is None or b is None else False


class Plain(Expr):
    """A column of a few rows as Python values (None is unknown). An operator works at once and gives another.

    It is an ``Expr`` so that rules need no second type. What it does not define fails: it holds no expression.
    """

    __slots__ = ("values",)

    def __init__(self, values: list[Any]) -> None:
        self.values = values

    def __repr__(self) -> str:
        return f"Plain({self.values!r})"

    def __str__(self) -> str:
        return repr(self)

    def __bool__(self) -> NoReturn:
        raise TypeError("a column is not true or false as a whole; use choose, all_of, any_of")

    __eq__ = _both(operator.eq)
    __ne__ = _both(operator.ne)
    __lt__ = _both(operator.lt)
    __le__ = _both(operator.le)
    __gt__ = _both(operator.gt)
    __ge__ = _both(operator.ge)
    __add__ = _both(operator.add)
    __radd__ = _turned(operator.add)
    __sub__ = _both(operator.sub)
    __rsub__ = _turned(operator.sub)
    __mul__ = _both(operator.mul)
    __rmul__ = _turned(operator.mul)
    __truediv__ = _both(_divided)
    __rtruediv__ = _turned(_divided)
    __floordiv__ = _both(_whole(operator.floordiv))
    __rfloordiv__ = _turned(_whole(operator.floordiv))
    __mod__ = _both(_whole(operator.mod))
    __rmod__ = _turned(_whole(operator.mod))
    __pow__ = _both(operator.pow)
    __rpow__ = _turned(operator.pow)
    __and__ = __rand__ = by_row(both_hold)
    __or__ = __ror__ = by_row(one_holds)
    __invert__ = by_row(lambda a: None if a is None else not a)
    __neg__ = by_row(lambda a: None if a is None else -a)
    __hash__ = None  # type: ignore[assignment]


def stretched(given: Any, height: int) -> list[Any]:
    """The values of a column of so many rows, a constant repeated."""
    values = values_of(given)
    return values if len(values) == height else values * height


def heights(*given: Any) -> int:
    """How many rows the columns have."""
    return max(len(values_of(each)) for each in given)


def least(values: Iterable[Any]) -> Any:
    """The smallest of the values that are known; None when none is."""
    return min((each for each in values if each is not None), default=None)


def most(values: Iterable[Any]) -> Any:
    """The largest of the values that are known; None when none is."""
    return max((each for each in values if each is not None), default=None)
