"""The menu on top of every page. Each application says what it adds, for whom."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.http import HttpRequest
from django.urls import reverse


@dataclass(frozen=True)
class Entry:
    """One entry. ``view``: name of the page that it opens; ``section``: names of pages that begin so belong to it."""

    label: Any
    view: str
    section: str = ""
    count: int = 0
    current: bool = False

    @property
    def url(self) -> str:
        """Address of the page."""
        return reverse(self.view)


def menu(request: HttpRequest) -> list[Entry]:
    """What the user may go to: whatever the applications give for him with ``menu(user)`` of their AppConfig."""
    user: Any = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return []
    match = request.resolver_match
    here = match.view_name if match is not None else ""
    found = []
    for config in apps.get_app_configs():
        for entry in getattr(config, "menu", lambda user: [])(user):
            current = here == entry.view or bool(entry.section and here.startswith(entry.section))
            found.append(Entry(entry.label, entry.view, entry.section, entry.count, current))
    return found
