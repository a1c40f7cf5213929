"""The steps of a fine as a Django application, without models."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from doorstroom.web.navigation import Tab
    from doorstroom.web.zaken.dossier import Dossier


class HandhavingConfig(AppConfig):
    """A tab of a case."""

    name = "doorstroom.web.handhaving"
    label = "handhaving"
    verbose_name = "Handhaving"

    def tabs(self, dossier: Dossier) -> list[Tab]:
        """The steps of a fine, for staff who see enforcement."""
        from django.urls import reverse

        from doorstroom.web.handhaving.beeld import offered
        from doorstroom.web.navigation import Tab

        if not offered(dossier):
            return []
        address = reverse("handhaving:stappen", args=[dossier.zaak.system, dossier.zaak.case_id])
        return [Tab("boetestappen", _("Boete in stappen"), address)]
