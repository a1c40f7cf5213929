"""What goes to DUO: each message once, with how far it came and what DUO said of it.

    concept -> queued -> sent -> confirmed     as it should go
    concept                                    a person must add something, or confirm that DUO loses something
    sent                                       DUO received it; a 2xx is not yet "accepted"
    refused, failed                            a person must look; `retry` sends it again as a new message
    withdrawn                                  a person took it back, or a later message takes its place

The retry of a message on which nothing came back keeps its ``berichtId``: it is the same message. Whatever is sent
after an answer gets a new one.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any
from uuid import UUID, uuid4

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from doorstroom.exchange.duo.errors import OutboxError
from doorstroom.exchange.duo.messages.wire import Message
from doorstroom.exchange.duo.resources import RESOURCES, Resource
from doorstroom.exchange.duo.schema import outbox as table
from doorstroom.exchange.duo.store import Store, rows_of
from doorstroom.exchange.duo.tasks import Kind, add_task, finish


class State(StrEnum):
    """How far a message came."""

    CONCEPT = "concept"
    QUEUED = "queued"
    SENT = "sent"
    CONFIRMED = "confirmed"
    REFUSED = "refused"
    FAILED = "failed"
    WITHDRAWN = "withdrawn"


#: What DUO holds, or will hold, because of us.
STANDS = (State.QUEUED, State.SENT, State.CONFIRMED)


#: A message for a certain day is sent in the morning: DUO must not think that it is still the day before.
_MORNING = dt.time(8)


@dataclass(frozen=True)
class Draft:
    """A message to be sent because of ``source``, on ``not_before`` or later. ``decided_by``: a person who asked it."""

    resource: str
    source: str
    person_id: str | None
    body: Message | None = None
    path: Mapping[str, str] = field(default_factory=dict)
    not_before: dt.date | None = None
    decided_by: str | None = None
    #: Why a person must look before it goes, in Dutch; empty: no reason of its own.
    doubt: str = ""

    @property
    def lacking(self) -> tuple[str, ...]:
        """What the path asks and is not known."""
        return tuple(name for name in RESOURCES[self.resource].parameters if name not in self.path)


@dataclass(frozen=True)
class Outgoing:
    """A message of the outbox. ``texts`` are DUO's own words; ``trouble`` is ours."""

    number: int
    bericht_id: UUID
    source: str
    resource: str
    person_id: str | None
    path: dict[str, str]
    body: dict[str, Any] | None
    state: State
    attempts: int
    next_attempt_at: dt.datetime | None
    created_at: dt.datetime
    sent_at: dt.datetime | None
    changed_at: dt.datetime
    texts: tuple[str, ...]
    trouble: str | None
    decided_by: str | None

    @property
    def call(self) -> Resource:
        """The resource that it is for."""
        return RESOURCES[self.resource]

    def message(self) -> Message | None:
        """The body as a model."""
        model = self.call.sends
        return model.read(self.body) if model is not None and self.body is not None else None


def queue(connection: Connection, now: dt.datetime, draft: Draft) -> Outgoing | None:
    """Put a message in the outbox; None when there is one of this source already, or DUO was told just this last.

    It becomes a concept, with a task, when a person must add something, or when DUO would lose what it holds (R-12).
    """
    if connection.execute(sa.select(table.c.number).where(table.c.source == draft.source)).first() is not None:
        return None
    resource = RESOURCES[draft.resource]
    if draft.body is not None and not draft.lacking and _last_told(connection, draft) == draft.body.written():
        return None
    lost = _lost(connection, resource, draft) if draft.decided_by is None else []
    waits = [
        *([f"Bevestig dat DUO dit kwijtraakt: {', '.join(lost)}."] if lost else []),
        *([f"Vul aan: {', '.join(draft.lacking)}."] if draft.lacking else []),
        *([draft.doubt] if draft.doubt else []),
    ]
    state = State.CONCEPT if waits else State.QUEUED
    bericht_id = uuid4()
    connection.execute(
        sa.insert(table).values(
            bericht_id=str(bericht_id), source=draft.source, resource=draft.resource, person_id=draft.person_id,
            path=json.dumps(dict(draft.path)), state=state, attempts=0, created_at=now, changed_at=now,
            decided_by=draft.decided_by,
            body=None if draft.body is None else json.dumps(draft.body.written(), ensure_ascii=False),
            next_attempt_at=draft.not_before and dt.datetime.combine(draft.not_before, _MORNING, dt.UTC),
        )
    )  # fmt: skip
    made = _find(connection, bericht_id)
    if resource.replaces:
        replace_older(connection, now, made)
    if state is State.CONCEPT:
        add_task(
            connection, now, Kind.CONFIRM, f"outbox:{made.number}:concept", f"Bericht aan DUO. {' '.join(waits)}",
            person_id=draft.person_id, bericht_id=str(bericht_id),
        )  # fmt: skip
    return made


