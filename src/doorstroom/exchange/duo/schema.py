"""Tables of the exchange, for SQLite and PostgreSQL alike; the migrations make them, this file is how code names them.

No BSN stands in any of them: people are named by the ``person_id`` of the vault. A V-number does, for DUO may send one
without a BSN; so these tables are guarded like the vault.
"""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy import BigInteger, Column, DateTime, Integer, MetaData, String, Table, Text

metadata = MetaData()
_BIG = BigInteger().with_variant(Integer, "sqlite")
_MOMENT = DateTime(timezone=True)

inbox = Table(
    "duo_inbox",
    metadata,
    Column("bericht_id", String(36), primary_key=True),
    Column("code", String(6), nullable=False),
    Column("person_id", String(64)),
    Column("v_number", String(10)),
    Column("registered_at", _MOMENT, nullable=False),
    Column("received_at", _MOMENT, nullable=False),
    Column("state", String(16), nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("repeats", Integer, nullable=False),
    Column("next_attempt_at", _MOMENT),
    Column("answers", Text),
    Column("trouble", Text),
    Column("changed_at", _MOMENT, nullable=False),
)

outbox = Table(
    "duo_outbox",
    metadata,
    Column("number", _BIG, sa.Identity(), primary_key=True),
    Column("bericht_id", String(36), nullable=False, unique=True),
    #: What made us send it: an event of the register or a person. Nothing is queued twice for one source.
    Column("source", String(96), nullable=False, unique=True),
    Column("resource", String(32), nullable=False),
    Column("person_id", String(64)),
    Column("path", Text, nullable=False),
    Column("body", Text),
    Column("state", String(16), nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("next_attempt_at", _MOMENT),
    Column("created_at", _MOMENT, nullable=False),
    Column("sent_at", _MOMENT),
    Column("changed_at", _MOMENT, nullable=False),
    Column("texts", Text),
    Column("trouble", Text),
    Column("decided_by", String(64)),
)

task = Table(
    "duo_task",
    metadata,
    Column("number", _BIG, sa.Identity(), primary_key=True),
    Column("key", String(160), nullable=False, unique=True),
    Column("kind", String(16), nullable=False),
    Column("code", String(6)),
    Column("person_id", String(64)),
    Column("bericht_id", String(36)),
    Column("text", Text, nullable=False),
    Column("detail", Text),
    Column("created_at", _MOMENT, nullable=False),
    Column("done_at", _MOMENT),
    Column("done_by", String(64)),
)

answer = Table(
    "duo_answer",
    metadata,
    #: Empty for what is not about a person: the lists of schools and of grounds.
    Column("person_id", String(64), primary_key=True),
    Column("resource", String(32), primary_key=True),
    Column("body", Text),
    Column("fetched_at", _MOMENT, nullable=False),
)

contact = Table(
    "duo_contact",
    metadata,
    Column("contact_id", Integer, primary_key=True, autoincrement=False),
    Column("naam", Text, nullable=False),
    Column("email", Text, nullable=False),
    Column("telefoonnummer", Text, nullable=False),
)

contact_of = Table(
    "duo_contact_of",
    metadata,
    Column("person_id", String(64), primary_key=True),
    Column("contact_id", Integer, nullable=False),
)

v_number = Table(
    "duo_v_number",
    metadata,
    Column("v_number", String(10), primary_key=True),
    Column("person_id", String(64), nullable=False),
)

mark = Table(
    "duo_mark",
    metadata,
    Column("name", String(32), primary_key=True),
    Column("value", BigInteger, nullable=False),
)
