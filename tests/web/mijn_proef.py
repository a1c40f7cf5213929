"""Newcomers for the tests of their own page: who is signed in, how a page reads, what a demonstration opens."""

from __future__ import annotations

import re
from collections.abc import Callable
from html.parser import HTMLParser
from typing import Any

import pytest
from django.test import Client

from tests.web.brieven.cases import CASES, Office
from tests.web.conftest import DAY, Place

LANGUAGES = ("nl", "en", "ar", "ti", "uk", "tr")
#: Pages that only tell; those of his alone; those on which he does something.
TELL = ("", "datums/", "plan/", "uren/", "examens/", "brieven/", "hulp/", "oneens/", "waarom/inburgeringstermijn/",
        "waarom/inburgeringstermijn/alles/")  # fmt: skip
OWN = ("wie-keek/", "vragen/")
DO = ("berichten/", "niet-komen/", "alles/")
#: Somebody with a plan, a violation and a fine of today: of every kind of page something.
FINED = CASES["boete_besluit-traject"].life
Newcomer = Callable[..., Client]
#: Texts of these stand in the page but are not read.
_UNREAD = ("script", "style", "path")
#: Attributes that people read or hear.
_HEARD = ("aria-label", "title", "placeholder", "alt", "data-lees", "data-stop")
_VOID = ("meta", "link", "input", "br", "path", "img", "rect", "hr")


@pytest.fixture
def newcomer(place: Place, settings: Any) -> Newcomer:
    """Sign in as the newcomer of a case, in a language, as a broker would have him come in. It is three o'clock."""
    Office(place, settings).on(DAY)

    def sign_in(case_id: str, language: str = "nl") -> Client:
        user = place.users["inburgeraar"]
        user.person_id, user.taal = place.person_of(case_id), language
        user.save()
        client = Client()
        client.force_login(user)
        session = client.session
        session["second_factor"] = True  # a broker asks for it
        session.save()
        return client

    return sign_in


@pytest.fixture
def demonstration(settings: Any) -> Any:
    """The stand-in is open, as in a demonstration."""
    from doorstroom.web.standin.app import APP, NAME

    settings.DEMO = settings.STANDIN = True
    settings.NEWCOMER_PROVIDERS = dict(NAME)
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": [APP]}}
    return settings


def page(client: Client, path: str, status: int = 200) -> str:
    """A page of the newcomer, as HTML."""
    answer = client.get(f"/mijn/{path}")
    assert answer.status_code == status, (path, answer.status_code)
    return str(answer.content.decode())


def words(html: str) -> str:
    """What somebody reads on a page, in one line."""
    return re.sub(r" (?=[.,:])", "", " ".join(" ".join(text for text, _language in read(html)).split()))


def read(html: str) -> list[tuple[str, str]]:
    """Every text of a page that is read or heard, with the language that it is marked as."""
    reader = _Reader()
    reader.feed(html)
    return reader.found


def hidden(html: str) -> dict[str, str]:
    """What the form of a page sends along unseen."""
    return dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', html[html.index("<main") :]))


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.stack: list[tuple[str, str]] = [("", "")]
        self.found: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        language = given.get("lang") or self.stack[-1][1]
        self.found += [(given[name] or "", language) for name in _HEARD if given.get(name)]
        if tag not in _VOID:
            self.stack.append((tag, language))

    def handle_endtag(self, tag: str) -> None:
        if tag not in _VOID:
            assert self.stack.pop()[0] == tag, tag

    def handle_data(self, data: str) -> None:
        tag, language = self.stack[-1]
        if tag not in _UNREAD and data.strip():
            self.found.append((" ".join(data.split()), language))
