"""The companion sheet: short fixed sentences beside the Dutch letter, in the newcomer's language, with the same values.

Every sentence was translated once and is kept with the system; nothing is translated when a letter is made. A sentence
without a translation stands in Dutch, with a note that says so.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from doorstroom.kernel.wording import in_words
from doorstroom.web.brieven.gegevens import Facts, LetterRefused
from doorstroom.web.brieven.inhoud import Writer
from doorstroom.web.brieven.sjabloon import Letters, Line
from doorstroom.web.brieven.uitdrukking import Code

DUTCH = "nl"
#: Sentences that every sheet begins with; the first is its mark.
OPENING = ("uitleg_geen_besluit", "nederlands_geldt")
#: The note beside a sentence, and on top of a sheet, that was not translated.
NOT_TRANSLATED, NO_TRANSLATION = "niet_vertaald", "geen_vertaling"
#: Latin words and numbers keep their order among letters that run the other way (Unicode isolates).
_FIRST_STRONG, _LEFT_TO_RIGHT = "\N{FIRST STRONG ISOLATE}", "\N{LEFT-TO-RIGHT ISOLATE}"
_END = "\N{POP DIRECTIONAL ISOLATE}"
_PLACE = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True)
class Row:
    """A sentence in Dutch and in the other language; ``missing``: there is no translation, so it is Dutch twice."""

    dutch: str
    other: str
    missing: bool = False


@dataclass(frozen=True)
class Sheet:
    """A companion sheet. ``language``: what it is really in; Dutch when there is nothing in the language asked for."""

    language: str
    name: str
    direction: str
    rows: tuple[Row, ...]


def languages(letters: Letters) -> tuple[str, ...]:
    """The languages that sheets can be in, Dutch left out."""
    return tuple(code for code in letters.sentences if code != DUTCH)


def placeholders(sentence: str) -> set[str]:
    """The names between braces in a sentence."""
    return set(_PLACE.findall(sentence))


def sheet(facts: Facts, language: str) -> Sheet | None:
    """The companion sheet of a letter; None for a letter that has none, or for who reads the letter itself."""
    if not facts.letter.companion or language in ("", DUTCH):
        return None
    spoken = language if language in facts.letters.sentences else DUTCH
    own = facts.letters.sentences[spoken]["language"]
    opening = [*OPENING, *([NO_TRANSLATION] if spoken == DUTCH else [])]
    lines = [*(Line(say, (), {}) for say in opening), *facts.letter.companion]
    return Sheet(spoken, own["name"], own["direction"], tuple(_rows(facts, lines, spoken)))


def _rows(facts: Facts, lines: list[Line], language: str) -> Iterator[Row]:
    writer = Writer(facts)
    dutch, other = (facts.letters.sentences[code]["sentences"] for code in (DUTCH, language))
    for line in lines:
        if not writer.holds(line.conditions):
            continue
        wanted = placeholders(dutch[line.say])
        values = {name: writer.value(line.given.get(name, name)) for name in wanted}
        if writer.lacking:
            raise LetterRefused(writer.lacking)
        own = other.get(line.say)
        yield Row(
            filled(facts.letters, dutch[line.say], values, DUTCH),
            filled(facts.letters, own or dutch[line.say], values, language if own else DUTCH),
            missing=own is None,
        )
    if writer.lacking:
        raise LetterRefused(writer.lacking)


def filled(letters: Letters, sentence: str, values: Mapping[str, Any], language: str) -> str:
    """A sentence with its values as the language writes them."""
    return _PLACE.sub(lambda found: worded(letters, values[found[1]], language), sentence)


def worded(letters: Letters, value: Any, language: str) -> str:
    """A value in a language: days with the name of the month and as the Dutch letter has them, codes as people say."""
    if language == DUTCH:
        return str(value) if isinstance(value, str) else in_words(value, "nl")
    if isinstance(value, dt.date):
        months = letters.sentences[language]["language"]["months"]
        digits = f"{_LEFT_TO_RIGHT}{value:%d-%m-%Y}{_END}"
        return f"{_FIRST_STRONG}{value.day} {months[value.month - 1]} {value.year}{_END} ({digits})"
    if isinstance(value, Code):
        own = letters.words[value.kind][value.code].get(language)
        return own if own is not None else f"{_LEFT_TO_RIGHT}{value}{_END}"
    text = value if isinstance(value, str) else in_words(value, "nl")
    return f"{_LEFT_TO_RIGHT}{text}{_END}" if text.isascii() or "€" in text else f"{_FIRST_STRONG}{text}{_END}"
