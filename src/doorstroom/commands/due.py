"""`doorstroom due`: the work list of a caseload or a register."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from doorstroom.commands import CHECKS_FAILED, HANDLE, a_day, refusing_in
from doorstroom.kernel.errors import DoorstroomError

if TYPE_CHECKING:
    from doorstroom.exchange.caseload.rows import Caseload
    from doorstroom.kernel.wording import Language
    from doorstroom.worklist import Worklist

ORDER = 10


def register(app: typer.Typer) -> None:
    """Add the command `due`."""

    @app.command("due", rich_help_panel=HANDLE)
    def due(
        caseload: Annotated[
            Path | None, typer.Argument(help="A caseload (.xlsx or .csv); without it the register is read.")
        ] = None,
        peildatum: Annotated[
            dt.date | None, typer.Option(parser=a_day, metavar="DATE", help="Date of the list; today if left out.")
        ] = None,
        mapping: Annotated[
            Path | None, typer.Option(help="YAML that says how your headings and words relate to ours.")
        ] = None,
        within: Annotated[
            int | None, typer.Option(min=0, help="Only what is due within so many days (and what is late).")
        ] = None,
        owner: Annotated[
            str | None, typer.Option(help="Only what this one must do: gemeente, DUO, inburgeraar, ...")
        ] = None,
        klantmanager: Annotated[str | None, typer.Option(help="From a caseload: only the cases of this one.")] = None,
        case: Annotated[
            str | None, typer.Option(help="Only this case, with the full explanation of each date.")
        ] = None,
        address: Annotated[str | None, typer.Option("--register", help="Address of the register.")] = None,
        gemeente: Annotated[str | None, typer.Option(help="From a register: only this municipality's code.")] = None,
        output: Annotated[Path | None, typer.Option(help="Also write the list to this .xlsx or .csv file.")] = None,
        most: Annotated[int, typer.Option(min=1, help="Print at most so many lines.")] = 60,
        depth: Annotated[int, typer.Option(min=0, help="With --case: how many steps down to explain.")] = 4,
        english: Annotated[bool, typer.Option("--english", help="In English instead of Dutch.")] = False,
        as_json: Annotated[bool, typer.Option("--json", help="As JSON, for programs.")] = False,
    ) -> None:
        """Print who must do what before which legal date, with the reason: straight from your spreadsheet.

        What is late comes first, then what must be done within a week, what lacks a fact, and the rest. Planning dates
        (practice, not law) stand apart. Nothing is stored. Empty cells are unknown, never "no": where a date cannot be
        told, the list says which fact is missing. Rows with an error give no work; each error is listed with what to
        do about it, and the exit status is 1.

        **Examples**

        * `doorstroom due caseload.xlsx` is the whole work list
        * `doorstroom due caseload.xlsx --within 14 --owner gemeente` is what the municipality must do in two weeks
        * `doorstroom due caseload.xlsx --case DEMO-0001` explains every date of one case, article by article
        """
        from doorstroom import worklist, worklist_file
        from doorstroom.terminal import say_json

        day = peildatum or dt.date.today()
        language: Language = "en" if english else "nl"
        _refuse_unused(caseload, {"--mapping": mapping, "--klantmanager": klantmanager},
                       {"--register": address, "--gemeente": gemeente})  # fmt: skip
        with refusing_in(language):
            if caseload is not None:
                read, made = worklist.of_caseload(caseload, mapping, day, language, within)
            else:
                read, made = None, worklist.of_register(address, gemeente, case, day, language, within)
            made = made.only(owner, case, klantmanager)
            if output is not None:
                worklist_file.write(made, output)
        if as_json:
            say_json(worklist.data_of(made, read))
        else:
            _print(made, read, most, depth if case is not None else None)
            if output is not None:
                typer.echo(f"Geschreven naar {output}" if language == "nl" else f"Written to {output}")
        if read is not None and read.bad:
            raise typer.Exit(CHECKS_FAILED)


def _refuse_unused(caseload: Path | None, of_caseload: dict[str, object], of_register: dict[str, object]) -> None:
    """Refuse an option that would do nothing: who gave it would read the list as if it had done something."""
    for option, given in (of_register if caseload is not None else of_caseload).items():
        if given is not None:
            place = "a caseload was named" if caseload is not None else "without a caseload the register is read"
            raise DoorstroomError(f"{option} does nothing here: {place}")


def _print(made: Worklist, read: Caseload | None, most: int, depth: int | None) -> None:
    from doorstroom import worklist_shown

    worklist_shown.show(made, most, depth)
    said = [] if read is None else worklist_shown.remarks(read, made.language)
    for line in ["", *said] if said else []:
        typer.echo(line, err=True)
