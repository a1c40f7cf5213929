"""One case with a full history: all clocks, and why each of them is due when it is.

From a list of events, and from a register in SQLite: the history is read, every clock's columns are computed, and the
due date of every clock is explained down to the events. Warm: what a case worker waits for at the second question.
"""

from __future__ import annotations

import argparse
import datetime as dt
import gc
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.measuring import Figure, load, say_figures
from doorstroom.kernel.events import Event
from doorstroom.kernel.explain import Explainer
from doorstroom.kernel.history import history_of
from doorstroom.kernel.plain.case import CaseEvaluation
from doorstroom.kernel.system import System
from doorstroom.kernel.worklist import columns_of_clocks
from doorstroom.register import Register
from doorstroom.stelsels.inburgering import system

PEILDATUM = dt.date(2025, 9, 1)
REPEATS, FEW = 200, 3

#: (type, day, payload, instance): a status holder with nearly everything that can happen in four years.
LIFE: list[tuple[str, str, dict[str, object], str]] = [
    ("geboorte", "1990-05-14", {}, "1"),
    ("nationaliteit_vastgesteld", "2022-02-01", {"groep": "overig"}, "1"),
    ("opvang_begonnen", "2021-11-03", {}, "1"),
    ("verblijfsrecht_verkregen", "2022-03-07", {"grond": "8c"}, "1"),
    ("brp_inschrijving", "2022-03-20", {"gemeente": "GM0014", "huisvesting": False}, "1"),
    ("gemeente_gekoppeld", "2022-04-01", {"gemeente": "GM0363"}, "1"),
    ("kennisgeving_verzonden", "2022-04-12", {}, "1"),
    ("opvang_beeindigd", "2022-08-29", {}, "1"),
    ("brp_inschrijving", "2022-08-29", {"gemeente": "GM0363"}, "2"),
    ("bijstand_ingegaan", "2022-08-29", {}, "1"),
    ("intake_opgeroepen", "2022-09-05", {}, "1"),
    ("intake_afgerond", "2022-09-20", {}, "1"),
    ("leerbaarheidstoets_afgenomen", "2022-09-22", {"uitkomst": "B1_haalbaar"}, "1"),
    ("derde_informatie_gevraagd", "2022-09-25", {"soort": "diplomawaardering", "onmisbaar": True}, "1"),
    ("derde_informatie_ontvangen", "2022-10-25", {"soort": "diplomawaardering"}, "1"),
    ("pip_vastgesteld", "2022-11-02", {"gemeente": "GM0363", "leerroute": "B1", "uren_leerroute": 900.0}, "1"),
    ("aanbod_gedaan", "2022-12-01", {"keurmerk": True}, "1"),
    ("lessen_begonnen", "2023-01-16", {}, "1"),
    ("uren_gevolgd", "2023-04-01", {"soort": "nt2", "uren": 120.0, "keurmerk": True}, "1"),
    ("uren_gevolgd", "2023-07-01", {"soort": "nt2", "uren": 150.0, "keurmerk": True}, "2"),
    ("uren_gevolgd", "2023-10-01", {"soort": "knm", "uren": 60.0, "keurmerk": True}, "3"),
    ("belemmering", "2023-11-01", {"soort": "bevalling", "tot_en_met": "2024-02-20", "wie": "zelf"}, "1"),
    ("verlenging_aangevraagd", "2024-04-02", {"grond": "c"}, "1"),
    ("verlenging_verleend", "2024-05-10", {"grond": "c", "maanden": 4}, "1"),
    ("brp_inschrijving", "2024-06-03", {"gemeente": "GM0599"}, "3"),
    ("pip_vastgesteld", "2024-08-30", {"gemeente": "GM0599", "leerroute": "B1", "reden": "verhuizing"}, "2"),
    ("pvt_ondertekend", "2024-09-15", {}, "1"),
    ("examen_afgelegd", "2024-10-01", {"onderdeel": "lezen", "niveau": "B1", "resultaat": "geslaagd"}, "1"),
    ("examen_afgelegd", "2024-11-05", {"onderdeel": "luisteren", "niveau": "B1", "resultaat": "gezakt"}, "2"),
    ("examen_afgelegd", "2025-02-05", {"onderdeel": "luisteren", "niveau": "B1", "resultaat": "geslaagd"}, "3"),
    ("examen_afgelegd", "2025-03-18", {"onderdeel": "knm", "resultaat": "geslaagd"}, "4"),
    ("map_afgerond", "2025-05-20", {}, "1"),
    ("verlenging_aangevraagd", "2025-08-11", {"grond": "a"}, "2"),
]


