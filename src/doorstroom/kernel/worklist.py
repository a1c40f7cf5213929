"""The work list: who must do what before which date, from the clocks of a system."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

import polars as pl

from doorstroom.kernel.clocks import Clock
from doorstroom.kernel.evaluate import Evaluation
from doorstroom.kernel.missing import Missing, missing_facts, missing_of_case
from doorstroom.kernel.plain.case import CaseEvaluation
from doorstroom.kernel.system import System
from doorstroom.kernel.wording import Language, placeholders, sentence_of

#: Clocks that still ask something of somebody.
OPEN = ("late", "runs", "unknown")
OPEN_PLAN = ("late", "runs")


@dataclass(frozen=True)
class WorkItem:
    """One thing to do. ``due`` is inclusive; null means that a fact is missing, see ``missing``."""

    case_id: str
    clock: Clock
    status: str
    start: dt.date | None
    due: dt.date | None
    days_left: int | None
    reason: str
    missing: tuple[Missing, ...]


def columns_of_clocks(clocks: Iterable[Clock]) -> set[str]:
    """The columns that a work list needs."""
    return {name for clock in clocks for name in clock.columns()}


def open_clocks(evaluation: Evaluation, clocks: Iterable[Clock]) -> pl.DataFrame:
    """Every clock that runs, is late or cannot be told, a row per case and clock, ordered by due date.

    Columns: case_id, clock, status, start, due (null when unknown), days_left. Clocks that were met, have not started
    or do not apply are left out, and so are planning dates that cannot be told: what they lack, the legal clock names.
    One expression per clock over all cases: no loop over cases.
    """
    parts = [
        evaluation.cases.select(
            "case_id",
            clock=pl.lit(clock.name),
            status=clock.status(),
            start=pl.col(clock.start),
            due=pl.col(clock.due),
            days_left=clock.days_left(),
        )
        .filter(pl.col("status").is_in(OPEN if clock.kind == "law" else OPEN_PLAN))
        .with_columns(pl.when(pl.col("status") != "unknown").then(pl.col("due", "days_left")))
        for clock in clocks
    ]
    if not parts:
        raise ValueError("a work list needs at least one clock")
    return pl.concat(parts).sort("due", "case_id", "clock", nulls_last=True)


def work_items(system: System, evaluation: Evaluation, language: Language, *, horizon: int | None) -> list[WorkItem]:
    """The work list with reasons, for a caseload. ``horizon``: leave out what is due more than so many days ahead."""
    clocks = list(system.clocks.values())
    found = open_clocks(evaluation, clocks)
    if horizon is not None:
        found = found.filter(pl.col("days_left").is_null() | (pl.col("days_left") <= horizon))
    named = {name for c in clocks for text in _sentences(system, c) for name in placeholders(text)}
    columns = evaluation.cases.select(sorted(named & set(evaluation.cases.columns))).to_dict(as_series=False)
    places = {case_id: place for place, case_id in enumerate(evaluation.cases["case_id"])}
    missing = {
        clock.name: _lacking(system, evaluation, clock, [places[case] for case in cases], language)
        for clock in clocks
        if (cases := found.filter(pl.col("clock") == clock.name, pl.col("status") == "unknown")["case_id"].to_list())
    }
    items = []
    for case_id, name, status, start, due, days_left in found.iter_rows():
        clock = system.clocks[name]
        values = {column: known[places[case_id]] for column, known in columns.items()}
        lacking = missing[name][places[case_id]] if status == "unknown" else ()
        reason = sentence_of(system.graph[clock.due], values, language)
        items.append(
            WorkItem(case_id, clock, status, start, None if status == "unknown" else due, days_left, reason, lacking)
        )
    return items


def items_of_case(system: System, case: CaseEvaluation, language: Language) -> list[WorkItem]:
    """The work list of one case: every clock that still asks something of somebody, by due date, unknown ones last."""
    items = []
    for clock in system.clocks.values():
        status = clock.status_of(case.values)
        if status not in (OPEN if clock.kind == "law" else OPEN_PLAN):
            continue
        due = None if status == "unknown" else case.values[clock.due]
        left = None if due is None else (due - case.peildatum).days
        reason = sentence_of(system.graph[clock.due], case.values, language)
        lacking: dict[str, Missing] = {}
        if status == "unknown":
            for name in clock.columns():
                if name != clock.met_on:
                    lacking |= {lack.column: lack for lack in missing_of_case(system, case, name, language)}
        start = case.values[clock.start]
        items.append(WorkItem(case.case_id, clock, status, start, due, left, reason, tuple(lacking.values())))
    return sorted(items, key=lambda item: (item.due is None, item.due, item.clock.name))


def _sentences(system: System, clock: Clock) -> tuple[str, str]:
    return system.graph[clock.due].nl, system.graph[clock.due].en


def _lacking(
    system: System, evaluation: Evaluation, clock: Clock, rows: list[int], language: Language
) -> dict[int, tuple[Missing, ...]]:
    """The facts that a clock lacks, per row of the evaluation."""
    found: dict[int, dict[str, Missing]] = {row: {} for row in rows}
    for name in clock.columns():
        if name != clock.met_on:
            for row, lacking in missing_facts(system, evaluation, name, rows, language).items():
                found[row] |= {lack.column: lack for lack in lacking}
    return {row: tuple(lacking.values()) for row, lacking in found.items()}
