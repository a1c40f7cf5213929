"""What every page knows: who is looking, on which day, and whether this is a demonstration."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from doorstroom.web.clock import today


def who(request: HttpRequest) -> dict[str, Any]:
    """``vandaag``, ``demo``, ``menu`` and ``rechten``: the rights of the user by name."""
    from doorstroom.web.navigation import menu
    from doorstroom.web.toegang import matrix

    user: Any = getattr(request, "user", None)
    signed_in = user is not None and user.is_authenticated
    return {
        "vandaag": today(),
        "demo": settings.DEMO,
        "menu": SimpleLazyObject(lambda: menu(request)),
        "rechten": {right: signed_in and user.mag(right) for right in matrix.RIGHTS},
    }
