"""Conditions of a change: which version somebody saw (If-Match), and doing a thing once (Idempotency-Key)."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from pydantic import BaseModel

from doorstroom.web.api.inlezen import strict
from doorstroom.web.api.models import Herhaling
from doorstroom.web.api.problemen import Problem
from doorstroom.web.clock import now

#: How long an answer is kept to be given again. What was recorded keeps its id for ever, so it is never done twice.
KEPT = dt.timedelta(days=7)
_TAG = re.compile(r'(?:W/)?"([^"]{1,64})"')

IF_MATCH = {
    "name": "If-Match", "in": "header", "required": True, "schema": {"type": "string", "pattern": '^"[^"]{1,64}"$'},
    "description": "De ETag van wat u las: zo wordt niets veranderd dat u niet zag.",
}  # fmt: skip
IDEMPOTENCY_KEY = {
    "name": "Idempotency-Key", "in": "header", "required": True, "schema": {"type": "string", "format": "uuid"},
    "description": "Een UUID die u zelf maakt. Opnieuw sturen met dezelfde sleutel doet niets twee keer.",
}  # fmt: skip
ETAG = {"ETag": {"description": "De versie; stuur haar terug als If-Match.", "schema": {"type": "string"}}}
LOCATION = {"Location": {"description": "Adres van wat er nu is.", "schema": {"type": "string"}}}


def etag(version: object) -> str:
    """A version as it stands in the header."""
    return f'"{version}"'


def seen(request: HttpRequest) -> str:
    """The version that the client saw. Raises Problem when it does not say."""
    sent = request.headers.get("If-Match", "").strip()
    found = _TAG.fullmatch(sent)
    if found is None:
        if sent and sent != "*":
            raise Problem("ongeldig-verzoek", _("If-Match is niet goed geschreven."), fouten=_mistake("If-Match"))
        raise Problem("voorwaarde-nodig", _("Lees eerst, en stuur de ETag mee als If-Match."))
    return found[1]


def must_match(request: HttpRequest, version: object) -> None:
    """Raises Problem when what the client saw is not what is there."""
    if seen(request) != str(version):
        headers = {"ETag": etag(version)}
        raise Problem("verouderd", _("Dit is intussen veranderd. Lees het opnieuw."), headers=headers, gewijzigd=[])


@dataclass(frozen=True)
class Done:
    """What was done, to be told now and again. ``secret``: members that are told once and not kept."""

    status: int
    body: BaseModel | None = None
    headers: dict[str, str] = field(default_factory=dict)
    secret: dict[str, Any] = field(default_factory=dict)


def once(request: HttpRequest, work: Callable[[UUID], Done], fingerprint: bytes | None = None) -> HttpResponse:
    """Do a thing once for each Idempotency-Key; the same request again gets the same answer.

    The row of the key is held while the work is done, so that two requests at once come one after the other. What was
    refused binds no key: the client may mend the request and send it again under the same one. ``fingerprint``: what
    the body says, where the bytes of it differ each time (multipart).
    """
    key = _key(request)
    asked = hashlib.sha256(f"{request.method} {request.path}\n".encode() + _said(request, fingerprint)).hexdigest()
    with transaction.atomic():
        new = Herhaling(gebruiker_id=request.user.pk, sleutel=key, hash=asked, gemaakt_op=now())
        Herhaling.objects.bulk_create([new], ignore_conflicts=True)
        kept = Herhaling.objects.select_for_update().get(gebruiker_id=request.user.pk, sleutel=key)
        if kept.hash != asked:
            raise Problem("sleutel-hergebruikt", _("Met deze sleutel is al iets anders gevraagd."))
        if kept.status is not None:
            again = _response(kept.status, kept.antwoord, kept.koppen)
            again["Idempotent-Replayed"] = "true"
            return again
        done = work(key)
        body = done.body.model_dump(mode="json", by_alias=True) if done.body is not None else None
        kept.status, kept.antwoord, kept.koppen = done.status, body, done.headers
        kept.zaak = getattr(request, "zaak", None)
        kept.save(update_fields=["status", "antwoord", "koppen", "zaak"])
    return _response(done.status, {**(body or {}), **done.secret} if body or done.secret else None, done.headers)


def forget_old() -> int:
    """Throw away answers that nobody will ask again; how many."""
    return int(Herhaling.objects.filter(gemaakt_op__lt=now() - KEPT).delete()[0])


def _key(request: HttpRequest) -> UUID:
    sent = request.headers.get("Idempotency-Key", "").strip().strip('"')
    try:
        return UUID(sent)
    except ValueError:
        sentence = _("Stuur een Idempotency-Key mee: een UUID die u zelf maakt.")
        raise Problem("ongeldig-verzoek", sentence, fouten=_mistake("Idempotency-Key")) from None


def _said(request: HttpRequest, fingerprint: bytes | None) -> bytes:
    """The body without what makes no difference: the order of members, white space."""
    if fingerprint is not None:
        return fingerprint
    return json.dumps(strict(request.body), sort_keys=True).encode() if request.body else b""


def _response(status: int, body: Any, headers: dict[str, str]) -> HttpResponse:
    content = b"" if body is None else json.dumps(body, ensure_ascii=False).encode()
    response = HttpResponse(content, status=status, content_type="application/json; charset=utf-8")
    for name, value in headers.items():
        response[name] = value
    return response


def _mistake(header: str) -> list[dict[str, str]]:
    return [{"plaats": "header", "veld": header, "melding": _("Dit ontbreekt of klopt niet."), "code": "header"}]
