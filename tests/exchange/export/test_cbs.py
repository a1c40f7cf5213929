"""The integration file of a cohort: one described record per person, in a layout that is one table."""

from __future__ import annotations

import csv
import datetime as dt
import json
from pathlib import Path
from typing import Any

import polars as pl
import pytest
import yaml

from doorstroom.exchange.export.cbs import LAYOUT, Layout, Question, export_cbs, read_layout
from doorstroom.exchange.export.events import NoEvents
from doorstroom.exchange.export.people import PeopleRight
from doorstroom.exchange.export.pseudonym import Pseudonyms
from doorstroom.exchange.refusal import Refusal
from doorstroom.kernel.errors import DoorstroomError
from doorstroom.kernel.history import History
from doorstroom.register import Access, MirrorError, Vault
from tests.exchange.export.samples import BSNS, DAY, INBURGERING, MADE

KEY = Pseudonyms(b"een sleutel van zestien of meer")
OURS = read_layout(LAYOUT, INBURGERING)


def made(history: History, folder: Path, cohort: int = 2022, **more: Any) -> dict[str, Any]:
    question = more.pop("question", Question(cohort, DAY))
    layout: Layout = more.pop("layout", OURS)
    hidden = more.pop("pseudonyms", KEY)
    return export_cbs(INBURGERING, history, folder, ["csv", "jsonl", "parquet"], layout, question, hidden, MADE, **more)


