"""/gebruikers: accounts of staff, for who administers an organisation.

A program may make an account, read and block. What would let it, or who runs it, grow in rights is for people: an
invitation (with it the program would sign in as a person), roles of an account that is there, letting in again, and
taking away a second factor.
"""

from __future__ import annotations

from typing import Annotated, Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from ninja import Path, Query, Router
from ninja.responses import Status
from pydantic import Field, StrictBool

from doorstroom.web.api import BASE, beeld_beheer
from doorstroom.web.api.beeld_beheer import Wijzigingsregel, administrator
from doorstroom.web.api.beeld_zaak import not_found
from doorstroom.web.api.bladeren import LINKS, bounds, link
from doorstroom.web.api.voorwaarden import ETAG, IDEMPOTENCY_KEY, IF_MATCH, LOCATION, Done, etag, must_match, once
from doorstroom.web.api.vormen import Antwoord, Bladzijde, Moment, Regel, Vraag
from doorstroom.web.api.wie import people_only, program
from doorstroom.web.beheer import accounts
from doorstroom.web.toegang import models

router = Router(tags=["gebruikers"], by_alias=True)
_MADE = {"parameters": [IDEMPOTENCY_KEY], "responses": {201: {"headers": LOCATION}}}
_TAGGED = {"responses": {200: {"headers": ETAG}}}
_RIGHT = "gebruikers"
Nummer = Path[Annotated[int, Field(ge=1, lt=2**63)]]


class Gebruiker(Antwoord):
    """An account of staff."""

    nummer: int
    gebruikersnaam: str
    naam: str
    organisatie: str
    rollen: list[str]
    geblokkeerd: bool
    wachtwoord_gekozen: bool
    tweede_stap: bool = Field(description="Of een tweede stap van het inloggen is ingesteld.")
    laatst_ingelogd_op: Moment | None
    uitnodiging: str | None = Field(
        default=None, description="Adres waarop iemand zijn wachtwoord kiest. Alleen de eerste keer, alleen aan mensen."
    )


class GebruikersVraag(Bladzijde):
    """Which accounts."""

    zoek: Regel = Field(default="", max_length=64, description="Deel van naam of gebruikersnaam.")


class Gebruikers(Antwoord):
    """A page of accounts."""

    aantal: int
    resultaten: list[Gebruiker]


class NieuweGebruiker(Vraag):
    """An account to make."""

    gebruikersnaam: Regel = Field(min_length=3, max_length=60)
    naam: Regel = Field(min_length=1, max_length=120)
    rollen: list[Regel] = Field(min_length=1, max_length=20, description="Rollen van de organisatie.")
    organisatie: Regel = Field(default="", max_length=32, description="Alleen voor beheer van het platform.")


class GewijzigdeGebruiker(Vraag):
    """What must become otherwise; what is left out stays."""

    rollen: list[Regel] | None = Field(default=None, min_length=1, max_length=20, description="Alle rollen.")
    geblokkeerd: StrictBool | None = None


@router.get("/gebruikers", response=Gebruikers, summary="Accounts van medewerkers",
            openapi_extra={"responses": {200: {"headers": LINKS}}})  # fmt: skip
def gebruikers(request: HttpRequest, response: HttpResponse, vraag: Query[GebruikersVraag]) -> Any:
    """Accounts of the user's organisation; of all for the platform."""
    found = accounts.of_administrator(administrator(request, _RIGHT), vraag.zoek.strip()).order_by("naam", "pk")
    count, (start, stop) = found.count(), bounds(vraag)
    link(request, response, vraag, count)
    return Gebruikers(aantal=count, resultaten=[_told(one) for one in found[start:stop]])


@router.post("/gebruikers", response={201: Gebruiker}, summary="Maak een account", openapi_extra=_MADE,
             description="Een programma maakt het geblokkeerd: een beheerder laat het toe en nodigt uit.")  # fmt: skip
def gebruiker_maken(request: HttpRequest, gevraagd: NieuweGebruiker) -> Any:
    """A new account without a password; for people with an invitation."""

    def work(key: UUID) -> Done:
        user = administrator(request, _RIGHT)
        places = {place.code: place for place in accounts.places_of(user)}
        code = gevraagd.organisatie or user.organisatie.code
        name = _username(gevraagd.gebruikersnaam)
        try:
            made = accounts.invite(
                user, places.get(code), name, gevraagd.naam, gevraagd.rollen, active=not program(request)
            )
        except ValidationError as error:
            raise beeld_beheer.renamed(error) from None
        secret = {} if program(request) else {"uitnodiging": _address(request, accounts.invitation(made))}
        return Done(201, _told(made), {"Location": f"{BASE}/gebruikers/{made.pk}"}, secret)

    return once(request, work)


