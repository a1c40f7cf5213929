"""Letters as PDF: tagged and marked for readers and archives, in the window of the envelope, in every script."""

from __future__ import annotations

import io
import re
import unicodedata
from typing import Any
from xml.etree import ElementTree

import pytest
from pypdf import PdfReader

from tests.web.brieven.cases import CASES, Office

RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
MM = 72 / 25.4


def reader(document: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(document))


def text_of(document: bytes) -> str:
    return "\n".join(page.extract_text() for page in reader(document).pages)


def fonts(document: bytes) -> set[str]:
    """The fonts of all pages, each of which must be embedded."""
    found = set()
    for page in reader(document).pages:
        for font in page["/Resources"]["/Font"].values():
            descendant = font.get_object()["/DescendantFonts"][0].get_object()
            descriptor = descendant["/FontDescriptor"].get_object()
            assert {"/FontFile", "/FontFile2", "/FontFile3"} & set(descriptor), font
            assert "/ToUnicode" in font.get_object()
            found.add(str(descriptor["/FontName"]).partition("+")[2])
    return found


def tags(document: bytes) -> list[Any]:
    """Every element of the tags, in order."""
    found = []
    stack = [reader(document).trailer["/Root"]["/StructTreeRoot"]]
    while stack:
        node = stack.pop().get_object()
        if not isinstance(node, dict):
            continue
        found.append(node)
        below = node.get("/K")
        below = list(below.get_object()) if below is not None and isinstance(below.get_object(), list) else [below]
        stack += [each for each in reversed(below) if each is not None and not isinstance(each, int)]
    return found


@pytest.fixture
def letter(office: Office) -> bytes:
    found: bytes = office.context(CASES["pip_beschikking"]).pdf()
    return found


