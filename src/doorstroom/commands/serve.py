"""`doorstroom serve`: the work place in a browser."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from doorstroom.commands import HANDLE
from doorstroom.kernel.errors import DoorstroomError

if TYPE_CHECKING:
    from doorstroom.simulate.demo.make import DemoRegister

ORDER = 30


def register(app: typer.Typer) -> None:
    """Add the command `serve`."""

    @app.command("serve", rich_help_panel=HANDLE)
    def serve(
        folder: Annotated[
            Path | None, typer.Option(help="Folder of the embedded databases; a demonstration has its own.")
        ] = None,
        host: Annotated[
            str, typer.Option(help="Address to answer on; only this machine unless you say so.")
        ] = "127.0.0.1",
        port: Annotated[int, typer.Option(min=1, max=65535, help="Port to answer on.")] = 8000,
        workers: Annotated[int, typer.Option(min=1, max=32, help="Processes that answer.")] = 2,
        demo: Annotated[
            bool, typer.Option("--demo", help="Invented people on 1 May 2023, an account per role.")
        ] = False,
    ) -> None:
        """Serve the work place: work lists, cases, letters, the newcomer's own page and the public planner.

        Settings come from the environment (docs/beheer.md): DOORSTROOM_SECRET_KEY and DOORSTROOM_HOSTS are needed,
        DATABASE_URL names a PostgreSQL. Migrations are run first. With `--demo` none of that is needed.

        **Examples**

        * `doorstroom serve --demo` builds a demonstration when there is none yet, and serves it on this machine
        * `DATABASE_URL=postgresql://... doorstroom serve --host 0.0.0.0` behind your own proxy
        """
        refuse_taken_port(host, port)
        start(folder, host, port, workers, demo=demo)


def folder_of(folder: Path | None, *, demo: bool) -> Path:
    """Where the embedded databases are."""
    return folder or Path("demo/werkplek" if demo else "register")


def set_up(folder: Path, *, demo: bool) -> None:
    """Settings for this process."""
    folder.mkdir(parents=True, exist_ok=True)
    os.environ["DJANGO_SETTINGS_MODULE"] = "doorstroom.web.settings"
    os.environ["DOORSTROOM_DATA"] = str(folder)
    if demo:
        os.environ["DOORSTROOM_DEMO"] = "1"
        os.environ.setdefault("DOORSTROOM_DEMO_DAY", "2023-05-01")
    import django
    from django.core.exceptions import ImproperlyConfigured

    try:
        django.setup()
    except ImproperlyConfigured as error:
        raise DoorstroomError(str(error)) from None


def prepare(folder: Path, *, demo: bool) -> None:
    """Settings for this process, and databases that are up to date."""
    set_up(folder, demo=demo)
    from django.core.management import call_command

    call_command("migrate", verbosity=0, interactive=False)
    call_command("createcachetable", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)


def refuse_old_tables() -> None:
    """An error when the database is not that of this version: `serve` brings it up to date, and only one may."""
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise DoorstroomError("the database is not up to date; start `doorstroom serve` first")


def refuse_taken_port(host: str, port: int) -> None:
    """An error before any work is done, when nothing can answer on that address."""
    import socket

    try:
        with socket.create_server((host, port)):
            pass
    except OSError as error:
        raise DoorstroomError(f"cannot answer on {host}:{port}: {error.strerror}; choose another with --port") from None


def start(
    folder: Path | None, host: str, port: int, workers: int, *, demo: bool, made: DemoRegister | None = None
) -> None:
    """Prepare, fill a demonstration where it is asked for, and serve until stopped.

    ``made``: the demo register to fill it with, when there is one already.
    """
    prepare(folder_of(folder, demo=demo), demo=demo)
    if demo:
        from doorstroom.web import demo as demonstration
        from doorstroom.web.toegang.models import Gebruiker

        if not Gebruiker.objects.exists():
            demonstration.build(lambda step: typer.echo(f"... {step}"), demo=made)
        typer.echo(f"Accounts: {', '.join(Gebruiker.objects.values_list('username', flat=True))}")
        typer.echo(f"Wachtwoord van elk account: {demonstration.PASSWORD}")
    typer.echo(f"Doorstroom staat op http://{host}:{port}/ (stoppen met Ctrl-C)")
    serve_until_stopped(host, port, workers)


def serve_until_stopped(host: str, port: int, workers: int) -> None:
    """Go on as the process that answers, in the place of this one (see there why)."""
    sys.stdout.flush()
    sys.stderr.flush()
    command = [sys.executable, "-m", "doorstroom.web.serving", host, str(port), str(workers)]
    os.execv(sys.executable, command)
