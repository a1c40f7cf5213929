"""`doorstroom demo`: build the demo register and show what the program can do."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from doorstroom.commands import CHECKS_FAILED, START

ORDER = 1
#: A demonstration answers this machine only.
LOOPBACK = "127.0.0.1"


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
            bool, typer.Option("--serve/--no-serve", help="Serve the work place at the end; scripts leave that out.")
        ] = True,
        port: Annotated[int, typer.Option(min=1, max=65535, help="Port of the work place.")] = 8000,
    ) -> None:
        """Build a register of synthetic newcomers and show the four things that can be done with it.

        Makes the register (event log, mirror, person vault), computes every clock and status, writes the tables of the
        *uitvoeringsbrief inburgering* as of 1 May 2023 beside what was published, decides the worked cases, makes the
        work list of one municipality from its spreadsheet and explains one date article by article. Then it serves the
        work place on this machine with an account for every role, until Ctrl-C. Everything stands in one folder; an
        earlier demo there is replaced. Nobody in it exists.
        """
        from doorstroom.commands.serve import refuse_taken_port, start
        from doorstroom.demonstration import Demonstration

        if serve:
            refuse_taken_port(LOOPBACK, port)
        demonstration = Demonstration(folder, seed, scale, "en" if english else "nl")
        if not demonstration.run():
            raise typer.Exit(CHECKS_FAILED)
        if serve:
            start(folder / "werkplek", LOOPBACK, port, 2, demo=True, made=demonstration.made)
