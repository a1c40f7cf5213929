"""Calls missed, violations, fines where the law allows them, and loans.

The asylum group gets no fine here at all: DUO imposes none since 2025, and whether a municipality may is not settled.
"""

from __future__ import annotations

import numpy as np

from doorstroom.simulate.demo.calendar import END, MAY, NEVER, working_day
from doorstroom.simulate.demo.chronicle import Chronicle
from doorstroom.simulate.demo.cohorts import FAMILY
from doorstroom.simulate.demo.lives import SELF_RELIANCE, Lives
from doorstroom.simulate.demo.luck import Ints, Luck

_REASONS = "DEMO: persoonlijke omstandigheden gewogen"
_TERMIJN = 1_096


def tell(log: Chronicle, live: Lives, luck: Luck) -> None:
    """Enforcement and loans."""
    source = log.organisation("RvIG") + 1 + live.home
    _no_shows(log, live, luck, source)
    _violations(log, live, luck, source)
    _terms_missed(log, live, luck)
    _loans(log, live, luck)


def _no_shows(log: Chronicle, live: Lives, luck: Luck, source: Ints) -> None:
    """Not at the brede intake: a warning and a second call; after a second no-show a fine, but not for everybody."""
    called = live.intake_called
    who = np.flatnonzero((called <= END) & (live.intake_done > called + 30) & luck.chance("no show", 0.05))
    missed = working_day(called[who] + 10)
    log.add("intake_niet_verschenen", who, missed, source[who], verschoonbaar=luck.uniform("excused")[who] < 0.4)
    again = working_day(missed + 3)
    log.add("intake_opgeroepen", who, again, source[who], instance=2, waarschuwing=True)
    twice = who[(luck.uniform("no show again")[who] < 0.15) & (live.people.group[who] == FAMILY)]
    twice = twice[live.intake_done[twice] > called[twice] + 45]
    second = working_day(called[twice] + 26)
    log.add("intake_niet_verschenen", twice, second, source[twice], instance=2, verschoonbaar=False)
    fined = twice[luck.uniform("intake fine")[twice] < 0.5]
    _fine(log, fined, working_day(called[fined] + 40), source[fined], "intake", "intake", 250.0, 2)


def _fine(
    log: Chronicle, who: Ints, begin: Ints, source: str | Ints, procedure: str, kind: str, amount: float | Ints,
    months: int | None,
) -> None:  # fmt: skip
    """The steps of a fine procedure in order, up to the day on which it cannot be contested any more."""
    log.add("boete_voorgenomen", who, begin, source, procedure=procedure, rapport_van=begin - 3)
    log.add("boete_zienswijze", who, working_day(begin + 14), source, procedure=procedure, wijze="telefonisch")
    if kind != "traject":  # there the finding of the violation says it
        log.add("verwijtbaarheid_beoordeeld", who, working_day(begin + 20), source, instance=3, onderwerp=kind,
                oordeel=True, motivering=_REASONS)  # fmt: skip
    log.add("boete_beoordeeld", who, working_day(begin + 21), source, procedure=procedure, motivering=_REASONS)
    log.add("boete_tweede_beoordeling", who, working_day(begin + 23), source, procedure=procedure, akkoord=True)
    on = working_day(begin + 28)
    told = log.add("boete_opgelegd", who, on, source, soort=kind, bedrag=amount, nieuwe_termijn_maanden=months)
    final = np.isin(who, told.who)
    sources = source if isinstance(source, str) else source[final]
    amounts = amount if isinstance(amount, float) else amount[final]
    log.add(
        "boete_opgelegd", told.who, on[final], sources, version=1, soort=kind, bedrag=amounts,
        recorded=working_day(np.maximum(on[final] + 47, told.recorded + 20)), nieuwe_termijn_maanden=months,
        onherroepelijk_op=on[final] + 43,
    )  # fmt: skip


def _violations(log: Chronicle, live: Lives, luck: Luck, source: Ints) -> None:
    """During the traject: a violation found by the college."""
    can = (live.lessons <= END - 300) & (live.people.group == FAMILY)
    who = np.flatnonzero(can & luck.chance("violation", 0.012))
    on = working_day(np.maximum(live.lessons[who] + luck.between("violation on", 60, 500)[who], MAY + 30))
    log.add("overtreding_vastgesteld", who, on, source[who], verplichting="intensiteit_map", verwijtbaarheid="normaal")
    fined = luck.uniform("traject fine")[who] < 0.4
    _fine(log, who[fined], working_day(on[fined] + 10), source[who][fined], "traject", "traject", 25.0, None)


def _terms_missed(log: Chronicle, live: Lives, luck: Luck) -> None:
    """The termijn passed without the duty met: DUO's fine and a new termijn, for family and other migrants."""
    end = np.where(live.people.plan <= END, live.people.plan + _TERMIJN, NEVER)
    can = (end <= END - 90) & (live.people.group == FAMILY) & (live.fulfilled > end + 60) & ~live.extended
    can &= live.until == NEVER
    who = np.flatnonzero(can & luck.chance("term fine", 0.3))
    amount = np.where(live.route[who] == SELF_RELIANCE, 800, np.where(luck.uniform("attempts")[who] < 0.5, 800, 640))
    _fine(log, who, working_day(end[who] + 15), "DUO", "termijn", "leerroute", amount.astype(np.int64), 24)


def _loans(log: Chronicle, live: Lives, luck: Luck) -> None:
    """Loans of family and other migrants."""
    who = np.flatnonzero((live.people.group == FAMILY) & (live.people.plan <= END - 90) & luck.chance("loan", 0.2))
    asked = working_day(np.maximum(live.people.plan[who], 0) + luck.between("loan asked", 5, 120)[who])
    log.add("lening_aangevraagd", who, asked, "DUO")
    yes = luck.uniform("loan granted")[who] < 0.92
    most = np.where(
        luck.uniform("loan income")[who] < 0.7, 10_000.0, np.round(2_000 + 7_000 * luck.uniform("loan")[who])
    )
    log.add("lening_besloten", who, working_day(asked + 30), "DUO", toegekend=yes, bedrag=np.where(yes, most, 0.0))
    paid = who[yes]
    for number in range(1, 4):
        on = working_day(asked[yes] + 45 + 91 * number)
        log.add("lening_uitbetaald", paid, on, "DUO", instance=number, doel="cursus",
                bedrag=np.round(400 + 1_200 * luck.uniform(f"invoice {number}")[paid]))  # fmt: skip
