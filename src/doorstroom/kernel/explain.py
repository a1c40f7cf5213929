"""Why: walk the graph from a column down to the events, with articles, sentences, law values and what is missing.

There is no separate tracer. The explanation reads the row that the evaluation made, so it cannot disagree with it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import polars as pl

from doorstroom.kernel.columns import Column
from doorstroom.kernel.errors import UnknownColumn
from doorstroom.kernel.evaluate import Evaluation
from doorstroom.kernel.law import UNCONFIRMED, Parameters
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


@dataclass(frozen=True)
class Missing:
    """A fact that is not known, and which kind of event would make it known."""

    column: str
    event_type: str
    label: str
    supplier: str


class Explainer:
    """Explains columns of one case of an evaluation, each once."""

    def __init__(self, system: System, evaluation: Evaluation, case_id: str, language: Language = "nl") -> None:
        found = evaluation.cases.get_column("case_id").index_of(case_id)
        if found is None:
            raise UnknownColumn(f"case '{case_id}' is not in this evaluation")
        self.system, self.evaluation, self.language = system, evaluation, language
        self._row = found
        self._case = evaluation.cases[found]
        self._values: dict[str, Any] = self._case.row(0, named=True)
        self._events: dict[str, tuple[pl.DataFrame, list[dict[str, Any]]]] = {}
        self._used: dict[str, dict[str, list[bool | None]]] = {}
        self._days: dict[str | None, list[dict[str, Any]]] = {}
        self._told: set[str] = set()

    def explain(self, name: str) -> Explanation:
        """Why the column has its value for this case."""
        if name not in self._values:
            self.system.graph[name]
            raise UnknownColumn(f"column '{name}' was not computed in this evaluation")
        return self._explain(self.system.graph[name])

    def missing(self, name: str) -> tuple[Missing, ...]:
        """The unknown facts that make a column unknown, nothing when its value is known."""
        return missing_facts(self.system, self.evaluation, name, [self._row], self.language)[self._row]

    def _explain(self, column: Column, event: tuple[str, int] | None = None) -> Explanation:
        values = self._values if event is None else {**self._values, **self._rows(event[0])[1][event[1]]}
        key = column.name if event is None else f"{column.name}@{event}"
        told = key in self._told
        self._told.add(key)
        used = () if told else self._parameters(column, event)
        below: tuple[Explanation, ...] = ()
        events: tuple[UsedEvent, ...] = ()
        if not told:
            if column.of is not None:
                events = self._events_under(column)
            below = tuple(
                self._explain(self.system.graph[name], event if self.system.graph[name].per is not None else None)
                for name in self.system.graph.column_inputs(column.name)
                if self.system.graph[name].per is None or event is not None
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

    def _rows(self, entity: str) -> tuple[pl.DataFrame, list[dict[str, Any]]]:
        if entity not in self._events:
            frame = self.evaluation.events.get(entity)
            if frame is None:
                self._events[entity] = (pl.DataFrame(), [])
            else:
                own = frame.filter(pl.col("case_row") == self._row) if self.evaluation.cases.height > 1 else frame
                self._events[entity] = (own, own.to_dicts())
        return self._events[entity]

    def _events_under(self, column: Column) -> tuple[UsedEvent, ...]:
        assert column.of is not None
        frame, rows = self._rows(column.of)
        if not rows:
            return ()
        aggregate = self.evaluation.plan.aggregates[column.name]
        chosen = list(range(len(rows)))
        if aggregate.when is not None:
            held = self._whens(column.of, frame)[column.name]
            chosen = [i for i, holds in enumerate(held) if holds]
        if aggregate.operation == "first":
            chosen = chosen[:1]
        elif aggregate.operation == "last":
            chosen = chosen[-1:]
        entity = self.system.events.entity(column.of)
        kinds = [self.system.events[row["of_type"]] if isinstance(entity, Timeline) else entity for row in rows]
        per = [n for n in self.system.graph.column_inputs(column.name) if self.system.graph[n].per is not None]
        return tuple(
            UsedEvent(
                kinds[i].type,
                kinds[i].nl if self.language == "nl" else kinds[i].en,
                rows[i]["valid_on"],
                rows[i].get("recorded_at"),
                rows[i].get("organisation"),
                rows[i].get("event_id"),
                {f: rows[i][f] for f in entity.model_fields if f != "of_type" and rows[i].get(f) is not None},
                tuple(self._explain(self.system.graph[n], (entity.type, i)) for n in per),
            )
            for i in chosen
        )

    def _whens(self, entity: str, frame: pl.DataFrame) -> dict[str, list[bool | None]]:
        if entity not in self._used:
            whens = [
                aggregate.when.alias(name)
                for name, aggregate in self.evaluation.plan.aggregates.items()
                if aggregate.when is not None and self.system.graph[name].of == entity
            ]
            height = frame.height
            found = frame.select(*whens)
            self._used[entity] = {
                name: (values * height if len(values) == 1 else values)
                for name, values in found.to_dict(as_series=False).items()
            }
        return self._used[entity]

    def _parameters(self, column: Column, event: tuple[str, int] | None) -> tuple[UsedParameter, ...]:
        lookups = self.evaluation.plan.lookups.get(column.name, ())
        if not lookups or (column.per is not None and event is None):
            return ()
        entity = event[0] if event is not None else (column.of if column.of is not None else None)
        place = event[1] if event is not None else 0
        days = self._lookup_days(entity)
        used: dict[tuple[str, dt.date], UsedParameter] = {}
        if place >= len(days):
            return ()
        for number, lookup in enumerate(lookups):
            day = days[place].get(f"{column.name}:{number}")
            parameter = self.system.parameters[lookup.parameter]
            if day is None:
                continue
            dated = parameter.at(day)
            if dated is not None:
                label = parameter.nl if self.language == "nl" else parameter.en
                used[lookup.parameter, day] = UsedParameter(
                    parameter.name, label, dated.value, parameter.unit, day, dated.source, dated.confidence,
                    parameter.kind,
                )  # fmt: skip
        return tuple(used.values())

    def _lookup_days(self, entity: str | None) -> list[dict[str, Any]]:
        """The dates at which the columns of an entity (None: the case) looked the law up, a row per event."""
        if entity not in self._days:
            asked = []
            for name, lookups in self.evaluation.plan.lookups.items():
                column = self.system.graph[name]
                if (column.of or column.per) == entity:
                    asked += [lookup.on.alias(f"{name}:{n}") for n, lookup in enumerate(lookups)]
            frame = self._case if entity is None else self._rows(entity)[0]
            if frame.is_empty():
                self._days[entity] = []
            else:
                found = frame.select(*asked)
                rows = found.to_dicts()
                self._days[entity] = rows * frame.height if len(rows) == 1 else rows
        return self._days[entity]


def missing_facts(
    system: System, evaluation: Evaluation, name: str, rows: Sequence[int], language: Language
) -> dict[int, tuple[Missing, ...]]:
    """Per row of the evaluation the unknown facts that make a column unknown, nothing where its value is known.

    Cases that lack the same columns are looked at together: a caseload takes hardly longer than a case.
    """
    names = sorted(system.graph.ancestors([name]))
    chosen = pl.Series("case_row", sorted(rows), dtype=pl.UInt32)
    cases = evaluation.cases[chosen].with_columns(chosen)
    unknown = pl.DataFrame({n: _unknown(system.graph[n], evaluation, cases) for n in names})
    patterns = unknown.with_columns(pattern=pl.struct(names).rank("dense")).get_column("pattern")
    found: dict[int, tuple[Missing, ...]] = {}
    for _, frame in cases.with_columns(__pattern=patterns).group_by("__pattern"):
        lacking = {n for n in names if unknown[n][chosen.index_of(frame["case_row"][0]) or 0]}
        found |= _Search(system, evaluation, lacking, language).walk(frame.drop("__pattern"), [name], set(), {})
    return found


def _unknown(column: Column, evaluation: Evaluation, cases: pl.DataFrame) -> pl.Series:
    """Whether the column is unknown for each case, or for one of the events that it is computed for."""
    if column.per is None:
        return cases[column.name].is_null()
    frame = evaluation.events.get(column.per)
    if frame is None or column.name not in frame.columns:
        return pl.repeat(False, cases.height, eager=True)
    lacking = frame.filter(pl.col(column.name).is_null())["case_row"]
    return cases["case_row"].is_in(lacking.cast(pl.UInt32).implode())


@dataclass(frozen=True)
class _Search:
    """Walks down from a column to the facts that it lacks, for cases in which the same columns are unknown."""

    system: System
    evaluation: Evaluation
    unknown: set[str]
    language: Language

    def walk(
        self, cases: pl.DataFrame, stack: list[str], seen: set[str], found: dict[str, Missing]
    ) -> dict[int, tuple[Missing, ...]]:
        """What each case lacks; parts where one unknown matters in some cases only, and goes on for each part."""
        while stack:
            column = self.system.graph[stack.pop()]
            if column.name in seen or column.name not in self.unknown:
                continue
            seen.add(column.name)
            causes = [n for n in self.system.graph.column_inputs(column.name) if n in self.unknown]
            if column.of is None and column.per is None and causes:
                verdicts = pl.DataFrame({n: self._matters(cases, column, n, causes) for n in causes})
                parts = cases.with_columns(__part=verdicts.select(pl.struct(causes).rank("dense")).to_series())
                if parts["__part"].n_unique() > 1:
                    outcome: dict[int, tuple[Missing, ...]] = {}
                    for _, part in parts.group_by("__part"):
                        again = [*stack, column.name]
                        outcome |= self.walk(part.drop("__part"), again, seen - {column.name}, dict(found))
                    return outcome
                causes = [n for n in causes if verdicts[n][0]] or causes
            elif column.of is not None and column.of in self.system.events and not causes:
                kind = self.system.events[column.of]
                label = kind.nl if self.language == "nl" else kind.en
                found[column.name] = Missing(column.name, column.of, label, kind.by)
            stack.extend(causes)
        lacking = tuple(found[key] for key in sorted(found))
        return dict.fromkeys(cases["case_row"].to_list(), lacking)

    def _matters(self, cases: pl.DataFrame, column: Column, cause: str, unknown: list[str]) -> pl.Series:
        """Whether the column can stay unknown when every unknown input but this one is given some value.

        A rule may take an unknown input for an answer (no day of death: alive); then it is not what is missing.
        """
        plan, depths = self.evaluation.plan, self.system.graph.depths
        layer = sorted({depths[n] for n in plan.lookups}).index(depths[column.name])
        expression = plan.layers[layer].case[column.name]
        outcome = pl.repeat(False, cases.height, eager=True)
        for sample in (True, False):
            given = [_some(plan.schema[n], sample, self.evaluation.peildatum).alias(n) for n in unknown if n != cause]
            stays = cases.with_columns(*given).with_columns(__outcome=expression)["__outcome"].is_null()
            outcome = outcome | stays
        return outcome


def _some(dtype: pl.DataType, sample: bool, day: dt.date) -> pl.Expr:
    """Some value of a type, another one for each ``sample``."""
    if dtype == pl.Boolean:
        return pl.lit(sample)
    if dtype == pl.Date:
        return pl.lit(day if sample else day + dt.timedelta(days=1))
    if isinstance(dtype, pl.Enum):
        return pl.lit(dtype.categories[0 if sample else -1], dtype=dtype)
    return pl.lit("" if dtype == pl.String else 1 if sample else 0).cast(dtype)


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
