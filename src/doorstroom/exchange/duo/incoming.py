"""What an answer of DUO says has happened: events of the register, without a copy of any rule of the law."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from doorstroom.exchange.duo import mapping
from doorstroom.exchange.duo.codes import CODES, EXTENDED, RESUMED
from doorstroom.exchange.duo.messages.examen import Examenresultaat
from doorstroom.exchange.duo.messages.ontheffing import GedeeltelijkeOntheffing, Ontheffing
from doorstroom.exchange.duo.messages.pip import PipVanGemeente
from doorstroom.exchange.duo.messages.plicht import Doelgroep, Inburgeringsplicht
from doorstroom.exchange.duo.messages.termijn import Inburgeringstermijn
from doorstroom.exchange.duo.messages.toets import Toetsresultaat
from doorstroom.exchange.duo.messages.vrijstelling import TijdelijkeVrijstelling, Vrijstelling

_DAY = dt.timedelta(days=1)
#: Columns of our own that translations compare with.
COLUMNS = ("doelgroep", "termijn_einde_exclusief", "termijn_duo_einde_exclusief", "pip_aantal", "overleden_op")


@dataclass(frozen=True)
class Reported:
    """An event as DUO reports it. ``instance`` is the same whenever DUO reports the same thing again.

    ``on_unknown_day``: DUO names no day, so ``day`` is that of the message; a later message changes nothing.
    """

    type: str
    instance: str
    day: dt.date
    payload: dict[str, Any]
    on_unknown_day: bool = False


@dataclass(frozen=True)
class Setting:
    """Amid what an answer came: the code, the day on which DUO registered it, who we are, and what our rules say."""

    code: str
    told_on: dt.date
    gemeente: str
    ours: Mapping[str, Any]
    #: DUO's codes of grounds of extension as ours, as far as somebody said what they mean.
    gronden: Mapping[str, str]


def reported(setting: Setting, answers: Mapping[str, Any]) -> list[Reported]:
    """Every event that these answers (a model or list of models by resource; None: DUO has none) say."""
    found = []
    code = CODES.get(setting.code)
    if code is not None and code.event:
        found.append(Reported(code.event, f"duo-{setting.told_on}", setting.told_on, {}))
    for name, value in answers.items():
        if value is not None and name in _TRANSLATIONS:
            found += _TRANSLATIONS[name](value, setting)
    return found


def unmapped_ground(setting: Setting, termijn: Inburgeringstermijn | None) -> str | None:
    """The ground of an extension that nobody has said the meaning of, so that the extension is not recorded."""
    if termijn is None or setting.code not in EXTENDED or termijn.grondcode in setting.gronden:
        return None
    return termijn.grond or termijn.grondcode or "(DUO noemt geen grond)"


def _plicht(answer: Inburgeringsplicht, setting: Setting) -> Iterator[Reported]:
    if answer.kennisgeving_op is not None:
        yield Reported("kennisgeving_verzonden", f"duo-{answer.kennisgeving_op}", answer.kennisgeving_op, {})
    if answer.reden == "Overlijden" and answer.tot is not None and setting.ours["overleden_op"] is None:
        yield Reported("overlijden", "duo", answer.tot, {})


def _doelgroep(answer: Doelgroep, setting: Setting) -> Iterator[Reported]:
    group = mapping.DOELGROEP[answer.indeling] if answer.indeling else None
    if group is not None and group != setting.ours["doelgroep"]:
        day = answer.begin or setting.told_on
        yield Reported("doelgroep_gewijzigd", f"duo-{day}", day, {"doelgroep": group})


def _termijn(answer: Inburgeringstermijn, setting: Setting) -> Iterator[Reported]:
    resumed = setting.code in RESUMED
    # Where we lack the facts to work the end out ourselves, what DUO told before is what it extends.
    ours = setting.ours["termijn_einde_exclusief"] or setting.ours["termijn_duo_einde_exclusief"]
    ground = setting.gronden.get(answer.grondcode or "")
    changed_on = answer.gewijzigd_op or setting.told_on
    if setting.code in EXTENDED and ground is not None and ours is not None and answer.tot > ours:
        extension = {"grond": ground, "dagen": (answer.tot - ours).days, "ambtshalve": EXTENDED[setting.code]}
        yield Reported("verlenging_verleend", f"duo-{answer.tot}", changed_on, extension)
    instance = f"duo-hervat-{setting.told_on}" if resumed else f"duo-{answer.begin}-{answer.tot}"
    dates = {"startdatum": answer.begin, "einddatum_exclusief": answer.tot, "na_vrijstelling": resumed}
    yield Reported("termijn_gemeld", instance, changed_on, dates, on_unknown_day=answer.gewijzigd_op is None)


def _vrijstellingen(answer: list[Vrijstelling], setting: Setting) -> Iterator[Reported]:
    for item in answer:
        yield from _vrijstelling(item, setting)
    granted = [each.tijdelijk for each in answer if each.tijdelijk and each.tijdelijk.oordeel == "Toekenning"]
    if setting.code in RESUMED and granted:
        last = max(granted, key=_first_day)
        ended = last.tot or setting.told_on
        yield Reported("vrijstelling_beeindigd", f"duo-{ended}", ended, {})


def _first_day(item: TijdelijkeVrijstelling) -> dt.date:
    return item.begin or item.besloten_op or dt.date.min


def _vrijstelling(item: Vrijstelling, setting: Setting) -> Iterator[Reported]:
    # The first day of a temporary exemption counts, not the day of the decision: the rules count from it.
    parts: tuple[tuple[str, Any], ...] = (
        ("volledig", item.geheel),
        ("tijdelijk", item.tijdelijk),
        ("gedeeltelijk", item.gedeeltelijk),
    )
    for kind, part in parts:
        if part is None:
            continue
        day: dt.date | None = (part.begin if kind == "tijdelijk" else None) or part.besloten_op
        payload: dict[str, Any] = {
            "uitkomst": mapping.OORDEEL[part.oordeel],
            "soort": kind,
            "grond": mapping.VRIJSTELLINGSGROND[part.reden],
        }
        name = f"duo-{kind}-{part.reden}-{part.oordeel[0]}"
        if kind == "tijdelijk" and part.tot is not None:
            payload["tot_en_met"] = part.tot - _DAY
        if kind == "gedeeltelijk":
            payload["onderdelen"] = [mapping.ONDERDEEL[part.onderdeel]] if part.onderdeel else []
            payload["niveau"] = part.niveau or "B1"
            name += f"-{part.onderdeel or ''}-{part.niveau or ''}"
        yield Reported("vrijstelling_besloten", f"{name}-{day or ''}", day or setting.told_on, payload, day is None)


def _ontheffingen(answer: list[Ontheffing], setting: Setting) -> Iterator[Reported]:
    for item in answer:
        for size, part in (("volledig", item.geheel), ("gedeeltelijk", item.gedeeltelijk)):
            if part is None:
                continue
            payload: dict[str, Any] = {
                "uitkomst": mapping.OORDEEL[part.oordeel],
                "grond": mapping.ONTHEFFINGSGROND[part.grond],
                "omvang": size,
            }
            name = f"duo-{size}-{part.grond}-{part.oordeel[0]}"
            if isinstance(part, GedeeltelijkeOntheffing):
                payload["onderdelen"] = [mapping.ONDERDEEL[part.onderdeel]] if part.onderdeel else []
                # Absent says nothing; 0 says that nothing can be borne.
                payload["participatie"] = part.uren is not None
                payload["participatie_uren_maximum"] = None if part.uren is None else float(part.uren)
                name += f"-{part.onderdeel or 'participatie'}"
            yield Reported("ontheffing_besloten", f"{name}-{part.besloten_op}", part.besloten_op, payload)


def _pip(answer: PipVanGemeente, setting: Setting) -> Iterator[Reported]:
    if answer.gemeente == setting.gemeente:
        return
    plan = answer.pip
    payload: dict[str, Any] = {
        "gemeente": answer.gemeente,
        "leerroute": mapping.LEERROUTE[plan.leerroute],
        "niveau": plan.niveau,
        "alfabetisering": mapping.ALFABETISERING[plan.alfabetisering or "NVT"],
        "uren_leerroute": None if plan.intensiteit is None else float(plan.intensiteit),
        "reden": "wijziging" if setting.ours["pip_aantal"] else "eerste",
    }
    yield Reported("pip_vastgesteld", f"duo-{answer.gemeente}-{plan.dagtekening}", plan.dagtekening, payload)


def _examens(answer: list[Examenresultaat], setting: Setting) -> Iterator[Reported]:
    for result in answer:
        payload = {
            "onderdeel": mapping.ONDERDEEL[result.onderdeel],
            "niveau": result.niveau,
            "resultaat": mapping.EXAMENRESULTAAT[result.resultaat],
            "reden_geen": mapping.GEEN_RESULTAAT[result.reden] if result.reden else None,
        }
        yield Reported("examen_afgelegd", f"duo-{result.op}-{result.onderdeel}-{result.niveau}", result.op, payload)


def _toetsresultaten(answer: list[Toetsresultaat], setting: Setting) -> Iterator[Reported]:
    for result in answer:
        payload = {
            "uitkomst": mapping.TOETSUITSLAG[result.uitslag],
            "score": float(result.score),
            "benodigde_score": float(result.benodigd),
        }
        day = result.geregistreerd_op
        yield Reported("leerbaarheidstoets_afgenomen", f"duo-{day}", day, payload)


_TRANSLATIONS: dict[str, Callable[[Any, Setting], Iterator[Reported]]] = {
    "plicht": _plicht,
    "doelgroep": _doelgroep,
    "termijn": _termijn,
    "vrijstellingen": _vrijstellingen,
    "ontheffingen": _ontheffingen,
    "pip": _pip,
    "examens": _examens,
    "toetsresultaten": _toetsresultaten,
}
