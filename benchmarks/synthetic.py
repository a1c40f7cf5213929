"""Invented histories of the Wi2021 in bulk, with the real event types, written as a Parquet mirror.

About twelve events a case: birth, right of residence, notice, reception, registration and moves, intake, PIP, offer,
lessons, hours, exams, extensions, fines, loans and so on, some of them missing, some recorded late. About three per
cent were corrected later (a version with ``recorded_until``, and its successor) and some of these retracted.

Nothing here follows published figures; for that there is the demo register. What matters is that every event type,
every kind of correction and every gap occurs, and that the same seed gives the same register.
"""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import polars as pl

from benchmarks.measuring import say
from doorstroom.kernel.events import EventType
from doorstroom.kernel.system import System
from doorstroom.register.mirror import write_history
from doorstroom.stelsels.inburgering import system

Array = npt.NDArray[Any]

#: Cases that are made together; a whole number of them is in memory at a time, per event type.
CHUNK = 250_000
#: After this day nothing is recorded: the register was closed then.
HORIZON = dt.date(2026, 1, 1)
#: Far after the horizon: it did not happen.
NEVER = 10**8
CORRECTED = 0.033
RETRACTED = 0.15
GEMEENTEN = [f"GM{number:04d}" for number in range(1, 343)]

#: Left out of a settled register: second rights of residence and their end, leaving the BRP, choices of act, temporary
#: exemptions, proofs that exempt from a part, and the Z-route's end. So the query beside it (publication_tables) need
#: not follow courses of residence; everything else is there.
SETTLED = frozenset(
    {
        "verblijfsrecht_beeindigd", "brp_uitschrijving", "uitsluiting_vastgesteld", "werk_geestelijke_bedienaar",
        "stelsel_gekozen", "leerplicht_vastgesteld", "vrijstellende_opleiding_begonnen",
        "vrijstellende_opleiding_beeindigd", "diploma_overgelegd", "taalbewijs_overgelegd", "vrijstelling_beeindigd",
        "zroute_eindgesprek", "zroute_uren_verlaagd", "zroute_uren_verrekend",
    }
)  # fmt: skip

_EPOCH = dt.date(1970, 1, 1)
_END = (HORIZON - _EPOCH).days
_US_A_DAY = 86_400_000_000


@dataclass(frozen=True)
class Drawn:
    """Events of one type: whose (place in the chunk), on which day, as which instance, with which payload."""

    who: Array
    day: Array
    payload: Mapping[str, pl.Series]
    instance: str = "1"


class Chunk:
    """The main dates in the lives of a chunk of cases, from which the events of every type follow."""

    def __init__(self, number: int, size: int, seed: int, settled: bool = False) -> None:
        self.number, self.size, self._seed, self.settled = number, size, seed, settled
        draw = self.draw(0)
        self.asylum = draw.random(size) < 0.55
        self.permit = draw.integers(_day(2021, 6, 1), _day(2025, 7, 1), size, dtype=np.int32)
        self.town = (len(GEMEENTEN) * draw.random(size) ** 3).astype(np.int32)
        self.next_town = (self.town + draw.integers(1, len(GEMEENTEN), size)) % len(GEMEENTEN)
        age = np.where(draw.random(size) < 0.96, draw.normal(32, 9, size), draw.normal(60, 8, size)).clip(14, 90)
        self.birth = self.permit - (age * 365.25).astype(np.int32)
        housed = np.where(self.asylum, draw.gamma(2, 90, size), draw.gamma(1, 10, size))
        self.housed = self.permit + housed.astype(np.int32)
        late = np.where(draw.random(size) < 0.03, draw.integers(150, 500, size), 0)
        self.notice = self.permit + draw.integers(3, 60, size, dtype=np.int32) + late.astype(np.int32)
        begin = np.maximum(self.notice, np.where(draw.random(size) < 0.15, 0, self.housed))
        self.intake = begin + draw.integers(5, 60, size, dtype=np.int32)
        self.plan = self.intake + draw.gamma(2, 25, size).astype(np.int32)
        self.lessons = self.plan + draw.gamma(2, 40, size).astype(np.int32)

    def draw(self, stream: int) -> np.random.Generator:
        """Random numbers of this chunk, apart per event type."""
        return np.random.Generator(np.random.Philox(key=[self._seed, self.number * 1000 + stream]))


