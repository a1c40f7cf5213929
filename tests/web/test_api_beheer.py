"""The rest of the administration over the API: log, keeping and erasing, checks, DUO; and what programs may not."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest

from doorstroom.exchange.duo.tasks import Kind
from doorstroom.web.beheer import controle as check
from doorstroom.web.beheer.models import Wisronde
from doorstroom.web.toegang import matrix
from doorstroom.web.toegang.models import Gebruiker, Organisatie
from doorstroom.web.zaken.register import vault
from tests.web.conftest import ACCESS, TOWN, WITH_PLAN, WITHOUT_PLAN, Place
from tests.web.test_beheer_duo import store
from tests.web.test_beheer_wissen import FIRST, NAME, SECOND, every_text_of_the_screens, over

__all__ = ["over", "store"]  # fixtures
Made = Callable[[str], Any]
PLATFORM = "beheerder.platform"


def test_only_who_has_the_right_of_the_matrix(place: Place, person: Made, store: Any) -> None:
    asked = {
        "gebruikers": ["/gebruikers", "/organisaties", f"/gebruikers/{place.users[FIRST].pk}"],
        "logboek": ["/verwerkingen"],
        "bewaren": ["/bewaartermijnen", "/wiskandidaten", "/wisrondes", f"/wisrondes/{uuid4()}"],
        "controle": ["/registercontroles", "/registercontroles/1"],
        "koppeling": ["/duo-verkeer", "/duo-berichten"],
    }
    found, expected = {}, {}
    for name, user in place.users.items():
        api, role = person(name), user.rollen[0]
        for right, paths in asked.items():
            for path in paths:
                found[name, path] = api.get(path).status != 403
                # "eigen" is about one's own case, which has an address of its own
                expected[name, path] = matrix.ROLES[role][right] == "ja"
    assert found == expected


def test_every_change_asks_the_right_of_the_matrix(place: Place, person: Made, over: str) -> None:
    who, someone, run = place.person_of(over), f"/gebruikers/{place.users['klantmanager.gemeente'].pk}", uuid4()
    account = {"gebruikersnaam": "nieuw.iemand", "naam": "DEMO", "rollen": ["gemeente.klantmanager"]}
    place_of = {"soort": "gemeente", "code": "0999", "naam": "DEMO"}
    changes: list[tuple[str, str, str, Any]] = [
        ("gebruikers", "POST", "/gebruikers", account),
        ("gebruikers", "PATCH", someone, {"geblokkeerd": True}),
        ("gebruikers", "POST", f"{someone}/uitnodigingen", None),
        ("gebruikers", "DELETE", f"{someone}/tweede-stap", None),
        ("gebruikers", "POST", "/organisaties", place_of),
        ("gebruikers", "PATCH", f"/organisaties/{TOWN}", {"adres": "x"}),
        ("bewaren", "POST", "/wisrondes", {"personen": [who]}),
        ("bewaren", "PUT", f"/wisrondes/{run}/besluit", {"besluit": "uitgevoerd"}),
        ("controle", "POST", "/registercontroles", {}),
    ]
    active = Gebruiker.objects.filter(is_active=True).count()
    for name, user in place.users.items():
        cells, api = matrix.ROLES[user.rollen[0]], person(name)
        for right, method, path, body in changes:
            if cells[right] != "ja":
                told = api.call(method, path, body, seen="open").problem(403, "geen-recht")
                assert told["detail"], (name, path)
    assert not Wisronde.objects.exists() and not Organisatie.objects.filter(code="0999").exists()
    assert not Gebruiker.objects.filter(username="nieuw.iemand").exists()
    assert Gebruiker.objects.filter(is_active=True).count() == active


def test_two_people_erase_over_the_api(place: Place, person: Made, over: str) -> None:
    first, second, who = person(FIRST), person(SECOND), place.person_of(over)
    (term,) = [one for one in first.get("/bewaartermijnen").ok() if one["naam"] == "bewaren.standaard"]
    assert term["waarden"][0]["waarde"] == 5 and term["waarden"][0]["bron"] == "BES 9.9"
    (there,) = first.get("/wiskandidaten").ok()
    assert there == {"persoonId": who, "zaken": [over], "bewarenTotEnMet": "2029-05-09", "brieven": 1,
                     "documenten": 1, "berichten": 1}  # fmt: skip
    first.post("/wisrondes", {"personen": ["niemand"]}).problem(400)
    key = uuid4()
    made = first.post("/wisrondes", {"personen": [who]}, key=key)
    where = made["Location"]
    assert made.ok(201)["stand"] == "open" and made["ETag"] == '"open"' and where.endswith(str(key))
    assert first.post("/wisrondes", {"personen": [who]}, key=key)["Idempotent-Replayed"] == "true"
    # who proposed does not carry out, and does not refuse either
    first.put(f"{where}/besluit", {"besluit": "uitgevoerd"}, seen="open").problem(403, "geen-recht")
    first.put(f"{where}/besluit", {"besluit": "afgewezen", "reden": "Nee."}, seen="open").problem(403)
    second.put(f"{where}/besluit", {"besluit": "ingetrokken", "reden": "Nee."}, seen="open").problem(403)
    second.put(f"{where}/besluit", {"besluit": "afgewezen"}, seen="open").problem(400)
    second.put(f"{where}/besluit", {"besluit": "uitgevoerd"}).problem(428)
    second.put(f"{where}/besluit", {"besluit": "uitgevoerd"}, seen="loopt").problem(412)
    person("beheerder.gemeente.twee").put(f"{where}/besluit", {"besluit": "uitgevoerd"}, seen="open").problem(404)
    assert vault().read([who], ACCESS) and second.get(where).ok()["mensen"][0]["uitkomst"] is None
    done = second.put(f"{where}/besluit", {"besluit": "uitgevoerd"}, seen="open")
    assert done.ok()["stand"] == "uitgevoerd" and done.json["mensen"][0]["uitkomst"] == "gewist"
    # sent again after a time-out
    assert second.put(f"{where}/besluit", {"besluit": "uitgevoerd"}, seen="open").ok() == done.json
    second.put(f"{where}/besluit", {"besluit": "afgewezen", "reden": "x"}, seen="uitgevoerd").problem(409, "conflict")
    assert vault().read([who], ACCESS) == {} and NAME not in every_text_of_the_screens()
    assert first.get("/wiskandidaten").ok() == [] and first.get("/wisrondes").ok()["aantal"] == 1
    told = {(line.actor, line.operation) for line in vault().processings(who)}
    assert {(FIRST, "voorgesteld om te wissen"), (SECOND, "erase")} <= told


def test_who_proposed_withdraws(place: Place, person: Made, over: str) -> None:
    first = person(FIRST)
    where = first.post("/wisrondes", {"personen": [place.person_of(over)]})["Location"]
    body = {"besluit": "ingetrokken", "reden": "Toch niet."}
    assert first.put(f"{where}/besluit", body, seen="open").ok()["stand"] == "ingetrokken"
    assert vault().read([place.person_of(over)], ACCESS) and first.get("/wiskandidaten").ok()


def test_a_program_looks_but_neither_proposes_nor_erases(
    place: Place, person: Made, program: Made, over: str
) -> None:  # fmt: skip
    api, who = program(FIRST), place.person_of(over)
    assert api.get("/wiskandidaten").ok()[0]["persoonId"] == who
    api.post("/wisrondes", {"personen": [who]}).problem(403, "geen-recht")
    where = person(FIRST).post("/wisrondes", {"personen": [who]})["Location"]
    for decision in ("uitgevoerd", "afgewezen", "ingetrokken"):
        api.put(f"{where}/besluit", {"besluit": decision, "reden": "x"}, seen="open").problem(403, "geen-recht")
    assert vault().read([who], ACCESS) and api.get(where).ok()["stand"] == "open"


def test_the_log_per_person_user_and_period(place: Place, person: Made, program: Made) -> None:
    case = place.case(WITHOUT_PLAN)
    program("klantmanager.gemeente").get(f"/zaken/inburgering/{case}").ok()
    admin = person(FIRST)
    told = admin.get(f"/verwerkingen?zaaknummer={case}").ok()
    opened = [one for one in told["resultaten"] if one["handeling"].startswith("zaak geopend")]
    assert opened[0]["persoonId"] == place.person_of(case) and opened[0]["zaken"] == [case]
    assert all(one["organisatie"] == TOWN for one in told["resultaten"])
    who = opened[0]["wie"]
    assert {one["wie"] for one in admin.get(f"/verwerkingen?wie={who}").ok()["resultaten"]} == {who}
    assert admin.get(f"/verwerkingen?zaaknummer={case}&van=2024-05-02").ok()["aantal"] == 0
    assert admin.get(f"/verwerkingen?zaaknummer={case}&totEnMet=2024-04-30").ok()["aantal"] == 0
    # that he read is on record, and shown to who asks for it
    read = admin.get(f"/verwerkingen?zaaknummer={case}&activiteit=logboek").ok()["resultaten"]
    assert {(one["wie"], one["handeling"]) for one in read} == {(FIRST, "logboek gelezen")}
    assert admin.get("/verwerkingen?perPagina=1")["Link"]
    assert person("beheerder.gemeente.twee").get(f"/verwerkingen?zaaknummer={case}").ok()["aantal"] == 0
    assert person(PLATFORM).get(f"/verwerkingen?zaaknummer={case}&organisatie={TOWN}").ok()["aantal"] > 0


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("zaaknummer=999990019", 400),
        ("van=0001-01-01", 400),
        ("totEnMet=9999-12-31", 400),
        ("bekendOp=0001-01-01T00:00:00%2B14:00", 400),
        ("organisatie=0363", 403),
        ("bak=in", 400),
    ],
)
def test_questions_to_the_log_that_are_refused(query: str, status: int, place: Place, person: Made) -> None:
    person(FIRST).get(f"/verwerkingen?{query}").problem(status)


def test_a_check_of_the_register(
    place: Place, person: Made, monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: Any
) -> None:
    place.case(WITH_PLAN)
    platform = person(PLATFORM)
    monkeypatch.setattr(check, "beside", lambda work: work())
    platform.post("/registercontroles", {"zegel": "x"}).problem(400)
    asked = platform.post("/registercontroles", {})  # not begun yet: this test holds the transaction
    assert asked.ok(201)["stand"] == "loopt"
    platform.post("/registercontroles", {}).problem(409, "conflict")
    check.perform(asked.json["nummer"], None)
    done = platform.get(asked["Location"]).ok()
    assert (done["stand"], done["gebeurtenissen"], done["zaken"]) == ("goed", len(WITH_PLAN), 1) and done["zegel"]
    with django_capture_on_commit_callbacks(execute=True):
        again = platform.post("/registercontroles", {"zegel": done["zegel"]})
    assert platform.get(again["Location"]).ok()["vergeleken"] == done["zegel"]
    assert [one["stand"] for one in platform.get("/registercontroles").ok()["resultaten"]] == ["goed", "goed"]


def test_the_exchange_with_duo_names_nobody(place: Place, person: Made, program: Made, store: Any) -> None:
    admin = person(FIRST)
    told = admin.get("/duo-verkeer").ok()
    assert told["wachtOpMens"] == 3 and told["vanDuo"]["failed"] == 1 and told["taken"][Kind.CASE] == 1
    stuck = admin.get("/duo-berichten").ok()
    assert stuck["aantal"] == 2 and admin.get("/duo-berichten?welke=alle").ok()["aantal"] == 3
    (refused,) = program(FIRST).get("/duo-berichten?bak=uit").ok()["resultaten"]
    assert refused["stand"] == "refused" and refused["taken"][0]["tekst"] == "Kijk het plan na."
    assert dt.datetime.fromisoformat(refused["sinds"]) == dt.datetime(2024, 4, 30, 9, tzinfo=dt.UTC)
    text = str([told, stuck, refused])
    assert "demo-person" not in text and "123456782" not in text and "1234567890" not in text
    person("beheerder.gemeente.twee").get("/duo-berichten").problem(404)
