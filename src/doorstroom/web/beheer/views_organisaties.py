"""Pages of organisations."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from doorstroom.web.beheer import organisaties as places
from doorstroom.web.beheer.accounts import places_of
from doorstroom.web.beheer.bladen import needs, of_platform, show
from doorstroom.web.beheer.forms_accounts import NewOrganisationForm, form_of

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
    places.must_make(request.user)
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
    form = form_of(request.user)(request.POST or None, instance=place)
    if request.method == "POST" and form.is_valid():
        places.save(request.user, form.save(commit=False), form.changed_data)
        messages.success(request, _("De organisatie is veranderd."))
        return redirect("beheer:organisatie", code)
    context = {"form": form, "organisatie": place, "wijzigingen": places.history(place)}
    return show(request, "organisatie", _PAGE, context, status=400 if form.errors else 200)
