"""Facts and rules over one case and over many, and what unknown does."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from doorstroom.kernel.columns import rule
from doorstroom.kernel.errors import ColumnError, EventError, UnknownColumn
from doorstroom.kernel.history import history_of
from doorstroom.kernel.law import Parameter
from doorstroom.kernel.system import Reform, System
from tests.kernel.toy import event, toy_system


@pytest.fixture
def system(tmp_path: Path) -> System:
    return toy_system(tmp_path)


def row(system: System, events: list, peildatum: str, **how: object) -> dict:
    found = system.evaluate(history_of(events, system.events), dt.date.fromisoformat(peildatum), **how)
    return found.cases.row(0, named=True)


def test_rules_follow_from_facts_and_law(system: System) -> None:
    events = [
        event("start", "2023-03-06"),
        event("done", "2023-03-20", instance="1", kind="part", hours=2.0),
        event("done", "2023-05-16", instance="2", kind="full", hours=4.0),
    ]
    found = row(system, events, "2023-06-01")
    assert found["last_day"] == dt.date(2023, 5, 15)
    assert found["done_on"] == dt.date(2023, 5, 16)
    assert found["late"] is True
    assert found["last_kind"] == "full"
    assert found["times"] == 2
    assert found["total_hours"] == 9.0
    assert found["safe_day"] == dt.date(2023, 5, 8)


def test_a_parameter_takes_its_value_at_the_date_that_the_rule_names(system: System) -> None:
    assert row(system, [event("start", "2022-12-31")], "2023-06-01")["last_day"] == dt.date(2023, 1, 28)
    assert row(system, [event("start", "2023-01-01")], "2023-06-01")["last_day"] == dt.date(2023, 3, 12)
    assert row(system, [event("start", "2021-12-31")], "2023-06-01")["last_day"] is None


def test_law_date_looks_at_no_later_law(system: System) -> None:
    found = row(system, [event("start", "2023-03-06")], "2023-06-01", law_date=dt.date(2022, 6, 1))
    assert found["last_day"] == dt.date(2023, 4, 3)


@pytest.mark.parametrize(("peildatum", "late"), [("2023-05-14", False), ("2023-05-15", False), ("2023-05-16", True)])
def test_late_the_day_before_of_and_after(system: System, peildatum: str, late: bool) -> None:
    assert row(system, [event("start", "2023-03-06")], peildatum)["late"] is late


def test_unknown_start_stays_unknown_and_is_not_late_nor_in_time(system: System) -> None:
    found = row(system, [event("done", "2023-05-16", kind="full")], "2030-01-01")
    assert found["last_day"] is None
    assert found["late"] is None


def test_an_unknown_amount_makes_the_total_unknown(system: System) -> None:
    events = [event("start", "2023-01-01"), event("done", "2023-02-01", kind="part")]
    assert row(system, events, "2023-06-01")["total_hours"] is None
    assert row(system, events[:1], "2023-06-01")["total_hours"] == 0


def test_events_after_the_peildatum_do_not_count(system: System) -> None:
    events = [event("start", "2023-03-06"), event("done", "2023-03-20", kind="full")]
    assert row(system, events, "2023-03-19")["was_done"] is False
    assert row(system, events, "2023-03-20")["was_done"] is True


def test_a_late_correction_changes_only_what_is_known_later(system: System) -> None:
    events = [event("start", "2023-03-06"), event("start", "2023-02-06", recorded="2023-06-01")]
    before = row(system, events, "2023-07-01", known_at=dt.datetime(2023, 5, 31, tzinfo=dt.UTC))
    after = row(system, events, "2023-07-01", known_at=dt.datetime(2023, 6, 1, tzinfo=dt.UTC))
    assert before["started"] == dt.date(2023, 3, 6)
    assert after["started"] == dt.date(2023, 2, 6)


def test_after_a_retraction_the_older_version_does_not_come_back(system: System) -> None:
    events = [event("start", "2023-03-06"), event("start", "2023-03-06", recorded="2023-04-01", retracted=True)]
    assert row(system, events, "2023-07-01")["started"] is None
    early = row(system, events, "2023-07-01", known_at=dt.datetime(2023, 3, 31, tzinfo=dt.UTC))
    assert early["started"] == dt.date(2023, 3, 6)


def test_a_correction_to_after_the_peildatum_leaves_nothing(system: System) -> None:
    events = [event("start", "2023-03-06"), event("start", "2023-09-06", recorded="2023-04-01")]
    assert row(system, events, "2023-07-01")["started"] is None


def test_known_at_without_time_zone_is_refused(system: System) -> None:
    with pytest.raises(EventError, match="time zone"):
        row(system, [event("start", "2023-03-06")], "2023-07-01", known_at=dt.datetime(2023, 4, 1))


def test_only_the_wanted_columns_and_what_they_rest_on(system: System) -> None:
    found = row(system, [event("start", "2023-03-06")], "2023-07-01", want=["last_day"])
    assert set(found) == {"case_id", "person_id", "peildatum", "law_date", "started", "last_day"}
    with pytest.raises(UnknownColumn, match="did you mean 'last_day'"):
        row(system, [event("start", "2023-03-06")], "2023-07-01", want=["last_dai"])


def test_a_reform_stands_beside_the_law_of_today(system: System) -> None:
    @rule("ACT 2", nl="", en="")
    def last_day(started: pl.Expr) -> pl.Expr:
        """On which last day under the reform?"""
        return started

    term = system.parameters["toy.term"]
    shorter = Parameter(term.name, term.unit, term.nl, term.en, term.values[:1])
    events = [event("start", "2023-03-06")]
    assert row(system.reformed(Reform("same day", columns={"last_day": last_day})), events, "2023-07-01")[
        "last_day"
    ] == dt.date(2023, 3, 6)
    assert row(system.reformed(Reform("no law", {"toy.term": shorter})), events, "2023-07-01")["last_day"] is None
    assert row(system, events, "2023-07-01")["last_day"] == dt.date(2023, 5, 15)
    with pytest.raises(UnknownColumn):
        system.reformed(Reform("wrong", columns={"nothing": last_day}))


days = st.dates(dt.date(2022, 1, 1), dt.date(2023, 12, 31)).map(str)
starts = st.builds(lambda day, n: ("start", day, n, {}), days, st.integers(1, 2))
dones = st.builds(
    lambda day, n, kind, hours: ("done", day, n, {"kind": kind, "hours": hours}),
    days,
    st.integers(1, 4),
    st.sampled_from(["full", "part"]),
    st.one_of(st.none(), st.integers(0, 9).map(float)),
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.lists(st.one_of(starts, dones), max_size=6), min_size=1, max_size=6), days)
def test_a_register_gives_each_case_what_it_gets_alone(system: System, people: list, peildatum: str) -> None:
    def events_of(place: int) -> list:
        return [
            event(type, day, f"c{place}", str(n), recorded=f"2024-01-0{k % 9 + 1}", **payload)
            for k, (type, day, n, payload) in enumerate(people[place])
        ]

    together = [e for place in range(len(people)) for e in events_of(place)]
    if not together:
        return
    day = dt.date.fromisoformat(peildatum)
    everyone = system.evaluate(history_of(together, system.events), day).cases
    for case in everyone.iter_rows(named=True):
        own = events_of(int(case["case_id"][1:]))
        alone = system.evaluate(history_of(own, system.events), day).cases.row(0, named=True)
        assert alone == case
        worked_out = system.evaluate_case(own, day).values
        assert {name: case[name] for name in worked_out} == worked_out


def test_one_case_is_evaluated_from_the_events_of_one_case(system: System) -> None:
    both = [event("start", "2023-03-06"), event("start", "2023-03-06", case="other")]
    with pytest.raises(EventError, match="an evaluation of one case got events of 2 cases"):
        system.evaluate_case(both, dt.date(2023, 6, 1))
    with pytest.raises(EventError, match="events of 0 cases"):
        system.evaluate_case([], dt.date(2023, 6, 1))
    with pytest.raises(EventError, match="known_at must have a time zone"):
        system.evaluate_case(both[:1], dt.date(2023, 6, 1), known_at=dt.datetime(2023, 6, 1))
    with pytest.raises(UnknownColumn, match="unknown column 'lait'; did you mean 'late'"):
        system.evaluate_case(both[:1], dt.date(2023, 6, 1), want=["lait"])


def test_a_rule_may_be_asked_what_if_about_one_of_its_inputs(system: System) -> None:
    values = {"last_day": dt.date(2023, 5, 15), "done_on": None, "peildatum": dt.date(2023, 5, 15)}
    values["law_date"] = values["peildatum"]
    assert system.work_out("late", values) is False
    assert system.work_out("late", {**values, "peildatum": dt.date(2023, 5, 16)}) is True


def test_facts_may_be_given_instead_of_events(system: System) -> None:
    facts = pl.DataFrame({"started": [dt.date(2023, 3, 6), None], "done_on": [dt.date(2023, 5, 16), None]})
    found = system.evaluate_facts(facts, dt.date(2023, 6, 1), ["late", "safe_day"])
    assert found["late"].to_list() == [True, None]
    assert found["safe_day"].to_list() == [dt.date(2023, 5, 8), None]
    with pytest.raises(ColumnError, match="column 'done_on' is needed and not given"):
        system.evaluate_facts(facts.drop("done_on"), dt.date(2023, 6, 1), ["late"])
    with pytest.raises(UnknownColumn, match="unknown column 'begin'"):
        system.evaluate_facts(facts.rename({"started": "begin"}), dt.date(2023, 6, 1), ["late"])


def test_an_event_that_is_only_proposed_stands_behind_what_the_register_holds_of_that_day(system: System) -> None:
    """A register numbers the events of everybody; what has no number yet is not older for that."""
    held = [
        event("done", "2023-03-20", instance=str(number), kind="part").model_copy(update={"sequence": number})
        for number in (40, 41)
    ]
    proposed = event("done", "2023-03-20", instance="new", kind="full")
    assert proposed.sequence is None
    for events in ([*held, proposed], [proposed, *held]):
        assert row(system, events, "2023-06-01")["last_kind"] == "full"
        assert system.evaluate_case(events, dt.date(2023, 6, 1), want=["last_kind"]).values["last_kind"] == "full"
