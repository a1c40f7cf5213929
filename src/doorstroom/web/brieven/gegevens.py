"""What a letter of one case rests on: its columns, the event that it tells of, and what is missing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from doorstroom.kernel.errors import DoorstroomError
from doorstroom.kernel.events import Event
from doorstroom.kernel.explain import Explainer
from doorstroom.kernel.labels import LabelError
from doorstroom.kernel.plain.case import CaseEvaluation, Row, rows_that_hold
from doorstroom.kernel.system import System
from doorstroom.kernel.wording import amount_in_words, sentence_of
from doorstroom.web.brieven.sjabloon import Block, Letter, Letters, conditions
from doorstroom.web.brieven.uitdrukking import Code, Needs, condition_needs, needs, together

#: What texts may call beside naming values.
FUNCTIONS = ("wet", "wet_getal", "laatste", "heeft", "dezelfde_dag", "som", "naam", "codes")


class LetterRefused(DoorstroomError):
    """A letter that must not be made now; ``sentences`` say why, fit to show."""

    def __init__(self, sentences: Iterable[str]) -> None:
        self.sentences = tuple(dict.fromkeys(sentences))
        super().__init__(" ".join(self.sentences))


@dataclass(frozen=True)
class Facts:
    """A letter with everything that it may say. ``values``: what its texts can name."""

    system: System
    letters: Letters
    letter: Letter
    case: CaseEvaluation
    row: Row | None
    day: dt.date
    values: Mapping[str, Any]

    def unknown(self, needed: Needs, *, in_condition: bool = False) -> list[str]:
        """Why a text that rests on these values cannot be written, a sentence for each that is unknown.

        A condition may ask whether something was filled in; and about what the letter declares as optional.
        """
        found = []
        for name in sorted(needed.columns):
            if self.case.values[name] is None and not (in_condition and name in self.letter.optional):
                found.append(self._column(name))
        for part, name in sorted(needed.parts):
            if self.values[part].get(name) is None and not in_condition:
                found.append(self._part(part, name))
        return found

    def _column(self, name: str) -> str:
        missing = Explainer(self.system, self.case).missing(name)
        sentence = sentence_of(self.system.graph[name], self.case.values, "nl")
        wanted = "; ".join(dict.fromkeys(f"{m.label} ({m.supplier})" for m in missing))
        return sentence + (f" Nodig is: {wanted}." if wanted else "")

    def _part(self, part: str, name: str) -> str:
        if part == "gevraagd":
            ask = next((ask for ask in self.letter.asks if ask.name == name), None)
            return f"Vul in: {ask.nl if ask else name}."
        if part == "besluit" and self.row is not None:
            kind = self.system.events[self.row["type"]]
            try:
                label = self.system.labels.field(kind.type, name).nl
            except LabelError:
                label = name.replace("_", " ")
            return f"Bij '{kind.nl}' is niet ingevuld: {label}."
        return f"Niet bekend: {name.replace('_', ' ')}."


def gather(
    system: System, letters: Letters, letter: Letter, events: Sequence[Event], day: dt.date, *,
    event_id: UUID | None, parts: Mapping[str, Mapping[str, Any]],
) -> Facts:  # fmt: skip
    """The facts of a letter of a day. Raises LetterRefused when the event that it tells of does not stand."""
    row = event_row(system, letter, events, day, event_id)
    case = system.evaluate_case(events, day, want=columns(system, letters, letter))
    if row is not None:
        row = {**next(r for r in case.rows[row["type"]] if r["event_id"] == row["event_id"]), "type": row["type"]}
    functions = _functions(system, letters, case, row, day)
    values = {**case.values, **functions, **parts, "besluit": row or {}}
    return Facts(system, letters, letter, case, row, day, values)


def event_row(
    system: System, letter: Letter, events: Sequence[Event], day: dt.date, event_id: UUID | None
) -> Row | None:
    """The event that the letter tells of, as it holds: the one asked for, or the last of its types."""
    if not letter.events:
        return None
    rows = rows_that_hold(events, system.events, day, None)
    found = [{**row, "type": kind} for kind in letter.events for row in rows.get(kind, ())]
    if event_id is not None:
        found = [row for row in found if row["event_id"] == str(event_id)]
    if not found:
        kinds = " of ".join(f"'{system.events[kind].nl}'" for kind in letter.events)
        reason = "is intussen verbeterd of ingetrokken" if event_id is not None else "staat niet in deze zaak"
        raise LetterRefused([f"{kinds} {reason}. Deze brief kan daar niet over gaan."])
    return max(found, key=lambda row: (row["valid_on"], row["sequence"]))


def columns(system: System, letters: Letters, letter: Letter) -> frozenset[str]:
    """The columns that must be computed for a letter, those of its doubts among them."""
    needed = needs_of(letter)
    shown = set(needed.columns) | set(letter.why)
    for name in doubts_under(system, letters, {*needed.columns, *letter.why}):
        doubt = letters.doubts[name]
        shown |= {*doubt.also, *together(condition_needs(each, FUNCTIONS) for each in doubt.conditions).columns}
    of_event = {name for part, name in needed.parts if part == "besluit" and name in system.graph.columns}
    return frozenset(shown | of_event | set(letter.also))


def doubts_under(system: System, letters: Letters, shown: Iterable[str]) -> list[str]:
    """The uncertain columns under these of which something is declared, in the order of the declarations."""
    below = system.graph.ancestors([name for name in shown if name in system.graph.columns])
    return [name for name in letters.doubts if name in below]


def needs_of(letter: Letter) -> Needs:
    """Everything that a letter's texts name."""
    found = [needs(letter.subject, FUNCTIONS), *(_needs_of_block(block) for block in letter.body)]
    found += [condition_needs(each, FUNCTIONS) for _, conditions in letter.articles for each in conditions]
    for required in letter.requires:
        found += [condition_needs(each, FUNCTIONS) for each in (*required.when, required.condition)]
        found.append(needs(required.otherwise, FUNCTIONS))
    found += [condition_needs(r.condition, FUNCTIONS) for r in letter.remedies if r.condition]
    for line in letter.companion:
        found += [condition_needs(each, FUNCTIONS) for each in (*line.given.values(), *line.conditions)]
    return together(found)


