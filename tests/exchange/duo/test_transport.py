"""M-01 to M-08: transport, identity, headers, paths, and for whom DUO may be asked."""

from __future__ import annotations

import datetime as dt
import json
import logging
import ssl
from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
import urllib3

from doorstroom.clock import utc_now
from doorstroom.exchange.duo.client import DuoClient
from doorstroom.exchange.duo.errors import MessageError
from doorstroom.exchange.duo.masking import MASK, masked
from doorstroom.exchange.duo.messages.pip import Pip
from doorstroom.exchange.duo.outcomes import Consequence
from doorstroom.exchange.duo.resources import RESOURCES
from doorstroom.exchange.duo.settings import Certificate
from doorstroom.exchange.duo.standin.authority import Authority
from doorstroom.exchange.duo.standin.run import DUO_OIN, Options, oin_of_gemeente
from doorstroom.exchange.duo.tls import client_context
from tests.exchange.duo.town import ASYLUM, FAMILY, OURS, Town, open_town


def raw(
    town: Town, method: str, path: str, *, certificate: Certificate | None = None, body: object = None, **headers: str
) -> urllib3.BaseHTTPResponse:
    """A request without our client: with these headers, or those of a good one."""
    good = {"bron": oin_of_gemeente(OURS), "doel": DUO_OIN, "berichtId": str(uuid4())}
    given = {name.replace("_", "-"): value for name, value in headers.items()}
    context = client_context(certificate or town.side.settings.certificate)
    with urllib3.HTTPSConnectionPool("127.0.0.1", town.duo.server.port, ssl_context=context, retries=False) as pool:
        content = None if body is None else json.dumps(body).encode()
        sent = {**good, **given} if body is None else {"Content-Type": "application/json", **good, **given}
        return pool.request(method, path, body=content, headers={n: v for n, v in sent.items() if v})


def test_M_01_the_major_version_stands_in_the_path_and_nothing_more_of_it(town: Town) -> None:
    assert RESOURCES["instellingen"].address(None, {}) == "/v1/instellingen"
    assert raw(town, "GET", "/v1/instellingen").status == 200
    for path in ("/instellingen", "/v2/instellingen", "/v1.2.0/instellingen"):
        assert raw(town, "GET", path).status == 404


def test_M_02_a_caller_of_the_private_root_is_heard(town: Town) -> None:
    assert town.call("instellingen").done


@pytest.mark.parametrize(
    ("made", "says"),
    [
        (lambda a, now: a.issue("expired", oin_of_gemeente(OURS), until=now - dt.timedelta(days=1)), "EXPIRED"),
        (lambda a, now: a.issue("revoked", oin_of_gemeente(OURS), revoke=True), "REVOKED"),
    ],
    ids=["expired", "revoked"],
)
def test_M_02_an_expired_or_revoked_certificate_is_refused(
    made: Callable[[Authority, dt.datetime], Certificate], says: str, tmp_path: Path
) -> None:
    authority = Authority(tmp_path / "duo" / "certificates", utc_now())
    wrong = made(authority, utc_now())
    with open_town(tmp_path) as town:
        outcome = DuoClient(town.duo.settings_for(OURS, wrong)).call("instellingen")
        assert outcome.consequence is Consequence.CONFIGURATION
        assert outcome.status is None and says in outcome.reason.upper()


def test_M_02_a_certificate_of_another_root_or_none_is_refused(town: Town, tmp_path: Path) -> None:
    other = Authority(tmp_path / "other", utc_now()).issue("x", oin_of_gemeente(OURS))
    trusting = Certificate(other.chain, other.key, town.side.settings.certificate.authority)
    outcome = DuoClient(town.duo.settings_for(OURS, trusting)).call("instellingen")
    assert outcome.consequence is Consequence.CONFIGURATION and outcome.status is None
    nobody = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    nobody.load_verify_locations(town.side.settings.certificate.authority)
    with (
        urllib3.HTTPSConnectionPool("127.0.0.1", town.duo.server.port, ssl_context=nobody, retries=False) as pool,
        pytest.raises((urllib3.exceptions.SSLError, urllib3.exceptions.ProtocolError)),
    ):
        pool.request("GET", "/v1/instellingen")


def test_M_02_a_server_of_another_root_is_not_believed(town: Town, tmp_path: Path) -> None:
    ours = town.side.settings.certificate
    other = Authority(tmp_path / "other", utc_now())
    outcome = DuoClient(town.duo.settings_for(OURS, Certificate(ours.chain, ours.key, other.root))).call("instellingen")
    assert outcome.consequence is Consequence.CONFIGURATION
    assert "CERTIFICATE_VERIFY_FAILED" in outcome.reason


@pytest.mark.parametrize("name", ["bron", "doel", "berichtId"])
def test_M_03_each_of_the_three_headers_is_required(town: Town, name: str) -> None:
    assert raw(town, "GET", "/v1/instellingen", **{name: ""}).status == 400


