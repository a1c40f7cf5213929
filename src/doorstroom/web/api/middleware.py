"""Around every answer of the API: errors are problems, whoever made them; what an address does not know is refused."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.utils.translation import gettext as _

from doorstroom.web.api import BASE, VERSION
from doorstroom.web.api.contract import committed
from doorstroom.web.api.problemen import CONTENT_TYPE, Problem, answer
from doorstroom.web.toegang.middleware import needs_second_factor

Next = Callable[[HttpRequest], HttpResponse]
_KINDS = {
    400: "ongeldig-verzoek", 401: "niet-ingelogd", 403: "geen-recht", 404: "niet-gevonden", 405: "methode",
    413: "te-groot", 415: "mediatype", 503: "niet-beschikbaar",
}  # fmt: skip
_KEPT = ("Allow", "Retry-After", "WWW-Authenticate")
_PLACE = re.compile(r"<(?:\w+:)?(\w+)>")
_log = logging.getLogger(__name__)


def of_api(request: HttpRequest) -> bool:
    """Whether a request is for the API."""
    return request.path_info == BASE or request.path_info.startswith(f"{BASE}/")


class ApiAnswers:
    """Turns every error under the API into a problem, and puts the version on every answer. Stands first of all."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer; HEAD is answered as GET without the content."""
        if not of_api(request):
            return self.get_response(request)
        if request.path_info == BASE:  # Django would send who asks on to the address with a slash
            return answer(Problem("niet-gevonden", _("Hier staat niets. Het contract staat in openapi.json.")))
        head = request.method == "HEAD"
        if head:
            request.method = "GET"
        response = self.get_response(request)
        if response.status_code >= 400 and not response.get("Content-Type", "").startswith(CONTENT_TYPE):
            response = _as_problem(response)
        response["API-Version"] = VERSION
        response.setdefault("Cache-Control", "no-store")
        if head and not isinstance(response, StreamingHttpResponse):
            length = len(response.content)
            response.content = b""
            response["Content-Length"] = str(length)
        return response


class ApiRequests:
    """Looks at a request before it is worked on: second factor, names in the address, kind of content."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer."""
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        """A problem instead of the answer; None lets the API answer."""
        if not of_api(request):
            return None
        if settings.SECOND_FACTOR_REQUIRED and request.user.is_authenticated and needs_second_factor(request):
            # The page where it is set up is for browsers; a script must not be sent there.
            return answer(Problem("geen-recht", _("Stel eerst de tweede stap van het inloggen in.")))
        operation = _operation(request)
        if operation is None:
            return None
        known = {one["name"] for one in operation.get("parameters", ()) if one["in"] == "query"}
        strange = sorted(set(request.GET) - known)
        if strange:
            wrong = [{"plaats": "query", "veld": name, "melding": _("Deze parameter bestaat hier niet."),
                      "code": "extra_forbidden"} for name in strange]  # fmt: skip
            return answer(Problem("ongeldig-verzoek", _("Het adres vraagt iets dat hier niet bestaat."), fouten=wrong))
        kinds = set(operation.get("requestBody", {}).get("content", ()))
        if kinds and _has_content(request) and (request.content_type or "").casefold() not in kinds:
            return answer(Problem("mediatype", _("Stuur de inhoud als %(soort)s.") % {"soort": ", ".join(kinds)}))
        return None


def _operation(request: HttpRequest) -> dict[str, Any] | None:
    """What the contract says of this address and method."""
    route = _PLACE.sub(r"{\1}", request.resolver_match.route or "")
    path = committed()["paths"].get(f"/{route}".removeprefix(BASE), {})
    found: dict[str, Any] | None = path.get((request.method or "").lower())
    return found


def _has_content(request: HttpRequest) -> bool:
    return request.headers.get("Content-Length", "0") != "0" or "Transfer-Encoding" in request.headers


def _as_problem(response: HttpResponse) -> HttpResponse:
    status = response.status_code
    kind = _KINDS.get(status, "fout" if status >= 500 else "ongeldig-verzoek")
    sentences = {
        "niet-gevonden": _("Dit adres bestaat niet, of het is niet van u om te zien."),
        "methode": _("Op dit adres kan deze methode niet."),
        "te-groot": _("Wat u stuurde is te groot. Er is niets vastgelegd."),
        "fout": _("Er ging iets mis bij ons. Stuur het later opnieuw, met dezelfde Idempotency-Key."),
    }
    sentence = sentences.get(kind, _("Wij kunnen dit verzoek niet lezen."))
    kept = {name: response[name] for name in _KEPT if name in response}
    made = answer(Problem(kind, sentence, status=status, headers=kept))
    if status >= 500:
        _log.error("problem of the API: %s", made.content.decode())
    return made
