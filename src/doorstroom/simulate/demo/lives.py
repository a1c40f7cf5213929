"""What else belongs to a person: age, municipality, route, and everything that happens after 1 May 2023.

All shares here are assumed; the published tables fix only what stands in ``people``.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np

from doorstroom.simulate.demo.calendar import CLOSING, END, MAY, NEVER, day, pick, working_day
from doorstroom.simulate.demo.cohorts import ASYLUM, FAMILY
from doorstroom.simulate.demo.endings import endings
from doorstroom.simulate.demo.kinds import (
    CENTRE,
    CENTRE_PLAN,
    CLOCK,
    LEFT,
    MOVED_PLAN,
    NOT_OBLIGED,
    UNPLACED,
    People,
)
from doorstroom.simulate.demo.luck import Flags, Floats, Ints, Luck

B1, EDUCATION, SELF_RELIANCE = 0, 1, 2
ROUTES = np.array(["B1", "onderwijs", "Z"], dtype=object)
#: Assumed: share of each route per group.
_ROUTES = np.array([[0.60, 0.05, 0.35], [0.84, 0.03, 0.13]])
#: Assumed: share per age band at the permit.
_AGES = np.array([18, 25, 35, 45, 55, 63])
_AGE_SHARES = np.array([[0.28, 0.36, 0.21, 0.10, 0.05], [0.17, 0.49, 0.24, 0.08, 0.02]])

#: Published (uitvoeringsbrief of July 2023): plans of housed asylum status holders with a registered offer on 1 May
#: 2023; people in the Z-route who under the pass mark of 12 April 2023 could have done the B1-route.
OFFERS, LOWER_PASS_MARK = 3_700, 400
PASS_MARK_LOWERED = day(2023, 4, 12)
#: Assumed size of the mutations recorded after 1 May 2023 about days before it.
LATE_PLANS_ASYLUM, LATE_PLANS_FAMILY, LATE_HOUSINGS, EARLIER_HOMES = 420, 240, 480, 620


@cache
def municipalities() -> tuple[list[str], list[str], Floats]:
    """Codes, names and inhabitants (CBS, 1 January 2023)."""
    text = files("doorstroom.simulate.demo").joinpath("gemeenten.csv").read_text("utf-8")
    rows = list(csv.DictReader(text.splitlines()))
    inhabitants = np.array([float(row["inwoners_1_januari_2023"]) for row in rows])
    return [row["code"] for row in rows], [row["naam"] for row in rows], inhabitants


@dataclass
class Lives:
    """Per person: attributes, and the days of the course. ``late_*``: what is recorded only after 1 May 2023.

    ``referent``: whom family of the asylum group came to join (-1: nobody). ``home``, ``route``: places in ``codes``
    and in ROUTES. ``lowered``: afschalen to A2. ``until``: first free day.
    """

    people: People
    birth: Ints
    home: Ints
    referent: Ints
    route: Ints
    intake_called: Ints
    intake_done: Ints
    offer: Ints
    lessons: Ints
    fulfilled: Ints
    late_plan: Flags
    late_home: Flags
    earlier_home: Ints
    wrongly_low: Flags
    lowered: Ints
    extended: Flags
    ending: Ints
    until: Ints
    codes: list[str]


def lives(found: People, luck: Luck, scale: float = 1.0) -> Lives:
    """Attributes and later days. Fills in the days after 1 May 2023 that ``found`` lacks."""
    late_home = _late_homes(found, luck, scale)
    earlier_home = _earlier_homes(found, luck, scale)
    _later_residence(found, luck)
    late_plan = _later_plans(found, luck, scale)
    age = luck.choice("age asylum", _AGE_SHARES[ASYLUM])
    age = np.where(found.group == FAMILY, luck.choice("age family", _AGE_SHARES[FAMILY]), age)
    years = _AGES[age] + luck.uniform("age") * (_AGES[age + 1] - _AGES[age])
    birth = (found.permit - 30 - years * 365.25).astype(np.int64)
    route = luck.choice("route asylum", _ROUTES[ASYLUM])
    route = np.where(found.group == FAMILY, luck.choice("route family", _ROUTES[FAMILY]), route)
    _, _, inhabitants = municipalities()
    home = luck.choice("home", inhabitants)
    referent = _referents(found, luck)
    home = np.where(referent >= 0, home[referent], home)
    called, done = _intake(found, luck)
    offer = _offers(found, late_plan, luck, scale)
    begin = np.where(found.group == ASYLUM, offer, found.plan)
    wait = luck.between("lessons", 7, 75)
    lessons = np.where(begin < NEVER, working_day(begin + wait), NEVER)
    ending, until = endings(found, luck)
    lowers = (route == B1) & (lessons < NEVER) & luck.chance("lowered", 0.07)
    lowered = np.where(lowers, working_day(np.minimum(lessons, END) + luck.between("lowered on", 800, 980)), NEVER)
    return Lives(
        people=found,
        birth=birth,
        home=home,
        referent=referent,
        route=route,
        intake_called=called,
        intake_done=done,
        offer=offer,
        lessons=lessons,
        fulfilled=np.full(found.size, NEVER),
        late_plan=late_plan,
        late_home=late_home,
        earlier_home=earlier_home,
        wrongly_low=_wrongly_low(found, route, done, luck, scale),
        lowered=lowered,
        extended=np.zeros(found.size, dtype=np.bool_),
        ending=ending,
        until=until,
        codes=municipalities()[0],
    )


def _referents(found: People, luck: Luck) -> Ints:
    """Family that did not live in reception joins somebody who was housed before the permit."""
    hosts = np.flatnonzero((found.group == ASYLUM) & ~found.direct & (found.housed <= CLOSING))
    hosts = hosts[np.argsort(found.housed[hosts], kind="stable")]
    family = (found.group == ASYLUM) & found.direct
    before = np.searchsorted(found.housed[hosts], found.permit)
    place = (luck.uniform("joins") * before).astype(np.int64)
    chosen = family & (before > 0)
    return np.where(chosen, hosts[np.where(chosen, place, 0)] if len(hosts) else -1, -1)


def some(candidates: Ints, number: int, luck: Floats) -> Ints:
    """So many of the candidates, those with the lowest luck."""
    return candidates[np.argsort(luck[candidates], kind="stable")[:number]]


def _late_homes(found: People, luck: Luck, scale: float) -> Flags:
    """Still in reception according to the register of 1 May 2023, in truth housed in March or April."""
    candidates = np.flatnonzero((found.kind == CENTRE) & (found.permit < day(2023, 2, 15)))
    who = some(candidates, round(LATE_HOUSINGS * scale), luck.uniform("late home"))
    found.centre_left[who] = pick(
        np.full(len(who), day(2023, 3, 1)), np.full(len(who), CLOSING), luck.uniform("left centre")[who]
    )
    found.housed[who] = found.clock[who] = found.centre_left[who]
    chosen = np.zeros(found.size, dtype=np.bool_)
    chosen[who] = True
    return chosen


def _earlier_homes(found: People, luck: Luck, scale: float) -> Ints:
    """Registered as housed in February 2023, corrected later to a day some weeks or months before."""
    february = (found.clock >= day(2023, 2, 1)) & (found.clock <= day(2023, 2, 28))
    candidates = (found.kind == CLOCK) & (found.group == ASYLUM) & february & (found.housed == found.clock)
    candidates &= found.permit < found.clock - 40
    who = some(np.flatnonzero(candidates), round(EARLIER_HOMES * scale), luck.uniform("earlier home"))
    first = np.maximum(found.clock[who] - 130, found.permit[who] + 10)
    found_days = np.full(found.size, NEVER)
    found_days[who] = pick(first, np.maximum(found.clock[who] - 21, first), luck.uniform("earlier home day")[who])
    found.notified[who] = np.minimum(
        found.notified[who], np.maximum(found.permit[who], working_day(found_days[who] - 20))
    )
    return found_days


def _later_residence(found: People, luck: Luck) -> None:
    """Leaving reception, the notice and the home, where they come after 1 May 2023."""
    stays = (found.centre_left == NEVER) & ~found.direct
    found.centre_left[stays] = working_day(MAY + luck.wait("later home", 210, 2))[stays]
    homeless = (found.housed == NEVER) & np.isin(found.kind, (CENTRE, CENTRE_PLAN))
    found.housed[homeless] = found.centre_left[homeless]
    outside = (found.housed == NEVER) & (found.kind == UNPLACED)
    found.housed[outside] = working_day(MAY + luck.wait("home after all", 90, 2))[outside]
    unknown = (found.notified == NEVER) & (found.kind == UNPLACED)
    first = np.full(found.size, MAY + 2)
    letter = pick(first, np.maximum(found.permit + 86, first), luck.uniform("notice after all"))
    found.notified[unknown] = letter[unknown]
    waiting = found.clock == NEVER
    by_home = np.maximum(found.housed, found.notified)
    found.clock[waiting] = np.where(found.group == ASYLUM, by_home, found.notified)[waiting]


def _later_plans(found: People, luck: Luck, scale: float) -> Flags:
    """Plans after 1 May 2023, and those of before that were recorded only after it."""
    late = np.zeros(found.size, dtype=np.bool_)
    open_clock = (found.kind == CLOCK) & (found.plan == NEVER) & (found.clock < CLOSING - 30)
    for group, number in ((ASYLUM, LATE_PLANS_ASYLUM), (FAMILY, LATE_PLANS_FAMILY)):
        who = some(
            np.flatnonzero(open_clock & (found.group == group)), round(number * scale), luck.uniform("late plan")
        )
        first = np.maximum(found.clock[who] + 14, day(2023, 3, 6))
        found.plan[who] = pick(first, np.full(len(who), CLOSING), luck.uniform("late plan day")[who])
        late[who] = True
    waiting = (found.plan == NEVER) & np.isin(found.kind, (LEFT, NOT_OBLIGED), invert=True) & (found.clock <= END)
    waiting &= ~luck.chance("no plan at all", 0.04)
    soon = luck.chance("plan in time", 0.46)
    first = np.maximum(found.clock + 14, MAY + 1)
    in_time = pick(first, np.maximum(found.clock + 69, first), luck.uniform("plan in time day") ** 0.6)
    later = working_day(np.maximum(found.clock + 76, MAY + 1) + luck.wait("plan later", 80))
    can = soon & (found.clock + 69 > MAY + 1)
    found.plan[waiting] = np.where(can, in_time, later)[waiting]
    early = (found.kind == CENTRE) & ~(found.centre_left < MAY) & luck.chance("plan in reception", 0.08)
    early &= (found.centre_left > MAY + 30) & (found.notified < MAY)
    found.plan[early] = pick(
        np.full(found.size, MAY + 1), found.centre_left - 1, luck.uniform("plan day in reception")
    )[early]
    return late


def _intake(found: People, luck: Luck) -> tuple[Ints, Ints]:
    """The call for the brede intake and its completion, before the plan."""
    begin = np.maximum(np.maximum(np.minimum(found.clock, found.plan - 28), found.permit), found.notified)
    begin = np.where(found.plan < begin + 6, found.permit, begin)
    room = np.maximum(np.minimum(found.plan, END) - begin, 3)
    called = pick(begin, begin + np.minimum(room // 3, 120), luck.uniform("called"))
    done = pick(np.maximum(called, begin + room // 2), begin + room - 1, luck.uniform("intake") ** 0.7)
    none = (found.plan == NEVER) | np.isin(found.kind, (LEFT, NOT_OBLIGED))
    return np.where(none, NEVER, called), np.where(none, NEVER, np.maximum(done, called))


def _offers(found: People, late_plan: Flags, luck: Luck, scale: float) -> Ints:
    """Day of the offer, for the asylum group; as many as published stand on 1 May 2023."""
    offer = working_day(found.plan + luck.wait("offer", 75, 2))
    housed = (
        (found.group == ASYLUM) & np.isin(found.kind, (CLOCK, MOVED_PLAN)) & (found.plan <= CLOSING - 8) & ~late_plan
    )
    age = np.where(housed, np.minimum((CLOSING - found.plan) / 150, 1.0), 0)
    who = some(np.flatnonzero(housed), round(OFFERS * scale), luck.uniform("offered") - age)
    yet = np.ones(found.size, dtype=np.bool_)
    yet[who] = False
    offer[who] = pick(found.plan[who] + 1, np.full(len(who), CLOSING), luck.uniform("offer day")[who] ** 1.3)
    offer = np.where(yet & (offer < MAY), working_day(MAY + luck.wait("offer later", 80, 2)), offer)
    never = (found.group == FAMILY) | (found.plan == NEVER) | (yet & luck.chance("no offer", 0.05))
    return np.where(never, NEVER, np.maximum(offer, np.minimum(found.plan, NEVER)))


def _wrongly_low(found: People, route: Ints, intake: Ints, luck: Luck, scale: float) -> Flags:
    """Z-route, tested before the pass mark was lowered, with a score that would have been enough after it."""
    can = (route == SELF_RELIANCE) & (found.plan <= CLOSING) & (intake < PASS_MARK_LOWERED)
    who = some(np.flatnonzero(can & (found.kind != LEFT)), round(LOWER_PASS_MARK * scale), luck.uniform("pass mark"))
    chosen = np.zeros(found.size, dtype=np.bool_)
    chosen[who] = True
    return chosen
