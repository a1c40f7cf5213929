"""Where somebody begins after signing in."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from doorstroom.web.navigation import menu


@login_required
def start(request: HttpRequest) -> HttpResponse:
    """The first thing that the user's role may do."""
    entries = menu(request)
    return redirect(entries[0].url) if entries else render(request, "werkplek/leeg.html")
