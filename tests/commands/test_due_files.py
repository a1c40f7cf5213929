"""Files that are no caseload are refused in one line; the forms in which caseloads come are read."""

from __future__ import annotations

import datetime as dt
import zipfile
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from tests.commands.conftest import CASELOAD, DAY, Doorstroom

OLD_WORKBOOK = b"\xd0\xcf\x11\xe0" + bytes(600)


def write(name: str, content: bytes) -> Path:
    Path(name).write_bytes(content)
    return Path(name)


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("leeg.csv", b"", "the file is empty"),
        ("kop.csv", b"zaaknummer;naam\n", "no rows below the headings"),
        ("anders.csv", b"zaak_nummers;naam\n1;x\n", "column 'zaaknummer' is missing; is it 'zaak_nummers'?"),
        ("twee.csv", b"zaaknummer;Zaak nummer\n1;2\n", "two columns are read as 'zaaknummer'"),
        ("binair.csv", b"\x00\x01\x02", "not a CSV or XLSX file"),
        ("oud.xls", OLD_WORKBOOK, "an old or protected workbook; save it as .xlsx without a password"),
        ("oud.xlsx", OLD_WORKBOOK, "an old or protected workbook"),
        ("kapot.xlsx", b"PK no workbook", "not readable as a workbook"),
        ("leeg.xlsx", b"", "the file is empty"),
        ("wit.csv", b"\n ; \n\n", "the file is empty"),
        ("tekst.xlsx", b"zaaknummer;naam\n", "no workbook, although its name says so; a text file is called .csv"),
        ("web.xls", b"<html><table>", "a web page or XML; open it in your spreadsheet program and save it as .xlsx"),
        ("anders.csv", b"Dossier;Naam\n1;x\n", "is missing (read: Dossier, Naam); a file with --mapping can say which"),
        ("werkboek.csv", b"PK\x03\x04 and so on", "a workbook, but no .xlsx"),
    ],
)
def test_files_that_are_no_caseload(name: str, content: bytes, says: str, doorstroom: Doorstroom) -> None:
    doorstroom("due", write(name, content), "--english").refuses(2, f"{name}: ", says)
    dutch = doorstroom("due", name)
    dutch.refuses(2, f"{name}: ")
    assert says not in dutch.err


def test_a_missing_file_and_a_folder(doorstroom: Doorstroom) -> None:
    doorstroom("due", "nergens.csv").refuses(2, "nergens.csv: dit bestand is er niet")
    for name in ("map", "map.csv", "map.xlsx"):
        Path(name).mkdir()
        doorstroom("due", name).refuses(2, f"{name}: Is a directory")


def test_a_file_that_may_not_be_read(doorstroom: Doorstroom, caseload: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(path: Path, *_: object, **__: object) -> bytes:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "read_bytes", refused)  # who runs the tests may be allowed everything
    doorstroom("due", caseload).refuses(2, "caseload.csv: Permission denied")


def book() -> Workbook:
    made = Workbook()
    sheet = made.active
    assert sheet is not None
    for line in CASELOAD.splitlines():
        sheet.append(line.split(";"))
    return made


@pytest.mark.parametrize("broken", ["xl/worksheets/sheet1.xml", "xl/workbook.xml", "[Content_Types].xml"])
@pytest.mark.parametrize("content", [b"", b"<x", b"<x/>"])
def test_a_workbook_with_a_broken_part(broken: str, content: bytes, doorstroom: Doorstroom) -> None:
    book().save("heel.xlsx")
    with zipfile.ZipFile("heel.xlsx") as whole, zipfile.ZipFile("kapot.xlsx", "w") as made:
        for name in whole.namelist():
            made.writestr(name, content if name == broken else whole.read(name))
    answer = doorstroom("due", "kapot.xlsx")
    answer.refuses(2, "kapot.xlsx: ")


def test_a_workbook_that_breaks_off(doorstroom: Doorstroom) -> None:
    book().save("heel.xlsx")
    cut_off = write("kapot.xlsx", Path("heel.xlsx").read_bytes()[:3000])
    doorstroom("due", cut_off).refuses(2, "kapot.xlsx: niet te lezen als werkmap")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("head", ["", "sep=;\n", "Caseload van de gemeente\n\n", "Caseload, stand 1 mei, team 2\n"])
def test_the_forms_in_which_spreadsheets_come(encoding: str, head: str, doorstroom: Doorstroom) -> None:
    path = write("c.csv", (head + CASELOAD.replace("Laat", "Láát")).encode(encoding))
    data = doorstroom("due", path, "--peildatum", DAY, "--json").data
    assert data["items"][0]["naam"] == "DEMO Láát" and data["errors"] == []


def test_lines_are_counted_as_they_stand_in_the_file(doorstroom: Doorstroom) -> None:
    path = write("c.csv", b"sep=;\nCaseload\n\nzaaknummer;kennisgeving\nA;gisteren\n")
    (error,) = doorstroom("due", path, "--json").data["errors"]
    assert (error["line"], error["value"]) == (5, "gisteren")


