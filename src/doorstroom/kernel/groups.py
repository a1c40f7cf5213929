"""Aggregate the events of each case, in NumPy over frames that are sorted by case."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import numpy.typing as npt
import polars as pl
from polars import Expr

from doorstroom.kernel.vocabulary import Aggregate

Numbers = npt.NDArray[Any]


#: With fewer cases than this, what counts is the number of steps, not the number of rows.
_FEW = 1_000


class Groups:
    """Where the events of each case stand in a frame sorted by ``case_row``."""

    def __init__(self, case_row: Numbers, cases: int) -> None:
        self.case_row = case_row
        self.length = len(case_row)
        self.cases = cases
        self._all: _Chosen | None = None

    def aggregate(self, frame: pl.DataFrame, facts: Mapping[str, Aggregate]) -> list[pl.Series]:
        """One series per fact, a value per case. Facts whose ``when`` is the same object share the search."""
        wanted: list[Expr] = []
        whens: dict[int, str] = {}
        for name, fact in facts.items():
            if fact.value is not None:
                wanted.append(fact.value.alias(f"{name}:value"))
            if fact.when is not None and id(fact.when) not in whens:
                whens[id(fact.when)] = f"{name}:when"
                wanted.append(fact.when.alias(f"{name}:when"))
        frame = frame.select(*wanted) if wanted else frame
        chosen = {key: _Chosen(self, _column(frame, name, self.length)) for key, name in whens.items()}
        if self._all is None:
            self._all = _Chosen(self, None)
        outcome = []
        picked: list[Expr] = []
        for name, fact in facts.items():
            among = self._all if fact.when is None else chosen[id(fact.when)]
            if self.cases < _FEW and fact.operation in ("first", "last"):
                picked.append(pl.col(f"{name}:value").gather(among.place_or_null(fact.operation)).alias(name))
                continue
            of = _column(frame, f"{name}:value", self.length) if fact.value is not None else None
            outcome.append(among.aggregate(fact.operation, of).alias(name))
        return [*outcome, *frame.select(*picked).get_columns()] if picked else outcome


class _Chosen:
    """The events for which a condition holds (None: all of them), and of which cases they are."""

    def __init__(self, groups: Groups, when: pl.Series | None) -> None:
        self.size = groups.cases
        #: per case, whether it is unknown of an event that it counts
        self.doubt: Numbers | None = None
        #: rows of the events that count; None: all rows
        self.rows: Numbers | None = None
        self.cases = groups.case_row
        if when is not None:
            if when.null_count():
                self.doubt = self._mark(groups.case_row[when.is_null().to_numpy()])
                when = when.fill_null(False)
            held = when.to_numpy()
            if not held.all():
                self.rows = np.flatnonzero(held)
                self.cases = groups.case_row[self.rows]
        #: where, among the events that count, another case begins
        self.starts = np.empty(0, np.int64)
        if len(self.cases):
            self.starts = np.concatenate(([0], np.flatnonzero(self.cases[1:] != self.cases[:-1]) + 1))
        self._places: dict[str, tuple[pl.Series, pl.Series | None]] = {}

    def aggregate(self, operation: str, of: pl.Series | None) -> pl.Series:
        """A value per case."""
        if operation == "any":
            held = self._mark(self.cases)
            return _hidden(pl.Series(held), None if self.doubt is None else self.doubt & ~held)
        if operation == "count":
            return _hidden(pl.Series(np.bincount(self.cases, minlength=self.size)).cast(pl.Int64), self.doubt)
        assert of is not None
        if operation in ("first", "last"):
            place, nowhere = self._found(operation)
            found = of.gather(place)
            return found if nowhere is None else pl.Series([None], dtype=of.dtype).zip_with(nowhere, found)
        return self._reduced(operation, of)

    def place_or_null(self, operation: str) -> pl.Series:
        """Row of the first or last event that counts, per case; null without one. Slower, but a step for all facts."""
        place, nowhere = self._found(operation)
        return place if nowhere is None else pl.Series([None], dtype=pl.UInt32).zip_with(nowhere, place)

    def _found(self, operation: str) -> tuple[pl.Series, pl.Series | None]:
        if operation not in self._places:
            self._places[operation] = self._place(operation)
        return self._places[operation]

    def _mark(self, cases: Numbers) -> Numbers:
        """Per case, whether it is one of these."""
        marked = np.zeros(self.size, bool)
        marked[cases] = True
        return marked

    def _place(self, operation: str) -> tuple[pl.Series, pl.Series | None]:
        """Row of the first or last event that counts, per case, and the cases without one."""
        starts = self.starts
        at = starts if operation == "first" else np.concatenate((starts[1:], [len(self.cases)])) - 1
        if not len(starts):
            at = starts
        cases = self.cases[starts]
        index = np.zeros(self.size, np.uint32)
        index[cases] = at if self.rows is None else self.rows[at]
        if len(starts) == self.size and self.doubt is None:
            return pl.Series(index), None
        there = self._mark(cases)
        if self.doubt is not None:
            there &= ~self.doubt
        return pl.Series(index), pl.Series(~there)

    def _reduced(self, operation: str, of: pl.Series) -> pl.Series:
        """The total, or the lowest or highest value."""
        if self.rows is not None:
            of = of.gather(pl.Series(self.rows.astype(np.uint32)))
        unknown = self.doubt
        if of.null_count():
            missing = self._mark(self.cases[of.is_null().to_numpy()])
            unknown = missing if unknown is None else unknown | missing
        amounts = of.to_physical().fill_null(0).to_numpy()
        total = operation == "total"
        if total and amounts.dtype == np.int32:
            amounts = amounts.astype(np.int64)
        outcome = np.zeros(self.size, amounts.dtype)
        if len(self.starts):
            ufunc = np.add if total else np.minimum if operation in ("earliest", "lowest") else np.maximum
            outcome[self.cases[self.starts]] = ufunc.reduceat(amounts, self.starts)
        if not total and len(self.starts) < self.size:
            nobody = ~self._mark(self.cases)
            unknown = nobody if unknown is None else unknown | nobody
        return _hidden(pl.Series(outcome).cast(of.dtype), unknown)


def _hidden(of: pl.Series, unknown: Numbers | None) -> pl.Series:
    """The series with nulls where the outcome is unknown."""
    if unknown is None or not unknown.any():
        return of
    return of.set(pl.Series(unknown), None)


def _column(frame: pl.DataFrame, name: str, height: int) -> pl.Series:
    """A column of the frame, repeated when the expression was a constant."""
    found = frame[name]
    return found if len(found) == height else found.new_from_index(0, height)
