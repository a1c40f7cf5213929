"""From what somebody filled in to the event that would be recorded: something new, a correction or a withdrawal."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from doorstroom.kernel.errors import EventError, PayloadError
from doorstroom.kernel.events import Event
from doorstroom.kernel.guards import AGREED
from doorstroom.kernel.process import Action
from doorstroom.kernel.system import System
from doorstroom.web.clock import now
from doorstroom.web.toegang.models import Gebruiker
from doorstroom.web.zaken.dossier import Dossier
from doorstroom.web.zaken.models import Voorstel

#: How long the actor of an event may be.
_LONGEST = 64


@dataclass(frozen=True)
class Attempt:
    """What somebody wants to record. ``corrects``: the id of the version that it corrects, amends or withdraws.

    An action that amends keeps the day of the event, and all that it does not ask.
    """

    action: str
    event_id: UUID
    seen_version: int
    valid_on: dt.date
    payload: Mapping[str, Any]
    corrects: UUID | None = None
    retracts: bool = False


def event_of_attempt(dossier: Dossier, action: Action, tried: Attempt) -> Event:
    """The event that would be recorded. Raises EventError with what is wrong."""
    old = _corrected(dossier, action, tried)
    valid_on, payload = tried.valid_on, dict(tried.payload)
    if old is not None and action.amends:
        valid_on = old.valid_on
    if tried.retracts:
        payload = {}
    else:
        stray = [name for name in payload if name not in asked(dossier, action)]
        if stray:
            raise EventError(_("Het veld '%(veld)s' hoort niet bij deze handeling.") % {"veld": stray[0]})
        kept = old.payload if old is not None else {}
        payload = _validated(dossier, action.event, {**kept, **payload, **action.fixed})
    return Event(
        event_id=tried.event_id,
        case_id=dossier.zaak.case_id,
        person_id=dossier.zaak.person_id,
        type=action.event,
        instance=old.instance if old is not None else tried.event_id.hex[:12],
        valid_on=valid_on,
        recorded_at=now(),
        organisation=organisation_of(dossier.user),
        actor=signature(dossier.user),
        payload=payload,
        replaces=old.event_id if old is not None else None,
        retracted=tried.retracts,
    )


def event_of_proposal(dossier: Dossier, proposal: Voorstel) -> Event:
    """The event of a proposal, with who proposed it and who agrees to it now. Raises EventError."""
    author, kind = proposal.voorgesteld_door, dossier.system.actions[proposal.actie].event
    payload = {} if proposal.trekt_in else _validated(dossier, kind, proposal.payload)
    return Event(
        event_id=proposal.pk,
        case_id=dossier.zaak.case_id,
        person_id=dossier.zaak.person_id,
        type=kind,
        instance=proposal.instance,
        valid_on=proposal.valid_on,
        recorded_at=now(),
        organisation=organisation_of(author),
        actor=signature(author, dossier.user),
        payload=payload,
        replaces=proposal.vervangt,
        retracted=proposal.trekt_in,
    )


def asked(dossier: Dossier, action: Action) -> tuple[str, ...]:
    """The payload fields that the form of an action asks."""
    return fields_of(dossier.system, action)


def fields_of(system: System, action: Action) -> tuple[str, ...]:
    """The payload fields that an action asks, whatever the case."""
    if action.asks is not None:
        return action.asks
    return tuple(name for name in system.events[action.event].model_fields if name not in action.fixed)


def _validated(dossier: Dossier, kind: str, payload: dict[str, Any]) -> dict[str, Any]:
    """The payload as its event type has it. Raises EventError in words for who filled it in."""
    try:
        return dossier.system.events.validate_payload(kind, payload)
    except PayloadError as error:
        field = error.field.partition(".")[0]
        label = dossier.system.labels.field(kind, field).name(dossier.language)
        raise EventError(_("Wat bij “%(veld)s” staat, kan daar niet staan.") % {"veld": label}) from error


def current(dossier: Dossier) -> dict[tuple[str, str], Event]:
    """The last version of every event, by type and instance; also when it was withdrawn."""
    return {(event.type, event.instance): event for event in dossier.events}


def of_matter(action: Action, event: Event) -> bool:
    """Whether an event is one that the action records: of its type, with the fields that it fixes."""
    return event.type == action.event and all(event.payload.get(name) == fix for name, fix in action.fixed.items())


def organisation_of(user: Gebruiker) -> str:
    """The organisation for which somebody records; a newcomer does so for himself."""
    return user.organisatie.code if user.organisatie else "inburgeraar"


def signature(author: Gebruiker, agreed: Gebruiker | None = None) -> str:
    """Who recorded, and who agreed; by number where the names would not fit, so that nothing is cut off."""
    names = [author.username, *([agreed.username] if agreed else [])]
    if len(AGREED.join(names)) > _LONGEST:
        names = [f"#{author.pk}", *([f"#{agreed.pk}"] if agreed else [])]
    return AGREED.join(names)


def _corrected(dossier: Dossier, action: Action, tried: Attempt) -> Event | None:
    """The version that is corrected, amended or withdrawn; None for something new."""
    if tried.corrects is None:
        if action.amends or tried.retracts:
            raise EventError(_("Kies wat u wilt aanvullen of intrekken."))
        return None
    old = next((event for event in current(dossier).values() if event.event_id == tried.corrects), None)
    if old is None or not of_matter(action, old):
        raise EventError(_("Wat u wilt verbeteren staat niet (meer) in deze zaak, of hoort bij een andere handeling."))
    if old.retracted:
        raise EventError(_("Dit is al ingetrokken."))
    if not action.amends and old.organisation != organisation_of(dossier.user):
        raise EventError(_("Alleen wie iets heeft vastgelegd kan het verbeteren of intrekken."))
    return old
