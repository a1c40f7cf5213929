"""The people of the demo register, placed in the published cells: so many, with days that fit."""

from __future__ import annotations

from dataclasses import fields

import numpy as np

from doorstroom.simulate.demo import cohorts
from doorstroom.simulate.demo.calendar import (
    BEGIN,
    CLOSING,
    DECEMBER,
    JANUARY,
    MAY,
    NEVER,
    day,
    pick,
    working_day,
    working_day_before,
)
from doorstroom.simulate.demo.cohorts import ASYLUM, FAMILY
from doorstroom.simulate.demo.kinds import (
    CENTRE,
    CENTRE_PLAN,
    CLERGY_FAMILY,
    CLOCK,
    LATE_ASYLUM,
    LATE_FAMILY,
    LATE_NOTICE,
    LATE_OF_2022,
    LEFT,
    LEFT_ASYLUM,
    LEFT_FAMILY,
    MOVED_PLAN,
    NEW_YEAR,
    NOT_OBLIGED,
    NOTICE_WITHIN,
    NOTIFIED_IN_FEBRUARY,
    PLANS_IN_CENTRES_DECEMBER,
    UNKNOWN_BIRTH,
    UNKNOWN_BIRTHS,
    UNPLACED,
    People,
)
from doorstroom.simulate.demo.luck import Flags, Ints, Luck


def _nobody(size: int) -> People:
    values: dict[str, Ints | Flags] = {f.name: np.full(size, NEVER, dtype=np.int64) for f in fields(People)}
    values["known_from"] = np.zeros(size, dtype=np.int64)
    values["direct"] = np.zeros(size, dtype=np.bool_)
    return People(**values)  # type: ignore[arg-type]


