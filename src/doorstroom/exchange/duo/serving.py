"""A small server for a WSGI application behind two-way TLS, on the standard library.

It serves the stand-in and the tests: one process, a thread per connection, connections that stay open, the caller's
certificate for the application, and a stop that waits for nobody. For the endpoint in production there is gunicorn
(docs/decisions/0010).
"""

from __future__ import annotations

import contextlib
import http.server
import io
import socket
import socketserver
import ssl
import sys
import threading
from types import TracebackType
from typing import Any
from urllib.parse import unquote_to_bytes

from doorstroom.exchange.duo.masking import logger
from doorstroom.exchange.duo.wsgi import BROKEN_OFF, CERTIFICATE, Application, body_length

_LOG = logger(__name__)
_IDLE_SECONDS = 30
_MOST_DISCARDED = 8 * 1024 * 1024


class TlsServer:
    """Serves an application in threads of its own. ``port`` 0: any that is free."""

    def __init__(self, app: Application, context: ssl.SSLContext, host: str = "127.0.0.1", port: int = 0) -> None:
        self._server = _Listener((host, port), app, context)
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)

    @property
    def port(self) -> int:
        """Where it listens."""
        return int(self._server.server_address[1])

    def start(self) -> TlsServer:
        """Begin to serve."""
        self._thread.start()
        return self

    def stop(self) -> None:
        """Serve no more, and break off the connections."""
        if self._thread.is_alive():
            self._server.shutdown()
        self._server.server_close()
        self._server.break_off()

    def serve(self) -> None:
        """Serve until somebody interrupts."""
        self._server.serve_forever()

    def __enter__(self) -> TlsServer:
        return self.start()

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.stop()


class _Listener(socketserver.ThreadingMixIn, socketserver.TCPServer):
    daemon_threads = True
    allow_reuse_address = True
    request_queue_size = 64

    def __init__(self, where: tuple[str, int], app: Application, context: ssl.SSLContext) -> None:
        self.app, self._context = app, context
        self._open: set[socket.socket] = set()
        super().__init__(where, _Handler)

    def finish_request(self, request: Any, client_address: Any) -> None:
        """The handshake is made in the thread of the connection, so that a slow caller holds up nobody else."""
        request.settimeout(_IDLE_SECONDS)
        with request.dup() as line:  # a handshake that fails closes its own end
            try:
                secured = self._context.wrap_socket(request, server_side=True)
            except (ssl.SSLError, OSError) as error:
                reason = getattr(error, "reason", None) or "broken off"
                _LOG.warning("a caller without an accepted certificate: %s", reason)
                _let_read(line)
                return
        self._open.add(secured)
        try:
            _Handler(secured, client_address, self)
        except OSError:
            pass  # the caller went away
        finally:
            self._open.discard(secured)
            _close(secured)

    def shutdown_request(self, request: Any) -> None:
        self.close_request(request)

    def handle_error(self, request: Any, client_address: Any) -> None:
        kind = sys.exc_info()[0]
        _LOG.error("a connection broke: %s", kind.__name__ if kind else "error")

    def break_off(self) -> None:
        """Close what is still open."""
        for each in list(self._open):
            _close(each)


def _let_read(line: socket.socket) -> None:
    """Give a refused caller the time to read why: closed at once, the reason would be lost on the way."""
    with contextlib.suppress(OSError):
        line.shutdown(socket.SHUT_WR)
        line.settimeout(1)
        while line.recv(4096):
            pass


def _close(secured: socket.socket) -> None:
    with contextlib.suppress(OSError):
        secured.shutdown(socket.SHUT_RDWR)
    secured.close()


class _Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server_version, sys_version = "doorstroom", ""
    timeout = _IDLE_SECONDS
    #: Small answers must not wait for more to send.
    wbufsize = -1
    disable_nagle_algorithm = True
    server: _Listener

    def handle_one_request(self) -> None:
        self.close_connection = True
        self.raw_requestline = self.rfile.readline(65537)
        if not self.raw_requestline:
            return
        if len(self.raw_requestline) > 65536:
            self.requestline = self.request_version = self.command = ""
            self.send_error(414)
            return
        if not self.parse_request():
            return
        self._answer()
        self.wfile.flush()

    def _answer(self) -> None:
        length = self.headers.get("Content-Length", "0")
        body = b""
        if body_length(length) is not None:
            body = self.rfile.read(int(length))
        else:
            self.close_connection = True
            self._discard(length)
        started: list[Any] = []
        pieces = self.server.app(self._environ(body, length), lambda status, headers: started.extend((status, headers)))
        content = b"".join(pieces)
        status, headers = started
        if content == BROKEN_OFF:
            self.close_connection = True
            return
        code, _, phrase = status.partition(" ")
        self.send_response_only(int(code), phrase)
        for name, value in headers:
            self.send_header(name, value)
        if self.close_connection:
            self.send_header("Connection", "close")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)

    def _discard(self, length: str) -> None:
        """Let a caller send what is too large, up to a point: who is cut off while sending does not hear why."""
        left = min(int(length), _MOST_DISCARDED) if length.isascii() and length.isdigit() and len(length) < 12 else 0
        while left > 0 and (piece := self.rfile.read(min(left, 65536))):
            left -= len(piece)

    def _environ(self, body: bytes, length: str) -> dict[str, Any]:
        path, _, query = self.path.partition("?")
        environ: dict[str, Any] = {
            "REQUEST_METHOD": self.command,
            "SCRIPT_NAME": "",
            "PATH_INFO": _unquoted(path),
            "QUERY_STRING": query,
            "CONTENT_TYPE": self.headers.get("Content-Type", ""),
            "CONTENT_LENGTH": length,
            "SERVER_NAME": str(self.server.server_address[0]),
            "SERVER_PORT": str(self.server.server_address[1]),
            "SERVER_PROTOCOL": self.request_version,
            "wsgi.version": (1, 0),
            "wsgi.url_scheme": "https",
            "wsgi.input": io.BytesIO(body),
            "wsgi.errors": sys.stderr,
            "wsgi.multithread": True,
            "wsgi.multiprocess": False,
            "wsgi.run_once": False,
            CERTIFICATE: self.connection.getpeercert(),
        }
        for name, value in self.headers.items():
            key = "HTTP_" + name.upper().replace("-", "_")
            environ.setdefault(key, value.strip())
        return environ

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """A request that cannot be read: a status and nothing else, for an error page could show a path."""
        self.close_connection = True
        self.send_response_only(400 if code not in (414, 431) else code)
        self.send_header("Content-Length", "0")
        self.send_header("Connection", "close")
        self.end_headers()
        self.wfile.flush()

    def log_message(self, format: str, *args: Any) -> None:
        """Nothing: what is served is logged by the application, with numbers hidden."""


def _unquoted(path: str) -> str:
    """The path as WSGI has it: bytes as latin-1."""
    return unquote_to_bytes(path).decode("latin-1")
