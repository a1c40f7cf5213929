"""Somebody moved: the former municipality offers the case; the new one refuses it with a reason, then accepts it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from doorstroom.web.zaken.models import Overdracht
from tests.browser.axe import everywhere
from tests.web.conftest import OTHER_TOWN, Place
from tests.web.test_api_overdrachten import MOVED
from tests.web.test_werkplek_zaak import address

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]
GIVER, TAKER = "klantmanager.gemeente", "klantmanager.gemeente.twee"


def offer(page: Any, told: str) -> None:
    page.get_by_label("Aan welke gemeente?").select_option(OTHER_TOWN)
    page.get_by_label("Wat moet de andere gemeente weten?").fill(told)
    page.get_by_role("button", name="Bied aan").click()
    page.get_by_text("De zaak is aangeboden aan").wait_for()


def test_a_case_is_offered_refused_and_accepted(open_page: Callable[..., Any], place: Place) -> None:
    case = place.case(MOVED)
    giver, taker = open_page(GIVER), open_page(TAKER)
    giver.goto(address(case))
    giver.get_by_role("link", name="Overdracht", exact=True).click()
    found = list(everywhere(giver))
    offer(giver, "Zij verhuisde op 15 april.")
    found += everywhere(giver)

    taker.get_by_role("navigation", name="Hoofdmenu").get_by_role("link", name="Overdrachten").click()
    found += everywhere(taker)
    taker.get_by_role("link", name=case).click()
    assert "Zij verhuisde op 15 april." in taker.locator("main").inner_text()
    taker.get_by_role("button", name="Neem de zaak niet over").click()
    assert "Schrijf op waarom u de zaak niet overneemt." in taker.get_by_role("alert").inner_text()
    found += everywhere(taker)
    taker.get_by_label("Reden").fill("Er loopt nog een bezwaar.")
    taker.get_by_role("button", name="Neem de zaak niet over").click()
    taker.get_by_text("U hebt de zaak niet overgenomen.").wait_for()

    giver.reload()
    assert "Er loopt nog een bezwaar." in giver.locator("main").inner_text()
    offer(giver, "Het bezwaar is klaar.")
    taker.reload()
    taker.get_by_role("button", name="Neem de zaak over").click()
    taker.get_by_text("U hebt de zaak overgenomen.").wait_for()
    states = Overdracht.objects.order_by("aangeboden_op").values_list("stand", flat=True)
    assert list(states) == [Overdracht.GEWEIGERD, Overdracht.AANVAARD]
    assert found == [] and giver.complaints == []
    assert len(taker.complaints) == 1 and "400" in taker.complaints[0]  # the answer without a reason
