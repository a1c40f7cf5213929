"""What people do with a case, as data: actions with their guards, and tasks.

    Action(
        name="pip_vaststellen", nl="Stel het PIP vast", en="Establish the PIP", event="pip_vastgesteld", topic="pip",
        by=("gemeente.klantmanager",), approval=True, articles=("WET 15",),
        guards=(
            Guard("inburgeringsplichtig_wi2021", nl="Er is geen inburgeringsplicht.", en="There is no duty."),
            Guard("pip_niveau_past", when="with", nl="Dit niveau past niet bij de leerroute.", en="..."),
        ),
    )

Screens, the API and the command line are made from these declarations, so that what a screen hides is refused with the
same sentence elsewhere. The form of an action is the payload of the event that it records.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from doorstroom.kernel.columns import Graph
from doorstroom.kernel.errors import ColumnError, EventError
from doorstroom.kernel.events import EventTypes


@dataclass(frozen=True)
class Guard:
    """What must hold for an action, and the sentence shown when it does not.

    ``column``: a column of the case, or of each event of the type that is recorded. ``when``: as the case stands
    ("before"), or as it would stand with the event ("with"). ``wanted``: the value that lets the action pass. Unknown
    refuses and names what is missing, unless ``unknown_passes``. Sentences may name columns between braces.

    With ``field`` it is that payload field of the event which must be at most, or equal to, the column's value, instead
    of ``wanted``: a fine against what the case allows before there is one. A field left empty is at most anything.
    """

    column: str
    nl: str
    en: str
    when: Literal["before", "with"] = "before"
    wanted: Any = True
    unknown_passes: bool = False
    field: str | None = None
    relation: Literal["at_most", "equal"] = "at_most"


@dataclass(frozen=True)
class Action:
    """Something that a person may do with a case, which records one event.

    ``by``: roles that may, as "organisation kind.role". ``topic``: with what it belongs together on a screen.
    ``fixed``: payload fields that the action sets itself. ``suggested_when``: a column that is true when this is a next
    step. ``approval``: somebody else must agree before the event is recorded. ``adverse``: the outcome may harm the
    person, so it never happens in bulk or by itself. ``letter``: the letter that goes with it.

    ``asks``: the payload fields that its form shows, in order (None: all that it does not fix). ``happened``: what it
    records has happened, so not on a day after today. ``amends``: it records a new version of an event that is there,
    in which only what it asks differs. ``not_by``: types of events; who took the last such step in the matter may not
    take this decision: not approve it, or where nobody approves, not do it. ``together``: parts of one decision are
    events of one day, so the others of that day are left aside when its guards look at the case. ``continues``: it says
    anew what the last event of its type says, with something changed, so its form begins with that.
    """

    name: str
    nl: str
    en: str
    event: str
    topic: str
    by: tuple[str, ...]
    articles: tuple[str, ...] = ()
    guards: tuple[Guard, ...] = ()
    fixed: Mapping[str, Any] = field(default_factory=dict)
    suggested_when: str | None = None
    approval: bool = False
    adverse: bool = False
    letter: str | None = None
    asks: tuple[str, ...] | None = None
    happened: bool = False
    amends: bool = False
    not_by: tuple[str, ...] = ()
    together: bool = False
    continues: bool = False

    def columns(self) -> set[str]:
        """The columns that must be computed to know whether it may be done and is a next step."""
        named = {guard.column for guard in self.guards}
        return named if self.suggested_when is None else {*named, self.suggested_when}


@dataclass(frozen=True)
class Task:
    """Something to do that has no legal date of its own: asked for as long as a column of the case is true.

    ``topic``: with what it belongs together on a screen, as of actions. ``applies``: boolean columns that must all hold
    besides, as of a clock; who is no longer obliged has nothing to do.
    """

    name: str
    nl: str
    en: str
    owner: str
    column: str
    articles: tuple[str, ...] = ()
    topic: str = ""
    applies: tuple[str, ...] = ()

    def columns(self) -> tuple[str, ...]:
        """The columns that the task needs."""
        return (*self.applies, self.column)

    def asked(self, values: Mapping[str, Any]) -> bool:
        """Whether it is to be done, by the values of a case. What is unknown asks nothing."""
        return all(values[name] is True for name in self.columns())


def check_process(graph: Graph, events: EventTypes, actions: Iterable[Action], tasks: Iterable[Task]) -> None:
    """Refuse a declaration that names what does not exist. Raises ColumnError or EventError with the name."""
    for action in actions:
        kind = events[action.event]
        named = [*action.fixed, *(action.asks or ()), *[guard.field for guard in action.guards if guard.field]]
        unknown = [name for name in named if name not in kind.model_fields]
        if unknown:
            raise EventError(f"action '{action.name}': event '{action.event}' has no field '{unknown[0]}'")
        for name in action.columns():
            if name not in graph.columns:
                raise ColumnError(f"action '{action.name}' needs column '{name}', which does not exist")
        for guard in action.guards:
            per = graph[guard.column].per
            if per is not None and (per != action.event or guard.when != "with"):
                raise ColumnError(f"action '{action.name}': column '{guard.column}' is computed per '{per}' event")
        for name in action.not_by:
            events[name]
        if action.suggested_when is not None and graph[action.suggested_when].per is not None:
            raise ColumnError(f"action '{action.name}': column '{action.suggested_when}' is not of a case")
    for task in tasks:
        for name in task.columns():
            if name not in graph.columns:
                raise ColumnError(f"task '{task.name}' needs column '{name}', which does not exist")
