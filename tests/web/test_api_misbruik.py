"""What somebody tries who means harm, or a program that is wrong: a sentence comes back, and nothing has changed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from typing import Any
from uuid import UUID, uuid4

import pytest

from doorstroom.stelsels.inburgering import system
from doorstroom.web.api.models import Abonnement, Herhaling, Sleutel
from doorstroom.web.zaken import models
from doorstroom.web.zaken.register import register
from tests.web.api_client import Answer, bearer, issue
from tests.web.conftest import WITH_PLAN, WITHOUT_PLAN, Place

CASE, OTHER = "/zaken/inburgering/ZAAK-0001", "/zaken/inburgering/ZAAK-0002"
INVITE = {"actie": "intake_oproepen"}
KEPT = (models.Bericht, models.Bestand, models.Concept, models.Overdracht, models.Toewijzing, models.Voorstel)
Made = Callable[[str], Any]


def stored() -> dict[str, Any]:
    """All that the work place holds about cases."""
    events = {case: register().history_of_case(system(), case) for case in ("ZAAK-0001", "ZAAK-0002", "ZAAK-9999")}
    rows = {kind.__name__: list(kind.objects.order_by("pk").values()) for kind in (*KEPT, Abonnement, Sleutel)}
    for key in rows["Sleutel"]:  # using one is counted
        for name in ("laatst_gebruikt_op", "minuut", "aantal"):
            del key[name]
    return {**events, **rows}


@pytest.fixture
def api(place: Place, program: Made) -> Any:
    place.case(WITHOUT_PLAN)
    place.case(WITH_PLAN)
    return program("klantmanager.gemeente")


@pytest.fixture
def strangers(place: Place, program: Made) -> dict[str, Any]:
    """Programs of organisations that have nothing to do here, or less."""
    return {name: program(name) for name in ("klantmanager.gemeente.twee", "medewerker.ind")}


@pytest.fixture
def unharmed(api: Any, strangers: Any) -> Iterator[Callable[[Answer, int], None]]:
    """Refused with a sentence in Dutch that tells nothing of what is inside; at the end nothing has changed."""
    before = stored()

    def look(answer: Answer, status: int) -> None:
        told = answer.problem(status)
        assert told["detail"][0].isupper() and told["detail"].endswith((".", "?")), told
        text = answer.response.content.decode()
        assert not any(word in text for word in ("Traceback", "sqlite", "DoesNotExist", "DEMO Proef", "demo-person"))

    yield look
    assert stored() == before


def test_every_change_of_a_case_of_others(strangers: Any, unharmed: Any) -> None:
    pdf, stranger = ("x.pdf", b"%PDF-1.7"), strangers["klantmanager.gemeente.twee"]
    for case in (CASE, "/zaken/inburgering/ZAAK-9999", "/zaken/opvang/ZAAK-0001"):
        for answer in (
            stranger.post(f"{case}/gebeurtenissen", INVITE, seen=5),
            stranger.post(f"{case}/toetsen", INVITE, key=None),
            stranger.post(f"{case}/berichten", {"aan": "DUO", "tekst": "Hallo"}),
            stranger.put(f"{case}/concepten/intake_oproepen", {"gegevens": {}}),
            stranger.delete(f"{case}/concepten/intake_oproepen"),
            stranger.put(f"{case}/toewijzing", {"behandelaar": None}, seen="t0"),
            stranger.post(f"{case}/overdrachten", {"naar": "0344"}),
            stranger.upload(f"{case}/documenten", *pdf),
            stranger.get(f"{case}/berichten/1"),
            stranger.patch(f"{case}/berichten/1", {"gelezen": True}),
            stranger.get(f"{case}/documenten/{uuid4()}/inhoud"),
        ):
            unharmed(answer, 404)


def test_events_of_another_case_are_no_handle(api: Any, unharmed: Any) -> None:
    foreign = api.get(f"{OTHER}/gebeurtenissen").ok()[0]["nu"]["id"]
    unharmed(api.get(f"{CASE}/gebeurtenissen/{foreign}"), 404)
    unharmed(api.post(f"{CASE}/gebeurtenissen", {**INVITE, "verbetert": foreign}, seen=5), 400)
    unharmed(api.post(f"{CASE}/gebeurtenissen", {**INVITE, "verbetert": foreign, "trektIn": True}, seen=5), 400)
    # An id that is taken by an event of another case: not recorded again, and not told what it is.
    taken = api.post(f"{CASE}/gebeurtenissen", INVITE, seen=5, key=foreign)
    assert taken.status in (400, 409)
    unharmed(taken, taken.status)


def test_stale_versions_and_versions_that_cannot_be(api: Any, unharmed: Any) -> None:
    for seen, status in ((4, 412), (0, 412), (6, 412), (10**8, 412), ("-1", 400), ("5.0", 400), ("５", 400)):
        unharmed(api.post(f"{CASE}/gebeurtenissen", INVITE, seen=seen), status)
    unharmed(api.post(f"{CASE}/gebeurtenissen", INVITE, **{"If-Match": '"5", "6"'}), 400)


def test_members_that_nobody_asked_for(api: Any, unharmed: Any) -> None:
    for more in ({"door": "directeur"}, {"organisatie": "DUO"}, {"vastgelegdOp": "2020-01-01T00:00:00Z"}, {"id": 1}):
        unharmed(api.post(f"{CASE}/gebeurtenissen", {**INVITE, **more}, seen=5), 400)
        inside = {**INVITE, "gegevens": more}
        unharmed(api.post(f"{CASE}/gebeurtenissen", inside, seen=5), 400)


def test_too_much_of_everything(api: Any, unharmed: Any) -> None:
    unharmed(api.post(f"{CASE}/gebeurtenissen", {**INVITE, "gegevens": {"x": "y" * 3_000_000}}, seen=5), 413)
    unharmed(api.post(f"{CASE}/berichten", {"aan": "DUO", "tekst": "y" * 5000}), 400)
    unharmed(
        api.post(f"{CASE}/gebeurtenissen", {**INVITE, "gegevens": dict.fromkeys(map(str, range(5000)), 1)}, seen=5), 400
    )
    many = [{"stelsel": "inburgering", "zaaknummer": "ZAAK-0001"}] * 101
    unharmed(api.post("/toewijzingen", {"behandelaar": None, "zaken": many}), 400)
    unharmed(api.get("/zaken?perPagina=1000000"), 400)
    unharmed(api.get("/zaken?pagina=" + "9" * 30), 400)
    unharmed(api.get(f"/zaken?zaaknummer={'z' * 5000}"), 400)


def test_scripts_and_statements_in_texts_do_nothing(api: Any, unharmed: Any) -> None:
    for text in ("<script>alert(1)</script>", "' OR 1=1 --", "{{ 7*7 }}", "../../etc/passwd", "$(id)", "%s%s%n"):
        unharmed(api.post(f"{CASE}/gebeurtenissen", {"actie": text}, seen=5), 400)
        unharmed(api.post(f"{CASE}/berichten", {"aan": text, "tekst": "Hallo"}), 400)
        unharmed(api.post(f"{CASE}/overdrachten", {"naar": text}), 400)
        answer = api.get(f"/zaken?zaaknummer={text.replace('%', '%25').replace('#', '%23')}")
        assert answer.ok() == {"aantal": 0, "resultaten": []}


def test_somebody_elses_idempotency_key(api: Any, strangers: Any, unharmed: Any) -> None:
    """A key is of who made it: another cannot get the answer with it, nor the place that it stands for."""
    key = uuid4()
    sent = api.post("/toewijzingen", {"behandelaar": None, "zaken": [
        {"stelsel": "inburgering", "zaaknummer": "ZAAK-0001"}]}, key=key)  # fmt: skip
    assert sent.ok(201) == {"toegewezen": 1}
    stranger = strangers["klantmanager.gemeente.twee"]
    unharmed(stranger.post("/toewijzingen", {"behandelaar": None, "zaken": [
        {"stelsel": "inburgering", "zaaknummer": "ZAAK-0001"}]}, key=key), 404)  # fmt: skip
    unharmed(api.post(f"{CASE}/berichten", {"aan": "DUO", "tekst": "Hallo"}, key=key), 409)
    unharmed(api.post(f"{CASE}/gebeurtenissen", INVITE, seen=5, key=key), 409)


def test_keys_that_do_not_count_any_more_change_nothing(api: Any, place: Place, unharmed: Any, settings: Any) -> None:
    text = Sleutel.objects.order_by("uitgegeven_op").first()
    assert text is not None
    for wrong in ("drs_" + "a" * 43, text.begin, text.hash, str(text.pk)):
        unharmed(bearer(wrong).post(f"{CASE}/gebeurtenissen", INVITE, seen=5), 401)
    settings.DEMO_DAY = dt.date(2024, 7, 1)  # two months on: every key has run out
    unharmed(api.post(f"{CASE}/gebeurtenissen", INVITE, seen=5), 401)
    unharmed(api.post(f"{CASE}/berichten", {"aan": "DUO", "tekst": "Hallo"}), 401)


def test_what_is_refused_stands_in_the_log_of_the_server_without_what_was_sent(
    api: Any, strangers: Any, unharmed: Any, caplog: pytest.LogCaptureFixture
) -> None:
    body = {**INVITE, "gegevens": {"bsn": "999990019"}}
    unharmed(api.post(f"{CASE}/gebeurtenissen", body, seen=5), 400)
    unharmed(strangers["klantmanager.gemeente.twee"].get(f"{CASE}/persoon"), 404)
    unharmed(strangers["medewerker.ind"].get("/werklijstregels"), 403)
    told = [one.getMessage() for one in caplog.records if one.name == "django.request"]
    assert [line.partition(":")[0] for line in told] == ["Bad Request", "Not Found", "Forbidden"]
    assert all("/api/v1/" in line for line in told) and "999990019" not in caplog.text and "drs_" not in caplog.text


def test_a_replayed_request_does_nothing_the_second_time(api: Any) -> None:
    """Somebody who caught a whole request and sends it again, also after the case went on."""
    key = uuid4()
    first = api.post(f"{CASE}/gebeurtenissen", INVITE, seen=5, key=key).ok(201)
    better = {**INVITE, "geldigOp": "2024-04-29", "verbetert": first["gebeurtenis"]["nu"]["id"]}
    api.post(f"{CASE}/gebeurtenissen", better, seen=6).ok(201)
    before = stored()
    again = api.post(f"{CASE}/gebeurtenissen", INVITE, seen=5, key=key)
    assert again.ok(201) == first and again["Idempotent-Replayed"] == "true" and stored() == before
    Herhaling.objects.all().delete()  # the answer is forgotten after a week; what was recorded keeps its number
    late = api.post(f"{CASE}/gebeurtenissen", INVITE, seen=5, key=key)
    assert late.status == 201 and stored() == before
    assert UUID(late.json["gebeurtenis"]["eerder"][0]["id"]) == key


def test_a_program_does_not_widen_its_own_rights(place: Place) -> None:
    text = issue(place.users["beheerder.gemeente"], ["gemeente.beheerder"], program="Beheerprogramma")
    asked = {"programma": "Nog een", "rollen": ["gemeente.klantmanager"], "verlooptOp": "2024-06-01T00:00:00Z"}
    bearer(text).post("/sleutels", asked).problem(403, "geen-recht")
    bearer(text).get(CASE).problem(403, "geen-recht")
    assert Sleutel.objects.count() == 1
