"""The commands of the program, one module each.

A module here has a function ``register(app: typer.Typer) -> None`` that adds its command; `doorstroom.cli` finds it
by itself. Modules import what they work with inside their functions, so that ``--help`` answers at once. A module may
set ``ORDER`` (default 50) for its place in the help; commands with the same number stand in order of name.

A command refuses by raising a DoorstroomError: the program prints its sentence and ends with WRONG_USE. It says that
there was nothing to find with NothingFound, and that a check did not pass with ``raise typer.Exit(CHECKS_FAILED)``.
"""

from __future__ import annotations

import contextlib
import datetime as dt
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

import typer

from doorstroom.kernel.errors import DoorstroomError

if TYPE_CHECKING:
    from doorstroom.kernel.wording import Language

# Exit statuses of every command.
DONE: Final = 0
CHECKS_FAILED: Final = 1
WRONG_USE: Final = 2
NOTHING_FOUND: Final = 3
DEFECT: Final = 70
CANCELLED: Final = 130

# Panels of the help (``rich_help_panel=``), after the four jobs of the design.
START: Final = "Start here"
DECIDE: Final = "Decide: what the law says for a person, and why"
HANDLE: Final = "Handle: what must be done, by whom, before which date"
REPORT: Final = "Report: how many, how fast, as known when"
FORESEE: Final = "Foresee: what happens if"
PROJECT: Final = "This software"


def a_day(text: str) -> dt.date:
    """The day that an option names, as programs write it or as the Dutch do: the ``parser=`` of such options."""
    for form in ("%Y-%m-%d", "%d-%m-%Y"):
        try:
            return dt.datetime.strptime(text, form).date()
        except ValueError:
            continue
    raise typer.BadParameter(f"'{text}' is not a day that exists; write 2023-05-01 or 01-05-2023")


def moment(option: str, text: str | None) -> dt.datetime | None:
    """A moment that an option names: a day is the whole of it, as in worked cases; without a time zone it is in UTC."""
    if text is None:
        return None
    try:
        if len(text) <= len("2023-05-01"):
            return dt.datetime.combine(a_day(text), dt.time.max, dt.UTC)
        found = dt.datetime.fromisoformat(text)
    except (ValueError, typer.BadParameter):
        raise DoorstroomError(
            f"{option}: '{text}' is neither a day (2023-05-01) nor a moment (2023-05-01T12:00)"
        ) from None
    return found if found.tzinfo else found.replace(tzinfo=dt.UTC)


def in_utc(known_at: dt.datetime) -> str:
    """A moment as refusals say it."""
    return f"{known_at.astimezone(dt.UTC):%Y-%m-%d %H:%M} UTC"


@contextlib.contextmanager
def refusing_in(language: Language) -> Iterator[None]:
    """Say what is wrong with somebody's own file in the language that was asked for."""
    from doorstroom.exchange.refusal import Refusal

    try:
        yield
    except Refusal as refusal:
        raise DoorstroomError(refusal.told(language)) from refusal


class NothingFound(DoorstroomError):
    """What was asked for is well formed and does not exist: no such case, no events in the register."""
