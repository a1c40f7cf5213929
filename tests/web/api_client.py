"""Somebody who calls the API in tests: a program with a key, or a person with a session."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from django.test import Client

BASE = "/api/v1"
PROBLEM = "application/problem+json"


@dataclass
class Answer:
    """What came back."""

    response: Any

    @property
    def status(self) -> int:
        return int(self.response.status_code)

    @property
    def json(self) -> Any:
        return json.loads(self.response.content)

    def __getitem__(self, header: str) -> str:
        return str(self.response[header])

    def problem(self, status: int, kind: str = "") -> dict[str, Any]:
        """The problem that this must be, with everything that a problem has."""
        assert self.status == status, (self.status, self.response.content[:2000])
        assert self.response["Content-Type"] == PROBLEM
        told: dict[str, Any] = self.json
        assert {"type", "title", "status", "detail", "instance"} <= told.keys()
        assert told["status"] == status and told["title"] and told["detail"]
        assert UUID(told["instance"].removeprefix("urn:uuid:"))
        if kind:
            assert told["type"] == f"{BASE}/problemen/{kind}"
        return told

    def ok(self, status: int = 200) -> Any:
        """The content, after it was checked that all went well."""
        assert self.status == status, (self.status, self.response.content[:2000])
        return self.json if self.response.content else None


class Caller:
    """Calls addresses under the API. ``headers`` go with every request."""

    def __init__(self, client: Client | None = None, **headers: str) -> None:
        self.client, self.headers = client or Client(), headers
        self.client.raise_request_exception = False

    def call(self, method: str, path: str, body: Any = None, *, seen: object = None, key: object = "new",
             raw: bytes | None = None, content_type: str = "application/json", **headers: str) -> Answer:  # fmt: skip
        """Send something. ``seen``: the version for If-Match; ``key``: the Idempotency-Key, a new one for a POST."""
        sent = {**self.headers, **headers}
        if seen is not None:
            sent["If-Match"] = f'"{seen}"'
        if key == "new" and method == "POST":
            key = uuid4()
        if key not in ("new", None):
            sent["Idempotency-Key"] = str(key)
        content = raw if raw is not None else b"" if body is None else json.dumps(body, default=str).encode()
        where = path if path.startswith("/api") else BASE + path
        kind = content_type if content else ""
        return Answer(self.client.generic(method, where, content, content_type=kind, headers=sent))

    def get(self, path: str, **headers: str) -> Answer:
        return self.call("GET", path, **headers)

    def post(self, path: str, body: Any = None, **more: Any) -> Answer:
        return self.call("POST", path, body, **more)

    def put(self, path: str, body: Any = None, **more: Any) -> Answer:
        return self.call("PUT", path, body, **more)

    def patch(self, path: str, body: Any = None, **more: Any) -> Answer:
        return self.call("PATCH", path, body, **more)

    def delete(self, path: str, **more: Any) -> Answer:
        return self.call("DELETE", path, **more)

    def upload(self, path: str, name: str, content: bytes, *, key: object = None, **fields: str) -> Answer:
        """Send a file."""
        from django.core.files.uploadedfile import SimpleUploadedFile

        sent = {**self.headers, "Idempotency-Key": str(key or uuid4())}
        data = {"bestand": SimpleUploadedFile(name, content), **fields}
        return Answer(self.client.post(BASE + path, data, headers=sent))


def issue(administrator: Any, roles: list[str], *, program: str = "Proefprogramma", organisation: str = "",
          days: int = 30, per_minute: int = 10_000) -> str:  # fmt: skip
    """A key for a program with these roles."""
    from doorstroom.web.api import sleutels
    from doorstroom.web.clock import now

    until = now() + dt.timedelta(days=days)
    _key, text = sleutels.issue(
        administrator, program, roles, until, organisation=organisation, per_minute=per_minute, pk=uuid4()
    )
    return text


def bearer(text: str) -> Caller:
    """A program with this key."""
    return Caller(Authorization=f"Bearer {text}")
