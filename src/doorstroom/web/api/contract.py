"""The contract: the OpenAPI document that is committed beside this file, and how it is made from the code.

``python -m doorstroom.web.api.contract`` writes it anew. A test fails when code and document differ, so that no change
of the interface goes unseen.
"""

from __future__ import annotations

import json
import os
from functools import cache
from pathlib import Path
from typing import Any

from doorstroom.web.api import BASE, VERSION

FILE = Path(__file__).with_name("openapi.json")
_PROBLEM = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Probleem"}}}
_WORDS = {
    "400": "Het verzoek klopt niet; `fouten` noemt alles wat er mis is.",
    "401": "Niet ingelogd, of de sleutel geldt niet (meer).",
    "403": "Het hoort niet bij uw rol.",
    "404": "Het bestaat niet, of is niet van u om te zien.",
    "409": "Het botst met wat er al is, of de regels weigeren het.",
    "412": "Het is intussen veranderd; `gewijzigd` zegt wat.",
    "413": "Te groot.",
    "415": "Dit soort inhoud kan hier niet.",
    "428": "Zonder If-Match wordt hier niets veranderd.",
    "429": "Te veel verzoeken met deze sleutel.",
    "503": "Nu niet beschikbaar.",
}
_VERSION_HEADER = {"API-Version": {"description": "Volledige versie van deze API.", "schema": {"type": "string"}}}


@cache
def committed() -> dict[str, Any]:
    """The document as it is committed."""
    found: dict[str, Any] = json.loads(FILE.read_text(encoding="utf-8"))
    return found


def made() -> dict[str, Any]:
    """The document as the code makes it now."""
    from doorstroom.web.api.api import api
    from doorstroom.web.api.vormen import Probleem

    found = json.loads(json.dumps(api.get_openapi_schema(path_prefix="")))
    schemas = found["components"]["schemas"]
    template = "#/components/schemas/{model}"
    problem = Probleem.model_json_schema(by_alias=True, ref_template=template)
    schemas |= {**problem.pop("$defs", {}), "Probleem": problem}
    found["components"]["schemas"] = {name: _without_prose(schemas[name]) for name in sorted(schemas)}
    told = {op.operation_id or op.view_func.__name__: op for op in _operations(api)}
    for operations in found["paths"].values():
        for method, operation in operations.items():
            _complete(method, operation, told[operation["operationId"]])
    found["paths"] = dict(sorted(found["paths"].items()))
    found["components"]["responses"] = {f"Probleem{status}": _problem(status) for status in _WORDS}
    return {name: found[name] for name in ("openapi", "info", "servers", "tags", "paths", "components")}


def text() -> str:
    """The document as it stands in the file."""
    return json.dumps(made(), ensure_ascii=False, indent=1) + "\n"


def _operations(api: Any) -> list[Any]:
    return [op for router in api._get_bound_routers() for view in router.path_operations.values() for op in view.operations]  # fmt: skip # noqa: E501


def _problem(status: str) -> dict[str, Any]:
    """An error as every operation has it."""
    headers = dict(_VERSION_HEADER)
    if status in ("429", "503"):
        headers["Retry-After"] = {"description": "Na zoveel seconden kan het weer.", "schema": {"type": "integer"}}
    return {"description": _WORDS[status], "headers": headers, "content": _PROBLEM}


def _without_prose(schema: dict[str, Any]) -> dict[str, Any]:
    """Without the docstring of the class: that is English and for who reads the code."""
    schema.pop("description", None)
    return schema


def _complete(method: str, operation: dict[str, Any], declared: Any) -> None:
    """Add to an operation what holds for all of its kind: problems, headers, and no docstring."""
    if operation.get("description") == declared.signature.docstring:
        operation.pop("description", None)
    names = {(one["in"], one["name"]) for one in operation["parameters"]}
    responses = operation["responses"]
    for status, response in responses.items():
        headers = {**_VERSION_HEADER, **response.get("headers", {})}
        responses[status] = {"description": _ANSWERS.get(status, response["description"]), "headers": headers,
                             **{key: value for key, value in response.items() if key not in ("description", "headers")}}  # fmt: skip # noqa: E501
    wanted = {"400"} if operation["parameters"] or method != "get" else set()
    if operation.get("security"):
        wanted |= {"401", "403", "429"}
    if any(place == "path" for place, _ in names):
        wanted.add("404")
    if "requestBody" in operation:
        wanted |= {"413", "415"}
    if ("header", "If-Match") in names:
        wanted |= {"412", "428"}
    if ("header", "Idempotency-Key") in names:
        wanted |= {"409", "503"}
    wanted |= set(operation.pop("x-problemen", ()))
    for status in sorted(wanted):
        responses[status] = {"$ref": f"#/components/responses/Probleem{status}"}
    operation["responses"] = dict(sorted(responses.items()))


_ANSWERS = {
    "200": "Gelukt.",
    "201": "Vastgelegd.",
    "202": "Voorgesteld: een collega moet akkoord geven.",
    "204": "Gedaan.",
    "304": "Niet veranderd.",
}

#: The root of the document: who makes it, under which licence, how one gets in.
INFO = {
    "contact": {
        "name": "De makers van Doorstroom",
        "url": "https://example.org/doorstroom/doorstroom/issues",
        "email": "api@example.org",
    },
    "license": {"name": "EUPL-1.2", "identifier": "EUPL-1.2"},
}
TITLE = "Doorstroom"
ABOUT = """De migratie- en inburgeringsketen: werklijst, zaken, handelingen en uitleg.

Alles wat de schermen kunnen, met dezelfde regels. Alles wat verandert vraagt `If-Match` met de versie die u zag,
en alles wat iets vastlegt een `Idempotency-Key`, zodat opnieuw sturen nooit kwaad kan. Fouten zijn
`application/problem+json`. Een BSN staat nooit in een adres."""
SERVERS = [{"url": BASE, "description": "Deze installatie"}]


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "doorstroom.web.settings")
    os.environ.setdefault("DOORSTROOM_DEMO", "1")
    import django

    django.setup()
    FILE.write_text(text(), encoding="utf-8")
    print(f"{FILE.name}: version {VERSION}")
