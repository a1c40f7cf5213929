"""Events up to the plan: birth, permit, reception, registration, notice, intake and PIP."""

from __future__ import annotations

from typing import Any

import numpy as np

from doorstroom.simulate.demo.calendar import BEGIN, CLOSING, DECEMBER, END, MAY, NEVER, pick, working_day
from doorstroom.simulate.demo.chronicle import Added, Chronicle
from doorstroom.simulate.demo.cohorts import ASYLUM, FAMILY
from doorstroom.simulate.demo.kinds import CLOCK, LATE_NOTICE, NOT_OBLIGED, UNKNOWN_BIRTH
from doorstroom.simulate.demo.lives import B1, EDUCATION, PASS_MARK_LOWERED, ROUTES, SELF_RELIANCE, Lives, some
from doorstroom.simulate.demo.luck import Flags, Ints, Luck, words

#: Invented: the needed score of the leerbaarheidstoets; it was lowered by three points (published).
NEEDED_SCORE, LOWERED_BY = 40.0, 3.0


def tell(log: Chronicle, live: Lives, luck: Luck, codes: list[str], late_december: int) -> None:
    """Everything up to and including the first plan."""
    everybody = np.arange(live.people.size)
    permit = _permits(log, live, luck, everybody)
    _person(log, live, luck, permit)
    _reception(log, live, luck, codes)
    _homes(log, live, luck, codes)
    _notices(log, live, luck)
    _intakes(log, live, luck)
    _plans(log, live, luck, codes, late_december)


def _where(condition: Flags) -> Ints:
    return np.flatnonzero(condition)


def after_may(who: Ints, luck: Luck, name: str, last: int = 120) -> Ints:
    """A working day of recording some weeks or months after 1 May 2023."""
    return pick(np.full(len(who), MAY + 8), np.full(len(who), MAY + last), luck.uniform(name)[who] ** 1.3)


def _permits(log: Chronicle, live: Lives, luck: Luck, who: Ints) -> Added:
    people = live.people
    asylum = people.group == ASYLUM
    family = luck.uniform("referent")
    regular = asylum & people.direct & (luck.uniform("regular family permit") < 0.2)
    ground = words(asylum & ~regular, "8c", "8a")
    clergy = ~asylum & (luck.uniform("clergy") < 0.008) & (people.kind != NOT_OBLIGED)
    purpose = np.full(len(who), "gezinslid", dtype=object)
    purpose[family > 0.90] = "niet_tijdelijke_humanitaire_gronden"
    purpose[family > 0.95] = "overig_niet_tijdelijk"
    purpose[clergy] = "religieuze_of_levensbeschouwelijke_organisatie"
    purpose[regular] = "gezinslid"
    purpose[people.kind == NOT_OBLIGED] = "gezinslid"
    purpose[ground == "8c"] = None
    referent = np.full(len(who), "nederlander", dtype=object)
    referent[family > 0.76] = "houder_niet_tijdelijk_doel"
    referent[regular] = "asielhouder_bepaalde_tijd"
    referent[people.kind == NOT_OBLIGED] = "geestelijke_bedienaar"
    referent[purpose != "gezinslid"] = None
    until = people.permit + np.where(asylum, 1826, 1826)
    return log.add(
        "verblijfsrecht_verkregen", who, people.permit, "IND", grond=ground, beperking=purpose, referent=referent,
        geestelijke_bedienaar=clergy, ingangsdatum=people.permit - luck.between("effective", 0, 20), geldig_tot=until,
    )  # fmt: skip


def _person(log: Chronicle, live: Lives, luck: Luck, permit: Added) -> None:
    people = live.people
    known = _where(people.kind != UNKNOWN_BIRTH)
    log.add("geboorte", known, live.birth[known], "RvIG", recorded=permit.recorded[known])
    turkish = (people.group == FAMILY) & (luck.uniform("turkish") < 0.06)
    group = words(turkish, "turks", "overig")
    everybody = permit.who
    log.add("nationaliteit_vastgesteld", everybody, people.permit, "RvIG", recorded=permit.recorded, groep=group)


