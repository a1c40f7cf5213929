"""Figures: the unrounded outcomes of indicators, counted in one pass over the cases of an evaluation.

    figures = compute([pips], evaluation.cases)["pip_vastgesteld"]
    figures.at(doelgroep="asielstatushouder").count

Nothing is rounded here and nothing is dropped: a case of which the category is unknown counts in ``UNKNOWN`` and in
every total; a case of which it is unknown whether it belongs to the population is told apart in ``undecided``.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import product
from typing import Any

import numpy as np
import numpy.typing as npt
import polars as pl
from polars import Expr

from doorstroom.kernel.errors import ColumnError
from doorstroom.kernel.indicators import (
    TOTAL,
    UNKNOWN,
    Breakdown,
    Indicator,
    Mean,
    Median,
    Parts,
    Percentile,
    Share,
)

Numbers = npt.NDArray[Any]
_STRAY = "?"
#: Up to so many combinations they are counted in an array, else in a hash table.
_FEW = 2**22


@dataclass(frozen=True)
class Value:
    """One outcome, unrounded.

    ``count``: the cases that are counted (of a share: those for which it is true). ``base``: of how many it is a part
    (None when it is not a part of anything). ``statistic``: a mean, median or percentile over ``count`` cases.
    ``unknown``: cases in the base for which it is unknown whether they count.
    """

    count: int = 0
    base: int | None = None
    statistic: float | None = None
    unknown: int = 0


@dataclass(frozen=True)
class Figures:
    """All outcomes of one indicator on one evaluation, by category of each breakdown (TOTAL: all together)."""

    indicator: Indicator
    values: Mapping[tuple[str, ...], Value]
    undecided: int
    #: Codes that occur, per breakdown and in order; UNKNOWN last and only when somebody is in it.
    codes: Mapping[str, tuple[str, ...]]

    def at(self, **categories: str) -> Value:
        """The outcome for these categories; a breakdown that is not named is taken together."""
        for name in categories:
            self.indicator.breakdown(name)
        key = tuple(categories.get(breakdown.name, TOTAL) for breakdown in self.indicator.breakdowns)
        return self.values.get(key) or self._nobody(categories)

    def _nobody(self, categories: Mapping[str, str]) -> Value:
        measure = self.indicator.measure
        if isinstance(measure, Parts) and categories.get(measure.over, TOTAL) != TOTAL:
            return Value(0, self.at(**{**categories, measure.over: TOTAL}).base)
        return Value(0, 0) if isinstance(measure, Share | Parts) else Value()


def compute(indicators: Sequence[Indicator], cases: pl.DataFrame) -> dict[str, Figures]:
    """The figures of indicators over the frame ``cases`` of an evaluation.

    Every distinct population, part and breakdown becomes a small number; the cases are counted once per combination of
    these numbers, and all indicators are added up from that short table.
    """
    cube = _Cube(indicators, cases)
    return {
        indicator.name: _statistics(indicator, cases, cube)
        if isinstance(indicator.measure, Mean | Median | Percentile)
        else _counts(indicator, cube)
        for indicator in indicators
    }


class _Cube:
    """The number of cases per combination of codes of all expressions that the indicators name."""

    def __init__(self, indicators: Sequence[Indicator], cases: pl.DataFrame) -> None:
        self._keys: dict[tuple[bytes, str], int] = {}
        self._codes: list[tuple[str | None, ...]] = []
        numbers: list[Numbers] = []
        for indicator in indicators:
            for expression, breakdown in _parts_of(indicator):
                key = _key(expression, breakdown)
                if key not in self._keys:
                    self._keys[key] = len(self._codes)
                    codes, places = _encode(_values(expression, cases), breakdown)
                    self._codes.append(codes)
                    numbers.append(places)
        size = math.prod(len(codes) for codes in self._codes)
        if size >= 2**63:
            raise ColumnError("these indicators have too many combinations of categories for one table")
        combined: Numbers = np.zeros(cases.height, np.int32 if size < 2**31 else np.int64)
        for codes, places in zip(self._codes, numbers, strict=True):
            np.multiply(combined, len(codes), out=combined)
            np.add(combined, places, out=combined)
        self._rows = [(self._split(key), number) for key, number in _count_each(combined, size)]

    def _split(self, key: int) -> list[str | None]:
        found: list[str | None] = []
        for codes in reversed(self._codes):
            key, place = divmod(key, len(codes))
            found.append(codes[place])
        return found[::-1]

    def rows(self, indicator: Indicator) -> Iterator[tuple[list[str | None], int]]:
        """Per combination: codes of the population, of the share (when there is one) and of the breakdowns; cases."""
        places = [self._keys[_key(expression, breakdown)] for expression, breakdown in _parts_of(indicator)]
        for codes, number in self._rows:
            yield [codes[place] for place in places], number


def _parts_of(indicator: Indicator) -> list[tuple[Expr, Breakdown | None]]:
    found: list[tuple[Expr, Breakdown | None]] = [(indicator.population, None)]
    if isinstance(indicator.measure, Share):
        found.append((indicator.measure.of, None))
    found.extend((breakdown.of, breakdown) for breakdown in indicator.breakdowns)
    return found


def _key(expression: Expr, breakdown: Breakdown | None) -> tuple[bytes, str]:
    serial = expression.meta.serialize()
    assert isinstance(serial, bytes)
    codes = "" if breakdown is None else ",".join(category.code for category in breakdown.categories)
    return serial, codes if breakdown is None else f"{codes} {breakdown.limits} {breakdown.months}"


def _values(expression: Expr, cases: pl.DataFrame) -> pl.Series:
    found = cases.select(expression.alias("value"))["value"]
    return found if len(found) == cases.height else found.new_from_index(0, cases.height)


def _count_each(numbers: Numbers, size: int) -> Iterator[tuple[int, int]]:
    """How often each number occurs."""
    if size <= _FEW:
        counts = np.bincount(numbers, minlength=1)
        for key in np.flatnonzero(counts):
            yield int(key), int(counts[key])
    else:
        yield from pl.Series("key", numbers).value_counts(name="cases").iter_rows()


def _encode(values: pl.Series, breakdown: Breakdown | None) -> tuple[tuple[str | None, ...], Numbers]:
    """The codes that values have (None: unknown) and the place of each value's code among them."""
    if breakdown is None:
        return ("false", "true", None), values.cast(pl.UInt8).fill_null(2).to_numpy()
    if breakdown.months:
        return _encode_months(values)
    codes = [category.code for category in breakdown.categories]
    if breakdown.limits:
        places = np.zeros(len(values), np.uint8)
        known = values.fill_null(0).to_numpy()
        for limit in breakdown.limits:
            places += known > limit
    else:
        # Comparing with every code is several times faster than a look-up of texts.
        places = np.full(len(values), len(codes) + 1, np.uint8)
        for place, code in enumerate(codes):
            if not isinstance(values.dtype, pl.Enum) or code in values.dtype.categories:
                places[(values == code).fill_null(False).to_numpy()] = place
    if values.null_count():
        places[values.is_null().to_numpy()] = len(codes)
    return (*codes, None, _STRAY), places


