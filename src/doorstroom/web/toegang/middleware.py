"""What holds for every page: a strict policy for content, and sessions that end."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import translation
from django.utils.translation import gettext as _

from doorstroom.clock import utc_now
from doorstroom.web.toegang.aanbieders import ELSEWHERE

Next = Callable[[HttpRequest], HttpResponse]

#: Nothing from elsewhere, no inline script or style; pictures may be data, for charts.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; object-src 'none'; "
    "manifest-src 'self'"
)


def policy() -> str:
    """The policy of this site. It holds for the way to an identity provider too, since that begins with a form."""
    return POLICY.replace("form-action 'self'", " ".join(["form-action 'self'", *settings.IDENTITY_ORIGINS]))


class ContentSecurityPolicy:
    """Puts the policy on every answer, and keeps answers about people out of caches."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, with the headers."""
        response = self.get_response(request)
        response.setdefault("Content-Security-Policy", policy())
        response.setdefault("Permissions-Policy", "camera=(), microphone=(), geolocation=(), payment=()")
        if getattr(request, "user", None) is not None and request.user.is_authenticated:
            response.setdefault("Cache-Control", "no-store")
        return response


class SessionEnds:
    """Signs out whoever has been signed in for longer than a working day, however busy."""

    KEY = "signed_in_at"

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, after signing out who has been here too long."""
        if request.user.is_authenticated:
            now = utc_now()
            since = request.session.get(self.KEY)
            if since is None:
                request.session[self.KEY] = now.isoformat()
            elif now - dt.datetime.fromisoformat(since) > settings.SESSION_ENDS_AFTER:
                logout(request)
        return self.get_response(request)


class OwnLanguage:
    """Shows pages in the language that the user chose, wherever he signs in; others keep what their browser asks."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, in the user's language."""
        user = request.user
        if user.is_authenticated and user.taal in dict(settings.LANGUAGES):
            translation.activate(user.taal)
            request.LANGUAGE_CODE = user.taal
        return self.get_response(request)


class SecondFactor:
    """Sends staff without a second factor to where they set it up, before anything else."""

    #: Pages that stay reachable: setting it up, signing out, the language.
    OPEN = ("account_", "mfa_", "toegang:", "openid_connect_")

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer."""
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        """Redirect who lacks it; None lets the page answer."""
        if not settings.SECOND_FACTOR_REQUIRED or not request.user.is_authenticated:
            return None
        name = request.resolver_match.view_name or ""
        if name.startswith(self.OPEN) or not needs_second_factor(request):
            return None
        messages.warning(request, _("Stel eerst de tweede stap van het inloggen in."))
        return redirect("mfa_activate_totp")


def needs_second_factor(request: HttpRequest) -> bool:
    """Whether this is somebody who has no second factor yet, and showed none where he came from.

    A newcomer shows one to the broker (DigiD); of staff the provider must say so, in words agreed with it.
    """
    KEY = "second_factor"
    if request.session.get(KEY):
        return False
    methods = request.session.get("account_authentication_methods", [])
    came = any(method.get("method") == "socialaccount" for method in methods)
    elsewhere = came and request.session.get(ELSEWHERE, False)
    if elsewhere or is_mfa_enabled(request.user):
        request.session[KEY] = True
        return False
    return True
