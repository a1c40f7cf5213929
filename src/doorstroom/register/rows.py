"""Rows of the event table in the text form that is hashed: finding them by key, and inserting them fast."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.engine import Connection

from doorstroom.register.schema import event as event_table
from doorstroom.register.schema import text_columns

COLUMNS = [column.name for column in event_table.columns]
RECORDED_AT = COLUMNS.index("recorded_at")
_REPLACES = COLUMNS.index("replaces")
_NULL = r"\N"
_COPY = 1_000  # rows per message
_EVENT_ID = COLUMNS.index("event_id")

Row = tuple[Any, ...]


def last_sequence(connection: Connection) -> int:
    """Sequence of the last event in the log, of any system; 0 when it is empty."""
    return connection.execute(sa.select(sa.func.max(event_table.c.sequence))).scalar() or 0


def find_rows(connection: Connection, event_ids: Collection[str]) -> dict[str, Row]:
    """The events with these ids that are in the log, by id."""
    texts = text_columns(connection.dialect.name)
    query = sa.select(*texts.values()).where(_among(connection, event_table.c.event_id))
    return {row[_EVENT_ID]: tuple(row) for row in _rows(connection, query, event_ids)}


def find_cases(connection: Connection, system: str, case_ids: Collection[str]) -> Iterable[Row]:
    """The events of cases, in order: what CaseState is made of, column by column."""
    texts = text_columns(connection.dialect.name)
    names = ("case_id", "case_version", "person_id", "event_id", "type", "instance", "recorded_at", "hash")
    query = (
        sa.select(*(texts[name] for name in names))
        .where(event_table.c.system == system, _among(connection, event_table.c.case_id))
        .order_by(event_table.c.case_id, event_table.c.case_version)
    )
    return _rows(connection, query, case_ids)


def _among(connection: Connection, column: sa.Column[str]) -> sa.ColumnElement[bool]:
    """Whether a column is among ``keys``, which go along as one value however many there are."""
    if connection.dialect.name == "sqlite":
        keys = sa.func.json_each(sa.bindparam("keys", type_=sa.String)).table_valued("value")
        return column.in_(sa.select(keys.c.value))
    return column == sa.any_(sa.bindparam("keys", type_=ARRAY(sa.String)))


def _rows(connection: Connection, query: sa.Select[Any], keys: Collection[str]) -> Iterable[Row]:
    if not keys:
        return []
    given = list(keys)
    value: object = json.dumps(given) if connection.dialect.name == "sqlite" else given
    return connection.execute(query, {"keys": value})


def insert_rows(connection: Connection, rows: list[Row]) -> None:
    """Insert rows in the text form of the log, by the fastest way that the driver has."""
    if not rows:
        return
    names = ", ".join(COLUMNS)
    if connection.dialect.name == "sqlite":
        marks = ", ".join("?" * len(COLUMNS))
        connection.exec_driver_sql(f"INSERT INTO event ({names}) VALUES ({marks})", rows)
        return
    raw: Any = connection.connection.driver_connection
    with raw.cursor() as cursor, cursor.copy(f"COPY event ({names}) FROM STDIN") as copy:
        for start in range(0, len(rows), _COPY):
            copy.write("".join([_copy_line(row) for row in rows[start : start + _COPY]]))


def _copy_line(row: Row) -> str:
    """A row in the text format of COPY; no column holds a control character, so only backslashes are escaped."""
    before = (*row[:RECORDED_AT], row[RECORDED_AT] + "+00", *row[RECORDED_AT + 1 : _REPLACES])
    replaces, retracted, previous, digest = row[_REPLACES:]
    text = "\t".join(map(str, before)).replace("\\", "\\\\")
    return f"{text}\t{replaces or _NULL}\t{retracted}\t{previous}\t{digest}\n"
