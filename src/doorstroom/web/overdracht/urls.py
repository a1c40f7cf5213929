"""Addresses of transfers."""

from __future__ import annotations

from django.urls import path

from doorstroom.web.overdracht import views

app_name = "overdracht"
urlpatterns = [
    path("overdrachten/", views.lijst, name="lijst"),
    path("zaak/<slug:system>/<str:case_id>/overdracht/", views.zaak, name="zaak"),
]
