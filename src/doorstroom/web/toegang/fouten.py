"""When something goes wrong: a page with a sentence and a way back, never a trace."""

from __future__ import annotations

from django.core.exceptions import RequestDataTooBig
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _


def _page(request: HttpRequest, status: int, title: str, sentence: str) -> HttpResponse:
    return render(request, "fout.html", {"titel": title, "zin": sentence}, status=status)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400: what came in cannot be read; 413: it is too much."""
    if isinstance(exception, RequestDataTooBig):
        sentence = _("Wat u stuurde is te groot. Een bestand mag hooguit 10 MB zijn. Er is niets vastgelegd.")
        return _page(request, 413, _("Te groot"), sentence)
    return _page(request, 400, _("Dit verzoek klopt niet"), _("Wij kunnen niet lezen wat uw browser stuurde."))


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403: not for this role."""
    sentence = str(exception) or _("Dit hoort niet bij uw rol.")
    return _page(request, 403, _("Hier mag u niet bij"), sentence)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404: it does not exist, or is not this user's to see: the same answer."""
    sentence = _("Deze bladzijde of zaak bestaat niet, of is niet van u om te zien.")
    return _page(request, 404, _("Niet gevonden"), sentence)


def server_error(request: HttpRequest) -> HttpResponse:
    """500: our mistake. Nothing of the request is shown, and nothing was recorded."""
    return _page(
        request, 500, _("Er ging iets mis bij ons"), _("Er is niets vastgelegd. Probeer het later nog een keer.")
    )


def csrf(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403: the form is of an earlier session, or of another site."""
    sentence = _(
        "Dit formulier is verlopen of komt niet van deze site. Er is niets vastgelegd. "
        "Ga terug en laad de bladzijde opnieuw."
    )
    return _page(request, 403, _("Het formulier is verlopen"), sentence)


def closed(request: HttpRequest) -> HttpResponse:
    """A page that is not offered here."""
    raise Http404
