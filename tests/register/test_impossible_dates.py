"""Dates that cannot be right are refused."""

from __future__ import annotations

import datetime as dt

import pytest
from tests.register.samples import NOW, SYSTEM, event

from doorstroom.register import ImpossibleDate, Register


@pytest.mark.parametrize("day", [dt.date(1900, 1, 1), dt.date(2124, 6, 1)])
def test_the_first_and_the_last_possible_day(register: Register, day: dt.date) -> None:
    assert register.append(SYSTEM, [event(valid_on=day)]).written == 1


@pytest.mark.parametrize("day", [dt.date(1899, 12, 31), dt.date(2124, 6, 2), dt.date(1, 1, 1)])
def test_a_day_outside_them_is_refused(register: Register, day: dt.date) -> None:
    with pytest.raises(ImpossibleDate, match=f"valid_on {day} is not between 1900-01-01 and 2124-06-01"):
        register.append(SYSTEM, [event(valid_on=day)])


def test_a_moment_in_the_future_is_refused_beyond_the_skew_of_clocks(register: Register) -> None:
    near, far = NOW + dt.timedelta(minutes=5), NOW + dt.timedelta(minutes=5, microseconds=1)
    register.load_histories(SYSTEM, [event(recorded_at=near)])
    with pytest.raises(ImpossibleDate, match="is in the future"):
        register.load_histories(SYSTEM, [event("c2", recorded_at=far)])


def test_a_moment_before_the_last_one_of_the_case_is_refused(register: Register) -> None:
    earlier = NOW - dt.timedelta(days=31)
    register.load_histories(SYSTEM, [event(), event(instance="2")])
    register.load_histories(SYSTEM, [event("c2", recorded_at=earlier)])
    with pytest.raises(ImpossibleDate, match="when the last event of case 'c1' was recorded"):
        register.load_histories(SYSTEM, [event(instance="3", recorded_at=earlier)])


def test_a_moment_without_a_time_zone_is_refused(register: Register) -> None:
    with pytest.raises(ImpossibleDate, match="has no time zone"):
        register.load_histories(SYSTEM, [event(recorded_at=dt.datetime(2024, 1, 1))])
