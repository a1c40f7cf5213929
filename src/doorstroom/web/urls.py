"""Where each part of the application answers."""

from __future__ import annotations

from allauth.account import views as account
from django.urls import include, path, re_path

from doorstroom.web.api.api import api
from doorstroom.web.toegang import fouten

#: What allauth brings and nobody uses here: accounts are made and passwords given anew by an administrator. Only the
#: pages that say that signing in elsewhere was stopped, or failed, stay.
_CLOSED = (
    r"^inloggen/(?:signup|email|confirm-email|password/reset|password/set|login/code|social|inactive"
    r"|3rdparty(?!/login/(?:cancelled|error)/))/"
)

urlpatterns = [
    re_path(_CLOSED, fouten.closed),
    path("inloggen/", include("allauth.urls")),
    # The same two pages by a shorter address; it is the one that is shown, for the last of a name counts.
    path("inloggen/", account.login, name="account_login"),
    path("uitloggen/", account.logout, name="account_logout"),
    path("planner/", include("doorstroom.web.planner.urls")),
    path("api/v1/", api.urls),
    path("", include("doorstroom.web.toegang.urls")),
    path("", include("doorstroom.web.mijn.urls")),
    path("proef-inlog/", include("doorstroom.web.standin.urls")),
    path("", include("doorstroom.web.werkplek.urls")),
    path("", include("doorstroom.web.pip.urls")),
    path("", include("doorstroom.web.handhaving.urls")),
    path("", include("doorstroom.web.uren.urls")),
    path("", include("doorstroom.web.planner.urls_zaak")),
    path("", include("doorstroom.web.brieven.urls")),
    path("", include("doorstroom.web.overdracht.urls")),
    path("beheer/", include("doorstroom.web.beheer.urls")),
]

handler400 = fouten.bad_request
handler403 = fouten.forbidden
handler404 = fouten.not_found
handler500 = fouten.server_error
