"""The Notificatie endpoint that DUO calls: 201 at once, once per number, and a clear no to who is not DUO."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any
from uuid import uuid4

import pytest
import urllib3

from doorstroom.exchange.duo import inbox
from doorstroom.exchange.duo.inbox import State
from doorstroom.exchange.duo.settings import Certificate
from doorstroom.exchange.duo.standin.run import DUO_OIN, oin_of_gemeente
from doorstroom.exchange.duo.tasks import Kind
from doorstroom.exchange.duo.tls import client_context
from tests.exchange.duo.town import ASYLUM, OURS, START, Town

GOOD = {"registratieDatumTijd": "2024-01-01T07:00:00Z", "gebeurtenisId": "SS101"}


def notify(
    town: Town, body: object = None, *, certificate: Certificate | None = None, raw: bytes | None = None,
    method: str = "POST", path: str = "/v1/notificaties", **headers: str,
) -> urllib3.BaseHTTPResponse:  # fmt: skip
    """A request to our endpoint, as DUO makes it unless something else is said."""
    own = certificate or town.duo.authority.issue("duo", DUO_OIN)
    good = {
        "bron": DUO_OIN,
        "doel": oin_of_gemeente(OURS),
        "berichtId": str(uuid4()),
        "Content-Type": "application/json",
    }
    content = raw if raw is not None else json.dumps(GOOD if body is None else body).encode()
    with urllib3.HTTPSConnectionPool(
        "127.0.0.1", town.server.port, ssl_context=client_context(own), retries=False
    ) as pool:
        sent = {**good, **{name.replace("_", "-"): value for name, value in headers.items()}}
        return pool.request(method, path, body=content, headers={n: v for n, v in sent.items() if v})


@pytest.fixture
def bsn(town: Town) -> str:
    return town.script(ASYLUM)


def test_a_notification_is_taken_in_at_once_and_nothing_is_asked_yet(
    town: Town, bsn: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(town.duo.duo, "answer", lambda _request: pytest.fail("DUO was asked"))
    answer = notify(town, {**GOOD, "bsn": bsn})
    assert (answer.status, answer.data, answer.headers["API-Version"]) == (201, b"", "1.8.0")
    (message,) = town.inbox()
    assert (message.state, message.code, message.person_id) == ("received", "SS101", town.person(bsn))


def test_the_same_message_again_is_confirmed_and_counted_and_nothing_else(town: Town, bsn: str) -> None:
    number = str(uuid4())
    for _ in range(3):
        assert notify(town, {**GOOD, "bsn": bsn}, berichtId=number).status == 201
    (message,) = town.inbox()
    assert message.repeats == 2


def test_another_message_under_a_number_that_was_used_is_refused_and_somebody_looks(town: Town, bsn: str) -> None:
    number = str(uuid4())
    assert notify(town, {**GOOD, "bsn": bsn}, berichtId=number).status == 201
    assert notify(town, {**GOOD, "bsn": bsn, "gebeurtenisId": "SS110"}, berichtId=number).status == 400
    other = town.script(ASYLUM, "ander")
    assert notify(town, {**GOOD, "bsn": other}, berichtId=number).status == 400
    assert town.codes() == ["SS101"]
    (task,) = town.tasks(Kind.CONNECTION)
    assert "twee keer" in task.text


def test_an_event_told_twice_under_two_numbers_is_one_task(town: Town, bsn: str) -> None:
    town.day(20, sync=False)
    told = {**GOOD, "bsn": bsn, "registratieDatumTijd": "2024-01-20T07:00:00Z"}
    for _ in range(2):
        assert notify(town, told).status == 201
    town.sync()
    assert [task.code for task in town.tasks()].count("SS101") == 2  # the one DUO told by itself, and this one
    assert all(message.state == "processed" for message in town.inbox())


def test_a_code_that_we_do_not_know_is_stored_and_shown_and_never_refused(town: Town, bsn: str) -> None:
    for code in ("SS999", "X", "0A9Z"):
        assert notify(town, {**GOOD, "bsn": bsn, "gebeurtenisId": code}).status == 201
    town.sync()
    assert {(m.code, m.state) for m in town.inbox()} == {("SS999", "unknown"), ("X", "unknown"), ("0A9Z", "unknown")}
    assert len([task for task in town.tasks(Kind.CASE) if "niet kennen" in task.text]) == 3


@pytest.mark.parametrize(
    "body",
    [
        {**GOOD, "gebeurtenisId": "ss101"},
        {**GOOD, "gebeurtenisId": ""},
        {**GOOD, "gebeurtenisId": "SS10101"},
        {**GOOD, "bsn": "12345678"},
        {**GOOD, "bsn": 999990019},
        {**GOOD, "bsn": None},
        {**GOOD, "vNummer": "12"},
        {**GOOD, "vNummer": -1},
        {**GOOD, "vNummer": 10_000_000_000},
        {**GOOD, "registratieDatumTijd": "2024-01-01"},
        {"gebeurtenisId": "SS101"},
        [],
        "SS101",
    ],
)
def test_what_is_not_well_formed_gets_400_without_a_body(town: Town, body: object) -> None:
    answer = notify(town, body)
    assert (answer.status, answer.data) == (400, b"")
    assert town.inbox() == []


@pytest.mark.parametrize("raw", [b"", b"{", b"\xff\xfe", b"[" * 5000, b"null"])
def test_what_is_not_json_gets_400(town: Town, raw: bytes) -> None:
    assert notify(town, raw=raw).status == 400


def test_another_content_type_or_a_huge_body_gets_400(town: Town) -> None:
    assert notify(town, Content_Type="text/plain").status == 400
    assert notify(town, raw=b" " * 2_000_000).status == 400


@pytest.mark.parametrize("name", ["bron", "doel", "berichtId"])
def test_each_header_is_required(town: Town, name: str) -> None:
    assert notify(town, **{name: ""}).status == 400


def test_a_certificate_without_an_oin_is_not_known(town: Town) -> None:
    assert notify(town, certificate=town.duo.authority.issue("nobody", None)).status == 401


def test_a_certificate_of_somebody_else_has_no_right(town: Town) -> None:
    stranger = town.duo.authority.issue("gemeente-0344", oin_of_gemeente("0344"))
    assert notify(town, certificate=stranger).status == 403
    assert notify(town, certificate=stranger, bron=oin_of_gemeente("0344")).status == 403
    assert notify(town, doel=oin_of_gemeente("0344")).status == 403
    assert town.inbox() == []


def test_another_path_or_method_is_not_there(town: Town) -> None:
    assert notify(town, path="/notificaties").status == 404
    assert notify(town, path="/v1/Notificaties").status == 404
    answer = notify(town, method="PUT")
    assert (answer.status, answer.headers["Allow"]) == (405, "POST")


def test_during_maintenance_duo_is_told_to_come_back_with_a_single_fault(town: Town) -> None:
    town.endpoint._closed = lambda: True
    answer = notify(town)
    assert answer.status == 503 and set(answer.json()) == {"fouttekst"}


def test_a_full_disk_or_a_defect_is_500_and_says_nothing(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    from doorstroom.register.errors import RegisterFull

    def full(*_: Any) -> None:
        raise RegisterFull("no room left")

    monkeypatch.setattr("doorstroom.exchange.duo.endpoint.receive", full)
    assert (notify(town).status, notify(town).data) == (500, b"")

    def defect(*_: Any) -> None:
        raise ZeroDivisionError("999990019")

    monkeypatch.setattr("doorstroom.exchange.duo.endpoint.receive", defect)
    answer = notify(town)
    assert (answer.status, answer.data) == (500, b"") and answer.headers["API-Version"] == "1.8.0"


# Whom it is about -----------------------------------------------------------------------------------------------------


def test_a_number_that_is_no_bsn_is_kept_for_a_person_to_ask_about(town: Town) -> None:
    assert notify(town, {**GOOD, "bsn": "999990018"}).status == 201
    (message,) = town.inbox()
    assert message.state == "failed" and "geen BSN" in (message.trouble or "")
    assert "999990018" not in str(message) + str(town.tasks())


def test_a_message_without_a_person_is_kept_too(town: Town) -> None:
    assert notify(town).status == 201
    assert town.inbox()[0].state == "failed" and "noemt geen persoon" in town.tasks()[0].text


def test_a_v_number_alone_waits_until_somebody_says_whose_it_is(town: Town, bsn: str) -> None:
    town.day(20)
    assert notify(town, {**GOOD, "vNummer": 12345}).status == 201
    waiting = [message for message in town.inbox() if message.state == "failed"]
    assert [message.v_number for message in waiting] == ["0000012345"]
    assert inbox.link(town.side.store, town.side.people, "0000012345", town.person(bsn), "k.manager") == 1
    town.sync()
    assert all(message.state == "processed" for message in town.inbox())


def test_a_v_number_that_comes_again_is_the_same_message_also_when_its_person_was_found_meanwhile(
    town: Town, bsn: str
) -> None:
    number, other = str(uuid4()), str(uuid4())
    assert notify(town, {**GOOD, "vNummer": 77}, berichtId=number).status == 201
    assert notify(town, {**GOOD, "vNummer": 78}, berichtId=number).status == 400
    assert notify(town, {**GOOD, "bsn": bsn, "vNummer": 77}, berichtId=other).status == 201  # now its person is known
    assert notify(town, {**GOOD, "vNummer": 77}, berichtId=number).status == 201
    assert {message.bericht_id: message.repeats for message in town.inbox()} == {number: 1, other: 0}


def test_a_v_number_that_once_came_with_a_bsn_is_known_from_then_on(town: Town, bsn: str) -> None:
    town.day(20)
    assert notify(town, {**GOOD, "bsn": bsn, "vNummer": 77}).status == 201
    assert notify(town, {**GOOD, "vNummer": 77}).status == 201
    town.sync()
    assert {message.state for message in town.inbox()} == {State.PROCESSED}
    assert {message.person_id for message in town.inbox()} == {town.person(bsn)}


def test_somebody_new_gets_a_place_in_the_vault_without_a_name(town: Town, bsn: str) -> None:
    assert notify(town, {**GOOD, "bsn": bsn}).status == 201
    (message,) = town.inbox()
    assert message.person_id is not None and bsn not in message.person_id
    assert town.side.people.bsn_of(message.person_id) == bsn


# Clocks ---------------------------------------------------------------------------------------------------------------


def test_a_message_of_later_than_now_is_taken_in_and_the_clocks_are_looked_at(town: Town, bsn: str) -> None:
    ahead = START + dt.timedelta(minutes=6)
    assert notify(town, {**GOOD, "bsn": bsn, "registratieDatumTijd": ahead.isoformat()}).status == 201
    (task,) = town.tasks(Kind.CONNECTION)
    assert "klok" in task.text.lower()
    assert town.inbox()[0].state == "received"


def test_a_message_that_was_long_on_its_way_is_late_and_handled(town: Town, bsn: str) -> None:
    town.day(20)
    assert notify(town, {**GOOD, "bsn": bsn}).status == 201
    town.sync()
    assert [message.late for message in town.inbox() if message.registered_at.day == 1] == [True]
    assert all(message.state == "processed" for message in town.inbox())


@pytest.mark.parametrize("moment", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00", "1969-01-01T00:00:00Z"])
def test_a_moment_at_the_edge_of_time_breaks_nothing(town: Town, bsn: str, moment: str) -> None:
    assert notify(town, {**GOOD, "bsn": bsn, "registratieDatumTijd": moment}).status == 201
    assert len(town.inbox()) == 1
