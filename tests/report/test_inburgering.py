"""The tables over the real law of inburgering: cases from permit to plan, in the events of the register."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from doorstroom.kernel.events import Event
from doorstroom.kernel.history import history_of
from doorstroom.kernel.indicators import wanted
from doorstroom.report.build import Request, build
from doorstroom.report.disclosure import Unrounded
from doorstroom.report.model import Report
from doorstroom.stelsels.inburgering import system
from doorstroom.stelsels.inburgering.indicators import UITVOERINGSBRIEF
from tests.report.toy import day, moment

PIP = {"gemeente": "0363", "leerroute": "B1", "niveau": "B1"}
PERMIT: dict[str, dict[str, Any]] = {
    "asiel": {"grond": "8c"},
    "gezin": {"grond": "8a", "beperking": "gezinslid", "referent": "nederlander"},
}


class Cases:
    """Writes cases in the events of inburgering."""

    def __init__(self) -> None:
        self.events: list[Event] = []
        self.count = 0

    def case(self, group: str, *events: tuple[Any, ...]) -> None:
        """A person of 30 with a permit of a group, and what more happened: (type, day, payload)."""
        self.count += 1
        own = [("geboorte", "1993-01-01", {}), ("verblijfsrecht_verkregen", "2022-06-01", PERMIT[group]), *events]
        for place, (kind, on, *payload) in enumerate(own):
            self.events.append(
                Event(case_id=f"zaak-{self.count}", person_id=f"persoon-{self.count}", type=kind,
                      instance=f"{kind}-{place}", valid_on=day(on), recorded_at=moment("2023-05-01"),
                      organisation="DUO", actor="test", payload=payload[0] if payload else {})
            )  # fmt: skip


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Report:
    cases = Cases()
    housed = ("brp_inschrijving", "2023-01-16", {"gemeente": "0363"})
    reception = ("opvang_begonnen", "2022-06-01")
    azc = ("brp_inschrijving", "2022-06-01", {"gemeente": "0765", "huisvesting": False})
    notice = ("kennisgeving_verzonden", "2023-01-16")
    cases.case("asiel", reception, azc, notice)
    cases.case("asiel", reception, azc, notice, ("pip_vastgesteld", "2023-03-01", PIP))
    cases.case("asiel", housed, notice, ("pip_vastgesteld", "2023-03-27", PIP))  # day 70
    cases.case("asiel", housed, notice, ("pip_vastgesteld", "2023-03-28", PIP))  # day 71
    cases.case("asiel", housed, notice)
    cases.case("gezin", housed, notice, ("pip_vastgesteld", "2023-02-01", PIP))
    # A second plan after a move changes nothing: the first one counts.
    moved = ("brp_inschrijving", "2023-04-03", {"gemeente": "0599"})
    cases.case("gezin", housed, notice, ("pip_vastgesteld", "2023-02-01", PIP), moved,
               ("pip_vastgesteld", "2023-04-24", {**PIP, "gemeente": "0599", "reden": "verhuizing"}))  # fmt: skip
    return made(cases, tmp_path_factory.mktemp("log"))


def made(cases: Cases, folder: Path) -> Report:
    right = Unrounded("een tester", "met de hand narekenen", folder / "log.jsonl")
    request = Request(day("2023-05-01"), None, moment("2023-07-12"), "0.1.0", unrounded=right)
    return build(UITVOERINGSBRIEF, system(), history_of(cases.events, system().events), request)


def grid(report: Report, name: str) -> dict[str, list[str]]:
    table = next(table for table in report.tables() if table.name == name)
    return {row.heading: [cell.text for cell in row.cells] for row in table.rows}


def test_the_tables_over_the_real_law(report: Report) -> None:
    assert grid(report, "tabel_1")["1 mei 2023"] == ["1", "1", "5"]
    assert grid(report, "tabel_2")["Asielstatushouders"][2:] == ["5", "3 (60%)"]
    assert grid(report, "tabel_2")["Gezins- en overige migranten"][2:] == ["2", "2 (100%)"]
    assert grid(report, "tabel_3")["Totaal"] == ["0 (0%)", "1 (100%)", "1"]
    assert grid(report, "tabel_4") == {
        "Asielstatushouders": ["1 (50%)", "1 (50%)", "2"],
        "Gezins- en overige migranten": ["2 (100%)", "0 (0%)", "2"],
        "Totaal": ["3 (75%)", "1 (25%)", "4"],
    }


def test_the_plan_in_reception_is_told_apart(report: Report) -> None:
    assert any("niet de 1 PIP's die al voor die start" in prose.text for prose in report.prose())


def test_every_column_that_a_publication_needs_exists() -> None:
    for only_tables in (True, False):
        for _, indicators in UITVOERINGSBRIEF.needs(only_tables):
            assert wanted(indicators) <= set(system().graph.columns)


def test_the_tables_need_six_columns_on_their_own_peildatum() -> None:
    needs = {moment.name: wanted(indicators) for moment, indicators in UITVOERINGSBRIEF.needs(tables_only=True)}
    assert needs["peildatum"] == {
        "doelgroep", "heeft_pip", "in_opvang", "inburgeringsplichtig_wi2021", "pip_eerste_datum",
        "pip_eerste_klok_start",
    }  # fmt: skip
    assert needs["eerder (PIP)"] == {"doelgroep", "heeft_pip", "inburgeringsplichtig_wi2021"}


def test_the_law_moves_a_last_day_in_the_weekend_and_the_letter_does_not(tmp_path: Path) -> None:
    cases = Cases()
    # The 70th day is Saturday 25 March 2023, so by law the plan was in time on Monday the 27th.
    cases.case("gezin", ("brp_inschrijving", "2023-01-10", {"gemeente": "0363"}),
               ("kennisgeving_verzonden", "2023-01-14"), ("pip_vastgesteld", "2023-03-27", PIP))  # fmt: skip
    text = next(prose.text for prose in made(cases, tmp_path).prose() if prose.name == "tijdig")
    assert "is 0% vastgesteld binnen 10 weken" in text
    assert "Volgens de laatste dag van de wet was 100% op tijd" in text
