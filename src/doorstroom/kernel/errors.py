"""Every refusal of the kernel is one of these; the message names the thing that is wrong."""


class DoorstroomError(Exception):
    """A refusal with one clear sentence, fit to show to the person who asked."""


class EventError(DoorstroomError):
    """An event, its type, its payload or its place in a history is wrong."""


class PayloadError(EventError):
    """A value of a payload does not fit its field. ``field``: its name, with the place within it behind a dot."""

    def __init__(self, message: str, field: str) -> None:
        super().__init__(message)
        self.field = field


class ColumnError(DoorstroomError):
    """A rule or fact is declared wrongly: a cycle, a missing input, a name clash."""


class UnknownColumn(ColumnError):
    """A column was asked for that the system does not have."""


class ParameterError(DoorstroomError):
    """A law parameter is missing, malformed, or used with another unit than its own."""


class CaseError(DoorstroomError):
    """A worked case file does not have the documented form."""


class Disagreement(DoorstroomError):
    """Two ways of working out the same column do not agree: a defect, so neither outcome is given."""