def test_the_letter_is_marked_for_screen_readers_and_archives(letter: bytes) -> None:
    root = reader(letter).trailer["/Root"]
    assert letter.startswith(b"%PDF-1.7") and root["/Lang"] == "nl" and root["/MarkInfo"]["/Marked"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"] and root["/OutputIntents"]
    tree = ElementTree.fromstring(root["/Metadata"].get_data().partition(b"?>")[2].rpartition(b"<?")[0].decode())
    assert len(tree.findall(f".//{RDF}RDF")) == 1
    told = {name.partition("}")[2]: value for node in tree.iter() for name, value in node.attrib.items()
            if "pdfuaid" in name or "/pdfa/ns/id/" in name or "/pdfua/ns/id/" in name}  # fmt: skip
    assert told == {"part": "1", "conformance": "A"} or told.get("part") == "1"
    marks = root["/Metadata"].get_data().decode()
    assert re.search(r'pdfaid:part="3"', marks) and re.search(r'pdfaid:conformance="A"', marks)
    assert re.search(r'pdfuaid:part="1"', marks) and "PDF/UA identification schema" in marks


def test_the_letter_is_tagged_as_it_reads(letter: bytes) -> None:
    kinds = [str(tag.get("/S", "")) for tag in tags(letter)]
    assert kinds.count("/H1") == 1 and kinds.count("/H2") > 8
    assert {"/P", "/L", "/LI", "/Table", "/TR", "/TH", "/TD"} <= set(kinds)
    assert kinds.index("/H1") < kinds.index("/H2") < kinds.index("/Table")


def test_the_words_of_the_letter_come_out_of_the_pdf(letter: bytes) -> None:
    told = " ".join(text_of(letter).split())
    for words in ("Uw plan inburgering en participatie", "Zaaknummer ZAAK-0001", "1 mei 2024", "900 uur", "1 mei 2027",
                  "bezwaar maken tot en met 12 juni 2024", "namens het college van burgemeester en wethouders",
                  "DEMO klantmanager.gemeente klantmanager", "Bladzijde 1 van 3", "Op welke regels rust deze brief?",
                  "artikel 11 lid 1 van de Wet inburgering 2021"):  # fmt: skip
        assert words in told, words


def test_the_address_stands_in_the_window_of_the_envelope(letter: bytes) -> None:
    places: dict[str, tuple[float, float]] = {}

    def note(text: str, cm: Any, tm: Any, font: Any, size: Any) -> None:
        for words in ("DEMO Proef Persoon", "1000 AA Voorbeeldstad"):
            if text.strip().startswith(words) and words not in places:
                places[words] = (cm[4] + tm[4] * cm[0], cm[5] + tm[5] * cm[3])

    page = reader(letter).pages[0]
    page.extract_text(visitor_text=note)
    height = float(page.mediabox.height)
    assert set(places) == {"DEMO Proef Persoon", "1000 AA Voorbeeldstad"}
    for x, y in places.values():
        assert 20 * MM <= x <= 105 * MM
        assert 45 * MM <= height - y <= 90 * MM, (height - y) / MM


def test_nothing_in_the_pdf_identifies_the_person_but_the_letter_itself(letter: bytes) -> None:
    from doorstroom.register.bsn import demo_bsns

    found = reader(letter)
    assert found.metadata is not None and found.metadata.title == "Uw plan inburgering en participatie"
    told = " ".join(str(value) for value in found.metadata.values())
    assert "Proef Persoon" not in told and demo_bsns()[1] not in told + text_of(letter)


def test_the_same_letter_gives_the_same_document(office: Office) -> None:
    context = office.context(CASES["uitnodiging_intake"])
    assert context.pdf() == context.pdf()


@pytest.mark.parametrize(
    ("code", "script", "font"),
    [("ar", "ARABIC", "Noto-Naskh-Arabic"), ("ti", "ETHIOPIC", "Noto-Sans-Ethiopic"), ("uk", "CYRILLIC", "Noto-Sans"),
     ("tr", "LATIN", "Noto-Sans"), ("en", "LATIN", "Noto-Sans")],
)  # fmt: skip
def test_the_sheet_shows_its_script_in_an_embedded_font(code: str, script: str, font: str, office: Office) -> None:
    document = office.context(CASES["oproep_intake_2"], language=code).sheet_pdf()
    assert font in fonts(document)
    told = text_of(document)
    assert "UITLEG, GEEN BESLUIT" in told
    letters = [c for c in told if unicodedata.name(c, "").startswith(script)]
    assert len(letters) > 300
    assert "\N{REPLACEMENT CHARACTER}" not in told and ".notdef" not in told
    languages = [str(tag["/Lang"]) for tag in tags(document) if "/Lang" in tag]
    rows = [tag for tag in tags(document) if tag.get("/S") == "/TR"]
    assert set(languages) == {code} and len(languages) == len(rows)


@pytest.mark.parametrize("code", ["ar", "ti", "uk"])
def test_whole_words_of_a_translation_come_out_of_the_pdf(code: str, office: Office) -> None:
    context = office.context(CASES["oproep_intake_2"], language=code)
    words = [word for row in context.sheet.rows for word in re.findall(r"[^\W\d_A-Za-z]{4,}", row.other)]
    told = unicodedata.normalize("NFKC", text_of(context.sheet_pdf()))
    seen = [w for w in words if w in told or w[::-1] in told or unicodedata.normalize("NFKC", w) in told]
    assert len(seen) > 0.9 * len(words), set(words) - set(seen)


def test_scripts_in_names_and_stories_are_words_and_fetch_nothing(office: Office) -> None:
    name = '<script>alert("x")</script> & <img src="http://127.0.0.1/x">'
    filled = {**CASES["pip_beschikking"].filled, "reden": '</div><h1>Ha</h1><link rel="attachment" href="/etc/passwd">'}
    context = office.context(CASES["pip_beschikking"], filled=filled, name=name, address="Weg {{ 7*7 }} 1, {% x %}")
    document = context.pdf()
    told = " ".join(text_of(document).split())
    assert '<script>alert("x")</script> & <img' in told and "</div><h1>Ha</h1>" in told and "Weg {{ 7*7 }} 1" in told
    assert [str(tag.get("/S")) for tag in tags(document)].count("/H1") == 1
    assert not reader(document).attachments


def test_characters_that_turn_the_order_of_text_are_left_out(office: Office) -> None:
    context = office.context(CASES["uitnodiging_intake"], name="DEMO \N{RIGHT-TO-LEFT OVERRIDE}Proef\x00 Persoon")
    assert context.frame["ontvanger"][0] == "DEMO Proef Persoon"


def test_an_example_says_so_on_every_page(office: Office) -> None:
    from doorstroom.web.brieven.maken import preview

    worked = CASES["pip_beschikking"]
    office.on(worked.day)
    dossier = office.dossier(office.case(worked.life), worked.by)
    pages = reader(preview(dossier, worked.letter, filled={"ondersteuning": "Wij bellen u."})).pages
    assert all("VOORBEELD, NIET VERZONDEN" in page.extract_text() for page in pages)
    assert "[waarom dit plan en deze leerroute]" in pages[1].extract_text()
