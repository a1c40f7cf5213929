"""The planner in the languages of newcomers: every text is there, places in it too, and pages leave no Dutch."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from doorstroom.clock import utc_now
from doorstroom.web.planner.languages import CHECKED, languages
from tests.web.planner_samples import ASYLUM, FAMILY_Z, OLD_ACT, TODAY, WAITING, query
from tests.web.test_translations import WEB, of_python, of_template, translations

#: What only staff see: Dutch and English.
_OF_STAFF = {"zaak.html", "zaak.py", "views_zaak.py", "apps.py"}
OTHERS = [code for code in languages() if code not in CHECKED]
ROAD = {"paspoort": "ja", "geldig_vanaf": "2022-08-01", "onderbroken": "nee", "partner": "nee", "staatloos": "nee"}


@pytest.fixture(autouse=True)
def _day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "DEMO_DAY", TODAY)
    monkeypatch.setattr(settings, "SERVER_STARTED", utc_now())


def texts() -> set[str]:
    """Every text of the public pages."""
    found: set[str] = set()
    for path in [*(WEB / "planner").glob("**/*.py"), *(WEB / "templates/planner").glob("*.html")]:
        if path.name not in _OF_STAFF:
            text = path.read_text(encoding="utf-8")
            found |= of_python(text) if path.suffix == ".py" else of_template(text)
    return found


def test_the_planner_has_the_six_languages_of_the_settings() -> None:
    assert list(languages()) == [code for code, _name in settings.LANGUAGES] == ["nl", "en", *OTHERS]
    assert OTHERS == ["ar", "ti", "uk", "tr"]


@pytest.mark.parametrize("taal", OTHERS)
def test_every_text_is_translated_with_its_places(taal: str) -> None:
    told = translations(WEB / "planner/locale", taal)
    assert {text for text in texts() if not told.get(text)} == set()
    places = re.compile(r"%\(\w+\)[sd]")
    plural = {"U hebt nog %(left)d gratis poging.", "%(aantal)s datum die al is geweest", "nog %(left)d dag"}
    for text, other in told.items():
        if text and text not in plural:  # one and two are words in Arabic
            assert sorted(places.findall(text)) == sorted(places.findall(other)), text


@pytest.mark.parametrize("taal", OTHERS)
def test_a_page_leaves_no_dutch_and_says_that_nobody_checked_it(taal: str) -> None:
    for sample in ({**ASYLUM, **ROAD}, FAMILY_Z, WAITING, OLD_ACT):
        html = page(taal, "tijdlijn", query(sample))
        assert f'<html lang="{taal}" dir="{"rtl" if taal == "ar" else "ltr"}"' in html
        own = re.sub(r'<(span|bdi|a) [^>]*lang="(?:nl|en)".*?</\1>', "", html)
        told = re.sub(r"<[^>]+>", " ", own)
        dutch = r"\b(uw|een|niet|moet|kunt|wordt|vraag|maanden|januari|maart|juli|your|the|january|march|july)\b"
        assert re.findall(rf".{{0,30}}{dutch}.{{0,30}}", told, re.IGNORECASE) == []
        assert translations(WEB / "planner/locale", taal)[
            "Een vertaler heeft deze tekst nog niet nagekeken. De Nederlandse tekst gaat voor."
        ] in html  # fmt: skip


@pytest.mark.parametrize("taal", OTHERS)
def test_a_calendar_and_the_way_through_the_questions_work(taal: str) -> None:
    calendar = page(taal, "agenda", query(ASYLUM))
    assert "DTSTART;VALUE=DATE:20270701" in calendar
    assert max(len(line.encode()) for line in calendar.split("\r\n")) <= 75
    assert 'name="verblijf"' in page(taal, "vragen", "")


def page(taal: str, name: str, asked: str) -> str:
    answer: Any = Client().get(reverse(f"planner:{name}", args=[taal]) + f"?{asked}")
    assert answer.status_code == 200 and not answer.cookies
    return str(answer.content.decode())
