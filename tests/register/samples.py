"""A small system of invented events, for the tests of the register."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import Enum
from typing import Any, Literal
from uuid import UUID, uuid4

from pydantic import Field

from doorstroom.kernel.events import Event, EventType, EventTypes

NOW = dt.datetime(2024, 6, 1, 12, 0, tzinfo=dt.UTC)


class Reden(Enum):
    ZIEKTE = "ziekte"
    VERHUIZING = "verhuizing"


class PipVastgesteld(EventType, type="pip_vastgesteld", nl="PIP vastgesteld", en="PIP established"):
    leerroute: Literal["B1", "onderwijs", "Z"]
    uren: int = 0
    tot: dt.date | None = None


class Verhuisd(EventType, type="verhuisd", nl="Verhuisd", en="Moved"):
    gemeente: str
    redenen: list[Reden] = Field(default_factory=list)
    dagen: list[dt.date] | None = None


class Gemeten(EventType, type="gemeten", nl="Gemeten", en="Measured"):
    waarde: float | None = None
    om: dt.datetime | None = None
    geldig: bool = True


class Gestart(EventType, type="gestart", nl="Gestart", en="Started"):
    pass


@dataclass(frozen=True)
class Proefstelsel:
    name: str
    events: EventTypes


SYSTEM = Proefstelsel("proef", EventTypes([PipVastgesteld, Verhuisd, Gemeten, Gestart]))
OTHER_SYSTEM = Proefstelsel("ander", EventTypes([Gestart]))


class Clock:
    """A clock that stands still until it is moved."""

    def __init__(self, now: dt.datetime = NOW) -> None:
        self.now = now

    def __call__(self) -> dt.datetime:
        return self.now

    def forward(self, **time: float) -> None:
        self.now += dt.timedelta(**time)


def event(case: str = "c1", kind: str = "gestart", instance: str = "1", **other: Any) -> Event:
    """An event with sensible defaults; ``replaces`` may be an Event."""
    replaces = other.pop("replaces", None)
    values: dict[str, Any] = {
        "event_id": uuid4(),
        "case_id": case,
        "person_id": f"p-{case}",
        "type": kind,
        "instance": instance,
        "valid_on": dt.date(2024, 1, 15),
        "recorded_at": NOW - dt.timedelta(days=30),
        "organisation": "gemeente",
        "actor": "klantmanager",
        "replaces": replaces.event_id if isinstance(replaces, Event) else replaces,
        **other,
    }
    return Event(**values)


def pip(case: str = "c1", instance: str = "1", leerroute: str = "B1", **other: Any) -> Event:
    """A PIP."""
    payload = {"leerroute": leerroute, **other.pop("payload", {})}
    return event(case, "pip_vastgesteld", instance, payload=payload, **other)


def retraction(of: Event, **other: Any) -> Event:
    """A retraction of an event."""
    return event(of.case_id, of.type, of.instance, replaces=of, retracted=True, **other)


def unknown_id() -> UUID:
    """An id that no event has."""
    return UUID(int=1)
