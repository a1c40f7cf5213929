"""DUO's lists of schools and of grounds of extension, asked once a day and kept."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

import sqlalchemy as sa

from doorstroom.exchange.duo.fetching import keep_answer
from doorstroom.exchange.duo.messages.wire import read_list
from doorstroom.exchange.duo.outcomes import Outcome
from doorstroom.exchange.duo.resources import RESOURCES
from doorstroom.exchange.duo.schema import answer
from doorstroom.exchange.duo.side import Side
from doorstroom.exchange.duo.store import Store, rows_of

LISTS = ("instellingen", "verlengingsgronden")
_FRESH = dt.timedelta(days=1)


def refresh(side: Side) -> dict[str, Outcome]:
    """Ask for each list that is older than a day; what came of it."""
    found = {}
    for name in LISTS:
        kept = _kept(side.store, name)
        if kept is not None and side.now - kept["fetched_at"] < _FRESH:
            continue
        outcome = found[name] = side.client.call(name)
        if outcome.done:
            with side.store.writing() as connection:
                keep_answer(connection, side.now, "", name, [each.written() for each in outcome.value])
    return found


def listed(store: Store, name: str) -> list[Any]:
    """A list as it was asked last; empty when it never was."""
    kept = _kept(store, name)
    model = RESOURCES[name].gives
    return read_list(model, json.loads(kept["body"])) if kept is not None and model is not None else []


def _kept(store: Store, name: str) -> dict[str, Any] | None:
    query = sa.select(answer).where(answer.c.person_id == "", answer.c.resource == name)
    with store.reading() as connection:
        rows = rows_of(connection, query)
    return rows[0] if rows else None