def _lost(connection: Connection, resource: Resource, draft: Draft) -> list[str]:
    """What DUO would no longer hold after this message: all of it by a DELETE, absent members by a replacing body."""
    if resource.method == "DELETE":
        return [resource.api.file]
    if not resource.replaces or draft.body is None or resource.api.file == "GevolgdeUren":
        return []
    body = draft.body.written()
    if not body:
        return sorted(type(draft.body).members())
    before = _last_body(connection, draft)
    return sorted(name for name in before if name not in body)


def _last_body(connection: Connection, draft: Draft) -> dict[str, Any]:
    query = sa.select(table.c.body).where(
        table.c.person_id == draft.person_id, table.c.resource == draft.resource, table.c.state.in_(STANDS),
        table.c.path == json.dumps(dict(draft.path)),
    )  # fmt: skip
    found = connection.execute(query.order_by(table.c.number.desc()).limit(1)).scalar()
    return dict(json.loads(found)) if found else {}


def _last_told(connection: Connection, draft: Draft) -> dict[str, Any] | None:
    """The body of the last message about the same thing, unless that took it back."""
    api = RESOURCES[draft.resource].api
    same = [name for name, each in RESOURCES.items() if each.api == api and each.method in ("DELETE",)]
    query = sa.select(table.c.resource).where(
        table.c.person_id == draft.person_id, table.c.resource.in_([draft.resource, *same]), table.c.state.in_(STANDS)
    )
    last = connection.execute(query.order_by(table.c.number.desc()).limit(1)).scalar()
    return _last_body(connection, draft) if last == draft.resource and draft.person_id is not None else None


def replace_older(connection: Connection, now: dt.datetime, newer: Outgoing) -> None:
    """An older message for the same that has no answer yet has no use any more: the newer says all of it anew."""
    older = sa.select(table.c.number).where(
        table.c.person_id == newer.person_id, table.c.resource == newer.resource, table.c.number < newer.number,
        table.c.path == json.dumps(newer.path), table.c.state.in_([State.CONCEPT, State.QUEUED]),
    )  # fmt: skip
    for (number,) in connection.execute(older).all():
        note(connection, now, number, State.WITHDRAWN, trouble="Vervangen door een later bericht.")
        finish(connection, now, f"outbox:{number}:concept", "later bericht")


def due(store: Store, most: int = 1000) -> list[Outgoing]:
    """The messages that can be sent now, in order; of one person none before one that DUO left unanswered."""
    now = store.clock()
    query = sa.select(table).where(table.c.state == State.QUEUED).order_by(table.c.number)
    found: list[Outgoing] = []
    waiting: set[str] = set()
    with store.reading() as connection:
        for row in rows_of(connection, query):
            person = row["person_id"]
            if row["next_attempt_at"] is not None and row["next_attempt_at"] > now:
                if row["attempts"]:
                    waiting.add(person)
            elif person is None or person not in waiting:
                found.append(_outgoing(row))
    return found[:most]


def listed(
    store: Store, *, states: tuple[State, ...] = (), person_id: str | None = None, resource: str | None = None
) -> list[Outgoing]:
    """Messages in order, of some states, one person or one resource, or all."""
    query = sa.select(table).order_by(table.c.number)
    if states:
        query = query.where(table.c.state.in_(states))
    if person_id is not None:
        query = query.where(table.c.person_id == person_id)
    if resource is not None:
        query = query.where(table.c.resource == resource)
    with store.reading() as connection:
        return [_outgoing(row) for row in rows_of(connection, query)]


def note(connection: Connection, now: dt.datetime, number: int, state: State, **changes: Any) -> None:
    """Write down how far a message is."""
    if "texts" in changes:
        changes["texts"] = json.dumps(changes["texts"], ensure_ascii=False)
    connection.execute(sa.update(table).where(table.c.number == number).values(state=state, changed_at=now, **changes))


def find(store: Store, number: int) -> Outgoing:
    """One message by its number. Raises OutboxError."""
    with store.reading() as connection:
        return by_number(connection, number)


def by_number(connection: Connection, number: int) -> Outgoing:
    """One message by its number. Raises OutboxError."""
    rows = rows_of(connection, sa.select(table).where(table.c.number == number))
    if not rows:
        raise OutboxError(f"er is geen bericht {number}")
    return _outgoing(rows[0])


def _find(connection: Connection, bericht_id: UUID) -> Outgoing:
    return _outgoing(rows_of(connection, sa.select(table).where(table.c.bericht_id == str(bericht_id)))[0])


def _outgoing(row: dict[str, Any]) -> Outgoing:
    return Outgoing(
        **{
            **row,
            "bericht_id": UUID(row["bericht_id"]),
            "state": State(row["state"]),
            "path": json.loads(row["path"]),
            "body": None if row["body"] is None else json.loads(row["body"]),
            "texts": tuple(json.loads(row["texts"] or "[]")),
        }
    )
