"""The lives that fit the answers: every unknown code, and of every unknown day or number the earliest and the latest.

Dates follow from dates without ever going back, so what holds at both ends holds between them. Where the law itself
changed in between (the act of 2021), the last day before it and the day itself are looked at too.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from doorstroom.kernel.events import Event
from doorstroom.web.planner.answers import Answers, Day
from doorstroom.web.planner.events import events_of
from doorstroom.web.planner.law_days import ACT_OF_2013, ACT_OF_2021, FOR_TURKS
from doorstroom.web.planner.questions import EXAM_PARTS
from doorstroom.web.planner.steps import ASYLUM, asked_keys

#: What was done or not: unknown together, at least nothing and at most all of it; exams may also have been failed.
DONE = (*EXAM_PARTS, "pvt", "map", "uren", "participatie")
#: More hours than any rule asks for.
ALL_HOURS = 800
#: Ages that stand for a group; the dates of a plan are the same for all adults who do not reach pension age in it.
_AGES: Mapping[str | None, tuple[int, ...]] = {
    "tot18": (15, 17),
    "18tot60": (35,),
    "60plus": (60, 75),
    None: (17, 35, 75),
}


@dataclass(frozen=True)
class World:
    """One life that fits the answers. ``choices``: which of its possible answers each open question got, by number."""

    given: Mapping[str, Any]
    choices: Mapping[str, str] = field(default_factory=dict)

    def events(self, today: dt.date) -> list[Event]:
        """What happened in it, up to and including today."""
        return events_of(self.given, today)


def worlds_of(answers: Answers, today: dt.date) -> list[World]:
    """Every life that fits the answers, at least one."""
    asked = set(asked_keys(answers))
    worlds = [World({})]
    for key, alternatives in _ALTERNATIVES:
        found = []
        for world in worlds:
            values = list(dict.fromkeys(alternatives(answers, world.given, asked, today)))
            for place, value in enumerate(values):
                chosen = {**world.choices, key: str(place)} if len(values) > 1 else world.choices
                found.append(World({**world.given, key: value}, chosen))
        worlds = found
    return [World(_filled(answers, world.given, asked), world.choices) for world in worlds]


def open_ended(answers: Answers) -> bool:
    """Whether DUO may have given more time than the answers tell."""
    return "extra" in set(asked_keys(answers)) and answers.unknown("extra")


Alternatives = Callable[[Answers, Mapping[str, Any], set[str], dt.date], Iterable[Any]]


def _days(day: Day, first: dt.date, last: dt.date, changes: Iterable[dt.date] = ()) -> list[dt.date]:
    """The ends of what a day may be within bounds, and both sides of every change of the law between them."""
    earliest, latest = max(day.earliest, first), min(day.latest, last)
    if earliest > latest:
        return []
    sides = {side for change in changes for side in (change - dt.timedelta(days=1), change)}
    return sorted({earliest, latest, *(side for side in sides if earliest <= side <= latest)})


def _permit(answers: Answers, given: Mapping[str, Any], asked: set[str], today: dt.date) -> Iterable[Any]:
    if answers.code("verblijf"):
        return [answers.code("verblijf")]
    # Who has a plan is obliged; otherwise it may be a permit that brings no duty.
    return ["asiel", "gezin"] if answers.among("plan", "ja") else ["asiel", "gezin", "tijdelijk"]


def _since(answers: Answers, given: Mapping[str, Any], asked: set[str], today: dt.date) -> Iterable[Any]:
    if "sinds" not in asked:
        return [None]
    first, last = ACT_OF_2013, today
    if answers.among("wet", "wi2021") or answers.among("plan", "ja"):
        first = ACT_OF_2021
    elif answers.among("wet", "wi2013"):
        last = ACT_OF_2021 - dt.timedelta(days=1)
    plan = answers.day("plan_datum")
    if plan is not None:
        last = min(last, plan.latest)
    changes = (ACT_OF_2021,) if "turks" not in asked or answers.among("turks", "nee") else (ACT_OF_2021, *FOR_TURKS)
    day = answers.day("sinds")
    if day is not None and (found := _days(day, dt.date.min, last, changes)):
        # What was answered counts before what is usual: a permit of 2021 stays one, though there is a plan.
        return _days(day, first, last, changes) or found
    return _days(Day(first, last), first, last, changes)


def _born(answers: Answers, given: Mapping[str, Any], asked: set[str], today: dt.date) -> Iterable[Any]:
    ages = _AGES[answers.code("leeftijd")]
    return [today.replace(year=today.year - age, day=min(today.day, 28)) for age in ages]


def _turkish(answers: Answers, given: Mapping[str, Any], asked: set[str], today: dt.date) -> Iterable[Any]:
    if "turks" not in asked:
        return ["nee"]
    before = given["sinds"] is not None and given["sinds"] < ACT_OF_2021
    return [answers.code("turks")] if answers.code("turks") or not before else ["nee", "ja"]


def _plan(answers: Answers, given: Mapping[str, Any], asked: set[str], today: dt.date) -> Iterable[Any]:
    if not answers.among("plan", "ja") or given["sinds"] is None:
        return [None]
    first = max(given["sinds"], ACT_OF_2021)
    return _days(answers.day("plan_datum") or Day(first, today), first, today)


def _route(answers: Answers, given: Mapping[str, Any], asked: set[str], today: dt.date) -> Iterable[Any]:
    return [answers.code("route")] if answers.code("route") else ["B1", "onderwijs", "Z"]


def _level(answers: Answers, given: Mapping[str, Any], asked: set[str], today: dt.date) -> Iterable[Any]:
    if given["route"] != "B1":
        return ["B1"]
    known = answers.code("niveau")
    return [known] if known or given["plan_datum"] is None else ["B1", "A2"]


def _lessons(answers: Answers, given: Mapping[str, Any], asked: set[str], today: dt.date) -> Iterable[Any]:
    plan = given["plan_datum"]
    if "les" not in asked or plan is None or given["verblijf"] not in ASYLUM or answers.among("les", "nee"):
        return [None]
    if answers.unknown("les"):
        return [plan, None]  # at once, or not yet
    return _days(answers.day("les_sinds") or Day(plan, today), plan, today) or [plan]


def _doing(answers: Answers, given: Mapping[str, Any], asked: set[str], today: dt.date) -> Iterable[Any]:
    unknown = [key for key in DONE if key in asked and answers.unknown(key)]
    if not unknown or given["plan_datum"] is None:
        return ["min"]
    return ["min", "gezakt", "max"] if set(unknown) & set(EXAM_PARTS) else ["min", "max"]


def _moment(answers: Answers, given: Mapping[str, Any], asked: set[str], today: dt.date) -> Iterable[Any]:
    done = given["gedaan"] != "min" or any(answers.given.get(key) not in (None, "nee", 0) for key in DONE)
    lowered = given["niveau"] == "A2"
    return ["begin", "eind"] if given["plan_datum"] is not None and (done or lowered) else ["eind"]


def _of_day(key: str) -> Alternatives:
    def alternatives(answers: Answers, given: Mapping[str, Any], asked: set[str], today: dt.date) -> Iterable[Any]:
        day = answers.day(key) if key in asked else None
        return [None] if day is None else _days(day, dt.date.min, max(today, day.earliest)) or [None]

    return alternatives


#: Every question that makes a difference, in an order in which each knows what it rests on.
_ALTERNATIVES: tuple[tuple[str, Alternatives], ...] = (
    ("verblijf", _permit),
    ("sinds", _since),
    ("geboren", _born),
    ("turks", _turkish),
    ("oude_start", _of_day("oude_start")),
    ("plan_datum", _plan),
    ("brief", _of_day("brief")),
    ("woning_sinds", _of_day("woning_sinds")),
    ("route", _route),
    ("niveau", _level),
    ("les_sinds", _lessons),
    ("gedaan", _doing),
    ("moment", _moment),
    ("hinder_van", _of_day("hinder_van")),
    ("hinder_tot", _of_day("hinder_tot")),
)


def _filled(answers: Answers, given: Mapping[str, Any], asked: set[str]) -> dict[str, Any]:
    """With the answers that are the same in every world, and what is unknown of what was done filled in."""
    found = dict(given)
    for key in ("hinder", "extra", "inkomen", "woont"):
        if key in asked:
            found[key] = answers.given.get(key)
    for key in DONE:
        if key in asked:
            known = answers.given.get(key)
            found[key] = _unknown_deed(key, given["gedaan"]) if known is None else known
    return found


def _unknown_deed(key: str, done: str) -> Any:
    """What to fill in for something of which nobody knows whether it was done."""
    if key in ("uren", "participatie"):
        return ALL_HOURS if done == "max" else 0
    if key in EXAM_PARTS:
        return {"max": "gehaald", "gezakt": "gezakt2"}.get(done, "nee")
    return "klaar" if done == "max" else "nee"
