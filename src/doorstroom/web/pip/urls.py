"""Addresses of the steps of a plan."""

from __future__ import annotations

from django.urls import include, path

from doorstroom.web.pip import views, views_voorstel

app_name = "pip"
_PLAN = [
    path("", views.begin, name="begin"),
    path("controle/", views.controle, name="controle"),
    path("voorbeeld/<slug:deel>/", views.voorbeeld, name="voorbeeld"),
    path("<slug:stap>/", views.stap, name="stap"),
    path("<slug:stap>/toets/", views.toets, name="toets"),
]
urlpatterns = [
    path("zaak/<slug:system>/<str:case_id>/pip/<slug:actie>/", include(_PLAN)),
    path("voorstellen/<uuid:pk>/plan/", views_voorstel.voorstel, name="voorstel"),
    path("voorstellen/<uuid:pk>/plan/<slug:deel>.pdf", views_voorstel.brief, name="voorstel-brief"),
]
