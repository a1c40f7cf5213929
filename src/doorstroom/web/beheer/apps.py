"""Administration."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from doorstroom.web.navigation import Entry
    from doorstroom.web.toegang.models import Gebruiker


class BeheerConfig(AppConfig):
    """Pages for who administers an organisation, or this installation."""

    name = "doorstroom.web.beheer"
    label = "beheer"
    verbose_name = "Beheer"

    def ready(self) -> None:
        """Have signing in noted."""
        from doorstroom.web.beheer import inloggen

        assert inloggen.ACTIVITY

    def menu(self, user: Gebruiker) -> list[Entry]:
        """One entry, to the first page that the user's role opens."""
        from doorstroom.web.beheer.bladen import pages_of
        from doorstroom.web.navigation import Entry

        pages = pages_of(user)
        return [Entry(_("Beheer"), pages[0].view, "beheer:")] if pages else []
