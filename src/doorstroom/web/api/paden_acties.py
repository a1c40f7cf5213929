"""/zaken/.../acties, /gebeurtenissen, /toetsen, /concepten: what may be done with a case, and doing it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import Path, Router
from ninja.responses import Status

from doorstroom.kernel.process import Action
from doorstroom.web.api import beeld_acties, beeld_uitleg
from doorstroom.web.api.beeld_zaak import changes, not_found, opened, url_of
from doorstroom.web.api.formulieren import checked
from doorstroom.web.api.paden_zaken import one
from doorstroom.web.api.problemen import Problem, refused
from doorstroom.web.api.voorwaarden import ETAG, IDEMPOTENCY_KEY, IF_MATCH, LOCATION, Done, etag, once, seen
from doorstroom.web.api.vormen import Naam, Stelsel, Weigering, Zaaknummer
from doorstroom.web.api.vormen_actie import (
    Actie,
    ActieMetFormulier,
    Concept,
    NieuwConcept,
    NieuweGebeurtenis,
    Toets,
    Vastgelegd,
)
from doorstroom.web.clock import today
from doorstroom.web.mijn.kijken import SYSTEM
from doorstroom.web.werkplek.formulier import DAY
from doorstroom.web.zaken import handelen, models
from doorstroom.web.zaken.dossier import Dossier
from doorstroom.web.zaken.gebeurtenis import Attempt, asked, organisation_of

router = Router(tags=["acties"], by_alias=True)
_MADE = {"headers": {**ETAG, **LOCATION}}


@router.get("/acties", response=list[Actie], summary="Wat u met deze zaak kunt doen, en waarom iets nu niet kan")
def acties(request: HttpRequest, response: HttpResponse, stelsel: Path[Stelsel], zaaknummer: Path[Zaaknummer]) -> Any:
    """The actions of the user's roles, each with what refuses it now."""
    dossier = opened(request, stelsel, zaaknummer)
    response["ETag"] = etag(dossier.version)
    return beeld_acties.actions(request, dossier)


@router.get(
    "/acties/{actie}", response=ActieMetFormulier, summary="Eén handeling met haar formulier als JSON Schema",
    openapi_extra={"responses": {200: {"headers": ETAG}}},
)  # fmt: skip
def actie(
    request: HttpRequest, response: HttpResponse, stelsel: Path[Stelsel], zaaknummer: Path[Zaaknummer],
    actie: Path[Naam],
) -> Any:  # fmt: skip
    """One action with its form."""
    dossier = opened(request, stelsel, zaaknummer)
    found = beeld_acties.one_action(request, dossier, actie)
    if found is None:
        _own_action(dossier, actie)
        raise not_found()
    response["ETag"] = etag(dossier.version)
    return found


@router.post(
    "/toetsen", response=Toets, summary="Wat er van zou komen, zonder iets vast te leggen",
)  # fmt: skip
def toetsen(
    request: HttpRequest, stelsel: Path[Stelsel], zaaknummer: Path[Zaaknummer], gevraagd: NieuweGebeurtenis
) -> Any:
    """Work out what an action would be refused for; nothing is recorded."""
    dossier = opened(request, stelsel, zaaknummer)
    action = _own_action(dossier, gevraagd.actie)
    barred = beeld_acties.barred_for_program(request, dossier, action)
    outcome = handelen.check(dossier, _attempt(dossier, action, gevraagd, dossier.version, UUID(int=0)))
    told = refused(outcome.sentences, [*outcome.refusals, *([barred] if barred else [])])
    return Toets(
        kan=outcome.state in ("recorded", "proposed") and not barred,
        akkoord_nodig=action.approval,
        zinnen=[*told["zinnen"], *([barred.sentence] if barred and outcome.sentences else [])],
        weigeringen=[Weigering.model_validate(one) for one in told["weigeringen"]],
    )


@one.post(  # with the other method of this address: what is routed is an address
    "/gebeurtenissen", response={201: Vastgelegd, 202: Vastgelegd}, summary="Neem een handeling", tags=["acties"],
    description="Legt een gebeurtenis vast (201), of doet een voorstel waarmee een collega akkoord moet gaan (202). "
    "De Idempotency-Key wordt het nummer van de gebeurtenis of van het voorstel.",
    openapi_extra={"parameters": [IF_MATCH, IDEMPOTENCY_KEY], "responses": {201: _MADE, 202: _MADE}},
)  # fmt: skip
def vastleggen(
    request: HttpRequest, stelsel: Path[Stelsel], zaaknummer: Path[Zaaknummer], gevraagd: NieuweGebeurtenis
) -> Any:
    """Take an action: an event on record, or a proposal."""
    version = version_seen(request)

    def work(key: UUID) -> Done:
        dossier = opened(request, stelsel, zaaknummer)
        action = _own_action(dossier, gevraagd.actie)
        if dossier.own and dossier.zaak.system == SYSTEM:  # with what is not his to choose, and his own words
            raise PermissionDenied(_("Vraag of meld dit met POST /mijn/vragen/%(actie)s.") % {"actie": action.name})
        barred = beeld_acties.barred_for_program(request, dossier, action)
        if barred:
            raise Problem("geen-recht", barred.sentence, **refused((), [barred]))
        there = any(event.event_id == key for event in dossier.events)
        if version > dossier.version and not there:
            raise stale(dossier, ())
        outcome = handelen.attempt(dossier, _attempt(dossier, action, gevraagd, version, key))
        return done(dossier, action, outcome)

    return once(request, work)


