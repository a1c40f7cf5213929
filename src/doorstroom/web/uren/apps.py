"""Reading hours from a file, as a Django application without models."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from doorstroom.web.navigation import Entry
    from doorstroom.web.toegang.models import Gebruiker


class UrenConfig(AppConfig):
    """A page for course providers."""

    name = "doorstroom.web.uren"
    label = "uren"
    verbose_name = "Uren"

    def menu(self, user: Gebruiker) -> list[Entry]:
        """The page, for who records attendance at a course provider."""
        from doorstroom.web.navigation import Entry
        from doorstroom.web.uren.rijen import may_read

        return [Entry(_("Uren inlezen"), "uren:inlezen", "uren:")] if may_read(user) else []
