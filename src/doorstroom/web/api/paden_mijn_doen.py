"""/mijn: what a newcomer does himself: asking, saying that he cannot come, taking everything along."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import Path, Router

from doorstroom.kernel.process import Action
from doorstroom.web.api import vormen_mijn as vormen
from doorstroom.web.api.beeld_zaak import not_found, url_of
from doorstroom.web.api.formulieren import checked
from doorstroom.web.api.paden_acties import done, stale, version_seen
from doorstroom.web.api.paden_mijn import look, sentence, sentences
from doorstroom.web.api.problemen import Problem
from doorstroom.web.api.voorwaarden import ETAG, IDEMPOTENCY_KEY, IF_MATCH, LOCATION, Done, once
from doorstroom.web.api.vormen import Naam
from doorstroom.web.api.vormen_actie import Vastgelegd
from doorstroom.web.clock import now, today
from doorstroom.web.mijn import alles, berichten, kijken, vragen
from doorstroom.web.mijn.blik import Blik
from doorstroom.web.mijn.formulier import left_out
from doorstroom.web.zaken.handelen import Attempt

router = Router(tags=["mijn inburgering"], by_alias=True)
_MADE = {"headers": {**ETAG, **LOCATION}}


@router.get("/mijn/vragen", response=list[vormen.Vraaggroep], summary="Wat u kunt vragen of melden",
            openapi_extra={"x-problemen": ["404"]})  # fmt: skip
def mijn_vragen(request: HttpRequest) -> Any:
    """What he may ask now, and what not, with why."""
    blik = look(request)
    kijken.right(blik, "handelen")
    return [
        vormen.Vraaggroep(titel=sentence(title), vragen=[_question(blik, one) for one in (*now_open, *closed)])
        for title, now_open, closed in vragen.questions(blik)
    ]


@router.post("/mijn/vragen/{actie}", response={201: Vastgelegd, 202: Vastgelegd}, summary="Vraag of meld iets",
             description="Legt vast wat u vraagt. Uw toelichting gaat als bericht naar wie erover beslist.",
             openapi_extra={"parameters": [IF_MATCH, IDEMPOTENCY_KEY], "responses": {201: _MADE, 202: _MADE}})  # fmt: skip # noqa: E501
def vraag_stellen(request: HttpRequest, actie: Path[Naam], gevraagd: vormen.NieuweVraag) -> Any:
    """Take one of his own actions."""
    version = version_seen(request)

    def work(key: UUID) -> Done:
        blik = look(request)
        kijken.right(blik, "handelen")
        action = vragen.action_of(blik, actie)
        if action is None:
            raise not_found()
        if version > blik.dossier.version:
            raise stale(blik.dossier, ())
        tried = _attempt(blik, action, gevraagd, version, key)
        return done(blik.dossier, action, vragen.ask(blik, action, tried, gevraagd.toelichting))

    return once(request, work)


@router.post("/mijn/afmeldingen", response={201: vormen.Afgemeld}, summary="Zeg dat u niet kunt komen",
             openapi_extra={"parameters": [IDEMPOTENCY_KEY], "x-problemen": ["404"]})  # fmt: skip
def afmelden(request: HttpRequest, gevraagd: vormen.Afmelding) -> Any:
    """Tell the municipality that he cannot come."""

    def work(key: UUID) -> Done:
        blik = look(request)
        kijken.right(blik, "berichten")
        to = blik.municipality
        if to is None:
            raise Problem("conflict", _("Het is niet bekend welke gemeente u helpt."))
        text = berichten.absence(gevraagd.model_dump())
        berichten.send(blik, to.code, text, now())
        return Done(201, vormen.Afgemeld(aan=to.code, tekst=text))

    return once(request, work)


@router.get("/mijn/gegevens", summary="Alles wat over u bekend is, in één bestand; het ophalen komt in het logboek",
            openapi_extra={"x-problemen": ["404"], "responses": {200: {"description": "Het bestand.", "content": {
                "application/zip": {"schema": {"type": "string", "format": "binary"}}}}}})  # fmt: skip
def mijn_gegevens(request: HttpRequest) -> HttpResponse:
    """Everything, to keep (AVG 15 and 20)."""
    blik = look(request)
    kijken.right(blik, "logboek")
    return alles.download(blik)


def _attempt(blik: Blik, action: Action, given: vormen.NieuweVraag, version: int, key: UUID) -> Attempt:
    """What he wants to record, as his form on the page would have it. Raises Problem."""
    declared = blik.story["actions"][action.name]
    data = {**given.gegevens, **declared.get("preset", {})}
    payload = checked(blik.dossier.system, action, data, corrects=given.verbetert is not None)
    wrong = [
        _mistake(f"gegevens.{name}", _("Deze waarde bestaat hier niet."))
        for name, value in payload.items()
        if str(value) in left_out(blik, action.event, name)
    ]
    if declared.get("tells") and not given.toelichting.strip():
        wrong.append(_mistake("toelichting", _("Vertel uw verhaal.")))
    if declared.get("today") and given.geldig_op not in (None, today()):
        wrong.append(_mistake("geldigOp", _("Dit geldt op de dag waarop u het vraagt.")))
    if wrong:
        raise Problem("ongeldig-verzoek", _("De gegevens passen niet bij het formulier."), fouten=wrong)
    return Attempt(action.name, key, version, given.geldig_op or today(), payload, given.verbetert)


def _mistake(field: str, sentence: str) -> dict[str, str]:
    return {"plaats": "body", "veld": field, "melding": sentence, "code": "waarde"}


def _question(blik: Blik, one: vragen.Question) -> vormen.EigenVraag:
    return vormen.EigenVraag(
        actie=one.name, titel=sentence(one.title), uitleg=sentences(one.about), kan=not one.cannot,
        waarom_niet=[getattr(why, "plain", str(why)) for why in one.cannot],
        formulier=url_of(blik.dossier.zaak, "acties", one.name),
    )  # fmt: skip
