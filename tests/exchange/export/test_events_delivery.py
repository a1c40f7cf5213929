"""A delivery says who may have it, holds no names unless with a right, and is there whole or not at all."""

from __future__ import annotations

import csv
import datetime as dt
import hashlib
import json
from pathlib import Path

import polars as pl
import pytest

from doorstroom.exchange.export import events as module
from doorstroom.exchange.export.delivery import new_delivery
from doorstroom.exchange.export.events import export_events
from doorstroom.exchange.export.people import open_vault, right_to_people
from doorstroom.exchange.export.terms import TERMS, notice
from doorstroom.exchange.refusal import Refusal
from doorstroom.kernel.history import History
from doorstroom.register import MirrorError, Register, Vault, VaultError
from tests.exchange.export.samples import BSNS, INBURGERING, MADE, PEOPLE


def text_of(folder: Path) -> str:
    """Everything that a delivery holds, as text; Parquet as the values in it."""
    parts = []
    for path in sorted(folder.rglob("*")):
        if path.suffix == ".parquet":
            parts.append(pl.read_parquet(path).write_json())
        elif path.is_file():
            parts.append(path.read_text(encoding="utf-8"))
    return "\n".join(parts)


def test_who_may_have_it_stands_on_top_for_people_and_for_programs(register: Register, tmp_path: Path) -> None:
    export_events(register, INBURGERING, tmp_path / "out", ["csv"], MADE)
    readme = (tmp_path / "out" / "LEESMIJ.md").read_text(encoding="utf-8")
    assert readme.startswith("# Het hele register\n\n**Voor wie: Alleen voor wie voor dit register verantwoordelijk is")
    assert "**For whom: Only for who is responsible for this register" in readme and "persoonsgegevens" in readme
    manifest = json.loads((tmp_path / "out" / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["for_whom"]["nl"] == notice("events", "nl") and manifest["holds_names"] is False
    assert manifest["made_at"] == "2026-01-02T03:04:05+00:00" and manifest["made_by"] == "doorstroom 1.2.3"


@pytest.mark.parametrize("kind", TERMS)
def test_every_form_says_who_may_have_it_in_both_languages(kind: str) -> None:
    assert notice(kind, "nl").startswith("Alleen voor ") and notice(kind, "en").startswith("Only for ")
    assert (kind == "person") != ("Er staan geen namen in" in notice(kind, "nl"))
    assert "geen namen" not in notice(kind, "nl", named=True)


def test_the_manifest_fixes_every_file(register: Register, tmp_path: Path) -> None:
    made = export_events(register, INBURGERING, tmp_path / "out", ["csv", "jsonl", "parquet"], MADE)
    listed = {file["name"] for file in made["files"]} | {"LEESMIJ.md", "manifest.json"}
    assert listed == {path.name for path in (tmp_path / "out").iterdir()}
    for file in made["files"]:
        assert hashlib.sha256((tmp_path / "out" / file["name"]).read_bytes()).hexdigest() == file["sha256"]


def test_no_name_and_no_bsn_leaves_by_itself(
    register: Register, vault: Vault, history: History, tmp_path: Path
) -> None:
    export_events(register, INBURGERING, tmp_path / "out", ["csv", "jsonl", "parquet"], MADE, tables=history)
    told = text_of(tmp_path / "out")
    assert not [word for person in PEOPLE for word in (person.name, person.bsn, person.address) if str(word) in told]
    assert vault.processings("p-1")[1:] == []  # only that it was filled


def test_with_a_right_the_people_come_along_and_it_is_logged(register: Register, vault: Vault, tmp_path: Path) -> None:
    right = right_to_people(vault, "jan", "0228", "overdracht", "export: heel register")
    made = export_events(register, INBURGERING, tmp_path / "out", ["csv", "parquet"], MADE, people=right)
    rows = list(csv.DictReader((tmp_path / "out" / "people.csv").open(encoding="utf-8")))
    assert [(row["person_id"], row["bsn"], row["birth_date"]) for row in rows] == [
        ("p-1", BSNS[0], "1990-01-01"), ("p-2", BSNS[1], "1985-05-05"),
    ]  # fmt: skip
    assert pl.read_parquet(tmp_path / "out" / "people.parquet")["birth_date"][0] == dt.date(1990, 1, 1)
    assert made["holds_names"] is True and "geen namen" not in made["for_whom"]["nl"]
    logged = vault.processings("p-2")[-1]
    assert (logged.actor, logged.organisation, logged.purpose) == ("jan", "0228", "overdracht")
    assert (logged.operation, logged.processing_activity, logged.found) == ("read", "export: heel register", True)


def test_who_was_erased_is_left_out_and_the_rest_is_not(register: Register, vault: Vault, tmp_path: Path) -> None:
    right = right_to_people(vault, "jan", "0228", "overdracht", "test")
    vault.erase("p-1", right.access)
    export_events(register, INBURGERING, tmp_path / "out", ["jsonl"], MADE, people=right)
    lines = (tmp_path / "out" / "people.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["person_id"] for line in lines] == ["p-2"]


@pytest.mark.parametrize("lacking", ["actor", "organisation", "purpose"])
def test_a_right_is_stated_in_full(lacking: str, vault: Vault) -> None:
    stated = {"actor": "jan", "organisation": "0228", "purpose": "overdracht", "activity": "test", lacking: " "}
    with pytest.raises(VaultError, match=f"opens only with a stated {lacking}"):
        right_to_people(vault, **stated)


def test_a_vault_that_is_not_there_is_not_made(
    register: Register, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("VAULT_URL", raising=False)
    with pytest.raises(Refusal, match=r"vault\.db: no person vault here; name it with --vault"):
        open_vault(None, register)
    assert not (tmp_path / "vault.db").exists()


def test_a_typed_table_per_event_type_for_questions(register: Register, history: History, tmp_path: Path) -> None:
    made = export_events(register, INBURGERING, tmp_path / "out", ["csv", "parquet"], MADE, tables=history)
    plans = pl.read_parquet(tmp_path / "out" / "tables" / "pip_vastgesteld.parquet").sort("sequence")
    assert plans["case_id"].to_list() == ["A-1", "A-1"] and plans["leerroute"].to_list() == ["B1", "B1"]
    assert plans["recorded_until"].is_null().to_list() == [False, True]
    assert "case_row" not in plans.columns
    hours = list(csv.DictReader((tmp_path / "out" / "tables" / "uren_gevolgd.csv").open(encoding="utf-8")))
    assert [(row["uren"], row["retracted"]) for row in hours] == [("40.5", "false"), ("", "true")]
    assert hours[0]["recorded_at"] == "2023-07-01T10:00:00.123456Z"
    assert {file["name"]: file["rows"] for file in made["files"]}["tables/uren_gevolgd.csv"] == 2


def test_a_table_of_a_mirror_that_is_broken_is_told_and_nothing_is_left(
    register: Register, history: History, tmp_path: Path
) -> None:
    part = next((tmp_path / "mirror" / "inburgering" / "examen_afgelegd").glob("*.parquet"))
    part.write_bytes(part.read_bytes()[:40])
    with pytest.raises(MirrorError, match=r"the mirror cannot be read .*`doorstroom mirror --rebuild`"):
        export_events(register, INBURGERING, tmp_path / "out", ["csv"], MADE, tables=history)
    assert not [path for path in tmp_path.iterdir() if "out" in path.name]


def test_what_is_there_is_never_overwritten(register: Register, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "mijn.txt").write_text("van mij")
    (tmp_path / "file").write_text("van mij")
    for name in ("out", "file"):
        with pytest.raises(Refusal, match=f"{name}: exists already; nothing was written"):
            export_events(register, INBURGERING, tmp_path / name, ["csv"], MADE)
    with pytest.raises(Refusal, match="there is no folder"):
        export_events(register, INBURGERING, tmp_path / "geen" / "out", ["csv"], MADE)
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["mijn.txt"]


def test_an_empty_folder_may_be_filled(register: Register, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    export_events(register, INBURGERING, tmp_path / "out", ["csv"], MADE)
    assert (tmp_path / "out" / "events.csv").is_file()


@pytest.mark.parametrize("error", [KeyboardInterrupt, RuntimeError])
def test_a_cancelled_export_leaves_nothing(error: type[BaseException], register: Register, tmp_path: Path) -> None:
    def stopped(done: int, every: int) -> None:
        assert (done, every) == (21, 21)
        raise error

    with pytest.raises(error):
        export_events(register, INBURGERING, tmp_path / "out", ["csv", "parquet"], MADE, progress=stopped)
    assert not [path for path in tmp_path.iterdir() if "out" in path.name]


def test_parts_of_a_parquet_file_are_put_together_in_order(
    register: Register, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_PART_ROWS", 1)
    monkeypatch.setattr("doorstroom.exchange.export.log_rows._SLICE", 4)
    export_events(register, INBURGERING, tmp_path / "out", ["csv", "jsonl", "parquet"], MADE)
    frame = pl.read_parquet(tmp_path / "out" / "events.parquet")
    assert frame["event_id"].to_list() == pl.read_csv(tmp_path / "out" / "events.csv")["event_id"].to_list()
    assert frame.height == 21 and len(list((tmp_path / "out").glob("events.parquet*"))) == 1


def test_a_disk_that_fills_up_is_told_in_the_words_of_the_system(tmp_path: Path) -> None:
    with pytest.raises(Refusal) as refused, new_delivery("events", tmp_path / "out"):
        raise pl.exceptions.ComputeError("parquet: x: underlying IO error: File too large (os error 27)\nmore")
    assert refused.value.nl.endswith("out: File too large; er is niets geschreven")
