"""A 2xx says that DUO received a message, not that it took it. Where DUO can be asked, what it shows confirms it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from doorstroom.exchange.duo import outbox
from doorstroom.exchange.duo.mapping import OUTGOING
from doorstroom.exchange.duo.outbox import Outgoing, State
from doorstroom.exchange.duo.outcomes import Consequence, Outcome
from doorstroom.exchange.duo.side import Side
from doorstroom.exchange.duo.tasks import Kind, add_task

#: What DUO works through takes it a while; after this many looks that show something else a person must look.
_LOOKS = 3
_BETWEEN = dt.timedelta(days=1)
_NEVER = dt.datetime(9000, 1, 1, tzinfo=dt.UTC)

#: Resource of a message -> resource that shows it.
SHOWN_BY = {told.resource: told.shown_by for told in OUTGOING if told.shown_by}


def to_confirm(side: Side) -> list[Outgoing]:
    """Messages that DUO received and has not shown yet; of one resource of a person only the last."""
    last: dict[tuple[str | None, str], Outgoing] = {}
    for message in outbox.listed(side.store, states=(State.SENT, State.CONFIRMED)):
        if message.resource in SHOWN_BY:
            last[message.person_id, message.resource] = message
    now = side.now
    waiting = [message for message in last.values() if message.state is State.SENT]
    return [each for each in waiting if each.next_attempt_at is None or each.next_attempt_at <= now]


def confirm(side: Side, message: Outgoing) -> Outcome:
    """Ask DUO whether it shows the message. A look that shows something else is repeated the next days."""
    shown_by = SHOWN_BY[message.resource]
    outcome = side.client.call(shown_by, bsn=side.people.bsn_of(message.person_id or ""))
    nothing = outcome.consequence is Consequence.OUT_OF_SCOPE
    if not (outcome.done or nothing):
        return outcome
    shows = _SHOWS[shown_by](message, outcome.value, side.settings.gemeente)
    with side.store.writing() as connection:
        if shows:
            outbox.note(connection, side.now, message.number, State.CONFIRMED, next_attempt_at=None, trouble=None)
            return outcome
        looks = message.attempts + 1
        later = side.now + _BETWEEN if looks < _LOOKS + 1 else _NEVER
        text = "DUO ontving dit bericht, maar laat iets anders zien dan wij stuurden."
        outbox.note(
            connection, side.now, message.number, State.SENT, next_attempt_at=later, attempts=looks, trouble=text
        )
        if looks > _LOOKS:
            add_task(
                connection, side.now, Kind.CASE, f"outbox:{message.number}:{message.bericht_id}", text,
                person_id=message.person_id, bericht_id=str(message.bericht_id),
            )  # fmt: skip
    return outcome


def _pip(message: Outgoing, value: Any, gemeente: str) -> bool:
    if value is None:
        return False
    told, shown = message.body or {}, value.pip.written()
    return bool(value.gemeente == gemeente) and all(shown.get(name) == member for name, member in told.items())


def _pvt(message: Outgoing, value: Any, gemeente: str) -> bool:
    told = (message.body or {}).get("datumOndertekeningPvt")
    return bool(told == (value.ondertekend_op.isoformat() if value else None))


def _map(message: Outgoing, value: Any, gemeente: str) -> bool:
    told = (message.body or {}).get("datumEindgesprekMap")
    return bool(told == (value.eindgesprek_op.isoformat() if value else None))


def _uren(message: Outgoing, value: Any, gemeente: str) -> bool:
    part = {
        "uren_intake_melden": "intake",
        "uren_taalles_melden": "taalles",
        "uren_participatie_melden": "participatie",
    }[message.resource]
    told = (message.body or {}).get("uren")
    mine = [getattr(each, part) for each in value or () if each.gemeente == gemeente]
    return any(hours is not None and hours.uren == told for hours in mine)


_SHOWS: dict[str, Callable[[Outgoing, Any, str], bool]] = {"pip": _pip, "pvt": _pvt, "map": _map, "uren": _uren}
