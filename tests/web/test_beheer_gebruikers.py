"""Accounts and organisations: who administers whom, nobody gives himself a role, and every change is on record."""

from __future__ import annotations

import datetime as dt
import re
import time
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from django.contrib.auth.password_validation import validate_password
from django.core.cache import cache
from django.test import Client

from doorstroom.web.beheer import accounts
from doorstroom.web.toegang import matrix
from doorstroom.web.toegang.models import Gebruiker, Organisatie
from doorstroom.web.toegang.wachtwoorden import predictable
from doorstroom.web.zaken.register import vault
from tests.web.conftest import PASSWORD, Place
from tests.web.test_werkplek_zaak import SignIn

KM, BEHEERDER, PLATFORM = "klantmanager.gemeente", "beheerder.gemeente", "beheerder.platform"
NEW = "een-eigen-zin-met-woorden-9"
PERSON = {"naam": "DEMO Nieuw Gezicht", "username": "Nieuw.Gezicht", "rollen": ["gemeente.klantmanager"]}


def page_of(user: Gebruiker) -> str:
    return f"/beheer/gebruikers/{user.pk}/"


def on_record(key: str) -> list[tuple[str, str]]:
    """Who changed what of an account or organisation; that somebody signed in is another activity."""
    lines = vault().processings(key)
    return [(line.actor, line.operation) for line in lines if line.processing_activity == accounts.ACTIVITY]


def invite(client: Client, **given: Any) -> str:
    """Invite somebody; the address of the invitation."""
    answer = client.post("/beheer/gebruikers/nieuw/", {**PERSON, **given})
    assert answer.status_code == 200, answer.content.decode()
    return str(answer.context["adres"]).removeprefix("http://testserver")


def test_only_who_has_the_right_of_the_matrix(signed_in: SignIn, place: Place) -> None:
    for name, user in place.users.items():
        allowed = matrix.ROLES[user.rollen[0]]["gebruikers"] == "ja"
        client = signed_in(name)
        for address in ("gebruikers/", "gebruikers/nieuw/", "organisaties/", page_of(user).removeprefix("/beheer/")):
            assert client.get(f"/beheer/{address}").status_code == (200 if allowed else 403), (name, address)


def test_the_list_holds_the_own_organisation_only(signed_in: SignIn, place: Place) -> None:
    page = signed_in(BEHEERDER).get("/beheer/gebruikers/").content.decode()
    assert "DEMO klantmanager.gemeente<" in page and "DEMO klantmanager.gemeente.twee" not in page
    assert "medewerker.duo" not in page and "DEMO inburgeraar" not in page
    everybody = signed_in(PLATFORM).get("/beheer/gebruikers/?zoek=klantmanager").content.decode()
    assert "DEMO klantmanager.gemeente.twee" in everybody and "medewerker.duo" not in everybody


def test_somebody_is_invited_and_chooses_his_own_password(signed_in: SignIn, place: Place) -> None:
    cache.clear()
    address = invite(signed_in(BEHEERDER))
    made = Gebruiker.objects.get(username="nieuw.gezicht")
    assert made.organisatie == place.users[BEHEERDER].organisatie and not made.has_usable_password()
    assert on_record(f"account:{made.pk}") == [
        (BEHEERDER, "account gemaakt: nieuw.gezicht, rollen gemeente.klantmanager")
    ]
    stranger = Client()
    assert "nieuw.gezicht" in stranger.get(address).content.decode()
    answer = stranger.post(address, {"new_password1": NEW, "new_password2": NEW}, follow=True)
    assert "Uw wachtwoord is gekozen." in answer.content.decode()
    assert stranger.post("/inloggen/", {"login": "nieuw.gezicht", "password": NEW}).status_code == 302
    assert stranger.get("/werklijst/", follow=True).redirect_chain[-1][0] == "/inloggen/2fa/totp/activate/"
    assert Client().get(address).status_code == 404  # an invitation works once
    assert on_record(f"account:{made.pk}")[-1] == ("nieuw.gezicht", "wachtwoord van account gekozen")


