"""Who signed in and out, and who tried to: in the log of processing, under the account.

A name that is nobody's is not kept: it may be a password that was typed in the wrong place.
"""

from __future__ import annotations

from typing import Any

from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.dispatch import receiver

from doorstroom.register.vault import Access
from doorstroom.web.toegang.models import Gebruiker
from doorstroom.web.zaken.register import PURPOSES, log_processing, vault

ACTIVITY = "inloggen"
_NOBODY = Access("onbekend", "onbekend", PURPOSES[ACTIVITY], ACTIVITY)


@receiver(user_logged_in)
def came(user: Gebruiker, **_more: Any) -> None:
    """Somebody signed in, with all steps that he had to take."""
    log_processing(user, ACTIVITY, "ingelogd", [f"account:{user.pk}"])


@receiver(user_logged_out)
def went(user: Gebruiker | None, **_more: Any) -> None:
    """Somebody signed out, or his session was ended."""
    if user is not None:
        log_processing(user, ACTIVITY, "uitgelogd", [f"account:{user.pk}"])


@receiver(user_login_failed)
def failed(credentials: dict[str, Any], **_more: Any) -> None:
    """Somebody gave a password that is not right."""
    name = str(credentials.get("username") or "")
    user = Gebruiker.objects.select_related("organisatie").filter(username__iexact=name).first()
    if user is None:
        vault().note("inloggen mislukt: onbekende gebruikersnaam", [""], _NOBODY)
    else:
        log_processing(user, ACTIVITY, "inloggen mislukt", [f"account:{user.pk}"])
