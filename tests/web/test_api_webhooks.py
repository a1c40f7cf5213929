"""Webhooks: who is told what, signed and safely, what is tried again, and what is given up in sight of everybody."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from doorstroom.clock import utc_now
from doorstroom.kernel.events import Event
from doorstroom.stelsels.inburgering import system
from doorstroom.web.api import bezorgen, uitbox, veilig, werk
from doorstroom.web.api.models import Abonnement, Aflevering, Werkgang
from doorstroom.web.clock import now
from doorstroom.web.zaken import bijhouden
from doorstroom.web.zaken.models import Inzage, Zaak
from doorstroom.web.zaken.register import register, vault
from tests.web.conftest import DAY, OTHER_TOWN, TOWN, WITHOUT_PLAN, Place
from tests.web.webhook_receiver import Receiver, certificate, receiving

CASE = "/zaken/inburgering/ZAAK-0001"
SAFE = "https://zaaksysteem.example/doorstroom"
Made = Callable[[str], Any]


@pytest.fixture
def receiver(settings: Any) -> Iterator[Receiver]:
    settings.WEBHOOKS_ON_LOOPBACK = True
    with receiving() as found:
        yield found


@pytest.fixture
def hook(place: Place, person: Made, receiver: Receiver) -> dict[str, Any]:
    """A case, and a webhook of its municipality on the receiver."""
    place.case(WITHOUT_PLAN)
    told: dict[str, Any] = person("beheerder.gemeente").post("/abonnementen", {"url": receiver.url}).ok(201)
    return told


def invite(program: Made, seen: int = 5) -> str:
    """Record something in the case; the id of the event."""
    answer = program("klantmanager.gemeente").post(f"{CASE}/gebeurtenissen", {"actie": "intake_oproepen"}, seen=seen)
    return str(answer.ok(201)["gebeurtenis"]["nu"]["id"])


def later(monkeypatch: pytest.MonkeyPatch, **time: int) -> None:
    monkeypatch.setattr(bezorgen, "utc_now", lambda: utc_now() + dt.timedelta(**time))


def test_who_subscribed_is_told_with_a_signature_and_without_personal_data(
    hook: dict[str, Any], program: Made, receiver: Receiver, settings: Any
) -> None:
    settings.PUBLIC_URL = "https://doorstroom.example"
    event = invite(program)
    assert (uitbox.fill(), bezorgen.deliver()) == (1, 1)
    assert (uitbox.fill(), bezorgen.deliver()) == (0, 0)
    (got,) = receiver.received
    assert got.path == "/hook?x=1" and got.headers["Content-Type"].startswith("application/cloudevents+json")
    assert got.signed_with(hook["geheim"]) and not got.signed_with("whsec_" + "A" * 43 + "=")
    assert abs(int(got.headers["Webhook-Timestamp"]) - utc_now().timestamp()) < 60  # real time, also in a demonstration
    told = got.json
    assert (told["specversion"], told["id"], told["subject"]) == ("1.0", event, "inburgering/ZAAK-0001")
    assert told["type"] == "nl.inburgering.intake-opgeroepen" and told["source"].startswith("urn:nld:oin:")
    assert told["dataref"] == f"https://doorstroom.example/api/v1{CASE}/gebeurtenissen/{event}"
    assert "data" not in told and b"Proef" not in got.body and b"demo-person" not in got.body
    assert program("klantmanager.gemeente").get(f"{CASE}/gebeurtenissen/{told['id']}").status == 200


def test_over_https_only_to_the_machine_that_the_address_names(
    place: Place, person: Made, program: Made, settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.WEBHOOKS_ON_LOOPBACK = True
    place.case(WITHOUT_PLAN)
    right, other = certificate(tmp_path, "localhost"), certificate(tmp_path, "ander.example")
    with receiving(right) as trusted, receiving(other) as false, receiving(right) as unknown:
        for receiver in (trusted, false, unknown):
            person("beheerder.gemeente").post("/abonnementen", {"url": receiver.url}).ok(201)
        invite(program)
        assert uitbox.fill() == 3
        Aflevering.objects.filter(abonnement__url=unknown.url).update(stand="dood")
        trust = tmp_path / "trusted.pem"
        trust.write_bytes(right.read_bytes() + other.read_bytes())
        monkeypatch.setenv("SSL_CERT_FILE", str(trust))
        assert bezorgen.deliver() == 1
        assert len(trusted.received) == 1 and false.received == []
        assert Aflevering.objects.get(abonnement__url=false.url).uitkomst in ("MaxRetryError", "SSLError")
        monkeypatch.setenv("SSL_CERT_FILE", str(other))  # of an authority that is not trusted here
        bezorgen.retry(Aflevering.objects.get(abonnement__url=unknown.url))
        assert bezorgen.deliver() == 0 and unknown.received == []


def test_a_receiver_that_does_not_answer_at_all(hook: dict[str, Any], program: Made, receiver: Receiver) -> None:
    invite(program)
    uitbox.fill()
    Abonnement.objects.update(url="http://127.0.0.1:1/")  # nobody listens there
    assert bezorgen.deliver() == 0
    row = Aflevering.objects.get()
    assert (row.stand, row.pogingen) == ("wacht", 1) and row.uitkomst in ("MaxRetryError", "NewConnectionError")


def test_the_secret_is_told_once_and_not_kept_as_it_is(hook: dict[str, Any], person: Made) -> None:
    admin = person("beheerder.gemeente")
    assert admin.get(f"/abonnementen/{hook['id']}").ok()["geheim"] is None
    assert hook["geheim"].removeprefix("whsec_") not in str(vars(Abonnement.objects.get()))
    again = admin.post("/abonnementen", {"url": hook["url"]}, key=hook["id"]).ok(201)
    assert again["id"] == hook["id"] and again["geheim"] is None and Abonnement.objects.count() == 1


def test_what_is_not_accepted_is_tried_again_and_then_given_up(
    hook: dict[str, Any], program: Made, person: Made, receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    receiver.answers = [500, 302, 404, 500, 500, 500, 500, 500, 500]
    invite(program)
    uitbox.fill()
    assert (bezorgen.deliver(), len(receiver.received)) == (0, 1)
    assert (bezorgen.deliver(), len(receiver.received)) == (0, 1)  # not yet
    for number, wait in enumerate(bezorgen.WAITS, start=2):
        row = Aflevering.objects.get()
        assert (row.stand, row.pogingen) == ("wacht", number - 1)
        assert wait - dt.timedelta(seconds=30) < row.volgende_op - bezorgen.utc_now() <= wait
        later(monkeypatch, seconds=int((row.volgende_op - utc_now()).total_seconds()) + 1)
        bezorgen.deliver()
        assert len(receiver.received) == number  # and a redirect is not followed
    assert len({one.headers["Webhook-Id"] for one in receiver.received}) == 1
    admin, path = person("beheerder.gemeente"), f"/abonnementen/{hook['id']}"
    assert admin.get(path).ok()["dood"] == 1
    (dead,) = admin.get(f"{path}/afleveringen?stand=dood").ok()["resultaten"]
    assert (dead["uitkomst"], dead["pogingen"], dead["volgendeOp"]) == ("HTTP 500", 9, None)
    again = admin.post(f"{path}/afleveringen/{dead['id']}/herkansingen").ok(201)
    assert again["stand"] == "wacht"
    admin.post(f"{path}/afleveringen/{dead['id']}/herkansingen").problem(409, "conflict")
    assert bezorgen.deliver() == 1 and admin.get(path).ok()["dood"] == 0
    person("beheerder.gemeente.twee").get(f"{path}/afleveringen").problem(404)


def test_a_receiver_that_is_gone_is_not_told_again(
    hook: dict[str, Any], program: Made, person: Made, receiver: Receiver
) -> None:
    receiver.answers = [410]
    invite(program)
    uitbox.fill()
    assert bezorgen.deliver() == 0
    assert person("beheerder.gemeente").get(f"/abonnementen/{hook['id']}").ok()["actief"] is False


def test_only_of_cases_and_topics_that_one_sees(place: Place, program: Made, person: Made, receiver: Receiver) -> None:
    place.case(WITHOUT_PLAN)
    for who in ("beheerder.gemeente.twee", "beheerder.duo", "beheerder.aanbieder"):
        person(who).post("/abonnementen", {"url": receiver.url}).ok(201)
    told = person("beheerder.duo").post("/abonnementen", {"url": receiver.url, "typen": ["intake_opgeroepen"]})
    assert told.problem(400)["fouten"][0]["veld"] == "typen"
    invite(program)  # of the topic intake, which DUO does not see
    assert uitbox.fill() == 0
    body = {"actie": "kennisgeving_versturen"}
    program("medewerker.duo").post(f"{CASE}/gebeurtenissen", body, seen=6).ok(201)
    assert uitbox.fill() == 1  # DUO only: the other municipality and the course provider have nothing to do with it
    assert Aflevering.objects.get().abonnement.organisatie.code == "DUO"


def test_only_of_the_types_that_were_asked(place: Place, person: Made, program: Made, receiver: Receiver) -> None:
    place.case(WITHOUT_PLAN)
    body = {"url": receiver.url, "typen": ["pip_vastgesteld"]}
    person("beheerder.gemeente").post("/abonnementen", body).ok(201)
    invite(program)
    assert uitbox.fill() == 0


def test_who_lost_sight_of_a_case_is_not_told_any_more(hook: dict[str, Any], program: Made, receiver: Receiver) -> None:
    invite(program)
    uitbox.fill()
    Inzage.objects.filter(organisatie=TOWN).delete()
    assert (bezorgen.deliver(), receiver.received) == (0, [])
    assert Aflevering.objects.get().stand == "dood"


def test_what_happened_before_or_while_it_was_off_is_not_told(
    hook: dict[str, Any], program: Made, person: Made, receiver: Receiver
) -> None:
    assert uitbox.fill() == 0
    admin, path = person("beheerder.gemeente"), f"/abonnementen/{hook['id']}"
    seen = admin.get(path)["ETag"].strip('"')
    off = admin.put(path, {"url": receiver.url, "actief": False}, seen=seen)
    assert off.ok()["actief"] is False
    invite(program)
    assert uitbox.fill() == 0
    admin.put(path, {"url": receiver.url}, seen=seen).problem(412, "verouderd")
    admin.put(path, {"url": receiver.url}).problem(428)
    admin.put(path, {"url": receiver.url}, seen=off["ETag"].strip('"')).ok()
    assert uitbox.fill() == 0
    seen = admin.get(path)["ETag"].strip('"')
    admin.delete(path, seen=seen).ok(204)
    assert not Abonnement.objects.exists()
    told = [one.operation for one in vault().processings(f"organisatie:{TOWN}")]
    assert told == [f"webhook {what}: 127.0.0.1" for what in ("gemaakt", "uitgezet", "gewijzigd", "weggegooid")]


def test_addresses_that_lead_inside_are_refused(place: Place, person: Made) -> None:
    urls = [
        "http://zaaksysteem.example/", "ftp://zaaksysteem.example/", "javascript:alert(1)", "zaaksysteem", "https://",
        "https://u:p@zaaksysteem.example/", "https://zaaksysteem.example/#x", "https://zaaksysteem.example/a b",
        "https://127.0.0.1/", "https://[::1]/", "https://localhost/", "https://x.internal/", "https://10.0.0.1/",
        "https://192.168.1.1/", "https://169.254.169.254/latest/meta-data", "https://[::ffff:10.0.0.1]/",
        "https://[64:ff9b::a00:1]/", "https://100.64.0.1/", "https://0.0.0.0/", "https://224.0.0.1/",
        "https://zaaksysteem.example:99999/", "https://" + "a" * 600,
    ]  # fmt: skip
    admin = person("beheerder.gemeente")
    for url in urls:
        told = admin.post("/abonnementen", {"url": url}).problem(400, "ongeldig-verzoek")
        assert told["fouten"][0]["veld"] == "url", url
    assert not Abonnement.objects.exists()


def test_a_name_that_leads_inside_is_not_called(
    place: Place, person: Made, program: Made, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The name looked fine when the webhook was made; where it leads is looked up at each delivery."""
    place.case(WITHOUT_PLAN)
    person("beheerder.gemeente").post("/abonnementen", {"url": SAFE}).ok(201)
    for found in (["10.0.0.1"], ["93.184.216.34", "127.0.0.1"], ["fe80::1%eth0"], []):
        answers = [(2, 1, 6, "", (address, 443)) for address in found]
        monkeypatch.setattr(veilig.socket, "getaddrinfo", lambda *_a, _found=answers, **_k: _found)
        with pytest.raises(veilig.Unsafe):
            veilig.target(SAFE)
    invite(program)
    uitbox.fill()
    assert bezorgen.deliver() == 0 and "openbare internet" in Aflevering.objects.get().uitkomst
    monkeypatch.setattr(veilig.socket, "getaddrinfo", lambda *_a, **_k: [(2, 1, 6, "", ("93.184.216.34", 443))])
    where = veilig.target(SAFE)
    assert (where.address, where.host, where.path) == ("93.184.216.34", "zaaksysteem.example", "/doorstroom")


