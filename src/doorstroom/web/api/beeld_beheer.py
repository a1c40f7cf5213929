"""What the addresses of the administration share: who may, what was wrong with a form, what was changed before."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest
from pydantic.alias_generators import to_camel

from doorstroom.register.vault import Processing
from doorstroom.web.api.vormen import Antwoord, Moment
from doorstroom.web.beheer.bladen import may
from doorstroom.web.toegang.models import Gebruiker

#: Fields of forms that have another name here than the one that follows from theirs.
_NAMES = {"username": "gebruikersnaam"}


class Wijzigingsregel(Antwoord):
    """Something that was changed, from the log of processing."""

    gewijzigd_op: Moment
    wie: str
    wat: str


def administrator(request: HttpRequest, right: str) -> Gebruiker:
    """Who asks. Raises PermissionDenied where the matrix does not give him this part of the administration."""
    user: Gebruiker = request.user
    if not may(user, right):
        raise PermissionDenied
    return user


def renamed(error: ValidationError) -> ValidationError:
    """What a service or a form found wrong, with its fields as they are called here."""
    if not hasattr(error, "error_dict"):
        return error
    told = error.message_dict.items()
    return ValidationError({_NAMES.get(name, to_camel(name)) if name != "__all__" else "": text for name, text in told})


def changes(lines: Iterable[Processing]) -> list[Wijzigingsregel]:
    """Lines of the log as changes."""
    return [Wijzigingsregel(gewijzigd_op=one.processed_at, wie=one.actor, wat=one.operation) for one in lines]


def version(*parts: Any) -> str:
    """The version of something that has no number of its own: from what can be changed in it."""
    return hashlib.sha256(json.dumps(parts, default=str).encode()).hexdigest()[:16]
