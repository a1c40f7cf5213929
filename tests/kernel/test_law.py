"""Broken parameter files are refused with file, parameter and reason."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import polars as pl
import pytest

from doorstroom.kernel.errors import ParameterError
from doorstroom.kernel.explain import parameters_to_check
from doorstroom.kernel.law import Law, ended, read_parameters

GOOD = "source: ACT 1, confidence: C1"


def read(folder: Path, text: str) -> object:
    (folder / "broken.yaml").write_text(text)
    return read_parameters(folder)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a: [1", "broken.yaml: not readable as YAML"),
        ("- 1", "broken.yaml: expected parameters by name"),
        ("a: 1", "parameter 'broken.a': needs unit, nl, en and values"),
        ("a: {unit: fortnight, nl: x, en: x, values: []}", "unknown unit 'fortnight'"),
        ("a: {unit: week, nl: x, en: x, values: []}", "at least one value"),
        ("a: {unit: week, nl: x, en: x, colour: red, values: []}", "unknown key 'colour'"),
        ("a: {unit: week, nl: x, en: x, values: [{value: 1}]}", "every value needs value, source and confidence"),
        (f"a: {{unit: week, nl: x, en: x, values: [{{value: ten, {GOOD}}}]}}", "value 'ten' does not fit unit 'week'"),
        (f"a: {{unit: week, nl: x, en: x, values: [{{value: true, {GOOD}}}]}}", "value True does not fit unit 'week'"),
        (f"a: {{unit: week, nl: x, en: x, values: [{{from: someday, value: 1, {GOOD}}}]}}", "'someday' is not a date"),
        ("a: {unit: week, nl: x, en: x, values: [{value: 1, source: s, confidence: sure}]}", "confidence 'sure'"),
        (
            f"a: {{unit: week, nl: x, en: x, values: [{{from: 2023-01-02, until: 2023-01-01, value: 1, {GOOD}}}]}}",
            "ends (2023-01-01) before it starts",
        ),
        (
            f"a: {{unit: week, nl: x, en: x, values: [{{from: 2022-01-01, until: 2023-01-01, value: 1, {GOOD}}},"
            f" {{from: 2023-01-01, value: 2, {GOOD}}}]}}",
            "two values hold on 2023-01-01",
        ),
        (
            f"a: {{unit: week, nl: x, en: x, values: [{{from: 2023-01-01, value: 1, {GOOD}}},"
            f" {{from: 2022-01-01, value: 2, {GOOD}}}]}}",
            "must stand in order of date",
        ),
    ],
)
def test_a_broken_file_is_refused(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(ParameterError) as refusal:
        read(tmp_path, text)
    assert message in str(refusal.value)


TEXT = f"""
term: {{unit: week, nl: x, en: x, values: [
  {{from: 2022-01-01, until: 2022-12-31, value: 4, {GOOD}}},
  {{from: 2023-01-01, until: 2023-12-31, value: 10, {GOOD}}},
  {{from: 2024-01-01, value: null, {GOOD}}}]}}
band: {{unit: table, nl: x, en: x, values: [{{from: 2022-01-01, value: [[1, 2], [3, 4]], {GOOD}}}]}}
words: {{unit: list, nl: x, en: x, values: [{{from: 2022-01-01, value: [a, b], {GOOD}}}]}}
queue: {{unit: week, nl: x, en: x, kind: practice, values: [
  {{from: 2022-01-01, value: 6, source: s, confidence: P, checked_on: 2026-01-01}}]}}
"""


def lookup(folder: Path, build: object) -> list:
    law = Law(read(folder, TEXT))  # type: ignore[arg-type]
    days = [dt.date(2021, 12, 31), dt.date(2022, 1, 1), dt.date(2022, 12, 31), dt.date(2023, 1, 1), dt.date(2024, 1, 1)]
    frame = pl.DataFrame({"day": [*days, None], "r": [0, 1, 1, 0, 2, 0], "word": ["a", "b", "c", None, "a", "a"]})
    return frame.select(build(law)).to_series().to_list()  # type: ignore[operator]


def test_the_value_of_each_day(tmp_path: Path) -> None:
    assert lookup(tmp_path, lambda law: law.broken.term.weeks(on=pl.col("day"))) == [None, 4, 4, 10, None, None]


def test_the_cell_of_a_table(tmp_path: Path) -> None:
    found = lookup(tmp_path, lambda law: law.broken.band.cell(pl.col("r"), pl.lit(1), on=pl.col("day")))
    assert found == [None, 4, 4, 2, None, None]


def test_membership_of_a_list_is_unknown_for_an_unknown_word(tmp_path: Path) -> None:
    found = lookup(tmp_path, lambda law: law.broken.words.has(pl.col("word"), on=pl.col("day")))
    assert found == [None, True, False, None, True, None]


def test_ending_a_parameter(tmp_path: Path) -> None:
    term = read(tmp_path, TEXT)["broken.term"]  # type: ignore[index]
    shortened = ended(term, dt.date(2023, 6, 1))
    assert shortened.at(dt.date(2023, 5, 31)).value == 10
    assert shortened.at(dt.date(2023, 6, 1)) is None


def test_practice_that_was_not_checked_for_180_days_is_named(tmp_path: Path) -> None:
    parameters = read(tmp_path, TEXT)
    assert parameters_to_check(parameters, dt.date(2026, 6, 30), 180) == []  # type: ignore[arg-type]
    found = parameters_to_check(parameters, dt.date(2026, 7, 1), 180)  # type: ignore[arg-type]
    assert found == [("broken.queue", dt.date(2026, 1, 1))]
