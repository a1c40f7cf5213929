"""The unrounded outcomes of a publication: its indicators computed at every moment that it looks at."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import polars as pl

from doorstroom.kernel.figures import Figures, compute
from doorstroom.kernel.history import History
from doorstroom.kernel.indicators import Indicator, wanted
from doorstroom.kernel.publications import NOW, Moment, Publication
from doorstroom.kernel.system import System
from doorstroom.report.errors import ReportError


@dataclass(frozen=True)
class Outcomes:
    """Figures by name of moment and of indicator, and how much was read for them. Never written as they are."""

    peildatum: dt.date
    known_at: dt.datetime | None
    figures: Mapping[str, Mapping[str, Figures]]
    days: Mapping[str, dt.date]
    cases: int
    events_read: int

    def of(self, moment: Moment, indicator: Indicator) -> Figures:
        """The figures of an indicator at a moment."""
        return self.figures[moment.name][indicator.name]


def outcomes(
    publication: Publication,
    system: System,
    history: History,
    peildatum: dt.date,
    known_at: dt.datetime | None,
    *,
    tables_only: bool = False,
) -> Outcomes:
    """Compute a publication as of (peildatum, known_at); every peildatum in it is seen with the knowledge of known_at.

    Each peildatum is evaluated once, and only for the columns that its indicators need. Raises ReportError when the law
    did not exist yet, or the register knew nothing yet, on the peildatum.
    """
    if peildatum < publication.begins:
        raise ReportError(
            f"'{publication.name}' has no figures on peildatum {peildatum}: {publication.begins_en} "
            f"({publication.begins_nl})"
        )
    by_day: dict[dt.date, list[tuple[str, list[Indicator]]]] = {}
    for moment, indicators in publication.needs(tables_only):
        by_day.setdefault(moment.on(peildatum), []).append((moment.name, indicators))
    figures: dict[str, Mapping[str, Figures]] = {}
    events_read = 0
    for day in sorted(by_day, reverse=True):
        needed = {indicator.name: indicator for _, indicators in by_day[day] for indicator in indicators}
        evaluation = system.evaluate(history, day, known_at=known_at, want=sorted(wanted(needed.values())))
        if day == peildatum:
            events_read = sum(frame.height for frame in evaluation.snapshot.frames.values())
            if not events_read:
                raise ReportError(_nothing_known(history, peildatum, known_at))
        computed = compute(list(needed.values()), evaluation.cases)
        for name, _ in by_day[day]:
            figures[name] = computed
    days = {moment.name: moment.on(peildatum) for moment, _ in publication.needs(tables_only)}
    return Outcomes(peildatum, known_at, figures, {**days, NOW.name: peildatum}, history.cases.height, events_read)


def _nothing_known(history: History, peildatum: dt.date, known_at: dt.datetime | None) -> str:
    first_day = _extreme(history, pl.col("valid_on").min(), min)
    first_moment = _extreme(history, pl.col("recorded_at").min(), min)
    if first_day is None:
        return "the register holds no events, so there is nothing to report"
    if known_at is not None and first_moment is not None and known_at < first_moment:
        asked, first = (f"{moment:%Y-%m-%d %H:%M} UTC" for moment in (known_at, first_moment))
        return f"the register knew nothing yet at {asked}: its first event was recorded at {first}"
    if peildatum < first_day:
        return f"peildatum {peildatum} lies before the first event in the register ({first_day})"
    return f"the register holds no event that this report needs on peildatum {peildatum}"


def last_recorded_at(history: History) -> dt.datetime | None:
    """When the last version in the history was recorded."""
    moment: dt.datetime | None = _extreme(history, pl.col("recorded_at").max(), max)
    return moment


def events_stored(history: History) -> int:
    """How many versions of events the history holds."""
    counts = [frame.lazy().select(pl.len()) for frame in history.frames.values()]
    return sum(int(found.item()) for found in pl.collect_all(counts))


def _extreme(history: History, expression: pl.Expr, choose: Callable[[list[Any]], Any]) -> Any:
    found = pl.collect_all([frame.lazy().select(expression) for frame in history.frames.values()])
    values = [frame.item() for frame in found if frame.item() is not None]
    return choose(values) if values else None
