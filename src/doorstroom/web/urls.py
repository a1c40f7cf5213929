"""Where each part of the application answers."""

from __future__ import annotations

from django.urls import include, path

urlpatterns = [
    path("inloggen/", include("allauth.urls")),
    path("", include("doorstroom.web.werkplek.urls")),
]
