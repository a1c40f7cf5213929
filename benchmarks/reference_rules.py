"""Reference rules on one million persons: Doorstroom beside openfisca-core, in one run, with equal results.

Four rules: obliged (permit of the kinds that count, from 16 up to the AOW age of 67), end of the term with extension,
last day for the plan (ten weeks after the notice; no holidays, for openfisca has none) and plan missed. Both start from
the same NumPy arrays. "With loading" includes handing these arrays over, "calculating" does not.
"""

from __future__ import annotations

import argparse
import datetime as dt
import gc
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import polars as pl
from polars import Expr

from benchmarks.measuring import Figure, load, say_figures
from doorstroom.kernel.columns import Column, fact, rule
from doorstroom.kernel.dates import add, birthday
from doorstroom.kernel.events import EventType, EventTypes
from doorstroom.kernel.law import Law, read_parameters
from doorstroom.kernel.system import System
from doorstroom.kernel.vocabulary import Aggregate, all_of, any_of, choose, first, known

PEILDATUM = dt.date(2023, 5, 1)
REPEATS = 5

#: Seconds with loading, seconds calculating, results.
Timed = tuple[float, float, dict[str, np.ndarray]]


class Person(EventType, type="person", nl="", en=""):
    """Carrier of the facts, which are given as columns here."""


def _given(name: str) -> Column:
    def build(valid_on: Expr) -> Aggregate:
        """Given."""
        return first(valid_on)

    build.__name__ = name
    return fact("person", nl="", en="")(build)


@rule("WET 3 lid 1", nl="", en="")
def obliged(birth: Expr, permit_kind: Expr, peildatum: Expr) -> Expr:
    """Is the person obliged on the peildatum?"""
    return all_of(
        any_of(permit_kind == 1, permit_kind == 2),
        birthday(birth, years=16) <= peildatum,
        birthday(birth, years=67) > peildatum,
    )


@rule("WET 11", nl="", en="")
def term_end(plan_on: Expr, extension_months: Expr) -> Expr:
    """First day after the term of three years and its extension."""
    return add(plan_on, days=1, months=36 + extension_months)


@rule("BES 5.3", nl="", en="")
def plan_due(notice_on: Expr, law: Law) -> Expr:
    """Last day for the plan."""
    return notice_on + pl.duration(weeks=law.reference.term.weeks(on=notice_on))


@rule("BES 5.3", nl="", en="")
def plan_missed(plan_due: Expr, plan_on: Expr, peildatum: Expr) -> Expr:
    """Was the last day missed on the peildatum?"""
    return choose((known(plan_on), plan_on > plan_due), otherwise=peildatum > plan_due)


RULES = ("obliged", "term_end", "plan_due", "plan_missed")
PARAMETERS = "term: {unit: week, nl: x, en: x, values: [{from: 2013-01-01, value: 10, source: BES, confidence: C1}]}"


def doorstroom_system() -> System:
    """The four rules with their parameter."""
    with tempfile.TemporaryDirectory(prefix="doorstroom-bench-") as name:
        folder = Path(name)
        (folder / "reference.yaml").write_text(PARAMETERS)
        parameters = read_parameters(folder)
    facts = [_given(n) for n in ("birth", "permit_kind", "notice_on", "plan_on", "extension_months")]
    columns = [*facts, obliged, term_end, plan_due, plan_missed]
    return System("reference", folder, EventTypes([Person]), columns, parameters)


def people(count: int, seed: int = 7) -> dict[str, np.ndarray]:
    """Invented facts as arrays; dates as days since 1970."""
    draw = np.random.Generator(np.random.Philox(seed))
    notice = draw.integers(18993, 19470, count)
    return {
        "birth": draw.integers(-16000, 14000, count).astype(np.int32),
        "permit_kind": draw.integers(0, 4, count).astype(np.int8),
        "notice_on": notice.astype(np.int32),
        "plan_on": (notice + draw.integers(10, 160, count)).astype(np.int32),
        "extension_months": draw.choice([0, 0, 0, 3, 6, 12], count).astype(np.int16),
    }


def run_doorstroom(system: System, arrays: dict[str, np.ndarray]) -> Timed:
    """Seconds with loading, seconds calculating, results."""
    started = time.perf_counter()
    frame = pl.DataFrame(arrays).with_columns(pl.col("birth", "notice_on", "plan_on").cast(pl.Date))
    loaded = time.perf_counter()
    found = system.evaluate_facts(frame, PEILDATUM, RULES)
    ended = time.perf_counter()
    results = {name: found[name].to_physical().to_numpy() for name in RULES}
    return ended - started, ended - loaded, results


