"""Let the year pass: tick by tick both sides do their work, with faults, two outages of an hour, and kills."""

from __future__ import annotations

import datetime as dt
import json
import random
import socket
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from doorstroom.exchange.duo.errors import ExchangeError
from doorstroom.exchange.duo.standin.authority import Authority
from doorstroom.exchange.duo.standin.lists import GROUND_CODES
from doorstroom.exchange.duo.standin.run import DUO_OIN, oin_of_gemeente
from doorstroom.exchange.duo.year.process import Died, SideProcess
from doorstroom.exchange.duo.year.report import Report, report
from doorstroom.exchange.duo.year.sides import GEMEENTE

SCRIPT = Path(__file__).parent / "newcomers.yaml"
_START = dt.datetime(2024, 1, 1, 8, tzinfo=dt.UTC)
_HOUR = dt.timedelta(hours=1)
#: When DUO is away for an hour, and when the municipality is.
DUO_AWAY = dt.datetime(2024, 3, 1, 8, tzinfo=dt.UTC)
MUNICIPALITY_AWAY = dt.datetime(2024, 2, 10, 8, tzinfo=dt.UTC)
_TICK = dt.timedelta(minutes=10)
#: After the last day of the script so many more, so that what is late or retried arrives.
_AFTER = 20


@dataclass(frozen=True)
class Plan:
    """A year to play. ``each``: how many of each kind of newcomer; None: as many as the script says."""

    each: int | None = None
    days: int = 340
    #: Days between one round and the next; with 10 or 20 there still is one at each outage.
    step: int = 1
    kills: int = 0
    seed: int = 1
    duplicates: int = 5
    late: int = 5
    unknown: int = 2
    outages: bool = True
    #: How long a side waits for the other. A side that is killed does not answer at once, it is gone.
    answer_within: float = 10


@dataclass
class _Killing:
    """Which commands to work are broken off by a kill: their numbers, of a seed."""

    numbers: set[int]
    luck: random.Random
    asked: int = 0
    done: int = 0
    #: How often the side that was killed was in the middle of what it was asked.
    midway: int = 0
    #: How long each kind of command takes, to kill somewhere within.
    takes: dict[str, float] = field(default_factory=dict)


