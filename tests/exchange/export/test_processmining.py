"""The event log for process mining: what held as it was known, pseudonymous, after the structure of IEEE 1849."""

from __future__ import annotations

import csv
import datetime as dt
import re
import xml.etree.ElementTree as ET
from dataclasses import replace
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from doorstroom.exchange.export.events import NoEvents
from doorstroom.exchange.export.processmining import COLUMNS, Question, export_processmining, kept_fields
from doorstroom.exchange.export.pseudonym import Pseudonyms, read_key
from doorstroom.exchange.refusal import Refusal
from doorstroom.kernel.errors import DoorstroomError
from doorstroom.kernel.history import History
from doorstroom.register import MirrorError
from tests.exchange.export.samples import ASIEL, DAY, INBURGERING, MADE, SAID

KEY = Pseudonyms(b"een sleutel van zestien of meer")
QUESTION = Question(DAY)
ORDER = ("extension", "global", "classifier", "attribute", "trace", "event")
VALUES = {
    "string": re.compile(r".*", re.DOTALL),
    "date": re.compile(r"-?\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)?"),
    "int": re.compile(r"[+-]?\d{1,19}"),
    "float": re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?"),
    "boolean": re.compile(r"true|false|0|1"),
}
NAME = re.compile(r"[A-Za-z_:][\w.:-]*")
NC_NAME = re.compile(r"[A-Za-z_][\w.-]*")


def structure(text: str) -> list[str]:
    """What is wrong with a log after the standard: elements, their order, keys, values, globals and classifiers."""
    log = ET.fromstring(text)
    wrong = [] if log.tag == "log" and re.fullmatch(r"\d+(\.\d+)?", log.get("xes.version", "")) else ["log"]
    kinds = [child.tag if child.tag in ORDER else "attribute" for child in log]
    if kinds != sorted(kinds, key=ORDER.index):
        wrong.append("the elements of the log are out of order")
    prefixes = set()
    for one in log.findall("extension"):
        if one.keys() != ["name", "prefix", "uri"] or not NC_NAME.fullmatch(one.get("name", "")):
            wrong.append("extension")
        prefixes.add(one.get("prefix"))
    scopes = {one.get("scope", ""): {attribute.get("key") for attribute in one} for one in log.findall("global")}
    for one in log.findall("classifier"):
        if not NC_NAME.fullmatch(one.get("name", "")):
            wrong.append("the name of a classifier")
        if not set(str(one.get("keys")).split()) <= scopes.get(one.get("scope", "event"), set()):
            wrong.append("a classifier with a key that not every event has")
    for holder in [log, *log.iter("global"), *log.iter("trace"), *log.iter("event")]:
        keys: list[str] = []
        for child in holder:
            if child.tag in ORDER:
                continue
            key, value = child.get("key", ""), child.get("value", "")
            keys.append(key)
            if child.tag not in VALUES or child.keys() != ["key", "value"] or not NAME.fullmatch(key):
                wrong.append(f"attribute {child.tag} {key}")
            elif not VALUES[child.tag].fullmatch(value):
                wrong.append(f"'{value}' is no {child.tag}")
            if ":" in key and key.split(":")[0] not in prefixes:
                wrong.append(f"{key} belongs to no extension")
        if len(keys) != len(set(keys)):
            wrong.append(f"a key stands twice in {holder.tag}")
        if holder.tag in scopes and not scopes[holder.tag] <= set(keys):
            wrong.append(f"{holder.tag} lacks a global attribute")
    for trace in log.findall("trace"):
        if "event" in [child.tag for child in trace][: -len(trace.findall("event"))]:
            wrong.append("an attribute after an event in a trace")
    return wrong


def made(history: History, folder: Path, question: Question = QUESTION, **more: Any) -> dict[str, Any]:
    """An export of the samples in a folder."""
    hidden = more.pop("pseudonyms", KEY)
    formats = more.pop("formats", ["csv", "xes"])
    return export_processmining(INBURGERING, history, folder, formats, question, hidden, MADE, **more)


