"""Who asks: a program with a key, or somebody who is signed in on the screens."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from ninja.security import APIKeyCookie, HttpBearer
from ninja.utils import check_csrf

from doorstroom.web.api import sleutels
from doorstroom.web.api.problemen import Problem
from doorstroom.web.clock import now
from doorstroom.web.toegang import matrix
from doorstroom.web.toegang.models import Gebruiker

_SAFE = ("GET", "HEAD", "OPTIONS")


class Sleutel(HttpBearer):
    """``Authorization: Bearer <key>``. Who sends one is judged by it alone, also when a session comes along."""

    def __call__(self, request: HttpRequest) -> Any:
        """The account of the program; None when no key was sent. Raises Problem."""
        sent = request.headers.get("Authorization")
        if sent is None:
            return None
        scheme, _space, text = sent.partition(" ")
        if scheme.casefold() != "bearer":
            raise _unknown(_("Alleen Bearer-sleutels worden hier aangenomen."))
        return self.authenticate(request, text.strip())

    def authenticate(self, request: HttpRequest, token: str) -> Gebruiker:
        """The account of the program, with the roles of the key. Raises Problem."""
        moment, key = now(), sleutels.find(token)
        if key is None:
            raise _unknown(_("Deze sleutel bestaat niet."))
        state, user = key.stand(moment), key.programma.gebruiker
        # What an administrator issued does not outlive his own account.
        counts = user.is_active and key.uitgegeven_door.is_active
        if state != "geldig" or not counts:
            expired = state == "verlopen" and counts
            raise _unknown(_("Deze sleutel is verlopen.") if expired else _("Deze sleutel is ingetrokken."))
        wait = sleutels.count(key, moment)
        if wait:
            sentence = _("Deze sleutel mag %(n)d verzoeken per minuut doen.") % {"n": key.per_minuut}
            raise Problem("te-vaak", sentence, headers={"Retry-After": str(wait)})
        # Roles that do not exist any more, or not for this kind of organisation, give nothing.
        user.rollen = [one for one in key.rollen if one in matrix.ROLES and one.partition(".")[0] == user.soort]
        user.taal = "en" if (get_language() or "").startswith("en") else "nl"
        request.user = user
        request.sleutel = key
        return user


class Sessie(APIKeyCookie):
    """The session of the screens, for their own scripts; what changes something needs the CSRF token of the page."""

    param_name = "sessionid"

    def __call__(self, request: HttpRequest) -> Any:
        """The user who is signed in; None for nobody. Raises Problem."""
        return self.authenticate(request, None)

    def authenticate(self, request: HttpRequest, key: str | None) -> Any:
        """The user of the session."""
        if not request.user.is_authenticated:
            return None
        if request.method not in _SAFE and check_csrf(request) is not None:
            raise Problem("csrf", _("Het CSRF-token ontbreekt of klopt niet. Er is niets vastgelegd."))
        return request.user


#: In this order: a key before a session.
INGELOGD = [Sleutel(), Sessie()]


def program(request: HttpRequest) -> bool:
    """Whether a program asks, and no person."""
    return hasattr(request, "sleutel")


def people_only(request: HttpRequest, sentence: str) -> None:
    """Raises PermissionDenied when a program asks: some things only people do."""
    if program(request):
        raise PermissionDenied(sentence)


def _unknown(sentence: str) -> Problem:
    challenge = 'Bearer realm="doorstroom", error="invalid_token"'
    return Problem("niet-ingelogd", sentence, headers={"WWW-Authenticate": challenge})
