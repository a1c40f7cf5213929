"""Every command as people and programs use it: in an empty folder, without an environment that changes its answers."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from doorstroom.cli import run

SOURCE = Path(__file__).parents[2] / "src"
SILENT = ("DATABASE_URL", "MIRROR_FOLDER", "FORCE_COLOR", "DOORSTROOM_TRACEBACK", "COLUMNS")

#: A caseload with somebody late, somebody in time, somebody of whom the birth is unknown, and somebody without a date.
CASELOAD = """\
zaaknummer;naam;klantmanager;gemeente;geboortedatum;verblijfsrecht_sinds;verblijfsgrond;kennisgeving;brp_inschrijving;\
pip_dagtekening;leerroute;niveau
A-1;DEMO Laat;K. Een;0363;1990-01-01;2022-11-01;asiel bepaalde tijd;2023-02-01;2023-02-01;;;
A-2;DEMO Plan;K. Twee;363;1-1-1990;1-11-2022;asiel bepaalde tijd;1-2-2023;1-2-2023;3-4-2023;B1-route;B1
A-3;DEMO Onbekend;K. Een;0363;;2022-11-01;asiel bepaalde tijd;2023-02-01;2023-02-01;;;
A-4;DEMO Leeg;K. Twee;;;;;;;;;
"""
DAY = "2023-05-01"


@dataclass(frozen=True)
class Answer:
    """What a run of the program left behind."""

    status: int
    out: str
    err: str

    @property
    def data(self) -> Any:
        """The output as JSON."""
        return json.loads(self.out)

    def refuses(self, status: int, *says: str) -> None:
        """One clear line on standard error that holds these words, nothing on the output, and this exit status."""
        assert self.status == status, (self.status, self.err)
        assert self.err.startswith("doorstroom: ") and self.err.count("\n") == 1, self.err
        assert "Traceback" not in self.err and "defect" not in self.err
        assert self.out == ""
        for words in says:
            assert words in self.err


Doorstroom = Callable[..., Answer]


@pytest.fixture(autouse=True)
def _empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in SILENT:
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def doorstroom(capsys: pytest.CaptureFixture[str]) -> Doorstroom:
    """Run the program in this process."""

    def ask(*arguments: object) -> Answer:
        capsys.readouterr()
        status = run([str(argument) for argument in arguments])
        out, err = capsys.readouterr()
        return Answer(status, out, err)

    return ask


@pytest.fixture
def caseload(tmp_path: Path) -> Path:
    """A small caseload, in the folder that the program runs in."""
    path = tmp_path / "caseload.csv"
    path.write_text(CASELOAD, encoding="utf-8")
    return Path(path.name)


def process(command: Sequence[str], *, measured: bool = True, **options: Any) -> subprocess.CompletedProcess[str]:
    """Run Python in a process of its own, with the sources of this checkout.

    ``measured`` false keeps coverage out of it: where no file may grow, its data cannot be written and it says so.
    """
    silent = SILENT if measured else (*SILENT, *(name for name in os.environ if name.startswith("COVERAGE_")))
    kept = {name: value for name, value in os.environ.items() if name not in silent}
    # No bytecode: Python 3.11 keeps a half written .pyc when there is no room for a whole one.
    wanted = {"PYTHONPATH": str(SOURCE), "PYTHONDONTWRITEBYTECODE": "1", **options.pop("environment", {})}
    environment = {**kept, **wanted}
    return subprocess.run(
        [sys.executable, *command], env=environment, capture_output=True, text=True, check=False, **options
    )
