"""`doorstroom duo`: the exchange with DUO, of the municipality and of a stand-in for DUO."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from doorstroom.commands import CHECKS_FAILED, HANDLE
from doorstroom.kernel.errors import DoorstroomError

if TYPE_CHECKING:
    from collections.abc import Iterator

ORDER = 45

Address = Annotated[str | None, typer.Option("--register", help="Address of the register.")]
VaultAddress = Annotated[str | None, typer.Option("--vault", help="Address of the person vault.")]
SettingsFile = Annotated[Path, typer.Option("--settings", help="How we are connected with DUO.")]
Json = Annotated[bool, typer.Option("--json", help="As JSON, for programs.")]

_DEFAULT = Path("duo.yaml")


def register(app: typer.Typer) -> None:
    """Add the command `duo` with its subcommands."""
    duo = typer.Typer(
        help="""
Exchange with DUO for the Wet inburgering 2021: take its notifications in, ask what happened, tell it what we did.

**Examples**

* `doorstroom duo serve` runs a stand-in for DUO, with certificates and settings for a municipality
* `doorstroom duo sync --settings duo-standin/gemeente-0363.yaml` does one round of the exchange
* `doorstroom duo tasks` shows what people must do because of DUO
* `doorstroom duo year --each 1` plays a year in which every code occurs
""",
        rich_markup_mode="markdown",
        no_args_is_help=True,
    )
    from doorstroom.duo_desk import add_desk

    for add in (_serve, _listen, _sync, add_desk, _tables, _compare, _signals, _year):
        add(duo)
    app.add_typer(duo, name="duo", rich_help_panel=HANDLE)


def _serve(duo: typer.Typer) -> None:
    @duo.command("serve")
    def serve(
        folder: Annotated[Path, typer.Option(help="Where its certificates and people are.")] = Path("duo-standin"),
        port: Annotated[int, typer.Option(help="Port on loopback; 0 is any that is free.")] = 8444,
        script: Annotated[Path | None, typer.Option(help="What happens to people (YAML).")] = None,
        clock: Annotated[str | None, typer.Option(help="What time it is there (default: now).")] = None,
        notify: Annotated[str | None, typer.Option(help="Where 0363 takes notifications in (127.0.0.1:8443).")] = None,
        planned: Annotated[bool, typer.Option("--planned", help="Also send signals that DUO only announced.")] = False,
        record: Annotated[bool, typer.Option("--record", help="Record what is asked, with BSNs hidden.")] = False,
    ) -> None:
        """Run a stand-in for DUO on loopback: two-way TLS under a throw-away root, every path, the same rules.

        Its time moves when it is told to: PUT /standin/clock with the certificate `control`. The settings for a
        municipality stand in its folder.
        """
        from doorstroom.duo_standin import serve

        serve(folder, port, script, clock, notify, planned=planned, record=record)


def _listen(duo: typer.Typer) -> None:
    @duo.command("listen")
    def listen(settings: SettingsFile = _DEFAULT, address: Address = None, vault: VaultAddress = None) -> None:
        """Take DUO's notifications in, at the address of the settings, with two-way TLS; run by gunicorn."""
        from doorstroom.duo_listening import listen

        listen(settings, address, vault)


def _sync(duo: typer.Typer) -> None:
    @duo.command("sync")
    def sync(
        settings: SettingsFile = _DEFAULT,
        address: Address = None,
        vault: VaultAddress = None,
        every: Annotated[int | None, typer.Option(help="Again every so many seconds, until Ctrl-C.")] = None,
        from_start: Annotated[
            bool, typer.Option("--from-start", help="Tell DUO of everything in the register, not only what comes.")
        ] = False,
        as_json: Json = False,
    ) -> None:
        """One round: ask about what DUO notified, queue what the register has for DUO, send it, see what DUO shows.

        The first round only notes where the register is: what is older was told in another way.
        """
        import dataclasses

        from doorstroom.duo_line import open_side
        from doorstroom.duo_shown import round_in_words
        from doorstroom.exchange.duo import worker
        from doorstroom.exchange.duo.collecting import MARK
        from doorstroom.exchange.duo.reference import refresh
        from doorstroom.exchange.duo.store import set_mark
        from doorstroom.terminal import say_json

        with open_side(settings, address, vault) as side:
            if from_start:
                with side.store.writing() as connection:
                    set_mark(connection, MARK, 0)
            for _ in _rounds(every):
                refresh(side)
                done = worker.sync(side)
                if as_json:
                    say_json(dataclasses.asdict(done))
                else:
                    typer.echo(round_in_words(done))
        if done.broken_off and every is None:
            raise typer.Exit(CHECKS_FAILED)


