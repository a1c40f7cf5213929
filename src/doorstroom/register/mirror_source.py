"""Events of the log as typed frames, in chunks, without a Python object per event.

The database glues the columns of a slice of rows together into one text, which Polars parses: control characters
cannot occur in a column, so U+001F separates columns and a line end separates rows.
"""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl
import sqlalchemy as sa
from sqlalchemy.engine import Connection

from doorstroom.kernel.events import EventTypes
from doorstroom.kernel.history import HISTORY_SCHEMA
from doorstroom.register.canonical import SEPARATOR
from doorstroom.register.errors import MirrorError
from doorstroom.register.schema import event as event_table
from doorstroom.register.schema import text_columns

_SLICE = 25_000  # sequences per query
CHUNK = 500_000  # rows per typed chunk
_MOMENT = "%Y-%m-%d %H:%M:%S%.6f"
_READ = (
    *("sequence", "event_id", "case_id", "person_id", "type", "instance", "valid_on", "recorded_at"),
    *("organisation", "actor", "payload", "retracted"),
)
_TEXT_SCHEMA = {name: pl.Int64() if name in ("sequence", "retracted") else pl.String() for name in _READ}

CASES_SCHEMA = {"case_row": pl.UInt32(), "case_id": pl.String(), "person_id": pl.String()}


def hash_at(connection: Connection, sequence: int) -> str | None:
    """Hash of the event with this sequence."""
    return connection.execute(sa.select(event_table.c.hash).where(event_table.c.sequence == sequence)).scalar()


def superseded(connection: Connection, system: str, after: int, until: int) -> pl.DataFrame:
    """The versions replaced by an event in ``after < sequence <= until``: type, sequence, recorded_until."""
    newer, older = event_table.alias("newer"), event_table.alias("older")
    moment = text_columns(connection.dialect.name, newer)["recorded_at"]
    query = (
        sa.select(older.c.type, older.c.sequence, moment)
        .join(older, older.c.event_id == newer.c.replaces)
        .where(newer.c.system == system, newer.c.sequence > after, newer.c.sequence <= until)
        .where(newer.c.replaces.is_not(None))
    )
    schema = {"type": pl.String, "sequence": pl.Int64, "recorded_until": pl.String}
    found = [pl.DataFrame([], schema=schema)]
    for rows in connection.execution_options(yield_per=100_000).execute(query).partitions():
        columns = zip(*rows, strict=True)
        found.append(pl.DataFrame(dict(zip(schema, columns, strict=True)), schema=schema))
    return pl.concat(found).with_columns(
        pl.col("recorded_until").str.to_datetime(_MOMENT, time_unit="us", time_zone="UTC")
    )


def rows(connection: Connection, system: str, after: int, until: int, chunk: int = CHUNK) -> Iterator[pl.DataFrame]:
    """The events in ``after < sequence <= until`` as read from the log, some ``chunk`` rows at a time."""
    texts = text_columns(connection.dialect.name, event_table)
    glue = sa.func.printf if connection.dialect.name == "sqlite" else sa.func.format
    line = glue(SEPARATOR.join(["%s"] * len(_READ)), *(texts[name] for name in _READ), type_=sa.String)
    sequence = event_table.c.sequence
    low, high = sa.bindparam("low", type_=sa.BigInteger), sa.bindparam("high", type_=sa.BigInteger)
    lines = (
        sa.select(line.label("line"))
        .where(event_table.c.system == system, sequence > low, sequence <= high)
        .order_by(sequence)
        .subquery()
    )
    query = sa.select(sa.func.aggregate_strings(lines.c.line, "\n"))
    waiting: list[pl.DataFrame] = []
    height = 0
    for start in range(after, until, _SLICE):
        text = connection.execute(query, {"low": start, "high": min(start + _SLICE, until)}).scalar()
        if text is None:
            continue
        waiting.append(
            pl.read_csv(text.encode(), has_header=False, separator=SEPARATOR, quote_char=None, schema=_TEXT_SCHEMA)
        )
        height += waiting[-1].height
        if height >= chunk:
            yield pl.concat(waiting)
            waiting, height = [], 0
    if waiting:
        yield pl.concat(waiting)


