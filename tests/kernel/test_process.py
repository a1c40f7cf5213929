"""Actions: refused before they are done, with the sentence that the declaration gives, on every screen alike."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from doorstroom.kernel.errors import ColumnError, EventError
from doorstroom.kernel.events import EventTypes
from doorstroom.kernel.guards import barred, refusals, refusals_with
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


def changed(**change: Any) -> Action:
    return Action(**{**vars(FINISH), "guards": (), **change})


def worked(hours: float | None, day: str = "2023-05-10", instance: str = "9", actor: str = "test") -> Any:
    """Work that an action would record."""
    return event("done", day, instance=instance, kind="full", hours=hours).model_copy(update={"actor": actor})


@pytest.mark.parametrize(
    ("hours", "relation", "passes"),
    [(4.0, "at_most", True), (4.5, "at_most", False), (None, "at_most", True), (4.0, "equal", True),
     (3.0, "equal", False), (None, "equal", False)],
)  # fmt: skip
def test_a_field_is_held_against_the_case_before_the_event(
    hours: float | None, relation: Any, passes: bool, tmp_path: Path
) -> None:
    guard = Guard("total_hours", field="hours", relation=relation, nl="", en="{hours} is not {total_hours}.")
    action = changed(guards=(guard,))
    toy = system(tmp_path, actions=(action,))
    done = [event("start", "2023-03-06"), event("done", "2023-03-07", kind="part", hours=4.0 / 1.5)]
    found = refusals_with(toy, action, done, worked(hours), DAY, "en")
    shown = "(not known yet)" if hours is None else f"{hours:g}"
    assert [r.sentence for r in found] == ([] if passes else [f"{shown} is not 4."])
    assert refusals(toy, action, toy.evaluate_case(done, DAY), "en") == []


def test_a_field_against_what_is_unknown_is_refused_unless_told_otherwise(tmp_path: Path) -> None:
    guards = [Guard("last_day", field="hours", unknown_passes=passes, nl="", en="Unknown.") for passes in (False, True)]
    for guard, said in zip(guards, (["Unknown."], []), strict=True):
        action = changed(guards=(guard,))
        toy = system(tmp_path, actions=(action,))
        assert [r.sentence for r in refusals_with(toy, action, [], worked(1.0), DAY, "en")] == said


def test_what_has_happened_lies_not_in_the_future(tmp_path: Path) -> None:
    action = changed(happened=True)
    toy = system(tmp_path, actions=(action,))
    (refusal,) = refusals_with(toy, action, [], worked(1.0, "2023-05-11"), DAY, "nl")
    assert refusal.sentence == "De datum 11 mei 2023 ligt in de toekomst. Leg alleen vast wat al is gebeurd."
    assert refusals_with(toy, action, [], worked(1.0), DAY, "nl") == []
    assert refusals_with(toy, changed(), [], worked(1.0, "2023-05-11"), DAY, "nl") == []


def test_who_took_the_step_before_may_not_decide(tmp_path: Path) -> None:
    action = changed(not_by=("start",))
    toy = system(tmp_path, actions=(action,))
    before = [event("start", "2023-03-06")]
    (refusal,) = refusals_with(toy, action, before, worked(1.0), DAY, "en")
    assert refusal.sentence.startswith("Somebody else must do this")
    assert refusals_with(toy, action, before, worked(1.0, actor="another"), DAY, "en") == []
    assert refusals_with(toy, changed(not_by=("start",), approval=True), before, worked(1.0), DAY, "en") == []
    assert barred(action, before, "test") and not barred(action, [], "test")
    later = event("start", "2023-04-03", instance="2").model_copy(update={"actor": "another"})
    assert not barred(action, [*before, later], "test")
    withdrawn = before[0].model_copy(update={"retracted": True, "payload": {}})
    assert not barred(action, [*before, withdrawn], "test")


def test_what_amends_needs_something_to_amend(tmp_path: Path) -> None:
    action = changed(amends=True)
    toy = system(tmp_path, actions=(action,))
    nothing = ["Nothing is on record yet to add to."]
    done, started = worked(1.0), [event("start", "2023-03-06")]
    assert [r.sentence for r in refusals(toy, action, toy.evaluate_case(started, DAY), "en")] == nothing
    assert refusals(toy, action, toy.evaluate_case([*started, done], DAY), "en") == []
    assert [r.sentence for r in refusals_with(toy, action, started, done, DAY, "en")] == nothing
    again = worked(2.0).model_copy(update={"recorded_at": dt.datetime(2023, 6, 1, tzinfo=dt.UTC)})
    assert refusals_with(toy, action, [*started, done], again, DAY, "en") == []


def test_what_two_guards_say_alike_is_told_once(tmp_path: Path) -> None:
    guards = tuple(Guard("was_done", when=when, wanted=None, nl="", en="No.") for when in ("before", "with"))
    action = changed(guards=guards)
    found = refusals_with(system(tmp_path, actions=(action,)), action, [], worked(1.0), DAY, "en")
    assert [(r.sentence, r.guard.when) for r in found] == [("No.", "before")]


def test_only_steps_in_the_same_matter_bar(tmp_path: Path) -> None:
    part = event("done", "2023-03-07", kind="part")
    assert not barred(changed(not_by=("done",)), [part], "test")
    assert barred(changed(not_by=("done",), fixed={"kind": "part"}), [part], "test")


def test_parts_of_one_decision_do_not_stand_in_each_others_way(tmp_path: Path) -> None:
    guard = Guard("was_done", wanted=False, nl="", en="It was done already.")
    first, second = worked(1.0, instance="1"), worked(2.0, instance="2")
    for together, said in ((True, []), (False, ["It was done already."])):
        action = changed(guards=(guard,), together=together)
        toy = system(tmp_path, actions=(action,))
        assert [r.sentence for r in refusals_with(toy, action, [first], second, DAY, "en")] == said
        later = second.model_copy(update={"valid_on": dt.date(2023, 5, 11)})
        assert refusals_with(toy, action, [first], later, DAY, "en")


@pytest.mark.parametrize(
    ("change", "error", "says"),
    [
        ({"asks": ("sort",)}, EventError, "action 'finish': event 'done' has no field 'sort'"),
        ({"not_by": ("strat",)}, EventError, "unknown event type 'strat'"),
        ({"guards": (Guard("late", field="sort", nl="", en=""),)}, EventError, "event 'done' has no field 'sort'"),
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


def test_a_task_is_asked_for_while_its_columns_are_true(tmp_path: Path) -> None:
    task = Task("call", "Bel", "Call", "office", "late", applies=("was_done",))
    assert task.columns() == ("was_done", "late")
    asked = [(True, True), (True, False), (None, True), (False, True)]
    found = [task.asked({"was_done": applies, "late": late}) for applies, late in asked]
    assert found == [True, False, False, False]
    with pytest.raises(ColumnError, match="task 'call' needs column 'was_don'"):
        system(tmp_path, tasks=(Task("call", "Bel", "Call", "office", "late", applies=("was_don",)),))


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