@pytest.mark.parametrize(
    "password",
    [
        "kort", "wachtwoord123", "W@chtw00rd2024", "123456789012", "nieuw.gezicht1", "qwertyuiop12", "welkomwelkom",
        "Zomer2024!!!!", "2024-Gemeente!", "aaaaaaaaaaaab", "password1234", "13-05-1990-11",
    ],
)  # fmt: skip
def test_a_password_that_is_too_easy_is_refused(password: str, signed_in: SignIn, place: Place) -> None:
    address = invite(signed_in(BEHEERDER))
    answer = Client().post(address, {"new_password1": password, "new_password2": password})
    assert answer.status_code == 400
    assert not Gebruiker.objects.get(username="nieuw.gezicht").has_usable_password()


@pytest.mark.parametrize("password", [NEW, PASSWORD, "demonstratie-2023", "kat lamp fiets regen", "x7$kQ!p2vTz9"])
def test_a_password_that_will_do(password: str) -> None:
    validate_password(password)
    assert not predictable(password)


@pytest.mark.parametrize("text", ["1" * 500_000 + "a", "abcdefgh" * 100_000, "a1" * 300_000, ""])
def test_a_very_long_password_keeps_nobody_busy(text: str) -> None:
    began = time.process_time()
    predictable(text)
    assert time.process_time() - began < 5  # with a search that goes back and forth it would be hours


def test_an_invitation_of_somebody_else_or_too_old_is_none(
    signed_in: SignIn, place: Place, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = invite(signed_in(BEHEERDER))
    number, token = address.strip("/").split("/")[-2:]
    other = accounts.invitation(place.users[KM])[0]
    for wrong in (f"{other}/{token}", f"{number}/x{token}", f"{number}/{token[:-1]}", f"%%%/{token}", f"AAAA/{token}"):
        assert Client().get(f"/beheer/uitnodiging/{wrong}/").status_code == 404, wrong
    later = accounts.default_token_generator._now() + dt.timedelta(seconds=settings.PASSWORD_RESET_TIMEOUT + 60)
    monkeypatch.setattr(accounts.default_token_generator, "_now", lambda: later)
    assert Client().get(address).status_code == 404
    assert settings.PASSWORD_RESET_TIMEOUT == 3 * 24 * 3600  # what the page says


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"username": "Klantmanager.Gemeente"}, "al in gebruik"), ({"username": "api.stiekem"}, "kan niet"),
        ({"username": "a b"}, "kan niet"), ({"username": "x" * 61}, "60"), ({"rollen": []}, "verplicht"),
        ({"rollen": ["duo.beslisser"]}, "duo.beslisser"), ({"naam": ""}, "verplicht"),
    ],
)  # fmt: skip
def test_an_invitation_that_is_refused(given: dict[str, Any], says: str, signed_in: SignIn, place: Place) -> None:
    before = Gebruiker.objects.count()
    answer = signed_in(BEHEERDER).post("/beheer/gebruikers/nieuw/", {**PERSON, **given})
    assert answer.status_code == 400 and says in answer.content.decode()
    assert Gebruiker.objects.count() == before


def test_the_platform_invites_for_every_organisation_and_others_for_their_own(signed_in: SignIn, place: Place) -> None:
    duo = Organisatie.objects.get(code="DUO")
    client = signed_in(PLATFORM)
    assert "Gemeente Twee" in client.get("/beheer/gebruikers/nieuw/").content.decode()
    address = f"/beheer/gebruikers/nieuw/?organisatie={duo.pk}"
    assert client.post(address, {**PERSON, "rollen": ["duo.beslisser"]}).status_code == 200
    assert Gebruiker.objects.get(username="nieuw.gezicht").organisatie == duo
    client.post(address, {**PERSON, "username": "tweede", "rollen": ["platform.beheerder"]})
    signed_in(BEHEERDER).post(address, {**PERSON, "username": "derde"})
    assert not Gebruiker.objects.filter(username="tweede").exists()
    assert Gebruiker.objects.get(username="derde").organisatie == place.users[BEHEERDER].organisatie


