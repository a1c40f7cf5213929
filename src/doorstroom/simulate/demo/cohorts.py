"""When the ten weeks began and what came of them: people per cohort and outcome, fitted to the published totals.

The shape (how many began in which month, how often a plan came in time) is assumed; iterative proportional fitting
bends it until the published totals and the two published cohort shares hold.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from doorstroom.simulate.demo.calendar import BEGIN, CLOSING, DECEMBER, JANUARY, WITHIN_TEN_WEEKS, day
from doorstroom.simulate.demo.luck import Floats, Ints, largest_remainder

#: Outcomes of a clock: plan within ten weeks before 1 December 2022 or after it, plan later than ten weeks likewise,
#: no plan on 1 May 2023.
SOON_BEFORE, SOON_AFTER, LATE_BEFORE, LATE_AFTER, NONE = range(5)
ASYLUM, FAMILY = 0, 1

#: First days of the cohorts; the last one ends before the closing day of 1 May 2023.
_STARTS = (
    BEGIN + 9, *(day(2022, month, 1) for month in range(2, 13)), day(2023, 1, 2), JANUARY + 1, day(2023, 2, 1),
    WITHIN_TEN_WEEKS, day(2023, 3, 1), day(2023, 4, 1), CLOSING + 1,
)  # fmt: skip
#: February's first part ends on the 15th: the ten weeks of the days after it end around 1 May itself (Koningsdag).
_FEBRUARY_15 = day(2023, 2, 15)
_MARCH, _NEW_YEAR, _LATE_JANUARY, _RECENT = 2, 12, 13, 15

#: Assumed: how many clocks began per cohort.
_VOLUME = np.array([
    [150, 350, 600, 750, 850, 950, 950, 950, 1000, 1050, 1050, 950, 850, 200, 650, 650, 1250, 1150],
    [60, 200, 450, 600, 700, 750, 750, 750, 750, 750, 700, 350, 330, 70, 250, 550, 1000, 800],
], dtype=np.float64)  # fmt: skip
#: Assumed: share of plans within ten weeks per cohort, rising as municipalities gained experience.
_SOON = np.array([
    [6, 8, 12, 18, 26, 33, 38, 41, 43, 44, 44, 42, 38, 38, 36, 25, 14, 3],
    [6, 8, 12, 16, 22, 27, 31, 33, 34, 35, 36, 36, 35, 35, 33, 20, 10, 2],
], dtype=np.float64) / 100  # fmt: skip
#: Assumed: of the others, who had a plan by 1 May 2023.
_LATER = np.array([85, 85, 85, 85, 82, 80, 78, 75, 72, 68, 60, 45, 20, 14, 4, 0, 0, 0], dtype=np.float64) / 100
#: Published (uitvoeringsbrief of July 2023, 1.2.1): share within ten weeks of the cohorts March 2022 and January 2023.
SHARE_MARCH_2022, SHARE_JANUARY_2023 = 0.12, 0.37


@dataclass(frozen=True)
class Clocks:
    """Whose ten weeks had begun by 1 May 2023: per person the group, the days between which they began, the outcome."""

    group: Ints
    first: Ints
    last: Ints
    outcome: Ints


def _window(cohort: int, outcome: int) -> tuple[int, int]:
    """The days on which a clock of this cohort can have begun, given the outcome."""
    first, last = _STARTS[cohort], _STARTS[cohort + 1] - 1
    if cohort == _RECENT - 1:
        last = _FEBRUARY_15
    if outcome == SOON_BEFORE:
        last = min(last, DECEMBER - 15)
    elif outcome == SOON_AFTER:
        first, last = max(first, DECEMBER - 62), min(last, CLOSING - 10)
    elif outcome == LATE_BEFORE:
        last = min(last, DECEMBER - 82)
    elif outcome == LATE_AFTER:
        last = min(last, CLOSING - 79)
    return first, last


def _prior() -> Floats:
    """Expected people per group, cohort and outcome before fitting; nothing where the dates make it impossible."""
    size = len(_STARTS) - 1
    found = np.zeros((2, size, 5))
    for cohort in range(size):
        late_before = max(0.0, min(0.35, (DECEMBER - 82 - _STARTS[cohort]) / 500))
        soon_before = min(1.0, max(0.0, (DECEMBER - 35 - _STARTS[cohort]) / 30))
        soon, volume = _SOON[:, cohort], _VOLUME[:, cohort]
        rest = volume * (1 - soon)
        found[:, cohort, SOON_BEFORE] = volume * soon * soon_before
        found[:, cohort, SOON_AFTER] = volume * soon * (1 - soon_before)
        found[:, cohort, LATE_BEFORE] = rest * _LATER[cohort] * late_before
        found[:, cohort, LATE_AFTER] = rest * _LATER[cohort] * (1 - late_before)
        found[:, cohort, NONE] = rest * (1 - _LATER[cohort])
        for outcome in range(5):
            first, last = _window(cohort, outcome)
            if last - first < 4:
                found[:, cohort, outcome] = 0
    return found


def _fit(solved: dict[str, int], plans_elsewhere: int, begun_in_january: int) -> Floats:
    """The prior, scaled in turn to every total until all hold."""
    found = _prior()
    soon, late = [SOON_BEFORE, SOON_AFTER], [LATE_BEFORE, LATE_AFTER]
    before = [SOON_BEFORE, LATE_BEFORE]
    for _ in range(400):
        for group, name in ((ASYLUM, "asiel"), (FAMILY, "gezin")):
            block = found[group]
            block[:, soon] *= solved[f"{name}_pip_tijd"] / block[:, soon].sum()
            block[:, late] *= solved[f"{name}_pip_laat"] / block[:, late].sum()
            block[:_RECENT, NONE] *= solved[f"{name}_geen_laat"] / block[:_RECENT, NONE].sum()
            block[_RECENT:, NONE] *= solved[f"{name}_geen_tijd"] / block[_RECENT:, NONE].sum()
            plans = solved[f"dec_{name}_pip"] - (plans_elsewhere if group == ASYLUM else 0)
            block[:, before] *= plans / block[:, before].sum()
        found[ASYLUM, :_LATE_JANUARY] *= begun_in_january / found[ASYLUM, :_LATE_JANUARY].sum()
        for cohorts, share in (([_MARCH], SHARE_MARCH_2022), ([_NEW_YEAR, _LATE_JANUARY], SHARE_JANUARY_2023)):
            block = found[:, cohorts]
            now = block[:, :, soon].sum() / block.sum()
            block[:, :, soon] *= share / now
            block[:, :, [*late, NONE]] *= (1 - share) / (1 - now)
            found[:, cohorts] = block
    return found


def _whole(fitted: Floats, solved: dict[str, int], plans_elsewhere: int) -> Ints:
    """Whole people, with the totals of the published cells exact."""
    found = np.zeros(fitted.shape, dtype=np.int64)
    for group, name in ((ASYLUM, "asiel"), (FAMILY, "gezin")):
        block = fitted[group]
        soon_before = round(block[:, SOON_BEFORE].sum())
        late_before = solved[f"dec_{name}_pip"] - (plans_elsewhere if group == ASYLUM else 0) - soon_before
        totals = {
            SOON_BEFORE: soon_before,
            SOON_AFTER: solved[f"{name}_pip_tijd"] - soon_before,
            LATE_BEFORE: late_before,
            LATE_AFTER: solved[f"{name}_pip_laat"] - late_before,
        }
        for outcome, total in totals.items():
            found[group, :, outcome] = largest_remainder(block[:, outcome], total)
        for part, total in (
            (slice(None, _RECENT), solved[f"{name}_geen_laat"]),
            (slice(_RECENT, None), solved[f"{name}_geen_tijd"]),
        ):
            found[group, part, NONE] = largest_remainder(block[part, NONE], total)
    return found


def clocks(solved: dict[str, int], plans_elsewhere: int, begun_in_january: int) -> Clocks:
    """One row per person whose ten weeks had begun by 1 May 2023.

    ``plans_elsewhere``: plans of 1 December 2022 made in reception. ``begun_in_january``: for how many of the asylum
    group the ten weeks had begun by 26 January 2023.
    """
    counts = _whole(_fit(solved, plans_elsewhere, begun_in_january), solved, plans_elsewhere)
    rows = [
        (group, *_window(cohort, outcome), outcome, int(counts[group, cohort, outcome]))
        for group in (ASYLUM, FAMILY)
        for cohort in range(counts.shape[1])
        for outcome in range(5)
    ]
    times = np.array([row[4] for row in rows])
    columns = [np.repeat(np.array([row[at] for row in rows], dtype=np.int64), times) for at in range(4)]
    return Clocks(*columns)
