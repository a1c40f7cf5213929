"""Opening a look for a page: the newcomer at his own case, or staff at the page as he sees it."""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from doorstroom.web.mijn import taal
from doorstroom.web.mijn.blik import KIND, Blik
from doorstroom.web.toegang import matrix
from doorstroom.web.zaken.dossier import NotVisible, open_dossier
from doorstroom.web.zaken.register import log_processing
from doorstroom.web.zaken.visibility import visible

#: The system of the chain that has a page for newcomers.
SYSTEM = "inburgering"
#: What the log says when staff look.
LOOKED_AS = "bladzijde van de inburgeraar bekeken"
Page = Callable[..., HttpResponse]
_log = logging.getLogger("doorstroom.mijn")


def own(page: Page) -> Page:
    """A page of the newcomer about his own case. Who is not signed in begins at the beginning, in his language."""

    @wraps(page)
    def opened(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        user = request.user
        if not user.is_authenticated:
            return redirect(
                f"/?{urlencode({'verder': request.get_full_path()})}" if request.method == "GET" else "/?verlopen=1"
            )
        blik = look_of(user)
        if blik is None:
            return render(request, "mijn/geen_zaak.html", status=404)
        return page(request, blik, *args, **kwargs)

    return opened


def look_of(user: Any) -> Blik | None:
    """The look of a newcomer at his own case; None where he has none. Raises PermissionDenied for all others."""
    if user.organisatie_id or not user.mag("zaak", own=True):
        raise PermissionDenied(_("Deze bladzijde is van inburgeraars."))
    zaak = visible(user).filter(system=SYSTEM).order_by("case_id").last()
    return None if zaak is None else Blik(open_dossier(user, zaak.case_id, system=SYSTEM), own=True)


def as_seen(page: Page) -> Page:
    """The same page for staff who handle the case: read only, and logged as such."""

    @wraps(page)
    def opened(request: HttpRequest, system: str, case_id: str, *args: Any, **kwargs: Any) -> HttpResponse:
        user = request.user
        if not user.is_authenticated:
            return redirect(f"{settings.LOGIN_URL}?{urlencode({'next': request.get_full_path()})}")
        if request.method != "GET" or not user.organisatie_id or not user.mag("handelen") or system != SYSTEM:
            raise PermissionDenied(_("Hier kunt u alleen kijken."))
        try:
            dossier = open_dossier(user, case_id, system=system)
        except NotVisible:
            raise not_his(user, f"case {case_id}") from None
        log_processing(user, dossier.activity, LOOKED_AS, [dossier.zaak.person_id])
        chosen = request.GET.get("taal", "")
        language = chosen if chosen in taal.codes() else taal.active()
        with translation.override(language):
            query = f"?taal={language}" if chosen in taal.codes() else ""
            return page(request, Blik(dossier, own=False, language=language, query=query), *args, **kwargs)

    return opened


def not_his(user: Any, what: str) -> Http404:
    """The answer to who asks for what is not his, or is not there: the same, with a line for who keeps watch."""
    _log.warning("user #%s asked for %s: not his, or not there", user.pk, what)
    return Http404()


def right(blik: Blik, name: str) -> None:
    """Refuse what the access matrix does not give the newcomer. Raises PermissionDenied."""
    if not blik.own or not matrix.may(blik.user.rollen, name, own=True):
        raise PermissionDenied(_("Deze bladzijde is van inburgeraars."))


def is_newcomer(user: Any) -> bool:
    """Whether somebody is signed in as a newcomer."""
    return bool(user.is_authenticated and user.soort == KIND)
