"""May an action be done on a case, and if not, why: its guards, worked out on the case as it stands or would stand."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from doorstroom.kernel.events import Event
from doorstroom.kernel.missing import Missing, missing_of_case
from doorstroom.kernel.plain.case import CaseEvaluation
from doorstroom.kernel.process import Action, Guard
from doorstroom.kernel.system import System
from doorstroom.kernel.wording import Language, fill, placeholders

#: Stands in the actor of an event between who recorded it and who agreed to it.
AGREED = ", akkoord "
#: What is refused whatever the columns say: these guards name no column.
IN_THE_FUTURE = Guard(
    "",
    nl="De datum {valid_on} ligt in de toekomst. Leg alleen vast wat al is gebeurd.",
    en="The date {valid_on} lies in the future. Record only what has happened.",
)
SAME_PERSON = Guard(
    "",
    nl="Dit moet iemand anders doen: u zette zelf een eerdere stap in deze zaak.",
    en="Somebody else must do this: you took an earlier step in this matter yourself.",
)
NOTHING_TO_AMEND = Guard(
    "",
    nl="Er is nog niets vastgelegd om aan te vullen.",
    en="Nothing is on record yet to add to.",
)


@dataclass(frozen=True)
class Refusal:
    """Why an action may not be done: the guard's sentence, and what is missing when that was unknown.

    The guard's column is empty where the refusal rests on no column.
    """

    guard: Guard
    sentence: str
    missing: tuple[Missing, ...] = ()


def refusals(system: System, action: Action, case: CaseEvaluation, language: Language) -> list[Refusal]:
    """Which guards refuse the action on the case as it stands; those that look at the event itself wait for it.

    Of an action whose parts go together, give the case without the parts of that day (``standing``).
    """
    waiting = [guard for guard in action.guards if guard.when == "before" and guard.field is None]
    found = _refused(system, waiting, case, case.values, {}, language)
    if action.amends and not case.rows.get(action.event):
        return [Refusal(NOTHING_TO_AMEND, _text(NOTHING_TO_AMEND, language)), *found]
    return found


def standing(action: Action, events: Sequence[Event], day: dt.date) -> list[Event]:
    """The events that an action of that day is judged by: without the other parts of the same decision."""
    return [e for e in events if not (action.together and e.type == action.event and e.valid_on == day)]


def people_of(event: Event) -> tuple[str, ...]:
    """Who recorded an event, and who agreed to it, as its actor names them: "anna, akkoord bert"."""
    return tuple(event.actor.split(AGREED))


def barred(action: Action, events: Sequence[Event], actor: str) -> bool:
    """Whether somebody may not decide on this action, because he took the last of the steps that it is kept apart from.

    Only steps whose payload agrees with what the action fixes belong to the matter. Who agreed to a step took it too.
    """
    for kind in action.not_by:
        withdrawn = {e.instance for e in events if e.type == kind and e.retracted}
        taken = [e for e in events if e.type == kind and e.instance not in withdrawn]
        steps = [e for e in taken if all(e.payload.get(n, v) == v for n, v in action.fixed.items())]
        last = max(steps, key=lambda e: (e.valid_on, e.recorded_at), default=None)
        if last is not None and any(actor in people_of(e) for e in steps if e.instance == last.instance):
            return True
    return False


def refusals_with(
    system: System,
    action: Action,
    events: Sequence[Event],
    proposed: Event,
    peildatum: dt.date,
    language: Language,
) -> list[Refusal]:
    """Which guards refuse the event that an action would record: on the case as it stands, and with the event in it.

    An event of a later day is looked at on that day. What two guards say alike is told once. Of an action that somebody
    must approve, the approver is asked about with ``barred``; of another one the actor of the event is.
    """
    found: list[Refusal] = []
    payload = {**system.events.validate_payload(proposed.type, proposed.payload), "valid_on": proposed.valid_on}
    if action.happened and proposed.valid_on > peildatum:
        found.append(Refusal(IN_THE_FUTURE, fill(_text(IN_THE_FUTURE, language), payload, language)))
    if action.amends and not any(e.type == proposed.type and e.instance == proposed.instance for e in events):
        found.append(Refusal(NOTHING_TO_AMEND, _text(NOTHING_TO_AMEND, language)))
    if not action.approval and barred(action, events, proposed.actor):
        found.append(Refusal(SAME_PERSON, _text(SAME_PERSON, language)))
    judged = standing(action, events, proposed.valid_on)
    before = [guard for guard in action.guards if guard.when == "before"]
    if before:
        case = _of(system, judged, proposed, peildatum, before)
        found += _refused(system, before, case, case.values, payload, language)
    after = [guard for guard in action.guards if guard.when == "with"]
    if after:
        day = max(peildatum, proposed.valid_on)
        case = _of(system, [*judged, proposed], proposed, day, after)
        own = next(row for row in case.rows[proposed.type] if row["event_id"] == str(proposed.event_id))
        found += _refused(system, after, case, {**case.values, **own}, payload, language)
    return _once(found)


def _once(found: Sequence[Refusal]) -> list[Refusal]:
    said: dict[str, Refusal] = {}
    for refusal in found:
        said.setdefault(refusal.sentence, refusal)
    return list(said.values())


def _of(
    system: System, events: Sequence[Event], proposed: Event, peildatum: dt.date, guards: Sequence[Guard]
) -> CaseEvaluation:
    want = {guard.column for guard in guards} | {name for guard in guards for name in guard_columns(system, guard)}
    if not events:
        return system.evaluate_rows(proposed.case_id, {}, peildatum, want=want)
    return system.evaluate_case(events, peildatum, want=want)


def guard_columns(system: System, guard: Guard) -> set[str]:
    """The columns that a guard's sentences name."""
    return {name for text in (guard.nl, guard.en) for name in placeholders(text) if name in system.graph.columns}


def _refused(
    system: System,
    guards: Sequence[Guard],
    case: CaseEvaluation,
    values: Mapping[str, Any],
    payload: Mapping[str, Any],
    language: Language,
) -> list[Refusal]:
    found = []
    for guard in guards:
        value = values[guard.column]
        if _passes(guard, value, payload):
            continue
        of_case = system.graph[guard.column].per is None
        missing = missing_of_case(system, case, guard.column, language) if value is None and of_case else ()
        named = {**values, **payload} if guard.field else values
        found.append(Refusal(guard, fill(_text(guard, language), named, language), missing))
    return found


def _passes(guard: Guard, value: Any, payload: Mapping[str, Any]) -> bool:
    if value is None and guard.unknown_passes:
        return True
    if guard.field is None:
        return bool(value == guard.wanted)
    given = payload[guard.field]
    if guard.relation == "equal":
        return value is not None and bool(given == value)
    return given is None or (value is not None and given <= value)


def _text(guard: Guard, language: Language) -> str:
    return guard.nl if language == "nl" else guard.en
