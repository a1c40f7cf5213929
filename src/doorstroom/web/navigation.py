"""What each application adds to what others show: the menu, tabs of a case, and pages of its own for an action.

``menu(user)``, ``tabs(dossier)``, ``action_pages()`` and ``proposal_pages()`` of an AppConfig say so.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.http import HttpRequest
from django.urls import reverse

if TYPE_CHECKING:
    from doorstroom.web.zaken.dossier import Dossier
    from doorstroom.web.zaken.models import Voorstel


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


@dataclass(frozen=True)
class Tab:
    """A tab of a case. ``name``: what its pages give as ``tab`` to ``zaakbeeld.shell``."""

    name: str
    label: Any
    url: str


def tabs(dossier: Dossier) -> list[Tab]:
    """What the applications add to the tabs of a case, for who opened it."""
    return [tab for config in apps.get_app_configs() for tab in getattr(config, "tabs", lambda dossier: [])(dossier)]


def url_of_action(system: str, case_id: str, action: str) -> str:
    """Where an action is taken: on the page that an application has for it, else on the form of any action."""
    return reverse(_pages("action_pages").get(action, "werkplek:handeling"), args=[system, case_id, action])


def url_of_proposal(proposal: Voorstel) -> str:
    """Where a proposal is read and answered."""
    return reverse(_pages("proposal_pages").get(proposal.actie, "werkplek:voorstel"), args=[proposal.pk])


@cache
def _pages(kind: str) -> dict[str, str]:
    """The names of such pages by action."""
    found: dict[str, str] = {}
    for config in apps.get_app_configs():
        found |= getattr(config, kind, dict)()
    return found
