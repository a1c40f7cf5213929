"""`doorstroom report`: from a register or a mirror to files, and every refusal in one line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from doorstroom.cli import run
from doorstroom.commands import report as command
from doorstroom.report import catalogue
from doorstroom.stelsels.inburgering.indicators import UITVOERINGSBRIEF
from tests.report.conftest import people
from tests.report.toy import toy

MADE = ["--made-at", "2023-07-12T09:30", "--commit", "abc"]


@pytest.fixture(autouse=True)
def toy_register(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The publication over the small system, read from memory."""
    monkeypatch.chdir(tmp_path)
    known = catalogue.publication

    def publication(name: str) -> object:
        return (toy(), UITVOERINGSBRIEF) if name == "uitvoeringsbrief" else known(name)

    monkeypatch.setattr(catalogue, "publication", publication)
    monkeypatch.setattr(command, "_history", lambda system, address, mirror: people().history())


def test_files_are_written_and_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    done = run(["report", "uitvoeringsbrief", "--peildatum", "2023-05-01", "--output", "uit", "--format", "html,csv-nl",
                "--known-at", "2023-05-01", "--compare", "2023-06-01", *MADE])  # fmt: skip
    out = capsys.readouterr().out
    assert done == 0
    assert sorted(path.name for path in (tmp_path / "uit").iterdir()) == [
        "uitvoeringsbrief_2023-05-01.html", "uitvoeringsbrief_2023-05-01_nl.csv",
    ]  # fmt: skip
    assert "Peildatum: 1 mei 2023. Bekend op: 1 mei 2023 (de hele dag)." in out
    assert "uit/uitvoeringsbrief_2023-05-01.html" in out


def test_json_goes_to_the_screen_and_nothing_to_disk(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["report", "uitvoeringsbrief", "--peildatum", "2023-05-01", "--json", *MADE]) == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["made_at"], found["commit"]) == ("2023-07-12T09:30:00+00:00", "abc")
    assert list(tmp_path.iterdir()) == []


def test_without_a_publication_they_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["report"]) == 0
    assert "uitvoeringsbrief: Uitvoeringsbrief inburgering: de cijfers" in capsys.readouterr().out


def test_unrounded_needs_a_reason_and_a_log(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ask = ["report", "uitvoeringsbrief", "--peildatum", "2023-05-01", "--json", "--unrounded", *MADE]
    assert run(ask) == 2
    assert "--unrounded needs --reason TEXT and --log FILE" in capsys.readouterr().err
    assert run([*ask, "--reason", "controle van de telling", "--who", "een tester", "--log", "log.jsonl"]) == 0
    assert json.loads((tmp_path / "log.jsonl").read_text())["reason"] == "controle van de telling"
    assert json.loads(capsys.readouterr().out)["numbers"][0]["value"] == 5


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["uitvoeringsbrie"], "unknown publication 'uitvoeringsbrie'; did you mean 'uitvoeringsbrief'?"),
        (["jaarverslag"], "unknown publication 'jaarverslag'; there are: uitvoeringsbrief"),
        (["uitvoeringsbrief", "--language", "de"], "unknown language 'de' (one of nl, en)"),
        (["uitvoeringsbrief", "--format", "docx"], "unknown format 'docx'"),
        (["uitvoeringsbrief", "--format", ","], "name at least one format"),
        (["uitvoeringsbrief", "--known-at", "gisteren"], "--known-at: 'gisteren' is neither a day (2023-05-01) nor"),
        (["uitvoeringsbrief", "--compare", "2023-02-30"], "--compare: '2023-02-30' is neither a day"),
        (["uitvoeringsbrief", "--peildatum", "2023-05-01", "--known-at", "2020-01-01"],
         "the register knew nothing yet at 2020-01-01 23:59 UTC: its first event was recorded at 2022-03-01 00:00 UTC"),
        (["uitvoeringsbrief", "--peildatum", "2021-05-01"], "no figures on peildatum 2021-05-01"),
        (["uitvoeringsbrief", "--peildatum", "2022-02-01"], "lies before the first event in the register (2022-03-01)"),
    ],
)  # fmt: skip
def test_what_cannot_be_done_is_said_in_one_line(
    arguments: list[str], message: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["report", *arguments, "--output", "uit"]) == 2
    error = capsys.readouterr().err
    assert error.startswith("doorstroom: ") and error.count("\n") == 1
    assert message in error
    assert not (tmp_path / "uit").exists()


def test_a_register_that_is_not_there(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.undo()
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.setattr(catalogue, "publication", lambda name: (toy(), UITVOERINGSBRIEF))
    assert run(["report", "uitvoeringsbrief", "--peildatum", "2023-05-01"]) == 3
    assert "no register here" in capsys.readouterr().err
    assert run(["report", "uitvoeringsbrief", "--peildatum", "2023-05-01", "--mirror", "nergens"]) == 2
    assert "there is no mirror in 'nergens" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []
