"""The letters that a system declares: one YAML file per letter in its folder ``letters``.

    subject: Uitnodiging voor de brede intake
    kind: bericht                       # or besluit
    topic: intake                       # of the access matrix
    sender: [gemeente]                  # in whose name: gemeente, DUO
    events: [intake_opgeroepen]         # what it tells of; none: about the case as it stands
    articles: [WET 14 lid 1]            # or {article: WET 22, if: ...}
    asks: [{name: gesprek_op, kind: day, nl: Dag van het gesprek, after_letter: true}]
    optional: [pip_uiterlijk]           # columns that may be unknown: then their block falls away
    requires: [{if: intake_oproepen == 1, otherwise: Dit is niet de eerste oproep.}]    # and when: ...
    body: [{heading: ...}, {text: ..., if: ...}, {list: [...]}, {facts: [...]}, {quote: motivering}, {include: hulp}]
    companion: [{say: gesprek, if: ..., with: {dag: gevraagd.gesprek_op}}]
    why: [pip_uiterlijk]                # columns that are explained at the end, where the letter tells them

``shared/blokken.yaml`` holds blocks that letters include, ``shared/woorden.yaml`` what codes are called,
``shared/twijfel.yaml`` what is said about readings of the law that are not certain, ``uitleg/*.yaml`` the sentences of
the companion sheet, a file per language.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

from doorstroom.kernel.errors import DoorstroomError
from doorstroom.kernel.reading import read_yaml
from doorstroom.kernel.system import System

Kind = Literal["besluit", "bericht"]
BLOCKS = ("heading", "text", "list", "facts", "quote")
SHARED, COMPANION = "shared", "uitleg"


class LetterError(DoorstroomError):
    """A letter is declared wrongly: which, and what is wrong."""


@dataclass(frozen=True)
class Ask:
    """What the official fills in, because no event holds it. ``kind``: day, text (a line) or story (paragraphs)."""

    name: str
    kind: Literal["day", "text", "story"]
    nl: str
    optional: bool = False
    after_letter: bool = False
    help: str = ""


@dataclass(frozen=True)
class Block:
    """A piece of a letter. ``content``: a text, several, or (label, value) pairs; ``each``: repeats for a list.

    ``conditions`` are asked in order; after one that does not hold the next is not asked, so it may rest on the first.
    """

    kind: str
    content: Any
    conditions: tuple[str, ...] = ()
    each: str = ""


@dataclass(frozen=True)
class Line:
    """A sentence of the companion sheet, and where its values come from."""

    say: str
    conditions: tuple[str, ...]
    given: Mapping[str, str]


@dataclass(frozen=True)
class Requirement:
    """What must hold, or the letter is refused with a sentence. ``when``: only asked if these conditions hold."""

    condition: str
    otherwise: str
    when: tuple[str, ...] = ()


@dataclass(frozen=True)
class Remedy:
    """What somebody can do against the decision: ``bezwaar`` or ``beroep``; the parameter holds its weeks."""

    kind: Literal["bezwaar", "beroep"]
    weeks: str
    condition: str = ""


@dataclass(frozen=True)
class Letter:
    """One declared letter. ``made_known``: the event is that it was made known, so the letter bears its day."""

    name: str
    subject: str
    kind: Kind
    topic: str
    sender: tuple[str, ...]
    body: tuple[Block, ...]
    events: tuple[str, ...] = ()
    #: Each with its conditions: a decision names the rule of this case, not those of others.
    articles: tuple[tuple[str, tuple[str, ...]], ...] = ()
    asks: tuple[Ask, ...] = ()
    optional: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    requires: tuple[Requirement, ...] = ()
    remedies: tuple[Remedy, ...] = ()
    companion: tuple[Line, ...] = ()
    why: tuple[str, ...] = ()
    made_known: bool = False
    #: To somebody else than the newcomer, at the address that the official fills in.
    to_another: bool = False
    #: Kinds of organisation that may read it beside the sender (none named: whoever sees the topic).
    readers: tuple[str, ...] = ()


@dataclass(frozen=True)
class Doubt:
    """What is said about a reading of the law that is not certain, when its conditions say that it touches the case."""

    conditions: tuple[str, ...]
    nl: str
    #: Columns of events that the conditions look at.
    also: tuple[str, ...] = ()


@dataclass(frozen=True)
class Letters:
    """The letters of a system with what they share. ``words``: kind, code, language; ``doubts`` by column."""

    by_name: Mapping[str, Letter]
    words: Mapping[str, Mapping[str, Mapping[str, str]]]
    doubts: Mapping[str, Doubt]
    sentences: Mapping[str, Mapping[str, Any]]

    def __getitem__(self, name: str) -> Letter:
        """A letter by name. Raises LetterError."""
        if name not in self.by_name:
            raise LetterError(f"er is geen brief '{name}'")
        return self.by_name[name]


def letters_of(system: System) -> Letters:
    """The letters that a system declares, read once; none when it has no such folder."""
    return read_letters(system.folder / "letters")


@cache
def read_letters(folder: Path) -> Letters:
    """The letters of a folder. Raises LetterError with file and reason."""
    if not folder.is_dir():
        return Letters({}, {}, {}, {})
    shared = {path.stem: _yaml(path) for path in sorted((folder / SHARED).glob("*.yaml"))}
    blocks = {name: shared.get("blokken", {})[name] for name in shared.get("blokken", {})}
    return Letters(
        {path.stem: _letter(path, blocks) for path in sorted(folder.glob("*.yaml"))},
        shared.get("woorden", {}),
        {column: doubt for body in shared.get("twijfel", {}).values() for column, doubt in _doubts(body)},
        {path.stem: _yaml(path) for path in sorted((folder / COMPANION).glob("*.yaml"))},
    )


def _yaml(path: Path) -> dict[str, Any]:
    content = read_yaml(path, lambda reason: LetterError(f"{path.name}: not readable as YAML: {reason}"))
    if not isinstance(content, dict):
        raise LetterError(f"{path.name}: expected names and their content")
    return {str(name): value for name, value in content.items()}


def _doubts(body: Mapping[str, Any]) -> list[tuple[str, Doubt]]:
    doubt = Doubt(conditions(body["if"]), body["nl"], tuple(body.get("also", ())))
    return [(column, doubt) for column in body["columns"]]


_NEEDED = {"subject", "kind", "topic", "sender", "body"}
_MAY = {"events", "articles", "asks", "optional", "also", "requires", "remedies", "companion", "why", "made_known",
        "to_another", "readers"}  # fmt: skip
_LISTS = ("sender", "events", "optional", "also", "why", "readers")


def _letter(path: Path, shared: Mapping[str, Any]) -> Letter:
    body = _yaml(path)
    if not set(body) >= _NEEDED or set(body) - _NEEDED - _MAY:
        odd = sorted(_NEEDED - set(body)) or sorted(set(body) - _NEEDED - _MAY)
        raise LetterError(f"{path.name}: '{odd[0]}' is missing or unknown")
    if body["kind"] not in ("besluit", "bericht"):
        raise LetterError(f"{path.name}: kind must be besluit or bericht")
    lists = {name: tuple(body.get(name, ())) for name in _LISTS}
    return Letter(
        name=path.stem,
        subject=body["subject"],
        kind=body["kind"],
        topic=body["topic"],
        articles=tuple(_article(each) for each in body.get("articles", ())),
        body=tuple(_blocks(path, body["body"], shared)),
        asks=tuple(_made(path, Ask, ask) for ask in body.get("asks", ())),
        requires=tuple(_requirement(each) for each in body.get("requires", ())),
        remedies=tuple(Remedy(r["remedy"], r["weeks"], str(r.get("if", ""))) for r in body.get("remedies", ())),
        companion=tuple(_line(line) for line in body.get("companion", ())),
        made_known=bool(body.get("made_known", False)),
        to_another=bool(body.get("to_another", False)),
        **lists,
    )


def _made(path: Path, kind: type[Ask], given: Mapping[str, Any]) -> Ask:
    try:
        return kind(**given)
    except TypeError as error:
        raise LetterError(f"{path.name}: asks: {error}") from None


def _article(given: Any) -> tuple[str, tuple[str, ...]]:
    return (given, ()) if isinstance(given, str) else (given["article"], conditions(given.get("if")))


def _requirement(given: Mapping[str, Any]) -> Requirement:
    return Requirement(str(given["if"]), given["otherwise"], conditions(given.get("when")))


def _line(line: Any) -> Line:
    if isinstance(line, str):
        return Line(line, (), {})
    return Line(line["say"], conditions(line.get("if")), dict(line.get("with", {})))


def conditions(given: Any) -> tuple[str, ...]:
    """An ``if``: one expression, or several that are asked in order."""
    return (given,) if isinstance(given, str) else tuple(given or ())


def _blocks(path: Path, given: Any, shared: Mapping[str, Any], outer: tuple[str, ...] = ()) -> list[Block]:
    """The blocks in order, shared ones in their place; an ``if`` of the include holds for all of them."""
    found = []
    for each in given:
        asked = (*outer, *conditions(each.get("if")))
        if "include" in each:
            if each["include"] not in shared:
                raise LetterError(f"{path.name}: there is no shared block '{each['include']}'")
            found += _blocks(path, shared[each["include"]], shared, asked)
            continue
        kinds = [kind for kind in BLOCKS if kind in each]
        if len(kinds) != 1 or set(each) - {kinds[0], "if", "each"}:
            raise LetterError(f"{path.name}: a block is one of {', '.join(BLOCKS)}, with if or each; not {each}")
        content = each[kinds[0]]
        found.append(Block(kinds[0], content, asked, str(each.get("each", ""))))
    return found
