"""Addresses of the work place."""

from __future__ import annotations

from django.urls import include, path, re_path

from doorstroom.web.werkplek import views, views_actie, views_delen, views_lijst, views_selectie, views_voorstel
from doorstroom.web.werkplek import views_zaak as zaak

app_name = "werkplek"
_ZAAK = [
    path("", zaak.zaak, name="zaak"),
    path("onderwerp/<slug:onderwerp>/", zaak.onderwerp, name="onderwerp"),
    path("geschiedenis/", zaak.geschiedenis, name="geschiedenis"),
    path("waarom/<slug:naam>/", zaak.waarom, name="waarom"),
    path("wie-keek-mee/", zaak.keek_mee, name="keek-mee"),
    path("documenten/", views_delen.documenten, name="documenten"),
    path("documenten/<uuid:pk>/", views_delen.bestand, name="bestand"),
    path("berichten/", views_delen.berichten, name="berichten"),
    path("doe/<slug:actie>/", views_actie.handeling, name="handeling"),
    path("doe/<slug:actie>/toets/", views_actie.toets, name="toets"),
    path("doe/<slug:actie>/concept-weg/", views_actie.concept_weg, name="concept-weg"),
    path("gebeurtenis/<uuid:gebeurtenis>/verbeteren/", views_actie.verbeteren, name="verbeteren"),
    path("gebeurtenis/<uuid:gebeurtenis>/intrekken/", views_actie.intrekken, name="intrekken"),
]
urlpatterns = [
    path("", views.start, name="start"),
    path("werklijst/", views_lijst.werklijst, name="werklijst"),
    re_path(r"^werklijst/werklijst\.(?P<form>csv|xlsx)$", views_lijst.export, name="werklijst-export"),
    path("werklijst/selectie/", views_selectie.selectie, name="werklijst-selectie"),
    path("voorstellen/", views_voorstel.voorstellen, name="voorstellen"),
    path("voorstellen/<uuid:pk>/", views_voorstel.voorstel, name="voorstel"),
    path("zoeken/", views_delen.zoeken, name="zoeken"),
    path("zaak/<slug:system>/<str:case_id>/", include(_ZAAK)),
]
