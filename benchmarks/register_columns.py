"""All columns of the Wi2021 for a whole register, from its Parquet mirror: seconds and peak memory.

    python -m benchmarks.register_columns            one million cases, twelve million versions of events
    python -m benchmarks.register_columns --profile  the layers and columns that cost most

Every fact and every rule of every case is computed and kept. The mirror is made by one process and read by another,
so that the peak memory is only that of reading and computing. The first run also compiles the rules and makes the
tables of working days; the best is what every later question takes.
"""

from __future__ import annotations

import argparse
import datetime as dt
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import polars as pl

from benchmarks.measuring import Figure, in_own_process, load, peak_memory, say, say_figures
from doorstroom.kernel import evaluate
from doorstroom.kernel.groups import Groups
from doorstroom.register.mirror import read_history
from doorstroom.stelsels.inburgering import system

PEILDATUM = dt.date(2025, 12, 31)
CASES, FEW = 1_000_000, 20_000
REPEATS = 5

T = TypeVar("T")


def measure(folder: Path) -> dict[str, float]:
    """First and best time, what was computed, and the memory that it took."""
    inburgering = system()
    seconds, busy = [], []
    for _ in range(REPEATS):
        started, worked = time.perf_counter(), time.process_time()
        evaluation = inburgering.evaluate(read_history(folder, inburgering), PEILDATUM)
        seconds.append(time.perf_counter() - started)
        busy.append(time.process_time() - worked)
        found = {
            "events": sum(frame.height for frame in evaluation.snapshot.frames.values()),
            "columns": len(inburgering.graph.columns),
            "kept": evaluation.cases.estimated_size() / 1e9,
        }
        del evaluation
    return {"first": seconds[0], "best": min(seconds), "busy": min(busy), "memory": peak_memory(), **found}


def figures(small: bool) -> list[Figure]:
    """The benchmark with its targets; a small one has none."""
    cases = FEW if small else CASES
    with tempfile.TemporaryDirectory(prefix="doorstroom-bench-") as folder:
        versions = in_own_process("benchmarks.synthetic", folder, str(cases))["versions"]
        before = load()
        found = in_own_process("benchmarks.register_columns", "--measure", folder)
    what = f"all {found['columns']:.0f} columns of {cases:,} cases, {versions:,} versions of events"
    note = f"best of {REPEATS} on {found['events']:,.0f} events that hold; load before: {before:.1f}"
    return [
        Figure(what, found["best"], "s", None if small else 8, note=note),
        Figure("processor time of that, all cores together", found["busy"], "s", note="says more on a busy machine"),
        Figure("the same, first time in a process", found["first"], "s", note="with compiling the rules"),
        Figure("peak memory", found["memory"], "GB", None if small else 6, note="of reading, computing and keeping"),
    ]


class Profile:
    """How long each part of an evaluation takes, column by column and one at a time, in processor time."""

    def __init__(self, folder: Path) -> None:
        inburgering = system()
        self.plan = inburgering.plan()
        history = read_history(folder, inburgering)
        self.snapshot = history.as_of(PEILDATUM, types=self.plan.reads, columns=self.plan.reads)
        self.spent: dict[tuple[str, str], float] = defaultdict(float)

    def timed(self, part: str, name: str, run: Callable[[], T]) -> T:
        """Run and remember how long it took."""
        started = time.process_time()
        outcome = run()
        self.spent[part, name] += time.process_time() - started
        return outcome

    def run(self) -> None:
        """What ``evaluate`` does, in small steps."""
        plan, count = self.plan, self.snapshot.cases.height
        cases = self.snapshot.cases.with_columns(peildatum=pl.lit(PEILDATUM), law_date=pl.lit(PEILDATUM))
        events: dict[str, pl.DataFrame] = {}
        groups: dict[str, Groups] = {}
        for entity, fields in plan.fields.items():
            line = plan.timelines.get(entity)
            frame = self.snapshot.frames.get(entity)
            if line is not None:
                frame = self.timed("timeline", entity, lambda: line.frame(self.snapshot.frames, fields))  # noqa: B023
            if frame is not None and frame.height:
                events[entity] = frame.rechunk()
                groups[entity] = Groups(events[entity]["case_row"].to_numpy(), count)
        for layer in plan.layers:
            for entity in layer.joins.keys() & events.keys():
                needed = layer.joins[entity]
                events[entity] = self.timed("carry", entity, lambda: evaluate._carry(events[entity], cases, needed))  # noqa: B023
            found: list[pl.Series | pl.Expr] = []
            for entity, facts in layer.facts.items():
                for name, fact in facts.items():
                    if entity in events:
                        one = {name: fact}
                        found += self.timed("fact", name, lambda: groups[entity].aggregate(events[entity], one))  # noqa: B023
                    else:
                        found.append(evaluate._nothing(name, fact, plan.schema[name]))
            for entity in layer.per_event.keys() & events.keys():
                for name, expression in layer.per_event[entity].items():
                    one_more = expression.alias(name)
                    events[entity] = self.timed("per event", name, lambda: events[entity].with_columns(one_more))  # noqa: B023
            cases = cases.with_columns(*found)
            for name, expression in layer.case.items():
                one_more = expression.alias(name)
                cases = self.timed("case", name, lambda: cases.with_columns(one_more))  # noqa: B023


def profile(cases: int, shown: int) -> None:
    """Print what cost most."""
    with tempfile.TemporaryDirectory(prefix="doorstroom-bench-") as folder:
        in_own_process("benchmarks.synthetic", folder, str(cases))
        made = Profile(Path(folder))
        made.run()
        made.spent.clear()  # the first time also makes tables
        made.run()
    parts: dict[str, float] = defaultdict(float)
    for (part, _), seconds in made.spent.items():
        parts[part] += seconds
    print(f"{cases:,} cases, {sum(parts.values()):.2f} s of processor time: ", end="")
    print(", ".join(f"{part} {seconds:.2f}" for part, seconds in parts.items()))
    for (part, name), seconds in sorted(made.spent.items(), key=lambda item: -item[1])[:shown]:
        print(f"{1000 * seconds:7.1f} ms  {part:10} {name}")


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--small", action="store_true")
    parser.add_argument("--measure", type=Path)
    parser.add_argument("--profile", action="store_true")
    parser.add_argument("--cases", type=int, default=200_000)
    parser.add_argument("--shown", type=int, default=40)
    given = parser.parse_args()
    if given.measure:
        say(measure(given.measure))
    elif given.profile:
        profile(given.cases, given.shown)
    else:
        say_figures(figures(given.small))


if __name__ == "__main__":
    main()
