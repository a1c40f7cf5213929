"""`doorstroom template`: an empty caseload to fill in."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from doorstroom.commands import START, refusing_in

ORDER = 15


def register(app: typer.Typer) -> None:
    """Add the command `template`."""

    @app.command("template", rich_help_panel=START)
    def template(
        path: Annotated[Path, typer.Argument(help="The .xlsx or .csv file to write.")] = Path("caseload.xlsx"),
        english: Annotated[bool, typer.Option("--english", help="Explanations in English.")] = False,
        example: Annotated[bool, typer.Option("--example", help="With one invented row as an example.")] = False,
    ) -> None:
        """Write an empty caseload: one row per newcomer, with choices, date cells and an explanation of each column.

        Only the case number is required; what you leave empty is unknown, and the work list says what it needs. Then:
        `doorstroom due caseload.xlsx`. An existing file is never overwritten.
        """
        from doorstroom.exchange.caseload.layout import read_layout
        from doorstroom.exchange.caseload.template import write_template
        from doorstroom.stelsels.inburgering import system

        inburgering = system()
        layout = read_layout(inburgering.folder / "caseload.yaml", inburgering.events)
        with refusing_in("en" if english else "nl"):
            write_template(path, layout, "en" if english else "nl", example=example)
        count = len(layout.columns)
        said = f"{count} columns. Fill it in, then" if english else f"{count} kolommen. Vul het in, en dan"
        typer.echo(f"{path}: {said}: doorstroom due {path}")
