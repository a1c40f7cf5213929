"""The work list, assigning, messages and documents over the API."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest

from doorstroom.web.zaken.models import Bericht, Bestand, Toewijzing
from doorstroom.web.zaken.register import vault
from tests.web.conftest import WITH_PLAN, WITHOUT_PLAN, Place

CASE = "/zaken/inburgering/ZAAK-0001"
PDF = b"%PDF-1.7 DEMO"
Made = Callable[[str], Any]


@pytest.fixture
def api(place: Place, program: Made) -> Any:
    place.case(WITHOUT_PLAN)
    return program("klantmanager.gemeente")


def test_the_work_list_is_by_legal_date_and_names_nobody(api: Any, place: Place) -> None:
    place.case(WITH_PLAN)
    answer = api.get("/werklijstregels?perPagina=100")
    told = answer.ok()
    days = [one["uiterlijk"] for one in told["resultaten"]]
    assert days == sorted(days) and "2024-06-10" in days and told["aantal"] == len(days) == told["tellingen"]["totaal"]
    assert "DEMO Proef" not in answer.response.content.decode()
    pip = next(one for one in told["resultaten"] if one["uiterlijk"] == "2024-06-10")
    assert (pip["klok"], pip["dagen"], pip["stand"], pip["soort"], pip["eigenaar"]) == (
        "pip", 40, "loopt", "wet", "gemeente",
    )  # fmt: skip
    back = [
        one["uiterlijk"] for one in api.get("/werklijstregels?perPagina=100&sortering=-uiterlijk").ok()["resultaten"]
    ]
    assert back == days[::-1]
    assert {one["klok"] for one in api.get("/werklijstregels?soort=pip").ok()["resultaten"]} == {"pip"}
    assert api.get("/werklijstregels?van=mij").ok()["aantal"] == 0
    first = api.get("/werklijstregels?perPagina=1")
    assert 'rel="next"' in first["Link"] and 'rel="prev"' not in first["Link"] and len(first.json["resultaten"]) == 1


def test_the_work_list_as_a_file_is_logged(api: Any) -> None:
    csv = api.get("/werklijst-exporten/csv")
    assert csv.status == 200 and csv["Content-Type"].startswith("text/csv") and b"ZAAK-0001" in csv.response.content
    assert api.get("/werklijst-exporten/xlsx").response.content.startswith(b"PK")
    api.get("/werklijst-exporten/pdf").problem(400)
    assert "lijst meegenomen (csv)" in {one.operation for one in vault().processings("demo-person-1")}


def test_cases_are_given_to_colleagues(api: Any, place: Place, program: Made) -> None:
    place.case(WITH_PLAN)
    names = {one["gebruikersnaam"] for one in api.get("/medewerkers").ok()}
    assert "collega.gemeente" in names and not {one for one in names if "duo" in one or "twee" in one}
    answer = api.get(f"{CASE}/toewijzing")
    assert answer.ok()["behandelaar"] is None
    body = {"behandelaar": "collega.gemeente"}
    seen = answer["ETag"].strip('"')
    given = api.put(f"{CASE}/toewijzing", body, seen=seen)
    assert given.ok()["behandelaar"]["gebruikersnaam"] == "collega.gemeente"
    assert api.get(CASE).ok()["behandelaar"]["gebruikersnaam"] == "collega.gemeente"
    api.put(f"{CASE}/toewijzing", body, seen=seen).problem(412, "verouderd")
    api.put(f"{CASE}/toewijzing", body).problem(428, "voorwaarde-nodig")
    free = api.put(f"{CASE}/toewijzing", {"behandelaar": None}, seen=given["ETag"].strip('"'))
    assert free.ok()["behandelaar"] is None and not Toewijzing.objects.exists()
    both = [{"stelsel": "inburgering", "zaaknummer": f"ZAAK-000{n}"} for n in (1, 2)]
    told = api.post("/toewijzingen", {"behandelaar": "collega.gemeente", "zaken": both})
    assert told.ok(201) == {"toegewezen": 2} and Toewijzing.objects.count() == 2
    forged = [*both, {"stelsel": "inburgering", "zaaknummer": "ZAAK-0009"}]
    api.post("/toewijzingen", {"behandelaar": None, "zaken": forged}).problem(404)
    for wrong in ("medewerker.duo", "beheerder.gemeente", "klantmanager.gemeente.twee", "bestaat-niet"):
        told = api.post("/toewijzingen", {"behandelaar": wrong, "zaken": both}).problem(400)
        assert told["fouten"][0]["veld"] == "behandelaar"
    assert Toewijzing.objects.count() == 2
    program("medewerker.ind").post("/toewijzingen", {"behandelaar": None, "zaken": both}).problem(403)


def test_messages_between_organisations(api: Any, program: Made) -> None:
    receivers = {one["code"] for one in api.get(f"{CASE}/berichten").ok()["ontvangers"]}
    assert receivers == {"inburgeraar", "DUO", "IND"}
    key = uuid4()
    body = {"aan": "DUO", "tekst": "<script>alert(1)</script> Is de kennisgeving verstuurd?"}
    first, again = (api.post(f"{CASE}/berichten", body, key=key) for _ in range(2))
    assert first.ok(201) == again.ok(201) and Bericht.objects.count() == 1
    duo = program("medewerker.duo")
    (got,) = duo.get(f"{CASE}/berichten").ok()["resultaten"]
    assert got["tekst"] == body["tekst"] and got["gelezenOp"] is None and got["vanOrganisatie"] == "0344"
    path = f"{CASE}/berichten/{got['id']}"
    assert api.patch(path, {"gelezen": True}).ok()["gelezenOp"] is None  # who sent it does not read it for another
    read = duo.patch(path, {"gelezen": True}).ok()["gelezenOp"]
    assert read and duo.patch(path, {"gelezen": True}).ok()["gelezenOp"] == read
    duo.patch(path, {"gelezen": False}).problem(400)
    program("medewerker.ind").get(path).problem(403)
    for wrong in ({"aan": "0363", "tekst": "x"}, {"aan": "DUO", "tekst": " "}, {"aan": "DUO", "tekst": "x" * 4001}):
        api.post(f"{CASE}/berichten", wrong).problem(400, "ongeldig-verzoek")
    assert Bericht.objects.count() == 1


def test_documents_are_added_once_and_read_with_a_line_in_the_log(api: Any, program: Made, person: Made) -> None:
    key = uuid4()
    answer = api.upload(f"{CASE}/documenten", "brief.pdf", PDF, key=key)
    told = answer.ok(201)
    assert (told["id"], told["naam"], told["grootte"]) == (str(key), "brief.pdf", len(PDF))
    assert api.upload(f"{CASE}/documenten", "brief.pdf", PDF, key=key).json == told and Bestand.objects.count() == 1
    api.upload(f"{CASE}/documenten", "brief.pdf", PDF + b" anders", key=key).problem(409, "sleutel-hergebruikt")
    assert api.get(answer["Location"]).ok() == told and api.get(f"{CASE}/documenten").ok() == [told]
    content = api.get(told["inhoud"])
    assert content.response.content == PDF and content["Content-Type"] == "application/pdf"
    assert content["Content-Disposition"] == 'attachment; filename="brief.pdf"'
    assert content["Content-Security-Policy"].startswith("sandbox") and content["Cache-Control"] == "no-store"
    assert f"document gelezen: {key}" in {one.operation for one in vault().processings("demo-person-1")}
    program("medewerker.duo").get(told["inhoud"]).problem(404)  # of another organisation
    program("medewerker.ind").get(f"{CASE}/documenten/{uuid4()}").problem(404)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("virus.exe", PDF), ("brief.pdf", b"MZ\x90\x00"), ("brief.pdf", b""), ("brief", PDF), (".pdf", PDF),
        ("brief.pdf.html", PDF), ("foto.png", PDF),
    ],
)  # fmt: skip
def test_files_that_are_not_taken(name: str, content: bytes, api: Any) -> None:
    told = api.upload(f"{CASE}/documenten", name, content).problem(400, "ongeldig-verzoek")
    assert told["fouten"] and not Bestand.objects.exists()


def test_odd_names_of_files_become_tame_ones(api: Any) -> None:
    names = [
        '"><script>alert(1)</script>.pdf',
        "../../etc/passwd.pdf",
        "C:\\geheim\\x.pdf",
        "é\u202egpj.pdf",
    ]
    for name in names:
        told = api.upload(f"{CASE}/documenten", name, PDF).ok(201)
        assert not set(told["naam"]) & set('<>"\\/\r\n\u202e'), name
        header = api.get(told["inhoud"])["Content-Disposition"]
        assert header.isascii() and header.count('"') == 2


def test_what_is_too_large_is_refused_before_it_is_kept(api: Any, settings: Any) -> None:
    settings.LARGEST_UPLOAD = 1000
    told = api.upload(f"{CASE}/documenten", "brief.pdf", PDF + b"x" * 1000).problem(400)
    assert "te groot" in told["detail"]
    api.upload(f"{CASE}/documenten", "brief.pdf", PDF + b"x" * 200_000).problem(413, "te-groot")
    assert not Bestand.objects.exists()
