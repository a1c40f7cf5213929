"""Addresses of the administration."""

from __future__ import annotations

from django.urls import path

from doorstroom.web.api import views as programmas
from doorstroom.web.beheer import (
    views_accounts,
    views_controle,
    views_duo,
    views_logboek,
    views_organisaties,
    views_wissen,
)

app_name = "beheer"
urlpatterns = [
    path("logboek/", views_logboek.logboek, name="logboek"),
    path("gebruikers/", views_accounts.gebruikers, name="gebruikers"),
    path("gebruikers/nieuw/", views_accounts.nieuw, name="gebruiker-nieuw"),
    path("gebruikers/<int:pk>/", views_accounts.gebruiker, name="gebruiker"),
    path("uitnodiging/<str:nummer>/<str:sleutel>/", views_accounts.uitnodiging, name="uitnodiging"),
    path("organisaties/", views_organisaties.organisaties, name="organisaties"),
    path("organisaties/nieuw/", views_organisaties.nieuw, name="organisatie-nieuw"),
    path("organisaties/<str:code>/", views_organisaties.organisatie, name="organisatie"),
    path("bewaren/", views_wissen.bewaren, name="bewaren"),
    path("bewaren/<uuid:pk>/", views_wissen.ronde, name="wisronde"),
    path("duo/", views_duo.duo, name="duo"),
    path("programmas/", programmas.programmas, name="programmas"),
    path("programmas/<uuid:pk>/intrekken/", programmas.intrekken, name="sleutel-intrekken"),
    path("webhooks/", programmas.webhooks, name="webhooks"),
    path("webhooks/<uuid:pk>/", programmas.webhook, name="webhook"),
    path("controle/", views_controle.controle, name="controle"),
]
