"""What holds for every page: a strict policy for content, and sessions that end."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse

from doorstroom.clock import utc_now

Next = Callable[[HttpRequest], HttpResponse]

#: Nothing from elsewhere, no inline script or style; pictures may be data, for charts.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; object-src 'none'; "
    "manifest-src 'self'"
)


class ContentSecurityPolicy:
    """Puts the policy on every answer, and keeps answers about people out of caches."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, with the headers."""
        response = self.get_response(request)
        response.setdefault("Content-Security-Policy", POLICY)
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
