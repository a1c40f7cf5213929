"""Evaluate columns in layers: one definition for one case and for a whole register.

Each layer holds the columns whose inputs all stand in earlier layers, and is computed on eager frames. One lazy plan
would inline shared sub-expressions and compute them again and again (docs/decisions/0001).
"""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any

import polars as pl
from polars import Expr

from doorstroom.kernel.columns import Column, Graph
from doorstroom.kernel.errors import ColumnError
from doorstroom.kernel.events import EventTypes
from doorstroom.kernel.groups import Groups
from doorstroom.kernel.history import HISTORY_SCHEMA, Snapshot
from doorstroom.kernel.law import Law, Lookup, Parameters
from doorstroom.kernel.tabulate import MANY, Tabulation
from doorstroom.kernel.timeline import Timeline
from doorstroom.kernel.vocabulary import Aggregate, Operation

#: Cases that are computed together. Fewer is slower (planning is done anew for each), more takes more memory.
PARTITION = 250_000

_DAY = pl.col("valid_on")
_ORDERED: dict[Operation, Operation] = {"earliest": "first", "latest": "last"}


@dataclass
class Layer:
    """The columns of one depth, sorted by how they are computed."""

    facts: dict[str, dict[str, Aggregate]] = field(default_factory=dict)
    per_event: dict[str, dict[str, Expr]] = field(default_factory=dict)
    case: dict[str, Expr] = field(default_factory=dict)
    #: event type -> columns of the case that its frame must carry before this layer
    joins: dict[str, set[str]] = field(default_factory=dict)


@dataclass(frozen=True)
class Plan:
    """A compiled evaluation: the layers, what they read, and the law that each column looked up."""

    graph: Graph
    layers: tuple[Layer, ...]
    fields: Mapping[str, tuple[str, ...]]
    lookups: Mapping[str, tuple[Lookup, ...]]
    aggregates: Mapping[str, Aggregate]
    schema: Mapping[str, pl.DataType]
    #: event type -> columns to read of it, also for the timelines that it is part of
    reads: Mapping[str, tuple[str, ...]]
    timelines: Mapping[str, Timeline]
    #: event type -> columns that are computed for each of its events
    per_event: Mapping[str, tuple[str, ...]]
    #: whether no law later than the law_date is looked at
    capped: bool


@dataclass(frozen=True)
class Evaluation:
    """The outcome: ``cases`` has a row per case with every computed column.

    ``events`` has a frame per event type or timeline: ``case_row`` and the columns that were computed per event.
    """

    plan: Plan
    snapshot: Snapshot
    cases: pl.DataFrame
    events: Mapping[str, pl.DataFrame]
    peildatum: dt.date
    known_at: dt.datetime | None
    law_date: dt.date


def compile_plan(
    graph: Graph,
    events: EventTypes,
    parameters: Parameters,
    wanted: Iterable[str] | None,
    *,
    capped: bool,
    given: frozenset[str] = frozenset(),
) -> Plan:
    """Build the expressions of the wanted columns (None: all) and sort them into layers.

    ``given`` columns come with the cases and are not computed.
    """
    names = graph.ancestors(wanted if wanted is not None else graph.columns, given)
    layers: dict[int, Layer] = {}
    lookups: dict[str, tuple[Lookup, ...]] = {}
    aggregates: dict[str, Aggregate] = {}
    fields: dict[str, set[str]] = {}
    for name in sorted(names):
        column = graph[name]
        law = Law(parameters, pl.col("law_date") if capped else None)
        built = _build(column, law)
        lookups[name] = tuple(law.lookups)
        layer = layers.setdefault(graph.depths[name], Layer())
        entity = column.of or column.per
        if entity is not None:
            fields.setdefault(entity, set()).update(graph.event_inputs(name))
            above = {n for n in graph.column_inputs(name) if graph[n].per is None}
            above |= {n for n in column.inputs if n in ("peildatum", "law_date")}
            if law.lookups and capped:
                above.add("law_date")
            layer.joins.setdefault(entity, set()).update(above)
        if isinstance(built, Aggregate):
            if column.kind != "fact" or column.of is None:
                raise ColumnError(f"{column.kind} '{name}' returns an aggregate; only a fact may")
            layer.facts.setdefault(column.of, {})[name] = _quicker(built, layer.facts.get(column.of, {}).values())
            aggregates[name] = built
        elif not isinstance(built, Expr):
            raise ColumnError(f"{column.kind} '{name}' returns {type(built).__name__}, not a column")
        elif column.kind == "fact":
            raise ColumnError(f"fact '{name}' must say how events become one value (first, last, total, ...)")
        elif column.per is not None:
            layer.per_event.setdefault(column.per, {})[name] = built
        else:
            layer.case[name] = built
    plan = Plan(
        graph,
        tuple(layers[depth] for depth in sorted(layers)),
        {entity: tuple(sorted(found)) for entity, found in fields.items()},
        lookups,
        aggregates,
        {},
        _reads(fields, events),
        {entity: events.timelines[entity] for entity in fields if entity in events.timelines},
        {entity: tuple(name for name in sorted(names) if graph[name].per == entity) for entity in fields},
        capped,
    )
    return replace(plan, schema=_schema(plan, events)) if fields else plan


