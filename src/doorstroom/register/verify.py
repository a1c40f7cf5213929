"""Was the log changed behind the register's back? Every hash, version, link and order computed again.

A chain shows a changed, removed or inserted event. Who can rewrite a whole chain can hide that; against this there is
the seal: a number and a hash, to be kept somewhere else, that fixes everything up to an event.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from doorstroom.register.canonical import GENESIS, hash_of
from doorstroom.register.log import Register
from doorstroom.register.schema import event as event_table
from doorstroom.register.schema import text_columns

_EVERY = 10_000


@dataclass(frozen=True)
class Finding:
    """One thing that is wrong: what, and at which event."""

    kind: str
    system: str
    case_id: str
    sequence: int
    message: str


@dataclass(frozen=True)
class Verification:
    """What was verified and everything that was found wrong; ``ok`` when nothing was."""

    events: int
    cases: int
    findings: tuple[Finding, ...]

    @property
    def ok(self) -> bool:
        return not self.findings


@dataclass(frozen=True)
class Seal:
    """Fixes the log up to and including ``sequence``; keep it outside the register."""

    sequence: int
    digest: str


@dataclass
class _Case:
    system: str
    case_id: str
    person_id: str
    version: int = 0
    hash: str = GENESIS
    recorded_at: str = ""
    last: dict[tuple[str, str], str] = field(default_factory=dict)


def seal(register: Register, until: int | None = None) -> Seal:
    """A seal on the log as it stands, or as it stood at event ``until``."""
    with register.reading() as connection:
        return _seal(connection, until)


def verify(
    register: Register, sealed: Seal | None = None, progress: Callable[[int], None] | None = None
) -> Verification:
    """Recompute every hash chain, version, replaces-link and order in the log, and compare with a seal if given.

    ``progress`` is called with the number of events done. Nothing is raised for what is wrong: it is in ``findings``.
    """
    findings: list[Finding] = []
    case: _Case | None = None
    events = cases = 0
    with register.reading() as connection:
        columns = text_columns(connection.dialect.name)
        order = (event_table.c.system, event_table.c.case_id, event_table.c.case_version)
        query = sa.select(*columns.values()).order_by(*order)
        for row in connection.execution_options(yield_per=_EVERY).execute(query):
            if case is None or (case.system, case.case_id) != (row.system, row.case_id):
                case = _Case(row.system, row.case_id, row.person_id)
                cases += 1
            for kind, message in _wrong(case, row):
                findings.append(Finding(kind, row.system, row.case_id, row.sequence, message))
            events += 1
            if progress is not None and events % _EVERY == 0:
                progress(events)
        findings += _gaps(connection)
        if sealed is not None and _seal(connection, sealed.sequence) != sealed:
            message = f"the log up to event {sealed.sequence} is not what was sealed"
            findings.append(Finding("seal", "", "", sealed.sequence, message))
    return Verification(events, cases, tuple(findings))


def _wrong(case: _Case, row: Any) -> Iterator[tuple[str, str]]:
    here = f"case '{case.case_id}' version {row.case_version} (event {row.sequence})"
    if hash_of(row[:-1]) != row.hash:
        yield "content", f"{here}: the content is not what was recorded; its hash differs"
    if row.case_version != case.version + 1:
        yield "version", f"{here}: follows on version {case.version}; what was between is gone"
    if row.previous_hash != case.hash:
        yield "chain", f"{here}: does not follow on the event before it; an event was changed, removed or put between"
    if row.recorded_at < case.recorded_at:
        yield "order", f"{here}: recorded at {row.recorded_at}, before {case.recorded_at}"
    if row.person_id != case.person_id:
        yield "person", f"{here}: is of person '{row.person_id}', the case is of '{case.person_id}'"
    last = case.last.get((row.type, row.instance))
    if row.replaces != last:
        yield "replaces", f"{here}: replaces {row.replaces}, but the version before it is {last}"
    case.version, case.hash, case.recorded_at = row.case_version, row.hash, row.recorded_at
    case.last[row.type, row.instance] = row.event_id


def _gaps(connection: Connection) -> Iterator[Finding]:
    sequence = event_table.c.sequence
    before = sa.func.lag(sequence, 1, 0).over(order_by=sequence)
    pairs = sa.select(sequence.label("after"), before.label("before")).subquery()
    query = sa.select(pairs.c.before, pairs.c.after).where(pairs.c.after != pairs.c.before + 1).limit(1000)
    for low, high in connection.execute(query):
        yield Finding("sequence", "", "", high, f"the events between {low} and {high} are gone from the log")


def _seal(connection: Connection, until: int | None) -> Seal:
    sequence = event_table.c.sequence
    query = sa.select(sequence, event_table.c.hash).order_by(sequence)
    if until is not None:
        query = query.where(sequence <= until)
    digest, last = hashlib.sha256(), 0
    for number, found in connection.execution_options(yield_per=_EVERY).execute(query):
        digest.update(found.encode())
        last = number
    return Seal(last, digest.hexdigest())
