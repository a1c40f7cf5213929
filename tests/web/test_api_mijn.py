"""The newcomer's own page over the API: what he reads there, what he asks, and that it is his alone."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest

from doorstroom.web.mijn import oneens
from doorstroom.web.zaken.models import Bericht, Inzage, Zaak
from doorstroom.web.zaken.register import vault
from tests.web.api_client import Caller
from tests.web.conftest import DAY, WITH_PLAN, WITHOUT_PLAN, Place
from tests.web.mijn_proef import FINED, Newcomer, newcomer, page, words
from tests.web.test_mijn_wie import file_of, letter_of

__all__ = ["newcomer"]  # a fixture
Made = Callable[[str], Any]
READ = ("", "/datums", "/plan", "/uren", "/examens", "/brieven", "/besluiten", "/hulp", "/verwerkingen", "/vragen",
        "/gegevens")  # fmt: skip


@pytest.fixture
def own(newcomer: Newcomer, place: Place) -> Any:
    """Who calls the API with the session of a newcomer."""
    return lambda case, language="nl": Caller(newcomer(case, language), **{"Accept-Language": language})


def test_it_is_of_newcomers_alone(own: Any, place: Place, person: Made, program: Made) -> None:
    place.case(WITH_PLAN)
    for path in READ:
        person("klantmanager.gemeente").get(f"/mijn{path}").problem(403, "geen-recht")
        program("beheerder.platform").get(f"/mijn{path}").problem(403)
        Caller().get(f"/mijn{path}").problem(401)
    person("klantmanager.gemeente").post("/mijn/afmeldingen", {"reden": "ziek"}).problem(403)
    program("klantmanager.gemeente").post("/mijn/vragen/lening_aanvragen", {}, seen=1).problem(403)
    nobody = own("ZAAK-9999")  # a newcomer whose case is not here
    for path in READ:
        nobody.get(f"/mijn{path}").problem(404)
    assert not Bericht.objects.exists()


def test_what_he_reads_is_what_his_page_tells(own: Any, place: Place) -> None:
    case, other = place.case(WITH_PLAN), place.case(WITHOUT_PLAN, "DEMO Iemand Anders")
    letter, strange = letter_of(place, case), letter_of(place, other, subject="Brief aan een ander")
    api = own(case)
    told = api.get("/mijn").ok()
    assert (told["zaaknummer"], told["zaakversie"], told["taal"]) == (case, len(WITH_PLAN), "nl")
    term = told["termijn"]["ding"]
    assert term["naam"] == "inburgeringstermijn" and term["uiterlijk"] == "2026-02-14" and term["waarom"]
    assert api.get(term["uitleg"]).ok()["uitleg"]
    assert [one["stand"] for one in told["stappen"]].count("hier") == 1
    dates = api.get("/mijn/datums").ok()
    assert {"inburgeringstermijn"} <= {one["naam"] for one in [*dates["eigen"], *dates["anderen"]]}
    plan, shown = api.get("/mijn/plan").ok(), words(page(api.client, "plan/"))
    assert plan["heeftPlan"] and plan["zinnen"] and all(one["tekst"] in shown for one in plan["zinnen"])
    assert api.get("/mijn/uren").ok()["uren"][0]["nodig"] == 900
    assert len(api.get("/mijn/examens").ok()["examens"]) >= 4
    (found,) = api.get("/mijn/brieven").ok()
    assert found["id"] == str(letter.pk) and found["uitlegTaal"] == "ar"
    assert api.get(found["inhoud"]).response.content == b"%PDF-brief"
    assert api.get(f"/mijn/brieven/{letter.pk}/uitleg").response.content == b"%PDF-uitleg"
    api.get(f"/mijn/brieven/{strange.pk}/inhoud").problem(404)
    assert api.get("/mijn/hulp").ok()["gemeente"]["naam"] == "Gemeente Een"
    looks = api.get("/mijn/verwerkingen").ok()
    assert looks and all("demo" not in one["wie"].casefold() for one in looks) and any(one["zelf"] for one in looks)
    assert not [line for line in vault().processings(place.person_of(other)) if line.organisation == "inburgeraar"]


@pytest.mark.parametrize("language", ["en", "ar", "uk"])
def test_it_speaks_his_language(language: str, own: Any, place: Place) -> None:
    case = place.case(WITH_PLAN)
    dutch, told = own(case).get("/mijn").ok(), own(case, language).get("/mijn").ok()
    assert told["taal"] == language and told["stand"]["tekst"] != dutch["stand"]["tekst"]


def test_he_takes_everything_along_and_that_is_on_record(own: Any, place: Place) -> None:
    case = place.case(WITH_PLAN)
    file_of(place, case)
    answer = own(case).get("/mijn/gegevens")
    assert answer.status == 200 and answer["Content-Type"] == "application/zip"
    with zipfile.ZipFile(io.BytesIO(answer.response.content)) as packed:
        names = packed.namelist()
        assert json.loads(packed.read("mijn-gegevens.json"))["zaak"] == case
    assert "mijn-gegevens.html" in names and any(name.endswith("diploma.pdf") for name in names)
    assert "alles gedownload" in [line.operation for line in vault().processings(place.person_of(case))]


def test_he_asks_something_in_his_own_words_once(own: Any, place: Place) -> None:
    case = place.case(WITH_PLAN)
    api = own(case)
    questions = {one["actie"]: one for group in api.get("/mijn/vragen").ok() for one in group["vragen"]}
    asked = questions["belemmering_melden"]
    assert asked["kan"] and asked["titel"]["tekst"] and api.get(asked["formulier"]).ok()["formulier"]
    body = {"geldigOp": "2024-04-02", "gegevens": {"soort": "langdurige_ziekte", "loopt_nog": True},
            "toelichting": "Ik lig in het ziekenhuis."}  # fmt: skip
    key, version = uuid4(), len(WITH_PLAN)
    api.post("/mijn/vragen/belemmering_melden", body).problem(428)
    first = api.post("/mijn/vragen/belemmering_melden", body, seen=version, key=key)
    assert first.ok(201)["gebeurtenis"]["nu"]["organisatie"] == "inburgeraar" and first["ETag"] == f'"{version + 1}"'
    assert api.post("/mijn/vragen/belemmering_melden", body, seen=version, key=key).json == first.json
    (message,) = Bericht.objects.all()
    assert message.aan == "0344" and message.tekst.endswith("Ik lig in het ziekenhuis.")
    api.post("/mijn/vragen/belemmering_melden", body, seen=version).problem(412, "verouderd")
    api.post("/mijn/vragen/pip_vaststellen", {}, seen=version + 1).problem(404)
    # one door: the other way there is nothing about his own words, and what is not his to choose
    other = {"actie": "belemmering_melden", "geldigOp": "2024-04-03", "gegevens": body["gegevens"]}
    api.post(f"/zaken/inburgering/{case}/gebeurtenissen", other, seen=version + 1).problem(403, "geen-recht")


@pytest.mark.parametrize(
    ("action", "body", "field"),
    [
        ("verlenging_aanvragen", {"gegevens": {"grond": "ambtshalve_categorie"}}, "gegevens.grond"),
        ("lening_aanvragen", {"geldigOp": "2024-04-30"}, "geldigOp"),
        ("boete_traject_zienswijze", {"toelichting": " "}, "toelichting"),
        ("belemmering_melden", {"gegevens": {"soort": "luiheid"}}, "gegevens.soort"),
        ("belemmering_melden", {"gegevens": {"soort": "langdurige_ziekte", "door": "x"}}, "gegevens.door"),
    ],
)
def test_what_is_not_his_to_choose(action: str, body: dict[str, Any], field: str, own: Any, place: Place) -> None:
    case = place.case(WITH_PLAN)
    told = own(case).post(f"/mijn/vragen/{action}", body, seen=len(WITH_PLAN)).problem(400, "ongeldig-verzoek")
    assert field in [one["veld"] for one in told["fouten"]]
    assert not Bericht.objects.exists()


def test_who_is_fined_reads_how_to_object_and_what_he_tells_is_needed(own: Any, place: Place) -> None:
    case = place.case(FINED)
    api = own(case)
    told = api.get("/mijn/besluiten").ok()
    assert told["weken"] == 6
    fine = next(one for one in told["besluiten"] if one["actie"])
    assert fine["actie"] == oneens.OBJECT and fine["over"]["tekst"]
    objected = api.post(f"/mijn/vragen/{oneens.OBJECT}", {"toelichting": "Niet eens."}, seen=len(FINED)).ok(201)
    assert objected["gebeurtenis"]["nu"]["geldigOp"] == DAY.isoformat()
    assert next(one for one in api.get("/mijn/besluiten").ok()["besluiten"] if one["gemaaktOp"])


def test_he_writes_to_who_helps_him_and_to_nobody_else(own: Any, place: Place) -> None:
    case = place.case(WITH_PLAN)
    Inzage.objects.create(zaak=Zaak.objects.get(), organisatie="IND", reden="proef")
    Inzage.objects.create(zaak=Zaak.objects.get(), organisatie="COA", reden="proef", tot_en_met="2024-04-30")
    api = own(case)
    told = api.get(f"/zaken/inburgering/{case}/berichten").ok()
    assert [one["code"] for one in told["ontvangers"]] == ["0344", "DUO"]
    for code, status in (("IND", 400), ("COA", 400), ("DUO", 201)):
        assert api.post(f"/zaken/inburgering/{case}/berichten", {"aan": code, "tekst": "Hallo"}).status == status


def test_he_says_that_he_cannot_come(own: Any, place: Place) -> None:
    case = place.case(WITH_PLAN)
    api, key = own(case, "ar"), uuid4()
    told = api.post("/mijn/afmeldingen", {"reden": "ziek", "tekst": "Morgen wel."}, key=key).ok(201)
    assert told["aan"] == "0344" and told["tekst"].startswith("Ik kan niet komen.")  # the municipality reads Dutch
    assert api.post("/mijn/afmeldingen", {"reden": "ziek", "tekst": "Morgen wel."}, key=key)["Idempotent-Replayed"]
    assert Bericht.objects.get().zaak == Zaak.objects.get()
    api.post("/mijn/afmeldingen", {"reden": "geen zin"}).problem(400)
