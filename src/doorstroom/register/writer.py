"""What may be appended: the checks on one event after another, and the rows that come of them.

A Writer lives inside one write transaction. It reads the cases that a batch touches once, checks each event against
what is there and against the events before it in the batch, and inserts the batch in one go.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy.engine import Connection

from doorstroom.kernel.errors import EventError
from doorstroom.kernel.events import Event
from doorstroom.register.canonical import GENESIS, PayloadText, hash_of_texts, moment_text
from doorstroom.register.errors import (
    AlreadyReplaced,
    EventRefused,
    ImpossibleDate,
    InstanceExists,
    SameIdOtherEvent,
    StaleVersion,
    UnknownVersion,
)
from doorstroom.register.rows import COLUMNS, RECORDED_AT, Row, find_cases, find_rows, insert_rows, last_sequence
from doorstroom.register.system import System

EARLIEST = dt.date(1900, 1, 1)
YEARS_AHEAD = 100
_SAME = (
    *("system", "case_id", "person_id", "type", "instance", "valid_on"),
    *("organisation", "actor", "payload", "replaces", "retracted"),
)
_SAME_AT = [COLUMNS.index(name) for name in _SAME]
_PAYLOAD = COLUMNS.index("payload")


@dataclass(slots=True)
class CaseState:
    """What has to be known of a case to append to it."""

    person_id: str
    version: int = 0
    last_hash: str = GENESIS
    recorded_at: str = ""
    last: dict[tuple[str, str], str] = field(default_factory=dict)  # (type, instance) -> event_id
    versions: dict[str, tuple[str, str]] = field(default_factory=dict)  # event_id -> (type, instance)


@dataclass(frozen=True)
class Clockwork:
    """The moment of the transaction and how far another clock may be ahead of it."""

    now: dt.datetime
    skew: dt.timedelta
    keep_recorded_at: bool


class Writer:
    """Checks and inserts events of one system within one transaction."""

    def __init__(self, connection: Connection, system: System, clockwork: Clockwork) -> None:
        self._connection, self._system, self._keep = connection, system, clockwork.keep_recorded_at
        self._now_text = moment_text(clockwork.now)
        self._latest_moment = moment_text(clockwork.now + clockwork.skew)
        today = clockwork.now.date()
        self._latest_day = today.replace(year=today.year + YEARS_AHEAD, day=min(today.day, 28))
        self._sequence = last_sequence(connection)
        self._days: dict[dt.date, str] = {}  # the days seen, as text
        self._payloads: dict[str, PayloadText] = {}
        self._states: dict[str, CaseState] = {}
        self._present: dict[str, Row] = {}
        self._rows: list[Row] = []
        self.written = 0
        self.already_there: list[str] = []

    @property
    def last_sequence(self) -> int:
        """Sequence of the last event appended so far."""
        return self._sequence

    def add(
        self,
        events: Sequence[Event],
        expected: Mapping[str, int] | None = None,
        refused: Callable[[int, EventRefused], None] | None = None,
    ) -> dict[str, int]:
        """Check and insert ``events``; return the version that each of their cases has now.

        A refused event is handed to ``refused`` with its place and skipped; without it the refusal is raised.
        """
        event_ids = [str(event.event_id) for event in events]
        self._read_cases({event.case_id for event in events} | set(expected or ()))
        self._present = find_rows(self._connection, event_ids)
        if expected:
            self._check_versions(events, expected)
        for place, (event, event_id) in enumerate(zip(events, event_ids, strict=True)):
            try:
                self._add(event, event_id)
            except EventRefused as refusal:
                if refused is None:
                    raise
                refused(place, refusal)
        versions = {event.case_id: self._version(event.case_id) for event in events}
        insert_rows(self._connection, self._rows)
        self.written += len(self._rows)
        self._rows, self._present = [], {}
        self._states = {}
        return versions

    def _version(self, case_id: str) -> int:
        state = self._states.get(case_id)
        return state.version if state else 0

    def _check_versions(self, events: Sequence[Event], expected: Mapping[str, int]) -> None:
        new = {event.case_id for event in events if str(event.event_id) not in self._present}
        retried = {event.case_id for event in events} - new
        for case_id, seen in expected.items():
            current = self._version(case_id)
            if seen != current and case_id not in retried:
                raise StaleVersion(case_id, seen, current)

    def _add(self, event: Event, event_id: str) -> None:
        valid_on, recorded_at = self._dates(event)
        if not (event.case_id + event.person_id + event.instance + event.organisation + event.actor).isprintable():
            raise _unprintable(event)
        payload = self._payload(event)
        replaces = None if event.replaces is None else str(event.replaces)
        retracted = 1 if event.retracted else 0
        state = self._states.get(event.case_id)
        known = self._present.get(event_id)
        if known is not None:
            same = (
                *(self._system.name, event.case_id, event.person_id, event.type, event.instance, valid_on),
                *(event.organisation, event.actor, payload, replaces, retracted),
            )
            self._same(event_id, known, same, recorded_at)
            return
        if state is None:
            state = CaseState(event.person_id)
        kind = (event.type, event.instance)
        last = state.last.get(kind)
        if replaces != last or state.person_id != event.person_id or (event.retracted and last is None):
            raise _misfit(event, replaces, last, state)
        if recorded_at < state.recorded_at:
            if self._keep:
                raise ImpossibleDate(
                    f"event {event_id}: recorded_at {recorded_at} is before {state.recorded_at}, "
                    f"when the last event of case '{event.case_id}' was recorded",
                    field="recorded_at",
                    value=recorded_at,
                )
            recorded_at = state.recorded_at  # our own clock went back; the order of the case does not
        sequence, version, system = self._sequence + 1, state.version + 1, self._system.name
        envelope = (event.person_id, event.type, event.instance, valid_on, recorded_at, event.organisation, event.actor)
        texts = (
            *(str(sequence), event_id, system, event.case_id, str(version), *envelope, payload),
            *(replaces or "", "1" if retracted else "0", state.last_hash),
        )
        digest = hash_of_texts(texts)
        row = (
            *(sequence, event_id, system, event.case_id, version, *envelope, payload),
            *(replaces, retracted, state.last_hash, digest),
        )
        self._rows.append(row)
        self._present[event_id] = row
        self._sequence = sequence
        self._states[event.case_id] = state
        state.version = version
        state.last_hash, state.recorded_at = digest, recorded_at
        state.last[kind] = event_id
        state.versions[event_id] = kind

    def _dates(self, event: Event) -> tuple[str, str]:
        day = self._days.get(event.valid_on)
        if day is None:
            if not EARLIEST <= event.valid_on <= self._latest_day:
                message = f"valid_on {event.valid_on} is not between {EARLIEST} and {self._latest_day}"
                raise ImpossibleDate(f"event {event.event_id}: {message}", field="valid_on", value=event.valid_on)
            day = self._days[event.valid_on] = event.valid_on.isoformat()
        if not self._keep:
            return day, self._now_text
        if event.recorded_at.tzinfo is None:
            raise ImpossibleDate(
                f"event {event.event_id}: recorded_at {event.recorded_at} has no time zone",
                field="recorded_at",
                value=event.recorded_at,
            )
        moment = moment_text(event.recorded_at)
        if moment > self._latest_moment:
            raise ImpossibleDate(
                f"event {event.event_id}: recorded_at {moment} is in the future (now {self._now_text})",
                field="recorded_at",
                value=event.recorded_at,
            )
        return day, moment

    def _payload(self, event: Event) -> str:
        write = self._payloads.get(event.type)
        if write is None:
            types = self._system.events
            try:
                write = PayloadText(types, types[event.type])
            except EventError as error:
                raise EventRefused(str(error), field="type", value=event.type) from None
            self._payloads[event.type] = write
        if not event.retracted:
            return write(event.payload)
        if event.payload:
            raise EventRefused(
                f"event {event.event_id}: a retraction of '{event.type}' has no payload",
                field="payload",
                value=event.payload,
            )
        return "{}"

    def _same(self, event_id: str, known: Row, same: Row, recorded_at: str) -> None:
        differs = [name for name, at, value in zip(_SAME, _SAME_AT, same, strict=True) if known[at] != value]
        if differs == ["payload"] and json.loads(known[_PAYLOAD]) == json.loads(same[_SAME.index("payload")]):
            differs = []
        if self._keep and known[RECORDED_AT] != recorded_at:
            differs.append("recorded_at")
        if differs:
            raise SameIdOtherEvent(
                f"event {event_id} is in the register already with another {', '.join(differs)}", field="event_id"
            )
        self.already_there.append(event_id)

    def _read_cases(self, case_ids: set[str]) -> None:
        for row in find_cases(self._connection, self._system.name, case_ids):
            case_id, version, person_id, event_id, kind, instance, recorded_at, digest = row
            state = self._states.get(case_id)
            if state is None:
                state = self._states[case_id] = CaseState(person_id)
            state.version, state.last_hash, state.recorded_at = version, digest, recorded_at
            state.last[kind, instance] = event_id
            state.versions[event_id] = (kind, instance)


def _unprintable(event: Event) -> EventRefused:
    for name in ("case_id", "person_id", "instance", "organisation", "actor"):
        text = getattr(event, name)
        if not text.isprintable():
            break
    message = f"event {event.event_id}: {name} {text!r} has a character that cannot be printed"
    return EventRefused(message, field=name, value=text)


def _misfit(event: Event, replaces: str | None, last: str | None, state: CaseState) -> EventRefused:
    """Why an event does not follow on what the case holds."""
    event_id = event.event_id
    name = f"'{event.type}' instance '{event.instance}' of case '{event.case_id}'"
    if state.person_id != event.person_id:
        return EventRefused(
            f"event {event_id}: case '{event.case_id}' is of person '{state.person_id}', not '{event.person_id}'",
            field="person_id",
            value=event.person_id,
        )
    if replaces is None and last is None:
        return UnknownVersion(f"event {event_id}: {name} has no version to retract", field="replaces")
    if replaces is None:
        return InstanceExists(
            f"event {event_id}: {name} exists already; name its version {last} in 'replaces', or use another instance",
            field="replaces",
        )
    owner = state.versions.get(replaces)
    if owner is None:
        return UnknownVersion(
            f"event {event_id} replaces {replaces}, which is not a version in case '{event.case_id}'",
            field="replaces",
            value=replaces,
        )
    if owner != (event.type, event.instance):
        return UnknownVersion(
            f"event {event_id} of {name} replaces {replaces}, which is of '{owner[0]}' instance '{owner[1]}'",
            field="replaces",
            value=replaces,
        )
    return AlreadyReplaced(
        f"event {event_id} replaces {replaces}, but {name} has a later version: {last}",
        field="replaces",
        value=replaces,
    )
