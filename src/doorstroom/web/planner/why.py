"""Why a date is what it is: sentence, article and value of the law, from the evaluation of one of the lives itself."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from doorstroom.kernel.explain import Explainer, Explanation, UsedParameter
from doorstroom.kernel.system import System
from doorstroom.kernel.wording import amount_in_words
from doorstroom.web.planner.outlook import Life, Outlook
from doorstroom.web.planner.timeline import Item
from doorstroom.web.planner.words import rule_language

#: A queue that was looked up longer ago than this is shown with a warning.
STALE_AFTER_DAYS = 180


@dataclass(frozen=True)
class UsedValue:
    """A value of the law or of practice. ``checked_on``: when somebody last looked; ``stale``: too long ago."""

    label: str
    amount: str
    source: str
    to_confirm: bool
    practice: bool
    checked_on: dt.date | None = None
    stale: bool = False


@dataclass(frozen=True)
class Reason:
    """One sentence of an explanation, with its articles. ``doubt``: what is still to be confirmed about it."""

    sentence: str
    articles: tuple[str, ...]
    source: str
    doubt: str
    values: tuple[UsedValue, ...]


def reasons_of(outlook: Outlook, items: Sequence[Item], day: dt.date) -> Mapping[str, tuple[Reason, ...]]:
    """The reasons of every item, by its key: as they are in the life with the earliest day."""
    by_life: dict[int, tuple[Life, list[Item]]] = {}
    for item in items:
        if not item.columns:  # an estimate of ours, that no column tells
            continue
        life = outlook.life_with(item.columns[0], item.span.earliest)
        by_life.setdefault(id(life), (life, []))[1].append(item)
    found: dict[str, tuple[Reason, ...]] = {}
    for life, own in by_life.values():
        wanted = [name for item in own for name in (*item.columns, *item.why)]
        case = outlook.system.evaluate_case(life.events, life.day, want=wanted)
        for item in own:
            # A new explainer for each column: one tells every column only once, and these stand side by side.
            told = [
                Explainer(outlook.system, case, language=rule_language()).explain(name)
                for name in (item.columns[0], *item.why)
            ]
            found[item.key] = tuple(_reason(outlook.system, one, day) for one in told if _says_something(one))
    return found


def _says_something(told: Explanation) -> bool:
    """Not what is unknown or nothing: "lengthened by 0 months" explains no date."""
    return told.value is not None and told.value != 0


def _reason(system: System, told: Explanation, day: dt.date) -> Reason:
    used = _values_under(told)
    values = tuple(_value(system, parameter, day) for parameter in used)
    return Reason(told.sentence, told.articles, told.source, told.to_confirm, values)


def _values_under(told: Explanation) -> list[UsedParameter]:
    """The values that a column looked up itself, or of practice that the plans below it did."""
    found = {(used.name, used.on): used for used in told.parameters}
    if told.kind == "plan":
        for below in told.walk():
            found |= {(used.name, used.on): used for used in below.parameters if used.kind == "practice"}
    return list(found.values())


def _value(system: System, used: UsedParameter, day: dt.date) -> UsedValue:
    practice = used.kind == "practice"
    dated = system.parameters[used.name].at(used.on)
    checked = dated.checked_on if practice and dated is not None else None
    stale = checked is not None and (day - checked).days > STALE_AFTER_DAYS
    amount = amount_in_words(used.value, used.unit, rule_language())
    return UsedValue(used.label, amount, used.source, used.to_confirm, practice, checked, stale)


def stale_values(reasons: Iterable[Sequence[Reason]]) -> list[UsedValue]:
    """Values of practice that nobody looked at for too long, each once."""
    found = {value.label: value for told in reasons for reason in told for value in reason.values if value.stale}
    return list(found.values())


@dataclass(frozen=True)
class Branch:
    """A sentence of a whole explanation, and what it rests on. ``events``: what was answered, with its day."""

    reason: Reason
    events: tuple[tuple[str, dt.date], ...]
    below: tuple[Branch, ...]


def tree_of(outlook: Outlook, column: str, day: dt.date) -> Branch | None:
    """The whole explanation of a column, in the life with its earliest value; None when no life has one."""
    known = [value for value in outlook.of(column) if value is not None]
    if not known:
        return None
    life = outlook.life_with(column, min(known))
    case = outlook.system.evaluate_case(life.events, life.day, want=[column])
    return _branch(outlook.system, Explainer(outlook.system, case, language=rule_language()).explain(column), day)


def _branch(system: System, told: Explanation, day: dt.date) -> Branch:
    values = tuple(_value(system, used, day) for used in told.parameters)
    events = tuple((event.label, event.valid_on) for event in told.events)
    below = tuple(_branch(system, one, day) for one in told.inputs if not one.again and _says_something(one))
    return Branch(Reason(told.sentence, told.articles, told.source, told.to_confirm, values), events, below)
