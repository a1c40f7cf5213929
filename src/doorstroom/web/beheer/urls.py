"""Addresses of the administration."""

from __future__ import annotations

from django.urls import path

from doorstroom.web.beheer import views_controle, views_logboek

app_name = "beheer"
urlpatterns = [
    path("logboek/", views_logboek.logboek, name="logboek"),
    path("controle/", views_controle.controle, name="controle"),
]
