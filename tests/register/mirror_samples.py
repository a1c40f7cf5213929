"""Histories to mirror, and the comparison of one history with another."""

from __future__ import annotations

import datetime as dt

import polars as pl
from polars.testing import assert_frame_equal
from tests.register.samples import SYSTEM, event, pip, retraction

from doorstroom.kernel.history import History, history_of
from doorstroom.register import Register


def everything(history: History) -> dict[str, pl.DataFrame]:
    return {name: frame.lazy().collect().sort("sequence") for name, frame in history.frames.items()}


def assert_same_history(left: History, right: History) -> None:
    assert_frame_equal(left.cases, right.cases)
    ours, theirs = everything(left), everything(right)
    assert ours.keys() == theirs.keys()
    for name, frame in ours.items():
        assert_frame_equal(frame, theirs[name])


def from_log(register: Register, *cases: str) -> History:
    events = [found for case in cases for found in register.history_of_case(SYSTEM, case)]
    return history_of(sorted(events, key=lambda found: found.sequence or 0), SYSTEM.events)


def fill(register: Register) -> None:
    """Two cases with every kind of payload, a correction and a retraction."""
    first, moved = pip("c1"), event("c2", "verhuisd", payload={"gemeente": 'Ede, "Gld"', "redenen": ["ziekte"]})
    register.append(SYSTEM, [first, moved, event("c1"), event("c2", "gemeten", payload={"waarde": 1.5})])
    register.append(
        SYSTEM,
        [
            pip("c1", leerroute="Z", replaces=first, payload={"tot": dt.date(2025, 2, 28)}),
            retraction(moved),
            event(
                "c2",
                "gemeten",
                "2",
                payload={"om": dt.datetime(2024, 1, 1, 1, tzinfo=dt.timezone(dt.timedelta(hours=1))), "geldig": False},
            ),
            event("c1", "verhuisd", payload={"gemeente": "a\nb\tc", "redenen": [], "dagen": [dt.date(2024, 2, 29)]}),
        ],
    )