@router.get("/gebruikers/{nummer}", response=Gebruiker, summary="Eén account", openapi_extra=_TAGGED)
def gebruiker(request: HttpRequest, response: HttpResponse, nummer: Nummer) -> Any:
    """One account."""
    found = _own(request, nummer)
    response["ETag"] = etag(_version(found))
    return _told(found)


@router.patch("/gebruikers/{nummer}", response=Gebruiker, summary="Verander rollen, blokkeer of laat weer toe",
              description="Uw eigen account verandert een ander. Een programma kan alleen blokkeren.",
              openapi_extra={**_TAGGED, "parameters": [IF_MATCH]})  # fmt: skip
def gebruiker_wijzigen(
    request: HttpRequest, response: HttpResponse, nummer: Nummer, gevraagd: GewijzigdeGebruiker
) -> Any:  # fmt: skip
    """Other roles, blocked, let in again."""
    if gevraagd.rollen is not None or gevraagd.geblokkeerd is False:
        people_only(request, _("Alleen mensen geven rollen en heffen een blokkade op."))
    with transaction.atomic():
        found = _own(request, nummer, held=True)
        must_match(request, _version(found))
        if gevraagd.rollen is not None:
            accounts.give_roles(request.user, found, gevraagd.rollen)
        if gevraagd.geblokkeerd is not None:
            accounts.block(request.user, found, blocked=gevraagd.geblokkeerd)
    found = _own(request, nummer)
    response["ETag"] = etag(_version(found))
    return _told(found)


@router.delete("/gebruikers/{nummer}/tweede-stap", response={204: None}, summary="Zet de tweede stap terug")
def tweede_stap_terugzetten(request: HttpRequest, nummer: Nummer) -> Any:
    """Take the second factor away: at the next sign-in a new one is set up."""
    people_only(request, _("Alleen mensen zetten de tweede stap van het inloggen terug."))
    accounts.reset_second_factor(request.user, _own(request, nummer))
    return Status(204, None)


@router.post("/gebruikers/{nummer}/uitnodigingen", response={201: Gebruiker}, summary="Maak een nieuwe uitnodiging",
             description="Trekt het wachtwoord in, en beëindigt daarmee elke sessie.",
             openapi_extra=_MADE)  # fmt: skip
def uitnodigen(request: HttpRequest, nummer: Nummer) -> Any:
    """Take the password away and make a new invitation."""
    people_only(request, _("Alleen mensen krijgen uitnodigingen: wie er een heeft, kiest het wachtwoord."))

    def work(key: UUID) -> Done:
        found = _own(request, nummer)
        parts = accounts.new_invitation(request.user, found)
        secret = {"uitnodiging": _address(request, parts)}
        return Done(201, _told(_own(request, nummer)), {"Location": f"{BASE}/gebruikers/{nummer}"}, secret)

    return once(request, work)


@router.get(
    "/gebruikers/{nummer}/wijzigingen", response=list[Wijzigingsregel], summary="Wat aan een account veranderde"
)
def gebruiker_wijzigingen(request: HttpRequest, nummer: Nummer) -> Any:
    """What was changed in an account, by whom and when; the newest first."""
    return beeld_beheer.changes(accounts.history(_own(request, nummer)))


def _own(request: HttpRequest, number: int, *, held: bool = False) -> models.Gebruiker:
    rows = accounts.of_administrator(administrator(request, _RIGHT))
    found = (rows.select_for_update(of=("self",)) if held else rows).filter(pk=number).first()
    if found is None:
        raise not_found()
    return found


def _username(text: str) -> str:
    try:
        return accounts.username_of(text)
    except ValidationError as error:
        raise ValidationError({"gebruikersnaam": error.messages}) from None


def _address(request: HttpRequest, parts: tuple[str, str]) -> str:
    return str(request.build_absolute_uri(reverse("beheer:uitnodiging", args=parts)))


def _version(one: models.Gebruiker) -> str:
    return beeld_beheer.version(one.rollen, one.is_active)


def _told(one: models.Gebruiker) -> Gebruiker:
    return Gebruiker(
        nummer=one.pk, gebruikersnaam=one.username, naam=one.naam, organisatie=one.organisatie.code,
        rollen=one.rollen, geblokkeerd=not one.is_active, wachtwoord_gekozen=one.has_usable_password(),
        tweede_stap=one.authenticator_set.exists(), laatst_ingelogd_op=one.last_login,
    )  # fmt: skip
