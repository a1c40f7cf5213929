"""The small language of letters: Jinja with values in words, and a look at which values a text rests on.

A text names columns of the case, fields of the event that it tells of (``besluit``), what the official fills in
(``gevraagd``) and what is known of the letter itself (``brief``). Nothing else has a value, and a value that is unknown
is never printed: whoever renders looks first at what ``needs`` finds.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from jinja2 import Environment, StrictUndefined, TemplateSyntaxError, nodes
from markupsafe import Markup

from doorstroom.kernel.wording import in_words

#: Names with parts: ``besluit.leerroute``.
PARTED = ("besluit", "gevraagd", "brief", "persoon")
#: What an element of a list is called in the text for each of them.
ITEM = "elk"


class Code(str):
    """A coded value that people call otherwise in every language; as text it is the Dutch word."""

    kind: str
    code: str

    def __new__(cls, kind: str, code: str, dutch: str) -> Code:
        """``dutch``: how it reads in the letter itself."""
        made = super().__new__(cls, dutch)
        made.kind, made.code = kind, code
        return made


@dataclass(frozen=True)
class Needs:
    """The values that a text rests on: columns by name, and the parts of ``besluit``, ``gevraagd`` and ``brief``."""

    columns: frozenset[str] = frozenset()
    parts: frozenset[tuple[str, str]] = frozenset()

    def __or__(self, other: Needs) -> Needs:
        return Needs(self.columns | other.columns, self.parts | other.parts)


def together(found: Iterable[Needs]) -> Needs:
    """All of them as one."""
    made = Needs()
    for each in found:
        made |= each
    return made


def euro(amount: float) -> str:
    """An amount as it is written in Dutch letters: € 250, € 12,50, € 1.250."""
    whole = float(amount).is_integer()
    text = f"{amount:,.0f}" if whole else f"{amount:,.2f}"
    return "€\N{NO-BREAK SPACE}" + text.translate(str.maketrans(",.", ".,"))


def opsomming(members: Iterable[Any]) -> str:
    """Lezen, schrijven en spreken."""
    words = [in_words(member, "nl") for member in members]
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} en {words[-1]}" if words else ""


def hoofdletter(text: str) -> str:
    """The text as the start of a sentence."""
    return text[:1].upper() + text[1:]


def _printed(value: Any) -> Any:
    """A value in words; text as it is. Raises ValueError for one that is unknown: a text must not print that."""
    if value is None:
        raise ValueError("an unknown value was about to be printed")
    if isinstance(value, (bool, int, float, dt.date, list, tuple)):
        return in_words(value, "nl")
    return value


@cache
def environment() -> Environment:
    """Jinja that escapes, refuses unknown names, and prints values in Dutch words."""
    made = Environment(autoescape=True, undefined=StrictUndefined, finalize=_printed)
    made.filters |= {"euro": euro, "opsomming": opsomming, "hoofdletter": hoofdletter}
    return made


def needs(text: str, functions: Iterable[str]) -> Needs:
    """What a text with ``{{ ... }}`` rests on. Raises TemplateSyntaxError when it is not well formed."""
    tree = environment().parse(text)
    parts = {
        (node.node.name, node.attr)
        for node in tree.find_all(nodes.Getattr)
        if isinstance(node.node, nodes.Name) and node.node.name in PARTED
    }
    names = {node.name for node in tree.find_all(nodes.Name)}
    return Needs(frozenset(names - {*functions, *PARTED, ITEM}), frozenset(parts))


def condition_needs(expression: str, functions: Iterable[str]) -> Needs:
    """The same for an expression without braces."""
    return needs("{{ (" + expression + ") }}", functions)


def render(text: str, values: Mapping[str, Any]) -> Markup:
    """The text with its values, escaped for HTML."""
    return Markup(_template(text).render(values))


def evaluate(expression: str, values: Mapping[str, Any]) -> Any:
    """The value of an expression; an unknown name raises jinja2.UndefinedError."""
    return _expression(expression)(**values)


@cache
def _template(text: str) -> Any:
    return environment().from_string(text)


@cache
def _expression(expression: str) -> Callable[..., Any]:
    return environment().compile_expression(expression, undefined_to_none=False)


__all__ = ["Code", "Needs", "TemplateSyntaxError", "condition_needs", "evaluate", "needs", "render", "together"]
