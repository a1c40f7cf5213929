"""Making letters: what they say of a case, how they look before they are made, and keeping them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction

from doorstroom.kernel.events import Event
from doorstroom.kernel.wording import in_words
from doorstroom.web.brieven.bezwaar import last_day, remedy_of
from doorstroom.web.brieven.document import as_pdf
from doorstroom.web.brieven.gegevens import Facts, LetterRefused, event_row, gather
from doorstroom.web.brieven.inhoud import Content, write
from doorstroom.web.brieven.invullen import clean, filled_in, function_of, made, may_sign, why_not
from doorstroom.web.brieven.sjabloon import Letter, letters_of
from doorstroom.web.brieven.uitleg import DUTCH, NOT_TRANSLATED, Sheet, sheet
from doorstroom.web.clock import HERE, now, today
from doorstroom.web.toegang.models import Gebruiker
from doorstroom.web.zaken.dossier import Dossier
from doorstroom.web.zaken.models import Brief, Zaak
from doorstroom.web.zaken.register import log_processing, register

#: In whose name a letter is signed (Awb 10:10), by kind of organisation.
ON_BEHALF = {
    "gemeente": "namens het college van burgemeester en wethouders",
    "duo": "namens de minister van Sociale Zaken en Werkgelegenheid",
}


class LetterForbidden(LetterRefused):
    """This user may not make this letter."""


@dataclass(frozen=True)
class Context:
    """A letter as it would be: its facts and words, its frame, the sheet beside it, and the last day to object."""

    facts: Facts
    content: Content
    sheet: Sheet | None
    frame: Mapping[str, Any]
    event_id: UUID | None
    objection_until: dt.date | None

    def pdf(self) -> bytes:
        """The letter."""
        return as_pdf("brieven/brief.html", {**self.frame, "content": self.content})

    def sheet_pdf(self) -> bytes | None:
        """The companion sheet, when there is one."""
        if self.sheet is None:
            return None
        note = self.facts.letters.sentences[DUTCH]["sentences"][NOT_TRANSLATED]
        context = {**self.frame, "content": self.content, "blad": self.sheet, "niet_vertaald": note}
        language = self.sheet.language if self.sheet.language != DUTCH else ""
        return as_pdf("brieven/uitleg.html", context, language=language)


def letter_context(
    dossier: Dossier, name: str, *, event: Event | None = None, signed_by: Gebruiker | None = None,
    filled: Mapping[str, Any] | None = None, example: bool = False, replaces: Brief | None = None,
) -> Context:  # fmt: skip
    """What a letter of today says. ``filled``: what the official fills in.

    ``example``: an event that is not recorded yet counts as if it were, and what was not filled in shows as a gap.
    Raises LetterForbidden or LetterRefused with the reasons.
    """
    letters = letters_of(dossier.system)
    letter, day = letters[name], today()
    reason = why_not(dossier, letter)
    if reason:
        raise LetterForbidden([reason])
    signer = signed_by or dossier.user
    if signer.organisatie_id != dossier.user.organisatie_id or not may_sign(dossier.system, letter, signer):
        raise LetterForbidden([f"{signer} mag deze brief niet ondertekenen."])
    events = register().history_of_case(dossier.system, dossier.zaak.case_id)
    if example and event is not None and all(event.event_id != each.event_id for each in events):
        events = [*events, event]
    event_id = event.event_id if event else None
    row = event_row(dossier.system, letter, events, day, event_id)
    if letter.made_known and row is not None and row["valid_on"] != day:
        known_on = in_words(row["valid_on"], "nl")
        raise LetterRefused([f"Volgens de zaak is dit besluit op {known_on} bekendgemaakt. Deze brief is van vandaag. "
                             "Verbeter eerst die dag in de zaak."])  # fmt: skip
    parts = _parts(dossier, letter, day, filled_in(letter, filled or {}, day, example=example))
    facts = gather(dossier.system, letters, letter, events, day, event_id=event_id, parts=parts)
    remedy = remedy_of(facts)
    until = last_day(dossier.system, remedy, day) if remedy else None
    parts["brief"] |= {"rechtsmiddel": remedy.kind if remedy else "geen", "bezwaar_tot_en_met": until}
    content = write(facts)
    person = dossier.person
    language = person.language or "" if person else ""
    objection = until if remedy and remedy.kind == "bezwaar" else None
    frame = _frame(dossier, facts, signer, example, replaces)
    found = UUID(facts.row["event_id"]) if facts.row else None
    return Context(facts, content, sheet(facts, language), frame, found, objection)


def preview(dossier: Dossier, name: str, *, event: Event | None = None, signed_by: Gebruiker | None = None,
            filled: Mapping[str, Any] | None = None, companion: bool = False) -> bytes:  # fmt: skip
    """The letter, or the sheet beside it, as PDF with the mark of an example; nothing is kept, looking is logged."""
    context = letter_context(dossier, name, event=event, signed_by=signed_by, filled=filled, example=True)
    document = context.sheet_pdf() if companion else context.pdf()
    if document is None:
        raise LetterRefused(["Bij deze brief hoort geen uitleg in een andere taal."])
    log_processing(dossier.user, dossier.activity, f"voorbeeld van brief bekeken: {name}", [dossier.zaak.person_id])
    return document


def make_letter(
    dossier: Dossier, name: str, *, event: Event | None = None, signed_by: Gebruiker,
    filled: Mapping[str, Any] | None = None, brief_id: UUID | None = None, replaces: bool = False,
) -> Brief:  # fmt: skip
    """Make a letter and keep it. ``brief_id`` is made by the client, so that a double click makes one letter.

    A letter about an event is made once; ``replaces`` makes it anew, and then it says which letter it replaces.
    Raises LetterForbidden or LetterRefused with the reasons.
    """
    pk = brief_id or uuid4()
    if dossier.known_at is not None or dossier.day != today():
        raise LetterRefused(["U bekijkt de zaak van een andere dag. Een brief maakt u van vandaag."])
    with transaction.atomic():
        Zaak.objects.select_for_update().get(pk=dossier.zaak.pk)  # two clicks at once wait for each other here
        there = Brief.objects.filter(pk=pk).first()
        if there is not None:
            if (there.zaak_id, there.naam) != (dossier.zaak.pk, name):
                raise LetterRefused(["Dit nummer hoort bij een andere brief."])
            return there
        earlier = _earlier(dossier, name, event, replaces)
        context = letter_context(dossier, name, event=event, signed_by=signed_by, filled=filled, replaces=earlier)
        brief = Brief(
            pk=pk, zaak=dossier.zaak, naam=name, onderwerp=str(context.content.subject.unescape()),
            event_id=context.event_id, gemaakt_door=dossier.user, gemaakt_op=now(), pdf=context.pdf(),
            uitleg_taal=context.sheet.language if context.sheet else "", uitleg_pdf=context.sheet_pdf(),
            bezwaar_tot_en_met=context.objection_until,
        )  # fmt: skip
        brief.save(force_insert=True)
    activity = "besluit nemen" if context.facts.letter.kind == "besluit" else "zaak behandelen"
    log_processing(dossier.user, activity, f"brief gemaakt: {name}", [dossier.zaak.person_id])
    return brief


def _earlier(dossier: Dossier, name: str, event: Event | None, replaces: bool) -> Brief | None:
    letter = letters_of(dossier.system)[name]
    events: Sequence[Event] = register().history_of_case(dossier.system, dossier.zaak.case_id)
    row = event_row(dossier.system, letter, events, today(), event.event_id if event else None)
    found = made(dossier, letter, row["event_id"] if row else None, today()).order_by("-gemaakt_op").first()
    if found is not None and not replaces:
        on = in_words(found.gemaakt_op.astimezone(HERE).date(), "nl")
        raise LetterRefused([f"Deze brief is al gemaakt, op {on}. Klopt hij niet? Maak een brief die hem vervangt."])
    return found


def _parts(dossier: Dossier, letter: Letter, day: dt.date, filled: dict[str, Any]) -> dict[str, dict[str, Any]]:
    organisation, person = dossier.user.organisatie, dossier.person
    assert organisation is not None
    lacking = []
    if person is None:
        lacking.append("De naam van deze persoon staat niet in het personenregister.")
    if not organisation.telefoon:
        lacking.append("Het telefoonnummer van uw organisatie ontbreekt. Vul het in bij Beheer.")
    if not organisation.adres:
        lacking.append("Het adres van uw organisatie ontbreekt. Vul het in bij Beheer.")
    if lacking or person is None:
        raise LetterRefused(lacking)
    helper = dossier.zaak.behandelaar_van(organisation.code)
    return {
        "gevraagd": filled,
        "persoon": {"naam": clean(person.name), "geboren": person.birth_date},
        "brief": {
            "dag": day,
            "zaak": dossier.zaak.case_id,
            "afzender": clean(organisation.naam),
            "afzender_code": organisation.code,
            "afzender_soort": organisation.soort,
            "telefoon": clean(organisation.telefoon),
            "adres": clean(organisation.adres),
            "contact": str(helper) if helper else None,
            "bezwaar_tot_en_met": None,
        },
    }


def _frame(dossier: Dossier, facts: Facts, signer: Gebruiker, example: bool, replaces: Brief | None) -> dict[str, Any]:
    brief, person = facts.values["brief"], dossier.person
    assert person is not None
    to = facts.values["gevraagd"].get("ontvanger") if facts.letter.to_another else None
    lines = to.splitlines() if to else [clean(person.name), *_lines(person.address or "")]
    on_behalf = ON_BEHALF[brief["afzender_soort"]]
    earlier = replaces.gemaakt_op.astimezone(HERE).date() if replaces else None
    return {
        "afzender": {"naam": brief["afzender"], "regels": _lines(brief["adres"]), "telefoon": brief["telefoon"]},
        "ontvanger": [line.strip() for line in lines if line.strip()],
        "aanhef": "Geachte heer of mevrouw," if to else f"Geachte {clean(person.name)},",
        "dag": in_words(facts.day, "nl"),
        "zaak": brief["zaak"],
        "besluit": facts.letter.kind == "besluit",
        "namens": f"{on_behalf} van {brief['afzender']}" if brief["afzender_soort"] == "gemeente" else on_behalf,
        "ondertekenaar": {"naam": str(signer), "functie": function_of(signer)},
        "voorbeeld": example,
        "vervangt": in_words(earlier, "nl") if earlier else "",
    }


def _lines(address: str) -> list[str]:
    return [clean(part) for part in address.replace("\n", ",").split(",") if part.strip()]
