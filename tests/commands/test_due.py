"""The work list: what is late first, each task once, planning apart, and what cannot be read with how to mend it."""

from __future__ import annotations

import csv
import datetime as dt
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.commands.conftest import CASELOAD, DAY, Doorstroom


def test_what_is_late_comes_first_and_planning_stands_apart(doorstroom: Doorstroom, caseload: Path) -> None:
    answer = doorstroom("due", caseload, "--peildatum", DAY)
    assert answer.status == 0
    lines = answer.out.splitlines()
    assert lines[:2] == [
        "Werklijst op 1 mei 2023: 3 zaken",
        "1 te laat, 0 binnen een week, 1 gegeven ontbreekt, 2 daarna, 1 planning",
    ]
    places = [answer.out.index(title) for title in ("TE LAAT (1)", "GEGEVEN ONTBREEKT", "DAARNA (2)", "PLANNING: uit")]
    assert places == sorted(places)
    late = next(line for line in lines if "A-1" in line)
    assert late.split() == ["!", "12-04-2023", "19", "dagen", "A-1", "DEMO", "Laat", "sinds", "01-02-2023"]
    assert "ontbreekt: Geboren (kolom geboortedatum)" in next(line for line in lines if "A-3" in line)
    assert "A-4" in answer.err


def test_the_parts_of_one_task_are_one_line(doorstroom: Doorstroom, caseload: Path) -> None:
    answer = doorstroom("due", caseload, "--peildatum", DAY)
    assert answer.out.count("Schrijf u in voor het examen") == 1
    assert next(line for line in answer.out.splitlines() if "alle onderdelen" in line).count("A-2") == 1
    named = caseload.with_name("some.csv")
    text = CASELOAD.replace("niveau\n", "niveau;lezen_gehaald\n").replace(";B1-route;B1", ";B1-route;B1;2023-04-28")
    named.write_text(text.replace(";;;\n", ";;;;\n"), encoding="utf-8")
    shown = doorstroom("due", named, "--peildatum", DAY, "--english", "--most", "99").out
    (line,) = [line for line in shown.splitlines() if "listening" in line]
    assert "reading" not in line and "KNM" in line


