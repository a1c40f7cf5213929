"""A system of the chain: its events, columns, parameters and process, assembled from one folder."""

from __future__ import annotations

import datetime as dt
import importlib
import importlib.util
import pkgutil
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType
from typing import Any

import polars as pl

from doorstroom.kernel.clocks import Clock
from doorstroom.kernel.columns import Column, Graph, columns_of, with_replaced
from doorstroom.kernel.errors import ColumnError, EventError
from doorstroom.kernel.evaluate import Evaluation, Plan, compile_plan, run
from doorstroom.kernel.events import Event, EventType, EventTypes
from doorstroom.kernel.history import History, Snapshot
from doorstroom.kernel.labels import Labels, read_labels
from doorstroom.kernel.law import Parameter, Parameters, read_parameters
from doorstroom.kernel.plain import case as one_case
from doorstroom.kernel.plain.case import CaseEvaluation
from doorstroom.kernel.process import Action, Task, check_process
from doorstroom.kernel.timeline import Timeline


@dataclass(frozen=True)
class Reform:
    """Law as somebody would like it: parameters changed and columns replaced, by name."""

    name: str
    parameters: dict[str, Parameter] = field(default_factory=dict)
    columns: dict[str, Column] = field(default_factory=dict)


class System:
    """Everything that one folder under ``stelsels`` declares."""

    def __init__(
        self,
        name: str,
        folder: Path,
        events: EventTypes,
        columns: Iterable[Column],
        parameters: Parameters,
        clocks: Iterable[Clock] = (),
        actions: Iterable[Action] = (),
        tasks: Iterable[Task] = (),
        labels: Labels | None = None,
    ) -> None:
        self.name = name
        self.folder = folder
        self.events = events
        self.columns = tuple(columns)
        self.parameters = parameters
        self.graph = Graph(self.columns, events)
        self.clocks = {clock.name: clock for clock in clocks}
        for clock in self.clocks.values():
            for needed in clock.columns():
                if needed not in self.graph.columns:
                    raise ColumnError(f"clock '{clock.name}' needs column '{needed}', which does not exist")
        self.actions = {action.name: action for action in actions}
        self.tasks = {task.name: task for task in tasks}
        self.labels = labels or Labels({}, {})
        check_process(self.graph, events, self.actions.values(), self.tasks.values())
        self._plans: dict[tuple[frozenset[str] | None, bool, frozenset[str]], Plan] = {}
        self._steps: dict[frozenset[str] | None, tuple[one_case.Step, ...]] = {}
        self._operations: dict[str, str] = {}

    @classmethod
    def assemble(cls, name: str, package: str) -> System:
        """The system of a folder: ``events``, ``facts``, ``rules``, ``parameters``, ``process`` and ``labels.yaml``."""
        root = importlib.import_module(package)
        assert root.__file__ is not None
        folder = Path(root.__file__).parent
        columns = columns_of([*_modules(f"{package}.facts"), *_modules(f"{package}.rules")])
        process = None
        if importlib.util.find_spec(f"{package}.process"):
            process = importlib.import_module(f"{package}.process")
        return cls(
            name,
            folder,
            event_types(package),
            columns,
            read_parameters(folder / "parameters"),
            getattr(process, "CLOCKS", ()),
            getattr(process, "ACTIONS", ()),
            getattr(process, "TASKS", ()),
            read_labels(folder / "labels.yaml"),
        )

    def plan(self, want: Iterable[str] | None = None, *, capped: bool = False) -> Plan:
        """The compiled plan of the wanted columns (None: all), made once."""
        key = (None if want is None else frozenset(want), capped, frozenset[str]())
        if key not in self._plans:
            self._plans[key] = compile_plan(self.graph, self.events, self.parameters, key[0], capped=capped)
        return self._plans[key]

    def evaluate(
        self,
        history: History,
        peildatum: dt.date,
        *,
        known_at: dt.datetime | None = None,
        law_date: dt.date | None = None,
        want: Iterable[str] | None = None,
        for_explanation: bool = False,
    ) -> Evaluation:
        """The columns of every case as of ``peildatum``, with what was recorded up to ``known_at`` (None: everything).

        ``law_date``: look at no law later than this day (None: the law of the dates concerned). ``want``: which columns
        (None: all). ``for_explanation`` also reads event ids and sources.
        """
        plan = self.plan(want, capped=law_date is not None)
        columns = None if for_explanation else plan.reads
        snapshot = history.as_of(peildatum, known_at, types=plan.reads, columns=columns)
        return run(plan, snapshot, law_date or peildatum, known_at)

    def evaluate_case(
        self,
        events: Sequence[Event],
        peildatum: dt.date,
        *,
        known_at: dt.datetime | None = None,
        law_date: dt.date | None = None,
        want: Iterable[str] | None = None,
    ) -> CaseEvaluation:
        """The same columns for one case, from its events and without frames: a question of milliseconds.

        All events must be of one case, and there must be one. Raises EventError otherwise.
        """
        names = {event.case_id for event in events}
        if len(names) != 1:
            raise EventError(f"an evaluation of one case got events of {len(names)} cases")
        rows = one_case.rows_that_hold(events, self.events, peildatum, known_at)
        return self.evaluate_rows(names.pop(), rows, peildatum, known_at=known_at, law_date=law_date, want=want)

    def evaluate_rows(
        self,
        case_id: str,
        rows: Mapping[str, list[one_case.Row]],
        peildatum: dt.date,
        *,
        known_at: dt.datetime | None = None,
        law_date: dt.date | None = None,
        want: Iterable[str] | None = None,
    ) -> CaseEvaluation:
        """``evaluate_case`` for events that already are what holds, as rows per type in order of day and sequence."""
        key = None if want is None else frozenset(want)
        if key not in self._steps:
            self._steps[key] = one_case.steps_of(self.graph, key)
        given = {"peildatum": peildatum, "law_date": law_date or peildatum}
        evaluator = one_case.Evaluator(self.events, self.parameters, rows, given, capped=law_date is not None)
        return one_case.evaluate(case_id, self._steps[key], self._operations, evaluator, known_at)

    def work_out(self, name: str, values: Mapping[str, Any], *, capped: bool = False) -> Any:
        """A rule of a case on given values of its inputs, peildatum and law_date among them: for what-ifs about one."""
        evaluator = one_case.Evaluator(self.events, self.parameters, {}, values, capped=capped)
        evaluator.work_out(one_case.step_of(self.graph, name), self._operations)
        return evaluator.case[name].values[0]

    def evaluate_facts(
        self, facts: pl.DataFrame, peildatum: dt.date, want: Iterable[str], *, law_date: dt.date | None = None
    ) -> pl.DataFrame:
        """The wanted columns for people of whom the facts are given as columns instead of events, a row per person.

        For answers to questions, simulated futures and what-ifs. A fact that a wanted column needs and that is not
        among ``facts`` is an error with its name; give it as a column of nulls when it is unknown.
        """
        given = frozenset(facts.columns)
        for name in given:
            self.graph[name]
        wanted = frozenset(want)
        needed = sorted(n for n in self.graph.ancestors(wanted, given) if self.graph[n].kind == "fact")
        if needed:
            raise ColumnError(f"column '{needed[0]}' is needed and not given")
        capped = law_date is not None
        key = (wanted, capped, given)
        if key not in self._plans:
            self._plans[key] = compile_plan(
                self.graph, self.events, self.parameters, wanted, capped=capped, given=given
            )
        return run(self._plans[key], Snapshot(facts, {}, peildatum, None), law_date or peildatum, None).cases

    def reformed(self, reform: Reform) -> System:
        """The same system under a reform."""
        return System(
            f"{self.name} ({reform.name})",
            self.folder,
            self.events,
            with_replaced(self.columns, reform.columns),
            self.parameters.changed(reform.parameters),
            self.clocks.values(),
            self.actions.values(),
            self.tasks.values(),
            self.labels,
        )


def event_types(package: str) -> EventTypes:
    """The event types and timelines that the ``events`` of a system's package declare, without its law."""
    types: dict[str, type[EventType]] = {}
    timelines: dict[str, Timeline] = {}
    for module in _modules(f"{package}.events"):
        for member in vars(module).values():
            if isinstance(member, type) and issubclass(member, EventType) and member.type:
                if types.setdefault(member.type, member) is not member:
                    raise EventError(f"event type '{member.type}' is declared twice")
            elif isinstance(member, Timeline):
                timelines[member.type] = member
    return EventTypes(types.values(), timelines.values())


def _modules(name: str) -> list[ModuleType]:
    module = importlib.import_module(name)
    found = [module]
    if hasattr(module, "__path__"):
        for info in sorted(pkgutil.iter_modules(module.__path__), key=lambda info: info.name):
            found.append(importlib.import_module(f"{name}.{info.name}"))
    return found
