"""The person vault: who the pseudonymous people in the log are, kept apart from it.

Every read and change is written to an append-only log with the fields of the Logboek dataverwerkingen, in the same
transaction and before the caller sees anything. Erasing a person removes the row here; the event log stays whole.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from types import TracebackType
from typing import TypeVar

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.exc import IntegrityError

from doorstroom.register.bsn import DEMO_BSN_RANGE, is_bsn
from doorstroom.register.database import connect, reading, writing
from doorstroom.register.errors import RegisterUnusable, VaultError
from doorstroom.register.schema import person as person_table
from doorstroom.register.schema import processing as processing_table

_SLICE = 500
_Item = TypeVar("_Item")


@dataclass(frozen=True)
class Person:
    """What the vault holds of a person; ``person_id`` is the only thing that the event log knows."""

    person_id: str
    name: str
    bsn: str | None = None
    address: str | None = None
    birth_date: dt.date | None = None
    phone: str | None = None
    language: str | None = None


@dataclass(frozen=True)
class Access:
    """On whose behalf and why the vault is opened: purpose is the doelbinding, activity the verwerkingsactiviteit."""

    actor: str
    organisation: str
    purpose: str
    processing_activity: str

    def __post_init__(self) -> None:
        for field in fields(self):
            if not str(getattr(self, field.name)).strip():
                raise VaultError(f"the vault opens only with a stated {field.name}")


@dataclass(frozen=True)
class Processing:
    """One line of the log of processing: who did what with whose data, when and why, and whether it was there."""

    processed_at: dt.datetime
    actor: str
    organisation: str
    purpose: str
    processing_activity: str
    operation: str
    person_id: str
    found: bool


class Vault:
    """The person vault of one database; make it with ``Vault.open``."""

    def __init__(self, engine: Engine, clock: Callable[[], dt.datetime]) -> None:
        self.engine, self._clock = engine, clock

    @classmethod
    def open(cls, url: str | Path, *, clock: Callable[[], dt.datetime]) -> Vault:
        """Open, and where needed make or migrate, the vault at a file name or ``postgresql://`` address.

        It may be the database of the register, but belongs in its own. Raises RegisterUnusable.
        """
        return cls(connect(url, "vault"), clock)

    def close(self) -> None:
        """Give back the connections."""
        self.engine.dispose()

    def __enter__(self) -> Vault:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def put(self, people: Iterable[Person], access: Access) -> int:
        """Add people or replace what is known of them; return how many. Raises VaultError for a wrong BSN."""
        batch = list(people)
        for person in batch:
            if person.bsn is not None and not is_bsn(person.bsn):
                raise VaultError(f"person '{person.person_id}': {_masked(person.bsn)} is not a BSN (11-test)")
        try:
            with writing(self.engine, "vault") as connection:
                for piece in _slices(batch):
                    ids = [person.person_id for person in piece]
                    connection.execute(sa.delete(person_table).where(person_table.c.person_id.in_(ids)))
                    connection.execute(sa.insert(person_table), [asdict(person) for person in piece])
                    self._log(connection, access, "write", ids, set(ids))
        except RegisterUnusable as error:
            if isinstance(error.__cause__, IntegrityError):
                raise VaultError("a person_id or BSN stands in the vault, or in this batch, twice") from None
            raise
        return len(batch)

    def load_demo(self, people: Iterable[Person], access: Access) -> int:
        """``put`` for synthetic people: refuses all of them when one has no BSN in DEMO_BSN_RANGE."""
        batch = list(people)
        for person in batch:
            if person.bsn is None or not is_bsn(person.bsn) or int(person.bsn) not in DEMO_BSN_RANGE:
                raise VaultError(
                    f"person '{person.person_id}' is not a demo person: a demo BSN passes the 11-test and lies in "
                    f"{DEMO_BSN_RANGE.start} to {DEMO_BSN_RANGE.stop - 1}; nothing was loaded"
                )
        return self.put(batch, access)

    def read(self, person_ids: Iterable[str], access: Access) -> dict[str, Person]:
        """The people with these ids, by id; who is not there is left out. The read is logged for every id asked."""
        found: dict[str, Person] = {}
        with writing(self.engine, "vault") as connection:
            for ids in _slices(list(dict.fromkeys(person_ids))):
                query = sa.select(person_table).where(person_table.c.person_id.in_(ids))
                for row in connection.execute(query):
                    found[row.person_id] = Person(**row._mapping)
                self._log(connection, access, "read", ids, set(found))
        return found

    def find_bsn(self, bsn: str, access: Access) -> Person | None:
        """The person with this BSN, or None. Logged under the person found (or under none). Raises VaultError."""
        if not is_bsn(bsn):
            raise VaultError(f"{_masked(bsn)} is not a BSN (11-test)")
        with writing(self.engine, "vault") as connection:
            row = connection.execute(sa.select(person_table).where(person_table.c.bsn == bsn)).one_or_none()
            self._log(connection, access, "search", [row.person_id if row else ""], {row.person_id} if row else set())
        return Person(**row._mapping) if row else None

    def erase(self, person_id: str, access: Access) -> bool:
        """Remove a person from the vault; the events stay, of someone unknown. False when there was no such person."""
        with writing(self.engine, "vault") as connection:
            gone = connection.execute(sa.delete(person_table).where(person_table.c.person_id == person_id)).rowcount
            self._log(connection, access, "erase", [person_id], {person_id} if gone else set())
        if self.engine.dialect.name == "sqlite":  # the row is zeroed in the file; take it out of the WAL as well
            with self.engine.connect() as connection:
                raw = connection.connection.driver_connection
                assert raw is not None
                raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").close()
        return bool(gone)

    def note(self, operation: str, person_ids: Iterable[str], access: Access) -> None:
        """Log that data of these people were processed elsewhere: their case was read, or an event recorded."""
        ids = list(dict.fromkeys(person_ids))
        with writing(self.engine, "vault") as connection:
            self._log(connection, access, operation, ids, set(ids))

    def processings(self, person_id: str) -> list[Processing]:
        """Every processing of one person's data, in order: what that person may ask for."""
        columns = [processing_table.c[field.name] for field in fields(Processing)]
        query = sa.select(*columns).where(processing_table.c.person_id == person_id).order_by(processing_table.c.entry)
        with reading(self.engine) as connection:
            return [processing_of(row) for row in connection.execute(query)]

    def _log(
        self, connection: Connection, access: Access, operation: str, person_ids: list[str], found: set[str]
    ) -> None:
        if not person_ids:
            return
        line = {"processed_at": self._clock().astimezone(dt.UTC), "operation": operation, **asdict(access)}
        connection.execute(
            sa.insert(processing_table),
            [{**line, "person_id": person_id, "found": person_id in found} for person_id in person_ids],
        )


def processing_of(row: sa.Row[tuple[object, ...]]) -> Processing:
    """A row of the log, with its moment in UTC: SQLite has no time zones."""
    values = dict(row._mapping)
    values["processed_at"] = values["processed_at"].replace(tzinfo=values["processed_at"].tzinfo or dt.UTC)
    return Processing(**values)


def _slices(items: list[_Item]) -> Iterable[list[_Item]]:
    for start in range(0, len(items), _SLICE):
        yield items[start : start + _SLICE]


def _masked(bsn: str) -> str:
    return f"'{bsn[:2]}…{bsn[-2:]}'" if len(bsn) > 4 else f"'{bsn}'"
