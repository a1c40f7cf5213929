"""Cases as the screens work with them: the register behind, a projection for lists, and what is under way."""

from django.apps import AppConfig


class ZakenConfig(AppConfig):
    """The projection of clocks, drafts, proposals, letters and messages."""

    name = "doorstroom.web.zaken"
    label = "zaken"
    verbose_name = "Zaken"
