"""Run the endpoint for DUO's notifications under gunicorn, with two-way TLS."""

from __future__ import annotations

import ssl
from pathlib import Path
from typing import TYPE_CHECKING, Any

from doorstroom.clock import utc_now
from doorstroom.duo_line import vault_address
from doorstroom.sources import register_address

if TYPE_CHECKING:
    from doorstroom.exchange.duo.settings import Settings
    from doorstroom.exchange.duo.wsgi import Application


def listen(settings: Path, address: str | None, vault: str | None) -> None:
    """Serve until somebody interrupts."""
    from gunicorn.app.base import BaseApplication

    from doorstroom.exchange.duo.settings import read_settings
    from doorstroom.exchange.duo.tls import server_context

    read = read_settings(settings)
    context = server_context(read.certificate)  # refuses wrong files here, before any worker starts

    class Listening(BaseApplication):  # type: ignore[misc]
        def load_config(self) -> None:
            for name, value in _options(read, context).items():
                self.cfg.set(name, value)

        def load(self) -> Application:
            return endpoint(read, register_address(address), vault_address(vault, register_address(address)))

    Listening().run()


def endpoint(settings: Settings, register: str, vault: str) -> Application:
    """The endpoint as an application, on databases of its own: made in the worker, after the fork."""
    from doorstroom.exchange.duo.endpoint import Endpoint
    from doorstroom.exchange.duo.people import People
    from doorstroom.exchange.duo.store import Store
    from doorstroom.register.vault import Vault

    store = Store.open(register, clock=utc_now)
    people = People(Vault.open(vault, clock=utc_now), store, settings.gemeente)
    return Endpoint(settings, store, people).application()


def _options(settings: Settings, context: ssl.SSLContext) -> dict[str, Any]:
    certificate = settings.certificate
    return {
        "bind": settings.listen,
        "worker_class": "gthread",
        "workers": 1,
        "threads": 4,
        "keepalive": 30,
        "timeout": 60,
        "certfile": str(certificate.chain),
        "keyfile": str(certificate.key),
        "ca_certs": str(certificate.authority),
        "cert_reqs": int(ssl.CERT_REQUIRED),
        # The same context as everywhere: a lowest version of TLS, and what was revoked.
        "ssl_context": lambda _config, _default: context,
        "accesslog": None,
        "errorlog": "-",
        "loglevel": "warning",
    }
