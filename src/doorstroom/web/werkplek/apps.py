"""The work place: work list, case, actions."""

from django.apps import AppConfig


class WerkplekConfig(AppConfig):
    """Screens for case workers."""

    name = "doorstroom.web.werkplek"
    label = "werkplek"
    verbose_name = "Werkplek"
