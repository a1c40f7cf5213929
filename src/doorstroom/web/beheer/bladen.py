"""Which pages there are, and which right of the access matrix opens each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from doorstroom.web.toegang.models import Gebruiker

View = Callable[..., HttpResponse]


@dataclass(frozen=True)
class Blad:
    """A page of the administration. ``right``: who has it may open the page."""

    view: str
    label: Any
    right: str
    #: Whether there is such a page here, for a user.
    when: Callable[[Gebruiker], bool] = lambda user: True

    @property
    def url(self) -> str:
        """Its address."""
        return reverse(self.view)


def has_exchange(user: Gebruiker) -> bool:
    """Whether the exchange with DUO that runs here is one that the user keeps."""
    place = settings.DUO_MUNICIPALITY
    return bool(place) and (of_platform(user) or user.organisatie.code == place)


def of_platform(user: Gebruiker) -> bool:
    """Whether the user administers the whole installation, and so sees more than his own organisation."""
    return user.soort == "platform"


PAGES = (
    Blad("beheer:gebruikers", gettext_lazy("Gebruikers"), "gebruikers"),
    Blad("beheer:organisaties", gettext_lazy("Organisaties"), "gebruikers"),
    Blad("beheer:programmas", gettext_lazy("Programma's"), "gebruikers"),
    Blad("beheer:webhooks", gettext_lazy("Webhooks"), "gebruikers"),
    Blad("beheer:logboek", gettext_lazy("Logboek"), "logboek"),
    Blad("beheer:bewaren", gettext_lazy("Bewaren en wissen"), "bewaren"),
    Blad("beheer:duo", gettext_lazy("Verkeer met DUO"), "koppeling", has_exchange),
    Blad("beheer:controle", gettext_lazy("Controle"), "controle"),
)


def pages_of(user: Gebruiker) -> list[Blad]:
    """The pages that a user may open: only staff administers."""
    return [blad for blad in PAGES if may(user, blad.right) and blad.when(user)]


def may(user: Gebruiker, right: str) -> bool:
    """Whether a user administers something: only staff does, with the right for it."""
    return bool(user.organisatie_id) and user.mag(right)


def needs(right: str) -> Callable[[View], View]:
    """A page for staff with this right, and for nobody else."""

    def decorate(view: View) -> View:
        @login_required
        @wraps(view)
        def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if not may(request.user, right):
                raise PermissionDenied(_("Deze bladzijde is voor beheerders met het recht daarvoor."))
            return view(request, *args, **kwargs)

        return checked

    return decorate


def show(request: HttpRequest, template: str, page: str, context: dict[str, Any], *, status: int = 200) -> HttpResponse:
    """A page, with the others beside it."""
    shown = {"bladen": pages_of(request.user), "hier": page, **context}
    return render(request, f"beheer/{template}.html", shown, status=status)
