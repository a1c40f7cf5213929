"""The tables of the exchange, on SQLite and PostgreSQL: what the migrations make, once per number, states, tasks."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
import sqlalchemy as sa
from alembic.script import ScriptDirectory

from doorstroom.exchange.duo import decisions, inbox, outbox
from doorstroom.exchange.duo.errors import OutboxError, UnknownPerson
from doorstroom.exchange.duo.inbox import Receipt
from doorstroom.exchange.duo.messages.notificatie import Notificatie
from doorstroom.exchange.duo.messages.pip import Pip
from doorstroom.exchange.duo.messages.resultaten import ResultaatPvt
from doorstroom.exchange.duo.outbox import Draft, State
from doorstroom.exchange.duo.people import People
from doorstroom.exchange.duo.schema import metadata
from doorstroom.exchange.duo.store import CHAIN, Store
from doorstroom.exchange.duo.tasks import Kind, add_task, done_by_hand, finish, open_tasks
from doorstroom.register.database import Chain, connect
from doorstroom.register.errors import RegisterUnusable
from doorstroom.register.log import Register
from doorstroom.register.vault import Vault
from tests.exchange.duo.town import OURS, Clock

BSN = "999990019"
MESSAGE = Notificatie(geregistreerd="2024-01-01T07:00:00Z", code="SS101", bsn=BSN)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def store(url: str, clock: Clock) -> Iterator[Store]:
    with Register.open(url, clock=clock), Store.open(url, clock=clock) as opened:  # in one database, as by default
        yield opened


@pytest.fixture
def people(url: str, store: Store, clock: Clock) -> Iterator[People]:
    with Vault.open(url, clock=clock) as vault:
        yield People(vault, store, OURS)


def test_the_migrations_make_the_tables_that_the_code_names(store: Store) -> None:
    inspector = sa.inspect(store.engine)
    for table in metadata.tables.values():
        found = {column["name"]: column for column in inspector.get_columns(table.name)}
        assert list(found) == [column.name for column in table.columns]
        for column in table.columns:
            assert found[column.name]["nullable"] == bool(column.nullable), column.name


def test_the_newest_migration_is_the_one_that_the_code_asks_for() -> None:
    script = ScriptDirectory(CHAIN.folder.parent, version_locations=[CHAIN.folder])
    assert script.get_heads() == [CHAIN.head]


def test_a_database_of_a_newer_doorstroom_is_refused(tmp_path: Path, clock: Clock) -> None:
    Store.open(tmp_path / "x.db", clock=clock).close()
    newer = Chain(CHAIN.name, "duo_9999", CHAIN.lock, CHAIN.folder)
    engine = connect(tmp_path / "x.db", CHAIN)
    with engine.begin() as connection:
        connection.exec_driver_sql("UPDATE doorstroom_duo_version SET version_num = 'duo_9999'")
    engine.dispose()
    with pytest.raises(RegisterUnusable, match="version 'duo_9999'"):
        Store.open(tmp_path / "x.db", clock=clock)
    assert connect(tmp_path / "x.db", newer).dispose() is None


def test_a_notification_is_taken_in_once_per_number(store: Store, people: People) -> None:
    number = uuid4()
    receipts = [inbox.receive(store, people, number, MESSAGE) for _ in range(3)]
    assert receipts == [Receipt.NEW, Receipt.AGAIN, Receipt.AGAIN]
    other = MESSAGE.model_copy(update={"code": "SS110"})
    assert inbox.receive(store, people, number, other) is Receipt.OTHER
    (kept,) = inbox.listed(store)
    assert (kept.code, kept.repeats, kept.state) == ("SS101", 2, "received")
    assert kept.registered_at == dt.datetime(2024, 1, 1, 7, tzinfo=dt.UTC)


def test_messages_wait_for_their_moment_in_order_of_arrival(store: Store, people: People, clock: Clock) -> None:
    numbers = [uuid4() for _ in range(3)]
    for number in numbers:
        clock.now += dt.timedelta(seconds=1)
        inbox.receive(store, people, number, MESSAGE)
    with store.writing() as connection:
        later = clock.now + dt.timedelta(hours=1)
        inbox.note(connection, clock.now, str(numbers[0]), inbox.State.RECEIVED, next_attempt_at=later)
    assert [message.bericht_id for message in inbox.due(store)] == [str(number) for number in numbers[1:]]
    clock.now += dt.timedelta(hours=1)
    assert [message.bericht_id for message in inbox.due(store)] == [str(number) for number in numbers]


def test_people_are_known_by_the_vault_alone_and_every_look_is_logged(url: str, people: People, clock: Clock) -> None:
    person_id = people.by_bsn(BSN)
    assert people.by_bsn(BSN) == person_id and people.bsn_of(person_id) == BSN
    with pytest.raises(UnknownPerson) as refused:
        people.bsn_of("p-niemand")
    assert BSN not in str(refused.value)
    with Vault.open(url, clock=clock) as vault:
        found = vault.processings(person_id)
    assert {line.processing_activity for line in found} == {"uitwisseling met DUO"} and len(found) >= 3


def queue(store: Store, draft: Draft) -> outbox.Outgoing | None:
    with store.writing() as connection:
        return outbox.queue(connection, store.clock(), draft)


def signed(source: str, day: dt.date | None, person: str = "p-1") -> Draft:
    return Draft("pvt_melden", source, person, ResultaatPvt(ondertekend_op=day, verwijtbaar=None))


def state_of(store: Store, number: int, state: State) -> None:
    with store.writing() as connection:
        outbox.note(connection, store.clock(), number, state)


DAY = dt.date(2024, 2, 1)


def test_a_message_is_queued_once_per_source_and_not_when_duo_was_told_just_that(store: Store) -> None:
    first = queue(store, signed("a", DAY))
    assert first is not None and first.state == "queued"
    assert queue(store, signed("a", DAY + dt.timedelta(days=1))) is None
    assert queue(store, signed("b", DAY)) is None
    assert queue(store, signed("c", DAY, "p-2")) is not None


def test_a_later_message_takes_the_place_of_one_that_did_not_go_yet(store: Store) -> None:
    first, second = queue(store, signed("a", DAY)), queue(store, signed("b", DAY + dt.timedelta(days=1)))
    assert first is not None and second is not None
    assert [message.state for message in outbox.listed(store)] == ["withdrawn", "queued"]


def test_plans_are_all_sent_since_each_is_a_plan(store: Store) -> None:
    for number in range(2):
        plan = Pip(dagtekening=DAY + dt.timedelta(days=number), leerroute="B")
        queue(store, Draft("pip_melden", f"plan-{number}", "p-1", plan))
    assert [message.state for message in outbox.listed(store)] == ["queued", "queued"]


def test_an_empty_message_and_a_removal_wait_for_a_person(store: Store) -> None:
    made = queue(store, signed("a", None))
    removal = queue(store, Draft("pip_vervalt", "b", "p-1"))
    assert made is not None and removal is not None and made.state == removal.state == "concept"
    assert len(open_tasks(store, kind=Kind.CONFIRM)) == 2 and outbox.due(store) == []
    decisions.confirm(store, made.number, "k")
    decisions.withdraw(store, removal.number, "k", "Toch niet.")
    assert [message.number for message in outbox.due(store)] == [made.number]
    assert open_tasks(store) == []


def test_what_is_lacking_must_be_said_and_nothing_else(store: Store) -> None:
    from doorstroom.exchange.duo.messages.aanbod import Aanbod

    body = Aanbod(aangeboden_op=DAY, begint_op=None, tot=None, alfabetisering="NVT")
    made = queue(store, Draft("aanbod_melden", "a", "p-1", body))
    assert made is not None and made.state == "concept"
    with pytest.raises(OutboxError, match="'instellingsnummer' ontbreekt nog"):
        decisions.confirm(store, made.number, "k")
    with pytest.raises(OutboxError, match="kent geen 'school'"):
        decisions.confirm(store, made.number, "k", instellingsnummer="9000000001", school="x")
    done = decisions.confirm(store, made.number, "k", instellingsnummer="9000000001")
    assert (done.state, done.path) == ("queued", {"instellingsnummer": "9000000001"})


@pytest.mark.parametrize("state", [State.QUEUED, State.SENT, State.CONFIRMED])
def test_only_what_can_be_decided_is_decided(store: Store, state: State) -> None:
    made = queue(store, signed("a", DAY))
    assert made is not None
    state_of(store, made.number, state)
    with pytest.raises(OutboxError, match="geen concept"):
        decisions.confirm(store, made.number, "k")
    with pytest.raises(OutboxError, match="niet geweigerd of mislukt"):
        decisions.retry(store, made.number, "k")
    if state is not State.QUEUED:
        with pytest.raises(OutboxError, match="is al"):
            decisions.withdraw(store, made.number, "k", "x")
    with pytest.raises(OutboxError, match="er is geen bericht 99"):
        outbox.find(store, 99)


def test_sent_again_after_a_refusal_it_is_another_message(store: Store) -> None:
    made = queue(store, signed("a", DAY))
    assert made is not None
    state_of(store, made.number, State.REFUSED)
    again = decisions.retry(store, made.number, "k")
    assert again.state == "queued" and again.bericht_id != made.bericht_id and again.decided_by == "k"


def test_a_task_is_made_once_and_done_once(store: Store, clock: Clock) -> None:
    with store.writing() as connection:
        assert add_task(connection, clock.now, Kind.CASE, "k", f"Bel {BSN} terug.")
        assert not add_task(connection, clock.now, Kind.CASE, "k", "Iets anders.")
    (task,) = open_tasks(store)
    assert BSN not in task.text
    assert done_by_hand(store, task.number, "k") and not done_by_hand(store, task.number, "k")
    with store.writing() as connection:
        assert not finish(connection, clock.now, "k", "regels")
    assert open_tasks(store) == []
