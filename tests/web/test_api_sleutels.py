"""Keys of programs: issued, used, counted, expired, revoked; and sessions with their CSRF token."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from doorstroom.web.api.models import Programma, Sleutel
from doorstroom.web.clock import now
from doorstroom.web.toegang.models import Gebruiker
from doorstroom.web.zaken.register import vault
from tests.web.api_client import Caller, bearer, issue
from tests.web.conftest import WITHOUT_PLAN, Place

CASE = "/zaken/inburgering/ZAAK-0001"
Made = Callable[[str], Any]


def _asked(**more: Any) -> dict[str, Any]:
    until = (now() + dt.timedelta(days=90)).isoformat()
    return {"programma": "Zaaksysteem", "rollen": ["gemeente.klantmanager"], "verlooptOp": until, **more}


def test_an_administrator_issues_a_key_that_is_told_once(place: Place, person: Made) -> None:
    place.case(WITHOUT_PLAN)
    admin, key, asked = person("beheerder.gemeente"), uuid4(), _asked()
    answer = admin.post("/sleutels", asked, key=key)
    told = answer.ok(201)
    text = told["sleutel"]
    assert text.startswith("drs_") and told["begin"] == text[:10] and told["stand"] == "geldig"
    again = admin.post("/sleutels", asked, key=key).json
    assert again["id"] == told["id"] and again["sleutel"] is None  # the same key, and not told again
    assert bearer(text).get(CASE).status == 200
    shown = admin.get(answer["Location"]).ok()
    assert shown["laatstGebruiktOp"] and shown["sleutel"] is None and shown["gebruikersnaam"] == "api.0344.zaaksysteem"
    kept = Sleutel.objects.get()
    admin.delete(answer["Location"]).ok(204)
    admin.delete(answer["Location"]).ok(204)
    lines = vault().processings(f"account:{kept.programma.gebruiker_id}")
    assert [(one.actor, one.operation) for one in lines] == [
        ("beheerder.gemeente", f"sleutel uitgegeven: {text[:10]}, rollen gemeente.klantmanager"),
        ("beheerder.gemeente", f"sleutel ingetrokken: {text[:10]}"),
    ]
    assert text not in str(vars(kept)) and len(kept.hash) == 64


def test_a_program_keeps_its_name_under_another_key_and_cannot_sign_in(place: Place, person: Made) -> None:
    admin = person("beheerder.gemeente")
    first, second = (admin.post("/sleutels", _asked()).ok(201) for _ in range(2))
    assert first["gebruikersnaam"] == second["gebruikersnaam"] and first["id"] != second["id"]
    account = Programma.objects.get().gebruiker
    assert account.rollen == [] and not account.has_usable_password() and not account.mag("zaak")
    assert account not in [one for one in Gebruiker.objects.all() if one.mag("werklijst")]


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"rollen": ["duo.medewerker"]}, "rollen"),
        ({"rollen": ["gemeente.burgemeester"]}, "rollen"),
        ({"rollen": ["gemeente.klantmanager", "platform.beheerder"]}, "rollen"),
        ({"rollen": []}, "rollen"),
        ({"verlooptOp": "2030-01-01T00:00:00Z"}, "verlooptOp"),
        ({"verlooptOp": "2020-01-01T00:00:00Z"}, "verlooptOp"),
        ({"verlooptOp": "2024-06-01T00:00:00"}, "verlooptOp"),
        ({"programma": "!!!"}, "naam"),
        ({"programma": ""}, "programma"),
        ({"perMinuut": 0}, "perMinuut"),
        ({"perMinuut": "100"}, "perMinuut"),
        ({"organisatie": "0363"}, "organisatie"),
    ],
)
def test_keys_that_are_not_issued(more: dict[str, Any], field: str, place: Place, person: Made) -> None:
    told = person("beheerder.gemeente").post("/sleutels", _asked(**more)).problem(400, "ongeldig-verzoek")
    assert told["fouten"][0]["veld"].startswith(field) and not Sleutel.objects.exists()


def test_only_who_administers_an_organisation_sees_and_issues_its_keys(
    place: Place, person: Made, program: Made
) -> None:  # fmt: skip
    made = person("beheerder.gemeente").post("/sleutels", _asked()).ok(201)
    person("klantmanager.gemeente").post("/sleutels", _asked()).problem(403)
    person("klantmanager.gemeente").get("/sleutels").problem(403)
    assert person("beheerder.gemeente.twee").get("/sleutels").ok() == []
    person("beheerder.gemeente.twee").get(f"/sleutels/{made['id']}").problem(404)
    person("beheerder.gemeente.twee").delete(f"/sleutels/{made['id']}").problem(404)
    assert "mensen" in program("beheerder.gemeente").post("/sleutels", _asked()).problem(403)["detail"]
    program("beheerder.gemeente").delete(f"/sleutels/{made['id']}").problem(403)
    platform = person("beheerder.platform")
    coa = platform.post("/sleutels", _asked(rollen=["coa.medewerker"], organisatie="COA")).ok(201)
    assert coa["organisatie"] == "COA" and len(platform.get("/sleutels").ok()) >= 2


def test_a_key_that_was_revoked_or_expired_or_never_was(place: Place, person: Made, settings: Any) -> None:
    place.case(WITHOUT_PLAN)
    admin = place.users["beheerder.gemeente"]
    text = issue(admin, ["gemeente.klantmanager"])
    assert bearer(text).get(CASE).status == 200
    session = person("beheerder.gemeente")
    pk = session.get("/sleutels").ok()[0]["id"]
    session.delete(f"/sleutels/{pk}").ok(204)
    session.delete(f"/sleutels/{pk}").ok(204)
    answer = bearer(text).get(CASE)
    assert "ingetrokken" in answer.problem(401, "niet-ingelogd")["detail"]
    assert 'error="invalid_token"' in answer["WWW-Authenticate"]
    old = issue(admin, ["gemeente.klantmanager"], days=1)
    admin.is_active = False
    admin.save()
    assert "ingetrokken" in bearer(old).get(CASE).problem(401)["detail"]
    admin.is_active = True
    admin.save()
    settings.DEMO_DAY = dt.date(2024, 5, 3)
    assert "verlopen" in bearer(old).get(CASE).problem(401)["detail"]
    for wrong in ("drs_" + "x" * 43, "x", "", "drs_" + "y" * 10_000, old[:-1]):
        bearer(wrong).get(CASE).problem(401)
    Caller(Authorization="Basic YTpi").get(CASE).problem(401)


def test_a_wrong_key_is_refused_also_when_a_session_comes_along(place: Place, person: Made) -> None:
    place.case(WITHOUT_PLAN)
    session = person("klantmanager.gemeente")
    assert session.get(CASE).status == 200
    session.get(CASE, Authorization="Bearer drs_verkeerd").problem(401)


def test_an_account_that_was_switched_off_takes_its_keys_along(place: Place) -> None:
    place.case(WITHOUT_PLAN)
    text = issue(place.users["beheerder.gemeente"], ["gemeente.klantmanager"])
    Gebruiker.objects.filter(username__startswith="api.").update(is_active=False)
    bearer(text).get(CASE).problem(401)


def test_a_key_is_counted_and_told_when_it_may_go_on(place: Place, settings: Any) -> None:
    place.case(WITHOUT_PLAN)
    admin = place.users["beheerder.gemeente"]
    text = issue(admin, ["gemeente.klantmanager"], per_minute=3)
    other = issue(admin, ["gemeente.klantmanager"], program="Ander")
    assert [bearer(text).get("/zaken").status for _ in range(3)] == [200] * 3
    answer = bearer(text).get("/zaken")
    answer.problem(429, "te-vaak")
    assert 0 < int(answer["Retry-After"]) <= 60
    assert bearer(other).get("/zaken").status == 200  # each for itself
    settings.SERVER_STARTED -= dt.timedelta(seconds=61)
    assert bearer(text).get("/zaken").status == 200


def test_a_session_needs_the_csrf_token_for_what_changes_something(place: Place, settings: Any) -> None:
    settings.SECOND_FACTOR_REQUIRED = False
    place.case(WITHOUT_PLAN)
    client = Client(enforce_csrf_checks=True)
    client.force_login(place.users["klantmanager.gemeente"])
    api = Caller(client)
    assert api.get(CASE).status == 200
    body = {"actie": "intake_oproepen"}
    api.post(f"{CASE}/gebeurtenissen", body, seen=5).problem(403, "csrf")
    api.post(f"{CASE}/gebeurtenissen", body, seen=5, **{"X-CSRFToken": "x" * 32}).problem(403, "csrf")
    client.get("/werklijst/")
    token = client.cookies["csrftoken"].value
    api.post(f"{CASE}/gebeurtenissen", body, seen=5, **{"X-CSRFToken": token}).ok(201)
    # A program sends no cookies, so nothing can be forged in its name.
    text = issue(place.users["beheerder.gemeente"], ["gemeente.klantmanager"])
    program = Caller(Client(enforce_csrf_checks=True), Authorization=f"Bearer {text}")
    program.put(f"{CASE}/concepten/belemmering_melden", {"gegevens": {}}).ok()


def test_who_lacks_the_second_factor_is_told_and_not_sent_elsewhere(place: Place, settings: Any) -> None:
    settings.SECOND_FACTOR_REQUIRED = True
    place.case(WITHOUT_PLAN)
    client = Client()
    client.force_login(place.users["klantmanager.gemeente"])
    assert "tweede stap" in Caller(client).get(CASE).problem(403, "geen-recht")["detail"]
    text = issue(place.users["beheerder.gemeente"], ["gemeente.klantmanager"])
    assert bearer(text).get(CASE).status == 200


def test_words_come_in_the_language_that_is_asked(place: Place, program: Made) -> None:
    place.case(WITHOUT_PLAN)
    api = program("klantmanager.gemeente")
    dutch = api.get(f"{CASE}/termijnen").ok()["klokken"][0]["reden"]
    english = api.get(f"{CASE}/termijnen", **{"Accept-Language": "en"}).ok()["klokken"][0]["reden"]
    assert "juni" in dutch and "June" in english
