"""How signing in works here: nobody makes an account for himself, and a first identity needs a known user."""

from __future__ import annotations

from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend
from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.http import HttpRequest
from django.shortcuts import render
from django.utils.translation import gettext_lazy

from doorstroom.clock import utc_now
from doorstroom.web.toegang.aanbieders import claims_of
from doorstroom.web.toegang.models import Gebruiker

#: For so many seconds after signing in the password is not asked again.
REAUTHENTICATION_TIMEOUT = 300


class Backend(AuthenticationBackend):
    """Gives the user with his organisation in one query: every page needs both."""

    def get_user(self, user_id: Any) -> Gebruiker | None:
        """The user of a session, as long as his account is active."""
        user = Gebruiker.objects.select_related("organisatie").filter(pk=user_id).first()
        return user if user is not None and self.user_can_authenticate(user) else None


class AccountAdapter(DefaultAccountAdapter):
    """Accounts are made by an administrator."""

    error_messages: ClassVar = {
        **DefaultAccountAdapter.error_messages,
        "username_password_mismatch": gettext_lazy("Deze gebruikersnaam en dit wachtwoord horen niet bij elkaar."),
        "too_many_login_attempts": gettext_lazy(
            "U vulde te vaak iets verkeerds in. Wacht vijf minuten en probeer het dan opnieuw."
        ),
        "incorrect_password": gettext_lazy("Dit is niet uw wachtwoord."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never: an administrator makes accounts."""
        return False

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Whether to ask the password once more for what has to do with security: not just after signing in."""
        records = self.request.session.get(AUTHENTICATION_METHODS_SESSION_KEY, [])
        moments = [record["at"] for record in records if "at" in record]
        if moments and utc_now().timestamp() - max(moments) < REAUTHENTICATION_TIMEOUT:
            return False
        return bool(super().is_reauthentication_required(app=app, **kwargs))


class SecondStepAdapter(DefaultMFAAdapter):
    """What is said about codes."""

    error_messages: ClassVar = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": gettext_lazy("Deze code klopt niet. Kijk in uw app: elke code werkt een halve minuut."),
    }


class IdentityAdapter(DefaultSocialAccountAdapter):
    """Somebody with an identity from elsewhere (staff of a municipality, DigiD) is linked to a known user.

    Staff by the user name that an administrator gave them; a newcomer by the person that the broker names.
    """

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        """Never: who is not known has no page here."""
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """Link a first identity to the user that it belongs to, or refuse."""
        if sociallogin.is_existing:
            return
        found = known_user(claims_of(sociallogin.account.extra_data))
        if found is None:
            raise ImmediateHttpResponse(render(request, "toegang/onbekend.html", status=403))
        sociallogin.connect(request, found)


def known_user(claims: dict[str, Any]) -> Gebruiker | None:
    """The user that claims belong to: ``preferred_username`` of staff, ``person_id`` of a newcomer. None: nobody."""
    if claims.get("person_id"):
        return Gebruiker.objects.filter(person_id=claims["person_id"], organisatie=None, is_active=True).first()
    name = claims.get("preferred_username")
    # An administrator writes names in lower case; many providers do not.
    names = dict.fromkeys((name, name.lower())) if isinstance(name, str) else ()
    active = Gebruiker.objects.filter(is_active=True, programma=None)
    return next((found for one in names if (found := active.filter(username=one).first())), None)
