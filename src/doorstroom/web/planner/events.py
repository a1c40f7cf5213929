"""One possible life as events: what somebody answered, with every unknown filled in, in the words of the register.

Only in memory. The rules see no difference with the events of a real case.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from doorstroom.kernel.events import Event
from doorstroom.web.planner.questions import EXAM_PARTS

#: Answers with every unknown filled in: codes, numbers, days, and ``moment`` ("begin" or "eind") for what was done on a
#: day that nobody asked for.
Given = Mapping[str, Any]
#: A fact as the register would hold it: type, day, payload.
Fact = tuple[str, dt.date, dict[str, Any]]

CASE = "planner"
MUNICIPALITY = "uw gemeente"
_PERMITS: dict[str, dict[str, Any]] = {
    "asiel": {"grond": "8c"},
    "gezin_asiel": {"grond": "8a", "beperking": "gezinslid", "referent": "asielhouder_bepaalde_tijd"},
    "gezin": {"grond": "8a", "beperking": "gezinslid", "referent": "nederlander"},
    "bedienaar": {
        "grond": "8a",
        "beperking": "religieuze_of_levensbeschouwelijke_organisatie",
        "geestelijke_bedienaar": True,
    },
    "tijdelijk": {"grond": "8a", "beperking": "studie"},
    "oekraine": {"grond": "ontheemde_oekraine"},
    "eu": {"grond": "8e"},
}
#: The circumstance, whom it concerns, and the letter of REG 4.1 on which DUO extends for it.
_HINDERS: dict[str, tuple[dict[str, Any], str]] = {
    "ziek": ({"soort": "langdurige_ziekte", "wie": "zelf"}, "a"),
    "ziek_familie": ({"soort": "langdurige_ziekte", "wie": "eerste_graad"}, "a"),
    "overlijden": ({"soort": "overlijden", "wie": "eerste_graad"}, "b"),
    "bevalling": ({"soort": "bevalling", "wie": "zelf"}, "c"),
    "opvanghuis": ({"soort": "blijf_van_mijn_lijf", "wie": "zelf"}, "d"),
    "alfabetisering": ({"soort": "alfabetisering", "wie": "zelf"}, "e"),
    "dakloos": ({"soort": "dakloosheid", "wie": "zelf"}, "f"),
    "school": ({"soort": "aanbieder_kan_niet_leveren", "wie": "zelf"}, "h"),
    "anders": ({"soort": "bijzondere_omstandigheid", "wie": "zelf"}, "i"),
}
_ATTEMPTS = {
    "gehaald": ["geslaagd"],
    "gezakt1": ["gezakt"],
    "gezakt2": ["gezakt", "gezakt"],
    "wacht": ["nog_niet_bekend"],
}


def events_of(given: Given, today: dt.date) -> list[Event]:
    """The events of one possible life, of days up to and including today."""
    facts = [*_person(given, today), *_before_the_plan(given), *_with_plan(given, today), *_extension(given, today)]
    return as_events([fact for fact in facts if fact[1] <= today])


def as_events(facts: list[Fact]) -> list[Event]:
    """Facts as events, recorded on their own day, with ids that stay the same."""
    return [
        Event(
            event_id=uuid5(NAMESPACE_URL, f"planner/{place}/{kind}"), case_id=CASE, person_id=CASE, type=kind,
            instance=str(place), valid_on=day, recorded_at=dt.datetime.combine(day, dt.time(), dt.UTC),
            sequence=place, organisation="antwoord", actor="antwoord", payload=payload,
        )
        for place, (kind, day, payload) in enumerate(facts)
    ]  # fmt: skip


def _person(given: Given, today: dt.date) -> Iterator[Fact]:
    since = given.get("sinds") or today
    yield "geboorte", given["geboren"], {}
    turkish = given.get("turks") == "ja"
    group = "eu_eer_zwitserland" if given["verblijf"] == "eu" else "turks" if turkish else "overig"
    yield "nationaliteit_vastgesteld", since, {"groep": group}
    yield "verblijfsrecht_verkregen", since, {**_PERMITS[given["verblijf"]], "ingangsdatum": given.get("geldig_vanaf")}
    if given.get("oude_start"):
        yield "termijn_oude_wet_begonnen", given["oude_start"], {}
    income = given.get("inkomen")
    if income == "nee":
        # Without income nothing is above the exempt amount, whatever the minimum wage is.
        nothing = {"inkomen": 0.0, "heeft_partner": False, "belastbaar_minimumloon": 1.0}
        yield "lening_inkomen_vastgesteld", today, nothing


def _before_the_plan(given: Given) -> Iterator[Fact]:
    if given.get("brief"):
        yield "kennisgeving_verzonden", given["brief"], {}
    if given.get("woont") == "azc" and given.get("sinds"):
        yield "opvang_begonnen", given["sinds"], {}
    if given.get("woning_sinds"):
        yield "brp_inschrijving", given["woning_sinds"], {"gemeente": MUNICIPALITY, "huisvesting": True}


def _with_plan(given: Given, today: dt.date) -> Iterator[Fact]:
    plan: dt.date | None = given.get("plan_datum")
    if plan is None:
        return
    level = None if given["route"] == "Z" else "B1"
    payload = {"gemeente": MUNICIPALITY, "leerroute": given["route"], "niveau": level}
    yield "pip_vastgesteld", plan, payload
    done_on = min(plan + dt.timedelta(days=1), today) if given.get("moment") == "begin" else today
    if given.get("niveau") == "A2":  # only a later plan can lower the level
        yield "pip_vastgesteld", done_on, {**payload, "niveau": "A2", "reden": "wijziging"}
    if given.get("les_sinds"):
        yield "lessen_begonnen", given["les_sinds"], {}
    for part in EXAM_PARTS:
        for result in _ATTEMPTS.get(given.get(part, ""), ()):
            payload = {"onderdeel": part, "resultaat": result}
            yield "examen_afgelegd", done_on, payload if part == "knm" else {**payload, "niveau": given["niveau"]}
    yield from _followed(given, done_on)
    yield from _hindered(given)


def _followed(given: Given, done_on: dt.date) -> Iterator[Fact]:
    for answer, kind in (("uren", "nt2"), ("participatie", "participatie")):
        if given.get(answer):
            yield "uren_gevolgd", done_on, {"soort": kind, "uren": float(given[answer]), "keurmerk": True}
    if given.get("pvt") == "klaar":
        yield "pvt_ondertekend", done_on, {"met_activiteit": True}
    if given.get("map") == "klaar":
        yield "map_afgerond", done_on, {}


def _hindered(given: Given) -> Iterator[Fact]:
    since, until = given.get("hinder_van"), given.get("hinder_tot")
    if since is None:
        return
    lasting = {"tot_en_met": until, "loopt_nog": until is None}
    if given["hinder"] == "entree":
        yield "niet_vrijstellende_opleiding", since, {"soort": "entree", **lasting}
    else:
        yield "belemmering", since, {**_HINDERS[given["hinder"]][0], **lasting}


def _extension(given: Given, today: dt.date) -> Iterator[Fact]:
    if given.get("extra"):
        yield extended(given, given["extra"], today)


def extended(given: Given, months: int, day: dt.date) -> Fact:
    """An extension by DUO on the ground that fits the circumstance."""
    hinder = given.get("hinder")
    ground = "ambtshalve_bijzonder_geval"
    if hinder == "entree":
        ground = "opleiding_entree"
    elif hinder in _HINDERS:
        ground = _HINDERS[hinder][1]
    return "verlenging_verleend", day, {"grond": ground, "maanden": months}
