"""Property: for any history, the mirror, history_of and a plain fold in Python say the same about any two dates."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.register.samples import NOW, SYSTEM, Proefstelsel, pip, retraction

from doorstroom.kernel.events import Event
from doorstroom.kernel.history import History, history_of
from doorstroom.register import Mirror, Register, check_mirror

START = NOW - dt.timedelta(days=40)
FIRST_DAY = dt.date(2024, 1, 1)
_numbers = itertools.count()

steps = st.lists(
    st.tuples(
        st.integers(0, 2),  # case
        st.integers(0, 1),  # instance
        st.sampled_from(["correct", "correct", "retract"]),
        st.integers(0, 20),  # day on which it holds
        st.integers(0, 3),  # days until it is recorded
    ),
    max_size=16,
)
batches = st.integers(2, 8)
questions = st.lists(st.tuples(st.integers(-1, 21), st.none() | st.integers(-1, 80)), min_size=1, max_size=8)


def events_of(plan: list[tuple[int, int, str, int, int]]) -> list[Event]:
    last: dict[tuple[int, int], Event] = {}
    found: list[Event] = []
    moment = START
    for case, instance, what, day, later in plan:
        moment = min(moment + dt.timedelta(days=later), NOW)
        before = last.get((case, instance))
        given: dict[str, Any] = {"recorded_at": moment, "valid_on": FIRST_DAY + dt.timedelta(days=day)}
        if what == "retract" and before is not None:
            made = retraction(before, **given)
        else:
            made = pip(f"c{case}", str(instance), replaces=before, payload={"uren": len(found)}, **given)
        last[case, instance] = made
        found.append(made)
    return found


def slow_fold(events: Iterable[Event], peildatum: dt.date, known_at: dt.datetime | None) -> set[tuple[str, str, int]]:
    """What holds, by reading the events one after the other as a clerk would."""
    state: dict[tuple[str, str], Event] = {}
    for event in events:
        if known_at is None or event.recorded_at <= known_at:
            state[event.case_id, event.instance] = event
    return {
        (event.case_id, event.instance, event.payload["uren"])
        for event in state.values()
        if not event.retracted and event.valid_on <= peildatum
    }


def answer(history: History, peildatum: dt.date, known_at: dt.datetime | None) -> set[tuple[str, str, int]]:
    frame = history.as_of(peildatum, known_at).frames.get("pip_vastgesteld")
    if frame is None:
        return set()
    cases = history.cases["case_id"]
    rows = frame.select("case_row", "instance", "uren").rows()
    assert len(rows) == len(set(rows))
    return {(cases[case_row], instance, hours) for case_row, instance, hours in rows}


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(plan=steps, batch=batches, asked=questions)
def test_mirror_history_of_and_slow_fold_agree(
    register: Register,
    tmp_path: Path,
    plan: list[tuple[int, int, str, int, int]],
    batch: int,
    asked: list[tuple[int, int | None]],
) -> None:
    system = Proefstelsel(f"proef{next(_numbers)}", SYSTEM.events)
    mirror = Mirror(register, system, tmp_path)
    events = events_of(plan)
    for start in range(0, max(len(events), 1), batch):
        register.append(system, events[start : start + batch], keep_recorded_at=True)
        mirror.sync()
    assert check_mirror(mirror).ok
    one_by_one = history_of(events, system.events)
    for day, moment in asked:
        peildatum = FIRST_DAY + dt.timedelta(days=day)
        known_at = None if moment is None else START + dt.timedelta(days=moment / 2)
        expected = slow_fold(events, peildatum, known_at)
        assert answer(mirror.history(), peildatum, known_at) == expected
        assert answer(one_by_one, peildatum, known_at) == expected
