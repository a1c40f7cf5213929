"""A municipality and a DUO beside it, over real TLS on loopback, with one clock for both."""

from __future__ import annotations

import contextlib
import datetime as dt
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any
from uuid import uuid4

from doorstroom.clock import utc_now
from doorstroom.exchange.duo import inbox, outbox, tasks
from doorstroom.exchange.duo.client import DuoClient
from doorstroom.exchange.duo.endpoint import Endpoint
from doorstroom.exchange.duo.outcomes import Outcome
from doorstroom.exchange.duo.people import People
from doorstroom.exchange.duo.serving import TlsServer
from doorstroom.exchange.duo.side import Side
from doorstroom.exchange.duo.standin.deliver import Municipality
from doorstroom.exchange.duo.standin.life import read_script
from doorstroom.exchange.duo.standin.playing import load
from doorstroom.exchange.duo.standin.run import Options, StandIn
from doorstroom.exchange.duo.store import Store, set_mark
from doorstroom.exchange.duo.takeover import case_of, new_case_id
from doorstroom.exchange.duo.tls import server_context
from doorstroom.exchange.duo.worker import Round, sync
from doorstroom.kernel.events import Event
from doorstroom.register.bsn import demo_bsns
from doorstroom.register.log import Register
from doorstroom.register.vault import Vault
from doorstroom.stelsels.inburgering import system

OURS, THEIRS = "0363", "0344"
START = dt.datetime(2024, 1, 1, 8, tzinfo=dt.UTC)

#: Somebody of the asylum group who lives with us since day 10 and was notified on day 12.
ASYLUM = """
      - {day: 0, event: geboorte, valid_on: 1990-05-01}
      - {day: 0, event: nationaliteit_vastgesteld, groep: overig, valid_on: 1990-05-01}
      - {day: 0, event: verblijfsrecht_verkregen, grond: 8c}
      - {day: 10, settles: "0363"}
      - {day: 12, event: kennisgeving_verzonden}
"""
#: The same of a family migrant, from day 0.
FAMILY = """
      - {day: 0, event: geboorte, valid_on: 1985-11-01}
      - {day: 0, event: nationaliteit_vastgesteld, groep: overig, valid_on: 1985-11-01}
      - {day: 0, event: verblijfsrecht_verkregen, grond: 8a, beperking: gezinslid, referent: nederlander}
      - {day: 0, settles: "0363"}
      - {day: 7, event: kennisgeving_verzonden}
"""


class Clock:
    """One time for both sides."""

    def __init__(self) -> None:
        self.now = START

    def __call__(self) -> dt.datetime:
        return self.now


