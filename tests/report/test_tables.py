"""The tables of the uitvoeringsbrief, counted by hand on a history of 24 people."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from doorstroom.report.build import Request, build
from doorstroom.report.disclosure import Unrounded
from doorstroom.report.errors import ReportError
from doorstroom.report.model import Report, TableShown
from doorstroom.stelsels.inburgering.indicators import UITVOERINGSBRIEF
from doorstroom.stelsels.inburgering.indicators.uitvoeringsbrief import laatste_volle_maand, tien_maanden_eerder
from tests.report.conftest import Maker, people
from tests.report.toy import Register, day, moment, toy

ASYLUM, FAMILY = "Asielstatushouders", "Gezins- en overige migranten"


def table(report: Report, name: str) -> TableShown:
    return next(table for table in report.tables() if table.name == name)


def grid(report: Report, name: str) -> dict[str, list[str]]:
    return {row.heading: [cell.text for cell in row.cells] for row in table(report, name).rows}


def texts(report: Report) -> dict[str, str]:
    return {prose.name: prose.text for prose in report.prose()}


def test_table_1_reception_at_two_peildata(make: Maker) -> None:
    assert grid(make(), "tabel_1") == {"26 januari 2023": ["5", "2", "16"], "1 mei 2023": ["4", "2", "16"]}


def test_table_2_plans_against_obliged_persons_with_the_unknown_group(make: Maker) -> None:
    assert table(make(), "tabel_2").columns == (
        "1 december 2022, Inburgeringsplichtig",
        "1 december 2022, Met een PIP",
        "1 mei 2023, Inburgeringsplichtig",
        "1 mei 2023, Met een PIP",
    )
    assert grid(make(), "tabel_2") == {
        ASYLUM: ["16", "1 (6,3%)", "16", "6 (37,5%)"],
        FAMILY: ["2", "0 (0%)", "6", "3 (50%)"],
        "Onbekend": ["1", "0 (0%)", "1", "0 (0%)"],
    }


def test_table_3_day_70_is_within_ten_weeks_and_day_71_is_not(make: Maker) -> None:
    assert grid(make(), "tabel_3") == {
        ASYLUM: ["3 (60%)", "2 (40%)", "5"],
        FAMILY: ["2 (66,7%)", "1 (33,3%)", "3"],
        "Onbekend": ["0 (0%)", "1 (100%)", "1"],
        "Totaal": ["5 (55,6%)", "4 (44,4%)", "9"],
    }


def test_table_4_leaves_out_the_plans_from_before_the_clock(make: Maker) -> None:
    assert grid(make(), "tabel_4") == {
        ASYLUM: ["1 (33,3%)", "2 (66,7%)", "3"],
        FAMILY: ["2 (66,7%)", "1 (33,3%)", "3"],
        "Totaal": ["3 (50%)", "3 (50%)", "6"],
    }


def test_the_cohorts_per_starting_month(make: Maker) -> None:
    found = grid(make(), "tabel_5")
    assert next(iter(found)) == "maart 2022" and list(found)[-1] == "mei 2023"
    assert found["maart 2022"] == ["2", "0 (0%)"]
    assert found["april 2022"] == ["0", "0"]
    assert found["oktober 2022"] == ["3", "1 (33,3%)"]
    assert found["december 2022"] == ["1", "0 (0%)"]
    assert found["januari 2023"] == ["2", "2 (100%)"]


def test_the_numbers_in_the_sentences(make: Maker) -> None:
    found = texts(make())
    assert "wonen 6 asielstatushouders" in found["opvang"]
    assert "er 16 inburgeringsplichtige asielstatushouders. 2 mensen hebben al een PIP" in found["opvang"]
    assert found["wachten"].startswith("Voor 9 mensen") and "wachten er 4 al langer" in found["wachten"]
    assert "is 50% vastgesteld binnen 10 weken" in found["tijdig"]
    assert "niet de 3 PIP's die al voor die start" in found["tijdig"]
    # The toy law has one day more, so the two plans of 71 days are on time.
    assert "Volgens de laatste dag van de wet was 83,3% op tijd" in found["tijdig"]
    assert "startte in januari 2023 kreeg 100%" in found["sneller"]
    assert "startten in maart 2022 was dat 0%. Januari 2023 is de laatste maand" in found["sneller"]
    # 16 with a plan less 2 in reception: four housed, one with an offer.
    assert "heeft 25% een geregistreerd aanbod voor lessen. Dat zijn 1 mensen" in found["aanbod"]


def test_a_notice_is_late_after_thirteen_weeks(make: Maker) -> None:
    register = Register()
    register.case("gezin", 2, plicht="2022-03-01", kennisgeving="2022-05-31")  # 91 days
    register.case("gezin", 3, plicht="2022-03-01", kennisgeving="2022-06-01")  # 92 days
    register.case("asiel", 1, plicht="2023-05-31", kennisgeving="2023-12-01")
    register.case("asiel", 1, plicht="2023-06-01", kennisgeving="2023-12-01")  # the data were complete again
    register.case("asiel", 1, plicht="2022-03-01")
    found = texts(make(register, peildatum=day("2024-05-01")))["laat"]
    assert "3 gezins- en overige migranten en 1 asielstatushouders" in found


@pytest.mark.parametrize(
    ("peildatum", "last", "earlier"),
    [("2023-05-01", "2023-01", "2022-03"), ("2023-05-09", "2023-02", "2022-04"), ("2023-05-08", "2023-01", "2022-03"),
     ("2024-01-01", "2023-09", "2022-11"), ("2024-05-10", "2024-02", "2023-04"), ("2024-05-08", "2024-01", "2023-03")],
)  # fmt: skip
def test_the_last_month_of_which_everybody_had_ten_weeks(peildatum: str, last: str, earlier: str) -> None:
    assert laatste_volle_maand(day(peildatum)) == last
    assert tien_maanden_eerder(day(peildatum)) == earlier


def test_other_peildata_look_three_and_five_months_back(make: Maker) -> None:
    report = make(peildatum=day("2023-07-31"))
    assert list(grid(report, "tabel_1")) == ["30 april 2023", "31 juli 2023"]
    assert table(report, "tabel_2").headings[0][0].text == "28 februari 2023"


def test_a_late_recorded_case_changes_the_table_and_the_comparison_shows_it(make: Maker) -> None:
    register = people()
    register.case("gezin", 3, recorded="2023-06-15", plicht="2022-03-01", klok="2022-03-15")
    before = make(register, known_at=moment("2023-06-01"))
    after = make(register, known_at=moment("2023-07-01"), compare=moment("2023-06-01"))
    assert grid(before, "tabel_3")[FAMILY] == ["2 (66,7%)", "1 (33,3%)", "3"]
    assert grid(after, "tabel_3")[FAMILY] == ["2 (33,3%)", "4 (66,7%)", "6"]
    comparison = after.comparison
    assert comparison is not None
    assert (comparison.before, comparison.after) == ("1 juni 2023, 02:00 uur", "1 juli 2023, 02:00 uur")
    changed = {(c.table, c.row, c.column): (c.before, c.after, c.difference) for c in comparison.changes}
    assert changed[("Tabel 3", FAMILY, "Meer dan 10 weken")] == ("1", "4", "+3")
    assert changed[("Tabel 3", "Totaal", "Totaal")] == ("9", "12", "+3")
    assert changed[("Tabel 5", "maart 2022", "PIP-termijn gestart")] == ("2", "5", "+3")
    assert not any(table == "Tabel 1" for table, _, _ in changed)


def test_the_comparison_does_not_depend_on_which_moment_is_named_first(make: Maker) -> None:
    register = people()
    register.case("gezin", 3, recorded="2023-06-15", plicht="2022-03-01", klok="2022-03-15")
    one = make(register, known_at=moment("2023-06-01"), compare=moment("2023-07-01"))
    other = make(register, known_at=moment("2023-07-01"), compare=moment("2023-06-01"))
    assert one.comparison == other.comparison


def test_a_retracted_plan_is_no_plan_any_more(make: Maker) -> None:
    register = people()
    register.case("asiel", plicht="2022-06-01", klok="2022-10-01", pip="2022-11-01")
    with_plan = grid(make(register), "tabel_4")[ASYLUM]
    register.add("pip", day("2022-11-01"), {}, instance="pip", recorded="2023-06-01", retracted=True)
    assert with_plan == ["2 (50%)", "2 (50%)", "4"]
    assert grid(make(register), "tabel_4")[ASYLUM] == ["1 (33,3%)", "2 (66,7%)", "3"]
    assert grid(make(register, known_at=moment("2023-05-31")), "tabel_4")[ASYLUM] == with_plan


def test_whose_group_is_unknown_is_told_apart(make: Maker) -> None:
    assert (
        "Alle inburgeringsplichtige asielstatushouders, 1 mei 2023: van 1 personen is niet bekend of zij meetellen."
        in [note for prose in make().prose() for note in prose.notes]
    )


def test_small_numbers_are_hidden_and_percentages_of_them_kept_back(make: Maker) -> None:
    report = make(rounded=True)
    assert grid(report, "tabel_3") == {
        ASYLUM: ["<50 (–)", "<50 (–)", "<50"],
        FAMILY: ["<50 (–)", "<50 (–)", "<50"],
        "Onbekend": ["0 (–)", "<50 (–)", "<50"],
        "Totaal": ["<50 (–)", "<50 (–)", "<50"],
    }
    assert any("streepje" in note for note in report.notes)


def test_no_unrounded_number_leaves_in_a_rounded_report(make: Maker) -> None:
    for number in make(rounded=True).numbers():
        assert number.value is None or number.value == 0, number


def test_parts_that_do_not_add_up_are_marked(make: Maker) -> None:
    register = Register()
    register.case("asiel", 149, plicht="2022-06-01", klok="2023-03-01")
    register.case("asiel", 149, plicht="2022-06-01", klok="2022-10-01")
    register.case("gezin", 100, plicht="2022-06-01", klok="2022-10-01")
    report = make(register, rounded=True)
    assert grid(report, "tabel_3")[ASYLUM] == ["100 (50%)", "100 (50%)", "300"]
    marks = {row.heading: [cell.adrift for cell in row.cells] for row in table(report, "tabel_3").rows}
    assert marks == {
        ASYLUM: [False, False, True],
        FAMILY: [False, False, False],
        "Totaal": [False, False, True],
    }
    assert any(note.startswith("Wijkt af door afronding") for note in report.notes)


def test_the_published_figure_stands_beside_ours_with_a_verdict(make: Maker) -> None:
    register = Register()
    register.case("asiel", 649, plicht="2022-06-01", opvang="2022-06-01", pip="2022-06-01")
    first, last = (row.cells[1] for row in table(make(register, rounded=True), "tabel_1").rows)
    assert (first.text, first.published, first.within) == ("600", "300", False)
    assert (last.text, last.published, last.within) == ("600", "600", True)
    assert make(register, rounded=True, peildatum=day("2023-05-02")).score() == (0, 0)


def test_provenance_counts_what_was_read(make: Maker) -> None:
    register = people()
    register.add("klok", day("2022-09-11"), {}, instance="klok", recorded="2023-06-01")  # a correction
    p = make(register).provenance
    on_the_day = [event for event in people().events if event.valid_on <= day("2023-05-01")]
    assert (p.cases, p.events_read, p.events_stored) == (24, len(on_the_day), len(people().events) + 1)
    assert p.last_recorded_at == moment("2023-06-01")
    assert p.other_peildata == (day("2022-12-01"), day("2023-01-26"))
    assert (p.version, p.commit, p.made_at) == ("0.1.0", "0123456789ab", moment("2023-07-12T09:30:00"))


def test_unrounded_numbers_leave_a_line_in_the_log(make: Maker, tmp_path: Path) -> None:
    make()
    line = json.loads((tmp_path / "log.jsonl").read_text(encoding="utf-8"))
    assert line == {
        "at": "2023-07-12T09:30:00+00:00",
        "who": "een tester",
        "reason": "met de hand narekenen",
        "publication": "uitvoeringsbrief",
        "peildatum": "2023-05-01",
        "known_at": None,
    }
    assert make().warning.startswith("NIET AFGEROND")
    assert make(rounded=True).warning == ""


def test_without_a_reason_there_are_no_unrounded_numbers(tmp_path: Path) -> None:
    with pytest.raises(ReportError, match="need a reason of at least two words"):
        Unrounded("iemand", "test", tmp_path / "log")
    with pytest.raises(ReportError, match="need the name"):
        Unrounded(" ", "met de hand narekenen", tmp_path / "log")


def test_when_the_log_cannot_be_written_no_report_is_made(tmp_path: Path) -> None:
    right = Unrounded("iemand", "met de hand narekenen", tmp_path / "nergens" / "log")
    request = Request(day("2023-05-01"), None, moment("2023-07-12"), "0.1.0", unrounded=right)
    with pytest.raises(OSError, match="nergens"):
        build(UITVOERINGSBRIEF, toy(), people().history(), request)


@pytest.mark.parametrize(
    ("more", "message"),
    [
        ({"peildatum": day("2021-12-31")}, "'uitvoeringsbrief' has no figures on peildatum 2021-12-31: the Wet"),
        ({"peildatum": day("2022-02-28")}, r"peildatum 2022-02-28 lies before the first event .*\(2022-03-01\)"),
        ({"known_at": moment("2022-02-28")}, "the register knew nothing yet at 2022-02-28"),
    ],
)
def test_where_nothing_can_be_known_yet_there_is_no_report(make: Maker, more: dict[str, object], message: str) -> None:
    with pytest.raises(ReportError, match=message):
        make(**more)


def test_an_empty_register_has_nothing_to_report(make: Maker) -> None:
    with pytest.raises(ReportError, match="holds no events"):
        make(Register())


def test_moments_have_a_time_zone(make: Maker) -> None:
    with pytest.raises(ReportError, match="must have a time zone"):
        make(known_at=moment("2023-06-01").replace(tzinfo=None))


def test_a_peildatum_after_the_moment_of_knowing_is_said(make: Maker) -> None:
    assert any("ligt na het moment" in note for note in make(known_at=moment("2023-03-01")).notes)
    assert not any("ligt na het moment" in note for note in make(known_at=moment("2023-06-01")).notes)


def test_in_english(make: Maker) -> None:
    report = make(language="en")
    assert grid(report, "tabel_1") == {"26 January 2023": ["5", "2", "16"], "1 May 2023": ["4", "2", "16"]}
    assert grid(report, "tabel_3")["Total"] == ["5 (55.6%)", "4 (44.4%)", "9"]
    assert "Of the people whose PIP term started in January 2023, 100% got" in texts(report)["sneller"]
