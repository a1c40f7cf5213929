"""How this site asks its stand-in: within the process, by the same views, without a port or a second server."""

from __future__ import annotations

import io
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

import requests
from django.core.handlers.wsgi import WSGIRequest
from django.http import HttpRequest
from django.urls import resolve, reverse
from requests.adapters import BaseAdapter

from doorstroom.web.standin.app import ORIGIN


class WithinProcess(BaseAdapter):
    """Answers requests with the views of the stand-in."""

    def __init__(self, asking: HttpRequest) -> None:
        super().__init__()
        self.asking = asking

    def send(self, request: requests.PreparedRequest, *args: Any, **kwargs: Any) -> requests.Response:
        """Call the view that answers at the path of the request."""
        parts = urlsplit(request.url or "")
        prefix = reverse("standin:configuration").removesuffix(".well-known/openid-configuration")
        match = resolve(prefix + parts.path.lstrip("/"))
        answer = match.func(WSGIRequest(self._environ(request, parts.query)), *match.args, **match.kwargs)
        response = requests.Response()
        response.status_code, response.url, response.request = answer.status_code, request.url or "", request
        response.headers.update(dict(answer.items()))
        response.raw = io.BytesIO(answer.content)
        return response

    def close(self) -> None:
        """Nothing is open."""

    def _environ(self, request: requests.PreparedRequest, query: str) -> Mapping[str, Any]:
        body = request.body or b""
        content = body if isinstance(body, bytes) else str(body).encode()  # a form is text; nobody sends a file here
        headers = {f"HTTP_{name.upper().replace('-', '_')}": value for name, value in request.headers.items()}
        kept = ("SERVER_NAME", "SERVER_PORT", "HTTP_HOST", "wsgi.url_scheme")
        return {
            **headers,
            **{name: self.asking.META[name] for name in kept if name in self.asking.META},
            "REQUEST_METHOD": request.method,
            "PATH_INFO": urlsplit(request.url or "").path,
            "QUERY_STRING": query,
            "CONTENT_TYPE": request.headers.get("Content-Type", ""),
            "CONTENT_LENGTH": str(len(content)),
            "wsgi.input": io.BytesIO(content),
        }


def mount(session: requests.Session, asking: HttpRequest) -> None:
    """Have a session ask the stand-in within the process."""
    session.mount(f"{ORIGIN}/", WithinProcess(asking))
