"""Taking actions over the API: events, refusals, corrections, drafts, and doing nothing twice."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest

from doorstroom.stelsels.inburgering import system
from doorstroom.web.zaken.models import Concept, Zaak
from doorstroom.web.zaken.register import register, vault
from tests.web.conftest import WITH_PLAN, WITHOUT_PLAN, Place

CASE = "/zaken/inburgering/ZAAK-0001"
INVITE = {"actie": "intake_oproepen"}
HOURS = {"actie": "uren_vastleggen", "geldigOp": "2024-04-01"}
Made = Callable[[str], Any]


@pytest.fixture
def api(place: Place, program: Made) -> Any:
    """A program of the municipality, and a case without a plan at version 5."""
    place.case(WITHOUT_PLAN)
    return program("klantmanager.gemeente")


def test_an_action_becomes_an_event_with_the_program_as_actor(api: Any) -> None:
    key = uuid4()
    answer = api.post(f"{CASE}/gebeurtenissen", INVITE, seen=5, key=key)
    told = answer.ok(201)
    assert (told["stand"], told["versie"], answer["ETag"]) == ("vastgelegd", 6, '"6"')
    assert told["gebeurtenis"]["nu"]["id"] == str(key) and told["gebeurtenis"]["nu"]["geldigOp"] == "2024-05-01"
    assert api.get(answer["Location"]).ok()["nu"]["door"] == ["klantmanager.gemeente"]
    event = register().history_of_case(system(), "ZAAK-0001")[-1]
    assert (event.actor, event.organisation) == ("api.0344.klantmanagergemeente", "0344")
    assert Zaak.objects.get().version == 6 and api.get(CASE)["ETag"] == '"6"'
    assert "vastgelegd: intake_opgeroepen" in {one.operation for one in vault().processings("demo-person-1")}


def test_the_same_request_again_does_nothing_and_gets_the_same_answer(api: Any) -> None:
    key = uuid4()
    first = api.post(f"{CASE}/gebeurtenissen", INVITE, seen=5, key=key)
    again = api.post(f"{CASE}/gebeurtenissen", INVITE, seen=5, key=key)
    spaced = api.call("POST", f"{CASE}/gebeurtenissen", raw=b'{ "actie" :"intake_oproepen" }', seen=5, key=key)
    assert first.ok(201) == again.ok(201) == spaced.ok(201) and again["Idempotent-Replayed"] == "true"
    assert again["ETag"] == first["ETag"] and again["Location"] == first["Location"]
    assert len(register().history_of_case(system(), "ZAAK-0001")) == 6


def test_a_key_is_for_one_request(api: Any, program: Made) -> None:
    key = uuid4()
    api.post(f"{CASE}/gebeurtenissen", INVITE, seen=5, key=key).ok(201)
    other = {**INVITE, "geldigOp": "2024-04-30"}
    api.post(f"{CASE}/gebeurtenissen", other, seen=6, key=key).problem(409, "sleutel-hergebruikt")
    # Another program that comes up with the id of this event gets neither the event nor a second one.
    duo = program("medewerker.duo")
    notice = {"actie": "kennisgeving_versturen"}
    duo.post(f"{CASE}/gebeurtenissen", notice, seen=6, key=key).problem(409, "sleutel-hergebruikt")
    assert len(register().history_of_case(system(), "ZAAK-0001")) == 6


def test_a_refused_request_may_be_mended_under_the_same_key(api: Any) -> None:
    key = uuid4()
    wrong = {**INVITE, "geldigOp": "2024-06-01"}
    told = api.post(f"{CASE}/gebeurtenissen", wrong, seen=5, key=key).problem(409, "weigering")
    assert "1 juni 2024" in told["zinnen"][0] and told["weigeringen"][0]["zin"] == told["zinnen"][0]
    api.post(f"{CASE}/gebeurtenissen", INVITE, seen=5, key=key).ok(201)


def test_a_refusal_names_the_column_and_what_is_missing(place: Place, program: Made) -> None:
    place.case([one for one in WITHOUT_PLAN if one[0] != "kennisgeving_verzonden"][:1])
    api = program("medewerker.duo")
    found = [one for one in api.get(f"{CASE}/acties").ok() for r in one["weigeringen"] if r["ontbreekt"]]
    assert found and not found[0]["kanNu"]
    lack = next(r for r in found[0]["weigeringen"] if r["ontbreekt"])
    assert lack["kolom"] and {"gebeurtenistype", "naam", "leverancier"} <= lack["ontbreekt"][0].keys()


def test_without_a_version_nothing_changes_and_with_a_stale_one_it_is_told_what_did(api: Any, program: Made) -> None:
    api.post(f"{CASE}/gebeurtenissen", INVITE).problem(428, "voorwaarde-nodig")
    api.post(f"{CASE}/gebeurtenissen", INVITE, **{"If-Match": "*"}).problem(428)
    api.post(f"{CASE}/gebeurtenissen", INVITE, **{"If-Match": "5"}).problem(400)
    api.post(f"{CASE}/gebeurtenissen", INVITE, seen="vijf").problem(400)
    api.post(f"{CASE}/gebeurtenissen", INVITE, seen=99).problem(412, "verouderd")
    program("medewerker.duo").post(f"{CASE}/gebeurtenissen", {"actie": "kennisgeving_versturen"}, seen=5).ok(201)
    answer = api.post(f"{CASE}/gebeurtenissen", INVITE, seen=5)
    told = answer.problem(412, "verouderd")
    assert [one["type"] for one in told["gewijzigd"]] == ["kennisgeving_verzonden"] and answer["ETag"] == '"6"'
    api.post(f"{CASE}/gebeurtenissen", INVITE, **{"If-Match": 'W/"6"'}).ok(201)  # a proxy may have weakened it


def test_without_a_key_nothing_is_recorded(api: Any) -> None:
    for key in (None, "", "geen-uuid"):
        told = api.post(f"{CASE}/gebeurtenissen", INVITE, seen=5, key=key).problem(400, "ongeldig-verzoek")
        assert told["fouten"][0]["veld"] == "Idempotency-Key"


def test_every_mistake_in_a_form_is_told_at_once(place: Place, program: Made) -> None:
    place.case(WITH_PLAN)
    data = {"uren": "twaalf", "soort": "schaatsen", "kleur": "rood"}
    body = {**HOURS, "gegevens": data}
    told = program("klantmanager.gemeente").post(f"{CASE}/gebeurtenissen", body, seen=11).problem(400)
    assert {one["veld"] for one in told["fouten"]} >= {"gegevens.uren", "gegevens.soort", "gegevens.kleur"}
    assert "schaatsen" not in str(told)  # what somebody filled in is not told again


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({}, "actie"),
        ({"actie": 7}, "actie"),
        ({"actie": "intake_oproepen", "geldigOp": "31-12-2024"}, "geldigOp"),
        ({"actie": "intake_oproepen", "geldigOp": 20240501}, "geldigOp"),
        ({"actie": "intake_oproepen", "gegevens": []}, "gegevens"),
        ({"actie": "intake_oproepen", "verbetert": "x"}, "verbetert"),
        ({"actie": "intake_oproepen", "trektIn": "ja"}, "trektIn"),
        ({"actie": "intake_oproepen", "haast": True}, "haast"),
        ([], ""),
        ("intake_oproepen", ""),
        (None, ""),
    ],
)
def test_wrong_types_are_refused(body: Any, field: str, api: Any) -> None:
    answer = api.call("POST", f"{CASE}/gebeurtenissen", raw=b"null" if body is None else None, body=body, seen=5)
    told = answer.problem(400, "ongeldig-verzoek")
    assert field in {one["veld"] for one in told["fouten"]} or not field


def test_actions_of_others_and_actions_that_do_not_exist(api: Any) -> None:
    api.post(f"{CASE}/gebeurtenissen", {"actie": "examen_vastleggen"}, seen=5).problem(403, "geen-recht")
    api.post(f"{CASE}/gebeurtenissen", {"actie": "bestaat_niet"}, seen=5).problem(404)
    api.get(f"{CASE}/acties/examen_vastleggen").problem(403)
    api.get(f"{CASE}/acties/bestaat_niet").problem(404)


def test_a_date_that_cannot_be_is_told_in_words_for_people(place: Place, program: Made) -> None:
    place.case(WITHOUT_PLAN[1:])
    api = program("administratie.gemeente")
    body = {"actie": "geboortedatum_vastleggen", "geldigOp": "1799-12-31"}
    told = api.post(f"{CASE}/gebeurtenissen", body, seen=4).problem(400, "ongeldig-verzoek")
    assert told["detail"] == "Deze dag kan niet. Kijk of het jaar klopt."
    english = api.post(f"{CASE}/gebeurtenissen", body, seen=4, **{"Accept-Language": "en"}).problem(400)
    assert english["detail"] == "This day is not possible. Check the year."
    assert len(register().history_of_case(system(), "ZAAK-0001")) == 4


def test_what_would_come_of_it_is_told_without_doing_it(api: Any) -> None:
    told = api.post(f"{CASE}/toetsen", INVITE, key=None).ok()
    assert told == {"kan": True, "akkoordNodig": False, "zinnen": [], "weigeringen": []}
    told = api.post(f"{CASE}/toetsen", {**INVITE, "geldigOp": "2024-06-01"}, key=None).ok()
    assert not told["kan"] and "1 juni 2024" in told["zinnen"][0] and told["weigeringen"]
    assert len(register().history_of_case(system(), "ZAAK-0001")) == 5


def test_a_correction_and_a_withdrawal_stay_visible(api: Any) -> None:
    first = api.post(f"{CASE}/gebeurtenissen", INVITE, seen=5).ok(201)["gebeurtenis"]["nu"]["id"]
    better = {**INVITE, "geldigOp": "2024-04-29", "verbetert": first}
    told = api.post(f"{CASE}/gebeurtenissen", better, seen=6).ok(201)["gebeurtenis"]
    assert told["nu"]["geldigOp"] == "2024-04-29" and told["nu"]["vervangt"] == first
    assert [one["id"] for one in told["eerder"]] == [first]
    gone = {**INVITE, "verbetert": told["nu"]["id"], "trektIn": True}
    told = api.post(f"{CASE}/gebeurtenissen", gone, seen=7).ok(201)["gebeurtenis"]
    assert told["nu"]["ingetrokken"] and len(told["eerder"]) == 2
    api.post(f"{CASE}/gebeurtenissen", {**INVITE, "verbetert": str(uuid4())}, seen=8).problem(400)
    api.post(f"{CASE}/gebeurtenissen", {**INVITE, "trektIn": True}, seen=8).problem(400)


def test_what_another_organisation_recorded_is_not_mine_to_correct(place: Place, program: Made) -> None:
    place.case(WITH_PLAN)  # recorded by "test"
    api = program("klantmanager.gemeente")
    intake = next(one for one in api.get(f"{CASE}/gebeurtenissen").ok() if one["type"] == "aanbod_gedaan")
    body = {"actie": "aanbod_doen", "verbetert": intake["nu"]["id"], "gegevens": {"keurmerk": False}}
    told = api.post(f"{CASE}/gebeurtenissen", body, seen=11).problem(400)
    assert "Alleen wie iets heeft vastgelegd" in told["detail"]


def test_an_action_that_adds_names_what_it_may_add_to(place: Place, program: Made) -> None:
    place.case(WITH_PLAN)
    api = program("klantmanager.gemeente")
    told = api.get(f"{CASE}/acties/intake_aanvullen").ok()
    assert told["vultAan"] and not told["geldigOpGevraagd"]
    (there,) = told["aanTeVullen"]
    body = {"actie": "intake_aanvullen", "verbetert": there["id"], "gegevens": {"bevindingen_schriftelijk": True}}
    event = api.post(f"{CASE}/gebeurtenissen", body, seen=11).ok(201)["gebeurtenis"]
    assert event["nu"]["gegevens"]["bevindingen_schriftelijk"] is True
    assert event["nu"]["gegevens"]["onderwijsroute_onderzocht"] is True  # what it does not ask stays


def test_a_program_takes_no_decision_that_may_harm_somebody(api: Any, person: Made) -> None:
    found = {one["naam"]: one for one in api.get(f"{CASE}/acties").ok()}
    adverse = [one for one in found.values() if one["nadelig"] and not one["akkoordNodig"]]
    assert adverse and all(any("programma" in r["zin"] for r in one["weigeringen"]) for one in adverse)
    name = adverse[0]["naam"]
    told = api.post(f"{CASE}/gebeurtenissen", {"actie": name}, seen=5)
    assert told.status in (400, 403)
    body = {"actie": "intake_oproepen_met_waarschuwing"}
    assert "mens" in api.post(f"{CASE}/gebeurtenissen", body, seen=5).problem(403)["detail"]
    by_person = {one["naam"]: one for one in person("klantmanager.gemeente").get(f"{CASE}/acties").ok()}
    assert not any("programma" in r["zin"] for r in by_person[name]["weigeringen"])
    person("klantmanager.gemeente").post(f"{CASE}/gebeurtenissen", body, seen=5).problem(409, "weigering")


def test_drafts_are_kept_for_who_wrote_them(api: Any, program: Made) -> None:
    body = {"geldigOp": "2024-05-01", "gegevens": {"soort": "overig"}}
    told = api.put(f"{CASE}/concepten/belemmering_melden", body).ok()
    assert told["gegevens"] == {"soort": "overig", "op": "2024-05-01"} and told["zaakversie"] == 5
    assert [one["actie"] for one in api.get(f"{CASE}/concepten").ok()] == ["belemmering_melden"]
    assert program("teamleider.gemeente").get(f"{CASE}/concepten").ok() == []
    wrong = api.put(f"{CASE}/concepten/belemmering_melden", {"gegevens": {"kleur": 1}}).problem(400)
    assert wrong["fouten"][0]["veld"] == "gegevens.kleur"
    api.put(f"{CASE}/concepten/examen_vastleggen", body).problem(403)
    api.delete(f"{CASE}/concepten/belemmering_melden").ok(204)
    api.delete(f"{CASE}/concepten/belemmering_melden").ok(204)
    assert not Concept.objects.exists()
