"""`doorstroom worker`: what the work place does by itself."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from doorstroom.commands import CHECKS_FAILED, HANDLE

ORDER = 31
#: Seconds between two looks at what there is to do.
_PAUSE = 2.0


def register(app: typer.Typer) -> None:
    """Add the command `worker`."""

    @app.command("worker", rich_help_panel=HANDLE)
    def worker(
        folder: Annotated[
            Path | None, typer.Option(help="Folder of the embedded databases; a demonstration has its own.")
        ] = None,
        once: Annotated[bool, typer.Option("--once", help="Do what is due and stop.")] = False,
        demo: Annotated[bool, typer.Option("--demo", help="For what `doorstroom serve --demo` shows.")] = False,
    ) -> None:
        """Do what the work place does by itself: keep lists up, tell webhooks, throw away what is old.

        Lists follow what other programs record in the register (`doorstroom duo`, `doorstroom load`), and the day.

        Runs beside `doorstroom serve`, with the same settings and databases; as many of them as you like, on as many
        machines: each job is done by one at a time. It tells on each line what it did.

        **Examples**

        * `doorstroom worker` runs until it is stopped
        * `doorstroom worker --once` for a timer of your own; ends with 1 when a job broke
        """
        import time

        from doorstroom.commands.serve import folder_of, refuse_old_tables, set_up

        set_up(folder_of(folder, demo=demo), demo=demo)
        refuse_old_tables()
        from doorstroom.web.api import werk

        while True:
            broken = False
            for ended in werk.run_due():
                broken |= not ended.gelukt
                if ended.uitkomst != "0":
                    typer.echo(f"{ended.klaar_op:%Y-%m-%d %H:%M:%S} {ended.naam}: {ended.uitkomst}")
            if once:
                raise typer.Exit(CHECKS_FAILED if broken else 0)
            time.sleep(_PAUSE)
