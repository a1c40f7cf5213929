"""Faults on demand: what the stand-in does wrong, and when. So that the other side can show what it makes of it.

    {do: status, status: 503, from: 2024-03-04T09:00Z, until: 2024-03-04T10:00Z}     an outage
    {do: status, status: 403, resource: pip_melden, times: 1, texts: [eerste, tweede]}
    {do: silence, resource: pip_melden, times: 2}       it is done, but no answer comes
    {do: malformed, resource: termijn, times: 1}        an answer that is not JSON
    {do: slow, seconds: 1, times: 1}

Notifications are spoiled by shares of a hundred: {duplicates: 5, late: 5, unknown: 2, disorder: 5, seed: 1}. Which ones
follows from the seed and the notification, so that a run can be done again.
"""

from __future__ import annotations

import datetime as dt
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from doorstroom.exchange.duo.errors import ScriptError

_KINDS = ("status", "silence", "malformed", "slow")
_KEYS = {"do", "status", "resource", "times", "texts", "from", "until", "seconds"}


@dataclass
class Fault:
    """One thing that goes wrong. ``times`` None: always, within the window."""

    do: Literal["status", "silence", "malformed", "slow"]
    status: int = 503
    resource: str | None = None
    times: int | None = None
    texts: tuple[str, ...] = ()
    since: dt.datetime | None = None
    until: dt.datetime | None = None
    seconds: float = 0.0

    def applies(self, resource: str, now: dt.datetime) -> bool:
        """Whether it spoils this request; a limited one is used up by it."""
        if self.resource not in (None, resource) or self.times == 0:
            return False
        if (self.since is not None and now < self.since) or (self.until is not None and now >= self.until):
            return False
        if self.times is not None:
            self.times -= 1
        return True


def read_fault(content: Any) -> Fault:
    """A fault as somebody asked for it. Raises ScriptError."""
    if not isinstance(content, dict) or content.get("do") not in _KINDS or not set(content) <= _KEYS:
        raise ScriptError(f"a fault needs 'do' ({', '.join(_KINDS)}) and may have {', '.join(sorted(_KEYS - {'do'}))}")
    window = {}
    for ours, theirs in (("since", "from"), ("until", "until")):
        value = content.get(theirs)
        moment = dt.datetime.fromisoformat(value) if isinstance(value, str) else value
        window[ours] = moment.replace(tzinfo=moment.tzinfo or dt.UTC) if moment is not None else None
    return Fault(
        content["do"], int(content.get("status", 503)), content.get("resource"), content.get("times"),
        tuple(content.get("texts") or ()), **window, seconds=float(content.get("seconds", 0)),
    )  # fmt: skip


@dataclass
class Faults:
    """Everything that goes wrong now."""

    requests: list[Fault] = field(default_factory=list)
    duplicates: int = 0
    late: int = 0
    unknown: int = 0
    disorder: int = 0
    seed: int = 0

    def of_request(self, resource: str, now: dt.datetime) -> Fault | None:
        """The fault that spoils a request; the first that applies."""
        return next((fault for fault in self.requests if fault.applies(resource, now)), None)

    def of_notification(self, key: str) -> dict[str, int]:
        """What goes wrong with a notification, each with a number from 0 to 99 to choose how."""
        shares: Mapping[str, int] = {
            "duplicates": self.duplicates,
            "late": self.late,
            "unknown": self.unknown,
            "disorder": self.disorder,
        }
        found = {}
        for name, share in shares.items():
            drawn = zlib.crc32(f"{self.seed}|{name}|{key}".encode())
            if drawn % 10_000 < share * 100:
                found[name] = drawn // 10_000 % 100
        return found
