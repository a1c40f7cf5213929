"""Checking the register on demand: who may ask, that it says what ``doorstroom verify`` says, and how it goes wrong."""

from __future__ import annotations

import datetime as dt
import json
import sqlite3
from typing import Any

import pytest
from typer.testing import CliRunner

from doorstroom.cli import app
from doorstroom.web.beheer import controle as check
from doorstroom.web.beheer.models import SILENT, Controle
from doorstroom.web.clock import now
from doorstroom.web.toegang import matrix
from doorstroom.web.zaken.register import register
from tests.web.conftest import WITH_PLAN, WITHOUT_PLAN, Place
from tests.web.test_werkplek_zaak import SignIn

PLATFORM, PAGE = "beheerder.platform", "/beheer/controle/"


@pytest.fixture
def at_once(monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: Any) -> Any:
    """A check that is asked for is done before the answer comes; the thread has a test of its own."""
    monkeypatch.setattr(check, "beside", lambda work: work())

    def post(client: Any, **given: str) -> Any:
        with django_capture_on_commit_callbacks(execute=True):
            return client.post(PAGE, given)

    return post


def as_told(settings: Any, *more: str) -> dict[str, Any]:
    """What the command says of the same register."""
    ran = CliRunner().invoke(app, ["verify", "--register", settings.REGISTER_URL, "--json", *more])
    return dict(json.loads(ran.stdout))


def damage(settings: Any) -> None:
    """Change an event behind the register's back."""
    with sqlite3.connect(settings.REGISTER_URL) as file:
        for (name,) in file.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            file.execute(f"DROP TRIGGER {name}")
        file.execute("UPDATE event SET valid_on = '2020-01-01' WHERE sequence = 3")


def test_only_who_has_the_right_of_the_matrix(signed_in: SignIn, place: Place) -> None:
    for name, user in place.users.items():
        status = signed_in(name).get(PAGE).status_code
        assert status == (200 if matrix.ROLES[user.rollen[0]]["controle"] == "ja" else 403), name
    assert signed_in("beheerder.gemeente").post(PAGE).status_code == 403
    assert not Controle.objects.exists()


def test_a_whole_register(signed_in: SignIn, place: Place, settings: Any, at_once: Any) -> None:
    place.case(WITHOUT_PLAN), place.case(WITH_PLAN)
    client = signed_in(PLATFORM)
    assert at_once(client).headers["Location"] == PAGE
    made, told = Controle.objects.get(), as_told(settings)
    assert (made.gebeurtenissen, made.zaken, made.zegel) == (told["events"], told["cases"], told["seal"])
    assert made.gebeurtenissen == len(WITHOUT_PLAN) + len(WITH_PLAN) and made.stand(now()) == "goed"
    page = client.get(PAGE).content.decode()
    assert "niets gevonden" in page and told["seal"] in page and "16 gebeurtenissen nagerekend" in page


def test_what_was_changed_is_named(signed_in: SignIn, place: Place, settings: Any, at_once: Any) -> None:
    case = place.case(WITHOUT_PLAN)
    damage(settings)
    client = signed_in(PLATFORM)
    at_once(client)
    made = Controle.objects.get()
    assert made.bevindingen == as_told(settings)["findings"] and made.stand(now()) == "fout"
    page = client.get(PAGE).content.decode()
    assert "1 fout gevonden" in page and f"case &#x27;{case}&#x27; version 3" in page


def test_an_earlier_seal_shows_what_came_after_it_was_changed(
    signed_in: SignIn, place: Place, settings: Any, at_once: Any
) -> None:
    place.case(WITHOUT_PLAN)
    client = signed_in(PLATFORM)
    at_once(client)
    sealed = Controle.objects.get().zegel
    place.case(WITH_PLAN)
    at_once(client, zegel=f" {sealed} ")
    assert Controle.objects.first().stand(now()) == "goed" and Controle.objects.first().vergeleken == sealed
    at_once(client, zegel=f"5:{'0' * 64}")
    assert Controle.objects.first().bevindingen == as_told(settings, "--seal", f"5:{'0' * 64}")["findings"]


@pytest.mark.parametrize("text", ["zegel", "5:abc", "5:" + "g" * 64, "-1:" + "0" * 64, "x" * 91])
def test_what_is_no_seal(text: str, signed_in: SignIn, place: Place) -> None:
    answer = signed_in(PLATFORM).post(PAGE, {"zegel": text})
    assert answer.status_code == 400 and 'aria-invalid="true"' in answer.content.decode()
    assert not Controle.objects.exists()


def test_one_at_a_time(signed_in: SignIn, place: Place) -> None:
    client = signed_in(PLATFORM)
    client.post(PAGE)  # what follows on the commit is not done here, so it runs still
    page = client.get(PAGE).content.decode()
    assert "loopt" in page and "Kijk hoe ver het is" in page
    answer = client.post(PAGE)
    assert answer.status_code == 400 and "Er loopt al een controle." in answer.content.decode()


def test_one_that_was_cut_off_is_in_nobodys_way(signed_in: SignIn, place: Place) -> None:
    client = signed_in(PLATFORM)
    client.post(PAGE)
    Controle.objects.update(bijgewerkt_op=now() - SILENT - dt.timedelta(seconds=1))
    assert "afgebroken" in client.get(PAGE).content.decode()
    assert client.post(PAGE).status_code == 302 and Controle.objects.count() == 2


def test_one_that_cannot_be_done_says_so(
    signed_in: SignIn, place: Place, monkeypatch: pytest.MonkeyPatch, at_once: Any
) -> None:
    def broken() -> None:
        raise OSError("the disk is gone")

    monkeypatch.setattr(check, "register", broken)
    client = signed_in(PLATFORM)
    at_once(client)
    assert Controle.objects.get().stand(now()) == "mislukt"
    assert "OSError: the disk is gone" in client.get(PAGE).content.decode()


def test_how_far_it_is(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    made = check.ask(place.users[PLATFORM], None)
    monkeypatch.setattr(check, "verify", lambda log, sealed, told: told(10_000) or 1 / 0)
    check.perform(made.pk, None)
    made.refresh_from_db()
    assert made.gebeurtenissen == 10_000 and made.fout.startswith("ZeroDivisionError")


@pytest.mark.django_db(transaction=True)
def test_it_runs_beside_the_page(signed_in: SignIn, place: Place) -> None:
    import threading

    place.case(WITHOUT_PLAN)
    register()
    signed_in(PLATFORM).post(PAGE)
    for thread in threading.enumerate():
        if thread.name == "controle":
            thread.join(20)
    assert Controle.objects.get().stand(now()) == "goed"
