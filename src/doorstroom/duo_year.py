"""Play a year of the exchange with DUO, and say what it came to."""

from __future__ import annotations

import contextlib
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from doorstroom.clock import utc_now

if TYPE_CHECKING:
    from doorstroom.exchange.duo.year.report import Report


def play_year(each: int | None, kills: int, seed: int, folder: Path | None) -> bool:
    """Play it, with kills twice; whether all is well and the kills changed nothing."""
    with _folder(folder) as place:
        calm = _played(place / "without-kills", each, 0, seed)
        well = calm.ok
        if kills:
            typer.echo("")
            killed = _played(place / "with-kills", each, kills, seed)
            changed = sorted(name for name, legal in calm.legal().items() if killed.legal().get(name) != legal)
            same = not changed and set(killed.legal()) == set(calm.legal())
            typer.echo(
                f"{kills} kills changed nothing of what is legally so of {len(calm.legal())} people"
                if same
                else f"THE KILLS CHANGED THE OUTCOME of {len(changed)} people: {', '.join(changed[:10])}"
            )
            well = well and killed.ok and same
    return well


def _played(folder: Path, each: int | None, kills: int, seed: int) -> Report:
    from rich.progress import BarColumn, Progress, TextColumn

    from doorstroom.exchange.duo.year.running import Plan, Year
    from doorstroom.terminal import console

    plan = Plan(each=each, kills=kills, seed=seed)
    out = console(error=True)
    shown = Progress(TextColumn("dag {task.completed}"), BarColumn(), console=out, transient=True)
    shown.disable = not out.is_terminal
    with shown:
        task = shown.add_task("", total=plan.days)
        found = Year(folder, plan, utc_now(), lambda day: shown.update(task, completed=day)).play()
    for line in found.lines():
        typer.echo(line)
    return found


@contextlib.contextmanager
def _folder(given: Path | None) -> Iterator[Path]:
    if given is not None:
        given.mkdir(parents=True, exist_ok=True)
        yield given
        return
    with tempfile.TemporaryDirectory(prefix="doorstroom-duo-") as made:
        yield Path(made)
