"""A small system with the columns that the publication reads, so that a table can be counted by hand."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from pathlib import Path
from types import SimpleNamespace
from typing import Any, ClassVar, Literal

from polars import Expr

from doorstroom.kernel.columns import Column, columns_of, fact, rule
from doorstroom.kernel.events import Event, EventType, EventTypes
from doorstroom.kernel.history import History, history_of
from doorstroom.kernel.law import Parameters
from doorstroom.kernel.system import System
from doorstroom.kernel.vocabulary import Aggregate, all_of, any_event, choose, first, known, last


class Plicht(EventType, type="plicht", nl="Plicht", en="Duty"):
    doelgroep: Literal["asielstatushouder", "gezins_en_overige_migrant"] | None = None


class Opvang(EventType, type="opvang", nl="Opvang", en="Reception"):
    binnen: bool


class Kennisgeving(EventType, type="kennisgeving", nl="Kennisgeving", en="Notice"):
    pass


class Klok(EventType, type="klok", nl="Klok", en="Clock"):
    pass


class Pip(EventType, type="pip", nl="PIP", en="PIP"):
    pass


class Aanbod(EventType, type="aanbod", nl="Aanbod", en="Offer"):
    pass


@fact("plicht", nl="", en="")
def plicht_start(valid_on: Expr) -> Aggregate:
    """Since when?"""
    return first(valid_on)


@fact("plicht", nl="", en="")
def inburgeringsplichtig_wi2021() -> Aggregate:
    """Obliged?"""
    return any_event()


@fact("plicht", nl="", en="")
def doelgroep_vastgelegd(doelgroep: Expr) -> Aggregate:
    """Which group?"""
    return last(doelgroep)


@rule("-", nl="", en="")
def doelgroep(doelgroep_vastgelegd: Expr) -> Expr:
    """Which group?"""
    return doelgroep_vastgelegd


@fact("opvang", nl="", en="")
def opvang_binnen(binnen: Expr) -> Aggregate:
    """In reception?"""
    return last(binnen)


@rule("-", nl="", en="")
def in_opvang(opvang_binnen: Expr) -> Expr:
    """In reception, as far as recorded?"""
    return choose((known(opvang_binnen), opvang_binnen), otherwise=False)


@fact("kennisgeving", nl="", en="")
def kennisgeving_datum(valid_on: Expr) -> Aggregate:
    """When notified?"""
    return first(valid_on)


@fact("klok", nl="", en="")
def pip_eerste_klok_start(valid_on: Expr) -> Aggregate:
    """When did the clock start?"""
    return first(valid_on)


@fact("pip", nl="", en="")
def pip_eerste_datum(valid_on: Expr) -> Aggregate:
    """When was the first PIP?"""
    return first(valid_on)


@fact("pip", nl="", en="")
def heeft_pip() -> Aggregate:
    """A PIP?"""
    return any_event()


@rule("-", nl="", en="")
def pip_eerste_tijdig(pip_eerste_klok_start: Expr, pip_eerste_datum: Expr) -> Expr:
    """On time, with one day more than seventy?"""
    return all_of((pip_eerste_datum - pip_eerste_klok_start).dt.total_days() <= 71)


@fact("aanbod", nl="", en="")
def aanbod_datum(valid_on: Expr) -> Aggregate:
    """When was the offer?"""
    return first(valid_on)


TYPES = EventTypes([Plicht, Opvang, Kennisgeving, Klok, Pip, Aanbod])
COLUMNS: list[Column] = columns_of([SimpleNamespace(**globals())])  # type: ignore[list-item]


def toy() -> System:
    """The system."""
    return System("speelgoed", Path(), TYPES, COLUMNS, Parameters({}))


def day(text: str) -> dt.date:
    """2023-05-01 as a date."""
    return dt.date.fromisoformat(text)


def moment(text: str) -> dt.datetime:
    """A moment in UTC."""
    return dt.datetime.fromisoformat(text).replace(tzinfo=dt.UTC)


class Register:
    """Writes histories down in a few words: ``case("asiel", plicht="2022-02-01", pip="2022-05-01")``."""

    groups: ClassVar[dict[str | None, str | None]] = {
        "asiel": "asielstatushouder",
        "gezin": "gezins_en_overige_migrant",
        None: None,
    }

    def __init__(self) -> None:
        self.events: list[Event] = []
        self.cases = 0

    def case(self, group: str | None, times: int = 1, recorded: str | None = None, **dates: str) -> None:
        """``times`` people of a group with events on these days; ``opvang`` and ``opvang_uit`` are reception."""
        for _ in range(times):
            self.cases += 1
            for name, on in dates.items():
                payload: dict[str, Any] = {}
                kind = name
                if name == "plicht":
                    payload = {"doelgroep": self.groups[group]}
                elif name in ("opvang", "opvang_uit"):
                    kind, payload = "opvang", {"binnen": name == "opvang"}
                self.add(kind, day(on), payload, instance=name, recorded=recorded or on)

    def add(
        self, kind: str, on: dt.date, payload: dict[str, Any], *, instance: str, recorded: str, retracted: bool = False
    ) -> None:
        """One version of one event of the last case."""
        self.events.append(
            Event(case_id=f"zaak-{self.cases}", person_id=f"persoon-{self.cases}", type=kind, instance=instance,
                  valid_on=on, recorded_at=moment(recorded), organisation="DUO", actor="test", payload=payload,
                  retracted=retracted)
        )  # fmt: skip

    def history(self) -> History:
        """Everything written down."""
        return history_of(self.events, TYPES)


def history(events: Iterable[Event]) -> History:
    """A history of toy events."""
    return history_of(events, TYPES)
