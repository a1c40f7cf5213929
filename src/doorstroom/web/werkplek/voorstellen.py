"""Proposals of colleagues: which wait, and for whom."""

from __future__ import annotations

from django.db.models import QuerySet

from doorstroom.web.toegang.models import Gebruiker
from doorstroom.web.zaken.models import Voorstel
from doorstroom.web.zaken.visibility import visible


def of_organisation(user: Gebruiker) -> QuerySet[Voorstel]:
    """Proposals made in the user's organisation about cases that he may see, also those decided."""
    return Voorstel.objects.filter(voorgesteld_door__organisatie=user.organisatie_id, zaak__in=visible(user))


def to_decide(user: Gebruiker) -> QuerySet[Voorstel]:
    """Open proposals of colleagues that the user may be asked about."""
    if not user.mag("akkoord"):
        return Voorstel.objects.none()
    return of_organisation(user).filter(stand=Voorstel.OPEN).exclude(voorgesteld_door=user)


def own_open(user: Gebruiker) -> QuerySet[Voorstel]:
    """One's own proposals that wait."""
    return of_organisation(user).filter(voorgesteld_door=user, stand=Voorstel.OPEN)


def waiting(user: Gebruiker) -> int:
    """How many proposals the menu counts: those to decide about, or one's own that wait."""
    return to_decide(user).count() if user.mag("akkoord") else own_open(user).count()
