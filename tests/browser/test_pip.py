"""A plan in steps in a browser: with the keyboard, the rules beside it, without script, and as axe reads it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from doorstroom.web.zaken.models import Voorstel
from tests.browser.axe import everywhere
from tests.browser.conftest import PHONE
from tests.web.conftest import Place
from tests.web.test_werkplek_handeling import INTAKE_DONE, KM
from tests.web.test_werkplek_zaak import address

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]
Open = Callable[..., Any]
PLAN = "pip/pip_vaststellen/"
AGAINST = "De toets raadt een andere leerroute aan. Schrijf op waarom u toch deze kiest."


def next_step(page: Any) -> None:
    page.get_by_role("button", name="ga verder").focus()
    page.keyboard.press("Enter")


def fill_in(page: Any) -> None:
    """From the goals to the last page."""
    page.get_by_label("Uren voor de leerroute").fill("900")
    next_step(page)
    page.get_by_label("Uren MAP").fill("40")
    page.get_by_label("Uren PVT").fill("12")
    for label, answer in (("begeleiding", "ja"), ("voorschoolse", "nee"), ("bijstand", "nee")):
        page.locator("fieldset").filter(has_text=label).get_by_label(answer, exact=True).check()
    page.get_by_label("voortgangsgesprekken").fill("2")
    next_step(page)


def test_a_plan_with_the_keyboard_and_the_rules_beside_it(open_page: Open, place: Place) -> None:
    case = place.case(INTAKE_DONE)
    page = open_page(KM)
    page.goto(address(case))
    page.get_by_role("link", name="Stel het PIP vast").first.press("Enter")
    page.wait_for_url("**/intake/")
    found = list(everywhere(page))
    page.goto(address(case, PLAN + "leerroute/"))
    page.get_by_label("Z-route").check()
    page.locator("#toets").get_by_text(AGAINST).wait_for()
    found += everywhere(page)
    page.get_by_label("Waarom kiest u anders dan de toets?").fill("Het lukt niet.")
    page.get_by_label("B1-route").check()
    page.locator("#toets").get_by_text("In het PIP ontbreekt nog").wait_for()
    next_step(page)
    page.wait_for_url("**/doelen/")
    fill_in(page)
    page.wait_for_url("**/controle/")
    assert "dit mag" in page.locator("#toets").inner_text()
    found += everywhere(page)
    assert found == [] and page.complaints == []
    page.get_by_role("button", name="Stel voor").press("Enter")
    page.get_by_text("Uw voorstel wacht op akkoord van een collega.").wait_for()
    proposal = Voorstel.objects.get()
    assert proposal.payload["leerroute"] == "B1"
    page.goto(f"/voorstellen/{proposal.pk}/plan/")
    assert list(everywhere(page)) == []


def test_a_plan_without_script_on_a_phone(open_page: Open, place: Place) -> None:
    case = place.case(INTAKE_DONE)
    page = open_page(KM, viewport=PHONE, script=False)
    page.goto(address(case, PLAN + "leerroute/"))
    page.get_by_label("B1-route").check()
    page.keyboard.press("Enter")  # the first button is the one that goes on
    page.wait_for_url("**/doelen/")
    assert "In het PIP ontbreekt nog" in page.locator("#toets").inner_text()
    fill_in(page)
    page.wait_for_url("**/controle/")
    page.get_by_role("button", name="Stel voor").click()
    assert Voorstel.objects.count() == 1
