"""What changed between two moments of knowing: the effect of late and corrected events on the same figures."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from doorstroom.kernel.figures import Value
from doorstroom.kernel.indicators import TOTAL, Count, Indicator, Parts, Share
from doorstroom.report import rounding
from doorstroom.report.layout import Layout, Place
from doorstroom.report.model import Changed, Comparison
from doorstroom.report.outcomes import Outcomes
from doorstroom.report.wording import Words


def compare(
    words: Words,
    layouts: Sequence[tuple[int, Layout]],
    earlier: Outcomes,
    later: Outcomes,
    profile_of: Callable[[Indicator], rounding.Profile],
) -> Comparison:
    """Every count of the tables that differs, at both moments and as a difference.

    A difference is computed unrounded and then rounded, so a difference of a few persons is hidden as any small count,
    also where the two printed numbers fall on either side of a half.
    """
    changes: list[Changed] = []
    for number, layout in layouts:
        for row, places in zip(layout.rows, layout.places, strict=True):
            for column, place in zip(layout.columns, places, strict=True):
                changed = _changed(words, earlier, later, place, profile_of(place.indicator))
                if changed is not None:
                    before, after, difference = changed
                    changes.append(
                        Changed(
                            f"{words['table']} {number}",
                            row.text,
                            ", ".join(point.text for point in column),
                            "aantal",
                            later.days[place.moment.name],
                            words.shown(before),
                            words.shown(after),
                            words.shown(difference)
                            if difference.value is None or difference.value <= 0
                            else "+" + words.shown(difference),
                            difference.value,
                        )
                    )
    return Comparison(_moment(words, earlier), _moment(words, later), tuple(changes))


def _moment(words: Words, found: Outcomes) -> str:
    return words["all_known"] if found.known_at is None else words.moment(found.known_at)


def _changed(
    words: Words, earlier: Outcomes, later: Outcomes, place: Place, by: rounding.Profile
) -> tuple[rounding.Shown, rounding.Shown, rounding.Shown] | None:
    if not isinstance(place.indicator.measure, Count | Share | Parts):
        return None
    before, after = (_value(found, place) for found in (earlier, later))
    if before.count == after.count:
        return None
    return (
        rounding.count(before.count, by),
        rounding.count(after.count, by),
        rounding.count(after.count - before.count, by),
    )


def _value(found: Outcomes, place: Place) -> Value:
    categories = {name: code for name, code in place.categories.items() if code != TOTAL}
    return found.of(place.moment, place.indicator).at(**categories)
