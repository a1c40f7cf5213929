"""Addresses of reading hours from a file."""

from __future__ import annotations

from django.urls import path

from doorstroom.web.uren import views

app_name = "uren"
urlpatterns = [
    path("uren-inlezen/", views.inlezen, name="inlezen"),
    path("uren-inlezen/leeg.csv", views.leeg, name="leeg"),
]
