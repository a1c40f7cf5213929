"""The periods of duty against a slow reference that walks the calendar day by day, as a clerk would.

The rules look at the course of residence event by event and carry states along; the clerk keeps none and asks every
day again which right is held, for what purpose, and whether the person is in the BRP.
"""

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from doorstroom.kernel.events import Event
from doorstroom.kernel.history import history_of
from doorstroom.stelsels.inburgering import system

ONE_DAY = dt.timedelta(days=1)
FIRST, PEILDATUM = dt.date(2021, 10, 1), dt.date(2026, 1, 31)
PIP = dt.date(2022, 9, 14)
COLUMNS = ("plicht_stand", "plicht_start", "plicht_tijdvakken", "plicht_weggevallen_op", "plicht_voorwaarden",
           "onderbreking_maanden", "onderbreking_dagen", "regime_volgens_wet")  # fmt: skip

#: Kind of event -> type and payload. At most one event of a kind on a day, so that their order is that of the timeline.
KINDS: dict[str, tuple[str, dict[str, Any]]] = {
    "ended": ("verblijfsrecht_beeindigd", {"reden": "verlopen"}),
    "asylum": ("verblijfsrecht_verkregen", {"grond": "8c"}),
    "study": ("verblijfsrecht_verkregen", {"grond": "8a", "beperking": "studie"}),
    "procedural": ("verblijfsrecht_verkregen", {"grond": "8g"}),
    "indefinite": ("verblijfsrecht_verkregen", {"grond": "8b"}),
    "out": ("brp_uitschrijving", {}),
    "in": ("brp_inschrijving", {"gemeente": "0001"}),
}
RIGHTS = ("asylum", "study", "procedural", "indefinite")


@dataclass
class Clerk:
    """What the clerk remembers from one day to the next."""

    right: str = "none"
    resident: bool = True
    follows: str = "none"
    stand: str = "geen"
    settled: str = "geen"
    ran: bool = False
    alive: bool = False
    break_began: dt.date | None = None
    start: dt.date | None = None
    periods: int = 0
    fell_away: dt.date | None = None
    breaks: list[tuple[dt.date, dt.date]] = field(default_factory=list)
    act: str | None = None


def a_year_later(day: dt.date) -> dt.date:
    try:
        return day.replace(year=day.year + 1)
    except ValueError:
        return day.replace(year=day.year + 1, day=28)


def add_months(day: dt.date, months: int) -> dt.date:
    month = day.month - 1 + months
    year, month = day.year + month // 12, month % 12 + 1
    for number in range(day.day, 0, -1):
        try:
            return dt.date(year, month, number)
        except ValueError:
            continue
    raise AssertionError


def walk(events: dict[dt.date, set[str]], sixteen: dt.date, pension: dt.date) -> Clerk:
    """The clerk's notebook on the peildatum."""
    clerk = Clerk()
    day = FIRST
    while day <= PEILDATUM:
        _rights(clerk, events.get(day, set()))
        _duty(clerk, _status(clerk, sixteen <= day < pension), day)
        day += ONE_DAY
    return clerk


def _rights(clerk: Clerk, today: set[str]) -> None:
    acquired = [kind for kind in RIGHTS if kind in today]
    withdrawn_at_once = bool(acquired) and "ended" in today and clerk.right == "none"
    if acquired and not withdrawn_at_once and clerk.right == "none":
        clerk.resident = True  # an earlier stay is over; nobody asks whether the newcomer was registered once
    if "ended" in today:
        clerk.right = "none"
    if acquired and not withdrawn_at_once:
        clerk.right = acquired[0]
    if clerk.right != "procedural":
        clerk.follows = clerk.right
    if "out" in today:
        clerk.resident = False
    if "in" in today:
        clerk.resident = True


def _status(clerk: Clerk, of_age: bool) -> str:
    purpose = clerk.follows if clerk.right == "procedural" else clerk.right
    if purpose == "study":
        return "onderbroken"
    if purpose != "asylum" or not of_age:
        return "geen"
    return "plicht" if clerk.resident else "afwezig"


def _duty(clerk: Clerk, status: str, day: dt.date) -> None:
    earlier = clerk.stand
    if status == "plicht" and earlier != "plicht":
        began = clerk.break_began
        if clerk.alive and earlier != "geen" and began is not None and day <= a_year_later(began):
            clerk.breaks.append((began, day))
        else:
            clerk.start, clerk.periods, clerk.breaks = day, clerk.periods + 1, []
    if status in ("afwezig", "onderbroken") and earlier == "plicht":
        clerk.break_began = day
    runs = status == "plicht" or (status == "afwezig" and clerk.settled == "plicht")
    if clerk.ran and not runs:
        clerk.fell_away = day
        if earlier == "afwezig" and clerk.break_began is not None:
            clerk.fell_away = min(day, a_year_later(clerk.break_began))
    if status in ("plicht", "geen"):
        clerk.alive = status == "plicht"
    if status != "afwezig":
        clerk.settled = status
    if status == "plicht" and day == dt.date(2021, 12, 31):
        clerk.act = "wi2013"
    clerk.stand, clerk.ran = status, runs


