"""From the notice of DUO to a plan that is signed: intake, test, plan in steps, and a colleague who agrees."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.browser.conftest import take
from tests.web.conftest import WITHOUT_PLAN, Place
from tests.web.test_werkplek_handeling import events

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]
KM, KWALITEIT = "klantmanager.gemeente", "kwaliteitsmedewerker.gemeente"


def test_from_the_notice_of_duo_to_a_signed_plan(open_page: Callable[..., Any], place: Place) -> None:
    case = place.case(WITHOUT_PLAN)
    page = open_page(KM)
    page.goto("/werklijst/?van=niemand")
    page.get_by_role("link", name=case, exact=True).click()
    assert "Stand van de zaak" in page.locator(".ds-case").inner_text()

    take(page, "Nodig uit voor de brede intake", op="15-4-2024")
    take(page, "Leg de uitslag van de leerbaarheidstoets vast", op="22-4-2024", uitkomst="B1_haalbaar")
    take(page, "Rond de brede intake af", op="24-4-2024", onderwijsroute_onderzocht="ja")
    assert not events(case, "pip_vastgesteld")

    page.get_by_role("link", name="Stel het PIP vast").first.click()
    go_on = page.get_by_role("button", name="ga verder")
    page.get_by_role("heading", name="Stap 1 van 6: Intake").wait_for()
    assert "Brede intake afgerond" in page.locator("main").inner_text()
    go_on.click()
    page.get_by_role("heading", name="Stap 2 van 6: Toets").wait_for()
    go_on.click()
    page.get_by_label("B1-route").check()
    go_on.click()
    page.get_by_label("Uren voor de leerroute").fill("900")
    go_on.click()
    page.get_by_label("Uren MAP").fill("40")
    page.get_by_label("Uren PVT").fill("12")
    page.get_by_label("Aantal voortgangsgesprekken").fill("2")
    for asked, answer in (("begeleiding", "ja"), ("voorschoolse", "nee"), ("bijstand", "nee")):
        page.locator("fieldset").filter(has_text=asked).get_by_label(answer, exact=True).check()
    go_on.click()
    page.get_by_role("heading", name="Controle en voorstel").wait_for()
    page.get_by_role("button", name="Stel voor").click()
    page.get_by_text("Uw voorstel wacht op akkoord van een collega.").wait_for()
    assert not events(case, "pip_vastgesteld")
    page.get_by_role("link", name="Bekijk het voorstel").click()
    assert page.get_by_role("button", name="Ik ga akkoord: leg vast").count() == 0  # nobody agrees with himself

    colleague = open_page(KWALITEIT)
    colleague.get_by_role("navigation", name="Hoofdmenu").get_by_role("link", name="Voorstellen 1").click()
    colleague.get_by_role("link", name="Stel het PIP vast").click()
    assert "B1-route" in colleague.locator("main").inner_text()
    colleague.get_by_role("button", name="Ik ga akkoord: leg vast").click()
    colleague.get_by_text("Akkoord. Het is vastgelegd.").wait_for()
    (plan,) = events(case, "pip_vastgesteld")
    assert plan.actor == f"{KM}, akkoord {KWALITEIT}" and plan.payload["leerroute"] == "B1"

    page.goto(f"/zaak/inburgering/{case}/?waarom=inburgeringstermijn")
    assert "uiterlijk 1 mei 2027" in page.locator("main").inner_text()  # three years, from the day after the plan
    assert page.complaints == [] and colleague.complaints == []
