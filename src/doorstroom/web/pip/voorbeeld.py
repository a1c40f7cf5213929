"""The letter of a plan that is not there yet: the decision in Dutch, and the explanation beside it."""

from __future__ import annotations

from django.http import HttpResponse

from doorstroom.kernel.events import Event
from doorstroom.kernel.process import Action
from doorstroom.web.brieven.invullen import why_not
from doorstroom.web.brieven.maken import preview
from doorstroom.web.brieven.sjabloon import Letter, letters_of
from doorstroom.web.werkplek.talen import speaks
from doorstroom.web.zaken.dossier import Dossier


def letter_of(dossier: Dossier, action: Action) -> Letter | None:
    """The letter that goes with the plan; None when the user may not make it."""
    letter = letters_of(dossier.system)[action.letter] if action.letter else None
    return letter if letter is not None and not why_not(dossier, letter) else None


def language_of(dossier: Dossier) -> str:
    """What the newcomer speaks, when the explanation can stand beside the letter in another language than Dutch."""
    person = dossier.person
    return str(speaks(person.language)) if person and person.language not in (None, "", "nl") else ""


def example(dossier: Dossier, letter: Letter, event: Event, *, companion: bool) -> bytes:
    """The letter as if the plan were on record, with the mark of an example; what is still to be written in brackets.

    Raises LetterRefused with the reasons.
    """
    gaps = {ask.name: f"[{ask.nl.lower()}]" for ask in letter.asks if ask.kind != "day"}
    return preview(dossier, letter.name, event=event, filled=gaps, companion=companion)


def as_response(document: bytes, part: str) -> HttpResponse:
    """A PDF that is shown and kept nowhere."""
    response = HttpResponse(document, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="voorbeeld-{part}.pdf"'
    response["Cache-Control"] = "no-store"
    return response
