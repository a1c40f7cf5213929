"""Organisations: made and changed by the platform; what letters say of one by its own administrators."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from doorstroom.register.processing_log import Wanted, lines
from doorstroom.register.vault import Processing
from doorstroom.web.beheer.accounts import ACTIVITY, places_of
from doorstroom.web.beheer.bladen import of_platform
from doorstroom.web.toegang.models import Gebruiker, Organisatie
from doorstroom.web.zaken.register import log_processing, vault

_SHOWN = 100


def must_make(user: Gebruiker) -> None:
    """Raises PermissionDenied for who makes no organisations."""
    if not of_platform(user):
        raise PermissionDenied(_("Nieuwe organisaties maakt het beheer van dit systeem."))


def save(user: Gebruiker, place: Organisatie, changed: list[str]) -> None:
    """Keep an organisation as it was filled in; what was changed is noted. Raises PermissionDenied."""
    new = place.pk is None
    if not new and place not in places_of(user):
        raise PermissionDenied(_("U beheert deze organisatie niet."))
    with transaction.atomic():
        before: dict[str, Any] = {} if new else Organisatie.objects.values().get(pk=place.pk)
        place.save()
        pairs = [(name, before.get(name) or "", getattr(place, name) or "") for name in changed]
        told = "; ".join(f"{name}: '{old}' wordt '{fresh}'" for name, old, fresh in pairs if old != fresh)
        if told:
            log_processing(user, ACTIVITY, f"organisatie {'gemaakt' if new else 'veranderd'}: {told}", [_key(place)])


def history(place: Organisatie) -> list[Processing]:
    """What was changed in an organisation, by whom and when; the newest first."""
    return lines(vault(), Wanted(person_ids=(_key(place),)), 0, _SHOWN)


def _key(place: Organisatie) -> str:
    return f"organisatie:{place.code}"
