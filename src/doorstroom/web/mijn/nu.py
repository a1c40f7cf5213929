"""What to do now: the terms, tasks and reminders that are the newcomer's, the nearest first and never many."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from doorstroom.web.mijn.blik import KIND, Blik
from doorstroom.web.mijn.woorden import Said, holds
from doorstroom.web.werkplek import klokken

#: How many things somebody can have in mind at once.
MOST = 3
#: What is due within so many days is for now, what is due later comes later. A habit of this page, no law.
AHEAD = 90


@dataclass(frozen=True)
class Thing:
    """Something that waits for somebody. ``plan``: our advice, no law; ``why``: an address; ``go``: name of a page."""

    name: str
    title: Said
    do: Said
    due: dt.date | None
    mark: str
    far: str
    plan: bool
    reasons: tuple[Said, ...]
    late: tuple[Said, ...]
    why: str = ""
    go: str = ""
    parts: tuple[Said, ...] = field(default=())


def of_the_newcomer(blik: Blik) -> list[Thing]:
    """Everything that is his to do, by date; what has no date after what is near, before what is far."""
    found = [*_reminders(blik), *_tasks(blik), *_together(blik, list(_clocks(blik, own=True)))]
    return sorted(found, key=lambda thing: (not for_now(blik, thing), thing.due or dt.date.min))


def front(blik: Blik) -> tuple[list[Thing], list[Thing], int]:
    """What the first page shows of his things: those for now, those for later, and how many more there are."""
    things = of_the_newcomer(blik)
    shown = things[:MOST]
    near = [one for one in shown if for_now(blik, one)]
    return near, [one for one in shown if not for_now(blik, one)], len(things[MOST:])


def for_now(blik: Blik, thing: Thing) -> bool:
    """Whether something waits now: it has no date, or its day is near or past."""
    return thing.due is None or (thing.due - blik.dossier.day).days <= AHEAD


def of_others(blik: Blik) -> list[Thing]:
    """What others must do for him."""
    return list(_clocks(blik, own=False))


@dataclass(frozen=True)
class Term:
    """Until when he has time. ``thing``: the clock; without one ``lines``, or nothing where that is unknown."""

    thing: Thing | None
    lines: tuple[Said, ...]


def term(blik: Blik) -> Term | None:
    """The time that he has; None where he need do nothing, so that there is no day to tell."""
    declared = blik.story["term"]
    thing = clock(blik, declared["clock"])
    if thing is None and blik.values["stand"] in declared["silent"]:
        return None
    return Term(thing, tuple(blik.told(declared["not_begun"])) if thing is None else ())


def clock(blik: Blik, name: str) -> Thing | None:
    """One term by its name, whoever must act; None when there is none, or not for these eyes."""
    return next((thing for own in (True, False) for thing in _clocks(blik, own=own) if thing.name == name), None)


def _clocks(blik: Blik, *, own: bool) -> Iterator[Thing]:
    day = blik.dossier.day
    for item in blik.items():
        declared = blik.story["clocks"].get(item.clock.name)
        if declared is None or (item.clock.owner == KIND) != own:
            continue
        days = {"begin": item.start, "uiterlijk": item.due}
        title, do = blik.words.say(declared["name"]), blik.words.say(declared["do"])
        if title is None or do is None:  # neither names a value
            continue
        yield Thing(
            item.clock.name, title, do, item.due,
            klokken.mark_of(item.clock.kind, item.status, item.due, day),
            klokken.in_words(item.status, item.due, day),
            item.clock.kind == "plan",
            tuple(blik.told(declared["why"], **days)),
            tuple(blik.told(declared["late"], **days)),
            blik.url("waarom", item.clock.name),
            declared.get("go", ""),
        )  # fmt: skip


def _together(blik: Blik, things: Iterable[Thing]) -> Iterator[Thing]:
    """Things that are done in one go, told as one with the nearest date."""
    groups: dict[str, list[Thing]] = {}
    for thing in things:
        group = blik.story["clocks"][thing.name].get("together", thing.name)
        groups.setdefault(group, []).append(thing)
    for group, members in groups.items():
        first = min(members, key=lambda one: one.due or dt.date.max)
        do = blik.words.say(group) if len(members) > 1 else None
        if do is None:
            yield first
        else:
            yield Thing(**{**vars(first), "do": do, "parts": tuple(one.title for one in members)})


def _tasks(blik: Blik) -> Iterator[Thing]:
    for task in blik.dossier.system.tasks.values():
        declared = blik.story["tasks"].get(task.name)
        if declared is not None and task.owner == KIND and blik.sees(task.topic) and task.asked(blik.values):
            yield _undated(blik, task.name, declared)


def _reminders(blik: Blik) -> Iterator[Thing]:
    for declared in blik.story["reminders"]:
        asked = blik.values[declared["column"]] is True and holds(declared.get("if"), blik.values)
        if asked and blik.sees(declared["topic"]):
            yield _undated(blik, declared["column"], declared)


def _undated(blik: Blik, name: str, declared: Mapping[str, Any]) -> Thing:
    do = blik.words.say(declared["do"])
    assert do is not None  # it names no value
    go = declared.get("go", "") if blik.own else ""
    return Thing(
        name,
        do,
        do,
        None,
        "soon",
        "",
        False,
        tuple(blik.told(declared["why"])),
        tuple(blik.told(declared["late"])),
        "",
        go,
    )