def extension(clerk: Clerk) -> tuple[int, int]:
    """Months and days by which the breaks lengthen the termijn that starts the day after the PIP."""
    start = PIP + ONE_DAY
    months = days = counted = 0
    if clerk.start is None or (clerk.periods > 1 and clerk.start > PIP):
        return 0, 0
    for began, back in clerk.breaks:
        since = max(began, start)
        if since >= back or since >= add_months(start, 36) + dt.timedelta(days=counted):
            continue
        whole = 0
        while add_months(since, whole + 1) <= back:
            whole += 1
        months, days = months + whole, days + (back - add_months(since, whole)).days
        counted += (back - since).days
    return months, days


def expected(clerk: Clerk, eighteen: dt.date, pension: dt.date) -> dict[str, Any]:
    too_long = None
    if clerk.stand == "afwezig" and clerk.ran and clerk.break_began is not None:
        day = a_year_later(clerk.break_began)
        too_long = day if day <= PEILDATUM else None
    months, days = extension(clerk)
    act = None if clerk.start is None else "wi2021"
    if clerk.act and eighteen <= dt.date(2021, 12, 31):  # the Wi2013 did not oblige who was at school
        act = "wi2013"
    if clerk.start is not None and clerk.act is None and clerk.start < dt.date(2022, 1, 1):
        act = "wi2013"
    return {
        "plicht_stand": clerk.stand,
        "plicht_start": clerk.start,
        "plicht_tijdvakken": clerk.periods,
        "plicht_weggevallen_op": too_long if clerk.ran else clerk.fell_away,
        "plicht_voorwaarden": clerk.ran and too_long is None and pension > PEILDATUM,
        "onderbreking_maanden": months,
        "onderbreking_dagen": days,
        "regime_volgens_wet": act,
    }


def events_of(case: str, birth: dt.date, course: dict[dt.date, set[str]]) -> list[Event]:
    told: list[tuple[str, dt.date, dict[str, Any]]] = [
        ("geboorte", birth, {}),
        ("pip_vastgesteld", PIP, {"gemeente": "0001", "leerroute": "B1", "niveau": "B1"}),
    ]
    for day, kinds in course.items():
        told += [(*KINDS[kind][:1], day, KINDS[kind][1]) for kind in sorted(kinds)]
    return [
        Event(
            case_id=case,
            person_id=case,
            type=kind,
            instance=str(number),
            valid_on=day,
            recorded_at=dt.datetime(2026, 1, 31, tzinfo=dt.UTC),
            organisation="test",
            actor="test",
            payload=payload,
        )
        for number, (kind, day, payload) in enumerate(told)
    ]


def _one_right(kinds: set[str]) -> set[str]:
    rights = [kind for kind in RIGHTS if kind in kinds]
    return kinds - set(rights[1:])


days = st.one_of(
    st.dates(FIRST, PEILDATUM),
    # Days that make breaks of a year, a day less and a day more, and breaks round the ends of the termijn.
    st.sampled_from(
        [dt.date(y, m, d) for y in (2022, 2023, 2024, 2025) for m, d in ((3, 1), (9, 14), (9, 15), (9, 16))]
    ),
)
kinds = st.sets(st.sampled_from(sorted(KINDS)), min_size=1, max_size=2).map(_one_right)
courses = st.dictionaries(days, kinds, max_size=9)
births = st.one_of(
    st.just(dt.date(1990, 1, 1)), st.dates(dt.date(2006, 6, 1), dt.date(2009, 1, 1)),
    st.dates(dt.date(1956, 6, 1), dt.date(1959, 1, 1)),
)  # fmt: skip


def add_age(birth: dt.date, years: int, months: int = 0) -> dt.date:
    reached = add_months(birth, 12 * years + months)
    return reached + ONE_DAY if reached.day < birth.day else reached


@pytest.mark.slow
@settings(max_examples=30, deadline=None, phases=(Phase.explicit, Phase.reuse, Phase.generate))
@given(st.lists(st.tuples(births, courses), min_size=20, max_size=40))
def test_periods_of_duty_are_those_of_the_clerk(cases: list[tuple[dt.date, dict[dt.date, set[str]]]]) -> None:
    inburgering = system()
    events = [e for number, case in enumerate(cases) for e in events_of(str(number), *case)]
    found = inburgering.evaluate(history_of(events, inburgering.events), PEILDATUM, want=COLUMNS).cases
    for number, (birth, course) in enumerate(cases):
        pension = add_age(birth, 66, 10) if birth < dt.date(1957, 3, 1) else add_age(birth, 67)
        if birth.year > 1960:
            pension = add_age(birth, 67, 3)
        clerk = walk(course, add_age(birth, 16), pension)
        wanted = expected(clerk, add_age(birth, 18), pension)
        row = found.row(number, named=True)
        if not any(kind in RIGHTS for kinds_ in course.values() for kind in kinds_):
            wanted |= {"plicht_voorwaarden": False}
        if not any(kinds_ - {"in"} for kinds_ in course.values()):
            wanted |= {"plicht_stand": None}  # nothing happened that the course of residence looks at
        # The pension age ends the duty by itself; the course of residence goes on as it was.
        compared = COLUMNS if pension > PEILDATUM else ("plicht_start", "plicht_tijdvakken", "plicht_voorwaarden")
        found_here = {name: row[name] for name in compared}
        assert found_here == {name: wanted[name] for name in compared}, (birth, sorted(course.items()))
