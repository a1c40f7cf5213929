"""`doorstroom bench`: names, figures and the file with results."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from benchmarks.one_case import answer, life

from doorstroom.cli import run
from doorstroom.commands import bench
from doorstroom.stelsels.inburgering import system

FIGURE: dict[str, Any] = {
    "what": "columns", "value": 7.456, "unit": "s", "at_most": 8.0, "at_least": None, "note": "best of 3",
}  # fmt: skip


def test_a_figure_says_whether_its_target_was_reached() -> None:
    assert bench.line(FIGURE) == "columns: 7.46 s (target at most 8 s: reached) [best of 3]"
    late = {**FIGURE, "value": 9.1, "note": ""}
    assert bench.line(late) == "columns: 9.1 s (target at most 8 s: not reached)"
    free = {**FIGURE, "at_most": None, "note": "", "value": 1234.5}
    assert bench.line(free) == "columns: 1,234 s"


def test_results_keep_what_was_not_measured_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bench, "machine", lambda root: {"processor": "abacus", "cores": "2", "duckdb": "not installed"})
    place = tmp_path / "RESULTS.md"
    place.write_text(bench.results(tmp_path, place, {"one_case": [FIGURE]}, "2026-01-01"), "utf-8")
    text = bench.results(tmp_path, place, {"register_columns": [FIGURE]}, "2026-01-02")
    assert text.index("## register_columns") < text.index("## one_case")
    assert "2026-01-01. abacus, cores 2." in text
    assert "| columns | 7.46 s | at most 8 s | reached | best of 3 |" in text


def test_an_unknown_benchmark_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["bench", "nothing"]) == 2
    assert "unknown benchmark 'nothing'" in capsys.readouterr().err


def test_figures_of_a_small_run_are_not_kept(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["bench", "one_case", "--small", "--write"]) == 2
    assert "full runs only" in capsys.readouterr().err


def test_a_small_run_prints_figures_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["bench", "one_case", "--small", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["machine"]["polars"]
    assert all(figure["value"] > 0 and figure["at_most"] is None for figure in told["figures"]["one_case"])


def test_the_case_of_the_benchmark_has_a_date_for_its_main_clocks() -> None:
    evaluation, told = answer(system(), life())
    assert evaluation.values["pip_uiterlijk"] is not None and evaluation.values["termijn_start"] is not None
    assert len(told) > 100
