"""A retry is harmless; another event under the same id is not."""

from __future__ import annotations

import datetime as dt

import pytest
from tests.register.samples import SYSTEM, Clock, event, pip

from doorstroom.register import Register, SameIdOtherEvent


def test_sending_an_event_again_writes_nothing_and_says_so(register: Register, clock: Clock) -> None:
    sent = pip(payload={"uren": 3, "tot": dt.date(2025, 1, 1)})
    register.append(SYSTEM, [sent], {"c1": 0})
    clock.forward(hours=1)
    again = register.append(SYSTEM, [sent], {"c1": 0})  # the version it saw is old by now, by its own doing
    assert (again.written, again.already_there, again.versions) == (0, (sent.event_id,), {"c1": 1})
    assert register.count() == 1


def test_an_event_twice_in_one_batch_counts_once(register: Register) -> None:
    sent = event()
    done = register.append(SYSTEM, [sent, sent])
    assert (done.written, done.already_there) == (1, (sent.event_id,))


def test_a_retry_of_a_larger_batch_adds_only_what_is_new(register: Register) -> None:
    first, second = event(), event(instance="2")
    register.append(SYSTEM, [first])
    done = register.append(SYSTEM, [first, second])
    assert (done.written, done.already_there, done.versions) == (1, (first.event_id,), {"c1": 2})


def test_a_correction_that_is_sent_again_is_harmless(register: Register) -> None:
    first = pip()
    second = pip(leerroute="Z", replaces=first)
    register.append(SYSTEM, [first, second])
    assert register.append(SYSTEM, [first, second]).written == 0


@pytest.mark.parametrize(
    ("change", "names"),
    [
        ({"valid_on": dt.date(2024, 1, 16)}, "valid_on"),
        ({"actor": "iemand anders"}, "actor"),
        ({"payload": {"leerroute": "Z"}, "case_id": "c2"}, "case_id, payload"),
    ],
)
def test_another_event_under_the_same_id_is_refused(register: Register, change: dict[str, object], names: str) -> None:
    sent = pip()
    register.append(SYSTEM, [sent])
    with pytest.raises(SameIdOtherEvent) as refusal:
        register.append(SYSTEM, [event("c9"), sent.model_copy(update=change)])
    assert str(refusal.value) == f"event {sent.event_id} is in the register already with another {names}"
    assert register.count() == 1


def test_history_under_the_same_id_must_have_the_same_moment(register: Register) -> None:
    sent = event()
    register.load_histories(SYSTEM, [sent])
    assert register.load_histories(SYSTEM, [sent]).written == 0
    with pytest.raises(SameIdOtherEvent, match="with another recorded_at"):
        register.load_histories(
            SYSTEM, [sent.model_copy(update={"recorded_at": sent.recorded_at + dt.timedelta(seconds=1)})]
        )
