"""Appending events: what is written, and what the register adds to it."""

from __future__ import annotations

import datetime as dt

import pytest
from tests.register.samples import NOW, OTHER_SYSTEM, SYSTEM, Clock, event, pip

from doorstroom.kernel.history import history_of
from doorstroom.register import EventRefused, Register, verify


def test_an_event_comes_back_as_it_was_sent(register: Register) -> None:
    sent = event(
        kind="verhuisd",
        payload={"gemeente": "’s-Hertogenbosch", "redenen": ["ziekte"], "dagen": [dt.date(2024, 2, 29)]},
    )
    done = register.append(SYSTEM, [sent])
    assert (done.written, done.already_there, done.versions) == (1, (), {"c1": 1})
    [found] = register.history_of_case(SYSTEM, "c1")
    assert found == sent.model_copy(update={"recorded_at": NOW, "sequence": 1})


def test_the_register_says_when_it_learned_an_event(register: Register, clock: Clock) -> None:
    register.append(SYSTEM, [event(recorded_at=NOW + dt.timedelta(days=900))])
    clock.forward(seconds=2, microseconds=3)
    register.append(SYSTEM, [event(instance="2")])
    moments = [found.recorded_at for found in register.history_of_case(SYSTEM, "c1")]
    assert moments == [NOW, NOW + dt.timedelta(seconds=2, microseconds=3)]


def test_history_keeps_its_own_moments_with_the_explicit_right(register: Register) -> None:
    there = dt.timezone(dt.timedelta(hours=2))
    sent = event(recorded_at=dt.datetime(2022, 7, 1, 14, 30, tzinfo=there))
    register.append(SYSTEM, [sent], keep_recorded_at=True)
    [found] = register.history_of_case(SYSTEM, "c1")
    assert found.recorded_at == dt.datetime(2022, 7, 1, 12, 30, tzinfo=dt.UTC)


def test_a_clock_that_goes_back_does_not_turn_the_order_of_a_case(register: Register, clock: Clock) -> None:
    register.append(SYSTEM, [event()])
    clock.forward(minutes=-10)
    register.append(SYSTEM, [event(instance="2")])
    assert [found.recorded_at for found in register.history_of_case(SYSTEM, "c1")] == [NOW, NOW]


def test_defaults_of_the_payload_are_stored(register: Register) -> None:
    register.append(SYSTEM, [pip()])
    [found] = register.history_of_case(SYSTEM, "c1")
    assert found.payload == {"leerroute": "B1", "uren": 0, "tot": None}


def test_versions_count_per_case_and_sequences_over_the_whole_log(register: Register) -> None:
    done = register.append(SYSTEM, [event("c1"), event("c2"), event("c1", instance="2")])
    assert done.versions == {"c1": 2, "c2": 1}
    register.append(OTHER_SYSTEM, [event("c1")])
    assert register.case_version(SYSTEM, "c1") == 2
    assert register.case_version(OTHER_SYSTEM, "c1") == 1
    assert register.case_version(SYSTEM, "nobody") == 0
    assert [found.sequence for found in register.history_of_case(SYSTEM, "c1")] == [1, 3]
    assert register.count() == 4
    assert register.count(SYSTEM) == 3


def test_the_cases_of_a_person_are_found_over_systems(register: Register) -> None:
    register.append(SYSTEM, [event("c1"), event("c2", person_id="p-c1"), event("c3")])
    register.append(OTHER_SYSTEM, [event("x", person_id="p-c1")])
    assert register.cases_of_person("p-c1") == [("proef", "c1"), ("proef", "c2"), ("ander", "x")]


def test_a_case_that_is_not_there_has_no_history(register: Register) -> None:
    assert register.history_of_case(SYSTEM, "c1") == []


def test_a_case_from_the_log_can_be_evaluated(register: Register) -> None:
    register.append(SYSTEM, [pip()])
    history = history_of(register.history_of_case(SYSTEM, "c1"), SYSTEM.events)
    assert history.as_of(dt.date(2024, 1, 15)).frames["pip_vastgesteld"].item(0, "leerroute") == "B1"


