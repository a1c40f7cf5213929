"""A work place for tests: two municipalities, the partners of the chain, an account per role, and cases.

The day is 1 May 2024, wherever the test runs. Nobody in it exists.
"""

from __future__ import annotations

import datetime as dt
import itertools
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from doorstroom.kernel.events import Event
from doorstroom.register.bsn import demo_bsns
from doorstroom.register.vault import Access, Person

DAY = dt.date(2024, 5, 1)
TOWN, OTHER_TOWN = "0344", "0363"
PASSWORD = "een-lang-wachtwoord-1"
ACCESS = Access("test", "test", "test", "test")

#: (type, day, payload): an asylum status holder with ten weeks that run until 10 June 2024.
WITHOUT_PLAN: list[tuple[str, str, dict[str, Any]]] = [
    ("geboorte", "1990-05-03", {}),
    ("nationaliteit_vastgesteld", "2024-01-15", {"groep": "overig"}),
    ("verblijfsrecht_verkregen", "2024-01-15", {"grond": "8c"}),
    ("brp_inschrijving", "2024-03-01", {"gemeente": TOWN}),
    ("kennisgeving_verzonden", "2024-04-01", {}),
]
#: The same with a plan since February 2023 and a termijn that runs until 14 February 2026.
WITH_PLAN: list[tuple[str, str, dict[str, Any]]] = [
    ("geboorte", "1988-11-20", {}),
    ("nationaliteit_vastgesteld", "2022-10-03", {"groep": "overig"}),
    ("verblijfsrecht_verkregen", "2022-10-03", {"grond": "8c"}),
    ("brp_inschrijving", "2022-12-05", {"gemeente": TOWN}),
    ("kennisgeving_verzonden", "2022-12-12", {}),
    ("intake_opgeroepen", "2023-01-09", {}),
    ("intake_afgerond", "2023-01-30", {"onderwijsroute_onderzocht": True}),
    ("leerbaarheidstoets_afgenomen", "2023-01-20", {"uitkomst": "B1_haalbaar"}),
    ("pip_vastgesteld", "2023-02-14", {"gemeente": TOWN, "leerroute": "B1", "niveau": "B1", "uren_leerroute": 900.0}),
    ("aanbod_gedaan", "2023-03-01", {"keurmerk": True}),
    ("lessen_begonnen", "2023-03-20", {}),
]


#: To make them takes a while.
_bsns = cache(demo_bsns)


@dataclass
class Place:
    """What a test works with: accounts by role, and a way to make cases."""

    users: dict[str, Any]
    _numbers: Iterator[int] = field(default_factory=lambda: itertools.count(1))

    def case(self, life: list[tuple[str, str, dict[str, Any]]], name: str = "DEMO Proef Persoon") -> str:
        """A case in the register with these events, each recorded on its own day; its id."""
        from doorstroom.stelsels.inburgering import system
        from doorstroom.web.zaken import projection
        from doorstroom.web.zaken.register import register, vault

        number = next(self._numbers)
        case_id, person_id = f"ZAAK-{number:04}", f"demo-person-{number}"
        vault().load_demo([Person(person_id, name, bsn=_bsns()[number], language="ar")], ACCESS)
        told = [
            Event(
                event_id=uuid4(), case_id=case_id, person_id=person_id, type=kind, instance=f"{kind}-{place}",
                valid_on=dt.date.fromisoformat(day), payload=payload, organisation="test", actor="test",
                recorded_at=dt.datetime.combine(dt.date.fromisoformat(day), dt.time(12), dt.UTC),
            )
            for place, (kind, day, payload) in enumerate(life)
        ]  # fmt: skip
        register().load_histories(system(), sorted(told, key=lambda event: event.recorded_at))
        projection.refresh(system(), [case_id])
        return case_id

    def person_of(self, case_id: str) -> str:
        """The person of a case."""
        return f"demo-person-{int(case_id.removeprefix('ZAAK-'))}"


@pytest.fixture
def day(monkeypatch: pytest.MonkeyPatch) -> dt.date:
    """The screens think that it is 1 May 2024, 9 o'clock, and the clock runs on."""
    from django.conf import settings

    from doorstroom.clock import utc_now

    monkeypatch.setattr(settings, "DEMO_DAY", DAY)
    monkeypatch.setattr(settings, "SERVER_STARTED", utc_now())
    return DAY


