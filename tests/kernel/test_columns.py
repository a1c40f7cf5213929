"""Declarations that are refused when the system is put together, with the names in the message."""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path

import polars as pl
import pytest

from doorstroom.kernel.columns import columns_of, fact, family, plan, rule
from doorstroom.kernel.errors import ColumnError, EventError, ParameterError
from doorstroom.kernel.events import EventType
from doorstroom.kernel.history import history_of
from doorstroom.kernel.vocabulary import count, first
from tests.kernel.toy import COLUMNS, event, toy_system


@rule("X", nl="", en="")
def chicken(egg: pl.Expr) -> pl.Expr:
    """Q"""
    return egg


@rule("X", nl="", en="")
def egg(chicken: pl.Expr) -> pl.Expr:
    """Q"""
    return chicken


def refused(folder: Path, *columns: object) -> str:
    with pytest.raises((ColumnError, ParameterError)) as refusal:
        toy_system(folder, (*COLUMNS, *columns)).plan()
    return str(refusal.value)


def test_a_circle_is_named(tmp_path: Path) -> None:
    assert "chicken -> egg -> chicken" in refused(tmp_path, chicken, egg)


def test_a_missing_input_is_named_with_the_nearest(tmp_path: Path) -> None:
    @rule("X", nl="", en="")
    def wrong(last_dag: pl.Expr) -> pl.Expr:
        """Q"""
        return last_dag

    assert refused(tmp_path, wrong) == "rule 'wrong' needs 'last_dag', which does not exist; did you mean 'last_day'?"


def test_two_columns_of_one_name(tmp_path: Path) -> None:
    @rule("X", nl="", en="")
    def late(started: pl.Expr) -> pl.Expr:
        """Q"""
        return started

    assert refused(tmp_path, late) == "two columns are named 'late'"


def test_an_unknown_event_type(tmp_path: Path) -> None:
    @fact("finished", nl="", en="")
    def finished_on(valid_on: pl.Expr) -> object:
        """Q"""
        return first(valid_on)

    assert refused(tmp_path, finished_on) == "fact 'finished_on': unknown event type 'finished'"


def test_law_may_not_rest_on_a_plan(tmp_path: Path) -> None:
    @rule("X", nl="", en="")
    def hard(safe_day: pl.Expr) -> pl.Expr:
        """Q"""
        return safe_day

    assert "rests on plan 'safe_day': a plan is not law" in refused(tmp_path, hard)


def test_a_column_per_event_belongs_to_its_own_event_type(tmp_path: Path) -> None:
    @fact("start", nl="", en="")
    def wrong_place(weighted: pl.Expr) -> object:
        """Q"""
        return first(weighted)

    assert "computed per 'done' event" in refused(tmp_path, wrong_place)


def test_a_fact_must_say_how_events_become_one_value(tmp_path: Path) -> None:
    @fact("start", nl="", en="")
    def no_aggregate(valid_on: pl.Expr) -> object:
        """Q"""
        return valid_on

    assert "must say how events become one value" in refused(tmp_path, no_aggregate)


def test_a_rule_returns_a_column(tmp_path: Path) -> None:
    @rule("X", nl="", en="")
    def number(started: pl.Expr) -> object:
        """Q"""
        return 7

    assert refused(tmp_path, number) == "rule 'number' returns int, not a column"


def test_a_parameter_in_another_unit_or_unknown(tmp_path: Path) -> None:
    @rule("X", nl="", en="")
    def wrong_unit(started: pl.Expr, law: object) -> pl.Expr:
        """Q"""
        return law.toy.term.months(on=started)  # type: ignore[attr-defined]

    @rule("X", nl="", en="")
    def wrong_name(started: pl.Expr, law: object) -> pl.Expr:
        """Q"""
        return law.toy.terms.weeks(on=started)  # type: ignore[attr-defined]

    assert refused(tmp_path, wrong_unit) == "parameter 'toy.term' is in 'week', but is used as 'month'"
    assert refused(tmp_path, wrong_name) == "unknown parameter 'toy.terms'; did you mean 'toy.term'?"


def test_a_column_without_a_question_is_refused() -> None:
    with pytest.raises(ColumnError, match="needs a docstring"):

        @plan("source", nl="", en="")
        def silent(started: pl.Expr) -> pl.Expr:
            return started


def test_a_payload_field_may_not_hide_a_column_of_every_event() -> None:
    with pytest.raises(EventError, match="payload field 'valid_on'"):

        class Hidden(EventType, type="hidden", nl="", en=""):
            valid_on: int


WORK = {"full": ("Volledig werk", "Full work"), "part": "Part work"}


@family("part", WORK)
@fact("done", nl="{part}: {part_times} keer.", en="{part}: {part_times} times.")
def part_times(kind: pl.Expr, part: str) -> object:
    """How often was {part} done?"""
    return count(when=kind == part)


@family("part", WORK)
@rule("ACT 4", nl="{part} dubbel: {twice_part}.", en="Twice: {twice_part} from {part_times}.")
def twice_part(part_times: pl.Expr) -> pl.Expr:
    """Twice the times of {part}?"""
    return part_times * 2


def test_a_family_declares_one_column_for_each_member(tmp_path: Path) -> None:
    families = [column for member in (part_times, twice_part) for column in member]
    system = toy_system(tmp_path, (*COLUMNS, *families))
    events = [event("done", "2023-01-01", kind="full"), event("done", "2023-01-02", instance="2", kind="part")]
    events.append(event("done", "2023-01-03", instance="3", kind="part"))
    found = system.evaluate(history_of(events, system.events), dt.date(2023, 6, 1)).cases.row(0, named=True)
    assert {name: found[name] for name in ("full_times", "part_times", "twice_full", "twice_part")} == {
        "full_times": 1,
        "part_times": 2,
        "twice_full": 2,
        "twice_part": 4,
    }
    column = system.graph["twice_full"]
    assert (column.inputs, column.nl, column.en, column.question) == (
        ("full_times",),
        "Volledig werk dubbel: {twice_full}.",
        "Twice: {twice_full} from {full_times}.",
        "Twice the times of Full work?",
    )
    assert columns_of([sys.modules[__name__]]).count(column) == 1
