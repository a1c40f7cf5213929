"""The OpenAPI document that is committed: it is what the code does, and it keeps the Dutch API design rules."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest

from doorstroom.web.api import VERSION, contract
from doorstroom.web.api.problemen import KINDS
from tests.web.api_client import BASE, Caller

_CHANGES = ("post", "put", "patch", "delete")
#: These POSTs only ask something.
_WITHOUT_KEY = {"toetsen", "zoekopdrachten", "briefvoorbeelden"}


@pytest.fixture(scope="module")
def document() -> dict[str, Any]:
    return contract.committed()


def operations(document: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    for path, found in document["paths"].items():
        for method, operation in found.items():
            yield path, method, operation


def headers_of(operation: dict[str, Any]) -> set[str]:
    return {one["name"] for one in operation["parameters"] if one["in"] == "header"}


def test_the_document_is_what_the_code_does() -> None:
    told = contract.FILE.read_text(encoding="utf-8")
    assert contract.text() == told, "the API changed: python -m doorstroom.web.api.contract, and look at the difference"


def test_the_document_is_where_the_rules_want_it(db: None) -> None:
    answer = Caller().get("/openapi.json")
    assert answer.ok()["info"]["version"] == VERSION == answer["API-Version"]
    assert answer["Access-Control-Allow-Origin"] == "*" and answer.json["openapi"].startswith("3.1")
    info = answer.json["info"]
    assert {"name", "url", "email"} <= info["contact"].keys() and info["license"]["identifier"] == "EUPL-1.2"
    assert answer.json["servers"][0]["url"] == BASE == f"/api/v{VERSION.split('.')[0]}"


def test_addresses_are_written_as_the_rules_say(document: dict[str, Any]) -> None:
    for path, _method, operation in operations(document):
        parts = [part for part in path.split("/") if part and not part.startswith("{")]
        assert not path.endswith("/") and all(re.fullmatch(r"[a-z]+(-[a-z]+)*", part) for part in parts), path
        for one in operation["parameters"]:
            if one["in"] == "query":
                assert re.fullmatch(r"[a-z]+([A-Z][a-z]*)*", one["name"]), (path, one["name"])
    for name, schema in document["components"]["schemas"].items():
        for field in schema.get("properties", {}):
            assert re.fullmatch(r"[a-z]+([A-Z][a-z0-9]*)*", field), (name, field)


def test_every_operation_names_its_problems_and_never_a_422(document: dict[str, Any]) -> None:
    assert "422" not in {status for _, _, one in operations(document) for status in one["responses"]}
    for path, method, operation in operations(document):
        answers = set(operation["responses"])
        assert operation["summary"] and operation["operationId"] and operation["tags"], path
        if operation.get("security"):
            assert {"401", "403", "429"} <= answers, path
        if "{" in path:
            assert "404" in answers, path
        if method in _CHANGES:
            assert "400" in answers, path
        for status, answer in operation["responses"].items():
            if int(status) >= 400:
                assert answer == {"$ref": f"#/components/responses/Probleem{status}"}, (path, status)
            else:
                assert "API-Version" in answer["headers"], (path, status)
    names = [one["operationId"] for _, _, one in operations(document)]
    assert len(set(names)) == len(names)
    told = set(document["components"]["responses"])
    assert {f"Probleem{one.status}" for one in KINDS.values()} - told <= {"Probleem405", "Probleem500"}


def test_what_is_recorded_has_a_key_and_what_is_public_is_declared_alone(document: dict[str, Any]) -> None:
    for path, method, operation in operations(document):
        if method == "post" and operation["operationId"] not in _WITHOUT_KEY:
            assert "Idempotency-Key" in headers_of(operation), path
        if "If-Match" in headers_of(operation):
            assert {"412", "428"} <= set(operation["responses"]), path
    public = {path.split("/")[1] for path, _, one in operations(document) if not one.get("security")}
    assert public == {"stelsels", "problemen", "gezondheid", "versie"}


def test_no_address_has_room_for_a_bsn(document: dict[str, Any]) -> None:
    for path, _method, operation in operations(document):
        assert "bsn" not in path
        assert all(one["name"] != "bsn" for one in operation["parameters"]), path


def test_every_reference_leads_somewhere(document: dict[str, Any]) -> None:
    for found in set(re.findall(r'"\$ref": "#/([^"]+)"', contract.FILE.read_text(encoding="utf-8"))):
        place: Any = document
        for part in found.split("/"):
            place = place[part]