def _day(year: int, month: int, day: int) -> int:
    return (dt.date(year, month, day) - _EPOCH).days


class Maker:
    """Makes the events of one type of a chunk."""

    def __init__(self, kind: type[EventType], chunk: Chunk, draw: np.random.Generator) -> None:
        self.kind, self.chunk, self.draw = kind, chunk, draw
        self._schema = kind.schema_of_payload()

    def some(self, share: float, among: Array | None = None) -> Array:
        """Places of a random part of the cases (of ``among``: a mask)."""
        chosen = self.draw.random(self.chunk.size, dtype=np.float32) < share
        return np.flatnonzero(chosen if among is None else chosen & among)

    def days(self, low: int, high: int, who: Array) -> Array:
        """As many random numbers of days."""
        return self.draw.integers(low, high, len(who), dtype=np.int32)

    def coded(self, field: str, weights: Mapping[str | None, float], count: int) -> pl.Series:
        """A coded field, drawn with these weights; None is unknown."""
        names = list(weights)
        bounds = np.cumsum(list(weights.values()))
        place = np.searchsorted(bounds / bounds[-1], self.draw.random(count), side="right").clip(0, len(names) - 1)
        return pl.Series(names, dtype=self._schema[field]).gather(place)

    def lists(self, field: str, options: list[list[str]], count: int) -> pl.Series:
        """A field with a list of codes, one of the options."""
        return pl.Series(options, dtype=self._schema[field]).gather(self.draw.integers(0, len(options), count))

    def flags(self, share: float, count: int, unknown: float = 0.0) -> pl.Series:
        """True for this share, unknown for another."""
        drawn = self.draw.random(count, dtype=np.float32)
        flags = pl.Series(drawn < share)
        return flags.set(pl.Series(drawn > 1 - unknown), None) if unknown else flags

    def towns(self, places: Array) -> pl.Series:
        """Municipalities by number."""
        return pl.Series(GEMEENTEN).gather(pl.Series(places.astype(np.uint32)))

    def numbers(self, low: float, high: float, count: int) -> pl.Series:
        """Amounts or hours, rounded to halves."""
        return pl.Series(np.round(self.draw.uniform(low, high, count) * 2) / 2)


def _dates(days: Array) -> pl.Series:
    return pl.Series(days.astype(np.int32)).cast(pl.Date)


Make = Callable[[Maker], Iterator[Drawn]]
MAKERS: dict[str, Make] = {}


def makes(name: str) -> Callable[[Make], Make]:
    """Register what makes the events of a type."""

    def keep(make: Make) -> Make:
        MAKERS[name] = make
        return make

    return keep


def _simple(name: str, share: float, start: str, low: int, high: int, payload: Mapping[str, Any] | None = None) -> None:
    """Register a type of which a share of the cases has one event, so many days after a date of the case.

    ``payload``: a mapping per coded field, bounds per number, a share per flag, ``"town"`` for a municipality.
    """

    def make(maker: Maker) -> Iterator[Drawn]:
        who = maker.some(share, among=getattr(maker.chunk, start) < _END)
        day = getattr(maker.chunk, start)[who] + maker.days(low, high, who)
        yield Drawn(who, day, _payload(maker, payload or {}, who, day))

    MAKERS[name] = make


def _payload(maker: Maker, payload: Mapping[str, Any], who: Array, day: Array) -> dict[str, pl.Series]:
    found = {}
    for field, given in payload.items():
        if isinstance(given, dict):
            found[field] = maker.coded(field, given, len(day))
        elif isinstance(given, tuple):
            series = maker.numbers(given[0], given[1], len(day))
            found[field] = series.cast(maker.kind.schema_of_payload()[field])
        elif isinstance(given, list):
            found[field] = maker.lists(field, given, len(day))
        elif given == "town":
            found[field] = maker.towns(maker.chunk.town[who])
        elif isinstance(given, str):
            found[field] = pl.Series([given]).new_from_index(0, len(day))
        elif isinstance(given, int) and not isinstance(given, bool):
            found[field] = _dates(day + maker.draw.integers(1, given, len(day)))
        else:
            found[field] = maker.flags(float(given), len(day))
    return found


