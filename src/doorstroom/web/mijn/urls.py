"""Addresses of the newcomer's own page, and of the same page as staff may look at it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.urls import path
from django.views.decorators.http import require_GET, require_http_methods

from doorstroom.web.mijn import kijken, views, views_begin, views_doen

app_name = "mijn"

#: Pages that only tell: staff may look at them as the newcomer sees them.
_TELL: tuple[tuple[str, Callable[..., Any], str], ...] = (
    ("", views.start, "start"),
    ("datums/", views.datums, "datums"),
    ("waarom/<slug:naam>/", views.waarom, "waarom"),
    ("waarom/<slug:naam>/alles/", views.boom, "boom"),
    ("plan/", views.mijn_plan, "plan"),
    ("uren/", views.uren, "uren"),
    ("examens/", views.examens, "examens"),
    ("brieven/", views.brieven, "brieven"),
    ("hulp/", views.hulp, "hulp"),
    ("oneens/", views.niet_eens, "oneens"),
)
#: Pages that are his alone.
_OWN: tuple[tuple[str, Callable[..., Any], str], ...] = (
    ("brieven/<uuid:pk>/", views.brief, "brief"),
    ("brieven/<uuid:pk>/uitleg/", views.uitleg, "uitleg"),
    ("bestanden/<uuid:pk>/", views.bestand, "bestand"),
    ("wie-keek/", views.wie_keek, "keek"),
    ("vragen/", views_doen.lijst, "vragen"),
)
_DO: tuple[tuple[str, Callable[..., Any], str], ...] = (
    ("berichten/", views_doen.berichten, "berichten"),
    ("niet-komen/", views_doen.niet_komen, "niet-komen"),
    ("vragen/<slug:actie>/", views_doen.vraag, "vraag"),
    ("alles/", views_doen.alles, "alles"),
)
_BOTH = require_http_methods(["GET", "POST"])

urlpatterns = [
    path("", views_begin.begin, name="begin"),
    *(path(f"mijn/{route}", require_GET(kijken.own(view)), name=name) for route, view, name in (*_TELL, *_OWN)),
    *(path(f"mijn/{route}", _BOTH(kijken.own(view)), name=name) for route, view, name in _DO),
    *(
        path(f"mijn/als/<slug:system>/<str:case_id>/{route}", kijken.as_seen(view), name=f"als-{name}")
        for route, view, name in _TELL
    ),
]
