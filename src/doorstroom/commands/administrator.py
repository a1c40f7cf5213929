"""`doorstroom administrator`: the first account of an installation, which can invite all others."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from doorstroom.commands import HANDLE
from doorstroom.kernel.errors import DoorstroomError

ORDER = 34


def register(app: typer.Typer) -> None:
    """Add the command `administrator`."""

    @app.command("administrator", rich_help_panel=HANDLE)
    def administrator(
        username: Annotated[str, typer.Argument(help="User name to sign in with: lower case letters and digits.")],
        name: Annotated[str, typer.Option(help="Name that colleagues know.")],
        folder: Annotated[Path | None, typer.Option(help="Folder of the embedded databases.")] = None,
    ) -> None:
        """Make an account that administers this installation, and print where its password is chosen.

        For who has the machine; everybody else is invited on the page "Gebruikers". The address works once, for three
        days, after the address of this installation. That the account was made stands in the log of processing.
        A second administrator is needed as well: nobody changes his own account.

        **Example**

        * `doorstroom administrator j.jansen --name "J. Jansen"`
        """
        from doorstroom.commands.serve import folder_of, refuse_old_tables, set_up

        set_up(folder_of(folder, demo=False), demo=False)
        refuse_old_tables()
        typer.echo(_made(username, name))


def _made(username: str, name: str) -> str:
    from django.core.exceptions import ValidationError
    from django.urls import reverse
    from django.utils.translation import override

    from doorstroom.web.beheer import accounts

    with override("en"):
        try:
            made = accounts.first(username, name)
        except ValidationError as error:
            raise DoorstroomError(" ".join(error.messages)) from None
        return str(reverse("beheer:uitnodiging", args=accounts.invitation(made)))
