"""`doorstroom mirror`: bring the columnar mirror of the register up to date, or make it again."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from doorstroom.commands import PROJECT

ORDER = 61


def register(app: typer.Typer) -> None:
    """Add the command `mirror`."""

    @app.command("mirror", rich_help_panel=PROJECT)
    def mirror(
        address: Annotated[str | None, typer.Option("--register", help="Address of the register.")] = None,
        folder: Annotated[Path | None, typer.Option("--mirror", help="Folder of the mirror.")] = None,
        rebuild: Annotated[bool, typer.Option("--rebuild", help="Make it again from the whole log.")] = False,
        as_json: Annotated[bool, typer.Option("--json", help="As JSON, for programs.")] = False,
    ) -> None:
        """Bring the Parquet mirror up to date with the register. Reports and work lists do so by themselves.

        The mirror holds nothing that the register does not; `--rebuild` makes it again, and until that is done readers
        keep the old one. `doorstroom verify --mirror FOLDER` compares the two.
        """
        from doorstroom.register.mirror import Mirror
        from doorstroom.sources import mirror_folder, open_register
        from doorstroom.stelsels.inburgering import system
        from doorstroom.terminal import say_json

        with open_register(address) as opened:
            made = Mirror(opened, system(), folder or mirror_folder(opened))
            done = made.rebuild() if rebuild else made.sync()
        if as_json:
            say_json({"folder": str(made.folder), "events": done.events, "until_event": done.watermark,
                      "rebuilt": done.rebuilt})  # fmt: skip
            return
        how = "rebuilt" if done.rebuilt else "brought up to date"
        typer.echo(f"{made.folder}: {how}, {done.events} events taken over, up to event {done.watermark}")
