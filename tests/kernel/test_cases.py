"""Worked cases: what passes, what fails, and files that are refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from doorstroom.kernel.cases import check, read_cases
from doorstroom.kernel.errors import CaseError
from tests.kernel.toy import toy_system

CASE = """
- id: T-1
  title: Late on the day after
  sources: [ACT 2]
  confidence: high
  events:
    - {type: start, valid_on: 2023-03-06}
    - {type: start, valid_on: 2023-02-06, instance: "1", recorded_at: 2023-06-01}
  ask: {peildatum: 2023-05-16, known_at: 2023-05-31}
  expect: {late: true, last_day: 2023-05-15, done_on: unknown}
"""


def verdict(folder: Path, text: str) -> object:
    (folder / "case.yaml").write_text(text)
    (folder / "law").mkdir(exist_ok=True)
    (found,) = check(read_cases([folder / "case.yaml"]), toy_system(folder / "law"))
    return found


def test_a_case_that_passes(tmp_path: Path) -> None:
    assert verdict(tmp_path, CASE).passed  # type: ignore[attr-defined]


def test_every_difference_is_named(tmp_path: Path) -> None:
    text = CASE.replace("late: true", "late: unknown").replace("done_on: unknown", "done_on: 2023-01-01")
    found = verdict(tmp_path, text)
    assert [(d.column, d.found) for d in found.differences] == [("late", True), ("done_on", None)]  # type: ignore[attr-defined]


@pytest.mark.parametrize(("value", "holds"), [("1", False), ("true", True), ("unknown", False)])
def test_a_number_is_not_a_truth_value(tmp_path: Path, value: str, holds: bool) -> None:
    found = verdict(tmp_path, CASE.replace("late: true", f"late: {value}"))
    assert found.passed is holds  # type: ignore[attr-defined]


def test_an_unknown_column_or_event_type_fails_with_its_name(tmp_path: Path) -> None:
    assert "unknown column 'lates'" in verdict(tmp_path, CASE.replace("late:", "lates:")).error  # type: ignore[attr-defined]
    assert (
        "unknown event type 'begin'"
        in verdict(tmp_path, CASE.replace("type: start, valid_on: 2023-03", "type: begin, valid_on: 2023-03")).error
    )  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a: 1", "expected a list of cases"),
        ("- 1", "expected keys"),
        (CASE.replace("  confidence: high\n", ""), "key 'confidence' is missing"),
        (CASE.replace("confidence: high", "confidence: sure"), "confidence must be one of"),
        (CASE.replace("T-1", "T" * 65), "an id has 1 to 64 characters"),
        (CASE.replace("peildatum: 2023-05-16, ", ""), "ask needs peildatum"),
        (CASE.replace("valid_on: 2023-03-06", "valid_on: 2023-02-30"), "'2023-02-30' is not a date that exists"),
        (CASE.replace("valid_on: 2023-03-06", "valid_on: 2023-03-06, payload: [5]"), "payload must be fields by name"),
        (CASE.replace("valid_on: 2023-03-06", "valid_on: 2023-03-06, instance: ''"), "instance has 1 to 64"),
        (CASE.replace("valid_on: 2023-03-06", "valid_on: 6 maart"), "'6 maart' is not a date"),
        (CASE.replace("valid_on: 2023-03-06", "on: 2023-03-06"), "event 1 needs type and valid_on"),
        (CASE + CASE, "case 'T-1' also stands in"),
    ],
)
def test_a_file_in_another_form_is_refused(tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / "case.yaml").write_text(text)
    with pytest.raises(CaseError) as refusal:
        read_cases([tmp_path / "case.yaml"])
    assert message in str(refusal.value)


def test_a_folder_without_cases_and_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(CaseError, match="no case files"):
        read_cases([tmp_path])
    with pytest.raises(CaseError, match="no such file"):
        read_cases([tmp_path / "nothing.yaml"])


def test_cases_decided_together_keep_their_own_dates(tmp_path: Path) -> None:
    later = CASE.replace("T-1", "T-2").replace("known_at: 2023-05-31", "known_at: 2023-06-01")
    earlier = CASE.replace("T-1", "T-3").replace("peildatum: 2023-05-16", "peildatum: 2023-05-15")
    old_law = CASE.replace("T-1", "T-4").replace("known_at: 2023-05-31", "law_date: 2022-06-01")
    (tmp_path / "case.yaml").write_text(CASE + later + earlier + old_law)
    (tmp_path / "law").mkdir()
    found = check(read_cases([tmp_path / "case.yaml"]), toy_system(tmp_path / "law"))
    assert [[(d.column, str(d.found)) for d in verdict.differences] for verdict in found] == [
        [],
        [("last_day", "2023-04-17")],
        [("late", "False")],
        [("last_day", "2023-03-06")],
    ]
