"""Which of DUO's rules refuse a message? Worked out by the rules of inburgering on the case as it would then stand."""

from __future__ import annotations

import datetime as dt
from typing import Any

from doorstroom.exchange.duo import mapping
from doorstroom.exchange.duo.messages.aanbod import Aanbod, Instelling
from doorstroom.exchange.duo.messages.pip import Pip
from doorstroom.exchange.duo.standin.world import World
from doorstroom.exchange.duo.verwijtbaarheid import faults_of_blame
from doorstroom.kernel.events import Event

#: Columns of a PIP that are true when DUO refuses it, with the rule of DUO's list.
_PIP = {
    "pip_voor_plicht": "P-1",
    "pip_wijziging_voor_eerste": "P-2",
    "pip_voor_vestiging": "P-3",
    "pip_a2_in_onderwijsroute": "P-4",
    "pip_b1_in_zroute": "P-5",
    "pip_a2_in_eerste_b1": "P-6",
    "pip_uren_niet_naar_duo": "P-8",
}


def pip_payload(world: World, name: str, gemeente: str, pip: Pip) -> dict[str, Any]:
    """The plan as an event. Without a level DUO fills in B1, but for the Z-route (P-7)."""
    rows = world.case(name).rows.get("pip_vastgesteld", ())
    route = mapping.LEERROUTE[pip.leerroute]
    reason = "eerste" if not rows else "verhuizing" if rows[-1]["gemeente"] != gemeente else "wijziging"
    return {
        "gemeente": gemeente,
        "leerroute": route,
        "niveau": pip.niveau or ("B1" if route != "Z" else None),
        "alfabetisering": mapping.ALFABETISERING[pip.alfabetisering or "NVT"],
        "uren_leerroute": None if pip.intensiteit is None else float(pip.intensiteit),
        "reden": reason,
    }


def of_pip(world: World, name: str, gemeente: str, pip: Pip) -> list[str]:
    """P-1 to P-8."""
    event = world.proposed(name, "pip_vastgesteld", pip.dagtekening, pip_payload(world, name, gemeente, pip), gemeente)
    row = _with(world, name, event)
    found = [rule for column, rule in _PIP.items() if row[column] is True]
    current = world.case(name).values["pip_laatste_datum"]
    if current is not None and pip.dagtekening < current and "P-2" not in found:
        found.append("P-2")
    return found


def _with(world: World, name: str, event: Event) -> dict[str, Any]:
    """The columns of an event as it would stand."""
    day = max(world.today, event.valid_on)
    case = world.evaluated([*world.events(name), event], name, day)
    return next(dict(row) for row in case.rows[event.type] if row["event_id"] == str(event.event_id))


def of_pip_removal(world: World, name: str, gemeente: str) -> list[str]:
    """P-9 and P-10. DUO itself knows whether it set a term, so what is unknown to others is not unknown here."""
    values = world.case(name).values
    found = []
    if values["pip_gemeente"] != gemeente:
        found.append("P-eigen")
    if values["termijn_door_duo_vastgesteld"]:
        found.append("P-9")
    if values["uren_geregistreerd"]:
        found.append("P-10")
    return found


def of_offer(world: World, name: str, offer: Aanbod, school: Instelling | None) -> list[str]:
    """A-1 to A-6; A-7 is no refusal: a new offer overwrites."""
    values = world.case(name).values
    found = []
    if values["is_asielstatushouder"] is not True:
        found.append("A-1")
    if not values["heeft_pip"]:
        found.append("A-2")
    if not has_mark(school, values["leerroute"]):
        found.append("A-3")
    days = [day for day in (offer.aangeboden_op, offer.begint_op, offer.tot) if day is not None]
    plan = values["pip_laatste_datum"]
    if plan is not None and any(day < plan for day in days):
        found.append("A-4")
    if offer.begint_op is not None and (
        (offer.aangeboden_op is not None and offer.begint_op < offer.aangeboden_op)
        or (offer.tot is not None and offer.begint_op >= offer.tot)
    ):
        found.append("A-5")
    start, end = values["termijn_start"], values["termijn_einde_exclusief"]
    if start is not None and (
        (offer.begint_op is not None and offer.begint_op < start) or (offer.tot is not None and offer.tot > end)
    ):
        found.append("A-6")
    return found


def has_mark(school: Instelling | None, leerroute: str | None) -> bool:
    """Has the school the mark of Blik op Werk, or in the onderwijsroute that of a taalschakeltraject?"""
    if school is None:
        return False
    return bool(school.bow_keurmerk) or (leerroute == "onderwijs" and bool(school.tst_keurmerk))


def of_result(
    world: World,
    name: str,
    gemeente: str,
    kind: str,
    day: dt.date | None,
    verwijtbaar: str | None,
    zroute_on: dt.date | None,
) -> list[str]:
    """R-1 to R-11 for the day of PVT (``pvt_ondertekend``) or MAP (``map_afgerond``)."""
    case = world.case(name)
    values = case.values
    rows = case.rows.get(kind, ())
    found = []
    if rows and rows[-1]["organisation"] != gemeente:
        found.append("R-1")
    if values["pip_gemeente"] != gemeente:
        found.append("R-2")
    if values["voldaan"] and values["leerroute"] == "Z":
        found.append("R-3")
    if day is not None and (values["termijn_start"] is None or day < values["termijn_start"]):
        found.append("R-4")
    if day is not None and zroute_on is not None and day > zroute_on:
        found.append("R-5")
    if day is not None and day > world.today:
        found.append("R-6")
    if day is None and rows and zroute_on is not None:
        found.append("R-7")
    return [*found, *faults_of_blame(day, verwijtbaar, world.today, values)]


def of_zroute(world: World, name: str, gemeente: str, day: dt.date | None) -> list[str]:
    """The rules of R that a completion of the Z-route shares: own PIP, inside the term, not in the future."""
    values = world.case(name).values
    found = []
    if values["pip_gemeente"] != gemeente:
        found.append("R-2")
    if day is not None and (values["termijn_start"] is None or day < values["termijn_start"]):
        found.append("R-4")
    if day is not None and day > world.today:
        found.append("R-6")
    return found
