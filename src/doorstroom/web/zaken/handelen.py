"""Taking an action: from what somebody filled in to an event in the register, or a proposal, or a refusal.

Screens and API come here; what one refuses the other refuses, with the same sentence. The id of the event is made by
the client and the version of the case that was seen goes along, so that a double click does nothing twice and a stale
form is refused with what changed meanwhile.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from doorstroom.kernel.errors import EventError
from doorstroom.kernel.events import Event
from doorstroom.kernel.guards import SAME_PERSON, Refusal, barred, refusals_with
from doorstroom.kernel.process import Action
from doorstroom.register.errors import EventRefused, ImpossibleDate, SameIdOtherEvent, StaleVersion
from doorstroom.web.clock import now
from doorstroom.web.toegang.models import Gebruiker
from doorstroom.web.zaken import projection
from doorstroom.web.zaken.dossier import Dossier, signatures
from doorstroom.web.zaken.gebeurtenis import Attempt, event_of_attempt, event_of_proposal
from doorstroom.web.zaken.models import Concept, Voorstel
from doorstroom.web.zaken.register import log_processing, register

__all__ = ["Attempt", "Outcome", "attempt", "check", "decide", "keep_draft", "objections", "withdraw"]

#: What the register refuses, for people: its own words are for who writes programs, and name ids of other cases.
_REFUSED: dict[type[EventRefused], Any] = {
    SameIdOtherEvent: gettext_lazy("Dit formulier is al gebruikt. Begin opnieuw."),
    ImpossibleDate: gettext_lazy("Deze dag kan niet. Kijk of het jaar klopt."),
}
_NOT_ANY_MORE = gettext_lazy("Dit past niet (meer) bij wat in de zaak staat. Lees de zaak opnieuw.")


def in_plain_words(refusal: EventRefused) -> str:
    """What the register refuses, as people are told it."""
    return str(_REFUSED.get(type(refusal), _NOT_ANY_MORE))


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


def attempt(dossier: Dossier, tried: Attempt) -> Outcome:
    """Take an action on an opened case."""
    action = next((one for one in dossier.mine() if one.name == tried.action), None)
    if action is None:
        return Outcome("forbidden", sentences=(_("Deze handeling hoort niet bij uw rol."),))
    done = _done_already(dossier, tried)
    if done is not None:
        return done
    changed = tuple(dossier.events[tried.seen_version :])
    if changed:
        return Outcome("stale", sentences=(_("De zaak is intussen veranderd."),), changed=changed)
    try:
        event = event_of_attempt(dossier, action, tried)
    except EventError as error:
        return Outcome("refused", sentences=(str(error),))
    refused = _refusals(dossier, action, event)
    if refused:
        return Outcome("refused", refusals=tuple(refused), sentences=tuple(r.sentence for r in refused))
    return _propose(dossier, action, event) if action.approval else _record(dossier, event)


def check(dossier: Dossier, tried: Attempt) -> Outcome:
    """What would come of an attempt, without doing anything: for a form that is still being filled in."""
    action = next((one for one in dossier.mine() if one.name == tried.action), None)
    if action is None:
        return Outcome("forbidden", sentences=(_("Deze handeling hoort niet bij uw rol."),))
    try:
        event = event_of_attempt(dossier, action, tried)
    except EventError as error:
        return Outcome("refused", sentences=(str(error),))
    refused = _refusals(dossier, action, event)
    if refused:
        return Outcome("refused", refusals=tuple(refused), sentences=tuple(r.sentence for r in refused))
    return Outcome("proposed" if action.approval else "recorded", event=event)


def decide(dossier: Dossier, proposal: Voorstel, *, agreed: bool, reason: str = "") -> Outcome:
    """Agree with the proposal of somebody else, or refuse it with a reason."""
    user, action = dossier.user, dossier.system.actions[proposal.actie]
    sentence = _may_not_decide(dossier, proposal, action)
    if sentence:
        return Outcome("forbidden", sentences=(sentence,))
    if proposal.stand != Voorstel.OPEN:
        return Outcome("stale", proposal=proposal, sentences=(_("Over dit voorstel is al beslist."),))
    if not agreed and not reason.strip():
        return Outcome("refused", proposal=proposal, sentences=(_("Schrijf op waarom u niet akkoord gaat."),))
    event = None
    if agreed:
        try:
            event = event_of_proposal(dossier, proposal)
        except EventError as error:
            return Outcome("refused", sentences=(str(error),))
        refused = _refusals(dossier, action, event)
        if refused:
            return Outcome("refused", refusals=tuple(refused), sentences=tuple(r.sentence for r in refused))
    with transaction.atomic():
        taken = Voorstel.objects.select_for_update().filter(pk=proposal.pk, stand=Voorstel.OPEN)
        state = Voorstel.AKKOORD if agreed else Voorstel.AFGEWEZEN
        if not taken.update(stand=state, beslist_door=user, beslist_op=now(), reden=reason):
            return Outcome("stale", proposal=proposal, sentences=(_("Over dit voorstel is al beslist."),))
        if event is None:
            return Outcome("refused", proposal=proposal)
        outcome = _record(dossier, event)
        if outcome.state != "recorded":
            transaction.set_rollback(True)
    return outcome


def objections(dossier: Dossier, proposal: Voorstel) -> tuple[str, ...]:
    """What refuses a proposal as the case stands now, in sentences, without doing anything."""
    try:
        event = event_of_proposal(dossier, proposal)
    except EventError as error:
        return (str(error),)
    return tuple(r.sentence for r in _refusals(dossier, dossier.system.actions[proposal.actie], event))


def withdraw(user: Gebruiker, proposal: Voorstel) -> bool:
    """Take back one's own proposal; false when it was decided already or is somebody else's."""
    own = Voorstel.objects.filter(pk=proposal.pk, stand=Voorstel.OPEN, voorgesteld_door=user)
    return bool(own.update(stand=Voorstel.INGETROKKEN, beslist_op=now()))


def keep_draft(dossier: Dossier, action: str, data: Mapping[str, Any]) -> Concept:
    """Keep what somebody filled in so far, in place of an earlier draft."""
    draft, _new = Concept.objects.update_or_create(
        gebruiker=dossier.user,
        zaak=dossier.zaak,
        actie=action,
        defaults={"gegevens": dict(data), "version": dossier.version, "bewaard_op": now()},
    )
    return draft


def _done_already(dossier: Dossier, tried: Attempt) -> Outcome | None:
    """What came of the same form when it was sent before; None when it was not."""
    event = next((event for event in dossier.events if event.event_id == tried.event_id), None)
    if event is not None:
        return Outcome("recorded", event=event)
    known = Voorstel.objects.filter(pk=tried.event_id).first()
    if known is None:
        return None
    if known.zaak_id != dossier.zaak.pk or known.voorgesteld_door_id != dossier.user.pk:
        return Outcome("refused", sentences=(_("Dit formulier is al gebruikt. Begin opnieuw."),))
    return Outcome("proposed", proposal=known)


def _refusals(dossier: Dossier, action: Action, event: Event) -> Sequence[Refusal]:
    """Which guards refuse an event. A withdrawal is not asked what the action itself needs.

    A correction is looked at as if the version that it corrects had never been there.
    """
    if event.retracted:
        return ()
    events = dossier.events
    if event.replaces is not None and not action.amends:
        events = [one for one in events if (one.type, one.instance) != (event.type, event.instance)]
    return refusals_with(dossier.system, action, events, event, dossier.day, dossier.language)


def _may_not_decide(dossier: Dossier, proposal: Voorstel, action: Action) -> str:
    """Why the user may not decide about a proposal; empty when he may."""
    user = dossier.user
    if not user.mag("akkoord") or not user.ziet(action.topic):
        return _("U mag niet over voorstellen van collega's beslissen.")
    if proposal.voorgesteld_door_id == user.pk:
        return _("Iemand anders moet akkoord geven: dit is uw eigen voorstel.")
    if proposal.voorgesteld_door.organisatie_id != user.organisatie_id:
        return _("Dit voorstel is van een andere organisatie.")
    if any(barred(action, dossier.events, name) for name in signatures(user)):
        return SAME_PERSON.nl if dossier.language == "nl" else SAME_PERSON.en
    return ""


def _propose(dossier: Dossier, action: Action, event: Event) -> Outcome:
    payload = event.model_dump(mode="json")["payload"]
    proposal, _new = Voorstel.objects.get_or_create(
        pk=event.event_id,
        defaults={
            "zaak": dossier.zaak,
            "actie": action.name,
            "valid_on": event.valid_on,
            "payload": payload,
            "instance": event.instance,
            "vervangt": event.replaces,
            "trekt_in": event.retracted,
            "version": dossier.version,
            "voorgesteld_door": dossier.user,
            "voorgesteld_op": now(),
        },
    )
    _forget_draft(dossier, action.name)
    log_processing(dossier.user, dossier.activity, f"voorstel gedaan: {action.name}", [dossier.zaak.person_id])
    return Outcome("proposed", proposal=proposal)


def _record(dossier: Dossier, event: Event) -> Outcome:
    seen = {event.case_id: dossier.version}
    try:
        register().append(dossier.system, [event], expected_version=seen)
    except StaleVersion:
        fresh = register().history_of_case(dossier.system, event.case_id)
        sentence = _("De zaak is intussen veranderd.")
        return Outcome("stale", sentences=(sentence,), changed=tuple(fresh[dossier.version :]))
    except EventRefused as refusal:
        return Outcome("refused", sentences=(in_plain_words(refusal),))
    log_processing(dossier.user, dossier.activity, f"vastgelegd: {event.type}", [event.person_id])
    projection.refresh(dossier.system, [event.case_id])
    for name, action in dossier.system.actions.items():
        if action.event == event.type:
            _forget_draft(dossier, name)
    return Outcome("recorded", event=event)


def _forget_draft(dossier: Dossier, action: str) -> None:
    Concept.objects.filter(gebruiker=dossier.user, zaak=dossier.zaak, actie=action).delete()