class Year:
    """The year of one municipality in a folder. ``progress`` is called with the day."""

    def __init__(
        self, folder: Path, plan: Plan, now: dt.datetime, progress: Callable[[int], None] | None = None
    ) -> None:
        self._plan, self._progress = plan, progress or (lambda _day: None)
        folder.mkdir(parents=True, exist_ok=True)
        script = folder / "script.yaml"
        script.write_text(_reduced(SCRIPT.read_text(encoding="utf-8"), plan.each), encoding="utf-8")
        luck = random.Random(plan.seed)
        rounds = sum(1 for day in range(0, plan.days, plan.step) for _ in self._ticks(day))
        self._killing = _Killing(set(luck.sample(range(2 * rounds), plan.kills)), luck)
        ports = _free_ports(2)
        certificate = Authority(folder / "duo" / "certificates", now).issue(
            f"gemeente-{GEMEENTE}", oin_of_gemeente(GEMEENTE)
        )
        common = {"now": _START.isoformat(), "script": str(script), "answer_within": plan.answer_within}
        self.duo = SideProcess("duo", folder / "duo", {**common, "port": ports[0]})
        self.municipality = SideProcess(
            "municipality",
            folder / "municipality",
            {
                **common,
                "port": ports[1],
                "duo": f"https://127.0.0.1:{ports[0]}",
                "oin": oin_of_gemeente(GEMEENTE),
                "duo_oin": DUO_OIN,
                "certificate": [
                    str(each)
                    for each in (certificate.chain, certificate.key, certificate.authority, certificate.revoked)
                ],
                "gronden": {code: ours for ours, code in GROUND_CODES.items()},
            },
        )
        self._ports = ports

    def play(self) -> Report:
        """Let the year pass, and say what it came to."""
        started = time.monotonic()
        try:
            self.duo.run()
            self.municipality.run()
            self._prepare()
            for day in range(0, self._plan.days, self._plan.step):
                self._progress(day)
                for now in self._ticks(day):
                    self._tick(now)
                if day % 30 == 0:
                    self._ask(self.municipality, {"do": "signals"})
            self._killing.numbers.clear()  # what is left arrives in peace
            for day in range(self._plan.days, self._plan.days + _AFTER, min(self._plan.step, 5)):
                self._tick(_START + dt.timedelta(days=day))
            made = {
                "agreement": self._ask(self.municipality, {"do": "compare"}),
                "duo": self._ask(self.duo, {"do": "outcome"}),
                "municipality": self._ask(self.municipality, {"do": "outcome"}),
            }
        finally:
            self.duo.stop()
            self.municipality.stop()
        return report(made, kills=self._killing.done, midway=self._killing.midway, seconds=time.monotonic() - started)

    def _prepare(self) -> None:
        plan = self._plan
        where = {"gemeente": GEMEENTE, "oin": oin_of_gemeente(GEMEENTE), "host": "127.0.0.1", "port": self._ports[1]}
        self._control("PUT", "municipalities", [where])
        shares = {"duplicates": plan.duplicates, "late": plan.late, "unknown": plan.unknown, "seed": plan.seed}
        self._control("POST", "faults", shares)
        if plan.outages:
            window = {"from": DUO_AWAY.isoformat(), "until": (DUO_AWAY + _HOUR).isoformat()}
            self._control("POST", "faults", {"do": "status", "status": 503, **window})

    def _control(self, method: str, path: str, content: Any) -> None:
        self._ask(self.duo, {"do": "control", "method": method, "path": path, "body": json.dumps(content)})

    def _ticks(self, day: int) -> Iterator[dt.datetime]:
        """Once a day; around an outage every ten minutes."""
        now = _START + dt.timedelta(days=day)
        yield now
        if self._plan.outages and now in (DUO_AWAY, MUNICIPALITY_AWAY):
            for number in range(1, 15):
                yield now + number * _TICK

    def _tick(self, now: dt.datetime) -> None:
        moment = now.isoformat()
        closed = [MUNICIPALITY_AWAY.isoformat(), (MUNICIPALITY_AWAY + _HOUR).isoformat()]
        listen = {"do": "listen", "now": moment, "closed": closed if self._plan.outages else None}
        self._ask(self.municipality, listen)
        self._ask(self.duo, {"do": "advance", "now": moment}, listen)
        self._ask(self.municipality, {"do": "work", "now": moment}, listen)

    def _ask(self, side: SideProcess, command: dict[str, Any], listen: dict[str, Any] | None = None) -> Any:
        """Have a side do something, maybe with a kill of either side in the middle; again until it is done."""
        killing = self._killing
        timer, died = None, False
        if listen is not None:
            killing.asked += 1
        if listen is not None and killing.asked - 1 in killing.numbers:
            victim = killing.luck.choice((self.duo, self.municipality))
            timer = victim.kill_after(killing.luck.uniform(0, 1.1) * killing.takes.get(command["do"], 0.1))
            killing.done += 1
        while True:
            started = time.monotonic()
            try:
                answer = side.ask(command)
            except Died:
                side.stop()
                if timer is None or died:  # nobody killed it
                    raise ExchangeError(f"the {side.side} of the year broke off: {side.last_words()}") from None
                died = True
                self._revive(listen)
                continue
            if timer is not None:
                timer.join()
                killing.midway += died
                if not (self.duo.alive and self.municipality.alive) or not side.alive:
                    self._revive(listen)
            else:
                took = time.monotonic() - started
                killing.takes[command["do"]] = 0.7 * killing.takes.get(command["do"], took) + 0.3 * took
            return answer

    def _revive(self, listen: dict[str, Any] | None) -> None:
        """Start again what was killed, at the time that it is."""
        for side in (self.duo, self.municipality):
            if not side.alive:
                side.stop()
                side.run()
                if side is self.municipality and listen is not None:
                    side.ask(listen)


def _reduced(script: str, each: int | None) -> str:
    """The script with so many of each kind of newcomer."""
    if each is None:
        return script
    content = yaml.safe_load(script)
    for kind in content["people"]:
        kind["count"] = min(each, kind["count"])
    return yaml.safe_dump(content, allow_unicode=True, sort_keys=False)


def _free_ports(number: int) -> list[int]:
    found = [socket.create_server(("127.0.0.1", 0)) for _ in range(number)]
    ports = [int(each.getsockname()[1]) for each in found]
    for each in found:
        each.close()
    return ports
