"""The Notificatie endpoint that DUO calls: who is it, is it for us, is it well formed, then 201 at once.

Nothing is asked of DUO here; the worker does so later. A message that could not be written down gets 503 or 500, so
that DUO sends it again.
"""

from __future__ import annotations

from collections.abc import Callable

from doorstroom.exchange.duo.errors import MessageError
from doorstroom.exchange.duo.inbox import Receipt, receive
from doorstroom.exchange.duo.masking import logger
from doorstroom.exchange.duo.messages.notificatie import Foutmelding, Notificatie
from doorstroom.exchange.duo.people import People
from doorstroom.exchange.duo.resources import BASE, NOTIFY
from doorstroom.exchange.duo.settings import Settings
from doorstroom.exchange.duo.store import Store
from doorstroom.exchange.duo.wsgi import Application, Request, Response, application
from doorstroom.register.errors import RegisterBusy, RegisterError

_LOG = logger(__name__)
PATH = BASE + NOTIFY.path
#: Its 503 is the only answer with a body: a single fault.
_MAINTENANCE = Foutmelding(tekst="Tijdelijk niet beschikbaar; stuur de melding later opnieuw.")


class Endpoint:
    """Takes notifications in for one municipality. ``closed``: maintenance, everything is answered with 503."""

    def __init__(
        self, settings: Settings, store: Store, people: People, *, closed: Callable[[], bool] = lambda: False
    ) -> None:
        self._settings, self._store, self._people, self._closed = settings, store, people, closed

    def application(self) -> Application:
        """As a WSGI application."""
        return application(self.answer, {"API-Version": NOTIFY.api.version})

    def answer(self, request: Request) -> Response:
        """The answer to one request."""
        if request.path != PATH:
            return Response(404)
        if request.method != NOTIFY.method:
            return Response(405, headers={"Allow": NOTIFY.method})
        try:
            sender = request.sender()
            if request.oin is None:
                return Response(401)
            if not self._from_duo(request.oin, sender.bron) or sender.doel != self._settings.oin:
                _LOG.warning("refused: bron, doel and certificate do not belong together")
                return Response(403)
            message = Notificatie.read(request.json())
        except MessageError as error:
            _LOG.warning("not well formed: %s", error)
            return Response(400)
        if self._closed():
            return Response(503, _MAINTENANCE.written())
        try:
            receipt = receive(self._store, self._people, sender.bericht_id, message)
        except RegisterBusy:
            return Response(503, _MAINTENANCE.written())
        except RegisterError as error:
            _LOG.error("not taken in: %s", type(error).__name__)
            return Response(500)
        return Response(400 if receipt is Receipt.OTHER else NOTIFY.success)

    def _from_duo(self, certificate: str, bron: str) -> bool:
        """DUO is the end organisation; the certificate is its own, or of who may send for it."""
        return bron == self._settings.duo_oin and certificate in (self._settings.duo_oin, *self._settings.senders)
