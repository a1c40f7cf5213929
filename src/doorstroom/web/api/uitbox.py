"""The outbox: from the log of events to notifications that wait for each subscription. NL GOV CloudEvents.

The log itself says what there is to tell, whoever recorded it and by whatever way, so nothing is lost between
recording and telling. A notification holds no personal data: ids, the kind of event, and where the rest can be had by
who may see it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from itertools import takewhile
from typing import Any
from urllib.parse import quote

import sqlalchemy as sa
from django.conf import settings
from django.db import transaction
from django.db.models import Q

from doorstroom.clock import utc_now
from doorstroom.exchange.export.cloudevents import Source, cloud_events, sequence_of
from doorstroom.exchange.export.pseudonym import Kind, Pseudonyms
from doorstroom.kernel.system import System
from doorstroom.register.schema import event as event_table
from doorstroom.web.api import BASE
from doorstroom.web.api.models import Abonnement, Aflevering
from doorstroom.web.clock import now, today
from doorstroom.web.toegang import matrix
from doorstroom.web.zaken.models import Inzage, Zaak
from doorstroom.web.zaken.onderwerpen import topics_of_event
from doorstroom.web.zaken.register import register, systems

#: How many events are looked at in one go.
_AT_ONCE = 500
#: One case that cannot be shown must not keep everything that comes after it from being told.
_PATIENCE = dt.timedelta(hours=1)


class _Named(Pseudonyms):
    """The case itself as the subject: a subscriber of the chain is told only of cases that it may open."""

    def one(self, kind: Kind, name: str) -> str:
        """The id as it is."""
        return name


def kind_sees(kind: str, system: System, event_type: str) -> bool:
    """Whether organisations of a kind see events of a type."""
    return any(matrix.sees(kind, topic) for topic in topics_of_event(system, event_type))


def present() -> dict[str, int]:
    """The last place in the log for each system: from there on a new subscription is told."""
    return dict.fromkeys(systems(), _last())


def fill() -> int:
    """Put in the outbox what the log holds since last time, for every subscription; how many notifications."""
    until = _last()
    return sum(
        _fill(subscription, system, until)
        for subscription in Abonnement.objects.filter(actief=True).select_related("organisatie")
        for system in systems().values()
    )


def visible_to(organisation: str, system: str, case_ids: Iterable[str]) -> set[str]:
    """Which of the cases an organisation sees today."""
    still = Q(tot_en_met=None) | Q(tot_en_met__gte=today())
    found = Inzage.objects.filter(still, organisatie=organisation, zaak__system=system, zaak__case_id__in=set(case_ids))
    return set(found.values_list("zaak__case_id", flat=True))


def source() -> Source:
    """Who publishes."""
    return Source(settings.OIN, "doorstroom")


def _fill(subscription: Abonnement, system: System, until: int) -> int:
    kind, made = subscription.organisatie.soort, 0
    wanted = [one.type for one in system.events if kind_sees(kind, system, one.type)]
    if subscription.typen:
        wanted = [one for one in wanted if one in subscription.typen]
    while True:
        after = subscription.gelezen_tot.get(system.name, 0)
        if after >= until:
            return made
        found = list(
            cloud_events(
                register(), system, after, until, source=source(), pseudonyms=_Named(), kinds=wanted, limit=_AT_ONCE
            )
        ) if wanted else []  # fmt: skip
        ready = _ready(system, found)
        waits = len(ready) < len(found)
        if waits:
            reached = sequence_of(found[len(ready)]) - 1
        else:
            reached = sequence_of(found[-1]) if len(found) == _AT_ONCE else until
        made += _keep(subscription, system, ready, reached)
        if waits:
            return made


def _ready(system: System, found: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The notifications up to the first of a case of which the lists do not hold that event yet.

    Who sees a case may follow from that very event: asked too early, the municipality somebody moves to would miss it.
    """
    column = event_table.c
    query = sa.select(column.event_id, column.case_version).where(column.event_id.in_([one["id"] for one in found]))
    with register().reading() as connection:
        versions = {row.event_id: row.case_version for row in connection.execute(query)}
    cases = {one["subject"] for one in found}
    shown = dict(Zaak.objects.filter(system=system.name, case_id__in=cases).values_list("case_id", "version"))
    long_ago = now() - _PATIENCE

    def can_be_told(one: dict[str, Any]) -> bool:
        there = shown.get(one["subject"], 0) >= versions[one["id"]]
        return there or dt.datetime.fromisoformat(one["time"]) < long_ago

    return list(takewhile(can_be_told, found))


def _keep(subscription: Abonnement, system: System, found: list[dict[str, Any]], reached: int) -> int:
    """Store the notifications and how far was read, both or neither."""
    moment = utc_now()
    seen = visible_to(subscription.organisatie.code, system.name, {one["subject"] for one in found})
    rows = [
        Aflevering(
            abonnement=subscription, event_id=one["id"], volgnummer=sequence_of(one), bericht=_told(system, one),
            volgende_op=moment, gemaakt_op=moment,
        )
        for one in found
        if one["subject"] in seen
    ]  # fmt: skip
    with transaction.atomic():
        row = Abonnement.objects.select_for_update().filter(pk=subscription.pk).first()
        before = subscription.gelezen_tot.get(system.name, 0)
        if row is None or row.gelezen_tot.get(system.name, 0) != before:  # another worker was here
            subscription.gelezen_tot = row.gelezen_tot if row else {system.name: reached}
            return 0
        Aflevering.objects.bulk_create(rows, ignore_conflicts=True)
        row.gelezen_tot = {**row.gelezen_tot, system.name: reached}
        row.save(update_fields=["gelezen_tot"])
    subscription.gelezen_tot = row.gelezen_tot
    return len(rows)


def _told(system: System, event: dict[str, Any]) -> dict[str, Any]:
    case = quote(event["subject"], safe="")
    where = f"{settings.PUBLIC_URL}{BASE}/zaken/{system.name}/{case}/gebeurtenissen/{event['id']}"
    return {**event, "subject": f"{system.name}/{event['subject']}", "dataref": where}


def _last() -> int:
    with register().reading() as connection:
        return connection.execute(sa.select(sa.func.max(event_table.c.sequence))).scalar() or 0
