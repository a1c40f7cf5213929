"""Transfers on screen: who sees them, what a form without sense is told, and that a double click offers once."""

from __future__ import annotations

import re
from typing import Any

import pytest

from doorstroom.web.zaken.models import Overdracht
from tests.web.conftest import OTHER_TOWN, WITHOUT_PLAN, Place
from tests.web.test_api_overdrachten import MOVED
from tests.web.test_werkplek_zaak import SignIn, address, text_of

GIVER, TAKER = "klantmanager.gemeente", "klantmanager.gemeente.twee"


def form_of(client: Any, case: str, **given: str) -> dict[str, str]:
    found = re.search(r'name="id" value="([^"]+)"', client.get(address(case, "overdracht/")).content.decode())
    assert found
    return {"wat": "aanbieden", "id": found[1], "naar": OTHER_TOWN, "toelichting": "", **given}


def test_a_double_click_offers_once(signed_in: SignIn, place: Place) -> None:
    case = place.case(MOVED)
    client = signed_in(GIVER)
    given = form_of(client, case)
    assert [client.post(address(case, "overdracht/"), given).status_code for _ in range(2)] == [302, 302]
    assert Overdracht.objects.count() == 1
    assert "Trek het aanbod in" in text_of(client, case, "overdracht/")


def test_only_a_municipality_that_sees_the_case_can_be_chosen(signed_in: SignIn, place: Place) -> None:
    moved, stays = place.case(MOVED), place.case(WITHOUT_PLAN)
    client = signed_in(GIVER)
    answer = client.post(address(moved, "overdracht/"), form_of(client, moved, naar="0599"))
    assert answer.status_code == 400 and not Overdracht.objects.exists()
    assert "Leg eerst de verhuizing vast." in text_of(client, stays, "overdracht/")


def test_the_giver_takes_back_and_cannot_answer_himself(signed_in: SignIn, place: Place) -> None:
    case = place.case(MOVED)
    client, page = signed_in(GIVER), address(case, "overdracht/")
    client.post(page, form_of(client, case))
    key = str(Overdracht.objects.get().pk)
    assert client.post(page, {"wat": "aanvaarden", "overdracht": key}).status_code == 403
    assert client.post(page, {"wat": "iets", "overdracht": key}).status_code == 404
    assert signed_in(TAKER).post(page, {"wat": "intrekken", "overdracht": key}).status_code == 403
    told = client.post(page, {"wat": "intrekken", "overdracht": key, "reden": "vergissing"}, follow=True)
    assert "Het aanbod is ingetrokken." in told.content.decode() and "vergissing" in told.content.decode()
    late = signed_in(TAKER).post(page, {"wat": "aanvaarden", "overdracht": key}, follow=True)
    assert "Over dit aanbod is al beslist." in late.content.decode()


@pytest.mark.parametrize(
    ("who", "status"), [("kwaliteitsmedewerker.gemeente", 403), ("medewerker.duo", 403), ("inburgeraar", 403)]
)
def test_who_transfers_nothing_has_no_list(who: str, status: int, signed_in: SignIn, place: Place) -> None:
    case = place.case(MOVED)
    client = signed_in(who)
    assert client.get("/overdrachten/").status_code == status
    assert client.get(address(case, "overdracht/")).status_code in (403, 404)


def test_the_list_says_who_must_answer(signed_in: SignIn, place: Place) -> None:
    case = place.case(MOVED)
    client = signed_in(GIVER)
    client.post(address(case, "overdracht/"), form_of(client, case))
    ours = client.get("/overdrachten/").content.decode()
    theirs = signed_in(TAKER).get("/overdrachten/").content.decode()
    assert "Door ons aangeboden (1)" in ours and "Aan ons aangeboden (0)" in ours
    assert "Aan ons aangeboden (1)" in theirs and case in theirs
