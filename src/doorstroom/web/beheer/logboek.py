"""The log of processing, for who watches over it: lines of his own organisation, or of all for the platform.

Whose lines somebody read is noted in the same log, under an activity of its own.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy

from doorstroom.register.processing_log import Wanted, count, lines
from doorstroom.register.vault import Processing
from doorstroom.web.beheer.bladen import of_platform
from doorstroom.web.clock import HERE
from doorstroom.web.toegang.models import Gebruiker, Organisatie
from doorstroom.web.werkplek.bladen import Page, page
from doorstroom.web.zaken.models import Zaak
from doorstroom.web.zaken.register import log_processing, vault

ACTIVITY = "logboek"
#: Kinds of work that are only shown to who asks for them, a person or a user: they would hide the rest.
LEFT_OUT = (ACTIVITY, "inloggen")
PER_PAGE = 50
#: How far back the first page looks when no person and no day is named.
DAYS = 30


@dataclass(frozen=True)
class Question:
    """What somebody looks for. Days are inclusive; ``until_moment``: only what was there then, so that pages stay."""

    until_moment: dt.datetime
    case: str = ""
    actor: str = ""
    activity: str = ""
    organisation: str = ""
    since: dt.date | None = None
    until: dt.date | None = None


#: What the vault itself notes, in words; others note a sentence.
OPERATIONS: dict[str, Any] = {
    "read": gettext_lazy("naam en gegevens gelezen"),
    "write": gettext_lazy("naam en gegevens opgeschreven"),
    "search": gettext_lazy("opgezocht met BSN"),
    "erase": gettext_lazy("naam en gegevens gewist"),
}


@dataclass(frozen=True)
class Line:
    """A line with the cases of the person, the name of the organisation that processed, and what it did."""

    processing: Processing
    cases: tuple[str, ...]
    organisation: str
    operation: Any


def wanted(user: Gebruiker, question: Question) -> Wanted:
    """The lines that the question means, of those that the user may see."""
    person_ids = None
    if question.case:
        found = Zaak.objects.filter(case_id__iexact=question.case).values_list("person_id", flat=True)
        person_ids = tuple(dict.fromkeys(found)) or (question.case,)  # a case that is gone, or a pseudonym
    before = question.until_moment
    if question.until is not None:
        before = min(before, _begin(question.until + dt.timedelta(days=1)))
    return Wanted(
        person_ids=person_ids,
        actor=question.actor,
        organisation=question.organisation if of_platform(user) else user.organisatie.code,
        activity=question.activity,
        without_activities=() if question.activity or question.case or question.actor else LEFT_OUT,
        since=None if question.since is None else _begin(question.since),
        before=before,
    )


def read(user: Gebruiker, question: Question, number: object) -> Page:
    """A page of lines; that the user read them is noted for everybody whom they are about."""
    asked = wanted(user, question)
    shown = page(number, how_many(asked), PER_PAGE)
    shown.items = between(user, asked, shown.start, shown.stop)
    return shown


def how_many(asked: Wanted) -> int:
    """How many lines there are."""
    return count(vault(), asked)


def between(user: Gebruiker, asked: Wanted, start: int, stop: int) -> list[Line]:
    """The lines from one place to before another; that the user read them is noted for everybody they are about."""
    found = lines(vault(), asked, start, stop)
    log_processing(user, ACTIVITY, "logboek gelezen", sorted({line.person_id for line in found}))
    return _told(found)


def _told(found: Sequence[Processing]) -> list[Line]:
    cases: dict[str, list[str]] = {}
    people = {line.person_id for line in found}
    for person_id, case_id in Zaak.objects.filter(person_id__in=people).values_list("person_id", "case_id"):
        cases.setdefault(person_id, []).append(case_id)
    names: dict[str, Any] = dict(Organisatie.objects.values_list("code", "naam"))
    return [
        Line(
            line, tuple(sorted(cases.get(line.person_id, ()))), names.get(line.organisation, line.organisation),
            OPERATIONS.get(line.operation, line.operation),
        )
        for line in found
    ]  # fmt: skip


def _begin(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(), HERE).astimezone(dt.UTC)