def done(dossier: Dossier, action: Action, outcome: handelen.Outcome) -> Done:
    """What came of an attempt, as an answer. Raises Problem for what was refused."""
    language = dossier.language
    if outcome.state == "stale":
        raise stale(dossier, outcome.changed)
    if outcome.state == "forbidden":
        raise PermissionDenied(outcome.sentences[0])
    if outcome.state == "refused":
        detail = " ".join(outcome.sentences)
        if not outcome.refusals:
            wrong = [{"plaats": "body", "veld": "gegevens", "melding": detail, "code": "gebeurtenis"}]
            raise Problem("ongeldig-verzoek", detail, fouten=wrong)
        raise Problem("weigering", detail, **refused(outcome.sentences, outcome.refusals))
    if outcome.state == "proposed":
        assert outcome.proposal is not None
        if outcome.proposal.actie != action.name:
            raise _used()
        told = beeld_acties.proposal(outcome.proposal, language)
        body = Vastgelegd(stand="voorgesteld", versie=dossier.version, gebeurtenis=None, voorstel=told)
        return Done(202, body, {"Location": told.url, "ETag": etag(dossier.version)})
    assert outcome.event is not None
    if outcome.event.type != action.event or outcome.event.organisation != organisation_of(dossier.user):
        raise _used()  # the key is the id of something else that stands in the case
    fresh = Dossier(dossier.user, dossier.zaak, dossier.day)
    event = beeld_uitleg.one_event(fresh, outcome.event.event_id)
    body = Vastgelegd(stand="vastgelegd", versie=fresh.version, gebeurtenis=event, voorstel=None)
    where = url_of(dossier.zaak, "gebeurtenissen", outcome.event.event_id)
    return Done(201, body, {"Location": where, "ETag": etag(fresh.version)})


def stale(dossier: Dossier, events: Any) -> Problem:
    """The case moved on since the client looked at it: what changed, and its version now."""
    fresh = Dossier(dossier.user, dossier.zaak, dossier.day)
    headers = {"ETag": etag(fresh.version)}
    sentence = _("De zaak is intussen veranderd. Er is niets vastgelegd.")
    return Problem("verouderd", sentence, headers=headers, gewijzigd=changes(fresh, events))


@router.get("/concepten", response=list[Concept], summary="Uw concepten bij deze zaak")
def concepten(request: HttpRequest, stelsel: Path[Stelsel], zaaknummer: Path[Zaaknummer]) -> Any:
    """The user's own drafts."""
    dossier = opened(request, stelsel, zaaknummer)
    found = models.Concept.objects.filter(gebruiker_id=request.user.pk, zaak=dossier.zaak).order_by("actie")
    return [_draft(one) for one in found]


@router.put("/concepten/{actie}", response=Concept, summary="Bewaar een concept, in plaats van een eerder")
def concept_bewaren(
    request: HttpRequest, stelsel: Path[Stelsel], zaaknummer: Path[Zaaknummer], actie: Path[Naam],
    gevraagd: NieuwConcept,
) -> Any:  # fmt: skip
    """Keep what was filled in so far."""
    dossier = opened(request, stelsel, zaaknummer)
    action = _own_action(dossier, actie)
    stray = sorted(set(gevraagd.gegevens) - set(asked(dossier, action)))
    if stray:
        wrong = [{"plaats": "body", "veld": f"gegevens.{name}", "melding": _("Dit veld bestaat hier niet."),
                  "code": "extra_forbidden"} for name in stray]  # fmt: skip
        raise Problem("ongeldig-verzoek", _("Het concept heeft velden die niet in het formulier staan."), fouten=wrong)
    day = {DAY: gevraagd.geldig_op.isoformat()} if gevraagd.geldig_op else {}
    return _draft(handelen.keep_draft(dossier, action.name, {**gevraagd.gegevens, **day}))


@router.delete("/concepten/{actie}", response={204: None}, summary="Gooi een concept weg")
def concept_weggooien(
    request: HttpRequest, stelsel: Path[Stelsel], zaaknummer: Path[Zaaknummer], actie: Path[Naam]
) -> Any:
    """Throw a draft away; when there is none, that is what was wanted."""
    dossier = opened(request, stelsel, zaaknummer)
    models.Concept.objects.filter(gebruiker_id=request.user.pk, zaak=dossier.zaak, actie=actie).delete()
    return Status(204, None)


def _draft(one: models.Concept) -> Concept:
    return Concept(actie=one.actie, zaakversie=one.version, bewaard_op=one.bewaard_op, gegevens=one.gegevens)


def _own_action(dossier: Dossier, name: str) -> Action:
    """The action of the user's role by this name. Raises PermissionDenied, Problem."""
    action = next((one for one in dossier.mine() if one.name == name), None)
    if action is None:
        if name in dossier.system.actions:
            raise PermissionDenied(_("Deze handeling hoort niet bij uw rol."))
        raise not_found()
    return action


def _attempt(dossier: Dossier, action: Action, given: NieuweGebeurtenis, version: int, key: UUID) -> Attempt:
    payload = {}
    if not given.trekt_in:
        payload = checked(dossier.system, action, given.gegevens, corrects=given.verbetert is not None)
    return Attempt(action.name, key, version, given.geldig_op or today(), payload, given.verbetert, given.trekt_in)


def version_seen(request: HttpRequest) -> int:
    """The version of the case that the client saw. Raises Problem."""
    text = seen(request)
    if not (text.isascii() and text.isdecimal()) or len(text) > 9:
        wrong = [{"plaats": "header", "veld": "If-Match", "melding": _("Dit is geen versie van een zaak."), "code": "header"}]  # fmt: skip # noqa: E501
        raise Problem("ongeldig-verzoek", _("If-Match is geen versie van een zaak."), fouten=wrong)
    return int(text)


def _used() -> Problem:
    return Problem("sleutel-hergebruikt", _("Met deze sleutel is al iets anders vastgelegd."))
