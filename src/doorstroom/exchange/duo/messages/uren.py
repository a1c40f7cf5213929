"""Gevolgde Uren API. All hours are running totals, never increments."""

from __future__ import annotations

import datetime as dt
from typing import Annotated

from doorstroom.exchange.duo.messages.ontheffing import Uren
from doorstroom.exchange.duo.messages.pip import Gemeentecode
from doorstroom.exchange.duo.messages.wire import Message, Wire


class UrenTaallesEnKnmIntake(Message):
    """Lessons of Dutch and KNM during the brede intake: all hours so far."""

    uren: Uren


class UrenParticipatieactiviteiten(Message):
    """Participation for the Z-route of an asielstatushouder: all hours so far, those of the intake included."""

    uren: Uren


class UrenParticipatieAlsTaalles(Message):
    """Lessons of Dutch and KNM in the route: all hours so far, earlier routes included, the intake not."""

    uren: Uren


class UrenVanGemeente(Message):
    """What one municipality told of hours. DUO gives the first day that is no longer known."""

    gemeente: Annotated[Gemeentecode | None, Wire("gemeentecode")] = None
    bekend_tot: Annotated[dt.date | None, Wire("bekendTot", ends="first_day_after")] = None
    taalles: Annotated[UrenParticipatieAlsTaalles | None, Wire("ParticipatieAlsTaalles")] = None
    participatie: Annotated[UrenParticipatieactiviteiten | None, Wire("ParticipatieactiviteitenBredeIntake")] = None
    intake: Annotated[UrenTaallesEnKnmIntake | None, Wire("TaallesEnKnmBredeIntake")] = None