@pytest.fixture(scope="session")
def empty_databases(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A register and a vault with nothing in them, to be copied: a migration for each test takes longer."""
    from doorstroom.clock import utc_now
    from doorstroom.register.log import Register
    from doorstroom.register.vault import Vault

    folder = tmp_path_factory.mktemp("empty")
    Register.open(str(folder / "register.db"), clock=utc_now).close()
    Vault.open(str(folder / "vault.db"), clock=utc_now).close()
    return folder


@pytest.fixture
def place(db: None, day: dt.date, tmp_path: Path, empty_databases: Path, settings: Any) -> Iterator[Place]:
    """Databases of its own, organisations, and an account per role (``klantmanager.gemeente`` and so on)."""
    from doorstroom.web.toegang import matrix
    from doorstroom.web.toegang.models import Gebruiker, Organisatie
    from doorstroom.web.zaken.register import forget_connections, register, vault

    settings.REGISTER_URL, settings.VAULT_URL = str(tmp_path / "register.db"), str(tmp_path / "vault.db")
    for name in ("register.db", "vault.db"):
        shutil.copyfile(empty_databases / name, tmp_path / name)
    settings.DATA = tmp_path
    forget_connections()
    users: dict[str, Any] = {}
    organisations = [
        (TOWN, "gemeente", "Gemeente Een"), (OTHER_TOWN, "gemeente", "Gemeente Twee"), ("DUO", "duo", "DUO"),
        ("COA", "coa", "COA"), ("IND", "ind", "IND"), ("DTENV", "dtenv", "DTenV"),
        ("TAALSCHOOL", "aanbieder", "DEMO Taalschool"), ("PLATFORM", "platform", "Beheer"),
    ]  # fmt: skip
    for code, kind, name in organisations:
        organisation = Organisatie.objects.create(code=code, soort=kind, naam=name, telefoon="000-0000000")
        for role in matrix.ROLES:
            if role.partition(".")[0] == kind:
                own = f"{role.partition('.')[2]}.{kind}" + (".twee" if code == OTHER_TOWN else "")
                users[own] = _unsaved(own, organisation, role)
    users["collega.gemeente"] = _unsaved("collega.gemeente", users["klantmanager.gemeente"].organisatie,
                                         "gemeente.klantmanager")  # fmt: skip
    users["inburgeraar"] = _unsaved("inburgeraar", None, "inburgeraar.inburgeraar")
    Gebruiker.objects.bulk_create(users.values())
    assert Gebruiker.objects.count() == len(users)
    yield Place(users)
    register().close()
    vault().close()
    forget_connections()


def _account(username: str, organisation: Any, role: str) -> Any:
    user = _unsaved(username, organisation, role)
    user.save()
    return user


def _unsaved(username: str, organisation: Any, role: str) -> Any:
    from doorstroom.web.toegang.models import Gebruiker

    user = Gebruiker(username=username, naam=f"DEMO {username}", organisatie=organisation, rollen=[role])
    user.set_password(PASSWORD)
    user.clean()
    return user


@pytest.fixture
def signed_in(place: Place) -> Callable[[str], Any]:
    """A browser of the test kind in which somebody is signed in."""
    from django.test import Client

    def sign_in(username: str) -> Client:
        client = Client()
        client.force_login(place.users[username])
        session = client.session
        session["second_factor"] = True  # tests of that step sign in themselves
        session.save()
        return client

    return sign_in


@pytest.fixture
def program(place: Place) -> Callable[[str], Any]:
    """A program that calls the API with the roles of an account and for its organisation, under a key of its own."""
    from tests.web.api_client import bearer, issue

    def made(username: str) -> Any:
        user = place.users[username]
        code = user.organisatie.code
        return bearer(issue(place.users["beheerder.platform"], user.rollen, program=username, organisation=code))

    return made


@pytest.fixture
def person(place: Place, settings: Any) -> Callable[[str], Any]:
    """Somebody who calls the API with the session of the screens."""
    from django.test import Client

    from tests.web.api_client import Caller

    settings.SECOND_FACTOR_REQUIRED = False

    def signed_in(username: str) -> Any:
        client = Client()
        client.force_login(place.users[username])
        return Caller(client)

    return signed_in
