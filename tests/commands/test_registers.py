"""Addresses of registers: what is no register is refused before anything is made in it."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from tests.commands.conftest import Doorstroom

ASK = {
    "due": ["due", "--gemeente", "0363"],
    "explain": ["explain", "A-1"],
    "report": ["report", "uitvoeringsbrief", "--peildatum", "2023-05-01", "--json"],
    "verify": ["verify"],
    "load": ["load", "caseload.csv"],
}


@pytest.mark.parametrize("command", ["due", "explain", "report", "verify"])
def test_no_register_here(command: str, doorstroom: Doorstroom) -> None:
    doorstroom(*ASK[command]).refuses(3, "register/doorstroom.db: no register here; make one with")
    Path("leeg.db").touch()
    doorstroom(*ASK[command], "--register", "leeg.db").refuses(3, "leeg.db: no register here")
    assert not Path("register").exists() and Path("leeg.db").stat().st_size == 0


@pytest.mark.parametrize("command", ["due", "verify", "load"])
def test_a_file_that_is_no_register(command: str, doorstroom: Doorstroom, caseload: Path) -> None:
    Path("tekst.db").write_text("geen database, maar wel een tekst\n" * 40)
    doorstroom(*ASK[command], "--register", "tekst.db").refuses(2, "tekst.db: not a register (file is not a database)")
    Path("map").mkdir()
    doorstroom(*ASK[command], "--register", "map").refuses(2, "'map' is a folder")


@pytest.mark.parametrize("address", ["boeken.db", "sqlite:///boeken.db"])
def test_a_database_of_another_program_is_left_alone(address: str, doorstroom: Doorstroom, caseload: Path) -> None:
    with sqlite3.connect("boeken.db") as other:
        other.execute("CREATE TABLE boeken (titel)")
    other.close()
    before = Path("boeken.db").read_bytes()
    for command in ("due", "load", "verify"):
        answer = doorstroom(*ASK[command], "--register", address)
        answer.refuses(2, "boeken.db: not a register but a database of another program (table 'boeken')")
    assert Path("boeken.db").read_bytes() == before


@pytest.mark.parametrize(
    ("address", "says"),
    [
        ("mysql://geheim@localhost/x", "'mysql' is not supported: use a file name or postgresql://"),
        ("postgresql://jan:geheim@localhost:poort/x", "DATABASE_URL is not a database address that can be used"),
        ("postgresql+niets://jan:geheim@localhost/x", "DATABASE_URL is not a database address that can be used"),
        ("postgresql://jan:geheim@localhost:1/x", "connection"),
        ("://", "is not a database address"),
    ],
)
def test_a_wrong_database_url(address: str, says: str, doorstroom: Doorstroom, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", address)
    answer = doorstroom("verify")
    answer.refuses(2, says)
    assert "geheim" not in answer.err


def test_a_mirror_of_another_register_is_refused(doorstroom: Doorstroom, caseload: Path) -> None:
    doorstroom("load", caseload, "--register", "a.db")
    doorstroom("load", caseload, "--register", "b.db", "--organisation", "elders")
    assert doorstroom(*ASK["due"], "--register", "a.db", "--peildatum", "2023-05-01").status == 0
    answer = doorstroom(*ASK["due"], "--register", "b.db", "--peildatum", "2023-05-01")
    answer.refuses(2, "mirror", "follows another log")
    assert doorstroom(*ASK["due"], "--register", "a.db", "--peildatum", "2023-05-01").status == 0


def test_what_a_register_does_not_hold(doorstroom: Doorstroom, caseload: Path) -> None:
    doorstroom("load", caseload)
    doorstroom("due").refuses(2, "name a caseload file, or say --gemeente CODE or --case CASE")
    doorstroom("due", "--gemeente", "0001", "--peildatum", "2023-05-01").refuses(3, "no cases of municipality '0001'")
    for option in ("--mapping", "--klantmanager"):
        refused = doorstroom("due", "--gemeente", "0363", option, "x")
        refused.refuses(2, f"{option} does nothing here: without a caseload the register is read")
    doorstroom("due", "--case", "B-1").refuses(3, "no case 'B-1'")
    doorstroom("explain", "B-1").refuses(3, "the register: no case 'B-1'")
    doorstroom("due", "--gemeente", "0363", "--peildatum", "1980-01-01").refuses(2, "lies before the first event")
    doorstroom("verify", "--seal", "x").refuses(2, "'x' is not a seal")


def test_the_zeros_in_front_of_a_municipality_code_may_be_left_out(doorstroom: Doorstroom, caseload: Path) -> None:
    doorstroom("load", caseload)
    listed = doorstroom("due", "--gemeente", "363", "--peildatum", "2023-05-01", "--json")
    assert listed.status == 0 and listed.data["cases"] > 0


def test_a_moment_before_the_case_was_known_is_no_answer(doorstroom: Doorstroom, caseload: Path) -> None:
    doorstroom("load", caseload)
    asked = doorstroom("explain", "A-1", "pip_uiterlijk", "--peildatum", "2023-05-01", "--known-at", "2023-04-01")
    asked.refuses(2, "at 2023-04-01 23:59 UTC nothing was known yet of case 'A-1': its first event was recorded at 20")


def test_the_mirror_is_made_followed_and_made_again(doorstroom: Doorstroom, caseload: Path) -> None:
    doorstroom("mirror").refuses(3, "no register here")
    doorstroom("load", caseload)
    made = doorstroom("mirror", "--json").data
    assert made == {"folder": "register/mirror/inburgering", "events": 12, "until_event": 12, "rebuilt": True}
    assert doorstroom("mirror").out.startswith("register/mirror/inburgering: brought up to date, 0 events taken over")
    (broken,) = Path("register/mirror/inburgering/geboorte").iterdir()
    broken.write_bytes(b"")
    says = "`doorstroom mirror --rebuild` makes the mirror again from the register"
    doorstroom(*ASK["due"], "--peildatum", "2023-05-01").refuses(2, f"geboorte/{broken.name}' cannot be read", says)
    assert doorstroom("mirror", "--rebuild").status == 0
    assert doorstroom(*ASK["due"], "--peildatum", "2023-05-01").status == 0
