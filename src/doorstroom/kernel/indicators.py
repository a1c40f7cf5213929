"""Indicators: figures over cases, declared as objects: who counts, what is measured, by which categories, from where.

    pips = Indicator(
        name="pip_vastgesteld", nl="Aantal vastgestelde PIP's", en="Number of plans (PIP) established",
        population=pl.col("inburgeringsplichtig"), measure=Share(pl.col("heeft_pip")), breakdowns=(DOELGROEP,), ...
    )

Declarations that hold an expression are equal only to themselves: a comparison of expressions is an expression.
How they are computed stands in ``doorstroom.kernel.figures``.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import polars as pl
from polars import Expr

from doorstroom.kernel.errors import ColumnError

#: Code of the category of all cases together, and of the cases whose category is unknown.
TOTAL = "totaal"
UNKNOWN = "onbekend"


def column(name: str) -> Expr:
    """A column of the case by name, for populations, parts and breakdowns."""
    return pl.col(name)


@dataclass(frozen=True)
class Category:
    """One value of a breakdown, with its label."""

    code: str
    nl: str
    en: str


@dataclass(frozen=True, eq=False)
class Breakdown:
    """A division of the population: by declared categories in order, by bands of a number, or by calendar month.

    ``of`` is a text column with the codes of ``categories``. With ``limits`` it is a number: the first category is up
    to and including the first limit, and so on, the last one above the last limit. With ``months`` it is a date and the
    codes are ``2023-01`` and so on. ``total_nl``: the label of all categories together.
    """

    name: str
    nl: str
    en: str
    of: Expr
    categories: tuple[Category, ...] = ()
    limits: tuple[float, ...] = ()
    months: bool = False
    total_nl: str = "Totaal"
    total_en: str = "Total"

    def __post_init__(self) -> None:
        if self.limits and (len(self.categories) != len(self.limits) + 1 or list(self.limits) != sorted(self.limits)):
            raise ColumnError(f"breakdown '{self.name}': bands need rising limits and one category more than limits")


@dataclass(frozen=True)
class Count:
    """How many cases."""


@dataclass(frozen=True, eq=False)
class Share:
    """How many cases of the population for which ``of`` is true, also as part of the population.

    Where ``of`` is unknown the case stays in the population and is counted apart.
    """

    of: Expr


@dataclass(frozen=True)
class Parts:
    """How many cases, also as part of all categories of the breakdown named ``over`` together."""

    over: str


@dataclass(frozen=True, eq=False)
class Mean:
    """Mean of a number over the cases of the population for which it is known."""

    of: Expr


@dataclass(frozen=True, eq=False)
class Percentile:
    """Smallest value that ``percent`` per cent of the cases with a known value do not exceed (nearest rank)."""

    of: Expr
    percent: float


@dataclass(frozen=True, eq=False)
class Median:
    """The middle value; of an even number of cases the mean of the two in the middle."""

    of: Expr


Measure = Count | Share | Parts | Mean | Median | Percentile


@dataclass(frozen=True, eq=False)
class Indicator:
    """A figure with its definition.

    ``population``: boolean over columns of the case. ``date_rule_*``: which date decides whether a case counts.
    ``source``: document and paragraph that the definition comes from. ``rounding``: name of a rounding profile.
    ``uncertain``: what about the definition is a reading of ours.
    """

    name: str
    nl: str
    en: str
    population: Expr
    measure: Measure
    definition_nl: str
    definition_en: str
    source: str
    rounding: str
    breakdowns: tuple[Breakdown, ...] = ()
    unit_nl: str = "personen"
    unit_en: str = "persons"
    date_rule_nl: str = "stand op de peildatum"
    date_rule_en: str = "state on the reference date"
    uncertain: str = ""

    def __post_init__(self) -> None:
        names = [breakdown.name for breakdown in self.breakdowns]
        if len(set(names)) != len(names):
            raise ColumnError(f"indicator '{self.name}': two breakdowns have the same name")
        if isinstance(self.measure, Parts) and self.measure.over not in names:
            raise ColumnError(f"indicator '{self.name}': parts over '{self.measure.over}', which is not a breakdown")

    def columns(self) -> set[str]:
        """The columns of the case that the indicator needs."""
        expressions = [self.population, *[breakdown.of for breakdown in self.breakdowns]]
        if not isinstance(self.measure, Count | Parts):
            expressions.append(self.measure.of)
        return {name for expression in expressions for name in expression.meta.root_names()}

    def breakdown(self, name: str) -> Breakdown:
        """The breakdown with this name."""
        for found in self.breakdowns:
            if found.name == name:
                return found
        raise ColumnError(f"indicator '{self.name}' has no breakdown '{name}'")


def wanted(indicators: Iterable[Indicator]) -> set[str]:
    """The columns that a set of indicators needs, for ``System.evaluate(want=...)``."""
    found = set().union(*[indicator.columns() for indicator in indicators])
    return found - {"peildatum", "law_date", "case_id", "person_id"}
