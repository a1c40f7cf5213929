"""Every error of the API is a problem, whoever made it: routes, methods, sizes, kinds of content, defects."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.web.api_client import Caller
from tests.web.conftest import WITHOUT_PLAN, Place

CASE = "/zaken/inburgering/ZAAK-0001"
Made = Callable[[str], Any]


@pytest.fixture
def api(place: Place, program: Made) -> Any:
    place.case(WITHOUT_PLAN)
    return program("klantmanager.gemeente")


def test_addresses_that_do_not_exist(api: Any) -> None:
    for path in ("/bestaat-niet", "/zaken/", f"{CASE}/", "", "/zaken/inburgering", "/api/v1/zaken/a/b/c/d/e"):
        answer = api.get(path)
        answer.problem(404, "niet-gevonden")
        assert answer["API-Version"] == "1.1.0" and "Location" not in answer.response


def test_methods_that_an_address_does_not_know(api: Any) -> None:
    answer = api.delete(CASE)
    answer.problem(405, "methode")
    assert answer["Allow"] == "GET"
    api.call("TRACE", "/zaken").problem(405)
    api.call("OPTIONS", "/zaken").problem(405)


def test_head_is_get_without_the_content(api: Any) -> None:
    answer = api.call("HEAD", CASE)
    assert (answer.status, answer["ETag"], answer.response.content) == (200, '"5"', b"")
    api.call("HEAD", "/zaken/inburgering/ZAAK-9999")
    assert api.call("HEAD", "/werklijstregels?van=iedereen").status == 400


def test_json_that_cannot_be_read(api: Any) -> None:
    bodies = [
        b"{", b'{"actie": "intake_oproepen",}', b"\xff\xfe", b'{"actie": "a", "actie": "b"}', b'{"actie": NaN}',
        b'{"actie": Infinity}', b'{"actie": 1e999}', b'{"actie": 123456789012345678901234567890}',
        b'{"actie": "a\\u0000b"}', b'{"actie": "\\ud800"}', b"[" * 100_000, b'{"gegevens":' * 50 + b"1" + b"}" * 50,
        b"", b"null", b'"tekst"', b"7",
    ]  # fmt: skip
    for body in bodies:
        answer = api.call("POST", f"{CASE}/gebeurtenissen", raw=body, seen=5)
        told = answer.problem(400, "ongeldig-verzoek")
        assert "fouten" in told, body[:40]


def test_other_kinds_of_content_are_refused(api: Any) -> None:
    for kind in ("text/plain", "application/xml", "application/x-www-form-urlencoded", "multipart/form-data"):
        answer = api.call("POST", f"{CASE}/gebeurtenissen", {"actie": "x"}, seen=5, content_type=kind)
        assert "application/json" in answer.problem(415, "mediatype")["detail"]
    api.post(f"{CASE}/documenten", {"bestand": "x"}).problem(415, "mediatype")
    api.call("POST", f"{CASE}/gebeurtenissen", {"actie": "bestaat_niet"}, seen=5,
             content_type="application/json; charset=utf-8").problem(404)  # fmt: skip


def test_too_much_is_refused(api: Any, settings: Any) -> None:
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000
    body = {"actie": "intake_oproepen", "gegevens": {"x": "y" * 2000}}
    api.post(f"{CASE}/gebeurtenissen", body, seen=5).problem(413, "te-groot")


def test_parameters_that_an_address_does_not_know(api: Any) -> None:
    for query in ("eigenar=DUO", "van=iedereen", "pagina=0", "pagina=x", "perPagina=100000", "sortering=naam"):
        told = api.get(f"/werklijstregels?{query}").problem(400, "ongeldig-verzoek")
        assert told["fouten"][0]["veld"] == query.partition("=")[0]
    api.get(f"{CASE}/acties?x=%00").problem(400)


def test_odd_characters_in_addresses_are_refused_and_break_nothing(api: Any) -> None:
    paths = [
        "/zaken/inburgering/%00", "/zaken/inburgering/%0a", "/zaken/%F0%9F%8E%93/x", "/zaken?zaaknummer=%00",
        f"/zaken/inburgering/{'z' * 65}", f"{CASE}/acties/..%2f..%2fetc", f"{CASE}/berichten/99999999999999999999",
        f"{CASE}/verklaringen/PIP", "/problemen/%3Cscript%3E",
    ]  # fmt: skip
    for path in paths:
        answer = api.get(path)
        assert answer.status in (400, 404), path
        answer.problem(answer.status)


def test_a_defect_of_ours_is_told_without_what_was_inside(api: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    from doorstroom.web.api import beeld_zaak

    def broken(dossier: object) -> None:
        raise RuntimeError("DEMO Proef Persoon, geheim")

    monkeypatch.setattr(beeld_zaak, "card", broken)
    answer = api.get(CASE)
    answer.problem(500, "fout")
    assert "geheim" not in answer.response.content.decode() and answer["API-Version"] == "1.1.0"


def test_another_host_is_a_problem_too(api: Any, settings: Any) -> None:
    settings.ALLOWED_HOSTS = ["doorstroom.example"]
    api.get("/versie").problem(400)


def test_who_does_not_say_who_he_is_gets_nothing(place: Place, settings: Any) -> None:
    place.case(WITHOUT_PLAN)
    anonymous = Caller()
    answer = anonymous.get(CASE)
    answer.problem(401, "niet-ingelogd")
    assert answer["WWW-Authenticate"].startswith("Bearer")
    anonymous.post(f"{CASE}/gebeurtenissen", {"actie": "x"}, seen=5).problem(401)


def test_kinds_of_problems_can_be_read_where_their_type_leads(db: None) -> None:
    told = Caller().get("/problemen").ok()
    assert {one["type"].rsplit("/", 1)[1] for one in told} >= {"weigering", "verouderd", "te-vaak"}
    for one in told:
        assert Caller().get(one["type"]).ok() == one and one["titel"] and one["advies"]


def test_answers_about_people_are_kept_out_of_caches_and_declare_nothing_to_browsers(api: Any) -> None:
    answer = api.get(CASE)
    assert answer["Cache-Control"] == "no-store" and answer["X-Content-Type-Options"] == "nosniff"
    assert "frame-ancestors 'none'" in answer["Content-Security-Policy"] and answer["X-Frame-Options"] == "DENY"
    assert Caller().get("/zaken")["Cache-Control"] == "no-store"
    assert "Access-Control-Allow-Origin" not in answer.response
