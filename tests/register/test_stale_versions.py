"""Whoever acts on an old view of a case is refused, also when others write at the same moment."""

from __future__ import annotations

import threading

import pytest
from tests.register.samples import SYSTEM, event

from doorstroom.clock import utc_now
from doorstroom.register import Register, StaleVersion


def test_a_stale_version_is_refused_with_both_numbers_and_nothing_is_written(register: Register) -> None:
    register.append(SYSTEM, [event(), event(instance="2")], {"c1": 0})
    with pytest.raises(StaleVersion) as refusal:
        register.append(SYSTEM, [event("c2"), event(instance="3")], {"c2": 0, "c1": 1})
    assert str(refusal.value) == "case 'c1': you saw version 1, the register has version 2; nothing was written"
    assert (refusal.value.seen, refusal.value.current) == (1, 2)
    assert register.count() == 2


def test_a_case_that_is_only_looked_at_can_be_guarded_too(register: Register) -> None:
    register.append(SYSTEM, [event("c2")])
    with pytest.raises(StaleVersion, match="case 'c2': you saw version 0"):
        register.append(SYSTEM, [event("c1")], {"c2": 0})


def test_of_writers_that_saw_the_same_version_exactly_one_wins(url: str) -> None:
    rounds, writers = 5, 8
    registers = [
        Register.open(url, clock=utc_now) for _ in range(writers)
    ]  # a connection of its own each, as processes have
    outcomes: list[str] = []
    barrier = threading.Barrier(writers)

    def write(register: Register, number: int) -> None:
        for turn in range(rounds):
            barrier.wait()
            try:
                register.append(SYSTEM, [event(instance=f"{turn}-{number}")], {"c1": turn})
                outcomes.append("won")
            except StaleVersion:
                outcomes.append("stale")

    threads = [threading.Thread(target=write, args=(r, number)) for number, r in enumerate(registers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert outcomes.count("won") == rounds
    assert outcomes.count("stale") == rounds * (writers - 1)
    assert [e.sequence for e in registers[0].history_of_case(SYSTEM, "c1")] == list(range(1, rounds + 1))
    for register in registers:
        register.close()


def test_writers_without_an_expected_version_all_get_their_turn(url: str) -> None:
    registers = [Register.open(url, clock=utc_now) for _ in range(4)]

    def write(register: Register, number: int) -> None:
        for turn in range(10):
            register.append(SYSTEM, [event(instance=f"{number}-{turn}")])

    threads = [threading.Thread(target=write, args=(r, number)) for number, r in enumerate(registers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert registers[0].case_version(SYSTEM, "c1") == 40
    for register in registers:
        register.close()