@makes("geboorte")
def _birth(maker: Maker) -> Iterator[Drawn]:
    who = maker.some(0.99)
    yield Drawn(who, maker.chunk.birth[who], {})


@makes("nationaliteit_vastgesteld")
def _nationality(maker: Maker) -> Iterator[Drawn]:
    who = maker.some(0.5)
    groups: dict[str | None, float] = {"overig": 0.9, "turks": 0.06, "eu_eer_zwitserland": 0.03, "nederlands": 0.01}
    yield Drawn(
        who, maker.chunk.permit[who] - maker.days(0, 20, who), {"groep": maker.coded("groep", groups, len(who))}
    )
    later = maker.some(0.0 if maker.chunk.settled else 0.004)
    day = maker.chunk.permit[later] + maker.days(900, 1600, later)
    yield Drawn(later, day, {"groep": maker.coded("groep", {"nederlands": 1}, len(later))}, "2")


@makes("verblijfsrecht_verkregen")
def _residence(maker: Maker) -> Iterator[Drawn]:
    chunk = maker.chunk
    who = maker.some(0.997, among=chunk.asylum)
    yield Drawn(who, chunk.permit[who], {"grond": maker.coded("grond", {"8c": 1}, len(who))})
    who = maker.some(0.997, among=~chunk.asylum)
    purpose = maker.coded(
        "beperking",
        {"gezinslid": 0.72, "kennismigrant": 0.05, "studie": 0.06, "niet_tijdelijke_humanitaire_gronden": 0.14,
         "religieuze_of_levensbeschouwelijke_organisatie": 0.03},
        len(who),
    )  # fmt: skip
    sponsor = maker.coded(
        "referent",
        {"nederlander": 0.45, "asielhouder_bepaalde_tijd": 0.35, "houder_niet_tijdelijk_doel": 0.1,
         "houder_tijdelijk_doel": 0.09, None: 0.01},
        len(who),
    )  # fmt: skip
    sponsor = sponsor.set(purpose.cast(pl.String) != "gezinslid", None)
    ground = maker.coded("grond", {"8a": 1}, len(who))
    yield Drawn(who, chunk.permit[who], {"grond": ground, "beperking": purpose, "referent": sponsor})
    later = maker.some(0.0 if chunk.settled else 0.08)
    day = chunk.permit[later] + maker.days(150, 1300, later)
    yield Drawn(later, day, {"grond": maker.coded("grond", {"8d": 0.4, "8b": 0.4, "8g": 0.2}, len(later))}, "2")


@makes("brp_inschrijving")
def _registration(maker: Maker) -> Iterator[Drawn]:
    chunk = maker.chunk
    who = maker.some(0.25, among=chunk.asylum)
    away = {"gemeente": maker.towns(chunk.next_town[who]), "huisvesting": pl.Series(np.zeros(len(who), bool))}
    yield Drawn(who, chunk.permit[who] - maker.days(0, 60, who), away)
    who = maker.some(0.95)
    yield Drawn(who, chunk.housed[who], {"gemeente": maker.towns(chunk.town[who])}, "2")
    who = maker.some(0.09)
    moved = {"gemeente": maker.towns(chunk.next_town[who])}
    yield Drawn(who, chunk.housed[who] + maker.days(20, 900, who), moved, "3")
    who = maker.some(0.008)
    back = {"gemeente": maker.towns(chunk.town[who])}
    yield Drawn(who, chunk.permit[who] + maker.days(700, 1500, who), back, "4")


