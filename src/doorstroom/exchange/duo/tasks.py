"""What a person must do because of DUO: a task of a case, something wrong with the connection, something to confirm."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from doorstroom.exchange.duo.masking import masked
from doorstroom.exchange.duo.schema import task as table
from doorstroom.exchange.duo.store import Store, rows_of


class Kind(StrEnum):
    """Who must look: a case worker, who keeps the connection, or a case worker who must confirm before it is sent."""

    CASE = "zaak"
    CONNECTION = "aansluiting"
    CONFIRM = "bevestigen"


@dataclass(frozen=True)
class Task:
    """Something to do. ``detail`` holds DUO's own words."""

    number: int
    key: str
    kind: Kind
    code: str | None
    person_id: str | None
    bericht_id: str | None
    text: str
    detail: str | None
    created_at: dt.datetime
    done_at: dt.datetime | None
    done_by: str | None


def add_task(
    connection: Connection,
    now: dt.datetime,
    kind: Kind,
    key: str,
    text: str,
    *,
    detail: str | None = None,
    code: str | None = None,
    person_id: str | None = None,
    bericht_id: str | None = None,
) -> bool:
    """Add a task once: under a key that is there already nothing happens. A task never holds a number of a person."""
    if connection.execute(sa.select(table.c.number).where(table.c.key == key)).first() is not None:
        return False
    connection.execute(
        sa.insert(table).values(
            key=key, kind=kind.value, code=code, person_id=person_id, bericht_id=bericht_id, text=masked(text),
            detail=masked(detail) if detail else None, created_at=now,
        )
    )  # fmt: skip
    return True


def finish(connection: Connection, now: dt.datetime, key: str, by: str) -> bool:
    """Note that a task was done, by a person or because it holds no more; False when there is none open."""
    query = sa.update(table).where(table.c.key == key, table.c.done_at.is_(None)).values(done_at=now, done_by=by)
    return bool(connection.execute(query).rowcount)


def open_tasks(store: Store, *, kind: Kind | None = None, person_id: str | None = None) -> list[Task]:
    """Every task that was not done, oldest first."""
    query = sa.select(table).where(table.c.done_at.is_(None)).order_by(table.c.number)
    if kind is not None:
        query = query.where(table.c.kind == kind.value)
    if person_id is not None:
        query = query.where(table.c.person_id == person_id)
    with store.reading() as connection:
        return [Task(**{**row, "kind": Kind(row["kind"])}) for row in rows_of(connection, query)]


def done_by_hand(store: Store, number: int, by: str) -> bool:
    """A person did a task. False when there is no such task open."""
    with store.writing() as connection:
        query = sa.update(table).where(table.c.number == number, table.c.done_at.is_(None))
        return bool(connection.execute(query.values(done_at=store.clock(), done_by=by)).rowcount)
