"""What is done by itself: telling webhooks, the state of every case for a new day, throwing away what is old.

A job runs once at a time, however many workers there are: whoever moves its row on does it. A worker that dies keeps
nothing from the others longer than the lease.
"""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from doorstroom.clock import utc_now
from doorstroom.web.api import bezorgen, uitbox, voorwaarden
from doorstroom.web.api.models import Werkgang
from doorstroom.web.zaken import bijhouden

#: After this a job whose worker is gone may be taken by another.
LEASE = dt.timedelta(minutes=30)
_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Job:
    """Something to do again and again. ``work`` says how much it did."""

    name: str
    every: dt.timedelta
    work: Callable[[], int]


def _tidy() -> int:
    return voorwaarden.forget_old() + bezorgen.forget_old()


#: In this order: what was recorded elsewhere is shown, then told, then delivered in the same round.
JOBS = (
    Job("zaken bijwerken", dt.timedelta(seconds=5), bijhouden.follow),
    Job("meldingen klaarzetten", dt.timedelta(seconds=5), uitbox.fill),
    Job("meldingen bezorgen", dt.timedelta(seconds=5), bezorgen.deliver),
    Job("zaken van vandaag", dt.timedelta(minutes=15), bijhouden.of_today),
    Job("opruimen", dt.timedelta(days=1), _tidy),
)


def run_due(jobs: tuple[Job, ...] = JOBS) -> Iterator[Werkgang]:
    """Do every job whose time has come and that nobody else is doing; what came of each."""
    for job in jobs:
        moment = utc_now()
        Werkgang.objects.get_or_create(naam=job.name, defaults={"begonnen_op": moment, "volgende_op": moment})
        mine = Werkgang.objects.filter(naam=job.name, volgende_op__lte=moment)
        if mine.update(begonnen_op=moment, klaar_op=None, volgende_op=moment + LEASE):
            yield _done(job)


def _done(job: Job) -> Werkgang:
    try:
        outcome, succeeded = str(job.work()), True
    except Exception as error:  # one job that breaks must not keep the others from being done
        _log.exception("a job of the worker broke: %s", job.name)
        outcome, succeeded = type(error).__name__, False
    moment = utc_now()
    Werkgang.objects.filter(naam=job.name).update(
        klaar_op=moment, volgende_op=moment + job.every, uitkomst=outcome, gelukt=succeeded
    )
    return Werkgang.objects.get(naam=job.name)
