"""What is missing: the unknown facts that make a column unknown, and who can supply them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl

from doorstroom.kernel.columns import Column
from doorstroom.kernel.evaluate import Evaluation
from doorstroom.kernel.plain.case import CaseEvaluation
from doorstroom.kernel.system import System
from doorstroom.kernel.wording import Language


@dataclass(frozen=True)
class Missing:
    """A fact that is not known, and which kind of event would make it known."""

    column: str
    event_type: str
    label: str
    supplier: str


def missing_of_case(system: System, case: CaseEvaluation, name: str, language: Language) -> tuple[Missing, ...]:
    """The unknown facts that make a column of one case unknown, nothing when its value is known."""
    found: dict[str, Missing] = {}
    seen: set[str] = set()
    stack = [name]
    while stack:
        column = system.graph[stack.pop()]
        if column.name in seen or not _unknown_in(case, column):
            continue
        seen.add(column.name)
        causes = [n for n in system.graph.column_inputs(column.name) if _unknown_in(case, system.graph[n])]
        if column.of is None and column.per is None and len(causes) > 1:
            causes = [cause for cause in causes if _matters_in(system, case, column, cause, causes)] or causes
        elif column.of is not None and column.of in system.events and not causes:
            found[column.name] = _missing(system, column, column.of, language)
        stack.extend(causes)
    return tuple(found[key] for key in sorted(found))


def _missing(system: System, column: Column, of: str, language: Language) -> Missing:
    kind = system.events[of]
    return Missing(column.name, of, kind.nl if language == "nl" else kind.en, kind.by)


def _unknown_in(case: CaseEvaluation, column: Column) -> bool:
    """Whether the column is unknown for the case, or for one of the events that it is computed for."""
    if column.per is None:
        return case.values[column.name] is None
    return any(row.get(column.name) is None for row in case.rows.get(column.per, ()))


def _matters_in(system: System, case: CaseEvaluation, column: Column, cause: str, unknown: list[str]) -> bool:
    """Whether the column can stay unknown when every unknown input but this one is given some value.

    A rule may take an unknown input for an answer (no day of death: alive); then it is not what is missing.
    """
    schema = system.plan([column.name]).schema
    for sample in (True, False):
        given = {name: _sample(schema[name], sample, case.peildatum) for name in unknown if name != cause}
        if system.work_out(column.name, {**case.values, **given}, capped=case.capped) is None:
            return True
    return False


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
            if column.of is None and column.per is None and len(causes) > 1:
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
                found[column.name] = _missing(self.system, column, column.of, self.language)
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
            given = {
                n: pl.lit(_sample(plan.schema[n], sample, self.evaluation.peildatum)).cast(plan.schema[n])
                for n in unknown
                if n != cause
            }
            stays = cases.with_columns(**given).with_columns(__outcome=expression)["__outcome"].is_null()
            outcome = outcome | stays
        return outcome


def _sample(dtype: pl.DataType, sample: bool, day: dt.date) -> Any:
    """Some value of a type, another one for each ``sample``."""
    if dtype == pl.Boolean:
        return sample
    if dtype == pl.Date:
        return day if sample else day + dt.timedelta(days=1)
    if isinstance(dtype, pl.Enum):
        return dtype.categories[0 if sample else -1]
    return "" if dtype == pl.String else int(sample)