def _reception(log: Chronicle, live: Lives, luck: Luck, codes: list[str]) -> None:
    people = live.people
    who = _where(~people.direct & (people.group == ASYLUM))
    # The asylum procedure itself took place in reception, before the permit.
    begin = people.permit[who] - luck.between("procedure", 120, 400)[who]
    recorded = working_day(np.maximum(begin, BEGIN - 365))
    log.add("opvang_begonnen", who, working_day(begin), "COA", recorded=recorded)
    linked = working_day(people.permit[who] + luck.between("linked", 5, 60)[who])
    linked = np.minimum(linked, people.centre_left[who])
    linked = np.maximum(np.minimum(linked, people.plan[who] - 1), people.permit[who])
    home = np.array(codes, dtype=object)[live.home[who]]
    log.add("gemeente_gekoppeld", who, linked, "COA", gemeente=home)
    left = people.centre_left[who]
    late = live.late_home[who]
    on_time, behind = who[~late], who[late]
    log.add("opvang_beeindigd", on_time, left[~late], "COA")
    log.add("opvang_beeindigd", behind, left[late], "COA", recorded=after_may(behind, luck, "left known"))
    # Whoever lives in a centre for long is registered there, which is not housing.
    stays = who[luck.uniform("registered at the centre")[who] < 0.5]
    code = np.array(codes, dtype=object)[luck.choice("centre", np.ones(len(codes)))[stays]]
    day_there = working_day(people.permit[stays] - 40)
    log.add("brp_inschrijving", stays, day_there, "RvIG", instance=9, gemeente=code, huisvesting=False)


def _homes(log: Chronicle, live: Lives, luck: Luck, codes: list[str]) -> None:
    people = live.people
    who = _where(people.housed <= END)
    home = np.array(codes, dtype=object)
    source = log.organisation("RvIG") + 1 + live.home
    late = live.late_home[who]
    on_time, behind = who[~late], who[late]
    first = log.add(
        "brp_inschrijving", on_time, people.housed[on_time], source[on_time], gemeente=home[live.home[on_time]]
    )
    known = after_may(behind, luck, "home known")
    there = home[live.home[behind]]
    log.add("brp_inschrijving", behind, people.housed[behind], source[behind], recorded=known, gemeente=there)
    # The mutations of the letter: housed earlier than the register of 1 May 2023 says.
    wrong = first.who[live.earlier_home[first.who] < NEVER]
    known = after_may(wrong, luck, "earlier home known", 150)
    earlier = live.earlier_home[wrong]
    log.add(
        "brp_inschrijving", wrong, earlier, source[wrong], recorded=known, version=1, gemeente=home[live.home[wrong]]
    )
    centre = ~people.direct[wrong]
    log.add("opvang_beeindigd", wrong[centre], earlier[centre], "COA", recorded=known[centre], version=1)


def _notices(log: Chronicle, live: Lives, luck: Luck) -> None:
    people = live.people
    who = _where(people.notified <= END)
    told = log.add("kennisgeving_verzonden", who, people.notified[who], "DUO")
    # Sent twice by mistake; the second one was taken back.
    twice = who[(luck.uniform("notice twice")[who] < 0.006) & (people.kind[who] != NOT_OBLIGED)]
    second = log.add("kennisgeving_verzonden", twice, working_day(people.notified[twice] + 9), "DUO", instance=2)
    log.add("kennisgeving_verzonden", second.who, working_day(people.notified[second.who] + 9), "DUO", instance=2,
            recorded=working_day(second.recorded + 12), version=1, retracted=True)  # fmt: skip
    # Family of clergy was never obliged; DUO found that out in 2023 (uitvoeringsbrief, D.1).
    wrong = np.isin(told.who, _where(people.kind == NOT_OBLIGED))
    log.add(
        "kennisgeving_verzonden", told.who[wrong], people.notified[told.who[wrong]], "DUO", version=1, retracted=True,
        recorded=after_may(told.who[wrong], luck, "clergy repaired", 60),
    )  # fmt: skip


def _intakes(log: Chronicle, live: Lives, luck: Luck) -> None:
    source = log.organisation("RvIG") + 1 + live.home
    called = _where(live.intake_called <= END)
    log.add("intake_opgeroepen", called, live.intake_called[called], source[called])
    done = _where(live.intake_done <= END)
    wishes = np.where(live.route[done] == EDUCATION, True, luck.uniform("wish")[done] < 0.12)
    log.add("intake_afgerond", done, live.intake_done[done], source[done], onderwijsroute_gewenst=wishes,
            onderwijsroute_onderzocht=wishes & (luck.uniform("examined")[done] < 0.8))  # fmt: skip
    tested = done[luck.uniform("tested")[done] < 0.96]
    on = np.maximum(live.intake_called[tested], live.intake_done[tested] - luck.between("test", 1, 21)[tested])
    on = np.minimum(working_day(on), live.intake_done[tested])
    needed = np.where(on < PASS_MARK_LOWERED, NEEDED_SCORE, NEEDED_SCORE - LOWERED_BY)
    low = np.round(needed - LOWERED_BY - 0.5 - 20 * luck.uniform("low score")[tested], 2)
    high = np.round(needed + 0.5 + 20 * luck.uniform("high score")[tested], 2)
    between = np.round(needed - LOWERED_BY + 2.9 * luck.uniform("score between")[tested], 2)
    able = (live.route[tested] != SELF_RELIANCE) & (luck.uniform("surprise")[tested] < 0.97)
    score = np.where(able, high, np.where(live.wrongly_low[tested], between, low))
    outcome = words(able, "B1_haalbaar", "B1_niet_haalbaar")
    log.add("leerbaarheidstoets_afgenomen", tested, on, "DUO", uitkomst=outcome, score=score, benodigde_score=needed)


