"""How a newcomer signs in: by a provider that may name persons, and only by the stand-in where nobody is real."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.core.checks import run_checks
from django.test import Client

from tests.web.conftest import WITH_PLAN, Place
from tests.web.mijn_proef import demonstration, page

__all__ = ["demonstration"]
CALLBACK = "/inloggen/oidc/standin/login/callback/"


@pytest.fixture
def somebody(place: Place) -> str:
    """The person of a case with an account."""
    user = place.users["inburgeraar"]
    user.person_id = place.person_of(place.case(WITH_PLAN))
    user.save()
    return str(user.person_id)


def to_the_stand_in(client: Client, further: str = "") -> str:
    """From the first page to the page of the stand-in; its address."""
    begin = client.get(f"/?verder={further}" if further else "/").content.decode()
    (action,) = re.findall(r'action="(/inloggen/oidc/[^"]+)"', begin)
    answer = client.post(action.replace("&amp;", "&"))
    assert answer.status_code == 302
    return str(answer["Location"])


def test_from_the_first_page_to_his_own(somebody: str, demonstration: Any) -> None:
    client = Client(headers={"accept-language": "nl"})
    address = to_the_stand_in(client, "/mijn/plan/")
    asked = parse_qs(urlsplit(address).query)
    assert asked["code_challenge_method"] == ["S256"] and asked["redirect_uri"] == [f"http://testserver{CALLBACK}"]
    shown = client.get(address).content.decode()
    assert "Dit is een proef. Dit is niet DigiD." in shown and somebody in shown
    back = client.post(address, {"person_id": somebody})
    assert back["Location"].startswith(f"http://testserver{CALLBACK}?code=")
    assert client.get(back["Location"])["Location"] == "/mijn/plan/"
    assert "Uw plan is van" in page(client, "plan/")
    assert client.session.get_expiry_age() == 15 * 60
    again = Client().get(back["Location"])
    assert again.status_code != 302 or "/mijn/" not in again["Location"]  # a code of another browser


def test_he_reads_on_in_the_language_in_which_he_came(somebody: str, demonstration: Any, place: Place) -> None:
    client = Client(headers={"accept-language": "nl"})
    client.post("/taal/", {"taal": "ti", "next": "/"})
    address = to_the_stand_in(client)
    client.get(client.post(address, {"person_id": somebody})["Location"])
    place.users["inburgeraar"].refresh_from_db()
    assert place.users["inburgeraar"].taal == "ti" and '<html lang="ti"' in page(client, "")


def test_nobody_is_sent_elsewhere_after_signing_in(somebody: str, demonstration: Any) -> None:
    begin = Client().get("/?verder=//kwaad.example/").content.decode()
    (action,) = re.findall(r'action="(/inloggen/oidc/[^"]+)"', begin)
    assert parse_qs(urlsplit(action.replace("&amp;", "&")).query)["next"] == ["/mijn/"]


def test_stopping_and_forging(somebody: str, demonstration: Any, place: Place) -> None:
    client = Client(headers={"accept-language": "nl"})
    address = to_the_stand_in(client)
    assert client.post(address, {"person_id": "demo-person-99"}).status_code == 400
    assert client.post(address, {"person_id": ""}).status_code == 400
    stopped = client.post(address, {"stop": "1"})["Location"]
    assert "error=access_denied" in stopped
    assert "Inloggen is gestopt" in client.get(stopped, follow=True).content.decode()
    elsewhere = address.replace("redirect_uri=http%3A%2F%2Ftestserver", "redirect_uri=http%3A%2F%2Fkwaad.example")
    assert client.get(elsewhere).status_code == 400
    assert Client().get("/mijn/").status_code == 302


def test_a_code_is_good_once_and_for_who_asked(somebody: str, demonstration: Any) -> None:
    from doorstroom.web.standin import penningen

    code = penningen.code_for(somebody, "http://hier/", penningen_challenge("een geheim"), "")
    with pytest.raises(penningen.Refused):
        penningen.redeem(code, "http://elders/", "een geheim")
    with pytest.raises(penningen.Refused):
        penningen.redeem(code, "http://hier/", "een ander geheim")
    assert penningen.redeem(code, "http://hier/", "een geheim")["person"] == somebody
    with pytest.raises(penningen.Refused):
        penningen.redeem(code, "http://hier/", "een geheim")
    with pytest.raises(penningen.Refused):
        penningen.person_of(penningen.token_for(somebody) + "x")


def penningen_challenge(verifier: str) -> str:
    import base64
    import hashlib

    return base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()


@pytest.mark.parametrize("path", [".well-known/openid-configuration", "inloggen/", "userinfo/", "jwks/"])
def test_where_people_are_real_there_is_no_stand_in(path: str, somebody: str) -> None:
    assert Client().get(f"/proef-inlog/{path}").status_code == 404
    assert Client().post("/proef-inlog/token/").status_code == 404
    assert Client().get("/inloggen/oidc/standin/login/").status_code == 404
    begin = Client(headers={"accept-language": "nl"}).get("/").content.decode()
    assert "proef-inlog" not in begin and "Inloggen voor inburgeraars staat hier nog niet aan." in begin


def test_an_open_stand_in_outside_a_demonstration_is_an_error(settings: Any) -> None:
    settings.STANDIN = True
    assert "standin.E001" in [error.id for error in run_checks()]
    settings.DEMO = True
    assert "standin.E001" not in [error.id for error in run_checks()]


@pytest.mark.parametrize(
    ("provider", "claims", "known"),
    [
        ("standin", {"person_id": "{person}"}, True),
        ("standin", {"preferred_username": "klantmanager.gemeente"}, False),  # names staff: not his to name
        ("gemeente", {"preferred_username": "klantmanager.gemeente"}, True),
        ("gemeente", {"person_id": "{person}"}, False),  # names a newcomer: not theirs to name
        ("gemeente", {"preferred_username": "inburgeraar"}, False),
        ("standin", {"person_id": "demo-person-99"}, False),
        ("standin", {"person_id": ""}, False),
    ],
)
def test_who_may_name_whom(
    provider: str, claims: dict[str, str], known: bool, somebody: str, demonstration: Any, rf: Any
) -> None:
    from allauth.core.exceptions import ImmediateHttpResponse
    from allauth.socialaccount.models import SocialAccount, SocialLogin
    from django.contrib.messages.storage.fallback import FallbackStorage
    from django.contrib.sessions.backends.db import SessionStore

    from doorstroom.web.mijn.identiteit import Adapter

    apps = demonstration.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"]
    apps.append({**apps[0], "provider_id": "gemeente", "settings": {**apps[0]["settings"], "organisaties": ["0344"]}})
    request = rf.get("/")
    request.session, request.resolver_match = SessionStore(), None
    request._messages = FallbackStorage(request)
    request.user = type("Nobody", (), {"is_authenticated": False})()
    told = {name: value.format(person=somebody) for name, value in claims.items()}
    account = SocialAccount(provider=provider, uid="abc", extra_data={"userinfo": told})
    login = SocialLogin(account=account)
    if known:
        Adapter(request).pre_social_login(request, login)
        assert SocialAccount.objects.get().user.username in ("inburgeraar", "klantmanager.gemeente")
    else:
        with pytest.raises(ImmediateHttpResponse) as refused:
            Adapter(request).pre_social_login(request, login)
        assert refused.value.response.status_code == 403
        assert not SocialAccount.objects.exists()


def test_the_policy_lets_a_browser_go_to_the_provider(settings: Any, db: None) -> None:
    settings.IDENTITY_ORIGINS = ["https://inloggen.example"]
    policy = Client().get("/")["Content-Security-Policy"]
    assert "form-action 'self' https://inloggen.example;" in policy and "default-src 'none'" in policy
