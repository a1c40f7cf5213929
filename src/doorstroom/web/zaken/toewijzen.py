"""Who handles a case for an organisation."""

from __future__ import annotations

from collections.abc import Iterable

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from doorstroom.web.toegang.models import Gebruiker
from doorstroom.web.zaken.models import Toewijzing, Zaak
from doorstroom.web.zaken.register import log_processing


def must_assign(user: Gebruiker) -> None:
    """Raises PermissionDenied when the user's role assigns no cases."""
    if not user.organisatie or not user.mag("toewijzen"):
        raise PermissionDenied(_("Uw rol wijst geen zaken toe."))


def colleagues(user: Gebruiker) -> list[Gebruiker]:
    """To whom of his organisation the user may give a case: who has a work list."""
    staff = Gebruiker.objects.filter(organisatie=user.organisatie, is_active=True) if user.organisatie else ()
    return [one for one in staff if one.mag("werklijst")]


def assign(user: Gebruiker, cases: Iterable[Zaak], colleague: Gebruiker | None) -> None:
    """Give cases to a colleague, or to nobody. They must be cases that the user may see. Raises PermissionDenied."""
    must_assign(user)
    assert user.organisatie is not None
    code, chosen = user.organisatie.code, list(cases)
    with transaction.atomic():
        Toewijzing.objects.filter(zaak__in=chosen, organisatie=code).delete()
        if colleague is not None:
            made = [Toewijzing(zaak=zaak, organisatie=code, gebruiker=colleague) for zaak in chosen]
            Toewijzing.objects.bulk_create(made)
    log_processing(user, "werklijst", "zaak toegewezen", [zaak.person_id for zaak in chosen])
