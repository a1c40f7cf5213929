"""Every refusal of the register is one of these; the message names the thing that is wrong."""

from __future__ import annotations

from doorstroom.kernel.errors import DoorstroomError


class RegisterError(DoorstroomError):
    """The register, the vault or the mirror cannot do what was asked."""


class RegisterUnusable(RegisterError):
    """The database cannot be opened, reached or migrated."""


class RegisterFull(RegisterError):
    """There is no room left; nothing of the transaction was written."""


class RegisterBusy(RegisterError):
    """Another process kept the register locked for too long; nothing was written."""


class EventRefused(RegisterError):
    """One event cannot be appended; ``field`` is the part of it that is wrong and ``value`` what it held."""

    def __init__(self, message: str, *, field: str = "", value: object = None) -> None:
        super().__init__(message)
        self.field = field
        self.value = value


class StaleVersion(EventRefused):
    """The case has moved on since the caller looked at it."""

    def __init__(self, case_id: str, seen: int, current: int) -> None:
        super().__init__(
            f"case '{case_id}': you saw version {seen}, the register has version {current}; nothing was written",
            field="case_version",
            value=seen,
        )
        self.case_id, self.seen, self.current = case_id, seen, current


class SameIdOtherEvent(EventRefused):
    """An event with this id is in the register and says something else."""


class UnknownVersion(EventRefused):
    """A correction names a version that is not there, or that belongs to another instance."""


class AlreadyReplaced(EventRefused):
    """A correction names a version that is not the last one."""


class InstanceExists(EventRefused):
    """An instance has a first version already; another version must say what it replaces."""


class ImpossibleDate(EventRefused):
    """A date or moment that cannot be right."""


class LoadCancelled(RegisterError):
    """The caller stopped the load; nothing was written."""


class VaultError(RegisterError):
    """The person vault refuses: an unknown person, a wrong BSN, a read without a purpose."""


class MirrorError(RegisterError):
    """The columnar mirror is missing, made for other event types, or cannot be written."""
