"""A morning of a klantmanager, with the keyboard; and a colleague who agrees."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest

from doorstroom.web.zaken.models import Toewijzing, Zaak
from tests.browser.conftest import PHONE
from tests.web.conftest import WITH_PLAN, WITHOUT_PLAN, Place
from tests.web.test_werkplek_handeling import events
from tests.web.test_werkplek_zaak import address

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]
KM = "klantmanager.gemeente"
Open = Callable[..., Any]


def give(place: Place, *cases: str) -> None:
    user = place.users[KM]
    for case in cases:
        zaak = Zaak.objects.get(case_id=case)
        Toewijzing.objects.create(zaak=zaak, organisatie=user.organisatie.code, gebruiker=user)


def test_from_the_list_to_an_invitation_with_the_keyboard_only(open_page: Open, place: Place) -> None:
    case, other = place.case(WITHOUT_PLAN), place.case(WITH_PLAN)
    give(place, case, other)
    page = open_page(KM)
    keys = page.keyboard
    assert page.locator("h1").inner_text() == "Werklijst" and page.locator(".ds-list__case").count() == 2

    keys.press("f")  # to the filter; its second field is the kind of work
    keys.press("Tab")
    keys.type("PIP vaststellen")
    page.wait_for_url(re.compile("soort=pip"))
    assert page.evaluate("document.activeElement.id") == "f-soort"  # the place in the form is kept
    assert page.locator(".ds-list__case").all_inner_texts() == [case]

    keys.press("Tab")
    page.locator("h1").click()  # out of the filter: letters are keys again
    page.wait_for_function("!document.querySelector('.htmx-request')")  # each letter in the filter asked for a list
    keys.press("j")
    assert page.evaluate("document.activeElement.textContent") == case
    keys.press("x")
    assert page.locator("input[name=zaak]").is_checked()
    keys.press("j")
    keys.press("w")
    page.wait_for_url(re.compile("waarom=pip"))
    why = page.locator("#waarom")
    assert "Het PIP moet uiterlijk 10 juni 2024 zijn vastgesteld." in why.inner_text() and "BES 5.3" in why.inner_text()

    page.get_by_role("link", name="Nodig uit voor de brede intake", exact=True).focus()
    keys.press("Enter")
    page.wait_for_url(re.compile("doe/intake_oproepen"))
    page.get_by_label("Dag van de oproep").fill("30-4-2024")
    keys.press("Tab")
    page.locator("#toets").get_by_text("dit mag").wait_for()
    keys.press("Enter")
    page.get_by_text("Vastgelegd: Opgeroepen voor brede intake.").wait_for()
    assert len(events(case, "intake_opgeroepen")) == 1
    page.locator(".ds-back").focus()
    keys.press("Enter")
    page.wait_for_url(re.compile("soort=pip"))
    assert page.complaints == []


def test_letters_do_nothing_when_keys_are_switched_off_and_that_is_remembered(open_page: Open, place: Place) -> None:
    give(place, place.case(WITHOUT_PLAN))
    page = open_page(KM)
    page.keyboard.press("?")
    page.get_by_label("Toetsen aan").uncheck()
    page.reload()
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.tagName") == "BODY"


def test_everything_works_without_script(open_page: Open, place: Place) -> None:
    case = place.case(WITHOUT_PLAN)
    page = open_page(KM, script=False)
    page.goto("/werklijst/?van=team")
    page.get_by_label("Soort", exact=True).select_option("pip")
    page.get_by_role("button", name="Toon").click()
    assert "soort=pip" in page.url
    page.get_by_role("link", name=f"Waarom? Stel het PIP vast, {case}").click()
    assert "BES 5.3" in page.locator("#waarom").inner_text()
    page.get_by_role("link", name="Nodig uit voor de brede intake", exact=True).click()
    page.get_by_label("Dag van de oproep").fill("1 mei 2024")
    page.get_by_role("button", name="Leg vast").click()
    assert "Vastgelegd" in page.locator("main").inner_text()


def test_inviting_several_on_a_phone(open_page: Open, place: Place) -> None:
    cases = [place.case(WITHOUT_PLAN) for _ in range(3)]
    page = open_page(KM, viewport=PHONE)
    page.goto("/werklijst/?van=team&soort=pip")
    for case in cases[:2]:
        page.get_by_label(f"Kies {case}").check()
    page.get_by_role("button", name="Doe iets in de gekozen zaken").click()
    page.get_by_role("button", name="Ga verder").click()
    page.get_by_role("button", name="Leg vast in elke zaak").click()
    page.get_by_text("In 2 zaken is het vastgelegd.").wait_for()
    assert [len(events(case, "intake_opgeroepen")) for case in cases] == [1, 1, 0]


def test_a_stale_form_keeps_what_was_typed(open_page: Open, place: Place) -> None:
    from tests.web.test_werkplek_zaak import record

    case = place.case([*WITHOUT_PLAN, ("intake_opgeroepen", "2024-04-08", {})])
    page = open_page(KM)
    page.goto(address(case, "doe/intake_afronden/"))
    record(place, case, "derde_informatie_gevraagd", "2024-04-29", {"soort": "medisch", "onmisbaar": True})
    page.get_by_label("Afgerond op").fill("30-4-2024")
    page.get_by_role("button", name="Leg vast").click()
    assert "De zaak is intussen veranderd." in page.locator("main").inner_text()
    assert page.get_by_label("Afgerond op").input_value() == "30-4-2024"
    page.get_by_role("button", name="Leg vast").click()
    page.get_by_text("Vastgelegd: Brede intake afgerond.").wait_for()
