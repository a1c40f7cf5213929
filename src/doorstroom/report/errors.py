"""Every refusal of a report is one of these; the message names the thing that is wrong."""

from __future__ import annotations

from doorstroom.kernel.errors import DoorstroomError


class ReportError(DoorstroomError):
    """A publication cannot be made as it was asked for."""


class PublishedError(DoorstroomError):
    """A file with published figures does not have the documented form."""
