"""A kill or a full disk in the middle of a load leaves the register as it was."""

from __future__ import annotations

import os
import resource
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from tests.register.samples import SYSTEM, event

from doorstroom.clock import utc_now
from doorstroom.register import Register, RegisterFull, load_file, verify

ROOT = Path(__file__).parents[2]
HEAD = "case_id,person_id,type,instance,valid_on,organisation,actor\n"

KILLED = """
import os, signal, sys
from doorstroom.clock import utc_now
from doorstroom.register import Register, load_file
from tests.register.samples import SYSTEM
def progress(rows):
    if rows >= 10_000:
        os.kill(os.getpid(), signal.SIGKILL)
with Register.open(sys.argv[1], clock=utc_now) as register:
    load_file(register, SYSTEM, sys.argv[2], progress=progress)
"""


def big_file(folder: Path) -> Path:
    path = folder / "events.csv"
    path.write_text(HEAD + "".join(f"c{n},p{n},gestart,1,2024-01-15,gemeente,k\n" for n in range(15_000)))
    return path


def test_a_kill_in_the_middle_leaves_nothing_and_the_load_can_be_done_again(
    url: str, register: Register, tmp_path: Path
) -> None:
    register.append(SYSTEM, [event("before")])
    path = big_file(tmp_path)
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(["src", "."])}
    arguments = [sys.executable, "-c", KILLED, url, str(path)]
    assert subprocess.run(arguments, env=environment, cwd=ROOT, check=False).returncode == -signal.SIGKILL
    assert register.count() == 1
    assert load_file(register, SYSTEM, path).written == 15_000
    assert verify(register).ok


def test_a_database_that_may_not_grow_refuses_and_keeps_what_it_had(tmp_path: Path) -> None:
    with Register.open(tmp_path / "register.db", clock=utc_now) as register:
        register.append(SYSTEM, [event("before")])
        with register.engine.connect() as connection:  # the pool hands out this connection again
            connection.exec_driver_sql("PRAGMA max_page_count = 60")
        with pytest.raises(RegisterFull, match=r"no room left for .*register.db.*nothing of this was written"):
            load_file(register, SYSTEM, big_file(tmp_path))
        assert register.count() == 1
        assert verify(register).ok


def test_a_full_disk_refuses_and_keeps_what_it_had(tmp_path: Path) -> None:
    path = big_file(tmp_path)
    with Register.open(tmp_path / "register.db", clock=utc_now) as register:
        register.append(SYSTEM, [event("before")])
        soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
        before = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (600_000, hard))
        try:
            with pytest.raises(RegisterFull, match="no room left"):
                load_file(register, SYSTEM, path)
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
            signal.signal(signal.SIGXFSZ, before)
    with Register.open(tmp_path / "register.db", clock=utc_now) as register:
        assert register.count() == 1
        assert verify(register).ok
        assert load_file(register, SYSTEM, path).written == 15_000