def people(solved: dict[str, int], seed: int) -> People:
    """Everybody of the full-scale register, with dates up to 1 May 2023 that fill every published cell exactly."""
    left_in_january = round(LEFT_ASYLUM * 0.45)
    begun = solved["jan_asiel"] - solved["jan_opvang_zonder"] - solved["jan_opvang_met"]
    clocks = cohorts.clocks(solved, PLANS_IN_CENTRES_DECEMBER, begun - NOTIFIED_IN_FEBRUARY - left_in_january)
    parts = [
        (CLOCK, ASYLUM, int((clocks.group == ASYLUM).sum())),
        (CLOCK, FAMILY, int((clocks.group == FAMILY).sum())),
        (CENTRE, ASYLUM, solved["opvang_zonder"]),
        (CENTRE_PLAN, ASYLUM, solved["opvang_met"]),
        (MOVED_PLAN, ASYLUM, solved["pip_voor_klok"]),
        (UNPLACED, ASYLUM, solved["asiel_zonder_klok"]),
        (UNPLACED, FAMILY, solved["gezin_zonder_klok"]),
        (LEFT, ASYLUM, LEFT_ASYLUM),
        (LEFT, FAMILY, LEFT_FAMILY),
        (LATE_NOTICE, ASYLUM, LATE_ASYLUM),
        (LATE_NOTICE, FAMILY, LATE_FAMILY),
        (UNKNOWN_BIRTH, ASYLUM, UNKNOWN_BIRTHS // 2),
        (UNKNOWN_BIRTH, FAMILY, UNKNOWN_BIRTHS // 2),
        (NOT_OBLIGED, FAMILY, CLERGY_FAMILY),
    ]
    sizes = np.array([size for _, _, size in parts])
    found = _nobody(int(sizes.sum()))
    found.kind = np.repeat(np.array([kind for kind, _, _ in parts]), sizes)
    found.group = np.repeat(np.array([group for _, group, _ in parts]), sizes)
    luck = Luck(seed, found.size)
    _begin_clocks(found, clocks, luck)
    _leave(found, luck)
    _asylum_with_clock(found, luck)
    _family_with_clock(found, solved, luck)
    _in_reception(found, solved, luck)
    _elsewhere(found, luck)
    _late_notices(found, luck)
    return found


def _of(found: People, kind: int, group: int = ASYLUM) -> Ints:
    return np.flatnonzero((found.kind == kind) & (found.group == group))


def _begin_clocks(found: People, clocks: cohorts.Clocks, luck: Luck) -> None:
    """When the ten weeks began and when the plan came."""
    who = np.flatnonzero(found.kind == CLOCK)
    start = pick(clocks.first, clocks.last, luck.uniform("clock")[who])
    soon_first, soon_last = start + 8, start + 69
    first = np.select(
        [clocks.outcome == o for o in range(5)],
        [soon_first, np.maximum(soon_first, DECEMBER + 1), start + 76, np.maximum(start + 76, DECEMBER + 1), start],
    )
    last = np.select(
        [clocks.outcome == o for o in range(5)],
        [np.minimum(soon_last, DECEMBER - 1), np.minimum(soon_last, CLOSING), start * 0 + DECEMBER - 1,
         start * 0 + CLOSING, start],
    )  # fmt: skip
    soon = clocks.outcome <= cohorts.SOON_AFTER
    plan = pick(first, last, luck.uniform("plan")[who] ** np.where(soon, 0.6, 1.4))
    found.clock[who] = start
    found.plan[who] = np.where(clocks.outcome == cohorts.NONE, NEVER, plan)


def _asylum_with_clock(found: People, luck: Luck) -> None:
    """Permit, reception, notice and home of the asylum group whose ten weeks had begun."""
    who = _of(found, CLOCK)
    clock = found.clock[who]
    february = np.flatnonzero((clock >= day(2023, 2, 1)) & (clock <= day(2023, 2, 28)))
    order = np.argsort(luck.uniform("notified in february")[who[february]])
    late = np.zeros(len(who), dtype=np.bool_)
    late[february[order[:NOTIFIED_IN_FEBRUARY]]] = True

    recent = np.where(clock > JANUARY, 0.40, np.where(clock >= DECEMBER, 0.15, 0.30))
    recent = np.where(clock < day(2022, 3, 15), 0.9, recent)
    direct = luck.uniform("direct")[who] < np.where(late, 0.3, recent)
    housed = np.where(
        late, working_day(luck.between("housed before notice", day(2022, 12, 5), day(2022, 12, 22))[who]), clock
    )
    stay = luck.wait("stay in reception", 110, 62)[who]
    soon = luck.between("from permit to home", 3, 20)[who]
    earliest = np.where((clock > JANUARY) & ~late, JANUARY + 1, np.where(clock >= NEW_YEAR, NEW_YEAR, BEGIN + 2))
    earliest = np.where(direct & ~late, earliest, np.where(late, clock - NOTICE_WITHIN, BEGIN + 2))
    permit = working_day(np.maximum(housed - np.where(direct, soon, stay), earliest))
    permit = np.minimum(permit, housed)
    # The second notice of the law of 2023: in the municipality, and DUO's letter starts the ten weeks.
    by_letter = late | (direct & (clock >= NEW_YEAR) & luck.chance("letter after home", 0.5)[who])
    by_letter &= permit < clock
    lag = luck.between("notice", 4, 40)[who]
    before_home = pick(
        np.minimum(permit + 1, housed), np.minimum(permit + lag, housed), luck.uniform("notice day")[who]
    )
    year_end = working_day(np.full(len(who), day(2022, 12, 30)))
    in_2022 = np.minimum(working_day(permit + lag), year_end)  # under the law of 2022 the notice may come later
    in_2022 = np.maximum(np.minimum(in_2022, working_day_before(found.plan[who] - 3)), permit)
    found.notified[who] = np.where(by_letter, clock, np.where(clock < NEW_YEAR, in_2022, before_home))
    found.housed[who] = np.where(by_letter & ~late, _between(permit, clock, luck, who), housed)
    found.direct[who], found.permit[who] = direct, permit
    found.centre_left[who] = np.where(direct, NEVER, housed)


def _between(permit: Ints, clock: Ints, luck: Luck, who: Ints) -> Ints:
    return pick(permit, np.maximum(clock - 1, permit), luck.uniform("home between")[who])


def _family_with_clock(found: People, solved: dict[str, int], luck: Luck) -> None:
    """Permit, notice and home of family and other migrants whose ten weeks had begun."""
    who = _of(found, CLOCK, FAMILY)
    clock = found.clock[who]
    in_2022 = clock < NEW_YEAR
    gap = luck.between("family gap", 2, 50)[who]
    permit = working_day(np.maximum(clock - gap, BEGIN + 2))
    known = np.minimum(luck.wait("family notice", 25, 5)[who], NOTICE_WITHIN)
    notice = np.minimum(working_day(permit + known), int(working_day(np.array([day(2022, 12, 29)]))[0]))
    # With a notice of 2023 the notice starts the clock; how long before was the permit?
    earliest = np.maximum(clock - NOTICE_WITHIN, DECEMBER + 1)
    recent = pick(earliest, np.maximum(clock - 9, earliest), luck.uniform("family permit")[who])
    permit = np.where(in_2022, permit, recent)
    left = int(
        ((found.freed[_of(found, LEFT, FAMILY)] > DECEMBER) & (found.permit[_of(found, LEFT, FAMILY)] < DECEMBER)).sum()
    )
    early = solved["dec_gezin"] - int((permit < DECEMBER).sum()) - left
    candidates = np.flatnonzero(~in_2022 & (clock - NOTICE_WITHIN < DECEMBER - 2))
    chosen = candidates[np.argsort(luck.uniform("family early")[who[candidates]])[:early]]
    assert len(chosen) == early, (early, len(candidates))
    permit[chosen] = pick(
        clock[chosen] - NOTICE_WITHIN, np.full(len(chosen), DECEMBER - 1), luck.uniform("early")[who[chosen]]
    )
    notice = np.maximum(np.minimum(notice, working_day_before(found.plan[who] - 3)), permit)
    found.permit[who] = permit
    found.notified[who] = np.where(in_2022, notice, clock)
    found.housed[who] = np.where(in_2022, clock, np.minimum(working_day(permit + gap // 3), clock))
    found.direct[who] = True


def _in_reception(found: People, solved: dict[str, int], luck: Luck) -> None:
    """Permits of those in reception, so many before 1 December and 26 January as was published."""
    moved, plan, centre, unplaced = (_of(found, kind) for kind in (MOVED_PLAN, CENTRE_PLAN, CENTRE, UNPLACED))
    outside = unplaced[: round(len(unplaced) * 0.55)]
    found.plan[moved] = pick(*_span(moved, day(2022, 9, 1), JANUARY - 1), luck.uniform("plan")[moved])
    early = plan[: solved["jan_opvang_met"] - len(moved)]
    late = plan[len(early) :]
    found.plan[early] = pick(*_span(early, DECEMBER + 1, JANUARY - 1), luck.uniform("plan")[early])
    rest = PLANS_IN_CENTRES_DECEMBER - int((found.plan[moved] < DECEMBER).sum())
    found.plan[early[:rest]] = pick(
        *_span(early[:rest], day(2022, 6, 1), DECEMBER - 1), luck.uniform("plan")[early[:rest]]
    )
    found.plan[late] = pick(*_span(late, JANUARY + 1, CLOSING), luck.uniform("plan")[late])
    for who in (moved, early):
        stay = luck.between("before plan in reception", 45, 150)[who]
        found.permit[who] = working_day(np.maximum(found.plan[who] - stay, BEGIN + 2))
    found.permit[late] = working_day(
        np.maximum(found.plan[late] - luck.between("before plan in reception", 45, 150)[late], BEGIN + 2)
    )
    found.centre_left[moved] = pick(*_span(moved, JANUARY + 1, CLOSING), luck.uniform("home after plan")[moved])
    found.housed[moved] = found.clock[moved] = found.centre_left[moved]

    found.permit[outside] = pick(*_span(outside, day(2022, 4, 1), JANUARY - 1), luck.uniform("permit")[outside])
    found.centre_left[outside] = pick(*_span(outside, JANUARY + 1, CLOSING), luck.uniform("out of reception")[outside])
    found.direct[unplaced[len(outside) :]] = True

    on_january = (found.group == ASYLUM) & ~found.direct & (found.permit < JANUARY) & (found.centre_left > JANUARY)
    on_january &= (found.plan > JANUARY) & (found.freed > JANUARY)
    before = solved["jan_opvang_zonder"] - int(on_january.sum())
    found.permit[centre[before:]] = pick(
        *_span(centre[before:], JANUARY + 1, CLOSING), luck.uniform("permit")[centre[before:]]
    )
    on_december = (found.group == ASYLUM) & (found.permit < DECEMBER) & (found.freed > DECEMBER)
    on_december &= np.isin(found.kind, (CLOCK, CENTRE, CENTRE_PLAN, MOVED_PLAN, UNPLACED, LEFT))
    first = solved["dec_asiel"] - int(on_december.sum())
    assert 0 <= first <= before <= len(centre), (first, before, len(centre))
    found.permit[centre[:first]] = pick(
        *_span(centre[:first], day(2022, 3, 1), DECEMBER - 1), luck.uniform("permit")[centre[:first]] ** 0.7
    )
    second = centre[first:before]
    found.permit[second] = pick(*_span(second, DECEMBER + 1, JANUARY - 1), luck.uniform("permit")[second])
    for who in (moved, plan, centre, outside):
        lag = luck.between("notice", 4, 40)[who]
        found.notified[who] = _notice(found.permit[who], lag, np.minimum(found.plan[who], found.centre_left[who]))


def _notice(permit: Ints, lag: Ints, before: Ints) -> Ints:
    """The notice so many days after the permit, but before the plan and before leaving reception."""
    found = working_day(permit + lag)
    return np.where(found >= before, working_day(permit), found)


def _span(who: Ints, first: int, last: int) -> tuple[Ints, Ints]:
    return np.full(len(who), first), np.full(len(who), last)


def _elsewhere(found: People, luck: Luck) -> None:
    """Not in reception and without a clock: no letter yet from DUO, or not yet registered."""
    asylum = _of(found, UNPLACED)
    asylum = asylum[found.direct[asylum]]
    family = _of(found, UNPLACED, FAMILY)
    for who in (asylum, family):
        found.permit[who] = pick(*_span(who, day(2023, 2, 14), CLOSING), luck.uniform("permit")[who] ** 0.7)
        found.housed[who] = working_day(found.permit[who] + luck.between("home", 0, 25)[who])
        found.direct[who] = True
    strange = np.flatnonzero(np.isin(found.kind, (UNKNOWN_BIRTH, NOT_OBLIGED)))
    found.permit[strange] = pick(*_span(strange, day(2022, 2, 1), day(2023, 1, 31)), luck.uniform("permit")[strange])
    found.housed[strange] = working_day(found.permit[strange] + luck.between("home", 0, 25)[strange])
    found.notified[strange] = working_day(found.permit[strange] + luck.between("notice", 4, 40)[strange])
    found.direct[strange] = True


def _leave(found: People, luck: Luck) -> None:
    """The duty ended before 1 May 2023, without a plan."""
    quota = round(LEFT_ASYLUM * 0.45)
    for group in (ASYLUM, FAMILY):
        who = _of(found, LEFT, group)
        found.permit[who] = pick(*_span(who, BEGIN + 10, day(2022, 8, 31)), luck.uniform("permit")[who])
        found.housed[who] = working_day(found.permit[who] + luck.between("home", 0, 25)[who])
        found.notified[who] = working_day(found.permit[who] + luck.between("notice", 4, 40)[who])
        found.freed[who] = pick(*_span(who, day(2022, 10, 1), JANUARY - 1), luck.uniform("freed")[who])
        if group == ASYLUM:
            found.freed[who[:quota]] = pick(
                *_span(who[:quota], JANUARY + 1, CLOSING), luck.uniform("freed")[who[:quota]]
            )
        found.clock[who] = found.housed[who]
        found.direct[who] = True


def _late_notices(found: People, luck: Luck) -> None:
    """The named episode: IND's data did not reach DUO, so nothing of these people was known before May 2023."""
    who = np.flatnonzero(found.kind == LATE_NOTICE)
    of_2022 = luck.uniform("late of 2022")[who] < LATE_OF_2022
    first = np.where(of_2022, BEGIN + 10, NEW_YEAR + 1)
    last = np.where(of_2022, day(2022, 12, 1), CLOSING)
    found.permit[who] = pick(first, last, luck.uniform("permit")[who])
    found.housed[who] = working_day(found.permit[who] + luck.between("home", 0, 25)[who])
    found.known_from[who] = pick(*_span(who, MAY + 14, day(2023, 9, 29)), luck.uniform("known from")[who] ** 1.5)
    least = np.maximum(found.known_from[who], found.permit[who] + 93)
    found.notified[who] = working_day(least + luck.between("notice", 4, 40)[who])
    found.clock[who] = found.notified[who]
    found.direct[who] = True