def test_roles_are_changed_and_that_is_on_record(signed_in: SignIn, place: Place) -> None:
    user, client = place.users[KM], signed_in(BEHEERDER)
    answer = client.post(page_of(user), {"wat": "rollen", "rollen": ["gemeente.teamleider", "gemeente.administratie"]})
    assert answer.status_code == 302
    user.refresh_from_db()
    assert user.rollen == ["gemeente.administratie", "gemeente.teamleider"]
    told = "rollen van account: gemeente.klantmanager wordt gemeente.administratie, gemeente.teamleider"
    assert on_record(f"account:{user.pk}") == [(BEHEERDER, told)]
    assert told in client.get(page_of(user)).content.decode()
    client.post(page_of(user), {"wat": "rollen", "rollen": user.rollen})
    assert len(on_record(f"account:{user.pk}")) == 1  # nothing changed, nothing told


@pytest.mark.parametrize("roles", [[], ["duo.beslisser"], ["platform.beheerder"], ["bestaat.niet"]])
def test_roles_of_another_kind_of_organisation_are_refused(roles: list[str], signed_in: SignIn, place: Place) -> None:
    user = place.users[KM]
    answer = signed_in(BEHEERDER).post(page_of(user), {"wat": "rollen", "rollen": roles})
    user.refresh_from_db()
    assert answer.status_code == 400 and user.rollen == ["gemeente.klantmanager"]


@pytest.mark.parametrize("name", [BEHEERDER, PLATFORM])
@pytest.mark.parametrize("what", ["rollen", "blokkeren", "tweede-stap", "uitnodiging"])
def test_nobody_changes_his_own_account(what: str, name: str, signed_in: SignIn, place: Place) -> None:
    user, client = place.users[name], signed_in(name)
    roles = accounts.roles_of(user.soort)
    assert client.post(page_of(user), {"wat": what, "rollen": roles}).status_code == 403
    page = client.get(page_of(user)).content.decode()
    assert "Dit is uw eigen account." in page and 'name="wat"' not in page
    again = Gebruiker.objects.get(pk=user.pk)
    assert (again.rollen, again.is_active, again.password) == (user.rollen, True, user.password)
    assert on_record(f"account:{user.pk}") == []


@pytest.mark.parametrize("what", ["rollen", "blokkeren", "tweede-stap", "uitnodiging"])
def test_an_account_of_another_organisation_is_not_there(what: str, signed_in: SignIn, place: Place) -> None:
    client = signed_in(BEHEERDER)
    for name in ("klantmanager.gemeente.twee", "medewerker.duo", PLATFORM, "inburgeraar"):
        user = place.users[name]
        assert client.post(page_of(user), {"wat": what, "rollen": user.rollen}).status_code == 404
        assert client.get(page_of(user)).status_code == 404
        assert on_record(f"account:{user.pk}") == []


def test_who_is_blocked_is_out_at_once_and_may_come_back(signed_in: SignIn, place: Place) -> None:
    cache.clear()
    user, administrator, client = place.users[KM], signed_in(BEHEERDER), signed_in(KM)
    assert client.get("/werklijst/").status_code == 200
    administrator.post(page_of(user), {"wat": "blokkeren"})
    assert client.get("/werklijst/").status_code == 302
    Client().post("/inloggen/", {"login": KM, "password": PASSWORD})
    assert client.get("/werklijst/").status_code == 302
    assert "geblokkeerd" in administrator.get(page_of(user)).content.decode()
    administrator.post(page_of(user), {"wat": "deblokkeren"})
    assert client.get("/werklijst/").status_code == 200
    assert [told for _who, told in on_record(f"account:{user.pk}")] == [
        "account geblokkeerd", "blokkade van account opgeheven",
    ]  # fmt: skip


def test_the_second_factor_is_taken_away(signed_in: SignIn, place: Place) -> None:
    cache.clear()
    user, client = place.users[KM], signed_in(BEHEERDER)
    totp.TOTP.activate(user, totp.generate_totp_secret())
    client.post(page_of(user), {"wat": "tweede-stap"})
    assert not Authenticator.objects.filter(user=user).exists()
    assert on_record(f"account:{user.pk}") == [(BEHEERDER, "tweede stap van account teruggezet")]
    again = Client()
    again.post("/inloggen/", {"login": KM, "password": PASSWORD})
    assert again.get("/werklijst/").headers["Location"] == "/inloggen/2fa/totp/activate/"


