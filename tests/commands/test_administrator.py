"""`doorstroom administrator` and `doorstroom retention`: beside the work place, in its databases on disk."""

from __future__ import annotations

import re

import pytest

from tests.commands.conftest import process

_RUN = """
import os, sys
from pathlib import Path
from doorstroom.cli import run
os.environ |= {"DOORSTROOM_SECRET_KEY": "for tests only, never in use " * 2, "DOORSTROOM_HOSTS": "localhost"}
def administrator(username):
    return run(["administrator", username, "--name", "DEMO Beheerder", "--folder", "place"])
assert administrator("eerste") == run(["retention", "--folder", "place"]) == 2  # no tables yet
from django.core.management import call_command
call_command("migrate", verbosity=0, interactive=False)
assert administrator("Eerste") == 0
assert administrator("eerste") == administrator("x") == administrator("api.x") == 2
assert run(["retention", "--folder", "place", "--json"]) == 0
from doorstroom.web.toegang.models import Gebruiker
from doorstroom.web.zaken.register import vault
made = Gebruiker.objects.get()
assert (made.username, made.rollen, made.soort) == ("eerste", ["platform.beheerder"], "platform")
assert not made.has_usable_password()
(line,) = vault().processings(f"account:{made.pk}")
assert (line.actor, line.operation) == ("doorstroom administrator",
                                        "account gemaakt: eerste, rollen platform.beheerder")
"""


#: Goes on where the other ended: somebody is erased, and gone from the files.
_ERASE = """
from doorstroom.web.beheer import wissen
from doorstroom.web.clock import now, today
from doorstroom.web.zaken.models import Bericht, Zaak
from doorstroom.web.zaken.register import access
from doorstroom.register.vault import Person
user = made
vault().put([Person("p-1", "DEMO Vergeten Persoon")], access(user, "beheer"))
zaak = Zaak.objects.create(system="inburgering", case_id="Z-1", person_id="p-1", peildatum=today(), initialen="V.P.")
Bericht.objects.create(zaak=zaak, van=user, aan="0344", tekst="DEMO Vergeten Persoon " * 50, verzonden_op=now())
def there():
    return [str(path) for path in Path("place").glob("*.db*") if b"Vergeten" in path.read_bytes()]
assert len({name.split(".db")[0] for name in there()}) == 2, there()  # the vault, and the database of the screens
wissen._erase(user, "p-1")
wissen._out_of_the_file()
assert there() == [], there()
"""


@pytest.mark.slow
def test_the_first_account_is_made_on_the_machine_and_who_is_erased_is_gone_from_the_files() -> None:
    ended = process(["-c", _RUN + _ERASE])
    assert ended.returncode == 0, ended.stderr
    address, shown = ended.stdout.split("\n", 1)
    assert re.fullmatch(r"/beheer/uitnodiging/\w+/[\w-]+/", address)
    assert '"people": []' in shown and '"bewaren.standaard"' in shown
    assert ended.stderr.count("start `doorstroom serve` first") == 2
    assert "This user name is in use already." in ended.stderr
    assert ended.stderr.count("This user name is not possible.") == 2
