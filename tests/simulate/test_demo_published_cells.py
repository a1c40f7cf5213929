"""At full scale every published figure about 1 May 2023 comes out of the law's own columns, within its rounding."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict

import pytest

from doorstroom.kernel.figures import compute
from doorstroom.kernel.indicators import Indicator
from doorstroom.report.published import PublishedFigure, published_figures
from doorstroom.simulate.demo import KNOWN_AT, DemoRegister
from doorstroom.simulate.demo.cells import PUBLISHED, solve
from doorstroom.stelsels.inburgering import system
from doorstroom.stelsels.inburgering.indicators import plannen

INDICATORS = {value.name: value for value in vars(plannen).values() if isinstance(value, Indicator)}
COLUMNS = [
    *("inburgeringsplichtig_wi2021", "doelgroep", "in_opvang", "heeft_pip", "pip_klok_start", "pip_eerste_datum"),
    *("aanbod_datum", "plicht_start", "kennisgeving_datum"),
]


def figures_of(
    demo: DemoRegister, known_at: dict[dt.date, dt.datetime] | None = None
) -> list[tuple[PublishedFigure, float]]:
    """Every published figure with our unrounded one; each as known on 1 May 2023, or when it was published later."""
    wanted: dict[dt.date, list[PublishedFigure]] = defaultdict(list)
    for figure in published_figures():
        if figure.indicator in INDICATORS:
            wanted[figure.peildatum].append(figure)
    found = []
    for peildatum, figures in wanted.items():
        known = max(KNOWN_AT, dt.datetime.combine(peildatum, dt.time(), dt.UTC))
        known = (known_at or {}).get(peildatum, known)
        outcome = system().evaluate(demo.history(), peildatum, known_at=known, want=COLUMNS)
        computed = compute([INDICATORS[name] for name in {f.indicator for f in figures}], outcome.cases)
        for figure in figures:
            value = computed[figure.indicator].at(**figure.categories)
            share = 100 * value.count / value.base if value.base else 0.0
            found.append((figure, share if figure.measure == "aandeel" else float(value.count)))
    return found


@pytest.mark.slow
def test_every_published_figure_holds(full: DemoRegister) -> None:
    found = figures_of(full)
    wrong = [(f.indicator, f.peildatum, dict(f.categories), f.value, n) for f, n in found if not f.holds(n)]
    assert not wrong
    assert len(found) >= 56


@pytest.mark.slow
def test_the_earlier_columns_hold_as_known_then_too(full: DemoRegister) -> None:
    then = {day: dt.datetime.combine(day, dt.time(), dt.UTC) for day in (dt.date(2022, 12, 1), dt.date(2023, 1, 26))}
    found = [(f, n) for f, n in figures_of(full, then) if f.peildatum in then]
    wrong = [(f.indicator, f.peildatum, f.value, n) for f, n in found if not f.holds(n)]
    assert not wrong


@pytest.mark.slow
def test_later_knowledge_changes_the_same_reference_date(full: DemoRegister) -> None:
    peildatum = dt.date(2023, 5, 1)

    def counts(known_at: dt.datetime) -> tuple[int, int]:
        cases = system().evaluate(full.history(), peildatum, known_at=known_at, want=COLUMNS).cases
        obliged = cases.filter("inburgeringsplichtig_wi2021")
        return obliged.height, obliged.filter("in_opvang").height

    then, july = counts(KNOWN_AT), counts(dt.datetime(2023, 7, 1, tzinfo=dt.UTC))
    later = counts(dt.datetime(2023, 12, 31, tzinfo=dt.UTC))
    assert then[0] < july[0] < later[0]
    assert then[1] > july[1] > later[1]
    assert later[0] - then[0] == pytest.approx(2_760 + 450, abs=5)


@pytest.mark.parametrize("seed", [0, 1, 2, 3, 41, 2**40])
def test_whole_numbers_satisfy_every_published_cell_for_any_seed(seed: int) -> None:
    solved = solve(seed)
    assert [cell.name for cell in PUBLISHED if not cell.holds(solved)] == []
