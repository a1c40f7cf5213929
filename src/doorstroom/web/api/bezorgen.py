"""Delivering what waits in the outbox: signed, with patience, and given up in sight of everybody.

All of it by the real time, also where a demonstration plays on another day: receivers compare it with their clock.
"""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
import hmac
import logging

import urllib3
from django.db.models import F
from urllib3.util import Retry, Timeout

from doorstroom.clock import utc_now
from doorstroom.exchange.export.cloudevents import CONTENT_TYPE, as_json
from doorstroom.web.api import abonnementen, uitbox, veilig
from doorstroom.web.api.models import Abonnement, Aflevering

#: How long to wait after each attempt; after the last one it is given up.
WAITS = tuple(
    dt.timedelta(seconds=seconds) for seconds in (10, 60, 300, 1800, 2 * 3600, 6 * 3600, 12 * 3600, 24 * 3600)
)
#: Who tries has it for so long; if the process dies, another one tries after that.
_LEASE = dt.timedelta(minutes=2)
_TIMEOUT = Timeout(connect=5, read=10)
_ONCE = Retry(0, redirect=False)
_GONE = 410
_log = logging.getLogger(__name__)


def deliver(most: int = 200) -> int:
    """Try what is due, the oldest first; how many were accepted."""
    due = Aflevering.objects.filter(stand=Aflevering.WACHT, volgende_op__lte=utc_now(), abonnement__actief=True)
    taken = due.select_related("abonnement__organisatie").order_by("volgende_op", "volgnummer")[:most]
    return sum(_one(row) for row in taken)


def retry(row: Aflevering) -> bool:
    """Try what was given up once more, from the start; false when it waits or arrived already."""
    dead = Aflevering.objects.filter(pk=row.pk, stand=Aflevering.DOOD)
    return bool(dead.update(stand=Aflevering.WACHT, pogingen=0, volgende_op=utc_now()))


def forget_old(days: int = 30) -> int:
    """Throw away what was accepted long ago, and what was given up longer ago than that; how many."""
    before = utc_now() - dt.timedelta(days=days)
    arrived = Aflevering.objects.filter(stand=Aflevering.BEZORGD, bezorgd_op__lt=before)
    given_up = Aflevering.objects.filter(stand=Aflevering.DOOD, gemaakt_op__lt=before - dt.timedelta(days=60))
    return int(arrived.delete()[0]) + int(given_up.delete()[0])


def headers_of(row: Aflevering, body: bytes, moment: dt.datetime) -> dict[str, str]:
    """The headers of a notification. The signature covers id, moment and body, so that an old one cannot be replayed.

    As in Standard Webhooks: ``v1,`` and the HMAC-SHA-256 of ``<id>.<seconds>.<body>`` in base 64.
    """
    name, seconds = str(row.event_id), str(int(moment.timestamp()))
    signed = f"{name}.{seconds}.".encode() + body
    digest = hmac.new(abonnementen.secret_of(row.abonnement), signed, hashlib.sha256).digest()
    return {
        "Content-Type": CONTENT_TYPE,
        "User-Agent": "Doorstroom",
        "Webhook-Id": name,
        "Webhook-Timestamp": seconds,
        "Webhook-Signature": f"v1,{base64.b64encode(digest).decode()}",
    }


def _one(row: Aflevering) -> bool:
    moment = utc_now()
    mine = Aflevering.objects.filter(pk=row.pk, stand=Aflevering.WACHT, volgende_op=row.volgende_op)
    if not mine.update(volgende_op=moment + _LEASE, pogingen=F("pogingen") + 1):
        return False  # another worker has it
    row.pogingen += 1
    system, _slash, case_id = str(row.bericht["subject"]).partition("/")
    if case_id not in uitbox.visible_to(row.abonnement.organisatie.code, system, [case_id]):
        _end(row, Aflevering.DOOD, "niet meer van u om te zien")
        return False
    outcome, accepted, gone = _send(row, moment)
    if accepted:
        _end(row, Aflevering.BEZORGD, outcome)
        return True
    if gone:
        Abonnement.objects.filter(pk=row.abonnement_id).update(actief=False)
    if gone or row.pogingen > len(WAITS):
        _log.warning("a notification was given up: subscription %s, %s", row.abonnement_id, outcome)
        _end(row, Aflevering.DOOD, outcome)
        return False
    later = utc_now() + WAITS[row.pogingen - 1]
    Aflevering.objects.filter(pk=row.pk).update(volgende_op=later, uitkomst=outcome)
    return False


def _end(row: Aflevering, state: str, outcome: str) -> None:
    arrived = utc_now() if state == Aflevering.BEZORGD else None
    Aflevering.objects.filter(pk=row.pk).update(stand=state, bezorgd_op=arrived, uitkomst=outcome)


def _send(row: Aflevering, moment: dt.datetime) -> tuple[str, bool, bool]:
    """What came of one attempt: in a word, whether it was accepted, whether the receiver is gone for good."""
    body = as_json(row.bericht).encode()
    try:
        where = veilig.target(row.abonnement.url)
    except veilig.Unsafe as error:
        return str(error), False, False
    host = f"[{where.host}]" if ":" in where.host else where.host
    usual = 443 if where.scheme == "https" else 80
    headers = {**headers_of(row, body, moment), "Host": host if where.port == usual else f"{host}:{where.port}"}
    pool: urllib3.HTTPConnectionPool
    if where.scheme == "https":
        pool = urllib3.HTTPSConnectionPool(
            where.address, where.port, server_hostname=where.host, assert_hostname=where.host,
            cert_reqs="CERT_REQUIRED", timeout=_TIMEOUT, retries=_ONCE, maxsize=1,
        )  # fmt: skip
    else:
        pool = urllib3.HTTPConnectionPool(where.address, where.port, timeout=_TIMEOUT, retries=_ONCE, maxsize=1)
    with pool:
        try:
            answer = pool.request("POST", where.path, body=body, headers=headers, redirect=False, preload_content=False)
            status = answer.status
            answer.close()  # whatever else it says is not read
        except urllib3.exceptions.HTTPError as error:
            return type(error).__name__, False, False
    return f"HTTP {status}", 200 <= status < 300, status == _GONE
