"""Recorded events as NL GOV CloudEvents: what the profile asks for, poor in information, nothing skipped."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from doorstroom.exchange.export.cloudevents import (
    CONTENT_TYPE,
    Source,
    as_json,
    cloud_events,
    sequence_of,
    type_of,
)
from doorstroom.exchange.export.pseudonym import Pseudonyms
from doorstroom.exchange.refusal import Refusal
from doorstroom.kernel.errors import EventError
from doorstroom.register import Register
from tests.exchange.export.samples import ASIEL, INBURGERING, SAID, events, fill, opened
from tests.register.samples import OTHER_SYSTEM
from tests.register.samples import event as toy_event

OIN = "00000001823288444000"
SOURCE = Source(OIN, "proef", "https://api.example/gebeurtenissen/")
KEY = Pseudonyms(b"een sleutel van zestien of meer")
#: Attributes that the profile knows; extensions beside these would have to be agreed on.
KNOWN = {"specversion", "id", "source", "type", "subject", "time", "dataref", "sequence", "sequencetype",
         "datacontenttype", "data"}  # fmt: skip


def told(register: Register, after: int = 0, until: int | None = None, **more: Any) -> list[dict[str, Any]]:
    given = {"source": SOURCE, "pseudonyms": KEY, **more}
    return list(cloud_events(register, INBURGERING, after, until, **given))


def test_every_recorded_event_is_one_in_order(url: str) -> None:
    with opened(url) as register:
        fill(register)
        found = told(register)
        assert [event["id"] for event in found] == [str(event.event_id) for event in events()]
        assert [sequence_of(event) for event in found] == list(range(1, len(events()) + 1))
        assert found[0]["time"] == "2022-11-02T10:00:00.123456Z"


def test_the_required_attributes_are_what_the_profile_asks_for(register: Register) -> None:
    for event in told(register):
        assert event.keys() <= KNOWN
        assert event["specversion"] == "1.0" and UUID(event["id"])
        assert event["source"] == f"urn:nld:oin:{OIN}:systeem:proef"
        assert re.fullmatch(r"nl(\.[a-z0-9-]+)+", event["type"])  # reverse domain notation
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z", event["time"])  # RFC 3339
        assert all(re.fullmatch("[a-z0-9]{1,20}", name) for name in event)
        assert event["dataref"] == f"https://api.example/gebeurtenissen/{event['id']}"
        assert len(as_json(event).encode()) < 64 * 1024


def test_the_order_also_holds_as_text(register: Register) -> None:
    sequences = [event["sequence"] for event in told(register)]
    assert sequences == sorted(sequences) and sequences[0] == "0000000001"


def test_a_correction_and_a_retraction_are_no_new_plan(register: Register) -> None:
    plans = [event for event in told(register) if "pip-vastgesteld" in event["type"]]
    assert [event["type"] for event in plans] == [
        "nl.inburgering.pip-vastgesteld", "nl.inburgering.pip-vastgesteld.gecorrigeerd",
    ]  # fmt: skip
    assert plans[1]["data"] == {"replaces": plans[0]["id"]} and "data" not in plans[0]
    assert [event["type"] for event in told(register, kinds=["uren_gevolgd"])][1].endswith(".ingetrokken")
    assert type_of("ont_vangst", "een_ding", retracted=True) == "nl.ont-vangst.een-ding.ingetrokken"


def test_it_tells_that_something_was_recorded_and_not_what_or_of_whom(register: Register) -> None:
    text = "".join(as_json(event) for event in told(register))
    for word in (SAID, "0228", "1990-01-01", '"A-1"', "p-1", "K. de Vries", "gemeente Ede", "leerroute"):
        assert word not in text


def test_the_subject_is_the_case_under_a_pseudonym(register: Register) -> None:
    found = told(register)
    assert found[0]["subject"] == KEY.one("case", ASIEL)
    assert len({event["subject"] for event in found}) == 2
    assert told(register, pseudonyms=Pseudonyms())[0]["subject"] != found[0]["subject"]


def test_who_asks_from_where_he_was_misses_nothing(register: Register) -> None:
    every, got, after = told(register), [], 0
    while batch := told(register, after, limit=4):
        got += batch
        after = sequence_of(batch[-1])
    assert got == every
    assert told(register, 3, 5) == every[3:5] and told(register, 21) == []


def test_only_what_was_agreed(register: Register) -> None:
    found = told(register, kinds={"examen_afgelegd", "pip_vastgesteld"})
    assert {event["type"].split(".")[2] for event in found} == {"examen-afgelegd", "pip-vastgesteld"}
    with pytest.raises(EventError, match="unknown event type 'pip_vastgestelt'; did you mean 'pip_vastgesteld'"):
        told(register, kinds=["pip_vastgestelt"])


def test_events_of_another_system_are_not_told(register: Register) -> None:
    register.append(OTHER_SYSTEM, [toy_event("elders")])
    assert len(told(register)) == len(events())


def test_one_is_json_on_one_line(register: Register) -> None:
    line = as_json(told(register)[0])
    assert "\n" not in line and json.loads(line) == told(register)[0]
    assert CONTENT_TYPE == "application/cloudevents+json; charset=utf-8"


def test_without_a_place_to_ask_there_is_no_dataref(register: Register) -> None:
    assert "dataref" not in told(register, source=Source(OIN))[0]


@pytest.mark.parametrize("oin", ["", "123", "0000000182328844400x", "000000018232884440001"])
def test_an_oin_has_twenty_digits(oin: str) -> None:
    with pytest.raises(Refusal, match=f"'{oin}' is not an OIN: it has 20 digits"):
        Source(oin)


@pytest.mark.parametrize("name", ["", "mijn register", "a:b", "é"])
def test_the_name_of_a_register_fits_in_a_urn(name: str) -> None:
    with pytest.raises(Refusal, match="cannot be the name of a register in a URN"):
        Source(OIN, name)


def test_many_cases_take_no_more_memory_than_few(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("doorstroom.exchange.export.cloudevents._AT_ONCE", 1)
    with opened(tmp_path / "other.db") as register:
        fill(register)
        assert len({event["subject"] for event in told(register)}) == 2
