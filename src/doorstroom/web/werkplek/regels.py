"""Rows of the work list as people read them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from doorstroom.kernel.clocks import Clock
from doorstroom.kernel.process import Task
from doorstroom.kernel.system import System
from doorstroom.kernel.wording import Language, in_words
from doorstroom.web.werkplek import klokken
from doorstroom.web.werkplek.talen import speaks
from doorstroom.web.werkplek.woorden import action_name
from doorstroom.web.zaken.register import systems


@dataclass(frozen=True)
class Thing:
    """One thing to do: what, why now, and the step that comes next."""

    name: str
    what: str
    why: str
    owner: str
    step: str
    step_name: str
    explained: bool
    unknown: bool = False


@dataclass(frozen=True)
class Row:
    """A case on a day: who, until when, and what there is to do. Never a name."""

    pk: int
    zaak_id: int
    system: str
    case_id: str
    person_id: str
    initials: str
    about: tuple[str, ...]
    handled_by: str
    mine: bool
    kind: str
    due: dt.date | None
    mark: str
    in_words: str
    things: tuple[Thing, ...] = field(default=())

    @property
    def lines(self) -> tuple[Thing, ...]:
        """The things to do, a line each; of planning for one day they stand on one line."""
        if self.kind != "plan" or len(self.things) == 1:
            return self.things
        return (replace(self.things[0], what=_in_one([thing.what for thing in self.things]), why=""),)


def rows_of(found: Iterable[Mapping[str, Any]], day: dt.date, language: Language, user_id: int) -> list[Row]:
    """Rows as people read them; what has no legal date, or is planned for one day, stands together per case."""
    made: list[Row] = []
    known = systems()
    for given in found:
        thing = _thing(known[given["zaak__system"]], given, language)
        last = made[-1] if made else None
        if last and (last.zaak_id, last.due) == (given["zaak_id"], given["uiterlijk"]) and _together(given):
            made[-1] = Row(**{**vars(last), "things": (*last.things, thing)})
        else:
            made.append(_row(known[given["zaak__system"]], given, thing, day, language, user_id))
    return made


def names_of(system: System, language: Language, hidden: Iterable[str] = ()) -> list[tuple[str, str]]:
    """What a list may be narrowed down to: clocks and tasks by name, in alphabetical order."""
    left_out = set(hidden)
    found = [(clock.name, clock.nl if language == "nl" else clock.en) for clock in system.clocks.values()]
    found += [(task.name, task.nl if language == "nl" else task.en) for task in system.tasks.values()]
    return sorted((one for one in found if one[0] not in left_out), key=lambda one: one[1].casefold())


def _in_one(sentences: list[str]) -> str:
    """Several tasks that begin alike in one sentence: "Schrijf u in voor het examen KNM, Lezen"."""
    words = [sentence.split() for sentence in sentences]
    shared = 0
    while all(len(one) > shared + 1 and one[shared] == words[0][shared] for one in words):
        shared += 1
    ends = [" ".join(one[shared:]) for one in words]
    return " ".join([*words[0][:shared], ", ".join(ends)]) if shared else "; ".join(sentences)


def _together(given: Mapping[str, Any]) -> bool:
    return given["soort"] == "plan" or given["uiterlijk"] is None


def _thing(system: System, given: Mapping[str, Any], language: Language) -> Thing:
    declared: Clock | Task | None = system.clocks.get(given["naam"]) or system.tasks.get(given["naam"])
    if isinstance(declared, Clock):
        what = declared.task_nl if language == "nl" else declared.task_en
    else:
        what = "" if declared is None else declared.nl if language == "nl" else declared.en
    action = system.actions.get(given["stap"])
    step_name = action_name(action, language) if action else ""
    why = given["reden_nl"] if language == "nl" else given["reden_en"]
    step = given["stap"] if action else ""
    unknown = given["status"] == "unknown"
    return Thing(given["naam"], what, why, given["eigenaar"], step, step_name, declared is not None, unknown)


def _row(system: System, given: Mapping[str, Any], thing: Thing, day: dt.date, language: Language, user_id: int) -> Row:
    group, route = given["zaak__doelgroep"], given["zaak__leerroute"]
    about = tuple(
        part
        for part in (
            system.labels.worded("doelgroep_gewijzigd", "doelgroep", group, language) if group else "",
            system.labels.worded("pip_vastgesteld", "leerroute", route, language) if route else "",
            speaks(given["zaak__taal"]),
        )
        if part
    )
    due = given["uiterlijk"]
    return Row(
        given["pk"],
        given["zaak_id"],
        given["zaak__system"],
        given["zaak__case_id"],
        given["zaak__person_id"],
        given["zaak__initialen"],
        tuple(in_words(part, language) for part in about),
        given["behandelaar"] or "",
        given["behandelaar_id"] == user_id,
        given["soort"],
        due,
        klokken.mark_of(given["soort"], given["status"], due, day),
        klokken.in_words(given["status"], due, day),
        (thing,),
    )
