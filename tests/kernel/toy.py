"""A toy system: one clock, small enough to compute by hand, with every kind of column."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Literal

from polars import Expr

from doorstroom.kernel.columns import Column, fact, plan, rule
from doorstroom.kernel.dates import add
from doorstroom.kernel.events import Event, EventType, EventTypes
from doorstroom.kernel.law import Law, read_parameters
from doorstroom.kernel.system import System
from doorstroom.kernel.vocabulary import Aggregate, any_event, choose, count, earliest, first, known, last, total


class Start(EventType, type="start", nl="Begonnen", en="Started", by="DUO"):
    """The clock starts."""


class Done(EventType, type="done", nl="Klaar", en="Done"):
    """The work was done."""

    kind: Literal["full", "part"]
    hours: float | None = None


@fact("start", nl="Begonnen op {started}.", en="Started on {started}.")
def started(valid_on: Expr) -> Aggregate:
    """When did the clock start?"""
    return earliest(valid_on)


@fact("done", nl="Klaar op {done_on}.", en="Done on {done_on}.")
def done_on(valid_on: Expr, kind: Expr) -> Aggregate:
    """When was the work fully done for the first time?"""
    return first(valid_on, when=kind == "full")


@fact("done", nl="Laatste soort: {last_kind}.", en="Last kind: {last_kind}.")
def last_kind(kind: Expr) -> Aggregate:
    """Of which kind was the last work?"""
    return last(kind)


@fact("done", nl="{times} keer.", en="{times} times.")
def times() -> Aggregate:
    """How often was work done?"""
    return count()


@fact("done", nl="Gedaan: {was_done}.", en="Done: {was_done}.")
def was_done() -> Aggregate:
    """Was any work done?"""
    return any_event()


@rule("ACT 1", per="done", nl="Uren met toeslag: {weighted}.", en="Hours with bonus: {weighted}.")
def weighted(hours: Expr, valid_on: Expr, started: Expr, law: Law) -> Expr:
    """How many hours does this work count for (hours, times the factor of its day)?"""
    return choose((valid_on >= started, hours * law.toy.factor.number(on=valid_on)), otherwise=0.0)


@fact("done", "ACT 1", nl="In totaal {total_hours} uur.", en="In total {total_hours} hours.")
def total_hours(weighted: Expr) -> Aggregate:
    """How many hours in all, weighted?"""
    return total(weighted)


@rule("ACT 2", nl="Uiterlijk {last_day}, {started} plus de termijn.", en="At the latest {last_day}.")
def last_day(started: Expr, law: Law) -> Expr:
    """On which last day (inclusive) must the work be done?"""
    return add(started, weeks=law.toy.term.weeks(on=started))


@rule("ACT 3", nl="Te laat: {late}.", en="Late: {late}.", uncertain="reading of ACT 3")
def late(last_day: Expr, done_on: Expr, peildatum: Expr) -> Expr:
    """Is the work late on the peildatum?"""
    return choose((known(done_on), done_on > last_day), otherwise=peildatum > last_day)


@plan("practice sheet", nl="Liefst voor {safe_day}.", en="Better before {safe_day}.")
def safe_day(last_day: Expr) -> Expr:
    """Before which day is it safe?"""
    return add(last_day, weeks=-1)


COLUMNS: tuple[Column, ...] = (
    started, done_on, last_kind, times, was_done, weighted, total_hours, last_day, late, safe_day,
)  # fmt: skip

PARAMETERS = """
term:
  unit: week
  nl: Termijn
  en: Term
  values:
    - {from: 2022-01-01, until: 2022-12-31, value: 4, source: ACT 2, confidence: C1}
    - {from: 2023-01-01, value: 10, source: ACT 2, confidence: I}
factor:
  unit: factor
  nl: Factor
  en: Factor
  values:
    - {from: 2020-01-01, value: 1.5, source: ACT 1, confidence: C1}
"""


def toy_system(folder: Path, columns: tuple[Column, ...] = COLUMNS, parameters: str = PARAMETERS) -> System:
    """The toy system with its parameters in a folder."""
    (folder / "toy.yaml").write_text(parameters)
    return System("toy", folder, EventTypes([Start, Done]), columns, read_parameters(folder))


def event(
    type: str,
    valid_on: str,
    case: str = "a",
    instance: str = "1",
    recorded: str | None = None,
    retracted: bool = False,
    **payload: object,
) -> Event:
    """An event of the toy system; recorded on its own day unless told otherwise."""
    return Event(
        case_id=case,
        person_id=f"p-{case}",
        type=type,
        instance=instance,
        valid_on=dt.date.fromisoformat(valid_on),
        recorded_at=dt.datetime.fromisoformat(recorded or valid_on).replace(tzinfo=dt.UTC),
        organisation="test",
        actor="test",
        payload=payload,
        retracted=retracted,
    )