def _quicker(aggregate: Aggregate, others: Iterable[Aggregate]) -> Aggregate:
    """The same aggregate for ``Groups``: one object per condition, and what the order of the events gives away."""
    operation = aggregate.operation
    if aggregate.value is not None and aggregate.value.meta.eq(_DAY):  # never null, and the events are in its order
        operation = _ORDERED.get(operation, operation)
    when = aggregate.when
    if when is not None:
        when = next((other.when for other in others if other.when is not None and other.when.meta.eq(when)), when)
    return Aggregate(operation, aggregate.value, when)


def _reads(fields: Mapping[str, set[str]], events: EventTypes) -> dict[str, tuple[str, ...]]:
    """Columns to read per event type, those that a timeline needs included."""
    found: dict[str, set[str]] = {}
    for entity, names in fields.items():
        timeline = events.timelines.get(entity)
        for member, columns in ({entity: names} if timeline is None else timeline.reads(names)).items():
            found.setdefault(member, set()).update(columns)
    return {member: tuple(sorted(columns)) for member, columns in found.items()}


def _build(column: Column, law: Law) -> Any:
    arguments = {name: law if name == "law" else pl.col(name) for name in column.inputs}
    return column.build(**arguments)


def _schema(plan: Plan, events: EventTypes) -> dict[str, pl.DataType]:
    """Types of all columns, found by evaluating one case without events of its own."""
    envelope = {k: v for k, v in HISTORY_SCHEMA.items() if k not in ("recorded_until", "retracted")}
    frames = {e: pl.DataFrame(schema={**envelope, **events[e].schema_of_payload()}) for e in plan.reads}
    cases = pl.DataFrame(schema={"case_id": pl.String, "person_id": pl.String})
    day = dt.date(2000, 1, 1)
    outcome = run(plan, Snapshot(cases, frames, day, None), day, None, keep_empty=True)
    return dict(outcome.cases.schema)


def run(
    plan: Plan, snapshot: Snapshot, law_date: dt.date, known_at: dt.datetime | None, *, keep_empty: bool = False
) -> Evaluation:
    """Evaluate a compiled plan on a snapshot; many cases in partitions, which gives the same."""
    if snapshot.cases.height <= PARTITION or not plan.fields:
        cases, events = _run(plan, snapshot, law_date, keep_empty)
    else:
        done = list(_pool().map(lambda part: _run(plan, part, law_date, keep_empty), _partitions(snapshot)))
        cases = _stacked([found for found, _ in done])
        events = _joined([found for _, found in done])
    return Evaluation(plan, snapshot, cases, events, snapshot.peildatum, known_at, law_date)


@cache
def _pool() -> ThreadPoolExecutor:
    """The threads that partitions are computed on. New ones for each evaluation would each keep memory of their own."""
    return ThreadPoolExecutor(pl.thread_pool_size(), thread_name_prefix="partition")