def _rounds(every: int | None) -> Iterator[None]:
    yield
    while every is not None:
        time.sleep(every)
        yield


def _tables(duo: typer.Typer) -> None:
    @duo.command("codes")
    def codes() -> None:
        """Every code of DUO: what happened, what we ask, what a person does."""
        from doorstroom.duo_shown import show_codes

        show_codes()

    @duo.command("mapping")
    def mapping() -> None:
        """Which answer becomes which event, and which event becomes which message."""
        from doorstroom.duo_shown import show_mapping

        show_mapping()

    @duo.command("lists")
    def lists(address: Address = None) -> None:
        """The schools and the grounds of extension that DUO knows, as the last `sync` of a day asked for them."""
        from doorstroom.duo_line import open_store
        from doorstroom.duo_shown import show_lists

        with open_store(address) as store:
            show_lists(store)


def _compare(duo: typer.Typer) -> None:
    @duo.command("compare")
    def compare(settings: SettingsFile = _DEFAULT, address: Address = None, vault: VaultAddress = None) -> None:
        """Ask DUO about everybody it ever notified us of, and show where it differs from the register.

        Exit status 1 when anything differs.
        """
        from doorstroom.duo_line import open_side
        from doorstroom.duo_shown import show_agreement
        from doorstroom.exchange.duo import agreement, inbox

        with open_side(settings, address, vault) as side:
            known = {m.person_id for m in inbox.listed(side.store) if m.person_id is not None}
            found = agreement.compare(side, sorted(known))
        show_agreement(found)
        if found.broken_off:
            raise DoorstroomError(found.broken_off)
        if found.differences:
            raise typer.Exit(CHECKS_FAILED)


def _signals(duo: typer.Typer) -> None:
    @duo.command("signals")
    def signals(address: Address = None) -> None:
        """The attention signals that DUO has not built (SS126 and others), as tasks, by our own rules."""
        from doorstroom.clock import utc_now
        from doorstroom.duo_line import open_store
        from doorstroom.exchange.duo.side import day_of
        from doorstroom.exchange.duo.signals import note_signals, signals
        from doorstroom.sources import open_mirror, open_register
        from doorstroom.stelsels.inburgering import system

        with open_register(address) as opened, open_store(address) as store:
            holding = signals(system(), open_mirror(opened, system()), day_of(utc_now()))
            begun, ended = note_signals(store, holding)
        typer.echo(f"{len(holding)} signalen gelden; {begun} nieuw, {ended} voorbij")


def _year(duo: typer.Typer) -> None:
    @duo.command("year")
    def year(
        each: Annotated[
            int | None, typer.Option(help="How many of each kind of newcomer (default: 300 in all).")
        ] = None,
        kills: Annotated[int, typer.Option(help="Kill either side so often, and compare with a year without.")] = 0,
        seed: Annotated[int, typer.Option(help="Of what goes wrong.")] = 1,
        folder: Annotated[Path | None, typer.Option(help="Keep both sides here (default: thrown away).")] = None,
    ) -> None:
        """Play a scripted year of a municipality and DUO: two processes, real TLS, and everything that goes wrong.

        5 % of the notifications come twice, 5 % late and 2 % with an unknown code; each side is away for an hour. With
        `--kills` the year is played twice, once with that many SIGKILLs, and what is legally so of everybody must be
        the same. Exit status 1 when anything was lost, done twice, or differs.
        """
        from doorstroom.duo_year import play_year

        if not play_year(each, kills, seed, folder):
            raise typer.Exit(CHECKS_FAILED)
