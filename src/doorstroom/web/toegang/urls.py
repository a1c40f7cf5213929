"""Addresses for signing in and out, and for what somebody sets for himself."""

from __future__ import annotations

from django.urls import path

from doorstroom.web.toegang import views

app_name = "toegang"
urlpatterns = [
    path("taal/", views.taal, name="taal"),
    path("beveiliging/", views.beveiliging, name="beveiliging"),
]