def test_a_workbook_with_a_title_and_a_wrong_size(doorstroom: Doorstroom) -> None:
    made = book()
    sheet = made.active
    assert sheet is not None
    sheet.insert_rows(1, 2)
    sheet["A1"] = "Caseload"
    made.save("c.xlsx")
    assert load_workbook("c.xlsx").active is not None
    with zipfile.ZipFile("c.xlsx") as whole, zipfile.ZipFile("d.xlsx", "w") as changed:
        for name in whole.namelist():
            changed.writestr(name, whole.read(name).replace(b'ref="A1:L7"', b'ref="A1"'))
    assert len(doorstroom("due", "d.xlsx", "--peildatum", DAY, "--json").data["items"]) == 9


@pytest.mark.parametrize(
    ("column", "cell", "reason"),
    [
        ("uren_nt2", "1.250", "can be read in two ways; write 1250 or 1,250"),
        ("uren_nt2", "-5", "must lie between 0 and 10000"),
        ("uren_nt2", "veel", "not a number"),
        ("kennisgeving", "44958", "a number, not a date (perhaps 01-02-2023); give the cell the format of a date"),
        ("kennisgeving", "onbekend", "not a date; write 31-12-2023 or 2023-12-31, or leave it empty"),
        ("kennisgeving", "2023", "not a date; write 31-12-2023"),
        ("kennisgeving", "1-2-23", "write the year with four digits"),
        ("kennisgeving", "1 feb '23", "write the year with four digits"),
        ("kennisgeving", "2-30-2023", "this date does not exist; the day comes first"),
        ("kennisgeving", "31-2-2023", "this date does not exist"),
        ("kennisgeving", "1 fabruari 2023", "not a date"),
        ("kennisgeving", "1-1-1700", "lies outside 1900-"),
        ("kennisgeving", "#VERW!", "an error of your spreadsheet; mend the formula"),
        ("aanbod_keurmerk", "misschien", "write ja or nee"),
        ("naam", "x" * 65, "longer than 64 characters"),
        ("naam", "x\x07", "cannot be printed"),
        ("gemeente", "12345", "write 4 digits"),
    ],
)
def test_every_wrong_cell_says_why(column: str, cell: str, reason: str, doorstroom: Doorstroom) -> None:
    path = write("c.csv", f"zaaknummer;{column};uren_geteld_tot\nA;{cell};2023-04-01\n".encode())
    (error,) = doorstroom("due", path, "--json").data["errors"]
    assert (error["line"], error["column"]) == (2, column)
    assert reason in error["reason"]


@pytest.mark.parametrize(
    "written",
    [
        "1-2-2023", "01/02/2023", "1.2.2023", "1 2 2023", "01–02–2023", "2023-02-01", "2023/02/01", "20230201",
        "1 feb 2023", "1 februari 2023", "1-feb-2023", "01 FEB. 2023", "wo 1 februari 2023", "woensdag 1 feb 2023",
        "1-2-2023 0:00", "2023-02-01T13:45:00", "2023-02-01 00:00:00",
    ],
)  # fmt: skip
def test_dates_as_the_dutch_and_their_programs_write_them(written: str, doorstroom: Doorstroom) -> None:
    path = write("c.csv", (CASELOAD.split("A-1")[0] + f"A-1;;;0363;1990-01-01;2022-11-01;asiel bepaalde tijd;{written};"
                           f"{written};;;\n").encode())  # fmt: skip
    data = doorstroom("due", path, "--peildatum", DAY, "--json").data
    assert data["errors"] == [] and data["items"][0]["start"] == "2023-02-01"


def test_every_month_is_known_by_its_name_and_by_the_beginning_of_it(doorstroom: Doorstroom) -> None:
    names = ("jan", "feb", "mrt", "apr", "mei", "juni", "juli", "aug", "sept", "okt", "nov", "december", "maart")
    rows = "".join(f"M-{n};{n} {name} 2022\n" for n, name in enumerate(names, 1))
    path = write("c.csv", f"zaaknummer;geboortedatum\n{rows}".encode())
    data = doorstroom("due", path, "--peildatum", DAY, "--json").data
    assert data["errors"] == [] and data["cases"] == len(names)


def test_a_day_that_is_still_to_come_is_named(doorstroom: Doorstroom) -> None:
    path = write("c.csv", b"zaaknummer;kennisgeving;geboortedatum\nA;1-2-2093;1-1-1990\n")
    answer = doorstroom("due", path, "--peildatum", DAY, "--json")
    (notice,) = answer.data["notices"]
    assert (answer.status, notice["column"]) == (0, "kennisgeving") and "does not count yet" in notice["reason"]