def records(folder: Path, cohort: int = 2022) -> list[dict[str, str]]:
    with (folder / f"cohort_{cohort}.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def test_a_record_holds_what_the_register_knows_of_somebody(history: History, tmp_path: Path) -> None:
    made(history, tmp_path / "out")
    (one,) = records(tmp_path / "out")
    told = {
        "persoon": KEY.one("person", "p-1"), "cohort": "2022", "doelgroep": "asielmigrant", "geboortejaar": "1990",
        "gemeente": "0228", "gekoppelde_gemeente": "0228", "in_opvang": "false", "datum_start_plicht": "2022-11-01",
        "datum_opvang_begonnen": "2022-10-01", "datum_opvang_geeindigd": "2023-01-10", "datum_pip": "2023-03-03",
        "datum_kennisgeving": "2023-01-12", "datum_intake": "2023-02-20", "leerroute": "B1", "niveau": "B1",
        "datum_aanbod": "2023-04-01", "datum_start_termijn": "2023-03-04", "datum_einde_termijn": "2026-03-03",
        "datum_lezen": "2024-01-10", "datum_spreken": "", "voldaan": "false", "datum_voldaan": "",
    }  # fmt: skip
    assert {name: one[name] for name in told} == told
    assert list(one) == [variable.name for variable in OURS.variables]


def test_the_cohort_is_the_year_in_which_the_duty_began(history: History, tmp_path: Path) -> None:
    made(history, tmp_path / "out", 2023)
    (one,) = records(tmp_path / "out", 2023)
    assert (one["persoon"], one["doelgroep"]) == (KEY.one("person", "p-2"), "gezins_of_overige_migrant")


def test_it_is_seen_as_of_a_day_and_as_known_then(history: History, tmp_path: Path) -> None:
    made(
        history, tmp_path / "out", question=Question(2022, dt.date(2023, 6, 1), dt.datetime(2023, 6, 1, tzinfo=dt.UTC))
    )
    (one,) = records(tmp_path / "out")
    assert (one["datum_pip"], one["datum_lezen"]) == ("2023-03-01", "")


def test_every_format_holds_the_same(history: History, tmp_path: Path) -> None:
    made(history, tmp_path / "out")
    frame = pl.read_parquet(tmp_path / "out" / "cohort_2022.parquet")
    (line,) = (tmp_path / "out" / "cohort_2022.jsonl").read_text(encoding="utf-8").splitlines()
    assert frame["datum_pip"].to_list() == [dt.date(2023, 3, 3)] and json.loads(line)["datum_pip"] == "2023-03-03"
    assert frame["in_opvang"].to_list() == [False] and frame["cohort"].to_list() == [2022]


def test_every_variable_is_described_with_its_rule_and_source(history: History, tmp_path: Path) -> None:
    made(history, tmp_path / "out")
    with (tmp_path / "out" / "beschrijving.csv").open(encoding="utf-8") as file:
        told = {row["variabele"]: row for row in csv.DictReader(file)}
    assert list(told) == list(records(tmp_path / "out")[0])
    assert all(row["regel"] and row["soort"] and row["kolom"] and row["bestand_cbs"] for row in told.values())
    term = told["datum_start_termijn"]
    assert (term["kolom"], term["soort"], term["artikelen"]) == ("termijn_start", "day", "WET 11 lid 1; WET 11 lid 3")
    assert told["doelgroep"]["codes"].startswith("asielmigrant (asielstatushouder)")


def test_it_says_that_the_layout_is_our_own(history: History, tmp_path: Path) -> None:
    found = made(history, tmp_path / "out")
    assert found["layout"] == "doorstroom-swi-1" and found["layout_is"].startswith("our own")
    assert found["for_whom"]["nl"].startswith("Alleen voor het Centraal Bureau voor de Statistiek")


def test_the_key_to_the_people_is_a_file_apart_and_a_logged_right(
    history: History, vault: Vault, tmp_path: Path
) -> None:
    right = PeopleRight(vault, Access("jan", "0228", "levering SWI", "export: CBS, koppeltabel"))
    found = made(history, tmp_path / "out", people=right)
    text = (tmp_path / "out" / "koppeltabel.csv").read_text(encoding="utf-8")
    assert text == f"persoon,bsn\n{KEY.one('person', 'p-1')},{BSNS[0]}\n"
    assert BSNS[0] not in (tmp_path / "out" / "cohort_2022.csv").read_text(encoding="utf-8")
    assert found["holds_names"] is True
    assert [one.purpose for one in vault.processings("p-1")] == ["een test", "levering SWI"]
    assert [one.purpose for one in vault.processings("p-2")] == ["een test"]  # is not in this cohort


def test_without_that_right_there_is_no_such_file(history: History, tmp_path: Path) -> None:
    made(history, tmp_path / "out")
    assert not list((tmp_path / "out").glob("koppeltabel*"))


@pytest.mark.parametrize("cohort", [2013, 2021, 2024])
def test_a_cohort_that_nobody_is_in_names_those_that_there_are(cohort: int, history: History, tmp_path: Path) -> None:
    with pytest.raises(NoEvents, match=f"nobody is in cohort {cohort} on 2024-06-01; the register has 2022, 2023"):
        made(history, tmp_path / "out", cohort)
    with pytest.raises(NoEvents, match="the register has none"):
        made(history, tmp_path / "out", question=Question(2022, dt.date(2022, 10, 15)))
    assert not (tmp_path / "out").exists()


def test_somebody_with_two_cases_has_one_record(history: History, tmp_path: Path) -> None:
    twice = {
        kind: pl.concat([found, found.with_columns(case_row=pl.col("case_row") + 2)])
        for kind, frame in history.frames.items()
        for found in [frame.lazy().collect()]
    }
    cases = pl.concat([history.cases, history.cases.with_columns(case_id="nog-" + pl.col("case_id"))])
    made(History(cases, twice), tmp_path / "out")
    assert len(records(tmp_path / "out")) == 1


def changed(folder: Path, change: dict[str, Any], at: int | None = None) -> Path:
    """Our layout with something changed: of the whole, or of the variable at a place."""
    content = yaml.safe_load(LAYOUT.read_text(encoding="utf-8"))
    (content if at is None else content["variables"][at]).update(change)
    path = folder / "anders.yaml"
    path.write_text(yaml.safe_dump(content, allow_unicode=True), encoding="utf-8")
    return path


def test_another_layout_needs_no_code(history: History, tmp_path: Path) -> None:
    codes = {"asielstatushouder": 1, "gezins_en_overige_migrant": 2}
    variables = [
        {"name": "RIN", "from": "pseudonym", "file": "a", "nl": "x", "en": "x", "rule": "x"},
        {"name": "GROEP", "from": "doelgroep", "codes": codes, "file": "a", "nl": "x", "en": "x", "rule": "x"},
        {"name": "JAAR", "from": "pip_eerste_datum", "as": "year", "file": "a", "nl": "x", "en": "x", "rule": "x"},
    ]
    path = changed(tmp_path, {"name": "cbs-2026", "variables": variables})
    assert made(history, tmp_path / "out", layout=read_layout(path, INBURGERING))["layout"] == "cbs-2026"
    assert list(records(tmp_path / "out")[0].items())[1:] == [("GROEP", "1"), ("JAAR", "2023")]


@pytest.mark.parametrize(
    ("change", "at", "says"),
    [
        ({"from": "pip_datum_x"}, 3, "'pip_datum_x' is not a column of a case"),
        ({"from": "uren_uitkomst"}, 3, "'uren_uitkomst' is not a column of a case"),
        ({"as": "maand"}, 3, "variables.3.taken_as"),
        ({"kleur": "rood"}, 3, "variables.3.kleur"),
        ({"name": "persoon"}, 3, "variable 'persoon' stands there twice"),
        ({"cohort": "geboren"}, None, "'geboren' is not a column of a case"),
        ({"variables": "alles"}, None, "variables"),
    ],
)
def test_a_layout_that_cannot_be_is_refused(change: dict[str, Any], at: int | None, says: str, tmp_path: Path) -> None:
    with pytest.raises(Refusal, match=says):
        read_layout(changed(tmp_path, change, at), INBURGERING)


def test_a_layout_that_is_no_table_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refusal, match=r"geen\.yaml: no such file"):
        read_layout(tmp_path / "geen.yaml", INBURGERING)
    (tmp_path / "stuk.yaml").write_text("a: [")
    with pytest.raises(Refusal, match=r"stuk\.yaml"):
        read_layout(tmp_path / "stuk.yaml", INBURGERING)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"codes": {"gezins_en_overige_migrant": "2"}}, "variable 'doelgroep' has no code for 'asielstatushouder'"),
        ({"as": "year", "codes": None}, "variable 'doelgroep': 'doelgroep' is not a day, so it has no year"),
    ],
)
def test_a_value_that_the_layout_cannot_hold_stops_the_delivery(
    change: dict[str, Any], says: str, history: History, tmp_path: Path
) -> None:
    layout = read_layout(changed(tmp_path, change, 2), INBURGERING)
    with pytest.raises(Refusal, match=says):
        made(history, tmp_path / "out", layout=layout)
    assert not (tmp_path / "out").exists()


def test_a_moment_before_anything_was_known_is_refused(history: History, tmp_path: Path) -> None:
    early = Question(2022, DAY, dt.datetime(2020, 1, 1, tzinfo=dt.UTC))
    with pytest.raises(DoorstroomError, match="nothing was known yet"):
        made(history, tmp_path / "out", question=early)


def test_a_broken_mirror_is_told(history: History, tmp_path: Path) -> None:
    for part in (tmp_path / "mirror" / "inburgering" / "pip_vastgesteld").glob("*.parquet"):
        part.write_bytes(b"PAR1")
    with pytest.raises(MirrorError, match="the mirror cannot be read"):
        made(history, tmp_path / "out")
