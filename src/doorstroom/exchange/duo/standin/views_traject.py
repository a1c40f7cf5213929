"""What DUO answers about somebody's traject: tests, decisions, plan, hours and exams."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from doorstroom.exchange.duo import mapping
from doorstroom.exchange.duo.messages.examen import Examenresultaat, GratisPogingen
from doorstroom.exchange.duo.messages.ontheffing import GedeeltelijkeOntheffing, GeheleOntheffing, Ontheffing
from doorstroom.exchange.duo.messages.pip import Pip, PipVanGemeente
from doorstroom.exchange.duo.messages.resultaten import DatumMap, DatumPvt
from doorstroom.exchange.duo.messages.toets import Examennummer, Toetsresultaat
from doorstroom.exchange.duo.messages.uren import (
    UrenParticipatieactiviteiten,
    UrenParticipatieAlsTaalles,
    UrenTaallesEnKnmIntake,
    UrenVanGemeente,
)
from doorstroom.exchange.duo.messages.vrijstelling import (
    GedeeltelijkeVrijstelling,
    GeheleVrijstelling,
    TijdelijkeVrijstelling,
    Vrijstelling,
)
from doorstroom.exchange.duo.messages.wire import Message
from doorstroom.exchange.duo.standin.world import Someone, World
from doorstroom.kernel.plain.case import Row

_DAY = dt.timedelta(days=1)
_TOETS = {ours: word for word, ours in mapping.TOETSUITSLAG.items()}
#: The kinds of hours that a municipality reports: how the stand-in keeps each total.
HOURS: dict[str, dict[str, Any]] = {
    "uren_intake_melden": {"soort": "nt2", "keurmerk": True, "tijdens_intake": True},
    "uren_participatie_melden": {"soort": "participatie"},
    "uren_taalles_melden": {"soort": "nt2", "keurmerk": True},
}


def rows(world: World, one: Someone, kind: str) -> Sequence[Row]:
    """The events of a type that hold of a person, with their columns."""
    return world.case(one.name).rows.get(kind, ())


def examennummer(world: World, one: Someone) -> Examennummer | None:
    """The number with which the test is planned."""
    return Examennummer(examennummer=one.examennummer) if one.examennummer else None


def toetsresultaten(world: World, one: Someone) -> list[Message]:
    """Results of the leerbaarheidstoets."""
    return [
        Toetsresultaat(
            uitslag=_TOETS[row["uitkomst"]],  # type: ignore[arg-type]
            score=Decimal(f"{row['score'] or 0:.2f}"),
            benodigd=Decimal(f"{row['benodigde_score'] or 0:.2f}"),
            geregistreerd_op=row["valid_on"],
        )
        for row in rows(world, one, "leerbaarheidstoets_afgenomen")
    ]


def vrijstellingen(world: World, one: Someone) -> list[Message]:
    """Every decision about exemption, refusals among them."""
    ended = [row["valid_on"] for row in rows(world, one, "vrijstelling_beeindigd")]
    found: list[Message] = []
    for row in rows(world, one, "vrijstelling_besloten"):
        decision: dict[str, Any] = {
            "oordeel": mapping.duo_word(mapping.OORDEEL, row["uitkomst"]),
            "reden": _REASONS.get(row["grond"], "DIP"),
            "besloten_op": row["valid_on"],
        }
        if row["soort"] == "volledig":
            found.append(Vrijstelling(geheel=GeheleVrijstelling(**decision)))
        elif row["soort"] == "tijdelijk":
            last = row["tot_en_met"] + _DAY if row["tot_en_met"] else None
            until = min([day for day in (*ended, last) if day is not None and day > row["valid_on"]], default=None)
            part = TijdelijkeVrijstelling(**decision, begin=row["valid_on"], tot=until)
            found.append(Vrijstelling(tijdelijk=part))
        else:
            for each in row["onderdelen"]:
                code = mapping.duo_word(mapping.ONDERDEEL, each)
                partial = GedeeltelijkeVrijstelling(**decision, onderdeel=code, niveau=row["niveau"])  # type: ignore[arg-type]
                found.append(Vrijstelling(gedeeltelijk=partial))
    return found


#: DUO has no code of its own for the grounds of school age; a diploma is the nearest.
_REASONS = {"avi": "AVI", "diploma": "DIP", "onderdeel": "GED", "opleiding": "OPL", "leerplichtig": "OPL"}


def ontheffingen(world: World, one: Someone) -> list[Message]:
    """Every decision about dispensation, refusals among them."""
    found: list[Message] = []
    for row in rows(world, one, "ontheffing_besloten"):
        decision: dict[str, Any] = {
            "oordeel": mapping.duo_word(mapping.OORDEEL, row["uitkomst"]),
            "besloten_op": row["valid_on"],
            "grond": mapping.duo_word(mapping.ONTHEFFINGSGROND, row["grond"]),
        }
        if row["omvang"] == "volledig":
            found.append(Ontheffing(geheel=GeheleOntheffing(**decision)))
            continue
        for each in row["onderdelen"]:
            code: Any = mapping.duo_word(mapping.ONDERDEEL, each)
            found.append(Ontheffing(gedeeltelijk=GedeeltelijkeOntheffing(**decision, onderdeel=code)))
        if row["participatie"]:
            hours = int(row["participatie_uren_maximum"] or 0)
            found.append(Ontheffing(gedeeltelijk=GedeeltelijkeOntheffing(**decision, uren=hours)))
    return found


def pip(world: World, one: Someone) -> PipVanGemeente | None:
    """The plan that stands, of whichever municipality."""
    standing = [row for row in rows(world, one, "pip_vastgesteld") if row["pip_van_kracht"]]
    if not standing:
        return None
    row = standing[-1]
    plan = Pip(
        dagtekening=row["valid_on"],
        leerroute=mapping.duo_word(mapping.LEERROUTE, row["leerroute"]),  # type: ignore[arg-type]
        niveau=row["niveau"],
        intensiteit=None if row["uren_leerroute"] is None else int(row["uren_leerroute"]),
        alfabetisering=mapping.duo_word(mapping.ALFABETISERING, row["alfabetisering"]),  # type: ignore[arg-type]
    )
    return PipVanGemeente(gemeente=row["gemeente"], pip=plan)


def map_afgerond(world: World, one: Someone) -> DatumMap | None:
    """The day of the eindgesprek of the MAP."""
    done = rows(world, one, "map_afgerond")
    return DatumMap(eindgesprek_op=done[-1]["valid_on"]) if done else None


def pvt_ondertekend(world: World, one: Someone) -> DatumPvt | None:
    """The day on which the participation declaration was signed."""
    done = rows(world, one, "pvt_ondertekend")
    return DatumPvt(ondertekend_op=done[-1]["valid_on"]) if done else None


def uren(world: World, one: Someone) -> list[Message]:
    """The running totals, by municipality."""
    by: dict[str, dict[str, Any]] = {}
    for row in rows(world, one, "uren_gevolgd"):
        kind, _, gemeente = row["instance"].partition(":")
        told = by.setdefault(gemeente, {"gemeente": gemeente, "bekend_tot": dt.date.min})
        told["bekend_tot"] = max(told["bekend_tot"], row["valid_on"] + _DAY)
        field, model = _HOURS[kind]
        told[field] = model.read({"uren": int(row["uren"])})
    return [UrenVanGemeente(**told) for told in by.values()]


_HOURS: dict[str, tuple[str, type[Message]]] = {
    "uren_intake_melden": ("intake", UrenTaallesEnKnmIntake),
    "uren_participatie_melden": ("participatie", UrenParticipatieactiviteiten),
    "uren_taalles_melden": ("taalles", UrenParticipatieAlsTaalles),
}


def examens(world: World, one: Someone) -> list[Message]:
    """Every attempt with a result."""
    return [
        Examenresultaat(
            op=row["valid_on"],
            resultaat=mapping.duo_word(mapping.EXAMENRESULTAAT, row["resultaat"]),  # type: ignore[arg-type]
            reden=mapping.duo_word(mapping.GEEN_RESULTAAT, row["reden_geen"]) if row["reden_geen"] else None,  # type: ignore[arg-type]
            onderdeel=mapping.duo_word(mapping.ONDERDEEL, row["onderdeel"]),  # type: ignore[arg-type]
            niveau=row["niveau"],
        )
        for row in rows(world, one, "examen_afgelegd")
        if row["resultaat"] != "nog_niet_bekend"
    ]


def gratis_pogingen(world: World, one: Someone) -> list[Message]:
    """The attempts that are still free."""
    values = world.case(one.name).values
    left = {code: values[f"gratis_pogingen_over_{ours}"] for code, ours in mapping.ONDERDEEL.items()}
    return [
        GratisPogingen(onderdeel=code, tegoed=int(number))  # type: ignore[arg-type]
        for code, number in left.items()
        if number is not None
    ]
