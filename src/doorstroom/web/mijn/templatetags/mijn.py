"""What the templates of the newcomer's page use: days and numbers in his language, addresses, pictures with a word."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from doorstroom.web.clock import HERE
from doorstroom.web.mijn import taal

register = template.Library()

#: Pictures of 24 by 24. Each stands beside a word and says nothing that the word does not say.
_PICTURES = {
    "nu": "M5 12l4 4L19 6M4 20h16",
    "plan": "M6 3h9l4 4v14H6zM9 9h6M9 13h7M9 17h5",
    "uren": "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM12 7v5l4 2",
    "examens": "M4 20l1-5L16 4l4 4L9 19zM14 6l4 4",
    "brieven": "M3 6h18v13H3zM3 7l9 7 9-7",
    "berichten": "M4 5h16v11H10l-5 4v-4H4z",
    "vragen": "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM9 9a3 3 0 1 1 4 3c-1 .5-1 1-1 2M12 17v.5",
    "niet-komen": "M4 6h16v14H4zM4 10h16M8 3v4M16 3v4M9 13l6 5M15 13l-6 5",
    "oneens": "M12 3v18M5 7h14M5 7l-3 7h6zM19 7l-3 7h6z",
    "keek": "M2 12s4-6 10-6 10 6 10 6-4 6-10 6S2 12 2 12zM12 9a3 3 0 1 0 0 6 3 3 0 0 0 0-6z",
    "alles": "M12 3v12M7 11l5 5 5-5M4 20h16",
    "hulp": "M12 4a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM4 21c0-5 4-7 8-7s8 2 8 7",
    "bel": "M6 3l4 1 1 5-3 2c1 3 3 5 6 6l2-3 5 1v4c0 1-1 2-2 2C10 21 3 14 3 5c0-1 1-2 3-2z",
    "datums": "M4 6h16v14H4zM4 10h16M8 3v4M16 3v4",
    "talen": "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM3 12h18M12 3c5 5 5 13 0 18M12 3c-5 5-5 13 0 18",
    "lees": "M4 9v6h4l5 4V5L8 9zM16 9c1 2 1 4 0 6M19 6c3 4 3 8 0 12",
    "start": "M4 11l8-7 8 7v9h-5v-6H9v6H4z",
}


@register.filter
def datum(day: dt.date | None) -> SafeString | str:
    """A day in the language of the page, kept in its own direction: 9 maart 2026."""
    return taal.isolated(taal.day_in_words(day)) if day is not None else ""


@register.filter
def datum_lang(day: dt.date | None) -> SafeString | str:
    """The same with the day of the week."""
    return taal.isolated(taal.day_in_words(day, weekday=True)) if day is not None else ""


@register.filter
def moment(value: dt.datetime | None) -> SafeString | str:
    """A day and the time by the clock of the Netherlands."""
    return taal.isolated(taal.moment_in_words(value)) if value is not None else ""


@register.filter
def dag_van(value: dt.datetime) -> dt.date:
    """The day of a moment by the clock of the Netherlands."""
    return value.astimezone(HERE).date()


@register.filter
def getal(value: float | None) -> SafeString | str:
    """A number in the language of the page."""
    return taal.isolated(taal.number_in_words(value)) if value is not None else ""


@register.filter
def telefoon(number: str) -> SafeString:
    """A telephone number to call, always from left to right."""
    called = "".join(sign for sign in number if sign.isdigit() or sign == "+")
    return (
        format_html('<a class="mijn-bel" href="tel:{}" dir="ltr">{}</a>', called, number) if called else mark_safe("")
    )


@register.filter
def taalnaam(code: str) -> str:
    """What a language is called by those who speak it."""
    return taal.name_of(code)


@register.filter
def richting(code: str) -> str:
    """How a language runs."""
    return taal.direction(code)


@register.simple_tag(takes_context=True)
def adres(context: Any, page: str, *args: Any) -> str:
    """The address of a page of this look."""
    return str(context["blik"].url(page, *args))


@register.simple_tag
def teken(name: str) -> SafeString:
    """A picture, hidden from who listens: the word beside it says the same."""
    return format_html(
        '<svg class="mijn-teken" viewBox="0 0 24 24" aria-hidden="true" focusable="false"><path d="{}"/></svg>',
        _PICTURES[name],
    )
