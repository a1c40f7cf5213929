"""What DUO holds of people: events in a register of its own, evaluated by the same rules, at a settable time."""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID, uuid5

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from doorstroom.exchange.duo import outgoing, scope, verwijtbaarheid
from doorstroom.exchange.duo.side import day_of
from doorstroom.exchange.duo.standin.tables import get_setting, metadata, put_setting
from doorstroom.exchange.duo.standin.tables import person as people
from doorstroom.kernel.events import Event
from doorstroom.kernel.plain.case import CaseEvaluation
from doorstroom.register.bsn import DEMO_BSN_RANGE, is_bsn
from doorstroom.register.database import reading, writing
from doorstroom.register.log import Register
from doorstroom.stelsels.inburgering import system

_NAMESPACE = UUID("0d1b7a55-6c7e-5f55-8f0c-6a1c1f3f9d02")
_EXAM_PARTS = ("lezen", "luisteren", "schrijven", "spreken", "knm")

#: Every column that an answer, a check or an announcement of the stand-in rests on.
COLUMNS = tuple(
    dict.fromkeys(
        (
            *("inburgeringsplichtig_wi2021", "plicht_start", "plicht_geeindigd_op", "plicht_eind_reden"),
            *("kennisgeving_datum", "doelgroep", "geestelijke_bedienaar", "is_asielstatushouder"),
            *("duo_bericht_plicht", "duo_bericht_pip", "heeft_pip", "pip_laatste_datum", "pip_eerste_datum"),
            *("leerroute", "voldaan", "zroute_voldaan_op", "pip_verwijderen_mogelijk", "uren_geregistreerd"),
            *("termijn_door_duo_vastgesteld", "lopende_termijn_start", "vrijstelling_tijdelijk_tot_en_met"),
            *("pip_voor_plicht", "pip_wijziging_voor_eerste", "pip_voor_vestiging", "pip_a2_in_onderwijsroute"),
            *("pip_b1_in_zroute", "pip_a2_in_eerste_b1", "pip_uren_niet_naar_duo", "pip_duo_aanvaard"),
            *("aow_datum", "laatste_breuk_te_lang_op", "zestien_op", "achttien_op", "aanbod_duo_aanvaard"),
            *(f"gratis_pogingen_over_{part}" for part in _EXAM_PARTS),
            *scope.COLUMNS,
            *verwijtbaarheid.COLUMNS,
            *outgoing.COLUMNS,
        )
    )
)


@dataclass(frozen=True)
class Someone:
    """A person as DUO knows him."""

    bsn: str
    name: str
    v_number: int
    examennummer: str | None
    told_plicht: str | None
    told_pip: str | None
    look_on: dt.date | None


