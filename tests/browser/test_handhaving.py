"""The steps of a fine as axe reads them, in a wide and a narrow window."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.browser.axe import everywhere
from tests.web.conftest import Place
from tests.web.test_handhaving_stappen import HANDHAVER, fined
from tests.web.test_werkplek_zaak import address

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]


def test_the_steps_of_a_fine_are_for_everybody(open_page: Callable[..., Any], place: Place) -> None:
    case = fined(place, 3)
    page = open_page(HANDHAVER)
    page.goto(address(case))
    page.get_by_role("link", name="Boete in stappen").press("Enter")
    page.get_by_role("heading", name="Boete in het traject").wait_for()
    assert list(everywhere(page)) == [] and page.complaints == []