@makes("opvang_begonnen")
def _reception(maker: Maker) -> Iterator[Drawn]:
    who = maker.some(0.95, among=maker.chunk.asylum)
    yield Drawn(who, maker.chunk.permit[who] - maker.days(20, 500, who), {})


@makes("opvang_beeindigd")
def _out_of_reception(maker: Maker) -> Iterator[Drawn]:
    who = maker.some(0.9, among=maker.chunk.asylum)
    yield Drawn(who, maker.chunk.housed[who] + maker.days(-3, 6, who), {})


@makes("gemeente_gekoppeld")
def _linked(maker: Maker) -> Iterator[Drawn]:
    who = maker.some(0.7, among=maker.chunk.asylum)
    linked = {"gemeente": maker.towns(maker.chunk.town[who])}
    yield Drawn(who, maker.chunk.permit[who] + maker.days(5, 60, who), linked)


@makes("pip_vastgesteld")
def _plan(maker: Maker) -> Iterator[Drawn]:
    chunk = maker.chunk
    reasons: list[tuple[str, float, str, int, int]] = [
        ("1", 0.88, "eerste", 0, 1), ("2", 0.05, "wijziging", 90, 700), ("3", 0.04, "verhuizing", 60, 800),
    ]  # fmt: skip
    routes: dict[str | None, float] = {"B1": 0.6, "Z": 0.3, "onderwijs": 0.1}
    levels: dict[str | None, float] = {"B1": 0.7, "A2": 0.0 if chunk.settled else 0.1, None: 0.2}
    for instance, share, reason, low, high in reasons:
        who = maker.some(share)
        day = chunk.plan[who] + maker.days(low, high, who)
        undone = maker.draw.random(len(who)) < 0.004
        on = pl.Series(np.where(undone, day + 100, 0).astype(np.int32)).cast(pl.Date).set(pl.Series(~undone), None)
        yield Drawn(
            who,
            day,
            {
                "gemeente": maker.towns((chunk.next_town if reason == "verhuizing" else chunk.town)[who]),
                "leerroute": maker.coded("leerroute", routes, len(who)),
                "niveau": maker.coded("niveau", levels, len(who)),
                "alfabetisering": maker.coded("alfabetisering", {"nvt": 0.9, "analfabeet": 0.1}, len(who)),
                "uren_leerroute": maker.numbers(400, 1600, len(who)),
                "reden": maker.coded("reden", {reason: 1}, len(who)),
                "vernietigd_op": on,
                "vernietiging": maker.coded("vernietiging", {"ingetrokken": 1}, len(who)).set(pl.Series(~undone), None),
            },
            instance,
        )


@makes("uren_gevolgd")
def _hours(maker: Maker) -> Iterator[Drawn]:
    kinds: dict[str | None, float] = {"nt2": 0.6, "knm": 0.08, "alfabetisering": 0.05, "participatie": 0.15}
    kinds["map"] = 0.0 if maker.chunk.settled else 0.12
    for place in range(3):
        who = maker.some(0.5 - 0.1 * place)
        day = maker.chunk.lessons[who] + 90 * (place + 1) + maker.days(0, 15, who)
        hours = maker.numbers(20, 260, len(who))
        payload = {"soort": maker.coded("soort", kinds, len(who)), "uren": hours}
        yield Drawn(who, day, {**payload, "keurmerk": maker.flags(0.95, len(who), unknown=0.02)}, str(place + 1))


@makes("examen_afgelegd")
def _exams(maker: Maker) -> Iterator[Drawn]:
    results: dict[str | None, float] = {"geslaagd": 0.62, "gezakt": 0.33, "geen": 0.03, "nog_niet_bekend": 0.02}
    parts: dict[str | None, float] = {"lezen": 1, "luisteren": 1, "schrijven": 1, "spreken": 1, "knm": 1}
    able = maker.draw.random(maker.chunk.size) < 0.17
    for place in range(8):
        who = maker.some(0.85 - 0.07 * place, among=able)
        day = maker.chunk.lessons[who] + 240 + 40 * place + maker.days(0, 30, who)
        part = {name: float(place % 5 == i) + 0.05 for i, name in enumerate(parts)}
        payload = {
            "onderdeel": maker.coded("onderdeel", part, len(who)),
            "niveau": maker.coded("niveau", {"B1": 0.75, "A2": 0.2, None: 0.05}, len(who)),
            "resultaat": maker.coded("resultaat", results, len(who)),
        }
        yield Drawn(who, day, payload, str(place + 1))


