"""Transfers as a Django application, without models."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from doorstroom.web.navigation import Entry, Tab
    from doorstroom.web.toegang.models import Gebruiker
    from doorstroom.web.zaken.dossier import Dossier


class OverdrachtConfig(AppConfig):
    """A list for who transfers cases, and a tab of a case."""

    name = "doorstroom.web.overdracht"
    label = "overdracht"
    verbose_name = "Overdracht"

    def menu(self, user: Gebruiker) -> list[Entry]:
        """What is offered to and by one's own municipality."""
        from doorstroom.web.navigation import Entry

        may = user.soort == "gemeente" and user.mag("overdragen")
        return [Entry(_("Overdrachten"), "overdracht:lijst", "overdracht:lijst")] if may else []

    def tabs(self, dossier: Dossier) -> list[Tab]:
        """The transfers of the case."""
        from django.urls import reverse

        from doorstroom.web.navigation import Tab

        if dossier.user.soort != "gemeente" or not dossier.user.mag("overdragen"):
            return []
        address = reverse("overdracht:zaak", args=[dossier.zaak.system, dossier.zaak.case_id])
        return [Tab("overdracht", _("Overdracht"), address)]
