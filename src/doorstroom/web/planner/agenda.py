"""The dates as a calendar file (RFC 5545): whole days, without time zones, each with its kind in words.

The id of an event stays the same when somebody answers more, so that importing again moves it instead of doubling it;
and it differs between people whose permit and plan are not of the same days.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _

from doorstroom.web.planner.answers import Answers, write_value
from doorstroom.web.planner.timeline import Item
from doorstroom.web.planner.words import span_in_words

#: Answers that hardly ever change, by which one person's dates are told from another's.
_OF_THE_PERSON = ("verblijf", "sinds", "oude_start", "plan_datum")
_LONGEST_LINE = 75


def calendar_of(items: Iterable[Item], answers: Answers, now: dt.datetime) -> str:
    """The calendar. Every line ends with CR LF and holds at most 75 bytes."""
    whose = "&".join(f"{key}={write_value(answers.given.get(key))}" for key in _OF_THE_PERSON)
    person = hashlib.sha256(whose.encode()).hexdigest()[:16]
    name = _("Mijn inburgering")
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Doorstroom//Planner//NL", "CALSCALE:GREGORIAN",
             f"X-WR-CALNAME:{_text(name)}"]  # fmt: skip
    for item in items:
        lines += _event(item, person, now)
    lines.append("END:VCALENDAR")
    return "".join(f"{folded}\r\n" for line in lines for folded in _folded(line))


def _event(item: Item, person: str, now: dt.datetime) -> Iterator[str]:
    day = item.span.earliest
    yield "BEGIN:VEVENT"
    yield f"UID:{item.key.replace(':', '-')}-{person}@planner.doorstroom"
    yield f"DTSTAMP:{now.astimezone(dt.UTC):%Y%m%dT%H%M%SZ}"
    yield f"DTSTART;VALUE=DATE:{day:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{day + dt.timedelta(days=1):%Y%m%d}"
    summary = _("[%(kind)s] %(title)s") % {"kind": item.kind_label.upper(), "title": item.title}
    yield f"SUMMARY:{_text(summary)}"
    told = item.text if item.span.exact else f"{span_in_words(item.span)}. {item.text}"
    yield f"DESCRIPTION:{_text(told)}"
    yield f"CATEGORIES:{_text(item.kind_label)}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _text(words: str) -> str:
    """Text as a value: what has a meaning to the format is escaped."""
    for sign, written in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\r\n", "\\n"), ("\n", "\\n")):
        words = words.replace(sign, written)
    return words


def _folded(line: str) -> Iterator[str]:
    """A line in pieces of at most 75 bytes; a later piece begins with a space, and no letter is cut in two."""
    piece, room = "", _LONGEST_LINE
    for letter in line:
        size = len(letter.encode())
        if size > room:
            yield piece
            piece, room = " ", _LONGEST_LINE - 1
        piece += letter
        room -= size
    yield piece
