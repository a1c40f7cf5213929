"""Why: the explanation of a column as a tree that a page can show, for the part ``onderdelen/waarom.html``."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field

from doorstroom.kernel.explain import Explanation, UsedEvent
from doorstroom.kernel.system import System
from doorstroom.kernel.wording import Language, amount_in_words
from doorstroom.web.werkplek.woorden import field_name, value_in_words

#: Whether somebody may see what events of a type hold.
Sees = Callable[[str], bool]
#: Branches below this depth are folded away.
_OPEN = 2


@dataclass(frozen=True)
class LawValue:
    """A value of the law that was used."""

    label: str
    amount: str
    on: dt.date
    source: str
    to_confirm: bool


@dataclass(frozen=True)
class Occurrence:
    """An event that a fact rests on. ``hidden``: of a topic that the reader may not see, so only that it is there."""

    label: str
    valid_on: dt.date | None
    organisation: str
    details: tuple[tuple[str, str], ...]
    hidden: bool
    below: tuple[Node, ...] = ()


@dataclass(frozen=True)
class Node:
    """One column in the tree. ``open``: its branches are not folded away; ``again``: explained earlier."""

    name: str
    sentence: str
    value: str
    unknown: bool
    plan: bool
    articles: tuple[str, ...]
    to_confirm: str
    again: bool
    open: bool
    law: tuple[LawValue, ...] = field(default=())
    events: tuple[Occurrence, ...] = field(default=())
    below: tuple[Node, ...] = field(default=())


def tree(system: System, explanation: Explanation, language: Language, sees: Sees, depth: int = 0) -> Node:
    """The explanation as a tree; what events hold that the reader may not see is left out."""
    deeper = depth + 1
    hidden = explanation.events and not any(sees(event.type) for event in explanation.events)
    return Node(
        explanation.name,
        explanation.question if hidden else explanation.sentence,
        "" if hidden else explanation.words,
        explanation.value is None,
        explanation.kind == "plan",
        explanation.articles,
        explanation.to_confirm,
        explanation.again,
        depth < _OPEN,
        tuple(
            LawValue(one.label, amount_in_words(one.value, one.unit, language), one.on, one.source, one.to_confirm)
            for one in explanation.parameters
        ),
        tuple(_occurrence(system, event, language, sees, deeper) for event in explanation.events),
        tuple(tree(system, below, language, sees, deeper) for below in explanation.inputs),
    )


def _occurrence(system: System, event: UsedEvent, language: Language, sees: Sees, depth: int) -> Occurrence:
    if not sees(event.type):
        return Occurrence(event.label, None, "", (), True)
    details = tuple(
        (field_name(system, event.type, name, language), value_in_words(system, event.type, name, value, language))
        for name, value in event.payload.items()
        if name in system.events[event.type].model_fields
    )
    below = tuple(tree(system, column, language, sees, depth) for column in event.columns)
    return Occurrence(event.label, event.valid_on, event.organisation or "", details, False, below)
