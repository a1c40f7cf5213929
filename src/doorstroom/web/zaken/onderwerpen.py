"""To which topic of the access matrix an event belongs: that of the actions that record it, else of its subject."""

from __future__ import annotations

from functools import cache

from doorstroom.kernel.system import System
from doorstroom.web.toegang import matrix
from doorstroom.web.toegang.models import Gebruiker

#: Modules of event types that are not called as the topic is.
_OF_MODULES = {
    "verlenging": "termijn",
    "vrijstelling": "vrijstelling_ontheffing",
    "ontheffing": "vrijstelling_ontheffing",
}


@cache
def topics_of_event(system: System, event_type: str) -> frozenset[str]:
    """The topics of an event type. Nobody sees an event whose topic cannot be told."""
    found = {action.topic for action in system.actions.values() if action.event == event_type}
    if not found and event_type in system.events:
        module = system.events[event_type].__module__.rpartition(".")[2]
        found = {_OF_MODULES.get(module, module)}
    return frozenset(found & set(matrix.TOPICS))


def sees_event(user: Gebruiker, system: System, event_type: str) -> bool:
    """Whether the access matrix lets a user see what events of this type hold."""
    return any(user.ziet(topic) for topic in topics_of_event(system, event_type))
