"""Run the stand-in for DUO: its folder, its settings for municipalities, its script, and its server."""

from __future__ import annotations

from pathlib import Path

import typer

from doorstroom.clock import utc_now
from doorstroom.duo_line import a_moment
from doorstroom.exchange.duo.standin.deliver import Municipality
from doorstroom.exchange.duo.standin.life import read_script
from doorstroom.exchange.duo.standin.playing import load
from doorstroom.exchange.duo.standin.run import Options, StandIn, oin_of_gemeente, write_settings
from doorstroom.kernel.errors import DoorstroomError


def serve(
    folder: Path, port: int, script: Path | None, clock: str | None, notify: str | None, *, planned: bool, record: bool
) -> None:
    """Serve until somebody interrupts."""
    now = utc_now()
    options = Options(planned=planned, record=record, port=port)
    standin = StandIn(folder, now, a_moment(clock) if clock else now, options)
    written = [write_settings(standin, gemeente) for gemeente in options.gemeenten]
    if notify is not None:
        host, _, at = notify.rpartition(":")
        if not at.isdigit():
            raise DoorstroomError(f"--notify: '{notify}' is not a host and a port, like 127.0.0.1:8443")
        first = options.gemeenten[0]
        standin.player.municipalities[first] = Municipality(first, oin_of_gemeente(first), host, int(at))
    if script is not None:
        try:
            text = script.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError):
            raise DoorstroomError(f"{script}: not readable as a script") from None
        load(standin.world, read_script(text, standin.world.system.events).people)
    typer.echo(f"DUO (nagebootst) luistert op https://127.0.0.1:{standin.server.port}; stop met Ctrl-C")
    typer.echo(f"instellingen: {', '.join(str(path) for path in written)}")
    standin.server.serve()
