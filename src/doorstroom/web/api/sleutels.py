"""Keys of programs: issued by an administrator for his organisation, found again by hash, counted, revoked."""

from __future__ import annotations

import datetime as dt
import hashlib
import secrets
from collections.abc import Sequence
from uuid import UUID

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Case, F, Q, QuerySet, Value, When
from django.utils.text import slugify
from django.utils.translation import gettext as _

from doorstroom.web.api.models import Programma, Sleutel
from doorstroom.web.clock import now
from doorstroom.web.toegang import matrix
from doorstroom.web.toegang.models import Gebruiker, Organisatie
from doorstroom.web.zaken.register import log_processing

#: What a key begins with, so that one that lies about is recognised by who scans for secrets.
PREFIX = "drs_"
LONGEST = dt.timedelta(days=366)
PER_MINUTE = 300


def must_administer(user: Gebruiker) -> None:
    """Raises PermissionDenied for who administers no accounts."""
    if not user.organisatie or not user.mag("gebruikers"):
        raise PermissionDenied(_("Uw rol beheert geen sleutels."))


def of_organisation(user: Gebruiker) -> QuerySet[Sleutel]:
    """The keys that a user may see and revoke: of his organisation; of all for who administers the platform."""
    found = Sleutel.objects.select_related("programma__organisatie", "programma__gebruiker", "uitgegeven_door")
    return found if user.soort == "platform" else found.filter(programma__organisatie=user.organisatie)


def issue(
    user: Gebruiker, name: str, roles: Sequence[str], expires: dt.datetime, *, organisation: str = "",
    per_minute: int = PER_MINUTE, pk: UUID,
) -> tuple[Sleutel, str]:  # fmt: skip
    """A new key for a program of the user's organisation, and the text of it, which is not kept.

    A program keeps its account when it gets another key. Raises PermissionDenied, ValidationError.
    """
    must_administer(user)
    place = _organisation(user, organisation)
    moment, name = now(), " ".join(name.split())
    if not moment < expires <= moment + LONGEST:
        raise ValidationError({"verlooptOp": _("Een sleutel geldt hooguit een jaar.")})
    if not slugify(name):
        raise ValidationError({"naam": _("Geef het programma een naam van letters of cijfers.")})
    if not roles or any(role not in matrix.ROLES or role.partition(".")[0] != place.soort for role in roles):
        raise ValidationError({"rollen": _("Geef een of meer rollen van deze organisatie.")})
    text = PREFIX + secrets.token_urlsafe(32)
    with transaction.atomic():
        program = Programma.objects.filter(organisatie=place, naam=name).first() or _program(place, name)
        made = Sleutel.objects.create(
            pk=pk, programma=program, hash=_hash(text), begin=text[:10], rollen=sorted(set(roles)),
            uitgegeven_door=user, uitgegeven_op=moment, verloopt_op=expires, per_minuut=per_minute,
        )  # fmt: skip
        _note(user, made, f"sleutel uitgegeven: {made.begin}, rollen {', '.join(made.rollen)}")
    return made, text


def revoke(user: Gebruiker, key: Sleutel) -> None:
    """Make a key worthless at once; doing it again changes nothing. Raises PermissionDenied."""
    must_administer(user)
    with transaction.atomic():
        if Sleutel.objects.filter(pk=key.pk, ingetrokken_op=None).update(ingetrokken_op=now()):
            _note(user, key, f"sleutel ingetrokken: {key.begin}")


def find(text: str) -> Sleutel | None:
    """The key with this text, whatever its state, with its account and organisation."""
    if not text.startswith(PREFIX) or len(text) > 100:
        return None
    related = ("programma__gebruiker__organisatie",)
    return Sleutel.objects.select_related(*related).filter(hash=_hash(text)).first()


def count(key: Sleutel, moment: dt.datetime) -> int:
    """Note that a key is used, in one statement whatever comes in at once; seconds to wait, 0 when it may go on."""
    minute = moment.replace(second=0, microsecond=0)
    same = Q(minuut=minute)
    counted = Case(When(same, then=F("aantal") + 1), default=Value(1))
    free = Sleutel.objects.filter(~same | Q(minuut=None) | Q(aantal__lt=F("per_minuut")), pk=key.pk)
    if free.update(aantal=counted, minuut=minute, laatst_gebruikt_op=moment):
        return 0
    return 60 - moment.second


def _organisation(user: Gebruiker, code: str) -> Organisatie:
    assert user.organisatie is not None
    if code in ("", user.organisatie.code):
        return user.organisatie
    found = Organisatie.objects.filter(code=code).first() if user.soort == "platform" else None
    if found is None:
        raise ValidationError({"organisatie": _("Voor deze organisatie geeft u geen sleutels uit.")})
    return found


def _program(place: Organisatie, name: str) -> Programma:
    """A program with an account that cannot sign in, and that has no roles: only a key gives them."""
    username = f"api.{slugify(place.code)}.{slugify(name)}"[:60]
    if Gebruiker.objects.filter(username=username).exists():
        username = f"{username[:52]}-{secrets.token_hex(3)}"
    account = Gebruiker(username=username, naam=name, organisatie=place, rollen=[])
    account.set_unusable_password()
    account.save()
    return Programma.objects.create(organisatie=place, naam=name, gebruiker=account)


def _note(user: Gebruiker, key: Sleutel, operation: str) -> None:
    """Every change stands in the append-only log, as those of accounts do."""
    log_processing(user, "beheer", operation, [f"account:{key.programma.gebruiker_id}"])


def _hash(text: str) -> str:
    """No salt and one round: the text is 256 random bits, which nobody finds by trying."""
    return hashlib.sha256(text.encode()).hexdigest()