@pytest.mark.parametrize("width", [80, 100])
def test_the_list_fits_the_width(
    width: int, doorstroom: Doorstroom, caseload: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    lines = doorstroom("due", caseload, "--peildatum", DAY).out.splitlines()
    headings = ("  Stel", "  Zorg", "  Voldoe", "  Schrijf")  # a task stands on one line, to be found again
    assert [line for line in lines if len(line) > width and not line.startswith(headings)] == []


def test_no_colours_where_nobody_sees_them(doorstroom: Doorstroom, caseload: Path) -> None:
    assert "\x1b" not in doorstroom("due", caseload, "--peildatum", DAY).out


def test_a_filter_by_time_owner_klantmanager_and_case(doorstroom: Doorstroom, caseload: Path) -> None:
    def cases(*options: object) -> set[tuple[str, str]]:
        data = doorstroom("due", caseload, "--peildatum", DAY, "--json", *options).data
        return {(item["case_id"], item["clock"]) for item in data["items"]}

    everything = cases()
    assert cases("--within", 14) == {("A-1", "pip"), ("A-3", "pip")}
    assert cases("--within", 63) == cases("--within", 14) | {("A-2", "aanbod")}
    assert cases("--owner", "GEMEENTE") == {("A-1", "pip"), ("A-2", "aanbod"), ("A-3", "pip")}
    assert {case for case, _ in cases("--klantmanager", "k. twee")} == {"A-2"}
    assert cases("--case", "A-1") == {("A-1", "pip")}
    assert everything > cases("--owner", "inburgeraar") > set()


def test_a_case_is_explained_article_by_article(doorstroom: Doorstroom, caseload: Path) -> None:
    answer = doorstroom("due", caseload, "--peildatum", DAY, "--case", "A-1", "--english")
    assert "pip_uiterlijk = 12 April 2023" in answer.out
    assert "BES 5.3" in answer.out and "10 week" in answer.out


def test_the_json_holds_all_of_it(doorstroom: Doorstroom, caseload: Path) -> None:
    data = doorstroom("due", caseload, "--peildatum", DAY, "--json").data
    assert data["peildatum"] == DAY and data["cases"] == 3
    assert (data["errors"], data["columns_not_read"], data["cases_without_dates"]) == ([], [], ["A-4"])
    late = data["items"][0]
    assert late["case_id"] == "A-1" and late["naam"] == "DEMO Laat" and late["klantmanager"] == "K. Een"
    assert (late["clock"], late["status"], late["kind"], late["owner"]) == ("pip", "late", "law", "gemeente")
    assert (late["start"], late["due"], late["days_left"]) == ("2023-02-01", "2023-04-12", -19)
    assert late["articles"] == ["BES 5.3"] and "12 april 2023" in late["reason"]
    lacking = next(item for item in data["items"] if item["case_id"] == "A-3")
    assert (lacking["status"], lacking["due"], lacking["missing"]) == ("unknown", None, ["Geboren"])
    assert sum(item["kind"] == "plan" for item in data["items"]) == 5
    assert not any(item["kind"] == "plan" and item["status"] == "unknown" for item in data["items"])


def test_a_workbook_to_work_from(doorstroom: Doorstroom, caseload: Path) -> None:
    answer = doorstroom("due", caseload, "--peildatum", DAY, "--output", "werk.xlsx")
    assert answer.status == 0 and "Geschreven naar werk.xlsx" in answer.out
    sheet = load_workbook("werk.xlsx").active
    assert sheet is not None
    assert [cell.value for cell in sheet[1]][:4] == ["stand", "uiterlijk", "dagen", "zaaknummer"]
    assert sheet["A2"].value == "TE LAAT"
    assert sheet["B2"].value == dt.datetime(2023, 4, 12) and sheet["B2"].number_format == "dd-mm-yyyy"
    assert sheet.auto_filter.ref == sheet.dimensions and sheet.freeze_panes == "A2"
    assert sheet.column_dimensions["G"].width > 30
    doorstroom("due", caseload, "--peildatum", DAY, "--output", "werk.xlsx").refuses(2, "werk.xlsx: bestaat al")


def test_text_that_looks_like_a_formula_stays_text(doorstroom: Doorstroom, caseload: Path) -> None:
    caseload.write_text(CASELOAD.replace("DEMO Laat", "=1+1"), encoding="utf-8")
    doorstroom("due", caseload, "--peildatum", DAY, "--output", "werk.xlsx")
    sheet = load_workbook("werk.xlsx").active
    assert sheet is not None and (sheet["E2"].value, sheet["E2"].data_type) == ("=1+1", "s")
    doorstroom("due", caseload, "--peildatum", DAY, "--output", "work.csv", "--english")
    with open("work.csv", encoding="utf-8-sig", newline="") as file:
        first = next(csv.DictReader(file, delimiter=";"))
    assert (first["name"], first["status"], first["last day"]) == ("'=1+1", "LATE", "2023-04-12")


BAD = """\
Dossier;verblijfsrecht sinds;verblijfsgrond;kennisgeving;gemeente;leerroute;Kleur
B-1;31-2-2023;azyl;44958;Amsterdam;;rood
B-2;2022-11-01;asiel bepaalde tijd;2023-02-01;;traject 1;
"""
MAPPING = "columns: {Dossier: zaaknummer}\nvalues: {leerroute: {traject 1: B1-route}}\n"


@pytest.mark.parametrize(
    ("language", "says"),
    [
        ([], ["regel 2, kolom 'verblijfsrecht sinds', '31-2-2023': deze datum bestaat niet", "schrijf een van: asiel",
              "schrijf 4 cijfers", "een getal, geen datum (misschien 01-02-2023)",
              "zegt nog niets zonder een datum in 'pip_dagtekening'",
              "Kolommen die niet gelezen zijn: Kleur"]),
        (["--english"], ["line 2, column 'verblijfsrecht sinds', '31-2-2023': this date does not exist", "write one of",
                         "write 4 digits", "not a date", "says nothing yet", "Columns that were not read: Kleur"]),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_named_with_how_to_mend_it(
    language: list[str], says: list[str], doorstroom: Doorstroom
) -> None:
    Path("bad.csv").write_text(BAD, encoding="utf-8")
    Path("mapping.yaml").write_text(MAPPING, encoding="utf-8")
    answer = doorstroom("due", "bad.csv", "--mapping", "mapping.yaml", "--peildatum", DAY, *language)
    assert answer.status == 1
    for words in says:
        assert words in answer.err
    assert "B-1" not in answer.out
    data = doorstroom("due", "bad.csv", "--mapping", "mapping.yaml", "--peildatum", DAY, "--json")
    assert data.status == 1
    assert {error["column"] for error in data.data["errors"]} == {
        "verblijfsrecht_sinds", "verblijfsgrond", "kennisgeving", "gemeente"
    }  # fmt: skip
    assert all(error["reason"] and error["reden"] for error in data.data["errors"])


def test_a_case_that_may_fall_under_the_law_is_not_passed_over_in_silence(doorstroom: Doorstroom) -> None:
    text = "zaaknummer;verblijfsrecht_sinds;verblijfsgrond\nC-1;2022-11-01;asiel bepaalde tijd\n"
    Path("c.csv").write_text(text, encoding="utf-8")
    answer = doorstroom("due", "c.csv", "--peildatum", DAY)
    assert "ONBEKEND OF DE WET GELDT" in answer.out and "Geboren (kolom geboortedatum)" in answer.out
    (unclear,) = doorstroom("due", "c.csv", "--peildatum", DAY, "--json").data["unclear"]
    assert unclear["case_id"] == "C-1" and unclear["missing"][0]["column"] == "geboortedatum"


def test_words_that_look_like_markup(doorstroom: Doorstroom, caseload: Path) -> None:
    caseload.write_text(CASELOAD.replace("A-1", "[/x]").replace("DEMO Laat", "[bold]"), encoding="utf-8")
    answer = doorstroom("due", caseload, "--peildatum", DAY)
    assert answer.status == 0 and "[/x]" in answer.out and "[bold]" in answer.out
    assert doorstroom("due", caseload, "--peildatum", DAY, "--case", "[/x]").status == 0


@pytest.mark.parametrize("most", [1, 2, 3])
def test_what_is_not_printed_is_counted(most: int, doorstroom: Doorstroom, caseload: Path) -> None:
    out = doorstroom("due", caseload, "--peildatum", DAY, "--most", most).out
    assert sum(line.strip().startswith(("!", "?")) for line in out.splitlines()) == min(most, 2)
    assert "--most 5" in out


def test_a_long_list_of_what_is_late_hides_no_other(doorstroom: Doorstroom) -> None:
    row = "{};1990-01-01;2022-11-01;asiel bepaalde tijd;{};2023-02-01;0363\n"
    late = "".join(row.format(f"L-{n}", "2023-02-01") for n in range(80))
    text = "zaaknummer;geboortedatum;verblijfsrecht_sinds;verblijfsgrond;kennisgeving;brp_inschrijving;gemeente\n"
    week = row.format("W-1", "2023-02-20") + row.format("W-2", "2023-02-21")
    Path("c.csv").write_text(text + late + week + row.format("N-1", "2023-04-03"), encoding="utf-8")
    lines = doorstroom("due", "c.csv", "--peildatum", DAY, "--most", "20").out.splitlines()
    named = [next(word for word in line.split() if word[1:2] == "-") for line in lines if "sinds" in line]
    assert [name[0] for name in named] == ["L"] * 17 + ["W"] * 2 + ["N"]
    assert "  ... en nog 63 regels" in lines
    assert "--most 83 toont alles" in lines[-1] and sum("--most" in line for line in lines) == 1


def test_nothing_to_do(doorstroom: Doorstroom, caseload: Path) -> None:
    answer = doorstroom("due", caseload, "--peildatum", DAY, "--owner", "DUO")
    assert (answer.status, answer.out.splitlines()[1]) == (0, "Er is niets te doen.")


@pytest.mark.parametrize(
    ("options", "status", "says"),
    [
        (["--case", "A-9"], 3, "no case 'A-9'; did you mean 'A-"),
        (["--owner", "koning"], 2, "no clock is kept by 'koning'; there are: DUO, gemeente, inburgeraar"),
        (["--klantmanager", "K. Drie"], 3, "no cases of klantmanager 'K. Drie'; there are: K. Een, K. Twee"),
        (["--output", "lijst.docx"], 2, "lijst.docx: a work list is written as .xlsx or .csv"),
        (["--output", "nergens/lijst.csv"], 2, "there is no folder 'nergens'"),
        (["--peildatum", "1989-12-31"], 2, "peildatum 1989-12-31 lies before the first event (1990-01-01)"),
        (["--mapping", "nergens.yaml"], 2, "nergens.yaml: No such file"),
        (["--gemeente", "0363"], 2, "--gemeente does nothing here: a caseload was named"),
        (["--register", "x.db"], 2, "--register does nothing here: a caseload was named"),
    ],
)
def test_what_cannot_be_done(
    options: list[str], status: int, says: str, doorstroom: Doorstroom, caseload: Path
) -> None:
    peildatum = [] if "--peildatum" in options else ["--peildatum", DAY]
    doorstroom("due", caseload, *peildatum, *options, "--english").refuses(status, says)
    assert {path.name for path in Path().iterdir()} == {"caseload.csv"}


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("columns: [a]", "columns and values are lists"),
        ("columns: {a: [b]}", "unknown column"),
        ("columns: {Dossier: zaaknummer, dos.sier: naam}", "heading 'dos.sier' is named twice, for two columns"),
        ("columns: {a: leerweg}", "unknown column 'leerweg'; did you mean 'leerroute'"),
        ("values: {leerroute: [a]}", "the values of 'leerroute'"),
        ("kolommen: {}", "a mapping has the keys columns and values"),
        ("columns: {a: b", "not readable as YAML"),
        ("columns: {a: 2023-02-31}", "not readable as YAML"),
        ("\xff", "not readable as YAML"),
    ],
)
def test_a_wrong_mapping(text: str, says: str, doorstroom: Doorstroom, caseload: Path) -> None:
    Path("mapping.yaml").write_bytes(text.encode("latin-1"))
    doorstroom("due", caseload, "--mapping", "mapping.yaml", "--english").refuses(2, "mapping.yaml: ", says)