os.register_at_fork(after_in_child=_pool.cache_clear)  # a child has none of the threads of its parent


def _partitions(snapshot: Snapshot) -> Iterator[Snapshot]:
    """The snapshot in ranges of cases; frames are in order of case, so each is a slice."""
    for first in range(0, snapshot.cases.height, PARTITION):
        frames = {}
        for name, frame in snapshot.frames.items():
            rows = frame["case_row"]
            low, high = rows.search_sorted(first), rows.search_sorted(first + PARTITION)
            if high > low:
                own = frame.slice(low, high - low).rechunk()
                frames[name] = own.with_columns(case_row=pl.col("case_row") - first)
        yield replace(snapshot, cases=snapshot.cases.slice(first, PARTITION), frames=frames)


def _joined(parts: list[dict[str, pl.DataFrame]]) -> dict[str, pl.DataFrame]:
    """The frames of events of all partitions, with the case rows of the whole."""
    found: dict[str, list[pl.DataFrame]] = {}
    for number, part in enumerate(parts):
        for entity, frame in part.items():
            whole = pl.col("case_row") + number * PARTITION
            found.setdefault(entity, []).append(frame.with_columns(case_row=whole))
    return {entity: _stacked(frames) for entity, frames in found.items()}


def _stacked(parts: list[pl.DataFrame]) -> pl.DataFrame:
    return pl.concat([part.select(parts[0].columns) for part in parts], rechunk=False)


def _run(
    plan: Plan, snapshot: Snapshot, law_date: dt.date, keep_empty: bool
) -> tuple[pl.DataFrame, dict[str, pl.DataFrame]]:
    count = snapshot.cases.height
    cases = snapshot.cases
    tables: Tabulation | None = None
    if "peildatum" not in cases.columns:  # worked cases come with a date each
        dates = {"peildatum": snapshot.peildatum, "law_date": law_date}
        cases = cases.with_columns(**{name: pl.lit(day) for name, day in dates.items()})
        tables = Tabulation(cases, dates) if count >= MANY else None
    events: dict[str, pl.DataFrame] = {}
    groups: dict[str, Groups] = {}
    for entity in plan.fields:
        timeline = plan.timelines.get(entity)
        read = plan.fields[entity]
        frame = snapshot.frames.get(entity) if timeline is None else timeline.frame(snapshot.frames, read)
        if frame is not None and (frame.height or keep_empty):
            events[entity] = frame
            groups[entity] = Groups(frame["case_row"].to_numpy(), count)
    for layer in plan.layers:
        for entity, needed in layer.joins.items():
            if entity in events:
                events[entity] = _carry(events[entity], cases, needed)
        found: list[pl.Series] = []
        absent: list[Expr] = []
        for entity, facts in layer.facts.items():
            if entity in events:
                found.extend(groups[entity].aggregate(events[entity], facts))
            else:
                absent.extend(_nothing(name, aggregate, plan.schema[name]) for name, aggregate in facts.items())
        for entity, columns in layer.per_event.items():
            if entity in events:
                events[entity] = events[entity].with_columns(**columns)
        if found or absent:
            cases = cases.with_columns(*found, *absent)
        if layer.case and tables is not None:
            looked_up, others = tables.columns(cases, layer.case)
            cases = cases.with_columns(*looked_up, **others)
        elif layer.case:
            cases = cases.with_columns(**layer.case)
    computed = plan.per_event
    return cases, {entity: frame.select("case_row", *computed[entity]) for entity, frame in events.items()}


def _carry(frame: pl.DataFrame, cases: pl.DataFrame, needed: set[str]) -> pl.DataFrame:
    missing = [name for name in sorted(needed) if name not in frame.columns]
    if not missing:
        return frame
    rows = frame["case_row"]
    return frame.hstack(cases.select(missing).select(pl.all().gather(rows)))


def _nothing(name: str, aggregate: Aggregate, dtype: pl.DataType) -> Expr:
    empty = {"any": False, "count": 0, "total": 0}.get(aggregate.operation)
    return pl.lit(empty, dtype=dtype).alias(name)
