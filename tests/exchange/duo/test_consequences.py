"""What follows for people when DUO answers otherwise than hoped: try again, look at the connection, or do a task."""

from __future__ import annotations

import datetime as dt
import time
from typing import Any

import pytest

from doorstroom.exchange.duo import decisions, inbox
from doorstroom.exchange.duo.backoff import MOST_ATTEMPTS, next_attempt
from doorstroom.exchange.duo.outcomes import Consequence, classify
from doorstroom.exchange.duo.resources import RESOURCES
from doorstroom.exchange.duo.standin.faults import Fault
from doorstroom.exchange.duo.tasks import Kind
from tests.exchange.duo.town import ASYLUM, OURS, Town, open_town

PLAN = dt.date(2024, 1, 20)


@pytest.fixture
def bsn(town: Town) -> str:
    """Somebody of whom two notifications wait to be handled."""
    made = town.script(ASYLUM)
    town.day(20, sync=False)
    return made


def spoil(town: Town, do: Any, **options: Any) -> None:
    town.duo.faults.requests.append(Fault(do, **options))


def test_503_is_tried_again_after_a_while_and_then_done(town: Town, bsn: str) -> None:
    spoil(town, "status", status=503, until=town.clock.now + dt.timedelta(minutes=30))
    done = town.sync()
    assert done.outcomes == {"opnieuw proberen": 2} and not town.events(bsn)
    assert {message.state for message in town.inbox()} == {"received"} and town.tasks() == []
    town.sync()
    assert {message.attempts for message in town.inbox()} == {1}  # not before its time
    for minutes in (2, 8, 31):
        town.clock.now += dt.timedelta(minutes=minutes)
        town.duo.world.set_clock(town.clock.now)
        town.sync()
    assert {message.state for message in town.inbox()} == {"processed"}
    assert [event.type for event in town.events(bsn)].count("kennisgeving_verzonden") == 1


@pytest.mark.parametrize("status", [500, 503, 504])
def test_only_these_are_tried_again(status: int) -> None:
    for resource in RESOURCES.values():
        assert classify(resource, status, None, False).consequence is Consequence.RETRY


@pytest.mark.parametrize("status", [301, 400, 401, 403, 404, 405, 409, 415, 418, 422, 429, 501, 502])
def test_nothing_else_is_tried_again(status: int) -> None:
    for resource in RESOURCES.values():
        assert classify(resource, status, None, False).consequence is not Consequence.RETRY


def test_a_time_out_is_tried_again_under_the_same_number_and_done_once(tmp_path: Any) -> None:
    with open_town(tmp_path, answer_within=0.4) as town:
        bsn = town.script(ASYLUM)
        town.day(20)
        town.record(bsn, "pip_vastgesteld", PLAN, gemeente=OURS, leerroute="B1")
        spoil(town, "slow", seconds=0.8, resource="pip_melden", times=1)
        town.sync()
        time.sleep(0.8)  # DUO is done with it, and we did not hear so
        (message,) = town.outbox()
        assert message.state == "queued" and "time-out" in (message.trouble or "")
        number = message.bericht_id
        town.clock.now += dt.timedelta(minutes=2)
        town.sync()
        (message,) = town.outbox()
        assert (message.bericht_id, message.attempts) == (number, 2) and message.state in ("sent", "confirmed")
        plans = [e for e in town.duo.world.events(town.name(bsn)) if e.type == "pip_vastgesteld"]
        assert len(plans) == 1


def test_what_was_done_without_an_answer_is_not_done_twice(town: Town, bsn: str) -> None:
    town.sync()
    town.record(bsn, "pip_vastgesteld", PLAN, gemeente=OURS, leerroute="B1")
    spoil(town, "silence", resource="pip_melden", times=2)
    for minutes in (0, 2, 10):
        town.clock.now += dt.timedelta(minutes=minutes)
        town.sync()
    (message,) = town.outbox()
    assert message.attempts == 3 and message.state in ("sent", "confirmed")
    assert len([e for e in town.duo.world.events(town.name(bsn)) if e.type == "pip_vastgesteld"]) == 1


def test_a_403_with_texts_is_work_for_the_case_worker_in_duos_own_words(town: Town, bsn: str) -> None:
    town.sync()
    texts = ("Eerste reden.", "Tweede reden.")
    spoil(town, "status", status=403, resource="pip_melden", times=1, texts=texts)
    town.record(bsn, "pip_vastgesteld", PLAN, gemeente=OURS, leerroute="B1")
    town.sync()
    (message,) = town.outbox()
    assert (message.state, message.texts) == ("refused", texts)
    (task,) = [task for task in town.tasks(Kind.CASE) if task.bericht_id == str(message.bericht_id)]
    assert task.detail == "Eerste reden.\nTweede reden." and task.person_id == town.person(bsn)
    assert town.tasks(Kind.CONNECTION) == []
    decisions.retry(town.side.store, message.number, "k.manager")
    town.sync()
    (again,) = town.outbox()
    assert again.state in ("sent", "confirmed") and again.bericht_id != message.bericht_id
    assert task.number not in {open_task.number for open_task in town.tasks()}


