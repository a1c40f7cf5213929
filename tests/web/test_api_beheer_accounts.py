"""Accounts and organisations over the API: the same rules as the screens, and a program never grows in rights."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client

from doorstroom.web.api.models import Herhaling
from doorstroom.web.toegang.models import Gebruiker, Organisatie
from doorstroom.web.zaken.register import vault
from tests.web.conftest import Place

Made = Callable[[str], Any]
ADMIN, KM = "beheerder.gemeente", "klantmanager.gemeente"


def _asked(**more: Any) -> dict[str, Any]:
    return {"gebruikersnaam": "nieuw.iemand", "naam": "DEMO Nieuw", "rollen": ["gemeente.klantmanager"], **more}


def _state() -> list[Any]:
    return list(Gebruiker.objects.order_by("pk").values("username", "rollen", "is_active", "password"))


def test_an_account_with_an_invitation_that_works_and_is_told_once(place: Place, person: Made) -> None:
    admin, key = person(ADMIN), uuid4()
    answer = admin.post("/gebruikers", _asked(), key=key)
    told = answer.ok(201)
    assert told["organisatie"] == "0344" and not told["wachtwoordGekozen"] and not told["geblokkeerd"]
    assert Client().get(told["uitnodiging"]).status_code == 200
    again = admin.post("/gebruikers", _asked(), key=key)
    assert again["Idempotent-Replayed"] == "true" and again.ok(201)["uitnodiging"] is None
    assert told["uitnodiging"] not in str(list(Herhaling.objects.values()))
    assert admin.get(answer["Location"]).ok() == {**told, "uitnodiging": None}
    assert admin.get("/gebruikers?zoek=nieuw.i").ok()["resultaten"] == [{**told, "uitnodiging": None}]
    (line,) = admin.get(f"{answer['Location']}/wijzigingen").ok()
    assert (line["wie"], line["wat"]) == (ADMIN, "account gemaakt: nieuw.iemand, rollen gemeente.klantmanager")


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"rollen": ["gemeente.klantmanager", "platform.beheerder"]}, "rollen"),
        ({"rollen": ["duo.beslisser"]}, "rollen"),
        ({"rollen": []}, "rollen"),
        ({"gebruikersnaam": "api.0344.x"}, "gebruikersnaam"),
        ({"gebruikersnaam": KM}, "gebruikersnaam"),
        ({"gebruikersnaam": "twee woorden"}, "gebruikersnaam"),
        ({"naam": ""}, "naam"),
    ],
)
def test_accounts_that_are_not_made(more: dict[str, Any], field: str, place: Place, person: Made) -> None:
    before = _state()
    told = person(ADMIN).post("/gebruikers", _asked(**more)).problem(400, "ongeldig-verzoek")
    assert told["fouten"][0]["veld"] == field and _state() == before


def test_roles_are_given_blocked_and_let_in_again(place: Place, person: Made) -> None:
    admin, where = person(ADMIN), f"/gebruikers/{place.users[KM].pk}"
    roles = ["gemeente.handhaver", "gemeente.klantmanager"]
    seen = admin.get(where)["ETag"].strip('"')
    admin.patch(where, {"rollen": roles}).problem(428)
    answer = admin.patch(where, {"rollen": roles, "geblokkeerd": True}, seen=seen)
    assert sorted(answer.ok()["rollen"]) == roles and answer.json["geblokkeerd"]
    admin.patch(where, {"geblokkeerd": False}, seen=seen).problem(412, "verouderd")
    admin.patch(where, {"rollen": ["duo.beslisser"]}, seen=answer["ETag"].strip('"')).problem(400)
    assert not admin.patch(where, {"geblokkeerd": False}, seen=answer["ETag"].strip('"')).ok()["geblokkeerd"]
    told = [one.operation for one in vault().processings(f"account:{place.users[KM].pk}")]
    assert "account geblokkeerd" in told and "blokkade van account opgeheven" in told


def test_second_step_and_a_new_invitation(place: Place, person: Made) -> None:
    admin, user = person(ADMIN), place.users[KM]
    Authenticator.objects.create(user=user, type="totp", data={})
    assert admin.get(f"/gebruikers/{user.pk}").ok()["tweedeStap"]
    admin.delete(f"/gebruikers/{user.pk}/tweede-stap").ok(204)
    assert not admin.get(f"/gebruikers/{user.pk}").ok()["tweedeStap"]
    told = admin.post(f"/gebruikers/{user.pk}/uitnodigingen").ok(201)
    assert not told["wachtwoordGekozen"] and Client().get(told["uitnodiging"]).status_code == 200


def test_nobody_changes_his_own_account_or_one_of_others(place: Place, person: Made) -> None:
    admin, own = person(ADMIN), place.users[ADMIN].pk
    seen, before = admin.get(f"/gebruikers/{own}")["ETag"].strip('"'), _state()
    admin.patch(f"/gebruikers/{own}", {"rollen": ["gemeente.handhaver"]}, seen=seen).problem(403, "geen-recht")
    admin.patch(f"/gebruikers/{own}", {"geblokkeerd": True}, seen=seen).problem(403)
    admin.post(f"/gebruikers/{own}/uitnodigingen").problem(403)
    stranger, where = person("beheerder.gemeente.twee"), f"/gebruikers/{place.users[KM].pk}"
    stranger.get(where).problem(404)
    stranger.patch(where, {"geblokkeerd": True}, seen=seen).problem(404)
    stranger.delete(f"{where}/tweede-stap").problem(404)
    stranger.post(f"{where}/uitnodigingen").problem(404)
    stranger.get(f"{where}/wijzigingen").problem(404)
    stranger.post("/gebruikers", _asked(organisatie="0344")).problem(403)
    assert _state() == before
    assert all(one["organisatie"] == "0363" for one in stranger.get("/gebruikers").ok()["resultaten"])


def test_a_program_makes_and_blocks_and_gains_nothing_by_it(place: Place, program: Made) -> None:
    api = program(ADMIN)
    made = api.post("/gebruikers", _asked())
    assert made.ok(201)["uitnodiging"] is None and made.json["geblokkeerd"]
    for more in ({"organisatie": "0363"}, {"organisatie": "NIEMAND"}):
        api.post("/gebruikers", _asked(gebruikersnaam="nog.iemand", **more)).problem(403)
    api.post("/gebruikers", _asked(gebruikersnaam="nog.iemand", rollen=["platform.beheerder"])).problem(400)
    where, seen = made["Location"], api.get(made["Location"])["ETag"].strip('"')
    before = _state()
    api.patch(where, {"rollen": ["gemeente.beheerder"]}, seen=seen).problem(403, "geen-recht")
    api.patch(where, {"geblokkeerd": False}, seen=seen).problem(403)
    api.post(f"{where}/uitnodigingen").problem(403)
    api.delete(f"{where}/tweede-stap").problem(403)
    # Its own account is nobody's to give roles to, also not by people.
    own = Gebruiker.objects.get(programma__isnull=False)
    api.get(f"/gebruikers/{own.pk}").problem(404)
    assert _state() == before
    assert api.patch(where, {"geblokkeerd": True}, seen=seen).ok()["geblokkeerd"]
    lines = vault().processings(f"account:{Gebruiker.objects.get(username='nieuw.iemand').pk}")
    assert {line.actor for line in lines} == {own.username}


def test_the_platform_makes_organisations_and_their_accounts(place: Place, person: Made) -> None:
    platform = person("beheerder.platform")
    asked = {"soort": "aanbieder", "code": "SCHOOL-B", "naam": "DEMO School B", "keurmerkVanaf": "2023-01-01"}
    made = platform.post("/organisaties", asked)
    assert made.ok(201)["keurmerkVanaf"] == "2023-01-01" and made["Location"].endswith("/organisaties/SCHOOL-B")
    platform.post("/organisaties", asked).problem(400)  # the code is taken
    wrong = platform.post("/organisaties", {**asked, "soort": "gemeente", "code": "0599"}).problem(400)
    assert [one["veld"] for one in wrong["fouten"]] == ["keurmerkVanaf"]
    platform.post("/organisaties", {**asked, "code": "kleine"}).problem(400)
    where, seen = made["Location"], platform.get(made["Location"])["ETag"].strip('"')
    early = platform.patch(where, {"keurmerkTotEnMet": "2022-01-01"}, seen=seen).problem(400)
    assert [one["veld"] for one in early["fouten"]] == ["keurmerkTotEnMet"]
    assert platform.patch(where, {"naam": "DEMO School C"}, seen=seen).ok()["keurmerkVanaf"] == "2023-01-01"
    platform.patch(where, {"naam": "DEMO School D"}, seen=seen).problem(412)
    told = [one["wat"] for one in platform.get(f"{where}/wijzigingen").ok()]
    assert told[0] == "organisatie veranderd: naam: 'DEMO School B' wordt 'DEMO School C'"
    person("beheerder.gemeente").post("/organisaties", {**asked, "code": "SCHOOL-X"}).problem(403)
    code = {"organisatie": "SCHOOL-B", "rollen": ["aanbieder.medewerker"]}
    assert platform.post("/gebruikers", _asked(**code)).ok(201)["organisatie"] == "SCHOOL-B"


def test_an_organisation_keeps_its_own_address_and_no_more(place: Place, person: Made) -> None:
    admin = person(ADMIN)
    assert [one["code"] for one in admin.get("/organisaties").ok()] == ["0344"]
    seen = admin.get("/organisaties/0344")["ETag"].strip('"')
    admin.patch("/organisaties/0344", {"naam": "Gemeente Ander"}, seen=seen).problem(403)
    admin.get("/organisaties/0363").problem(404)
    assert admin.patch("/organisaties/0344", {"adres": "DEMO-plein 1"}, seen=seen).ok()["telefoon"] == "000-0000000"
    assert Organisatie.objects.get(code="0344").adres == "DEMO-plein 1"
    platform = person("beheerder.platform")
    seen = platform.get("/organisaties/0344")["ETag"].strip('"')
    platform.patch("/organisaties/0344", {"keurmerkVanaf": "2024-01-01"}, seen=seen).problem(400)
