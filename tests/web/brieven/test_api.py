"""Letters over the API: offered, looked at, made once, read with a line in the log."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest

from doorstroom.web.zaken.models import Brief
from doorstroom.web.zaken.register import vault
from tests.web.brieven.cases import CASES, PLAN, Office

FILLED = {"reden": "U leert snel.", "ondersteuning": "Wij bellen u."}
ASKED = {"brief": PLAN.letter, "gegevens": FILLED}
Made = Callable[[str], Any]


@pytest.fixture
def path(case: str) -> str:
    return f"/zaken/inburgering/{case}"


def test_a_letter_is_offered_with_what_it_asks_and_who_may_sign(path: str, person: Made) -> None:
    told = {one["naam"]: one for one in person(PLAN.by).get(f"{path}/briefsoorten").ok()}
    plan = told[PLAN.letter]
    assert plan["soort"] == "besluit" and plan["alleenMensen"] and plan["gebeurtenis"] and not plan["gemaakt"]
    assert {"naam": "reden", "verplicht": True}.items() <= plan["vragen"][0].items()
    assert "klantmanager.gemeente" in {one["gebruikersnaam"] for one in plan["ondertekenaars"]}
    assert "verlenging_toegekend" not in told  # that is a letter of DUO


def test_an_example_is_a_pdf_and_keeps_nothing(path: str, person: Made, program: Made) -> None:
    for api in (person(PLAN.by), program(PLAN.by)):
        for part in ("brief", "uitleg"):
            filled = {"ondersteuning": "Wij bellen u."}  # the reason shows as a gap
            body = {"brief": PLAN.letter, "deel": part, "gegevens": filled, "ondertekenaar": PLAN.by}
            answer = api.post(f"{path}/briefvoorbeelden", body, key=None)
            assert answer.status == 200, answer.response.content
            assert answer.response.content.startswith(b"%PDF-")
            assert answer["Content-Disposition"] == 'attachment; filename="voorbeeld.pdf"'
    assert not Brief.objects.exists()
    assert f"voorbeeld van brief bekeken: {PLAN.letter}" in {o.operation for o in vault().processings("demo-person-1")}


def test_a_person_makes_a_decision_known_once(path: str, person: Made, program: Made) -> None:
    api, key = person(PLAN.by), uuid4()
    answer = api.post(f"{path}/brieven", ASKED, key=key)
    told = answer.ok(201)
    assert (told["id"], told["naam"], told["bezwaarTotEnMet"]) == (str(key), PLAN.letter, "2024-06-12")
    assert api.post(f"{path}/brieven", ASKED, key=key).json == told and Brief.objects.count() == 1
    refused = api.post(f"{path}/brieven", ASKED).problem(409, "weigering")
    assert "al gemaakt" in refused["detail"] and refused["zinnen"] == [refused["detail"]]
    again = api.post(f"{path}/brieven", {**ASKED, "vervangt": True}).ok(201)
    assert again["id"] != told["id"] and [one["id"] for one in api.get(f"{path}/brieven").ok()] == [
        again["id"],
        told["id"],
    ]
    assert api.get(answer["Location"]).ok() == told
    content = api.get(told["inhoud"])
    assert content.response.content.startswith(b"%PDF-") and content["Content-Security-Policy"].startswith("sandbox")
    assert api.get(told["uitleg"]).response.content.startswith(b"%PDF-") and told["uitlegTaal"] == "ar"
    assert {f"brief gelezen: {PLAN.letter}", f"uitleg gelezen: {PLAN.letter}"} <= {
        one.operation for one in vault().processings("demo-person-1")
    }
    offered = {one["naam"]: one["gemaakt"] for one in api.get(f"{path}/briefsoorten").ok()}
    assert offered[PLAN.letter] is True
    program("teamleider.gemeente").get(told["inhoud"]).problem(404)  # he sees no names
    program("klantmanager.gemeente.twee").get(f"{path}/brieven").problem(404)


def test_what_makes_no_letter(path: str, person: Made, program: Made) -> None:
    assert "mens" in program(PLAN.by).post(f"{path}/brieven", ASKED).problem(403, "geen-recht")["detail"]
    api = person(PLAN.by)
    told = api.post(f"{path}/brieven", {**ASKED, "gegevens": {"reden": "x"}}).problem(409, "weigering")
    assert "Vul in: welke hulp en begeleiding." in told["zinnen"]
    wrong: list[tuple[dict[str, Any], int]] = [
        ({"brief": "bestaat_niet"}, 404), ({"gebeurtenis": str(uuid4())}, 404), ({"gegevens": {"kleur": "rood"}}, 409),
        ({"gegevens": {**FILLED, "reden": "x" * 5000}}, 409), ({"gegevens": {"reden": 7}}, 400),
        ({"gegevens": {"reden": "a\x01b"}}, 400), ({"ondertekenaar": "medewerker.duo"}, 400), ({"vervangt": "ja"}, 400),
        ({"brief": "verlenging_toegekend"}, 403), ({"kleur": "rood"}, 400),
    ]  # fmt: skip
    for more, status in wrong:
        api.post(f"{path}/brieven", {**ASKED, **more}).problem(status)
    api.get(f"{path}/brieven/{uuid4()}").problem(404)
    person("beheerder.gemeente").get(f"{path}/brieven").problem(403)
    assert not Brief.objects.exists()


def test_a_program_makes_a_letter_that_decides_nothing(office: Office, program: Made) -> None:
    invitation = next(one for one in CASES.values() if one.letter == "uitnodiging_intake")
    office.on(invitation.day)
    case = office.case(invitation.life)
    body: dict[str, Any] = {"brief": invitation.letter, "gegevens": dict(invitation.filled)}
    unsigned = program(invitation.by).post(f"/zaken/inburgering/{case}/brieven", body).problem(400)
    assert unsigned["fouten"][0]["veld"] == "ondertekenaar"
    body["ondertekenaar"] = invitation.by
    told = program(invitation.by).post(f"/zaken/inburgering/{case}/brieven", body).ok(201)
    assert told["bezwaarTotEnMet"] is None and Brief.objects.get().gemaakt_door.username.startswith("api.0344.")
