"""`doorstroom retention`: whom the time for keeping data says to erase. It shows; erasing takes two people."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Annotated, Any

import typer

from doorstroom.commands import HANDLE, a_day

ORDER = 33


def register(app: typer.Typer) -> None:
    """Add the command `retention`."""

    @app.command("retention", rich_help_panel=HANDLE)
    def retention(
        folder: Annotated[
            Path | None, typer.Option(help="Folder of the embedded databases; a demonstration has its own.")
        ] = None,
        demo: Annotated[bool, typer.Option("--demo", help="For what `doorstroom serve --demo` shows.")] = False,
        on: Annotated[
            dt.date | None,
            typer.Option("--on", parser=a_day, metavar="DATE", help="Day on which the terms are judged; today."),
        ] = None,
        as_json: Annotated[bool, typer.Option("--json", help="As JSON, for programs.")] = False,
    ) -> None:
        """Show whom a run would erase, with the terms in force and their sources; nothing is changed (a dry run).

        The run itself is proposed by one administrator and carried out by another, on the page "Bewaren en wissen". It
        takes the person out of the vault and what names him out of the work place; events and figures stay as they are.
        """
        from doorstroom.commands.serve import folder_of, refuse_old_tables, set_up

        set_up(folder_of(folder, demo=demo), demo=demo)
        refuse_old_tables()
        from doorstroom.web.beheer import wissen
        from doorstroom.web.clock import today

        day = on or today()
        show(wissen.candidates(None, day), wissen.terms(day), day, as_json)


def show(found: list[Any], terms: list[Any], day: dt.date, as_json: bool) -> None:
    """Print the people, by the number that the log knows, and the terms."""
    from doorstroom.terminal import say_json

    values = {one.name: {"value": dated.value, "unit": one.unit, "source": dated.source} for one, dated in terms}
    if as_json:
        people = [
            {"person": one.person_id, "cases": list(one.cases), "last_day": one.last_day.isoformat(),
             "letters": one.letters, "files": one.files, "messages": one.messages}
            for one in found
        ]  # fmt: skip
        say_json({"on": day.isoformat(), "terms": values, "people": people})
        return
    for name, told in values.items():
        typer.echo(f"{name}: {told['value']} {told['unit']} ({told['source']})")
    for one in found:
        typer.echo(f"{', '.join(one.cases)}: kept until {one.last_day}, {one.letters} letters, {one.files} files")
    typer.echo(f"{len(found)} people would be erased on {day}; nothing was changed")