def life() -> list[Event]:
    """The case as events, each recorded two days later."""
    found = []
    for kind, day, payload, instance in LIFE:
        on = dt.date.fromisoformat(day)
        recorded = dt.datetime.combine(on, dt.time(9), dt.UTC) + dt.timedelta(days=2)
        found.append(
            Event(
                case_id="bench-1", person_id="bench-1", type=kind, instance=instance, valid_on=on, recorded_at=recorded,
                organisation="synthetic", actor="bench", payload=payload,
            )
        )  # fmt: skip
    return sorted(found, key=lambda event: event.recorded_at)


def answer(inburgering: System, events: list[Event]) -> tuple[CaseEvaluation, list[str]]:
    """All clocks of the case, and the explanation of every due date; the sentences of the latter."""
    evaluation = inburgering.evaluate_case(events, PEILDATUM, want=columns_of_clocks(inburgering.clocks.values()))
    explainer = Explainer(inburgering, evaluation)
    told = [part.sentence for clock in inburgering.clocks.values() for part in explainer.explain(clock.due).walk()]
    return evaluation, told


def middle(run: Callable[[], object], repeats: int, clock: Callable[[], float] = time.perf_counter) -> float:
    """Median of the milliseconds of many runs, warm."""
    run()
    gc.collect()
    gc.disable()
    found = []
    for _ in range(repeats):
        started = clock()
        run()
        found.append(clock() - started)
    gc.enable()
    return 1000 * statistics.median(found)


def figures(small: bool) -> list[Figure]:
    """The benchmark with its targets; a small one has none."""
    repeats = FEW if small else REPEATS
    inburgering, events = system(), life()
    evaluation, told = answer(inburgering, events)
    clocks = len(inburgering.clocks)
    note = f"median of {repeats}, warm; {len(events)} events, {len(evaluation.values)} columns, {len(told)} sentences"
    before = load()
    whole = middle(lambda: answer(inburgering, events), repeats)
    busy = middle(lambda: answer(inburgering, events), repeats, time.process_time)
    wanted = columns_of_clocks(inburgering.clocks.values())
    evaluating = middle(lambda: inburgering.evaluate_case(events, PEILDATUM, want=wanted), repeats)
    history = history_of(events, inburgering.events)
    in_frames = middle(lambda: inburgering.evaluate(history, PEILDATUM, want=wanted), min(repeats, 20))
    with tempfile.TemporaryDirectory(prefix="doorstroom-bench-") as folder:
        now = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
        with Register.open(Path(folder) / "bench.sqlite", clock=lambda: now) as register:
            register.load_histories(inburgering, events)
            stored = middle(lambda: answer(inburgering, register.history_of_case(inburgering, "bench-1")), repeats)
    return [
        Figure(f"one case, all {clocks} clocks with explanation", whole, "ms", None if small else 15, note=note),
        Figure("processor time of that", busy, "ms", note="says more on a busy machine"),
        Figure("of which computing the columns", evaluating, "ms", note=f"load before: {before:.1f}"),
        Figure("those columns as a register of one case, in frames", in_frames, "ms", note="the way of many cases"),
        Figure("the same, from a register in SQLite", stored, "ms", note="with reading and checking the history"),
    ]


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--small", action="store_true")
    say_figures(figures(parser.parse_args().small))


if __name__ == "__main__":
    main()
