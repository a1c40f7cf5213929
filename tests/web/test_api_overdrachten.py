"""Handing a case over to another municipality: offered, accepted, refused, taken back, and by whom not."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest

from doorstroom.web.zaken.models import Overdracht
from doorstroom.web.zaken.register import vault
from tests.web.conftest import OTHER_TOWN, TOWN, WITH_PLAN, WITHOUT_PLAN, Place

CASE = "/zaken/inburgering/ZAAK-0001"
#: The plan is of one municipality, and the person lives in another: both see the case (``rules/toegang``).
MOVED = [*WITH_PLAN, ("brp_inschrijving", "2024-04-15", {"gemeente": OTHER_TOWN})]
OFFER = {"naar": OTHER_TOWN, "toelichting": "Verhuisd op 15 april."}
Made = Callable[[str], Any]


@pytest.fixture
def giver(place: Place, program: Made) -> Any:
    """The municipality of the plan, and a person who moved away."""
    place.case(MOVED)
    return program("klantmanager.gemeente")


@pytest.fixture
def taker(giver: Any, program: Made) -> Any:
    """The municipality where the person lives now."""
    return program("klantmanager.gemeente.twee")


@pytest.fixture
def offered(giver: Any) -> str:
    """The address of an offer."""
    return str(giver.post(f"{CASE}/overdrachten", OFFER).ok(201)["url"])


def test_an_offer_is_accepted(giver: Any, taker: Any) -> None:
    key = uuid4()
    answer = giver.post(f"{CASE}/overdrachten", OFFER, key=key)
    told = answer.ok(201)
    assert (told["id"], told["van"], told["naar"], told["stand"]) == (str(key), TOWN, OTHER_TOWN, "aangeboden")
    assert answer["Location"] == told["url"] and told["zaak"].endswith(CASE)
    assert taker.get("/overdrachten?richting=naar&stand=aangeboden").ok()["aantal"] == 1
    assert giver.get("/overdrachten?richting=naar").ok()["aantal"] == 0
    seen = taker.get(told["url"])["ETag"].strip('"')
    done = taker.post(f"{told['url']}/besluiten", {"besluit": "aanvaard"}, seen=seen)
    assert done.ok(201)["stand"] == "aanvaard" and done.json["beslistDoor"] == "klantmanager.gemeente.twee"
    assert giver.get(told["url"]).ok()["stand"] == "aanvaard"
    lines = {(one.operation, one.organisation) for one in vault().processings("demo-person-1")}
    assert {(f"zaak aangeboden aan {OTHER_TOWN}", TOWN), ("overdracht aanvaard", OTHER_TOWN)} <= lines


def test_a_double_click_makes_one_offer_and_a_second_offer_is_refused(giver: Any) -> None:
    key = uuid4()
    first, again = (giver.post(f"{CASE}/overdrachten", OFFER, key=key) for _ in range(2))
    assert first.ok(201) == again.ok(201) and again["Idempotent-Replayed"] == "true"
    giver.post(f"{CASE}/overdrachten", {"naar": OTHER_TOWN}, key=key).problem(409, "sleutel-hergebruikt")
    told = giver.post(f"{CASE}/overdrachten", OFFER).problem(400)
    assert told["fouten"][0]["veld"] == "naar" and "al aangeboden" in told["detail"]
    assert Overdracht.objects.count() == 1


def test_refusing_needs_a_reason_and_then_it_may_be_offered_again(giver: Any, taker: Any, offered: str) -> None:
    taker.post(f"{offered}/besluiten", {"besluit": "geweigerd"}).problem(428)
    told = taker.post(f"{offered}/besluiten", {"besluit": "geweigerd"}, seen="aangeboden").problem(400)
    assert told["fouten"][0]["veld"] == "reden"
    taker.post(f"{offered}/besluiten", {"besluit": "geweigerd", "reden": " "}, seen="aangeboden").problem(400)
    refusal = {"besluit": "geweigerd", "reden": "Hij woont hier niet."}
    assert taker.post(f"{offered}/besluiten", refusal, seen="aangeboden").ok(201)["reden"] == "Hij woont hier niet."
    taker.post(f"{offered}/besluiten", {"besluit": "aanvaard"}, seen="aangeboden").problem(412, "verouderd")
    taker.post(f"{offered}/besluiten", {"besluit": "aanvaard"}, seen="geweigerd").problem(409, "conflict")
    giver.post(f"{CASE}/overdrachten", OFFER).ok(201)


def test_an_offer_is_taken_back_by_who_made_it(giver: Any, taker: Any, offered: str) -> None:
    taker.post(f"{offered}/besluiten", {"besluit": "ingetrokken"}, seen="aangeboden").problem(403)
    giver.post(f"{offered}/besluiten", {"besluit": "aanvaard"}, seen="aangeboden").problem(403)
    assert giver.post(f"{offered}/besluiten", {"besluit": "ingetrokken"}, seen="aangeboden").ok(201)
    assert Overdracht.objects.get().stand == "ingetrokken"
    giver.post(f"{offered}/besluiten", {"besluit": "ingetrokken"}, seen="ingetrokken").problem(409, "conflict")


def test_only_to_a_municipality_that_sees_the_case(place: Place, program: Made) -> None:
    place.case(WITHOUT_PLAN)
    api = program("klantmanager.gemeente")
    for to in (OTHER_TOWN, TOWN, "DUO", "9999", ""):
        told = api.post(f"{CASE}/overdrachten", {"naar": to}).problem(400)
        assert "Leg eerst de verhuizing vast" in told["detail"]
    too_long = {"naar": OTHER_TOWN, "toelichting": "x" * 2001}
    assert api.post(f"{CASE}/overdrachten", too_long).problem(400)["fouten"][0]["veld"] == "toelichting"
    program("klantmanager.gemeente.twee").post(f"{CASE}/overdrachten", {"naar": TOWN}).problem(404)
    assert not Overdracht.objects.exists()


def test_roles_that_hand_nothing_over(giver: Any, offered: str, program: Made, place: Place) -> None:
    for who in ("handhaver.gemeente", "administratie.gemeente", "medewerker.duo"):
        program(who).post(f"{CASE}/overdrachten", OFFER).problem(403, "geen-recht")
        program(who).get("/overdrachten").problem(403)
        program(who).get(offered).problem(403)
    program("klantmanager.gemeente").get(f"/overdrachten/{uuid4()}").problem(404)


def test_an_offer_of_others_is_not_there(giver: Any, offered: str, place: Place, program: Made) -> None:
    from doorstroom.web.toegang.models import Organisatie

    user = place.users["klantmanager.gemeente.twee"]
    user.organisatie = Organisatie.objects.create(code="0518", soort="gemeente", naam="Gemeente Drie")
    user.save()
    third = program("klantmanager.gemeente.twee")
    third.get(offered).problem(404)
    third.post(f"{offered}/besluiten", {"besluit": "aanvaard"}, seen="aangeboden").problem(404)
    assert third.get("/overdrachten").ok()["aantal"] == 0 and Overdracht.objects.get().stand == "aangeboden"
