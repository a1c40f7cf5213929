"""The planner as a Django application, without models."""

from __future__ import annotations

from django.apps import AppConfig


class PlannerConfig(AppConfig):
    """Configuration."""

    name = "doorstroom.web.planner"
    label = "planner"
