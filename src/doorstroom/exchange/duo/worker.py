"""One round of the exchange: what came in, what the register has for DUO, what is to be sent, what DUO shows of it.

Every step is written down before and after, so a round that breaks off anywhere is simply done again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import TypeVar

from doorstroom.exchange.duo import inbox, outbox
from doorstroom.exchange.duo.collecting import collect
from doorstroom.exchange.duo.confirming import confirm, to_confirm
from doorstroom.exchange.duo.fetching import handle
from doorstroom.exchange.duo.outbox import Outgoing
from doorstroom.exchange.duo.outcomes import Consequence, Outcome
from doorstroom.exchange.duo.sending import send
from doorstroom.exchange.duo.side import Side

_T = TypeVar("_T")
#: After so many calls in a row on which nothing came back DUO is taken to be away; the rest waits for the next round.
_AWAY_AFTER = 3


@dataclass
class Round:
    """What one round did: how many notifications, new messages, attempts, and what came of them."""

    notifications: int = 0
    queued: int = 0
    sent: int = 0
    confirmed: int = 0
    outcomes: dict[str, int] = field(default_factory=dict)
    #: Why the round broke off; empty when it did not.
    broken_off: str = ""

    def count(self, outcome: Outcome | None) -> None:
        """Add an outcome."""
        if outcome is not None:
            name = outcome.consequence.value
            self.outcomes[name] = self.outcomes.get(name, 0) + 1


def sync(side: Side) -> Round:
    """One round."""
    done = Round()
    done.notifications = _each(inbox.due(side.store), lambda message: handle(side, message), done)
    done.queued = collect(side)
    if not done.broken_off:
        unanswered: set[str] = set()
        done.sent = _each(outbox.due(side.store), lambda message: _send(side, message, unanswered), done)
    if not done.broken_off:
        done.confirmed = _each(to_confirm(side), lambda message: confirm(side, message), done)
    return done


def _send(side: Side, message: Outgoing, unanswered: set[str]) -> Outcome | None:
    """Send a message, unless an earlier one of the same person just went unanswered: DUO must get them in order."""
    if message.person_id in unanswered:
        return None
    outcome = send(side, message)
    if outcome is not None and outcome.consequence is Consequence.RETRY and message.person_id is not None:
        unanswered.add(message.person_id)
    return outcome


def _each(messages: Iterable[_T], attempt: Callable[[_T], Outcome | None], done: Round) -> int:
    """Attempt one after another, until DUO seems away or the connection is wrong; how many were attempted."""
    away = attempted = 0
    for message in messages:
        outcome = attempt(message)
        attempted += 1
        done.count(outcome)
        away = away + 1 if outcome is not None and outcome.consequence is Consequence.RETRY else 0
        if away >= _AWAY_AFTER:
            done.broken_off = "DUO antwoordt niet; de rest wacht op de volgende ronde."
        elif outcome is not None and outcome.consequence is Consequence.CONFIGURATION and outcome.status in (None, 401):
            done.broken_off = outcome.reason
        if done.broken_off:
            break
    return attempted
