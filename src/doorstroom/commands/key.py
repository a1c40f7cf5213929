"""`doorstroom key`: a key for a program that uses the API."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Annotated

import typer

from doorstroom.commands import HANDLE
from doorstroom.kernel.errors import DoorstroomError

ORDER = 32


def register(app: typer.Typer) -> None:
    """Add the command `key`."""

    @app.command("key", rich_help_panel=HANDLE)
    def key(
        program: Annotated[str, typer.Argument(help="Name of the program; it is the actor of what the key records.")],
        role: Annotated[list[str], typer.Option(help="A role of the organisation; more than one may be given.")],
        by: Annotated[str, typer.Option(help="User name of the administrator who issues the key.")],
        organisation: Annotated[
            str, typer.Option(help="Code of another organisation; only for who administers the platform.")
        ] = "",
        days: Annotated[int, typer.Option(min=1, max=366, help="How long it works.")] = 90,
        folder: Annotated[
            Path | None, typer.Option(help="Folder of the embedded databases; a demonstration has its own.")
        ] = None,
        demo: Annotated[bool, typer.Option("--demo", help="For what `doorstroom serve --demo` shows.")] = False,
    ) -> None:
        """Issue a key for a program, and print it. It is shown this once: only a hash of it is kept.

        The same as POST /api/v1/sleutels, for who has the machine. It is revoked with DELETE /api/v1/sleutels/<id>.

        **Example**

        * `doorstroom key Zaaksysteem --role gemeente.klantmanager --by beheerder.gemeente1`
        """
        from doorstroom.commands.serve import folder_of, refuse_old_tables, set_up

        set_up(folder_of(folder, demo=demo), demo=demo)
        refuse_old_tables()
        typer.echo(_issued(program, role, by, organisation, dt.timedelta(days=days)))


def _issued(program: str, roles: list[str], by: str, organisation: str, days: dt.timedelta) -> str:
    from uuid import uuid4

    from django.core.exceptions import PermissionDenied, ValidationError
    from django.utils.translation import override

    from doorstroom.web.api import sleutels
    from doorstroom.web.clock import now
    from doorstroom.web.toegang.models import Gebruiker

    user = Gebruiker.objects.filter(username=by, is_active=True).first()
    if user is None:
        raise DoorstroomError(f"there is no account '{by}'")
    with override("en"):
        try:
            _key, text = sleutels.issue(user, program, roles, now() + days, organisation=organisation, pk=uuid4())
        except PermissionDenied as error:
            raise DoorstroomError(str(error)) from None
        except ValidationError as error:
            raise DoorstroomError(" ".join(error.messages)) from None
    return text