def _encode_months(values: pl.Series) -> tuple[tuple[str | None, ...], Numbers]:
    lowest, highest = values.min(), values.max()
    if not isinstance(lowest, dt.date) or not isinstance(highest, dt.date):
        return (None,), np.zeros(len(values), np.uint8)
    months = tuple(_months(lowest, highest))
    number = (values.dt.year() - lowest.year) * 12 + values.dt.month() - lowest.month
    return (*months, None), number.fill_null(len(months)).to_numpy().astype(np.uint16)


def _months(first: dt.date, last: dt.date) -> Iterator[str]:
    for number in range(first.year * 12 + first.month - 1, last.year * 12 + last.month):
        yield f"{number // 12:04d}-{number % 12 + 1:02d}"


def _codes_of(indicator: Indicator, present: Sequence[set[str]]) -> dict[str, tuple[str, ...]]:
    found = {}
    for breakdown, codes in zip(indicator.breakdowns, present, strict=True):
        known = sorted(codes - {UNKNOWN}) if breakdown.months else [c.code for c in breakdown.categories]
        if breakdown.months and known:
            known = list(_months(*[dt.date(int(m[:4]), int(m[5:]), 1) for m in (known[0], known[-1])]))
        found[breakdown.name] = (*known, *([UNKNOWN] if UNKNOWN in codes else []))
    return found


