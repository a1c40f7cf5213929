"""What the exchange keeps of somebody who is erased from the register: his V-number and DUO's answers about him go.

The messages themselves stay, as what was said and when; they name a person by the number that the log knows.
"""

from __future__ import annotations

import sqlalchemy as sa

from doorstroom.exchange.duo import schema
from doorstroom.exchange.duo.store import Store


def forget(store: Store, person_id: str) -> None:
    """Take away what names a person. Doing it again changes nothing."""
    inbox = schema.inbox
    with store.writing() as connection:
        connection.execute(sa.delete(schema.v_number).where(schema.v_number.c.person_id == person_id))
        connection.execute(sa.delete(schema.answer).where(schema.answer.c.person_id == person_id))
        gone = sa.update(inbox).where(inbox.c.person_id == person_id)
        connection.execute(gone.values(v_number=None, answers=None))
