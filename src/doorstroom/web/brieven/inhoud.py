"""From facts to the words of a letter: its blocks with values, its explanation, and what is not certain about it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup, escape

from doorstroom.kernel.explain import Explainer
from doorstroom.web.brieven.gegevens import (
    FUNCTIONS,
    Facts,
    LetterRefused,
    doubts_under,
    entry,
    texts_needs,
)
from doorstroom.web.brieven.sjabloon import Block, Doubt, Requirement
from doorstroom.web.brieven.uitdrukking import ITEM, condition_needs, evaluate, needs, render


@dataclass(frozen=True)
class Piece:
    """A piece of the letter as it is printed: heading, text, list, facts or quote; every line is safe HTML."""

    kind: str
    lines: tuple[Markup, ...] = ()
    pairs: tuple[tuple[Markup, Markup], ...] = ()


@dataclass(frozen=True)
class Reason:
    """A rule that the letter rests on: its sentence with values, its articles, whether it is still to be confirmed."""

    sentence: str
    articles: tuple[str, ...]
    to_confirm: bool = False


@dataclass(frozen=True)
class Content:
    """All that a letter says, in order."""

    subject: Markup
    pieces: tuple[Piece, ...]
    doubts: tuple[str, ...]
    reasons: tuple[Reason, ...]
    articles: tuple[str, ...]

    def text(self) -> str:
        """The words of the pieces, a line for each, without markup; what the official wrote himself left out."""
        lines = []
        for piece in self.pieces:
            if piece.kind != "quote":
                lines += [line.striptags() for line in piece.lines]
        return "\n".join([*lines, *self.doubts])


def write(facts: Facts) -> Content:
    """The words of a letter. Raises LetterRefused with every reason why it cannot be written."""
    writer = Writer(facts)
    refused = [sentence for required in facts.letter.requires for sentence in writer.refuses(required)]
    if refused or writer.lacking:
        raise LetterRefused([*refused, *writer.lacking])
    subject = writer.text(facts.letter.subject)
    pieces = tuple(piece for block in facts.letter.body for piece in writer.block(block))
    if writer.lacking:
        raise LetterRefused(writer.lacking)
    doubts = doubtful(facts, writer.used)
    reasons = tuple(_reasons(facts, writer.told, doubts))
    told = tuple(dict.fromkeys(doubts.values()))
    articles = tuple(article for article, conditions in facts.letter.articles if writer.holds(conditions))
    return Content(subject, pieces, told, reasons, in_full(facts, articles))


def doubtful(facts: Facts, used: Iterable[str]) -> dict[str, str]:
    """The uncertain columns under those that the letter used and whose doubt touches this case, with what is said."""
    names = doubts_under(facts.system, facts.letters, used)
    return {name: facts.letters.doubts[name].nl for name in names if _touches(facts, facts.letters.doubts[name])}


def _touches(facts: Facts, doubt: Doubt) -> bool:
    """Whether all conditions hold, asked in order; one that rests on something unknown counts as if it did."""
    for condition in doubt.conditions:
        if any(facts.case.values[name] is None for name in condition_needs(condition, FUNCTIONS).columns):
            return True
        if not evaluate(condition, facts.values):
            return False
    return True


def _reasons(facts: Facts, told: set[str], doubts: Mapping[str, str]) -> Iterator[Reason]:
    """The columns to explain that this letter tells, and those that none of its texts tells."""
    explainer = Explainer(facts.system, facts.case)
    may_tell = {name for block in facts.letter.body for each in texts_needs(block) for name in each.columns}
    for name in facts.letter.why:
        unknown = facts.case.values[name] is None
        if (name in may_tell and name not in told) or (unknown and name in facts.letter.optional):
            continue
        if unknown:
            raise LetterRefused(facts.unknown(condition_needs(name, FUNCTIONS)))
        explained = explainer.explain(name)
        to_confirm = name in doubts or any(used.to_confirm for used in explained.parameters)
        yield Reason(explained.sentence, in_full(facts, explained.articles), to_confirm)


def in_full(facts: Facts, articles: tuple[str, ...]) -> tuple[str, ...]:
    """Articles with the name of their act written out: "WET 14 lid 1" becomes "artikel 14 lid 1 van de Wet ..."."""
    acts = facts.letters.words.get("wetten", {})
    found = []
    for article in articles:
        act, _, place = article.partition(" ")
        found.append(f"artikel {place} van {acts[act]['nl']}" if act in acts and place else article)
    return tuple(found)


class Writer:
    """Writes texts of one letter, and keeps what lacks for them.

    ``used``: the columns that texts and conditions rested on; ``told``: those of the texts alone.
    """

    def __init__(self, facts: Facts) -> None:
        self.facts = facts
        self.lacking: list[str] = []
        self.used: set[str] = set()
        self.told: set[str] = set()

    def refuses(self, required: Requirement) -> Iterator[str]:
        """The sentence of a requirement that is not met."""
        if self.holds(required.when):
            lacking = len(self.lacking)
            if not self.value(required.condition, in_condition=True) and len(self.lacking) == lacking:
                yield str(self.text(required.otherwise).unescape())

    def block(self, block: Block) -> Iterator[Piece]:
        """The pieces of a block, nothing where its condition does not hold."""
        if not self.holds(block.conditions):
            return
        if block.kind == "quote":
            items = [{}] if not block.each else [{ITEM: item} for item in self.value(block.each) or ()]
            stories = [self.value(str(block.content), more=item) for item in items]
            told = dict.fromkeys(line.strip() for story in stories if story for line in str(story).splitlines())
            yield Piece("quote", tuple(escape(line) for line in told if line))
        elif block.kind in ("heading", "text"):
            yield Piece(block.kind, (self.text(block.content),))
        elif block.each:
            yield Piece(block.kind, *self._repeated(block))
        else:
            yield Piece(block.kind, *self._entries([entry(each) for each in block.content], {}))

    def _repeated(self, block: Block) -> tuple[tuple[Markup, ...], tuple[tuple[Markup, Markup], ...]]:
        lines: tuple[Markup, ...] = ()
        pairs: tuple[tuple[Markup, Markup], ...] = ()
        for item in self.value(block.each) or ():
            more_lines, more_pairs = self._entries([entry(each) for each in block.content], {ITEM: item})
            lines, pairs = lines + more_lines, pairs + more_pairs
        return lines, pairs

    def _entries(
        self, entries: list[tuple[str, str, tuple[str, ...]]], more: dict[str, Any]
    ) -> tuple[tuple[Markup, ...], tuple[tuple[Markup, Markup], ...]]:
        chosen = [(label, text) for label, text, conditions in entries if self.holds(conditions)]
        if any(label for label, _ in chosen):
            return (), tuple((self.text(label, more), self.text(text, more)) for label, text in chosen)
        return tuple(self.text(text, more) for _, text in chosen), ()

    def holds(self, conditions: tuple[str, ...]) -> bool:
        """Whether all conditions hold, asked in order up to the first that does not."""
        return all(self.value(condition, in_condition=True) for condition in conditions)

    def value(self, expression: str, *, in_condition: bool = False, more: Mapping[str, Any] | None = None) -> Any:
        """The value of an expression; None, and what lacks noted, where it rests on something unknown."""
        needed = condition_needs(expression, FUNCTIONS)
        unknown = self.facts.unknown(needed, in_condition=in_condition)
        self.lacking += unknown
        self.used |= needed.columns
        return None if unknown else self._tried(lambda: evaluate(expression, {**self.facts.values, **(more or {})}))

    def text(self, text: str, more: dict[str, Any] | None = None) -> Markup:
        """A text with its values; empty, and what lacks noted, where one is unknown."""
        needed = needs(text, FUNCTIONS)
        unknown = self.facts.unknown(needed)
        self.lacking += unknown
        self.used |= needed.columns
        self.told |= needed.columns
        if unknown:
            return Markup()
        made = self._tried(lambda: render(text, {**self.facts.values, **(more or {})}))
        return made if isinstance(made, Markup) else Markup()

    def _tried(self, work: Any) -> Any:
        """The outcome; what an event lacks is noted among the rest, so that all reasons are told at once."""
        try:
            return work()
        except LetterRefused as refused:
            self.lacking += refused.sentences
            return None
