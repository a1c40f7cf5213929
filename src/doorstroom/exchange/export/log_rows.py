"""The event log in the form that `doorstroom load` reads, in chunks, without a Python object per event.

The mirror does not say which version an event replaces, so these rows come from the log itself. As for the mirror, the
database glues the columns of a slice of rows into one text that Polars parses: no column holds a control character.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import polars as pl
import sqlalchemy as sa
from sqlalchemy.engine import Connection

from doorstroom.register.canonical import SEPARATOR
from doorstroom.register.schema import event as event_table
from doorstroom.register.schema import text_columns

_SLICE = 25_000  # sequences per query
#: Columns of a file that can be loaded, in the order in which people read them.
COLUMNS = (
    *("case_id", "person_id", "type", "instance", "valid_on", "recorded_at", "organisation", "actor"),
    *("event_id", "replaces", "retracted", "payload"),
)
_READ = ("sequence", "system", *COLUMNS)
_SCHEMA = {name: pl.Int64() if name in ("sequence", "retracted") else pl.String() for name in _READ}


def rows(connection: Connection, system: str, after: int, until: int) -> Iterator[pl.DataFrame]:
    """The events of one system in ``after < sequence <= until``, in order, some ten thousands at a time."""
    sequence = event_table.c.sequence
    low, high = sa.bindparam("low", type_=sa.BigInteger), sa.bindparam("high", type_=sa.BigInteger)
    query = _glued(connection, sa.and_(event_table.c.system == system, sequence > low, sequence <= high))
    for start in range(after, until, _SLICE):
        text = connection.execute(query, {"low": start, "high": min(start + _SLICE, until)}).scalar()
        if text is not None:
            yield _parsed(text)


def rows_of_person(connection: Connection, person_id: str) -> pl.DataFrame:
    """Every event of one person, in any system, in order; an empty frame when there is nobody of that id."""
    text = connection.execute(_glued(connection, event_table.c.person_id == person_id)).scalar()
    return pl.DataFrame([], schema=_SCHEMA).with_columns(_typed()) if text is None else _parsed(text)


def person_of_case(connection: Connection, case_id: str) -> str | None:
    """Whose case this is, in whatever system; None when there is no such case."""
    query = sa.select(event_table.c.person_id).where(event_table.c.case_id == case_id).limit(1)
    found: str | None = connection.execute(query).scalar()
    return found


def span(connection: Connection, system: str) -> tuple[int, int, int, int]:
    """Of one system: number of events and cases, and the first and the last sequence; zeros when there is nothing."""
    column = event_table.c
    query = sa.select(
        sa.func.count(),
        sa.func.sum(sa.case((column.case_version == 1, 1), else_=0)),
        sa.func.min(column.sequence),
        sa.func.max(column.sequence),
    ).where(column.system == system)
    events, cases, first, last = connection.execute(query).one()
    return int(events), int(cases or 0), int(first or 0), int(last or 0)


def _glued(connection: Connection, which: sa.ColumnElement[bool]) -> sa.Select[Any]:
    texts = text_columns(connection.dialect.name, event_table)
    glue = sa.func.printf if connection.dialect.name == "sqlite" else sa.func.format
    line = glue(SEPARATOR.join(["%s"] * len(_READ)), *(texts[name] for name in _READ), type_=sa.String)
    lines = sa.select(line.label("line")).where(which).order_by(event_table.c.sequence).subquery()
    return sa.select(sa.func.aggregate_strings(lines.c.line, "\n"))


def _parsed(text: str) -> pl.DataFrame:
    read = pl.read_csv(text.encode(), has_header=False, separator=SEPARATOR, quote_char=None, schema=_SCHEMA)
    return read.with_columns(_typed())


def _typed() -> list[pl.Expr]:
    return [
        pl.col("valid_on").str.to_date("%Y-%m-%d"),
        pl.col("recorded_at").str.to_datetime("%Y-%m-%d %H:%M:%S%.6f", time_unit="us", time_zone="UTC"),
        pl.col("retracted").cast(pl.Boolean),
    ]


def as_json_lines(frame: pl.DataFrame) -> bytes:
    """Rows as JSON Lines with the payload as an object, as it stands in the log, so that its hash comes out again.

    The texts of the envelope hold no control characters: only a quotation mark and a backslash need an escape.
    """
    if frame.is_empty():
        return b""
    parts: list[pl.Expr] = []
    for name in COLUMNS:
        text = _json(name)
        parts.append(pl.when(pl.col(name).is_null()).then(pl.lit("")).otherwise(pl.lit(f', "{name}": ') + text))
    line = pl.concat_str(parts)
    lines = frame.select(line="{" + line.str.slice(2) + "}")["line"]
    return ("\n".join(lines) + "\n").encode()


def _json(name: str) -> pl.Expr:
    column = pl.col(name)
    if name == "payload":
        return column
    if name == "retracted":
        return pl.when(column).then(pl.lit("true")).otherwise(pl.lit("false"))
    if name == "valid_on":
        column = column.dt.strftime("%Y-%m-%d")
    elif name == "recorded_at":
        column = column.dt.strftime("%Y-%m-%dT%H:%M:%S%.6fZ")
    else:
        column = column.str.replace_all("\\", "\\\\", literal=True).str.replace_all('"', '\\"', literal=True)
    return '"' + column + '"'
