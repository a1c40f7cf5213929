"""/zaken/.../berichten and /documenten: what people send each other and add to a case."""

from __future__ import annotations

import hashlib
from typing import Annotated, Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import File, Form, Path, Query, Router
from ninja.files import UploadedFile
from pydantic import Field

from doorstroom.web.api.beeld_zaak import not_found, opened, url_of
from doorstroom.web.api.bladeren import LINKS, bounds, link
from doorstroom.web.api.problemen import Problem
from doorstroom.web.api.voorwaarden import IDEMPOTENCY_KEY, LOCATION, Done, once
from doorstroom.web.api.vormen import (
    Antwoord,
    Bladzijde,
    Ja,
    Moment,
    Regel,
    Stelsel,
    Tekst,
    Verwijzing,
    Vraag,
    Zaaknummer,
)
from doorstroom.web.werkplek import bestanden
from doorstroom.web.zaken import berichten as post
from doorstroom.web.zaken import models
from doorstroom.web.zaken.dossier import Dossier

one = Router(tags=["berichten en documenten"], by_alias=True)
_PAGED = {"responses": {200: {"headers": LINKS}}}
_MADE = {"parameters": [IDEMPOTENCY_KEY], "responses": {201: {"headers": LOCATION}}}


class Bericht(Antwoord):
    """A message."""

    id: int
    van: str
    van_organisatie: str
    aan: str
    tekst: str
    verzonden_op: Moment
    gelezen_op: Moment | None


class Berichten(Antwoord):
    """A page of messages, and to whom one may write."""

    aantal: int
    ontvangers: list[Verwijzing]
    resultaten: list[Bericht]


class NieuwBericht(Vraag):
    """A message to send."""

    aan: Regel = Field(max_length=32, description="Code van een ontvanger.")
    tekst: Tekst = Field(min_length=1, max_length=post.LONGEST)


class Gelezen(Vraag):
    """That a message was read."""

    gelezen: Ja


class Document(Antwoord):
    """A file of a case."""

    id: UUID
    naam: str
    soort: str
    grootte: int
    toegevoegd_door: str
    toegevoegd_op: Moment
    voor_inburgeraar: bool
    inhoud: str = Field(description="Adres van de inhoud.")


@one.get("/berichten", response=Berichten, summary="Berichten van en aan uw organisatie", openapi_extra=_PAGED)
def berichten(
    request: HttpRequest, response: HttpResponse, stelsel: Path[Stelsel], zaaknummer: Path[Zaaknummer],
    vraag: Query[Bladzijde],
) -> Any:  # fmt: skip
    """Messages, newest first. Reading the list marks nothing as read."""
    dossier = opened(request, stelsel, zaaknummer)
    post.must_have(dossier)
    found = post.of_case(dossier)
    count, (start, stop) = found.count(), bounds(vraag)
    link(request, response, vraag, count)
    receivers = [Verwijzing(code=code, naam=str(name)) for code, name in post.receivers(dossier)]
    return Berichten(aantal=count, ontvangers=receivers, resultaten=[_message(m) for m in found[start:stop]])


@one.post("/berichten", response={201: Bericht}, summary="Stuur een bericht", openapi_extra=_MADE)
def bericht_sturen(
    request: HttpRequest, stelsel: Path[Stelsel], zaaknummer: Path[Zaaknummer], gevraagd: NieuwBericht
) -> Any:
    """Send a message to somebody who has to do with the case."""

    def work(key: UUID) -> Done:
        dossier = opened(request, stelsel, zaaknummer)
        post.must_have(dossier)
        sent = post.send(dossier, gevraagd.aan, gevraagd.tekst)
        return Done(201, _message(sent), {"Location": url_of(dossier.zaak, "berichten", sent.pk)})

    return once(request, work)


@one.get("/berichten/{bericht}", response=Bericht, summary="Eén bericht")
def bericht(
    request: HttpRequest, stelsel: Path[Stelsel], zaaknummer: Path[Zaaknummer],
    bericht: Path[Annotated[int, Field(ge=1, lt=2**63)]],
) -> Any:  # fmt: skip
    """One message."""
    return _message(_one(opened(request, stelsel, zaaknummer), bericht))


@one.patch("/berichten/{bericht}", response=Bericht, summary="Zeg dat een bericht gelezen is")
def bericht_gelezen(
    request: HttpRequest, stelsel: Path[Stelsel], zaaknummer: Path[Zaaknummer],
    bericht: Path[Annotated[int, Field(ge=1, lt=2**63)]], gevraagd: Gelezen,
) -> Any:  # fmt: skip
    """Mark a message to the user's organisation as read; the first moment stays."""
    dossier = opened(request, stelsel, zaaknummer)
    found = _one(dossier, bericht)
    post.mark_read(dossier, post.of_case(dossier).filter(pk=found.pk))
    return _message(_one(dossier, bericht))


