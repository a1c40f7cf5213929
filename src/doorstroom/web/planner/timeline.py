"""The dated timeline: of answers, or of the events of a real case; the same columns, the same words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from uuid import NAMESPACE_URL, uuid5

from django.utils.translation import gettext as _

from doorstroom.kernel.events import Event
from doorstroom.kernel.system import System
from doorstroom.stelsels.inburgering import system as inburgering
from doorstroom.web.planner.answers import Answers
from doorstroom.web.planner.declared import INTEGRATION, KINDS, WANTED, WHO, Kind, Moment, Who
from doorstroom.web.planner.events import CASE, MUNICIPALITY
from doorstroom.web.planner.law_days import ACT_OF_2021
from doorstroom.web.planner.outlook import Life, Outlook, Span, look
from doorstroom.web.planner.questions import EXAM_PARTS, QUESTIONS, SHORT_PARTS
from doorstroom.web.planner.steps import asked_keys
from doorstroom.web.planner.worlds import DONE, open_ended, worlds_of

ROUTES = ("B1", "onderwijs", "Z")


@dataclass(frozen=True)
class Item:
    """One date on the timeline. ``depends``: questions whose answer would make it more precise.

    ``columns`` and ``why``: what is explained; ``because`` says it in words where no column does. ``expected``: told as
    if the plan that is still to come were there.
    """

    key: str
    kind: Kind
    by: Who
    title: str
    text: str
    span: Span
    columns: tuple[str, ...]
    why: tuple[str, ...] = ()
    depends: tuple[str, ...] = ()
    because: str = ""
    expected: bool = False

    @property
    def kind_label(self) -> str:
        """The kind in a word."""
        return str(KINDS[self.kind])

    @property
    def who(self) -> str:
        """Who must act, in a word; empty when nobody must."""
        return str(WHO[self.by])

    def past(self, day: dt.date) -> bool:
        """Whether it lies before a day for certain."""
        return self.span.latest < day and not self.span.open


@dataclass(frozen=True)
class Timeline:
    """Everything that follows for one person as of a day. ``ahead``: with the plan that is still to come, if any."""

    day: dt.date
    now: Outlook
    ahead: Outlook | None
    items: Sequence[Item]

    @property
    def term(self) -> Outlook:
        """The outlook in which a term can be told: with the plan that is there, or the one to come."""
        return self.ahead or self.now

    def item(self, key: str) -> Item | None:
        """The first item of a moment."""
        return next((item for item in self.items if item.key.partition(":")[0] == key), None)


def timeline_of_answers(answers: Answers, day: dt.date) -> Timeline:
    """What follows from answers; every unknown gives a range."""
    unsure = answers.unknown("plan") and "plan" in asked_keys(answers)
    lives, ahead = [], []
    for world in worlds_of(answers, day):
        life = Life(world.events(day), day, world.choices)
        lives.append(life)
        since = world.given["sinds"]
        if world.given["plan_datum"] is None and since is not None:
            earliest = max(since, ACT_OF_2021) if unsure else None
            ahead.append((life, (world.given["route"],), earliest))
    return _timeline(lives, ahead, day, answers, open_ended=open_ended(answers))


def timeline_of_events(events: Sequence[Event], day: dt.date) -> Timeline:
    """What follows from the events of a real case of inburgering, as known now."""
    life = Life(events, day)
    return _timeline([life], [(life, ROUTES, None)], day, Answers({}), open_ended=False)


def _timeline(
    lives: Sequence[Life],
    without_plan: Sequence[tuple[Life, Sequence[str], dt.date | None]],
    day: dt.date,
    answers: Answers,
    *,
    open_ended: bool,
) -> Timeline:
    system = inburgering()
    now = look(system, lives, WANTED, open_ended=open_ended)
    ahead = _ahead(system, now, without_plan, day)
    items = [*items_of(now, INTEGRATION, answers)]
    if ahead is not None:
        items += items_of(ahead, [moment for moment in INTEGRATION if moment.expected], answers, expected=True)
    order = {moment.key: place for place, moment in enumerate(INTEGRATION)}
    items.sort(key=lambda item: (item.span.earliest, item.span.latest, order[item.key.partition(":")[0]]))
    return Timeline(day, now, ahead, items)


def _ahead(
    system: System, now: Outlook, lives: Sequence[tuple[Life, Sequence[str], dt.date | None]], day: dt.date
) -> Outlook | None:
    """The lives in which a plan is still to come, with it: today at the earliest, in time at the latest."""
    found: list[Life] = []
    waits = False
    told = {id(life): values for life, values in zip(now.lives, now.values, strict=True)}
    for life, routes, since in lives:
        values = told[id(life)]
        if values["heeft_pip"] or values["regime"] != "wi2021" or not values["inburgeringsplichtig"]:
            continue
        due = values["pip_uiterlijk"]
        days = sorted({*([since] if since else []), day, *([due] if due is not None and due > day else [])})
        waits = waits or due is None or due <= day
        for place, planned in enumerate(days):
            for route in routes:
                choices = {**life.choices, "_plan": str(place)}
                if len(routes) > 1:
                    choices["route"] = route
                found.append(Life([*life.events, _plan(life.events, planned, route)], max(day, planned), choices))
    return look(system, found, WANTED, open_ended=now.open, waits=waits) if found else None


def _plan(events: Sequence[Event], day: dt.date, route: str) -> Event:
    """A plan as it may come."""
    case = events[0].case_id if events else CASE
    payload = {"gemeente": MUNICIPALITY, "leerroute": route, "niveau": None if route == "Z" else "B1"}
    return Event(
        event_id=uuid5(NAMESPACE_URL, f"planner/{day}/{route}"), case_id=case, person_id=CASE, type="pip_vastgesteld",
        instance="verwacht", valid_on=day, recorded_at=dt.datetime.combine(day, dt.time(), dt.UTC),
        sequence=len(events), organisation="schatting", actor="schatting", payload=payload,
    )  # fmt: skip


def items_of(
    outlook: Outlook, moments: Iterable[Moment], answers: Answers, *, expected: bool = False
) -> Iterator[Item]:
    """The moments that there are in some life, told together where their days are the same."""
    for moment in moments:
        by_span: dict[Span, list[str]] = {}
        for column in moment.columns:
            span = outlook.span(column, moment.only)
            if span is not None:
                by_span.setdefault(span, []).append(column)
        for span, columns in by_span.items():
            item = _item(outlook, moment, span, tuple(columns), answers)
            yield replace(item, kind="schatting", expected=True) if expected else item


def _item(outlook: Outlook, moment: Moment, span: Span, columns: tuple[str, ...], answers: Answers) -> Item:
    parts = [str(SHORT_PARTS[name.rpartition("_")[2]]) for name in columns if name.rpartition("_")[2] in EXAM_PARTS]
    several = len(moment.columns) > 1
    key = f"{moment.key}:{'-'.join(name.rpartition('_')[2] for name in columns)}" if several else moment.key
    depends = () if span.exact and not span.maybe else questions_of(outlook.depends(columns), answers)
    title = str(moment.title) % {"parts": in_a_row(parts)} if parts else str(moment.title)
    return Item(key, moment.kind, moment.by, title, str(moment.text), span, columns, moment.why, depends)


def in_a_row(words: Sequence[str]) -> str:
    """Words in a row, as the language writes it."""
    separator = _(", ")
    return separator.join(words)


def questions_of(keys: Iterable[str], answers: Answers) -> tuple[str, ...]:
    """The questions behind what was filled in: of what was done, those that are not answered."""
    asked = set(asked_keys(answers))
    found: list[str] = []
    for key in keys:
        if key == "gedaan":
            found += [name for name in DONE if name in asked and answers.unknown(name)]
        elif key == "geboren":
            found.append("leeftijd")
        elif not key.startswith("_") and key in QUESTIONS:
            found.append(key)
    return tuple(dict.fromkeys(found))
