"""The planner as a Django application, without models."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.apps import AppConfig
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from doorstroom.web.navigation import Tab
    from doorstroom.web.zaken.dossier import Dossier


class PlannerConfig(AppConfig):
    """Configuration."""

    name = "doorstroom.web.planner"
    label = "planner"

    def tabs(self, dossier: Dossier) -> list[Tab]:
        """The timeline of a case, for who may see all that stands on it."""
        from doorstroom.web.navigation import Tab
        from doorstroom.web.planner.zaak import offered

        if not offered(dossier):
            return []
        address = reverse("tijdlijn:zaak", args=[dossier.zaak.system, dossier.zaak.case_id])
        return [Tab("tijdlijn", _("Tijdlijn"), address)]