def test_only_who_administers_an_organisation_has_webhooks(place: Place, person: Made) -> None:
    for who in ("klantmanager.gemeente", "medewerker.ind", "inburgeraar"):
        person(who).post("/abonnementen", {"url": SAFE}).problem(403)
        person(who).get("/abonnementen").problem(403)
    made = person("beheerder.gemeente").post("/abonnementen", {"url": SAFE}).ok(201)
    other = person("beheerder.gemeente.twee")
    assert other.get("/abonnementen").ok() == []
    other.get(f"/abonnementen/{made['id']}").problem(404)
    other.delete(f"/abonnementen/{made['id']}", seen="x").problem(404)
    for _ in range(19):
        person("beheerder.gemeente").post("/abonnementen", {"url": SAFE}).ok(201)
    assert "20" in person("beheerder.gemeente").post("/abonnementen", {"url": SAFE}).problem(400)["detail"]


def test_a_correction_says_what_it_replaces(hook: dict[str, Any], program: Made, receiver: Receiver) -> None:
    first = invite(program)
    body = {"actie": "intake_oproepen", "geldigOp": "2024-04-29", "verbetert": first}
    program("klantmanager.gemeente").post(f"{CASE}/gebeurtenissen", body, seen=6).ok(201)
    uitbox.fill()
    assert bezorgen.deliver() == 2
    told = [one.json for one in receiver.received]
    assert told[1]["type"] == "nl.inburgering.intake-opgeroepen.gecorrigeerd"
    assert told[1]["data"] == {"replaces": first} and told[0]["sequence"] < told[1]["sequence"]


