"""Loading event files: all or nothing, and every bad row by line, field, value and reason."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from tests.register.samples import SYSTEM

from doorstroom.register import BadRow, FileUnreadable, LoadCancelled, LoadRefused, Register, load_file

HEAD = "case_id,person_id,type,instance,valid_on,organisation,actor"


def write_csv(folder: Path, *lines: str, name: str = "events.csv", head: str = HEAD + ",payload.leerroute") -> Path:
    path = folder / name
    path.write_text("\n".join((head, *lines)) + "\n", encoding="utf-8")
    return path


def pip_line(number: int, leerroute: str = "B1", day: str = "2024-01-15") -> str:
    return f"c{number},p{number},pip_vastgesteld,1,{day},gemeente,k,{leerroute}"


def test_a_csv_file_is_loaded_and_loading_it_again_is_harmless(register: Register, tmp_path: Path) -> None:
    path = write_csv(tmp_path, *(pip_line(number) for number in range(12)))
    done: list[int] = []
    loaded = load_file(register, SYSTEM, path, progress=done.append)
    assert (loaded.rows, loaded.written, loaded.bad_rows, done) == (12, 12, (), [12])
    again = load_file(register, SYSTEM, path)
    assert (again.written, len(again.already_there)) == (0, 12)
    [found] = register.history_of_case(SYSTEM, "c3")
    assert (found.payload["leerroute"], found.valid_on, found.person_id) == ("B1", dt.date(2024, 1, 15), "p3")


def test_semicolons_a_byte_order_mark_and_quotes_are_read(register: Register, tmp_path: Path) -> None:
    path = tmp_path / "events.csv"
    head = HEAD.replace(",", ";") + ";payload.gemeente\n"
    path.write_text(head + 'c1;p1;verhuisd;1;2024-01-15;gem;k;"Ede; ""Gld""\nzuid"\n', encoding="utf-8-sig")
    load_file(register, SYSTEM, path)
    assert register.history_of_case(SYSTEM, "c1")[0].payload["gemeente"] == 'Ede; "Gld"\nzuid'


ROW: dict[str, Any] = {
    "case_id": "c1",
    "person_id": "p1",
    "type": "verhuisd",
    "instance": "1",
    "valid_on": "2024-01-15",
    "organisation": "gemeente",
    "actor": "k",
}


def test_json_lines_carry_payloads_with_lists(register: Register, tmp_path: Path) -> None:
    first = {**ROW, "event_id": "00000000-0000-0000-0000-00000000000a", "payload": {"gemeente": "Ede"}}
    second = {**ROW, "replaces": first["event_id"], "payload": {"gemeente": "Ede", "redenen": ["ziekte"]}}
    third = {**ROW, "instance": "2", "payload.gemeente": "Urk", "payload": {"dagen": ["2024-02-29"]}}
    path = tmp_path / "events.jsonl"
    path.write_text("\n\n".join(json.dumps(row) for row in (first, second, third)))
    assert load_file(register, SYSTEM, path).written == 3
    payloads = [found.payload for found in register.history_of_case(SYSTEM, "c1")]
    assert [payload["redenen"] for payload in payloads] == [[], ["ziekte"], []]
    assert payloads[2]["dagen"] == [dt.date(2024, 2, 29)]


def test_parquet_files_keep_their_types(register: Register, tmp_path: Path) -> None:
    frame = pl.DataFrame([ROW, {**ROW, "instance": "2"}]).with_columns(
        pl.col("valid_on").str.to_date(),
        pl.Series("recorded_at", [dt.datetime(2023, 1, 1, tzinfo=dt.UTC)] * 2),
        pl.Series("payload", [{"gemeente": "Ede", "dagen": None}, {"gemeente": "Urk", "dagen": [dt.date(2024, 1, 1)]}]),
    )
    frame.write_parquet(tmp_path / "events.parquet")
    assert load_file(register, SYSTEM, tmp_path / "events.parquet", keep_recorded_at=True).written == 2
    found = register.history_of_case(SYSTEM, "c1")
    assert [e.recorded_at for e in found] == [dt.datetime(2023, 1, 1, tzinfo=dt.UTC)] * 2
    assert found[1].payload["dagen"] == [dt.date(2024, 1, 1)]


def test_a_file_of_history_says_when_everything_was_recorded(register: Register, tmp_path: Path) -> None:
    head = HEAD + ",recorded_at,retracted,replaces,event_id"
    first = "00000000-0000-0000-0000-00000000000a"
    line = "c1,p1,gestart,1,2024-01-15,gem,k"
    path = write_csv(
        tmp_path,
        f"{line},2023-01-01T12:00:00,,,{first}",
        f"{line},2023-01-02T12:00:00+01:00,ja,{first},",
        head=head,
    )
    load_file(register, SYSTEM, path, keep_recorded_at=True)
    found = register.history_of_case(SYSTEM, "c1")
    assert [e.recorded_at.isoformat() for e in found] == ["2023-01-01T12:00:00+00:00", "2023-01-02T11:00:00+00:00"]
    assert [e.retracted for e in found] == [False, True]


def test_every_bad_row_is_reported_and_nothing_is_written(register: Register, tmp_path: Path) -> None:
    path = write_csv(
        tmp_path,
        pip_line(1),
        pip_line(2, leerroute="B2"),
        pip_line(3, day="2024-02-30"),
        ",p4,pip_vastgesteld,1,2024-01-15,gem,k,B1",
        "c5,p5,pip,1,2024-01-15,gem,k,B1",
        pip_line(6, day="1850-01-01"),
        "c1,p1,pip_vastgesteld,1,2024-01-16,gem,k,Z",
        "c8,p8",
        "c9,p9,gestart,1,2024-01-15,gem,k,B1",
    )
    with pytest.raises(LoadRefused, match=r"8 of 9 rows cannot be loaded, so nothing was written; first: line 3") as no:
        load_file(register, SYSTEM, path)
    assert [(bad.line, bad.field, bad.value) for bad in no.value.bad_rows] == [
        (3, "payload.leerroute", "B2"),
        (4, "valid_on", "2024-02-30"),
        (5, "case_id", None),
        (6, "type", "pip"),
        (7, "valid_on", dt.date(1850, 1, 1)),
        (8, "replaces", None),
        (9, "row", None),
        (10, "payload.leerroute", "B1"),
    ]
    reasons = [bad.reason for bad in no.value.bad_rows]
    assert reasons[0] == "Input should be 'B1', 'onderwijs' or 'Z'"
    assert reasons[2] == "is missing"
    assert reasons[3].startswith("unknown event type 'pip'")
    assert "is not between 1900-01-01" in reasons[4]
    assert "exists already" in reasons[5]
    assert reasons[6] == "2 cells under 8 column names"
    assert register.count() == 0


def test_one_row_may_be_wrong_in_more_ways(register: Register, tmp_path: Path) -> None:
    path = tmp_path / "events.jsonl"
    bad = {**ROW, "type": "gemeten", "payload": {"waarde": "veel", "geldig": 7}, "retracted": "misschien", "kleur": 1}
    path.write_text(json.dumps(bad) + "\n[1]\nnonsense\n" + json.dumps({**ROW, "payload": "{"}))
    with pytest.raises(LoadRefused) as no:
        load_file(register, SYSTEM, path)
    assert {(bad.line, bad.field) for bad in no.value.bad_rows} == {
        *((1, name) for name in ("payload.waarde", "payload.geldig", "retracted", "kleur")),
        *((2, "row"), (3, "row"), (4, "payload")),
    }


def test_the_good_rows_can_be_loaded_on_request(register: Register, tmp_path: Path) -> None:
    path = write_csv(tmp_path, pip_line(1), pip_line(2, leerroute="B2"), pip_line(3))
    loaded = load_file(register, SYSTEM, path, partial=True)
    assert (loaded.rows, loaded.written) == (3, 2)
    assert loaded.bad_rows == (BadRow(3, "payload.leerroute", "B2", "Input should be 'B1', 'onderwijs' or 'Z'"),)


def test_moments_need_the_right_to_load_history(register: Register, tmp_path: Path) -> None:
    path = write_csv(tmp_path, "c1,p1,gestart,1,2024-01-15,gem,k,2023-01-01", head=HEAD + ",recorded_at")
    with pytest.raises(LoadRefused, match="recorded_at: may only be given with the right to load history"):
        load_file(register, SYSTEM, path)
    path = write_csv(tmp_path, pip_line(1))
    with pytest.raises(LoadRefused, match="recorded_at: is missing, and history is being loaded"):
        load_file(register, SYSTEM, path, keep_recorded_at=True)


def test_a_load_can_be_stopped_and_leaves_nothing(register: Register, tmp_path: Path) -> None:
    path = write_csv(tmp_path, *(pip_line(number) for number in range(5_001)))
    asked = iter([False, True])
    with pytest.raises(LoadCancelled, match="was stopped after 5000 rows; nothing was written"):
        load_file(register, SYSTEM, path, cancelled=lambda: next(asked))
    assert register.count() == 0


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("missing.csv", None, "does not exist"),
        ("missing.parquet", None, "does not exist"),
        ("events.txt", "x", r"an event file is \.csv, \.jsonl or \.parquet"),
        ("events.csv", "", "is empty"),
        ("events.csv", "case_id,person_id\n", "lacks the column 'type'"),
        ("events.csv", HEAD + ",kleur\n", "unknown column 'kleur'"),
        ("events.csv", HEAD + ",actor\n", "has the column 'actor' twice"),
        ("events.parquet", "not parquet", "is not a Parquet file that can be read"),
    ],
)
def test_a_file_that_cannot_be_read_is_named(
    register: Register, tmp_path: Path, name: str, text: str | None, message: str
) -> None:
    if text is not None:
        (tmp_path / name).write_text(text)
    with pytest.raises(FileUnreadable, match=message):
        load_file(register, SYSTEM, tmp_path / name)


def test_a_file_that_is_not_utf_8_is_refused(register: Register, tmp_path: Path) -> None:
    (tmp_path / "events.csv").write_bytes((HEAD + "\n").encode() + b"\xe9\xff,p,gestart,1,2024-01-01,g,k\n")
    with pytest.raises(FileUnreadable, match="is not UTF-8"):
        load_file(register, SYSTEM, tmp_path / "events.csv")
