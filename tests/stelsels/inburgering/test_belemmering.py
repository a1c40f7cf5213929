"""The circumstances of REG 4.1 against a slow reference that walks them one by one.

The rules find with running totals which circumstances count; the reference does it the way a clerk would.
"""

import datetime as dt
from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from doorstroom.kernel.events import Event
from doorstroom.kernel.history import history_of
from doorstroom.stelsels.inburgering import system

PIP = dt.date(2023, 2, 14)
START = dt.date(2023, 2, 15)
PEILDATUM = dt.date(2030, 1, 1)
MAXIMUM = {"langdurige_ziekte": None, "blijf_van_mijn_lijf": None, "dakloosheid": 24, "aanbieder_kan_niet_leveren": 6}


@dataclass(frozen=True)
class Circumstance:
    """One circumstance, from ``begin`` up to and including ``last``."""

    soort: str
    begin: dt.date
    last: dt.date


def add_months(day: dt.date, months: int) -> dt.date:
    month = day.month - 1 + months
    year, month = day.year + month // 12, month % 12 + 1
    for number in range(day.day, 0, -1):
        try:
            return dt.date(year, month, number)
        except ValueError:
            continue
    raise AssertionError


def length(begin: dt.date, end: dt.date) -> tuple[int, int]:
    """Whole months and the days beyond them."""
    if end <= begin:
        return 0, 0
    months = 0
    while add_months(begin, months + 1) <= end:
        months += 1
    return months, (end - add_months(begin, months)).days


def by_hand(circumstances: list[Circumstance]) -> tuple[int, int]:
    """Months and days of extension, found one circumstance at a time."""
    row = sorted(circumstances, key=lambda c: c.begin)
    periods = [(max(c.begin, START), max(c.last + dt.timedelta(days=1), START), c.soort) for c in row]
    long_enough = [False] * len(periods)
    for first in range(len(periods)):
        begin, reach = periods[first][0], periods[first][1]
        for other in periods[:first]:
            if other[1] >= begin:  # touches an earlier one: not the first of its unbroken row
                break
        else:
            members = [first]
            for place in range(first + 1, len(periods)):
                if periods[place][0] > reach:
                    break
                members.append(place)
                reach = max(reach, periods[place][1])
            if reach >= add_months(begin, 3):
                for place in members:
                    long_enough[place] = True
    months = days = 0
    used_until = START
    for (begin, end, soort), enough in zip(periods, long_enough, strict=True):
        if begin >= add_months(START, 36 + months) + dt.timedelta(days=days):
            break
        maximum = MAXIMUM[soort]
        counted_end = end if maximum is None else min(end, add_months(begin, maximum))
        more = length(max(begin, used_until), counted_end) if enough else (0, 0)
        used_until = max(used_until, counted_end)
        months, days = months + more[0], days + more[1]
    return months, days


@st.composite
def circumstance(draw: st.DrawFn) -> Circumstance:
    begin = dt.date(2022, 12, 1) + dt.timedelta(days=draw(st.integers(0, 1_800)))
    # Lengths around three months are where it matters.
    days = draw(st.one_of(st.integers(1, 200), st.sampled_from([88, 89, 90, 91, 92, 93]), st.integers(300, 900)))
    return Circumstance(draw(st.sampled_from(sorted(MAXIMUM))), begin, begin + dt.timedelta(days=days - 1))


def event(case: str, place: int, kind: str, day: dt.date, payload: dict[str, object]) -> Event:
    return Event(
        case_id=case,
        person_id=case,
        type=kind,
        instance=str(place),
        valid_on=day,
        recorded_at=dt.datetime(2023, 1, 1, tzinfo=dt.UTC),
        sequence=place,
        organisation="test",
        actor="test",
        payload=payload,
    )


@pytest.mark.slow
@settings(max_examples=30, deadline=None)
@given(st.lists(st.lists(circumstance(), min_size=1, max_size=5, unique_by=lambda c: c.begin), min_size=1, max_size=8))
def test_running_totals_find_what_a_clerk_finds(people: list[list[Circumstance]]) -> None:
    events = []
    for number, circumstances in enumerate(people):
        case = f"case-{number}"
        events.append(event(case, 0, "pip_vastgesteld", PIP, {"gemeente": "0001", "leerroute": "B1"}))
        events.append(event(case, 1, "geboorte", dt.date(1990, 1, 1), {}))
        for place, each in enumerate(circumstances, start=2):
            payload = {"soort": each.soort, "tot_en_met": each.last, "wie": "zelf"}
            events.append(event(case, place, "belemmering", each.begin, payload))
    inburgering = system()
    want = ["verlenging_omstandigheid_maanden", "verlenging_omstandigheid_dagen"]
    found = inburgering.evaluate(history_of(events, inburgering.events), PEILDATUM, want=want).cases
    for row, circumstances in zip(found.select(want).rows(), people, strict=True):
        assert row == by_hand(circumstances)
