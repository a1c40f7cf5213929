"""Clocks: rule families with a start, a due date, a moment of being met and a legal consequence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import polars as pl

from doorstroom.kernel.vocabulary import all_of, choose

Status = Literal["runs", "met", "late", "met late", "not started", "not applicable", "unknown"]


@dataclass(frozen=True)
class Clock:
    """A term that somebody must keep, declared by naming columns.

    ``applies`` (boolean columns that must all hold; none: it always does), ``start`` and ``due`` (dates, due
    inclusive), ``met_on`` (date column, null while not met). ``kind`` tells a legal term from a planning date; the two
    are never mixed. ``owner``: who must act.
    """

    name: str
    nl: str
    en: str
    task_nl: str
    task_en: str
    owner: str
    applies: tuple[str, ...]
    start: str
    due: str
    met_on: str
    consequence_nl: str
    consequence_en: str
    articles: tuple[str, ...]
    kind: Literal["law", "plan"] = "law"

    def columns(self) -> tuple[str, ...]:
        """The columns that the clock needs."""
        return (*self.applies, self.start, self.due, self.met_on)

    def status(self) -> pl.Expr:
        """Where the clock stands on the peildatum, as text (see Status).

        What was met stays met, also when it is unknown whether the clock applied; other unknown facts give "unknown".
        """
        applies = all_of(pl.lit(True), *[pl.col(name) for name in self.applies])
        start, due = pl.col(self.start), pl.col(self.due)
        met, today = pl.col(self.met_on), pl.col("peildatum")
        outcome = choose(
            (applies.is_not_null() & ~applies, "not applicable"),
            (met.is_not_null() & due.is_not_null() & (met > due), "met late"),
            (met.is_not_null(), "met"),
            (start.is_null(), "not started"),
            (~applies, "not applicable"),
            (due.is_null(), "unknown"),
            (today > due, "late"),
            otherwise="runs",
        )
        return outcome.fill_null("unknown")

    def days_left(self) -> pl.Expr:
        """Days from the peildatum to the due date: 0 on the last day, negative when it has passed."""
        return (pl.col(self.due) - pl.col("peildatum")).dt.total_days()
