"""Disagreeing: which decisions there are, until when somebody can object, where, and who helps for free."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from doorstroom.kernel.events import Event
from doorstroom.web.brieven.sjabloon import Letter, letters_of
from doorstroom.web.mijn.blik import Blik
from doorstroom.web.mijn.post import letters
from doorstroom.web.mijn.woorden import Said
from doorstroom.web.toegang.models import Organisatie
from doorstroom.web.zaken.models import Brief

FINE = "boete_opgelegd"
OBJECT = "bezwaar_maken"
_WEEKS = "boete.bezwaartermijn"


@dataclass(frozen=True)
class Decision:
    """A decision: what it is about, and the subject of its letter when that is here.

    ``objection``: it is known that one objects to it with the organisation; else the letter says what can be done,
    since against a decision on an objection one goes to court (Awb 8:1). ``until``: last day to object, unknown where
    no letter of it is here; ``over``: that day is past; ``made_on``: he objected already; ``action``: with it he can
    object here.
    """

    about: Said | None
    subject: str
    day: dt.date
    objection: bool
    until: dt.date | None
    over: bool
    organisation: Organisatie | None
    letter: UUID | None = None
    action: str = ""
    made_on: dt.date | None = None


def decisions(blik: Blik) -> list[Decision]:
    """The decisions about him, the newest first: those with a letter here, then those that only stand in the case."""
    told = {brief.event_id for brief in blik.dossier.zaak.brieven.exclude(event_id=None).only("event_id")}
    found = [*_of_letters(blik), *_of_events(blik, told)]
    return sorted(found, key=lambda one: one.day, reverse=True)


def fined_by(blik: Blik) -> str:
    """The organisation that gave the last fine; the municipality when that is not known."""
    fine = next((event for event in blik.standing() if event.type == FINE), None)
    known = fine.organisation if fine is not None and blik.organisation(fine.organisation) else ""
    return known or blik.dossier.zaak.gemeente


def weeks(blik: Blik) -> int | None:
    """How many weeks there are for an objection under the law of the day."""
    dated = blik.dossier.system.parameters[_WEEKS].at(blik.dossier.day)
    return int(dated.value) if dated is not None and dated.value is not None else None


def _of_letters(blik: Blik) -> list[Decision]:
    found = []
    briefs = Brief.objects.filter(zaak=blik.dossier.zaak).select_related("gemaakt_door__organisatie")
    makers = {brief.pk: brief for brief in briefs.only("pk", "event_id", "gemaakt_door__organisatie")}
    standing = {event.event_id: event for event in blik.standing()}
    for letter in letters(blik):
        if not letter.decision:
            continue
        brief, until = makers[letter.pk], letter.object_until
        event = standing.get(brief.event_id)
        action, made_on = _at_the_fine(blik, event)
        found.append(
            Decision(
                _about(blik, event), letter.subject, letter.made_at.date(), until is not None, until,
                until is not None and until < blik.dossier.day, brief.gemaakt_door.organisatie, letter.pk,
                action, made_on,
            )
        )  # fmt: skip
    return found


def _of_events(blik: Blik, told: set[UUID | None]) -> list[Decision]:
    """Decisions without a letter here: made elsewhere, or before this system was there."""
    kinds: dict[str, list[Letter]] = {}
    for letter in letters_of(blik.dossier.system).by_name.values():
        for kind in letter.events if letter.kind == "besluit" else ():
            kinds.setdefault(kind, []).append(letter)
    found = []
    seen = {(event.type, event.valid_on) for event in blik.standing() if event.event_id in told}
    for event in blik.standing():
        if event.type not in kinds or (event.type, event.valid_on) in seen:
            continue
        seen.add((event.type, event.valid_on))  # parts of one decision are events of one day
        remedies = [remedy for letter in kinds[event.type] for remedy in letter.remedies]
        objection = all(remedy.kind == "bezwaar" and not remedy.condition for remedy in remedies)
        action, made_on = _at_the_fine(blik, event)
        until = blik.values["bezwaar_uiterlijk"] if action or made_on else None
        found.append(
            Decision(
                _about(blik, event), "", event.valid_on, objection, until,
                until is not None and until < blik.dossier.day, _decided_by(blik, event),
                action=action, made_on=made_on,
            )
        )  # fmt: skip
    return found


def _decided_by(blik: Blik, event: Event) -> Organisatie | None:
    """Who decided: the organisation that recorded it, or the municipality that the event names."""
    return blik.organisation(event.organisation) or blik.organisation(str(event.payload.get("gemeente") or ""))


def _about(blik: Blik, event: Event | None) -> Said | None:
    """What a decision is about; None where its event no longer stands."""
    return blik.words.say(f"besluit_over.{event.type}") if event is not None else None


def _at_the_fine(blik: Blik, event: Event | None) -> tuple[str, dt.date | None]:
    """With which action he can object to the last fine, or when he did; nothing for other decisions."""
    if event is None or event.type != FINE or event.valid_on != blik.values["boete_laatste_op"]:
        return "", None
    made_on: dt.date | None = blik.values["boete_bezwaar_gemaakt_op"]
    return ("", made_on) if made_on is not None else (OBJECT, None)
