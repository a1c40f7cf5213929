"""Files that are no caseload are refused in one line; the forms in which caseloads come are read."""

from __future__ import annotations

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
        ("leeg.xlsx", b"", "not readable as a workbook"),
        ("werkboek.csv", b"PK\x03\x04 and so on", "a workbook, but no .xlsx"),
    ],
)
def test_files_that_are_no_caseload(name: str, content: bytes, says: str, doorstroom: Doorstroom) -> None:
    doorstroom("due", write(name, content)).refuses(2, f"{name}: ", says)


def test_a_missing_file_and_a_folder(doorstroom: Doorstroom) -> None:
    doorstroom("due", "nergens.csv").refuses(2, "nergens.csv: no such file")
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
    doorstroom("due", write("kapot.xlsx", Path("heel.xlsx").read_bytes()[:3000])).refuses(2, "kapot.xlsx: not readable")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("head", ["", "sep=;\n", "Caseload van de gemeente\n\n"])
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
        ("kennisgeving", "44958", "not a date; write 31-12-2023 or 2023-12-31"),
        ("kennisgeving", "1-1-1700", "lies outside 1900-"),
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


def test_a_number_where_a_date_should_be_in_a_workbook(doorstroom: Doorstroom) -> None:
    made = Workbook()
    assert made.active is not None
    made.active.append(["zaaknummer", "kennisgeving", "gemeente"])
    made.active.append([1, 44958, 363])
    made.save("c.xlsx")
    (error,) = doorstroom("due", "c.xlsx", "--json").data["errors"]
    assert "give the cell the format of a date" in error["reason"]
