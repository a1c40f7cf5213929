"""The register: one append-only log of events for every system of the chain.

register = Register.open("register.db", clock=utc_now)          # or postgresql://...
register.append(INBURGERING, [event], expected_version={"case-1": 4})
history_of(register.history_of_case(INBURGERING, "case-1"), INBURGERING.events)
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from types import TracebackType
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine

from doorstroom.kernel.errors import EventError
from doorstroom.kernel.events import Event
from doorstroom.register.database import connect, reading, shown, writing
from doorstroom.register.errors import RegisterError
from doorstroom.register.schema import event as event_table
from doorstroom.register.system import System
from doorstroom.register.writer import Clockwork, Writer

_BATCH = 20_000


@dataclass(frozen=True)
class Appended:
    """What came of an append: ``versions`` gives the version that each case named in it has now."""

    written: int
    already_there: tuple[UUID, ...]
    versions: Mapping[str, int]
    last_sequence: int


class Register:
    """The event log of one database; make it with ``Register.open``, close it or use it in a ``with``."""

    def __init__(self, engine: Engine, clock: Callable[[], dt.datetime], clock_skew: dt.timedelta) -> None:
        self.engine = engine
        self._clock, self._skew = clock, clock_skew

    @classmethod
    def open(
        cls,
        url: str | Path,
        *,
        clock: Callable[[], dt.datetime],
        clock_skew: dt.timedelta = dt.timedelta(minutes=5),
    ) -> Register:
        """Open, and where needed make or migrate, the register at a file name or a ``postgresql://`` address.

        ``clock`` gives ``recorded_at``; a moment further ahead than ``clock_skew`` is refused.
        Raises RegisterUnusable.
        """
        return cls(connect(url, "log"), clock, clock_skew)

    def close(self) -> None:
        """Give back the connections."""
        self.engine.dispose()

    def __enter__(self) -> Register:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    @property
    def name(self) -> str:
        """The database file, or the address without its password, for messages."""
        return shown(self.engine.url)

    def append(
        self,
        system: System,
        events: Iterable[Event],
        expected_version: Mapping[str, int] | None = None,
        *,
        keep_recorded_at: bool = False,
    ) -> Appended:
        """Append events in one transaction: all of them, or none and a refusal.

        ``expected_version`` gives per case the version that the caller saw (0: a new case). ``recorded_at`` is set by
        the register, unless ``keep_recorded_at``: the explicit right to load history. Events that are there
        already, under the same id, are counted and not written again.

        Raises EventRefused (StaleVersion, SameIdOtherEvent, UnknownVersion, AlreadyReplaced, InstanceExists,
        ImpossibleDate), RegisterFull, RegisterBusy.
        """
        batch = list(events)
        with self.transaction(system, keep_recorded_at=keep_recorded_at) as writer:
            versions = writer.add(batch, expected_version)
        return _appended(writer, versions)

    def load_histories(
        self, system: System, events: Iterable[Event], progress: Callable[[int], None] | None = None
    ) -> Appended:
        """Append many events with their own ``recorded_at``, fast, in one transaction.

        ``progress`` is called with the number of events done so far. Raises what ``append`` raises. ``versions`` of
        the answer stays empty.
        """
        remaining = iter(events)
        done = 0
        with self.transaction(system, keep_recorded_at=True) as writer:
            while batch := list(islice(remaining, _BATCH)):
                writer.add(batch)
                done += len(batch)
                if progress is not None:
                    progress(done)
        return _appended(writer, {})

    @contextmanager
    def transaction(self, system: System, *, keep_recorded_at: bool = False) -> Iterator[Writer]:
        """A Writer that is alone in writing; an exception leaves nothing of it in the log."""
        with writing(self.engine, "log") as connection:
            now = self._clock()
            yield Writer(connection, system, Clockwork(now, self._skew, keep_recorded_at))

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that sees one state of the log."""
        with reading(self.engine) as connection:
            yield connection

    def history_of_case(self, system: System, case_id: str) -> list[Event]:
        """Every version of every event of one case, in order; an empty list when there is no such case.

        Raises RegisterError when the log holds what was never appended to it.
        """
        column = event_table.c
        query = (
            sa.select(event_table)
            .where(column.system == system.name, column.case_id == case_id)
            .order_by(column.case_version)
        )
        try:
            with self.reading() as connection:
                rows = connection.execute(query).all()
            return [_event(row, system) for row in rows]
        except (ValueError, TypeError, EventError) as error:  # only what was changed behind the register's back
            reason = " ".join(str(error).split())
            raise RegisterError(
                f"an event of case '{case_id}' cannot be read ({reason}); `doorstroom verify` names what was changed"
            ) from error

    def case_version(self, system: System, case_id: str) -> int:
        """The version of a case, to be named in ``expected_version``; 0 when there is no such case."""
        column = event_table.c
        query = sa.select(sa.func.max(column.case_version)).where(
            column.system == system.name, column.case_id == case_id
        )
        with self.reading() as connection:
            return connection.execute(query).scalar() or 0

    def case_ids(self, system: System) -> list[str]:
        """The ids of every case of a system, in order of first appearance."""
        column = event_table.c
        query = sa.select(column.case_id).where(column.system == system.name, column.case_version == 1)
        with self.reading() as connection:
            return list(connection.execute(query.order_by(column.sequence)).scalars())

    def cases_of_person(self, person_id: str) -> list[tuple[str, str]]:
        """The (system, case_id) of every case of a person, in order of first appearance."""
        column = event_table.c
        query = (
            sa.select(column.system, column.case_id)
            .where(column.person_id == person_id, column.case_version == 1)
            .order_by(column.sequence)
        )
        with self.reading() as connection:
            return [(system, case_id) for system, case_id in connection.execute(query)]

    def count(self, system: System | None = None) -> int:
        """How many events the register holds, of one system or of all."""
        query = sa.select(sa.func.count()).select_from(event_table)
        if system is not None:
            query = query.where(event_table.c.system == system.name)
        with self.reading() as connection:
            return connection.execute(query).scalar_one()


def _appended(writer: Writer, versions: Mapping[str, int]) -> Appended:
    there = tuple(UUID(event_id) for event_id in writer.already_there)
    return Appended(writer.written, there, versions, writer.last_sequence)


def _event(row: sa.Row[tuple[object, ...]], system: System) -> Event:
    found = row._mapping
    recorded_at: dt.datetime = found["recorded_at"]
    if recorded_at.tzinfo is None:  # SQLite has no time zones; the log holds UTC
        recorded_at = recorded_at.replace(tzinfo=dt.UTC)
    payload = json.loads(found["payload"])
    if not found["retracted"]:
        payload = system.events.validate_payload(found["type"], payload)
    return Event(
        event_id=UUID(found["event_id"]),
        case_id=found["case_id"],
        person_id=found["person_id"],
        type=found["type"],
        instance=found["instance"],
        valid_on=found["valid_on"],
        recorded_at=recorded_at.astimezone(dt.UTC),
        sequence=found["sequence"],
        organisation=found["organisation"],
        actor=found["actor"],
        payload=payload,
        replaces=UUID(found["replaces"]) if found["replaces"] else None,
        retracted=found["retracted"],
    )
