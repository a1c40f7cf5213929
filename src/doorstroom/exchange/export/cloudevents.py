"""Recorded events as notifications: CloudEvents 1.0 after the NL GOV profile, in JSON, structured mode.

    source = Source("00000001823288444000", "doorstroom")
    for event in cloud_events(register, system, 0, source=source, pseudonyms=Pseudonyms(key)):
        send(as_json(event), CONTENT_TYPE)

A notification is poor in information: it tells that something was recorded in which case, not what. ``dataref`` says
where who has the right to it can ask. What the members mean (the profile asks for that to be on paper):

    id        of the event in the register; the same event always has the same one
    source    urn:nld:oin:<OIN of the organisation that keeps the register>:systeem:<name of the register>
    type      nl.<system>.<kind of event>, with a suffix for a correction or a retraction, so that nobody who waits for
              plans takes a plan that was withdrawn for a new one
    subject   the case, under a pseudonym that only means something together with the key
    time      when it was recorded
    sequence  its place in the log, with leading zeros, so that it also sorts as text
    data      only of a correction or retraction: the id of the version that it replaces. Not even the day on which
              something holds: of some events (a birth) the day alone tells who it is.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from doorstroom.exchange.export.pseudonym import Pseudonyms
from doorstroom.exchange.refusal import Refusal
from doorstroom.kernel.system import System
from doorstroom.register.log import Register
from doorstroom.register.schema import event as event_table
from doorstroom.register.schema import text_columns

CONTENT_TYPE = "application/cloudevents+json; charset=utf-8"
CONTENT_TYPE_OF_BATCH = "application/cloudevents-batch+json; charset=utf-8"
CORRECTED, RETRACTED = "gecorrigeerd", "ingetrokken"
_DIGITS = 10
_AT_ONCE = 5_000
_OIN = re.compile(r"[0-9]{20}")
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]{0,63}")
_COLUMNS = ("sequence", "event_id", "case_id", "type", "recorded_at", "replaces", "retracted")


@dataclass(frozen=True)
class Source:
    """Who publishes: the OIN of the organisation and the name of its register. ``dataref`` is where events can be had.

    Raises Refusal for an OIN that is not 20 digits or a name that does not fit in a URN.
    """

    oin: str
    name: str = "doorstroom"
    dataref: str = ""

    def __post_init__(self) -> None:
        if not _OIN.fullmatch(self.oin):
            raise Refusal(
                f"'{self.oin}' is not an OIN: it has 20 digits", f"'{self.oin}' is geen OIN: die heeft 20 cijfers"
            )
        if not _NAME.fullmatch(self.name):
            raise Refusal(
                f"'{self.name}' cannot be the name of a register in a URN: letters, digits and hyphens",
                f"'{self.name}' kan niet de naam van een register in een URN zijn: letters, cijfers en streepjes",
            )

    @property
    def urn(self) -> str:
        """The source as it stands in every notification."""
        return f"urn:nld:oin:{self.oin}:systeem:{self.name}"


def cloud_events(
    register: Register,
    system: System,
    after: int,
    until: int | None = None,
    *,
    source: Source,
    pseudonyms: Pseudonyms,
    kinds: Collection[str] | None = None,
    limit: int | None = None,
) -> Iterator[dict[str, Any]]:
    """The events of a system in ``after < sequence <= until``, in order, as CloudEvents; at most ``limit`` of them.

    ``kinds``: only these event types, as agreed with a subscriber; that somebody was fined says something by itself.
    A sender keeps the ``sequence`` of the last one that was accepted and asks for what comes after it: sequences follow
    the order of commits, so nothing is skipped. ``pseudonyms`` must have a key of one's own, or a subscriber cannot
    recognise a case the next time.
    """
    if kinds is not None:
        for kind in kinds:
            system.events[kind]  # refuses one that does not exist, with what it looks like
    column = event_table.c
    subjects: dict[str, str] = {}
    with register.reading() as connection:
        texts = text_columns(connection.dialect.name)
        query = sa.select(*(texts[name] for name in _COLUMNS)).order_by(column.sequence)
        query = query.where(column.system == system.name, column.sequence > after)
        if until is not None:
            query = query.where(column.sequence <= until)
        if kinds is not None:
            query = query.where(column.type.in_(list(kinds)))
        if limit is not None:
            query = query.limit(limit)
        for row in connection.execution_options(yield_per=_AT_ONCE).execute(query):
            subject = subjects.get(row.case_id)
            if subject is None:
                if len(subjects) >= _AT_ONCE:
                    subjects.clear()
                subject = subjects[row.case_id] = pseudonyms.one("case", row.case_id)
            yield _event(row, subject, system.name, source)


def type_of(system: str, kind: str, *, replaces: bool = False, retracted: bool = False) -> str:
    """The type of a notification, in reverse domain notation: nl.inburgering.pip-vastgesteld."""
    suffix = f".{RETRACTED}" if retracted else f".{CORRECTED}" if replaces else ""
    return f"nl.{system}.{kind}{suffix}".replace("_", "-")


def sequence_of(event: dict[str, Any]) -> int:
    """The place in the log of a notification: what to go on after."""
    return int(event["sequence"])


def as_json(event: dict[str, Any]) -> str:
    """A notification on one line."""
    return json.dumps(event, ensure_ascii=False, separators=(",", ":"))


def _event(row: Any, subject: str, system: str, source: Source) -> dict[str, Any]:
    made: dict[str, Any] = {
        "specversion": "1.0",
        "id": row.event_id,
        "source": source.urn,
        "type": type_of(system, row.type, replaces=row.replaces is not None, retracted=bool(row.retracted)),
        "subject": subject,
        "time": row.recorded_at.replace(" ", "T") + "Z",
        "sequence": f"{row.sequence:0{_DIGITS}d}",
        "sequencetype": "Integer",
    }
    if source.dataref:
        made["dataref"] = f"{source.dataref.rstrip('/')}/{row.event_id}"
    if row.replaces is not None:
        made |= {"datacontenttype": "application/json", "data": {"replaces": row.replaces}}
    return made
