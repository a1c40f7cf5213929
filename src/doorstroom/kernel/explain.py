"""Why: walk the graph from a column down to the events, with articles, sentences, law values and what is missing.

There is no separate tracer. The explanation reads the row that the evaluation made, so it cannot disagree with it.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

import polars as pl

from doorstroom.kernel.columns import Column
from doorstroom.kernel.errors import Disagreement, UnknownColumn
from doorstroom.kernel.evaluate import Evaluation
from doorstroom.kernel.events import EventType
from doorstroom.kernel.law import UNCONFIRMED, Parameters
from doorstroom.kernel.missing import Missing, missing_of_case
from doorstroom.kernel.plain.case import CaseEvaluation, Row
from doorstroom.kernel.plain.values import stretched, values_of
from doorstroom.kernel.system import System
from doorstroom.kernel.timeline import Timeline
from doorstroom.kernel.wording import Language, in_words, sentence_of


@dataclass(frozen=True)
class UsedParameter:
    """A law value as it was used: which, at which date, from which source, and whether it is still to be confirmed."""

    name: str
    label: str
    value: Any
    unit: str
    on: dt.date
    source: str
    confidence: str
    kind: str

    @property
    def to_confirm(self) -> bool:
        """Whether the value is marked "nog te bevestigen"."""
        return self.confidence in UNCONFIRMED


@dataclass(frozen=True)
class UsedEvent:
    """An event that a fact rests on."""

    type: str
    label: str
    valid_on: dt.date
    recorded_at: dt.datetime | None
    organisation: str | None
    event_id: str | None
    payload: dict[str, Any]
    columns: tuple[Explanation, ...] = ()


@dataclass(frozen=True)
class Explanation:
    """One column of one case: its value, why, and what it rests on. ``again``: explained earlier in the same tree."""

    name: str
    kind: Literal["fact", "rule", "plan"]
    value: Any
    words: str
    sentence: str
    question: str
    articles: tuple[str, ...]
    source: str
    to_confirm: str
    parameters: tuple[UsedParameter, ...] = ()
    events: tuple[UsedEvent, ...] = ()
    inputs: tuple[Explanation, ...] = ()
    again: bool = False

    def walk(self) -> Iterator[Explanation]:
        """This explanation and all below it, depth first."""
        yield self
        for event in self.events:
            for column in event.columns:
                yield from column.walk()
        for below in self.inputs:
            yield from below.walk()


class Explainer:
    """Explains columns of one case, each once.

    A case of a register is worked out again on its own, and must come out the same: a column that two ways of computing
    it do not agree about is a defect, and is not explained away.
    """

    def __init__(
        self,
        system: System,
        evaluation: Evaluation | CaseEvaluation,
        case_id: str | None = None,
        language: Language = "nl",
    ) -> None:
        self.system, self.language = system, language
        self.evaluation = evaluation
        self.case = evaluation if isinstance(evaluation, CaseEvaluation) else one_of(system, evaluation, str(case_id))
        self._told: set[str] = set()

    def explain(self, name: str) -> Explanation:
        """Why the column has its value for this case."""
        if name not in self.case.values:
            self.system.graph[name]
            raise UnknownColumn(f"column '{name}' was not computed in this evaluation")
        return self._explain(self.system.graph[name])

    def missing(self, name: str) -> tuple[Missing, ...]:
        """The unknown facts that make a column unknown, nothing when its value is known."""
        return missing_of_case(self.system, self.case, name, self.language)

    def _explain(self, column: Column, event: tuple[str, int] | None = None) -> Explanation:
        values = self.case.values if event is None else {**self.case.values, **self.case.rows[event[0]][event[1]]}
        key = column.name if event is None else f"{column.name}@{event}"
        told = key in self._told
        self._told.add(key)
        used: tuple[UsedParameter, ...] = ()
        below: tuple[Explanation, ...] = ()
        events: tuple[UsedEvent, ...] = ()
        if not told:
            used = self._parameters(column, event)
            if column.of is not None:
                events = self._events_under(column)
            inputs = [self.system.graph[name] for name in self.system.graph.column_inputs(column.name)]
            below = tuple(
                self._explain(given, event if given.per is not None else None)
                for given in inputs
                if given.per is None or event is not None
            )
        return Explanation(
            column.name,
            column.kind,
            values[column.name],
            in_words(values[column.name], self.language),
            sentence_of(column, values, self.language),
            column.question,
            column.articles,
            column.source,
            column.uncertain,
            used,
            events,
            below,
            told,
        )

    def _events_under(self, column: Column) -> tuple[UsedEvent, ...]:
        assert column.of is not None
        rows = self.case.rows.get(column.of, ())
        if not rows:
            return ()
        aggregate = self.case.aggregates[column.name]
        chosen = list(range(len(rows)))
        if aggregate.when is not None:
            chosen = [place for place, holds in enumerate(stretched(aggregate.when, len(rows))) if holds]
        if aggregate.operation == "first":
            chosen = chosen[:1]
        elif aggregate.operation == "last":
            chosen = chosen[-1:]
        entity = self.system.events.entity(column.of)
        per = [n for n in self.system.graph.column_inputs(column.name) if self.system.graph[n].per is not None]
        return tuple(self._event(entity, rows[place], place, per) for place in chosen)

    def _event(self, entity: type[EventType] | Timeline, row: Row, place: int, per: list[str]) -> UsedEvent:
        kind = self.system.events[row["of_type"]] if isinstance(entity, Timeline) else entity
        return UsedEvent(
            kind.type,
            kind.nl if self.language == "nl" else kind.en,
            row["valid_on"],
            row.get("recorded_at"),
            row.get("organisation"),
            row.get("event_id"),
            {name: row[name] for name in entity.model_fields if name != "of_type" and row.get(name) is not None},
            tuple(self._explain(self.system.graph[name], (entity.type, place)) for name in per),
        )

    def _parameters(self, column: Column, event: tuple[str, int] | None) -> tuple[UsedParameter, ...]:
        if column.per is not None and event is None:
            return ()
        used: dict[tuple[str, dt.date], UsedParameter] = {}
        for lookup in self.case.lookups.get(column.name, ()):
            days = values_of(lookup.on)
            day = days[event[1] if event is not None and len(days) > 1 else 0]
            parameter = self.system.parameters[lookup.parameter]
            dated = None if day is None else parameter.at(day)
            if dated is not None:
                label = parameter.nl if self.language == "nl" else parameter.en
                used[lookup.parameter, day] = UsedParameter(
                    parameter.name, label, dated.value, parameter.unit, day, dated.source, dated.confidence,
                    parameter.kind,
                )  # fmt: skip
        return tuple(used.values())


def one_of(system: System, evaluation: Evaluation, case_id: str) -> CaseEvaluation:
    """One case of an evaluation, worked out again on its own from the events that held there.

    Raises UnknownColumn when the case is not in it, and Disagreement when a column comes out otherwise.
    """
    found = evaluation.cases.get_column("case_id").index_of(case_id)
    if found is None:
        raise UnknownColumn(f"case '{case_id}' is not in this evaluation")
    values: dict[str, Any] = evaluation.cases.row(found, named=True)
    rows = {
        name: own.drop("case_row").to_dicts()
        for name, frame in evaluation.snapshot.frames.items()
        if (own := frame.filter(pl.col("case_row") == found)).height
    }
    plan = evaluation.plan
    wanted = [name for name in plan.lookups if plan.graph[name].per is None]
    case = system.evaluate_rows(
        case_id,
        rows,
        values["peildatum"],
        known_at=evaluation.known_at,
        law_date=values["law_date"] if plan.capped else None,
        want=wanted,
    )
    for name in wanted:
        alone, together = case.values[name], values[name]
        if not same(alone, together):
            raise Disagreement(f"case '{case_id}': column '{name}' is {alone!r} on its own, {together!r} among others")
    return case


def same(one: Any, other: Any) -> bool:
    """Whether two values are equal; numbers to a millionth, and unknown equals unknown only."""
    if isinstance(one, float) or isinstance(other, float):
        return one is not None and other is not None and math.isclose(one, other, rel_tol=1e-9, abs_tol=1e-6)
    return type(one) is type(other) and bool(one == other)


def parameters_to_check(parameters: Parameters, day: dt.date, after_days: int) -> list[tuple[str, dt.date]]:
    """Practice values that were checked more than ``after_days`` days before ``day``, with their date of checking."""
    stale = []
    for parameter in parameters:
        if parameter.kind != "practice":
            continue
        dated = parameter.at(day)
        if dated is not None and dated.checked_on is not None and (day - dated.checked_on).days > after_days:
            stale.append((parameter.name, dated.checked_on))
    return stale
