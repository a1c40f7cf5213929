"""The API: programs, keys, repeated answers, webhooks."""

from __future__ import annotations

from django.apps import AppConfig


class ApiConfig(AppConfig):
    """The API and the outbox of its webhooks."""

    name = "doorstroom.web.api"
    label = "api"
    verbose_name = "API"