@dataclass
class Town:
    """Both sides."""

    duo: StandIn
    side: Side
    clock: Clock
    endpoint: Endpoint
    server: TlsServer

    # Time -------------------------------------------------------------------------------------------------------------

    def day(self, number: int, *, hour: int = 8, sync: bool = True) -> Round | None:
        """Go to a day of the script; DUO tells what happened, and we do a round."""
        self.clock.now = START.replace(hour=hour) + dt.timedelta(days=number)
        self.duo.player.advance(self.clock.now)
        return self.sync() if sync else None

    def sync(self) -> Round:
        """One round of ours."""
        return sync(self.side)

    # People -----------------------------------------------------------------------------------------------------------

    def script(self, life: str, name: str = "iemand") -> str:
        """Take somebody in to whom this happens; the BSN."""
        text = f"start: 2024-01-01\npeople:\n  - name: {name}\n    life:\n{life}"
        people = read_script(text, system().events).people
        known = {one.bsn for one in self.duo.world.everybody()}
        free = next(bsn for bsn in _bsns() if bsn not in known)
        load(self.duo.world, [replace(people[0], bsn=free)])
        return free

    def person(self, bsn: str) -> str:
        """The pseudonym of somebody in our register."""
        return self.side.people.by_bsn(bsn)

    def name(self, bsn: str) -> str:
        """What DUO calls somebody."""
        found = self.duo.world.by_bsn(bsn)
        assert found is not None
        return found.name

    # Ours -------------------------------------------------------------------------------------------------------------

    def record(self, bsn: str, kind: str, day: dt.date, *, actor: str = "k.manager", **payload: Any) -> Event:
        """A case worker records an event."""
        person_id = self.person(bsn)
        case_id = case_of(self.side.register, system(), person_id) or new_case_id(person_id)
        event = Event(
            case_id=case_id, person_id=person_id, type=kind, instance=f"{kind}-{uuid4().hex[:8]}", valid_on=day,
            recorded_at=self.clock.now, organisation=OURS, actor=actor, payload=payload,
        )  # fmt: skip
        self.side.register.append(system(), [event])
        return event

    def brp(self, bsn: str, grond: str = "8c", since: dt.date = dt.date(2024, 1, 11)) -> None:
        """What the municipality knows of its inhabitants without DUO."""
        self.record(bsn, "geboorte", dt.date(1990, 5, 1))
        self.record(bsn, "nationaliteit_vastgesteld", dt.date(1990, 5, 1), groep="overig")
        self.record(bsn, "verblijfsrecht_verkregen", dt.date(2024, 1, 1), grond=grond)
        self.record(bsn, "brp_inschrijving", since, gemeente=OURS)

    def take_back(self, event: Event) -> None:
        """A case worker retracts an event."""
        gone = {"event_id": uuid4(), "replaces": event.event_id, "retracted": True, "payload": {}, "actor": "k.manager"}
        self.side.register.append(system(), [event.model_copy(update=gone)])

    def events(self, bsn: str, kind: str | None = None) -> list[Event]:
        """What our register holds of somebody."""
        case_id = case_of(self.side.register, system(), self.person(bsn)) or ""
        found = self.side.register.history_of_case(system(), case_id)
        return [event for event in found if kind in (None, event.type)]

    def columns(self, bsn: str, *names: str) -> Any:
        """What our rules say of somebody today."""
        return self.side.of_person(self.person(bsn), names)

    # Messages ---------------------------------------------------------------------------------------------------------

    def call(self, resource: str, bsn: str | None = None, **options: Any) -> Outcome:
        """One call of ours to DUO."""
        return self.side.client.call(resource, bsn=bsn, **options)

    def inbox(self) -> list[inbox.Incoming]:
        return inbox.listed(self.side.store)

    def outbox(self, resource: str | None = None) -> list[outbox.Outgoing]:
        return outbox.listed(self.side.store, resource=resource)

    def tasks(self, kind: tasks.Kind | None = None) -> list[tasks.Task]:
        return tasks.open_tasks(self.side.store, kind=kind)

    def codes(self) -> list[str]:
        """The codes that came in, in order."""
        return [message.code for message in self.inbox()]


@cache
def _bsns() -> list[str]:
    return demo_bsns()


@cache
def _empty_databases() -> dict[str, bytes]:
    """The databases of a town in which nothing happened, made by the migrations once and not for every test."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        StandIn(folder / "duo", utc_now(), START).stop()
        Register.open(folder / "register.db", clock=Clock()).close()
        Store.open(folder / "register.db", clock=Clock()).close()
        Vault.open(folder / "vault.db", clock=Clock()).close()
        databases = [path for path in folder.rglob("*.db") if path.stat().st_size]
        assert len(databases) > 2 and not list(folder.rglob("*.db-wal"))
        return {str(path.relative_to(folder)): path.read_bytes() for path in databases}


def _furnish(folder: Path) -> None:
    """Put the databases there, unless the town was opened before."""
    if not (folder / "register.db").exists():
        for name, content in _empty_databases().items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes(content)


@contextlib.contextmanager
def open_town(folder: Path, options: Options | None = None, *, answer_within: float = 5) -> Iterator[Town]:
    """Both sides in a folder, listening."""
    clock = Clock()
    _furnish(folder)
    with contextlib.ExitStack() as stack:
        duo = stack.enter_context(StandIn(folder / "duo", utc_now(), clock.now, options))
        settings = duo.settings_for(OURS)
        register = stack.enter_context(Register.open(folder / "register.db", clock=clock))
        vault = stack.enter_context(Vault.open(folder / "vault.db", clock=clock))
        store = stack.enter_context(Store.open(folder / "register.db", clock=clock))
        with store.writing() as connection:
            set_mark(connection, "register", 0)
        people = People(vault, store, OURS)
        client = stack.enter_context(contextlib.closing(DuoClient(settings, answer_within=answer_within)))
        side = Side(settings, register, system(), people, store, client)
        endpoint = Endpoint(settings, store, people)
        server = TlsServer(endpoint.application(), server_context(settings.certificate))
        stack.enter_context(server)
        duo.player.municipalities[OURS] = Municipality(OURS, settings.oin, "127.0.0.1", server.port)
        yield Town(duo, side, clock, endpoint, server)
