"""The access matrix, cell by cell: what every role gets and is refused, over the API and on the screens.

Each table below is worked out by asking, with nothing of the program in between, and held against the matrix whole: a
cell that differs is named in the difference.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

import pytest

from doorstroom.web.clock import now
from doorstroom.web.toegang import matrix
from doorstroom.web.toegang.models import Gebruiker
from doorstroom.web.zaken.models import Inzage, Voorstel, Zaak
from tests.web.api_client import Caller
from tests.web.conftest import TOWN, WITH_PLAN, Place

CASE = "/zaken/inburgering/ZAAK-0001"
#: An event of each topic. "verhuizing" has none of its own.
EVENTS = {
    "persoon": "geboorte", "verblijf": "verblijfsrecht_verkregen", "plicht": "kennisgeving_verzonden",
    "intake": "intake_afgerond", "pip": "pip_vastgesteld", "traject": "aanbod_gedaan", "examens": "examen_afgelegd",
    "termijn": "belemmering", "vrijstelling_ontheffing": "ontheffing_aangevraagd",
    "handhaving": "overtreding_vastgesteld", "lening": "lening_aangevraagd", "ontzorgen": "bijstand_ingegaan",
}  # fmt: skip
LIFE: list[tuple[str, str, dict[str, Any]]] = [
    *WITH_PLAN,
    ("examen_afgelegd", "2024-01-15", {"onderdeel": "lezen", "niveau": "B1", "resultaat": "geslaagd"}),
    ("belemmering", "2023-09-04", {"soort": "langdurige_ziekte", "loopt_nog": True}),
    ("ontheffing_aangevraagd", "2024-02-05", {"grond": "medisch"}),
    ("overtreding_vastgesteld", "2024-02-12", {"verplichting": "begeleiding"}),
    ("lening_aangevraagd", "2023-04-03", {}),
    ("bijstand_ingegaan", "2022-12-12", {}),
]
Made = Callable[[str], Any]


@pytest.fixture
def callers(place: Place, person: Made) -> dict[str, Caller]:
    """Somebody of every role, and a case to which every organisation is related."""
    place.case(LIFE)
    found = place.users["inburgeraar"]
    found.person_id = "demo-person-1"
    found.save()
    for code in ("0344", "DUO", "COA", "IND", "DTENV", "TAALSCHOOL", "PLATFORM"):
        Inzage.objects.get_or_create(zaak=Zaak.objects.get(), organisatie=code, reden="proef")
    return {role: person(account(role)) for role in matrix.ROLES}


def account(role: str) -> str:
    """The account of the tests that has a role."""
    kind, _, name = role.partition(".")
    return "inburgeraar" if kind == "inburgeraar" else f"{name}.{kind}"


def test_what_every_role_may_do(callers: dict[str, Caller], place: Place, settings: Any) -> None:
    asked: dict[str, Callable[[Caller, str], int]] = {
        "werklijst": lambda api, _: api.get("/werklijstregels").status,
        "zaak": lambda api, _: api.get(CASE).status,
        "personalia": lambda api, _: api.get(f"{CASE}/persoon").status,
        "handelen": lambda api, _: _acts(api),
        "toewijzen": lambda api, _: api.get("/medewerkers").status,
        "akkoord": lambda api, role: _decides(api, place.users[account(role)]),
        "overdragen": lambda api, _: api.get("/overdrachten").status,
        "exporteren": lambda api, _: api.get("/werklijst-exporten/csv").status,
        "berichten": lambda api, _: api.get(f"{CASE}/berichten").status,
        "gebruikers": lambda api, _: api.get("/sleutels").status,
        "bewaren": lambda api, _: api.get("/wiskandidaten").status,
        "logboek": lambda api, _: api.get(f"{CASE}/verwerkingen").status,
        "controle": lambda api, _: api.get("/registercontroles").status,
        "koppeling": lambda api, _: api.get("/duo-verkeer").status,
    }
    settings.DUO_MUNICIPALITY = TOWN
    assert set(matrix.RIGHTS) == set(asked)
    found, expected = {}, {}
    for role, rights in matrix.ROLES.items():
        opens = rights["zaak"] != "nee"
        for right, ask in asked.items():
            status = ask(callers[role], role)
            assert status in (200, 201, 403), (role, right, status)
            found[role, right] = status < 300
            inside = right in ("personalia", "handelen", "akkoord", "berichten", "logboek")
            expected[role, right] = rights[right] != "nee" and (opens or not inside)
    assert found == expected


def _acts(api: Caller) -> int:
    """Whether any action is offered, and whether one is taken."""
    offered = api.get(f"{CASE}/acties")
    if offered.status != 200 or not offered.json:
        api.post(f"{CASE}/gebeurtenissen", {"actie": "geboortedatum_vastleggen"}, seen=len(LIFE)).problem(
            403, "geen-recht"
        )
        return 403
    name = offered.json[0]["naam"]
    assert api.get(f"{CASE}/acties/{name}").status == 200
    return 200


def _decides(api: Caller, user: Gebruiker) -> int:
    """Whether somebody may refuse the proposal of a colleague about a topic that everybody sees."""
    colleague = Gebruiker.objects.create(username=f"collega-{uuid4()}", organisatie=user.organisatie)
    proposal = Voorstel.objects.create(
        pk=uuid4(), zaak=Zaak.objects.get(), actie="geboortedatum_vastleggen", valid_on="1990-01-01", payload={},
        instance="x", version=len(LIFE), voorgesteld_door=colleague, voorgesteld_op=now(),
    )  # fmt: skip
    body = {"besluit": "afgewezen", "reden": "Proef."}
    return api.post(f"/voorstellen/{proposal.pk}/besluiten", body, seen=f"open-{len(LIFE)}").status


def test_what_every_role_sees_of_a_case(callers: dict[str, Caller]) -> None:
    told, events, acts, expected = {}, {}, {}, {}
    pages: dict[tuple[str, str], bool] = {}
    for role, api in callers.items():
        if matrix.ROLES[role]["zaak"] == "nee":
            continue
        topics = {one["code"] for one in api.get(CASE).ok()["onderwerpen"]}
        seen = {one["type"] for one in api.get(f"{CASE}/gebeurtenissen").ok()}
        actions = {one["onderwerp"] for one in api.get(f"{CASE}/acties").ok()}
        kind = role.partition(".")[0]
        for topic, cells in matrix.TOPICS.items():
            expected[role, topic] = cells[kind] == "ja"
            told[role, topic] = topic in topics
            events[role, topic] = EVENTS.get(topic, "") in seen if topic in EVENTS else cells[kind] == "ja"
            if (kind, topic) not in pages:  # what is seen goes by the kind of organisation
                pages[kind, topic] = _page(api, topic)
            acts[role, topic] = topic in actions
    assert told == expected
    assert events == expected
    assert pages == {(role.partition(".")[0], topic): sees for (role, topic), sees in expected.items()}
    assert not [cell for cell, offered in acts.items() if offered and not expected[cell]]


def _page(api: Caller, topic: str) -> bool:
    """Whether the screens show a topic."""
    status = api.client.get(f"/zaak/inburgering/ZAAK-0001/onderwerp/{topic}/").status_code
    assert status in (200, 404), (topic, status)
    return bool(status == 200)


def test_an_event_of_a_topic_that_one_does_not_see_cannot_be_had_by_its_number(callers: dict[str, Caller]) -> None:
    all_of_them = {
        one["type"]: UUID(one["nu"]["id"])
        for role in ("gemeente.klantmanager", "duo.medewerker")
        for one in callers[role].get(f"{CASE}/gebeurtenissen").ok()
    }
    assert set(EVENTS.values()) <= all_of_them.keys()
    for role in ("coa.medewerker", "ind.medewerker", "dtenv.medewerker", "aanbieder.medewerker"):
        for topic, event in EVENTS.items():
            wanted = 200 if matrix.TOPICS[topic][role.partition(".")[0]] == "ja" else 404
            answer = callers[role].get(f"{CASE}/gebeurtenissen/{all_of_them[event]}")
            assert answer.status == wanted, (role, topic)


def test_a_key_gives_the_roles_of_the_key_and_of_none_else(place: Place, program: Made, settings: Any) -> None:
    from doorstroom.web.api.models import Sleutel

    place.case(WITH_PLAN)
    api = program("klantmanager.gemeente")
    api.get(CASE).ok()
    Sleutel.objects.update(rollen=["duo.medewerker", "gemeente.burgemeester"])  # neither is of a municipality
    api.get(CASE).problem(403, "geen-recht")
    Sleutel.objects.update(rollen=["gemeente.beheerder"])
    api.get(CASE).problem(403, "geen-recht")
