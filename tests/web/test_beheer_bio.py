"""What docs/beheer.md says of guessing, sessions and passwords (BIO), held against the application."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import Any

import pytest
from allauth.mfa.totp.internal import auth as totp
from django.core.cache import cache
from django.test import Client

from doorstroom.web.zaken.register import vault
from tests.web.conftest import PASSWORD, TOWN, Place
from tests.web.test_werkplek_zaak import SignIn

KM = "klantmanager.gemeente"


@pytest.fixture(autouse=True)
def nobody_guessed_yet() -> None:
    cache.clear()


def sign_in(username: str, password: str, client: Client | None = None) -> Any:
    return (client or Client()).post("/inloggen/", {"login": username, "password": password})


def code(secret: str) -> str:
    counter = next(totp.yield_hotp_counters_from_time())
    return str(totp.format_hotp_value(totp.hotp_value(secret, counter)))


def test_guessing_one_account_stops_after_five_from_wherever(place: Place) -> None:
    for number in range(5):
        Client(REMOTE_ADDR=f"10.0.0.{number}").post("/inloggen/", {"login": KM, "password": "geraden"})
    last = Client(REMOTE_ADDR="10.0.0.99").post("/inloggen/", {"login": KM, "password": PASSWORD})
    assert last.status_code == 200 and "Wacht vijf minuten" in last.content.decode()
    assert sign_in("teamleider.gemeente", PASSWORD).status_code == 302  # nobody else is shut out


def test_guessing_many_accounts_from_one_address_stops_after_twenty(place: Place) -> None:
    for number in range(20):
        sign_in(f"gok{number}", "geraden")
    assert "Wacht vijf minuten" in sign_in(KM, PASSWORD).content.decode()
    elsewhere = Client(REMOTE_ADDR="10.0.0.1")
    assert sign_in(KM, PASSWORD, elsewhere).status_code == 302


def test_behind_a_proxy_the_address_of_who_guesses_counts(place: Place, settings: Any) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1  # as DOORSTROOM_BEHIND_PROXY sets it
    for number in range(20):
        Client(headers={"x-forwarded-for": "10.9.9.9"}).post("/inloggen/", {"login": f"gok{number}", "password": "x"})
    answers = [
        Client(headers={"x-forwarded-for": sent}).post("/inloggen/", {"login": KM, "password": PASSWORD}).status_code
        for sent in ("10.9.9.9", "verzonnen, 10.9.9.9", "10.1.1.1")
    ]
    assert answers == [200, 200, 302]  # what somebody writes before the proxy's own word does not help him


def test_guessing_the_second_factor_stops_after_five(place: Place) -> None:
    secret = totp.generate_totp_secret()
    totp.TOTP.activate(place.users[KM], secret)
    for _attempt in range(5):
        client = Client()
        sign_in(KM, PASSWORD, client)
        client.post("/inloggen/2fa/authenticate/", {"code": "000000"})
    client = Client()
    sign_in(KM, PASSWORD, client)
    answer = client.post("/inloggen/2fa/authenticate/", {"code": code(secret)})
    assert answer.status_code == 200 and client.get("/werklijst/").status_code == 302


def test_signing_in_and_trying_to_are_logged_without_what_was_typed(place: Place) -> None:
    client, secret = Client(), totp.generate_totp_secret()
    user = place.users[KM]
    totp.TOTP.activate(user, secret)
    sign_in(KM, "geraden")
    sign_in("een-wachtwoord-op-de-verkeerde-plek", "geraden")
    sign_in(KM, PASSWORD, client)  # the second step is still to come
    assert [line.operation for line in vault().processings(f"account:{user.pk}")] == ["inloggen mislukt"]
    client.post("/inloggen/2fa/authenticate/", {"code": code(secret)})
    client.post("/uitloggen/")
    lines = vault().processings(f"account:{user.pk}")
    assert [(line.actor, line.organisation, line.operation) for line in lines] == [
        (KM, TOWN, "inloggen mislukt"), (KM, TOWN, "ingelogd"), (KM, TOWN, "uitgelogd"),
    ]  # fmt: skip
    (nobody,) = vault().processings("")
    assert (nobody.actor, nobody.operation) == ("onbekend", "inloggen mislukt: onbekende gebruikersnaam")


def test_signing_in_is_shown_to_who_asks_for_it(place: Place, signed_in: SignIn) -> None:
    signed_in(KM)
    client = signed_in("beheerder.gemeente")
    assert "ingelogd" not in client.get("/beheer/logboek/").content.decode().replace("Laatst ingelogd", "")
    for query in ("soort=inloggen", f"wie={KM}", f"zaak=account:{place.users[KM].pk}"):
        assert ">ingelogd<" in client.get(f"/beheer/logboek/?{query}").content.decode(), query


def test_a_code_works_once(place: Place) -> None:
    secret = totp.generate_totp_secret()
    totp.TOTP.activate(place.users[KM], secret)
    used = code(secret)
    answers = []
    for _time in range(2):
        client = Client()
        sign_in(KM, PASSWORD, client)
        answers.append(client.post("/inloggen/2fa/authenticate/", {"code": used}).status_code)
    assert answers == [302, 200]


@pytest.mark.parametrize("new", ["kort", "wachtwoord2024", "een-lang-wachtwoord-1x", "klantmanager.gemeente"])
def test_a_changed_password_follows_the_same_rules(new: str, place: Place) -> None:
    client = Client()
    client.force_login(place.users[KM])
    session = client.session
    session["second_factor"] = True
    session.save()
    given = {"oldpassword": PASSWORD, "password1": new, "password2": new}
    fits = new == "een-lang-wachtwoord-1x"
    assert client.post("/inloggen/password/change/", given).status_code == (302 if fits else 200)


_SETTINGS = """
from doorstroom.web import settings as s
print(s.SESSION_COOKIE_AGE, int(s.SESSION_ENDS_AFTER.total_seconds()), s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE,
      s.SESSION_COOKIE_HTTPONLY, s.SECURE_HSTS_SECONDS, s.SECURE_SSL_REDIRECT, s.SECOND_FACTOR_REQUIRED,
      s.ACCOUNT_RATE_LIMITS, s.STANDIN, getattr(s, "ALLAUTH_TRUSTED_PROXY_COUNT", 0))
"""


@pytest.mark.parametrize(("proxy", "redirects", "proxies"), [("", True, 0), ("1", False, 1)])
def test_what_holds_where_people_are_real(proxy: str, redirects: bool, proxies: int) -> None:
    wanted = {"DOORSTROOM_BEHIND_PROXY": proxy, "DOORSTROOM_SECRET_KEY": "for tests only " * 4, "PYTHONPATH": "src"}
    kept = {name: value for name, value in os.environ.items() if not name.startswith("DOORSTROOM_")}
    ran = subprocess.run(
        [sys.executable, "-c", _SETTINGS],
        env={**kept, **wanted},
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    assert ran.stdout.split("\n")[0] == (
        f"1800 36000 True True True 31536000 {redirects} True {{'login_failed': '5/5m/key,20/5m/ip'}} False {proxies}"
    )
