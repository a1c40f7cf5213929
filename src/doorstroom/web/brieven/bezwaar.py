"""Until when somebody can object to a decision, or appeal against it (Awb 6:7, 6:8; Algemene termijnenwet)."""

from __future__ import annotations

import datetime as dt

import polars as pl

from doorstroom.kernel.system import System
from doorstroom.kernel.termijnenwet import term
from doorstroom.web.brieven.gegevens import Facts
from doorstroom.web.brieven.sjabloon import LetterError, Remedy
from doorstroom.web.brieven.uitdrukking import evaluate


def last_day(system: System, remedy: Remedy, made_known: dt.date) -> dt.date:
    """Last day (inclusive) of the term of a decision that is made known on a day.

    Awb 6:8: it starts the day after the decision was made known in the prescribed way, so with the letter, also when
    the decision itself bears an earlier date.
    """
    parameter = system.parameters[remedy.weeks]
    dated = parameter.at(made_known)
    if parameter.unit != "week" or dated is None:
        raise LetterError(f"'{remedy.weeks}' is no number of weeks in force on {made_known}")
    found: dt.date | None = pl.select(term(pl.lit(made_known), weeks=dated.value)).item()
    if found is None:
        raise LetterError(f"no calendar of free days covers a term from {made_known}")
    return found


def remedy_of(facts: Facts) -> Remedy | None:
    """What can be done against this decision: the first declared remedy whose condition holds; None: nothing."""
    for remedy in facts.letter.remedies:
        if not remedy.condition or evaluate(remedy.condition, facts.values):
            return remedy
    return None
