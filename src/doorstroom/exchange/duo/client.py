"""The municipality's side of a call to DUO: two-way TLS, three headers, one attempt, and what came of it.

Trying again is not done here but by the worker, from the tables: a back-off must survive a restart.
"""

from __future__ import annotations

import json
import socket
import ssl
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

import urllib3
from urllib3.exceptions import (
    ConnectTimeoutError,
    HTTPError,
    NewConnectionError,
    ProtocolError,
    ReadTimeoutError,
    SSLError,
)

from doorstroom.exchange.duo.masking import guard_libraries, logger
from doorstroom.exchange.duo.messages.wire import Message
from doorstroom.exchange.duo.outcomes import Outcome, classify, not_trusted, unreachable
from doorstroom.exchange.duo.resources import RESOURCES, Resource
from doorstroom.exchange.duo.settings import Settings
from doorstroom.exchange.duo.tls import client_context

_LOG = logger(__name__)
#: No answer of DUO comes near this.
_LARGEST = 8 * 1024 * 1024


@dataclass(frozen=True)
class Headers:
    """The three headers that every call carries (M-03), on both sides."""

    bron: str
    doel: str
    bericht_id: UUID

    def as_dict(self) -> dict[str, str]:
        """As they are sent: names in lower camel case, as in DUO's files."""
        return {"bron": self.bron, "doel": self.doel, "berichtId": str(self.bericht_id)}


class Caller:
    """Makes one call after another to one host, over connections that stay open."""

    def __init__(
        self, host: str, port: int, context: ssl.SSLContext, *, connect_within: float = 5, answer_within: float = 30
    ) -> None:
        guard_libraries()
        self._pool = urllib3.HTTPSConnectionPool(
            host,
            port,
            ssl_context=context,
            timeout=urllib3.Timeout(connect=connect_within, read=answer_within),
            retries=False,
            maxsize=4,
        )

    def close(self) -> None:
        """Close the connections."""
        self._pool.close()

    def call(self, resource: Resource, path: str, headers: Headers, body: Message | None = None) -> Outcome:
        """One attempt. Nothing is raised for what DUO or the network does: the outcome says it."""
        sent: dict[str, str] = {**headers.as_dict(), "Accept": "application/json"}
        content = None
        if body is not None:
            content = json.dumps(body.written(), ensure_ascii=False).encode()
            sent["Content-Type"] = "application/json"
        outcome = self._attempt(resource, path, sent, content)
        _LOG.info("%s %s: %s, %s", resource.method, path, outcome.status or "-", outcome.consequence)
        return outcome

    def _attempt(self, resource: Resource, path: str, headers: dict[str, str], content: bytes | None) -> Outcome:
        try:
            answer = self._pool.request(
                resource.method, path, body=content, headers=headers, redirect=False, preload_content=False
            )
            data = answer.read(_LARGEST, decode_content=True)
            answer.drain_conn()
        except HTTPError as error:
            return _no_answer(error)
        if "API-Version" not in answer.headers:
            _LOG.warning("%s %s: no API-Version in the answer", resource.method, path)
        outcome = classify(resource, answer.status, _json(data), bool(data))
        wait = answer.headers.get("Retry-After", "")
        if wait.isascii() and wait.isdigit():
            outcome = Outcome(
                outcome.consequence, outcome.status, outcome.reason, outcome.texts, outcome.value, int(wait)
            )
        return outcome


class DuoClient:
    """All of DUO's resources, for one municipality."""

    def __init__(self, settings: Settings, *, answer_within: float = 30) -> None:
        self._settings = settings
        host, port = settings.host_and_port
        self._caller = Caller(host, port, client_context(settings.certificate), answer_within=answer_within)

    def close(self) -> None:
        """Close the connections."""
        self._caller.close()

    def call(
        self,
        name: str,
        *,
        bsn: str | None = None,
        body: Message | None = None,
        bericht_id: UUID | None = None,
        **path: str,
    ) -> Outcome:
        """One attempt at a resource of the table.

        ``bericht_id`` None: a new one at random. The same one again says that it is the same message, sent once more
        because nothing came back. Raises MessageError for a BSN that fails the 11-test: such a call is not made.
        """
        resource = RESOURCES[name]
        headers = Headers(self._settings.oin, self._settings.duo_oin, bericht_id or uuid4())
        return self._caller.call(resource, resource.address(bsn, path), headers, body)


def _json(data: bytes) -> Any:
    try:
        return json.loads(data) if data else None
    except (ValueError, RecursionError):
        return None


def _no_answer(error: HTTPError) -> Outcome:
    """What it means that nothing came back. The error itself names the whole path, so it goes no further."""
    causes: list[BaseException] = []
    cause: BaseException | None = error
    while cause is not None and cause not in causes:
        causes.append(cause)
        inner = cause.args[-1] if isinstance(cause, ProtocolError) and cause.args else None
        cause = inner if isinstance(inner, BaseException) else cause.__cause__ or cause.__context__
    for each in causes:
        if isinstance(each, ssl.SSLError) and not isinstance(each, (ssl.SSLEOFError, ssl.SSLZeroReturnError)):
            return not_trusted(each.reason or "TLS")
    if isinstance(error, SSLError):
        return not_trusted("TLS")
    if any(isinstance(each, (ReadTimeoutError, ConnectTimeoutError, TimeoutError)) for each in causes):
        return unreachable("time-out")
    if any(isinstance(each, (NewConnectionError, ConnectionRefusedError, socket.gaierror)) for each in causes):
        return unreachable("niemand op dat adres")
    return unreachable("de verbinding werd verbroken")
