"""What every page of the planner has: its language and frame, kept nowhere, and a sentence when it fails."""

from __future__ import annotations

import logging
import traceback
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import get_language_info

from doorstroom.web.clock import today
from doorstroom.web.planner.answers import Answers, Refused
from doorstroom.web.planner.languages import CHECKED, languages
from doorstroom.web.planner.link import read_link, write_link

View = Callable[..., HttpResponse]
_log = logging.getLogger("doorstroom.planner")


def page(view: View) -> View:
    """A page in the language of its address, that is kept nowhere; a link that is not ours gets a sentence."""

    @wraps(view)
    def shown(request: HttpRequest, taal: str, **more: Any) -> HttpResponse:
        if request.method not in ("GET", "HEAD"):
            return HttpResponseNotAllowed(["GET", "HEAD"])
        with translation.override(taal):
            try:
                response = view(request, taal, **more)
            except Refused as refused:
                response = render(request, taal, "fout", {"zin": str(refused)}, Answers({}), status=400)
            except Http404:
                raise
            except Exception as error:  # the answers may stand in its message, so only its place is told
                _log.error("a defect in the planner: %s in %s", type(error).__name__, _places(error))
                sentence = translation.gettext("Er ging iets mis bij ons. Probeer het later nog een keer.")
                response = render(request, taal, "fout", {"zin": sentence}, Answers({}), status=500)
        response.headers["Content-Language"] = taal
        response.headers["Cache-Control"] = "no-store"
        response.headers["Referrer-Policy"] = "no-referrer"
        response.headers["X-Robots-Tag"] = "noindex, nofollow"
        return response

    return shown


def _places(error: Exception) -> str:
    """The lines that an error went through, innermost first."""
    frames = reversed(traceback.extract_tb(error.__traceback__))
    return " < ".join(f"{frame.name}:{frame.lineno}" for frame in list(frames)[:6])


def pairs_of(answers: Answers) -> list[tuple[str, str]]:
    """The parameters of the link of the answers."""
    return [(key, text) for key, _sign, text in (part.partition("=") for part in write_link(answers).split("&"))]


def without(request: HttpRequest, name: str) -> tuple[str, str]:
    """The query without a parameter of the form, and that parameter."""
    parts = request.META["QUERY_STRING"].split("&")
    kept = [part for part in parts if not part.startswith(f"{name}=")]
    return "&".join(kept), request.GET.get(name, "")


def address_of(name: str, taal: str, answers: Answers, *more: str) -> str:
    """The address of a page with the answers in it."""
    query = write_link(answers) if answers.given else ""
    return reverse(f"planner:{name}", args=[taal, *more]) + (f"?{query}" if query else "")


def render(
    request: HttpRequest, taal: str, name: str, context: dict[str, Any], answers: Answers, *, status: int = 200
) -> HttpResponse:
    """A page. Without the request, so that no session and no user is looked at."""
    query = write_link(answers) if answers.given else ""
    bidi = get_language_info(taal)["bidi"]
    others = [(code, _other_language(request, taal, code), label) for code, label in languages().items()]
    frame = {
        "taal": taal, "richting": "rtl" if bidi else "ltr", "talen": others, "vraag": query, "vandaag": today(),
        "demo": settings.DEMO, "nagekeken": taal in CHECKED,
    }  # fmt: skip
    return HttpResponse(render_to_string(f"planner/{name}.html", {**frame, **context}), status=status)


def _other_language(request: HttpRequest, taal: str, other: str) -> str:
    """The same page in another language; of a form that was refused, the start."""
    prefix = reverse("planner:start", args=[taal])
    rest = request.path.removeprefix(prefix)
    if rest.startswith("verder"):
        return reverse("planner:start", args=[other])
    query = request.META["QUERY_STRING"]
    try:
        read_link(without(request, "na")[0], today())
    except Refused:
        return reverse("planner:start", args=[other])
    return reverse("planner:start", args=[other]) + rest + (f"?{query}" if query else "")
