"""Scripts of what happens to people, in YAML; the stand-in makes of it what DUO would hear and say.

    start: 2024-01-01
    people:
      - name: asiel                       # each is called asiel-001, asiel-002, ...
        count: 3
        first_day: 10                     # days after the start that their own day 0 is
        every: 7                          # days between one and the next
        life:
          - {day: 0, event: geboorte, valid_on: 1990-05-01}
          - {day: 0, event: verblijfsrecht_verkregen, grond: 8c}
          - {day: 12, settles: "0363"}
          - {day: 20, event: kennisgeving_verzonden}
          - {day: 40, examennummer: true}
          - {day: 90, says: SS142}        # a code that follows from no event
        gemeente:                         # what the municipality does; not for DUO (``year``)
          - {day: 60, event: pip_vastgesteld, leerroute: B1, niveau: B1}

``event`` is an event type of inburgering with its payload; ``valid_on`` is its day in law when that is another than the
day on which it becomes known, as a date or as days after day 0.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

import yaml

from doorstroom.exchange.duo.errors import ScriptError
from doorstroom.kernel.errors import EventError
from doorstroom.kernel.events import EventTypes
from doorstroom.register.bsn import demo_bsns

_KIND_KEYS = {"name", "count", "first_day", "every", "life", "gemeente"}
_VERBS = ("event", "settles", "says", "examennummer")
#: At what hour a day of a script begins.
MORNING = dt.time(6)


@dataclass(frozen=True)
class Step:
    """Something that happens to one person. ``number`` orders the steps of a day."""

    person: str
    number: int
    at: dt.datetime
    verb: str
    what: Any
    day: dt.date
    payload: dict[str, Any]

    @property
    def key(self) -> str:
        """The name under which it is done once."""
        return f"{self.person}:{self.number}"


@dataclass(frozen=True)
class Person:
    """Somebody of a script: what happens to him, and what the municipality does."""

    name: str
    bsn: str
    life: tuple[Step, ...]
    gemeente: tuple[Step, ...]


@dataclass(frozen=True)
class Script:
    """All people of a script."""

    start: dt.date
    people: tuple[Person, ...]


def read_script(text: str, types: EventTypes) -> Script:
    """The script in a YAML text. Raises ScriptError with the place and the reason."""
    try:
        content = yaml.safe_load(text)
    except yaml.YAMLError as error:
        raise ScriptError(f"the script is not YAML: {type(error).__name__}") from None
    if not isinstance(content, dict) or set(content) != {"start", "people"} or not isinstance(content["people"], list):
        raise ScriptError("a script has 'start' (a date) and 'people' (a list)")
    if not isinstance(content["start"], dt.date):
        raise ScriptError("'start' is not a date")
    return Script(content["start"], tuple(_people(content["start"], content["people"], types)))


@cache
def _bsns() -> tuple[str, ...]:
    return tuple(demo_bsns())


def _people(start: dt.date, kinds: list[Any], types: EventTypes) -> Iterator[Person]:
    bsns = iter(_bsns())
    seen: set[str] = set()
    for kind in kinds:
        if not isinstance(kind, dict) or "name" not in kind or not set(kind) <= _KIND_KEYS:
            raise ScriptError(f"each of 'people' has 'name' and may have {', '.join(sorted(_KIND_KEYS - {'name'}))}")
        if kind["name"] in seen:
            raise ScriptError(f"'{kind['name']}' stands in the script twice")
        seen.add(kind["name"])
        for i in range(kind.get("count", 1)):
            name = f"{kind['name']}-{i + 1:03d}"
            zero = start + dt.timedelta(days=kind.get("first_day", 0) + i * kind.get("every", 1))
            life = tuple(_steps(name, zero, kind.get("life") or [], types, 0))
            gemeente = tuple(_steps(name, zero, kind.get("gemeente") or [], types, 1000))
            yield Person(name, next(bsns), life, gemeente)


def _steps(name: str, zero: dt.date, steps: list[Any], types: EventTypes, offset: int) -> Iterator[Step]:
    for number, content in enumerate(steps, offset):
        where = f"'{name}', step {number - offset + 1}"
        if not isinstance(content, dict) or not isinstance(content.get("day"), int):
            raise ScriptError(f"{where}: 'day' is not a number of days")
        rest = {key: value for key, value in content.items() if key not in ("day", "valid_on")}
        verb = next((each for each in _VERBS if each in rest), None)
        if verb is None:
            raise ScriptError(f"{where}: needs one of {', '.join(_VERBS)}")
        what = rest.pop(verb)
        known_on = zero + dt.timedelta(days=content["day"])
        day = _day(zero, content.get("valid_on"), known_on, where)
        if verb == "settles":
            verb, what, rest = "event", "brp_inschrijving", {"gemeente": str(what), **rest}
        if verb == "event":
            try:
                types.validate_payload(what, {"gemeente": "0000", **rest} if what == "pip_vastgesteld" else rest)
            except EventError as error:
                raise ScriptError(f"{where}: {error}") from None
        at = dt.datetime.combine(known_on, MORNING, dt.UTC) + dt.timedelta(seconds=number)
        yield Step(name, number, at, verb, what, day, rest)


def _day(zero: dt.date, on: Any, known_on: dt.date, where: str) -> dt.date:
    if on is None:
        return known_on
    if isinstance(on, int):
        return zero + dt.timedelta(days=on)
    if isinstance(on, dt.date):
        return on
    raise ScriptError(f"{where}: 'valid_on' is neither a date nor a number of days")
