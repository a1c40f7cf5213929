"""Let time pass at DUO: do the steps of a script on their day, look who changed by time alone, and tell the codes."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Mapping
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from doorstroom.exchange.duo.standin.announce import PLANNED, direct, remember, status
from doorstroom.exchange.duo.standin.deliver import Deliverer, Municipality, announce
from doorstroom.exchange.duo.standin.faults import Faults
from doorstroom.exchange.duo.standin.life import MORNING, Person
from doorstroom.exchange.duo.standin.tables import person as people
from doorstroom.exchange.duo.standin.tables import step as steps
from doorstroom.exchange.duo.standin.world import Someone, World

#: What a first PIP leads to comes a day later (F-6).
_NEXT_DAY = dt.timedelta(days=1)


def load(world: World, who: Iterable[Person]) -> int:
    """Take the people of a script in, with everything that will happen to them; how many people are new."""
    new = 0
    with world.writing() as connection:
        for one in who:
            if connection.execute(sa.select(people.c.bsn).where(people.c.bsn == one.bsn)).first() is not None:
                continue
            new += 1
            world.add_person(connection, one.bsn, one.name)
            for step in one.life:
                content = {"verb": step.verb, "what": step.what, "day": step.day, "payload": step.payload}
                schedule(connection, one.bsn, step.key, step.at, content)
    return new


def schedule(connection: Connection, bsn: str, key: str, at: dt.datetime, content: Mapping[str, Any]) -> None:
    """Something to happen later, once per key."""
    if connection.execute(sa.select(steps.c.key).where(steps.c.key == key)).first() is None:
        text = json.dumps(dict(content), default=str)
        connection.execute(sa.insert(steps).values(key=key, bsn=bsn, due_at=at, content=text, done=0))


def term_follows(world: World, bsn: str, bericht_id: str) -> None:
    """After a PIP DUO sets the term, and says so: not at once."""
    at = dt.datetime.combine(world.today + _NEXT_DAY, MORNING, dt.UTC)
    with world.writing() as connection:
        schedule(connection, bsn, f"termijn:{bericht_id}", at, {"verb": "sets_term", "what": "termijn"})


class Player:
    """Moves the clock of a world, with everything that happens meanwhile. ``planned``: send planned signals too."""

    def __init__(self, world: World, faults: Faults, deliverer: Deliverer | None, *, planned: bool = False) -> None:
        self._world, self.faults, self._deliverer, self.planned = world, faults, deliverer, planned
        self.municipalities: dict[str, Municipality] = {}

    def advance(self, until: dt.datetime) -> None:
        """Let time pass. What is done already is not done again, so after a crash it is simply asked once more."""
        world = self._world
        with world.lock:
            while (row := self._next(until)) is not None:  # a step may make another one
                at = row.due_at if row.due_at.tzinfo else row.due_at.replace(tzinfo=dt.UTC)
                self._looks(at)
                world.set_clock(max(world.now, at))
                self._do(row)
            self._looks(until)
            if until != world.now:
                world.set_clock(until)
        if self._deliverer is not None:  # without the lock: the municipality asks back while it is told
            self._deliverer.deliver(self.municipalities)

    def _next(self, until: dt.datetime) -> Any:
        query = sa.select(steps).where(steps.c.done == 0, steps.c.due_at <= until)
        with self._world.reading() as connection:
            return connection.execute(query.order_by(steps.c.due_at, steps.c.key).limit(1)).one_or_none()

    def _looks(self, until: dt.datetime) -> None:
        """People of whom a date passes, day by day up to a moment."""
        world = self._world
        while True:
            query = sa.select(people).where(people.c.look_on.is_not(None)).order_by(people.c.look_on).limit(1)
            with world.reading() as connection:
                row = connection.execute(query).one_or_none()
            if row is None or dt.datetime.combine(row.look_on, MORNING, dt.UTC) > until:
                return
            world.set_clock(max(world.now, dt.datetime.combine(row.look_on, MORNING, dt.UTC)))
            one = Someone(**row._mapping)
            self._tell(one, f"look:{one.name}:{one.look_on}", [], done=None)

    def _do(self, row: Any) -> None:
        world = self._world
        one = world.by_bsn(row.bsn)
        assert one is not None
        content = json.loads(row.content)
        codes: list[str] = []
        moved_from = world.case(one.name).values["gemeente"] if world.events(one.name) else None
        if content["verb"] == "event":
            codes += self._event(one, row.key, content)
        elif content["verb"] == "sets_term":
            codes += self._set_term(one, row.key)
        elif content["verb"] == "says":
            codes.append(content["what"])
        elif content["verb"] == "examennummer":
            number = f"DEMO{world.by_bsn(row.bsn).v_number % 10**8:08d}"  # type: ignore[union-attr]
            with world.writing() as connection:
                connection.execute(sa.update(people).where(people.c.bsn == one.bsn).values(examennummer=number))
            codes.append("SS137")
        self._tell(one, row.key, codes, done=row.key, moved_from=moved_from)

    def _event(self, one: Someone, key: str, content: Mapping[str, Any]) -> list[str]:
        world = self._world
        kind, day = content["what"], dt.date.fromisoformat(content["day"])
        payload = world.system.events.validate_payload(kind, content["payload"])
        world.record(one.name, kind, day, payload, key=key, instance=key)
        if kind == "verlenging_verleend":
            self._report_term(one, f"{key}:termijn")
        if kind == "pip_vastgesteld":  # of a municipality that is not played here
            term_follows(world, one.bsn, key)
        code = direct(kind, payload)
        return [code] if code is not None else []

    def _set_term(self, one: Someone, key: str) -> list[str]:
        values = self._world.case(one.name).values
        if not values["heeft_pip"]:
            return []  # it was taken back meanwhile
        # Set by this very step, before it broke off: then it must still be told.
        again = any(e.instance == f"{key}:termijn" for e in self._world.events(one.name))
        if values["termijn_door_duo_vastgesteld"] and not again:
            return []
        self._report_term(one, f"{key}:termijn")
        return ["SS102"]

    def _report_term(self, one: Someone, key: str, *, resumed: bool = False) -> None:
        values = self._world.case(one.name).values
        if values["termijn_start"] is None:
            return
        payload = {
            "startdatum": values["lopende_termijn_start"],
            "einddatum_exclusief": values["termijn_einde_exclusief"],
            "na_vrijstelling": resumed,
        }
        self._world.record(one.name, "termijn_gemeld", self._world.today, payload, key=key, instance=key)

    def _tell(
        self, one: Someone, key: str, codes: list[str], *, done: str | None, moved_from: str | None = None
    ) -> None:
        """Queue the codes of a step and those of the status after it, and note that it is done, all at once."""
        world = self._world
        if not world.events(one.name):  # nothing can be told of somebody to whom nothing happened
            with world.writing() as connection:
                connection.execute(sa.update(steps).where(steps.c.key == done).values(done=1))
            return
        more, told = status(world, one)
        if "SS130" in more:
            self._report_term(one, f"{key}:hervat", resumed=True)
        values = world.case(one.name).values
        with world.writing() as connection:
            gemeente = values["gemeente"]
            for code in dict.fromkeys([*codes, *more]):
                if gemeente is not None and (self.planned or code not in PLANNED):
                    self._announce(connection, key, one, code, gemeente)
            if self.planned and moved_from is not None and moved_from != gemeente:
                self._announce(connection, key, one, "SS122", moved_from)
            remember(connection, told)
            if done is not None:
                connection.execute(sa.update(steps).where(steps.c.key == done).values(done=1))

    def _announce(self, connection: Connection, key: str, one: Someone, code: str, gemeente: str) -> None:
        announce(
            connection, self._world, self.faults, key=f"{key}:{code}:{gemeente}", bsn=one.bsn, code=code,
            gemeente=gemeente,
        )  # fmt: skip
