"""/stelsels: what the systems declare. Public, the same for everybody, and cached by its ETag."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Path, Query, Router
from pydantic import Field, TypeAdapter

from doorstroom.web.api import beeld_stelsel as beeld
from doorstroom.web.api import vormen_stelsel as vormen
from doorstroom.web.api.beeld_zaak import not_found
from doorstroom.web.api.vormen import Naam, Stelsel, Vraag
from doorstroom.web.zaken.register import systems

router = Router(tags=["stelsels"], by_alias=True, auth=None)
_TAG = {"description": "Stuur haar terug als If-None-Match.", "schema": {"type": "string"}}
_CACHED = {
    "responses": {
        200: {"headers": {"ETag": _TAG}},
        304: {"description": "Niet veranderd."},
    }
}


class ParametersVraag(Vraag):
    """Which values."""

    op: dt.date | None = Field(default=None, description="Alleen wat op deze dag geldt.")


@router.get("/stelsels", response=list[vormen.Stelsel], summary="De stelsels van de keten", openapi_extra=_CACHED)
def stelsels(request: HttpRequest) -> Any:
    """The systems of the chain."""
    return _told(request, lambda: [beeld.system(one) for one in systems().values()], list[vormen.Stelsel])


@router.get("/stelsels/{stelsel}/gebeurtenistypen", response=list[vormen.Gebeurtenistype],
            summary="Wat er kan gebeuren", openapi_extra=_CACHED)  # fmt: skip
def gebeurtenistypen(request: HttpRequest, stelsel: Path[Stelsel]) -> Any:
    """The event types of a system."""
    found = _system(stelsel)
    return _told(request, lambda: [beeld.event_type(found, one) for one in found.events], list[vormen.Gebeurtenistype])


@router.get("/stelsels/{stelsel}/gebeurtenistypen/{type}", response=vormen.GebeurtenistypeMetSchema,
            summary="Eén soort gebeurtenis, met haar velden als JSON Schema", openapi_extra=_CACHED)  # fmt: skip
def gebeurtenistype(request: HttpRequest, stelsel: Path[Stelsel], type: Path[Naam]) -> Any:
    """One event type with its fields."""
    found = _system(stelsel)
    if type not in found.events:
        raise not_found()
    return _told(
        request, lambda: beeld.event_type_with_schema(found, found.events[type]), vormen.GebeurtenistypeMetSchema
    )


@router.get("/stelsels/{stelsel}/acties", response=list[vormen.Actiedeclaratie],
            summary="Wat er met een zaak gedaan kan worden, door wie en wanneer niet", openapi_extra=_CACHED)  # fmt: skip # noqa: E501
def actiedeclaraties(request: HttpRequest, stelsel: Path[Stelsel]) -> Any:
    """The actions of a system."""
    found = _system(stelsel)
    return _told(
        request, lambda: [beeld.action(found, one) for one in found.actions.values()], list[vormen.Actiedeclaratie]
    )


@router.get("/stelsels/{stelsel}/acties/{actie}", response=vormen.ActiedeclaratieMetFormulier,
            summary="Eén handeling, met haar formulier als JSON Schema", openapi_extra=_CACHED)  # fmt: skip
def actiedeclaratie(request: HttpRequest, stelsel: Path[Stelsel], actie: Path[Naam]) -> Any:
    """One action with its form."""
    found = _system(stelsel)
    if actie not in found.actions:
        raise not_found()
    return _told(
        request, lambda: beeld.action_with_form(found, found.actions[actie]), vormen.ActiedeclaratieMetFormulier
    )


@router.get("/stelsels/{stelsel}/klokken", response=list[vormen.Klokdeclaratie],
            summary="De termijnen die het stelsel kent", openapi_extra=_CACHED)  # fmt: skip
def klokdeclaraties(request: HttpRequest, stelsel: Path[Stelsel]) -> Any:
    """The clocks of a system."""
    found = _system(stelsel)
    return _told(request, lambda: [beeld.clock(one) for one in found.clocks.values()], list[vormen.Klokdeclaratie])


@router.get("/stelsels/{stelsel}/taken", response=list[vormen.Taakdeclaratie],
            summary="Wat te doen is zonder wettelijke datum", openapi_extra=_CACHED)  # fmt: skip
def taakdeclaraties(request: HttpRequest, stelsel: Path[Stelsel]) -> Any:
    """The tasks of a system."""
    found = _system(stelsel)
    return _told(request, lambda: [beeld.task(one) for one in found.tasks.values()], list[vormen.Taakdeclaratie])


@router.get("/stelsels/{stelsel}/parameters", response=list[vormen.Parameter],
            summary="Waarden van de wet door de tijd, met hun bron", openapi_extra=_CACHED)  # fmt: skip
def parameters(request: HttpRequest, stelsel: Path[Stelsel], vraag: Query[ParametersVraag]) -> Any:
    """The parameters of a system."""
    found = _system(stelsel)
    return _told(request, lambda: [beeld.parameter(one, vraag.op) for one in found.parameters], list[vormen.Parameter])


@router.get("/stelsels/{stelsel}/labels", response=vormen.Labels, summary="Hoe velden en waarden heten",
            openapi_extra=_CACHED)  # fmt: skip
def labels(request: HttpRequest, stelsel: Path[Stelsel]) -> Any:
    """What people call fields and values."""
    found = _system(stelsel)
    return _told(request, lambda: beeld.labels(found.labels), vormen.Labels)


def _system(name: str) -> Any:
    found = systems().get(name)
    if found is None:
        raise not_found()
    return found


#: Answers by address: a declaration changes only with the program. Days make too many addresses to keep.
_kept: dict[str, tuple[bytes, str]] = {}


def _told(request: HttpRequest, make: Callable[[], Any], shape: Any) -> HttpResponse:
    """The answer, made once for each address; 304 for who has it already."""
    content, tag = _kept.get(request.path, (b"", "")) if not request.GET else (b"", "")
    if not tag:
        content = _adapter(shape).dump_json(make(), by_alias=True)
        tag = f'"{hashlib.sha256(content).hexdigest()[:32]}"'
        if not request.GET:
            _kept[request.path] = content, tag
    asked = {one.strip().removeprefix("W/") for one in request.headers.get("If-None-Match", "").split(",")}
    response = HttpResponse(status=304) if asked & {tag, "*"} else HttpResponse(content)
    response["Content-Type"] = "application/json; charset=utf-8"
    response["ETag"] = tag
    response["Cache-Control"] = "public, max-age=300"
    response["Access-Control-Allow-Origin"] = "*"
    return response


_adapters: dict[str, TypeAdapter[Any]] = {}


def _adapter(shape: Any) -> TypeAdapter[Any]:
    return _adapters.setdefault(repr(shape), TypeAdapter(shape))
