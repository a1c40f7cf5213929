"""The letters of a case: those that were made and that this user may read, and those that he may make."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from doorstroom.kernel.plain.case import rows_that_hold
from doorstroom.web.brieven.invullen import may_read, why_not
from doorstroom.web.brieven.sjabloon import Letter, LetterError, letters_of
from doorstroom.web.zaken.dossier import Dossier
from doorstroom.web.zaken.models import Brief


@dataclass(frozen=True)
class Offer:
    """A letter that the user may make: about which event, and whether that was done already."""

    letter: Letter
    event_id: UUID | None
    made: bool


def made_letters(dossier: Dossier) -> list[Brief]:
    """The letters of the case that the user may read, the last one first; without their documents."""
    found = Brief.objects.filter(zaak=dossier.zaak).select_related("gemaakt_door").defer("pdf", "uitleg_pdf")
    return [brief for brief in found.order_by("-gemaakt_op") if readable(dossier, brief)]


def readable(dossier: Dossier, brief: Brief) -> bool:
    """Whether the user may read a letter of the case that he opened; one that is no longer declared nobody may."""
    try:
        letter = letters_of(dossier.system)[brief.naam]
    except LetterError:
        return False
    return brief.zaak_id == dossier.zaak.pk and may_read(dossier, letter, brief)


def offers(dossier: Dossier) -> list[Offer]:
    """The letters that the user may make: for the last event of their types, or about the case as it stands."""
    return sorted(_offers(dossier), key=lambda offer: (offer.made, offer.letter.subject))


def _offers(dossier: Dossier) -> Iterator[Offer]:
    rows = rows_that_hold(dossier.events, dossier.system.events, dossier.day, dossier.known_at)
    there = set(Brief.objects.filter(zaak=dossier.zaak).values_list("naam", "event_id"))
    for letter in letters_of(dossier.system).by_name.values():
        if why_not(dossier, letter):
            continue
        if not letter.events:
            yield Offer(letter, None, False)
            continue
        told = [row for kind in letter.events for row in rows.get(kind, ())]
        if told:
            last = UUID(max(told, key=lambda row: (row["valid_on"], row["sequence"]))["event_id"])
            yield Offer(letter, last, (letter.name, last) in there)
