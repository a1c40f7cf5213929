"""An officer of DUO: from the request for more time to the decision, which two people take."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from tests.browser.conftest import take
from tests.web.conftest import WITH_PLAN, Place
from tests.web.test_werkplek_handeling import events

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]
OFFICER, DECIDES = "medewerker.duo", "beslisser.duo"


def second(place: Place, username: str) -> str:
    """Another account with the same roles."""
    user = place.users[username]
    again = type(user).objects.get(pk=user.pk)
    again.pk, again.username, again.naam = None, f"tweede.{username}", f"DEMO tweede {username}"
    again.save()
    place.users[again.username] = again
    return str(again.username)


def test_from_the_request_to_the_decision(open_page: Callable[..., Any], place: Place, settings: Any) -> None:
    settings.DEMO_DAY = dt.date(2025, 10, 1)  # in the last half year of a term until 14 February 2026
    case, other = place.case(WITH_PLAN), second(place, DECIDES)
    page = open_page(OFFICER)
    page.goto(f"/zaak/inburgering/{case}/")
    take(page, "Vraag verlenging van de termijn", op="1-10-2025", grond="a")

    decides = open_page(DECIDES)
    decides.goto(f"/zaak/inburgering/{case}/doe/verlenging_toekennen/")
    nothing = "Met wat nu vastligt kan er niets worden verlengd. Leg eerst de omstandigheid of het bewijs vast."
    assert nothing in decides.locator("main").inner_text()
    take(page, "Meld een omstandigheid die u hindert", op="1-1-2024", soort="langdurige_ziekte", wie="zelf",
         tot_en_met="31-3-2024")  # fmt: skip

    decides.goto(f"/zaak/inburgering/{case}/")
    take(decides, "Verleng de termijn op aanvraag", proposed=True, op="1-10-2025", grond="a", maanden="3")
    assert not events(case, "verlenging_verleend")
    colleague = open_page(other)
    colleague.goto("/voorstellen/")
    colleague.get_by_role("link", name="Verleng de termijn op aanvraag").click()
    colleague.get_by_role("button", name="Ik ga akkoord: leg vast").click()
    colleague.get_by_text("Akkoord. Het is vastgelegd.").wait_for()
    (granted,) = events(case, "verlenging_verleend")
    assert granted.payload["maanden"] == 3 and granted.actor == f"{DECIDES}, akkoord {other}"
    page.goto(f"/zaak/inburgering/{case}/?waarom=inburgeringstermijn")
    assert "uiterlijk 14 mei 2026" in page.locator("main").inner_text()
    assert page.complaints == [] and decides.complaints == [] and colleague.complaints == []
