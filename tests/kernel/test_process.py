"""Actions: refused before they are done, with the sentence that the declaration gives, on every screen alike."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from doorstroom.kernel.errors import ColumnError, EventError
from doorstroom.kernel.events import EventTypes
from doorstroom.kernel.guards import refusals, refusals_with
from doorstroom.kernel.labels import LabelError, read_labels
from doorstroom.kernel.law import read_parameters
from doorstroom.kernel.process import Action, Guard, Task
from doorstroom.kernel.system import System
from tests.kernel.toy import COLUMNS, PARAMETERS, Done, Start, event

DAY = dt.date(2023, 5, 10)
FINISH = Action(
    name="finish", nl="Rond af", en="Finish", event="done", topic="work", by=("office.clerk",), fixed={"kind": "full"},
    guards=(
        Guard("was_done", nl="Het is al gedaan.", en="It was done already.", wanted=False),
        Guard("late", nl="Het had uiterlijk {last_day} gemoeten.", en="It was due on {last_day}.", wanted=False),
        Guard("weighted", when="with", wanted=6.0, nl="{weighted} uur is niet 6.", en="{weighted} hours is not 6."),
    ),
)  # fmt: skip


def system(folder: Path, actions: Any = (FINISH,), tasks: Any = ()) -> System:
    (folder / "toy.yaml").write_text(PARAMETERS)
    return System(
        "toy", folder, EventTypes([Start, Done]), COLUMNS, read_parameters(folder), actions=actions, tasks=tasks
    )


def test_an_action_is_refused_with_the_sentence_of_its_guard(tmp_path: Path) -> None:
    toy = system(tmp_path)
    started = [event("start", "2023-03-06")]
    case = toy.evaluate_case(started, dt.date(2023, 5, 16))
    (late,) = refusals(toy, FINISH, case, "nl")
    assert late.sentence == "Het had uiterlijk 15 mei 2023 gemoeten."
    assert refusals(toy, FINISH, toy.evaluate_case(started, dt.date(2023, 5, 15)), "en") == []


def test_what_is_unknown_refuses_and_says_what_is_missing(tmp_path: Path) -> None:
    toy = system(tmp_path)
    case = toy.evaluate_case([event("done", "2023-05-01", kind="part", hours=1.0)], DAY)
    late = refusals(toy, FINISH, case, "en")[1]
    assert late.sentence == "It was due on (not known yet)."
    assert [lack.column for lack in late.missing] == ["started"]


def test_the_event_itself_is_looked_at_in_the_case(tmp_path: Path) -> None:
    toy = system(tmp_path)
    started = [event("start", "2023-03-06")]
    good = event("done", "2023-05-10", instance="9", kind="full", hours=4.0)
    assert refusals_with(toy, FINISH, started, good, DAY, "en") == []
    short = good.model_copy(update={"payload": {"kind": "full", "hours": 2.0}})
    assert [r.sentence for r in refusals_with(toy, FINISH, started, short, DAY, "en")] == ["3 hours is not 6."]
    tomorrow = short.model_copy(update={"valid_on": dt.date(2023, 5, 11)})
    assert [r.sentence for r in refusals_with(toy, FINISH, started, tomorrow, DAY, "en")] == ["3 hours is not 6."]


def test_the_first_event_of_a_case_can_be_proposed(tmp_path: Path) -> None:
    toy = system(tmp_path)
    first = event("done", "2023-05-10", kind="full", hours=4.0)
    assert [r.guard.column for r in refusals_with(toy, FINISH, [], first, DAY, "en")] == ["late", "weighted"]


@pytest.mark.parametrize(
    ("change", "error", "says"),
    [
        ({"event": "don"}, EventError, "unknown event type 'don'; did you mean 'done'"),
        ({"fixed": {"sort": 1}}, EventError, "action 'finish': event 'done' has no field 'sort'"),
        ({"suggested_when": "lait"}, ColumnError, "action 'finish' needs column 'lait', which does not exist"),
        ({"suggested_when": "weighted"}, ColumnError, "action 'finish': column 'weighted' is not of a case"),
        ({"guards": (Guard("weighted", nl="", en=""),)}, ColumnError, "'weighted' is computed per 'done' event"),
    ],
)
def test_a_declaration_that_names_what_does_not_exist(
    change: dict[str, Any], error: type[Exception], says: str, tmp_path: Path
) -> None:
    with pytest.raises(error, match=says):
        system(tmp_path, actions=(Action(**{**vars(FINISH), **change}),))


def test_a_task_needs_its_column(tmp_path: Path) -> None:
    with pytest.raises(ColumnError, match="task 'call' needs column 'lait'"):
        system(tmp_path, tasks=(Task("call", "Bel", "Call", "office", "lait"),))


LABELS = """
fields: {kind: {nl: Soort, en: Kind}, done.hours: {nl: Uren, en: Hours, help_nl: Hele uren}}
choices: {full: {nl: Alles, en: All}, done.kind.part: {nl: Deel, en: Part}}
"""


def test_labels_are_found_by_their_most_precise_name(tmp_path: Path) -> None:
    path = tmp_path / "labels.yaml"
    path.write_text(LABELS)
    labels = read_labels(path)
    assert labels.field("done", "kind").name("nl") == "Soort"
    assert (labels.field("done", "hours").help("nl"), labels.field("done", "hours").help("en")) == ("Hele uren", "")
    assert labels.worded("done", "kind", ["full", "part"], "en") == "All, Part"
    assert labels.worded("done", "hours", None, "nl") == "onbekend"
    assert labels.worded("done", "hours", 4.5, "nl") == "4.5"
    with pytest.raises(LabelError, match="no label for 'days'"):
        labels.field("done", "days")
    assert labels.missing(EventTypes([Start, Done])) == []
    path.write_text(LABELS.replace("kind: {nl: Soort, en: Kind}, ", "").replace("full", "whole"))
    assert read_labels(path).missing(EventTypes([Start, Done])) == ["done.kind", "done.kind.full"]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("fields: [", "not readable as YAML"),
        ("fields: {}", "expected fields and choices"),
        ("{fields: [a], choices: {}}", "fields must be labels by name"),
        ("{fields: {a: {nl: x}}, choices: {}}", "label 'a' needs nl and en"),
    ],
)
def test_a_wrong_file_of_labels(text: str, says: str, tmp_path: Path) -> None:
    path = tmp_path / "labels.yaml"
    path.write_text(text)
    with pytest.raises(LabelError, match=says):
        read_labels(path)
