"""Calls the municipality, as DUO does: with a certificate of its own, and again later when nobody could answer."""

from __future__ import annotations

import datetime as dt
import ssl
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from doorstroom.exchange.duo.backoff import next_attempt
from doorstroom.exchange.duo.client import Caller, Headers
from doorstroom.exchange.duo.messages.notificatie import Notificatie
from doorstroom.exchange.duo.outcomes import Consequence
from doorstroom.exchange.duo.resources import BASE, NOTIFY
from doorstroom.exchange.duo.standin.faults import Faults
from doorstroom.exchange.duo.standin.tables import notification as table
from doorstroom.exchange.duo.standin.world import World

_MOST_DAYS_LATE = 10
#: An hour of DUO's own; after a quarter of an hour of tries the rest of a municipality waits.
_AWAY_AFTER = 3


@dataclass(frozen=True)
class Municipality:
    """Where a municipality takes notifications in."""

    gemeente: str
    oin: str
    host: str
    port: int


def announce(
    connection: Connection, world: World, faults: Faults, *, key: str, bsn: str, code: str, gemeente: str
) -> None:
    """Put a notification in the queue, once per key; spoiled as somebody asked for."""
    if connection.execute(sa.select(table.c.number).where(table.c.key == key)).first() is not None:
        return
    now = world.now
    wrong = faults.of_notification(key)
    delay = dt.timedelta()
    if "late" in wrong:
        delay = dt.timedelta(days=1 + wrong["late"] % _MOST_DAYS_LATE)
    elif "disorder" in wrong:
        delay = dt.timedelta(hours=36)  # so that what happened the next day overtakes it
    held_up = next((name for name in ("late", "disorder") if name in wrong), None)
    row: dict[str, Any] = {
        "key": key, "bericht_id": str(uuid4()), "bsn": bsn, "code": code, "gemeente": gemeente, "registered_at": now,
        "due_at": now + delay, "state": "waiting", "attempts": 0, "fault": held_up,
    }  # fmt: skip
    connection.execute(sa.insert(table).values(**row))
    if "duplicates" in wrong:  # half of them under the same number, half as if it were another message
        again = row["bericht_id"] if wrong["duplicates"] % 2 else str(uuid4())
        later = row["due_at"] + dt.timedelta(hours=wrong["duplicates"] % 48)
        twice = {**row, "key": f"{key}#2", "bericht_id": again, "due_at": later, "fault": "duplicate"}
        connection.execute(sa.insert(table).values(**twice))
    if "unknown" in wrong:
        other = {**row, "key": f"{key}#?", "bericht_id": str(uuid4()), "code": f"ZZ{wrong['unknown']:02d}"}
        connection.execute(sa.insert(table).values(**{**other, "fault": "unknown"}))


class Deliverer:
    """Sends what is due. ``context``: DUO's certificate for calling."""

    def __init__(self, world: World, oin: str, context: ssl.SSLContext, *, answer_within: float = 30) -> None:
        self._world, self._oin, self._context, self._within = world, oin, context, answer_within
        self._callers: dict[Municipality, Caller] = {}

    def close(self) -> None:
        """Close the connections."""
        for caller in self._callers.values():
            caller.close()

    def deliver(self, municipalities: Mapping[str, Municipality]) -> int:
        """Send every notification that is due; how many were attempted."""
        due = sa.select(table).where(table.c.state == "waiting", table.c.due_at <= self._world.now)
        with self._world.reading() as connection:
            rows = connection.execute(due.order_by(table.c.due_at, table.c.number)).all()
        attempted = 0
        away: dict[str, int] = {}
        for row in rows:
            where = municipalities.get(row.gemeente)
            if where is None or away.get(row.gemeente, 0) >= _AWAY_AFTER:
                continue
            attempted += 1
            away[row.gemeente] = away.get(row.gemeente, 0) + 1 if self._send(row, where) else 0
        return attempted

    def _send(self, row: Any, where: Municipality) -> bool:
        """Send one; True when nobody could answer."""
        if where not in self._callers:
            self._callers[where] = Caller(where.host, where.port, self._context, answer_within=self._within)
        registered = row.registered_at if row.registered_at.tzinfo else row.registered_at.replace(tzinfo=dt.UTC)
        message = Notificatie(geregistreerd=registered.isoformat(), code=row.code, bsn=row.bsn)
        headers = Headers(self._oin, where.oin, UUID(row.bericht_id))
        outcome = self._callers[where].call(NOTIFY, BASE + NOTIFY.path, headers, message)
        again = outcome.consequence is Consequence.RETRY
        attempts = row.attempts + 1
        later = next_attempt(self._world.now, attempts, row.key, outcome.retry_after) if again else None
        state = "delivered" if outcome.done else "waiting" if later is not None else "given up"
        with self._world.writing() as connection:
            query = sa.update(table).where(table.c.number == row.number)
            changes: dict[str, Any] = {"state": state, "attempts": attempts, "status": outcome.status}
            connection.execute(query.values(**changes, **({"due_at": later} if later is not None else {})))
        return again
