"""What is public: the declarations of the systems, cached by their ETag, and how the installation does."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from doorstroom import __version__
from doorstroom.register.errors import RegisterBusy, RegisterUnusable
from doorstroom.stelsels.inburgering import system
from doorstroom.web.api import VERSION, paden_algemeen
from doorstroom.web.zaken import handelen
from tests.web.api_client import Caller
from tests.web.conftest import WITHOUT_PLAN, Place

SYSTEM = "/stelsels/inburgering"


def test_everything_that_a_system_declares(db: None) -> None:
    api, declared = Caller(), system()
    assert [one["naam"] for one in api.get("/stelsels").ok()] == ["inburgering"]
    counts = {
        "gebeurtenistypen": len(list(declared.events)), "acties": len(declared.actions),
        "klokken": len(declared.clocks), "taken": len(declared.tasks),
        "parameters": len(list(declared.parameters)),
    }  # fmt: skip
    for name, count in counts.items():
        assert len(api.get(f"{SYSTEM}/{name}").ok()) == count, name
    assert api.get(f"{SYSTEM}/labels").ok()
    one = api.get(f"{SYSTEM}/parameters?op=2024-05-01").ok()
    assert 0 < len(one) <= counts["parameters"]
    api.get(f"{SYSTEM}/parameters?op=morgen").problem(400)


def test_every_form_is_json_schema_that_a_program_can_use(db: None) -> None:
    api = Caller()
    for kind in ("gebeurtenistypen", "acties"):
        names = [one["naam"] for one in api.get(f"{SYSTEM}/{kind}").ok()]
        for name in names[::7]:
            told = api.get(f"{SYSTEM}/{kind}/{name}").ok()
            schema = told["velden" if kind == "gebeurtenistypen" else "formulier"]
            Draft202012Validator.check_schema(schema)
            assert schema["additionalProperties"] is False, name


def test_who_has_it_already_gets_no_content(db: None) -> None:
    api = Caller()
    answer = api.get(f"{SYSTEM}/klokken")
    again = api.get(f"{SYSTEM}/klokken", **{"If-None-Match": f'"x", W/{answer["ETag"]}'})
    assert (again.status, again.response.content, again["ETag"]) == (304, b"", answer["ETag"])
    assert api.get(f"{SYSTEM}/klokken", **{"If-None-Match": '"x"'}).status == 200
    assert answer["Cache-Control"] == "public, max-age=300" and answer["Access-Control-Allow-Origin"] == "*"


def test_what_is_not_declared_is_not_there(db: None) -> None:
    for path in ("/stelsels/opvang/acties", f"{SYSTEM}/acties/bestaat_niet", f"{SYSTEM}/gebeurtenistypen/bestaat_niet"):
        Caller().get(path).problem(404)


def test_how_the_installation_does(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    api = Caller()
    assert api.get("/gezondheid").ok()["stand"] == "goed"
    assert api.get("/versie").ok() == {"api": VERSION, "programma": __version__}

    def broken() -> None:
        raise RegisterUnusable("the disk is gone")

    monkeypatch.setattr(paden_algemeen, "register", broken)
    answer = api.get("/gezondheid")
    assert "disk" not in str(answer.problem(503, "niet-beschikbaar"))


def test_a_register_that_is_busy_is_told_with_when_to_come_back(
    place: Place, program: Callable[[str], Any], monkeypatch: pytest.MonkeyPatch
) -> None:  # fmt: skip
    place.case(WITHOUT_PLAN)

    class Busy:
        def append(self, *_args: object, **_more: object) -> None:
            raise RegisterBusy("locked")

    api = program("klantmanager.gemeente")
    monkeypatch.setattr(handelen, "register", Busy)
    body = {"actie": "intake_oproepen"}
    answer = api.post("/zaken/inburgering/ZAAK-0001/gebeurtenissen", body, seen=5)
    assert "niets vastgelegd" in answer.problem(503, "niet-beschikbaar")["detail"] and answer["Retry-After"] == "5"
