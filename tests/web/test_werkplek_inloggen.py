"""Signing in and out: the second step, guessing passwords, sessions that end, the language."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal import auth as totp
from django.core.cache import cache
from django.test import Client

from tests.web.conftest import PASSWORD, Place

KM = "klantmanager.gemeente"


@pytest.fixture(autouse=True)
def nobody_guessed_yet() -> None:
    cache.clear()


def sign_in(client: Client, username: str = KM, password: str = PASSWORD) -> Any:
    return client.post("/inloggen/", {"login": username, "password": password})


def with_second_factor(place: Place, username: str = KM) -> str:
    secret = totp.generate_totp_secret()
    totp.TOTP.activate(place.users[username], secret)
    return secret


def code(secret: str) -> str:
    counter = next(totp.yield_hotp_counters_from_time())
    return str(totp.format_hotp_value(totp.hotp_value(secret, counter)))


def test_who_has_no_second_factor_sets_it_up_first(place: Place) -> None:
    client = Client()
    assert sign_in(client).status_code == 302
    response = client.get("/werklijst/", follow=True)
    assert response.redirect_chain == [("/inloggen/2fa/totp/activate/", 302)]
    page = response.content.decode()
    assert "Stel eerst de tweede stap van het inloggen in." in page and "Stel de tweede stap in" in page
    assert client.get("/zaak/inburgering/ZAAK-0001/").headers["Location"] == "/inloggen/2fa/totp/activate/"


def test_setting_up_the_second_factor_opens_the_work_list(place: Place) -> None:
    client = Client()
    sign_in(client)
    secret = client.get("/inloggen/2fa/totp/activate/").context["form"].secret
    answer = client.post("/inloggen/2fa/totp/activate/", {"code": code(secret)})
    assert answer.status_code == 302
    assert client.get("/werklijst/").status_code == 200
    assert RecoveryCodes.activate(place.users[KM]).get_unused_codes()


def test_a_wrong_code_does_not_open_anything(place: Place) -> None:
    client = Client()
    with_second_factor(place)
    assert sign_in(client).headers["Location"].startswith("/inloggen/2fa/authenticate/")
    page = client.post("/inloggen/2fa/authenticate/", {"code": "000000"}).content.decode()
    assert "Deze code klopt niet." in page and 'aria-invalid="true"' in page
    assert client.get("/werklijst/").status_code == 302


def test_password_and_code_open_the_work_list(place: Place) -> None:
    client = Client()
    secret = with_second_factor(place)
    sign_in(client)
    assert client.post("/inloggen/2fa/authenticate/", {"code": code(secret)}).status_code == 302
    assert "Werklijst" in client.get("/", follow=True).content.decode()


def test_a_demonstration_does_without(place: Place, settings: Any) -> None:
    settings.SECOND_FACTOR_REQUIRED = False
    client = Client()
    sign_in(client)
    assert client.get("/", follow=True).redirect_chain[-1][0] == "/werklijst/"


def test_a_wrong_password_says_so_without_telling_who_exists(place: Place) -> None:
    known, unknown = sign_in(Client(), password="x"), sign_in(Client(), username="niemand", password="x")
    pages = [answer.content.decode() for answer in (known, unknown)]
    assert all("Deze gebruikersnaam en dit wachtwoord horen niet bij elkaar." in page for page in pages)
    assert all('role="alert"' in page and "Het formulier klopt nog niet." in page for page in pages)


def test_who_guesses_is_shut_out_also_with_the_right_password(place: Place) -> None:
    client = Client()
    for _ in range(5):
        sign_in(client, password="geraden")
    page = sign_in(client).content.decode()
    assert "Wacht vijf minuten" in page
    assert client.get("/werklijst/").status_code == 302


def test_a_session_ends_after_a_working_day_however_busy(
    signed_in: Callable[[str], Client], settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from doorstroom.web.toegang import middleware

    client = signed_in(KM)
    assert client.get("/werklijst/").status_code == 200
    later = middleware.utc_now() + settings.SESSION_ENDS_AFTER + dt.timedelta(minutes=1)
    monkeypatch.setattr(middleware, "utc_now", lambda: later)
    answer = client.get("/werklijst/?van=team")
    assert answer.headers["Location"] == "/inloggen/?next=/werklijst/%3Fvan%3Dteam"
    assert "Uw sessie kan verlopen zijn." in client.get(answer.headers["Location"]).content.decode()


def test_who_was_put_out_of_action_is_out_at_once(signed_in: Callable[[str], Client], place: Place) -> None:
    client = signed_in(KM)
    user = place.users[KM]
    user.is_active = False
    user.save()
    assert client.get("/werklijst/").status_code == 302


def test_signing_out_takes_a_post(signed_in: Callable[[str], Client]) -> None:
    client = signed_in(KM)
    assert "Wilt u uitloggen?" in client.get("/uitloggen/").content.decode()
    assert client.get("/werklijst/").status_code == 200
    client.post("/uitloggen/")
    assert client.get("/werklijst/").status_code == 302


@pytest.mark.parametrize(
    "path", ["signup/", "password/reset/", "email/", "3rdparty/", "confirm-email/", "login/code/confirm/"]
)
def test_what_is_not_offered_is_not_there(path: str, place: Place) -> None:
    assert Client().get(f"/inloggen/{path}").status_code == 404


@pytest.mark.parametrize("path", ["/werklijst/", "/voorstellen/", "/zoeken/", "/zaak/inburgering/ZAAK-0001/"])
def test_every_page_asks_to_sign_in(path: str, place: Place) -> None:
    assert Client().get(path).headers["Location"].startswith("/inloggen/?next=/")


def test_the_language_is_kept_with_the_account(signed_in: Callable[[str], Client], place: Place) -> None:
    client = signed_in(KM)
    answer = client.post("/taal/", {"taal": "en", "next": "/werklijst/"})
    assert answer.headers["Location"] == "/werklijst/"
    page = client.get("/werklijst/").content.decode()
    assert '<html lang="en" dir="ltr"' in page and "Work list" in page
    place.users[KM].refresh_from_db()
    assert place.users[KM].taal == "en"


def test_the_language_form_leads_to_no_other_site(place: Place) -> None:
    answer = Client().post("/taal/", {"taal": "en", "next": "https://example.org/"})
    assert answer.headers["Location"] == "/"
    assert Client().get("/taal/").status_code == 405
    assert Client().post("/taal/", {"taal": "xx"}).cookies.get("django_language") is None


def test_answers_about_people_are_not_kept_and_hold_a_strict_policy(signed_in: Callable[[str], Client]) -> None:
    answer = signed_in(KM).get("/werklijst/")
    assert answer.headers["Cache-Control"] == "no-store"
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy and "unsafe" not in policy
    assert "style=" not in answer.content.decode() and "<style" not in answer.content.decode()


def test_own_security_page(signed_in: Callable[[str], Client], place: Place) -> None:
    client = signed_in(KM)
    assert "De tweede stap staat uit." in client.get("/beveiliging/").content.decode()
    with_second_factor(place)
    assert "De tweede stap staat aan." in client.get("/beveiliging/").content.decode()


def test_changing_the_password(signed_in: Callable[[str], Client], place: Place) -> None:
    client = signed_in(KM)
    page = client.get("/inloggen/password/change/").content.decode()
    assert "Wachtwoord wijzigen" in page
    new = "een-nog-langer-wachtwoord-2"
    given = {"oldpassword": PASSWORD, "password1": new, "password2": new}
    assert client.post("/inloggen/password/change/", given).status_code == 302
    place.users[KM].refresh_from_db()
    assert place.users[KM].check_password(new)
