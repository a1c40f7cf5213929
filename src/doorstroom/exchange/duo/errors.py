"""Every refusal of the exchange with DUO is one of these; none of them ever holds a BSN."""

from __future__ import annotations

from doorstroom.kernel.errors import DoorstroomError


class ExchangeError(DoorstroomError):
    """The exchange cannot do what was asked."""


class SettingsError(ExchangeError):
    """The settings of the exchange are missing or wrong: a file, a number, a certificate."""


class MessageError(ExchangeError):
    """A message does not have the documented form; ``field`` is the member that is wrong. The value is not told."""

    def __init__(self, field: str, reason: str) -> None:
        super().__init__(f"{field}: {reason}")
        self.field, self.reason = field, reason


class UnknownPerson(ExchangeError):
    """There is no BSN in the vault for this person, so DUO cannot be asked."""


class OutboxError(ExchangeError):
    """A message of the outbox is not there, or not in a state in which that can be done with it."""


class ScriptError(ExchangeError):
    """A script of life events does not have the documented form."""
