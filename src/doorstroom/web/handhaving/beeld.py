"""A fine procedure as a page shows it: computed from the declared actions, their guards and the events only."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from doorstroom.kernel.events import Event
from doorstroom.kernel.guards import Refusal, barred, guard_columns, people_of, refusals, standing
from doorstroom.kernel.plain.case import CaseEvaluation
from doorstroom.kernel.process import Action, Guard
from doorstroom.kernel.wording import fill, sentence_of
from doorstroom.stelsels.inburgering.process import ROLES
from doorstroom.stelsels.inburgering.process.boete_stappen import TOPIC
from doorstroom.stelsels.inburgering.process.boete_volgorde import VOLGORDEN, Stap, Volgorde
from doorstroom.web.werkplek.tijdlijn import Names, Version, lines
from doorstroom.web.werkplek.woorden import action_name
from doorstroom.web.zaken.dossier import Dossier
from doorstroom.web.zaken.gebeurtenis import current, of_matter
from doorstroom.web.zaken.projection import as_statement

#: The system of which these steps are.
SYSTEM = "inburgering"


@dataclass(frozen=True)
class Doing:
    """An action of a step: who takes it, who may not, and why not now. ``mine``: the user's role takes it."""

    name: str
    label: str
    roles: tuple[str, ...]
    not_by: tuple[str, ...]
    refusals: tuple[Refusal, ...]
    mine: bool
    approval: bool


@dataclass(frozen=True)
class Step:
    """A step as it stands. ``state``: done, missing, unknown, open (no decision yet), or free (not needed)."""

    label: str
    state: str
    done: tuple[tuple[str, Version], ...]
    lacks: tuple[str, ...]
    actions: tuple[Doing, ...]


@dataclass(frozen=True)
class Shown:
    """A procedure. ``refused``: why it does not come up now; then there are steps only when some were taken."""

    label: str
    refused: tuple[str, ...]
    steps: tuple[Step, ...]


def offered(dossier: Dossier) -> bool:
    """Whether the user sees fines in this case at all; the newcomer has pages of his own."""
    return dossier.zaak.system == SYSTEM and not dossier.own and dossier.user.ziet(TOPIC)


def procedures(dossier: Dossier) -> list[Shown]:
    """The three procedures, what comes up or was begun first."""
    case = dossier.system.evaluate_case(dossier.events, dossier.day, want=_columns(dossier))
    found = [_procedure(dossier, case, order) for order in VOLGORDEN]
    return sorted(found, key=lambda shown: not shown.steps)


def _columns(dossier: Dossier) -> frozenset[str]:
    system = dossier.system
    wanted = {name for order in VOLGORDEN for step in order.steps for name in step.missing}
    wanted |= {order.since for order in VOLGORDEN}
    for action in _actions(dossier, (step for order in VOLGORDEN for step in order.steps)):
        wanted |= action.columns() | {name for guard in action.guards for name in guard_columns(system, guard)}
    wanted |= {guard.column for order in VOLGORDEN for guard in order.procedure.grounds}
    return frozenset(name for name in wanted if system.graph[name].per is None)


def _actions(dossier: Dossier, steps: Iterable[Stap]) -> list[Action]:
    return [dossier.system.actions[name] for step in steps for name in step.actions]


def _procedure(dossier: Dossier, case: CaseEvaluation, order: Volgorde) -> Shown:
    procedure, nl = order.procedure, dossier.language == "nl"
    since = case.values[order.since]
    steps = []
    for step in order.steps:
        taken = [event for event in _taken(dossier, step) if since is None or event.valid_on >= since]
        steps.append(_step(dossier, case, order, step, taken))
    label = ("Boete " if nl else "Fine ") + (procedure.nl if nl else procedure.en)
    refused = tuple(_grounds(dossier, case, order))
    begun = since is not None and any(step.done for step in steps)
    return Shown(label, refused, tuple(steps) if begun or not refused else ())


def _grounds(dossier: Dossier, case: CaseEvaluation, order: Volgorde) -> list[str]:
    """The sentences of what a procedure rests on and does not hold; of an action that rests on nothing else."""
    bare = Action("", "", "", "boete_voorgenomen", TOPIC, (), guards=order.procedure.grounds)
    return [refusal.sentence for refusal in refusals(dossier.system, bare, case, dossier.language)]


def _taken(dossier: Dossier, step: Stap) -> list[Event]:
    """The events that took a step. An action that amends did so when what it asks was filled in."""
    found = []
    for event in current(dossier).values():
        for action in _actions(dossier, [step]):
            asked = action.asks or ()
            filled = not action.amends or all(event.payload.get(name) is not None for name in asked)
            if of_matter(action, event) and filled and not event.retracted and event not in found:
                found.append(event)
    return sorted(found, key=lambda event: event.valid_on)


def _step(dossier: Dossier, case: CaseEvaluation, order: Volgorde, step: Stap, taken: list[Event]) -> Step:
    values = [case.values[name] for name in step.missing]
    if any(value is True for value in values):
        state = "missing"
    elif any(value is None for value in values):
        state = "unknown"
    else:
        state = "done" if taken else "open" if step.decides else "free"
    guards = _guards(dossier, order)
    lacks = tuple(_lack(dossier, case, guards, name) for name in step.missing if case.values[name] is True)
    doing = tuple(_doing(dossier, case, action) for action in _actions(dossier, [step]))
    label = step.nl if dossier.language == "nl" else step.en
    return Step(label, state, tuple(lines(dossier, taken)), lacks, doing)


def _lack(dossier: Dossier, case: CaseEvaluation, guards: Mapping[str, Guard], name: str) -> str:
    """What a missing step is told with: the sentence of the guard that refuses for it, else that of the column."""
    if name in guards:
        text = guards[name].nl if dossier.language == "nl" else guards[name].en
        return fill(text, case.values, dossier.language)
    return as_statement(sentence_of(dossier.system.graph[name], case.values, dossier.language))


def _guards(dossier: Dossier, order: Volgorde) -> dict[str, Guard]:
    """The declared guards of the procedure by column: their sentences say what lacks."""
    actions = _actions(dossier, order.steps)
    return {guard.column: guard for action in actions for guard in action.guards if guard.when == "before"}


def _doing(dossier: Dossier, case: CaseEvaluation, action: Action) -> Doing:
    mine = any(one.name == action.name for one in dossier.mine())
    if mine:
        found = dossier.refusals(action)
    else:
        judged = standing(action, dossier.events, dossier.day)
        if len(judged) != len(dossier.events):
            case = dossier.system.evaluate_case(judged, dossier.day, want=_columns(dossier))
        found = refusals(dossier.system, action, case, dossier.language)
    nl = dossier.language == "nl"
    roles = tuple(ROLES[role].nl if nl else ROLES[role].en for role in action.by)
    return Doing(action.name, action_name(action, dossier.language), roles, _kept_apart(dossier, action),
                 tuple(found), mine, action.approval)  # fmt: skip


def _kept_apart(dossier: Dossier, action: Action) -> tuple[str, ...]:
    """Who may not take an action because he took a step before it (Awb 10:3 lid 4)."""
    events = [event for event in dossier.events if event.type in action.not_by]
    names = Names(events)
    found: dict[str, None] = {}
    for event in events:
        for signed, called in zip(people_of(event), names.people(event), strict=True):
            if barred(action, dossier.events, signed):
                found[called] = None
    return tuple(found)
