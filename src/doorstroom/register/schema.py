"""Tables of the event log and of the person vault, for SQLite and PostgreSQL alike.

The migrations make these tables; this file is how the code names them. ``sequence`` is given out by the register
under its write lock, without gaps, so a missing event shows and a watermark never skips a late commit.
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from sqlalchemy import BigInteger, Boolean, Column, Date, DateTime, Integer, MetaData, String, Table, Text

log_metadata = MetaData()
vault_metadata = MetaData()

#: 64 bits on PostgreSQL; on SQLite the row id, which is 64 bits as well.
BigId = BigInteger().with_variant(Integer, "sqlite")

event = Table(
    "event",
    log_metadata,
    Column("sequence", BigId, primary_key=True, autoincrement=False),
    Column("event_id", String(36), nullable=False, unique=True),
    Column("system", String(64), nullable=False),
    Column("case_id", String(64), nullable=False),
    Column("case_version", Integer, nullable=False),
    Column("person_id", String(64), nullable=False),
    Column("type", String(64), nullable=False),
    Column("instance", String(64), nullable=False),
    Column("valid_on", Date, nullable=False),
    Column("recorded_at", DateTime(timezone=True), nullable=False),
    Column("organisation", String(64), nullable=False),
    Column("actor", String(64), nullable=False),
    Column("payload", Text, nullable=False),
    Column("replaces", String(36)),
    Column("retracted", Boolean, nullable=False),
    Column("previous_hash", String(64), nullable=False),
    Column("hash", String(64), nullable=False),
)

person = Table(
    "person",
    vault_metadata,
    Column("person_id", String(64), primary_key=True),
    Column("bsn", String(9), unique=True),
    Column("name", Text, nullable=False),
    Column("address", Text),
    Column("birth_date", Date),
    Column("phone", String(32)),
    Column("language", String(16)),
)

processing = Table(
    "processing",
    vault_metadata,
    Column("entry", BigId, sa.Identity(), primary_key=True),
    Column("processed_at", DateTime(timezone=True), nullable=False),
    Column("actor", String(64), nullable=False),
    Column("organisation", String(64), nullable=False),
    Column("purpose", Text, nullable=False),
    Column("processing_activity", Text, nullable=False),
    Column("operation", Text, nullable=False),
    Column("person_id", String(64), nullable=False),
    Column("found", Boolean, nullable=False),
)


def text_columns(dialect: str, table: sa.FromClause = event) -> dict[str, sa.ColumnElement[Any]]:
    """The columns of an event in the text that its hash is made of, in the order of the table.

    Dates are ``2023-05-01`` and moments ``2023-05-01 12:00:00.000000`` (UTC) on both databases;
    ``retracted`` is 0 or 1.
    """
    own: dict[str, sa.ColumnElement[Any]]
    if dialect == "sqlite":
        own = {name: sa.type_coerce(table.c[name], String) for name in ("valid_on", "recorded_at")}
        own["retracted"] = sa.type_coerce(table.c.retracted, Integer)
    else:
        utc = sa.func.timezone("UTC", table.c.recorded_at)
        own = {
            "valid_on": sa.func.to_char(table.c.valid_on, "YYYY-MM-DD"),
            "recorded_at": sa.func.to_char(utc, "YYYY-MM-DD HH24:MI:SS.US"),
            "retracted": sa.cast(table.c.retracted, Integer),
        }
    return {column.name: own.get(column.name, column).label(column.name) for column in event.columns}
