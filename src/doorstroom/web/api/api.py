"""The API put together: its routers, and how every error becomes a problem."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied, RequestDataTooBig, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError
from ninja.errors import ValidationError as InvalidInput

from doorstroom.register.errors import RegisterBusy
from doorstroom.web.api import (
    VERSION,
    contract,
    paden_abonnementen,
    paden_acties,
    paden_algemeen,
    paden_brieven,
    paden_controles,
    paden_delen,
    paden_duo,
    paden_gebruikers,
    paden_logboek,
    paden_mijn,
    paden_mijn_doen,
    paden_organisaties,
    paden_overdrachten,
    paden_sleutels,
    paden_stelsels,
    paden_voorstellen,
    paden_werk,
    paden_wissen,
    paden_zaken,
)
from doorstroom.web.api.inlezen import Strict
from doorstroom.web.api.problemen import Problem, answer, mistakes
from doorstroom.web.api.wie import INGELOGD

_TAGS = {
    "algemeen": "Over de API zelf.",
    "stelsels": "Wat de stelsels van de keten declareren. Openbaar.",
    "werklijst": "Wat er te doen is, en voor wie.",
    "zaken": "Zaken zoeken en lezen.",
    "acties": "Wat er met een zaak kan, en het doen.",
    "voorstellen": "Wat wacht op akkoord van een collega.",
    "overdrachten": "Een zaak overdragen aan een andere gemeente.",
    "brieven": "Brieven bekijken, als voorbeeld zien en maken.",
    "berichten en documenten": "Wat mensen elkaar sturen en bij een zaak bewaren.",
    "mijn inburgering": "De eigen bladzijde van de inburgeraar.",
    "gebruikers": "Accounts van medewerkers.",
    "organisaties": "Wie hier meedoet.",
    "logboek": "Wie wat deed met wiens gegevens.",
    "bewaren en wissen": "Hoe lang gegevens bewaard worden, en mensen wissen als dat voorbij is.",
    "registercontrole": "Nagaan of het register nog heel is.",
    "verkeer met DUO": "Wat er van en naar DUO ging, en wat op een mens wacht.",
    "sleutels": "Sleutels van programma's.",
    "webhooks": "Bericht krijgen als er iets is vastgelegd.",
}


class Api(NinjaAPI):
    """Names operations after their functions: those are unique."""

    def get_openapi_operation_id(self, operation: Any) -> str:
        """The name of an operation."""
        return str(operation.view_func.__name__)


api = Api(
    title=contract.TITLE,
    version=VERSION,
    description=contract.ABOUT,
    openapi_url=None,
    docs_url=None,
    servers=contract.SERVERS,
    urls_namespace="api",
    auth=INGELOGD,
    parser=Strict(),
    openapi_extra={
        "info": contract.INFO,
        "tags": [{"name": name, "description": text} for name, text in _TAGS.items()],
    },
)
for _router in (
    paden_algemeen.router, paden_stelsels.router, paden_werk.router, paden_zaken.router, paden_voorstellen.router,
    paden_overdrachten.router, paden_gebruikers.router, paden_organisaties.router, paden_sleutels.router,
    paden_abonnementen.router, paden_logboek.router, paden_wissen.router, paden_controles.router, paden_duo.router,
    paden_mijn.router, paden_mijn_doen.router,
):  # fmt: skip
    api.add_router("", _router)
for _router in (paden_zaken.one, paden_werk.one, paden_acties.router, paden_delen.one, paden_brieven.one,
                paden_overdrachten.one):  # fmt: skip
    api.add_router("/zaken/{stelsel}/{zaaknummer}", _router)


@api.exception_handler(Problem)
def _problem(request: HttpRequest, error: Problem) -> HttpResponse:
    return answer(error)


@api.exception_handler(InvalidInput)
def _invalid(request: HttpRequest, error: InvalidInput) -> HttpResponse:
    # After "body" Ninja names the argument of the function; that is nothing a client knows.
    wrong = [
        {**one, "loc": (one["loc"][0], *one["loc"][2:])} if one["loc"][0] == "body" else one for one in error.errors
    ]
    return answer(Problem("ongeldig-verzoek", _("Er klopt iets niet; zie `fouten`."), fouten=mistakes(wrong)))


@api.exception_handler(ValidationError)
def _refused(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """A service found something wrong with what was given."""
    told = error.message_dict if hasattr(error, "error_dict") else {"": error.messages}
    wrong = [
        {"plaats": "body", "veld": name, "melding": sentence, "code": "waarde"}
        for name, sentences in told.items()
        for sentence in sentences
    ]
    return answer(Problem("ongeldig-verzoek", " ".join(one["melding"] for one in wrong), fouten=wrong))


@api.exception_handler(PermissionDenied)
def _forbidden(request: HttpRequest, error: PermissionDenied) -> HttpResponse:
    return answer(Problem("geen-recht", str(error) or _("Dit hoort niet bij uw rol.")))


@api.exception_handler(Http404)
def _not_found(request: HttpRequest, error: Http404) -> HttpResponse:
    return answer(Problem("niet-gevonden", _("Dit adres bestaat niet, of het is niet van u om te zien.")))


@api.exception_handler(RequestDataTooBig)
def _too_big(request: HttpRequest, error: RequestDataTooBig) -> HttpResponse:
    return answer(Problem("te-groot", _("Wat u stuurde is te groot. Er is niets vastgelegd.")))


@api.exception_handler(RegisterBusy)
def _busy(request: HttpRequest, error: RegisterBusy) -> HttpResponse:
    sentence = _("Het is nu te druk. Er is niets vastgelegd. Stuur het opnieuw met dezelfde sleutel.")
    return answer(Problem("niet-beschikbaar", sentence, headers={"Retry-After": "5"}))


@api.exception_handler(AuthenticationError)
def _unknown(request: HttpRequest, error: AuthenticationError) -> HttpResponse:
    headers = {"WWW-Authenticate": 'Bearer realm="doorstroom"'}
    return answer(Problem("niet-ingelogd", _("Stuur een sleutel mee, of log in."), headers=headers))


@api.exception_handler(HttpError)
def _http(request: HttpRequest, error: HttpError) -> HttpResponse:
    if isinstance(error.__cause__, Problem):  # of reading the body: Ninja wraps what a parser raises
        return answer(error.__cause__)
    return answer(Problem("ongeldig-verzoek", _("Wij kunnen dit verzoek niet lezen."), status=error.status_code))