def _needs_of_block(block: Block) -> Needs:
    return together([*texts_needs(block), *conditions_needs(block)])


def texts_needs(block: Block) -> list[Needs]:
    """What the texts of a block rest on."""
    if block.kind == "quote":
        return [condition_needs(str(block.content), FUNCTIONS)]
    texts = [block.content] if isinstance(block.content, str) else []
    for each in () if isinstance(block.content, str) else block.content:
        texts += [str(each)] if isinstance(each, str) else [str(part) for part in entry(each)[:2]]
    return [needs(text, FUNCTIONS) for text in texts]


def conditions_needs(block: Block) -> list[Needs]:
    """What the conditions of a block, and of the entries in it, rest on."""
    found = [*block.conditions, block.each]
    if not isinstance(block.content, str):
        found += [condition for each in block.content for condition in entry(each)[2]]
    return [condition_needs(each, FUNCTIONS) for each in found if each]


def entry(each: Any) -> tuple[str, str, tuple[str, ...]]:
    """An entry of a list or of facts: label (empty in a list), text, conditions."""
    if isinstance(each, str):
        return "", each, ()
    if isinstance(each, Mapping):
        return str(each.get("label", "")), str(each["text"]), conditions(each.get("if"))
    label, text = each
    return str(label), str(text), ()


def _functions(
    system: System, letters: Letters, case: CaseEvaluation, row: Row | None, day: dt.date
) -> dict[str, Callable[..., Any]]:
    def of(kind: str, match: Mapping[str, Any]) -> list[Row]:
        system.events[kind]
        return [r for r in case.rows.get(kind, ()) if all(r.get(name) == wanted for name, wanted in match.items())]

    def laatste(kind: str, **match: Any) -> Row:
        """The last event of a type, with these values. Raises LetterRefused when there is none."""
        found = of(kind, match)
        if not found:
            raise LetterRefused([f"'{system.events[kind].nl}' staat niet in deze zaak."])
        return found[-1]

    def wet_getal(name: str) -> Any:
        """A value of the law of the day. Raises LetterRefused when there is none."""
        parameter = system.parameters[name]
        dated = parameter.at(day)
        if dated is None or dated.value is None:
            raise LetterRefused([f"De wet noemt op {day:%d-%m-%Y} geen waarde voor: {parameter.nl}."])
        return dated.value

    def naam(kind: str, code: str) -> Code:
        return Code(kind, code, letters.words[kind][code]["nl"])

    return {
        "laatste": laatste,
        "heeft": lambda kind, **match: bool(of(kind, match)),
        "dezelfde_dag": lambda: of(row["type"], {"valid_on": row["valid_on"]}) if row else [],
        "som": lambda kind, field, **match: sum(r[field] for r in of(kind, match)),
        "wet": lambda name: amount_in_words(wet_getal(name), system.parameters[name].unit, "nl"),
        "wet_getal": wet_getal,
        "naam": naam,
        "codes": lambda text: [code for code in text.split(", ") if code],
    }
