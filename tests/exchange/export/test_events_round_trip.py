"""What was exported makes the same register again: the same events, versions, times and, where it can be, hashes."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from doorstroom.exchange.export.events import NoEvents, export_events
from doorstroom.kernel.events import EventType, EventTypes
from doorstroom.kernel.system import System
from doorstroom.register import Register, Seal, load_file, seal, verify
from tests.exchange.export.samples import ASIEL, GEZIN, INBURGERING, MADE, TOY, events, fill, hashes, opened
from tests.register.samples import OTHER_SYSTEM, pip, retraction
from tests.register.samples import event as toy_event

FORMATS = ["csv", "jsonl", "parquet"]


def exported(register: Register, folder: Path, system: System = INBURGERING, formats: Any = FORMATS) -> dict[str, Any]:
    return export_events(register, system, folder, formats, MADE)


@pytest.mark.parametrize("form", FORMATS)
def test_a_loaded_export_is_the_same_register(form: str, register: Register, url: str, tmp_path: Path) -> None:
    made = exported(register, tmp_path / "out")
    with opened(url) as again:
        loaded = load_file(again, INBURGERING, tmp_path / "out" / f"events.{form}", keep_recorded_at=True)
        assert (loaded.written, loaded.rows) == (len(events()), len(events()))
        assert hashes(again) == hashes(register)
        number, _, digest = made["seal"].partition(":")
        assert verify(again, Seal(int(number), digest)).ok
        assert again.history_of_case(INBURGERING, ASIEL) == register.history_of_case(INBURGERING, ASIEL)
    assert made["same_hashes_when_loaded"] is True


@pytest.mark.parametrize("form", FORMATS)
def test_it_does_not_matter_which_database_it_came_from(form: str, url: str, tmp_path: Path) -> None:
    with opened(url) as source, opened(tmp_path / "again.db") as again:
        fill(source)
        exported(source, tmp_path / "out")
        load_file(again, INBURGERING, tmp_path / "out" / f"events.{form}", keep_recorded_at=True)
        assert hashes(again) == hashes(source)
        assert seal(again) == seal(source)


def test_loading_an_export_into_the_register_it_came_from_changes_nothing(register: Register, tmp_path: Path) -> None:
    exported(register, tmp_path / "out")
    loaded = load_file(register, INBURGERING, tmp_path / "out" / "events.jsonl", keep_recorded_at=True)
    assert (loaded.written, len(loaded.already_there)) == (0, len(events()))


def test_beside_another_system_the_events_come_back_with_other_numbers(url: str, tmp_path: Path) -> None:
    with opened(url) as source, opened(tmp_path / "again.db") as again:
        source.append(OTHER_SYSTEM, [toy_event("elders")])
        fill(source)
        made = exported(source, tmp_path / "out")
        assert made["same_hashes_when_loaded"] is False and made["first_sequence"] == 2
        load_file(again, INBURGERING, tmp_path / "out" / "events.parquet", keep_recorded_at=True)
        assert verify(again).ok
        assert again.case_ids(INBURGERING) == source.case_ids(INBURGERING) == [ASIEL, GEZIN]
        for case in (ASIEL, GEZIN):
            ours = [event.model_copy(update={"sequence": None}) for event in source.history_of_case(INBURGERING, case)]
            theirs = [event.model_copy(update={"sequence": None}) for event in again.history_of_case(INBURGERING, case)]
            assert ours == theirs


@pytest.mark.parametrize("form", FORMATS)
def test_every_kind_of_field_comes_back(form: str, url: str, tmp_path: Path) -> None:
    first = pip("c1")
    moved = toy_event("c2", "verhuisd", payload={"gemeente": 'Ede, "Gld"\\', "redenen": ["ziekte", "verhuizing"]})
    moment = dt.datetime(2024, 1, 1, 1, 2, 3, 4, tzinfo=dt.timezone(dt.timedelta(hours=1)))
    told = [
        first,
        moved,
        toy_event("c1", organisation='O"\\Neil, ; & Zn.', actor="É. d'Ivoire"),
        toy_event("c2", "gemeten", payload={"waarde": 1.5, "om": moment}),
        toy_event("c3", "verhuisd", payload={"gemeente": "a\nb\tc\r\u2028", "dagen": [dt.date(2024, 2, 29)]}),
    ]
    with opened(url) as source, opened(tmp_path / "again.db") as again:
        source.append(TOY, told)
        source.append(TOY, [pip("c1", leerroute="Z", replaces=first), retraction(moved)])
        exported(source, tmp_path / "out", TOY)
        load_file(again, TOY, tmp_path / "out" / f"events.{form}", keep_recorded_at=True)
        assert hashes(again) == hashes(source)
        assert verify(again).ok


TEXTS = st.text(st.characters(codec="utf-8"), max_size=12)
NAMES = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "S")), min_size=1, max_size=12)
NAMES = NAMES.filter(lambda name: name[0] not in "=+-@")  # those are marked in CSV


NUMBERS = st.floats(-(2.0**62), 2.0**62)


@settings(max_examples=10)  # each makes four registers, and has many texts
@given(st.lists(st.tuples(NAMES, TEXTS, NUMBERS), min_size=20, max_size=60))
def test_any_text_and_any_number_comes_back(tmp_path_factory: pytest.TempPathFactory, found: list[Any]) -> None:
    folder = tmp_path_factory.mktemp("any")
    told = []
    for place, (name, text, number) in enumerate(found):
        told.append(toy_event(f"c{place}", "verhuisd", actor=name, payload={"gemeente": text}))
        told.append(toy_event(f"c{place}", "gemeten", payload={"waarde": number}))
    with opened(folder / "source.db") as source:
        source.append(TOY, told)
        exported(source, folder / "out", TOY)
        for form in FORMATS:
            with opened(folder / f"{form}.db") as again:
                load_file(again, TOY, folder / "out" / f"events.{form}", keep_recorded_at=True)
                assert hashes(again) == hashes(source)


def test_a_cell_that_would_be_a_formula_is_marked_in_csv_and_exact_elsewhere(tmp_path: Path) -> None:
    with opened(tmp_path / "source.db") as source, opened(tmp_path / "again.db") as again:
        source.append(TOY, [toy_event("c1", organisation="=1+1", actor="@x"), toy_event("-2")])
        made = exported(source, tmp_path / "out", TOY)
        assert made["cells_marked_in_csv"] == 3
        text = (tmp_path / "out" / "events.csv").read_text(encoding="utf-8")
        assert ",'=1+1,'@x," in text and "\n'-2," in text
        load_file(again, TOY, tmp_path / "out" / "events.jsonl", keep_recorded_at=True)
        assert hashes(again) == hashes(source)


def test_both_time_axes_and_every_version_are_in_it(register: Register, tmp_path: Path) -> None:
    exported(register, tmp_path / "out")
    frame = pl.read_parquet(tmp_path / "out" / "events.parquet")
    plans = frame.filter(pl.col("type") == "pip_vastgesteld")
    assert plans["valid_on"].to_list() == [dt.date(2023, 3, 1), dt.date(2023, 3, 3)]
    assert plans["replaces"].to_list() == [None, plans["event_id"][0]]
    assert plans["recorded_at"][1] == dt.datetime(2023, 9, 1, 10, 0, 0, 123456, tzinfo=dt.UTC)
    assert frame.filter(pl.col("retracted"))["type"].to_list() == ["uren_gevolgd"]


def test_an_empty_register_is_no_export(tmp_path: Path) -> None:
    with opened(tmp_path / "leeg.db") as empty, pytest.raises(NoEvents, match="no events of 'inburgering' to export"):
        exported(empty, tmp_path / "out")
    assert not (tmp_path / "out").exists()


class Gestart(EventType, type="gestart", nl="Gestart", en="Started"):
    """The same event type some years later: it got a field."""

    waarom: str | None = None


def test_after_an_event_type_got_a_field_the_content_is_the_same_and_the_hashes_are_not(
    url: str, tmp_path: Path
) -> None:
    later = EventTypes([*(kind for kind in TOY.events if kind.type != "gestart"), Gestart])
    changed = cast(System, SimpleNamespace(name="proef", events=later))
    with opened(tmp_path / "source.db") as source, opened(url) as again:
        source.append(TOY, [toy_event("c1"), pip("c2")])
        exported(source, tmp_path / "out", TOY)
        load_file(again, changed, tmp_path / "out" / "events.jsonl", keep_recorded_at=True)
        assert verify(again).ok
        (ours,), (theirs,) = source.history_of_case(TOY, "c1"), again.history_of_case(changed, "c1")
        assert (ours.payload, theirs.payload) == ({}, {"waarom": None})
        assert ours.model_copy(update={"payload": theirs.payload}) == theirs
        assert [key for key in hashes(source) if hashes(source)[key] != hashes(again)[key]] == [("proef", "c1", 1)]
