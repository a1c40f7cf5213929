"""What somebody answered: codes from a list, small numbers, and days that may be known only in part.

There is no text among the answers, so no name and no number of a person can be in them or in the link.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from doorstroom.web.planner.questions import QUESTIONS, Question

#: How "I do not know" stands in a link.
UNKNOWN = "onb"
#: No day of an answer lies before it.
FIRST_YEAR = 1990
_DAY = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


class Refused(ValueError):
    """An answer that cannot be. ``str`` is a sentence for who gave it, ``key`` the question ("": the link itself)."""

    def __init__(self, sentence: object, key: str = "") -> None:
        super().__init__(str(sentence))
        self.key = key


@dataclass(frozen=True, order=True)
class Day:
    """A day, a month or a year: the earliest and the latest day that it can be (both inclusive)."""

    earliest: dt.date
    latest: dt.date

    @property
    def exact(self) -> bool:
        """Whether the day itself is known."""
        return self.earliest == self.latest

    def __str__(self) -> str:
        if self.exact:
            return self.earliest.isoformat()
        whole_year = (self.earliest.month, self.latest.month) == (1, 12)
        return f"{self.earliest.year}" if whole_year else f"{self.earliest:%Y-%m}"


def read_day(text: str, key: str = "") -> Day:
    """A day from "2024-03-05", "2024-03" or "2024". Raises Refused."""
    found = _DAY.fullmatch(text)
    if found is None:
        raise Refused(_("Deze datum is niet goed geschreven."), key)
    year, month, day = (int(part) if part else None for part in found.groups())
    assert year is not None
    return day_of(year, month, day, key)


def day_of(year: int, month: int | None, day: int | None, key: str = "") -> Day:
    """A day from its parts; without a day or a month it is the whole month or year. Raises Refused."""
    if not FIRST_YEAR <= year <= 2099:
        raise Refused(_("Schrijf het jaar met vier cijfers, bijvoorbeeld 2024."), key)
    if month is None:
        if day is not None:
            raise Refused(_("U vulde wel een dag in, maar geen maand."), key)
        return Day(dt.date(year, 1, 1), dt.date(year, 12, 31))
    try:
        if day is None:
            return Day(dt.date(year, month, 1), dt.date(year, month, calendar.monthrange(year, month)[1]))
        return Day(dt.date(year, month, day), dt.date(year, month, day))
    except ValueError:
        raise Refused(_("Deze datum bestaat niet. Kijk de dag en de maand na."), key) from None


#: None is an answer too: "I do not know".
Value = str | int | Day | None


@dataclass(frozen=True)
class Answers:
    """The answers given so far, by question. A question that is not there has not been asked yet."""

    given: Mapping[str, Value]

    def __iter__(self) -> Iterator[tuple[str, Value]]:
        return ((key, self.given[key]) for key in QUESTIONS if key in self.given)

    def __contains__(self, key: str) -> bool:
        return key in self.given

    def code(self, key: str) -> str | None:
        """The chosen code; None when it is unknown or not asked."""
        value = self.given.get(key)
        return value if isinstance(value, str) else None

    def number(self, key: str) -> int | None:
        """The number; None when it is unknown or not asked."""
        value = self.given.get(key)
        return value if isinstance(value, int) else None

    def day(self, key: str) -> Day | None:
        """The day, known or known in part; None when it is unknown or not asked."""
        value = self.given.get(key)
        return value if isinstance(value, Day) else None

    def unknown(self, key: str) -> bool:
        """Whether nothing is known of it: not asked, or "I do not know"."""
        return self.given.get(key) is None

    def among(self, key: str, *codes: str) -> bool:
        """Whether the answer is one of the codes."""
        return self.code(key) in codes

    def with_(self, changes: Mapping[str, Value]) -> Answers:
        """The same answers with some changed."""
        return Answers({**self.given, **changes})

    def without(self, *keys: str) -> Answers:
        """The same answers with some left out."""
        return Answers({key: value for key, value in self.given.items() if key not in keys})


_NOT_A_NUMBER = gettext_lazy("Vul een heel getal in, zonder punt of komma.")


def read_value(question: Question, text: str) -> Value:
    """One answer from the text of a link or a form. Raises Refused with a sentence."""
    if text == UNKNOWN:
        return None
    if question.kind == "choice":
        if text not in question.codes:
            raise Refused(_("Dit antwoord staat niet in de lijst."), question.key)
        return text
    if question.kind == "day":
        return read_day(text, question.key)
    if not re.fullmatch(r"[0-9]{1,4}", text):
        raise Refused(_NOT_A_NUMBER, question.key)
    number = int(text)
    if not question.least <= number <= question.most:
        bounds = {"least": question.least, "most": question.most}
        raise Refused(_("Vul een getal in van %(least)d tot en met %(most)d.") % bounds, question.key)
    return number


def write_value(value: Value) -> str:
    """The text of an answer in a link."""
    return UNKNOWN if value is None else str(value)
