"""Take a caseload into a register: what is new, what is corrected, what was there already."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from uuid import NAMESPACE_URL, UUID, uuid5

from doorstroom.kernel.events import Event
from doorstroom.kernel.system import System
from doorstroom.register.log import Register


@dataclass(frozen=True)
class CaseloadLoaded:
    """How many facts of the caseload were new, corrected what the register had, or were there already."""

    new: int
    corrected: int
    unchanged: int


def load_caseload(register: Register, system: System, events: Iterable[Event]) -> CaseloadLoaded:
    """Append the events of a caseload in one transaction; a changed cell becomes a correction of the same instance.

    Raises what ``Register.append`` raises; then nothing was written. The versions of the cases are the ones read here:
    when somebody else writes to one of them meanwhile, the load is refused and can be done again.
    """
    changes: list[Event] = []
    corrections: set[UUID] = set()
    versions: dict[str, int] = {}
    unchanged = 0
    ordered = sorted(events, key=lambda event: event.case_id)
    for case_id, own in groupby(ordered, key=lambda event: event.case_id):
        known = register.history_of_case(system, case_id)
        versions[case_id] = len(known)
        last = {(event.type, event.instance): event for event in known}
        person = known[0].person_id if known else None
        for event in own:
            before = last.get((event.type, event.instance))
            if before is None:
                changes.append(event if person is None else event.model_copy(update={"person_id": person}))
            elif before.retracted or (before.valid_on, before.payload) != (event.valid_on, event.payload):
                changes.append(_correction(event, before))
                corrections.add(changes[-1].event_id)
            else:
                unchanged += 1
    if not changes:
        return CaseloadLoaded(0, 0, unchanged)
    there = set(register.append(system, changes, versions).already_there)  # somebody else loaded the same meanwhile
    written = {event.event_id for event in changes} - there
    return CaseloadLoaded(len(written - corrections), len(written & corrections), unchanged + len(there))


def _correction(event: Event, before: Event) -> Event:
    """The same content as an event that names what it corrects; its id also tells it from an earlier same content."""
    return event.model_copy(
        update={
            "event_id": uuid5(NAMESPACE_URL, f"{before.event_id}/{event.event_id}"),
            "person_id": before.person_id,
            "replaces": before.event_id,
        }
    )
