"""The database of the exchange: messages that came and go, and tasks. Beside the register, or in it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine

from doorstroom.exchange.duo.schema import mark
from doorstroom.register.database import Chain, connect, reading, writing

#: A test compares the head with the files.
CHAIN = Chain("duo", "duo_0001", 0x44554F30, Path(__file__).parent / "migrations")
Clock = Callable[[], dt.datetime]


class Store:
    """The tables of the exchange in one database; make it with ``Store.open``."""

    def __init__(self, engine: Engine, clock: Clock) -> None:
        self.engine, self.clock = engine, clock

    @classmethod
    def open(cls, url: str | Path, *, clock: Clock) -> Store:
        """Open, and where needed make or migrate. It may be the database of the register. Raises RegisterUnusable."""
        return cls(connect(url, CHAIN), clock)

    def close(self) -> None:
        """Give back the connections."""
        self.engine.dispose()

    def __enter__(self) -> Store:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction that is alone in writing. Never append to the register inside it: that may be the same file."""
        with writing(self.engine, CHAIN) as connection:
            yield connection

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that sees one state."""
        with reading(self.engine) as connection:
            yield connection

    def mark(self, name: str) -> int | None:
        """How far something was done; None before the first time."""
        with self.reading() as connection:
            return connection.execute(sa.select(mark.c.value).where(mark.c.name == name)).scalar()


def set_mark(connection: Connection, name: str, value: int) -> None:
    """Note how far something was done, in the transaction that did it."""
    if not connection.execute(sa.update(mark).where(mark.c.name == name).values(value=value)).rowcount:
        connection.execute(sa.insert(mark).values(name=name, value=value))


def rows_of(connection: Connection, query: sa.Select[Any]) -> list[dict[str, Any]]:
    """Rows by name, with moments in UTC: SQLite has no time zones."""
    return [{name: _in_utc(value) for name, value in row._mapping.items()} for row in connection.execute(query).all()]


def _in_utc(value: Any) -> Any:
    if isinstance(value, dt.datetime):
        return value.replace(tzinfo=dt.UTC) if value.tzinfo is None else value.astimezone(dt.UTC)
    return value
