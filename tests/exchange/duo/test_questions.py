"""The questions to DUO: each says how we read it, and where that stands in the code; the place must be there."""

from __future__ import annotations

import importlib
import re
from pathlib import Path
from typing import Any

import pytest

DOCUMENT = Path(__file__).resolve().parents[3] / "docs" / "duo_questions.md"
#: A slip of the pen in DUO's text that changes nothing here.
WITHOUT_PLACE = {"32"}


def _rows() -> list[tuple[str, str, str, list[str]]]:
    """Number, question, our reading, and the places in the code."""
    found = []
    for line in DOCUMENT.read_text(encoding="utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
        if re.fullmatch(r"\d+", cells[0]):
            number, question, reading, where = cells
            found.append((number, question, reading, re.findall(r"`([^`]+)`", where)))
    return found


ROWS = _rows()


def test_every_question_has_a_number_a_reading_and_a_place() -> None:
    assert [row[0] for row in ROWS] == [str(number) for number in range(1, len(ROWS) + 1)] and len(ROWS) > 30
    for number, question, reading, places in ROWS:
        assert question and reading, number
        assert bool(places) is (number not in WITHOUT_PLACE), number


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"question {row[0]}")
def test_the_place_in_the_code_is_there(row: tuple[str, str, str, list[str]]) -> None:
    for place in row[3]:
        module, *names = place.replace("/", ".").split(".")
        found: Any = importlib.import_module("doorstroom.exchange.duo")
        for name in (module, *names):
            found = _member(found, name)


def _member(of: Any, name: str) -> Any:
    """A module in a package, or a name in a module or class; a field without a default has no value to return."""
    if hasattr(of, "__path__"):
        return importlib.import_module(f"{of.__name__}.{name}")
    if name in getattr(of, "__annotations__", {}) and not hasattr(of, name):
        return None
    return getattr(of, name)


def test_what_is_only_our_reading_says_so_where_it_stands() -> None:
    """The sources contradict each other there (checklist, R-9 and R-10): the code itself says that it may change."""
    from doorstroom.exchange.duo import verwijtbaarheid

    assert "nog te bevestigen" in DOCUMENT.read_text(encoding="utf-8")
    assert "nog te bevestigen" in (verwijtbaarheid.__doc__ or "")
