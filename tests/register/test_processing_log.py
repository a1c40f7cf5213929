"""Looking in the log of processing: by person, by who did it, by organisation, by period; the newest first."""

from __future__ import annotations

import datetime as dt

import pytest
from tests.register.samples import NOW, Clock

from doorstroom.register import Access, Vault
from doorstroom.register.processing_log import Wanted, count, lines

LONG = "vastgelegd: een_gebeurtenis_met_een_lange_naam"
HOUR = dt.timedelta(hours=1)


@pytest.fixture
def filled(vault: Vault, clock: Clock) -> Vault:
    """Five lines, an hour apart."""
    for actor, organisation, activity, person in (
        ("een", "0344", "zaak behandelen", "p-1"), ("een", "0344", "zaak behandelen", "p-2"),
        ("twee", "0344", "werklijst", "p-1"), ("drie", "DUO", "besluit nemen", "p-1"),
        ("een", "0344", "beheer", "account:twee"),
    ):  # fmt: skip
        vault.note(
            "vastgelegd: een_gebeurtenis_met_een_lange_naam", [person], Access(actor, organisation, "doel", activity)
        )
        clock.forward(hours=1)
    return vault


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        (Wanted(), ["account:twee", "p-1", "p-1", "p-2", "p-1"]),
        (Wanted(person_ids=("p-1",)), ["p-1", "p-1", "p-1"]),
        (Wanted(person_ids=()), []),
        (Wanted(actor="een"), ["account:twee", "p-2", "p-1"]),
        (Wanted(organisation="DUO"), ["p-1"]),
        (Wanted(activity="werklijst"), ["p-1"]),
        (Wanted(without_activities=("zaak behandelen", "logboek")), ["account:twee", "p-1", "p-1"]),
        (Wanted(since=NOW + HOUR, before=NOW + 3 * HOUR), ["p-1", "p-2"]),
        (Wanted(actor="een", since=NOW + 4 * HOUR), ["account:twee"]),
        (Wanted(actor="niemand"), []),
    ],
)
def test_lines_are_found(filled: Vault, wanted: Wanted, expected: list[str]) -> None:
    assert [line.person_id for line in lines(filled, wanted, 0, 100)] == expected
    assert count(filled, wanted) == len(expected)


def test_a_part_of_the_lines(filled: Vault) -> None:
    assert [line.person_id for line in lines(filled, Wanted(), 1, 3)] == ["p-1", "p-1"]
    assert lines(filled, Wanted(), 5, 2) == []


def test_what_was_done_is_told_whole_on_every_database_with_its_moment_in_utc(filled: Vault) -> None:
    (line,) = lines(filled, Wanted(organisation="DUO"), 0, 1)
    assert line.operation == LONG
    assert line.processed_at == NOW + 3 * HOUR
