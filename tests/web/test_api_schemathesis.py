"""Requests that nobody would think of, made from the contract: no defect, and no answer that it does not name.

The examples are few and always the same, so that this takes seconds; raise ``max_examples`` to look for more.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import given

from doorstroom.web.api import contract
from tests.made_up_requests import bounded, checks
from tests.web.api_client import BASE, issue
from tests.web.conftest import WITHOUT_PLAN, Place

_BOUNDED = bounded(2)
#: Parts of addresses that lead somewhere; others are left as they were made up.
_THERE = {"stelsel": "inburgering", "zaaknummer": "ZAAK-0001", "naam": "pip", "actie": "intake_oproepen"}
_ADMINISTERED = {
    "bewaren en wissen",
    "gebruikers",
    "logboek",
    "organisaties",
    "sleutels",
    "verkeer met DUO",
    "webhooks",
}


def each_of(strategy: Any, check: Callable[[Any], None]) -> None:
    @_BOUNDED
    @given(case=strategy)
    def each(case: Any) -> None:
        check(case)

    each()


@pytest.mark.slow
def test_no_request_breaks_the_api(place: Place) -> None:
    import schemathesis
    from django.core.wsgi import get_wsgi_application
    from schemathesis import GenerationMode

    place.case(WITHOUT_PLAN)
    keys = {
        role: issue(place.users["beheerder.gemeente"], [f"gemeente.{role}"], program=role)
        for role in ("klantmanager", "beheerder")
    }
    schema = schemathesis.openapi.from_dict(contract.committed())
    schema.app = get_wsgi_application()
    schema.location = BASE
    seen: Counter[int] = Counter()

    def ask(case: Any, key: str, *, good: bool) -> None:
        case.headers["Authorization"] = f"Bearer {key}"
        if good:
            there = {"Idempotency-Key": str(uuid4()), "If-Match": '"5"'}
            case.headers.update({name: value for name, value in there.items() if name in case.headers})
            case.path_parameters.update({name: _THERE[name] for name in case.path_parameters if name in _THERE})
            if isinstance(case.body, dict) and "actie" in case.body:
                case.body["actie"] = _THERE["actie"]
        response = case.call()
        seen[response.status_code] += 1
        case.validate_response(response, checks=checks())

    for result in schema.get_all_operations():
        operation = result.ok()
        declared = operation.definition.raw
        key = keys["beheerder" if _ADMINISTERED & set(declared["tags"]) else "klantmanager"]
        each_of(operation.as_strategy(generation_mode=GenerationMode.POSITIVE), partial(ask, key=key, good=True))
        if declared.get("requestBody") or declared["parameters"]:
            each_of(operation.as_strategy(generation_mode=GenerationMode.NEGATIVE), partial(ask, key=key, good=False))
    assert sum(seen.values()) > 3 * len(contract.committed()["paths"]), seen
    assert {200, 201, 400, 403, 404} <= seen.keys(), seen
