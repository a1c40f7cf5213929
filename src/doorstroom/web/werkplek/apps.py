"""The work place: work list, case, actions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from doorstroom.web.navigation import Entry
    from doorstroom.web.toegang.models import Gebruiker


class WerkplekConfig(AppConfig):
    """Screens for case workers."""

    name = "doorstroom.web.werkplek"
    label = "werkplek"
    verbose_name = "Werkplek"

    def menu(self, user: Gebruiker) -> list[Entry]:
        """Work list, proposals that wait, and looking for a case."""
        from doorstroom.web.navigation import Entry
        from doorstroom.web.werkplek.voorstellen import waiting

        found = []
        if user.mag("werklijst"):
            found.append(Entry(_("Werklijst"), "werkplek:werklijst", "werkplek:werklijst"))
        if user.organisatie and user.mag("handelen"):
            found.append(Entry(_("Voorstellen"), "werkplek:voorstellen", "werkplek:voorstel", waiting(user)))
        if user.organisatie and user.mag("zaak"):
            found.append(Entry(_("Zoeken"), "werkplek:zoeken", "werkplek:zoeken"))
        return found
