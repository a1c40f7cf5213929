"""Facts, rules and plans: named columns, and the graph that their parameter names make.

    @fact("pip_vastgesteld", nl="...", en="...")
    def pip_eerste_datum(valid_on: Expr) -> Aggregate:
        '''When was the first PIP established?'''
        return first(valid_on)

    @rule("BES 5.3 lid 1", nl="...", en="...")
    def pip_uiterlijk(pip_klok_start: Expr, law: Law) -> Expr:
        '''On which last day (inclusive) must the PIP be established?'''
        return term(pip_klok_start, weeks=law.pip.termijn.weeks(on=pip_klok_start))

A rule with ``per="belemmering"`` is computed for every event of that type: its parameters may be payload fields,
``valid_on`` and the like, other columns per that type, and columns of the case. There, and in a fact, a name that is
both a field of the event and a column of the case means the field (``leerroute`` of this PIP, not the current one).
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from types import ModuleType
from typing import Any, Literal

from doorstroom.kernel.errors import ColumnError, UnknownColumn
from doorstroom.kernel.events import EventTypes, _nearest

Kind = Literal["fact", "rule", "plan"]
#: Parameter names that are not columns of the system: the law, and the dates of the evaluation.
GIVEN = ("law", "peildatum", "law_date")
#: Columns of every event that facts and rules per event may name.
EVENT_COLUMNS = ("valid_on", "recorded_at", "instance", "sequence")


@dataclass(frozen=True)
class Column:
    """One declared column: where it comes from, how it is built, and how it is explained.

    ``of``: event type that a fact aggregates; ``per``: event type for whose events a rule is computed (None: per case).
    ``uncertain``: what is still to be confirmed about the rule itself; ``source`` and ``checked_on`` belong to plans.
    """

    name: str
    kind: Kind
    build: Callable[..., Any]
    inputs: tuple[str, ...]
    articles: tuple[str, ...]
    nl: str
    en: str
    question: str
    of: str | None = None
    per: str | None = None
    uncertain: str = ""
    source: str = ""

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """The expression itself, so that a rule can be tested as the function it is."""
        return self.build(*args, **kwargs)


def fact(of: str, *articles: str, nl: str, en: str, uncertain: str = "") -> Callable[[Callable[..., Any]], Column]:
    """Declare a column of the case, aggregated from its events of type ``of``."""
    return lambda build: _column("fact", build, articles, nl, en, of=of, uncertain=uncertain)


def rule(
    *articles: str, nl: str, en: str, per: str | None = None, uncertain: str = ""
) -> Callable[[Callable[..., Any]], Column]:
    """Declare a column computed under the law from other columns, per case or ``per`` event of a type."""
    return lambda build: _column("rule", build, articles, nl, en, per=per, uncertain=uncertain)


def plan(
    source: str, *, nl: str, en: str, per: str | None = None, uncertain: str = ""
) -> Callable[[Callable[..., Any]], Column]:
    """Declare a column of practice, not of law: a planning date or estimate. No rule may depend on it."""
    return lambda build: _column("plan", build, (), nl, en, per=per, uncertain=uncertain, source=source)


def _column(kind: Kind, build: Callable[..., Any], articles: tuple[str, ...], nl: str, en: str, **more: Any) -> Column:
    question = inspect.getdoc(build) or ""
    if not question:
        raise ColumnError(f"{kind} '{build.__name__}' needs a docstring: the question that it answers")
    return Column(
        build.__name__, kind, build, tuple(inspect.signature(build).parameters), articles, nl, en, question, **more
    )


def family(word: str, members: Mapping[str, str | tuple[str, str]]) -> Callable[[Column], tuple[Column, ...]]:
    """Declare a column once for several members that the law treats alike, such as the parts of the exam.

        @family("deel", {"lezen": ("Lezen", "reading"), "knm": "KNM"})
        @rule("WET 4", nl="{deel} is klaar: {deel_klaar}.", en="...")
        def deel_klaar(deel_behaald: Expr, vrijgesteld_deel: Expr) -> Expr:

    declares ``lezen_klaar``, which needs ``lezen_behaald`` and ``vrijgesteld_lezen``, and ``knm_klaar`` likewise.
    ``word`` between underscores stands for the member; ``{word}`` in sentences and question for how people call it, in
    Dutch and English where those differ; a parameter with the name ``word`` is the member itself, as text.
    """

    def declare(template: Column) -> tuple[Column, ...]:
        return tuple(_member(template, word, member, called) for member, called in members.items())

    return declare


def _member(template: Column, word: str, member: str, called: str | tuple[str, str]) -> Column:
    dutch, english = (called, called) if isinstance(called, str) else called

    def named(name: str) -> str:
        return "_".join(member if part == word else part for part in name.split("_"))

    def worded(text: str, called: str) -> str:
        return re.sub(r"\{(\w+)\}", lambda m: "{" + named(m[1]) + "}", text.replace("{" + word + "}", called))

    needed = {named(name): name for name in template.inputs if name != word}
    given = {word: member} if word in template.inputs else {}

    def build(**columns: Any) -> Any:
        return template.build(**{needed[name]: column for name, column in columns.items()}, **given)

    return replace(
        template,
        name=named(template.name),
        build=build,
        inputs=tuple(needed),
        nl=worded(template.nl, dutch),
        en=worded(template.en, english),
        question=worded(template.question, english),
    )


class Graph:
    """All columns of a system, checked: no clashes, no missing inputs, no cycles, no law that rests on a plan."""

    def __init__(self, columns: Iterable[Column], events: EventTypes) -> None:
        self.columns: dict[str, Column] = {}
        for column in columns:
            if column.name in self.columns:
                raise ColumnError(f"two columns are named '{column.name}'")
            if column.name in GIVEN or column.name in ("case_id", "person_id", "case_row"):
                raise ColumnError(f"'{column.name}' is a name of the kernel, not of a column")
            self.columns[column.name] = column
        self._events = events
        self.depths: dict[str, int] = {}
        for name in self.columns:
            self._depth(name, ())

    def __getitem__(self, name: str) -> Column:
        if name not in self.columns:
            near = _nearest(name, self.columns)
            raise UnknownColumn(f"unknown column '{name}'" + (f"; did you mean '{near}'?" if near else ""))
        return self.columns[name]

    def column_inputs(self, name: str) -> list[str]:
        """The inputs of a column that are themselves columns of the system."""
        column = self[name]
        own = self._fields(column)
        return [i for i in column.inputs if i in self.columns and i not in own]

    def event_inputs(self, name: str) -> list[str]:
        """The inputs of a column that are payload fields or event columns."""
        own = self._fields(self[name])
        return [i for i in self[name].inputs if i in own]

    def ancestors(self, wanted: Iterable[str], given: frozenset[str] = frozenset()) -> set[str]:
        """The wanted columns and everything they rest on, not looking below columns that are given."""
        found: set[str] = set()
        stack = list(wanted)
        while stack:
            name = stack.pop()
            if name not in found and name not in given:
                found.add(self[name].name)
                stack.extend(self.column_inputs(name))
        return found

    def _fields(self, column: Column) -> set[str]:
        entity = column.of or column.per
        if entity is None:
            return set()
        return {*EVENT_COLUMNS, *self._events.entity(entity).model_fields}

    def _depth(self, name: str, path: tuple[str, ...]) -> int:
        if name in path:
            cycle = " -> ".join((*path[path.index(name) :], name))
            raise ColumnError(f"columns rest on each other in a circle: {cycle}")
        if name in self.depths:
            return self.depths[name]
        column = self.columns[name]
        deepest = 0
        for needed in self._checked_inputs(column):
            deepest = max(deepest, self._depth(needed, (*path, name)))
        self.depths[name] = deepest + 1
        return deepest + 1

    def _checked_inputs(self, column: Column) -> list[str]:
        entity = column.of or column.per
        if entity is not None and entity not in self._events and entity not in self._events.timelines:
            raise ColumnError(f"{column.kind} '{column.name}': unknown event type '{entity}'")
        own = self._fields(column)
        needed = []
        for name in column.inputs:
            if name in GIVEN:
                continue
            if name in own:  # a field of the event hides a column of the case with the same name
                continue
            if name not in self.columns:
                near = _nearest(name, [*self.columns, *own])
                hint = f"; did you mean '{near}'?" if near else ""
                raise ColumnError(f"{column.kind} '{column.name}' needs '{name}', which does not exist{hint}")
            other = self.columns[name]
            if other.per is not None and other.per != entity:
                raise ColumnError(
                    f"{column.kind} '{column.name}' needs '{name}', which is computed per '{other.per}' event"
                )
            if other.kind == "plan" and column.kind != "plan":
                raise ColumnError(f"{column.kind} '{column.name}' rests on plan '{name}': a plan is not law")
            needed.append(name)
        return needed


def columns_of(modules: Iterable[ModuleType]) -> list[Column]:
    """The columns declared in modules, each once, also when another module imports them."""
    found: dict[int, Column] = {}
    for module in modules:
        for member in vars(module).values():
            declared = member if isinstance(member, tuple) else (member,)
            for column in declared:
                if isinstance(column, Column):
                    found[id(column)] = column
    return list(found.values())


def with_replaced(columns: Iterable[Column], replaced: Mapping[str, Column]) -> list[Column]:
    """The same columns with some replaced by name, for a reform; a name that does not exist is an error."""
    existing = list(columns)
    names = {c.name for c in existing}
    for name in replaced:
        if name not in names:
            raise UnknownColumn(f"a reform replaces column '{name}', which does not exist")
    return [replaced.get(column.name, column) for column in existing]
