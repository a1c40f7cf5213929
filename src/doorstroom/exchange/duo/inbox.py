"""What DUO told us: each notification once, with how far it was handled and what is in the way.

received -> fetched -> processed          as it should go
received -> failed                        a person must look; `retry` puts it back
received -> unknown                       a code that we do not know: stored, shown, done
"""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass
from enum import StrEnum
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from doorstroom.exchange.duo.messages.notificatie import Notificatie
from doorstroom.exchange.duo.numbers import v_number
from doorstroom.exchange.duo.people import People
from doorstroom.exchange.duo.schema import inbox as table
from doorstroom.exchange.duo.store import Store, rows_of
from doorstroom.exchange.duo.tasks import Kind, add_task, finish
from doorstroom.register.bsn import is_bsn

#: How far DUO's clock may be ahead of ours before somebody must look.
CLOCK_SKEW = dt.timedelta(minutes=5)
#: From when on a message is called late.
LATE = dt.timedelta(days=2)


class State(StrEnum):
    """How far a notification was handled."""

    RECEIVED = "received"
    FETCHED = "fetched"
    PROCESSED = "processed"
    UNKNOWN = "unknown"
    FAILED = "failed"


@dataclass(frozen=True)
class Incoming:
    """A notification. ``repeats``: how often the same message came again. ``trouble``: what is in the way, in Dutch."""

    bericht_id: str
    code: str
    person_id: str | None
    v_number: str | None
    registered_at: dt.datetime
    received_at: dt.datetime
    state: State
    attempts: int
    repeats: int
    next_attempt_at: dt.datetime | None
    answers: dict[str, Any] | None
    trouble: str | None
    changed_at: dt.datetime

    @property
    def late(self) -> bool:
        """Whether it came long after DUO registered what happened."""
        return self.received_at - self.registered_at > LATE


class Receipt(StrEnum):
    """What came of receiving: new, the same message again, or another message under a number that was used."""

    NEW = "nieuw"
    AGAIN = "al ontvangen"
    OTHER = "zelfde berichtId, andere inhoud"


def receive(store: Store, people: People, bericht_id: UUID, message: Notificatie) -> Receipt:
    """Take a notification in; idempotent on its ``berichtId``. Nothing is asked of DUO yet.

    Raises RegisterBusy and the like when the database cannot take it: then DUO must send it again.
    """
    person_id, number, trouble = _person(people, message)
    now, moment = store.clock(), message.moment
    assert moment is not None
    registered_at = min(max(moment, dt.datetime(1970, 1, 1, tzinfo=dt.UTC)), dt.datetime(9000, 1, 1, tzinfo=dt.UTC))
    with store.writing() as connection:
        known = _find(connection, str(bericht_id))
        if known is not None:
            # A V-number that we now know the person of was perhaps nobody's yet when the message first came.
            alike = (known.person_id, known.v_number) == (person_id, number)
            same_person = alike if number is None else number == known.v_number
            same = same_person and (known.code, known.registered_at) == (message.code, registered_at)
            return _again(connection, now, known, same)
        connection.execute(
            sa.insert(table).values(
                bericht_id=str(bericht_id), code=message.code, person_id=person_id, v_number=number,
                registered_at=registered_at, received_at=now, state=State.FAILED if trouble else State.RECEIVED,
                attempts=0, repeats=0, trouble=trouble, changed_at=now,
            )
        )  # fmt: skip
        if trouble:
            add_task(
                connection,
                now,
                Kind.CASE,
                f"inbox:{bericht_id}",
                trouble,
                code=message.code,
                bericht_id=str(bericht_id),
            )
        if registered_at > now + CLOCK_SKEW:
            text = "De klok van DUO loopt voor op die van ons, of omgekeerd: een melding is van later dan nu."
            add_task(connection, now, Kind.CONNECTION, f"klok:{now:%Y-%m-%d}", text, bericht_id=str(bericht_id))
    return Receipt.NEW


