"""Several events at once, in one case or in many: all of them or none, and the same series twice does nothing twice.

Every event is judged as if it were sent on its own, with those before it in the series on record already.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from doorstroom.kernel.errors import EventError
from doorstroom.kernel.events import Event
from doorstroom.kernel.guards import refusals_with
from doorstroom.register.errors import EventRefused, StaleVersion
from doorstroom.web.zaken import projection
from doorstroom.web.zaken.dossier import Dossier
from doorstroom.web.zaken.gebeurtenis import Attempt, event_of_attempt
from doorstroom.web.zaken.handelen import in_plain_words
from doorstroom.web.zaken.register import log_processing, register


@dataclass(frozen=True)
class Judged:
    """What would come of one attempt. ``there``: it is on record already; ``sentences``: why it is refused."""

    dossier: Dossier
    event: Event | None
    there: bool = False
    sentences: tuple[str, ...] = ()


def judge(series: Sequence[tuple[Dossier, Attempt]]) -> list[Judged]:
    """What would come of each, in order, without doing anything."""
    earlier: dict[str, list[Event]] = {}
    found = []
    for dossier, tried in series:
        told = _judged(dossier, tried, earlier.setdefault(dossier.zaak.case_id, []))
        if told.event is not None and not told.there and not told.sentences:
            earlier[dossier.zaak.case_id].append(told.event)
        found.append(told)
    return found


def record(judged: Sequence[Judged]) -> tuple[str, ...]:
    """Record all that is not there yet, in one transaction; sentences say why nothing was recorded."""
    refused = [sentence for one in judged for sentence in one.sentences]
    if refused:
        return tuple(dict.fromkeys(refused))
    fresh = [one for one in judged if not one.there and one.event is not None]
    if not fresh:
        return ()
    first, events = fresh[0].dossier, [one.event for one in fresh if one.event is not None]
    seen = {one.dossier.zaak.case_id: one.dossier.version for one in fresh}
    try:
        register().append(first.system, events, expected_version=seen)
    except StaleVersion:
        return (_("De zaak is intussen veranderd."),)
    except EventRefused as refusal:
        return (in_plain_words(refusal),)
    for kind in dict.fromkeys(event.type for event in events):
        people = list(dict.fromkeys(event.person_id for event in events if event.type == kind))
        log_processing(first.user, first.activity, f"vastgelegd: {kind}", people)
    projection.refresh(first.system, seen)
    return ()


def _judged(dossier: Dossier, tried: Attempt, earlier: Sequence[Event]) -> Judged:
    action = next((one for one in dossier.mine() if one.name == tried.action), None)
    if action is None:
        return Judged(dossier, None, sentences=(_("Deze handeling hoort niet bij uw rol."),))
    try:
        event = event_of_attempt(dossier, action, tried)
    except EventError as error:
        return Judged(dossier, None, sentences=(str(error),))
    known = next((one for one in dossier.events if one.event_id == tried.event_id), None)
    if known is not None:
        same = (known.type, known.valid_on, known.payload) == (event.type, event.valid_on, event.payload)
        return Judged(dossier, known, there=True) if same else Judged(
            dossier, None, sentences=(_("Dit kenmerk is al gebruikt, met een andere inhoud. Verbeter dat in de zaak."),)
        )  # fmt: skip
    if action.approval or action.adverse or action.amends:
        return Judged(dossier, None, sentences=(_("Deze handeling kan niet voor veel zaken tegelijk."),))
    events = [*dossier.events, *earlier]
    refused = refusals_with(dossier.system, action, events, event, dossier.day, dossier.language)
    return Judged(dossier, event, sentences=tuple(refusal.sentence for refusal in refused))