def test_a_quotation_mark_that_is_not_closed_swallows_no_rows(doorstroom: Doorstroom) -> None:
    text = 'zaaknummer;opmerking;kennisgeving\nA;goed;1-2-2023\nB;"niet bereikt;1-2-2023\nC;;1-2-2023\n'
    says = "c.csv: line 3: a quotation mark is not closed"
    doorstroom("due", write("c.csv", text.encode()), "--english").refuses(2, says)
    doorstroom("due", write("c.csv", (text + 'D;"x";1-2-2023').encode()), "--english").refuses(2, says)


def test_a_cell_over_more_lines_is_named_by_its_first_line_and_shortly(doorstroom: Doorstroom) -> None:
    text = 'zaaknummer;naam;kennisgeving\nA;"DEMO\nTwee\nregels";gisteren\nB;"' + "x\n" * 90 + '";\n'
    answer = doorstroom("due", write("c.csv", text.encode()), "--peildatum", DAY)
    lines = [line for line in answer.err.splitlines() if line.startswith("  regel")]
    assert [line.split(",")[0] for line in lines] == ["  regel 2", "  regel 5"]
    assert all(len(line) < 140 for line in lines)


def sheets(**rows: list[list[object]]) -> Workbook:
    made = Workbook()
    assert made.active is not None
    made.remove(made.active)
    for title, content in rows.items():
        sheet = made.create_sheet(title)
        for row in content:
            sheet.append(row)
    return made


HEAD: list[object] = ["zaaknummer", "kennisgeving"]


def test_the_sheet_with_the_caseload_is_found_and_the_others_are_named(doorstroom: Doorstroom) -> None:
    now, before, older = ([HEAD, [case, "1-2-2023"]] for case in ("N-1", "V-1", "O-1"))
    made = sheets(Leesmij=[["zaaknummer", "is verplicht"]], Oud=older, Nu=now, Vorig=before)
    made["Oud"].sheet_state = "hidden"
    made.save("c.xlsx")
    answer = doorstroom("due", "c.xlsx", "--peildatum", DAY, "--case", "N-1", "--json")
    assert (answer.status, answer.data["sheets_not_read"]) == (0, ["Vorig"])
    assert "niet gelezen zijn: Vorig" in doorstroom("due", "c.xlsx", "--peildatum", DAY).err


def test_a_formula_without_its_outcome_is_no_empty_cell(doorstroom: Doorstroom) -> None:
    sheets(Nu=[HEAD, ["F-1", "=DATE(2023,2,1)"], ["F-2", "1-2-2023"]]).save("c.xlsx")  # a program knows no outcome
    answer = doorstroom("due", "c.xlsx", "--peildatum", DAY, "--json")
    (error,) = answer.data["errors"]
    assert (answer.status, error["line"], error["value"]) == (1, 2, "=DATE(2023,2,1)")
    assert "a formula without its outcome" in error["reason"]


def test_a_case_number_that_became_a_date_is_refused(doorstroom: Doorstroom) -> None:
    sheets(Nu=[HEAD, [dt.datetime(2023, 1, 1), "1-2-2023"]]).save("c.xlsx")
    (error,) = doorstroom("due", "c.xlsx", "--peildatum", DAY, "--json").data["errors"]
    assert (error["column"], "became a date in your spreadsheet" in error["reason"]) == ("zaaknummer", True)


def test_a_cell_is_named_by_the_heading_and_the_word_of_the_file(doorstroom: Doorstroom) -> None:
    text = "Dossier;Traject;Datum PIP;Woonplaats\nX;traject 9;1-3-2023;Amsterdam\n"
    mapping = (
        "columns: {Dossier: zaaknummer, Traject: leerroute, Datum PIP: pip_dagtekening, Woonplaats: gemeente, "
        "Kleur: naam}\nvalues: {leerroute: {traject 9: Q-route}, gemeente: {Amsterdam: '0363'}}\n"
    )
    Path("m.yaml").write_text(mapping, encoding="utf-8")
    path = write("c.csv", text.encode())
    told = doorstroom("due", path, "--mapping", "m.yaml", "--peildatum", DAY).err
    assert "regel 2, kolom 'Traject', 'traject 9': schrijf een van" in told
    assert "Koppen uit het mappingbestand die niet gevonden zijn: Kleur" in told
    data = doorstroom("due", path, "--mapping", "m.yaml", "--peildatum", DAY, "--json").data
    assert (data["errors"][0]["column"], data["errors"][0]["heading"]) == ("leerroute", "Traject")
    assert data["headings_not_found"] == ["Kleur"]


def test_a_number_where_a_date_should_be_in_a_workbook(doorstroom: Doorstroom) -> None:
    made = Workbook()
    assert made.active is not None
    made.active.append(["zaaknummer", "kennisgeving", "gemeente"])
    made.active.append([1, 44958, 363])
    made.save("c.xlsx")
    (error,) = doorstroom("due", "c.xlsx", "--json").data["errors"]
    assert "give the cell the format of a date" in error["reason"]