@makes("vrijstelling_besloten")
def _exemption(maker: Maker) -> Iterator[Drawn]:
    who = maker.some(0.012)
    settled = maker.chunk.settled
    kinds: dict[str | None, float] = {"volledig": 0.5, "tijdelijk": 0.0 if settled else 0.2, "gedeeltelijk": 0.3}
    parts = [[]] if settled else [[], ["lezen"], ["knm", "spreken"]]
    payload = {
        "uitkomst": maker.coded("uitkomst", {"toegekend": 0.7, "afgewezen": 0.3}, len(who)),
        "soort": maker.coded("soort", kinds, len(who)),
        "grond": maker.coded("grond", {"diploma": 0.6, "opleiding": 0.2, "onderdeel": 0.2}, len(who)),
        "onderdelen": maker.lists("onderdelen", parts, len(who)),
        "niveau": maker.coded("niveau", {"B1": 0.8, "A2": 0.2}, len(who)),
    }
    yield Drawn(who, maker.chunk.notice[who] + maker.days(60, 1000, who), payload)


@makes("ontheffing_besloten")
def _dispensation(maker: Maker) -> Iterator[Drawn]:
    who = maker.some(0.012)
    parts = [[]] if maker.chunk.settled else [[], ["lezen", "schrijven"], ["knm"]]
    payload = {
        "uitkomst": maker.coded("uitkomst", {"toegekend": 0.7, "afgewezen": 0.3}, len(who)),
        "grond": maker.coded("grond", {"medisch": 1}, len(who)),
        "omvang": maker.coded("omvang", {"volledig": 0.6, "gedeeltelijk": 0.4}, len(who)),
        "onderdelen": maker.lists("onderdelen", parts, len(who)),
    }
    yield Drawn(who, maker.chunk.plan[who] + maker.days(60, 1000, who), payload)


