"""Disagreeing: which decisions there are, until when somebody can object, where, and who helps for free."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from doorstroom.web.brieven.sjabloon import letters_of
from doorstroom.web.mijn.blik import Blik
from doorstroom.web.mijn.post import letters
from doorstroom.web.toegang.models import Organisatie
from doorstroom.web.zaken.models import Brief

FINE = "boete_opgelegd"
_WEEKS = "boete.bezwaartermijn"


@dataclass(frozen=True)
class Decision:
    """A decision. ``until``: last day to object (unknown where no letter of it is here); ``over``: that day is past.

    ``letter`` is the letter that holds it; ``action`` the one with which an objection can be made here.
    """

    name: str
    day: dt.date
    until: dt.date | None
    over: bool
    organisation: Organisatie | None
    letter: UUID | None = None
    action: str = ""


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
    for letter in letters(blik):
        if letter.object_until is None:
            continue
        brief = makers[letter.pk]
        event = next((e for e in blik.standing() if e.event_id == brief.event_id), None)
        action = "bezwaar_maken" if event is not None and event.type == FINE else ""
        found.append(
            Decision(
                letter.subject, letter.made_at.date(), letter.object_until, letter.object_until < blik.dossier.day,
                brief.gemaakt_door.organisatie, letter.pk, action,
            )
        )  # fmt: skip
    return found


def _of_events(blik: Blik, told: set[UUID | None]) -> list[Decision]:
    """Decisions without a letter here: made elsewhere, or before this system was there."""
    declared = letters_of(blik.dossier.system).by_name.values()
    kinds = {kind for letter in declared if letter.kind == "besluit" for kind in letter.events}
    system, found = blik.dossier.system, []
    for event in blik.standing():
        if event.type not in kinds or event.event_id in told:
            continue
        kind = system.events[event.type]
        until = (
            blik.values["bezwaar_uiterlijk"]
            if event.type == FINE and event.valid_on == blik.values["boete_laatste_op"]
            else None
        )
        found.append(
            Decision(
                kind.en if blik.dossier.language == "en" else kind.nl, event.valid_on, until,
                until is not None and until < blik.dossier.day, blik.organisation(event.organisation),
                action="bezwaar_maken" if event.type == FINE else "",
            )
        )  # fmt: skip
    return found