def _counts(indicator: Indicator, cube: _Cube) -> Figures:
    share = isinstance(indicator.measure, Share)
    width = len(indicator.breakdowns)
    members: dict[tuple[str, ...], list[int]] = {}
    present: list[set[str]] = [set() for _ in range(width)]
    undecided = 0
    for codes, number in cube.rows(indicator):
        belongs = codes[0]
        if belongs is None:
            undecided += number
        if belongs != "true":
            continue
        own = [UNKNOWN if code is None else code for code in codes[len(codes) - width :]]
        for breakdown, seen, code in zip(indicator.breakdowns, present, own, strict=True):
            if code == _STRAY:
                raise ColumnError(
                    f"indicator '{indicator.name}': breakdown '{breakdown.name}' meets a value that is not one of its "
                    f"categories ({', '.join(c.code for c in breakdown.categories)})"
                )
            seen.add(code)
        for key in product(*[(code, TOTAL) for code in own]):
            tally = members.setdefault(key, [0, 0, 0])
            tally[0] += number
            tally[1] += number if share and codes[1] == "true" else 0
            tally[2] += number if share and codes[1] is None else 0
    values = {}
    for key, (all_of_them, counted, unknown) in members.items():
        if isinstance(indicator.measure, Share):
            values[key] = Value(counted, all_of_them, unknown=unknown)
        elif isinstance(indicator.measure, Parts):
            over = [breakdown.name for breakdown in indicator.breakdowns].index(indicator.measure.over)
            values[key] = Value(all_of_them, members[(*key[:over], TOTAL, *key[over + 1 :])][0])
        else:
            values[key] = Value(all_of_them)
    return Figures(indicator, values, undecided, _codes_of(indicator, present))


def _statistics(indicator: Indicator, cases: pl.DataFrame, cube: _Cube) -> Figures:
    """Means, medians and percentiles need the cases themselves; the cells are those of ``_counts``."""
    measure = indicator.measure
    assert isinstance(measure, Mean | Median | Percentile)
    counts = _counts(indicator, cube)
    labels = [_labels(breakdown).alias(f"by:{breakdown.name}") for breakdown in indicator.breakdowns]
    frame = cases.filter(indicator.population).select(measure.of.alias("of"), *labels)
    values = {}
    for key in counts.values:
        chosen = frame
        for breakdown, code in zip(indicator.breakdowns, key, strict=True):
            if code != TOTAL:
                chosen = chosen.filter(pl.col(f"by:{breakdown.name}") == code)
        known = chosen["of"].drop_nulls()
        values[key] = Value(len(known), None, _statistic(measure, known), chosen.height - len(known))
    return Figures(indicator, values, counts.undecided, counts.codes)


def _labels(breakdown: Breakdown) -> Expr:
    if breakdown.months:
        text = breakdown.of.dt.strftime("%Y-%m")
    elif breakdown.limits:
        text = pl.lit(breakdown.categories[-1].code)
        for limit, category in reversed(list(zip(breakdown.limits, breakdown.categories, strict=False))):
            text = pl.when(breakdown.of <= limit).then(pl.lit(category.code)).otherwise(text)
        text = pl.when(breakdown.of.is_not_null()).then(text)
    else:
        text = breakdown.of.cast(pl.String)
    return text.fill_null(UNKNOWN)


def _statistic(measure: Mean | Median | Percentile, known: pl.Series) -> float | None:
    if not len(known):
        return None
    if isinstance(measure, Percentile):
        rank = math.ceil(Fraction(str(measure.percent)) * len(known) / 100)
        return float(known.sort()[max(rank, 1) - 1])
    return float(known.mean() if isinstance(measure, Mean) else known.median())  # type: ignore[arg-type]
