"""What changes on the way: moves, new plans, hindrances and extensions, temporary exemption, another target group."""

from __future__ import annotations

from typing import Any

import numpy as np

from doorstroom.simulate.demo.calendar import END, MAY, NEVER, day, pick, working_day
from doorstroom.simulate.demo.chronicle import Chronicle
from doorstroom.simulate.demo.cohorts import ASYLUM
from doorstroom.simulate.demo.lives import B1, SELF_RELIANCE, Lives, municipalities
from doorstroom.simulate.demo.luck import Ints, Luck, Words, words

#: First day on which DUO takes a request for extension: two and a half years after the start of the termijn.
_ASKED_FROM, _TERMIJN = 915, 1_096
_GROUNDS = ("a", "c", "e", "g", "h", "i", "bijna_afgerond")
_KINDS = {"a": "langdurige_ziekte", "c": "bevalling", "e": "alfabetisering", "h": "aanbieder_kan_niet_leveren",
          "i": "bijzondere_omstandigheid"}  # fmt: skip


def tell(log: Chronicle, live: Lives, luck: Luck) -> None:
    """All turns, none of which touches a published table."""
    source = log.organisation("RvIG") + 1 + live.home
    _move(log, live, luck)
    _reconsider(log, live, luck, source)
    _lower(log, live, luck, source)
    _hinder_and_extend(log, live, luck)
    _study(log, live, luck)
    _parts(log, live, luck)
    _third_parties(log, live, luck, source)
    who = np.flatnonzero((live.people.group == ASYLUM) & (live.people.plan <= END) & luck.chance("other group", 0.002))
    on = pick(np.full(len(who), day(2024, 1, 8)), np.full(len(who), END), luck.uniform("other group on")[who])
    log.add("doelgroep_gewijzigd", who, on, "DUO", doelgroep="gezins_en_overige_migrant")


def _plan(live: Lives, who: Ints, route: Words, home: Ints) -> dict[str, Any]:
    codes = np.array(live.codes, dtype=object)
    level = words(route == "Z", None, "B1")
    hours = words((live.people.group[who] == ASYLUM) & (route == "B1"), 600.0, None)
    return {"gemeente": codes[home], "leerroute": route, "niveau": level, "uren_leerroute": hours}


def _routes(live: Lives, who: Ints) -> Words:
    return np.array(["B1", "onderwijs", "Z"], dtype=object)[live.route[who]]


def _move(log: Chronicle, live: Lives, luck: Luck) -> None:
    """To another municipality, which makes a new plan."""
    people = live.people
    can = (people.plan <= END - 120) & (people.housed <= END) & ~live.wrongly_low & (live.lowered == NEVER)
    who = np.flatnonzero(can & luck.chance("moves", 0.05))
    first = np.maximum(np.maximum(people.plan[who], people.housed[who]) + 45, MAY + 5)
    on = pick(first, first + 500, luck.uniform("move")[who])
    _, _, inhabitants = municipalities()
    home = luck.choice("new home", inhabitants)[who]
    home = np.where(home == live.home[who], (home + 1) % len(inhabitants), home)
    source = log.organisation("RvIG") + 1 + home
    codes = np.array(live.codes, dtype=object)
    log.add("brp_inschrijving", who, on, source, instance=2, gemeente=codes[home])
    made = luck.uniform("plan after move")[who] < 0.85
    plan = working_day(on + luck.between("plan after move", 14, 120)[who])
    log.add("pip_vastgesteld", who[made], plan[made], source[made], instance=2, reden="verhuizing",
            **_plan(live, who[made], _routes(live, who[made]), home[made]))  # fmt: skip


def _reconsider(log: Chronicle, live: Lives, luck: Luck, source: Ints) -> None:
    """After the pass mark was lowered: some of those in the Z-route get a plan for the B1-route."""
    who = np.flatnonzero(live.wrongly_low & luck.chance("reconsidered", 0.3))
    on = pick(np.full(len(who), MAY + 15), np.full(len(who), MAY + 120), luck.uniform("reconsidered on")[who])
    on = np.where(on < live.people.plan[who] + 500, on, NEVER)
    log.add("pip_vastgesteld", who, on, source[who], instance=3, reden="wijziging",
            **_plan(live, who, np.full(len(who), "B1", dtype=object), live.home[who]))  # fmt: skip


