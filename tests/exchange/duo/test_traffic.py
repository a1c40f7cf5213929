"""What a screen shows of the traffic with DUO: how far, what is wrong, what to do, and never who by number."""

from __future__ import annotations

import dataclasses
import datetime as dt

from doorstroom.exchange.duo import inbox, outbox
from doorstroom.exchange.duo.resources import RESOURCES
from doorstroom.exchange.duo.standin.faults import Fault
from doorstroom.exchange.duo.traffic import (
    STUCK_IN,
    STUCK_OUT,
    inbox_lines,
    meaning_of_resource,
    outbox_lines,
    overview,
)
from tests.exchange.duo.test_endpoint import GOOD, notify
from tests.exchange.duo.town import ASYLUM, OURS, Town


def _busy(town: Town) -> str:
    """Somebody known, a plan that DUO refused, an offer that lacks a school, an unknown code, and a V-number."""
    bsn = town.script(ASYLUM)
    town.day(20)
    town.brp(bsn)
    town.duo.faults.requests.append(Fault("status", 403, resource="pip_melden", texts=(f"Nee, {bsn} niet.", "Twee.")))
    town.record(bsn, "pip_vastgesteld", dt.date(2024, 1, 20), gemeente=OURS, leerroute="B1")
    town.record(bsn, "aanbod_gedaan", dt.date(2024, 1, 21), keurmerk=True)
    assert notify(town, {**GOOD, "bsn": bsn, "gebeurtenisId": "SS999"}).status == 201
    assert notify(town, {**GOOD, "vNummer": 1234567890}).status == 201
    town.day(21)
    return bsn


def test_the_overview_counts_every_state_tasks_and_what_waits(town: Town) -> None:
    empty = overview(town.side.store)
    assert empty.stuck == 0 and empty.oldest_waiting is empty.last_received is empty.last_sent is None
    assert set(empty.inbox) == set(inbox.State) and set(empty.outbox) == set(outbox.State)
    bsn = _busy(town)
    found = overview(town.side.store)
    assert {state: number for state, number in found.inbox.items() if number} == {
        "processed": 2, "unknown": 1, "failed": 1,
    }  # fmt: skip
    assert {state: number for state, number in found.outbox.items() if number} == {"refused": 1, "concept": 1}
    assert found.stuck == 4 and found.tasks == {"zaak": 5, "aansluiting": 0, "bevestigen": 1}
    assert found.oldest_waiting is None and found.last_sent is None and found.last_received is not None
    assert notify(town, {**GOOD, "bsn": bsn}).status == 201
    assert overview(town.side.store).oldest_waiting == town.clock.now


def test_lines_say_what_it_is_how_far_it_is_and_what_a_person_must_do(town: Town) -> None:
    bsn = _busy(town)
    came, went = inbox_lines(town.side.store), outbox_lines(town.side.store)
    assert [line.since for line in came] == sorted((line.since for line in came), reverse=True)
    unknown = next(line for line in came if line.what == "SS999")
    assert (unknown.state, unknown.meaning) == ("unknown", "Een gebeurtenis die wij niet kennen.")
    assert len(unknown.tasks) == 1 and "niet kennen (SS999)" in unknown.trouble
    offer, plan = went
    assert (plan.what, plan.state, plan.attempts, plan.person_id) == ("pip_melden", "refused", 1, town.person(bsn))
    assert plan.trouble == "DUO weigert dit bericht." and plan.texts[1] == "Twee." and len(plan.tasks) == 1
    assert (offer.state, offer.decided_by) == ("concept", None) and "instellingsnummer" in offer.tasks[0].text
    assert outbox.find(town.side.store, int(plan.key)).state == "refused"
    assert inbox.retry(town.side.store, unknown.key, "k") is False  # its key is what a decision names


def test_no_line_holds_a_number_of_a_person_or_what_a_message_says(town: Town) -> None:
    bsn = _busy(town)
    store = town.side.store
    shown = str([dataclasses.asdict(line) for line in (*inbox_lines(store), *outbox_lines(store))])
    assert bsn not in shown and "1234567890" not in shown and "dagtekening" not in shown


def test_pages_and_states_are_chosen_by_the_database(town: Town) -> None:
    _busy(town)
    store = town.side.store
    every = [line.key for line in inbox_lines(store)]
    assert [line.key for start in range(4) for line in inbox_lines(store, start=start, stop=start + 1)] == every
    assert inbox_lines(store, start=9, stop=3) == [] and outbox_lines(store, start=2) == []
    assert {line.what for line in inbox_lines(store, states=STUCK_IN)} == {"SS999", "SS101"}
    assert [line.state for line in outbox_lines(store, states=STUCK_OUT)] == ["concept", "refused"]
    assert outbox_lines(store, states=[outbox.State.SENT]) == []


def test_every_message_of_ours_says_in_dutch_what_it_is() -> None:
    for name, resource in RESOURCES.items():
        if resource.method != "GET":
            assert meaning_of_resource(name).endswith("."), name
