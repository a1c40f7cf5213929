"""Days, numbers and directions as the languages of the newcomer's page write them."""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.utils import formats, translation
from django.utils.html import format_html
from django.utils.safestring import SafeString

from doorstroom.web.clock import HERE

#: The language that is translated from, and the one that stands in where a sentence has no translation yet.
SOURCE, SECOND = "nl", "en"
#: Languages of the pages for staff; the others are for newcomers only.
OF_STAFF = ("nl", "en")
#: What stands before every three digits, and before decimals.
_MARKS = {"nl": ".,", "tr": ".,", "uk": "\N{NO-BREAK SPACE},", "en": ",.", "ar": ",.", "ti": ",."}


def codes() -> list[str]:
    """The languages of the page, Dutch first."""
    return [code for code, _name in settings.LANGUAGES]


def active() -> str:
    """The language of the page that is being made."""
    code = (translation.get_language() or SOURCE).partition("-")[0]
    return code if code in codes() else SOURCE


def direction(code: str) -> str:
    """How a language runs: ltr or rtl."""
    return "rtl" if translation.get_language_info(code)["bidi"] else "ltr"


def name_of(code: str) -> str:
    """What a language is called by those who speak it."""
    return dict(settings.LANGUAGES).get(code, code)


def day_in_words(day: dt.date, code: str | None = None, *, weekday: bool = False) -> str:
    """A day with the name of its month, and of the day of the week: donderdag 19 maart 2026."""
    with translation.override(code or active()):
        text = str(formats.date_format(day, "j E Y"))
        if not weekday:
            return text
        name = str(formats.date_format(day, "l"))
        return f"{name.lower() if translation.get_language() == 'uk' else name} {text}"


def moment_in_words(moment: dt.datetime, code: str | None = None) -> str:
    """A day and the time by the clock of the Netherlands."""
    here = moment.astimezone(HERE)
    return f"{day_in_words(here.date(), code)}, {here:%H:%M}"


def number_in_words(value: float, code: str | None = None) -> str:
    """A number as the language groups its digits: 1.250 or 1,250; decimals only where there are any."""
    marks = _MARKS.get(code or active(), _MARKS[SECOND])
    text = f"{value:,.0f}" if float(value).is_integer() else f"{value:,.2f}"
    return text.translate(str.maketrans(",.", marks))


def isolated(text: str, way: str = "") -> SafeString:
    """A text that keeps its own direction among others; ``way``: ltr for what is always written so."""
    return format_html('<bdi dir="{}">{}</bdi>', way, text) if way else format_html("<bdi>{}</bdi>", text)
