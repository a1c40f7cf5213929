"""Days and spans in words, in the language of the page."""

from __future__ import annotations

import datetime as dt

from django.utils.formats import date_format
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from doorstroom.kernel.wording import Language, in_words
from doorstroom.web.planner.answers import Day
from doorstroom.web.planner.outlook import Span


def rule_language() -> Language:
    """The language in which the rules can explain themselves: Dutch on a Dutch page, otherwise English."""
    return "nl" if (get_language() or "nl").startswith("nl") else "en"


def day_in_words(day: dt.date) -> str:
    """A day as people read it: 9 maart 2026."""
    language = (get_language() or "nl").partition("-")[0]
    if language in ("nl", "en"):
        return in_words(day, "nl" if language == "nl" else "en")
    return date_format(day, "j E Y")


def period_in_words(day: Day) -> str:
    """A day, a month or a year that somebody answered: maart 2026."""
    if day.exact:
        return day_in_words(day.earliest)
    return str(day) if len(str(day)) == 4 else str(date_format(day.earliest, "F Y"))


def span_in_words(span: Span) -> str:
    """A day, or from when to when; and whether it may be later or earlier still."""
    days = {"earliest": day_in_words(span.earliest), "latest": day_in_words(span.latest)}
    if span.open and span.before:
        return _("rond %(earliest)s") % days
    if span.open:
        return _("op zijn vroegst %(earliest)s") % days
    if span.before:
        return _("%(latest)s of eerder") % days
    if span.earliest != span.latest:
        return _("tussen %(earliest)s en %(latest)s") % days
    return days["earliest"]


def away_in_words(day: dt.date, today: dt.date) -> str:
    """How far a day lies ahead; empty when it is past."""
    left = (day - today).days
    if left < 0:
        return ""
    if left == 0:
        return _("vandaag")
    return ngettext("nog %(left)d dag", "nog %(left)d dagen", left) % {"left": left}


def euros(amount: float) -> str:
    """An amount in euros: € 1.250."""
    return f"€ {in_words(int(amount) if float(amount).is_integer() else amount, rule_language())}"
