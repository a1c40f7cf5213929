"""`doorstroom worker` and `doorstroom key`: beside the work place, in its databases."""

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


_KEY = """
import os, sys
from doorstroom.cli import run
os.environ |= {"DOORSTROOM_SECRET_KEY": "for tests only, never in use " * 2, "DOORSTROOM_HOSTS": "localhost"}
from pathlib import Path
from doorstroom.commands.serve import set_up
set_up(Path("place"), demo=False)
from django.core.management import call_command
call_command("migrate", verbosity=0, interactive=False)
from doorstroom.web.toegang.models import Gebruiker, Organisatie
town = Organisatie.objects.create(code="0344", soort="gemeente", naam="Gemeente Een")
Gebruiker.objects.create(username="beheerder", organisatie=town, rollen=["gemeente.beheerder"])
def key(*more):
    return run(["key", "Zaaksysteem", "--folder", "place", *more])
by = ("--by", "beheerder")
assert key("--role", "gemeente.klantmanager", *by) == 0
assert key("--role", "duo.medewerker", *by) == 2
assert key("--role", "gemeente.klantmanager", "--by", "niemand") == 2
from doorstroom.web.api.models import Sleutel
assert Sleutel.objects.get().rollen == ["gemeente.klantmanager"]
"""


@pytest.mark.slow
def test_a_key_is_issued_by_an_administrator_and_printed_once() -> None:
    ended = process(["-c", _KEY])
    assert ended.returncode == 0, ended.stderr
    assert ended.stdout.startswith("drs_") and ended.stdout.count("\n") == 1
    told = ended.stderr.splitlines()
    assert told == [
        "doorstroom: Give one or more roles of this organisation.", "doorstroom: there is no account 'niemand'",
    ]  # fmt: skip
