"""The stand-in as a Django application."""

from __future__ import annotations

from typing import Any

from django.apps import AppConfig
from django.core.checks import Error, register


class StandinConfig(AppConfig):
    """Installed everywhere, and shut wherever people are real."""

    name = "doorstroom.web.standin"
    label = "standin"
    verbose_name = "Proef-inlog"

    def ready(self) -> None:
        """Have Django refuse to start with an open stand-in on a site that is no demonstration."""
        register(shut_in_production)


def shut_in_production(app_configs: Any, **more: Any) -> list[Error]:
    """An error when the stand-in is open while people are real."""
    from django.conf import settings

    if settings.STANDIN and not settings.DEMO:
        return [
            Error("the stand-in identity provider is for demonstrations only (DOORSTROOM_DEMO=1)", id="standin.E001")
        ]
    return []
