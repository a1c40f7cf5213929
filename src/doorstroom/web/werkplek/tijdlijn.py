"""The history of a case: every event with its earlier versions, who recorded it, and with what it can be corrected."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from uuid import UUID

from doorstroom.kernel.events import Event
from doorstroom.kernel.guards import people_of
from doorstroom.kernel.process import Action
from doorstroom.web.toegang.models import Gebruiker, Organisatie
from doorstroom.web.werkplek.woorden import event_name, field_name, value_in_words
from doorstroom.web.zaken.dossier import Dossier
from doorstroom.web.zaken.gebeurtenis import of_matter, organisation_of
from doorstroom.web.zaken.onderwerpen import topics_of_event


@dataclass(frozen=True)
class Version:
    """One version of an event as it was recorded."""

    event_id: UUID
    valid_on: dt.date
    recorded_at: dt.datetime
    organisation: str
    people: tuple[str, ...]
    details: tuple[tuple[str, str], ...]
    retracted: bool


@dataclass(frozen=True)
class Entry:
    """An event of the history: its last version, the earlier ones (newest first), and the action to correct it with."""

    type: str
    label: str
    now: Version
    valid_on: dt.date
    topics: frozenset[str]
    earlier: tuple[Version, ...] = field(default=())
    corrected_by: str = ""

    @property
    def retracted(self) -> bool:
        """Whether it was withdrawn."""
        return self.now.retracted


class Names:
    """What organisations and people are called, looked up once for a page."""

    def __init__(self, events: Iterable[Event]) -> None:
        events = list(events)
        users = {name for event in events for name in people_of(event)}
        self._organisations = dict(
            Organisatie.objects.filter(code__in={event.organisation for event in events}).values_list("code", "naam")
        )
        numbers = [int(name[1:]) for name in users if name.startswith("#") and name[1:].isdecimal()]
        known = Gebruiker.objects.filter(username__in=users) | Gebruiker.objects.filter(pk__in=numbers)
        self._people = {}
        for pk, username, name in known.values_list("pk", "username", "naam"):
            self._people[username] = self._people[f"#{pk}"] = name

    def organisation(self, code: str) -> str:
        """The name of an organisation; its code when it is not one of ours."""
        return self._organisations.get(code, code)

    def people(self, event: Event) -> tuple[str, ...]:
        """Who recorded an event, and who agreed."""
        return tuple(self._people.get(name, name) for name in people_of(event))


def history(dossier: Dossier, topic: str = "") -> list[Entry]:
    """The events that the user may see, of one topic or of all, newest first; as known at the dossier's moment."""
    known_at = dossier.known_at
    events = [
        event
        for event in dossier.events
        if dossier.sees(event.type)
        and (not topic or topic in topics_of_event(dossier.system, event.type))
        and (known_at is None or event.recorded_at <= known_at)
    ]
    names, mine, own = Names(events), dossier.mine(), organisation_of(dossier.user)
    versions: dict[tuple[str, str], list[Event]] = {}
    for event in events:
        versions.setdefault((event.type, event.instance), []).append(event)
    found = []
    for (kind, _instance), told in versions.items():
        last = told[-1]
        stated = next((event for event in reversed(told) if not event.retracted), last)
        action = correction(mine, last) if last.organisation == own and not last.retracted else None
        found.append(
            Entry(
                kind,
                event_name(dossier.system, kind, dossier.language),
                _version(dossier, names, last),
                stated.valid_on,
                topics_of_event(dossier.system, kind),
                tuple(_version(dossier, names, event) for event in reversed(told[:-1])),
                action.name if action else "",
            )
        )
    return sorted(found, key=lambda entry: (entry.valid_on, entry.now.recorded_at), reverse=True)


def correction(actions: Iterable[Action], event: Event) -> Action | None:
    """With which of the actions an event may be corrected: the one that fixes most of what it holds."""
    fitting = [action for action in actions if not action.amends and of_matter(action, event)]
    return max(fitting, key=lambda action: len(action.fixed), default=None)


def lines(dossier: Dossier, events: Iterable[Event]) -> list[tuple[str, Version]]:
    """Events as a short list, newest last: what others recorded meanwhile. Only what the user may see."""
    seen = [event for event in events if dossier.sees(event.type)]
    names = Names(seen)
    return [(event_name(dossier.system, e.type, dossier.language), _version(dossier, names, e)) for e in seen]


def details(dossier: Dossier, event_type: str, payload: dict[str, object]) -> tuple[tuple[str, str], ...]:
    """The payload of an event as names and values; what is not known is left out."""
    system, language = dossier.system, dossier.language
    return tuple(
        (field_name(system, event_type, name, language), value_in_words(system, event_type, name, value, language))
        for name, value in payload.items()
        if value is not None and value != []
    )


def _version(dossier: Dossier, names: Names, event: Event) -> Version:
    return Version(
        event.event_id,
        event.valid_on,
        event.recorded_at,
        names.organisation(event.organisation),
        names.people(event),
        details(dossier, event.type, event.payload),
        event.retracted,
    )
