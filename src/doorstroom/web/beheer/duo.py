"""The exchange with DUO, for who keeps the connection: how it goes, and each message with what is wrong.

No person is named here: who must do something about a case finds it on his own list.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.conf import settings
from django.utils.translation import gettext_lazy

from doorstroom.exchange.duo import inbox, outbox
from doorstroom.exchange.duo.store import Store
from doorstroom.exchange.duo.traffic import (
    STUCK_IN,
    STUCK_OUT,
    Line,
    Overview,
    inbox_lines,
    outbox_lines,
    overview,
)
from doorstroom.web.clock import now
from doorstroom.web.werkplek.bladen import Page, page

PER_PAGE = 50
#: What people call a state, and how it is marked.
STATES: dict[str, tuple[Any, str]] = {
    "received": (gettext_lazy("ontvangen"), "runs"),
    "fetched": (gettext_lazy("opgehaald"), "runs"),
    "processed": (gettext_lazy("verwerkt"), "ok"),
    "unknown": (gettext_lazy("onbekend"), "unknown"),
    "failed": (gettext_lazy("mislukt"), "late"),
    "concept": (gettext_lazy("concept"), "soon"),
    "queued": (gettext_lazy("wacht op verzending"), "runs"),
    "sent": (gettext_lazy("verstuurd"), "runs"),
    "confirmed": (gettext_lazy("bevestigd"), "ok"),
    "refused": (gettext_lazy("geweigerd"), "late"),
    "withdrawn": (gettext_lazy("ingetrokken"), "unknown"),
}


@dataclass(frozen=True)
class Told:
    """A message with its state in words."""

    line: Line
    state: Any
    mark: str


def store() -> Store:
    """The database of the exchange: that of the register."""
    return _store(settings.REGISTER_URL)


@cache
def _store(url: str) -> Store:
    return Store.open(url, clock=now)


os.register_at_fork(after_in_child=_store.cache_clear)


def how_it_goes() -> Overview:
    """Numbers per state, and the moments."""
    return overview(store())


def messages(way: str, stuck: bool, told: Overview, number: object) -> Page:
    """A page of messages, the newest first; see ``how_many`` and ``between``."""
    shown = page(number, how_many(way, stuck, told), PER_PAGE)
    shown.items = [Told(line, *STATES[line.state]) for line in between(way, stuck, shown.start, shown.stop)]
    return shown


def how_many(way: str, stuck: bool, told: Overview) -> int:
    """How many messages came ("in") or went ("uit"); ``stuck``: of those that wait for a person."""
    if way == "in":
        return sum(told.inbox[one] for one in (STUCK_IN if stuck else inbox.State))
    return sum(told.outbox[one] for one in (STUCK_OUT if stuck else outbox.State))


def between(way: str, stuck: bool, start: int, stop: int) -> list[Line]:
    """These messages from one place to before another, the newest first."""
    if way == "in":
        return inbox_lines(store(), states=STUCK_IN if stuck else tuple(inbox.State), start=start, stop=stop)
    return outbox_lines(store(), states=STUCK_OUT if stuck else tuple(outbox.State), start=start, stop=stop)
