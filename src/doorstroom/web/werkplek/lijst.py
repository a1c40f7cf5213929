"""The work list: what to show, as an address says it, and the two queries that give it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, Exists, F, FilteredRelation, OuterRef, Q, QuerySet

from doorstroom.web.clock import today
from doorstroom.web.toegang.models import Gebruiker
from doorstroom.web.werkplek.klokken import SOON
from doorstroom.web.zaken.models import Inzage, Klok
from doorstroom.web.zaken.register import systems

#: Kinds of organisation that have rows of their own; others see those of the cases that they may open.
OWN_ROWS = ("gemeente", "duo", "coa", "ind")
VAN = ("mij", "team", "niemand")
LIJSTEN = ("termijnen", "zonder", "planning")
WANNEER = ("alles", "over", "week")
EIGENAREN = ("", "gemeente", "inburgeraar", "DUO", "COA")
PER_PAGE = 50
#: How many rows an export holds at most.
LARGEST_EXPORT = 10_000
COLUMNS = (
    "pk", "naam", "soort", "status", "begin", "uiterlijk", "eigenaar", "reden_nl", "reden_en", "stap", "zaak_id",
    "zaak__system", "zaak__case_id", "zaak__person_id", "zaak__initialen", "zaak__taal", "zaak__doelgroep",
    "zaak__leerroute", "behandelaar", "behandelaar_id",
)  # fmt: skip


@dataclass(frozen=True)
class Filter:
    """What the list shows. Empty: no restriction. ``lijst``: with a legal date, without one, or planning."""

    van: str = "team"
    lijst: str = "termijnen"
    wanneer: str = "alles"
    soort: str = ""
    eigenaar: str = ""
    route: str = ""
    groep: str = ""

    @classmethod
    def of(cls, given: Mapping[str, str], user: Gebruiker) -> Filter:
        """The filter that an address asks for; what it does not know it leaves out."""
        base = cls(van=usual_van(user))
        allowed: dict[str, Any] = {"van": VAN, "lijst": LIJSTEN, "wanneer": WANNEER, "eigenaar": EIGENAREN}
        found = {}
        for field in fields(cls):
            value = given.get(field.name)
            if value is not None and value in allowed.get(field.name, (value,)) and len(value) <= 64:
                found[field.name] = value
        return replace(base, **found)

    def query(self, user: Gebruiker, **changes: str) -> str:
        """The address of this filter with something changed: only what differs from the usual stands in it."""
        usual = Filter(van=usual_van(user))
        wanted = replace(self, **changes)
        pairs = [(f.name, getattr(wanted, f.name)) for f in fields(self)]
        return urlencode([(name, value) for name, value in pairs if value != getattr(usual, name)])


def usual_van(user: Gebruiker) -> str:
    """Whose work somebody sees first: his own when he handles cases."""
    return "mij" if user.mag("handelen") and user.mag("toewijzen") else "team"


def shown(user: Gebruiker, chosen: Filter) -> QuerySet[Any]:
    """Rows of the work list of the user's organisation, of the topics that he sees, before the tabs cut it up."""
    organisation = user.organisatie.code if user.organisatie else ""
    rows = Klok.objects.annotate(
        eigen=FilteredRelation("zaak__toewijzingen", condition=Q(zaak__toewijzingen__organisatie=organisation)),
        behandelaar=F("eigen__gebruiker__naam"),
        behandelaar_id=F("eigen__gebruiker_id"),
    )
    if user.soort in OWN_ROWS:
        rows = rows.filter(organisatie=organisation)
    else:
        still = Q(tot_en_met=None) | Q(tot_en_met__gte=today())
        rows = rows.filter(Exists(Inzage.objects.filter(still, zaak=OuterRef("zaak_id"), organisatie=organisation)))
    hidden = unseen(user)
    if hidden:
        rows = rows.exclude(naam__in=hidden)
    if chosen.soort:
        rows = rows.filter(naam=chosen.soort)
    if chosen.eigenaar:
        rows = rows.filter(eigenaar=chosen.eigenaar)
    if chosen.route:
        rows = rows.filter(zaak__leerroute=chosen.route)
    if chosen.groep:
        rows = rows.filter(zaak__doelgroep=chosen.groep)
    return rows


def unseen(user: Gebruiker) -> list[str]:
    """Names of clocks and tasks of topics that the access matrix keeps from the user."""
    found = []
    for system in systems().values():
        found += [clock.name for clock in system.clocks.values() if not user.ziet(clock.topic)]
        found += [task.name for task in system.tasks.values() if not user.ziet(task.topic)]
    return found


def of_van(van: str, user: Gebruiker) -> Q:
    """Rows of mine, of nobody, or all."""
    if van == "mij":
        return Q(behandelaar_id=user.pk)
    return Q(behandelaar_id=None) if van == "niemand" else Q()


def of_lijst(lijst: str) -> Q:
    """Rows with a legal date, without one, or of planning."""
    if lijst == "planning":
        return Q(soort="plan")
    dated = Q(soort="law", uiterlijk__isnull=False)
    return dated if lijst == "termijnen" else ~Q(soort="plan") & ~dated


def of_wanneer(wanneer: str, day: dt.date) -> Q:
    """Rows of which the day is over, or comes within a week."""
    if wanneer == "over":
        return Q(uiterlijk__lt=day)
    return Q(uiterlijk__gte=day, uiterlijk__lte=day + dt.timedelta(days=SOON)) if wanneer == "week" else Q()


def counts(user: Gebruiker, chosen: Filter, day: dt.date) -> dict[str, int]:
    """How many rows each tab holds, in one query: ``van_mij``, ``lijst_zonder``, ``wanneer_week``, ``totaal``..."""
    van, lijst, wanneer = of_van(chosen.van, user), of_lijst(chosen.lijst), of_wanneer(chosen.wanneer, day)
    asked = {f"van_{one}": of_van(one, user) & lijst & wanneer for one in VAN}
    asked |= {f"lijst_{one}": van & of_lijst(one) for one in LIJSTEN}
    asked |= {f"wanneer_{one}": van & lijst & of_wanneer(one, day) for one in WANNEER}
    asked |= {f"let_op_{one}": van & of_lijst("termijnen") & of_wanneer(one, day) for one in ("over", "week")}
    asked["totaal"] = van & lijst & wanneer
    everything = {name: Count("pk", filter=where) if where else Count("pk") for name, where in asked.items()}
    return dict(shown(user, chosen).aggregate(**everything))


def rows(
    user: Gebruiker, chosen: Filter, day: dt.date, start: int, stop: int, order: Sequence[str] = ("uiterlijk",)
) -> list[dict[str, Any]]:
    """The rows themselves, by legal date or in another order, in one query."""
    found = shown(user, chosen).filter(
        of_van(chosen.van, user), of_lijst(chosen.lijst), of_wanneer(chosen.wanneer, day)
    )
    return list(found.order_by(*order, "zaak_id", "naam").values(*COLUMNS)[start:stop])
