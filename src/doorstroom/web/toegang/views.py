"""What somebody sets for himself: the language, and how he signs in."""

from __future__ import annotations

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_POST


@require_POST
def taal(request: HttpRequest) -> HttpResponse:
    """Go on in another language; for who signed in it is kept with his account."""
    code = request.POST.get("taal", "")
    following = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(following, allowed_hosts={request.get_host()}):
        following = "/"
    response = redirect(following)
    if code in dict(settings.LANGUAGES):
        response.set_cookie(settings.LANGUAGE_COOKIE_NAME, code, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE)
        if request.user.is_authenticated:
            request.user.taal = code
            request.user.save(update_fields=["taal"])
    return response


@require_GET
@login_required
def beveiliging(request: HttpRequest) -> HttpResponse:
    """Password and second factor of the user himself."""
    known = set(Authenticator.objects.filter(user=request.user).values_list("type", flat=True))
    return render(request, "toegang/beveiliging.html", {"totp": "totp" in known, "codes": "recovery_codes" in known})
