"""Subscriptions of organisations: where they want to be told that something was recorded, and of what."""

from __future__ import annotations

import base64
import hashlib
import secrets
from collections.abc import Sequence
from urllib.parse import urlsplit
from uuid import UUID

from cryptography.fernet import Fernet
from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from doorstroom.kernel.system import System
from doorstroom.web.api import uitbox, veilig
from doorstroom.web.api.models import Abonnement
from doorstroom.web.clock import now
from doorstroom.web.toegang.models import Gebruiker
from doorstroom.web.zaken.register import log_processing, systems

MOST = 20
PREFIX = "whsec_"


def must_administer(user: Gebruiker) -> None:
    """Raises PermissionDenied for who administers nothing for his organisation."""
    if not user.organisatie or not user.mag("gebruikers"):
        raise PermissionDenied(_("Uw rol beheert geen webhooks."))


def of_organisation(user: Gebruiker) -> QuerySet[Abonnement]:
    """The subscriptions of the user's organisation."""
    return Abonnement.objects.filter(organisatie=user.organisatie)


def known_types(kind: str) -> set[str]:
    """The event types that an organisation of a kind may be told about: those of the topics that it sees."""
    return {event.type for system in systems().values() for event in system.events if sees(kind, system, event.type)}


def sees(kind: str, system: System, event_type: str) -> bool:
    """Whether the matrix lets organisations of a kind see events of a type."""
    return uitbox.kind_sees(kind, system, event_type)


def subscribe(user: Gebruiker, url: str, types: Sequence[str], *, pk: UUID) -> tuple[Abonnement, str]:
    """A new subscription, from now on, and the secret that its notifications are signed with, told this once.

    Raises PermissionDenied, ValidationError.
    """
    must_administer(user)
    assert user.organisatie is not None
    if of_organisation(user).count() >= MOST:
        raise ValidationError({"url": _("Een organisatie heeft hooguit 20 webhooks.")})
    check(user, url, types)
    secret = secrets.token_bytes(32)
    with transaction.atomic():
        _note(user, f"webhook gemaakt: {_host(url)}")
        made = Abonnement.objects.create(
            pk=pk, organisatie=user.organisatie, url=url, geheim=_lock().encrypt(secret).decode(),
            typen=sorted(set(types)), gelezen_tot=uitbox.present(), gemaakt_door=user, gemaakt_op=now(),
        )  # fmt: skip
    return made, PREFIX + base64.b64encode(secret).decode()


def change(user: Gebruiker, found: Abonnement, url: str, types: Sequence[str], *, active: bool) -> Abonnement:
    """Another address or other types; what happened while it was off is not told afterwards. Raises as above."""
    must_administer(user)
    check(user, url, types)
    if active and not found.actief:
        found.gelezen_tot = uitbox.present()
    found.url, found.typen, found.actief = url, sorted(set(types)), active
    with transaction.atomic():
        _note(user, f"webhook {'gewijzigd' if active else 'uitgezet'}: {_host(url)}")
        found.save(update_fields=["url", "typen", "actief", "gelezen_tot"])
    return found


def remove(user: Gebruiker, found: Abonnement) -> None:
    """Stop telling, and forget what was not told yet. Raises PermissionDenied."""
    must_administer(user)
    with transaction.atomic():
        _note(user, f"webhook weggegooid: {_host(found.url)}")
        found.delete()


def check(user: Gebruiker, url: str, types: Sequence[str]) -> None:
    """Raises ValidationError for an address that is not allowed, and types that are not theirs to see."""
    wrong = {}
    try:
        veilig.looks_right(url)
    except veilig.Unsafe as error:
        wrong["url"] = str(error)
    strange = sorted(set(types) - known_types(user.soort))
    if strange:
        sentence = _("Dit soort gebeurtenis bestaat niet, of is niet van u om te zien: %(naam)s.")
        wrong["typen"] = sentence % {"naam": strange[0]}
    if wrong:
        raise ValidationError(wrong)


def secret_of(found: Abonnement) -> bytes:
    """What the notifications of a subscription are signed with."""
    return _lock().decrypt(found.geheim.encode())


def _host(url: str) -> str:
    """Where it goes; what stands behind the name may be a secret of the receiver."""
    return urlsplit(url).hostname or ""


def _note(user: Gebruiker, operation: str) -> None:
    """Every change stands in the append-only log."""
    assert user.organisatie is not None
    log_processing(user, "beheer", operation, [f"organisatie:{user.organisatie.code}"])


def _lock() -> Fernet:
    """With the key of the installation: who has only the database has no secrets."""
    digest = hashlib.sha256(b"doorstroom webhooks\n" + settings.SECRET_KEY.encode()).digest()
    return Fernet(base64.urlsafe_b64encode(digest))
