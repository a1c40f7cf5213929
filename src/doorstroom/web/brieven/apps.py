"""Letters."""

from django.apps import AppConfig


class BrievenConfig(AppConfig):
    """Letters to newcomers; what is kept of them stands in ``zaken.Brief``."""

    name = "doorstroom.web.brieven"
    label = "brieven"
    verbose_name = "Brieven"
