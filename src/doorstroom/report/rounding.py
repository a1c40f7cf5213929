"""Rounding profiles: what leaves the building instead of the number itself.

**Halves round up** (away from zero: 150 becomes 200 in hundreds, 15 becomes 20 in tens, 12,5 % becomes 13 %, -150
becomes -200). The publications that we follow do not say what they do with halves; half up is what spreadsheets do,
while Python's own ``round`` (halves to even) would print 25 as 20. Percentages are computed from the unrounded numbers
with whole-number arithmetic, so that no half is missed by a binary fraction.

| profile | counts | small counts | percentages |
|---|---|---|---|
| ``SVM`` | tens | 1-4 is printed ``<5``, 5-10 is printed 10 (Staat van Migratie 2024, bijlage IV) | whole |
| ``DUO`` | hundreds | 1-49 is printed ``<50``: our own choice, the letters hold no such cell | whole |
| ``AS_IS`` | as they are | as they are | one decimal |

A percentage is kept back when it would tell what the rounding hides: when its base is hidden, or when its count or the
rest of its base is hidden and one per cent of the base is less than the smallest number shown.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from doorstroom.kernel.errors import DoorstroomError


class RoundingError(DoorstroomError):
    """A rounding profile that does not exist, or a number that cannot be rounded."""


@dataclass(frozen=True)
class Profile:
    """How counts and percentages are shown. ``hidden_below``: counts from 1 up to this one (exclusive) are hidden.

    ``lifted_to``: counts from ``hidden_below`` up to this one become this one. ``percent_step``: 1 is whole per cents.
    """

    name: str
    step: int
    hidden_below: int = 1
    lifted_to: int = 0
    percent_step: Fraction = Fraction(1)
    nl: str = ""
    en: str = ""

    @property
    def hides(self) -> bool:
        """Whether some counts are not shown."""
        return self.hidden_below > 1


@dataclass(frozen=True)
class Shown:
    """A number as it may leave. ``value`` None: hidden (``below`` says below what) or kept back (``below`` None)."""

    value: float | int | None
    below: int | None = None


SVM: Final = Profile(
    "SVM",
    10,
    5,
    10,
    nl="Aantallen zijn afgerond op tientallen. Aantallen van 1 tot en met 4 staan er als <5 en aantallen van 5 tot en "
    "met 10 als 10.",
    en="Numbers are rounded to tens. Numbers from 1 to 4 are shown as <5 and numbers from 5 to 10 as 10.",
)
DUO: Final = Profile(
    "DUO",
    100,
    50,
    nl="Aantallen zijn afgerond op honderdtallen. Aantallen van 1 tot en met 49 staan er als <50.",
    en="Numbers are rounded to hundreds. Numbers from 1 to 49 are shown as <50.",
)
AS_IS: Final = Profile(
    "AS_IS",
    1,
    percent_step=Fraction(1, 10),
    nl="Aantallen zijn niet afgerond. Deze cijfers mogen niet openbaar worden zonder afronding.",
    en="Numbers are not rounded. These figures may not be made public without rounding.",
)
PROFILES: Final = {profile.name: profile for profile in (SVM, DUO, AS_IS)}


def profile(name: str) -> Profile:
    """The profile with this name. Raises RoundingError with the names that exist."""
    try:
        return PROFILES[name]
    except KeyError:
        raise RoundingError(f"unknown rounding profile '{name}' (one of {', '.join(PROFILES)})") from None


def half_up(number: Fraction | int | float, step: Fraction | int = 1) -> Fraction:
    """The nearest multiple of ``step``; a half goes away from zero. Floats are taken at their exact binary value."""
    if isinstance(number, float) and not math.isfinite(number):
        raise RoundingError(f"{number} is not a number that can be rounded")
    if step <= 0:
        raise RoundingError("a rounding step is more than zero")
    size = abs(Fraction(number)) / step
    whole = (2 * size.numerator + size.denominator) // (2 * size.denominator)
    return (whole if number >= 0 else -whole) * Fraction(step)


def count(number: int, by: Profile) -> Shown:
    """A count as it is shown. A difference may be negative; hidden differences lose their sign."""
    size = abs(number)
    if 0 < size < by.hidden_below:
        return Shown(None, by.hidden_below)
    if 0 < size <= by.lifted_to:
        return Shown(by.lifted_to if number > 0 else -by.lifted_to)
    return Shown(int(half_up(number, by.step)))


def share(part: int, base: int, by: Profile) -> Shown:
    """``part`` as percentage of ``base``, from the unrounded numbers; kept back when it would tell a hidden count."""
    if base <= 0:
        return Shown(None)
    hidden = [count(number, by).value is None for number in (part, base - part, base)]
    if hidden[2] or ((hidden[0] or hidden[1]) and base < 100 * by.hidden_below):
        return Shown(None)
    return Shown(_plain(half_up(Fraction(100 * part, base), by.percent_step)))


def statistic(number: float | None, cases: int, by: Profile, step: Fraction | int = 1) -> Shown:
    """A mean, median or percentile over ``cases``; kept back when the number of cases is hidden."""
    if number is None or count(cases, by).value is None:
        return Shown(None)
    return Shown(_plain(half_up(number, step)))


def interval(shown: Shown, by: Profile) -> tuple[int, int]:
    """The smallest and the largest whole count that is shown like this (both inclusive, not negative)."""
    if shown.value is None:
        if shown.below is None:
            raise RoundingError("a number that is kept back tells nothing about the count")
        return 1, shown.below - 1
    printed = int(shown.value)
    if printed < 0:
        raise RoundingError("the interval of a difference is not defined")
    if printed == 0:
        # A step that hides nothing prints everything under half a step as 0.
        return 0, 0 if by.hides else (by.step - 1) // 2
    low, high = printed - by.step // 2, printed + (by.step - 1) // 2
    if by.lifted_to and printed == by.lifted_to:
        low = by.hidden_below
    return max(low, by.hidden_below), high


def _plain(number: Fraction) -> int | float:
    return int(number) if number.denominator == 1 else float(number)