@one.get("/documenten", response=list[Document], summary="Documenten die uw organisatie mag zien")
def documenten(request: HttpRequest, stelsel: Path[Stelsel], zaaknummer: Path[Zaaknummer]) -> Any:
    """The files of a case that the user may see, the newest first."""
    dossier = opened(request, stelsel, zaaknummer)
    return [_file(found) for found in bestanden.seen(dossier.user, dossier.zaak).order_by("-toegevoegd_op", "pk")]


@one.post(
    "/documenten", response={201: Document}, summary="Voeg een document toe",
    description="PDF, PNG, JPG, ODT of DOCX, hooguit 10 MB.", openapi_extra=_MADE,
)  # fmt: skip
def document_toevoegen(
    request: HttpRequest, stelsel: Path[Stelsel], zaaknummer: Path[Zaaknummer], bestand: File[UploadedFile],
    voor_inburgeraar: bool = Form(False, alias="voorInburgeraar"),
) -> Any:  # fmt: skip
    """Add a file."""

    def work(key: UUID) -> Done:
        dossier = opened(request, stelsel, zaaknummer)
        if models.Bestand.objects.filter(pk=key).exists():
            raise Problem("sleutel-hergebruikt", _("Met deze sleutel is al iets anders vastgelegd."))
        told = _file(bestanden.add(dossier, bestand, for_newcomer=voor_inburgeraar, pk=key))
        return Done(201, told, {"Location": url_of(dossier.zaak, "documenten", key)})

    digest = hashlib.sha256(f"{bestand.name}\n{voor_inburgeraar}\n".encode())
    for chunk in bestand.chunks():
        digest.update(chunk)
    bestand.seek(0)
    return once(request, work, digest.digest())


@one.get("/documenten/{document}", response=Document, summary="Eén document, zonder de inhoud")
def document(request: HttpRequest, stelsel: Path[Stelsel], zaaknummer: Path[Zaaknummer], document: Path[UUID]) -> Any:
    """A file of the case, without its content."""
    return _file(_seen(opened(request, stelsel, zaaknummer), document))


@one.get(
    "/documenten/{document}/inhoud", summary="De inhoud van een document; het lezen komt in het logboek",
    openapi_extra={"responses": {200: {"description": "Het bestand.", "content": {
        kind.content_type: {"schema": {"type": "string", "format": "binary"}} for kind in bestanden.KINDS.values()
    }}}},
)  # fmt: skip
def document_inhoud(
    request: HttpRequest, stelsel: Path[Stelsel], zaaknummer: Path[Zaaknummer], document: Path[UUID]
) -> Any:
    """The content of a file, never to be shown as a page of this site."""
    dossier = opened(request, stelsel, zaaknummer)
    found = _seen(dossier, document)
    bestanden.log_read(dossier, found)
    return attachment(bytes(found.inhoud), bestanden.KINDS[found.soort].content_type, found.naam)


def attachment(content: bytes, content_type: str, name: str) -> HttpResponse:
    """A file to keep."""
    response = HttpResponse(content, content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{name.encode("ascii", "replace").decode()}"'
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response


def _one(dossier: Dossier, pk: int) -> models.Bericht:
    post.must_have(dossier)
    found = post.of_case(dossier).filter(pk=pk).first()
    if found is None:
        raise not_found()
    return found


def _message(one: models.Bericht) -> Bericht:
    return Bericht(
        id=one.pk, van=str(one.van), van_organisatie=one.van.organisatie.code if one.van.organisatie else "inburgeraar",
        aan=one.aan, tekst=one.tekst, verzonden_op=one.verzonden_op, gelezen_op=one.gelezen_op,
    )  # fmt: skip


def _seen(dossier: Dossier, pk: UUID) -> models.Bestand:
    found = bestanden.seen(dossier.user, dossier.zaak).filter(pk=pk).first()
    if found is None:
        raise not_found()
    return found


def _file(one: models.Bestand) -> Document:
    return Document(
        id=one.pk, naam=one.naam, soort=one.soort, grootte=len(one.inhoud), toegevoegd_door=str(one.toegevoegd_door),
        toegevoegd_op=one.toegevoegd_op, voor_inburgeraar=one.voor_inburgeraar,
        inhoud=url_of(one.zaak, "documenten", one.pk, "inhoud"),
    )  # fmt: skip
