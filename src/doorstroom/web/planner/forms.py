"""A page of questions as a form: what it shows, and the answers that come back. Sent by GET; nothing is kept."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.utils.dates import MONTHS
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from doorstroom.web.planner.answers import UNKNOWN, Answers, Day, Refused, Value, day_of, read_value, write_value
from doorstroom.web.planner.questions import QUESTIONS, Option, Question, Text
from doorstroom.web.planner.steps import ONLY_WITH, Step

DONT_KNOW = gettext_lazy("Weet ik niet")
#: The button that says so, for questions without a list of answers.
DONT_KNOW_BUTTON = "weetniet"


@dataclass(frozen=True)
class Field:
    """One question on a page, with what was filled in. ``small``: a list that opens, one of several on the page."""

    question: Question
    value: Value
    answered: bool
    error: str = ""
    small: bool = False
    typed: Mapping[str, str] | None = None

    @property
    def key(self) -> str:
        """Name of the parameter."""
        return self.question.key

    @property
    def optional(self) -> bool:
        """Whether it only counts with another answer, and may stay empty."""
        return self.key in ONLY_WITH or self.key == "hinder_tot"

    @property
    def options(self) -> list[tuple[Option, bool]]:
        """The answers to choose from with whether each is chosen; the last is that somebody does not know."""
        unknown = Option(UNKNOWN, DONT_KNOW)
        chosen = write_value(self.value) if self.answered else ""
        return [(option, option.code == chosen) for option in (*self.question.options, unknown)]

    @property
    def parts(self) -> list[tuple[str, Text, str]]:
        """Day, month and year: name, label, what was filled in."""
        labels = {"d": _("Dag"), "m": _("Maand"), "j": _("Jaar")}
        return [(f"{self.key}-{part}", label, self._filled(part)) for part, label in labels.items()]

    @property
    def months(self) -> list[tuple[str, Text, bool]]:
        """The months to choose from."""
        chosen = self._filled("m")
        return [(str(number), name, str(number) == chosen) for number, name in MONTHS.items()]

    @property
    def number(self) -> str:
        """The number that was filled in."""
        if self.typed is not None:
            return self.typed.get(self.key, "")[:4]
        return str(self.value) if isinstance(self.value, int) else ""

    def _filled(self, part: str) -> str:
        if self.typed is not None:
            return self.typed.get(f"{self.key}-{part}", "")[:4]
        if not isinstance(self.value, Day):
            return ""
        day = self.value
        whole_year = str(day) == str(day.earliest.year)
        shown = {"d": str(day.earliest.day) if day.exact else "", "m": "" if whole_year else str(day.earliest.month)}
        return shown.get(part, str(day.earliest.year))


def fields_of(
    steps: Sequence[Step], answers: Answers, typed: Mapping[str, str] | None = None, error: Refused | None = None
) -> Iterator[tuple[Step, list[Field]]]:
    """The questions of some steps. ``typed``: what was filled in and refused with ``error``."""
    for step in steps:
        small = len(step.keys) > 2
        yield step, [
            Field(
                QUESTIONS[key], answers.given.get(key), key in answers,
                str(error) if error and error.key == key else "", small, typed,
            )
            for key in step.keys
        ]  # fmt: skip


def read_form(steps: Sequence[Step], typed: Mapping[str, str], *, together: bool) -> dict[str, Value]:
    """The answers of a page. Raises Refused when one is wrong, or when the only question was left empty.

    ``together``: with several steps on a page an empty question is one that nobody knows the answer to.
    """
    found: dict[str, Value] = {}
    for step in steps:
        for key in step.keys:
            question = QUESTIONS[key]
            value = None if DONT_KNOW_BUTTON in typed else _read(question, typed)
            alone = len(step.keys) == 1 and not together and DONT_KNOW_BUTTON not in typed
            if alone and value is None and typed.get(key) != UNKNOWN:
                raise Refused(_empty(question), key)
            if value is not None or not (key in ONLY_WITH or key == "hinder_tot"):
                found[key] = value
    return found


def _empty(question: Question) -> str:
    if question.kind == "choice":
        return _("Kies een antwoord. “Weet ik niet” is ook een antwoord.")
    if question.kind == "day":
        return _("Vul een datum in, of kies “Weet ik niet”.")
    return _("Vul een getal in, of kies “Weet ik niet”.")


def _read(question: Question, typed: Mapping[str, str]) -> Value:
    if question.kind != "day":
        text = typed.get(question.key, "").strip()
        return read_value(question, text) if text else None
    day, month, year = (typed.get(f"{question.key}-{part}", "").strip() for part in "dmj")
    if not (day or month or year):
        return None
    if not all(not part or (part.isascii() and part.isdigit() and len(part) <= 4) for part in (day, month, year)):
        raise Refused(_("Schrijf de datum met cijfers."), question.key)
    if not year:
        raise Refused(_("Vul ook het jaar in."), question.key)
    return day_of(int(year), int(month) if month else None, int(day) if day else None, question.key)
