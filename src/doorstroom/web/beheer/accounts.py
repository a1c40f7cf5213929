"""Accounts of staff: invited, given roles, blocked, let in again; by an administrator of the same organisation.

Nobody changes his own account here, so nobody gives himself a role and the last administrator cannot shut himself out.
Each change stands in the append-only log of processing before it holds, under ``account:<number>``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager

from allauth.mfa.models import Authenticator
from django.contrib.auth.tokens import default_token_generator
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_decode, urlsafe_base64_encode
from django.utils.translation import gettext as _

from doorstroom.register.processing_log import Wanted, lines
from doorstroom.register.vault import Access, Processing
from doorstroom.web.beheer.bladen import of_platform
from doorstroom.web.toegang import matrix
from doorstroom.web.toegang.models import Gebruiker, Organisatie
from doorstroom.web.zaken.register import PURPOSES, log_processing, vault

ACTIVITY = "beheer"
_SHOWN = 100
_USERNAME = re.compile(r"[a-z0-9][a-z0-9._@+-]{2,59}")


class NoLongerValid(Exception):
    """An invitation that was used, withdrawn or is too old; or that never was one."""


def of_administrator(user: Gebruiker, text: str = "") -> QuerySet[Gebruiker]:
    """The accounts that a user administers: staff of his organisation, of all for the platform. No programs.

    ``text``: only those with it in their name or user name.
    """
    found = Gebruiker.objects.select_related("organisatie").filter(organisatie__isnull=False, programma__isnull=True)
    if text:
        found = found.filter(Q(naam__icontains=text) | Q(username__icontains=text))
    return found if of_platform(user) else found.filter(organisatie=user.organisatie)


def places_of(user: Gebruiker) -> list[Organisatie]:
    """The organisations for which a user may invite people."""
    return list(Organisatie.objects.all()) if of_platform(user) else [user.organisatie]


def roles_of(kind: str) -> list[str]:
    """The roles that staff of a kind of organisation can have."""
    return [role for role in matrix.ROLES if role.partition(".")[0] == kind]


def username_of(text: str) -> str:
    """A user name as it is kept: it must fit in events and in the log. Raises ValidationError."""
    name = text.lower()
    if not _USERNAME.fullmatch(name) or name.startswith("api."):
        raise ValidationError(_("Deze gebruikersnaam kan niet. Neem 3 tot 60 kleine letters of cijfers."))
    return name


def first(username: str, name: str) -> Gebruiker:
    """An account that administers the installation, made by who has the machine. Raises ValidationError."""
    with transaction.atomic():
        defaults = {"soort": "platform", "naam": "Beheer"}
        place, _new = Organisatie.objects.get_or_create(code="PLATFORM", defaults=defaults)
        made = _account(place, username_of(username), name, roles_of("platform"))
        vault().note(
            f"account gemaakt: {made.username}, rollen {_told(made.rollen)}", [_key(made)],
            Access("doorstroom administrator", place.code, PURPOSES[ACTIVITY], ACTIVITY),
        )  # fmt: skip
    return made


def invite(
    user: Gebruiker, place: Organisatie | None, username: str, name: str, roles: Sequence[str], *, active: bool = True
) -> Gebruiker:  # fmt: skip
    """A new account without a password, which somebody must let in where it is not active.

    Raises PermissionDenied, ValidationError.
    """
    if place is None or place not in places_of(user):
        raise PermissionDenied(_("U beheert deze organisatie niet."))
    with transaction.atomic():
        made = _account(place, username, name, roles, active=active)
        _note(user, made, f"account gemaakt: {username}, rollen {_told(made.rollen)}")
    return made


def give_roles(user: Gebruiker, account: Gebruiker, roles: Sequence[str]) -> None:
    """Give an account these roles, and no others. Raises PermissionDenied, ValidationError."""
    with _held(user, account) as held:
        wanted = _checked(held.soort, roles)
        if wanted != held.rollen:
            _note(user, held, f"rollen van account: {_told(held.rollen)} wordt {_told(wanted)}")
            held.rollen = wanted
            held.save(update_fields=["rollen"])


def block(user: Gebruiker, account: Gebruiker, *, blocked: bool) -> None:
    """Shut an account out, at once and wherever it is signed in, or let it in again. Raises PermissionDenied."""
    with _held(user, account) as held:
        if held.is_active is blocked:
            _note(user, held, "account geblokkeerd" if blocked else "blokkade van account opgeheven")
            held.is_active = not blocked
            held.save(update_fields=["is_active"])


def reset_second_factor(user: Gebruiker, account: Gebruiker) -> None:
    """Take the second factor away: at the next sign-in a new one is set up. Raises PermissionDenied."""
    with _held(user, account) as held:
        _note(user, held, "tweede stap van account teruggezet")
        Authenticator.objects.filter(user=held).delete()


def new_invitation(user: Gebruiker, account: Gebruiker) -> tuple[str, str]:
    """Take the password away, which ends every session, and make a new invitation. Raises PermissionDenied."""
    with _held(user, account) as held:
        _note(user, held, "wachtwoord van account ingetrokken, nieuwe uitnodiging gemaakt")
        held.set_unusable_password()
        held.save(update_fields=["password"])
    return invitation(held)


def invitation(account: Gebruiker) -> tuple[str, str]:
    """The two parts of the address on which somebody chooses his password; it works once, and for a few days."""
    return urlsafe_base64_encode(force_bytes(account.pk)), default_token_generator.make_token(account)


def invited(number: str, token: str) -> Gebruiker:
    """Whose invitation this is. Raises NoLongerValid."""
    try:
        pk = int(urlsafe_base64_decode(number).decode())
    except (ValueError, OverflowError):
        raise NoLongerValid from None
    found = Gebruiker.objects.filter(pk=pk, is_active=True, organisatie__isnull=False, programma=None).first()
    if found is None or not default_token_generator.check_token(found, token):
        raise NoLongerValid
    return found


def accept(account: Gebruiker, save: Callable[[], object]) -> None:
    """Let somebody who was invited choose his password (``save`` does that); that it was chosen is noted."""
    with transaction.atomic():
        _note(account, account, "wachtwoord van account gekozen")
        save()


def history(account: Gebruiker) -> list[Processing]:
    """What was changed in an account, by whom and when; the newest first."""
    return lines(vault(), Wanted(person_ids=(_key(account),), activity=ACTIVITY), 0, _SHOWN)


@contextmanager
def _held(user: Gebruiker, account: Gebruiker) -> Iterator[Gebruiker]:
    """An account that nobody else changes meanwhile, of those that the user administers and not his own."""
    if account.pk == user.pk:
        raise PermissionDenied(_("Uw eigen account verandert een andere beheerder."))
    with transaction.atomic():
        held = of_administrator(user).select_for_update(of=("self",)).filter(pk=account.pk).first()
        if held is None:
            raise PermissionDenied(_("U beheert dit account niet."))
        yield held


def _account(
    place: Organisatie, username: str, name: str, roles: Sequence[str], *, active: bool = True
) -> Gebruiker:  # fmt: skip
    if Gebruiker.objects.filter(username__iexact=username).exists():
        raise ValidationError({"username": _("Deze gebruikersnaam is al in gebruik.")})
    made = Gebruiker(username=username, naam=name, organisatie=place, rollen=_checked(place.soort, roles))
    made.is_active = active
    made.set_unusable_password()
    made.full_clean()
    made.save()
    return made


def _checked(kind: str, roles: Sequence[str]) -> list[str]:
    if not roles or any(role not in roles_of(kind) for role in roles):
        raise ValidationError({"rollen": _("Kies een of meer rollen van deze organisatie.")})
    return [role for role in roles_of(kind) if role in roles]


def _told(roles: Iterable[str]) -> str:
    return ", ".join(roles) or "geen"


def _key(account: Gebruiker) -> str:
    return f"account:{account.pk}"


def _note(user: Gebruiker, account: Gebruiker, operation: str) -> None:
    log_processing(user, ACTIVITY, operation, [_key(account)])
