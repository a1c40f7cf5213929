"""Addresses of letters."""

from __future__ import annotations

from django.urls import include, path, re_path

from doorstroom.web.brieven import views

app_name = "brieven"
_ZAAK = [
    path("", views.brieven, name="brieven"),
    re_path(r"^(?P<pk>[0-9a-f-]{36})/(?P<deel>brief|uitleg)\.pdf$", views.brief, name="brief"),
    path("<slug:naam>/", views.maak, name="maak"),
]
urlpatterns = [path("zaak/<slug:system>/<str:case_id>/brieven/", include(_ZAAK))]
