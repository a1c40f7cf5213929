"""Handing a case over to another municipality: offered, then accepted, refused or withdrawn. A record, and no event.

Whether the other municipality sees the case follows from the events (a move, a plan), not from the offer: so it can
only be offered to one that sees it already. Who accepts sees the documents of the former municipality from then on.
"""

from __future__ import annotations

from uuid import UUID, uuid4

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from doorstroom.web.clock import now
from doorstroom.web.toegang.models import Gebruiker, Organisatie
from doorstroom.web.zaken.dossier import Dossier
from doorstroom.web.zaken.models import Overdracht, Zaak
from doorstroom.web.zaken.register import log_processing
from doorstroom.web.zaken.visibility import visible, who_see

LONGEST = 2000


class NoLongerOpen(Exception):
    """The offer was answered or withdrawn already."""


def must_transfer(user: Gebruiker) -> None:
    """Raises PermissionDenied when the user's role transfers no cases."""
    if user.soort != "gemeente" or not user.mag("overdragen"):
        raise PermissionDenied(_("Uw rol draagt geen zaken over."))


def of_organisation(user: Gebruiker) -> QuerySet[Overdracht]:
    """Offers from and to the user's organisation, about cases that he may see; newest first."""
    code = user.organisatie.code if user.organisatie else ""
    found = Overdracht.objects.filter(Q(van=code) | Q(naar=code), zaak__in=visible(user))
    return found.select_related("zaak", "aangeboden_door", "beslist_door").order_by("-aangeboden_op", "pk")


def receivers(dossier: Dossier) -> list[Organisatie]:
    """The municipalities to which the case may be offered: others that see it."""
    user = dossier.user
    codes = who_see(dossier.zaak, dossier.day) - {user.organisatie.code}
    return list(Organisatie.objects.filter(soort="gemeente", code__in=codes))


def offer(dossier: Dossier, to: str, text: str = "", *, pk: UUID | None = None) -> Overdracht:
    """Offer a case to a municipality. Raises PermissionDenied, ValidationError with a sentence."""
    must_transfer(dossier.user)
    if to not in {place.code for place in receivers(dossier)}:
        sentence = _("Deze gemeente ziet de zaak nog niet. Leg eerst de verhuizing vast.")
        raise ValidationError({"naar": sentence})
    if len(text) > LONGEST:
        raise ValidationError({"toelichting": _("Dit is te lang. Het mag hooguit 2000 tekens zijn.")})
    code = dossier.user.organisatie.code
    with transaction.atomic():
        Zaak.objects.select_for_update().get(pk=dossier.zaak.pk)  # two offers at once wait for each other here
        if Overdracht.objects.filter(zaak=dossier.zaak, van=code, stand=Overdracht.AANGEBODEN).exists():
            raise ValidationError({"naar": _("Deze zaak is al aangeboden. Trek dat eerst in.")})
        made = Overdracht.objects.create(
            pk=pk or uuid4(), zaak=dossier.zaak, van=code, naar=to, toelichting=text,
            aangeboden_door=dossier.user, aangeboden_op=now(),
        )  # fmt: skip
    log_processing(dossier.user, dossier.activity, f"zaak aangeboden aan {to}", [dossier.zaak.person_id])
    return made


def answer(dossier: Dossier, offered: Overdracht, *, accepted: bool, reason: str = "") -> Overdracht:
    """Accept or refuse what was offered to one's own municipality; refusing needs a reason.

    Raises PermissionDenied, ValidationError, NoLongerOpen.
    """
    must_transfer(dossier.user)
    if offered.naar != dossier.user.organisatie.code:
        raise PermissionDenied(_("Deze zaak is niet aan uw gemeente aangeboden."))
    if not accepted and not reason.strip():
        raise ValidationError({"reden": _("Schrijf op waarom u de zaak niet overneemt.")})
    return _close(dossier, offered, Overdracht.AANVAARD if accepted else Overdracht.GEWEIGERD, reason)


def withdraw(dossier: Dossier, offered: Overdracht, reason: str = "") -> Overdracht:
    """Take back an offer of one's own municipality. Raises PermissionDenied, NoLongerOpen."""
    must_transfer(dossier.user)
    if offered.van != dossier.user.organisatie.code:
        raise PermissionDenied(_("Dit aanbod is niet van uw gemeente."))
    return _close(dossier, offered, Overdracht.INGETROKKEN, reason)


def _close(dossier: Dossier, offered: Overdracht, state: str, reason: str) -> Overdracht:
    still = Overdracht.objects.filter(pk=offered.pk, stand=Overdracht.AANGEBODEN)
    if not still.update(stand=state, beslist_door=dossier.user, beslist_op=now(), reden=reason[:LONGEST]):
        raise NoLongerOpen
    log_processing(dossier.user, dossier.activity, f"overdracht {state}", [dossier.zaak.person_id])
    offered.refresh_from_db()
    return offered
