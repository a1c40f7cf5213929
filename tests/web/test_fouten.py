"""When something goes wrong: a sentence and a way back, and nothing of what went on inside."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.test import Client

from tests.web.conftest import WITHOUT_PLAN, Place
from tests.web.test_werkplek_zaak import SignIn, address

KM = "klantmanager.gemeente"


def test_a_page_that_does_not_exist(signed_in: SignIn, place: Place) -> None:
    for client in (signed_in(KM), Client()):
        answer = client.get("/bestaat/niet/")
        page = answer.content.decode()
        assert answer.status_code == 404 and "Niet gevonden" in page and 'href="/"' in page


def test_what_a_role_may_not_do_is_said(signed_in: SignIn, place: Place) -> None:
    answer = signed_in("beheerder.gemeente").get("/werklijst/")
    page = answer.content.decode()
    assert answer.status_code == 403 and "Hier mag u niet bij" in page and "Uw rol heeft geen werklijst." in page


def test_a_mistake_of_ours_shows_no_trace(signed_in: SignIn, place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    from doorstroom.web.werkplek import lijst

    def broken(*_: object) -> None:
        raise RuntimeError("geheim van binnen")

    monkeypatch.setattr(lijst, "counts", broken)
    client = signed_in(KM)
    client.raise_request_exception = False
    answer = client.get("/werklijst/")
    page = answer.content.decode()
    assert answer.status_code == 500 and "Er ging iets mis bij ons" in page
    assert "geheim van binnen" not in page and "Traceback" not in page


def test_a_form_without_its_token_is_refused_with_a_sentence(signed_in: SignIn, place: Place) -> None:
    case = place.case(WITHOUT_PLAN)
    client = Client(enforce_csrf_checks=True)
    client.cookies = signed_in(KM).cookies
    answer = client.post(address(case, "doe/intake_oproepen/"), {"op": "1-5-2024"})
    page = answer.content.decode()
    assert answer.status_code == 403 and "Het formulier is verlopen" in page and "Er is niets vastgelegd." in page


def test_errors_are_told_in_english_too(place: Place) -> None:
    page = Client(headers={"Accept-Language": "en"}).get("/bestaat/niet/").content.decode()
    assert '<html lang="en"' in page and "Not found" in page


def test_nothing_is_inline_anywhere_in_the_templates() -> None:
    """The policy for content refuses inline script and style, and so does this test, for every template there is."""
    folder = Path(__file__).parents[2] / "src/doorstroom/web"
    found = []
    for path in folder.rglob("*.html"):
        if "brieven" in path.parts or path.stem.endswith("_bestand"):  # letters and files to keep are no pages
            continue
        text = path.read_text(encoding="utf-8")
        if re.search(r"<style|\sstyle=|<script(?![^>]*\ssrc=)|\son[a-z]+=|javascript:|hx-on|hx-vars", text):
            found.append(str(path.relative_to(folder)))
    assert found == []
