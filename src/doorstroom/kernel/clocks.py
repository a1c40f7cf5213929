"""Clocks: rule families with a start, a due date, a moment of being met and a legal consequence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

import polars as pl

from doorstroom.kernel.plain.values import Plain
from doorstroom.kernel.vocabulary import all_of, choose, first_known, known, unknown

Status = Literal["runs", "met", "late", "met late", "not started", "not applicable", "unknown"]


@dataclass(frozen=True)
class Clock:
    """A term that somebody must keep, declared by naming columns.

    ``applies`` (boolean columns that must all hold; none: it always does), ``start`` and ``due`` (dates, due
    inclusive), ``met_on`` (date column, null while not met). ``kind`` tells a legal term from a planning date; the two
    are never mixed. ``owner``: who must act. ``topic``: with what it belongs together on a screen, as of actions.
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
    topic: str = ""

    def columns(self) -> tuple[str, ...]:
        """The columns that the clock needs."""
        return (*self.applies, self.start, self.due, self.met_on)

    def status(self) -> pl.Expr:
        """Where the clock stands on the peildatum, as text (see Status).

        What was met stays met, also when it is unknown whether the clock applied; other unknown facts give "unknown".
        """
        return self._status({name: pl.col(name) for name in (*self.columns(), "peildatum")})

    def status_of(self, values: Mapping[str, Any]) -> Status:
        """The same for one case, of which the values are given by column."""
        found: Status = self._status({name: Plain([values[name]]) for name in (*self.columns(), "peildatum")}).values[0]  # type: ignore[attr-defined]
        return found

    def _status(self, columns: Mapping[str, pl.Expr]) -> pl.Expr:
        start, due, met, today = (columns[name] for name in (self.start, self.due, self.met_on, "peildatum"))
        applies = all_of(known(today), *[columns[name] for name in self.applies])  # today is known: without any, true
        outcome = choose(
            (known(applies) & ~applies, "not applicable"),
            (known(met) & known(due) & (met > due), "met late"),
            (known(met), "met"),
            (unknown(start), "not started"),
            (~applies, "not applicable"),
            (unknown(due), "unknown"),
            (today > due, "late"),
            otherwise="runs",
        )
        return first_known(outcome, "unknown")

    def days_left(self) -> pl.Expr:
        """Days from the peildatum to the due date: 0 on the last day, negative when it has passed."""
        return (pl.col(self.due) - pl.col("peildatum")).dt.total_days()