def test_who_sees_a_case_because_of_an_event_is_told_of_that_event(
    hook: dict[str, Any], person: Made, receiver: Receiver, place: Place
) -> None:
    """Recorded by another program, as the exchange with DUO does: the lists come after, and the webhooks after them."""
    other = person("beheerder.gemeente.twee").post("/abonnementen", {"url": receiver.url}).ok(201)
    moved = Event(
        event_id=uuid4(), case_id="ZAAK-0001", person_id="demo-person-1", type="brp_inschrijving", instance="verhuisd",
        valid_on=DAY, payload={"gemeente": OTHER_TOWN}, organisation="DUO", actor="duo", recorded_at=now(),
    )  # fmt: skip
    register().append(system(), [moved])
    assert uitbox.fill() == 0
    assert (bijhouden.follow(), bijhouden.follow()) == (1, 0)
    assert uitbox.fill() == 1
    told = Aflevering.objects.get()
    assert str(told.abonnement_id) == other["id"] and told.event_id == moved.event_id


def test_one_case_that_cannot_be_shown_holds_the_others_up_for_an_hour_at_most(
    hook: dict[str, Any], program: Made, receiver: Receiver, settings: Any
) -> None:
    invite(program)
    Zaak.objects.update(version=5)
    assert uitbox.fill() == 0
    settings.SERVER_STARTED -= dt.timedelta(hours=1, seconds=1)
    assert uitbox.fill() == 1


