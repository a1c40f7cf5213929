"""What is set when a newcomer signs in: a short session, and the language in which he came."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.http import HttpRequest

from doorstroom.web.mijn.kijken import is_newcomer


@receiver(user_logged_in, dispatch_uid="mijn.sessie")
def signed_in(sender: Any, request: HttpRequest | None, user: Any, **more: Any) -> None:
    """A newcomer often shares a phone: his session ends soon after he does nothing, and he reads on in his language."""
    if request is None or not is_newcomer(user):
        return
    if hasattr(request, "session"):
        request.session.set_expiry(settings.NEWCOMER_SESSION_AGE)
    chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
    if chosen in dict(settings.LANGUAGES) and chosen != user.taal:
        user.taal = chosen
        user.save(update_fields=["taal"])