_simple("overlijden", 0.003, "permit", 100, 1500)
_simple(
    "verblijfsrecht_beeindigd",
    0.025,
    "permit",
    150,
    1400,
    {"reden": {"ingetrokken": 4, "verlopen": 3, "genaturaliseerd": 1, "overig": 2}},
)
_simple("brp_uitschrijving", 0.02, "permit", 200, 1300)
_simple(
    "uitsluiting_vastgesteld", 0.002, "permit", 0, 600, {"grond": {"verdrag_of_besluit_internationale_organisatie": 1}}
)
_simple("werk_geestelijke_bedienaar", 0.004, "permit", 0, 900, {"werkt": 0.5})
_simple("kennisgeving_verzonden", 0.955, "notice", 0, 1, {"stelsel": {"wi2021": 0.985, "wi2013": 0.015}})
_simple("stelsel_gekozen", 0.005, "notice", 100, 500, {"stelsel": {"wi2021": 0.5, "wi2013": 0.5}, "aanvaard": 0.8})
_simple(
    "doelgroep_gewijzigd",
    0.006,
    "notice",
    50,
    900,
    {"doelgroep": {"asielstatushouder": 0.4, "gezins_en_overige_migrant": 0.6}},
)
_simple("intake_opgeroepen", 0.2, "intake", -25, -5, {"waarschuwing": 0.05})
_simple("intake_niet_verschenen", 0.03, "intake", -4, 20, {"verschoonbaar": 0.5})
_simple("intake_afgerond", 0.7, "intake", 0, 1, {"onderwijsroute_gewenst": 0.2, "onderwijsroute_onderzocht": 0.3})
_simple(
    "leerbaarheidstoets_afgenomen",
    0.35,
    "intake",
    0,
    20,
    {
        "uitkomst": {"B1_haalbaar": 0.65, "B1_niet_haalbaar": 0.3, "onbekend": 0.05},
        "score": (10, 60),
        "benodigde_score": (30, 40),
    },
)
_simple("leerbaarheidstoets_ontheven", 0.005, "intake", 0, 20, {"grond": {"visueel": 0.6, "auditief": 0.4}})
_simple(
    "derde_informatie_gevraagd",
    0.03,
    "intake",
    0,
    30,
    {"soort": {"diplomawaardering": 0.6, "medisch": 0.3, "overig": 0.1}, "onmisbaar": 0.6},
)
_simple(
    "derde_informatie_ontvangen",
    0.02,
    "intake",
    20,
    120,
    {"soort": {"diplomawaardering": 0.6, "medisch": 0.3, "overig": 0.1}},
)
_simple("aanbod_gedaan", 0.5, "plan", 5, 120, {"keurmerk": 0.97})
_simple("lessen_begonnen", 0.55, "lessons", 0, 1)
_simple("pvt_ondertekend", 0.4, "lessons", 20, 400)
_simple("map_afgerond", 0.28, "lessons", 200, 800)
_simple("taalschakeltraject_begonnen", 0.03, "lessons", 0, 200)
_simple("taalschakeltraject_behaald", 0.015, "lessons", 300, 700)
_simple("zroute_eindgesprek", 0.08, "lessons", 500, 1000)
_simple(
    "zroute_uren_verlaagd",
    0.004,
    "plan",
    10,
    300,
    {"cursusuren": (100, 700), "beperking": {"visueel": 0.5, "auditief": 0.5}, "revalidatietraject": 0.3},
)
_simple(
    "zroute_uren_verrekend",
    0.004,
    "plan",
    100,
    600,
    {"school": {"entree": 0.5, "vso": 0.5}, "uren": (20, 400), "gevolgd_vanaf": 90},
)
_simple(
    "verwijtbaarheid_beoordeeld",
    0.015,
    "plan",
    100,
    1100,
    {
        "onderwerp": {
            "inspanning": 0.3,
            "b1_haalbaar_binnen_termijn": 0.2,
            "leerroute": 0.2,
            "pvt": 0.1,
            "map": 0.1,
            "intake": 0.1,
        },
        "oordeel": 0.5,
        "motivering": "synthetic",
    },
)
_simple(
    "belemmering",
    0.05,
    "plan",
    10,
    900,
    {
        "soort": {
            "langdurige_ziekte": 0.5,
            "bevalling": 0.25,
            "overlijden": 0.1,
            "alfabetisering": 0.1,
            "dakloosheid": 0.05,
        },
        "tot_en_met": 300,
        "wie": {"zelf": 0.8, "partner": 0.2},
        "bewijs_ontvangen": 0.8,
    },
)
_simple(
    "niet_vrijstellende_opleiding",
    0.008,
    "plan",
    10,
    500,
    {"soort": {"entree": 0.6, "praktijkonderwijs": 0.4}, "tot_en_met": 400},
)
_simple("verlenging_aangevraagd", 0.05, "plan", 300, 1000, {"grond": {"a": 0.5, "c": 0.2, "g": 0.2, None: 0.1}})
_simple(
    "verlenging_verleend",
    0.04,
    "plan",
    350,
    1050,
    {"grond": {"a": 0.5, "c": 0.2, "g": 0.2, "nakijktijd": 0.1}, "maanden": (1, 12), "ambtshalve": 0.1},
)
_simple("verlenging_afgewezen", 0.01, "plan", 350, 1050, {"grond": {"a": 0.5, "c": 0.2, "g": 0.3}})
_simple("leerplicht_vastgesteld", 0.02, "permit", 0, 100, {"leer_of_kwalificatieplichtig": 0.6})
_simple("vrijstellende_opleiding_begonnen", 0.012, "notice", 50, 900, {"soort": {"mbo_2_of_hoger": 0.7, "hbo": 0.3}})
_simple("vrijstellende_opleiding_beeindigd", 0.006, "notice", 400, 1300)
_simple(
    "diploma_overgelegd",
    0.012,
    "notice",
    -200,
    500,
    {
        "soort": {"mbo_2_of_hoger": 0.4, "wo": 0.3, "overig": 0.3},
        "land": {"nederland": 0.5, "overig": 0.5},
        "voldoende_voor_nederlands": 0.6,
    },
)
_simple(
    "taalbewijs_overgelegd",
    0.01,
    "notice",
    0,
    900,
    {
        "onderdeel": {"lezen": 0.4, "spreken": 0.6},
        "niveau": {"A2": 0.4, "B1": 0.6},
        "bewijs": {"nt2_certificaat": 0.8, "cnavt": 0.2},
    },
)
_simple("vrijstelling_aangevraagd", 0.015, "notice", 30, 900, {"grond": {"diploma": 0.7, "avi": 0.3}})
_simple("vrijstelling_beeindigd", 0.002, "notice", 300, 1200)
_simple(
    "ontheffing_aangevraagd",
    0.015,
    "plan",
    30,
    900,
    {"grond": {"medisch": 0.9, "bijzondere_individuele_omstandigheden": 0.1}},
)
_simple("bijstand_ingegaan", 0.1, "housed", 0, 60)
_simple("bijstand_geeindigd", 0.06, "housed", 200, 1200)
_simple(
    "overtreding_vastgesteld",
    0.008,
    "plan",
    100,
    900,
    {
        "verplichting": {"begeleiding": 0.5, "intensiteit_leerroute": 0.5},
        "verwijtbaarheid": {"normaal": 0.7, "verminderd": 0.2, None: 0.1},
    },
)
_simple(
    "boete_voorgenomen",
    0.006,
    "plan",
    150,
    950,
    {"procedure": {"traject": 0.6, "intake": 0.2, "termijn": 0.2}, "rapport_van": 30},
)
_simple(
    "boete_zienswijze",
    0.004,
    "plan",
    170,
    970,
    {"procedure": {"traject": 0.8, "intake": 0.2}, "wijze": {"schriftelijk": 0.5, "niet_gebruikt": 0.5}},
)
_simple(
    "boete_opgelegd",
    0.005,
    "plan",
    200,
    1200,
    {"soort": {"traject": 0.6, "intake": 0.2, "pvt": 0.1, "leerroute": 0.1}, "bedrag": (50, 800)},
)
_simple("lening_aangevraagd", 0.04, "lessons", -60, 60)
_simple("lening_besloten", 0.035, "lessons", -30, 90, {"toegekend": 0.9, "bedrag": (1000, 10000)})
_simple("lening_uitbetaald", 0.03, "lessons", 60, 400, {"bedrag": (100, 3000), "doel": {"cursus": 0.8, "examen": 0.2}})


