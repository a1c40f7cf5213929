"""Proposals over the API: four eyes, and only people have them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest

from doorstroom.stelsels.inburgering import system
from doorstroom.web.zaken.register import register, vault
from tests.web.conftest import TOWN, WITHOUT_PLAN, Place

CASE = "/zaken/inburgering/ZAAK-0001"
READY: list[tuple[str, str, dict[str, Any]]] = [
    *WITHOUT_PLAN,
    ("intake_opgeroepen", "2024-04-08", {}),
    ("leerbaarheidstoets_afgenomen", "2024-04-15", {"uitkomst": "B1_haalbaar"}),
    ("intake_afgerond", "2024-04-22", {"onderwijsroute_onderzocht": True, "bevindingen_schriftelijk": True}),
]
PLAN = {
    "actie": "pip_vaststellen",
    "gegevens": {
        "gemeente": TOWN, "leerroute": "B1", "niveau": "B1", "uren_leerroute": 900, "intensiteit_pvt": 4,
        "intensiteit_map": 3, "voortgangsgesprekken": 4, "ondersteuning_en_begeleiding": True,
        "afspraken_voorschoolse_educatie": False,
    },
}  # fmt: skip
Made = Callable[[str], Any]


@pytest.fixture
def proposal(place: Place, program: Made) -> str:
    """A plan that a program of the municipality proposed; its address."""
    place.case(READY)
    api = program("klantmanager.gemeente")
    form = api.get(f"{CASE}/acties/pip_vaststellen").ok()["formulier"]["properties"]
    body = {**PLAN, "gegevens": {name: value for name, value in PLAN["gegevens"].items() if name in form}}
    answer = api.post(f"{CASE}/gebeurtenissen", body, seen=len(READY))
    told = answer.ok(202)
    assert (told["stand"], told["gebeurtenis"], told["versie"]) == ("voorgesteld", None, len(READY))
    assert answer["Location"] == told["voorstel"]["url"]
    return str(told["voorstel"]["url"])


def test_a_proposal_waits_and_a_colleague_agrees(proposal: str, person: Made, program: Made, place: Place) -> None:
    colleague = person("kwaliteitsmedewerker.gemeente")
    assert colleague.get("/voorstellen?welke=te-beslissen").ok()["aantal"] == 1
    lines = vault().processings(place.person_of("ZAAK-0001"))
    assert [line.actor for line in lines if line.operation == "voorstellen gelezen"] == [
        "kwaliteitsmedewerker.gemeente"
    ]
    answer = colleague.get(proposal)
    told = answer.ok()
    assert told["magBeslissen"] and told["bezwaren"] == [] and told["stand"] == "open" and told["inWoorden"]
    version = answer["ETag"].strip('"')
    key = uuid4()
    done = colleague.post(f"{proposal}/besluiten", {"besluit": "akkoord"}, seen=version, key=key)
    event = done.ok(201)["gebeurtenis"]
    assert event["nu"]["id"] == proposal.rsplit("/", 1)[1] and len(event["nu"]["door"]) == 2
    again = colleague.post(f"{proposal}/besluiten", {"besluit": "akkoord"}, seen=version, key=key)
    assert again.json == done.json and again["Idempotent-Replayed"] == "true"
    other_key = colleague.post(f"{proposal}/besluiten", {"besluit": "akkoord"}, seen=version)
    other_key.problem(412, "verouderd")
    assert len(register().history_of_case(system(), "ZAAK-0001")) == len(READY) + 1
    assert person("klantmanager.gemeente").get(proposal).ok()["stand"] == "akkoord"


def test_who_may_not_decide(proposal: str, person: Made, program: Made) -> None:
    version = person("klantmanager.gemeente").get(proposal)["ETag"].strip('"')
    agree = {"besluit": "akkoord"}
    no_right = person("klantmanager.gemeente").post(f"{proposal}/besluiten", agree, seen=version)
    no_right.problem(403, "geen-recht")
    by_program = program("kwaliteitsmedewerker.gemeente").post(f"{proposal}/besluiten", agree, seen=version)
    assert "mens" in by_program.problem(403)["detail"]
    refuse = {"besluit": "afgewezen", "reden": "nee"}
    program("kwaliteitsmedewerker.gemeente").post(f"{proposal}/besluiten", refuse, seen=version).problem(403)
    person("kwaliteitsmedewerker.gemeente.twee").get(proposal).problem(404)
    person("beslisser.duo").post(f"{proposal}/besluiten", agree, seen=version).problem(404)
    person("teamleider.gemeente").get("/voorstellen").problem(403)
    assert len(register().history_of_case(system(), "ZAAK-0001")) == len(READY)


def test_refusing_needs_a_reason(proposal: str, person: Made) -> None:
    colleague = person("kwaliteitsmedewerker.gemeente")
    version = colleague.get(proposal)["ETag"].strip('"')
    colleague.post(f"{proposal}/besluiten", {"besluit": "afgewezen"}, seen=version).problem(400)
    told = colleague.post(f"{proposal}/besluiten", {"besluit": "afgewezen", "reden": "Te weinig uren."}, seen=version)
    assert told.ok(201)["stand"] == "afgewezen" and told.json["voorstel"]["reden"] == "Te weinig uren."
    assert colleague.get("/voorstellen?welke=besloten").ok()["aantal"] == 1
    colleague.post(f"{proposal}/besluiten", {"besluit": "misschien"}, seen=version).problem(400)


def test_one_takes_back_ones_own(proposal: str, program: Made, person: Made) -> None:
    api = program("klantmanager.gemeente")
    version = api.get(proposal)["ETag"].strip('"')
    take_back = {"besluit": "ingetrokken"}
    person("collega.gemeente").post(f"{proposal}/besluiten", take_back, seen=version).problem(403)
    assert api.get("/voorstellen?welke=eigen").ok()["aantal"] == 1
    assert api.post(f"{proposal}/besluiten", take_back, seen=version).ok(201)["stand"] == "ingetrokken"
    api.post(f"{proposal}/besluiten", take_back, seen=version).problem(412)


def test_agreeing_to_what_changed_meanwhile_is_refused_with_what_did(
    proposal: str, person: Made, program: Made
) -> None:  # fmt: skip
    colleague = person("kwaliteitsmedewerker.gemeente")
    version = colleague.get(proposal)["ETag"].strip('"')
    colleague.post(f"{proposal}/besluiten", {"besluit": "akkoord"}).problem(428)
    later = {"actie": "bijstand_vastleggen", "gegevens": {}}
    form = program("klantmanager.gemeente").get(f"{CASE}/acties/bijstand_vastleggen").ok()["formulier"]
    later["gegevens"] = dict.fromkeys(form.get("required", ()), True)
    program("klantmanager.gemeente").post(f"{CASE}/gebeurtenissen", later, seen=len(READY)).ok(201)
    told = colleague.post(f"{proposal}/besluiten", {"besluit": "akkoord"}, seen=version).problem(412, "verouderd")
    assert told["gewijzigd"]
    assert colleague.get(proposal).ok()["intussen"] == told["gewijzigd"]


def test_proposals_that_do_not_exist(place: Place, program: Made) -> None:
    api = program("klantmanager.gemeente")
    api.get(f"/voorstellen/{uuid4()}").problem(404)
    api.get("/voorstellen/x").problem(400)
    api.post(f"/voorstellen/{uuid4()}/besluiten", {"besluit": "akkoord"}, seen="open-1").problem(404)
    api.get("/voorstellen?welke=allemaal").problem(400)
