"""Who may come in, and what each may see and do."""

from django.apps import AppConfig


class ToegangConfig(AppConfig):
    """Organisations, users, roles and the access matrix."""

    name = "doorstroom.web.toegang"
    label = "toegang"
    verbose_name = "Toegang"
