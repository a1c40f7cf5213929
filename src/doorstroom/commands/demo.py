"""`doorstroom demo`: build the demo register and show what the program can do."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from doorstroom.commands import CHECKS_FAILED, START

ORDER = 1


def register(app: typer.Typer) -> None:
    """Add the command `demo`."""

    @app.command("demo", rich_help_panel=START)
    def demo(
        folder: Annotated[Path, typer.Option(help="Where to put register, report and work list.")] = Path("demo"),
        seed: Annotated[int, typer.Option(min=0, help="Another seed gives other people.")] = 2023,
        scale: Annotated[
            float, typer.Option(min=0.001, max=1.0, help="Part of the people; the published figures need all of them.")
        ] = 1.0,
        english: Annotated[bool, typer.Option("--english", help="Report and work list in English.")] = False,
        serve: Annotated[
            bool, typer.Option("--serve/--no-serve", help="Serve the work place at the end, once there is one.")
        ] = True,
    ) -> None:
        """Build a register of synthetic newcomers and show the four things that can be done with it.

        Makes the register (event log, mirror, person vault), computes every clock and status, writes the tables of the
        *uitvoeringsbrief inburgering* as of 1 May 2023 beside what was published, decides the worked cases, makes the
        work list of one municipality from its spreadsheet and explains one date article by article. Everything stands
        in one folder; an earlier demo there is replaced. Nobody in it exists.
        """
        from doorstroom.demonstration import Demonstration

        if not Demonstration(folder, seed, scale, "en" if english else "nl").run():
            raise typer.Exit(CHECKS_FAILED)
