"""A cancelled load, a full disk, an output that nobody reads or that lacks letters: one line, nothing half written."""

from __future__ import annotations

import json
import resource
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from doorstroom.clock import utc_now
from doorstroom.register.log import Register
from tests.commands.conftest import DAY, SOURCE, Doorstroom, process

#: The program, interrupted from the keyboard in the middle of writing: after so many rows of a file, or events.
CANCELLED = """
import os, signal, sys
from doorstroom.register.{module} import {owner}
real, calls = {owner}.{method}, [0]
def interrupted(*arguments, **options):
    outcome = real(*arguments, **options)
    calls[0] += 1
    if calls[0] == {after}:
        os.kill(os.getpid(), signal.SIGINT)
    return outcome
{owner}.{method} = interrupted
from doorstroom.cli import main
main()
"""
HEAD = "case_id,person_id,type,instance,valid_on,organisation,actor\n"


def big(rows: int) -> Path:
    path = Path("events.csv")
    lines = (f"c{n},p{n},kennisgeving_verzonden,1,2023-02-01,DUO,een tester\n" for n in range(rows))
    path.write_text(HEAD + "".join(lines))
    return path


def count(path: str = "register/doorstroom.db") -> int:
    with Register.open(path, clock=utc_now) as register:
        return register.count()


def test_a_load_of_events_that_is_cancelled_writes_nothing() -> None:
    code = CANCELLED.format(module="load_rows", owner="RowReader", method="event", after=6_000)
    ended = process(["-c", code, "load", str(big(7_000))])
    assert (ended.returncode, ended.stdout, ended.stderr) == (130, "", "doorstroom: cancelled\n")
    assert count() == 0
    again = process(["-m", "doorstroom", "load", "events.csv", "--json"])
    assert json.loads(again.stdout)["written"] == count() == 7_000


def test_a_load_of_a_caseload_that_is_cancelled_writes_nothing(caseload: Path) -> None:
    code = CANCELLED.format(module="writer", owner="Writer", method="add", after=1)
    ended = process(["-c", code, "load", str(caseload)])
    assert (ended.returncode, ended.stdout, ended.stderr) == (130, "", "doorstroom: cancelled\n")
    assert count() == 0


def no_more_than(size: int) -> Callable[[], None]:
    return lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


def test_a_full_disk_in_the_middle_of_a_load(caseload: Path) -> None:
    assert process(["-m", "doorstroom", "load", str(caseload)]).returncode == 0
    before = count()
    ended = process(["-m", "doorstroom", "load", str(big(6_000))], measured=False, preexec_fn=no_more_than(600_000))
    assert (ended.returncode, ended.stdout) == (2, "")
    assert ended.stderr.startswith("doorstroom: no room left for 'register/doorstroom.db'")
    assert ended.stderr.endswith("nothing of this was written\n") and ended.stderr.count("\n") == 1
    assert count() == before


@pytest.mark.parametrize(
    "command",
    [
        ["template", "nieuw.xlsx"],
        ["template", "nieuw.csv"],
        ["due", "caseload.csv", "--peildatum", DAY, "--output", "nieuw.xlsx", "--json"],
        ["due", "caseload.csv", "--peildatum", DAY, "--output", "nieuw.csv", "--json"],
    ],
)
def test_a_full_disk_leaves_no_half_file(command: list[str], caseload: Path) -> None:
    ended = process(["-m", "doorstroom", *command], measured=False, preexec_fn=no_more_than(200))
    assert (ended.returncode, ended.stdout) == (2, "")
    name = next(word for word in command if word.startswith("nieuw."))
    assert ended.stderr == f"doorstroom: {name}: File too large; er is niets geschreven\n"
    assert [path.name for path in Path().iterdir()] == ["caseload.csv"]


def test_a_file_that_may_not_be_made_is_named_as_it_was_asked_for(
    doorstroom: Doorstroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(path: Path, *_: object) -> int:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "write_bytes", refused)  # who runs the tests may be allowed everything
    doorstroom("template", "nieuw.xlsx").refuses(2, "doorstroom: nieuw.xlsx: Permission denied; er is niets")


@pytest.mark.parametrize("command", [["law"], ["law", "--json"], ["due", "caseload.csv", "--peildatum", DAY]])
def test_an_output_that_nobody_reads_to_the_end(command: list[str], caseload: Path) -> None:
    path = {"PYTHONPATH": str(SOURCE), "PYTHONUNBUFFERED": "1"}
    running = subprocess.Popen(
        [sys.executable, "-m", "doorstroom", *command], stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=path
    )
    assert running.stdout is not None and running.stderr is not None
    running.stdout.read(1)
    running.stdout.close()
    errors = running.stderr.read()
    running.stderr.close()
    assert (running.wait(), b"Traceback" in errors, b"Exception" in errors) == (0, False, False)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
def test_an_output_on_a_full_disk() -> None:
    with open("/dev/full", "w") as full:
        ended = subprocess.run(
            [sys.executable, "-m", "doorstroom", "law", "pip"],
            stdout=full, stderr=subprocess.PIPE, env={"PYTHONPATH": str(SOURCE)}, text=True, check=False,
        )  # fmt: skip
    assert (ended.returncode, ended.stderr) == (2, "doorstroom: the output: No space left on device\n")


def test_a_terminal_that_lacks_letters(caseload: Path) -> None:
    caseload.write_text(caseload.read_text(encoding="utf-8").replace("Laat", "Łááť"), encoding="utf-8")
    poor = {"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    ask = ["-m", "doorstroom", "due", str(caseload), "--peildatum", DAY]
    shown = process(ask, environment=poor)
    assert (shown.returncode, "DEMO ????" in shown.stdout) == (0, True)
    data = json.loads(process([*ask, "--json"], environment=poor).stdout)
    assert data["items"][0]["naam"] == "DEMO Łááť"
    explained = process([*ask, "--case", "A-1"], environment=poor)
    assert explained.returncode == 0 and "pip_uiterlijk" in explained.stdout
