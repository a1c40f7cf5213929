"""The commands template, explain, check, law, report and demo: what they print, for people and for programs."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from doorstroom.kernel.errors import ParameterError
from doorstroom.kernel.law import Parameters, read_parameters
from doorstroom.stelsels.inburgering import system
from tests.commands.conftest import DAY, Doorstroom

CASE = """
- id: EIGEN-1
  title: Een zaak [met haken]
  sources: [BES 5.3]
  confidence: high
  events:
    - {type: geboorte, valid_on: 1990-01-01}
    - {type: verblijfsrecht_verkregen, valid_on: 2022-11-01, payload: {grond: 8c}}
    - {type: kennisgeving_verzonden, valid_on: 2023-02-01}
    - {type: brp_inschrijving, valid_on: 2023-02-01, payload: {gemeente: "0363"}}
  ask: {peildatum: 2023-05-01}
  expect: {pip_uiterlijk: 2023-04-DAY}
"""


@pytest.mark.parametrize("name", ["leeg.xlsx", "leeg.csv"])
def test_a_template_is_made_once_and_read_back(name: str, doorstroom: Doorstroom) -> None:
    answer = doorstroom("template", name, "--example")
    assert answer.status == 0 and f"doorstroom due {name}" in answer.out
    assert doorstroom("due", name, "--peildatum", "2024-01-01", "--json").data["errors"] == []
    doorstroom("template", name).refuses(2, f"{name}: bestaat al; er is niets geschreven")
    doorstroom("template", name, "--english").refuses(2, f"{name}: exists already; nothing was written")
    assert sorted(path.name for path in Path().iterdir()) == [name]


def test_a_template_keeps_the_zeros_of_a_code(doorstroom: Doorstroom) -> None:
    doorstroom("template", "leeg.xlsx")
    sheet = load_workbook("leeg.xlsx").active
    assert sheet is not None and sheet.max_row == 1
    assert sheet.column_dimensions["D"].number_format == "@"  # of the column, so however many rows there will be
    assert sheet.column_dimensions["E"].number_format == "dd-mm-yyyy"
    doorstroom("due", "leeg.xlsx").refuses(2, "leeg.xlsx: geen rijen onder de koppen")


def test_a_template_of_another_kind_or_place(doorstroom: Doorstroom) -> None:
    doorstroom("template", "leeg.ods").refuses(2, "leeg.ods: een sjabloon is .xlsx of .csv")
    doorstroom("template", "nergens/leeg.csv").refuses(2, "er is geen map 'nergens'")


def test_explain_from_a_caseload(doorstroom: Doorstroom, caseload: Path) -> None:
    answer = doorstroom("explain", "A-1", "pip_uiterlijk", "--caseload", caseload, "--peildatum", DAY)
    assert answer.status == 0 and "pip_uiterlijk = 12 april 2023" in answer.out
    every = doorstroom("explain", "A-2", "--caseload", caseload, "--peildatum", DAY, "--json").data
    assert every["case_id"] == "A-2" and every["peildatum"] == DAY and every["law_date"] == DAY
    found = {column["column"]: column for column in every["columns"]}
    assert found["aanbod_begin_uiterlijk"]["value"] == "2023-07-03"
    assert found["aanbod_begin_uiterlijk"]["rests_on"] and found["aanbod_begin_uiterlijk"]["articles"]
    lacking = doorstroom("explain", "A-3", "inburgeringsplichtig", "--caseload", caseload, "--peildatum", DAY)
    assert "Wat ontbreekt" in lacking.out and "geboortedatum" in lacking.out


def test_what_was_explained_above_is_not_told_again(
    doorstroom: Doorstroom, caseload: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "500")
    ask = ["explain", "A-1", "pip_uiterlijk", "--caseload", caseload, "--peildatum", DAY, "--depth"]
    lines = doorstroom(*ask, 9).out.splitlines()
    again = [line for line in lines if line.endswith("(zie hierboven)")]
    told = [line.strip("│├└─ ").split(" = ")[0] for line in lines if line not in again and " = " in line]
    assert again and len(told) == len(set(told))
    for line in again:
        assert line.strip("│├└─ ").split(" = ")[0] in told
        assert line.count("(") == 1  # no sentence, no articles
    shallow = doorstroom(*ask, 2).out
    (cut,) = [line for line in shallow.splitlines() if "uitgelegd hierboven, dieper dan --depth" in line]
    assert "lopen vanaf 1 februari 2023" in cut  # above it stands only that there is more


@pytest.mark.parametrize(
    ("arguments", "status", "says"),
    [
        (["A-1", "pip_uiterlijks"], 2, "unknown column 'pip_uiterlijks'; did you mean 'pip_uiterlijk'"),
        (["A-9", "pip_uiterlijk"], 3, "caseload.csv: no case 'A-9'"),
        (["A-4", "pip_uiterlijk"], 2, "the row of case 'A-4' has no dates"),
        (["A-1", "pip_uiterlijk", "--known-at", "gisteren"], 2, "--known-at: 'gisteren' is neither a day"),
        (["A-1", "pip_uiterlijk", "--peildatum", "1950-01-01"], 2, "lies before the first event (1990-01-01)"),
        (["A-1", "pip_uiterlijk", "--cases", "x.yaml"], 2, "name one place to read the case from"),
        (["A-1", "pip_uiterlijk", "--peildatum", "5-2023"], 2, "'5-2023' is not a day that exists"),
    ],
)
def test_what_cannot_be_explained(
    arguments: list[str], status: int, says: str, doorstroom: Doorstroom, caseload: Path
) -> None:
    doorstroom("explain", *arguments, "--caseload", caseload).refuses(status, says)


def test_explain_takes_the_question_of_a_worked_case(doorstroom: Doorstroom) -> None:
    text = CASE.replace("DAY", "12").replace("2023-05-01}", "2023-05-01, known_at: 2023-03-01}")
    Path("eigen.yaml").write_text(text, encoding="utf-8")
    data = doorstroom("explain", "EIGEN-1", "pip_uiterlijk", "--cases", "eigen.yaml", "--json").data
    assert data["peildatum"] == DAY and data["known_at"].startswith("2023-03-01")


def test_check_prints_the_verdicts_and_explains_a_failure(doorstroom: Doorstroom) -> None:
    Path("goed.yaml").write_text(CASE.replace("DAY", "12"), encoding="utf-8")
    good = doorstroom("check", "goed.yaml", "--verbose")
    assert (good.status, good.out) == (0, "passed  EIGEN-1  Een zaak [met haken]\n1 passed, 0 failed\n")
    Path("fout.yaml").write_text(CASE.replace("DAY", "13"), encoding="utf-8")
    wrong = doorstroom("check", "fout.yaml")
    assert wrong.status == 1 and wrong.out.endswith("0 passed, 1 failed\n")
    assert "Een zaak [met haken]" in wrong.out and "expected 13 april 2023, found 12 april 2023" in wrong.out
    assert "BES 5.3" in wrong.out
    (verdict,) = doorstroom("check", "fout.yaml", "--json").data
    assert (verdict["id"], verdict["passed"], verdict["error"]) == ("EIGEN-1", False, "")
    assert verdict["differences"] == [{"column": "pip_uiterlijk", "expected": "2023-04-13", "found": "2023-04-12"}]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("x: [", "not readable as YAML"),
        ("- {id: 1}", "case '1': key"),
        ("- 5", "expected keys"),
        (CASE.replace("geboorte,", "geboort,").replace("DAY", "12"), "unknown event type 'geboort'; did you mean"),
        (CASE.replace("pip_uiterlijk", "pip_uiterste").replace("DAY", "12"), "pip_uiterste"),
        (CASE.replace("DAY", "31"), "line 12: '2023-04-31' is not a date that exists"),
        (CASE.replace("{grond: 8c}", "{grond: 9z}").replace("DAY", "12"), "field 'grond'"),
        (CASE.replace("gemeente: \"0363\"", "gemeente: 363").replace("DAY", "12"), "field 'gemeente'"),
    ],
)  # fmt: skip
def test_a_wrong_case_file(text: str, says: str, doorstroom: Doorstroom) -> None:
    Path("zaak.yaml").write_text(text, encoding="utf-8")
    answer = doorstroom("check", "zaak.yaml")
    assert answer.status in (1, 2) and "Traceback" not in answer.err
    assert says in answer.err + answer.out


def test_a_case_file_that_is_not_there(doorstroom: Doorstroom) -> None:
    doorstroom("check", "nergens.yaml").refuses(2, "nergens.yaml: no such file or folder")
    Path("leeg").mkdir()
    doorstroom("check", "leeg").refuses(2, "leeg: no case files")


def test_law_for_people_and_programs(doorstroom: Doorstroom) -> None:
    text = doorstroom("law", "BES 5.3", "--on", "2022-06-01").out
    assert "pip.termijn" in text and "10 weken" in text
    data = doorstroom("law", "pip", "--on", "2022-06-01", "--json").data
    assert data["on"] == "2022-06-01"
    found = {parameter["parameter"]: parameter for parameter in data["parameters"]}
    assert found["pip.termijn"]["value"] == 10 and found["pip.termijn"]["source"].startswith("BES 5.3")
    assert set(found["pip.termijn"]) >= {"unit", "from", "until", "confidence", "note", "checked_on", "kind"}
    assert all(rule["question"] and "rests_on" in rule for rule in data["rules"])
    only = doorstroom("law", "pip", "--only", "rules", "--json").data
    assert only["parameters"] == [] and only["rules"]
    doorstroom("law", "kwartetspel").refuses(3, "no parameter or rule holds 'kwartetspel'")
    doorstroom("law", "--only", "alles").refuses(2, "--only is one of parameters, rules and both, not 'alles'")


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("unit: week", "unit: maand", "unknown unit 'maand'"),
        ("values:", "waarden:", "needs unit, nl, en and values"),
        ("value: 10", "value: tien", "value 'tien' does not fit unit 'week'"),
        ("{from: 2022-01-01", "{from: 2022-02-31", "not readable as YAML"),
        ("unit: week", "unit: [week", "not readable as YAML"),
    ],
)
def test_a_broken_parameter_file_is_named(
    old: str, new: str, says: str, doorstroom: Doorstroom, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    shutil.copytree(system().folder / "parameters", tmp_path / "parameters")
    file = tmp_path / "parameters" / "pip.yaml"
    assert old in file.read_text(encoding="utf-8")
    file.write_text(file.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")

    def elsewhere(_: Path) -> Parameters:
        return read_parameters(tmp_path / "parameters")

    monkeypatch.setattr("doorstroom.kernel.system.read_parameters", elsewhere)
    monkeypatch.setattr("doorstroom.stelsels.inburgering._system", None)
    with pytest.raises(ParameterError):
        elsewhere(tmp_path)
    doorstroom("law").refuses(2, "pip.yaml: ", says)


def test_report_lists_and_makes_a_publication(doorstroom: Doorstroom, caseload: Path) -> None:
    assert "uitvoeringsbrief" in doorstroom("report").out
    doorstroom("load", caseload)
    ask = ["report", "uitvoeringsbrief", "--peildatum", DAY]
    answer = doorstroom(*ask, "--json")
    assert answer.status == 0 and answer.data["peildatum"] == DAY and answer.data["cases"] == 3
    assert answer.data["numbers"] and sorted(Path().glob("uitvoeringsbrief*")) == []
    written = doorstroom(*ask, "--format", "csv,json", "--output", "uit")
    assert written.status == 0 and len(list(Path("uit").iterdir())) == 2
    assert json.loads(next(Path("uit").glob("*.json")).read_text(encoding="utf-8"))["system"]
    doorstroom(*ask, "--output", "caseload.csv", "--format", "csv").refuses(2, "caseload.csv: ")


def test_a_small_demo_shows_every_step(doorstroom: Doorstroom, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    from doorstroom import demonstration

    monkeypatch.setattr(demonstration, "FORMATS", ("json",))
    monkeypatch.setattr(demonstration, "check", _few(demonstration.check))
    answer = doorstroom("demo", "--scale", "0.003", "--folder", "uit", "--no-serve")
    assert (answer.status, answer.err) == (0, "")
    assert all(f"\n{step}. " in answer.out for step in range(1, 8))
    assert "120 verzonnen zaken" in answer.out and "0 failed" in answer.out
    assert {"register.db", "vault.db", "mirror", "report", "caseload.xlsx"} <= {p.name for p in Path("uit").iterdir()}
    assert doorstroom("verify", "--register", "uit/register.db", "--mirror", "uit/mirror").status == 0
    assert doorstroom("due", "uit/caseload.xlsx", "--peildatum", DAY, "--json").data["errors"] == []
    assert load_workbook("uit/caseload.xlsx").sheetnames == ["Inburgeraars", "Uitleg"]
    Path("eigen").mkdir()
    Path("eigen/foto.jpg").touch()
    doorstroom("demo", "--folder", "eigen").refuses(2, "eigen: this folder is not an earlier demo")
    assert Path("eigen/foto.jpg").exists()


def _few(check: Any) -> Any:
    return lambda cases, of: check(list(cases)[:20], of)


@pytest.mark.parametrize("options", [["--scale", "0"], ["--scale", "2"], ["--seed", "-1"], ["--folder", "a.csv"]])
def test_a_demo_that_cannot_be_made(options: list[str], doorstroom: Doorstroom) -> None:
    Path("a.csv").touch()
    answer = doorstroom("demo", *options)
    answer.refuses(2, options[0] if options[0] != "--folder" else "a.csv")
