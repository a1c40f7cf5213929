"""Evaluate the columns of one case from its events, on plain values."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from doorstroom.kernel.columns import Column, Graph
from doorstroom.kernel.errors import ColumnError, EventError
from doorstroom.kernel.events import Event, EventTypes, sequences_of
from doorstroom.kernel.law import Law, Lookup, Parameters
from doorstroom.kernel.plain.values import Plain, stretched, values_of
from doorstroom.kernel.plain.words import aggregate
from doorstroom.kernel.vocabulary import Aggregate

#: An event as it holds: its envelope and payload by name.
Row = dict[str, Any]


@dataclass(frozen=True)
class CaseEvaluation:
    """The outcome for one case: ``values`` of its columns, and ``rows`` per event type or timeline.

    A row has the columns that were computed per event beside what was recorded. ``aggregates`` and ``lookups`` say of
    each column which events it took and at which days it looked the law up.
    """

    case_id: str
    values: Mapping[str, Any]
    rows: Mapping[str, Sequence[Row]]
    aggregates: Mapping[str, Aggregate]
    lookups: Mapping[str, Sequence[Lookup]]
    peildatum: dt.date
    known_at: dt.datetime | None
    law_date: dt.date
    #: whether no law later than the law_date was looked at
    capped: bool


@dataclass(frozen=True)
class Step:
    """One column, and where each of its arguments is found: "law", "field" of the event, "event" column or "case"."""

    column: Column
    entity: str | None
    arguments: tuple[tuple[str, str], ...]


def steps_of(graph: Graph, wanted: Iterable[str] | None) -> tuple[Step, ...]:
    """The columns that the wanted ones (None: all) rest on, in an order in which each comes after its inputs."""
    names = graph.ancestors(wanted if wanted is not None else graph.columns)
    return tuple(step_of(graph, name) for name in sorted(names, key=lambda name: (graph.depths[name], name)))


def step_of(graph: Graph, name: str) -> Step:
    """How one column is worked out."""
    column = graph[name]
    fields = set(graph.event_inputs(name))

    def place(given: str) -> str:
        if given == "law":
            return "law"
        if given in fields:
            return "field"
        return "event" if given in graph.columns and graph[given].per is not None else "case"

    return Step(column, column.of or column.per, tuple((given, place(given)) for given in column.inputs))


def rows_that_hold(
    events: Iterable[Event], types: EventTypes, peildatum: dt.date, known_at: dt.datetime | None
) -> dict[str, list[Row]]:
    """What held for a case on ``peildatum`` (inclusive) by what was recorded up to ``known_at`` (inclusive).

    Per event type in order of day and sequence; the same as ``History.as_of`` gives for a register.
    """
    if known_at is not None and known_at.tzinfo is None:
        raise EventError("known_at must have a time zone: it is a moment, not a day")
    last: dict[tuple[str, str], tuple[dt.datetime, int, Event]] = {}
    found_events = list(events)
    for event, sequence in zip(found_events, sequences_of(found_events), strict=True):
        recorded_at = event.recorded_at if event.recorded_at.tzinfo else event.recorded_at.replace(tzinfo=dt.UTC)
        if known_at is None or recorded_at <= known_at:
            key = (event.type, event.instance)
            version = (recorded_at, sequence, event)
            if key not in last or last[key][:2] <= version[:2]:
                last[key] = version
    rows: dict[str, list[Row]] = {}
    for recorded_at, sequence, event in last.values():
        if not event.retracted and event.valid_on <= peildatum:
            envelope = {
                "valid_on": event.valid_on,
                "recorded_at": recorded_at,
                "instance": event.instance,
                "sequence": sequence,
                "event_id": str(event.event_id),
                "organisation": event.organisation,
            }
            rows.setdefault(event.type, []).append({**types.validate_payload(event.type, event.payload), **envelope})
    for found in rows.values():
        found.sort(key=lambda row: (row["valid_on"], row["sequence"]))
    return rows


class Evaluator:
    """Works out the columns of one case, each once."""

    def __init__(
        self, types: EventTypes, parameters: Parameters, rows: Mapping[str, list[Row]], given: Mapping[str, Any],
        *, capped: bool,
    ) -> None:  # fmt: skip
        self.parameters, self.cap = parameters, Plain([given["law_date"]]) if capped else None
        self.case = {name: Plain([value]) for name, value in given.items()}
        self.rows = dict(rows)
        self.aggregates: dict[str, Aggregate] = {}
        self.lookups: dict[str, list[Lookup]] = {}
        self._types = types
        self._columns: dict[str, dict[str, Plain]] = {}

    def work_out(self, step: Step, operations: dict[str, str]) -> None:
        """The column of a step. ``operations`` keeps how each fact aggregates, for cases without such events."""
        name = step.column.name
        if step.entity is None:
            self.case[name] = Plain([values_of(self._build(step, 1))[0]])
            return
        height = len(self._rows(step.entity))
        if step.column.kind != "fact":
            if height:
                self._columns[step.entity][name] = Plain(stretched(self._build(step, height), height))
            return
        if height or name not in operations:
            built = self._build(step, height)
            if not isinstance(built, Aggregate):
                raise ColumnError(f"fact '{name}' must say how events become one value (first, last, total, ...)")
            operations[name] = built.operation
            self.aggregates[name] = built
        if not height:
            self.case[name] = Plain([aggregate(operations[name], [], [])])
            return
        whens = [True] * height if built.when is None else stretched(built.when, height)
        values = whens if built.value is None else stretched(built.value, height)
        self.case[name] = Plain([aggregate(built.operation, values, whens)])

    def rows_with_columns(self) -> dict[str, list[Row]]:
        """The events with the columns computed for them."""
        found = {}
        for entity, rows in self.rows.items():
            computed = {name: column.values for name, column in self._columns.get(entity, {}).items()}
            found[entity] = [
                {**row, **{name: values[place] for name, values in computed.items()}} for place, row in enumerate(rows)
            ]
        return found

    def _build(self, step: Step, height: int) -> Any:
        arguments: dict[str, Any] = {}
        for name, place in step.arguments:
            if place == "law":
                law = Law(self.parameters, self.cap)
                self.lookups[step.column.name] = law.lookups
                arguments[name] = law
            elif place == "case":
                known = self.case[name]
                arguments[name] = known if step.entity is None else Plain(known.values * (height or 1))
            else:
                arguments[name] = self._along(step, name, height)
        return step.column.build(**arguments)

    def _along(self, step: Step, name: str, height: int) -> Plain:
        assert step.entity is not None
        if not height:  # only asked for how the fact aggregates
            return Plain([None])
        columns = self._columns[step.entity]
        if name not in columns:
            columns[name] = Plain([row.get(name) for row in self.rows[step.entity]])
        return columns[name]

    def _rows(self, entity: str) -> list[Row]:
        if entity not in self._columns:
            self._columns[entity] = {}
            timeline = self._types.timelines.get(entity)
            if timeline is not None:
                self.rows[entity] = timeline.rows(self.rows)
            elif entity not in self.rows:
                self.rows[entity] = []
        return self.rows[entity]


def evaluate(
    case_id: str,
    steps: Sequence[Step],
    operations: dict[str, str],
    evaluator: Evaluator,
    known_at: dt.datetime | None,
) -> CaseEvaluation:
    """Every step in turn."""
    for step in steps:
        evaluator.work_out(step, operations)
    values = {name: column.values[0] for name, column in evaluator.case.items()}
    return CaseEvaluation(
        case_id,
        values,
        evaluator.rows_with_columns(),
        evaluator.aggregates,
        evaluator.lookups,
        values["peildatum"],
        known_at,
        values["law_date"],
        evaluator.cap is not None,
    )
