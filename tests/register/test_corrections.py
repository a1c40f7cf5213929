"""Corrections and retractions name the version they replace, and it must be the last one."""

from __future__ import annotations

import pytest
from tests.register.samples import SYSTEM, event, pip, retraction, unknown_id

from doorstroom.register import AlreadyReplaced, EventRefused, InstanceExists, Register, UnknownVersion


def test_a_correction_follows_on_the_version_it_names(register: Register) -> None:
    first = pip()
    second = pip(leerroute="Z", replaces=first)
    register.append(SYSTEM, [first])
    register.append(SYSTEM, [second, retraction(second)])
    found = register.history_of_case(SYSTEM, "c1")
    assert [e.replaces for e in found] == [None, first.event_id, second.event_id]
    assert [e.retracted for e in found] == [False, False, True]


def test_a_retraction_can_be_corrected_by_a_new_version(register: Register) -> None:
    first = pip()
    gone = retraction(first)
    register.append(SYSTEM, [first, gone, pip(replaces=gone)])
    assert register.case_version(SYSTEM, "c1") == 3


def test_an_unknown_version_is_refused(register: Register) -> None:
    sent = pip(replaces=unknown_id())
    with pytest.raises(UnknownVersion) as refusal:
        register.append(SYSTEM, [sent])
    assert str(refusal.value) == (f"event {sent.event_id} replaces {unknown_id()}, which is not a version in case 'c1'")


def test_a_version_of_another_case_is_unknown(register: Register) -> None:
    elsewhere = pip("c2")
    register.append(SYSTEM, [elsewhere, pip()])
    with pytest.raises(UnknownVersion, match="not a version in case 'c1'"):
        register.append(SYSTEM, [pip(replaces=elsewhere)])


def test_a_version_of_another_instance_is_refused(register: Register) -> None:
    first, second = pip(), pip(instance="2")
    register.append(SYSTEM, [first, second])
    with pytest.raises(UnknownVersion, match=r"'pip_vastgesteld' instance '2' of case 'c1' replaces .* instance '1'"):
        register.append(SYSTEM, [pip(instance="2", replaces=first)])


def test_a_version_that_was_replaced_already_is_refused_with_the_last_one(register: Register) -> None:
    first = pip()
    second = pip(leerroute="Z", replaces=first)
    register.append(SYSTEM, [first, second])
    with pytest.raises(AlreadyReplaced, match=f"has a later version: {second.event_id}"):
        register.append(SYSTEM, [pip(replaces=first)])


def test_a_second_first_version_of_an_instance_is_refused(register: Register) -> None:
    first = pip()
    register.append(SYSTEM, [first])
    with pytest.raises(InstanceExists, match=f"exists already; name its version {first.event_id} in 'replaces'"):
        register.append(SYSTEM, [event("c2"), pip()])
    assert register.count() == 1


def test_a_retraction_of_nothing_and_a_retraction_with_a_payload_are_refused(register: Register) -> None:
    with pytest.raises(UnknownVersion, match="has no version to retract"):
        register.append(SYSTEM, [event(retracted=True)])
    first = pip()
    register.append(SYSTEM, [first])
    with pytest.raises(EventRefused, match="a retraction of 'pip_vastgesteld' has no payload"):
        register.append(SYSTEM, [pip(replaces=first, retracted=True)])
