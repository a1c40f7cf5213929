"""The plan, the hours and the exams of a newcomer, in plain sentences."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from doorstroom.web.mijn import nu, stappen
from doorstroom.web.mijn.blik import Blik
from doorstroom.web.mijn.woorden import Said, columns_of, holds

EXAM = "examen_afgelegd"


@dataclass(frozen=True)
class Hours:
    """Hours of one kind. ``needed`` may be unknown; ``share``: percent that was followed; ``ready``: it is finished."""

    name: Said
    done: float | None
    needed: float | None
    share: int | None
    ready: bool


@dataclass(frozen=True)
class Exam:
    """A part of the exam. ``done``: it was passed, or need not be."""

    name: Said
    level: str
    done: bool
    lines: tuple[Said, ...]


def plan(blik: Blik) -> list[Said]:
    """What stands in the plan; without one where he stands, and until when there must be one."""
    if not blik.sees("pip"):
        return []
    if blik.values["heeft_pip"]:
        return blik.told(blik.story["plan"])
    declared, stand = blik.story["without_plan"], stappen.sentence(blik)
    thing = nu.clock(blik, declared["clock"])
    lines = [] if blik.values["stand"] in blik.story["term"]["silent"] else blik.told([declared["say"]])
    lines += [said for said in (stand, *((thing.do, *thing.reasons) if thing is not None else ())) if said is not None]
    return list({said.plain: said for said in lines}.values())  # where he stands may be what is done


def hours(blik: Blik) -> list[Hours]:
    """Hours that were followed and are needed, by kind."""
    found = []
    for declared in blik.story["hours"]:
        if not blik.sees(declared["topic"]) or not holds(declared.get("if"), blik.values):
            continue
        name, done, needed = (
            blik.words.say(declared["name"]),
            blik.values[declared["done"]],
            blik.values[declared["needed"]],
        )
        assert name is not None
        share = min(100, round(100 * done / needed)) if done is not None and needed else None
        ready = bool(blik.values.get(declared.get("ready", "")))
        if done or needed:
            found.append(Hours(name, done, needed, share, ready))
    return found


def hours_notes(blik: Blik) -> list[Said]:
    """What else is to be known of the hours."""
    return blik.told(blik.story["hours_notes"])


def exams(blik: Blik) -> list[Exam]:
    """The parts of the exam that are his, those that are still to be passed first."""
    if not blik.sees("examens"):
        return []
    parts = [part for one in blik.story["exams"] if holds(one.get("if"), blik.values) for part in one["parts"]]
    found = [_exam(blik, part) for part in dict.fromkeys(parts)]
    return sorted(found, key=lambda exam: exam.done)


def exams_notes(blik: Blik) -> list[Said]:
    """What is said of exams where there are none of one's own."""
    return blik.told(blik.story["exams_notes"])


def _exam(blik: Blik, part: str) -> Exam:
    own = _of_part(blik.values, part)
    done = _told(blik, "exam_done", part, own)
    name = blik.words.choice(EXAM, "onderdeel", part)
    level = str(blik.values.get(f"pip_niveau_{part}") or "")
    if done:
        return Exam(name, level, True, tuple(done[:1]))
    return Exam(name, level, False, tuple(_told(blik, "exam_open", part, own)))


def _of_part(values: Mapping[str, Any], part: str) -> dict[str, Any]:
    """The columns of a part, named without it: ``lezen_behaald_op`` is ``behaald_op``."""
    return {
        name.replace(f"_{part}_", "_").removeprefix(f"{part}_").removesuffix(f"_{part}"): value
        for name, value in values.items()
        if part in name.split("_")
    }


def _told(blik: Blik, name: str, part: str, own: Mapping[str, Any]) -> list[Said]:
    found = []
    for line in blik.story[name]:
        say, condition = (line["say"], line.get("if")) if isinstance(line, Mapping) else (line, None)
        asked = condition.replace("{deel}", part) if condition else None
        if columns_of(asked) <= set(blik.values) and holds(asked, blik.values):
            said = blik.words.say(say, own)
            if said is not None:
                found.append(said)
    return found
