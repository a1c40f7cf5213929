"""The stand-in as allauth knows it: its code, its name on the button, and where it answers."""

from __future__ import annotations

from typing import Any, Final

from django.utils.translation import gettext_lazy

CODE: Final = "standin"
CLIENT: Final = "doorstroom-mijn"
#: No secret: the stand-in believes everybody anyway. As long as its algorithm asks for (RFC 7518, 3.2).
SECRET: Final = "een geheim dat iedereen kent en niemand nodig heeft"
#: A host that cannot exist (RFC 2606): what goes there never leaves this process.
ORIGIN: Final = "http://proef-inlog.invalid"

NAME: dict[str, Any] = {CODE: gettext_lazy("de proef-inlog (geen DigiD)")}
#: As allauth lists it among the providers of OpenID Connect.
APP: dict[str, Any] = {
    "provider_id": CODE,
    "name": "Proef-inlog",
    "client_id": CLIENT,
    "secret": SECRET,
    "settings": {"server_url": ORIGIN, "hidden": True, "token_auth_method": "client_secret_post"},
}
