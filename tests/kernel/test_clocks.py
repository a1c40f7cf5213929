"""Where a clock stands, and the work list that follows from it."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import polars as pl
import pytest

from doorstroom.kernel.clocks import Clock
from doorstroom.kernel.errors import ColumnError
from doorstroom.kernel.history import history_of
from doorstroom.kernel.system import System
from doorstroom.kernel.worklist import columns_of_clocks, items_of_case, open_clocks, work_items
from tests.kernel.toy import COLUMNS, PARAMETERS, event, toy_system

CLOCK = Clock(
    name="work",
    nl="Werk",
    en="Work",
    task_nl="Doe het werk",
    task_en="Do the work",
    owner="gemeente",
    applies=("applies",),
    start="started",
    due="last_day",
    met_on="done_on",
    consequence_nl="niets",
    consequence_en="nothing",
    articles=("ACT 2",),
)
DAY = dt.date(2023, 5, 10)
LATER, EARLIER = DAY + dt.timedelta(days=1), DAY - dt.timedelta(days=1)


@pytest.mark.parametrize(
    ("applies", "started", "last_day", "done_on", "status"),
    [
        (True, EARLIER, DAY, None, "runs"),
        (True, EARLIER, EARLIER, None, "late"),
        (True, EARLIER, DAY, DAY, "met"),
        (True, EARLIER, EARLIER, DAY, "met late"),
        (True, EARLIER, None, DAY, "met"),
        (True, None, None, None, "not started"),
        (True, EARLIER, None, None, "unknown"),
        (False, EARLIER, EARLIER, None, "not applicable"),
        (False, None, None, DAY, "not applicable"),
        (None, EARLIER, DAY, None, "unknown"),
        (None, EARLIER, DAY, DAY, "met"),
    ],
)
def test_status(
    applies: bool | None, started: dt.date | None, last_day: dt.date | None, done_on: dt.date | None, status: str
) -> None:
    frame = pl.DataFrame(
        {"applies": [applies], "started": [started], "last_day": [last_day], "done_on": [done_on], "peildatum": [DAY]},
        schema={"applies": pl.Boolean} | dict.fromkeys(("started", "last_day", "done_on", "peildatum"), pl.Date),
    )
    assert frame.select(x=CLOCK.status()).item() == status
    values = frame.row(0, named=True)
    assert CLOCK.status_of(values) == status
    if applies is True:
        assert replace(CLOCK, applies=()).status_of(values) == status


def test_days_left_is_zero_on_the_last_day() -> None:
    frame = pl.DataFrame({"last_day": [EARLIER, DAY, LATER, None], "peildatum": [DAY] * 4})
    assert frame.select(x=CLOCK.days_left()).to_series().to_list() == [-1, 0, 1, None]


def with_clock(folder: Path, clock: Clock) -> System:
    made = toy_system(folder, COLUMNS, PARAMETERS)
    return System(made.name, folder, made.events, COLUMNS, made.parameters, [clock])


def test_a_clock_on_a_column_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ColumnError, match="clock 'work' needs column 'applies', which does not exist"):
        with_clock(tmp_path, CLOCK)


def test_the_work_list_is_in_order_of_date_with_reasons_and_what_is_missing(tmp_path: Path) -> None:
    system = with_clock(tmp_path, replace(CLOCK, applies=("was_done",)))
    events = [
        event("start", "2023-03-06", case="late"),
        event("done", "2023-03-20", case="late", kind="part", hours=1.0),
        event("start", "2023-03-20", case="runs"),
        event("done", "2023-03-20", case="runs", kind="part", hours=1.0),
        event("start", "2023-03-06", case="done"),
        event("done", "2023-03-20", case="done", kind="full", hours=1.0),
        event("start", "2020-01-01", case="unknown"),
        event("done", "2023-03-20", case="unknown", kind="part", hours=1.0),
        event("start", "2023-03-06", case="not ours"),
    ]
    evaluation = system.evaluate(
        history_of(events, system.events),
        dt.date(2023, 5, 20),
        want=columns_of_clocks(system.clocks.values()),
        for_explanation=True,
    )
    found = open_clocks(evaluation, system.clocks.values())
    assert found.select("case_id", "status", "days_left").rows() == [
        ("late", "late", -5),
        ("runs", "runs", 9),
        ("unknown", "unknown", None),
    ]
    items = work_items(system, evaluation, "nl", horizon=None)
    assert items[0].reason == "Uiterlijk 15 mei 2023, 6 maart 2023 plus de termijn."
    assert [item.case_id for item in work_items(system, evaluation, "nl", horizon=8)] == ["late", "unknown"]
    alone = [
        item
        for case in ("late", "runs", "done", "unknown", "not ours")
        for item in items_of_case(
            system, system.evaluate_case([e for e in events if e.case_id == case], dt.date(2023, 5, 20)), "nl"
        )
    ]
    assert sorted(alone, key=lambda item: item.case_id) == sorted(items, key=lambda item: item.case_id)
