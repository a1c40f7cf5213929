"""Tampering behind the register's back is found, also when the triggers were removed first."""

from __future__ import annotations

import hashlib
from uuid import UUID

import pytest
from tests.register.samples import OTHER_SYSTEM, SYSTEM, event, pip, retraction

from doorstroom.register import Mirror, MirrorError, Register, RegisterError, Seal, seal, verify


@pytest.fixture
def filled(register: Register) -> Register:
    first = pip("c1")
    second = pip("c1", leerroute="Z", replaces=first)
    register.append(SYSTEM, [first, event("c2"), second, retraction(second), event("c2", instance="2")])
    register.append(OTHER_SYSTEM, [event("c1")])
    return register


def tamper(register: Register, statement: str) -> None:
    """Run a statement after taking the triggers away, as someone with the rights of the owner could."""
    with register.engine.begin() as connection:
        if connection.dialect.name == "sqlite":
            connection.exec_driver_sql("DROP TRIGGER event_no_update")
            connection.exec_driver_sql("DROP TRIGGER event_no_delete")
        else:
            connection.exec_driver_sql("ALTER TABLE event DISABLE TRIGGER ALL")
        connection.exec_driver_sql(statement)


def test_an_untouched_log_is_in_order(filled: Register) -> None:
    done: list[int] = []
    found = verify(filled, progress=done.append)
    assert found.ok
    assert (found.events, found.cases) == (6, 3)


@pytest.mark.parametrize(
    "change",
    [
        "actor = 'iemand'",
        "valid_on = '2023-01-01'",
        "recorded_at = '2020-01-01 00:00:00.000000'",
        "payload = '{}'",
        "person_id = 'p-9'",
        "organisation = 'x'",
        "hash = 'x'",
        "event_id = '00000000-0000-0000-0000-000000000000'",
    ],
)
def test_a_changed_column_is_found(filled: Register, change: str) -> None:
    tamper(filled, f"UPDATE event SET {change} WHERE sequence = 3")
    found = verify(filled)
    assert ("content", "c1", 3) in [(f.kind, f.case_id, f.sequence) for f in found.findings]


def test_the_hash_of_an_event_is_the_same_for_ever_and_on_every_database(register: Register) -> None:
    sent = event("c1", "verhuisd", event_id=UUID(int=7), payload={"gemeente": "’s-Gravenhage", "redenen": ["ziekte"]})
    register.append(SYSTEM, [sent])
    with register.reading() as connection:
        found = connection.exec_driver_sql("SELECT hash FROM event").scalar_one()
    text = "1|00000000-0000-0000-0000-000000000007|proef|c1|1|p-c1|verhuisd|1|2024-01-15|2024-06-01 12:00:00.000000|"
    text += 'gemeente|klantmanager|{"dagen":null,"gemeente":"’s-Gravenhage","redenen":["ziekte"]}||0|' + "0" * 64
    assert found == hashlib.sha256(text.replace("|", "\x1f").encode()).hexdigest()


def test_a_removed_event_is_found(filled: Register) -> None:
    tamper(filled, "DELETE FROM event WHERE sequence = 3")
    assert {f.kind for f in verify(filled).findings} == {"version", "chain", "replaces", "sequence"}


def test_a_removed_case_is_found_by_the_gap_in_the_log(filled: Register) -> None:
    tamper(filled, "DELETE FROM event WHERE case_id = 'c2'")
    messages = [f.message for f in verify(filled).findings]
    assert messages == [
        "the events between 1 and 3 are gone from the log",
        "the events between 4 and 6 are gone from the log",
    ]


def test_a_chain_that_was_computed_again_is_found_by_the_seal(filled: Register) -> None:
    before = seal(filled)
    assert before.sequence == 6
    assert verify(filled, before).ok
    tamper(filled, "DELETE FROM event WHERE sequence = 6")  # the last one leaves no gap
    assert verify(filled).ok
    assert [f.kind for f in verify(filled, before).findings] == ["seal"]


@pytest.mark.parametrize("change", ["payload = '{'", "type = 'verzonnen'", "payload = '{\"leerroute\": 5}'"])
def test_a_changed_event_that_cannot_be_read_is_named_by_who_reads_it(filled: Register, change: str) -> None:
    tamper(filled, f"UPDATE event SET {change} WHERE sequence = 3")
    with pytest.raises(RegisterError, match=r"event of case 'c1' cannot be read .*`doorstroom verify` names"):
        filled.history_of_case(SYSTEM, "c1")


@pytest.mark.parametrize("change", ["type = 'verzonnen'", "payload = '{'"])
def test_the_mirror_takes_over_no_event_that_cannot_be_read(filled: Register, mirror: Mirror, change: str) -> None:
    tamper(filled, f"UPDATE event SET {change} WHERE sequence = 3")
    with pytest.raises(MirrorError, match=r"verzonnen|pip_vastgesteld"):
        mirror.sync()


def test_a_seal_stays_valid_when_events_are_added(filled: Register) -> None:
    before = seal(filled)
    filled.append(SYSTEM, [event("c9")])
    assert verify(filled, before).ok
    assert seal(filled, before.sequence) == before
    assert not verify(filled, Seal(before.sequence, "0" * 64)).ok


def test_an_event_put_in_with_another_order_and_person_is_found(filled: Register) -> None:
    filled.append(SYSTEM, [event("c2", instance="3")])
    tamper(filled, "UPDATE event SET person_id = 'p-9', replaces = 'x', recorded_at = '2020-01-01' WHERE sequence = 7")
    assert {f.kind for f in verify(filled).findings} == {"content", "person", "replaces", "order"}
