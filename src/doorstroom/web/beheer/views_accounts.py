"""Pages of accounts: the list, somebody new, one account, and choosing a password after an invitation."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from doorstroom.web.beheer import accounts
from doorstroom.web.beheer.bladen import needs, show
from doorstroom.web.beheer.forms_accounts import ChooseForm, InviteForm, PlaceForm, RolesForm, short
from doorstroom.web.toegang.models import Gebruiker
from doorstroom.web.werkplek.bladen import page

_PAGE = "beheer:gebruikers"
_PER_PAGE = 50


@require_GET
@needs("gebruikers")
def gebruikers(request: HttpRequest) -> HttpResponse:
    """Who works here, with their roles."""
    text = request.GET.get("zoek", "").strip()[:64]
    found = accounts.of_administrator(request.user, text).order_by("naam", "pk")
    shown = page(request.GET.get("blad"), found.count(), _PER_PAGE)
    shown.items = [(one, [short(role) for role in one.rollen]) for one in found[shown.start : shown.stop]]
    vraag = request.GET.copy()
    vraag.pop("blad", None)
    return show(request, "gebruikers", _PAGE, {"blad": shown, "zoek": text, "vraag": vraag.urlencode()})


@require_http_methods(["GET", "POST"])
@needs("gebruikers")
def nieuw(request: HttpRequest) -> HttpResponse:
    """Invite somebody: first for which organisation, where there is a choice, then who it is."""
    places = accounts.places_of(request.user)
    place = places[0] if len(places) == 1 else None
    if place is None:
        chosen = PlaceForm(request.user, request.GET or None)
        if not chosen.is_valid():
            return show(request, "gebruiker_waar", _PAGE, {"form": chosen}, status=400 if chosen.errors else 200)
        place = chosen.cleaned_data["organisatie"]
    form = InviteForm(place.soort, request.POST or None)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            made = accounts.invite(request.user, place, told["username"], told["naam"], told["rollen"])
        except ValidationError as error:
            form.add_error(None, error)
        else:
            return _with_invitation(request, made, accounts.invitation(made))
    context = {"form": form, "organisatie": place}
    return show(request, "gebruiker_nieuw", _PAGE, context, status=400 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@needs("gebruikers")
def gebruiker(request: HttpRequest, pk: int) -> HttpResponse:
    """One account; a POST changes what ``wat`` names."""
    account = accounts.of_administrator(request.user).filter(pk=pk).first()
    if account is None:
        raise Http404
    form = RolesForm(account.soort, initial={"rollen": account.rollen})
    if request.method == "POST":
        what = request.POST.get("wat", "")
        if what == "uitnodiging":
            return _with_invitation(request, account, accounts.new_invitation(request.user, account))
        form = RolesForm(account.soort, request.POST)
        if what != "rollen":
            _changed(request, account, what)
            return redirect("beheer:gebruiker", pk)
        if form.is_valid():
            accounts.give_roles(request.user, account, form.cleaned_data["rollen"])
            messages.success(request, _("De rollen zijn veranderd."))
            return redirect("beheer:gebruiker", pk)
    context: dict[str, Any] = {
        "account": account, "form": form, "eigen": account.pk == request.user.pk,
        "tweede_stap": account.authenticator_set.exists(), "rollen": [short(role) for role in account.rollen],
        "wijzigingen": accounts.history(account), "wachtwoord": account.has_usable_password(),
    }  # fmt: skip
    return show(request, "gebruiker", _PAGE, context, status=400 if form.errors else 200)


@never_cache
@require_http_methods(["GET", "POST"])
def uitnodiging(request: HttpRequest, nummer: str, sleutel: str) -> HttpResponse:
    """Choose a password after an invitation. It tells nobody whether there is such an account."""
    try:
        account = accounts.invited(nummer, sleutel)
    except accounts.NoLongerValid:
        return render(request, "beheer/uitnodiging_oud.html", status=404)
    form = ChooseForm(account, request.POST or None)
    if request.method == "POST" and form.is_valid():
        accounts.accept(account, form.save)
        messages.success(request, _("Uw wachtwoord is gekozen. Log nu in."))
        return redirect("account_login")
    context = {"form": form, "account": account}
    return render(request, "beheer/uitnodiging.html", context, status=400 if form.errors else 200)


def _changed(request: HttpRequest, account: Gebruiker, what: str) -> None:
    if what == "blokkeren":
        accounts.block(request.user, account, blocked=True)
        messages.success(request, _("Dit account is geblokkeerd."))
    elif what == "deblokkeren":
        accounts.block(request.user, account, blocked=False)
        messages.success(request, _("Dit account kan weer inloggen."))
    elif what == "tweede-stap":
        accounts.reset_second_factor(request.user, account)
        messages.success(request, _("De tweede stap is teruggezet. Bij het inloggen wordt een nieuwe ingesteld."))
    else:
        raise Http404


def _with_invitation(request: HttpRequest, account: Gebruiker, parts: tuple[str, str]) -> HttpResponse:
    """The address of an invitation, shown this once: it is kept nowhere."""
    address = request.build_absolute_uri(reverse("beheer:uitnodiging", args=parts))
    return show(request, "uitgenodigd", _PAGE, {"account": account, "adres": address})
