"""Which cases somebody may see: those to which his organisation has a relation, or his own."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from doorstroom.web.clock import today
from doorstroom.web.toegang.models import Gebruiker
from doorstroom.web.zaken.models import Inzage, Zaak

#: Columns that say which organisations have something to do with a case.
COLUMNS = ("gemeente", "in_opvang", "pip_gemeente", "vorige_pip_gemeente", "toegang_vorige_gemeente_tot_en_met")


@dataclass(frozen=True)
class Relation:
    """That an organisation has something to do with a case, why, and until when (inclusive; None: still)."""

    organisation: str
    reason: str
    until: dt.date | None = None


def relations(values: Mapping[str, Any], day: dt.date) -> set[Relation]:
    """The organisations that the events of a case relate to it.

    DUO carries out the act for everybody in it, and IND supplies the right of residence; COA sees who lives in
    reception. Which municipality sees the person follows DUO's rule of access (``rules/toegang``).
    """
    found = {Relation("DUO", "uitvoering"), Relation("IND", "verblijfsrecht")}
    if values["in_opvang"]:
        found.add(Relation("COA", "opvang"))
    if values["gemeente"]:
        found.add(Relation(values["gemeente"], "gekoppeld" if values["in_opvang"] else "inwoner"))
    if values["pip_gemeente"]:
        found.add(Relation(values["pip_gemeente"], "plan"))
    until = values["toegang_vorige_gemeente_tot_en_met"]
    if until is not None and day <= until:
        found.add(Relation(values["vorige_pip_gemeente"], "vorig plan", until))
    return found


def visible(user: Gebruiker) -> QuerySet[Zaak]:
    """The cases that this user may open at all; what he sees of them the access matrix says."""
    if user.organisatie and user.mag("zaak"):
        still = Q(tot_en_met=None) | Q(tot_en_met__gte=today())
        relation = Inzage.objects.filter(still, zaak=OuterRef("pk"), organisatie=user.organisatie.code)
        return Zaak.objects.filter(Exists(relation))
    if user.person_id and not user.organisatie and user.mag("zaak", own=True):
        return Zaak.objects.filter(person_id=user.person_id)
    return Zaak.objects.none()


def who_see(zaak: Zaak, day: dt.date) -> set[str]:
    """The codes of the organisations that may see a case on a day."""
    see = zaak.inzage.filter(Q(tot_en_met=None) | Q(tot_en_met__gte=day))
    return set(see.values_list("organisatie", flat=True))