def frames_of(system: System, name: str, chunk: Chunk, first_sequence: int) -> pl.DataFrame:
    """The history frame of one event type of a chunk, corrections included; ``case_row`` counts over all chunks."""
    kind = system.events[name]
    maker = Maker(kind, chunk, chunk.draw(1 + list(MAKERS).index(name)))
    pieces = [_piece(kind, maker, drawn) for drawn in MAKERS[name](maker)]
    return _with_corrections(pl.concat(pieces), chunk, maker.draw, kind, first_sequence)


def _piece(kind: type[EventType], maker: Maker, drawn: Drawn) -> pl.DataFrame:
    known = drawn.day < _END
    delay = maker.draw.exponential(4, len(drawn.day)) + np.where(maker.draw.random(len(drawn.day)) < 0.02, 200, 0)
    moment = ((np.maximum(drawn.day, _day(2021, 1, 1)) + delay) * _US_A_DAY).astype(np.int64)
    count = len(drawn.day)
    envelope = {
        "case_row": pl.Series(drawn.who.astype(np.uint32)),
        "instance": pl.Series([drawn.instance]).new_from_index(0, count),
        "valid_on": _dates(np.minimum(drawn.day, _END)),
        "recorded_at": pl.Series(moment).cast(pl.Datetime("us", "UTC")),
    }
    fields = {}
    for field, dtype in kind.schema_of_payload().items():
        if field in drawn.payload:
            fields[field] = drawn.payload[field].cast(dtype)
        else:
            usual = kind.model_fields[field].get_default(call_default_factory=True)
            usual = None if kind.model_fields[field].is_required() else usual
            fields[field] = pl.Series([usual], dtype=dtype).new_from_index(0, count)
    return pl.DataFrame({**envelope, **fields}).filter(pl.Series(known))


