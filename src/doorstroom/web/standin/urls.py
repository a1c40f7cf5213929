"""Addresses of the stand-in."""

from __future__ import annotations

from django.urls import path

from doorstroom.web.standin import views

app_name = "standin"
urlpatterns = [
    path(".well-known/openid-configuration", views.configuration, name="configuration"),
    path("inloggen/", views.inloggen, name="inloggen"),
    path("token/", views.token, name="token"),
    path("userinfo/", views.userinfo, name="userinfo"),
    path("jwks/", views.jwks, name="jwks"),
]
