"""What a provider of OpenID Connect may say about staff: for which organisations, and that a second factor was shown.

Both stand with the provider in the file of providers (``settings`` of each), so that one organisation's sign-on never
opens the accounts of another. What is not said there is not believed.
"""

from __future__ import annotations

from typing import Any

from doorstroom.web.toegang.models import Gebruiker

#: Key in the session: a second factor was shown elsewhere.
ELSEWHERE = "second_factor_elsewhere"


def claims_of(extra: dict[str, Any]) -> dict[str, Any]:
    """What a provider tells about somebody: from where it was asked, otherwise from the token itself."""
    return extra.get("userinfo") or extra.get("id_token") or {}


def admits(settings: dict[str, Any], user: Gebruiker) -> bool:
    """Whether a provider signs in staff of the user's organisation."""
    return user.organisatie is not None and user.organisatie.code in settings.get("organisaties", ())


def second_factor_shown(settings: dict[str, Any], extra: dict[str, Any]) -> bool:
    """Whether the token says so in a way that was agreed with the provider: by ``acr``, or one of its ``amr``.

    Only the token counts, which the provider made for this sign-in.
    """
    token = extra.get("id_token")
    if not isinstance(token, dict):
        return False
    methods = token.get("amr")
    shown = set(methods) if isinstance(methods, list) else set()
    return token.get("acr") in settings.get("acr", ()) or not shown.isdisjoint(settings.get("amr", ()))
