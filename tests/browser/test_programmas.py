"""Keys and webhooks in a browser: issued without script, shown once, and every page passes axe."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from doorstroom.web.api.models import Abonnement, Aflevering, Sleutel
from doorstroom.web.clock import now
from tests.browser.axe import everywhere
from tests.web.conftest import Place

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]


def test_an_administrator_issues_a_key_and_makes_a_webhook(open_page: Callable[..., Any], place: Place) -> None:
    page, told = open_page("beheerder.gemeente", script=False), []
    looks = open_page("beheerder.gemeente")
    page.goto("/beheer/programmas/")
    page.get_by_label("Naam van het programma").fill("Zaaksysteem")
    page.get_by_label("klantmanager").check()
    page.get_by_role("button", name="Geef uit").click()
    assert "drs_" in page.get_by_role("main").inner_text() and Sleutel.objects.count() == 1
    page.goto("/beheer/webhooks/")
    page.get_by_label("Adres").fill("https://127.0.0.1/")
    page.get_by_role("button", name="Maak").click()
    assert "openbare internet" in page.get_by_role("main").inner_text()
    page.get_by_label("Adres").fill("https://zaaksysteem.example/" + "a" * 150)
    page.get_by_role("button", name="Maak").click()
    assert "whsec_" in page.get_by_role("main").inner_text()
    hook = Abonnement.objects.get()
    Aflevering.objects.create(
        abonnement=hook, event_id=hook.pk, volgnummer=1, stand="dood", volgende_op=now(), gemaakt_op=now(), pogingen=9,
        bericht={"type": "nl.inburgering.intake-opgeroepen", "subject": "inburgering/ZAAK-0001"}, uitkomst="HTTP 500",
    )  # fmt: skip
    for path in ("programmas/", "webhooks/", f"webhooks/{hook.pk}/"):
        looks.goto(f"/beheer/{path}")
        told += [f"{path}: {one}" for one in everywhere(looks)]
    page.goto("/beheer/programmas/")
    page.get_by_role("button", name="Trek in").click()
    assert "werkt niet meer" in page.get_by_role("main").inner_text()
    assert not told, "\n".join(told)
