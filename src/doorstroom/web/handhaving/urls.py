"""Address of the steps of a fine."""

from __future__ import annotations

from django.urls import path

from doorstroom.web.handhaving import views

app_name = "handhaving"
urlpatterns = [path("zaak/<slug:system>/<str:case_id>/boete-in-stappen/", views.stappen, name="stappen")]
