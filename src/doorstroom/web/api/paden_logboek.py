"""/verwerkingen: the log of processing, for who watches over it; per person, user, activity and period.

That somebody read it, and whose lines, is noted in the same log.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import Query, Router
from pydantic import AwareDatetime, Field

from doorstroom.register.bsn import is_bsn
from doorstroom.web.api.beeld_beheer import administrator
from doorstroom.web.api.beeld_zaak import must_be_near
from doorstroom.web.api.bladeren import LINKS, bounds, link
from doorstroom.web.api.problemen import Problem
from doorstroom.web.api.vormen import Antwoord, Bladzijde, Regel
from doorstroom.web.api.vormen_zaak import Verwerking
from doorstroom.web.beheer import logboek as log
from doorstroom.web.beheer.bladen import of_platform
from doorstroom.web.clock import now, today

router = Router(tags=["logboek"], by_alias=True)


class LogboekVraag(Bladzijde):
    """Which lines. Without a case, a user or a first day: those of the last 30 days."""

    zaaknummer: Regel = Field(default="", max_length=64, description="Of het nummer van de persoon. Nooit een BSN.")
    wie: Regel = Field(default="", max_length=64, description="Gebruikersnaam.")
    activiteit: Regel = Field(default="", max_length=64)
    organisatie: Regel = Field(default="", max_length=32, description="Alleen voor beheer van het platform.")
    van: dt.date | None = Field(default=None, description="Vanaf deze dag; gewoon: de laatste 30 dagen.")
    tot_en_met: dt.date | None = None
    bekend_op: AwareDatetime | None = Field(
        default=None, description="Alleen wat er op dit moment stond: zo blijven bladzijden gelijk."
    )


class Logregel(Verwerking):
    """A line, with whom it is about."""

    persoon_id: str
    zaken: list[str]


class Logboek(Antwoord):
    """A page of the log."""

    aantal: int
    resultaten: list[Logregel]


@router.get("/verwerkingen", response=Logboek, summary="Wie wat deed met wiens gegevens; het lezen komt in het logboek",
            description="Lezen van het logboek en inloggen staan er alleen bij als u een zaak, een gebruiker of een "
            "activiteit noemt.", openapi_extra={"responses": {200: {"headers": LINKS}}})  # fmt: skip
def logboek(request: HttpRequest, response: HttpResponse, vraag: Query[LogboekVraag]) -> Any:
    """Lines of the user's organisation; of all for the platform. The newest first."""
    user, moment = administrator(request, "logboek"), now()
    if is_bsn(vraag.zaaknummer):
        wrong = [{"plaats": "query", "veld": "zaaknummer", "melding": _("Zet nooit een BSN in een adres."), "code": "bsn"}]  # fmt: skip # noqa: E501
        raise Problem("ongeldig-verzoek", _("Zet nooit een BSN in een adres."), fouten=wrong)
    must_be_near({"van": vraag.van, "totEnMet": vraag.tot_en_met}, vraag.bekend_op)
    if vraag.organisatie and not of_platform(user) and vraag.organisatie != user.organisatie.code:
        raise PermissionDenied(_("U ziet het logboek van uw eigen organisatie."))
    since = vraag.van
    if since is None and not (vraag.zaaknummer or vraag.wie):
        since = today() - dt.timedelta(days=log.DAYS)
    question = log.Question(
        vraag.bekend_op or moment, vraag.zaaknummer, vraag.wie, vraag.activiteit, vraag.organisatie,
        since, vraag.tot_en_met,
    )  # fmt: skip
    asked = log.wanted(user, question)
    count, (start, stop) = log.how_many(asked), bounds(vraag)
    link(request, response, vraag, count)
    return Logboek(aantal=count, resultaten=[_line(one) for one in log.between(user, asked, start, stop)])


def _line(one: log.Line) -> Logregel:
    told = one.processing
    return Logregel(
        verwerkt_op=told.processed_at, wie=told.actor, organisatie=told.organisation, doel=told.purpose,
        activiteit=told.processing_activity, handeling=told.operation, gevonden=told.found,
        persoon_id=told.person_id, zaken=list(one.cases),
    )  # fmt: skip
