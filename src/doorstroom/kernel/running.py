"""Running values within each case, over instances that stand in order of case: no grouping, one pass each.

Polars windows compute a running value group by group; with hundreds of thousands of cases that takes minutes.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
import polars as pl

Numbers = npt.NDArray[Any]

#: More than twice the span of any date or 32-bit number, to keep the keys of one case apart from those of the next.
_APART = 2**33


def total(case_row: pl.Series, of: pl.Series) -> pl.Series:
    """Sum of this and all earlier instances of the case; null from the first null on."""
    first, of = _first_of_case(case_row), _whole(case_row, of)
    sums = _since(of.fill_null(0).to_numpy(), first)
    dtype = of.dtype if of.dtype.is_float() else pl.Int64()
    return _null_where(pl.Series(of.name, sums, dtype=dtype), _unknown_so_far(of, first))


def largest(case_row: pl.Series, of: pl.Series) -> pl.Series:
    """Largest value of this and all earlier instances of the case; null from the first null on."""
    first, of = _first_of_case(case_row), _whole(case_row, of)
    order = of.rank("dense") if of.dtype.is_float() else of.to_physical()
    key = order.fill_null(0).cast(pl.Int64).to_numpy() + case_row.cast(pl.Int64).to_numpy() * _APART
    rows = np.arange(len(key))
    place = np.maximum.accumulate(np.where(key == np.maximum.accumulate(key), rows, 0)) if len(key) else rows
    return _null_where(of.gather(pl.Series(place, dtype=pl.UInt32)), _unknown_so_far(of, first))


def all_true(case_row: pl.Series, of: pl.Series) -> pl.Series:
    """Whether this and all earlier instances of the case are true; false from the first false on, null in between."""
    first, of = _first_of_case(case_row), _whole(case_row, of)
    refused = _since((~of).fill_null(False).to_numpy().astype(np.int64), first) > 0
    held = pl.Series(of.name, ~refused, dtype=pl.Boolean)
    return _null_where(held, _unknown_so_far(of, first) & ~refused)


def of_run(case_row: pl.Series, group: pl.Series, of: pl.Series, *, largest: bool) -> pl.Series:
    """Largest or smallest value of the neighbours with the same group; null when one of them or the group is."""
    of, group = _whole(case_row, of), _whole(case_row, group)
    if not len(of):
        return of
    begins = np.ones(len(of), bool)
    begins[1:] = ((case_row != case_row.shift(1)) | group.ne_missing(group.shift(1))).to_numpy()[1:]
    starts = np.flatnonzero(begins)
    run = np.cumsum(begins) - 1
    physical = of.to_physical()
    extreme = (np.maximum if largest else np.minimum).reduceat(physical.fill_null(0).to_numpy(), starts)
    unknown = np.logical_or.reduceat((of.is_null() | group.is_null()).to_numpy(), starts)
    return _null_where(pl.Series(of.name, extreme[run], dtype=physical.dtype).cast(of.dtype), unknown[run])


def _first_of_case(case_row: pl.Series) -> Numbers:
    """For every row, the row on which its case starts."""
    rows = case_row.to_numpy()
    begins = np.ones(len(rows), bool)
    begins[1:] = rows[1:] != rows[:-1]
    first: Numbers = np.where(begins, np.arange(len(rows)), 0)
    np.maximum.accumulate(first, out=first)
    return first


def _whole(case_row: pl.Series, of: pl.Series) -> pl.Series:
    """The values, repeated when they were given as a constant."""
    return of if len(of) == len(case_row) else of.new_from_index(0, len(case_row))


def _since(amounts: Numbers, first: Numbers) -> Numbers:
    """Running sum that starts anew at each case."""
    sums: Numbers = np.cumsum(amounts)
    before: Numbers = sums[first] - amounts[first]
    return np.subtract(sums, before)


def _unknown_so_far(of: pl.Series, first: Numbers) -> Numbers:
    return _since(of.is_null().to_numpy().astype(np.int64), first) > 0


def _null_where(of: pl.Series, unknown: Numbers) -> pl.Series:
    return of.set(pl.Series(unknown, dtype=pl.Boolean), None) if unknown.any() else of
