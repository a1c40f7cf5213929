"""`doorstroom worker`: what the work place does by itself."""

from __future__ import annotations

import pytest

from tests.commands.conftest import process

_RUN = """
import os, sys
from pathlib import Path
from doorstroom.cli import run
os.environ |= {"DOORSTROOM_SECRET_KEY": "for tests only, never in use " * 2, "DOORSTROOM_HOSTS": "localhost"}
first = run(["worker", "--once", "--folder", "place"])
from django.core.management import call_command
call_command("migrate", verbosity=0, interactive=False)
sys.exit(10 * first + run(["worker", "--once", "--folder", "place"]))
"""


@pytest.mark.slow
def test_it_waits_for_a_database_of_this_version_and_then_does_what_is_due() -> None:
    ended = process(["-c", _RUN])
    assert ended.returncode == 20, ended.stderr  # the first time refused, the second time done
    assert "start `doorstroom serve` first" in ended.stderr
    assert ended.stdout == ""  # nothing was there to be done
