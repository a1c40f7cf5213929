"""Which codes follow from what happened? The duty and the ten weeks by the rules, the others by the event itself."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from doorstroom.exchange.duo.standin.tables import person as people
from doorstroom.exchange.duo.standin.world import Someone, World

_DAY = dt.timedelta(days=1)
#: From so long before the pension age it is looked every day whether the six months have begun.
_NEAR_PENSION = dt.timedelta(days=190)

Payload = Mapping[str, Any]


def _vrijstelling(payload: Payload) -> str | None:
    refused = {"volledig": "SS114", "tijdelijk": "SS115", "gedeeltelijk": "SS116"}
    if payload["uitkomst"] == "afgewezen":
        return refused[payload["soort"]]
    return "SS117" if payload["soort"] == "gedeeltelijk" else None


def _ontheffing(payload: Payload) -> str | None:
    if payload["uitkomst"] == "afgewezen":
        return "SS118"
    return "SS119" if payload["omvang"] == "gedeeltelijk" else None


#: Event type -> the code that follows from the event itself; None: from the status, or none at all.
DIRECT: dict[str, Callable[[Payload], str | None]] = {
    "vrijstelling_besloten": _vrijstelling,
    "ontheffing_besloten": _ontheffing,
    "verlenging_verleend": lambda payload: "SS103" if payload.get("ambtshalve") else "SS104",
    "verlenging_afgewezen": lambda _payload: "SS113",
    "verlenging_aangevraagd": lambda _payload: "SS112",
    "leerbaarheidstoets_afgenomen": lambda _payload: "SS131",
    "examen_afgelegd": lambda payload: None if payload["resultaat"] == "nog_niet_bekend" else "SS199",
    "doelgroep_gewijzigd": lambda payload: "SS125" if payload["doelgroep"] == "asielstatushouder" else "SS124",
}
#: Announced by DUO and not sent yet; the stand-in sends them only when asked to.
PLANNED = ("SS112", "SS122", "SS123", "SS140", "SS141", "SS142")


def direct(kind: str, payload: Payload) -> str | None:
    """The code that follows from an event itself."""
    return DIRECT[kind](payload) if kind in DIRECT else None


def status(world: World, one: Someone) -> tuple[list[str], Someone]:
    """The codes that follow from how somebody stands now, and what was told with them. No code is told twice."""
    values = world.case(one.name).values
    codes: list[str] = []
    plicht = values["duo_bericht_plicht"]
    if plicht is not None and plicht != one.told_plicht and values["gemeente"] is not None:
        # An exemption for a time that ended is told as such, not as a new duty.
        resumed = one.told_plicht == "SS109" and plicht in ("SS101", "SS128")
        codes.append(plicht if not resumed else "SS130" if values["heeft_pip"] else "SS129")
        one = replace(one, told_plicht=plicht)
    pip = values["duo_bericht_pip"]
    place = f"{pip}:{values['gemeente']}"
    if pip is not None and values["gemeente"] is not None and place != one.told_pip:
        # In the same municipality only a first start of the ten weeks is news.
        known = (one.told_pip or "").partition(":")[2] == values["gemeente"]
        if not known:
            codes.append(pip)
        one = replace(one, told_pip=place)
    return codes, replace(one, look_on=_next_look(world, one, values))


def _next_look(world: World, one: Someone, values: Payload) -> dt.date | None:
    """The next day on which something may change without anybody doing anything."""
    today = world.today
    days = [values[name] for name in ("aow_datum", "laatste_breuk_te_lang_op", "zestien_op", "achttien_op")]
    until = values["vrijstelling_tijdelijk_tot_en_met"]
    days.append(until + _DAY if until is not None else None)
    days += [event.valid_on for event in world.events(one.name)]
    pension = values["aow_datum"]
    if pension is not None and one.told_plicht == "SS101":
        days.append(max(pension - _NEAR_PENSION, today + _DAY))
    return min((day for day in days if day is not None and day > today), default=None)


def remember(connection: Connection, one: Someone) -> None:
    """Write down what was told."""
    query = sa.update(people).where(people.c.bsn == one.bsn)
    connection.execute(query.values(told_plicht=one.told_plicht, told_pip=one.told_pip, look_on=one.look_on))
