"""/werklijstregels, /medewerkers, /toewijzingen: what there is to do, and for whom."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any, Literal
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import Path, Query, Router

from doorstroom.web.api import BASE
from doorstroom.web.api.beeld_zaak import STATES, handler, not_found, opened
from doorstroom.web.api.bladeren import LINKS, bounds, link
from doorstroom.web.api.problemen import Problem
from doorstroom.web.api.voorwaarden import ETAG, IDEMPOTENCY_KEY, IF_MATCH, Done, etag, must_match, once
from doorstroom.web.api.vormen import Stelsel, Zaaknummer
from doorstroom.web.api.vormen_werk import (
    Filters,
    NieuweBehandelaar,
    NieuweToewijzingen,
    Toewijzing,
    Toewijzingen,
    Werklijst,
    Werklijstregel,
    WerklijstVraag,
)
from doorstroom.web.api.vormen_zaak import Behandelaar
from doorstroom.web.clock import today
from doorstroom.web.toegang.models import Gebruiker
from doorstroom.web.werkplek import lijst
from doorstroom.web.werkplek.regels import rows_of
from doorstroom.web.werkplek.uitvoer import as_csv, as_xlsx
from doorstroom.web.werkplek.views_lijst import language_of
from doorstroom.web.zaken import toewijzen
from doorstroom.web.zaken.dossier import Dossier
from doorstroom.web.zaken.models import Zaak
from doorstroom.web.zaken.register import log_processing
from doorstroom.web.zaken.visibility import visible

router = Router(tags=["werklijst"], by_alias=True)
one = Router(tags=["werklijst"], by_alias=True)
_ORDER = {"uiterlijk": "uiterlijk", "zaaknummer": "zaak__case_id"}
_KINDS: dict[str, Literal["wet", "planning", "taak"]] = {"law": "wet", "plan": "planning", "task": "taak"}


def _must_list(user: Gebruiker) -> None:
    if not user.mag("werklijst"):
        raise PermissionDenied(_("Uw rol heeft geen werklijst."))


@router.get(
    "/werklijstregels", response=Werklijst, summary="Wat er te doen is, op wettelijke datum",
    openapi_extra={"responses": {200: {"headers": LINKS}}},
)  # fmt: skip
def werklijstregels(request: HttpRequest, response: HttpResponse, vraag: Query[WerklijstVraag]) -> Any:
    """The work list of the user's organisation."""
    user, day = request.user, today()
    _must_list(user)
    chosen, (start, stop) = vraag.chosen(), bounds(vraag)
    counts = lijst.counts(user, chosen, day)
    name = vraag.sortering.lstrip("-")
    order = f"-{_ORDER[name]}" if vraag.sortering.startswith("-") else _ORDER[name]
    found = lijst.rows(user, chosen, day, start, stop, order=(order,)) if counts["totaal"] > start else []
    link(request, response, vraag, counts["totaal"])
    rows = [_row(one, day, language_of(user)) for one in found]
    return Werklijst(aantal=counts["totaal"], tellingen=counts, resultaten=rows)


@router.get(
    "/werklijst-exporten/{vorm}", summary="De werklijst als bestand; wiens gegevens meegaan komt in het logboek",
    openapi_extra={"responses": {200: {"description": "Het bestand.", "content": {
        "text/csv": {"schema": {"type": "string"}},
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": {
            "schema": {"type": "string", "format": "binary"}},
    }}}},
)  # fmt: skip
def werklijst_exporten(request: HttpRequest, vorm: Path[Literal["csv", "xlsx"]], vraag: Query[Filters]) -> Any:
    """What the list shows, as a file."""
    user, day = request.user, today()
    if not user.mag("werklijst") or not user.mag("exporteren"):
        raise PermissionDenied(_("Uw rol mag geen lijst meenemen."))
    found = lijst.rows(user, vraag.chosen(), day, 0, lijst.LARGEST_EXPORT)
    made = rows_of(found, day, language_of(user), user.pk)
    log_processing(user, "werklijst", f"lijst meegenomen ({vorm})", [row.person_id for row in made])
    return as_csv(made, day) if vorm == "csv" else as_xlsx(made, day)


@router.get("/medewerkers", response=list[Behandelaar], summary="Aan wie u zaken kunt toewijzen")
def medewerkers(request: HttpRequest) -> Any:
    """The colleagues to whom the user may give a case."""
    toewijzen.must_assign(request.user)
    return [Behandelaar(gebruikersnaam=one.username, naam=str(one)) for one in toewijzen.colleagues(request.user)]


