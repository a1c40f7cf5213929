"""Six languages: every page complete in each, in its own direction, and light; the words held to their own rules."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.contrib.staticfiles import finders
from django.test import Client

from doorstroom.stelsels.inburgering import system
from doorstroom.stelsels.inburgering.rules.stand import STANDEN
from doorstroom.web.brieven.sjabloon import letters_of
from doorstroom.web.mijn import taal
from doorstroom.web.mijn.blik import ROLE
from doorstroom.web.mijn.woorden import FOLDER, STORY, files_of, placeholders, words_of
from tests.web.conftest import WITHOUT_PLAN, Place
from tests.web.mijn_proef import (
    DO,
    FINED,
    LANGUAGES,
    OWN,
    TELL,
    Newcomer,
    demonstration,
    hidden,
    newcomer,
    page,
    read,
    words,
)
from tests.web.test_mijn_wie import letter_of
from tests.web.test_translations import WEB, of_python, of_template, translations

__all__ = ["demonstration", "newcomer"]
OTHERS = [language for language in LANGUAGES if language != "nl"]
#: What is called the same in every language: names of people and places, of Dutch institutions and things.
NAMES = {
    "DUO", "PIP", "KNM", "PVT", "MAP", "DigiD", "AVI", "PDF", "A1", "A2", "B1", "B2", "C1", "MB", "NT2", "CNaVT",
    "Z-route", "inburgering", "inburgeren.nl", "klantmanager", "vrijstelling", "ontheffing", "Juridisch", "Loket",
    "juridischloket.nl", "taalschakeltraject", "keurmerk", "vmbo", "DEMO", "klantmanager.gemeente", "inburgeraar",
    "Gemeente", "Een", "Doorstroom", "zip", "Bonaire", "Sint", "Eustatius", "Saba", "Aruba", "Curaçao", "Maarten",
}  # fmt: skip
SAME = {"Doorstroom", "DUO", "Gemeente Een", "juridischloket.nl", "inburgeren.nl", "DEMO inburgeraar",
        *(taal.name_of(code) for code in LANGUAGES)}  # fmt: skip

#: An article, as explanations cite it.
CITATION = re.compile(r"[A-Z]{2,4} \d")


def actions() -> list[str]:
    return [f"vragen/{name}/" for name in files_of(system().folder / FOLDER)[STORY]["actions"]]


def test_no_page_has_a_text_in_another_language(newcomer: Newcomer, place: Place) -> None:
    case = place.case(FINED)
    place.case(WITHOUT_PLAN)
    letter_of(place, case)
    paths = [*TELL, *OWN, *DO, *actions()]
    dutch = {path: {text for text, _marked in read(page(newcomer(case), path))} for path in paths}
    found = []
    for language in OTHERS:
        client = newcomer(case, language)
        for path in paths:
            if language == "en" and path.endswith("alles/"):
                continue  # the whole explanation, which quotes doubts in Dutch
            html = page(client, path)
            assert f'<html lang="{language}" dir="{"rtl" if language == "ar" else "ltr"}"' in html, path
            found += [f"{language} /{path}: {text}" for text in _foreign(html, language, dutch[path])]
    assert found == []


def _foreign(html: str, language: str, dutch: set[str]) -> Iterator[str]:
    """Texts that are not in the language of the page and not marked as another one."""
    for text, marked in read(html):
        if marked != language or text in SAME or CITATION.match(text) or not re.search(r"[^\W\d_]", text):
            continue
        beside = re.sub(r"\([A-Za-z0-9 ,]+\)|nog te bevestigen", "", text)  # the Dutch word beside its translation
        left = set(re.findall(r"[A-Za-z][\w.-]*[\w]", beside)) - NAMES
        if language in ("ar", "ti", "uk") and left and text not in _same_in_both(language):
            yield f"{text} ({', '.join(sorted(left))})"
        elif language in ("en", "tr") and text in dutch and left and text not in _same_in_both(language):
            yield text


def _same_in_both(language: str) -> set[str]:
    """Words that Dutch shares with a language, each a translation of its own."""
    own = translations(WEB / "mijn/locale", language)
    told = words_of(system(), language)
    files = files_of(system().folder / FOLDER)
    shared = {text for text, other in own.items() if text == other}
    for part in ("sentences", "fields", "choices"):
        shared |= {text for name, text in files["nl"][part].items() if files[language][part].get(name) == text}
    names = told.story["dutch_names"]
    return shared | {files["nl"]["choices"][name] for name in names}


def test_what_goes_wrong_is_told_in_his_language(newcomer: Newcomer, place: Place) -> None:
    case = place.case(FINED)
    paths = ("berichten/", "niet-komen/", "vragen/belemmering_melden/", "vragen/verlenging_aanvragen/")

    def refused(language: str, path: str) -> str:
        client = newcomer(case, language)
        given = {**hidden(page(client, path)), "op": "morgen"}
        answer = client.post(f"/mijn/{path}", given)
        assert answer.status_code == 400, (language, path)
        return str(answer.content.decode())

    dutch = {path: {text for text, _marked in read(refused("nl", path))} for path in paths}
    for language in OTHERS:
        for path in paths:
            assert list(_foreign(refused(language, path), language, dutch[path])) == [], (language, path)
        missing = newcomer(case, language).get("/mijn/bestaat-niet/")
        assert missing.status_code == 404 and list(_foreign(missing.content.decode(), language, set())) == []


def test_the_pages_before_signing_in_are_in_every_language(demonstration: Any, place: Place) -> None:
    from tests.web.test_mijn_inloggen import to_the_stand_in

    dutch = {t for t, _m in read(Client(headers={"accept-language": "nl"}).get("/").content.decode())}
    for language in OTHERS:
        client = Client(headers={"accept-language": language})
        begin = client.get("/").content.decode()
        assert list(_foreign(begin, language, dutch)) == []
        assert list(_foreign(client.get(to_the_stand_in(client)).content.decode(), language, dutch)) == []
        demonstration.DEMO = False
        cancelled = client.get("/inloggen/3rdparty/login/cancelled/").content.decode()
        left = [
            text for text in _foreign(cancelled, language, dutch) if "nog te bevestigen" not in text
        ]  # a Dutch term
        assert left == []
        demonstration.DEMO = True
        assert re.findall(r'name="taal" value="(\w+)"', begin) == list(LANGUAGES)


def test_pages_for_staff_stay_in_the_languages_that_they_have(place: Place) -> None:
    answer = Client(headers={"accept-language": "ar"}).get("/inloggen/")
    assert '<html lang="nl" dir="ltr"' in answer.content.decode()


def test_every_marked_text_has_every_translation_and_none_is_left_over() -> None:
    for name in ("mijn", "standin"):
        marked: set[str] = set()
        for path in sorted((WEB / name).rglob("*")):
            text = path.read_text(encoding="utf-8") if path.suffix in (".py", ".html") else ""
            marked |= (
                of_python(text) if path.suffix == ".py" else of_template(text) if path.suffix == ".html" else set()
            )
        elsewhere = {text for path in WEB.rglob("mijn/locale/ti") for text in translations(path.parent, "ti")}
        for language in OTHERS:
            told = translations(WEB / name / "locale", language)
            known = set(told) | (elsewhere if name == "standin" else set())
            assert marked - known == set(), (name, language)
            if language == "en":
                assert set(told) - marked - {""} == set(), name
        assert {"", *marked} >= set(translations(WEB / name / "locale", "en"))


def test_shared_texts_are_still_used_by_the_parts_that_all_pages_share() -> None:
    gedeeld = of_python((WEB / "mijn/gedeeld.py").read_text(encoding="utf-8"))
    used: set[str] = set()
    for path in WEB.rglob("*"):
        if path.name != "gedeeld.py" and path.suffix in (".py", ".html"):
            text = path.read_text(encoding="utf-8")
            used |= of_python(text) if path.suffix == ".py" else of_template(text)
    assert gedeeld - used == set()


def test_every_language_says_the_same_things() -> None:
    files = files_of(system().folder / FOLDER)
    assert set(files) == {STORY, *LANGUAGES} == {STORY, *taal.codes()}
    names = set(files[STORY]["dutch_names"])
    for language in OTHERS:
        for part in ("sentences", "fields", "choices"):
            own, dutch = files[language][part], files["nl"][part]
            assert set(own) - set(dutch) == set() and set(dutch) - set(own) - names == set(), (language, part)
            for name, text in own.items():
                assert placeholders(text) == placeholders(dutch[name]), (language, name)


def test_the_dutch_is_short_and_states_no_number_of_the_law() -> None:
    files = files_of(system().folder / FOLDER)
    for name, text in files["nl"]["sentences"].items():
        for sentence in re.split(r"(?<=[.?!])\s+", text):
            assert len(sentence.split()) <= 12, (name, sentence)
        assert not re.search(r"\d", re.sub(r"\{\w+\}|B1|A2", "", text)), (name, text)
    marked = {text for text in translations(WEB / "mijn/locale") if text}
    numbers = {text for text in marked if re.search(r"\d", re.sub(r"%\(\w+\)[sd]", "", text))}
    assert numbers == {
        "Bijvoorbeeld 9-3-2026.", "Schrijf een dag die bestaat, zoals 9-3-2026.",
        "Wat u stuurde is te groot. Een bestand mag hooguit 10 MB zijn. Er is niets vastgelegd.",
    }  # fmt: skip
    assert not [text for text in marked if re.search(r"\b(artikel|lid|wet|boete|Awb)\b", text)
                and text not in ("Alles over deze datum, met de wet erbij", "advies, geen wet")]  # fmt: skip


def test_everything_that_is_his_has_words() -> None:
    made = system()
    files = files_of(made.folder / FOLDER)
    story, dutch = files[STORY], files["nl"]
    his = {clock.name for clock in made.clocks.values() if clock.owner == "inburgeraar"}
    assert his - set(story["clocks"]) == set() and set(story["clocks"]) <= set(made.clocks)
    assert {task.name for task in made.tasks.values() if task.owner == "inburgeraar"} == set(story["tasks"])
    assert {action.name for action in made.actions.values() if ROLE in action.by} == set(story["actions"])
    for name in story["actions"]:
        assert {name, f"{name}.uitleg", f"{name}.daarna"} <= set(dutch["sentences"]), name
    decisions = {kind for one in letters_of(made).by_name.values() if one.kind == "besluit" for kind in one.events}
    assert {f"besluit_over.{kind}" for kind in decisions} <= set(dutch["sentences"])
    assert {f"stand.{stand}" for stand in STANDEN} <= set(dutch["sentences"])
    assert {*story["without_steps"], *story["term"]["silent"]} <= set(STANDEN)


def test_a_sentence_without_translation_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    made = system()
    files = files_of(made.folder / FOLDER)
    lacking = {name: text for name, text in files["ar"]["sentences"].items() if name != "plan_doe"}
    monkeypatch.setitem(files["ar"], "sentences", lacking)  # type: ignore[arg-type]
    from django.utils import translation

    with translation.override("ar"):
        said = words_of(made, "ar").say("plan_doe")
    assert said is not None and said.language == "en" and '<span lang="en" dir="ltr">' in said


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_first_page_is_light(language: str, newcomer: Newcomer, place: Place) -> None:
    html = page(newcomer(place.case(FINED), language), "")
    sheets = re.findall(r'<link rel="stylesheet" href="/static/([^"]+)"', html)
    assert len(sheets) >= 6 and "<img" not in html and "@import" not in html
    styles = sum(len(gzip.compress(Path(str(finders.find(sheet))).read_bytes())) for sheet in sheets)
    assert len(html.encode()) + styles < 60_000, (len(html.encode()), styles)


def test_days_and_numbers_are_as_the_language_writes_them() -> None:
    import datetime as dt

    day = dt.date(2026, 3, 19)
    assert [taal.day_in_words(day, code, weekday=True) for code in LANGUAGES] == [
        "donderdag 19 maart 2026", "Thursday 19 March 2026", "الخميس 19 مارس 2026", "ሓሙስ 19 መጋቢት 2026",
        "четвер 19 березня 2026", "Perşembe 19 Mart 2026",
    ]  # fmt: skip
    assert [taal.number_in_words(1250.5, code) for code in ("nl", "en", "uk")] == [
        "1.250,50",
        "1,250.50",
        "1\N{NO-BREAK SPACE}250,50",
    ]
    assert str(taal.isolated("19 maart")) == "<bdi>19 maart</bdi>"


def test_the_words_of_a_page_read_as_one_line(newcomer: Newcomer, place: Place) -> None:
    assert "Wat moet ik nu doen?" in words(page(newcomer(place.case(WITHOUT_PLAN)), ""))
