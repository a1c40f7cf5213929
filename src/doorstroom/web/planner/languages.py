"""The languages of the planner: those of the settings of which the texts are there, Dutch first."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from django.conf import settings

#: Those that somebody who speaks them has read; the pages in another say that nobody did yet.
CHECKED = ("nl", "en")
_LOCALE = Path(__file__).parent / "locale"


@cache
def languages() -> dict[str, str]:
    """What each is called by those who speak it, by code."""
    there = {settings.LANGUAGE_CODE, *(path.parents[1].name for path in _LOCALE.glob("*/LC_MESSAGES/django.mo"))}
    return {code: str(name) for code, name in settings.LANGUAGES if code in there}
