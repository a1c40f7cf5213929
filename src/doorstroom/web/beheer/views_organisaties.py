"""Pages of organisations."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from doorstroom.web.beheer import organisaties as places
from doorstroom.web.beheer.accounts import places_of
from doorstroom.web.beheer.bladen import needs, of_platform, show
from doorstroom.web.beheer.forms_accounts import ContactForm, NewOrganisationForm, OrganisationForm

_PAGE = "beheer:organisaties"


@require_GET
@needs("gebruikers")
def organisaties(request: HttpRequest) -> HttpResponse:
    """The organisations that the user keeps."""
    context = {"organisaties": places_of(request.user), "alle": of_platform(request.user)}
    return show(request, "organisaties", _PAGE, context)


@require_http_methods(["GET", "POST"])
@needs("gebruikers")
def nieuw(request: HttpRequest) -> HttpResponse:
    """A new organisation."""
    if not of_platform(request.user):
        raise PermissionDenied(_("Nieuwe organisaties maakt het beheer van dit systeem."))
    form = NewOrganisationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        places.save(request.user, form.save(commit=False), form.changed_data)
        messages.success(request, _("De organisatie is gemaakt."))
        return redirect(_PAGE)
    return show(request, "organisatie", _PAGE, {"form": form}, status=400 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@needs("gebruikers")
def organisatie(request: HttpRequest, code: str) -> HttpResponse:
    """One organisation; its own administrators change what letters say of it."""
    place = next((one for one in places_of(request.user) if one.code == code), None)
    if place is None:
        raise Http404
    kind = OrganisationForm if of_platform(request.user) else ContactForm
    form = kind(request.POST or None, instance=place)
    if request.method == "POST" and form.is_valid():
        places.save(request.user, form.save(commit=False), form.changed_data)
        messages.success(request, _("De organisatie is veranderd."))
        return redirect("beheer:organisatie", code)
    context = {"form": form, "organisatie": place, "wijzigingen": places.history(place)}
    return show(request, "organisatie", _PAGE, context, status=400 if form.errors else 200)