def _plans(log: Chronicle, live: Lives, luck: Luck, codes: list[str], late_december: int) -> None:
    people = live.people
    source = log.organisation("RvIG") + 1 + live.home
    who = _where(people.plan <= END)
    late = live.late_plan
    december = np.zeros(people.size, dtype=np.bool_)
    for group in (ASYLUM, FAMILY):  # a few plans of November were recorded only in December
        november = (people.kind == CLOCK) & (people.group == group) & (people.plan < DECEMBER)
        november &= people.plan >= DECEMBER - 30
        december[some(_where(november), late_december, luck.uniform("late in december"))] = True
    content = _content(live, luck, codes)
    usual = who[~late[who] & ~december[who]]
    # Some dates were typed wrong and put right: before 1 May 2023 when both fall before it, otherwise after.
    wrong = (luck.uniform("wrong date") < 0.012) & (people.kind != LATE_NOTICE) & (people.plan < CLOSING - 40)
    shift = np.where(luck.uniform("wrong which way") < 0.5, -7, 7)
    first = np.where(wrong & (people.plan + shift > people.clock), people.plan + shift, people.plan)
    added = log.add("pip_vastgesteld", usual, first[usual], source[usual], **_of(content, usual))
    moved = first[added.who] != people.plan[added.who]
    right = added.who[moved]
    repaired = np.minimum(working_day(np.maximum(added.recorded[moved] + 4, people.plan[right])), CLOSING)
    repaired = np.where(added.recorded[moved] >= CLOSING, working_day(added.recorded[moved] + 10), repaired)
    log.add("pip_vastgesteld", right, people.plan[right], source[right], version=1, recorded=repaired,
            **_of(content, right))  # fmt: skip
    few = who[december[who]]
    known = working_day(DECEMBER + 3 + luck.between("december known", 0, 25)[few])
    log.add("pip_vastgesteld", few, people.plan[few], source[few], recorded=known, **_of(content, few))
    behind = who[late[who]]
    log.add("pip_vastgesteld", behind, people.plan[behind], source[behind], **_of(content, behind),
            recorded=after_may(behind, luck, "plan known", 75))  # fmt: skip
    # Registered for the wrong person, found out after 1 May 2023 and taken back.
    candidates = usual[(people.plan[usual] > DECEMBER) & (people.plan[usual] < CLOSING - 20)]
    mistaken = candidates[(luck.uniform("wrong person")[candidates] < 0.012)]
    mistaken = mistaken[~np.isin(mistaken, right)]
    log.add("pip_vastgesteld", mistaken, people.plan[mistaken], source[mistaken], version=1, retracted=True,
            recorded=after_may(mistaken, luck, "wrong person found", 90))  # fmt: skip


def _content(live: Lives, luck: Luck, codes: list[str]) -> dict[str, Any]:
    asylum = live.people.group == ASYLUM
    route = ROUTES[live.route]
    level = words(live.route == SELF_RELIANCE, None, "B1")
    level[(live.route == EDUCATION) & (luck.uniform("level B2") < 0.2)] = "B2"
    hours = np.round(450 + 450 * luck.uniform("hours"), -1)
    intensity = words(asylum & (live.route == B1), hours.astype(object), None)
    literacy = np.full(live.people.size, "nvt", dtype=object)
    literacy[asylum & (luck.uniform("literacy") < 0.22)] = "anders_gealfabetiseerd"
    literacy[asylum & (live.route == SELF_RELIANCE) & (luck.uniform("literacy") < 0.2)] = "analfabeet"
    knm = (live.route == SELF_RELIANCE) & (luck.uniform("knm in plan") < 0.1)
    return {
        "gemeente": np.array(codes, dtype=object)[live.home],
        "leerroute": route,
        "niveau": level,
        "uren_leerroute": intensity,
        "alfabetisering": literacy,
        "knm_examen_in_zroute": knm,
    }


def _of(content: dict[str, Any], who: Ints) -> dict[str, Any]:
    return {name: values[who] for name, values in content.items()}
