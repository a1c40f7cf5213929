"""Messages of a case, between the newcomer and those who help him, or between organisations."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from doorstroom.web.clock import now
from doorstroom.web.toegang.models import Organisatie
from doorstroom.web.zaken.dossier import Dossier
from doorstroom.web.zaken.gebeurtenis import organisation_of
from doorstroom.web.zaken.models import Bericht
from doorstroom.web.zaken.register import log_processing
from doorstroom.web.zaken.visibility import who_see

LONGEST = 4000
#: Who a newcomer may write to, of those that see his case: who carries out the act for him and helps him.
_HELPERS = ("gemeente", "duo", "coa")


def must_have(dossier: Dossier) -> None:
    """Raises PermissionDenied when the user's role has no messages."""
    if not dossier.user.mag("berichten", own=dossier.own):
        raise PermissionDenied(_("Uw rol heeft geen berichten."))


def receivers(dossier: Dossier) -> list[tuple[str, object]]:
    """Whom a message may go to, as code and name: the newcomer, and the organisations that see the case.

    For a newcomer himself: who helps him.
    """
    own = organisation_of(dossier.user)
    if own == "inburgeraar":
        return [(one.code, one.naam) for one in helpers(dossier)]
    codes = who_see(dossier.zaak, dossier.day) - {own}
    newcomer: tuple[str, object] = ("inburgeraar", _("de inburgeraar"))
    return [newcomer, *Organisatie.objects.filter(code__in=codes).values_list("code", "naam")]


def helpers(dossier: Dossier) -> list[Organisatie]:
    """Who helps the newcomer on the day, his municipality first."""
    zaak = dossier.zaak
    found = Organisatie.objects.filter(code__in=who_see(dossier.zaak, dossier.day), soort__in=_HELPERS)
    return sorted(found, key=lambda one: (one.code != zaak.gemeente, _HELPERS.index(one.soort), one.naam))


def of_case(dossier: Dossier) -> QuerySet[Bericht]:
    """Messages to or from the user's organisation, newest first."""
    user = dossier.user
    own = Q(van__organisatie=user.organisatie) if user.organisatie else Q(van=user)
    found = Bericht.objects.filter(own | Q(aan=organisation_of(user)), zaak=dossier.zaak)
    return found.select_related("van__organisatie").order_by("-verzonden_op")


def send(dossier: Dossier, to: str, text: str) -> Bericht:
    """Send a message. Raises ValidationError with a sentence."""
    if to not in {code for code, _name in receivers(dossier)}:
        raise ValidationError({"aan": _("Deze ontvanger heeft niets met de zaak te maken.")})
    if not text.strip() or len(text) > LONGEST:
        raise ValidationError({"tekst": _("Een bericht heeft tekst, van hooguit 4000 tekens.")})
    made = Bericht.objects.create(zaak=dossier.zaak, van=dossier.user, aan=to, tekst=text, verzonden_op=now())
    log_processing(dossier.user, dossier.activity, "bericht verstuurd", [dossier.zaak.person_id])
    return made


def mark_read(dossier: Dossier, messages: QuerySet[Bericht]) -> None:
    """Those of the messages that are for the user's organisation were read now, unless they were before."""
    messages.filter(aan=organisation_of(dossier.user), gelezen_op=None).update(gelezen_op=now())
