"""What the benchmarks compare is equal. Nothing here is timed."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import polars as pl
import pytest
from benchmarks.publication_tables import differences, doorstroom_cells, duckdb_cells
from benchmarks.synthetic import MAKERS, SETTLED, write_register
from polars.testing import assert_frame_equal

from benchmarks import publication_tables
from doorstroom.kernel import evaluate, groups, tabulate
from doorstroom.register.mirror import read_history
from doorstroom.stelsels.inburgering import system

CASES = 2_000
DAY, KNOWN_AT = dt.date(2025, 6, 1), dt.datetime(2025, 7, 1, tzinfo=dt.UTC)


@pytest.fixture(scope="module")
def register(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("register")
    write_register(folder, system(), CASES)
    return folder


def _evaluated(folder: Path) -> dict[str, pl.DataFrame]:
    inburgering = system()
    evaluation = inburgering.evaluate(read_history(folder, inburgering), DAY, known_at=KNOWN_AT)
    return {"cases": evaluation.cases, **evaluation.events}


def test_partitions_tables_and_small_steps_give_the_same_columns(
    register: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = _evaluated(register)
    monkeypatch.setattr(groups, "_FEW", 0)
    monkeypatch.setattr(evaluate, "PARTITION", 700)
    monkeypatch.setattr(evaluate, "MANY", 1)
    monkeypatch.setattr(tabulate, "_SHORT", 0)
    parts = _evaluated(register)
    assert parts.keys() == whole.keys()
    for name, frame in whole.items():
        assert_frame_equal(frame, parts[name], check_column_order=False, check_exact=True)


def test_some_events_are_corrected_and_some_of_these_retracted(register: Path) -> None:
    history = read_history(register, system())
    assert set(history.frames) <= set(MAKERS) and len(history.frames) > 50
    frames = [frame.lazy().select("recorded_until", "retracted").collect() for frame in history.frames.values()]
    all_versions = pl.concat(frames)
    corrected = all_versions["recorded_until"].is_not_null().mean()
    retracted = all_versions["retracted"].mean()
    assert isinstance(corrected, float) and 0.02 < corrected < 0.05
    assert isinstance(retracted, float) and 0.001 < retracted < 0.01


@pytest.mark.parametrize("by", ["versions", "until"])
def test_the_tables_are_equal_to_those_of_the_query_written_by_hand(
    tmp_path: Path, by: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    counts = write_register(tmp_path, system(), CASES, settled=True)
    assert not set(counts) & SETTLED
    ours = doorstroom_cells(tmp_path)
    assert sum(ours.values()) > CASES
    assert differences(ours, duckdb_cells(tmp_path, by)) == []


def test_a_cell_that_differs_is_named() -> None:
    assert publication_tables.differences({"a": 1, "b": 2}, {"a": 1, "b": 3}) == ["b: 2 and 3"]
