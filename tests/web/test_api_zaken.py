"""The API over cases: list, card, person, terms, explanations, events, the log of who looked."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest

from doorstroom.web.zaken.register import vault
from tests.web.conftest import TOWN, WITH_PLAN, WITHOUT_PLAN, Place

CASE = "/zaken/inburgering/ZAAK-0001"


def test_a_card_tells_how_a_case_stands_and_no_name(place: Place, program: Callable[[str], Any]) -> None:
    place.case(WITHOUT_PLAN)
    answer = program("klantmanager.gemeente").get(CASE)
    told = answer.ok()
    assert answer["ETag"] == '"5"' and told["versie"] == 5 and answer["API-Version"] == "1.1.0"
    assert (told["gemeente"], told["initialen"], told["doelgroep"]) == (TOWN, "P.P.", "asielstatushouder")
    assert told["relaties"] == [{"reden": "inwoner", "totEnMet": None}]
    assert "DEMO Proef Persoon" not in answer.response.content.decode()
    assert {one["code"] for one in told["onderwerpen"]} >= {"pip", "intake"} and told["standZin"]


def test_who_it_is_has_an_address_of_its_own_and_is_logged(place: Place, program: Callable[[str], Any]) -> None:
    place.case(WITHOUT_PLAN)
    told = program("klantmanager.gemeente").get(f"{CASE}/persoon").ok()
    assert (told["naam"], told["taal"]) == ("DEMO Proef Persoon", "ar") and told["bsn"]
    lines = [(one.operation, one.actor) for one in vault().processings("demo-person-1")]
    assert lines[-2:] == [
        ("zaak geopend", "api.0344.klantmanagergemeente"),
        ("read", "api.0344.klantmanagergemeente"),
    ]
    program("teamleider.gemeente").get(f"{CASE}/persoon").problem(403, "geen-recht")


def test_terms_with_their_dates_and_what_is_missing(place: Place, program: Callable[[str], Any]) -> None:
    place.case(WITHOUT_PLAN)
    told = program("klantmanager.gemeente").get(f"{CASE}/termijnen").ok()
    pip = next(one for one in told["klokken"] if one["naam"] == "pip")
    assert (pip["uiterlijk"], pip["dagen"], pip["stand"], pip["soort"]) == ("2024-06-10", 40, "loopt", "wet")
    assert pip["artikelen"] and "10 juni 2024" in pip["reden"] and told["taken"]


def test_an_explanation_goes_down_to_events_and_articles(place: Place, program: Callable[[str], Any]) -> None:
    place.case(WITHOUT_PLAN)
    told = program("klantmanager.gemeente").get(f"{CASE}/verklaringen/pip").ok()
    tree = told["uitleg"]
    assert (tree["kolom"], tree["waarde"]) == ("pip_uiterlijk", "2024-06-10") and "BES 5.3" in tree["artikelen"]
    nodes, stack = [], [tree]
    while stack:
        node = stack.pop()
        nodes.append(node)
        stack += [*node["onder"], *node["ookBekeken"], *(n for e in node["gebeurtenissen"] for n in e["onder"])]
    assert any(one["type"] == "brp_inschrijving" for node in nodes for one in node["gebeurtenissen"])
    assert any(one["bron"] for node in nodes for one in node["wetswaarden"])
    program("klantmanager.gemeente").get(f"{CASE}/verklaringen/bestaat_niet").problem(404)


def test_looking_back_to_a_day_a_moment_and_another_law(place: Place, program: Callable[[str], Any]) -> None:
    place.case(WITH_PLAN)
    api = program("klantmanager.gemeente")
    assert api.get(f"{CASE}?peildatum=2023-01-01").ok()["peildatum"] == "2023-01-01"
    then = api.get(f"{CASE}/gebeurtenissen?bekendOp=2023-01-15T00:00:00%2B01:00").ok()
    assert 0 < len(then) < len(api.get(f"{CASE}/gebeurtenissen").ok())
    assert api.get(f"{CASE}/verklaringen/pip?wetsdatum=2022-06-01").ok()["wetsdatum"] == "2022-06-01"
    for wrong in ("peildatum=1800-01-01", "peildatum=morgen", "bekendOp=2050-01-01T00:00:00Z", "bekendOp=2023-01-01",
                  "wetsdatum=3000-01-01", "peildag=2023-01-01"):  # fmt: skip
        told = api.get(f"{CASE}?{wrong}").problem(400, "ongeldig-verzoek")
        assert told["fouten"][0]["veld"] == wrong.partition("=")[0]


def test_events_with_what_they_hold(place: Place, program: Callable[[str], Any]) -> None:
    place.case(WITH_PLAN)
    api = program("klantmanager.gemeente")
    told = api.get(f"{CASE}/gebeurtenissen").ok()
    pip = next(one for one in told if one["type"] == "pip_vastgesteld")
    assert pip["nu"]["gegevens"]["uren_leerroute"] == 900.0 and pip["nu"]["vastgelegdOp"].endswith("Z")
    assert api.get(f"{CASE}/gebeurtenissen/{pip['nu']['id']}").ok() == pip
    api.get(f"{CASE}/gebeurtenissen/{uuid4()}").problem(404)
    api.get(f"{CASE}/gebeurtenissen/geen-uuid").problem(400)


def test_events_of_topics_that_one_does_not_see_are_not_told(place: Place, program: Callable[[str], Any]) -> None:
    place.case(WITH_PLAN)
    seen = {one["type"] for one in program("medewerker.ind").get(f"{CASE}/gebeurtenissen").ok()}
    assert "verblijfsrecht_verkregen" in seen and "pip_vastgesteld" not in seen
    pip = next(
        one for one in program("klantmanager.gemeente").get(f"{CASE}/gebeurtenissen").ok()
        if one["type"] == "pip_vastgesteld"
    )  # fmt: skip
    program("medewerker.ind").get(f"{CASE}/gebeurtenissen/{pip['nu']['id']}").problem(404)


def test_cases_by_number_in_pages(place: Place, program: Callable[[str], Any]) -> None:
    for _ in range(5):
        place.case(WITHOUT_PLAN)
    answer = program("klantmanager.gemeente").get("/zaken?zaaknummer=zaak&perPagina=2&pagina=2")
    assert answer.ok()["aantal"] == 5 and [one["zaaknummer"] for one in answer.json["resultaten"]] == [
        "ZAAK-0003",
        "ZAAK-0004",
    ]
    assert 'rel="next"' in answer["Link"] and 'rel="prev"' in answer["Link"]
    assert "pagina=3&perPagina=2" in answer["Link"] or "perPagina=2&pagina=3" in answer["Link"]
    assert program("klantmanager.gemeente.twee").get("/zaken").ok()["aantal"] == 0


def test_a_bsn_goes_in_a_body_and_never_in_an_address(place: Place, program: Callable[[str], Any]) -> None:
    place.case(WITHOUT_PLAN)
    api = program("klantmanager.gemeente")
    bsn = api.get(f"{CASE}/persoon").ok()["bsn"]
    found = api.post("/zoekopdrachten", {"bsn": bsn}, key=None).ok()
    assert [one["zaaknummer"] for one in found["resultaten"]] == ["ZAAK-0001"]
    assert vault().processings("demo-person-1")[-1].operation == "search"
    assert api.get(f"/zaken?zaaknummer={bsn}").problem(400)["fouten"][0]["code"] == "bsn"
    api.post("/zoekopdrachten", {"bsn": "123456789"}, key=None).problem(400)
    api.post("/zoekopdrachten", {"bsn": 123456782}, key=None).problem(400)
    program("teamleider.gemeente").post("/zoekopdrachten", {"bsn": bsn}, key=None).problem(403)
    assert program("klantmanager.gemeente.twee").post("/zoekopdrachten", {"bsn": bsn}, key=None).ok()["aantal"] == 0


def test_who_looked(place: Place, program: Callable[[str], Any]) -> None:
    place.case(WITHOUT_PLAN)
    program("klantmanager.gemeente").get(CASE).ok()
    answer = program("teamleider.gemeente").get(f"{CASE}/verwerkingen?perPagina=2")
    told = answer.ok()
    assert told["resultaten"][1]["wie"] == "api.0344.klantmanagergemeente" and told["aantal"] >= 2
    assert all(line["doel"] and line["activiteit"] for line in told["resultaten"])
    program("klantmanager.gemeente").get(f"{CASE}/verwerkingen").problem(403)


@pytest.mark.parametrize("part", ["", "/persoon", "/termijnen", "/verklaringen/pip", "/gebeurtenissen", "/acties",
                                  "/acties/intake_oproepen", "/concepten", "/berichten", "/documenten",
                                  "/toewijzing"])  # fmt: skip
def test_a_case_of_another_organisation_is_not_there(part: str, place: Place, program: Callable[[str], Any]) -> None:
    place.case(WITHOUT_PLAN)
    api = program("klantmanager.gemeente.twee")
    told = api.get(CASE + part).problem(404, "niet-gevonden")
    forged = api.get(f"/zaken/inburgering/ZAAK-9999{part}").problem(404)
    assert told["detail"] == forged["detail"]  # the same answer, so that nothing is told
    api.get(f"/zaken/opvang/ZAAK-0001{part}").problem(404)


def test_a_newcomer_reads_his_own_case_and_no_other(place: Place, person: Callable[[str], Any]) -> None:
    place.case(WITHOUT_PLAN), place.case(WITHOUT_PLAN)
    user = place.users["inburgeraar"]
    user.person_id = "demo-person-1"
    user.save()
    api = person("inburgeraar")
    assert api.get("/zaken").ok()["aantal"] == 1
    assert api.get(f"{CASE}/persoon").ok()["naam"] == "DEMO Proef Persoon"
    assert api.get(f"{CASE}/verwerkingen").ok()["aantal"] > 1
    api.get("/zaken/inburgering/ZAAK-0002").problem(404)
    api.get("/werklijstregels").problem(403)
