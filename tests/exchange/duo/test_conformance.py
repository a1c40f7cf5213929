"""Our tables, models and traffic are those of DUO's public files."""

from __future__ import annotations

import ast
import datetime as dt
import re
from pathlib import Path
from typing import Any

import pytest

from doorstroom.exchange.duo import contacts
from doorstroom.exchange.duo.messages import ontheffing, vrijstelling
from doorstroom.exchange.duo.messages.aanbod import Aanbod
from doorstroom.exchange.duo.messages.contactpersoon import Contactpersoongegevens
from doorstroom.exchange.duo.messages.notificatie import Foutmelding, Notificatie
from doorstroom.exchange.duo.messages.pip import Pip
from doorstroom.exchange.duo.messages.resultaten import ResultaatMap, ResultaatPvt, ResultaatZroute
from doorstroom.exchange.duo.messages.uren import (
    UrenParticipatieactiviteiten,
    UrenParticipatieAlsTaalles,
    UrenTaallesEnKnmIntake,
)
from doorstroom.exchange.duo.messages.wire import Message
from doorstroom.exchange.duo.resources import NOTIFY, RESOURCES, Resource
from doorstroom.exchange.duo.standin.server import _resource
from doorstroom.exchange.duo.wsgi import Request, Response, application
from tests.exchange.duo.contract import FOLDER, SCHEMAS, check_request, check_response, needs_files, read_file
from tests.exchange.duo.expected import CALLABLE, MEMBERS
from tests.exchange.duo.test_codes import LIVES, PLAN
from tests.exchange.duo.town import ASYLUM, OURS, Town

ALL = [*RESOURCES.values(), NOTIFY]


def models() -> dict[str, type[Message]]:
    """Every model under the name that DUO's files give it."""
    found: dict[str, type[Message]] = {
        "Notificatie.Notificatie": Notificatie,
        "Notificatie.Foutmelding": Foutmelding,
    }
    for resource in ALL:
        for model in (resource.gives, resource.sends):
            if model is not None:
                found[f"{resource.api.file}.{SCHEMAS[resource.api.file, model.__name__]}"] = model
    for part in (
        vrijstelling.GeheleVrijstelling, vrijstelling.TijdelijkeVrijstelling, vrijstelling.GedeeltelijkeVrijstelling,
    ):  # fmt: skip
        found[f"Vrijstelling.{part.__name__}"] = part
    for each in (ontheffing.GeheleOntheffing, ontheffing.GedeeltelijkeOntheffing):
        found[f"Ontheffing.{each.__name__}"] = each
    return found


def test_the_table_of_calls_is_what_duo_serves() -> None:
    ours = {
        (r.method, r.path): (r.success, tuple(sorted(r.faults)), None if r.refusals is None else r.refusals)
        for r in ALL
    }
    theirs = {
        place: (success, tuple(sorted(faults)), 100 if refusals == -1 else refusals)
        for place, (success, faults, refusals) in CALLABLE.items()
    }
    assert ours == theirs


def test_the_models_have_the_members_of_duos_schemas() -> None:
    ours = {name: set(model.members()) for name, model in models().items()}
    assert ours == {name: {member.rstrip("*") for member in text.split()} for name, text in MEMBERS.items()}


@needs_files
def test_what_we_wrote_down_of_the_files_is_what_they_say() -> None:
    found: dict[tuple[str, str], Any] = {}
    for file in FOLDER.glob("*.openapi.yml"):
        for path, operations in read_file(file.name.removesuffix(".openapi.yml"))["paths"].items():
            for method, operation in operations.items():
                statuses = sorted(int(status) for status in operation["responses"])
                refused = operation["responses"].get("403", {}).get("content")
                most = refused["application/json"]["schema"].get("maxItems", -1) if refused else None
                found[method.upper(), path] = (statuses[0], statuses[1:], most)
    assert {place: (success, sorted(faults), most) for place, (success, faults, most) in CALLABLE.items()} == found


@needs_files
def test_the_members_we_wrote_down_are_those_of_the_files() -> None:
    for name, text in MEMBERS.items():
        file, schema = name.split(".")
        content = read_file(file)["components"]["schemas"][schema]
        required = content.get("required", [])
        assert {m.rstrip("*") for m in text.split()} == set(content["properties"]), name
        assert {m[:-1] for m in text.split() if m.endswith("*")} == set(required), name