def _person(people: People, message: Notificatie) -> tuple[str | None, str | None, str | None]:
    """The person, the V-number to keep with the message, and what is in the way."""
    number = None if message.v_nummer is None else v_number(message.v_nummer)
    if message.bsn is not None:
        if not is_bsn(message.bsn):
            return None, number, "De melding noemt een nummer dat geen BSN is. Vraag DUO om welke persoon het gaat."
        person_id = people.by_bsn(message.bsn)
        if number is not None:
            people.learn_v_number(number, person_id)
        return person_id, None, None
    if number is None:
        return None, None, "De melding noemt geen persoon. Vraag DUO om wie het gaat."
    known = people.by_v_number(number)
    if known is None:
        return None, number, "De melding noemt alleen een V-nummer. Zoek de persoon op en koppel het nummer."
    return known, number, None


def _again(connection: Connection, now: dt.datetime, known: Incoming, same: bool) -> Receipt:
    if not same:
        text = "DUO gebruikte een berichtId twee keer, met een andere inhoud. Het tweede bericht is geweigerd."
        add_task(connection, now, Kind.CONNECTION, f"berichtId:{known.bericht_id}", text, bericht_id=known.bericht_id)
        return Receipt.OTHER
    query = sa.update(table).where(table.c.bericht_id == known.bericht_id)
    connection.execute(query.values(repeats=table.c.repeats + 1))
    return Receipt.AGAIN


def due(store: Store, most: int = 1000) -> list[Incoming]:
    """The notifications that can be handled now, in order of arrival."""
    waiting = (
        table.c.state.in_([State.RECEIVED, State.FETCHED]),
        sa.or_(table.c.next_attempt_at.is_(None), table.c.next_attempt_at <= store.clock()),
    )
    query = sa.select(table).where(*waiting).order_by(table.c.received_at, table.c.bericht_id).limit(most)
    with store.reading() as connection:
        return [_incoming(row) for row in rows_of(connection, query)]


def listed(store: Store, *, state: State | None = None, person_id: str | None = None) -> list[Incoming]:
    """Notifications in order of arrival, of one state or person or all."""
    query = sa.select(table).order_by(table.c.received_at, table.c.bericht_id)
    if state is not None:
        query = query.where(table.c.state == state)
    if person_id is not None:
        query = query.where(table.c.person_id == person_id)
    with store.reading() as connection:
        return [_incoming(row) for row in rows_of(connection, query)]


def note(connection: Connection, now: dt.datetime, bericht_id: str, state: State, **changes: Any) -> None:
    """Write down how far a notification is."""
    if "answers" in changes:
        changes["answers"] = json.dumps(changes["answers"], ensure_ascii=False)
    query = sa.update(table).where(table.c.bericht_id == bericht_id)
    connection.execute(query.values(state=state, changed_at=now, **changes))


def retry(store: Store, bericht_id: str, by: str) -> bool:
    """A person puts a failed notification back, after what was in the way is gone. False when it did not fail."""
    now = store.clock()
    with store.writing() as connection:
        found = _find(connection, bericht_id)
        if found is None or found.state is not State.FAILED or found.person_id is None:
            return False
        note(connection, now, bericht_id, State.RECEIVED, attempts=0, next_attempt_at=None, trouble=None)
        finish(connection, now, f"inbox:{bericht_id}", by)
    return True


def link(store: Store, people: People, number: str, person_id: str, by: str) -> int:
    """A person found out whose V-number this is: what waited for it goes on. How many messages did?"""
    people.learn_v_number(number, person_id)
    waiting = sa.and_(table.c.v_number == number, table.c.person_id.is_(None), table.c.state == State.FAILED)
    now = store.clock()
    with store.writing() as connection:
        ids = [row.bericht_id for row in connection.execute(sa.select(table.c.bericht_id).where(waiting))]
        for bericht_id in ids:
            note(connection, now, bericht_id, State.RECEIVED, person_id=person_id, trouble=None)
            finish(connection, now, f"inbox:{bericht_id}", by)
    return len(ids)


def _find(connection: Connection, bericht_id: str) -> Incoming | None:
    rows = rows_of(connection, sa.select(table).where(table.c.bericht_id == bericht_id))
    return _incoming(rows[0]) if rows else None


def _incoming(row: dict[str, Any]) -> Incoming:
    answers = None if row["answers"] is None else json.loads(row["answers"])
    return Incoming(**{**row, "state": State(row["state"]), "answers": answers})
