"""The explanation is the row: sentences, articles, law values, events, and what is missing."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import polars as pl
import pytest

from doorstroom.kernel.errors import Disagreement, UnknownColumn
from doorstroom.kernel.explain import Explainer
from doorstroom.kernel.history import history_of
from doorstroom.kernel.missing import Missing
from doorstroom.kernel.system import System
from doorstroom.kernel.wording import amount_in_words
from tests.kernel.toy import event, toy_system


@pytest.fixture
def system(tmp_path: Path) -> System:
    return toy_system(tmp_path)


def explainer(system: System, events: list, case: str = "a", language: str = "nl", **how: object) -> Explainer:
    evaluation = system.evaluate(history_of(events, system.events), dt.date(2023, 6, 1), for_explanation=True, **how)
    return Explainer(system, evaluation, case, language)  # type: ignore[arg-type]


EVENTS = [
    event("start", "2023-01-01", case="other"),
    event("start", "2023-03-06"),
    event("done", "2023-03-20", instance="1", kind="part", hours=2.0),
    event("done", "2023-05-16", instance="2", kind="full", hours=4.0),
]


def test_a_rule_down_to_its_events_and_law(system: System) -> None:
    late = explainer(system, EVENTS).explain("late")
    assert (late.words, late.sentence, late.articles, late.to_confirm) == (
        "ja",
        "Te laat: ja.",
        ("ACT 3",),
        "reading of ACT 3",
    )
    last_day, done = late.inputs
    assert last_day.sentence == "Uiterlijk 15 mei 2023, 6 maart 2023 plus de termijn."
    (used,) = last_day.parameters
    assert (used.name, used.value, used.on, used.to_confirm) == ("toy.term", 10, dt.date(2023, 3, 6), True)
    assert [e.valid_on for e in last_day.inputs[0].events] == [dt.date(2023, 3, 6)]
    assert [e.payload for e in done.events] == [{"kind": "full", "hours": 4.0}]


def test_columns_per_event_are_explained_under_each_event(system: System) -> None:
    hours = explainer(system, EVENTS).explain("total_hours")
    assert [[c.value for c in e.columns] for e in hours.events] == [[3.0], [6.0]]
    assert hours.events[1].columns[0].parameters[0].on == dt.date(2023, 5, 16)


def test_other_languages_and_cases(system: System) -> None:
    assert explainer(system, EVENTS, "a", "en").explain("late").sentence == "Late: yes."
    assert explainer(system, EVENTS, "other").explain("last_day").value == dt.date(2023, 3, 12)


def test_what_is_explained_once_is_not_repeated(system: System) -> None:
    made = explainer(system, EVENTS)
    made.explain("last_day")
    assert made.explain("last_day").again


def test_missing_facts_are_named_with_who_can_supply_them(system: System) -> None:
    made = explainer(system, [event("done", "2023-05-16", kind="full", hours=1.0)])
    assert made.explain("late").words == "onbekend"
    assert made.missing("late") == (Missing("started", "start", "Begonnen", "DUO"),)
    assert made.missing("was_done") == ()


def test_a_case_or_column_that_is_not_there(system: System) -> None:
    with pytest.raises(UnknownColumn, match="case 'x'"):
        explainer(system, EVENTS, "x")
    with pytest.raises(UnknownColumn, match="unknown column 'lait'; did you mean 'late'"):
        explainer(system, EVENTS).explain("lait")
    with pytest.raises(UnknownColumn, match="'late' was not computed"):
        explainer(system, EVENTS, want=["started"]).explain("late")


def test_a_column_about_which_two_ways_of_computing_disagree_is_not_explained(system: System) -> None:
    evaluation = system.evaluate(history_of(EVENTS, system.events), dt.date(2023, 6, 1))
    wrong = replace(evaluation, cases=evaluation.cases.with_columns(late=~pl.col("late")))
    with pytest.raises(Disagreement, match="case 'a': column 'late' is True on its own, False among others"):
        Explainer(system, wrong, "a")


@pytest.mark.parametrize(
    ("value", "unit", "nl", "en"),
    [
        (10, "week", "10 weken", "10 weeks"),
        (1, "week", "1 week", "1 week"),
        (3, "year", "3 jaar", "3 years"),
        (1250, "eur", "€ 1.250", "€ 1,250"),
        (12.5, "percent", "12,5 %", "12.5 %"),
        (True, "flag", "ja", "yes"),
        (None, "week", "onbekend", "unknown"),
        (["vmbo"], "list", "vmbo", "vmbo"),
    ],
)
def test_a_value_of_the_law_reads_with_its_unit(value: object, unit: str, nl: str, en: str) -> None:
    assert (amount_in_words(value, unit, "nl"), amount_in_words(value, unit, "en")) == (nl, en)
