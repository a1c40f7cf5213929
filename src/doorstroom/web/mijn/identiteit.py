"""Who comes with an identity from elsewhere: newcomers by the providers that may name a person, staff by the others."""

from __future__ import annotations

from typing import Any

from allauth.core.exceptions import ImmediateHttpResponse
from django.conf import settings
from django.http import HttpRequest
from django.shortcuts import render

from doorstroom.web.toegang import aanbieders
from doorstroom.web.toegang.adapters import IdentityAdapter, known_user
from doorstroom.web.toegang.models import Gebruiker


class Adapter(IdentityAdapter):
    """Keeps the two apart: what staff sign in with can never open a newcomer's page, nor the other way round."""

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """Link a first identity to the user that it belongs to, or refuse."""
        account = sociallogin.account
        of_newcomers = account.provider in settings.NEWCOMER_PROVIDERS
        if sociallogin.is_existing:
            found: Gebruiker | None = sociallogin.user
        else:
            claims = aanbieders.claims_of(account.extra_data)
            named = {k: v for k, v in claims.items() if (k == "person_id") == of_newcomers}
            found = known_user(named)
        told = account.get_provider(request).app.settings
        admitted = found is not None and found.is_active and (found.organisatie_id is None) == of_newcomers
        # A name that came to somebody else opens nothing: after the first time only the number of the provider counts.
        other = (
            found is not None
            and not sociallogin.is_existing
            and found.socialaccount_set.filter(provider=account.provider).exists()
        )
        if found is None or other or not admitted or not (of_newcomers or aanbieders.admits(told, found)):
            name = "mijn/geen_zaak.html" if of_newcomers else "toegang/onbekend.html"
            raise ImmediateHttpResponse(render(request, name, status=403))
        if not sociallogin.is_existing:
            sociallogin.connect(request, found)
        shown = of_newcomers or aanbieders.second_factor_shown(told, account.extra_data)
        request.session[aanbieders.ELSEWHERE] = shown

    def get_requests_session(self) -> Any:
        """A session for questions to providers; the stand-in is asked within this process."""
        session = super().get_requests_session()
        if settings.STANDIN:
            from doorstroom.web.standin.transport import mount

            mount(session, self.request)
        return session
