"""Addresses of the work place."""

from __future__ import annotations

from django.urls import path

from doorstroom.web.werkplek import views

app_name = "werkplek"
urlpatterns = [
    path("", views.start, name="start"),
]
