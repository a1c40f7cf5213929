"""Checking the register on demand: what ``doorstroom verify`` does, in a thread beside the page that asked for it.

One check runs at a time. Whoever asked may leave the page; how far it is stands in the database.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Callable
from functools import partial
from threading import Thread

from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.utils.translation import gettext as _

from doorstroom.register.verify import Finding, Seal, seal, verify
from doorstroom.web.beheer.models import SILENT, Controle
from doorstroom.web.clock import now
from doorstroom.web.toegang.models import Gebruiker, Organisatie
from doorstroom.web.zaken.register import register

#: How many findings are kept; their number is always told.
KEPT = 200
_SEAL = re.compile(r"(\d{1,18}):([0-9a-f]{64})")
_log = logging.getLogger(__name__)


class Busy(Exception):
    """Another check runs."""


def read_seal(text: str) -> Seal | None:
    """The seal that a text is; None for an empty text. Raises ValidationError."""
    if not text.strip():
        return None
    found = _SEAL.fullmatch(text.strip())
    if found is None:
        raise ValidationError(_("Dit is geen zegel. Een zegel is een nummer, een dubbele punt en 64 tekens."))
    return Seal(int(found[1]), found[2])


def ask(user: Gebruiker, sealed: Seal | None) -> Controle:
    """Begin a check. Raises Busy when one runs."""
    moment = now()
    with transaction.atomic():
        Organisatie.objects.select_for_update().get(pk=user.organisatie_id)  # two who ask at once wait here
        if Controle.objects.filter(klaar_op=None, fout="", bijgewerkt_op__gt=moment - SILENT).exists():
            raise Busy
        made = Controle.objects.create(
            gevraagd_door=user, begonnen_op=moment, bijgewerkt_op=moment,
            vergeleken=f"{sealed.sequence}:{sealed.digest}" if sealed else "",
        )  # fmt: skip
    transaction.on_commit(partial(beside, partial(perform, made.pk, sealed)))
    return made


def beside(work: Callable[[], None]) -> None:
    """Do something in a thread of its own."""
    Thread(target=_and_close, args=(work,), name="controle", daemon=True).start()


def _and_close(work: Callable[[], None]) -> None:
    try:
        work()
    finally:
        connection.close()


def perform(pk: int, sealed: Seal | None) -> None:
    """Do a check that was asked for, and keep what came of it."""
    row = Controle.objects.filter(pk=pk)
    try:
        found = verify(register(), sealed, lambda done: _told(pk, done))
        made = seal(register())
    except Exception as error:  # whatever it was: the page must not say that it still runs
        _log.exception("a check of the register broke")
        row.update(fout=f"{type(error).__name__}: {error}"[:400], klaar_op=now())
        return
    row.update(
        klaar_op=now(), gebeurtenissen=found.events, zaken=found.cases, aantal_bevindingen=len(found.findings),
        bevindingen=[_sentence(one) for one in found.findings[:KEPT]], zegel=f"{made.sequence}:{made.digest}",
    )  # fmt: skip


def _told(pk: int, done: int) -> None:
    Controle.objects.filter(pk=pk).update(gebeurtenissen=done, bijgewerkt_op=now())


def _sentence(found: Finding) -> str:
    """The line that ``doorstroom verify`` prints."""
    return f"{found.kind}: case '{found.case_id}', event {found.sequence}: {found.message}"
