"""What a test or demonstration may ask of the stand-in beside DUO's interface: its clock, scripts, faults, and a reset.

Under /standin/ on the same port, for the certificate of the control alone:

    GET    /standin/state                      clock, people, notifications, without a BSN
    PUT    /standin/clock {"now": "..."}       let time pass up to then, and deliver what is due
    POST   /standin/script (YAML)              take people in
    PUT    /standin/municipalities             [{"gemeente", "oin", "host", "port"}]
    POST   /standin/faults {...}               one fault of requests, or the shares of notifications
    DELETE /standin/faults                     nothing goes wrong any more
    DELETE /standin/people                     reset: nobody is known, nothing happened
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Mapping
from typing import Any

import sqlalchemy as sa

from doorstroom.exchange.duo.errors import ExchangeError, ScriptError
from doorstroom.exchange.duo.standin import tables
from doorstroom.exchange.duo.standin.deliver import Municipality
from doorstroom.exchange.duo.standin.faults import Faults, read_fault
from doorstroom.exchange.duo.standin.life import read_script
from doorstroom.exchange.duo.standin.playing import Player, load
from doorstroom.exchange.duo.standin.world import World
from doorstroom.exchange.duo.wsgi import Request, Response

PREFIX = "/standin/"
#: The OIN of the certificate that may do this: of nobody.
CONTROL_OIN = "00000009999999999999"
_SHARES = {"duplicates", "late", "unknown", "disorder", "seed"}


class Control:
    """Answers the requests under /standin/. ``reset`` makes the world anew."""

    def __init__(self, world: World, player: Player, faults: Faults, reset: Callable[[], None]) -> None:
        self._world, self._player, self._faults, self._reset = world, player, faults, reset

    def answer(self, request: Request) -> Response:
        """The answer to one request."""
        if request.oin != CONTROL_OIN:
            return Response(403)
        name = request.path.removeprefix(PREFIX)
        if (request.method, name) not in self._doings():
            return Response(404)
        try:
            return Response(200, self.do(request.method, name, request.body.decode("utf-8", "replace")))
        except (ExchangeError, ValueError, KeyError) as error:
            return Response(400, {"error": str(error)})

    def do(self, method: str, name: str, body: str) -> Any:
        """One of the requests above, for who runs in the same process. Raises ScriptError and ValueError."""
        return self._doings()[method, name](body)

    def _doings(self) -> Mapping[tuple[str, str], Callable[[str], Any]]:
        return {
            ("GET", "state"): lambda _body: self.state(),
            ("PUT", "clock"): self._clock,
            ("POST", "script"): self._script,
            ("PUT", "municipalities"): self._municipalities,
            ("POST", "faults"): self._spoil,
            ("DELETE", "faults"): lambda _body: self._heal(),
            ("DELETE", "people"): lambda _body: self._reset(),
        }

    def state(self) -> dict[str, Any]:
        """What the stand-in knows, without a BSN."""
        with self._world.reading() as connection:
            told = sa.select(tables.notification).order_by(tables.notification.c.number)
            notifications = [
                {
                    "code": row.code, "gemeente": row.gemeente, "state": row.state, "attempts": row.attempts,
                    "fault": row.fault, "status": row.status, "bericht_id": row.bericht_id, "key": row.key,
                }
                for row in connection.execute(told)
            ]  # fmt: skip
            waiting = sa.select(sa.func.count()).select_from(tables.step).where(tables.step.c.done == 0)
            steps = connection.execute(waiting).scalar_one()
        people = [{"name": one.name, "plicht": one.told_plicht, "pip": one.told_pip} for one in self._world.everybody()]
        now = self._world.now.isoformat()
        return {"now": now, "people": people, "notifications": notifications, "steps_waiting": steps}

    def _clock(self, body: str) -> dict[str, Any]:
        until = dt.datetime.fromisoformat(json.loads(body)["now"])
        if until.tzinfo is None:
            raise ScriptError("'now' must have a time zone: it is a moment")
        self._player.advance(until)
        return {"now": self._world.now.isoformat()}

    def _script(self, body: str) -> dict[str, int]:
        script = read_script(body, self._world.system.events)
        return {"people": load(self._world, script.people)}

    def _municipalities(self, body: str) -> dict[str, int]:
        found = [Municipality(**each) for each in json.loads(body)]
        self._player.municipalities = {each.gemeente: each for each in found}
        with self._world.writing() as connection:
            tables.put_setting(connection, "municipalities", json.loads(body))
        return {"municipalities": len(found)}

    def _spoil(self, body: str) -> dict[str, Any]:
        content = json.loads(body)
        if isinstance(content, dict) and content and set(content) <= _SHARES:
            for name, share in content.items():
                setattr(self._faults, name, int(share))
        else:
            self._faults.requests.append(read_fault(content))
        with self._world.writing() as connection:
            kept = tables.get_setting(connection, "faults", [])
            tables.put_setting(connection, "faults", [*kept, content])
        return {"faults": len(self._faults.requests)}

    def _heal(self) -> dict[str, int]:
        self._faults.requests.clear()
        for name in _SHARES:
            setattr(self._faults, name, 0)
        with self._world.writing() as connection:
            tables.put_setting(connection, "faults", [])
        return {"faults": 0}

    def restore(self) -> None:
        """After a restart: the faults and municipalities that were asked for before it."""
        with self._world.reading() as connection:
            faults = tables.get_setting(connection, "faults", [])
            municipalities = tables.get_setting(connection, "municipalities", [])
        self._player.municipalities = {each["gemeente"]: Municipality(**each) for each in municipalities}
        for content in faults:
            if set(content) <= _SHARES:
                for name, share in content.items():
                    setattr(self._faults, name, int(share))
            else:
                self._faults.requests.append(read_fault(content))