@pytest.mark.parametrize(
    ("name", "value"), [("bron", "1" * 19), ("doel", "1" * 21), ("berichtId", "geen-uuid"), ("berichtId", "1" * 32)]
)
def test_M_03_each_header_has_its_form(town: Town, name: str, value: str) -> None:
    assert raw(town, "GET", "/v1/instellingen", **{name: value}).status == 400


def test_M_03_names_of_headers_are_compared_without_case(town: Town) -> None:
    found = raw(town, "GET", "/v1/instellingen", bron="", BRON=oin_of_gemeente(OURS))
    assert found.status == 200


def test_M_03_each_request_has_a_number_of_its_own(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    seen = []
    answer = town.duo.duo.answer
    monkeypatch.setattr(
        town.duo.duo, "answer", lambda request: (seen.append(request.headers["berichtid"]), answer(request))[1]
    )
    for _ in range(3):
        town.call("instellingen")
    assert len({UUID(number).version for number in seen} | {0}) == 2 and len(set(seen)) == 3
    assert all(UUID(number).version == 4 for number in seen)


def test_M_03_a_supplier_sends_under_its_own_certificate_with_the_municipality_as_source(tmp_path: Path) -> None:
    supplier = "00000009888800000001"
    options = Options(suppliers={supplier: (oin_of_gemeente(OURS),)})
    with open_town(tmp_path, options) as town:
        certificate = town.duo.authority.issue("supplier", supplier)
        assert raw(town, "GET", "/v1/instellingen", certificate=certificate).status == 200
        other = oin_of_gemeente("0344")
        path = "/v1/personen/999990019/vrijstellingen"
        assert raw(town, "GET", path, certificate=certificate).status == 404
        assert raw(town, "GET", path, certificate=certificate, bron=other).status == 403


def test_M_04_every_answer_says_the_version_and_none_repeats_the_headers(town: Town) -> None:
    bsn = town.script(ASYLUM)
    town.day(20)
    answers = [
        raw(town, "GET", f"/v1/personen/{bsn}/PIP"),
        raw(town, "GET", f"/v1/personen/{bsn}/inburgeringsplicht"),
        raw(town, "GET", f"/v1/personen/{bsn}/nergens"),
        raw(town, "GET", "/v1/instellingen", bron=""),
        raw(town, "GET", f"/v1/personen/{bsn}/PIP", doel="0" * 20),
        raw(town, "PATCH", "/v1/instellingen"),
        raw(town, "POST", f"/v1/personen/{bsn}/PIP", body={"leerroute": "B"}),
    ]
    assert [each.status for each in answers] == [404, 200, 404, 400, 403, 405, 400]
    for each in answers:
        assert each.headers["API-Version"].count(".") == 2
        assert not {"bron", "doel", "berichtid"} & {name.lower() for name in each.headers}
    assert answers[0].headers["API-Version"] == "1.2.0" and answers[1].headers["API-Version"] == "1.2.2"


def test_M_04_a_missing_version_is_no_trouble_for_us(town: Town, caplog: pytest.LogCaptureFixture) -> None:
    town.duo.server._server.app = _plain(200, b"[]")
    with caplog.at_level(logging.WARNING):
        assert town.call("instellingen").value == []
    assert "no API-Version" in caplog.text


def _plain(status: int, body: bytes) -> Any:
    def app(environ: Any, start: Any) -> Any:
        start(f"{status} X", [("Content-Length", str(len(body)))])
        return [body]

    return app


@pytest.mark.parametrize("bsn", ["12345678", "1234567890", "99999001a", ""])
def test_M_05_a_path_without_nine_digits_is_not_well_formed(town: Town, bsn: str) -> None:
    assert raw(town, "GET", f"/v1/personen/{bsn}/PIP").status == 400


def test_M_05_what_fails_the_11_test_is_never_sent(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(town.duo.duo, "answer", lambda _request: pytest.fail("it was sent"))
    with pytest.raises(MessageError) as refused:
        town.call("plicht", bsn="999990018")
    assert "999990018" not in str(refused.value)
    assert town.duo.server.port  # DUO itself does not test: its files ask for nine digits only
    monkeypatch.undo()
    assert raw(town, "GET", "/v1/personen/999990018/PIP").status == 404


@pytest.mark.parametrize("path", ["pip", "Pip", "inburgeringsaanbod/9000000001", "Inburgeringsplicht", "MAP", "Map"])
def test_M_06_paths_are_compared_with_case(town: Town, path: str) -> None:
    bsn = town.script(ASYLUM)
    town.day(20)
    for method in ("GET", "POST", "PUT", "DELETE"):
        assert raw(town, method, f"/v1/personen/{bsn}/{path}").status == 404
    assert raw(town, "GET", f"/v1/personen/{bsn}/PIP").headers["API-Version"] == "1.2.0"


def test_M_06_the_capitals_stand_where_duo_has_them() -> None:
    capitals = {resource.path for resource in RESOURCES.values() if resource.path != resource.path.lower()}
    assert capitals == {"/personen/{bsn}/PIP", "/personen/{bsn}/Inburgeringsaanbod/{instellingsnummer}"}


def test_M_07_no_bsn_stands_in_any_log_line_at_any_level(town: Town, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)  # also what the HTTP library says
    bsn = town.script(ASYLUM)
    town.day(20)
    town.record(bsn, "pip_vastgesteld", dt.date(2024, 1, 20), gemeente=OURS, leerroute="B1")
    town.day(21)
    town.duo.server.stop()
    town.sync()
    assert any("urllib3" in record.name for record in caplog.records)
    assert f"/v1/personen/{MASK}/PIP" in caplog.text
    everything = caplog.text + "".join(str(record.__dict__) for record in caplog.records)
    assert bsn not in everything


def test_M_07_no_bsn_stands_in_the_tables_of_the_exchange(town: Town) -> None:
    bsn = town.script(ASYLUM)
    town.day(20)
    town.record(bsn, "pip_vastgesteld", dt.date(2024, 1, 20), gemeente=OURS, leerroute="B1")
    town.day(21)
    town.day(25)
    with town.side.store.engine.connect() as connection:
        raw_connection: Any = connection.connection.driver_connection
        dumped = "\n".join(raw_connection.iterdump())
    assert len(town.inbox()) > 2 and town.outbox() and bsn not in dumped
    assert masked(f"/v1/personen/{bsn}/PIP") == f"/v1/personen/{MASK}/PIP"
    assert all(f"{{{name}}}" not in "/v1/notificaties" for name in ("bsn",))  # nor in our own path


MOVED = (
    ASYLUM
    + """
      - {day: 60, settles: "0344"}
"""
)
IN_COA = """
      - {day: 0, event: geboorte, valid_on: 1990-05-01}
      - {day: 0, event: nationaliteit_vastgesteld, groep: overig, valid_on: 1990-05-01}
      - {day: 0, event: opvang_begonnen}
      - {day: 0, event: verblijfsrecht_verkregen, grond: 8c}
      - {day: 0, event: kennisgeving_verzonden}
"""


@pytest.mark.parametrize("status", [404, 403])
def test_M_08_who_lives_elsewhere_is_out_of_scope_whichever_status_duo_gives(tmp_path: Path, status: int) -> None:
    with open_town(tmp_path, Options(scope_status=status)) as town:
        bsn = town.script(MOVED)
        town.day(20)
        assert town.call("plicht", bsn=bsn).done  # a resident outside reception
        town.day(61)
        outcome = town.call("plicht", bsn=bsn)
        assert outcome.status == status and not outcome.done


def test_M_08_in_reception_only_the_municipality_that_coa_linked_to(town: Town) -> None:
    nobody, linked = (
        town.script(IN_COA, "a"),
        town.script(IN_COA + '      - {day: 1, event: gemeente_gekoppeld, gemeente: "0363"}\n', "b"),
    )
    town.day(5)
    assert town.call("plicht", bsn=nobody).consequence is Consequence.OUT_OF_SCOPE
    assert town.call("plicht", bsn=linked).done


def test_M_08_the_holder_of_the_plan_and_for_a_month_of_the_plan_before(town: Town) -> None:
    bsn = town.script(MOVED)
    town.day(20)
    town.call("pip_melden", bsn=bsn, body=Pip(dagtekening=dt.date(2024, 1, 20), leerroute="B"))
    town.day(90)
    assert town.call("plicht", bsn=bsn).done  # he moved, and the plan is ours
    theirs = DuoClient(town.duo.settings_for("0344"))
    new = Pip(dagtekening=dt.date(2024, 4, 1), leerroute="B")
    assert theirs.call("pip_melden", bsn=bsn, body=new).done
    town.day(120)
    assert town.call("plicht", bsn=bsn).done  # 30 April: the plan before, for a month
    town.day(125)
    assert town.call("plicht", bsn=bsn).consequence is Consequence.OUT_OF_SCOPE
    theirs.close()


def test_M_08_we_send_nothing_about_who_is_no_longer_ours_before_a_person_confirms(town: Town) -> None:
    bsn = town.script(FAMILY)
    town.day(20)
    for kind, day, payload in (
        ("brp_inschrijving", dt.date(2024, 1, 1), {"gemeente": OURS}),
        ("brp_inschrijving", dt.date(2024, 1, 15), {"gemeente": "0344"}),
        ("pvt_ondertekend", dt.date(2024, 1, 16), {}),
    ):
        town.record(bsn, kind, day, **payload)
    town.sync()
    (message,) = town.outbox("pvt_melden")
    assert message.state == "concept" and "niet (meer) onder de gemeente" in (message.trouble or "")
