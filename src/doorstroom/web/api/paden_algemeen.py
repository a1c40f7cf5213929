"""/openapi.json, /gezondheid, /versie, /problemen: about the API itself. Public."""

from __future__ import annotations

from typing import Any, Literal

from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import Path, Router
from sqlalchemy.exc import SQLAlchemyError

from doorstroom import __version__
from doorstroom.register.errors import RegisterError
from doorstroom.web.api import BASE, VERSION
from doorstroom.web.api.beeld_zaak import not_found
from doorstroom.web.api.contract import FILE
from doorstroom.web.api.problemen import KINDS, Problem
from doorstroom.web.api.vormen import Antwoord, Moment, Naam
from doorstroom.web.clock import now
from doorstroom.web.zaken.register import register

router = Router(tags=["algemeen"], by_alias=True, auth=None)


class Gezondheid(Antwoord):
    """That it works."""

    stand: Literal["goed"]
    moment: Moment


class VersieVan(Antwoord):
    """Which version this is."""

    api: str
    programma: str


class Probleemsoort(Antwoord):
    """A kind of problem, and what a client can do about it."""

    type: str
    status: int
    titel: str
    advies: str


@router.get("/openapi.json", include_in_schema=False)
def openapi(request: HttpRequest) -> HttpResponse:
    """The contract, for everybody and from every site."""
    response = HttpResponse(FILE.read_bytes(), content_type="application/json; charset=utf-8")
    response["Access-Control-Allow-Origin"] = "*"
    response["Cache-Control"] = "public, max-age=300"
    return response


@router.get("/gezondheid", response=Gezondheid, summary="Of alles werkt", openapi_extra={"x-problemen": ["503"]})
def gezondheid(request: HttpRequest) -> Any:
    """Whether both databases answer."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        with register().reading():
            pass
    except (DatabaseError, SQLAlchemyError, RegisterError):
        raise Problem("niet-beschikbaar", _("Een database antwoordt niet.")) from None
    return Gezondheid(stand="goed", moment=now())


@router.get("/versie", response=VersieVan, summary="Welke versie dit is")
def versie(request: HttpRequest) -> Any:
    """The versions of interface and program."""
    return VersieVan(api=VERSION, programma=__version__)


@router.get("/problemen", response=list[Probleemsoort], summary="Soorten problemen, en wat eraan te doen is")
def problemen(request: HttpRequest) -> Any:
    """Every kind of problem."""
    return [_kind(name) for name in KINDS]


@router.get("/problemen/{probleem}", response=Probleemsoort, summary="Eén soort probleem")
def probleem(request: HttpRequest, probleem: Path[Naam]) -> Any:
    """One kind of problem: where the ``type`` of a problem leads."""
    if probleem not in KINDS:
        raise not_found()
    return _kind(probleem)


def _kind(name: str) -> Probleemsoort:
    kind = KINDS[name]
    return Probleemsoort(
        type=f"{BASE}/problemen/{name}", status=kind.status, titel=str(kind.title), advies=str(kind.advice)
    )
