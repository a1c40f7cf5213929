"""The traffic with DUO as a screen or a list shows it: each message with how far it is, what is wrong, and what to do.

For who keeps the connection. No BSN and no V-number stands in it, and no content of a message: a person is named by the
``person_id`` of the vault, so that who may not see people can be shown the same lines without that one field.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from doorstroom.exchange.duo import inbox, outbox, schema
from doorstroom.exchange.duo.codes import CODES
from doorstroom.exchange.duo.mapping import OUTGOING
from doorstroom.exchange.duo.masking import masked
from doorstroom.exchange.duo.resources import RESOURCES
from doorstroom.exchange.duo.store import Store, rows_of
from doorstroom.exchange.duo.tasks import Kind, Task

#: States in which a message goes no further before a person did something.
STUCK_IN = (inbox.State.FAILED, inbox.State.UNKNOWN)
STUCK_OUT = (outbox.State.CONCEPT, outbox.State.REFUSED, outbox.State.FAILED)


@dataclass(frozen=True)
class Line:
    """One message. ``key`` is what a decision about it names: the ``berichtId`` of a notification, else a number.

    ``what`` is the code or the resource, ``meaning`` says it in Dutch. ``since``: when it was received or made.
    ``moment_at_duo``: when DUO registered what happened; of a message of ours, when DUO received it.
    ``repeats``: how often DUO sent the same again. ``trouble`` is our sentence, ``texts`` are DUO's own words.
    """

    key: str
    what: str
    meaning: str
    state: str
    person_id: str | None
    since: dt.datetime
    changed_at: dt.datetime
    moment_at_duo: dt.datetime | None
    next_attempt_at: dt.datetime | None
    attempts: int
    repeats: int
    trouble: str
    texts: tuple[str, ...]
    decided_by: str | None
    #: What a person must still do about it.
    tasks: tuple[Task, ...]


@dataclass(frozen=True)
class Overview:
    """How it goes: messages per state each way, open tasks per kind, and when something last came, left and waited.

    ``oldest_waiting``: since when the oldest message waits of those that go on by themselves; None when none does.
    """

    inbox: Mapping[str, int]
    outbox: Mapping[str, int]
    tasks: Mapping[str, int]
    last_received: dt.datetime | None
    last_sent: dt.datetime | None
    oldest_waiting: dt.datetime | None

    @property
    def stuck(self) -> int:
        """How many messages wait for a person."""
        return sum(self.inbox[state] for state in STUCK_IN) + sum(self.outbox[state] for state in STUCK_OUT)


def overview(store: Store) -> Overview:
    """How it goes now."""
    came, went, task = schema.inbox.c, schema.outbox.c, schema.task.c
    with store.reading() as connection:
        (last_received,) = _moments(connection, sa.func.max(came.received_at))
        (last_sent,) = _moments(connection, sa.func.max(went.sent_at))
        waiting = [
            *_moments(connection, sa.func.min(came.received_at), came.state.in_(["received", "fetched"])),
            *_moments(connection, sa.func.min(went.created_at), went.state == outbox.State.QUEUED),
        ]
        return Overview(
            _numbers(connection, came.state, inbox.State),
            _numbers(connection, went.state, outbox.State),
            _numbers(connection, task.kind, Kind, task.done_at.is_(None)),
            last_received,
            last_sent,
            min((moment for moment in waiting if moment is not None), default=None),
        )


def inbox_lines(store: Store, *, states: Iterable[inbox.State] = (), start: int = 0, stop: int = 50) -> list[Line]:
    """Notifications, the newest first: of these states (none: of all), from place ``start`` to before ``stop``."""
    table, wanted = schema.inbox, list(states)
    query = sa.select(table).order_by(table.c.received_at.desc(), table.c.bericht_id)
    with store.reading() as connection:
        rows = _page(connection, query.where(table.c.state.in_(wanted)) if wanted else query, start, stop)
        tasks = _tasks_of(connection, rows)
    return [
        Line(
            row["bericht_id"], row["code"], _meaning_of_code(row["code"]), row["state"], row["person_id"],
            row["received_at"], row["changed_at"], row["registered_at"], row["next_attempt_at"], row["attempts"],
            row["repeats"], masked(row["trouble"] or ""), (), None, tasks.get(row["bericht_id"], ()),
        )
        for row in rows
    ]  # fmt: skip


def outbox_lines(store: Store, *, states: Iterable[outbox.State] = (), start: int = 0, stop: int = 50) -> list[Line]:
    """Messages to DUO, the newest first: of these states (none: of all), from place ``start`` to before ``stop``."""
    table, wanted = schema.outbox, list(states)
    query = sa.select(table).order_by(table.c.number.desc())
    with store.reading() as connection:
        rows = _page(connection, query.where(table.c.state.in_(wanted)) if wanted else query, start, stop)
        tasks = _tasks_of(connection, rows)
    return [
        Line(
            str(row["number"]), row["resource"], meaning_of_resource(row["resource"]), row["state"], row["person_id"],
            row["created_at"], row["changed_at"], row["sent_at"], row["next_attempt_at"], row["attempts"], 0,
            masked(row["trouble"] or ""), tuple(map(masked, json.loads(row["texts"] or "[]"))), row["decided_by"],
            tasks.get(row["bericht_id"], ()),
        )
        for row in rows
    ]  # fmt: skip


def meaning_of_resource(name: str) -> str:
    """What a message to DUO tells, in Dutch: as the table of messages says it, else the interface that it is for."""
    told = next((told.how for told in OUTGOING if told.resource == name), "")
    return told or _OTHER.get(name, "") or RESOURCES[name].api.file


#: Messages that no event leads to: a person asks for them.
_OTHER = {
    "aanbod_vervalt": "Een aanbod dat vervalt.",
    "contactpersoon_maken": "Een nieuwe contactpersoon.",
    "contactpersoon_wijzigen": "Andere gegevens van een contactpersoon.",
    "contactpersoon_vervalt": "Een contactpersoon die vervalt, met alle koppelingen.",
    "contactpersoon_koppelen": "Wie de contactpersoon van iemand is.",
    "contactpersoon_ontkoppelen": "Iemand heeft geen contactpersoon meer.",
}


def _meaning_of_code(code: str) -> str:
    known = CODES.get(code)
    return known.trigger if known is not None else "Een gebeurtenis die wij niet kennen."


def _page(connection: Connection, query: sa.Select[Any], start: int, stop: int) -> list[dict[str, Any]]:
    return rows_of(connection, query.offset(start).limit(max(0, stop - start)))


def _tasks_of(connection: Connection, rows: list[dict[str, Any]]) -> dict[str, tuple[Task, ...]]:
    """The open tasks of each message, in one query."""
    table, found = schema.task, dict[str, tuple[Task, ...]]()
    ids = [row["bericht_id"] for row in rows]
    query = sa.select(table).where(table.c.bericht_id.in_(ids), table.c.done_at.is_(None)).order_by(table.c.number)
    for row in rows_of(connection, query) if ids else ():
        one = Task(**{**row, "kind": Kind(row["kind"])})
        found[one.bericht_id or ""] = (*found.get(one.bericht_id or "", ()), one)
    return found


def _numbers(
    connection: Connection, column: sa.Column[Any], every: Iterable[str], *where: sa.ColumnElement[bool]
) -> dict[str, int]:
    """How many rows there are of each; 0 of what there is none of."""
    query = sa.select(column, sa.func.count()).where(*where).group_by(column)
    counted = {str(row[0]): int(row[1]) for row in connection.execute(query)}
    return {str(name): counted.get(str(name), 0) for name in every}


def _moments(
    connection: Connection, moment: sa.ColumnElement[Any], *where: sa.ColumnElement[bool]
) -> tuple[dt.datetime | None]:
    (row,) = rows_of(connection, sa.select(moment.label("moment")).where(*where))
    return (row["moment"],)
