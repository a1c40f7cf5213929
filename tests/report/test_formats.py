"""Every output format, parsed back and compared with the report that it was made of."""

from __future__ import annotations

import contextlib
import csv
import datetime as dt
import io
import json
import re
import zlib
from html.parser import HTMLParser
from itertools import combinations
from pathlib import Path

import jsonschema
import pytest
from openpyxl import load_workbook
from pypdf import PdfReader

from doorstroom.report.charts import INKS, PAPER, chart
from doorstroom.report.errors import ReportError
from doorstroom.report.html import as_html
from doorstroom.report.machine import COLUMNS, as_csv, as_json, rows, schema
from doorstroom.report.model import Report
from doorstroom.report.pdf import as_pdf
from doorstroom.report.wording import Words
from doorstroom.report.write import FORMATS, check_formats, write
from doorstroom.report.xlsx import as_xlsx
from tests.report.conftest import Maker, made, people
from tests.report.toy import Register, day, moment

VOID = {"meta", "img", "br", "link", "input", "hr"}


class Page(HTMLParser):
    """Collects the tables of a page, and what every element has; fails on elements that do not nest."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.tables: list[dict[str, list[list[str]] | str]] = []
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)
        if tag == "table":
            self.tables.append({"caption": "", "rows": []})
        if tag == "tr":
            self.rows.append([])
        if tag in ("td", "th"):
            self.rows[-1].append("")

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "caption" in self.open:
            self.tables[-1]["caption"] += data  # type: ignore[operator]
        elif {"td", "th"} & set(self.open):
            self.rows[-1][-1] += data

    @property
    def rows(self) -> list[list[str]]:
        found = self.tables[-1]["rows"]
        assert isinstance(found, list)
        return found

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.elements if name == tag]


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Report:
    register = people()
    register.case("gezin", 3, recorded="2023-06-15", plicht="2022-03-01", klok="2022-03-15")
    return made(tmp_path_factory.mktemp("log"), register, compare=moment("2023-06-01"))


@pytest.fixture(scope="module")
def document(report: Report) -> bytes:
    return as_pdf(report)


def test_the_page_holds_every_cell_of_every_table(report: Report) -> None:
    page = Page(as_html(report))
    for shown, table in zip(page.tables, report.tables(), strict=False):
        assert shown["caption"] == f"Tabel {table.number}. {table.title}"
        body = shown["rows"][len(table.headings) :]
        for line, row in zip(body, table.rows, strict=True):
            assert line[0] == row.heading
            for text, cell in zip(line[1:], row.cells, strict=True):
                assert isinstance(text, str) and text.startswith(cell.text)
                assert cell.published in text


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_page_is_accessible(make: Maker, language: str) -> None:
    text = as_html(make(language=language))
    page = Page(text)
    assert text.startswith("<!DOCTYPE html>")
    assert page.all("html") == [{"lang": language}]
    assert len(page.all("title")) == len(page.all("h1")) == len(page.all("main")) == 1
    assert len(page.all("caption")) == len(page.all("table"))
    assert all(th.get("scope") in ("col", "colgroup", "row") for th in page.all("th"))
    assert all(img.get("alt") for img in page.all("img"))
    assert not [tag for tag, _ in page.elements if re.fullmatch("h[3-6]", tag)]  # no level skipped
    ids = [attributes["id"] for _, attributes in page.elements if "id" in attributes]
    assert len(ids) == len(set(ids))
    named = {attributes["aria-labelledby"] for _, attributes in page.elements if "aria-labelledby" in attributes}
    assert named <= set(ids)


def test_a_row_has_as_many_cells_as_the_headings_span(report: Report) -> None:
    text = as_html(report)
    for body in re.findall(r"<table>.*?</table>", text, re.S):
        spans = []
        for level in re.findall(r"<tr.*?</tr>", body.split("</thead>")[0], re.S):
            cells = re.findall(r"<th[^>]*>", level)
            spans.append(sum(int((re.findall(r'colspan="(\d+)"', cell) or ["1"])[0]) for cell in cells))
        width = {
            len(re.findall(r"<t[hd][ >]", row)) for row in re.findall(r"<tr.*?</tr>", body.split("<tbody>")[1], re.S)
        }
        assert width == {spans[0]}
        assert all(span == spans[0] - 1 for span in spans[1:])  # the corner reaches over all levels


def test_the_page_needs_nothing_from_elsewhere_and_runs_nothing(report: Report) -> None:
    text = as_html(report)
    page = Page(text)
    assert not page.all("script") and not page.all("link") and not page.all("iframe")
    assert all(str(img["src"]).startswith("data:image/svg+xml;base64,") for img in page.all("img"))
    assert not re.search(r"https?://|url\(|@import", text)


def test_a_reason_cannot_break_the_page(make: Maker, tmp_path: Path) -> None:
    from dataclasses import replace

    text = as_html(replace(make(), warning="<script>alert(1)</script>"))
    assert "<script>" not in text and "&lt;script&gt;" in text


def test_the_charts_say_the_same_in_words(make: Maker) -> None:
    table = next(table for table in make().tables() if table.name == "tabel_4")
    drawn = chart(table, Words("nl"))
    assert drawn is not None and drawn.svg.startswith("<svg")
    assert drawn.text == (
        "Asielstatushouders: 0-10 weken 1 (33,3%), meer dan 10 weken 2 (66,7%). "
        "Gezins- en overige migranten: 0-10 weken 2 (66,7%), meer dan 10 weken 1 (33,3%). "
        "Totaal: 0-10 weken 3 (50%), meer dan 10 weken 3 (50%)."
    )


def test_the_inks_of_a_chart_differ_from_each_other_and_from_the_paper() -> None:
    def lightness(ink: str) -> float:
        parts = [int(ink[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    for one, other in combinations((*INKS, PAPER), 2):
        low, high = sorted((lightness(one), lightness(other)))
        assert (high + 0.05) / (low + 0.05) >= 3, (one, other)  # WCAG 2.2, 1.4.11


def test_hidden_numbers_are_not_drawn(make: Maker) -> None:
    assert all(chart(table, Words("nl")) is None for table in make(rounded=True).tables())


def test_the_report_says_with_what_it_was_made(report: Report) -> None:
    text = re.sub(r"<[^>]*>", " ", as_html(report))
    for what in ("1 mei 2023", "alles wat in het register staat", "doorstroom 0.1.0, commit 0123456789ab",
                 "12 juli 2023, 11:30 uur", "met de hand narekenen"):  # fmt: skip
        assert what in text


def test_the_same_report_gives_the_same_page(make: Maker) -> None:
    assert as_html(make()) == as_html(make())


@pytest.mark.slow
def test_the_same_report_gives_the_same_document(report: Report, document: bytes) -> None:
    assert as_pdf(report) == document


@pytest.mark.slow
def test_the_pdf_holds_the_tables(report: Report, document: bytes) -> None:
    pages = PdfReader(io.BytesIO(document)).pages
    text = "\n".join(page.extract_text(extraction_mode="layout") for page in pages)
    for table in report.tables():
        assert f"Tabel {table.number}." in text
        for row in table.rows:
            pattern = r"\s+".join(re.escape(part) for part in (row.heading, *[cell.text for cell in row.cells]))
            assert re.search(pattern, text), pattern


@pytest.mark.slow
def test_the_pdf_is_tagged_and_says_that_it_is_accessible(document: bytes) -> None:
    assert document.startswith(b"%PDF-1.7")
    plain = document
    for packed in re.findall(rb"stream\r?\n(.*?)\r?\nendstream", document, re.S):
        with contextlib.suppress(zlib.error):
            plain += zlib.decompress(packed)
    for mark in (b"/StructTreeRoot", b"/Marked true", b"/Lang (nl)", b"/Caption", b"/TH", b"/Figure", b"pdfuaid"):
        assert mark in plain, mark


def test_the_workbook_has_a_sheet_per_table_with_real_numbers(report: Report) -> None:
    book = load_workbook(io.BytesIO(as_xlsx(report)))
    assert book.sheetnames == [
        "Tabel 1", "Tabel 2", "Tabel 3", "Tabel 4", "Tabel 5", "De getallen in de tekst", "Verschil",
        "Over deze cijfers",
    ]  # fmt: skip
    for table in report.tables():
        sheet = book[f"Tabel {table.number}"]
        assert sheet["A1"].value == f"Tabel {table.number}. {table.title}"
        assert sheet.freeze_panes == "B4"
        heads = [cell.value for cell in sheet[3]]
        lines = {line[0].value: line for line in sheet.iter_rows(min_row=4, max_row=3 + len(table.rows))}
        for row, column, _, number in table.numbers():
            place = heads.index(column + (" (aandeel)" if number.measure == "aandeel" else ""))
            cell = lines[row][place]
            assert number.value is not None
            assert cell.value == pytest.approx(number.value / (100 if number.measure == "aandeel" else 1))
            if number.measure == "aandeel":
                assert cell.number_format in ("0%", "0.0%")
            if number.published:
                scale = 100 if number.measure == "aandeel" else 1
                assert heads[place + 1] == "Gepubliceerd"
                assert lines[row][place + 1].value == pytest.approx(number.published.value / scale)
                assert lines[row][place + 2].value == ("ja" if number.within else "nee")


def test_the_workbook_has_the_definitions_and_the_provenance(report: Report) -> None:
    sheet = load_workbook(io.BytesIO(as_xlsx(report)))["Over deze cijfers"]
    labels = {row[0].value: row[1].value for row in sheet.iter_rows()}
    for definition in report.definitions:
        assert labels[definition.label] == definition.text
    assert labels["Versie van de software"] == "doorstroom 0.1.0, commit 0123456789ab"
    assert labels["Gemaakt op (ISO 8601)"] == "2023-07-12T11:30:00+02:00"


def test_hidden_numbers_are_text_in_the_workbook(make: Maker) -> None:
    book = load_workbook(io.BytesIO(as_xlsx(make(rounded=True))))
    assert book["Tabel 3"]["B4"].value == "<50"


def test_the_csv_holds_every_number(report: Report) -> None:
    read = list(csv.DictReader(io.StringIO(as_csv(report), newline="")))
    assert tuple(read[0]) == COLUMNS
    assert len(read) == len(list(rows(report))) == len(list(report.numbers()))
    for line, number in zip(read, report.numbers(), strict=True):
        assert line["indicator"] == number.indicator
        assert float(line["value"]) == number.value
        assert line["text"] == number.text
        assert dt.date.fromisoformat(line["peildatum"]) == number.peildatum
        assert line["categories"] == "|".join(f"{k}={v}" for k, v in sorted(number.categories.items()))
        assert line["within_rounding"] == {None: "", True: "true", False: "false"}[number.within]


def test_the_dutch_csv_opens_in_a_dutch_spreadsheet(report: Report) -> None:
    text = as_csv(report, "nl")
    assert text.startswith("\ufeffpublication;known_at;")
    read = list(csv.DictReader(io.StringIO(text[1:], newline=""), delimiter=";"))
    shares = [line["value"] for line in read if line["measure"] == "percent"]
    assert "55,6" not in shares or "." not in "".join(shares)
    assert [float(line["value"].replace(",", ".")) for line in read] == [n.value for n in report.numbers()]


@pytest.mark.parametrize("rounded", [True, False])
def test_the_json_follows_its_schema_and_holds_every_number(make: Maker, rounded: bool) -> None:
    report = make(rounded=rounded, compare=moment("2023-04-01"))
    content = json.loads(as_json(report))
    jsonschema.Draft202012Validator.check_schema(schema())
    jsonschema.validate(content, schema())
    assert [(n["value"], n["text"]) for n in content["numbers"]] == [(n.value, n.text) for n in report.numbers()]
    assert content["peildatum"] == "2023-05-01"
    assert content["comparison"]["changes"]


def test_all_formats_are_written_or_none(report: Report, tmp_path: Path) -> None:
    paths = write(report, tmp_path / "uit", list(FORMATS))
    assert [path.name for path in paths] == [f"uitvoeringsbrief_2023-05-01{ending}" for ending in FORMATS.values()]
    assert sorted(path.name for path in (tmp_path / "uit").iterdir()) == sorted(path.name for path in paths)
    with pytest.raises(ReportError, match=r"unknown format 'docx' \(one of html, pdf, xlsx, csv, csv-nl, json\)"):
        write(report, tmp_path / "anders", ["html", "docx"])
    assert not (tmp_path / "anders").exists()


def test_a_report_that_does_not_fit_leaves_the_one_of_before(
    make: Maker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = {path: path.read_bytes() for path in write(make(), tmp_path, ["html", "csv", "json"])}
    whole = Path.write_bytes

    def full(path: Path, content: bytes) -> int:
        if "csv" in path.name:
            whole(path, content[:100])
            raise OSError(28, "No space left on device")
        return whole(path, content)

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(ReportError, match=r"uitvoeringsbrief_2023-05-01\.csv: No space left on device; no file was"):
        write(make(known_at=moment("2023-04-01")), tmp_path, ["html", "csv", "json"])
    assert {path: path.read_bytes() for path in tmp_path.iterdir() if path.name != "log.jsonl"} == before


def test_a_table_without_anybody_in_it_is_written_in_every_format(tmp_path: Path) -> None:
    register = Register()
    register.case("asiel", 2, plicht="2022-01-01", opvang="2022-01-01")  # no clock has started
    report = made(tmp_path, register, peildatum=day("2022-01-01"))
    empty = next(table for table in report.tables() if not table.rows)
    assert "Er is nog niemand om in deze tabel te tellen." in empty.notes
    write(report, tmp_path / "uit", list(FORMATS))
    sheet = load_workbook(tmp_path / "uit" / "uitvoeringsbrief_2022-01-01.xlsx")[f"Tabel {empty.number}"]
    assert sheet["A3"].value == empty.corner and sheet["A4"].value is None


def test_a_format_named_twice_is_written_once() -> None:
    assert check_formats(["csv", "html", "csv"]) == ["csv", "html"]
    with pytest.raises(ReportError, match="at least one format"):
        check_formats([])
