"""/organisaties: who takes part here; the platform makes them, and each keeps what letters say of it."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any, Literal
from uuid import UUID

from django.core.exceptions import PermissionDenied, ValidationError
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import Path, Router
from pydantic import Field, StringConstraints

from doorstroom.web.api import BASE, beeld_beheer
from doorstroom.web.api.beeld_beheer import Wijzigingsregel, administrator
from doorstroom.web.api.beeld_zaak import not_found
from doorstroom.web.api.voorwaarden import ETAG, IDEMPOTENCY_KEY, IF_MATCH, LOCATION, Done, etag, must_match, once
from doorstroom.web.api.vormen import Antwoord, Regel, Vraag
from doorstroom.web.beheer import accounts
from doorstroom.web.beheer import organisaties as places
from doorstroom.web.beheer.forms_accounts import NewOrganisationForm, OrganisationForm, form_of
from doorstroom.web.toegang import models

router = Router(tags=["organisaties"], by_alias=True)
_TAGGED = {"responses": {200: {"headers": ETAG}}}
_RIGHT = "gebruikers"
_CHANGEABLE = ("naam", "telefoon", "adres", "keurmerk_vanaf", "keurmerk_tot_en_met")
Code = Path[Annotated[str, StringConstraints(pattern=r"^[A-Z0-9][A-Z0-9-]{0,31}$")]]


class Organisatie(Antwoord):
    """An organisation."""

    code: str
    soort: str
    naam: str
    telefoon: str
    adres: str
    keurmerk_vanaf: dt.date | None
    keurmerk_tot_en_met: dt.date | None


class GewijzigdeOrganisatie(Vraag):
    """What must become otherwise; what is left out stays."""

    naam: Regel = Field(default="", min_length=1, max_length=120, description="Alleen voor beheer van het platform.")
    telefoon: Regel = Field(default="", max_length=32)
    adres: Regel = Field(default="", max_length=200, description="Dit staat op brieven.")
    keurmerk_vanaf: dt.date | None = Field(default=None, description="Van een cursusaanbieder, door het platform.")
    keurmerk_tot_en_met: dt.date | None = Field(default=None, description="Van een cursusaanbieder, door het platform.")


class NieuweOrganisatie(GewijzigdeOrganisatie):
    """An organisation to make."""

    soort: Literal["gemeente", "aanbieder"]
    code: Regel = Field(min_length=1, max_length=32, description="Van een gemeente de vier cijfers van CBS.")
    naam: Regel = Field(min_length=1, max_length=120)


@router.get("/organisaties", response=list[Organisatie], summary="Organisaties die u beheert")
def organisaties(request: HttpRequest) -> Any:
    """The organisations that the user keeps."""
    return [_told(one) for one in accounts.places_of(administrator(request, _RIGHT))]


@router.post("/organisaties", response={201: Organisatie}, summary="Maak een organisatie",
             description="Alleen voor beheer van het platform.",
             openapi_extra={"parameters": [IDEMPOTENCY_KEY], "responses": {201: {"headers": LOCATION}}})  # fmt: skip
def organisatie_maken(request: HttpRequest, gevraagd: NieuweOrganisatie) -> Any:
    """A new organisation."""

    def work(key: UUID) -> Done:
        places.must_make(administrator(request, _RIGHT))
        made = _saved(request, NewOrganisationForm(_data(gevraagd.model_dump())))
        return Done(201, _told(made), {"Location": f"{BASE}/organisaties/{made.code}"})

    return once(request, work)


@router.get("/organisaties/{code}", response=Organisatie, summary="Eén organisatie", openapi_extra=_TAGGED)
def organisatie(request: HttpRequest, response: HttpResponse, code: Code) -> Any:
    """One organisation."""
    found = _own(request, code)
    response["ETag"] = etag(_version(found))
    return _told(found)


@router.patch("/organisaties/{code}", response=Organisatie, summary="Verander een organisatie",
              openapi_extra={**_TAGGED, "parameters": [IF_MATCH]})  # fmt: skip
def organisatie_wijzigen(
    request: HttpRequest, response: HttpResponse, code: Code, gevraagd: GewijzigdeOrganisatie
) -> Any:
    """Change what letters say of it; the platform changes its name and keurmerk too."""
    place = _own(request, code)
    must_match(request, _version(place))
    kind = form_of(request.user)
    shown, sent = kind(instance=place), gevraagd.model_dump(exclude_unset=True)
    strange = sorted(set(sent) - set(shown.fields))
    if strange and kind is not OrganisationForm:
        raise PermissionDenied(_("U verandert alleen telefoon en adres."))
    if strange:
        raise beeld_beheer.renamed(
            ValidationError({one: _("Deze organisatie heeft geen keurmerk.") for one in strange})
        )
    before = {name: shown.initial[name] for name in shown.fields}
    changed = _saved(request, kind(_data({**before, **sent}), instance=place))
    response["ETag"] = etag(_version(changed))
    return _told(changed)


@router.get("/organisaties/{code}/wijzigingen", response=list[Wijzigingsregel],
            summary="Wat aan een organisatie veranderde")  # fmt: skip
def organisatie_wijzigingen(request: HttpRequest, code: Code) -> Any:
    """What was changed in an organisation, by whom and when; the newest first."""
    return beeld_beheer.changes(places.history(_own(request, code)))


def _own(request: HttpRequest, code: str) -> models.Organisatie:
    found = {place.code: place for place in accounts.places_of(administrator(request, _RIGHT))}
    if code not in found:
        raise not_found()
    return found[code]


def _data(values: dict[str, Any]) -> dict[str, str]:
    """As a browser would send it."""
    return {name: "" if value is None else str(value) for name, value in values.items()}


def _saved(request: HttpRequest, form: ModelForm) -> models.Organisatie:
    """What the form of the screens makes of it. Raises ValidationError."""
    if not form.is_valid():
        raise beeld_beheer.renamed(ValidationError(form.errors.as_data()))
    place: models.Organisatie = form.save(commit=False)
    places.save(request.user, place, form.changed_data)
    return place


def _version(one: models.Organisatie) -> str:
    return beeld_beheer.version(*(getattr(one, name) for name in _CHANGEABLE))


def _told(one: models.Organisatie) -> Organisatie:
    return Organisatie(
        code=one.code, soort=one.soort, naam=one.naam, telefoon=one.telefoon, adres=one.adres,
        keurmerk_vanaf=one.keurmerk_vanaf, keurmerk_tot_en_met=one.keurmerk_tot_en_met,
    )  # fmt: skip
