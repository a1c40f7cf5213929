"""What the rules say of every life that fits the answers: one value, or from the earliest to the latest.

A real case is one life. So the planner and the page of a case tell the same, by the same rules.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import polars as pl

from doorstroom.kernel.evaluate import run
from doorstroom.kernel.events import Event
from doorstroom.kernel.history import history_of
from doorstroom.kernel.system import System

#: From so many lives on they are worked out together, in frames; a few go faster one by one.
TOGETHER_FROM = 12
Values = Mapping[str, Any]


@dataclass(frozen=True)
class Life:
    """Events that fit the answers, and the day as of which they are looked at.

    ``choices``: which of its possible answers each open question got.
    """

    events: Sequence[Event]
    day: dt.date
    choices: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Span:
    """From the earliest to the latest day (inclusive).

    ``open``: it may be later still; ``before``: it may be earlier still; ``maybe``: or not at all.
    """

    earliest: dt.date
    latest: dt.date
    open: bool = False
    maybe: bool = False
    before: bool = False

    @property
    def exact(self) -> bool:
        """Whether it is one day."""
        return self.earliest == self.latest and not self.open and not self.before


@dataclass(frozen=True)
class Outlook:
    """The wanted columns for every life. ``open``: the term may end later, by time that DUO gave and nobody told.

    ``waits``: a plan is still to come and nobody knows when, so every day may be later.
    """

    system: System
    lives: Sequence[Life]
    values: Sequence[Values]
    open: bool = False
    waits: bool = False

    def of(self, name: str, only: Callable[[Values], Any] | None = None) -> list[Any]:
        """The value of a column in every life, unknown where ``only`` does not hold."""
        return [values[name] if only is None or only(values) else None for values in self.values]

    def where(self, name: str, flag: str) -> list[Any]:
        """The value of a column in the lives where a flag is true."""
        return [values[name] for values in self.values if values[flag]]

    def span(self, name: str, only: Callable[[Values], Any] | None = None) -> Span | None:
        """From the earliest to the latest day of a column; None when no life has one."""
        found = self.of(name, only)
        known = [value for value in found if value is not None]
        if not known:
            return None
        later = self.waits or (self.open and name in self._rests_on_extension)
        return Span(min(known), max(known), later, None in found)

    def always(self, name: str, value: Any = True) -> bool:
        """Whether a column has the value in every life."""
        return all(found == value for found in self.of(name))

    def ever(self, name: str, value: Any = True) -> bool:
        """Whether a column has the value in some life."""
        return any(found == value for found in self.of(name))

    def depends(self, names: Iterable[str]) -> list[str]:
        """The questions without a full answer that make a difference for the columns."""
        told = [tuple(values[name] for name in names) for values in self.values]
        found = []
        for key in dict.fromkeys(key for life in self.lives for key in life.choices):
            by_answer: dict[str, set[Any]] = {}
            for life, outcome in zip(self.lives, told, strict=True):
                by_answer.setdefault(life.choices.get(key, ""), set()).add(outcome)
            if len({frozenset(outcomes) for outcomes in by_answer.values()}) > 1:
                found.append(key)
        return found

    def life_with(self, name: str, value: Any) -> Life:
        """The first life in which a column has the value."""
        return next(life for life, values in zip(self.lives, self.values, strict=True) if values[name] == value)

    @cached_property
    def _rests_on_extension(self) -> set[str]:
        graph = self.system.graph
        wanted = self.values[0] if self.values else {}
        named = [name for name in wanted if name in graph.columns]
        return {name for name in named if "termijn_einde_exclusief" in graph.ancestors([name])}


def look(
    system: System, lives: Sequence[Life], want: Iterable[str], *, open_ended: bool = False, waits: bool = False
) -> Outlook:
    """Work out the wanted columns for every life, from its events up to and including its day."""
    wanted = sorted({*want})
    if len(lives) < TOGETHER_FROM:
        cases = [system.evaluate_case(life.events, life.day, want=wanted).values for life in lives]
        return Outlook(system, lives, [{name: case[name] for name in wanted} for case in cases], open_ended, waits)
    history = history_of(
        [
            event.model_copy(update={"case_id": f"{place:06}"})
            for place, life in enumerate(lives)
            for event in life.events
        ],
        system.events,
    )
    days = [life.day for life in lives]
    moments = pl.DataFrame(
        {"peildatum": days, "known_at": [None] * len(days), "law_date": days},
        schema={"peildatum": pl.Date, "known_at": pl.Datetime("us", "UTC"), "law_date": pl.Date},
    )
    frame = run(system.plan(wanted), history.as_of_each(moments), max(days), None).cases
    return Outlook(system, lives, frame.sort("case_id").select(wanted).to_dicts(), open_ended, waits)
