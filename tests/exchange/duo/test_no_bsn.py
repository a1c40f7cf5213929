"""No BSN in a log, an address of our own, an error page or anything that a test keeps: looked for by reading it all."""

from __future__ import annotations

import dataclasses
import datetime as dt
import logging
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from doorstroom.exchange.duo import inbox, outbox, tasks
from doorstroom.exchange.duo.standin.faults import Fault
from doorstroom.register.bsn import DEMO_BSN_RANGE, is_bsn
from tests.commands.conftest import doorstroom
from tests.exchange.duo.test_endpoint import GOOD, notify
from tests.exchange.duo.town import ASYLUM, OURS, Town

__all__ = ["doorstroom"]

ROOT = Path(__file__).resolve().parents[3]
_NUMBER = re.compile(r"(?<![0-9A-Za-z.\-+#])[0-9]{9}(?![0-9A-Za-z])")
#: Outside the reserved range, and in every manual: tests show with them that such numbers are refused as demo people.
_IN_MANUALS = {"111222333", "123456782"}
#: Lines with hashes of packages, or with figures that happen to pass the 11-test.
_NO_NUMBERS_OF_PEOPLE = ("requirements/", ".svg", ".png", ".jpg", ".mo", ".woff2", ".ico", ".pdf", ".parquet")


def _kept() -> Iterator[tuple[str, str]]:
    """Every text in the project: code, tests with what they keep, documents."""
    listed = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True, timeout=60
    ).stdout
    for name in listed.splitlines():
        if not any(part in name for part in _NO_NUMBERS_OF_PEOPLE) and (ROOT / name).is_file():
            yield name, (ROOT / name).read_text(encoding="utf-8", errors="replace")


def test_the_look_finds_what_it_looks_for() -> None:
    assert _NUMBER.findall("GET /v1/personen/123456782/PIP") == ["123456782"] and is_bsn("123456782")
    assert _NUMBER.findall("a 00000001003214345000, b1234567829, c 12.123456782") == []


@pytest.mark.skipif(not (ROOT / ".git").exists(), reason="this is no checkout: git cannot list its files")
def test_every_bsn_in_the_project_is_invented_and_none_stands_in_an_address_of_ours() -> None:
    wrong, addresses = [], []
    for name, text in _kept():
        found = {number for number in _NUMBER.findall(text) if is_bsn(number)} - _IN_MANUALS
        wrong += [f"{name}: {number}" for number in found if int(number) not in DEMO_BSN_RANGE]
        if name.startswith("src/doorstroom/web/"):
            addresses += [f"{name}: {each}" for each in re.findall(r"<(?:\w+:)?[^<>]*bsn[^<>]*>|\{bsn\}", text)]
    assert wrong == [] and addresses == []


def _every_error(town: Town, bsn: str, other: str) -> Iterator[Any]:
    """Requests to our endpoint that go wrong in every way, each with a BSN in it; the answers."""
    told, number = {**GOOD, "bsn": bsn}, str(uuid4())
    yield notify(town, told, berichtId=number)
    yield notify(town, {**told, "bsn": other}, berichtId=number)
    yield notify(town, told, path=f"/v1/notificaties/{bsn}")
    yield notify(town, told, path=f"/v1/notificaties?bsn={bsn}")
    yield notify(town, told, method="PUT")
    yield notify(town, {**told, "gebeurtenisId": bsn})
    yield notify(town, {**told, "registratieDatumTijd": bsn})
    yield notify(town, {**told, "bsn": int(bsn)})
    yield notify(town, raw=f'{{"bsn": "{bsn}"'.encode())
    yield notify(town, told, bron=bsn)
    yield notify(town, told, berichtId=bsn)
    yield notify(town, told, Content_Type=f"text/{bsn}")
    yield notify(town, told, certificate=town.duo.authority.issue("nobody", None))


def test_no_answer_of_ours_and_no_line_of_ours_repeats_a_bsn(
    town: Town, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    caplog.set_level(logging.DEBUG)
    bsn, other = town.script(ASYLUM, "een"), town.script(ASYLUM, "ander")
    answers = list(_every_error(town, bsn, other))
    assert {answer.status for answer in answers} == {201, 400, 401, 404, 405}

    def defect(*_: Any) -> None:
        raise ZeroDivisionError(f"about {bsn}")

    monkeypatch.setattr("doorstroom.exchange.duo.endpoint.receive", defect)
    answers.append(notify(town, {**GOOD, "bsn": bsn}))
    assert answers[-1].status == 500
    for answer in answers:
        assert bsn not in answer.data.decode() + str(dict(answer.headers)), answer.status
    # Ours only: what the tests send as DUO is a line of the HTTP library, and hidden by the same filter.
    printed = capfd.readouterr()
    lines = caplog.text + "".join(str(record.__dict__) for record in caplog.records) + printed.out + printed.err
    assert len(caplog.records) > 20 and bsn not in lines and other not in lines


def test_no_line_of_a_round_in_which_everything_goes_wrong_shows_a_bsn(
    town: Town, tmp_path: Path, doorstroom: Any, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    bsn = town.script(ASYLUM)
    texts = (f"De persoon met BSN {bsn} is niet bekend.",)
    town.duo.faults.requests += [
        Fault("status", 403, texts=texts, resource="pip_melden"), Fault("malformed", resource="plicht", times=1),
        Fault("status", 503, resource="doelgroep", times=1), Fault("silence", resource="examens", times=1),
    ]  # fmt: skip
    for day in (20, 21):
        town.day(day)
    town.record(bsn, "pip_vastgesteld", dt.date(2024, 1, 20), gemeente=OURS, leerroute="B1")
    town.day(22)
    town.duo.server.stop()
    town.day(23)
    store = town.side.store
    kept = [*inbox.listed(store), *outbox.listed(store), *tasks.open_tasks(store)]
    assert any(message.texts for message in outbox.listed(store))  # DUO's own words, but for the number
    shown = str([dataclasses.asdict(each) for each in kept]) + caplog.text
    for command in ("inbox", "outbox", "tasks"):
        for form in ((), ("--json",)):
            shown += doorstroom("duo", command, "--register", tmp_path / "register.db", *form).out
    assert "niet bekend" in shown and bsn not in shown
