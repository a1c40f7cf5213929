"""A kill or a full disk during a sync leaves the mirror of before, whole."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import polars as pl
import pytest
from polars.testing import assert_frame_equal
from tests.register.mirror_samples import assert_same_history, everything, fill, from_log
from tests.register.samples import SYSTEM, event, pip

from doorstroom.register import Mirror, MirrorError, Register, check_mirror

KILLED = """
import os, signal, sys
from doorstroom.clock import utc_now
from doorstroom.register import Mirror, Register, mirror_parts
from tests.register.samples import SYSTEM
real, left = mirror_parts.write_parquet, [int(sys.argv[3])]
def write(frame, path):
    left[0] -= 1
    if left[0] < 0:
        path.with_name(path.name + ".tmp").write_bytes(b"half")
        os.kill(os.getpid(), signal.SIGKILL)
    real(frame, path)
def last(_):
    os.kill(os.getpid(), signal.SIGKILL)
os.fsync = last  # all parts are there, the manifest is not
mirror_parts.write_parquet = write
with Register.open(sys.argv[1], clock=utc_now) as register:
    Mirror(register, SYSTEM, sys.argv[2]).sync()
"""


@pytest.mark.parametrize("writes", [0, 2, 4])
def test_a_kill_during_sync_leaves_the_mirror_of_before(
    url: str, register: Register, mirror: Mirror, writes: int
) -> None:
    first = pip("c1")
    register.append(SYSTEM, [first, event("c1")])
    mirror.sync()
    before = everything(mirror.history())
    register.append(SYSTEM, [pip("c1", leerroute="Z", replaces=first), event("c2"), pip("c3")])
    arguments = [sys.executable, "-c", KILLED, url, str(mirror.folder.parent), str(writes)]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(["src", "."])}
    root = Path(__file__).parents[2]
    assert subprocess.run(arguments, env=environment, cwd=root, check=False).returncode == -signal.SIGKILL
    after = everything(mirror.history())
    assert before.keys() == after.keys()
    for name, frame in before.items():
        assert_frame_equal(frame, after[name])
    mirror.sync()
    assert check_mirror(mirror).ok
    assert not list(mirror.folder.rglob("*.tmp"))
    assert_same_history(mirror.history(), from_log(register, "c1", "c2", "c3"))


def test_a_full_disk_leaves_the_mirror_of_before(
    register: Register, mirror: Mirror, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(register)
    mirror.sync()
    before = everything(mirror.history())
    register.append(SYSTEM, [event("c7")])

    def full(self: pl.DataFrame, file: Path, **_: object) -> None:
        Path(file).write_bytes(b"half")
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(pl.DataFrame, "write_parquet", full)
    with pytest.raises(MirrorError, match=r"cannot be written .*No space left on device.* mirror of before is whole"):
        mirror.sync()
    after = everything(mirror.history())
    for name, frame in before.items():
        assert_frame_equal(frame, after[name])
    assert not list(mirror.folder.rglob("*.tmp"))