@router.post(
    "/toewijzingen", response={201: Toewijzingen}, summary="Wijs een of meer zaken toe, of maak ze van niemand",
    openapi_extra={"parameters": [IDEMPOTENCY_KEY], "x-problemen": ["404"]},
)  # fmt: skip
def toewijzingen(request: HttpRequest, gevraagd: NieuweToewijzingen) -> Any:
    """Give cases to a colleague, all or none of them."""

    def work(key: UUID) -> Done:
        toewijzen.must_assign(request.user)
        colleague = _colleague(request.user, gevraagd.behandelaar)
        wanted = {(one.stelsel, one.zaaknummer) for one in gevraagd.zaken}
        named = Q()
        for system, case_id in wanted:
            named |= Q(system=system, case_id=case_id)
        found = list(visible(request.user).filter(named))
        if len(found) != len(wanted):
            raise not_found()
        toewijzen.assign(request.user, found, colleague)
        return Done(201, Toewijzingen(toegewezen=len(found)))

    return once(request, work)


@one.get("/toewijzing", response=Toewijzing, summary="Wie de zaak behandelt voor uw organisatie",
         openapi_extra={"responses": {200: {"headers": ETAG}}})  # fmt: skip
def toewijzing(
    request: HttpRequest, response: HttpResponse, stelsel: Path[Stelsel], zaaknummer: Path[Zaaknummer]
) -> Any:
    """Who handles the case."""
    dossier = opened(request, stelsel, zaaknummer)
    response["ETag"] = etag(_version(dossier))
    return Toewijzing(behandelaar=handler(dossier))


@one.put("/toewijzing", response=Toewijzing, summary="Wijs de zaak toe",
         openapi_extra={"parameters": [IF_MATCH], "responses": {200: {"headers": ETAG}}})  # fmt: skip
def toewijzen_aan(
    request: HttpRequest, response: HttpResponse, stelsel: Path[Stelsel], zaaknummer: Path[Zaaknummer],
    gevraagd: NieuweBehandelaar,
) -> Any:  # fmt: skip
    """Give the case to a colleague, or to nobody."""
    dossier = opened(request, stelsel, zaaknummer)
    toewijzen.must_assign(dossier.user)
    colleague = _colleague(dossier.user, gevraagd.behandelaar)
    must_match(request, _version(dossier))
    toewijzen.assign(dossier.user, [dossier.zaak], colleague)
    response["ETag"] = etag(_version(dossier))
    return Toewijzing(behandelaar=handler(dossier))


def _version(dossier: Dossier) -> str:
    """What the ETag of an assignment says: to whom."""
    code = dossier.user.organisatie.code if dossier.user.organisatie else ""
    found = dossier.zaak.behandelaar_van(code)
    return f"t{found.pk}" if found else "t0"


def _colleague(user: Gebruiker, username: str | None) -> Gebruiker | None:
    if username is None:
        return None
    found = next((one for one in toewijzen.colleagues(user) if one.username == username), None)
    if found is None:
        wrong = [{"plaats": "body", "veld": "behandelaar", "melding": _("Dit is geen collega met een werklijst."),
                  "code": "onbekend"}]  # fmt: skip
        raise Problem("ongeldig-verzoek", _("Aan deze persoon kunt u niets toewijzen."), fouten=wrong)
    return found


def _row(given: Mapping[str, Any], day: dt.date, language: str) -> Werklijstregel:
    due = given["uiterlijk"]
    zaak = Zaak(system=given["zaak__system"], case_id=given["zaak__case_id"])
    return Werklijstregel(
        stelsel=zaak.system, zaaknummer=zaak.case_id, initialen=given["zaak__initialen"],
        doelgroep=given["zaak__doelgroep"], leerroute=given["zaak__leerroute"], klok=given["naam"],
        soort=_KINDS[given["soort"]], stand=STATES[given["status"]], begin=given["begin"], uiterlijk=due,
        dagen=(due - day).days if due else None, eigenaar=given["eigenaar"],
        reden=given["reden_nl"] if language == "nl" else given["reden_en"], volgende_stap=given["stap"] or None,
        behandelaar=given["behandelaar"], zaak=f"{BASE}/zaken/{zaak.system}/{zaak.case_id}",
    )  # fmt: skip