@pytest.mark.parametrize(
    ("sent", "field", "message"),
    [
        (event(kind="gestrat"), "type", "unknown event type 'gestrat'; did you mean 'gestart'?"),
        (
            pip(leerroute="B2"),
            "payload.leerroute",
            "event 'pip_vastgesteld': field 'leerroute': Input should be 'B1', 'onderwijs' or 'Z' (got 'B2')",
        ),
        (
            event(kind="verhuisd"),
            "payload.gemeente",
            "event 'verhuisd': field 'gemeente': Field required (got {})",
        ),
        (
            event(payload={"extra": 1}),
            "payload.extra",
            "event 'gestart': field 'extra': Extra inputs are not permitted (got 1)",
        ),
        (
            pip(payload={"uren": 2**63}),
            "payload.uren",
            "event 'pip_vastgesteld': field 'uren' is not a number that fits in 64 bits (got 9223372036854775808)",
        ),
        (
            event(kind="gemeten", payload={"waarde": float("nan")}),
            "payload.waarde",
            "event 'gemeten': field 'waarde' is not a number that fits in 64 bits (got nan)",
        ),
        (
            event(kind="gemeten", payload={"om": dt.datetime(2024, 1, 1)}),
            "payload.om",
            "event 'gemeten': field 'om' is a moment without a time zone",
        ),
    ],
)
def test_a_payload_of_the_wrong_shape_is_refused_by_name(
    register: Register, sent: object, field: str, message: str
) -> None:
    with pytest.raises(EventRefused) as refusal:
        register.append(SYSTEM, [event("good"), sent])  # type: ignore[list-item]
    assert (refusal.value.field, str(refusal.value)) == (field, message)
    assert register.count() == 0


def test_control_characters_and_half_characters_are_refused(register: Register) -> None:
    for name in ("case_id", "person_id", "instance", "organisation", "actor"):
        with pytest.raises(EventRefused, match=f"{name} 'a.*' has a character that cannot be printed"):
            register.append(SYSTEM, [event(**{"case": "c", "instance": "1", name: "a\x1fb"})])
    with pytest.raises(EventRefused, match=r"cannot be written as JSON|valid string"):
        register.append(SYSTEM, [event(kind="verhuisd", payload={"gemeente": "\ud800"})])
    register.append(SYSTEM, [event(kind="verhuisd", payload={"gemeente": "a\x00b\n\x1f\u2028c"})])
    assert register.history_of_case(SYSTEM, "c1")[0].payload["gemeente"] == "a\x00b\n\x1f\u2028c"


def test_what_is_special_to_a_database_is_kept_as_it_is(register: Register) -> None:
    text = "back\\slash \\N \\t 'quote' \"double\" %s %(x)s ? : {} é 𝄞"
    sent = event(kind="verhuisd", actor=text, instance="\\N", payload={"gemeente": text + "\t\r\n"})
    register.append(SYSTEM, [sent])
    [found] = register.history_of_case(SYSTEM, "c1")
    assert (found.actor, found.instance, found.payload["gemeente"]) == (text, "\\N", text + "\t\r\n")
    assert verify(register).ok


def test_a_case_belongs_to_one_person(register: Register) -> None:
    register.append(SYSTEM, [event()])
    with pytest.raises(EventRefused, match="case 'c1' is of person 'p-c1', not 'p-2'"):
        register.append(SYSTEM, [event(instance="2", person_id="p-2")])


def test_many_histories_are_loaded_with_progress(register: Register) -> None:
    done: list[int] = []
    sent = [event(f"c{number // 3}", instance=str(number)) for number in range(45_000)]
    loaded = register.load_histories(SYSTEM, iter(sent), done.append)
    assert (loaded.written, loaded.last_sequence, done) == (45_000, 45_000, [20_000, 40_000, 45_000])
    assert [found.event_id for found in register.history_of_case(SYSTEM, "c7")] == [e.event_id for e in sent[21:24]]
