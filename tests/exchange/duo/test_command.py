"""`doorstroom duo` as people use it: a stand-in and an endpoint as programs, and what the desk shows and decides."""

from __future__ import annotations

import contextlib
import datetime as dt
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from doorstroom.exchange.duo.client import Caller, Headers
from doorstroom.exchange.duo.messages.notificatie import Notificatie
from doorstroom.exchange.duo.resources import BASE, NOTIFY
from doorstroom.exchange.duo.settings import read_settings
from doorstroom.exchange.duo.standin.run import DUO_OIN, oin_of_gemeente, write_settings
from doorstroom.exchange.duo.tls import client_context
from tests.commands.conftest import SOURCE, Doorstroom, doorstroom
from tests.exchange.duo.test_endpoint import GOOD
from tests.exchange.duo.town import ASYLUM, OURS, Town

__all__ = ["doorstroom"]


@pytest.fixture
def address(town: Town, tmp_path: Path) -> Iterator[Path]:
    """A town in which something happened; its register."""
    bsn = town.script(ASYLUM)
    town.day(20)
    town.brp(bsn)
    town.record(bsn, "pip_vastgesteld", dt.date(2024, 1, 20), gemeente=OURS, leerroute="B1")
    town.record(bsn, "aanbod_gedaan", dt.date(2024, 1, 21), keurmerk=True)
    town.day(21)
    yield tmp_path / "register.db"


def test_the_desk_shows_and_decides(address: Path, town: Town, doorstroom: Doorstroom) -> None:
    at = ("--register", address)
    assert {m["code"] for m in doorstroom("duo", "inbox", *at, "--json").data} == {"SS101", "SS139"}
    assert "SS139" in doorstroom("duo", "inbox", *at, "--state", "processed").out
    found = doorstroom("duo", "outbox", *at, "--json").data
    assert [(m["resource"], m["state"]) for m in found] == [("pip_melden", "confirmed"), ("aanbod_melden", "concept")]
    number = found[1]["number"]
    doorstroom("duo", "outbox", *at, "--confirm", number).refuses(2, "--by is missing")
    doorstroom("duo", "outbox", *at, "--confirm", number, "--by", "k").refuses(2, "'instellingsnummer' ontbreekt nog")
    let_go = doorstroom("duo", "outbox", *at, "--confirm", number, "--put", "instellingsnummer=9000000001", "--by", "k")
    assert let_go.status == 0 and "queued" in let_go.out
    doorstroom("duo", "outbox", *at, "--withdraw", number, "--by", "k", "--why", "Toch niet.")
    doorstroom("duo", "outbox", *at, "--retry", number, "--by", "k").refuses(2, "niet geweigerd of mislukt")
    tasks = doorstroom("duo", "tasks", *at, "--json").data
    assert {task["code"] for task in tasks} == {"SS101", "SS139"}
    left = doorstroom("duo", "tasks", *at, "--done", tasks[0]["number"], "--by", "k", "--json").data
    assert len(left) == len(tasks) - 1
    doorstroom("duo", "tasks", *at, "--done", 99, "--by", "k").refuses(2, "no open task 99")
    assert "0 meldingen teruggezet" in doorstroom("duo", "inbox", *at, "--retry", "all", "--by", "k").out


def test_contact_persons_are_asked_for_here_and_told_by_the_next_round(
    address: Path, town: Town, doorstroom: Doorstroom
) -> None:
    at = ("--register", address)
    details = ("--email", "demo@example.org", "--phone", "020 1234567", "--by", "k")
    doorstroom("duo", "contacts", *at, "--add", "An Demo", *details)
    town.sync()
    (row,) = doorstroom("duo", "contacts", *at, "--json").data["contacts"]
    person = town.inbox()[0].person_id
    doorstroom("duo", "contacts", *at, "--link", person, "--contact", row["contact_id"], "--by", "k")
    town.sync()
    assert doorstroom("duo", "contacts", *at, "--json").data["people"] == {person: row["contact_id"]}
    doorstroom("duo", "contacts", *at, "--unlink", person, "--by", "k")
    doorstroom("duo", "contacts", *at, "--remove", "--contact", row["contact_id"], "--by", "k")
    town.sync()
    assert doorstroom("duo", "contacts", *at, "--json").data == {"contacts": [], "people": {}}
    doorstroom("duo", "contacts", *at, "--add", "R2D2", *details).refuses(2, "naam")
    doorstroom("duo", "contacts", *at, "--add", "An", "--by", "k").refuses(2, "'email'")
    doorstroom("duo", "contacts", *at, "--link", person, "--by", "k").refuses(2, "--contact is missing")


def test_a_round_and_a_comparison_with_the_settings_that_the_stand_in_wrote(
    town: Town, tmp_path: Path, doorstroom: Doorstroom
) -> None:
    settings = write_settings(town.duo, OURS)
    where = ("--settings", settings, "--register", tmp_path / "own.db", "--vault", tmp_path / "own-vault.db")
    answer = doorstroom("duo", "sync", *where, "--json")
    assert answer.status == 0 and answer.data["notifications"] == 0
    assert "0 meldingen" in doorstroom("duo", "sync", *where, "--from-start").out
    lists = doorstroom("duo", "lists", "--register", tmp_path / "own.db").out
    assert "9000000002" in lists and "Langdurige ziekte" in lists
    assert doorstroom("duo", "compare", *where).status == 0
    town.duo.server.stop()
    content = yaml.safe_load(settings.read_text(encoding="utf-8"))
    content["oin"] = "123"
    settings.write_text(yaml.safe_dump(content), encoding="utf-8")
    doorstroom("duo", "sync", *where).refuses(2, "'oin' is not an OIN")
    doorstroom("duo", "sync", "--settings", tmp_path / "none.yaml").refuses(2, "not readable as settings")


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"gemeente": "363"}, "'gemeente' is not a gemeentecode"),
        ({"duo": "http://x"}, "must start with https"),
        ({"iets": 1}, "'iets' is not a setting"),
        ({"certificate": {"chain": "x"}}, "'certificate' needs chain"),
        ({"certificate": {"chain": "x", "key": "y", "authority": "z"}}, "there is no file"),
    ],
)
def test_wrong_settings_are_named(
    town: Town, tmp_path: Path, doorstroom: Doorstroom, change: dict[str, Any], says: str
) -> None:
    settings = write_settings(town.duo, OURS)
    content = {**yaml.safe_load(settings.read_text(encoding="utf-8")), **change}
    settings.write_text(yaml.safe_dump(content), encoding="utf-8")
    doorstroom("duo", "sync", "--settings", settings, "--register", tmp_path / "own.db").refuses(2, says)


