"""Reading hours from a file in a browser without script, and as axe reads its pages."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.browser.axe import everywhere
from tests.web.conftest import Place
from tests.web.test_uren_inlezen import HEADS, SCHOOL, student
from tests.web.test_werkplek_handeling import events

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]
Open = Callable[..., Any]


def upload(page: Any, *lines: str) -> None:
    content = "\r\n".join([HEADS, *lines]).encode()
    page.goto("/uren-inlezen/")
    page.get_by_label("Bestand").set_input_files({"name": "uren.csv", "mimeType": "text/csv", "buffer": content})
    page.get_by_role("button", name="Bekijk het bestand").press("Enter")
    page.get_by_role("heading", name="Controleer het bestand").wait_for()


def test_a_file_with_a_mistake_and_then_without(open_page: Open, place: Place) -> None:
    case = student(place)
    page = open_page(SCHOOL)
    page.goto("/uren-inlezen/")
    found = list(everywhere(page))
    upload(page, f"A1;{case};nt2;;30-4-2024;12;;", f"A2;{case};nt2;;30-4-2024;veel;;")
    assert page.get_by_role("button", name="Leg 1 regel vast").count() == 0
    found += everywhere(page)
    assert found == [] and page.complaints == ["Failed to load resource: the server responded with a status of 400 (Bad Request)"]  # fmt: skip # noqa: E501


def test_a_file_is_recorded_without_script(open_page: Open, place: Place) -> None:
    case = student(place)
    page = open_page(SCHOOL, script=False)
    upload(page, f"A1;{case};nt2;;30-4-2024;12;;")
    page.get_by_role("button", name="Leg 1 regel vast").click()
    page.get_by_text("1 regel is vastgelegd.").wait_for()
    assert len(events(case, "uren_gevolgd")) == 1
