"""The newcomer's own page as a Django application, without models."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from doorstroom.web.navigation import Entry, Tab
    from doorstroom.web.toegang.models import Gebruiker
    from doorstroom.web.zaken.dossier import Dossier


class MijnConfig(AppConfig):
    """Pages for newcomers."""

    name = "doorstroom.web.mijn"
    label = "mijn"
    verbose_name = "Mijn inburgering"

    def ready(self) -> None:
        """Listen to signing in."""
        from doorstroom.web.mijn import sessie  # noqa: F401

    def menu(self, user: Gebruiker) -> list[Entry]:
        """His own page, for a newcomer."""
        from doorstroom.web.navigation import Entry

        own = not user.organisatie and user.mag("zaak", own=True)
        return [Entry(_("Mijn inburgering"), "mijn:start", "mijn:")] if own else []

    def tabs(self, dossier: Dossier) -> list[Tab]:
        """The page as the newcomer sees it, for staff who handle the case."""
        from django.urls import reverse

        from doorstroom.web.mijn.kijken import SYSTEM
        from doorstroom.web.navigation import Tab

        zaak = dossier.zaak
        if dossier.own or not dossier.user.mag("handelen") or zaak.system != SYSTEM:
            return []
        address = reverse("mijn:als-start", args=[zaak.system, zaak.case_id])
        return [Tab("mijn", _("Zo ziet de inburgeraar het"), address)]
