"""What the register has to know of a system of the chain: its name and its event types."""

from __future__ import annotations

from typing import Protocol

from doorstroom.kernel.events import EventTypes


class System(Protocol):
    """Anything with a name (a folder name in the mirror) and event types."""

    @property
    def name(self) -> str: ...

    @property
    def events(self) -> EventTypes: ...
