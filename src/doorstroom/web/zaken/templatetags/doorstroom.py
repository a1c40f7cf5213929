"""Filters for templates: dates and values as people read them."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import template
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from doorstroom.kernel.wording import in_words

register = template.Library()


@register.filter
def woorden(value: Any) -> str:
    """A value in words: 9 maart 2026, ja, onbekend."""
    return in_words(value, "nl" if get_language() == "nl" else "en")


@register.filter
def dagen(day: dt.date | None, today: dt.date) -> str:
    """How far a day is away: "nog 4 dagen", "vandaag", "3 dagen te laat"."""
    if day is None:
        return ""
    left = (day - today).days
    if left == 0:
        return _("vandaag")
    if left > 0:
        return ngettext("nog %(n)d dag", "nog %(n)d dagen", left) % {"n": left}
    return ngettext("%(n)d dag te laat", "%(n)d dagen te laat", -left) % {"n": -left}
