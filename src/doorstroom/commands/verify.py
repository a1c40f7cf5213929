"""`doorstroom verify`: is the register whole, and does its mirror say the same?"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from doorstroom.commands import CHECKS_FAILED, PROJECT

if TYPE_CHECKING:
    from doorstroom.register.verify import Seal

ORDER = 60


def register(app: typer.Typer) -> None:
    """Add the command `verify`."""

    @app.command("verify", rich_help_panel=PROJECT)
    def verify(
        address: Annotated[str | None, typer.Option("--register", help="Address of the register.")] = None,
        sealed: Annotated[
            str | None, typer.Option("--seal", help="A seal printed earlier (SEQUENCE:DIGEST) to compare with.")
        ] = None,
        mirror: Annotated[
            Path | None, typer.Option(help="Also compare the columnar mirror in this folder with the log.")
        ] = None,
        as_json: Annotated[bool, typer.Option("--json", help="As JSON, for programs.")] = False,
    ) -> None:
        """Recompute every hash chain, version and correction of the register; name each event that is not right.

        Prints a seal: keep it outside the register and give it with `--seal` later, to show that nothing up to that
        event was changed since. Exit status 1 when anything was found.
        """
        from doorstroom.register.mirror import Mirror
        from doorstroom.register.mirror_check import check_mirror
        from doorstroom.register.verify import seal, verify
        from doorstroom.sources import open_register
        from doorstroom.stelsels.inburgering import system
        from doorstroom.terminal import say_json

        with open_register(address) as opened:
            found = verify(opened, None if sealed is None else _seal(sealed))
            now = seal(opened)
            checked = None if mirror is None else check_mirror(Mirror(opened, system(), mirror))
        wrong = [f"{f.kind}: case '{f.case_id}', event {f.sequence}: {f.message}" for f in found.findings]
        if checked is not None:
            wrong += [f"mirror: {d.type}: {d.message}" for d in checked.differences]
        if as_json:
            say_json(
                {
                    "events": found.events,
                    "cases": found.cases,
                    "findings": wrong,
                    "seal": f"{now.sequence}:{now.digest}",
                    "mirror_behind": None if checked is None else checked.behind,
                }
            )
        else:
            for line in wrong:
                typer.echo(line, err=True)
            typer.echo(f"{found.events} events of {found.cases} cases verified, {len(wrong)} findings")
            if checked is not None:
                typer.echo(f"mirror: {checked.events} events compared, {checked.behind} events behind the log")
            typer.echo(f"seal {now.sequence}:{now.digest}")
        if wrong:
            raise typer.Exit(CHECKS_FAILED)


def _seal(text: str) -> Seal:
    from doorstroom.kernel.errors import DoorstroomError
    from doorstroom.register.verify import Seal

    sequence, _, digest = text.partition(":")
    if not sequence.isdigit() or not digest:
        raise DoorstroomError(f"'{text}' is not a seal; it looks like 1234:0a1b...")
    return Seal(int(sequence), digest)
