"""The first page for who is not signed in: the newcomer, who works here, or who only wants to plan."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.views.decorators.http import require_GET

from doorstroom.web.mijn import taal
from doorstroom.web.werkplek.views import start as start_of_staff


@require_GET
def begin(request: HttpRequest) -> HttpResponse:
    """Three ways in; who is signed in goes on to where his role begins."""
    if request.user.is_authenticated:
        return start_of_staff(request)
    further = request.GET.get("verder", "")
    if not url_has_allowed_host_and_scheme(further, allowed_hosts={request.get_host()}):
        further = ""
    return render(
        request, "mijn/begin.html",
        {
            "verder": further,
            "verlopen": bool(further or request.GET.get("verlopen")),
            "aanbieders": providers(further),
            "planner": reverse("planner:start", args=[taal.active()]),
        },
    )  # fmt: skip


def providers(further: str = "") -> list[tuple[str, str]]:
    """Where newcomers sign in: name and address of each."""
    query = urlencode({"next": further or reverse("mijn:start")})
    return [
        (str(name), f"{reverse('openid_connect_login', args=[code])}?{query}")
        for code, name in settings.NEWCOMER_PROVIDERS.items()
    ]
