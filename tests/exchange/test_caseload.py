"""A caseload: any heading order, separator and date form; every bad cell named; the template reads back."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from doorstroom.exchange.caseload.layout import CaseloadError, Layout, read_layout
from doorstroom.exchange.caseload.rows import Caseload, to_caseload
from doorstroom.exchange.caseload.sheet import read_mapping, read_sheet
from doorstroom.exchange.caseload.template import write_template
from doorstroom.kernel.errors import DoorstroomError
from doorstroom.kernel.events import EventTypes
from doorstroom.kernel.system import event_types

AT = dt.datetime(2023, 5, 1, tzinfo=dt.UTC)
PACKAGE = "doorstroom.stelsels.inburgering"
TYPES: EventTypes = event_types(PACKAGE)
LAYOUT: Layout = read_layout(Path(__file__).parents[2] / "src/doorstroom/stelsels/inburgering/caseload.yaml", TYPES)


def read(path: Path, mapping: Path | None = None) -> Caseload:
    sheet = read_sheet(path, LAYOUT, read_mapping(mapping, LAYOUT))
    return to_caseload(sheet, LAYOUT, TYPES, AT, "test")


def csv(folder: Path, text: str, encoding: str = "utf-8") -> Path:
    path = folder / "caseload.csv"
    path.write_bytes(text.encode(encoding))
    return path


@pytest.mark.parametrize("date", ["2023-02-01", "01-02-2023", "1/2/2023", "1.2.2023"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_dates_and_separators_as_people_write_them(tmp_path: Path, date: str, separator: str) -> None:
    text = f"Kennisgeving{separator}ZAAK NUMMER\n{date}{separator}A-1\n"
    (event,) = read(csv(tmp_path, text)).events
    assert (event.case_id, event.type, event.valid_on) == ("A-1", "kennisgeving_verzonden", dt.date(2023, 2, 1))


def test_windows_text_and_names_stay_out_of_events(tmp_path: Path) -> None:
    caseload = read(csv(tmp_path, "zaaknummer;naam;kennisgeving\nA-1;DEMO Zoë;2023-02-01\n", "cp1252"))
    assert caseload.private["A-1"] == {"naam": "DEMO Zoë"}
    assert "Zoë" not in str(caseload.events)


def test_a_workbook_with_real_dates_and_numbers(tmp_path: Path) -> None:
    book = Workbook()
    book.active.append(["zaaknummer", "pip_dagtekening", "leerroute", "gemeente", "uren_in_pip"])
    book.active.append([1234, dt.datetime(2023, 4, 3), "b1-ROUTE", "0363", 600])
    book.save(tmp_path / "c.xlsx")
    (event,) = read(tmp_path / "c.xlsx").events
    assert (event.case_id, event.payload["leerroute"], event.payload["uren_leerroute"]) == ("1234", "B1", 600.0)


def test_every_bad_cell_is_named_and_its_row_gives_nothing(tmp_path: Path) -> None:
    text = (
        "zaaknummer;kennisgeving;leerroute;pip_dagtekening;gemeente;uren_nt2\n"
        "A-1;31-02-2023;X-route;;;\n"  # line 2: a day and a route that do not exist
        ";01-02-2023;;;;\n"  # line 3: no case number
        "A-3;01-02-2023;;;;\n"
        "A-3;01-02-2023;;;;\n"  # line 5: twice
        "A-6;;Z-route;;0001;veel\n"  # line 6: route without date, no number
        "A-7;;;03-04-2023;0001;\n"  # line 7: plan without route
        "A-8;01-01-1700;;;;\n"
    )
    caseload = read(csv(tmp_path, text))
    assert [(b.line, b.column) for b in caseload.bad] == [
        (2, "kennisgeving"),
        (2, "leerroute"),
        (3, "zaaknummer"),
        (5, "zaaknummer"),
        (6, "uren_nt2"),
        (7, "leerroute"),
        (8, "kennisgeving"),
    ]
    assert "this date does not exist" in caseload.bad[0].reason
    assert "B1-route, onderwijsroute, Z-route" in caseload.bad[1].reason
    assert caseload.bad[3].reason == "stands on line 4 as well"
    assert {event.case_id for event in caseload.events} == {"A-3"}
    assert [(cell.line, cell.column) for cell in caseload.unused] == [(6, "leerroute"), (6, "gemeente")]


def test_own_headings_and_words_through_a_mapping(tmp_path: Path) -> None:
    mapping = tmp_path / "mapping.yaml"
    mapping.write_text("columns: {Dossier: zaaknummer, 'Datum PIP': pip_dagtekening, Route: leerroute, Gem: gemeente}\n"
                       "values: {leerroute: {traject 3: Z-route}}\n")  # fmt: skip
    caseload = read(csv(tmp_path, "Dossier;Datum PIP;Route;Gem;Kleur\nX;1-6-2023;Traject 3;0001;rood\n"), mapping)
    assert caseload.events[0].payload["leerroute"] == "Z"
    assert caseload.ignored == ("Kleur",)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "the file is empty"),
        ("naam;kennisgeving\nx;2023-01-01\n", "column 'zaaknummer' is missing"),
        ("zaaknummer;Zaaknummer\n1;2\n", "two columns are read as 'zaaknummer'"),
        ("\x00\x01", "not a CSV or XLSX file"),
    ],
)
def test_files_that_are_no_caseload(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(CaseloadError, match=message):
        read(csv(tmp_path, text))


def test_a_broken_workbook_a_missing_file_and_a_wrong_mapping(tmp_path: Path) -> None:
    (tmp_path / "broken.xlsx").write_bytes(b"PK no workbook")
    with pytest.raises(CaseloadError, match="not readable as a workbook"):
        read(tmp_path / "broken.xlsx")
    with pytest.raises(CaseloadError, match="no such file"):
        read(tmp_path / "nothing.csv")
    (tmp_path / "mapping.yaml").write_text("columns: {Route: leerweg}")
    with pytest.raises(CaseloadError, match="unknown column 'leerweg'; did you mean 'leerroute'"):
        read(csv(tmp_path, "zaaknummer\n1\n"), tmp_path / "mapping.yaml")


def test_a_changed_cell_is_a_new_version_of_the_same_instance(tmp_path: Path) -> None:
    (before,) = read(csv(tmp_path, "zaaknummer;kennisgeving\nA;2023-02-01\n")).events
    (same,) = read(csv(tmp_path, "zaaknummer;kennisgeving\nA;01-02-2023\n")).events
    (after,) = read(csv(tmp_path, "zaaknummer;kennisgeving\nA;2023-02-08\n")).events
    assert before.event_id == same.event_id
    assert (after.instance, after.person_id) == (before.instance, before.person_id)
    assert after.event_id != before.event_id


@pytest.mark.parametrize("name", ["t.xlsx", "t.csv"])
def test_the_template_with_its_example_reads_back_without_errors(tmp_path: Path, name: str) -> None:
    write_template(tmp_path / name, LAYOUT, "nl", example=True)
    caseload = read(tmp_path / name)
    assert caseload.bad == ()
    assert caseload.ignored == ()
    assert {event.type for event in caseload.events} == {event.type for event in LAYOUT.events}
    with pytest.raises(DoorstroomError, match="exists already"):
        write_template(tmp_path / name, LAYOUT, "nl", example=True)


def test_the_template_explains_every_column(tmp_path: Path) -> None:
    write_template(tmp_path / "t.xlsx", LAYOUT, "en", example=False)
    book = load_workbook(tmp_path / "t.xlsx")
    assert [row[0].value for row in book["Explanation"].iter_rows(min_row=2)] == list(LAYOUT.columns)
    assert all(cell.comment for cell in book["Newcomers"][1])
    with pytest.raises(CaseloadError, match=r"\.xlsx or a \.csv"):
        write_template(tmp_path / "t.docx", LAYOUT, "nl", example=False)
