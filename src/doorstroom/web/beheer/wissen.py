"""Erasing people after the time for keeping data: first shown, then proposed by one and carried out by another.

When that time is over the columns of a system say (``persoon_wissen``, ``persoon_bewaren_tot_en_met``), from dated and
cited parameters. What goes: the person in the vault, and what the screens keep that can name him. What stays: every
event, under a number that leads to nobody any more, so that figures and hash chains are what they were.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from uuid import UUID

from allauth.socialaccount.models import SocialAccount
from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection, transaction
from django.db.models import Count, QuerySet
from django.utils.translation import gettext as _

from doorstroom.exchange.duo.forgetting import forget
from doorstroom.kernel.law import Dated, Parameter
from doorstroom.web.api.models import Herhaling
from doorstroom.web.beheer.bladen import of_platform
from doorstroom.web.beheer.duo import store
from doorstroom.web.beheer.models import Gewiste, Wisronde
from doorstroom.web.clock import now
from doorstroom.web.toegang.models import Gebruiker
from doorstroom.web.zaken.models import Bericht, Bestand, Brief, Concept, Klok, Overdracht, Zaak
from doorstroom.web.zaken.projection import ERASE
from doorstroom.web.zaken.register import access, log_processing, register, systems, vault

ACTIVITY = "bewaartermijn"
LAST_DAY = "persoon_bewaren_tot_en_met"
#: So many people at once: a list that two people can look through.
MOST = 100


class NoLongerOpen(Exception):
    """The run was carried out, refused or withdrawn already."""


@dataclass(frozen=True)
class Candidate:
    """Somebody whose time is over: last day (inclusive) on which he might be known, and what goes beside the name."""

    person_id: str
    cases: tuple[str, ...]
    last_day: dt.date
    letters: int
    files: int
    messages: int


def terms(day: dt.date) -> list[tuple[Parameter, Dated]]:
    """The parameters of keeping data, with the value that is in force on a day."""
    found = [one for system in systems().values() for one in system.parameters if one.name.startswith("bewaren.")]
    return [(one, dated) for one in found if (dated := one.at(day)) is not None]


def _asked(user: Gebruiker | None) -> QuerySet[Klok]:
    """The tasks to erase of a user's municipality; of all, for DUO, the platform and the command line."""
    found = Klok.objects.filter(naam=ERASE, zaak__gewist_op=None)
    if user is None or of_platform(user) or user.soort == "duo":
        return found
    return found.filter(organisatie=user.organisatie.code)


def candidates(user: Gebruiker | None, day: dt.date) -> list[Candidate]:
    """Whom a run of today would erase, the longest over first; at most ``MOST``. Nothing is changed."""
    known = Gewiste.objects.filter(uitkomst=Gewiste.GEWIST) | Gewiste.objects.filter(ronde__stand__in=Wisronde.GAANDE)
    ids = _asked(user).exclude(zaak__person_id__in=known.values("person_id")).values_list("zaak__person_id", flat=True)
    people = list(ids.distinct().order_by("zaak__person_id"))
    over = (one for person_id in people if (one := candidate(person_id, day)) is not None)
    found = list(islice(over, MOST))
    if user is not None:
        log_processing(user, ACTIVITY, "bewaartermijn nagegaan", [one.person_id for one in found])
    return sorted(found, key=lambda one: (one.last_day, one.cases))


def candidate(person_id: str, day: dt.date) -> Candidate | None:
    """What would go of a person; None when not all of his cases are over."""
    cases = list(Zaak.objects.filter(person_id=person_id).order_by("case_id"))
    last_days = [_last_day(zaak, day) for zaak in cases]
    known = [one for one in last_days if one is not None]
    if not known or len(known) != len(cases):
        return None
    much = Zaak.objects.filter(pk__in=[zaak.pk for zaak in cases]).aggregate(
        letters=Count("brieven", distinct=True), files=Count("bestanden", distinct=True),
        messages=Count("berichten", distinct=True),
    )  # fmt: skip
    return Candidate(person_id, tuple(zaak.case_id for zaak in cases), max(known), **much)


def _last_day(zaak: Zaak, day: dt.date) -> dt.date | None:
    """The last day for a case that is over; None when it is not, cannot be told, or its system says nothing of it."""
    system = systems().get(zaak.system)
    if system is None or ERASE not in system.graph.columns:
        return None
    events = register().history_of_case(system, zaak.case_id)
    values = system.evaluate_case(events, day, want=[ERASE, LAST_DAY]).values
    return values[LAST_DAY] if values[ERASE] is True else None