def test_the_worker_does_what_is_due_and_each_job_once(
    hook: dict[str, Any], program: Made, receiver: Receiver, place: Place
) -> None:
    invite(program)
    Zaak.objects.update(peildatum=dt.date(2024, 4, 30))
    done = {one.naam: one.uitkomst for one in werk.run_due()}
    assert done == {
        "zaken bijwerken": "0", "meldingen klaarzetten": "1", "meldingen bezorgen": "1", "zaken van vandaag": "1",
        "opruimen": "0",
    }  # fmt: skip
    assert len(receiver.received) == 1 and Zaak.objects.get().peildatum == dt.date(2024, 5, 1)
    assert list(werk.run_due()) == []
    Werkgang.objects.filter(naam="opruimen").update(volgende_op=utc_now())
    assert [one.naam for one in werk.run_due()] == ["opruimen"]


def test_a_job_that_breaks_is_told_and_keeps_no_other_from_being_done(
    db: None, caplog: pytest.LogCaptureFixture
) -> None:
    def broken() -> int:
        raise RuntimeError("stuk")

    jobs = (werk.Job("een", dt.timedelta(hours=1), broken), werk.Job("twee", dt.timedelta(hours=1), lambda: 7))
    first, second = werk.run_due(jobs)
    assert (first.gelukt, first.uitkomst, second.gelukt, second.uitkomst) == (False, "RuntimeError", True, "7")
    assert "een" in caplog.text and list(werk.run_due(jobs)) == []


def test_old_answers_and_old_deliveries_are_thrown_away(
    hook: dict[str, Any], program: Made, receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    invite(program)
    uitbox.fill()
    bezorgen.deliver()
    assert bezorgen.forget_old() == 0
    later(monkeypatch, days=31)
    assert bezorgen.forget_old() == 1 and not Aflevering.objects.exists()
