"""Hold traffic against DUO's public files where they lie beside the checkout, and else against what we wrote down.

The files are never copied into the project: they are read from ../shared/exchange/duo-m2m.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from functools import cache
from pathlib import Path
from typing import Any
from uuid import UUID

import jsonschema
import pytest
import yaml

from doorstroom.exchange.duo.resources import Resource
from tests.exchange.duo.expected import CALLABLE, MEMBERS

FOLDER = Path(__file__).resolve().parents[4] / "shared" / "exchange" / "duo-m2m"
needs_files = pytest.mark.skipif(not FOLDER.is_dir(), reason="DUO's files do not lie beside the checkout")

_FORMATS = jsonschema.FormatChecker(formats=())
_VERSION = re.compile(r"(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)")


@_FORMATS.checks("date", ValueError)
def _date(value: object) -> bool:
    return not isinstance(value, str) or bool(dt.date.fromisoformat(value))


@_FORMATS.checks("date-time", ValueError)
def _moment(value: object) -> bool:
    return not isinstance(value, str) or dt.datetime.fromisoformat(value).tzinfo is not None


@_FORMATS.checks("uuid", ValueError)
def _uuid(value: object) -> bool:
    return not isinstance(value, str) or bool(UUID(value))


@cache
def read_file(api: str) -> dict[str, Any]:
    """One of DUO's files, with its references filled in."""
    content = yaml.safe_load((FOLDER / f"{api}.openapi.yml").read_text(encoding="utf-8"))

    def filled(part: Any) -> Any:
        if isinstance(part, dict):
            if "$ref" in part:
                found: Any = content
                for key in part["$ref"].removeprefix("#/").split("/"):
                    found = found[key]
                return filled(found)
            # The only pattern that Python cannot read; unanchored as it is, it allows anything.
            return {key: filled(value) for key, value in part.items() if not (key == "pattern" and r"\p{" in value)}
        return [filled(each) for each in part] if isinstance(part, list) else part

    made: dict[str, Any] = filled(content)
    return made


def _operation(resource: Resource) -> dict[str, Any]:
    found: dict[str, Any] = read_file(resource.api.file)["paths"][resource.path][resource.method.lower()]
    return found


def check_request(resource: Resource, headers: dict[str, str], body: bytes) -> None:
    """What is sent: the three headers and a body as documented."""
    assert len(headers["bron"]) == len(headers["doel"]) == 20
    assert UUID(headers["berichtid"]).version == 4
    if resource.sends is None:
        assert body == b""
        return
    assert headers["content-type"] == "application/json"
    _check_body(resource, json.loads(body), "request")


def check_response(resource: Resource, status: int, headers: dict[str, str], body: bytes) -> None:
    """What is answered: a documented status, the version, and a body exactly where one is documented."""
    success, faults, refusals = CALLABLE[resource.method, resource.path]
    assert status in (success, *faults), f"{resource.name}: {status} is not documented"
    assert _VERSION.fullmatch(headers["API-Version"]) and headers["API-Version"] == resource.api.version
    assert not {"bron", "doel", "berichtId"} & set(headers)
    if status == success and resource.gives is not None:
        _check_body(resource, json.loads(body), status)
    elif status == 403 and refusals is not None and body:
        texts = json.loads(body)
        assert 0 < len(texts) <= (refusals if refusals > 0 else 100)
        assert all(set(each) == {"fouttekst"} and 0 < len(each["fouttekst"]) <= 200 for each in texts)
    else:
        assert body == b"", f"{resource.name}: {status} has no body"


def _check_body(resource: Resource, content: Any, where: str | int) -> None:
    if FOLDER.is_dir():
        operation = _operation(resource)
        part = operation["requestBody"] if where == "request" else operation["responses"][str(where)]
        schema = part["content"]["application/json"]["schema"]
        jsonschema.Draft4Validator(schema, format_checker=_FORMATS).validate(content)
    for each in content if isinstance(content, list) else [content]:
        model = resource.sends if where == "request" else resource.gives
        assert model is not None
        _check_members(f"{resource.api.file}.{SCHEMAS[resource.api.file, model.__name__]}", each)


def _check_members(schema: str, content: dict[str, Any]) -> None:
    members = MEMBERS[schema].split()
    assert set(content) <= {member.rstrip("*") for member in members}
    assert {member[:-1] for member in members if member.endswith("*")} <= set(content)


#: The name of a model here and in DUO's file, where they differ.
_OTHER_NAMES = {
    "Toetsresultaat": "Resultaat",
    "Pip": "PIP",
    "PipVanGemeente": "Gemeente",
    "UrenVanGemeente": "Gemeente",
    "Aanbod": "Inburgeringsaanbod",
    "GratisPogingen": "GratisPogingTegoed",
    "UrenTaallesEnKnmIntake": "TaallesEnKnmBredeIntake",
    "UrenParticipatieactiviteiten": "ParticipatieactiviteitenBredeIntake",
    "UrenParticipatieAlsTaalles": "ParticipatieAlsTaalles",
}


class _Schemas(dict[tuple[str, str], str]):
    def __missing__(self, key: tuple[str, str]) -> str:
        return _OTHER_NAMES.get(key[1], key[1])


SCHEMAS = _Schemas()
