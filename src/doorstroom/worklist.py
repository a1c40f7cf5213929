"""The work list: from a caseload or a register, in groups that people can read, and as rows for programs."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path
from typing import Any, Literal

import polars as pl

from doorstroom.commands import NothingFound
from doorstroom.exchange.caseload.rows import Caseload
from doorstroom.kernel.clocks import Clock
from doorstroom.kernel.errors import DoorstroomError
from doorstroom.kernel.evaluate import Evaluation
from doorstroom.kernel.events import _nearest
from doorstroom.kernel.history import History, history_of
from doorstroom.kernel.missing import Missing, missing_facts
from doorstroom.kernel.system import System
from doorstroom.kernel.wording import Language
from doorstroom.kernel.worklist import WorkItem, columns_of_clocks, open_clocks, work_items
from doorstroom.sources import open_mirror, open_register, read_caseload, refuse_before_first
from doorstroom.stelsels.inburgering import system
from doorstroom.terminal import plain

Section = Literal["late", "week", "unknown", "later", "plan"]
SECTIONS: tuple[Section, ...] = ("late", "week", "unknown", "later", "plan")
#: Days ahead that count as "within a week".
WEEK = 7
#: A task is named once for clocks that differ in one part, when at least so many words of it are the same.
_SAME_WORDS = 3


@dataclass(frozen=True)
class Family:
    """Clocks whose tasks differ in one part only: registering for the exam Lezen, Luisteren, ... ``part`` per clock."""

    label: str
    task: str
    part: Mapping[str, str]


@dataclass(frozen=True)
class Line:
    """What one case must do before one date: one item, or the parts of one task that fall on the same day."""

    items: tuple[WorkItem, ...]
    family: Family

    @property
    def first(self) -> WorkItem:
        """The item that speaks for all: they share case, owner, status and dates."""
        return self.items[0]

    @property
    def section(self) -> Section:
        """Where in the list the line stands; planning dates never stand among the legal ones."""
        if self.first.clock.kind == "plan":
            return "plan"
        if self.first.status != "runs":
            return "late" if self.first.status == "late" else "unknown"
        return "week" if self.first.days_left is not None and self.first.days_left <= WEEK else "later"

    @property
    def parts(self) -> tuple[str, ...]:
        """The parts that the line is about; nothing for a task on its own."""
        return tuple(part for item in self.items if (part := self.family.part[item.clock.name]))


@dataclass(frozen=True)
class Unclear:
    """A case without anything to do, only because it is unknown whether a clock holds for it."""

    case_id: str
    missing: tuple[Missing, ...]


@dataclass(frozen=True)
class Worklist:
    """The items of a work list with what is needed to show and explain them."""

    items: tuple[WorkItem, ...]
    system: System
    evaluation: Evaluation
    private: Mapping[str, Mapping[str, str]]
    language: Language
    cases: int
    unclear: tuple[Unclear, ...]
    columns: Mapping[str, str]

    def only(self, owner: str | None, case: str | None, handler: str | None = None) -> Worklist:
        """The items of one owner, one case and one klantmanager; a name that does not occur is an error."""
        kept: Iterable[WorkItem] = self.items
        cases = self.cases
        if owner is not None:
            owners = {clock.owner for clock in self.system.clocks.values()}
            if owner.lower() not in {name.lower() for name in owners}:
                raise DoorstroomError(f"no clock is kept by '{owner}'; there are: {', '.join(sorted(owners))}")
            kept = [item for item in kept if item.clock.owner.lower() == owner.lower()]
        if case is not None:
            if case not in self.evaluation.cases["case_id"]:
                raise NothingFound(f"no case '{case}'" + _meant(case, self.evaluation.cases["case_id"]))
            kept, cases = [item for item in kept if item.case_id == case], 1
        if handler is not None:
            handlers = {private.get("klantmanager", "") for private in self.private.values()} - {""}
            if handler.lower() not in {name.lower() for name in handlers}:
                named = f"; there are: {', '.join(sorted(handlers))}" if handlers else ""
                raise NothingFound(f"no cases of klantmanager '{handler}'{named}")
            own = {c for c in self.evaluation.cases["case_id"] if self._handler(c).lower() == handler.lower()}
            kept, cases = [item for item in kept if item.case_id in own], len(own)
        unclear = tuple(
            one
            for one in self.unclear
            if case in (None, one.case_id)
            and (handler is None or self._handler(one.case_id).lower() == handler.lower())
        )
        return replace(self, items=tuple(kept), cases=cases, unclear=unclear)

    def _handler(self, case_id: str) -> str:
        return self.private.get(case_id, {}).get("klantmanager", "")

    def lacking(self, missing: Iterable[Missing]) -> str:
        """What is missing, with the column of the caseload to fill it in."""
        word = "kolom" if self.language == "nl" else "column"
        facts = {m.label + (f" ({word} {self.columns[m.event_type]})" if m.event_type in self.columns else "")
                 for m in missing}  # fmt: skip
        return ", ".join(sorted(facts))

    def lines(self) -> list[Line]:
        """The items with the parts of one task taken together, in order of date."""
        families = families_of(self.system.clocks.values(), self.language)
        found: dict[object, list[WorkItem]] = {}
        for item in self.items:
            family = families[item.clock.name]
            key = (item.case_id, id(family), item.status, item.start, item.due, tuple(m.column for m in item.missing))
            found.setdefault(key, []).append(item)
        return [Line(tuple(items), families[items[0].clock.name]) for items in found.values()]


def families_of(clocks: Iterable[Clock], language: Language) -> dict[str, Family]:
    """The family of each clock, by name; most clocks are alone in theirs."""
    nl = language == "nl"

    def kin(clock: Clock) -> tuple[str, ...]:
        return clock.kind, clock.owner, clock.start, clock.consequence_nl, *clock.articles

    found: dict[str, Family] = {}
    for _, members in groupby(sorted(clocks, key=kin), key=kin):
        own = {clock.name: (clock.task_nl if nl else clock.task_en).split() for clock in members}
        head, tail = _shared(list(own.values()))
        if len(own) > 1 and head + tail >= _SAME_WORDS:
            texts = list(own.values())
            task = " ".join([*texts[0][:head], "…", *texts[0][len(texts[0]) - tail :]])
            parts = {name: " ".join(words[head : len(words) - tail]) for name, words in own.items()}
            family = Family(task, task, parts)
            found.update(dict.fromkeys(own, family))
        else:
            found.update({name: Family("", " ".join(words), {name: ""}) for name, words in own.items()})
    for clock in clocks:
        if not found[clock.name].label:
            found[clock.name] = replace(found[clock.name], label=clock.nl if nl else clock.en)
    return found


def _shared(texts: list[list[str]]) -> tuple[int, int]:
    """How many words all texts have in common at the beginning, and at the end."""
    shortest = min(len(words) for words in texts)
    head = next((n for n in range(shortest) if len({words[n] for words in texts}) > 1), shortest)
    tail = next((n for n in range(shortest - head) if len({words[-1 - n] for words in texts}) > 1), shortest - head)
    return head, tail


def _meant(case: str, known: pl.Series) -> str:
    near = _nearest(case, known.head(10_000))
    return f"; did you mean '{near}'?" if near else ""


def of_caseload(
    path: Path, mapping: Path | None, peildatum: dt.date, language: Language, within: int | None
) -> tuple[Caseload, Worklist]:
    """The work list of a caseload file, and what was read of it."""
    inburgering = system()
    midnight = dt.datetime.combine(peildatum, dt.time.min, dt.UTC)
    read = read_caseload(path, mapping, inburgering, midnight, "caseload", max(peildatum, dt.date.today()))
    history = history_of(read.events, inburgering.events)
    return read, _made(inburgering, history, peildatum, language, within, read.private, read.columns)


def _made(
    inburgering: System,
    history: History,
    day: dt.date,
    language: Language,
    within: int | None,
    private: Mapping[str, Mapping[str, str]],
    columns: Mapping[str, str],
) -> Worklist:
    refuse_before_first(history, day)
    wanted = columns_of_clocks(inburgering.clocks.values())
    evaluation = inburgering.evaluate(history, day, want=wanted, for_explanation=True)
    items = work_items(inburgering, evaluation, language, horizon=within)
    unclear = tuple(_unclear(inburgering, evaluation, language))
    return Worklist(tuple(items), inburgering, evaluation, private, language, evaluation.cases.height, unclear, columns)


def _unclear(inburgering: System, evaluation: Evaluation, language: Language) -> Iterator[Unclear]:
    """The cases that stand nowhere in the list while it is unknown whether they fall under the law at all.

    Silence would look like an answer. The column that most clocks ask about decides.
    """
    clocks = [clock for clock in inburgering.clocks.values() if clock.kind == "law"]
    asked = Counter(name for clock in clocks for name in clock.applies).most_common(1)
    if not asked:
        return
    name = asked[0][0]
    listed = open_clocks(evaluation, clocks)["case_id"].unique().implode()
    cases = evaluation.cases.select("case_id", name).with_row_index("row")
    silent = cases.filter(~pl.col("case_id").is_in(listed) & pl.col(name).is_null())
    missing = missing_facts(inburgering, evaluation, name, silent["row"].to_list(), language)
    for row, case_id in silent.select("row", "case_id").iter_rows():
        yield Unclear(case_id, missing[row])


def of_register(
    address: str | None, gemeente: str | None, case: str | None, day: dt.date, language: Language, within: int | None
) -> Worklist:
    """The work list of a register, as known now: of one case, or of the cases of one municipality."""
    inburgering = system()
    if case is None and gemeente is None:
        raise DoorstroomError(
            "name a caseload file, or say --gemeente CODE or --case CASE to read the register, which holds all cases"
        )
    if gemeente is not None:
        gemeente = gemeente.zfill(4)  # a spreadsheet program takes the zeros in front away
    with open_register(address) as register:
        if case is not None:
            history = history_of(register.history_of_case(inburgering, case), inburgering.events)
        else:
            whole = open_mirror(register, inburgering)
            refuse_before_first(whole, day)
            residents = inburgering.evaluate(whole, day, want=["gemeente"]).cases.filter(pl.col("gemeente") == gemeente)
            history = whole.subset(residents["case_id"])
    if history.cases.is_empty():
        raise NothingFound(f"no case '{case}'" if case is not None else f"no cases of municipality '{gemeente}'")
    return _made(inburgering, history, day, language, within, {}, {})


def rows(made: Worklist) -> list[dict[str, Any]]:
    """The list as plain rows, for files and programs: one per clock, with real dates."""
    nl = made.language == "nl"
    return [
        {
            "case_id": item.case_id,
            **made.private.get(item.case_id, {}),
            "clock": item.clock.name,
            "status": item.status,
            "start": item.start,
            "due": item.due,
            "days_left": item.days_left,
            "task": item.clock.task_nl if nl else item.clock.task_en,
            "owner": item.clock.owner,
            "kind": item.clock.kind,
            "reason": "" if item.status == "unknown" else item.reason,
            "missing": sorted({missing.label for missing in item.missing}),
            "consequence": item.clock.consequence_nl if nl else item.clock.consequence_en,
            "articles": list(item.clock.articles),
        }
        for item in made.items
    ]


def data_of(made: Worklist, read: Caseload | None) -> dict[str, Any]:
    """The list as plain data for JSON, with the errors of the caseload."""
    return {
        "peildatum": made.evaluation.peildatum.isoformat(),
        "cases": made.cases,
        "unclear": [
            {"case_id": one.case_id, "missing": [vars(missing) for missing in one.missing]} for one in made.unclear
        ],
        "items": [{name: plain(value) for name, value in row.items()} for row in rows(made)],
        **(read.data() if read else {}),
    }
