"""Events after the plan: offer, lessons, hours, participation, exams, bijstand, and when the duty is met."""

from __future__ import annotations

import numpy as np

from doorstroom.simulate.demo.calendar import END, MAY, NEVER, pick, working_day
from doorstroom.simulate.demo.chronicle import Chronicle
from doorstroom.simulate.demo.cohorts import ASYLUM, FAMILY
from doorstroom.simulate.demo.lives import B1, EDUCATION, SELF_RELIANCE, Lives
from doorstroom.simulate.demo.luck import Ints, Luck, words

PARTS = ("lezen", "luisteren", "schrijven", "spreken", "knm")
#: Days between declarations of hours; after three of them who was diligent has what the Z-route asks.
_PERIOD, _PERIODS = 303, 3


def tell(log: Chronicle, live: Lives, luck: Luck) -> None:
    """Everything after the first plan that belongs to the course itself."""
    source = log.organisation("RvIG") + 1 + live.home
    offered = np.flatnonzero(live.offer <= END)
    keurmerk = (luck.uniform("keurmerk") < 0.985) | (live.offer < MAY)
    log.add("aanbod_gedaan", offered, live.offer[offered], source[offered], keurmerk=keurmerk[offered])
    started = np.flatnonzero(live.lessons <= END)
    log.add("lessen_begonnen", started, live.lessons[started], source[started])
    signed = _participation(log, live, luck, source)
    passed = _exams(log, live, luck)
    through = _education(log, live, luck, source)
    talked = _self_reliance(log, live, luck, source)
    done = np.select([live.route == B1, live.route == EDUCATION], [passed, np.minimum(passed, through)], talked)
    live.fulfilled[:] = np.maximum(done, signed)
    _hours(log, live, luck, source)
    _benefit(log, live, luck, source)


def _participation(log: Chronicle, live: Lives, luck: Luck, source: Ints) -> Ints:
    """PVT and MAP; the day on which both are done."""
    signed = working_day(np.minimum(live.people.plan, END) + luck.between("pvt", 30, 800))
    signed = np.where((live.people.plan <= END) & luck.chance("pvt at all", 0.9), signed, NEVER)
    who = np.flatnonzero(signed <= END)
    some = who[luck.uniform("pvt hours")[who] < 0.1]  # most municipalities report the signature only
    log.add("uren_gevolgd", some, signed[some] - 1, source[some], instance=51, soort="pvt", uren=12.0)
    log.add("pvt_ondertekend", who, signed[who], source[who])
    closed = working_day(np.minimum(live.people.plan, END) + luck.wait("map", 520, 200))
    closed = np.where((live.people.plan <= END) & (live.route != EDUCATION), closed, NEVER)
    who = np.flatnonzero(closed <= END)
    some = who[luck.uniform("map hours")[who] < 0.1]
    hours = np.round(40 + 20 * luck.uniform("how many map hours")[some])
    log.add("uren_gevolgd", some, closed[some] - 1, source[some], instance=52, soort="map", uren=hours)
    log.add("map_afgerond", who, closed[who], source[who])
    return np.where(live.route == EDUCATION, signed, np.maximum(signed, closed))


def _exams(log: Chronicle, live: Lives, luck: Luck) -> Ints:
    """Attempts at the five parts, and the day on which the last part was passed."""
    study = np.where(live.people.group == FAMILY, luck.wait("study", 560, 240), luck.wait("study", 900, 480))
    ready = np.where((live.lessons <= END) & (live.route != SELF_RELIANCE), live.lessons + study, NEVER)
    able = luck.uniform("able")
    all_passed = np.zeros(len(ready), dtype=np.int64)
    level = words(live.lowered <= END, "A2", "B1")
    for at, part in enumerate(PARTS):
        passed = np.full(len(ready), NEVER)
        day = working_day(ready + 14 * at + luck.between(f"exam {part}", 0, 12))
        for attempt in range(1, 4):
            luck_now = luck.uniform(f"exam {part} {attempt}")
            success = luck_now < 0.45 + 0.45 * able
            who = np.flatnonzero((day <= END) & (passed == NEVER))
            result = words(success[who], "geslaagd", np.where(luck_now[who] > 0.985, "geen", "gezakt"))
            reason = words(result == "geen", "absent", None)
            log.add("examen_afgelegd", who, day[who], "DUO", instance=at * 10 + attempt, onderdeel=part,
                    niveau=None if part == "knm" else level[who], resultaat=result, reden_geen=reason)  # fmt: skip
            passed[who] = np.where(success[who], day[who], NEVER)
            day = working_day(day + luck.between(f"again {part} {attempt}", 70, 200))
        all_passed = np.maximum(all_passed, passed)
    return all_passed


