"""What the newcomer is told of his case: the sentences that its system brings, in his language.

A system brings a folder ``inburgeraar``: ``verteld.yaml`` says when what is told, and a file per language holds the
sentences, the labels of forms and the choices. Dutch is the source. What has no translation yet is told in English, or
in Dutch, and marked as such; a sentence that names an unknown value is not told at all.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from doorstroom.kernel.errors import DoorstroomError
from doorstroom.kernel.reading import read_yaml
from doorstroom.kernel.system import System
from doorstroom.web.mijn import taal

FOLDER, STORY = "inburgeraar", "verteld"
_PLACE = re.compile(r"\{(\w+)\}")
_NOT = "not "


class WordsError(DoorstroomError):
    """A file of words lacks something, or cannot be read."""


class Said(SafeString):
    """Something said, safe to show. ``plain`` is the same without markup, ``language`` the one it is really in."""

    plain: str
    language: str


@dataclass(frozen=True)
class Words:
    """The words of a system in one language, with where to look when one is missing."""

    story: Mapping[str, Any]
    language: str
    _files: Mapping[str, Mapping[str, Mapping[str, str]]]

    def say(self, name: str, values: Mapping[str, Any] | None = None) -> Said | None:
        """A sentence with its values; None when one of them is unknown. Raises WordsError for an unknown name."""
        text, language = self._find("sentences", (name,))
        given = values or {}
        if any(given.get(place) is None for place in _PLACE.findall(text)):
            return None
        plain = _PLACE.sub(lambda found: self._worded(found[1], given[found[1]], language), text)
        html = _PLACE.sub(
            lambda found: str(taal.isolated(self._worded(found[1], given[found[1]], language))), escape(text)
        )
        return self._said(html, plain, language)

    def told(self, lines: Iterable[Any], values: Mapping[str, Any]) -> list[Said]:
        """The sentences of a list whose conditions hold and whose values are known."""
        found = []
        for line in lines:
            name, condition = (line["say"], line.get("if")) if isinstance(line, Mapping) else (line, None)
            said = self.say(name, values) if holds(condition, values) else None
            if said is not None:
                found.append(said)
        return found

    def field(self, event: str, field: str) -> Said:
        """The label of a field of an event."""
        return self._said_text("fields", (f"{event}.{field}", field))

    def choice(self, event: str, field: str, value: str) -> Said:
        """What a value of a field is called."""
        return self._said_text("choices", (f"{event}.{field}.{value}", f"{field}.{value}", value))

    def has(self, part: str, *names: str) -> bool:
        """Whether there are words of one of these names in Dutch."""
        return any(name in self._files[taal.SOURCE][part] for name in names)

    def _worded(self, name: str, value: Any, language: str) -> str:
        if isinstance(value, dt.date):
            return taal.day_in_words(value, language)
        if isinstance(value, (int, float)):
            return taal.number_in_words(value, language)
        if name in self.story["codes"]:
            event, _dot, field = self.story["codes"][name].rpartition(".")
            return self.choice(event, field, str(value)).plain
        return str(value)

    def _find(self, part: str, names: tuple[str, ...]) -> tuple[str, str]:
        """The text of the first of these names, and its language; names of Dutch things are the same in every one."""
        source = self._files[taal.SOURCE][part]
        known = next((name for name in names if name in source), None)
        if known is None:
            raise WordsError(f"{FOLDER}: there are no words for '{names[0]}'")
        if part == "choices" and known in self.story["dutch_names"]:
            return source[known], self.language
        for language in dict.fromkeys((self.language, taal.SECOND, taal.SOURCE)):
            if known in self._files[language][part]:
                return self._files[language][part][known], language
        raise WordsError(f"{FOLDER}: there are no words for '{known}'")

    def _said_text(self, part: str, names: tuple[str, ...]) -> Said:
        text, language = self._find(part, names)
        return self._said(escape(text), text, language)

    def _said(self, html: str, plain: str, language: str) -> Said:
        if language != self.language:
            inner, way = mark_safe(html), taal.direction(language)
            mark = _("nog niet vertaald")
            html = format_html('<span lang="{}" dir="{}">{}</span> <span class="mijn-mark">({})</span>',
                               language, way, inner, mark)  # fmt: skip
        said = Said(html)
        said.plain, said.language = plain, language
        return said


def holds(condition: Any, values: Mapping[str, Any]) -> bool:
    """Whether a condition of the story holds: a column, "not column", or values of columns. Unknown never holds."""
    if condition is None:
        return True
    if isinstance(condition, Mapping):
        return all(values[column] == value for column, value in condition.items())
    if condition.startswith(_NOT):
        value = values[condition.removeprefix(_NOT)]
        return value is not None and not value
    return bool(values[condition])


def columns_of(condition: Any) -> set[str]:
    """The columns that a condition looks at."""
    if condition is None:
        return set()
    return set(condition) if isinstance(condition, Mapping) else {condition.removeprefix(_NOT)}


def placeholders(text: str) -> set[str]:
    """The names between braces in a text."""
    return set(_PLACE.findall(text))


def words_of(system: System, language: str) -> Words:
    """The words of a system in a language. Raises WordsError."""
    files = files_of(system.folder / FOLDER)
    return Words(files[STORY], language if language in files else taal.SOURCE, files)


@cache
def files_of(folder: Path) -> Mapping[str, Any]:
    """Every file of words by its name, read once. Raises WordsError with file and reason."""

    def read(path: Path) -> Any:
        return read_yaml(path, lambda reason: WordsError(f"{path.name}: not readable as YAML: {reason}"))

    found = {path.stem: read(path) for path in sorted(folder.glob("*.yaml"))}
    if not {STORY, taal.SOURCE, taal.SECOND} <= set(found):
        raise WordsError(f"{folder.name}: expected {STORY}, {taal.SOURCE} and {taal.SECOND}")
    return found
