"""The steps of a plan as a Django application, without models."""

from __future__ import annotations

from django.apps import AppConfig


class PipConfig(AppConfig):
    """Pages of its own for the actions that make a plan; what was filled in so far is the draft of any form."""

    name = "doorstroom.web.pip"
    label = "pip"
    verbose_name = "PIP"

    def action_pages(self) -> dict[str, str]:
        """The actions that are taken in steps."""
        from doorstroom.web.pip.stappen import ACTIONS

        return dict.fromkeys(ACTIONS, "pip:begin")

    def proposal_pages(self) -> dict[str, str]:
        """Their proposals, with the letter that would follow."""
        from doorstroom.web.pip.stappen import ACTIONS

        return dict.fromkeys(ACTIONS, "pip:voorstel")
