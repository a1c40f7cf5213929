"""Answers for the tests of the planner, as links. Nobody in them exists."""

from __future__ import annotations

import datetime as dt
from typing import Any

from doorstroom.web.planner.answers import Answers
from doorstroom.web.planner.link import read_link

TODAY = dt.date(2026, 11, 26)

#: An asylum status holder in the B1-route, half way, everything known.
ASYLUM: dict[str, str] = {
    "verblijf": "asiel", "sinds": "2024-01-10", "leeftijd": "18tot60", "plan": "ja", "plan_datum": "2024-07-01",
    "route": "B1", "niveau": "B1", "les": "ja", "les_sinds": "2024-09-02", "lezen": "gehaald", "luisteren": "nee",
    "schrijven": "nee", "spreken": "nee", "knm": "nee", "pvt": "klaar", "map": "nee", "uren": "400", "extra": "0",
    "hinder": "nee", "week": "12", "klaar": "6m", "paspoort": "nee",
}  # fmt: skip
#: A family migrant in the Z-route.
FAMILY_Z: dict[str, str] = {
    "verblijf": "gezin", "sinds": "2025-03-01", "leeftijd": "18tot60", "plan": "ja", "plan_datum": "2025-06-01",
    "route": "Z", "pvt": "nee", "map": "nee", "uren": "100", "extra": "0", "hinder": "nee", "week": "12",
    "week_participatie": "0", "inkomen": "nee", "paspoort": "nee",
}  # fmt: skip
#: Somebody whose plan is still to come.
WAITING: dict[str, str] = {
    "verblijf": "asiel", "sinds": "2026-05-10", "leeftijd": "18tot60", "plan": "nee", "brief": "2026-10-01",
    "woont": "woning", "woning_sinds": "2026-10-15", "route": "B1", "week": "10", "klaar": "24m", "paspoort": "nee",
}  # fmt: skip
#: Somebody of the act of 2013.
OLD_ACT: dict[str, str] = {
    "verblijf": "gezin", "sinds": "2021-03-01", "oude_start": "2021-03-01", "leeftijd": "18tot60", "turks": "nee",
    "extra": "0", "paspoort": "nee",
}  # fmt: skip


def query(given: dict[str, str], **changes: str | None) -> str:
    """The query string of answers, with some changed or (None) left out."""
    told: dict[str, Any] = {**given, **changes}
    return "&".join(["v=1", *(f"{key}={value}" for key, value in told.items() if value is not None)])


def answers(given: dict[str, str], today: dt.date = TODAY, **changes: str | None) -> Answers:
    """Answers as the planner reads them."""
    return read_link(query(given, **changes), today)
