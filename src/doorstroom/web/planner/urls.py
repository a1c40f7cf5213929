"""Addresses of the planner: the language stands in the address, since nothing is kept that could hold it."""

from __future__ import annotations

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from doorstroom.web.planner import views
from doorstroom.web.planner.languages import languages


class Taal(StringConverter):
    """A language in which the pages are offered."""

    regex = "[a-z]{2,3}"

    def to_python(self, value: str) -> str:
        """Only the languages of the planner. Raises ValueError, so that others are not found."""
        if value not in languages():
            raise ValueError(value)
        return value


register_converter(Taal, "taal")
app_name = "planner"
urlpatterns = [
    path("", views.choose_language, name="taal"),
    path("<taal:taal>/", views.start, name="start"),
    path("<taal:taal>/vraag/<slug:stap>/", views.question, name="vraag"),
    path("<taal:taal>/vragen/", views.questions, name="vragen"),
    path("<taal:taal>/verder/", views.answer, name="verder"),
    path("<taal:taal>/tijdlijn/", views.timeline, name="tijdlijn"),
    path("<taal:taal>/waarom/<slug:kolom>/", views.why, name="waarom"),
    path("<taal:taal>/a4/", views.sheet, name="a4"),
    path("<taal:taal>/inburgering.ics", views.calendar, name="agenda"),
]
