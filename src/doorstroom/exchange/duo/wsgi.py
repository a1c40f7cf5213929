"""Requests and answers as both servers of the exchange see them, on top of WSGI, so that any server can run them."""

from __future__ import annotations

import json
import ssl
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any
from uuid import UUID

from doorstroom.exchange.duo.client import Headers
from doorstroom.exchange.duo.errors import MessageError
from doorstroom.exchange.duo.masking import logger
from doorstroom.exchange.duo.numbers import oin_of

_LOG = logger(__name__)
#: Nothing that is sent here comes near this.
LARGEST_BODY = 1024 * 1024
#: Where our own server puts the caller's certificate; others hand over the socket itself.
CERTIFICATE = "doorstroom.certificate"

#: A body that says to our own server: break the line without an answer. For faults on purpose.
BROKEN_OFF = b"\0"

Start = Callable[..., Any]
Application = Callable[[dict[str, Any], Start], Iterable[bytes]]


@dataclass(frozen=True)
class Request:
    """A request. ``oin`` is that of the caller's certificate; None when it has none."""

    method: str
    path: str
    headers: Mapping[str, str]
    body: bytes
    oin: str | None
    query: str = ""

    def sender(self) -> Headers:
        """The three headers. Raises MessageError when one is missing or not of its form."""
        found = {}
        for name in ("bron", "doel"):
            value = self.headers.get(name, "")
            if len(value) != 20:
                raise MessageError(name, "ontbreekt of is geen OIN van 20 tekens")
            found[name] = value
        text = self.headers.get("berichtid", "")
        try:
            bericht_id = UUID(text)
        except ValueError:
            bericht_id = None
        if bericht_id is None or str(bericht_id) != text.lower():  # other spellings are no uuid of JSON Schema
            raise MessageError("berichtId", "ontbreekt of is geen UUID")
        return Headers(found["bron"], found["doel"], bericht_id)

    def json(self) -> Any:
        """The body as JSON. Raises MessageError."""
        kind = self.headers.get("content-type", "").partition(";")[0].strip().lower()
        if kind != "application/json":
            raise MessageError("Content-Type", "is geen application/json")
        try:
            return json.loads(self.body)
        except (ValueError, RecursionError):
            raise MessageError("bericht", "is geen JSON") from None


@dataclass(frozen=True)
class Response:
    """An answer: a status, and JSON unless ``content`` is None. ``raw`` is sent as it is, for faults on purpose."""

    status: int
    content: Any = None
    headers: Mapping[str, str] = field(default_factory=dict)
    raw: bytes | None = None

    def body(self) -> bytes:
        """The bytes that are sent."""
        if self.raw is not None:
            return self.raw
        return b"" if self.content is None else json.dumps(self.content, ensure_ascii=False).encode()


Answer = Callable[[Request], Response]


def application(answer: Answer, always: Mapping[str, str]) -> Application:
    """A WSGI application of a function, with headers that every answer has. An error in it is a silent 500."""

    def run(environ: dict[str, Any], start: Start) -> Iterable[bytes]:
        request = _request(environ)
        if request is None:
            response = Response(400)
        else:
            try:
                response = answer(request)
            except Exception as defect:  # told to who keeps the server, without what it was about
                _LOG.error("%s %s: %s", request.method, request.path, type(defect).__name__)
                response = Response(500)
        body = response.body()
        headers = {"Content-Length": str(len(body)), **always, **response.headers}
        if body:
            headers.setdefault("Content-Type", "application/json")
        if response.status == 204:
            headers.pop("Content-Length")
        phrase = HTTPStatus(response.status).phrase
        start(f"{response.status} {phrase}", list(headers.items()))
        return [body] if body else []

    return run


def body_length(text: str) -> int | None:
    """The length of a body; None when it is no number, or too large."""
    if not (text.isascii() and text.isdigit()) or len(text) > 9:
        return None
    return int(text) if int(text) <= LARGEST_BODY else None


def _request(environ: dict[str, Any]) -> Request | None:
    """The request in a WSGI environment; None when its body is too large or of unknown length."""
    length = body_length(environ.get("CONTENT_LENGTH") or "0")
    if "HTTP_TRANSFER_ENCODING" in environ or length is None:
        return None
    headers = {name[5:].replace("_", "-").lower(): value for name, value in environ.items() if name[:5] == "HTTP_"}
    headers["content-type"] = environ.get("CONTENT_TYPE") or ""
    body = environ["wsgi.input"].read(length) if length else b""
    certificate = environ.get(CERTIFICATE)
    if certificate is None and isinstance(environ.get("gunicorn.socket"), ssl.SSLSocket):
        certificate = environ["gunicorn.socket"].getpeercert()
    path = environ.get("PATH_INFO", "").encode("latin-1").decode("utf-8", "replace")
    return Request(environ["REQUEST_METHOD"], path, headers, body, oin_of(certificate), environ.get("QUERY_STRING", ""))
