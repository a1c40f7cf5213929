"""The administration passes axe in both directions and on a phone, and somebody is invited without any script."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest

from doorstroom.exchange.duo.store import Store
from doorstroom.web.beheer import accounts
from doorstroom.web.beheer.models import Controle
from doorstroom.web.clock import now
from doorstroom.web.zaken.register import vault
from tests.browser.axe import everywhere
from tests.web.conftest import ACCESS, Place
from tests.web.test_beheer_duo import store
from tests.web.test_beheer_wissen import DIED, FIRST, SECOND, over, propose
from tests.web.test_werkplek_zaak import SignIn

__all__ = ["over", "store"]
pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]
PLATFORM = "beheerder.platform"
Opened = Callable[..., Any]


@pytest.fixture
def opened(open_page: Opened, signed_in: SignIn, live_server: Any) -> Opened:
    """A window in which somebody is signed in already: how he does that, other tests look at."""

    def open_one(username: str = "", **more: Any) -> Any:
        page = open_page(**more)
        if username:
            session = signed_in(username).cookies["sessionid"].value
            page.context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
        return page

    return open_one


def test_every_page_passes(opened: Opened, place: Place, over: str, store: Store, signed_in: SignIn) -> None:
    place.case(DIED)  # of whom nobody proposed anything yet
    run = propose(signed_in(FIRST), place, over)
    account = place.users["klantmanager.gemeente"]
    number, token = accounts.invitation(account)
    wrong = {"aantal_bevindingen": 1, "bevindingen": ["content: case 'ZAAK-0001', event 3: " + "x" * 200]}
    for more in ({"zegel": f"5:{'0' * 64}"}, wrong, {"fout": "OSError: the disk is gone"}):
        moment = now()
        Controle.objects.create(
            gevraagd_door=place.users[PLATFORM], begonnen_op=moment, bijgewerkt_op=moment, klaar_op=moment, **more
        )
    pages = {
        "": [f"/beheer/uitnodiging/{number}/{token}/", f"/beheer/uitnodiging/{number}/oud/"],
        FIRST: ["/beheer/gebruikers/", "/beheer/gebruikers/nieuw/", f"/beheer/gebruikers/{account.pk}/",
                f"/beheer/gebruikers/{place.users[FIRST].pk}/", "/beheer/organisaties/", "/beheer/organisaties/0344/",
                "/beheer/logboek/", f"/beheer/logboek/?zaak={over}&van=31-2", "/beheer/bewaren/", "/beheer/duo/",
                "/beheer/duo/?bak=uit&welke=alle", f"/beheer/bewaren/{run.pk}/"],
        SECOND: [f"/beheer/bewaren/{run.pk}/"],
        PLATFORM: ["/beheer/controle/", "/beheer/organisaties/nieuw/", "/beheer/gebruikers/nieuw/"],
    }  # fmt: skip
    found: dict[str, list[str]] = {}
    for who, paths in pages.items():
        page = opened(who)
        for path in paths:
            page.goto(path)
            told = list(everywhere(page))
            if told:
                found[f"{who} {path}"] = told
    assert not found, "\n".join(f"{name}: {one}" for name, told in found.items() for one in told)


def test_the_list_of_whom_to_erase_passes_and_two_people_do_it(opened: Opened, place: Place, over: str) -> None:
    first = opened(FIRST, script=False)
    first.goto("/beheer/bewaren/")
    first.get_by_role("button", name="Stel voor om deze mensen te wissen").click()
    address = first.url
    assert first.get_by_text("Iemand anders kijkt dit voorstel na").is_visible()
    second = opened(SECOND, script=False)
    second.goto(address)
    second.get_by_role("button", name="Akkoord, wis deze mensen").click()
    assert second.get_by_text("1 persoon is gewist.").is_visible()
    assert vault().read([place.person_of(over)], ACCESS) == {}


def test_somebody_is_invited_and_comes_in_without_script(opened: Opened, place: Place) -> None:
    page = opened("beheerder.gemeente", script=False)
    page.goto("/beheer/gebruikers/")
    page.get_by_role("link", name="Nodig iemand uit").click()
    page.get_by_label("Naam", exact=True).fill("DEMO Nieuw Gezicht")
    page.get_by_label("Gebruikersnaam").fill("nieuw.gezicht")
    page.get_by_label("klantmanager").check()
    page.get_by_role("button", name="Maak het account").click()
    found = re.search(r"/beheer/uitnodiging/\S+", page.get_by_role("main").inner_text())
    assert found is not None
    other = opened(script=False)
    other.goto(found[0])
    other.get_by_label("Wachtwoord", exact=True).fill("een-eigen-zin-met-woorden-9")
    other.get_by_label("Nog een keer hetzelfde wachtwoord").fill("een-eigen-zin-met-woorden-9")
    other.get_by_role("button", name="Bewaar").click()
    other.get_by_label("Gebruikersnaam").fill("nieuw.gezicht")
    other.get_by_label("Wachtwoord").fill("een-eigen-zin-met-woorden-9")
    other.get_by_role("main").get_by_role("button", name="Inloggen").click()
    assert other.get_by_text("Typ hieronder de zes cijfers").is_visible()


def test_a_check_is_begun_and_its_outcome_read(opened: Opened, place: Place) -> None:
    import threading

    page = opened(PLATFORM)
    page.goto("/beheer/controle/")
    page.get_by_role("button", name="Begin de controle").click()
    page.get_by_text("De controle is begonnen.").wait_for()
    for thread in threading.enumerate():
        if thread.name == "controle":
            thread.join(20)
    page.reload()
    assert page.get_by_text("niets gevonden").is_visible() and page.complaints == []
