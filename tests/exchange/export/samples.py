"""A small register of invented people: an asylum case with a correction and a retraction, and a family case."""

from __future__ import annotations

import datetime as dt
from types import SimpleNamespace
from typing import Any, cast
from uuid import NAMESPACE_URL, uuid5

from doorstroom.clock import utc_now
from doorstroom.exchange.export.events import Made
from doorstroom.kernel.events import Event
from doorstroom.kernel.labels import Labels
from doorstroom.kernel.system import System
from doorstroom.register import DEMO_BSN_RANGE, Access, Person, Register, Vault, is_bsn
from doorstroom.stelsels.inburgering import system
from tests.register import samples as toy

ASIEL, GEZIN = "A-1", "G-1"
SAID = "DEMO Iemand zegt dat hij ziek was"
DAY = dt.date(2024, 6, 1)
MADE = Made(dt.datetime(2026, 1, 2, 3, 4, 5, tzinfo=dt.UTC), "1.2.3")
INBURGERING = system()
#: The system of the tests of the register: every kind of field, and no law.
TOY = cast(System, SimpleNamespace(name="proef", events=toy.SYSTEM.events, labels=Labels({}, {}), clocks={}))
BSNS = [str(number) for number in DEMO_BSN_RANGE if is_bsn(str(number))][:2]
PEOPLE = [
    Person("p-1", "DEMO Linde", BSNS[0], "Demostraat 1, Almere", dt.date(1990, 1, 1), None, "ar"),
    Person("p-2", "DEMO Eik", BSNS[1], "Demostraat 2, Ede", dt.date(1985, 5, 5), None, "en"),
]
ACCESS = Access("test", "test", "een test", "test")


def event(case: str, kind: str, day: str, known: str, instance: str = "1", **more: Any) -> Event:
    """An event of ``case`` that holds from ``day`` and was recorded on ``known``."""
    replaces = more.pop("replaces", None)
    values: dict[str, Any] = {
        "event_id": uuid5(NAMESPACE_URL, f"{case}/{kind}/{instance}/{known}"),
        "case_id": case,
        "person_id": "p-1" if case == ASIEL else "p-2",
        "type": kind,
        "instance": instance,
        "valid_on": dt.date.fromisoformat(day),
        "recorded_at": dt.datetime.fromisoformat(f"{known}T10:00:00.123456+00:00"),
        "organisation": "gemeente Ede",
        "actor": "K. de Vries",
        "replaces": replaces.event_id if replaces else None,
        "retracted": more.pop("retracted", False),
        "payload": more,
    }
    return Event(**values)


def events() -> list[Event]:
    """What happened to two people, in order of recording."""
    plan = event(ASIEL, "pip_vastgesteld", "2023-03-01", "2023-03-02", gemeente="0228", leerroute="B1", niveau="B1")
    hours = event(ASIEL, "uren_gevolgd", "2023-06-30", "2023-07-01", soort="nt2", uren=40.5, keurmerk=True)
    return [
        event(ASIEL, "geboorte", "1990-01-01", "2022-11-02"),
        event(ASIEL, "nationaliteit_vastgesteld", "2022-11-01", "2022-11-02", groep="overig"),
        event(ASIEL, "verblijfsrecht_verkregen", "2022-11-01", "2022-11-02", grond="8c"),
        event(ASIEL, "opvang_begonnen", "2022-10-01", "2022-11-02"),
        event(ASIEL, "gemeente_gekoppeld", "2022-11-15", "2022-11-16", gemeente="0228"),
        event(ASIEL, "opvang_beeindigd", "2023-01-10", "2023-01-11"),
        event(ASIEL, "brp_inschrijving", "2023-01-10", "2023-01-11", gemeente="0228"),
        event(ASIEL, "kennisgeving_verzonden", "2023-01-12", "2023-01-12"),
        event(ASIEL, "intake_afgerond", "2023-02-20", "2023-02-21"),
        plan,
        event(ASIEL, "aanbod_gedaan", "2023-04-01", "2023-04-02", keurmerk=True),
        hours,
        event(ASIEL, "uren_gevolgd", "2023-06-30", "2023-08-01", replaces=hours, retracted=True),
        event(ASIEL, "pip_vastgesteld", "2023-03-03", "2023-09-01", replaces=plan, gemeente="0228", leerroute="B1",
              niveau="B1"),
        event(ASIEL, "examen_afgelegd", "2024-01-10", "2024-02-10", onderdeel="lezen", niveau="B1",
              resultaat="geslaagd"),
        event(ASIEL, "verwijtbaarheid_beoordeeld", "2024-02-01", "2024-02-11", onderwerp="pvt", oordeel=False,
              motivering=SAID),
        event(GEZIN, "geboorte", "1985-05-05", "2023-05-02"),
        event(GEZIN, "nationaliteit_vastgesteld", "2023-05-01", "2023-05-02", groep="overig"),
        event(GEZIN, "verblijfsrecht_verkregen", "2023-05-01", "2023-05-02", grond="8a", beperking="gezinslid",
              referent="nederlander"),
        event(GEZIN, "brp_inschrijving", "2023-05-01", "2023-05-03", gemeente="0363"),
        event(GEZIN, "kennisgeving_verzonden", "2023-05-10", "2023-05-10"),
    ]  # fmt: skip


def fill(register: Register) -> None:
    """The people above in a register."""
    register.load_histories(INBURGERING, events())


def fill_vault(vault: Vault) -> None:
    """Who they are, in a vault."""
    vault.load_demo(PEOPLE, ACCESS)


def hashes(register: Register) -> dict[tuple[str, str, int], str]:
    """The hash of every version of every case."""
    import sqlalchemy as sa

    from doorstroom.register.schema import event as table

    names = ("system", "case_id", "case_version", "hash")
    with register.reading() as connection:
        rows = connection.execute(sa.select(*(table.c[name] for name in names))).all()
    return {(system, case, version): found for system, case, version, found in rows}


def opened(path: Any) -> Register:
    """A register at a place, on the real clock."""
    return Register.open(path, clock=utc_now)
