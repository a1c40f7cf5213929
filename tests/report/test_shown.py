"""Tables on a terminal: no word and no figure is broken, whatever the width."""

from __future__ import annotations

import io

import pytest
from rich.console import Console

from doorstroom.report.model import TableShown
from doorstroom.report.wording import Words
from doorstroom.report_shown import printed
from tests.report.conftest import Maker


def lines(table: TableShown, width: int, language: str = "nl") -> list[str]:
    out = Console(width=width, file=io.StringIO(), highlight=False)
    out.print(printed(table, Words("en" if language == "en" else "nl"), width))
    assert isinstance(out.file, io.StringIO)
    return [line.rstrip() for line in out.file.getvalue().splitlines()]


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("width", [70, 80, 100, 140])
def test_no_word_and_no_figure_is_broken(make: Maker, width: int, language: str) -> None:
    for table in make(language=language).tables():
        if not table.original:
            continue
        shown = lines(table, width, language)
        assert max(map(len, shown)) <= width
        words = set(" ".join(shown).split())
        texts = [table.title, table.corner, *table.columns, *(row.heading for row in table.rows)]
        assert {word for text in texts[2:] for word in text.split()} <= words
        for row in table.rows:
            for cell in row.cells:
                assert any(cell.text in line for line in shown)
                assert not cell.published or any(f"[{cell.published}]" in line for line in shown)


def test_a_table_that_is_too_wide_is_turned(make: Maker) -> None:
    table = next(table for table in make().tables() if table.name == "tabel_2")
    wide, narrow = lines(table, 140), lines(table, 80)
    assert any(line.startswith("Asielstatushouders ") for line in wide)
    assert not any(line.startswith("Asielstatushouders ") for line in narrow)
    assert any(line.startswith("1 december 2022,") for line in narrow)


def test_the_word_for_table_is_that_of_the_language(make: Maker) -> None:
    assert lines(next(iter(make(language="en").tables())), 100, "en")[0].startswith("Table 1. ")
