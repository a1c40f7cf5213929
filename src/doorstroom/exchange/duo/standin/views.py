"""What DUO answers about a person: columns and events as messages. None: DUO has nothing of the kind (404)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from doorstroom.exchange.duo import mapping
from doorstroom.exchange.duo.messages.plicht import (
    Doelgroep,
    Doelgroephistorie,
    Inburgeringsplicht,
    Inburgeringsplichthistorie,
)
from doorstroom.exchange.duo.messages.termijn import Inburgeringstermijn, Inburgeringstermijnhistorie
from doorstroom.exchange.duo.messages.wire import Message
from doorstroom.exchange.duo.standin import views_traject as traject
from doorstroom.exchange.duo.standin.lists import ground_of
from doorstroom.exchange.duo.standin.views_traject import rows
from doorstroom.exchange.duo.standin.world import Someone, World


def _plicht(world: World, one: Someone) -> Inburgeringsplicht:
    values = world.case(one.name).values
    return Inburgeringsplicht(
        plichtig=bool(values["inburgeringsplichtig_wi2021"]),
        begin=values["plicht_start"],
        tot=values["plicht_geeindigd_op"],
        gewijzigd_op=_changed_on(world, one),
        kennisgeving_op=values["kennisgeving_datum"],
        reden=None if values["inburgeringsplichtig_wi2021"] else values["plicht_eind_reden"],
    )


def _changed_on(world: World, one: Someone) -> dt.date | None:
    days = [event.valid_on for event in world.events(one.name) if event.valid_on <= world.today]
    return max(days, default=None)


def _days(world: World, one: Someone) -> list[dt.date]:
    """The days on which something about a person may have changed, up to today."""
    days = {event.valid_on for event in world.events(one.name) if event.valid_on < world.today}
    return [*sorted(days), world.today]


def _plicht_historie(world: World, one: Someone) -> list[Message]:
    found: list[Inburgeringsplichthistorie] = []
    for day in _days(world, one):
        obliged = bool(world.case(one.name, day).values["inburgeringsplichtig_wi2021"])
        if found and found[-1].plichtig != obliged:
            found[-1] = found[-1].model_copy(update={"tot": day})
        if not found or found[-1].plichtig != obliged:
            found.append(Inburgeringsplichthistorie(plichtig=obliged, begin=day, gewijzigd_op=day))
    return list(found)


def _indeling(values: Any) -> Any:
    return mapping.duo_word(mapping.DOELGROEP, values["doelgroep"]) if values["doelgroep"] else None


def _doelgroep(world: World, one: Someone) -> Doelgroep:
    values = world.case(one.name).values
    changes = rows(world, one, "doelgroep_gewijzigd")
    asylum = values["doelgroep"] == "asielstatushouder"
    if values["geestelijke_bedienaar"]:
        detail: Any = "Geestelijk bedienaar"
    else:
        detail = "Asielstatushouder" if asylum else "Overig"
    wish = "Op verzoek rechten van gezins- en overige migrant toegekend"
    return Doelgroep(
        indeling=_indeling(values),
        begin=changes[-1]["valid_on"] if changes else values["plicht_start"],
        gedetailleerd=detail if values["doelgroep"] else None,
        wijziging=("Asielrechten toegekend" if asylum else wish) if changes else None,  # type: ignore[arg-type]
    )


def _doelgroep_historie(world: World, one: Someone) -> list[Message]:
    found: list[Doelgroephistorie] = []
    for day in _days(world, one):
        group = _indeling(world.case(one.name, day).values)
        if found and found[-1].indeling != group:
            found[-1] = found[-1].model_copy(update={"tot": day})
        if group is not None and (not found or found[-1].indeling != group):
            found.append(Doelgroephistorie(indeling=group, begin=day))
    return list(found)


def _termijn(world: World, one: Someone) -> Inburgeringstermijn | None:
    told = rows(world, one, "termijn_gemeld")
    if not told:
        return None
    extensions = rows(world, one, "verlenging_verleend")
    ground = ground_of(extensions[-1]["grond"]) if extensions else None
    return Inburgeringstermijn(
        begin=told[-1]["startdatum"],
        tot=told[-1]["einddatum_exclusief"],
        gewijzigd_op=told[-1]["valid_on"],
        grondcode=ground.code if ground else None,
        grond=ground.omschrijving if ground else None,
    )


def _termijn_historie(world: World, one: Someone) -> list[Message]:
    return [
        Inburgeringstermijnhistorie(tot=row["einddatum_exclusief"], gewijzigd_op=row["valid_on"])
        for row in rows(world, one, "termijn_gemeld")
    ]


VIEWS: dict[str, Callable[[World, Someone], Message | list[Message] | None]] = {
    "doelgroep": _doelgroep,
    "doelgroep_historie": _doelgroep_historie,
    "plicht": _plicht,
    "plicht_historie": _plicht_historie,
    "examennummer": traject.examennummer,
    "toetsresultaten": traject.toetsresultaten,
    "termijn": _termijn,
    "termijn_historie": _termijn_historie,
    "vrijstellingen": traject.vrijstellingen,
    "ontheffingen": traject.ontheffingen,
    "pip": traject.pip,
    "map": traject.map_afgerond,
    "pvt": traject.pvt_ondertekend,
    "uren": traject.uren,
    "examens": traject.examens,
    "gratis_pogingen": traject.gratis_pogingen,
}
