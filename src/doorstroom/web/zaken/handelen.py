"""Taking an action: from what somebody filled in to an event in the register, or a proposal, or a refusal.

Screens and API come here; what one refuses the other refuses, with the same sentence. The id of the event is made by
the client and the version of the case that was seen goes along, so that a double click does nothing twice and a stale
form is refused with what changed meanwhile.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal
from uuid import UUID

from django.db import transaction

from doorstroom.kernel.errors import EventError
from doorstroom.kernel.events import Event
from doorstroom.kernel.guards import Refusal, refusals_with
from doorstroom.kernel.process import Action
from doorstroom.register.errors import EventRefused, StaleVersion
from doorstroom.web.clock import now
from doorstroom.web.toegang.models import Gebruiker
from doorstroom.web.zaken import projection
from doorstroom.web.zaken.dossier import Dossier
from doorstroom.web.zaken.models import Concept, Voorstel
from doorstroom.web.zaken.register import log_processing, register

State = Literal["recorded", "proposed", "refused", "stale", "forbidden"]


@dataclass(frozen=True)
class Outcome:
    """What came of an attempt. ``sentences`` say why not; ``changed``: what others recorded in the meantime."""

    state: State
    event: Event | None = None
    proposal: Voorstel | None = None
    refusals: tuple[Refusal, ...] = ()
    sentences: tuple[str, ...] = ()
    changed: tuple[Event, ...] = field(default=())


@dataclass(frozen=True)
class Attempt:
    """What somebody wants to record. ``corrects``: the id of the version that it corrects, or withdraws."""

    action: str
    event_id: UUID
    seen_version: int
    valid_on: dt.date
    payload: Mapping[str, Any]
    corrects: UUID | None = None
    retracts: bool = False


def attempt(dossier: Dossier, tried: Attempt) -> Outcome:
    """Take an action on an opened case."""
    action = next((one for one in dossier.mine() if one.name == tried.action), None)
    if action is None:
        return Outcome("forbidden", sentences=("Deze handeling hoort niet bij uw rol.",))
    changed = tuple(dossier.events[tried.seen_version :])
    if any(event.event_id == tried.event_id for event in dossier.events):
        return Outcome("recorded", event=next(e for e in dossier.events if e.event_id == tried.event_id))
    known = Voorstel.objects.filter(pk=tried.event_id).first()
    if known is not None:
        return Outcome("proposed", proposal=known)
    if changed:
        return Outcome("stale", sentences=("De zaak is intussen veranderd.",), changed=changed)
    try:
        event = _event(dossier, action, tried)
    except EventError as error:
        return Outcome("refused", sentences=(str(error),))
    if event.retracted:
        return _record(dossier, event)
    refused = refusals_with(dossier.system, action, dossier.events, event, dossier.day, dossier.language)
    if refused:
        return Outcome("refused", refusals=tuple(refused), sentences=tuple(r.sentence for r in refused))
    return _propose(dossier, action, event) if action.approval else _record(dossier, event)


def decide(dossier: Dossier, proposal: Voorstel, *, agreed: bool, reason: str = "") -> Outcome:
    """Agree with the proposal of somebody else, or refuse it with a reason."""
    user = dossier.user
    if not user.mag("akkoord"):
        return Outcome("forbidden", sentences=("U mag niet over voorstellen van collega's beslissen.",))
    if proposal.voorgesteld_door_id == user.pk:
        return Outcome("forbidden", sentences=("Iemand anders moet akkoord geven: dit is uw eigen voorstel.",))
    if proposal.voorgesteld_door.organisatie_id != user.organisatie_id:
        return Outcome("forbidden", sentences=("Dit voorstel is van een andere organisatie.",))
    if proposal.stand != Voorstel.OPEN:
        return Outcome("stale", proposal=proposal, sentences=("Over dit voorstel is al beslist.",))
    if not agreed and not reason.strip():
        return Outcome("refused", proposal=proposal, sentences=("Schrijf op waarom u niet akkoord gaat.",))
    if agreed:
        action = dossier.system.actions[proposal.actie]
        event = _proposed_event(dossier, proposal)
        refused = refusals_with(dossier.system, action, dossier.events, event, dossier.day, dossier.language)
        if refused:
            return Outcome("refused", refusals=tuple(refused), sentences=tuple(r.sentence for r in refused))
    with transaction.atomic():
        taken = Voorstel.objects.select_for_update().filter(pk=proposal.pk, stand=Voorstel.OPEN)
        state = Voorstel.AKKOORD if agreed else Voorstel.AFGEWEZEN
        if not taken.update(stand=state, beslist_door=user, beslist_op=now(), reden=reason):
            return Outcome("stale", proposal=proposal, sentences=("Over dit voorstel is al beslist.",))
        if not agreed:
            return Outcome("refused", proposal=proposal)
        outcome = _record(dossier, event)
        if outcome.state != "recorded":
            transaction.set_rollback(True)
    return outcome


def withdraw(user: Gebruiker, proposal: Voorstel) -> bool:
    """Take back one's own proposal; false when it was decided already or is somebody else's."""
    own = Voorstel.objects.filter(pk=proposal.pk, stand=Voorstel.OPEN, voorgesteld_door=user)
    return bool(own.update(stand=Voorstel.INGETROKKEN, beslist_op=now()))


def _event(dossier: Dossier, action: Action, tried: Attempt) -> Event:
    """The event that would be recorded. Raises EventError when the payload does not fit its type."""
    instance, replaces = tried.event_id.hex[:12], None
    if tried.corrects is not None:
        old = next((e for e in dossier.events if e.event_id == tried.corrects and e.type == action.event), None)
        if old is None:
            raise EventError("wat u wilt verbeteren staat niet in deze zaak")
        instance, replaces = old.instance, old.event_id
    payload: dict[str, Any] = {}
    if not tried.retracts:
        payload = dossier.system.events.validate_payload(action.event, {**tried.payload, **action.fixed})
    user = dossier.user
    return Event(
        event_id=tried.event_id,
        case_id=dossier.zaak.case_id,
        person_id=dossier.zaak.person_id,
        type=action.event,
        instance=instance,
        valid_on=tried.valid_on,
        recorded_at=now(),
        organisation=user.organisatie.code if user.organisatie else "inburgeraar",
        actor=user.username,
        payload=payload,
        replaces=replaces,
        retracted=tried.retracts,
    )


def _propose(dossier: Dossier, action: Action, event: Event) -> Outcome:
    payload = event.model_dump(mode="json")["payload"]
    proposal, _ = Voorstel.objects.get_or_create(
        pk=event.event_id,
        defaults={
            "zaak": dossier.zaak,
            "actie": action.name,
            "valid_on": event.valid_on,
            "payload": payload,
            "instance": event.instance,
            "version": dossier.version,
            "voorgesteld_door": dossier.user,
            "voorgesteld_op": now(),
        },
    )
    _forget_draft(dossier, action.name)
    log_processing(dossier.user, "zaak behandelen", f"voorstel gedaan: {action.name}", [dossier.zaak.person_id])
    return Outcome("proposed", proposal=proposal)


def _proposed_event(dossier: Dossier, proposal: Voorstel) -> Event:
    """The event of a proposal; its actor is who proposed it and who agreed."""
    author = proposal.voorgesteld_door
    return Event(
        event_id=proposal.pk,
        case_id=dossier.zaak.case_id,
        person_id=dossier.zaak.person_id,
        type=dossier.system.actions[proposal.actie].event,
        instance=proposal.instance,
        valid_on=proposal.valid_on,
        recorded_at=now(),
        organisation=author.organisatie.code if author.organisatie else "inburgeraar",
        actor=f"{author.username}, akkoord {dossier.user.username}"[:64],
        payload=dossier.system.events.validate_payload(dossier.system.actions[proposal.actie].event, proposal.payload),
    )


def _record(dossier: Dossier, event: Event) -> Outcome:
    seen = {event.case_id: dossier.version}
    try:
        register().append(dossier.system, [event], expected_version=seen)
    except StaleVersion:
        fresh = register().history_of_case(dossier.system, event.case_id)
        return Outcome("stale", sentences=("De zaak is intussen veranderd.",), changed=tuple(fresh[dossier.version :]))
    except EventRefused as refusal:
        return Outcome("refused", sentences=(str(refusal),))
    log_processing(dossier.user, dossier.activity, f"vastgelegd: {event.type}", [event.person_id])
    projection.refresh(dossier.system, [event.case_id])
    for name, action in dossier.system.actions.items():
        if action.event == event.type:
            _forget_draft(dossier, name)
    return Outcome("recorded", event=event)


def _forget_draft(dossier: Dossier, action: str) -> None:
    Concept.objects.filter(gebruiker=dossier.user, zaak=dossier.zaak, actie=action).delete()


def keep_draft(dossier: Dossier, action: str, data: Mapping[str, Any]) -> Concept:
    """Keep what somebody filled in so far, in place of an earlier draft."""
    draft, _ = Concept.objects.update_or_create(
        gebruiker=dossier.user,
        zaak=dossier.zaak,
        actie=action,
        defaults={"gegevens": dict(data), "version": dossier.version, "bewaard_op": now()},
    )
    return draft