def _education(log: Chronicle, live: Lives, luck: Luck, source: Ints) -> Ints:
    """The taalschakeltraject of the onderwijsroute."""
    who = np.flatnonzero((live.route == EDUCATION) & (live.lessons <= END))
    log.add("taalschakeltraject_begonnen", who, live.lessons[who], source[who])
    done = np.full(len(live.route), NEVER)
    through = working_day(live.lessons[who] + luck.between("taalschakel", 380, 640)[who])
    done[who] = np.where(luck.uniform("through")[who] < 0.65, through, NEVER)
    who = np.flatnonzero(done <= END)
    log.add("taalschakeltraject_behaald", who, done[who], "DUO")
    return done


def _self_reliance(log: Chronicle, live: Lives, luck: Luck, source: Ints) -> Ints:
    """The final talk of the Z-route, for who followed the hours."""
    who = np.flatnonzero((live.route == SELF_RELIANCE) & (live.lessons <= END) & luck.chance("diligent", 0.75))
    talked = np.full(len(live.route), NEVER)
    talked[who] = working_day(live.lessons[who] + _PERIOD * _PERIODS + luck.between("talk", 5, 90)[who])
    told = np.flatnonzero(talked <= END)
    log.add("zroute_eindgesprek", told, talked[told], source[told])
    return talked


def _hours(log: Chronicle, live: Lives, luck: Luck, source: Ints) -> None:
    """Hours per ten months until the duty is met or three years are over."""
    asylum = live.people.group == ASYLUM
    diligent = np.where(luck.chance("diligent", 0.75), 1.0, 0.55)
    school = luck.chance("keurmerk school", 0.97)
    last = np.minimum(live.fulfilled + 20, np.minimum(live.people.plan, END) + 1_140)
    pace = np.select(
        [live.route == SELF_RELIANCE, live.route == EDUCATION, asylum],
        [260 + 60 * luck.uniform("pace"), 500 + 200 * luck.uniform("pace"), 170 + 170 * luck.uniform("pace")],
        120 + 150 * luck.uniform("pace"),
    )
    kinds = words(live.route == EDUCATION, "taalschakel", "nt2")
    for period in range(1, _PERIODS + 1):
        until = working_day(live.lessons + _PERIOD * period)
        who = np.flatnonzero((live.lessons <= END) & (until <= last))
        spread = 0.85 + 0.3 * luck.uniform(f"hours {period}")[who]
        hours = np.round(pace[who] * diligent[who] * np.where(diligent[who] == 1.0, np.maximum(spread, 0.96), spread))
        log.add("uren_gevolgd", who, until[who], source[who], instance=period, soort=kinds[who], uren=hours,
                keurmerk=school[who])  # fmt: skip
        both = who[(live.route[who] == SELF_RELIANCE) & asylum[who]]
        more = np.round((275 + 60 * luck.uniform(f"participation {period}")[both]) * diligent[both])
        log.add("uren_gevolgd", both, until[both], source[both], instance=20 + period, soort="participatie", uren=more)
    knm = np.flatnonzero((live.lessons <= END) & (live.route == SELF_RELIANCE))
    day = working_day(live.lessons[knm] + 300)
    log.add("uren_gevolgd", knm, day, source[knm], instance=40, soort="knm", keurmerk=school[knm],
            uren=np.round(40 + 25 * luck.uniform("knm hours")[knm]))  # fmt: skip


def _benefit(log: Chronicle, live: Lives, luck: Luck, source: Ints) -> None:
    """Bijstand of the asylum group from the home on."""
    people = live.people
    who = np.flatnonzero((people.group == ASYLUM) & (people.housed <= END) & luck.chance("bijstand", 0.85))
    begin = working_day(people.housed[who] + luck.between("bijstand day", 1, 35)[who])
    log.add("bijstand_ingegaan", who, begin, source[who])
    ends = pick(begin + 240, begin + 900, luck.uniform("bijstand ends")[who])
    over = luck.uniform("bijstand over")[who] < 0.3
    log.add("bijstand_geeindigd", who[over], ends[over], source[who][over])
