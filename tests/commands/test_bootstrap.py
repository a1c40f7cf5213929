"""The script ./doorstroom, on a checkout that is installed already: what it asks of Debian, and when."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

SCRIPT = Path(__file__).resolve().parents[2] / "doorstroom"
#: Commands of the machine, replaced: nobody is root here unless a test says so, and nothing is installed for real.
STUBS = {
    "id": 'echo "${TEST_USER-1000}"',
    "dpkg-query": 'case " ${TEST_THERE-} " in *" $4 "*) echo "install ok installed";; *) exit 1;; esac',
    "apt-get": 'echo "$*" >>"$TEST_LOG"; exit "${TEST_APT-0}"',
}
PDF = "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-noto-core fonts-dejavu-core"


def executable(path: Path, text: str) -> None:
    path.write_text(f"#!/bin/sh\n{text}\n", "utf-8")
    path.chmod(0o755)


@pytest.fixture
def run(tmp_path: Path) -> Callable[..., tuple[int, str, list[str]]]:
    """Runs the script with a command: its status, what it said, and what was asked of apt-get."""
    root, stubs, log = tmp_path / "checkout", tmp_path / "bin", tmp_path / "apt.log"
    for folder in (root / "requirements", root / ".venv" / "bin", stubs):
        folder.mkdir(parents=True)
    shutil.copy(SCRIPT, root)
    for name, text in STUBS.items():
        executable(stubs / name, text)
    executable(root / ".venv/bin/python", f'[ "$1" = -c ] && exec "{sys.executable}" "$@"; echo "runs $*"; exit 7')
    for lock in ("run", "dev"):
        (root / f"requirements/{lock}.txt").write_text(f"{lock}==1\n", "utf-8")
        with (root / f"requirements/{lock}.txt").open() as text:
            checksum = subprocess.run(["cksum"], stdin=text, capture_output=True, text=True, check=True).stdout.strip()
        (root / f".venv/.installed-{lock}").write_text(f"{checksum} {root}", "utf-8")

    def script(command: str, **environment: str) -> tuple[int, str, list[str]]:
        more = {"PATH": f"{stubs}:{os.environ['PATH']}", "TEST_LOG": str(log), **environment}
        done = subprocess.run(
            [str(root / "doorstroom"), command], env={**os.environ, "DOORSTROOM_NO_APT": "", **more},
            capture_output=True, text=True, timeout=60, check=False,
        )  # fmt: skip
        assert done.stdout == f"runs -m doorstroom {command}\n"
        asked = log.read_text("utf-8").splitlines() if log.exists() else []
        log.unlink(missing_ok=True)
        return done.returncode, done.stderr, asked

    return script


def test_only_the_tests_ask_for_a_browser_and_only_once(run: Callable[..., tuple[int, str, list[str]]]) -> None:
    status, said, asked = run("due", TEST_USER="0", TEST_THERE=PDF)
    assert (status, said, asked) == (7, "", [])
    status, said, asked = run("test", TEST_USER="0", TEST_THERE=PDF)
    assert status == 7 and said == "doorstroom: installing from Debian, for browser-tests: chromium\n"
    assert asked == ["install -y --no-install-recommends chromium -o DPkg::Lock::Timeout=120"]
    assert run("test", TEST_USER="0", TEST_THERE=PDF) == (7, "", [])


def test_who_is_not_root_is_told_the_command(run: Callable[..., tuple[int, str, list[str]]]) -> None:
    status, said, asked = run("test", TEST_THERE="libpango-1.0-0 libpangoft2-1.0-0 fonts-noto-core")
    told = "sudo apt-get install -y --no-install-recommends"
    assert (status, asked) == (7, [])
    assert f"{told} libharfbuzz-subset0 fonts-dejavu-core\n" in said and f"{told} chromium\n" in said


def test_root_may_forbid_it(run: Callable[..., tuple[int, str, list[str]]]) -> None:
    status, said, asked = run("test", TEST_USER="0", TEST_THERE=PDF, DOORSTROOM_NO_APT="1")
    assert (status, asked) == (7, []) and "--no-install-recommends chromium" in said


def test_the_command_runs_also_when_debian_gives_nothing(run: Callable[..., tuple[int, str, list[str]]]) -> None:
    status, said, asked = run("test", TEST_USER="0", TEST_THERE=PDF, TEST_APT="100")
    assert status == 7 and "that did not work" in said and "but for browser-tests run" in said
    assert [line.split()[0] for line in asked] == ["install", "update"]
