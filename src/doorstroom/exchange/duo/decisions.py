"""What a person decides about a message to DUO: let it go, take it back, send it again."""

from __future__ import annotations

import json
from uuid import uuid4

from doorstroom.exchange.duo.errors import OutboxError
from doorstroom.exchange.duo.outbox import Outgoing, State, by_number, note, replace_older
from doorstroom.exchange.duo.store import Store
from doorstroom.exchange.duo.tasks import finish


def confirm(store: Store, number: int, by: str, **path: str) -> Outgoing:
    """A person lets a concept go, with what was lacking in its path. Raises OutboxError."""
    now = store.clock()
    with store.writing() as connection:
        found = by_number(connection, number)
        if found.state is not State.CONCEPT:
            raise OutboxError(f"bericht {number} is geen concept maar '{found.state}'")
        complete = {**found.path, **path}
        lacking = [name for name in found.call.parameters if name not in complete]
        if lacking:
            raise OutboxError(f"bericht {number}: '{lacking[0]}' ontbreekt nog")
        unknown = sorted(set(path) - set(found.call.parameters))
        if unknown:
            raise OutboxError(f"bericht {number}: dit bericht kent geen '{unknown[0]}'")
        note(connection, now, number, State.QUEUED, path=json.dumps(complete), decided_by=by)
        finish(connection, now, f"outbox:{number}:concept", by)
        let_go = by_number(connection, number)
        if found.call.replaces:
            replace_older(connection, now, let_go)
        return let_go


def withdraw(store: Store, number: int, by: str, why: str) -> Outgoing:
    """A person takes a message back that DUO does not hold. Raises OutboxError."""
    now = store.clock()
    with store.writing() as connection:
        found = by_number(connection, number)
        if found.state in (State.SENT, State.CONFIRMED, State.WITHDRAWN):
            raise OutboxError(f"bericht {number} is al '{found.state}'")
        note(connection, now, number, State.WITHDRAWN, trouble=why, decided_by=by)
        finish(connection, now, f"outbox:{number}:concept", by)
        finish(connection, now, f"outbox:{number}:{found.bericht_id}", by)
        return by_number(connection, number)


def retry(store: Store, number: int, by: str) -> Outgoing:
    """A person sends a refused or failed message again, as a new message. Raises OutboxError."""
    now = store.clock()
    with store.writing() as connection:
        found = by_number(connection, number)
        if found.state not in (State.REFUSED, State.FAILED):
            raise OutboxError(f"bericht {number} is niet geweigerd of mislukt maar '{found.state}'")
        note(
            connection, now, number, State.QUEUED, bericht_id=str(uuid4()), attempts=0, next_attempt_at=None,
            trouble=None, texts=(), decided_by=by,
        )  # fmt: skip
        finish(connection, now, f"outbox:{number}:{found.bericht_id}", by)
        return by_number(connection, number)