def openfisca_system() -> object:
    """The same four rules for openfisca-core."""
    from openfisca_core.entities import build_entity
    from openfisca_core.periods import DateUnit
    from openfisca_core.taxbenefitsystems import TaxBenefitSystem
    from openfisca_core.variables import Variable

    person = build_entity("person", "persons", "", is_person=True)
    system = TaxBenefitSystem([person])
    eternal = {"entity": person, "definition_period": DateUnit.ETERNITY}
    daily = {"entity": person, "definition_period": DateUnit.DAY}

    def months_added(days: np.ndarray, months: np.ndarray) -> np.ndarray:
        """Same day number, clamped to the end of the month."""
        month = days.astype("datetime64[M]")
        number = (days - month.astype("datetime64[D]")).astype(np.int64)
        target = month + months.astype(np.int64)
        length = ((target + 1).astype("datetime64[D]") - target.astype("datetime64[D]")).astype(np.int64)
        reached: np.ndarray = target.astype("datetime64[D]") + np.minimum(number, length - 1)
        return reached

    def obliged_formula(persons, period):  # type: ignore[no-untyped-def]
        birth, kind = persons("birth", period), persons("permit_kind", period)
        start = period.start
        year = birth.astype("datetime64[Y]").astype(int) + 1970
        month = birth.astype("datetime64[M]").astype(int) % 12 + 1
        number = (birth - birth.astype("datetime64[M]")).astype(int) + 1
        had_birthday = (month < start.month) | ((month == start.month) & (number <= start.day))
        age = start.year - year - np.where(had_birthday, 0, 1)
        return ((kind == 1) | (kind == 2)) & (age >= 16) & (age < 67)

    def term_end_formula(persons, period):  # type: ignore[no-untyped-def]
        start = persons("plan_on", period)
        return months_added(start, 36 + persons("extension_months", period)) + 1

    def plan_due_formula(persons, period):  # type: ignore[no-untyped-def]
        return persons("notice_on", period) + 70

    def plan_missed_formula(persons, period):  # type: ignore[no-untyped-def]
        return persons("plan_on", period) > persons("plan_due", period)

    for name, kind in (("birth", dt.date), ("permit_kind", int), ("notice_on", dt.date), ("plan_on", dt.date),
                       ("extension_months", int)):  # fmt: skip
        system.add_variable(type(name, (Variable,), {**eternal, "value_type": kind}))
    computed: tuple[tuple[str, type, object], ...] = (
        ("obliged", bool, obliged_formula),
        ("term_end", dt.date, term_end_formula),
        ("plan_due", dt.date, plan_due_formula),
        ("plan_missed", bool, plan_missed_formula),
    )
    for name, returned, formula in computed:
        system.add_variable(type(name, (Variable,), {**daily, "value_type": returned, "formula": formula}))
    return system


def run_openfisca(system: object, arrays: dict[str, np.ndarray]) -> Timed:
    """Seconds with loading, seconds calculating, results."""
    from openfisca_core.simulations import SimulationBuilder

    count = len(arrays["birth"])
    started = time.perf_counter()
    simulation = SimulationBuilder().build_default_simulation(system, count)
    for name, values in arrays.items():
        dates = name in ("birth", "notice_on", "plan_on")
        simulation.set_input(name, PEILDATUM.isoformat(), values.astype("datetime64[D]") if dates else values)
    loaded = time.perf_counter()
    found = {name: simulation.calculate(name, PEILDATUM.isoformat()) for name in RULES}
    ended = time.perf_counter()
    results = {
        name: values.astype("datetime64[D]").astype(np.int32) if values.dtype.kind == "M" else np.asarray(values)
        for name, values in found.items()
    }
    return ended - started, ended - loaded, results


def measure(count: int) -> dict[str, float]:
    """Best of five for both, in turn, after checking that the results are equal."""
    arrays = people(count)
    ours, theirs = doorstroom_system(), openfisca_system()
    equal = run_doorstroom(ours, arrays)[2], run_openfisca(theirs, arrays)[2]
    for name in RULES:
        np.testing.assert_array_equal(equal[0][name], equal[1][name], err_msg=name)
    best = {"doorstroom_loading": 1e9, "doorstroom": 1e9, "openfisca_loading": 1e9, "openfisca": 1e9}
    for _ in range(REPEATS):
        runs: dict[str, Callable[[], Timed]] = {
            "doorstroom": lambda: run_doorstroom(ours, arrays),
            "openfisca": lambda: run_openfisca(theirs, arrays),
        }
        for name, run in runs.items():
            gc.collect()
            loading, calculating, _ = run()
            best[f"{name}_loading"] = min(best[f"{name}_loading"], loading)
            best[name] = min(best[name], calculating)
    return {name: count / seconds for name, seconds in best.items()}


def figures(small: bool) -> list[Figure]:
    """Persons a second of both, and the ratios, with their targets; a small run has none."""
    count = 20_000 if small else 1_000_000
    before, speed = load(), measure(count)
    note = f"best of {REPEATS}; load before: {before:.1f}"
    found = []
    for name, target in (("doorstroom", 3.0), ("openfisca", None)):
        for how in ("loading", "calculating"):
            value = speed[f"{name}_loading" if how == "loading" else name] / 1e6
            what = f"{name}, {'with loading' if how == 'loading' else 'calculating only'}, {count:,} persons"
            found.append(Figure(what, value, "million persons a second", at_least=None if small else target, note=note))
    for how, suffix in (("with loading", "_loading"), ("calculating only", "")):
        ratio = speed[f"doorstroom{suffix}"] / speed[f"openfisca{suffix}"]
        found.append(Figure(f"ratio to openfisca-core, {how}", ratio, "times", at_least=None if small else 1.5))
    return found


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--small", action="store_true")
    say_figures(figures(parser.parse_args().small))


if __name__ == "__main__":
    main()
