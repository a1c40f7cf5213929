"""What the official fills in for a letter, checked; and who may make, sign and read it."""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet

from doorstroom.kernel.system import System
from doorstroom.kernel.wording import in_words
from doorstroom.web.brieven.gegevens import LetterRefused
from doorstroom.web.brieven.sjabloon import Ask, Letter
from doorstroom.web.toegang.models import Gebruiker
from doorstroom.web.zaken.dossier import Dossier
from doorstroom.web.zaken.models import Brief

#: The longest line and the longest story, in characters.
LINE, STORY = 200, 4000


def filled_in(letter: Letter, given: Mapping[str, Any], day: dt.date, *, example: bool) -> dict[str, Any]:
    """What was filled in, by name; None where nothing was. Raises LetterRefused with every mistake.

    ``example``: for a preview, where what must still be filled in shows as its name between brackets.
    """
    odd = set(given) - {ask.name for ask in letter.asks}
    if odd:
        raise LetterRefused([f"'{sorted(odd)[0]}' hoort niet bij deze brief."])
    found: dict[str, Any] = {}
    wrong = []
    for ask in letter.asks:
        try:
            found[ask.name] = _value(ask, given.get(ask.name), day)
        except ValueError as error:
            wrong.append(f"{ask.nl}: {error}")
        if example and found.get(ask.name) is None and not ask.optional:
            found[ask.name] = f"[{ask.nl.lower()}]"
    if wrong:
        raise LetterRefused(wrong)
    return found


def _value(ask: Ask, given: Any, day: dt.date) -> Any:
    if given is None or (isinstance(given, str) and not given.strip()):
        return None
    if ask.kind == "day":
        value = given if isinstance(given, dt.date) else _day(str(given))
        if ask.after_letter and value <= day:
            raise ValueError(f"kies een dag na {in_words(day, 'nl')}.")
        return value
    text = clean(str(given))
    longest = LINE if ask.kind == "text" else STORY
    if len(text) > longest:
        raise ValueError(f"hoogstens {longest} tekens.")
    return " ".join(text.split()) if ask.kind == "text" else text


def _day(text: str) -> dt.date:
    try:
        return dt.date.fromisoformat(text.strip())
    except ValueError:
        raise ValueError("dit is geen dag die bestaat.") from None


def clean(text: str) -> str:
    """The text without characters that print nothing and can turn the order of what follows, line breaks left."""
    kept = (c for c in text if c == "\n" or unicodedata.category(c) not in ("Cc", "Cf", "Cs", "Co", "Cn"))
    return "".join(kept).strip()


def why_not(dossier: Dossier, letter: Letter) -> str:
    """Why this user may not make this letter at all; empty when he may."""
    user = dossier.user
    if dossier.own or not user.organisatie or user.soort not in {sender.lower() for sender in letter.sender}:
        return f"Deze brief komt van {' of '.join(letter.sender)}."
    if not (user.mag("handelen") and user.mag("personalia") and user.ziet(letter.topic)):
        return "Deze brief hoort niet bij uw rol."
    return ""


def may_sign(system: System, letter: Letter, signer: Gebruiker) -> bool:
    """Whether somebody may sign: who may take the action that the letter goes with, or agree to what colleagues do."""
    by = {role for action in system.actions.values() if action.letter == letter.name for role in action.by}
    if signer.mag("akkoord"):
        return True
    return signer.mag("handelen") and (not by or bool(by & set(signer.rollen)))


def signers(system: System, letter: Letter, user: Gebruiker) -> list[Gebruiker]:
    """The colleagues who may sign the letter, the user first when he may."""
    colleagues = Gebruiker.objects.filter(organisatie=user.organisatie, is_active=True)
    found = [each for each in colleagues if may_sign(system, letter, each)]
    return sorted(found, key=lambda each: (each.pk != user.pk, str(each)))


def function_of(user: Gebruiker) -> str:
    """What the letter calls the signer's work: the part of his role after the kind of organisation."""
    return str(user.rollen[0]).partition(".")[2].replace("_", " ") if user.rollen else ""


def may_read(dossier: Dossier, letter: Letter, brief: Brief) -> bool:
    """Whether this user may read a letter of a case that he opened: the newcomer, the sender, or whom it is for."""
    user = dossier.user
    if not (user.mag("personalia", own=dossier.own) and user.ziet(letter.topic)):
        return False
    if dossier.own or brief.gemaakt_door.organisatie_id == user.organisatie_id:
        return True
    return not letter.readers or user.soort in letter.readers


def made(dossier: Dossier, letter: Letter, event_id: Any, day: dt.date) -> QuerySet[Brief]:
    """The same letter as it was made before: of this event, or without one of this day."""
    same = Brief.objects.filter(zaak=dossier.zaak, naam=letter.name)
    if event_id is not None:
        return same.filter(event_id=event_id)
    return same.filter(gemaakt_op__date=day)
