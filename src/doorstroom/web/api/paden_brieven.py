"""/zaken/.../brieven: the letters of a case, those that may be made, an example, and making one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import Path, Router

from doorstroom.kernel.events import Event
from doorstroom.web.api.beeld_zaak import not_found, opened, url_of
from doorstroom.web.api.paden_delen import attachment
from doorstroom.web.api.problemen import Problem
from doorstroom.web.api.voorwaarden import IDEMPOTENCY_KEY, LOCATION, Done, once
from doorstroom.web.api.vormen import Stelsel, Zaaknummer
from doorstroom.web.api.vormen_brief import Brief, Briefinhoud, Briefsoort, NieuweBrief, Voorbeeld, Vraagveld
from doorstroom.web.api.vormen_zaak import Behandelaar
from doorstroom.web.api.wie import people_only, program
from doorstroom.web.brieven.gegevens import LetterRefused
from doorstroom.web.brieven.invullen import signers, why_not
from doorstroom.web.brieven.lijst import made_letters, offers, readable
from doorstroom.web.brieven.maken import LetterForbidden, make_letter, preview
from doorstroom.web.brieven.sjabloon import Letter, LetterError, letters_of
from doorstroom.web.clock import HERE
from doorstroom.web.toegang.models import Gebruiker
from doorstroom.web.zaken import models
from doorstroom.web.zaken.dossier import Dossier
from doorstroom.web.zaken.register import log_processing

one = Router(tags=["brieven"], by_alias=True)
Outcome = TypeVar("Outcome")
_MADE = {"parameters": [IDEMPOTENCY_KEY], "responses": {201: {"headers": LOCATION}}}
_PDF = {"responses": {200: {"description": "De PDF.", "content": {
    "application/pdf": {"schema": {"type": "string", "format": "binary"}}}}}}  # fmt: skip


@one.get("/brieven", response=list[Brief], summary="De brieven van de zaak die u mag lezen")
def brieven(request: HttpRequest, stelsel: Path[Stelsel], zaaknummer: Path[Zaaknummer]) -> Any:
    """The letters that the user may read, newest first."""
    return [_told(found) for found in made_letters(opened(request, stelsel, zaaknummer))]


@one.get("/briefsoorten", response=list[Briefsoort], summary="De brieven die u nu kunt maken, en wat ze vragen")
def briefsoorten(request: HttpRequest, stelsel: Path[Stelsel], zaaknummer: Path[Zaaknummer]) -> Any:
    """The letters that the user may make."""
    dossier = opened(request, stelsel, zaaknummer)
    return [_offer(dossier, offer.letter, offer.event_id, made=offer.made) for offer in offers(dossier)]


@one.post("/briefvoorbeelden", summary="Bekijk een brief als voorbeeld; er wordt niets bewaard",
          openapi_extra={**_PDF, "x-problemen": ["409"]})  # fmt: skip
def briefvoorbeelden(
    request: HttpRequest, stelsel: Path[Stelsel], zaaknummer: Path[Zaaknummer], gevraagd: Voorbeeld
) -> HttpResponse:
    """A letter with the mark of an example; what was not filled in shows as a gap."""
    dossier = opened(request, stelsel, zaaknummer)
    letter = _letter(dossier, gevraagd.brief)
    event, signer = _event(dossier, gevraagd.gebeurtenis), _signer(request, letter, dossier, gevraagd)
    document = _tried(
        lambda: preview(dossier, letter.name, event=event, signed_by=signer, filled=gevraagd.gegevens,
                        companion=gevraagd.deel == "uitleg")
    )  # fmt: skip
    return attachment(document, "application/pdf", "voorbeeld.pdf")


@one.post("/brieven", response={201: Brief}, summary="Maak een brief", openapi_extra=_MADE,
          description="De Idempotency-Key wordt het nummer van de brief.")  # fmt: skip
def brief_maken(
    request: HttpRequest, stelsel: Path[Stelsel], zaaknummer: Path[Zaaknummer], gevraagd: NieuweBrief
) -> Any:
    """Make a letter and keep it. A decision is made known by a person."""

    def work(key: UUID) -> Done:
        dossier = opened(request, stelsel, zaaknummer)
        letter = _letter(dossier, gevraagd.brief)
        if letter.kind == "besluit":
            people_only(request, _("Een besluit maakt een mens bekend. Een programma kan een voorbeeld maken."))
        event, signer = _event(dossier, gevraagd.gebeurtenis), _signer(request, letter, dossier, gevraagd)
        made = _tried(
            lambda: make_letter(dossier, letter.name, event=event, signed_by=signer, filled=gevraagd.gegevens,
                                brief_id=key, replaces=gevraagd.vervangt)
        )  # fmt: skip
        return Done(201, _told(made), {"Location": url_of(dossier.zaak, "brieven", made.pk)})

    return once(request, work)


@one.get("/brieven/{brief}", response=Brief, summary="Eén brief, zonder de inhoud")
def brief(request: HttpRequest, stelsel: Path[Stelsel], zaaknummer: Path[Zaaknummer], brief: Path[UUID]) -> Any:
    """A letter of the case, without its content."""
    return _told(_one(opened(request, stelsel, zaaknummer), brief))


@one.get("/brieven/{brief}/inhoud", summary="De brief als PDF; het lezen komt in het logboek", openapi_extra=_PDF)
def brief_inhoud(
    request: HttpRequest, stelsel: Path[Stelsel], zaaknummer: Path[Zaaknummer], brief: Path[UUID]
) -> HttpResponse:
    """The letter."""
    dossier = opened(request, stelsel, zaaknummer)
    found = _one(dossier, brief)
    return _document(dossier, found, "brief", found.pdf)


@one.get("/brieven/{brief}/uitleg", summary="De uitleg naast de brief als PDF; het lezen komt in het logboek",
         openapi_extra=_PDF)  # fmt: skip
def brief_uitleg(
    request: HttpRequest, stelsel: Path[Stelsel], zaaknummer: Path[Zaaknummer], brief: Path[UUID]
) -> HttpResponse:
    """The sheet beside the letter, in the language of the newcomer."""
    dossier = opened(request, stelsel, zaaknummer)
    found = _one(dossier, brief)
    return _document(dossier, found, "uitleg", found.uitleg_pdf)


def _tried(work: Callable[[], Outcome]) -> Outcome:
    try:
        return work()
    except LetterForbidden as refused:
        raise PermissionDenied(" ".join(refused.sentences)) from None
    except LetterRefused as refused:
        told = list(refused.sentences)
        raise Problem("weigering", " ".join(told), zinnen=told, weigeringen=[]) from None


def _letter(dossier: Dossier, name: str) -> Letter:
    try:
        letter = letters_of(dossier.system)[name]
    except LetterError:
        raise not_found() from None
    reason = why_not(dossier, letter)
    if reason:
        raise PermissionDenied(reason)
    return letter


def _event(dossier: Dossier, wanted: UUID | None) -> Event | None:
    found = next((event for event in dossier.events if event.event_id == wanted), None)
    if wanted is not None and found is None:
        raise not_found()
    return found


def _signer(request: HttpRequest, letter: Letter, dossier: Dossier, given: Briefinhoud) -> Gebruiker:
    """Who signs: a person always."""
    username = given.ondertekenaar
    if not username and not program(request):
        return dossier.user
    found = next((each for each in signers(dossier.system, letter, dossier.user) if each.username == username), None)
    if found is None:
        sentence = _("Deze persoon mag deze brief niet ondertekenen.")
        wrong = [{"plaats": "body", "veld": "ondertekenaar", "melding": sentence, "code": "onbekend"}]
        raise Problem("ongeldig-verzoek", sentence, fouten=wrong)
    return found


def _one(dossier: Dossier, pk: UUID) -> models.Brief:
    found = models.Brief.objects.filter(pk=pk, zaak=dossier.zaak).select_related("gemaakt_door").first()
    if found is None or not readable(dossier, found):
        raise not_found()
    return found


def _document(dossier: Dossier, found: models.Brief, part: str, content: bytes | None) -> HttpResponse:
    if content is None:
        raise not_found()
    log_processing(dossier.user, dossier.activity, f"{part} gelezen: {found.naam}", [dossier.zaak.person_id])
    day = found.gemaakt_op.astimezone(HERE).date()
    return attachment(bytes(content), "application/pdf", f"{part}-{found.naam}-{day}.pdf")


def _told(found: models.Brief) -> Brief:
    return Brief(
        id=found.pk, naam=found.naam, onderwerp=found.onderwerp, gebeurtenis=found.event_id,
        gemaakt_door=str(found.gemaakt_door), gemaakt_op=found.gemaakt_op, uitleg_taal=found.uitleg_taal,
        bezwaar_tot_en_met=found.bezwaar_tot_en_met, inhoud=url_of(found.zaak, "brieven", found.pk, "inhoud"),
        uitleg=url_of(found.zaak, "brieven", found.pk, "uitleg") if found.uitleg_taal else None,
    )  # fmt: skip


def _offer(dossier: Dossier, letter: Letter, event_id: UUID | None, *, made: bool) -> Briefsoort:
    asks = [
        Vraagveld(naam=ask.name, soort=ask.kind, label=ask.nl, hulp=ask.help, verplicht=not ask.optional)
        for ask in letter.asks
    ]
    people = signers(dossier.system, letter, dossier.user)
    return Briefsoort(
        naam=letter.name, onderwerp=letter.subject, soort=letter.kind, gebeurtenis=event_id, gemaakt=made,
        alleen_mensen=letter.kind == "besluit", vragen=asks,
        ondertekenaars=[Behandelaar(gebruikersnaam=each.username, naam=str(each)) for each in people],
    )  # fmt: skip