def open_runs(user: Gebruiker) -> QuerySet[Wisronde]:
    """The runs of the user's organisation; for the platform those of all."""
    found = Wisronde.objects.select_related("voorgesteld_door", "beslist_door")
    return found if of_platform(user) else found.filter(organisatie=user.organisatie.code)


def propose(user: Gebruiker, person_ids: Sequence[str], day: dt.date, *, pk: UUID) -> Wisronde:
    """Propose to erase these people, of those who may be. The same again does nothing. Raises ValidationError."""
    before = open_runs(user).filter(pk=pk).first()
    if before is not None:
        return before
    there = {one.person_id: one for one in candidates(user, day)}
    if not person_ids or not set(person_ids) <= set(there):
        raise ValidationError(_("Kies mensen van de lijst. Is de lijst veranderd? Kijk dan opnieuw."))
    with transaction.atomic():
        made = Wisronde.objects.create(
            pk=pk, organisatie=user.organisatie.code, peildatum=day, voorgesteld_door=user, voorgesteld_op=now()
        )
        Gewiste.objects.bulk_create(
            Gewiste(ronde=made, person_id=one, zaken=list(there[one].cases), tot_en_met=there[one].last_day)
            for one in dict.fromkeys(person_ids)
        )
        log_processing(user, ACTIVITY, "voorgesteld om te wissen", person_ids)
    return made


def carry_out(user: Gebruiker, run: Wisronde, day: dt.date) -> int:
    """Erase the people of a run that somebody else proposed; how many. Whose time is not over any more is left.

    What was cut off is carried out further by asking again. Raises PermissionDenied, NoLongerOpen.
    """
    if run.voorgesteld_door_id == user.pk:
        raise PermissionDenied(_("Iemand anders moet nakijken wat u voorstelde."))
    mine = Wisronde.objects.filter(pk=run.pk, stand__in=Wisronde.GAANDE)
    if not mine.update(stand=Wisronde.LOOPT, beslist_door=user, beslist_op=now()):
        raise NoLongerOpen
    for one in run.mensen.filter(uitkomst=""):
        over = candidate(one.person_id, day) is not None
        if over:
            _erase(user, one.person_id)
        one.uitkomst = Gewiste.GEWIST if over else Gewiste.GEBLEVEN
        one.save(update_fields=["uitkomst"])
    _out_of_the_file()
    _close(user, run, Wisronde.LOOPT, Wisronde.UITGEVOERD)
    return run.mensen.filter(uitkomst=Gewiste.GEWIST).count()


def refuse(user: Gebruiker, run: Wisronde, reason: str) -> None:
    """Refuse a run, or withdraw one's own; nobody is erased. Raises ValidationError, NoLongerOpen."""
    if not reason.strip():
        raise ValidationError(_("Schrijf op waarom niet."))
    own = run.voorgesteld_door_id == user.pk
    _close(user, run, Wisronde.OPEN, Wisronde.INGETROKKEN if own else Wisronde.AFGEWEZEN, reason.strip()[:400])


def _close(user: Gebruiker, run: Wisronde, before: str, after: str, reason: str = "") -> None:
    still = Wisronde.objects.filter(pk=run.pk, stand=before)
    if not still.update(stand=after, beslist_door=user, beslist_op=now(), reden=reason):
        raise NoLongerOpen
    run.refresh_from_db()


def _erase(user: Gebruiker, person_id: str) -> None:
    """Take away what names a person: first what the screens keep, last the vault, so that it can be done again."""
    cases = Zaak.objects.filter(person_id=person_id)
    with transaction.atomic():
        for kind in (Brief, Bestand, Bericht, Concept, Herhaling):
            kind.objects.filter(zaak__in=cases).delete()
        Overdracht.objects.filter(zaak__in=cases).update(toelichting="", reden="")
        Klok.objects.filter(zaak__in=cases, naam=ERASE).delete()
        cases.update(initialen="", taal="", gewist_op=now())
        for account in Gebruiker.objects.filter(person_id=person_id, organisatie=None):
            _forget(account)
    if settings.DUO_MUNICIPALITY:
        forget(store(), person_id)
    vault().erase(person_id, access(user, ACTIVITY))


def _out_of_the_file() -> None:
    """SQLite zeroes what was deleted; take it out of the write-ahead log as well."""
    if connection.vendor == "sqlite" and not connection.in_atomic_block:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _forget(account: Gebruiker) -> None:
    """Make an account of a newcomer nobody's; its number stays, for what points to it."""
    SocialAccount.objects.filter(user=account).delete()
    account.username, account.naam, account.email, account.person_id = f"gewist-{account.pk}", "", "", ""
    account.is_active = False
    account.set_unusable_password()
    account.save()