class CaseRows:
    """The row number of every case, in order of first appearance."""

    def __init__(self, cases: pl.DataFrame | None = None) -> None:
        self.cases = cases if cases is not None else pl.DataFrame([], schema=CASES_SCHEMA)

    def number(self, chunk: pl.DataFrame) -> pl.DataFrame:
        """``chunk`` with ``case_row``; new cases are added."""
        named = chunk.select("case_id", "person_id").unique("case_id", keep="first", maintain_order=True)
        new = named.join(self.cases, on="case_id", how="anti", maintain_order="left")
        if new.height:
            new = new.with_row_index("case_row", offset=self.cases.height).cast({"case_row": pl.UInt32})
            self.cases = pl.concat([self.cases, new.select(list(CASES_SCHEMA))])
        return chunk.join(self.cases.select("case_id", "case_row"), on="case_id", how="left")


def typed_frames(chunk: pl.DataFrame, until: pl.DataFrame, types: EventTypes) -> Iterator[tuple[str, pl.DataFrame]]:
    """A numbered chunk as one history frame per event type; ``until`` comes from ``superseded``."""
    try:
        chunk = chunk.with_columns(
            pl.col("valid_on").str.to_date("%Y-%m-%d"),
            pl.col("recorded_at").str.to_datetime(_MOMENT, time_unit="us", time_zone="UTC"),
            pl.col("retracted").cast(pl.Boolean),
        ).join(until.select("sequence", "recorded_until"), on="sequence", how="left")
    except pl.exceptions.PolarsError as error:
        raise MirrorError(f"the log holds a date that is none: {_reason(error)}{_VERIFY}") from error
    for (name,), frame in chunk.partition_by("type", as_dict=True, maintain_order=True).items():
        if name not in types:
            raise MirrorError(f"the log holds an event of unknown type '{name}'{_VERIFY}")
        yield str(name), _typed(frame, str(name), types[str(name)].schema_of_payload())


#: The register refuses what is told here, so somebody changed the log behind its back.
_VERIFY = "; `doorstroom verify` names what was changed"


def _reason(error: Exception) -> str:
    return str(error).split("\n")[0]


def _typed(frame: pl.DataFrame, name: str, schema: dict[str, pl.DataType]) -> pl.DataFrame:
    envelope = frame.select(list(HISTORY_SCHEMA))
    if not schema:
        return envelope
    raw = pl.Struct({field: _in_json(dtype) for field, dtype in schema.items()})
    try:
        payload = frame.get_column("payload").str.json_decode(raw).struct.unnest()
        return envelope.hstack(payload.select([_from_json(field, dtype) for field, dtype in schema.items()]))
    except pl.exceptions.PolarsError as error:
        raise MirrorError(f"payloads of '{name}' in the log do not fit its event type: {_reason(error)}") from error


def _in_json(dtype: pl.DataType) -> pl.DataType:
    if isinstance(dtype, pl.List):
        return pl.List(_in_json(dtype.inner))  # type: ignore[arg-type]
    return dtype if dtype in (pl.Int64, pl.Float64, pl.Boolean) else pl.String()


def _from_json(field: str, dtype: pl.DataType) -> pl.Expr:
    column = pl.col(field)
    if isinstance(dtype, pl.List):
        inner = dtype.inner
        assert isinstance(inner, pl.DataType)
        if inner == pl.Date or inner.base_type() is pl.Datetime:
            return column.list.eval(_from_text(pl.element(), inner))
        return column.cast(dtype)
    return _from_text(column, dtype)


def _from_text(column: pl.Expr, dtype: pl.DataType) -> pl.Expr:
    if dtype == pl.Date:
        return column.str.to_date("%Y-%m-%d")
    if dtype.base_type() is pl.Datetime:
        return column.str.to_datetime("%Y-%m-%dT%H:%M:%S%.6fZ", time_unit="us", time_zone="UTC")
    return column.cast(dtype)
