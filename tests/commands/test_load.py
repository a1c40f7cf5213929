"""Loading: a caseload again is a correction, event files are all rows or none, and what is refused is named."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from doorstroom.clock import utc_now
from doorstroom.register.log import Register
from tests.commands.conftest import CASELOAD, DAY, Doorstroom

ROW = {
    "case_id": "E-1", "person_id": "demo-e-1", "type": "kennisgeving_verzonden", "instance": "1",
    "valid_on": "2023-02-01", "organisation": "DUO", "actor": "een tester", "payload": {},
}  # fmt: skip


def events(*rows: dict[str, Any]) -> Path:
    path = Path("events.jsonl")
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def test_a_caseload_again_is_nothing_new_and_a_changed_cell_is_a_correction(
    doorstroom: Doorstroom, caseload: Path
) -> None:
    first = doorstroom("load", caseload, "--organisation", "0363")
    assert first.status == 0 and first.out.startswith("12 gebeurtenissen geschreven; 0 waren er al")
    again = doorstroom("load", caseload, "--json").data
    assert (again["written"], again["already_there"], again["errors"]) == (0, 12, [])
    before = utc_now().isoformat()
    changed = CASELOAD.replace("2023-02-01;2023-02-01;;;\nA-2", "2023-02-01;2023-03-01;;;\nA-2")
    assert changed != CASELOAD
    caseload.write_text(changed, encoding="utf-8")
    loaded = doorstroom("load", caseload, "--json").data
    assert (loaded["written"], loaded["corrected"], loaded["already_there"]) == (1, 1, 11)

    def pip(*options: str) -> str:
        asked = doorstroom("explain", "A-1", "pip_uiterlijk", "--peildatum", DAY, "--json", *options)
        value: str = asked.data["columns"][0]["value"]
        return value

    assert pip("--known-at", before) == "2023-04-12"
    assert pip() == pip("--known-at", utc_now().date().isoformat()) == "2023-05-10"
    listed = doorstroom("due", "--gemeente", "0363", "--peildatum", DAY, "--json").data
    assert {item["case_id"]: item["due"] for item in listed["items"] if item["clock"] == "pip"} == {
        "A-1": "2023-05-10", "A-3": None
    }  # fmt: skip
    assert doorstroom("due", "--case", "A-1", "--peildatum", DAY).out.count("10-05-2023") == 1
    assert Path("register/mirror").is_dir()
    verified = doorstroom("verify", "--mirror", "register/mirror", "--json").data
    assert (verified["events"], verified["cases"], verified["findings"], verified["mirror_behind"]) == (13, 3, [], 0)
    seal = verified["seal"]
    assert doorstroom("verify", "--seal", seal).status == 0
    assert "the log up to event 13 is not what was sealed" in doorstroom("verify", "--seal", f"13:{'0' * 64}").err


def test_names_do_not_reach_the_register(doorstroom: Doorstroom, caseload: Path) -> None:
    doorstroom("load", caseload)
    assert b"DEMO Laat" not in Path("register/doorstroom.db").read_bytes()


def test_a_bad_cell_keeps_everything_out_unless_asked(doorstroom: Doorstroom, caseload: Path) -> None:
    caseload.write_text(CASELOAD.replace("1-2-2023;1-2-2023", "31-2-2023;1-2-2023"), encoding="utf-8")
    refused = doorstroom("load", caseload)
    assert (refused.status, refused.out) == (1, "0 gebeurtenissen geschreven; 0 waren er al; 1 fouten\n")
    assert "fout: regel 3, kolom 'kennisgeving', '31-2-2023': deze datum bestaat niet" in refused.err
    assert not Path("register").exists()
    loaded = doorstroom("load", caseload, "--partial", "--english")
    assert loaded.status == 1 and "7 events written" in loaded.out and "error: line 3" in loaded.err


def test_events_are_loaded_once(doorstroom: Doorstroom) -> None:
    path = events(ROW, {**ROW, "case_id": "E-2"})
    assert doorstroom("load", path, "--json").data == {
        "written": 2, "corrected": 0, "already_there": 0, "errors": []
    }  # fmt: skip
    again = doorstroom("load", path, "--english")
    assert (again.status, again.out, again.err) == (0, "0 events written; 2 were there already\n", "")


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"type": "kennisgeving_verzonde"}, "unknown event type 'kennisgeving_verzonde'; did you mean"),
        ({"valid_on": "2023-02-31"}, "line 2, valid_on: "),
        ({"type": "brp_inschrijving", "payload": {"gemeente": 5}}, "payload.gemeente: "),
        ({"type": "brp_inschrijving", "payload": {}}, "payload.gemeente: Field required"),
        ({"payload": {"kleur": "rood"}}, "payload.kleur: "),
        ({"payload": [1]}, "line 2, payload: is not a JSON object"),
        ({"actor": "\ud800"}, "line 2, row: is not JSON: it names half a character"),
        ({"payload": '{"x": "\\ud800"}'}, "line 2, payload: is not JSON: it names half a character"),
        ({"replaces": str(uuid4())}, "line 2, replaces: "),
        ({"recorded_at": "2023-02-01"}, "line 2, recorded_at: may only be given"),
        ({"case_id": "x" * 65}, "line 2, case_id: "),
        ({"naam": "x"}, "line 2, naam: is not a known column"),
        ({"valid_on": None}, "line 2, valid_on: is missing"),
    ],
)
def test_a_wrong_event_is_named_and_nothing_is_written(
    change: dict[str, Any], says: str, doorstroom: Doorstroom
) -> None:
    answer = doorstroom("load", events(ROW, {**ROW, "case_id": "E-2", **change}), "--english")
    assert (answer.status, answer.out) == (1, "0 events written; 0 were there already; 1 errors\n")
    assert says in answer.err and "Traceback" not in answer.err
    with Register.open("register/doorstroom.db", clock=utc_now) as register:
        assert register.count() == 0


def test_a_stale_case_version_is_refused_and_nothing_is_written(
    doorstroom: Doorstroom, caseload: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    append = Register.append

    def overtaken(register: Register, system: Any, batch: Any, expected: Any = None, **options: Any) -> Any:
        if expected is not None:  # somebody else writes between looking and writing
            other = batch[0].model_copy(update={"event_id": uuid4(), "instance": "van een ander"})
            append(register, system, [other])
        return append(register, system, batch, expected, **options)

    monkeypatch.setattr(Register, "append", overtaken)
    doorstroom("load", caseload).refuses(2, "case 'A-1': you saw version 0, the register has version 1", "nothing was")
    with Register.open("register/doorstroom.db", clock=utc_now) as register:
        assert register.count() == 1


def test_what_was_refused_is_data_for_programs(doorstroom: Doorstroom, caseload: Path) -> None:
    rows = ({**ROW, "valid_on": "01-02-2023"}, {**ROW, "payload": "["}, {**ROW, "case_id": "x" * 999, "actor": None})
    errors = doorstroom("load", events(*rows), "--json").data["errors"]
    assert [(error["line"], error["field"], error["value"]) for error in errors] == [
        (1, "valid_on", "01-02-2023"), (2, "payload", "["), (3, "actor", None),
    ]  # fmt: skip
    assert errors[0]["reason"] == "is not a day that exists; write it like 2023-02-01"
    caseload.write_text(CASELOAD.replace("1-2-2023;1-2-2023", "31-2-2023;1-2-2023"), encoding="utf-8")
    told = doorstroom("load", caseload, "--json").data
    assert [(error["line"], error["column"]) for error in told["errors"]] == [(3, "kennisgeving")]
    assert told["cases_without_dates"] == ["A-4"]


def test_a_value_in_a_message_is_short_and_a_missing_one_is_not_shown(doorstroom: Doorstroom) -> None:
    told = doorstroom(
        "load", events({**ROW, "case_id": "x" * 999}, {**ROW, "valid_on": "2223-01-01"}, {"case_id": "y"})
    )
    lines = told.err.splitlines()
    assert all(len(line) < 200 for line in lines) and "None" not in told.err and "datetime" not in told.err
    assert "(got '2223-01-01')" in told.err


@pytest.mark.parametrize(
    ("name", "options", "says"),
    [
        ("caseload.csv", ["--keep-recorded-at"], "--keep-recorded-at does nothing here: a caseload says not when"),
        ("events.jsonl", ["--mapping", "m.yaml"], "--mapping does nothing here: this is no caseload"),
    ],
)
def test_an_option_that_would_do_nothing_is_refused(
    name: str, options: list[str], says: str, doorstroom: Doorstroom, caseload: Path
) -> None:
    events(ROW)
    doorstroom("load", name, *options).refuses(2, says)
    assert not Path("register").exists()


def test_two_who_load_the_same_caseload_at_once_write_it_once(
    doorstroom: Doorstroom, caseload: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    append = Register.append

    def overtaken(register: Register, system: Any, batch: Any, expected: Any = None, **options: Any) -> Any:
        append(register, system, batch)
        return append(register, system, batch, expected, **options)

    monkeypatch.setattr(Register, "append", overtaken)
    loaded = doorstroom("load", caseload, "--json")
    assert loaded.status == 0
    assert (loaded.data["written"], loaded.data["corrected"], loaded.data["already_there"]) == (0, 0, 12)
    with Register.open("register/doorstroom.db", clock=utc_now) as register:
        assert register.count() == 12


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("nergens.jsonl", None, "'nergens.jsonl' does not exist"),
        ("nergens.xlsx", None, "nergens.xlsx: dit bestand is er niet"),
        ("events.txt", b"x", "a caseload is .xlsx or .csv, and an event file is .csv, .jsonl or .parquet"),
        ("events.parquet", b"PAR1 no", "'events.parquet' is not a Parquet file that can be read"),
        ("events.csv", b"type,valid_on\nx,y\n", "lacks the column 'case_id'"),
        ("events.jsonl", b"\xff\xfe", "is not UTF-8"),
    ],
)
def test_files_that_cannot_be_loaded(name: str, content: bytes | None, says: str, doorstroom: Doorstroom) -> None:
    if content is not None:
        Path(name).write_bytes(content)
    doorstroom("load", name).refuses(2, says)


def test_a_folder_and_a_wrong_organisation(doorstroom: Doorstroom, caseload: Path) -> None:
    Path("map.jsonl").mkdir()
    doorstroom("load", "map.jsonl").refuses(2, "map.jsonl")
    doorstroom("load", caseload, "--organisation", "").refuses(2, "een organisatie heeft 1 tot 64 tekens")
    assert not Path("register/doorstroom.db").exists() or Path("map.jsonl").is_dir()
