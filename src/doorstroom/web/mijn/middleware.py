"""Which pages speak which languages: those for staff are in Dutch and English only."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import translation

from doorstroom.web.mijn import taal
from doorstroom.web.mijn.kijken import is_newcomer

#: Names of pages that newcomers and the public see, so in every language.
_OPEN = ("mijn:", "planner:", "standin:", "toegang:taal", "openid_connect_", "socialaccount_login_")


class LanguagesOfStaff:
    """Shows a page for staff in Dutch to whose browser asks for a language that it does not have."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer."""
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> None:
        """Fall back to Dutch where the page is not one that newcomers see."""
        name = request.resolver_match.view_name or ""
        if taal.active() in taal.OF_STAFF or name.startswith(_OPEN) or is_newcomer(request.user):
            return
        translation.activate(taal.SOURCE)
        request.LANGUAGE_CODE = taal.SOURCE
