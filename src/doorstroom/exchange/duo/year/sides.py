"""The two sides of the year as processes: each does what it is told on its standard input, one JSON object a line.

Both keep everything in their folder, so that one that was killed goes on where it was.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from doorstroom.clock import utc_now
from doorstroom.exchange.duo import inbox
from doorstroom.exchange.duo.agreement import compare
from doorstroom.exchange.duo.client import DuoClient
from doorstroom.exchange.duo.endpoint import Endpoint
from doorstroom.exchange.duo.people import People
from doorstroom.exchange.duo.serving import TlsServer
from doorstroom.exchange.duo.settings import Certificate, Settings
from doorstroom.exchange.duo.side import Side
from doorstroom.exchange.duo.signals import note_signals, signals
from doorstroom.exchange.duo.standin.life import Script, read_script
from doorstroom.exchange.duo.standin.playing import load
from doorstroom.exchange.duo.standin.run import Options, StandIn
from doorstroom.exchange.duo.store import Store, set_mark
from doorstroom.exchange.duo.tls import server_context
from doorstroom.exchange.duo.worker import sync
from doorstroom.exchange.duo.year.actor import Actor
from doorstroom.exchange.duo.year.outcome import outcome_of_duo, outcome_of_municipality
from doorstroom.register.log import Register
from doorstroom.register.mirror import Mirror
from doorstroom.register.vault import Vault
from doorstroom.stelsels.inburgering import system

GEMEENTE = "0363"
Command = dict[str, Any]


def script_of(path: Path) -> Script:
    """The script of a year."""
    return read_script(path.read_text(encoding="utf-8"), system().events)


class Duo:
    """DUO's side."""

    def __init__(self, folder: Path, command: Command) -> None:
        self._now = dt.datetime.fromisoformat(command["now"])
        options = Options(planned=True, port=command["port"], answer_within=command["answer_within"])
        self.standin = StandIn(folder, utc_now(), self._now, options).start()
        if command["script"]:
            load(self.standin.world, script_of(Path(command["script"])).people)

    def do(self, command: Command) -> Any:
        """Do one command."""
        if command["do"] == "advance":
            self.standin.player.advance(dt.datetime.fromisoformat(command["now"]))
            return {}
        if command["do"] == "control":
            return self.standin.control.do(command["method"], command["path"], command["body"])
        return outcome_of_duo(self.standin)


class Municipality:
    """The municipality's side: endpoint, worker, and the people who work there."""

    def __init__(self, folder: Path, command: Command) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._now = dt.datetime.fromisoformat(command["now"])
        self._closed: tuple[dt.datetime, dt.datetime] | None = None
        certificate = Certificate(*(Path(each) for each in command["certificate"]))
        settings = Settings(
            GEMEENTE, command["oin"], command["duo_oin"], command["duo"], certificate, gronden=command["gronden"]
        )
        self._folder = folder
        register = Register.open(folder / "register.db", clock=lambda: self._now)
        vault = Vault.open(folder / "vault.db", clock=lambda: self._now)
        store = Store.open(folder / "register.db", clock=lambda: self._now)
        if store.mark("register") is None:
            with store.writing() as connection:
                set_mark(connection, "register", 0)
        people = People(vault, store, GEMEENTE)
        client = DuoClient(settings, answer_within=command["answer_within"])
        self.side = Side(settings, register, system(), people, store, client)
        self.actor = Actor(self.side, script_of(Path(command["script"])))
        endpoint = Endpoint(settings, store, people, closed=self._is_closed)
        context = server_context(certificate)
        self.server = TlsServer(endpoint.application(), context, port=command["port"]).start()

    def _is_closed(self) -> bool:
        return self._closed is not None and self._closed[0] <= self._now < self._closed[1]

    def do(self, command: Command) -> Any:
        """Do one command."""
        if "now" in command:
            self._now = dt.datetime.fromisoformat(command["now"])
        if command["do"] == "listen":
            closed = command.get("closed")
            self._closed = tuple(dt.datetime.fromisoformat(each) for each in closed) if closed else None  # type: ignore[assignment]
            return {}
        if command["do"] == "work":
            self.actor.act()
            done = sync(self.side)
            return {"broken_off": done.broken_off, "outcomes": done.outcomes}
        if command["do"] == "signals":
            mirror = Mirror(self.side.register, self.side.system, self._folder / "mirror")
            mirror.sync()
            holding = signals(self.side.system, mirror.history(), self.side.today)
            return dict(zip(("begun", "ended"), note_signals(self.side.store, holding), strict=True))
        if command["do"] == "compare":
            return _agreement(self.side)
        return outcome_of_municipality(self.side, self.names())

    def names(self) -> dict[str, str]:
        """The name in the script of each person that the municipality knows."""
        return {self.side.people.by_bsn(person.bsn): person.name for person in self.actor.script.people}


def _agreement(side: Side) -> Any:
    known = {message.person_id for message in inbox.listed(side.store) if message.person_id is not None}
    found = compare(side, sorted(known))
    return {
        "compared": len(found.compared),
        "not_ours": len(found.not_ours),
        "differences": [[each.person_id, each.what, each.duo, each.ours] for each in found.differences],
        "broken_off": found.broken_off,
    }


def main(arguments: list[str]) -> None:
    """Be one of the two sides until the input ends."""
    side, folder = arguments
    # Whatever a library prints must not come between the answers.
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    kinds: dict[str, Callable[[Path, Command], Duo | Municipality]] = {"duo": Duo, "municipality": Municipality}
    made: Duo | Municipality | None = None
    for line in sys.stdin:
        command = json.loads(line)
        if made is None:
            made = kinds[side](Path(folder), command)
            answer: Any = {}
        else:
            answer = made.do(command)
        answers.write(json.dumps(answer) + "\n")
        answers.flush()


if __name__ == "__main__":
    main(sys.argv[1:])
