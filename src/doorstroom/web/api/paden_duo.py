"""/duo-verkeer and /duo-berichten: the exchange with DUO, for who keeps the connection. Nobody is named in it."""

from __future__ import annotations

from typing import Any, Literal

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router
from pydantic import Field

from doorstroom.exchange.duo.traffic import Line
from doorstroom.web.api.beeld_beheer import administrator
from doorstroom.web.api.beeld_zaak import not_found
from doorstroom.web.api.bladeren import LINKS, bounds, link
from doorstroom.web.api.vormen import Antwoord, Bladzijde, Moment
from doorstroom.web.beheer import duo as exchange
from doorstroom.web.beheer.bladen import has_exchange

router = Router(tags=["verkeer met DUO"], by_alias=True)


class DuoVerkeer(Antwoord):
    """How the exchange goes."""

    van_duo: dict[str, int] = Field(description="Berichten van DUO, per stand.")
    naar_duo: dict[str, int] = Field(description="Berichten naar DUO, per stand.")
    taken: dict[str, int] = Field(description="Wat mensen nog moeten doen, per soort.")
    wacht_op_mens: int
    laatst_ontvangen_op: Moment | None
    laatst_verstuurd_op: Moment | None
    oudste_wacht_sinds: Moment | None = Field(description="Van de berichten die vanzelf verder gaan.")


class DuoTaak(Antwoord):
    """Something that a person must do about a message."""

    nummer: int
    soort: str
    tekst: str
    gemaakt_op: Moment


class DuoBericht(Antwoord):
    """A message, without its content and without whom it is about."""

    kenmerk: str = Field(description="Het berichtId van DUO, of ons nummer.")
    wat: str
    betekenis: str
    stand: str
    sinds: Moment
    gewijzigd_op: Moment
    moment_bij_duo: Moment | None
    volgende_poging_op: Moment | None
    pogingen: int
    herhalingen: int = Field(description="Hoe vaak DUO hetzelfde nog eens stuurde.")
    probleem: str
    teksten: list[str] = Field(description="Wat DUO er zelf over zegt.")
    taken: list[DuoTaak]


class DuoBerichtenVraag(Bladzijde):
    """Which messages."""

    bak: Literal["in", "uit"] = Field(default="in", description="Van DUO, of naar DUO.")
    welke: Literal["vast", "alle"] = Field(default="vast", description="Die op een mens wachten, of alle.")


class DuoBerichten(Antwoord):
    """A page of messages."""

    aantal: int
    resultaten: list[DuoBericht]


@router.get("/duo-verkeer", response=DuoVerkeer, summary="Hoe het verkeer met DUO gaat",
            openapi_extra={"x-problemen": ["404"]})  # fmt: skip
def duo_verkeer(request: HttpRequest) -> Any:
    """Numbers per state, and the moments."""
    _must_keep(request)
    told = exchange.how_it_goes()
    return DuoVerkeer(
        van_duo=dict(told.inbox), naar_duo=dict(told.outbox), taken=dict(told.tasks), wacht_op_mens=told.stuck,
        laatst_ontvangen_op=told.last_received, laatst_verstuurd_op=told.last_sent,
        oudste_wacht_sinds=told.oldest_waiting,
    )  # fmt: skip


@router.get("/duo-berichten", response=DuoBerichten, summary="Berichten van en naar DUO, met wat er mis is",
            openapi_extra={"responses": {200: {"headers": LINKS}}, "x-problemen": ["404"]})  # fmt: skip
def duo_berichten(request: HttpRequest, response: HttpResponse, vraag: Query[DuoBerichtenVraag]) -> Any:
    """Messages that came or went, the newest first."""
    _must_keep(request)
    stuck, (start, stop) = vraag.welke == "vast", bounds(vraag)
    count = exchange.how_many(vraag.bak, stuck, exchange.how_it_goes())
    link(request, response, vraag, count)
    found = exchange.between(vraag.bak, stuck, start, stop)
    return DuoBerichten(aantal=count, resultaten=[_told(one) for one in found])


def _must_keep(request: HttpRequest) -> None:
    """Raises PermissionDenied without the right, Problem where no exchange runs that is the user's."""
    if not has_exchange(administrator(request, "koppeling")):
        raise not_found()


def _told(one: Line) -> DuoBericht:
    return DuoBericht(
        kenmerk=one.key, wat=one.what, betekenis=one.meaning, stand=one.state, sinds=one.since,
        gewijzigd_op=one.changed_at, moment_bij_duo=one.moment_at_duo, volgende_poging_op=one.next_attempt_at,
        pogingen=one.attempts, herhalingen=one.repeats, probleem=one.trouble, teksten=list(one.texts),
        taken=[DuoTaak(nummer=t.number, soort=t.kind, tekst=t.text, gemaakt_op=t.created_at) for t in one.tasks],
    )  # fmt: skip
