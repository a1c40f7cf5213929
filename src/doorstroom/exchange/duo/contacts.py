"""The contact persons that DUO knows of us. DUO has no GET for them, so the mirror of what was sent is kept here.

Whoever asks for a change here decides it: nobody has to confirm it again.
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from doorstroom.exchange.duo.errors import OutboxError
from doorstroom.exchange.duo.messages.contactpersoon import Contactpersoon, Contactpersoongegevens, checked_name
from doorstroom.exchange.duo.outbox import Draft, Outgoing, queue
from doorstroom.exchange.duo.schema import contact, contact_of
from doorstroom.exchange.duo.store import Store, rows_of


def add(store: Store, details: Contactpersoongegevens, source: str, by: str) -> Outgoing | None:
    """Have DUO register a contact person; its number comes back when the message is sent. Raises MessageError."""
    return _queue(store, Draft("contactpersoon_maken", source, None, checked_name(details), decided_by=by))


def change(store: Store, contact_id: int, details: Contactpersoongegevens, source: str, by: str) -> Outgoing | None:
    """Have DUO replace the details of a contact person. Raises MessageError, OutboxError."""
    _must_exist(store, contact_id)
    where = {"id": str(contact_id)}
    return _queue(store, Draft("contactpersoon_wijzigen", source, None, checked_name(details), where, decided_by=by))


def remove(store: Store, contact_id: int, source: str, by: str) -> Outgoing | None:
    """Have DUO remove a contact person, and with that every link to people (C-2). Raises OutboxError."""
    _must_exist(store, contact_id)
    return _queue(store, Draft("contactpersoon_vervalt", source, None, path={"id": str(contact_id)}, decided_by=by))


def link(store: Store, person_id: str, contact_id: int, source: str, by: str) -> Outgoing | None:
    """Make somebody the contact person of a newcomer; an earlier one is replaced (C-1). Raises OutboxError."""
    _must_exist(store, contact_id)
    return _queue(
        store, Draft("contactpersoon_koppelen", source, person_id, path={"id": str(contact_id)}, decided_by=by)
    )


def unlink(store: Store, person_id: str, source: str, by: str) -> Outgoing | None:
    """Take the contact person of a newcomer away. Raises OutboxError when there is none."""
    contact_id = contacts_of(store).get(person_id)
    if contact_id is None:
        raise OutboxError(f"persoon '{person_id}' heeft bij DUO geen contactpersoon van ons")
    return _queue(
        store, Draft("contactpersoon_ontkoppelen", source, person_id, path={"id": str(contact_id)}, decided_by=by)
    )


def contacts(store: Store) -> list[dict[str, Any]]:
    """Every contact person that DUO knows of us."""
    with store.reading() as connection:
        return rows_of(connection, sa.select(contact).order_by(contact.c.contact_id))


def contacts_of(store: Store) -> dict[str, int]:
    """The contact person of each newcomer, by ``person_id``."""
    with store.reading() as connection:
        return {row.person_id: row.contact_id for row in connection.execute(sa.select(contact_of))}


def follow(connection: Connection, message: Outgoing, value: Any) -> None:
    """Keep the mirror like DUO after a message that DUO took."""
    name = message.resource
    if name == "contactpersoon_maken" and isinstance(value, Contactpersoon) and value.id is not None:
        connection.execute(sa.delete(contact).where(contact.c.contact_id == value.id))
        connection.execute(sa.insert(contact).values(contact_id=value.id, **value.gegevens.model_dump()))
        return
    if not name.startswith("contactpersoon_") or "id" not in message.path:
        return
    contact_id = int(message.path["id"])
    if name == "contactpersoon_wijzigen" and message.body is not None:
        details = Contactpersoongegevens.read(message.body).model_dump()
        connection.execute(sa.update(contact).where(contact.c.contact_id == contact_id).values(**details))
    elif name == "contactpersoon_vervalt":
        connection.execute(sa.delete(contact).where(contact.c.contact_id == contact_id))
        connection.execute(sa.delete(contact_of).where(contact_of.c.contact_id == contact_id))
    else:
        connection.execute(sa.delete(contact_of).where(contact_of.c.person_id == message.person_id))
        if name == "contactpersoon_koppelen":
            connection.execute(sa.insert(contact_of).values(person_id=message.person_id, contact_id=contact_id))


def _queue(store: Store, draft: Draft) -> Outgoing | None:
    with store.writing() as connection:
        return queue(connection, store.clock(), draft)


def _must_exist(store: Store, contact_id: int) -> None:
    if contact_id not in {row["contact_id"] for row in contacts(store)}:
        raise OutboxError(f"DUO kent geen contactpersoon {contact_id} van ons")