def _lower(log: Chronicle, live: Lives, luck: Luck, source: Ints) -> None:
    """Afschalen: from B1 to A2, with what an official found about effort and prospects."""
    who = np.flatnonzero(live.lowered <= END)
    on = live.lowered[who]
    for instance, subject, judged in ((1, "inspanning", True), (2, "b1_haalbaar_binnen_termijn", False)):
        log.add("verwijtbaarheid_beoordeeld", who, working_day(on - 9), source[who], instance=instance,
                onderwerp=subject, oordeel=judged, motivering="DEMO: beoordeling door een klantmanager")  # fmt: skip
    plan = _plan(live, who, np.full(len(who), "B1", dtype=object), live.home[who])
    log.add("pip_vastgesteld", who, on, source[who], instance=4, reden="wijziging", **{**plan, "niveau": "A2"})


def _hinder_and_extend(log: Chronicle, live: Lives, luck: Luck) -> None:
    """Circumstances that hinder, requests for more time, and what DUO decided."""
    plan = live.people.plan
    ground = luck.choice("ground", np.array([0.22, 0.2, 0.1, 0.16, 0.08, 0.14, 0.1]))
    months = luck.between("months", 3, 9)
    asks = (plan <= END - _ASKED_FROM - 20) & (live.fulfilled > plan + _ASKED_FROM) & luck.chance("asks", 0.3)
    asks &= (live.people.group == ASYLUM) | (ground != 3)  # without an offer: the asylum group only
    asks &= (live.route == B1) | ~np.isin(ground, (2, 6))
    asked = np.where(
        asks, working_day(np.minimum(plan, END) + luck.between("asked", _ASKED_FROM, _TERMIJN - 10)), NEVER
    )
    granted = luck.chance("granted", 0.82)
    decided = working_day(asked + luck.between("decided", 14, 54))
    for number, letter in enumerate(_GROUNDS):
        who = np.flatnonzero(asks & (ground == number))
        if letter in _KINDS:
            begin = working_day(plan[who] + luck.between("hindered", 120, 600)[who])
            length = np.where(letter == "c", 112, months[who] * 30 + 3)
            log.add(
                "belemmering", who, begin, "DUO", soort=_KINDS[letter], tot_en_met=begin + length,
                wie="zelf" if letter in "ac" else None, niet_verwijtbaar=True if letter == "i" else None,
                bewijs_ontvangen=granted[who],
            )  # fmt: skip
        log.add("verlenging_aangevraagd", who, asked[who], "DUO", grond=letter)
        yes, no = who[granted[who]], who[~granted[who]]
        longest = {"e": 6, "h": 6, "g": 8}.get(letter, 9)
        given = np.full(len(yes), 6) if letter == "bijna_afgerond" else np.minimum(months[yes], longest)
        given = np.zeros(len(yes), dtype=np.int64) if letter == "c" else given
        log.add("verlenging_verleend", yes, decided[yes], "DUO", grond=letter, maanden=given,
                weken=16 if letter == "c" else 0)  # fmt: skip
        log.add("verlenging_afgewezen", no, decided[no], "DUO", grond=letter)
    live.extended[:] = asks & granted & (decided <= END)


def _third_parties(log: Chronicle, live: Lives, luck: Luck, source: Ints) -> None:
    """Information without which no plan can be made, and an education that lengthens the termijn without exempting."""
    plan, clock = live.people.plan, live.people.clock
    can = (clock > MAY) & (clock <= END) & (plan > clock + 45) & luck.chance("third party", 0.04)
    who = np.flatnonzero(can & (live.ending < 0))
    asked = pick(clock[who] + 8, clock[who] + 35, luck.uniform("third party asked")[who])
    log.add("derde_informatie_gevraagd", who, asked, source[who], soort="diplomawaardering", onmisbaar=True)
    came = who[plan[who] <= END]
    received = np.maximum(
        working_day(plan[came] - luck.between("third party came", 3, 12)[came]), asked[np.isin(who, came)]
    )
    log.add("derde_informatie_ontvangen", came, received, source[came], soort="diplomawaardering")
    who = np.flatnonzero((plan <= END - 400) & luck.chance("entree", 0.008))
    begin = pick(
        np.maximum(plan[who] + 30, MAY + 5), np.maximum(plan[who] + 300, MAY + 200), luck.uniform("entree on")[who]
    )
    log.add("niet_vrijstellende_opleiding", who, begin, "DUO", soort="entree", tot_en_met=begin + 330)


