"""One person gets everything that is held on him, to read and to take along; names and the log only with a right."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from doorstroom.exchange.export.events import NoEvents
from doorstroom.exchange.export.people import PeopleRight
from doorstroom.exchange.export.person import Question, export_person
from doorstroom.kernel.errors import DoorstroomError
from doorstroom.kernel.system import System
from doorstroom.register import Access, Register, Vault, load_file, verify
from tests.exchange.export.samples import ASIEL, BSNS, DAY, INBURGERING, MADE, PEOPLE, SAID, TOY, hashes, opened
from tests.exchange.export.test_dictionary import Nested
from tests.register.samples import event as toy_event

QUESTION = Question(DAY)
SYSTEMS = {"inburgering": INBURGERING}.get


def made(register: Register, folder: Path, question: Question = QUESTION, **more: Any) -> dict[str, Any]:
    """An export of person p-1, as the data that it holds."""
    person = more.pop("person", "p-1")
    export_person(register, more.pop("systems", SYSTEMS), person, folder, ["jsonl", "csv"], question, MADE, **more)
    found: dict[str, Any] = json.loads((folder / "person.json").read_text(encoding="utf-8"))
    return found


def right(vault: Vault) -> PeopleRight:
    return PeopleRight(vault, Access("jan", "0228", "inzageverzoek", "inzage (AVG 15, 20)"))


def test_every_version_of_every_event_is_in_it(register: Register, tmp_path: Path) -> None:
    (case,) = made(register, tmp_path / "out")["cases"]
    history = register.history_of_case(INBURGERING, ASIEL)
    assert [event["event_id"] for event in case["events"]] == [str(event.event_id) for event in history]
    plans = [event for event in case["events"] if event["type"] == "pip_vastgesteld"]
    assert plans[0]["recorded_until"] == plans[1]["recorded_at"] == "2023-09-01T10:00:00.123456+00:00"
    assert plans[1]["replaces"] == plans[0]["event_id"] and plans[1]["recorded_until"] is None
    assert [event["retracted"] for event in case["events"] if event["type"] == "uren_gevolgd"] == [False, True]


def test_fields_are_told_in_words(register: Register, tmp_path: Path) -> None:
    (case,) = made(register, tmp_path / "out")["cases"]
    told = {event["type"]: dict(event["fields"]) for event in case["events"]}
    assert told["pip_vastgesteld"]["Leerroute"] == "B1-route"
    assert told["verwijtbaarheid_beoordeeld"][
        INBURGERING.labels.field("verwijtbaarheid_beoordeeld", "motivering").nl
    ] == SAID  # fmt: skip
    first = next(event for event in case["events"] if event["type"] == "uren_gevolgd")
    assert "40,5" in dict(first["fields"]).values()


def test_every_clock_is_in_it_and_those_that_speak_are_explained(register: Register, tmp_path: Path) -> None:
    (case,) = made(register, tmp_path / "out")["cases"]
    clocks = {clock["clock"]: clock for clock in case["clocks"]}
    assert clocks.keys() == INBURGERING.clocks.keys()
    assert (clocks["inburgeringstermijn"]["status"], clocks["inburgeringstermijn"]["start"]) == ("runs", "2023-03-04")
    why = {one["clock"]: one for one in case["explanations"]}["inburgeringstermijn"]
    assert why["value"] == "2026-03-03" and "WET 11" in why["articles"] and why["rests_on"]
    silent = {name for name, clock in clocks.items() if clock["status"] in ("not applicable", "not started")}
    assert silent and not silent & {one["clock"] for one in case["explanations"]}


def test_an_earlier_moment_shows_what_was_known_then_beside_what_was_recorded_since(
    register: Register, tmp_path: Path
) -> None:
    known = dt.datetime(2023, 6, 1, tzinfo=dt.UTC)
    (case,) = made(register, tmp_path / "out", replace(QUESTION, peildatum=dt.date(2023, 6, 1), known_at=known))[
        "cases"
    ]
    assert {clock["clock"]: clock for clock in case["clocks"]}["inburgeringstermijn"]["start"] == "2023-03-02"
    assert len([event for event in case["events"] if event["type"] == "pip_vastgesteld"]) == 2


def test_without_a_right_there_is_no_name_and_it_says_so(register: Register, vault: Vault, tmp_path: Path) -> None:
    data = made(register, tmp_path / "out")
    assert (data["person"], data["processing"], data["vault_opened"]) == (None, None, False)
    page = (tmp_path / "out" / "person.html").read_text(encoding="utf-8")
    assert PEOPLE[0].name not in page and "Die is voor dit overzicht niet geopend" in page
    assert len(vault.processings("p-1")) == 1


def test_with_a_right_it_says_who_and_who_looked_this_export_included(
    register: Register, vault: Vault, tmp_path: Path
) -> None:
    data = made(register, tmp_path / "out", people=right(vault))
    assert (data["person"]["name"], data["person"]["bsn"]) == (PEOPLE[0].name, BSNS[0])
    assert [(one["operation"], one["purpose"]) for one in data["processing"]] == [
        ("write", "een test"), ("read", "inzageverzoek"),
    ]  # fmt: skip
    page = (tmp_path / "out" / "person.html").read_text(encoding="utf-8")
    assert PEOPLE[0].name in page and "inzageverzoek" in page and "1 januari 1990" in page
    assert PEOPLE[1].name not in page


def test_who_was_erased_from_the_vault_still_gets_his_events(register: Register, vault: Vault, tmp_path: Path) -> None:
    vault.erase("p-1", right(vault).access)
    data = made(register, tmp_path / "out", people=right(vault))
    assert data["person"] is None and len(data["cases"]) == 1
    assert "In de personenkluis staat niets (meer) over u." in (tmp_path / "out" / "person.html").read_text()


def test_somebody_without_cases_gets_what_the_vault_holds(vault: Vault, tmp_path: Path) -> None:
    with opened(tmp_path / "leeg.db") as empty:
        data = made(empty, tmp_path / "out", people=right(vault), person="p-2")
        assert data["cases"] == [] and data["person"]["name"] == PEOPLE[1].name


def test_the_page_says_on_top_for_whom_it_is_and_where_letters_are(register: Register, tmp_path: Path) -> None:
    made(register, tmp_path / "out", replace(QUESTION, letters="Brieven van Ede: archief@ede.example."))
    page = (tmp_path / "out" / "person.html").read_text(encoding="utf-8")
    assert page.index("Alleen voor de persoon zelf") < page.index("Wie u bent")
    assert "Brieven en bijlagen staan niet in dit register." in page and "archief@ede.example" in page
    assert '<meta name="robots" content="noindex">' in page and "<script" not in page


def test_the_page_is_whole_and_says_the_same_in_english(register: Register, vault: Vault, tmp_path: Path) -> None:
    made(register, tmp_path / "out", replace(QUESTION, language="en"), people=right(vault))
    text = (tmp_path / "out" / "person.html").read_text(encoding="utf-8")
    page = Nested()
    page.feed(text)
    assert page.open == [] and '<html lang="en">' in text
    assert "Who processed your data" in text and "Integration plan (PIP) established" in text


def test_what_somebody_wrote_is_text_on_the_page(register: Register, tmp_path: Path) -> None:
    (plan,) = [e for e in register.history_of_case(INBURGERING, ASIEL) if e.type == "verwijtbaarheid_beoordeeld"]
    wild = plan.model_copy(
        update={"event_id": toy_event().event_id, "instance": "2", "sequence": None,
                "payload": {**plan.payload, "motivering": "<script>alert(1)</script>"}}
    )  # fmt: skip
    register.append(INBURGERING, [wild])
    made(register, tmp_path / "out")
    page = (tmp_path / "out" / "person.html").read_text(encoding="utf-8")
    assert "<script>" not in page and "&lt;script&gt;alert(1)" in page


def test_the_events_can_be_loaded_elsewhere(register: Register, url: str, tmp_path: Path) -> None:
    made(register, tmp_path / "out")
    with opened(url) as again:
        load_file(again, INBURGERING, tmp_path / "out" / "events-inburgering.jsonl", keep_recorded_at=True)
        assert verify(again).ok
        # the first person of the register, so the numbers are the same and with them the hashes
        assert hashes(again).items() <= hashes(register).items()


def test_cases_of_a_system_that_is_not_known_are_not_left_out(register: Register, tmp_path: Path) -> None:
    register.append(TOY, [toy_event("elders", "verhuisd", person_id="p-1", payload={"gemeente": "Ede"})])
    first, second = made(register, tmp_path / "out")["cases"]
    assert (first["system"], second["system"], second["clocks"]) == ("inburgering", "proef", [])
    assert second["events"][0]["payload"]["gemeente"] == "Ede"
    assert (tmp_path / "out" / "events-proef.csv").is_file()

    def known(name: str) -> System | None:
        return TOY if name == "proef" else INBURGERING

    _, worded = made(register, tmp_path / "again", systems=known)["cases"]
    assert worded["events"][0]["fields"] == [["gemeente", "Ede"]]


def test_nobody_is_no_export(register: Register, vault: Vault, tmp_path: Path) -> None:
    for people in (None, right(vault)):
        with pytest.raises(NoEvents, match="nothing is held on person 'niemand'"):
            made(register, tmp_path / "out", person="niemand", people=people)
    assert not (tmp_path / "out").exists()


def test_a_day_or_moment_before_everything_is_refused(register: Register, tmp_path: Path) -> None:
    with pytest.raises(DoorstroomError, match=r"1989-12-31 lies before the first event \(1990-01-01\)"):
        made(register, tmp_path / "out", Question(dt.date(1989, 12, 31)))
    early = dt.datetime(2020, 1, 1, tzinfo=dt.UTC)
    with pytest.raises(
        DoorstroomError, match="nothing was known yet of this person: the first event was recorded at 2022"
    ):
        made(register, tmp_path / "out", replace(QUESTION, known_at=early))
