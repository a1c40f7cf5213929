"""Addresses of the timeline of a case: for who signed in, so apart from those of the planner itself."""

from __future__ import annotations

from django.urls import path

from doorstroom.web.planner import views_zaak

app_name = "tijdlijn"
urlpatterns = [
    path("zaak/<slug:system>/<str:case_id>/tijdlijn/", views_zaak.tijdlijn, name="zaak"),
    path("zaak/<slug:system>/<str:case_id>/tijdlijn/a4/", views_zaak.blad, name="blad"),
]
