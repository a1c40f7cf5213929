"""The help reads like a manual and answers without loading what it does not need."""

from __future__ import annotations

import json

import pytest

from doorstroom import __version__
from tests.commands.conftest import Doorstroom, process

COMMANDS = ("demo", "template", "load", "due", "explain", "law", "check", "report", "verify", "test")

SEEN = """
import json, sys
from doorstroom.cli import run
status = run(["--help"])
heavy = {"polars", "pydantic", "yaml", "numpy", "holidays", "sqlalchemy", "openpyxl", "altair"} & set(sys.modules)
print(json.dumps([status, sorted(heavy)]), file=sys.stderr)
"""


def test_the_help_loads_nothing_heavy() -> None:
    ended = process(["-c", SEEN])
    assert json.loads(ended.stderr.splitlines()[-1]) == [0, []]
    assert all(name in ended.stdout for name in COMMANDS)


def test_nothing_asked_is_the_help(doorstroom: Doorstroom) -> None:
    assert "Exit status" in doorstroom().out


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_a_manual(command: str, doorstroom: Doorstroom) -> None:
    answer = doorstroom(command, "--help")
    assert (answer.status, answer.err) == (0, "")
    assert f"doorstroom {command}" in answer.out and "--help" in answer.out


def test_the_version(doorstroom: Doorstroom) -> None:
    assert doorstroom("--version").out == f"doorstroom {__version__}\n"


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["nonsense"], "No such command 'nonsense'"),
        (["due", "--nonsense"], "No such option: --nonsense"),
        (["due", "x.csv", "--within", "veel"], "--within"),
        (["due", "x.csv", "--peildatum", "2023-02-30"], "'2023-02-30' is not a day that exists; write 2023-05-01 or"),
        (["report", "x", "--peildatum", "gisteren"], "'gisteren' is not a day that exists"),
        (["explain"], "Missing argument 'case'"),
    ],
)
def test_wrong_use_names_what_is_wrong_and_where_the_manual_is(
    arguments: list[str], says: str, doorstroom: Doorstroom
) -> None:
    doorstroom(*arguments).refuses(2, says, "the manual: doorstroom")


def test_the_program_runs_as_a_module() -> None:
    ended = process(["-m", "doorstroom", "--version"])
    assert (ended.returncode, ended.stdout) == (0, f"doorstroom {__version__}\n")


def test_a_defect_is_told_in_one_line_too(doorstroom: Doorstroom, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise TypeError("broken\nindeed")

    monkeypatch.setattr("doorstroom.kernel.system.System.assemble", broken)
    monkeypatch.setattr("doorstroom.stelsels.inburgering._system", None)
    answer = doorstroom("law")
    assert (answer.status, answer.out) == (70, "")
    assert answer.err.startswith("doorstroom: a defect in this program: TypeError: broken indeed")
    monkeypatch.setenv("DOORSTROOM_TRACEBACK", "1")
    with pytest.raises(TypeError):
        doorstroom("law")


@pytest.mark.parametrize("text", ["2022-06-01", "01-06-2022", "1-6-2022"])
def test_a_day_is_asked_for_as_programs_or_as_the_dutch_write_it(text: str, doorstroom: Doorstroom) -> None:
    assert doorstroom("law", "pip.termijn", "--on", text, "--json").data["on"] == "2022-06-01"


def test_the_commands_stand_under_the_jobs_of_the_program(doorstroom: Doorstroom) -> None:
    out = doorstroom("--help").out
    order = [out.index(f"─ {panel}") for panel in ("Start here", "Handle", "Decide", "Report", "This software")]
    assert order == sorted(order) and "─ Commands" not in out