def test_a_new_invitation_ends_every_session_and_the_old_password(signed_in: SignIn, place: Place) -> None:
    user, client = place.users[KM], signed_in(KM)
    page = signed_in(BEHEERDER).post(page_of(user), {"wat": "uitnodiging"}).content.decode()
    assert client.get("/werklijst/").status_code == 302
    user.refresh_from_db()
    assert not user.check_password(PASSWORD)
    found = re.search(r"http://testserver(/beheer/uitnodiging/[^<]+)<", page)
    assert found is not None and Client().get(found[1]).status_code == 200


def test_a_way_to_change_that_does_not_exist(signed_in: SignIn, place: Place) -> None:
    user = place.users[KM]
    assert signed_in(BEHEERDER).post(page_of(user), {"wat": "verwijderen", "rollen": user.rollen}).status_code == 404


def test_what_letters_say_of_the_own_organisation(signed_in: SignIn, place: Place) -> None:
    client = signed_in(BEHEERDER)
    given = {"telefoon": "000-1111111", "adres": "DEMO-plein 1", "naam": "Gekaapt", "keurmerk_vanaf": "1-1-2024"}
    assert client.post("/beheer/organisaties/0344/", given).status_code == 302
    found = Organisatie.objects.get(code="0344")
    assert (found.telefoon, found.adres, found.naam) == ("000-1111111", "DEMO-plein 1", "Gemeente Een")
    assert on_record("organisatie:0344") == [
        (
            BEHEERDER,
            "organisatie veranderd: telefoon: '000-0000000' wordt '000-1111111'; adres: '' wordt 'DEMO-plein 1'",
        )
    ]
    assert client.post("/beheer/organisaties/0363/", given).status_code == 404
    assert client.get("/beheer/organisaties/nieuw/").status_code == 403


@pytest.mark.parametrize(
    ("given", "fits"),
    [
        ({"soort": "gemeente", "code": "0014"}, True), ({"soort": "gemeente", "code": "UTRECHT"}, False),
        ({"soort": "aanbieder", "code": "TAALHUIS", "keurmerk_vanaf": "1-2-2024"}, True),
        ({"soort": "aanbieder", "code": "0015"}, False), ({"soort": "duo", "code": "DUO2"}, False),
        ({"soort": "platform", "code": "EIGEN"}, False), ({"soort": "aanbieder", "code": "TAALSCHOOL"}, False),
        ({"soort": "gemeente", "code": "0014", "keurmerk_vanaf": "1-2-2024"}, False),
        ({"soort": "aanbieder", "code": "TAALHUIS", "keurmerk_tot_en_met": "1-2-2024"}, False),
        ({"soort": "aanbieder", "code": "TH", "keurmerk_vanaf": "2-2-2024", "keurmerk_tot_en_met": "1-2-2024"}, False),
    ],
)  # fmt: skip
def test_a_new_organisation(given: dict[str, str], fits: bool, signed_in: SignIn, place: Place) -> None:
    answer = signed_in(PLATFORM).post("/beheer/organisaties/nieuw/", {"naam": "DEMO Nieuw", **given})
    found = Organisatie.objects.filter(naam="DEMO Nieuw")
    assert answer.status_code == (302 if fits else 400) and found.exists() is fits
    if fits:
        assert on_record(f"organisatie:{given['code']}")[0][1].startswith("organisatie gemaakt: ")


def test_the_platform_keeps_the_keurmerk(signed_in: SignIn, place: Place) -> None:
    client = signed_in(PLATFORM)
    given = {"naam": "DEMO Taalschool", "keurmerk_vanaf": "1-3-2024", "keurmerk_tot_en_met": "28 februari 2025"}
    assert client.post("/beheer/organisaties/TAALSCHOOL/", given).status_code == 302
    found = Organisatie.objects.get(code="TAALSCHOOL")
    assert (found.keurmerk_vanaf, found.keurmerk_tot_en_met) == (dt.date(2024, 3, 1), dt.date(2025, 2, 28))
    assert "28 februari 2025" in client.get("/beheer/organisaties/").content.decode()
