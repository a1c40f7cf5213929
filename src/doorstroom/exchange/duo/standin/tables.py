"""What the stand-in keeps beside its register: numbers, contact persons, offers, and how far its messages and jobs are.

Made where they are missing, without migrations: the stand-in is thrown away after use.
"""

from __future__ import annotations

import json
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Column, DateTime, Integer, MetaData, String, Table, Text
from sqlalchemy.engine import Connection

metadata = MetaData()
_MOMENT = DateTime(timezone=True)

person = Table(
    "person",
    metadata,
    Column("bsn", String(9), primary_key=True),
    #: What a script calls the person; also the case and the pseudonym in the register of the stand-in.
    Column("name", String(64), nullable=False, unique=True),
    Column("v_number", Integer, nullable=False),
    Column("examennummer", String(12)),
    #: The last codes about duty and PIP that were told, so that only a change is told.
    Column("told_plicht", String(6)),
    Column("told_pip", String(16)),
    Column("look_on", sa.Date),
)

step = Table(
    "step",
    metadata,
    Column("key", String(96), primary_key=True),
    Column("bsn", String(9), nullable=False),
    Column("due_at", _MOMENT, nullable=False),
    Column("content", Text, nullable=False),
    Column("done", Integer, nullable=False, default=0),
)

notification = Table(
    "notification",
    metadata,
    Column("number", Integer, primary_key=True),
    #: Nothing is announced twice for one reason.
    Column("key", String(160), nullable=False, unique=True),
    Column("bericht_id", String(36), nullable=False),
    Column("bsn", String(9), nullable=False),
    Column("code", String(6), nullable=False),
    Column("gemeente", String(4), nullable=False),
    Column("registered_at", _MOMENT, nullable=False),
    Column("due_at", _MOMENT, nullable=False),
    Column("state", String(16), nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("fault", String(16)),
    Column("status", Integer),
)

answered = Table(
    "answered",
    metadata,
    Column("bron", String(20), primary_key=True),
    Column("bericht_id", String(36), primary_key=True),
    Column("asked", Text, nullable=False),
    Column("status", Integer, nullable=False),
    Column("content", Text),
)

contact = Table(
    "contact",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("gemeente", String(4), nullable=False),
    Column("content", Text, nullable=False),
    Column("bericht_id", String(36), nullable=False, unique=True),
)

contact_of = Table(
    "contact_of",
    metadata,
    Column("bsn", String(9), primary_key=True),
    Column("id", Integer, nullable=False),
)

offer = Table(
    "offer",
    metadata,
    Column("bsn", String(9), primary_key=True),
    Column("instellingsnummer", String(10), primary_key=True),
    Column("gemeente", String(4), nullable=False),
    Column("content", Text, nullable=False),
)

zroute = Table(
    "zroute",
    metadata,
    Column("bsn", String(9), primary_key=True),
    Column("gemeente", String(4), nullable=False),
    Column("day", sa.Date, nullable=False),
)

setting = Table(
    "setting",
    metadata,
    Column("name", String(32), primary_key=True),
    Column("value", Text, nullable=False),
)


def get_setting(connection: Connection, name: str, default: Any = None) -> Any:
    """A setting, as JSON has it."""
    found = connection.execute(sa.select(setting.c.value).where(setting.c.name == name)).scalar()
    return default if found is None else json.loads(found)


def put_setting(connection: Connection, name: str, value: Any) -> None:
    """Set it."""
    connection.execute(sa.delete(setting).where(setting.c.name == name))
    connection.execute(sa.insert(setting).values(name=name, value=json.dumps(value)))