def rows(folder: Path) -> list[dict[str, str]]:
    with (folder / "events.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def traces(folder: Path) -> dict[str, list[dict[str, str]]]:
    """The events of each trace of the XES file, as their attributes."""

    def attributes(element: ET.Element) -> dict[str, str]:
        return {str(c.get("key")): str(c.get("value")) for c in element if c.tag != "event"}

    log = ET.parse(folder / "events.xes").getroot()
    return {
        attributes(one)["concept:name"]: [attributes(e) for e in one.findall("event")] for one in log.findall("trace")
    }


def test_the_log_has_the_structure_of_the_standard(history: History, tmp_path: Path) -> None:
    made(history, tmp_path / "out")
    assert structure((tmp_path / "out" / "events.xes").read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("<trace>", "<trace/><global/><trace>", "out of order"),
        ('"concept:name" value="PIP', '"vreemd:naam" value="PIP', "belongs to no extension"),
        ('keys="concept:name"', 'keys="leerroute"', "a classifier with a key"),
        ('<date key="time:timestamp" value="2023-0', '<date key="time:timestamp" value="23-0', "is no date"),
        ("<event>", '<event><string key="type" value="x"/>', "stands twice"),
    ],
)
def test_a_log_of_another_structure_would_be_found(
    old: str, new: str, says: str, history: History, tmp_path: Path
) -> None:
    made(history, tmp_path / "out")
    text = (tmp_path / "out" / "events.xes").read_text(encoding="utf-8")
    assert old in text and [line for line in structure(text.replace(old, new, 1)) if says in line]


def test_the_columns_have_the_keys_of_the_standard(history: History, tmp_path: Path) -> None:
    made(history, tmp_path / "out")
    first = rows(tmp_path / "out")[0]
    assert list(first)[: len(COLUMNS)] == list(COLUMNS)
    assert {"case:doelgroep", "case:leerroute", "case:geboortejaar", "leerroute", "grond"} <= first.keys()
    assert first["lifecycle:transition"] == "complete" and first["org:group"] == "gemeente Ede"


def test_csv_and_xes_say_the_same(history: History, tmp_path: Path) -> None:
    found = made(history, tmp_path / "out")
    flat, log = rows(tmp_path / "out"), traces(tmp_path / "out")
    assert (len(flat), len(log)) == (found["events"], found["traces"]) == (16, 2)
    told = [(case, e["concept:name"], e["time:timestamp"][:10]) for case, events in log.items() for e in events]
    assert told == [(r["case:concept:name"], r["concept:name"], r["time:timestamp"][:10]) for r in flat]


def test_only_what_held_and_was_known_then_is_in_it(history: History, tmp_path: Path) -> None:
    made(history, tmp_path / "now")
    plans = [row for row in rows(tmp_path / "now") if row["type"] == "pip_vastgesteld"]
    assert [row["time:timestamp"][:10] for row in plans] == ["2023-03-03"]
    assert not [row for row in rows(tmp_path / "now") if row["type"] == "uren_gevolgd"]  # was taken back
    then = Question(dt.date(2023, 7, 15), dt.datetime(2023, 7, 15, tzinfo=dt.UTC))
    made(history, tmp_path / "then", then)
    plans = [row for row in rows(tmp_path / "then") if row["type"] == "pip_vastgesteld"]
    assert [row["time:timestamp"][:10] for row in plans] == ["2023-03-01"]
    (hours,) = [row for row in rows(tmp_path / "then") if row["type"] == "uren_gevolgd"]
    assert hours["uren"] == "40.5"


def test_the_timestamp_is_the_day_or_on_request_the_moment_of_recording(history: History, tmp_path: Path) -> None:
    made(history, tmp_path / "day")
    made(history, tmp_path / "moment", replace(QUESTION, time="recorded"))
    assert rows(tmp_path / "day")[-1]["time:timestamp"] == "2023-05-10T00:00:00.000000Z"
    assert rows(tmp_path / "moment")[-1]["time:timestamp"] == "2023-05-10T10:00:00.123456Z"
    for folder in ("day", "moment"):
        for events in traces(tmp_path / folder).values():
            assert [e["time:timestamp"] for e in events] == sorted(e["time:timestamp"] for e in events)


def test_nobody_can_be_read_in_it(history: History, tmp_path: Path) -> None:
    found = made(history, tmp_path / "out")
    told = "".join(path.read_text(encoding="utf-8") for path in (tmp_path / "out").iterdir())
    for word in (SAID, "K. de Vries", "p-1", f'"{ASIEL}"', "1990-01-01", "DEMO"):
        assert word not in told
    assert {"geboorte", "verwijtbaarheid_beoordeeld.motivering"} <= set(found["left_out"])
    assert rows(tmp_path / "out")[0]["case:geboortejaar"] == "1990"


def test_no_field_of_free_text_goes_along() -> None:
    for kind in INBURGERING.events:
        for field in kept_fields(INBURGERING, kind.type):
            assert kind.schema_of_payload()[field] != pl.String or field == "gemeente"