def _study(log: Chronicle, live: Lives, luck: Luck) -> None:
    """A temporary exemption during an education that exempts; DUO resumes the termijn when it ends."""
    plan = live.people.plan
    can = (plan <= END - 500) & (live.until == NEVER) & (live.fulfilled > END) & (live.route != SELF_RELIANCE)
    who = np.flatnonzero(can & luck.chance("studies", 0.012))
    begin = pick(
        np.maximum(plan[who] + 60, MAY + 20), np.maximum(plan[who] + 400, MAY + 300), luck.uniform("study on")[who]
    )
    log.add("vrijstellende_opleiding_begonnen", who, begin, "DUO", soort="mbo_2_of_hoger")
    log.add("vrijstelling_aangevraagd", who, begin, "DUO", instance=2, grond="opleiding")
    log.add("vrijstelling_besloten", who, working_day(begin + 20), "DUO", instance=2, uitkomst="toegekend",
            soort="tijdelijk", grond="opleiding")  # fmt: skip
    stops = who[luck.uniform("study stops")[who] < 0.5]
    stop = working_day(begin[np.isin(who, stops)] + luck.between("study length", 120, 420)[stops])
    log.add("vrijstellende_opleiding_beeindigd", stops, stop, "DUO")
    log.add("vrijstelling_beeindigd", stops, stop, "DUO")
    away = stop - working_day(begin[np.isin(who, stops)] + 20)
    log.add("termijn_gemeld", stops, stop, "DUO", startdatum=plan[stops] + 1, na_vrijstelling=True,
            einddatum_exclusief=plan[stops] + _TERMIJN + 1 + away)  # fmt: skip


def _parts(log: Chronicle, live: Lives, luck: Luck) -> None:
    """Exemption and dispensation of parts only, or refused."""
    plan = live.people.plan
    who = np.flatnonzero((plan <= END - 200) & (live.route == B1) & luck.chance("one part known", 0.015))
    on = pick(np.maximum(plan[who] + 30, MAY + 5), np.maximum(plan[who] + 300, MAY + 200), luck.uniform("part on")[who])
    log.add("taalbewijs_overgelegd", who, on, "DUO", onderdeel="luisteren", niveau="B1", bewijs="nt2_certificaat")
    log.add("vrijstelling_aangevraagd", who, on, "DUO", instance=3, grond="onderdeel")
    log.add("vrijstelling_besloten", who, working_day(on + 30), "DUO", instance=3, uitkomst="toegekend",
            soort="gedeeltelijk", grond="onderdeel", onderdelen=["luisteren"])  # fmt: skip
    who = np.flatnonzero((plan <= END - 200) & luck.chance("asks dispensation", 0.02))
    on = pick(
        np.maximum(plan[who] + 100, MAY + 5), np.maximum(plan[who] + 700, MAY + 400), luck.uniform("asks on")[who]
    )
    log.add("ontheffing_aangevraagd", who, on, "DUO", instance=2, grond="medisch")
    partly = luck.uniform("partly")[who] < 0.4
    partly &= live.route[who] == B1
    log.add("deskundigenverklaring_ontvangen", who[partly], working_day(on[partly] + 25), "DUO", instance=2,
            geheel=False, onderdelen=["schrijven"], aangepaste_examens=True)  # fmt: skip
    decided = working_day(on + luck.between("dispensation decided", 30, 54)[who])
    log.add("ontheffing_besloten", who[partly], decided[partly], "DUO", instance=2, uitkomst="toegekend",
            grond="medisch", omvang="gedeeltelijk", onderdelen=["schrijven"])  # fmt: skip
    answered = ~partly & (luck.uniform("answered")[who] < 0.9)
    log.add("ontheffing_besloten", who[answered], decided[answered], "DUO", instance=2, uitkomst="afgewezen",
            grond="medisch")  # fmt: skip
