"""What if: other hours, an exam that is failed, more time from DUO, or not in time. The same rules decide."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from doorstroom.kernel.events import Event
from doorstroom.web.planner.declared import WANTED
from doorstroom.web.planner.outlook import Life, Outlook, Span, look
from doorstroom.web.planner.questions import EXAM_PARTS
from doorstroom.web.planner.study import Queue, Study, Verdict, queues_of, verdict
from doorstroom.web.planner.timeline import Timeline

#: How many hours a week less and more are shown.
HOURS_APART = (-4, 0, 4, 8)
LONGER_BY_MONTHS = 6
_NOT_IN_TIME = (
    "boete_leerroute_maximum", "boete_map_bedrag", "boete_pvt_bedrag", "boete_duo_totaal", "beschermd_door_keren",
    "asiel_zonder_nieuwe_termijn", "nieuwe_termijn_maanden_bij_boete", "oude_wet_boete_maximum", "voldaan", "regime",
)  # fmt: skip


@dataclass(frozen=True)
class OtherHours:
    """The verdict with another number of hours a week. ``now``: it is the number that was answered."""

    week: int
    now: bool
    verdict: Verdict


def other_hours(timeline: Timeline, study: Study) -> list[OtherHours]:
    """What less and more hours a week would do; nothing when the hours or what is left to learn are not known."""
    if not study.week or (study.least is None and not timeline.term.ever("leerroute", "Z")):
        return []
    weeks = sorted({max(study.week + apart, 1) for apart in HOURS_APART})
    told = [
        OtherHours(each, each == study.week, verdict(timeline.term, study.at(each), timeline.day)) for each in weeks
    ]
    return told if any(each.verdict.fast for each in told) else []


@dataclass(frozen=True)
class Failed:
    """What failing an exam means. ``sit_by``: sit it by then, and a second one is still in time; price in euros.

    ``register_by``: register for the first by then.
    """

    parts: tuple[str, ...]
    register_by: Span
    sit_by: Span
    least: float | None
    most: float | None


def one_exam_failed(timeline: Timeline) -> list[Failed]:
    """For the exams still to be passed: until when a second chance is left, and what that costs."""
    term = timeline.term
    chances: dict[str, list[Queue]] = {}
    for values in term.values:
        for queue in queues_of(values):
            chances.setdefault(queue.part, []).append(queue)
    if not chances:
        return []
    lives = [replace(life, events=[*life.events, *_failures(life)]) for life in term.lives]
    after = look(term.system, lives, WANTED)
    alike: dict[tuple[Any, ...], list[str]] = {}
    for part, queues in chances.items():
        told = after.where(f"volgende_poging_{part}_kosten", f"examen_plannen_{part}")
        known = [price for price in told if price is not None]
        unknown = len(known) < len(told)
        registers = _span(term, [queue.second_chance - queue.before for queue in queues])
        sits = _span(term, [queue.second_chance for queue in queues])
        alike.setdefault((registers, sits, min(known, default=None), None if unknown else max(known)), []).append(part)
    return [Failed(tuple(parts), *told) for told, parts in alike.items()]


def _span(term: Outlook, days: list[dt.date]) -> Span:
    return Span(min(days), max(days), term.waits or term.open)


def _failures(life: Life) -> list[Event]:
    """A failed attempt at every part, at the level of the plan."""
    plans = [event for event in life.events if event.type == "pip_vastgesteld"]
    level = plans[-1].payload.get("niveau") if plans else None
    found = []
    for part in EXAM_PARTS:
        payload: dict[str, Any] = {"onderdeel": part, "resultaat": "gezakt"}
        found.append(_event(life, "examen_afgelegd", payload if part == "knm" else {**payload, "niveau": level}, part))
    return found


def more_time(timeline: Timeline, months: int = LONGER_BY_MONTHS) -> Outlook | None:
    """The outlook if DUO gave so many months now; None while no term runs."""
    now = timeline.now
    if timeline.ahead is not None or not now.ever("heeft_pip"):
        return None
    payload = {"grond": "ambtshalve_bijzonder_geval", "maanden": months}
    lives = [replace(life, events=[*life.events, _event(life, "verlenging_verleend", payload)]) for life in now.lives]
    return look(now.system, lives, WANTED, open_ended=now.open)


def not_in_time(timeline: Timeline) -> Outlook | None:
    """What may follow the day after the term, if nothing more were done; None when there is no term."""
    term = timeline.term
    lives = []
    for life, values in zip(term.lives, term.values, strict=True):
        end = values["termijn_laatste_dag"]
        if end is not None and not values["voldaan"]:
            lives.append(Life(life.events, max(end + dt.timedelta(days=1), life.day), life.choices))
    return look(term.system, lives, _NOT_IN_TIME) if lives else None


def _event(life: Life, kind: str, payload: Mapping[str, Any], instance: str = "wat als") -> Event:
    first = life.events[0]
    return Event(
        event_id=uuid5(NAMESPACE_URL, f"planner/{kind}/{instance}"), case_id=first.case_id, person_id=first.person_id,
        type=kind, instance=f"{kind} {instance}"[:64], valid_on=life.day, sequence=len(life.events) + 1,
        recorded_at=dt.datetime.combine(life.day, dt.time(), dt.UTC), organisation="wat als", actor="wat als",
        payload=dict(payload),
    )  # fmt: skip
