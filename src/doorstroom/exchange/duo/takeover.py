"""Take what DUO reports over into the register: what is new, what changed, and nothing twice."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID, uuid5

from doorstroom.exchange.duo.incoming import Reported
from doorstroom.exchange.duo.people import ACTOR
from doorstroom.kernel.events import Event
from doorstroom.kernel.system import System
from doorstroom.register.errors import StaleVersion
from doorstroom.register.log import Register

DUO = "DUO"
#: Names the events that were taken over, so that the same report makes the same event.
_NAMESPACE = UUID("6b0a5c52-3d0f-5a4e-9a57-5d1f0b3c6e10")
_TRIES = 5


def case_of(register: Register, system: System, person_id: str) -> str | None:
    """The latest case of a person in a system; None when there is none yet."""
    cases = [case_id for name, case_id in register.cases_of_person(person_id) if name == system.name]
    return cases[-1] if cases else None


def new_case_id(person_id: str) -> str:
    """The name of a case that DUO's message opens: the same one however often it is tried."""
    return f"WI-{uuid5(_NAMESPACE, person_id).hex[:12]}"


def take_over(
    register: Register, system: System, case_id: str, person_id: str, reports: Iterable[Reported], now: dt.datetime
) -> int:
    """Append what the register does not hold yet; how many events did. Somebody else may be writing to the case."""
    found = list(reports)
    for _ in range(_TRIES):
        present = register.history_of_case(system, case_id)
        events = news(system, present, case_id, person_id, found, now)
        if not events:
            return 0
        try:
            return register.append(system, events, {case_id: len(present)}).written
        except StaleVersion:
            continue
    raise StaleVersion(case_id, len(present), register.case_version(system, case_id))


def news(
    system: System,
    present: Sequence[Event],
    case_id: str,
    person_id: str,
    reports: Sequence[Reported],
    now: dt.datetime,
) -> list[Event]:
    """The events that a case does not hold yet: new ones, and new versions of what DUO now says otherwise."""
    last: dict[tuple[str, str], Event] = {(event.type, event.instance): event for event in present}
    made: list[Event] = []
    for report in reports:
        payload = system.events.validate_payload(report.type, report.payload)
        key = (report.type, report.instance)
        known = last.get(key)
        if known is not None and known.retracted and known.actor != ACTOR:
            continue  # a person took it back, knowing what DUO says
        same_day = known is not None and (report.on_unknown_day or known.valid_on == report.day)
        if known is not None and not known.retracted and same_day and known.payload == payload:
            continue
        if known is None and _told_by_somebody_else(last.values(), report, payload):
            continue
        replaces = None if known is None else known.event_id
        event = Event(
            event_id=_event_id(case_id, report, payload, replaces), case_id=case_id, person_id=person_id,
            type=report.type, instance=report.instance, valid_on=report.day, recorded_at=now, organisation=DUO,
            actor=ACTOR, payload=payload, replaces=replaces,
        )  # fmt: skip
        made.append(event)
        last[key] = event
    return made


def _told_by_somebody_else(events: Iterable[Event], report: Reported, payload: dict[str, Any]) -> bool:
    """Whether a person recorded the same on the same day already: an exam must not count twice."""
    said = {name: value for name, value in payload.items() if name in report.payload and value is not None}
    return any(
        event.type == report.type
        and event.valid_on == report.day
        and not event.retracted
        and all(event.payload.get(name) == value for name, value in said.items())
        for event in events
    )


def _event_id(case_id: str, report: Reported, payload: dict[str, Any], replaces: UUID | None) -> UUID:
    content = [case_id, report.type, report.instance, report.day, payload, replaces]
    return uuid5(_NAMESPACE, json.dumps(content, sort_keys=True, default=str, ensure_ascii=False))