@needs_files
def test_the_versions_are_those_of_the_files() -> None:
    assert {r.api.file: r.api.version for r in ALL} == {
        file.name.removesuffix(".openapi.yml"): read_file(file.name.removesuffix(".openapi.yml"))["info"]["version"]
        for file in FOLDER.glob("*.openapi.yml")
    }


ITEMS = {
    *(f"M-{number:02d}" for number in range(1, 9)),
    *(f"P-{number}" for number in range(1, 11)),
    *("C-1", "C-2"),
    *(f"A-{number}" for number in range(1, 8)),
    *(f"R-{number}" for number in range(1, 13)),
    *(f"F-{number}" for number in range(1, 10)),
}


#: These are shown without a line: by what the models allow and what a simulation in the same process sees.
WITHOUT_A_LINE = {"F-8"}


def test_every_item_of_the_checklist_has_a_test_that_names_it_and_speaks_over_tls() -> None:
    named: dict[str, bool] = {}
    for path in Path(__file__).parent.glob("test_*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            found = re.match(r"test_([MPCARF]_\d+)_", node.name) if isinstance(node, ast.FunctionDef) else None
            if found is not None and isinstance(node, ast.FunctionDef):
                item = found[1].replace("_", "-")
                named[item] = named.get(item, False) or _has_a_town(node)
    assert ITEMS - set(named) == set()
    assert {item for item, over_tls in named.items() if not over_tls} <= WITHOUT_A_LINE


def _has_a_town(test: ast.FunctionDef) -> bool:
    """Whether both sides stand there, which listen and call over TLS on loopback and in no other way."""
    calls = {call.func.id for call in ast.walk(test) if isinstance(call, ast.Call) and isinstance(call.func, ast.Name)}
    return "open_town" in calls or "town" in {argument.arg for argument in test.args.args}


@needs_files
def test_the_items_are_those_of_the_checklist() -> None:
    text = (FOLDER / "checklist.md").read_text(encoding="utf-8")
    assert set(re.findall(r"\b([MPCARF]-\d+)\b", text)) == ITEMS


class Traffic:
    """Everything that is asked and answered, checked as it passes."""

    def __init__(self, town: Town) -> None:
        self.seen: dict[str, set[int]] = {}
        self._answer = town.duo.duo.answer
        town.duo.duo.answer = self.answer  # type: ignore[method-assign]
        endpoint = town.endpoint.answer
        town.server._server.app = application(
            lambda request: self._checked(NOTIFY, request, endpoint(request)), {"API-Version": NOTIFY.api.version}
        )

    def answer(self, request: Request) -> Response:
        found = _resource(request)
        assert not isinstance(found, Response), request.path
        return self._checked(found[0], request, self._answer(request))

    def _checked(self, resource: Resource, request: Request, response: Response) -> Response:
        check_request(resource, dict(request.headers), request.body)
        headers = {"API-Version": NOTIFY.api.version, **response.headers} if resource is NOTIFY else response.headers
        check_response(resource, response.status, dict(headers), response.body())
        self.seen.setdefault(resource.name, set()).add(response.status)
        return response


def test_all_traffic_is_as_documented(town: Town) -> None:
    """Lives in which every resource is asked, told and refused; each request and answer is held against the files."""
    traffic = Traffic(town)
    lives = [town.script(script, name) for name, (script, _, _) in LIVES.items()]
    bsn = town.script(ASYLUM + PLAN + "      - {day: 30, examennummer: true}\n", "volledig")
    for day in (20, 45, 61, 81, 100):
        town.day(day)
        for each in (*lives, bsn) if day in (45, 100) else ():
            for name, resource in RESOURCES.items():
                if resource.method == "GET" and resource.of_person:
                    town.call(name, bsn=each)
    town.call("instellingen")
    town.call("verlengingsgronden")
    _change_everything(town, bsn)
    _refuse_everything(town, lives[0], bsn)
    asked = {name for name, statuses in traffic.seen.items() if RESOURCES.get(name, NOTIFY).success in statuses}
    assert set(RESOURCES) | {"notificatie"} == asked
    refused = {name for name, statuses in traffic.seen.items() if 403 in statuses}
    assert {name for name, resource in RESOURCES.items() if resource.refusals is not None} <= refused | {
        "aanbod_vervalt"
    }


def _change_everything(town: Town, bsn: str) -> None:
    store, day = town.side.store, dt.date(2024, 2, 10)
    contact = Contactpersoongegevens(naam="An Demo", email="demo@example.org", telefoonnummer="020 1234567")
    contacts.add(store, contact, "c:1", "k")
    town.sync()
    (row,) = contacts.contacts(store)
    contacts.change(store, row["contact_id"], contact, "c:2", "k")
    contacts.link(store, town.person(bsn), row["contact_id"], "c:3", "k")
    town.sync()
    contacts.unlink(store, town.person(bsn), "c:4", "k")
    town.sync()
    contacts.remove(store, row["contact_id"], "c:5", "k")
    town.sync()
    for name, body in (
        ("uren_intake_melden", UrenTaallesEnKnmIntake(uren=4)),
        ("uren_taalles_melden", UrenParticipatieAlsTaalles(uren=9999)),
        ("uren_participatie_melden", UrenParticipatieactiviteiten(uren=0)),
        ("pvt_melden", ResultaatPvt(ondertekend_op=day, verwijtbaar=None)),
        ("map_melden", ResultaatMap(eindgesprek_op=day, verwijtbaar=None)),
        ("zroute_melden", ResultaatZroute(afgerond_op=day)),
        ("examennummer_vervalt", None),
    ):
        assert town.call(name, bsn=bsn, body=body).done, name
    for name in ("map", "pvt", "uren"):
        assert town.call(name, bsn=bsn).done
    offer = Aanbod(aangeboden_op=day, begint_op=day, tot=dt.date(2025, 1, 1), alfabetisering="AA")
    assert town.call("aanbod_melden", bsn=bsn, body=offer, instellingsnummer="9000000001").done
    assert town.call("aanbod_vervalt", bsn=bsn, instellingsnummer="9000000001").done
    fresh = town.script(ASYLUM, "vers")
    town.day(101)
    more: dict[str, Any] = {"intensiteit": 600, "mag_opleiding_afmaken": False, "alfabetisering": "A"}
    plan = Pip(dagtekening=dt.date(2024, 4, 1), leerroute="B", niveau="B1", **more)
    assert town.call("pip_melden", bsn=fresh, body=plan).done
    assert town.call("pip_vervalt", bsn=fresh).done


def _refuse_everything(town: Town, without_plan: str, bsn: str) -> None:
    day = dt.date(2020, 1, 1)
    offer = Aanbod(aangeboden_op=day, begint_op=None, tot=None, alfabetisering="NVT")
    wrong = Contactpersoongegevens(naam="R2D2", email="demo@example.org", telefoonnummer="020 1234567")
    for name, body, path in (
        ("pip_melden", Pip(dagtekening=day, leerroute="O", niveau="A2"), {}),
        ("pip_vervalt", None, {}),
        ("aanbod_melden", offer, {"instellingsnummer": "9000000003"}),
        ("pvt_melden", ResultaatPvt(ondertekend_op=day, verwijtbaar="Ja"), {}),
        ("map_melden", ResultaatMap(eindgesprek_op=day, verwijtbaar="Nee"), {}),
        ("zroute_melden", ResultaatZroute(afgerond_op=day), {}),
        ("contactpersoon_maken", wrong, {}),
        ("contactpersoon_wijzigen", wrong, {"id": "1"}),
    ):
        of_person = {"bsn": bsn} if RESOURCES[name].of_person else {}
        assert not town.call(name, body=body, **of_person, **path).done, name  # type: ignore[arg-type]
    assert town.side.settings.gemeente == OURS and without_plan


@pytest.mark.parametrize("resource", ALL, ids=lambda resource: resource.name)
def test_a_path_that_is_filled_in_is_found_again(resource: Resource) -> None:
    if resource is NOTIFY:
        return
    given = {"id": "7", "instellingsnummer": "9000000001"}
    path = resource.address("999990019", {name: given[name] for name in resource.parameters})
    found = _resource(Request(resource.method, path, {}, b"", None))
    assert not isinstance(found, Response) and found[0] is resource