@pytest.mark.parametrize("status", [400, 401, 403])
def test_400_401_and_a_403_without_a_body_are_trouble_of_the_connection(town: Town, bsn: str, status: int) -> None:
    spoil(town, "status", status=status)
    town.sync()
    failed = [message for message in town.inbox() if message.state == "failed"]
    assert failed and all(message.trouble for message in failed)
    assert {task.kind for task in town.tasks()} == {Kind.CONNECTION}
    if status == 401:  # nobody of us is known: the rest is not even tried
        assert len(failed) == 1
    town.duo.faults.requests.clear()
    for message in failed:
        assert inbox.retry(town.side.store, message.bericht_id, "beheer")
    town.sync()
    assert {message.state for message in town.inbox()} == {"processed"}
    assert town.tasks(Kind.CONNECTION) == []


def test_404_is_a_person_out_of_scope_or_unknown(town: Town, bsn: str) -> None:
    spoil(town, "status", status=404)
    town.sync()
    assert {task.kind for task in town.tasks()} == {Kind.CASE}
    assert all("Controleer in de BRP" in task.text for task in town.tasks())


def test_a_403_about_somebody_who_is_not_ours_by_our_own_rules_is_no_trouble_of_the_connection(
    town: Town, bsn: str
) -> None:
    town.record(bsn, "brp_inschrijving", dt.date(2024, 1, 11), gemeente=OURS)
    town.record(bsn, "brp_inschrijving", dt.date(2024, 1, 15), gemeente="0344")
    spoil(town, "status", status=403)
    town.sync()
    assert {task.kind for task in town.tasks()} == {Kind.CASE}


def test_an_answer_that_is_not_json_is_an_alarm_and_nothing_is_taken_over(town: Town, bsn: str) -> None:
    spoil(town, "malformed", resource="plicht")
    town.sync()
    assert {task.kind for task in town.tasks()} == {Kind.CONNECTION}
    assert all("niet te lezen" in task.text for task in town.tasks()) and not town.events(bsn)


def test_a_refusal_that_cannot_be_read_is_an_alarm(town: Town) -> None:
    pip = RESOURCES["pip_melden"]
    assert classify(pip, 403, {"type": "about:blank"}, True).consequence is Consequence.CONFIGURATION
    assert classify(pip, 403, [], True).consequence is Consequence.CONFIGURATION
    assert classify(pip, 403, None, True).consequence is Consequence.CONFIGURATION
    assert classify(pip, 403, [{"fouttekst": "Nee."}], True).texts == ("Nee.",)


def test_a_wrong_certificate_is_an_alarm_and_the_round_stops(town: Town, bsn: str, tmp_path: Any) -> None:
    from dataclasses import replace

    from doorstroom.clock import utc_now
    from doorstroom.exchange.duo.client import DuoClient
    from doorstroom.exchange.duo.standin.authority import Authority

    other = Authority(tmp_path / "other", utc_now())
    wrong = replace(town.side.settings.certificate, authority=other.root, revoked=None)
    town.side = replace(town.side, client=DuoClient(town.duo.settings_for(OURS, wrong)))
    done = town.sync()
    assert "beveiligde verbinding" in done.broken_off
    (task,) = town.tasks()
    assert task.kind is Kind.CONNECTION
    assert [message.state for message in town.inbox()].count("failed") == 1


def test_a_wrong_oin_is_an_alarm(town: Town, bsn: str) -> None:
    from dataclasses import replace

    from doorstroom.exchange.duo.client import DuoClient
    from doorstroom.exchange.duo.standin.run import oin_of_gemeente

    settings = replace(town.side.settings, oin=oin_of_gemeente("0344"))  # not the one in our certificate
    town.side = replace(town.side, client=DuoClient(settings))
    town.sync()
    assert {task.kind for task in town.tasks()} == {Kind.CONNECTION}


def test_nobody_there_is_tried_again_and_after_days_somebody_looks(town: Town, bsn: str) -> None:
    town.duo.server.stop()
    for _ in range(MOST_ATTEMPTS + 1):
        town.clock.now += dt.timedelta(hours=6)
        done = town.sync()
    assert done.notifications == 0
    assert {message.state for message in town.inbox()} == {"failed"}
    assert {task.kind for task in town.tasks()} == {Kind.CONNECTION}


