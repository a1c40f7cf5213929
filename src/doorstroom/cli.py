"""The program `doorstroom`: finds its commands and turns every refusal into one line and an exit status."""

from __future__ import annotations

import errno
import importlib
import io
import os
import pkgutil
import sys
from typing import TYPE_CHECKING, Annotated

import typer
from typer.exceptions import TyperException

from doorstroom import __version__, commands
from doorstroom.kernel.errors import DoorstroomError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from sys import UnraisableHookArgs

MANUAL = """
Doorstroom (Dutch: flow-through) is the Dutch migration and civic-integration chain as open software. It **decides**
(what the law says for a person on a date, and why), **handles** (what must be done before which legal date),
**reports** (how many, how fast, as known when) and **foresees** (what happens to waiting times if something changes),
all over one register of events.

**Words**

* *inburgering*: civic integration; *inburgeringsplichtig*: obliged to integrate under the Wet inburgering 2021 (Wi2021)
* *PIP* (plan inburgering en participatie): the plan that the municipality must establish, normally within ten weeks
* *termijn*: a legal term; *inburgeringstermijn*: the three years in which a newcomer must finish
* *leerroute*: the learning route, one of B1-route, onderwijsroute and Z-route
* *peildatum*: the date that a question is about; *known at*: what the register knew at that moment
* *stelsel*: one system of the chain, such as inburgering; the glossary in docs/glossary.md has the rest
"""

EPILOG = """
**Examples**

* `doorstroom demo` builds a demo register of synthetic people and shows what the program can do
* `doorstroom due caseload.xlsx` makes the work list of a spreadsheet, with legal dates and reasons
* `doorstroom explain --help` shows the manual of one command

**Environment**: `DATABASE_URL` names a PostgreSQL database for the register instead of the SQLite file;
`MIRROR_FOLDER` where its columnar mirror lies; `COLUMNS` the width of what is printed; `NO_COLOR` no colours;
`DOORSTROOM_TRACEBACK` shows where a defect is.

**Exit status**: 0 done; 1 a check did not pass; 2 wrong use or bad input; 3 nothing found; 70 a defect in this
program; 130 cancelled. Errors are one line on standard error that starts with `doorstroom:`.
"""

_NO_ROOM = (errno.ENOSPC, errno.EFBIG, errno.EDQUOT, errno.EIO)

app = typer.Typer(
    name="doorstroom",
    help=MANUAL,
    epilog=EPILOG,
    rich_markup_mode="markdown",
    pretty_exceptions_enable=False,
    add_completion=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"doorstroom {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", help="Print the version and stop.", callback=_print_version, is_eager=True)
    ] = False,
) -> None:
    pass


def register_commands(into: typer.Typer) -> None:
    """Add the command of every module in `doorstroom.commands`, in order of ORDER and name."""
    names = [found.name for found in pkgutil.iter_modules(commands.__path__, commands.__name__ + ".")]
    modules = [importlib.import_module(name) for name in names]
    for module in sorted(modules, key=lambda module: (getattr(module, "ORDER", 50), module.__name__)):
        module.register(into)


register_commands(app)


def run(arguments: Sequence[str]) -> int:
    """Run the program and return its exit status; every foreseen refusal is one line on standard error."""
    try:
        status = app(list(arguments) or ["--help"], prog_name="doorstroom", standalone_mode=False)
        sys.stdout.flush()
    except DoorstroomError as refusal:
        _complain(str(refusal))
        return commands.NOTHING_FOUND if isinstance(refusal, commands.NothingFound) else commands.WRONG_USE
    except (KeyboardInterrupt, typer.Abort):
        _complain("cancelled")
        return commands.CANCELLED
    except TyperException as misuse:
        _complain(f"{misuse.format_message()} (the manual: {_help_of(misuse)})")
        return commands.WRONG_USE
    except BrokenPipeError:
        return _nobody_reads()
    except SystemExit as ended:  # Typer ends by itself when its output breaks off
        if not isinstance(ended.__context__, BrokenPipeError):
            raise
        return _nobody_reads()
    except OSError as trouble:
        # Files that are written name themselves; what is left is the output.
        where = f"{trouble.filename}: " if trouble.filename else "the output: " if trouble.errno in _NO_ROOM else ""
        _complain(f"{where}{trouble.strerror or trouble}")
        _give_up_output()
        return commands.WRONG_USE
    except MemoryError:
        _complain("there is not enough memory for this")
        return commands.WRONG_USE
    except Exception as defect:  # the last resort: also a defect is told in one line
        if os.environ.get("DOORSTROOM_TRACEBACK"):
            raise
        _complain(f"a defect in this program: {type(defect).__name__}: {defect} (DOORSTROOM_TRACEBACK=1 shows where)")
        return commands.DEFECT
    if status == commands.CANCELLED:  # Typer gives the exit status of Ctrl-C as an answer
        _complain("cancelled")
    return status if isinstance(status, int) else commands.DONE


def main() -> None:
    """The console script."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # a terminal that lacks a letter shows a question mark
    if not os.environ.get("DOORSTROOM_TRACEBACK"):
        sys.unraisablehook = _unraisable
    sys.exit(run(sys.argv[1:]))


def _unraisable(defect: UnraisableHookArgs) -> None:
    """A full disk is told once, not again when a half written file is cleared away."""
    if not isinstance(defect.exc_value, OSError):
        sys.__unraisablehook__(defect)


def _complain(sentence: str) -> None:
    print("doorstroom: " + " ".join(sentence.split()), file=sys.stderr)


def _give_up_output() -> None:
    """What could not be written to the output, such as a full disk, is not tried again at exit."""
    try:
        sys.stdout.flush()
    except OSError:
        _nobody_reads()


def _nobody_reads() -> int:
    """Whoever read the output has seen enough; nothing may be written to it any more, also not at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.__stdout__.fileno() if sys.__stdout__ else 1)
    return commands.DONE


def _help_of(misuse: TyperException) -> str:
    context = getattr(misuse, "ctx", None)
    return f"{context.command_path if context else 'doorstroom'} --help"
