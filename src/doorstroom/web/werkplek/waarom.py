"""Why: the explanation of a column as a tree that a page can show, for the part ``onderdelen/waarom.html``."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from doorstroom.kernel.explain import Explanation, UsedEvent, UsedParameter
from doorstroom.kernel.system import System
from doorstroom.kernel.wording import Language, amount_in_words
from doorstroom.web.werkplek.woorden import field_name, value_in_words

#: Whether somebody may see what events of a type hold.
Sees = Callable[[str], bool]
#: Branches below this depth are folded away.
_OPEN = 2


@dataclass(frozen=True)
class LawValue:
    """A value of the law that was used; ``name`` and ``raw`` are for programs."""

    label: str
    amount: str
    on: dt.date
    source: str
    to_confirm: bool
    name: str = ""
    raw: Any = None


@dataclass(frozen=True)
class Occurrence:
    """An event that a fact rests on. ``hidden``: of a topic that the reader may not see, so only that it is there.

    ``type`` and ``event_id`` are for programs.
    """

    label: str
    valid_on: dt.date | None
    organisation: str
    details: tuple[tuple[str, str], ...]
    hidden: bool
    below: tuple[Node, ...] = ()
    type: str = ""
    event_id: str | None = None


@dataclass(frozen=True)
class Node:
    """One column in the tree. ``open``: its branches are not folded away; ``again``: explained earlier.

    ``below``: what it rests on; ``checked``: what was looked at besides and came out as no or unknown. Of what is
    unknown itself, the unknown comes first: that is what is missing. ``raw``: the value itself, for programs.
    """

    name: str
    sentence: str
    value: str
    unknown: bool
    hidden: bool
    plan: bool
    articles: tuple[str, ...]
    to_confirm: str
    again: bool
    open: bool
    law: tuple[LawValue, ...] = field(default=())
    events: tuple[Occurrence, ...] = field(default=())
    below: tuple[Node, ...] = field(default=())
    checked: tuple[Node, ...] = field(default=())
    raw: Any = None


class Telling:
    """Turns explanations into trees for one reader; what rests only on events that he may not see is not told."""

    def __init__(self, system: System, language: Language, sees: Sees) -> None:
        self.system, self.language, self.sees = system, language, sees
        self._concealed: dict[str, bool] = {}

    def tree(self, explanation: Explanation, depth: int = 0) -> Node:
        """The explanation as a tree."""
        deeper, hidden = depth + 1, self.concealed(explanation.name)
        below: list[Node] = []
        checked: list[Node] = []
        events: tuple[Occurrence, ...] = ()
        if not hidden:
            inputs = sorted(explanation.inputs, key=lambda one: explanation.value is None and one.value is not None)
            for one in inputs:
                aside = explanation.value not in (None, False) and one.value in (None, False)
                (checked if aside else below).append(self.tree(one, deeper))
            events = tuple(self._occurrence(event, deeper) for event in explanation.events)
        return Node(
            explanation.name,
            "" if hidden else explanation.sentence,
            "" if hidden else explanation.words,
            explanation.value is None and not hidden,
            hidden,
            explanation.kind == "plan",
            explanation.articles,
            explanation.to_confirm,
            explanation.again,
            depth < _OPEN,
            tuple(self._law_value(used) for used in explanation.parameters),
            events,
            tuple(below),
            tuple(checked),
            None if hidden else explanation.value,
        )

    def concealed(self, name: str) -> bool:
        """Whether a column rests on nothing but events that the reader may not see."""
        if name not in self._concealed:
            column = self.system.graph[name]
            of = column.of or column.per
            if of is not None:
                timeline = self.system.events.timelines.get(of)
                self._concealed[name] = not all(self.sees(kind) for kind in (timeline.types if timeline else (of,)))
            else:
                inputs = self.system.graph.column_inputs(name)
                self._concealed[name] = bool(inputs) and all(self.concealed(below) for below in inputs)
        return self._concealed[name]

    def _law_value(self, used: UsedParameter) -> LawValue:
        amount = amount_in_words(used.value, used.unit, self.language)
        return LawValue(used.label, amount, used.on, used.source, used.to_confirm, used.name, used.value)

    def _occurrence(self, event: UsedEvent, depth: int) -> Occurrence:
        if not self.sees(event.type):
            return Occurrence("", None, "", (), True)
        system, language = self.system, self.language
        details = tuple(
            (field_name(system, event.type, name, language), value_in_words(system, event.type, name, value, language))
            for name, value in event.payload.items()
            if name in system.events[event.type].model_fields
        )
        below = tuple(self.tree(column, depth) for column in event.columns)
        return Occurrence(
            event.label, event.valid_on, event.organisation or "", details, False, below, event.type, event.event_id
        )