def test_the_wait_grows_is_spread_and_heeds_what_duo_asks() -> None:
    now = dt.datetime(2024, 1, 1, tzinfo=dt.UTC)
    waits = []
    for attempts in range(1, MOST_ATTEMPTS):
        moment = next_attempt(now, attempts, "a")
        assert moment is not None
        waits.append(moment - now)
    assert waits == sorted(waits) and waits[0] < dt.timedelta(minutes=2) and waits[-1] < dt.timedelta(hours=5)
    assert next_attempt(now, MOST_ATTEMPTS, "a") is None
    assert len({next_attempt(now, 3, key) for key in "abcdefgh"}) > 4
    asked = next_attempt(now, 1, "a", asked=3600)
    assert asked is not None and asked - now == dt.timedelta(hours=1)
    much = next_attempt(now, 1, "a", asked=10**9)
    assert much is not None and much - now == dt.timedelta(hours=12)


def test_while_one_message_of_somebody_is_unanswered_no_later_one_goes(town: Town, bsn: str) -> None:
    town.sync()
    other = town.script(ASYLUM, "ander")
    town.day(40)
    spoil(town, "status", status=503, resource="pip_melden", times=1)
    for each in (bsn, other):
        for kind, day, payload in (
            ("brp_inschrijving", dt.date(2024, 1, 11), {"gemeente": OURS}),
            ("pip_vastgesteld", PLAN, {"gemeente": OURS, "leerroute": "B1"}),
            ("pvt_ondertekend", dt.date(2024, 2, 1), {}),
        ):
            town.record(each, kind, day, **payload)
    town.sync()
    states = {(message.person_id, message.resource): message.state for message in town.outbox()}
    assert states[town.person(bsn), "pip_melden"] == states[town.person(bsn), "pvt_melden"] == "queued"
    assert states[town.person(other), "pvt_melden"] in ("sent", "confirmed")
    town.clock.now += dt.timedelta(minutes=2)
    town.duo.world.set_clock(town.clock.now)
    town.sync()
    assert {message.state for message in town.outbox()} <= {"sent", "confirmed"}


def test_what_duo_shows_otherwise_is_looked_at_again_and_then_told(town: Town, bsn: str) -> None:
    town.sync()
    town.record(bsn, "pip_vastgesteld", PLAN, gemeente=OURS, leerroute="B1", niveau="B1")
    spoil(town, "status", status=503, resource="pip", times=1)
    town.sync()
    assert town.outbox()[0].state == "sent"
    name = town.name(bsn)
    (plan,) = [e for e in town.duo.world.events(name) if e.type == "pip_vastgesteld"]
    town.duo.world.record(
        name,
        plan.type,
        plan.valid_on,
        {**plan.payload, "leerroute": "Z", "niveau": None},
        key="x",
        instance=plan.instance,
    )
    for _ in range(5):
        town.clock.now += dt.timedelta(days=1)
        town.sync()
    (message,) = town.outbox()
    assert message.state == "sent" and "laat iets anders zien" in (message.trouble or "")
    assert [task.bericht_id for task in town.tasks(Kind.CASE) if "laat iets anders zien" in task.text] == [
        str(message.bericht_id)
    ]


def test_old_news_waits_for_a_person_so_that_a_caseload_that_is_loaded_is_not_told_to_duo(town: Town, bsn: str) -> None:
    town.sync()
    town.day(100)
    town.record(bsn, "pip_vastgesteld", PLAN, gemeente=OURS, leerroute="B1")
    town.record(bsn, "uren_gevolgd", dt.date(2024, 2, 1), soort="nt2", uren=10, keurmerk=True)
    town.sync()
    states = {message.resource: message.state for message in town.outbox()}
    assert states["pip_melden"] == "concept" and states["uren_taalles_melden"] in ("sent", "confirmed")
    (task,) = town.tasks(Kind.CONFIRM)
    assert "meer dan twee maanden geleden" in task.text
    decisions.confirm(town.side.store, town.outbox("pip_melden")[0].number, "k.manager")
    town.sync()
    assert town.outbox("pip_melden")[0].state in ("sent", "confirmed")


def test_an_answer_that_cannot_stand_in_a_register_is_an_alarm_and_holds_up_nobody(
    town: Town, bsn: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from doorstroom.exchange.duo.messages.examen import Examenresultaat
    from doorstroom.exchange.duo.standin.views import VIEWS

    impossible = [Examenresultaat(op=dt.date(1800, 1, 1), resultaat="Geslaagd", onderdeel="KNM")]
    monkeypatch.setitem(VIEWS, "examens", lambda _world, _one: impossible)
    town.sync()
    assert {message.state for message in town.inbox()} == {"failed"}
    assert {task.kind for task in town.tasks()} == {Kind.CONNECTION}
    assert all("past niet in het register" in task.text for task in town.tasks())