def test_signals_and_tables_are_printed(address: Path, doorstroom: Doorstroom) -> None:
    assert "signalen gelden" in doorstroom("duo", "signals", "--register", address).out
    assert "SS199" in doorstroom("duo", "codes").out
    out = doorstroom("duo", "mapping").out
    assert "pip_melden" in out and "kennisgeving_verzonden" in out


@contextlib.contextmanager
def program(*arguments: object, log: Path) -> Iterator[subprocess.Popen[bytes]]:
    """The program in a process of its own, interrupted at the end."""
    environment = {**os.environ, "PYTHONPATH": str(SOURCE)}
    with log.open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "doorstroom", *map(str, arguments)], env=environment, stdout=output, stderr=output
        )
    try:
        yield process
    finally:
        process.send_signal(signal.SIGINT)
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def until(port: int) -> None:
    """Wait until somebody listens."""
    for _ in range(200):
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 0.2):
            return
        time.sleep(0.1)
    pytest.fail("nobody listens")


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as found:
        return int(found.getsockname()[1])


@pytest.mark.slow
def test_the_stand_in_and_the_endpoint_run_as_programs(tmp_path: Path, doorstroom: Doorstroom) -> None:
    """The stand-in with a script, our endpoint under gunicorn, DUO's notification, and a round of ours."""
    duo_port, our_port = free_port(), free_port()
    folder, script = tmp_path / "duo", tmp_path / "script.yaml"
    script.write_text(f"start: 2024-01-01\npeople:\n  - name: x\n    life:\n{ASYLUM}", encoding="utf-8")
    register, vault = tmp_path / "r.db", tmp_path / "v.db"
    serve = ("duo", "serve", "--folder", folder, "--port", duo_port, "--script", script, "--clock", "2024-01-01")
    with program(*serve, "--notify", f"127.0.0.1:{our_port}", "--record", log=tmp_path / "duo.log"):
        until(duo_port)
        settings = folder / f"gemeente-{OURS}.yaml"
        content = yaml.safe_load(settings.read_text(encoding="utf-8"))
        settings.write_text(yaml.safe_dump({**content, "listen": f"127.0.0.1:{our_port}"}), encoding="utf-8")
        databases = ("--register", register, "--vault", vault)
        with program("duo", "listen", "--settings", settings, *databases, log=tmp_path / "endpoint.log"):
            until(our_port)
            control = _control(folder, duo_port)
            answer = control._pool.request(
                "PUT", "/standin/clock", body=json.dumps({"now": "2024-01-20T08:00:00+00:00"}).encode()
            )
            assert answer.status == 200, answer.data
            assert _notify_by_hand(folder, our_port, "duo", DUO_OIN).status == 201
            assert _notify_by_hand(folder, our_port, f"gemeente-{OURS}", DUO_OIN).status == 403
            codes = [m["code"] for m in doorstroom("duo", "inbox", "--register", register, "--json").data]
            assert sorted(codes) == ["SS101", "SS101", "SS139"]
            done = doorstroom("duo", "sync", "--settings", settings, *databases, "--json")
            assert done.data["notifications"] == 2 and done.data["broken_off"] == ""  # the third names nobody
    logs = (tmp_path / "duo.log").read_text() + (tmp_path / "endpoint.log").read_text()
    assert "Traceback" not in logs and "999000007" not in logs
    assert (folder / "recording.jsonl").exists()


def _control(folder: Path, port: int) -> Caller:
    from doorstroom.exchange.duo.settings import Certificate

    own = folder / "certificates"
    certificate = Certificate(own / "control.pem", own / "control.key", own / "root.pem")
    return Caller("127.0.0.1", port, client_context(certificate))


def _notify_by_hand(folder: Path, port: int, name: str, bron: str) -> Any:
    from uuid import uuid4

    from doorstroom.exchange.duo.settings import Certificate

    own = folder / "certificates"
    caller = Caller(
        "127.0.0.1", port, client_context(Certificate(own / f"{name}.pem", own / f"{name}.key", own / "root.pem"))
    )
    message = Notificatie(geregistreerd=GOOD["registratieDatumTijd"], code="SS101")
    headers = Headers(bron, oin_of_gemeente(OURS), uuid4())
    outcome = caller.call(NOTIFY, BASE + NOTIFY.path, headers, message)
    caller.close()
    return outcome


def test_the_settings_of_the_stand_in_can_be_read(town: Town) -> None:
    read = read_settings(write_settings(town.duo, OURS))
    assert (read.gemeente, read.oin, read.duo_oin) == (OURS, oin_of_gemeente(OURS), DUO_OIN)
    assert read.gronden["1A"] == "a" and read.certificate.revoked is not None
