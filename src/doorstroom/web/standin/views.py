"""The pages of the stand-in: the four of OpenID Connect, and the one on which somebody says who he is."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from doorstroom.web.standin import penningen
from doorstroom.web.standin.app import CLIENT, CODE, ORIGIN, SECRET
from doorstroom.web.toegang.models import Gebruiker


def shut(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A page that is not there where people are real."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not settings.STANDIN:
            raise Http404
        return view(request, *args, **kwargs)

    return guarded


@require_GET
@shut
def configuration(request: HttpRequest) -> HttpResponse:
    """Where what answers. The page for people has an address of this site, the others one within the process."""
    return JsonResponse(
        {
            "issuer": ORIGIN,
            "authorization_endpoint": request.build_absolute_uri(reverse("standin:inloggen")),
            "token_endpoint": f"{ORIGIN}/token/",
            "userinfo_endpoint": f"{ORIGIN}/userinfo/",
            "jwks_uri": f"{ORIGIN}/jwks/",
            "response_types_supported": ["code"],
            "subject_types_supported": ["pairwise"],
            "id_token_signing_alg_values_supported": ["HS256"],
            "code_challenge_methods_supported": ["S256"],
            "token_endpoint_auth_methods_supported": ["client_secret_post"],
        }
    )


@require_http_methods(["GET", "POST"])
@shut
def inloggen(request: HttpRequest) -> HttpResponse:
    """Choose who you are; a POST goes back with a code."""
    asked = request.GET
    back = asked.get("redirect_uri", "")
    if asked.get("client_id") != CLIENT or not _ours(request, back) or asked.get("response_type") != "code":
        return render(request, "standin/onbekend.html", status=400)
    people = Gebruiker.objects.filter(organisatie=None, is_active=True).exclude(person_id="").order_by("naam", "pk")
    if request.method == "GET":
        return render(request, "standin/inloggen.html", {"mensen": people})
    if request.POST.get("stop"):
        return redirect(f"{back}?{urlencode({'error': 'access_denied', 'state': asked.get('state', '')})}")
    person = people.filter(person_id=request.POST.get("person_id", "")).first()
    if person is None:
        return render(request, "standin/inloggen.html", {"mensen": people, "fout": True}, status=400)
    code = penningen.code_for(person.person_id, back, asked.get("code_challenge", ""), asked.get("nonce", ""))
    return redirect(f"{back}?{urlencode({'code': code, 'state': asked.get('state', '')})}")


@csrf_exempt
@require_POST
@shut
def token(request: HttpRequest) -> HttpResponse:
    """Exchange a code for tokens."""
    given = request.POST
    if given.get("client_id") != CLIENT or given.get("client_secret") != SECRET:
        return JsonResponse({"error": "invalid_client"}, status=401)
    try:
        told = penningen.redeem(given.get("code", ""), given.get("redirect_uri", ""), given.get("code_verifier", ""))
    except penningen.Refused as refusal:
        return JsonResponse({"error": str(refusal)}, status=400)
    return JsonResponse(
        {
            "access_token": penningen.token_for(told["person"]),
            "id_token": penningen.id_token(told["person"], told["nonce"]),
            "token_type": "Bearer",
            "expires_in": penningen.TOKEN_AGE,
        }
    )


@require_GET
@shut
def userinfo(request: HttpRequest) -> HttpResponse:
    """The claims of the person of a token."""
    kind, _space, value = request.headers.get("Authorization", "").partition(" ")
    try:
        person_id = penningen.person_of(value if kind == "Bearer" else "")
    except penningen.Refused as refusal:
        return JsonResponse({"error": str(refusal)}, status=401)
    return JsonResponse(penningen.claims(person_id))


@require_GET
@shut
def jwks(request: HttpRequest) -> HttpResponse:
    """No keys: tokens are signed with what both sides know."""
    return JsonResponse({"keys": []})


def _ours(request: HttpRequest, back: str) -> bool:
    """Whether an address is the one to which signing in here goes back."""
    parts = urlsplit(back)
    return parts.netloc == request.get_host() and parts.path == reverse("openid_connect_callback", args=[CODE])
