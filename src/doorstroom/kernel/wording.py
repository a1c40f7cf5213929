"""Values and sentences in words, in Dutch and English."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from typing import Any, Literal

from doorstroom.kernel.columns import Column

Language = Literal["nl", "en"]
LANGUAGES: tuple[Language, ...] = ("nl", "en")
MONTHS: Mapping[Language, tuple[str, ...]] = {
    "nl": ("januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober",
           "november", "december"),
    "en": ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
           "November", "December"),
}  # fmt: skip
WORDS: Mapping[Language, Mapping[Any, str]] = {
    "nl": {None: "onbekend", True: "ja", False: "nee"},
    "en": {None: "unknown", True: "yes", False: "no"},
}
NOT_KNOWN: Mapping[Language, str] = {"nl": "(nog onbekend)", "en": "(not known yet)"}
#: Units of the law as people write them: one of them, more of them.
UNITS_IN_WORDS: Mapping[Language, Mapping[str, tuple[str, str]]] = {
    "nl": {
        "day": ("dag", "dagen"), "week": ("week", "weken"), "month": ("maand", "maanden"), "year": ("jaar", "jaar"),
        "hour": ("uur", "uur"), "percent": ("%", "%"), "point": ("punt", "punten"),
        "factor": ("maal", "maal"),
    },
    "en": {
        "day": ("day", "days"), "week": ("week", "weeks"), "month": ("month", "months"), "year": ("year", "years"),
        "hour": ("hour", "hours"), "percent": ("%", "%"), "point": ("point", "points"),
        "factor": ("times", "times"),
    },
}  # fmt: skip
_PLACE = re.compile(r"\{(\w+)\}")


def in_words(value: Any, language: Language) -> str:
    """A value as a person reads it: 15 mei 2023, ja, onbekend, 1.250 (Dutch) or 1,250 (English)."""
    if value is None or isinstance(value, bool):
        return WORDS[language][value]
    if isinstance(value, dt.datetime):
        return f"{in_words(value.date(), language)} {value:%H:%M}"
    if isinstance(value, dt.date):
        return f"{value.day} {MONTHS[language][value.month - 1]} {value.year}"
    if isinstance(value, (int, float)):
        text = f"{value:,}" if isinstance(value, int) else f"{value:,.10g}"
        return text if language == "en" else text.translate(str.maketrans(",.", ".,"))
    if isinstance(value, (list, tuple)):
        return ", ".join(in_words(member, language) for member in value)
    return str(value).replace("_", " ")


def amount_in_words(value: Any, unit: str, language: Language) -> str:
    """A value of the law with its unit: 10 weken, 1 jaar, € 1.250, 12 %; just in words when it has none."""
    text = in_words(value, language)
    if value is None or isinstance(value, bool):
        return text
    if unit == "eur":
        return f"€ {text}"
    if unit not in UNITS_IN_WORDS[language]:
        return text
    one, more = UNITS_IN_WORDS[language][unit]
    return f"{text} {one if value in (1, -1) else more}"


def sentence_of(column: Column, values: Mapping[str, Any], language: Language) -> str:
    """The column's sentence with values filled in."""
    return fill(column.nl if language == "nl" else column.en, values, language)


def fill(template: str, values: Mapping[str, Any], language: Language) -> str:
    """A text with the values of the columns that it names between braces.

    In the middle of a sentence an unknown value stands between brackets: "uiterlijk onbekend" reads like a day.
    """

    def worded(found: re.Match[str]) -> str:
        value = values.get(found[1])
        if value is None and not template[: found.start()].endswith(": "):
            return NOT_KNOWN[language]
        return in_words(value, language)

    return _PLACE.sub(worded, template)


def placeholders(template: str) -> set[str]:
    """The names between braces in a sentence."""
    return set(_PLACE.findall(template))
