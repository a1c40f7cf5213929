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


@dataclass(frozen=True)
class Refusal:
    """Why an action may not be done: the guard's sentence, and what is missing when that was unknown."""

    guard: Guard
    sentence: str
    missing: tuple[Missing, ...] = ()


def refusals(system: System, action: Action, case: CaseEvaluation, language: Language) -> list[Refusal]:
    """Which guards refuse the action on the case as it stands; those that look at the event itself wait for it."""
    return _refused(system, [g for g in action.guards if g.when == "before"], case, case.values, language)


def refusals_with(
    system: System,
    action: Action,
    events: Sequence[Event],
    proposed: Event,
    peildatum: dt.date,
    language: Language,
) -> list[Refusal]:
    """Which guards refuse the event that an action would record: on the case as it stands, and with the event in it.

    An event of a later day is looked at on that day.
    """
    found: list[Refusal] = []
    before = [guard for guard in action.guards if guard.when == "before"]
    if before:
        case = _of(system, events, proposed, peildatum, before)
        found += _refused(system, before, case, case.values, language)
    after = [guard for guard in action.guards if guard.when == "with"]
    if after:
        day = max(peildatum, proposed.valid_on)
        case = _of(system, [*events, proposed], proposed, day, after)
        own = next(row for row in case.rows[proposed.type] if row["event_id"] == str(proposed.event_id))
        found += _refused(system, after, case, {**case.values, **own}, language)
    return found


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
    system: System, guards: Sequence[Guard], case: CaseEvaluation, values: Mapping[str, Any], language: Language
) -> list[Refusal]:
    found = []
    for guard in guards:
        value = values[guard.column]
        if value == guard.wanted or (value is None and guard.unknown_passes):
            continue
        of_case = system.graph[guard.column].per is None
        missing = missing_of_case(system, case, guard.column, language) if value is None and of_case else ()
        sentence = fill(guard.nl if language == "nl" else guard.en, values, language)
        found.append(Refusal(guard, sentence, missing))
    return found