def test_the_same_key_gives_the_same_pseudonyms_and_no_key_never_does(history: History, tmp_path: Path) -> None:
    for name in ("a", "b"):
        assert made(history, tmp_path / name)["pseudonyms_can_be_repeated"] is True
    assert traces(tmp_path / "a").keys() == traces(tmp_path / "b").keys()
    assert made(history, tmp_path / "c", pseudonyms=Pseudonyms())["pseudonyms_can_be_repeated"] is False
    assert not traces(tmp_path / "a").keys() & traces(tmp_path / "c").keys()


def test_a_key_that_can_be_guessed_is_refused(tmp_path: Path) -> None:
    (tmp_path / "key").write_text("geheim\n")
    with pytest.raises(Refusal, match="at least 16 bytes; this one has 6"):
        read_key(tmp_path / "key")
    with pytest.raises(Refusal, match="No such file"):
        read_key(tmp_path / "geen")


def test_a_person_and_a_case_of_one_name_have_other_pseudonyms() -> None:
    assert len({KEY.one(kind, "1") for kind in ("person", "case", "actor", "row")}) == 4
    column = KEY.of("actor", pl.Series("actor", ["a", None, "a"]))
    assert column.to_list() == [KEY.one("actor", "a"), None, KEY.one("actor", "a")]


def test_who_may_have_it_stands_on_top_of_the_log(history: History, tmp_path: Path) -> None:
    made(history, tmp_path / "out", formats=["xes"])
    lines = (tmp_path / "out" / "events.xes").read_text(encoding="utf-8").splitlines()
    assert lines[1].startswith("<!-- Alleen voor onderzoek naar het proces")
    assert not (tmp_path / "out" / "events.csv").exists()


def test_what_somebody_may_have_put_in_a_code_is_text(history: History, tmp_path: Path) -> None:
    odd = history.frames["brp_inschrijving"].lazy().collect()
    odd = odd.with_columns(gemeente=pl.lit('=<&"\x01\n]]>'), organisation=pl.lit("-1"))
    made(History(history.cases, {"brp_inschrijving": odd}), tmp_path / "out")
    assert structure((tmp_path / "out" / "events.xes").read_text(encoding="utf-8")) == []
    (events, _) = traces(tmp_path / "out").values()
    assert events[0]["gemeente"] == '=<&"\ufffd\n]]>'
    assert rows(tmp_path / "out")[0]["gemeente"].startswith("'=") and rows(tmp_path / "out")[0]["org:group"] == "'-1"


def test_cases_are_taken_some_at_a_time_with_the_same_outcome(
    history: History, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made(history, tmp_path / "once")
    monkeypatch.setattr("doorstroom.exchange.export.reading.snapshots.__defaults__", (1,))
    done: list[tuple[int, int]] = []
    made(history, tmp_path / "twice", progress=lambda *so_far: done.append(so_far))
    assert done == [(1, 2), (2, 2)]
    for name in ("events.csv", "events.xes"):
        assert (tmp_path / "once" / name).read_bytes() == (tmp_path / "twice" / name).read_bytes()


def test_a_mirror_without_actors_is_enough(history: History, tmp_path: Path) -> None:
    bare: dict[str, Any] = {
        kind: frame.lazy().drop("actor", "organisation", "event_id") for kind, frame in history.frames.items()
    }
    made(History(history.cases, bare), tmp_path / "out")
    assert structure((tmp_path / "out" / "events.xes").read_text(encoding="utf-8")) == []
    assert rows(tmp_path / "out")[0]["org:resource"] == ""


def test_a_moment_before_anything_was_known_is_refused(history: History, tmp_path: Path) -> None:
    with pytest.raises(DoorstroomError, match="nothing was known yet: the first event was recorded at 2022-11-02"):
        made(history, tmp_path / "out", Question(DAY, dt.datetime(2022, 1, 1, tzinfo=dt.UTC)))


def test_a_day_on_which_nothing_held_is_no_log(history: History, tmp_path: Path) -> None:
    with pytest.raises(NoEvents, match="no events hold on 1989-01-01"):
        made(history, tmp_path / "out", Question(dt.date(1989, 1, 1)))
    assert not [path for path in tmp_path.iterdir() if "out" in path.name]


def test_a_broken_mirror_is_told_and_nothing_is_left(history: History, tmp_path: Path) -> None:
    for part in (tmp_path / "mirror" / "inburgering" / "aanbod_gedaan").glob("*.parquet"):
        part.unlink()
    with pytest.raises(MirrorError, match="the mirror cannot be read"):
        made(history, tmp_path / "out")
    assert not [path for path in tmp_path.iterdir() if "out" in path.name]
