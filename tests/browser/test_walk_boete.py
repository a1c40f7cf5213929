"""A fine for which a step lacks is refused on the screen, with the sentence of the rule; nothing is recorded."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from doorstroom.web.zaken.models import Voorstel
from doorstroom.web.zaken.register import register
from tests.browser.conftest import fill
from tests.web.conftest import Place
from tests.web.test_handhaving_stappen import HANDHAVER, fined
from tests.web.test_werkplek_zaak import address

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]
LACKS = "Voor een boete ontbreekt nog: tweede beoordelaar."


def test_a_fine_without_a_second_assessor_is_refused(open_page: Callable[..., Any], place: Place) -> None:
    from doorstroom.stelsels.inburgering import system

    case = fined(place, 3)
    before = register().history_of_case(system(), case)
    page = open_page(HANDHAVER)
    page.goto(address(case))
    page.get_by_text("Meer handelingen").click()
    refused = page.locator(".ds-step").filter(has_text="Leg een boete op in het traject")
    assert LACKS in refused.inner_text()
    assert page.get_by_role("link", name="Leg een boete op in het traject", exact=True).count() == 0

    page.goto(address(case, "doe/boete_traject_opleggen/"))  # who knows the address gets no further
    assert LACKS in page.locator("main").inner_text()
    fill(page, op="1-5-2024", bedrag="250")
    page.get_by_role("button", name="Stel voor").click()
    page.get_by_text("Dit kan niet. Er is niets vastgelegd.").wait_for()
    assert LACKS in page.get_by_role("alert").inner_text()
    assert register().history_of_case(system(), case) == before and not Voorstel.objects.exists()
