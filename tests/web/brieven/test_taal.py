"""How letters read: B1 Dutch, hard words explained, and sheets beside them that say the same in other languages."""

from __future__ import annotations

import re
import unicodedata
from typing import Any

import pytest

from doorstroom.stelsels.inburgering import system
from doorstroom.web.brieven import uitleg
from doorstroom.web.brieven.leesbaarheid import measure, sentences, syllables
from doorstroom.web.brieven.sjabloon import letters_of
from tests.web.brieven.cases import ADDRESS, CASES, OFFICE, Office, Worked, all_text

NAMES = ("DEMO Proef Persoon", "Gemeente Een", "Gemeente Twee", OFFICE, ADDRESS, "ZAAK-0001", "juridischloket.nl")
#: What holds for every letter: B1 is 60 or more, and these letters can do better.
WORDS, LONGEST, SCORE = 12, 20, 75
LANGUAGES = ("en", "ar", "ti", "uk", "tr")
#: Names that stay as they are in the Dutch letter, in every language.
DUTCH_NAMES = {"DUO", "PIP", "PVT", "MAP", "A", "B", "Z", "Juridisch", "Loket", "ten", "i", "inburgeren", "inburgering",
               "gemeente", "vrijstelling", "ontheffing", "onderwijsroute"}  # fmt: skip
SCRIPTS = {"ar": "ARABIC", "ti": "ETHIOPIC", "uk": "CYRILLIC"}


def sentences_of(code: str) -> dict[str, str]:
    found: dict[str, str] = letters_of(system()).sentences[code]["sentences"]
    return found


# Readability ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("worked", CASES.values(), ids=str)
def test_a_letter_is_b1(worked: Worked, office: Office) -> None:
    content = office.context(worked).content
    running = "\n".join(line.striptags() for p in content.pieces if p.kind == "text" for line in p.lines)
    found = measure(running, NAMES)
    assert found.words_per_sentence <= WORDS, found
    assert found.flesch_douma >= SCORE, found.flesch_douma
    every = measure(content.text(), NAMES)
    assert every.longest_words <= LONGEST, every.longest
    explained = measure("\n".join(reason.sentence for reason in content.reasons), NAMES)
    assert explained.longest_words <= LONGEST, explained.longest


def test_the_check_can_fail() -> None:
    hard = (
        "Ingevolge het bepaalde in de toepasselijke uitvoeringsregelgeving dient belanghebbende, behoudens "
        "uitzonderingen, binnen de daartoe gestelde termijn zorg te dragen voor overlegging van bewijsstukken."
    )
    found = measure(hard)
    assert found.flesch_douma < 60 and found.words_per_sentence > WORDS and found.longest_words > LONGEST


@pytest.mark.parametrize(
    ("word", "count"),
    [("huis", 1), ("leren", 2), ("gemeente", 3), ("bezwaar", 2), ("inburgering", 4), ("mooie", 2), ("nieuw", 1),
     ("ziekenhuis", 3), ("bbb", 1), ("eeuw", 1), ("besluit", 2)],
)  # fmt: skip
def test_syllables(word: str, count: int) -> None:
    assert syllables(word) == count


def test_dates_amounts_and_names_do_not_make_a_sentence_harder() -> None:
    assert measure("Kom op 14 februari 2026.").words_per_sentence == 3
    assert measure("Betaal € 1.250,50 aan DEMO Proef Persoon.", NAMES).words_per_sentence == 4
    assert sentences("Bel ons: dat kan. Of niet?\nGoed") == ["Bel ons:", "dat kan.", "Of niet?", "Goed"]
    assert measure("").flesch_douma > 100


@pytest.mark.parametrize("worked", CASES.values(), ids=str)
def test_abbreviations_and_hard_words_are_explained_where_they_stand(worked: Worked, office: Office) -> None:
    told = all_text(office.context(worked)).partition("\nartikel")[0]
    meanings = {"PIP": "Plan Inburgering en Participatie", "PVT": "participatieverklaringstraject", "KNM": "Kennis van",
                "MAP": "Module Arbeidsmarkt"}  # fmt: skip
    pieces = "\n".join(line for line in told.splitlines() if "moet uiterlijk" not in line)
    for short, meaning in meanings.items():
        if re.search(rf"\b{short}\b", pieces) and worked.letter != "vraag_aan_derde":
            assert meaning in pieces, short


# The sheet beside the letter ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_sentence_is_translated(code: str) -> None:
    notes = {uitleg.NOT_TRANSLATED, uitleg.NO_TRANSLATION}
    assert set(sentences_of("nl")) - set(sentences_of(code)) == notes


@pytest.mark.parametrize("code", SCRIPTS)
def test_a_translation_is_in_its_own_script(code: str) -> None:
    for name, sentence in sentences_of(code).items():
        text = re.sub(r"\{\w+\}", "", sentence)
        strange = set(re.findall(r"[A-Za-z]+", text)) - DUTCH_NAMES
        assert not strange, (name, strange)
        own = [c for c in text if unicodedata.name(c, "").startswith(SCRIPTS[code])]
        assert own, name


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("name", ["pip_beschikking", "boete_besluit-duo", "oproep_intake_2"])
def test_the_sheet_tells_the_same_values_in_every_language(code: str, name: str, office: Office) -> None:
    sheet = office.context(CASES[name], language=code).sheet
    assert (sheet.language, sheet.direction) == (code, "rtl" if code == "ar" else "ltr")
    assert (
        sheet.rows[0].dutch == "UITLEG, GEEN BESLUIT"
        and sheet.rows[0].other == sentences_of(code)["uitleg_geen_besluit"]
    )
    for row in sheet.rows:
        assert not row.missing
        told = row.other
        for day, month, year in re.findall(r"(\d{1,2}) ([a-z]+) (\d{4})", row.dutch):
            assert re.search(rf"\b0?{day}-\d\d-{year}\b", told), (month, told)
        for amount in re.findall(r"€.[\d.,]*\d", row.dutch):
            assert amount in told
        assert "{" not in told and told.count("\N{POP DIRECTIONAL ISOLATE}") == sum(
            told.count(mark) for mark in ("\N{FIRST STRONG ISOLATE}", "\N{LEFT-TO-RIGHT ISOLATE}")
        )


def test_a_sentence_without_translation_stands_in_dutch_with_a_note(office: Office, monkeypatch: Any) -> None:
    monkeypatch.delitem(sentences_of("tr"), "gesprek_komen")
    sheet = office.context(CASES["uitnodiging_intake"], language="tr").sheet
    lacking = [row for row in sheet.rows if row.missing]
    assert [(row.dutch, row.other) for row in lacking] == [(sentences_of("nl")["gesprek_komen"],) * 2]


def test_a_language_that_nobody_translated_gets_a_dutch_sheet_that_says_so(office: Office) -> None:
    sheet = office.context(CASES["uitnodiging_intake"], language="am").sheet
    assert sheet.language == "nl" and sentences_of("nl")["geen_vertaling"] in [row.dutch for row in sheet.rows]


@pytest.mark.parametrize("language", ["nl", ""])
def test_who_reads_dutch_gets_no_sheet(language: str, office: Office) -> None:
    assert office.context(CASES["uitnodiging_intake"], language=language).sheet is None


def test_the_dutch_of_the_sheets_is_b1_too() -> None:
    text = "\n".join(re.sub(r"\{\w+\}", "dan", sentence) for sentence in sentences_of("nl").values())
    found = measure(text, NAMES)
    assert found.words_per_sentence <= WORDS and found.longest_words <= LONGEST and found.flesch_douma >= SCORE
