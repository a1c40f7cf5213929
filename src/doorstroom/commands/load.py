"""`doorstroom load`: take a caseload or an event file into the register."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from doorstroom.commands import CHECKS_FAILED, START, refusing_in
from doorstroom.kernel.errors import DoorstroomError

if TYPE_CHECKING:
    from doorstroom.kernel.wording import Language
    from doorstroom.register.load_rows import BadRow

ORDER = 16


def register(app: typer.Typer) -> None:
    """Add the command `load`."""

    @app.command("load", rich_help_panel=START)
    def load(
        path: Annotated[Path, typer.Argument(help="A caseload (.xlsx, .csv) or events (.csv, .jsonl, .parquet).")],
        address: Annotated[str | None, typer.Option("--register", help="Address of the register.")] = None,
        mapping: Annotated[Path | None, typer.Option(help="For a caseload: how your headings relate to ours.")] = None,
        organisation: Annotated[
            str, typer.Option(help="For a caseload: the organisation whose caseload it is.")
        ] = "gemeente",
        partial: Annotated[bool, typer.Option("--partial", help="Load the good rows and report the bad ones.")] = False,
        keep_recorded_at: Annotated[
            bool, typer.Option("--keep-recorded-at", help="For events: the file says when each was recorded.")
        ] = False,
        english: Annotated[bool, typer.Option("--english", help="In English instead of Dutch.")] = False,
        as_json: Annotated[bool, typer.Option("--json", help="The outcome as JSON, for programs.")] = False,
    ) -> None:
        """Take a caseload or a file of events into the register, all rows or none.

        Every bad row is reported with line, field, value and reason. Loading the same file again changes nothing. In a
        caseload a changed cell becomes a correction: the register keeps what was known before. The register is made
        when it is not there yet. Names stay in the caseload. Exit status 1 when rows were refused.

        **Examples**

        * `doorstroom load caseload.xlsx --organisation 0363`
        * `doorstroom load events.jsonl --keep-recorded-at --register postgresql://localhost/doorstroom`
        """
        from doorstroom.terminal import say_json

        language: Language = "en" if english else "nl"
        with refusing_in(language):
            if _is_caseload(path):
                if keep_recorded_at:
                    raise DoorstroomError("--keep-recorded-at does nothing here: a caseload says not when it was known")
                outcome = _caseload(address, path, mapping, organisation, partial, language)
            else:
                if mapping is not None:
                    raise DoorstroomError("--mapping does nothing here: this is no caseload but a file of events")
                outcome = _events(address, path, partial, keep_recorded_at)
        if as_json:
            say_json({"written": outcome.written, "corrected": outcome.corrected,
                      "already_there": outcome.already_there, **outcome.data})  # fmt: skip
        else:
            _tell(outcome, language)
        if outcome.errors:
            raise typer.Exit(CHECKS_FAILED)


@dataclass(frozen=True)
class _Outcome:
    """What a load did, and what was wrong with the file: in lines for people and as ``data`` for programs."""

    written: int
    corrected: int
    already_there: int
    errors: list[str]
    notices: list[str]
    data: dict[str, Any]


def _is_caseload(path: Path) -> bool:
    if path.suffix.lower() in (".xlsx", ".xlsm"):
        return True
    if path.suffix.lower() != ".csv" or not path.exists():
        return False
    with path.open("r", encoding="utf-8-sig", errors="replace", newline="") as file:
        first = file.readline(100_000)
    heads = {cell.strip().strip('"').lower() for cell in next(csv.reader([first.replace(";", ",")]), [])}
    return not {"type", "valid_on"} <= heads


def _caseload(
    address: str | None, path: Path, mapping: Path | None, organisation: str, partial: bool, language: Language
) -> _Outcome:
    import datetime as dt

    from doorstroom.exchange.caseload.load import CaseloadLoaded, load_caseload
    from doorstroom.sources import open_register, read_caseload
    from doorstroom.stelsels.inburgering import system
    from doorstroom.worklist_shown import remarks

    inburgering = system()
    read = read_caseload(path, mapping, inburgering, dt.datetime.now(dt.UTC), organisation, dt.date.today())
    errors = [bad.told(language) for bad in read.bad]
    loaded = CaseloadLoaded(0, 0, 0)
    if partial or not errors:
        with open_register(address, must_exist=False) as register:
            loaded = load_caseload(register, inburgering, read.events)
    notices = remarks(replace(read, bad=()), language)
    written = loaded.new + loaded.corrected
    return _Outcome(written, loaded.corrected, loaded.unchanged, errors, notices, read.data())


def _events(address: str | None, path: Path, partial: bool, keep_recorded_at: bool) -> _Outcome:
    from rich.markup import escape
    from rich.progress import MofNCompleteColumn, Progress, SpinnerColumn, TextColumn

    from doorstroom.register.load import LoadRefused, load_file
    from doorstroom.register.load_rows import FileUnreadable
    from doorstroom.sources import open_register
    from doorstroom.stelsels.inburgering import system
    from doorstroom.terminal import console

    if not path.exists():  # before a register is made for it
        raise FileUnreadable(f"'{path}' does not exist")
    if path.suffix.lower() not in (".csv", ".jsonl", ".ndjson", ".parquet"):
        raise FileUnreadable(f"'{path}': a caseload is .xlsx or .csv, and an event file is .csv, .jsonl or .parquet")
    out = console(error=True)
    columns = (SpinnerColumn(), TextColumn(escape(str(path))), MofNCompleteColumn())
    shown = Progress(*columns, console=out, transient=True, disable=not out.is_terminal)
    try:
        with open_register(address, must_exist=False) as register, shown:
            task = shown.add_task("load", total=None)
            loaded = load_file(
                register,
                system(),
                path,
                partial=partial,
                keep_recorded_at=keep_recorded_at,
                progress=lambda rows: shown.update(task, completed=rows),
            )
    except LoadRefused as refusal:
        return _of_events(0, 0, refusal.bad_rows)
    return _of_events(loaded.written, len(loaded.already_there), loaded.bad_rows)


def _of_events(written: int, already_there: int, bad: Sequence[BadRow]) -> _Outcome:
    return _Outcome(written, 0, already_there, [str(one) for one in bad], [], {"errors": [one.data() for one in bad]})


def _tell(outcome: _Outcome, language: Language) -> None:
    nl = language == "nl"
    for error in outcome.errors:
        typer.echo(f"{'fout' if nl else 'error'}: {error}", err=True)
    for notice in outcome.notices:
        typer.echo(notice, err=True)
    written, there, corrected, errors = outcome.written, outcome.already_there, outcome.corrected, len(outcome.errors)
    if nl:
        said = f"{written} gebeurtenissen geschreven" + (f", waarvan {corrected} correcties" if corrected else "")
        said += f"; {there} waren er al" + (f"; {errors} fouten" if errors else "")
    else:
        said = f"{written} events written" + (f", {corrected} of them corrections" if corrected else "")
        said += f"; {there} were there already" + (f"; {errors} errors" if errors else "")
    typer.echo(said)
