"""Staff who sign in with their organisation: known accounts only, of that organisation, with a second factor."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, urlsplit

import jwt
import pytest
import requests
from allauth.mfa.totp.internal import auth as totp
from allauth.socialaccount.models import SocialAccount
from django.test import Client
from requests.adapters import BaseAdapter

from doorstroom.clock import utc_now
from doorstroom.web.mijn.identiteit import Adapter
from doorstroom.web.toegang.models import Gebruiker
from tests.web.conftest import TOWN, Place

KM, ORIGIN, SECRET = "klantmanager.gemeente", "https://aanmelden.invalid", "een geheim dat lang genoeg is voor HS256"
CALLBACK = "/inloggen/oidc/gemeente/login/callback/"
LATER = "/inloggen/2fa/totp/activate/"


@dataclass
class Provider(BaseAdapter):
    """The sign-on of an organisation, within this process. ``told``: what it says of whoever comes."""

    told: dict[str, Any] = field(default_factory=dict)
    token: dict[str, Any] = field(default_factory=dict)
    nonce: str = ""

    def send(self, request: requests.PreparedRequest, *args: Any, **kwargs: Any) -> requests.Response:
        """Answer the questions of OpenID Connect."""
        at = int(utc_now().timestamp())
        body = {"iss": ORIGIN, "aud": "doorstroom", "iat": at, "exp": at + 60, "sub": self.told["sub"], **self.token}
        answers: dict[str, Any] = {
            "/.well-known/openid-configuration": {
                "issuer": ORIGIN, "authorization_endpoint": f"{ORIGIN}/inloggen", "token_endpoint": f"{ORIGIN}/token",
                "userinfo_endpoint": f"{ORIGIN}/userinfo", "jwks_uri": f"{ORIGIN}/jwks",
                "token_endpoint_auth_methods_supported": ["client_secret_post"],
            },
            "/token": {
                "access_token": "x", "token_type": "Bearer", "expires_in": 60,
                "id_token": jwt.encode({**body, "nonce": self.nonce}, SECRET, algorithm="HS256"),
            },
            "/userinfo": self.told, "/jwks": {"keys": []},
        }  # fmt: skip
        response = requests.Response()
        response.status_code, response.url, response.request = 200, request.url or "", request
        response._content = json.dumps(answers[urlsplit(request.url or "").path]).encode()
        response.headers["Content-Type"] = "application/json"
        return response

    def close(self) -> None:
        """Nothing is open."""


@pytest.fixture
def provider(place: Place, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Provider:
    """The provider as the file of providers names it: for one municipality, with agreed words for a second factor."""
    made = Provider({"sub": "nummer-1", "preferred_username": KM}, {"amr": ["pwd", "mfa"]})
    known = {"server_url": ORIGIN, "organisaties": [TOWN], "amr": ["mfa"], "acr": ["urn:hoog"]}
    one = {
        "provider_id": "gemeente", "name": "Gemeente Een", "client_id": "doorstroom", "secret": SECRET,
        "settings": {**known, "token_auth_method": "client_secret_post"},
    }  # fmt: skip
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": [one]}}
    made.known = one["settings"]  # type: ignore[attr-defined]

    def session(self: Adapter) -> requests.Session:
        opened = requests.Session()
        opened.mount(ORIGIN, made)
        return opened

    monkeypatch.setattr(Adapter, "get_requests_session", session)
    return made


@pytest.fixture
def come(provider: Provider) -> Callable[..., tuple[Client, Any]]:
    """Go to the provider and come back; the browser, and the answer to coming back."""

    def signed_in(client: Client | None = None) -> tuple[Client, Any]:
        browser = client or Client()
        address = browser.post("/inloggen/oidc/gemeente/login/?next=/werklijst/")["Location"]
        asked = parse_qs(urlsplit(address).query)
        assert address.startswith(f"{ORIGIN}/inloggen?") and asked["code_challenge_method"] == ["S256"]
        provider.nonce = asked.get("nonce", [""])[0]
        return browser, browser.get(CALLBACK, {"code": "c", "state": asked["state"][0]})

    return signed_in


def test_a_known_account_of_the_organisation_comes_in(come: Any, place: Place) -> None:
    assert "Gemeente Een" in Client().get("/inloggen/").content.decode()
    client, answer = come()
    assert answer.status_code == 302 and answer["Location"] == "/werklijst/"
    assert client.get("/werklijst/").status_code == 200
    linked = SocialAccount.objects.get()
    assert (linked.user, linked.uid) == (place.users[KM], "nummer-1")


def test_a_name_in_capitals_is_the_same_name(come: Any, provider: Provider) -> None:
    provider.told["preferred_username"] = KM.upper()
    assert come()[1]["Location"] == "/werklijst/"


@pytest.mark.parametrize(
    "told",
    [
        {"preferred_username": "niemand"}, {}, {"preferred_username": ""}, {"preferred_username": ["x"]},
        {"preferred_username": "inburgeraar"}, {"person_id": "demo-person-1"},
        {"preferred_username": "medewerker.duo"}, {"preferred_username": "klantmanager.gemeente.twee"},
        {"preferred_username": "beheerder.platform"}, {"email": "klantmanager.gemeente@voorbeeld.invalid"},
    ],
)  # fmt: skip
def test_nobody_else_comes_in_and_no_account_is_made(
    told: dict[str, Any], come: Any, provider: Provider, place: Place
) -> None:
    Gebruiker.objects.filter(username="inburgeraar").update(person_id="demo-person-1")
    before = Gebruiker.objects.count()
    provider.told = {"sub": "nummer-1", **told}
    client, answer = come()
    assert answer.status_code == 403
    assert client.get("/werklijst/").status_code == 302
    assert Gebruiker.objects.count() == before and not SocialAccount.objects.exists()


def test_who_is_blocked_or_went_to_another_organisation_is_out(come: Any, place: Place) -> None:
    come()
    user = place.users[KM]
    Gebruiker.objects.filter(pk=user.pk).update(is_active=False)
    assert come()[1].status_code in (302, 403) and come()[0].get("/werklijst/").status_code == 302
    other = place.users["klantmanager.gemeente.twee"].organisatie
    Gebruiker.objects.filter(pk=user.pk).update(is_active=True, organisatie=other)
    client, answer = come()
    assert answer.status_code == 403 and client.get("/werklijst/").status_code == 302


def test_the_number_of_the_provider_counts_and_not_a_name_that_was_given_to_another(
    come: Any, provider: Provider, place: Place
) -> None:
    come()
    provider.told["preferred_username"] = "teamleider.gemeente"
    client, _answer = come()
    assert client.get("/beveiliging/").context["user"] == place.users[KM]


def test_a_name_that_came_to_somebody_else_opens_no_account_that_is_linked(
    come: Any, provider: Provider, place: Place
) -> None:
    come()
    provider.told["sub"] = "nummer-2"
    client, answer = come()
    assert answer.status_code == 403 and client.get("/werklijst/").status_code == 302
    assert [one.uid for one in SocialAccount.objects.filter(user=place.users[KM])] == ["nummer-1"]


@pytest.mark.parametrize(
    ("token", "shown"),
    [
        ({"amr": ["pwd", "mfa"]}, True), ({"acr": "urn:hoog"}, True), ({"amr": ["pwd"]}, False), ({}, False),
        ({"acr": "urn:laag"}, False), ({"amr": "mfa"}, False), ({"amr": []}, False),
    ],
)  # fmt: skip
def test_a_second_factor_was_shown_there_or_is_asked_here(
    token: dict[str, Any], shown: bool, come: Any, provider: Provider
) -> None:
    provider.token = token
    client, _answer = come()
    answer = client.get("/werklijst/")
    assert (answer.status_code == 200) if shown else (answer["Location"] == LATER)


def test_a_provider_that_says_nothing_of_organisations_signs_nobody_in(come: Any, provider: Any) -> None:
    del provider.known["organisaties"]
    assert come()[1].status_code == 403


def test_a_second_factor_here_is_asked_of_who_has_one(come: Any, place: Place) -> None:
    totp.TOTP.activate(place.users[KM], totp.generate_totp_secret())
    client, answer = come()
    assert answer["Location"].startswith("/inloggen/2fa/authenticate/")
    assert client.get("/werklijst/").status_code == 302


def test_coming_back_without_having_gone_is_nothing(provider: Provider, place: Place) -> None:
    client = Client()
    answer = client.get(CALLBACK, {"code": "c", "state": "verzonnen"})
    assert answer.status_code == 401 and "Inloggen is niet gelukt" in answer.content.decode()
    assert client.get("/werklijst/").status_code == 302 and not SocialAccount.objects.exists()


def test_a_program_does_not_sign_in_as_a_person(come: Any, provider: Provider, place: Place) -> None:
    from tests.web.api_client import issue

    issue(place.users["beheerder.gemeente"], ["gemeente.klantmanager"], program="zaaksysteem")
    provider.told["preferred_username"] = Gebruiker.objects.get(programma__isnull=False).username
    assert come()[1].status_code == 403