def _with_corrections(
    frame: pl.DataFrame, chunk: Chunk, draw: np.random.Generator, kind: type[EventType], first_sequence: int
) -> pl.DataFrame:
    """Order by case, and add successors to some versions: another day, or a retraction."""
    frame = frame.sort("case_row", "valid_on", maintain_order=True)
    count = frame.height
    hit = np.flatnonzero(draw.random(count) < CORRECTED)
    moment = frame["recorded_at"].to_physical().to_numpy()
    later = moment[hit] + (draw.exponential(120, len(hit)) * _US_A_DAY).astype(np.int64) + 60_000_000
    retracted = draw.random(len(hit)) < RETRACTED
    until = np.zeros(count, np.int64)
    until[hit] = later
    moments = pl.Datetime("us", "UTC")
    never = pl.Series([None], dtype=moments).new_from_index(0, count)
    ended = pl.Series(until).cast(moments).zip_with(pl.Series(until > 0), never)
    first = frame.with_columns(recorded_until=ended, retracted=pl.lit(False))
    moved = pl.Series(draw.integers(-20, 21, len(hit)).astype(np.int32))
    second = frame[hit].with_columns(
        valid_on=(pl.col("valid_on").to_physical() + pl.lit(moved)).cast(pl.Date),
        recorded_at=pl.Series(later).cast(moments),
        recorded_until=pl.lit(None, dtype=moments),
        retracted=pl.Series(retracted),
    )
    gone = pl.col("retracted")
    emptied = [pl.when(~gone).then(pl.col(field)).alias(field) for field in kind.model_fields]
    both = pl.concat([first, second.with_columns(emptied)])
    sequence = pl.Series(first_sequence + np.arange(both.height, dtype=np.int64))
    both = both.with_columns(sequence=sequence, case_row=pl.col("case_row") + chunk.number * CHUNK)
    return both.sort("case_row", "valid_on", "sequence")


def write_register(
    folder: Path, system: System, cases: int, *, settled: bool = False, seed: int = 2021
) -> dict[str, int]:
    """Write a mirror with invented histories of so many cases; the number of versions per event type.

    ``settled``: leave out what SETTLED names.
    """
    chunks = [Chunk(i, min(CHUNK, cases - i * CHUNK), seed, settled) for i in range(-(-cases // CHUNK))]
    left_out = SETTLED if settled else frozenset()
    counts: dict[str, int] = {}
    sequence = 1

    def frames(name: str) -> Iterator[pl.DataFrame]:
        nonlocal sequence
        for chunk in chunks:
            frame = frames_of(system, name, chunk, sequence)
            sequence += frame.height
            counts[name] = counts.get(name, 0) + frame.height
            yield frame

    rows = pl.DataFrame({"case_row": pl.int_range(cases, dtype=pl.UInt32, eager=True)})
    people = rows.select(
        "case_row",
        case_id=pl.format("c{}", pl.col("case_row")),
        person_id=pl.format("p{}", pl.col("case_row")),
    )
    write_history(folder, system, {name: frames(name) for name in MAKERS if name not in left_out}, people)
    return counts


def main() -> None:
    """Write a register: ``python -m benchmarks.synthetic FOLDER CASES [settled]``."""
    folder, cases = Path(sys.argv[1]), int(sys.argv[2])
    counts = write_register(folder, system(), cases, settled="settled" in sys.argv[3:])
    say({"versions": sum(counts.values()), "cases": cases})


if __name__ == "__main__":
    main()