class World:
    """The people of the stand-in, in a folder. One request or step at a time holds its ``lock``."""

    def __init__(self, folder: Path, now: dt.datetime) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.folder, self.lock = folder, threading.RLock()
        self.register = Register.open(folder / "duo.db", clock=lambda: self.now)
        self.engine = self.register.engine
        self.system = system()
        self._events: dict[str, list[Event]] = {}
        self._evaluated: dict[tuple[str, int, dt.date], CaseEvaluation] = {}
        with self.writing() as connection:
            metadata.create_all(connection)
            self._now = dt.datetime.fromisoformat(get_setting(connection, "clock", now.isoformat()))

    def close(self) -> None:
        """Give back the connections."""
        self.register.close()

    def writing(self) -> Any:
        """A transaction on the tables of the stand-in."""
        return writing(self.engine, "log")

    def reading(self) -> Any:
        """A connection that sees one state."""
        return reading(self.engine)

    # Time -------------------------------------------------------------------------------------------------------------

    @property
    def now(self) -> dt.datetime:
        """What time it is at DUO."""
        return self._now

    @property
    def today(self) -> dt.date:
        """What day it is at DUO."""
        return day_of(self._now)

    def set_clock(self, now: dt.datetime) -> None:
        """Make it another time, also an earlier one; nothing happens by that alone."""
        self._now = now
        with self.writing() as connection:
            put_setting(connection, "clock", now.isoformat())

    # People -----------------------------------------------------------------------------------------------------------

    def add_person(self, connection: Connection, bsn: str, name: str) -> None:
        """Know a person; once more changes nothing. Refuses a BSN that could be somebody's."""
        if not is_bsn(bsn) or int(bsn) not in DEMO_BSN_RANGE:
            raise ValueError("the stand-in holds invented people only: a BSN of the demo range that passes the 11-test")
        if connection.execute(sa.select(people.c.name).where(people.c.bsn == bsn)).first() is None:
            connection.execute(sa.insert(people).values(bsn=bsn, name=name, v_number=int(bsn) % 100_000_000))

    def by_bsn(self, bsn: str) -> Someone | None:
        """The person with this BSN."""
        with self.reading() as connection:
            row = connection.execute(sa.select(people).where(people.c.bsn == bsn)).one_or_none()
        return Someone(**row._mapping) if row else None

    def everybody(self) -> list[Someone]:
        """All people, by name."""
        with self.reading() as connection:
            return [Someone(**row._mapping) for row in connection.execute(sa.select(people).order_by(people.c.name))]

    # What happened to them --------------------------------------------------------------------------------------------

    def events(self, name: str) -> list[Event]:
        """Every event of a person."""
        if name not in self._events:
            self._events[name] = self.register.history_of_case(self.system, name)
        return self._events[name]

    def case(self, name: str, day: dt.date | None = None) -> CaseEvaluation:
        """The columns of a person, of today or another day."""
        events, day = self.events(name), day or self.today
        key = (name, len(events), day)
        if key not in self._evaluated:
            if len(self._evaluated) > 2000:
                self._evaluated.clear()
            self._evaluated[key] = self.evaluated(events, name, day)
        return self._evaluated[key]

    def evaluated(self, events: list[Event], name: str, day: dt.date) -> CaseEvaluation:
        """The columns of a person with these events."""
        if not events:
            return self.system.evaluate_rows(name, {}, day, want=COLUMNS)
        return self.system.evaluate_case(events, day, want=COLUMNS)

    def proposed(self, name: str, kind: str, day: dt.date, payload: Mapping[str, Any], by: str) -> Event:
        """An event that is not recorded yet, after all that is, to see what the rules say of it."""
        present = self.events(name)
        after = max((event.sequence or 0 for event in present), default=0) + 1
        return Event(
            case_id=name, person_id=f"demo-{name}", type=kind, instance=f"voorstel-{len(present)}", valid_on=day,
            recorded_at=self.now, sequence=after, organisation=by, actor="stand-in", payload=dict(payload),
        )  # fmt: skip

    def holds(self, name: str, key: str) -> bool:
        """Whether an event was recorded under a key."""
        event_id = _event_id(name, key)
        return any(event.event_id == event_id for event in self.events(name))

    def record(
        self,
        name: str,
        kind: str,
        day: dt.date,
        payload: Mapping[str, Any] | None,
        *,
        key: str,
        instance: str,
        by: str = "DUO",
    ) -> bool:
        """Record an event under a key, once; a new version where the instance is there. ``payload`` None retracts.

        False when there is nothing to record: the key is known, or there is nothing to retract.
        """
        if self.holds(name, key):
            return False
        present = self.events(name)
        last = next((e for e in reversed(present) if (e.type, e.instance) == (kind, instance)), None)
        if payload is None and (last is None or last.retracted):
            return False
        event = Event(
            event_id=_event_id(name, key), case_id=name, person_id=f"demo-{name}", type=kind, instance=instance,
            valid_on=day, recorded_at=self.now, organisation=by, actor="stand-in", payload=dict(payload or {}),
            replaces=last.event_id if last else None, retracted=payload is None,
        )  # fmt: skip
        self.register.append(self.system, [event])
        self._events.pop(name, None)
        return True


def _event_id(name: str, key: str) -> UUID:
    return uuid5(_NAMESPACE, f"{name}|{key}")
