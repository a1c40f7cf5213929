"""How a duty ends before it is met: death, loss of residence, exemption, dispensation, naturalisation, departure."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from doorstroom.simulate.demo.calendar import END, MAY, NEVER, day, pick, working_day
from doorstroom.simulate.demo.chronicle import Chronicle
from doorstroom.simulate.demo.kinds import LATE_NOTICE, LEFT, NOT_OBLIGED, UNKNOWN_BIRTH, People
from doorstroom.simulate.demo.luck import Flags, Ints, Luck, words

if TYPE_CHECKING:
    from doorstroom.simulate.demo.lives import Lives

#: Assumed: of those whose duty ended early, how. The order is that of the numbers below.
DIED, RESIDENCE, EXEMPT, DISPENSED, NATURALISED, ABROAD = range(6)
_HOW = np.array([0.05, 0.25, 0.40, 0.14, 0.04, 0.12])
#: Assumed: share of all people whose duty ends early in the years after 1 May 2023.
_SHARE = 0.065


def endings(people: People, luck: Luck) -> tuple[Ints, Ints]:
    """Per person how the duty ends early (-1: it does not) and on which first day; from then on nothing happens."""
    how = luck.choice("how it ends", _HOW)
    left = people.kind == LEFT
    how = np.where(left & (how >= NATURALISED), EXEMPT, how)
    later = luck.chance("ends early", _SHARE) & np.isin(people.kind, (LEFT, NOT_OBLIGED, UNKNOWN_BIRTH), invert=True)
    first = np.maximum(MAY + 35, np.minimum(people.notified, END) + 60)
    first = np.where(people.kind == LATE_NOTICE, np.maximum(first, day(2024, 6, 3)), first)
    first = np.where(how == NATURALISED, np.maximum(first, day(2024, 9, 2)), first)
    later &= first < END - 60
    ends = pick(first, np.full(people.size, END - 20), luck.uniform("ends on"))
    return np.where(left | later, how, -1), np.where(left, people.freed, np.where(later, ends, NEVER))


def tell(log: Chronicle, live: Lives, luck: Luck) -> None:
    """The events of endings."""
    how, on = live.ending, live.until

    def of(kind: int) -> tuple[Ints, Ints]:
        who = np.flatnonzero(how == kind)
        return who, on[who]

    who, ends = of(DIED)
    log.add("overlijden", who, ends, "RvIG", after_all=True)
    who, ends = of(RESIDENCE)
    reason = words(luck.uniform("why gone")[who] < 0.6, "overig", "verlopen")
    log.add("verblijfsrecht_beeindigd", who, ends, "IND", reden=reason, after_all=True)
    who, ends = of(NATURALISED)
    log.add("verblijfsrecht_beeindigd", who, ends, "IND", reden="genaturaliseerd", after_all=True)
    log.add("nationaliteit_vastgesteld", who, ends, "RvIG", instance=2, groep="nederlands", after_all=True)
    _exempt(log, live, luck, *of(EXEMPT))
    _dispensed(log, live, luck, *of(DISPENSED))
    _abroad(log, live, luck, *of(ABROAD))


def _before(ends: Ints, permit: Ints, days: Ints) -> Ints:
    return np.minimum(np.maximum(working_day(ends - days), permit), ends)


def _exempt(log: Chronicle, live: Lives, luck: Luck, who: Ints, ends: Ints) -> None:
    """By a Dutch diploma: it exempts from its own date, whenever DUO decides."""
    kind = words(luck.uniform("diploma")[who] < 0.6, "mbo_2_of_hoger", "hbo")
    log.add("diploma_overgelegd", who, ends, "DUO", soort=kind, voldoende_voor_nederlands=True, after_all=True)
    asked = working_day(ends + luck.between("exemption asked", 1, 10)[who])
    log.add("vrijstelling_aangevraagd", who, asked, "DUO", grond="diploma", after_all=True)
    decided = working_day(asked + luck.between("exemption decided", 10, 52)[who])
    log.add("vrijstelling_besloten", who, decided, "DUO", uitkomst="toegekend", soort="volledig", grond="diploma",
            after_all=True)  # fmt: skip


def _dispensed(log: Chronicle, live: Lives, luck: Luck, who: Ints, ends: Ints) -> None:
    asked = _before(ends, live.people.permit[who], luck.between("dispensation asked", 20, 54)[who])
    log.add("ontheffing_aangevraagd", who, asked, "DUO", grond="medisch")
    log.add("deskundigenverklaring_ontvangen", who, np.minimum(working_day(asked + 8), ends), "DUO", geheel=True)
    log.add("ontheffing_besloten", who, ends, "DUO", uitkomst="toegekend", grond="medisch", after_all=True)


def _abroad(log: Chronicle, live: Lives, luck: Luck, who: Ints, ends: Ints) -> None:
    log.add("brp_uitschrijving", who, ends, "RvIG", after_all=True)
    # Who is back within a year has a break, not an end; the home is the same.
    back: Flags = luck.uniform("back")[who] < 0.5
    returned = working_day(ends + luck.between("months abroad", 60, 340)[who])[back]
    source = log.organisation("RvIG") + 1 + live.home[who]
    home = np.array(live.codes, dtype=object)[live.home[who]]
    log.add("brp_inschrijving", who[back], returned, source[back], instance=8, gemeente=home[back], after_all=True)
