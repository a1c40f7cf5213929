"""What the commands of `doorstroom export` share: their options, their rights, and what they say at the end."""

from __future__ import annotations

import contextlib
import datetime as dt
import importlib
import importlib.util
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from doorstroom.commands import NothingFound, a_day, refusing_in
from doorstroom.kernel.errors import DoorstroomError

if TYPE_CHECKING:
    from doorstroom.exchange.export.events import Made
    from doorstroom.exchange.export.people import PeopleRight
    from doorstroom.exchange.export.pseudonym import Pseudonyms
    from doorstroom.kernel.history import History
    from doorstroom.kernel.system import System
    from doorstroom.kernel.wording import Language
    from doorstroom.register.log import Register

Output = Annotated[Path, typer.Option(help="The new folder to make.")]
Address = Annotated[str | None, typer.Option("--register", help="Address of the register.")]
Mirror = Annotated[
    Path | None, typer.Option(help="Folder of the columnar mirror. Without --register it is read as it is.")
]
Peildatum = Annotated[
    dt.date | None, typer.Option(parser=a_day, metavar="DATE", help="The reference date; today if left out.")
]
KnownAt = Annotated[
    str | None,
    typer.Option(help="As the register knew it then: a day (all of it) or a moment in UTC; all if left out."),
]
Key = Annotated[
    Path | None,
    typer.Option("--pseudonym-key", help="File with a secret of 16 bytes or more: the same pseudonyms every time."),
]
WithPeople = Annotated[bool, typer.Option("--with-people", help="With who they are, out of the vault; logged there.")]
VaultAddress = Annotated[
    str | None, typer.Option("--vault", help="Address of the vault; VAULT_URL or beside the register if left out.")
]
Actor = Annotated[str, typer.Option(help="With --with-people: who takes the data out.")]
Organisation = Annotated[str, typer.Option(help="With --with-people: for which organisation.")]
Purpose = Annotated[str, typer.Option(help="With --with-people: what for (doelbinding).")]
English = Annotated[bool, typer.Option("--english", help="In English instead of Dutch.")]
AsJson = Annotated[bool, typer.Option("--json", help="What was written as JSON, for programs.")]


def language(english: bool) -> Language:
    """The language that was asked for."""
    return "en" if english else "nl"


def parts(formats: str) -> list[str]:
    """The formats of an option."""
    return [part.strip() for part in formats.split(",") if part.strip()]


def made_now() -> Made:
    """When and with what version a delivery is made: now."""
    from doorstroom import __version__
    from doorstroom.clock import utc_now
    from doorstroom.exchange.export.events import Made

    return Made(utc_now(), __version__)


@contextlib.contextmanager
def refusing(english: bool) -> Iterator[None]:
    """Say what is wrong in the language that was asked for, and what was not there with the status for that."""
    from doorstroom.exchange.export.events import NoEvents

    with refusing_in(language(english)):
        try:
            yield
        except NoEvents as nothing:
            raise NothingFound(str(nothing)) from nothing


def history_of(address: str | None, mirror: Path | None, day: dt.date) -> tuple[System, History]:
    """The system and its history, from a register (its mirror brought up to date) or a mirror alone.

    Refuses a day before the first event.
    """
    from doorstroom.register.mirror import read_history
    from doorstroom.sources import open_mirror, open_register, refuse_before_first
    from doorstroom.stelsels.inburgering import system

    if mirror is not None and address is None:
        history = read_history(mirror, system())
    else:
        with open_register(address) as opened:
            history = open_mirror(opened, system(), mirror)
    if not history.cases.height:
        raise NothingFound("the register holds no cases to export")
    refuse_before_first(history, day)
    return system(), history


def known_system(name: str) -> System | None:
    """A system of the chain by its name; None when this program does not know it."""
    found = f"doorstroom.stelsels.{name}"
    if not name.isidentifier() or importlib.util.find_spec(found) is None:
        return None
    made: System = importlib.import_module(found).system()
    return made


def pseudonyms(key: Path | None) -> Pseudonyms:
    """Pseudonyms under the key in a file, or under a new one that is forgotten."""
    from doorstroom.exchange.export.pseudonym import Pseudonyms, read_key

    return Pseudonyms(None if key is None else read_key(key))


@contextlib.contextmanager
def right_of(
    opened: Register | None,
    with_people: bool,
    vault: str | None,
    stated: Mapping[str, str],
    activity: str,
) -> Iterator[PeopleRight | None]:
    """The right to people out of the vault, ``stated`` as actor, organisation and purpose; None when not asked for.

    Refuses a right of which a part is missing, and parts of a right that was not asked for.
    """
    from doorstroom.exchange.export.people import open_vault, right_to_people

    if not with_people:
        for name, text in {**stated, "vault": vault or ""}.items():
            if text:
                raise DoorstroomError(f"--{name} does nothing here without --with-people")
        yield None
        return
    lacking = [f"--{name}" for name, text in stated.items() if not text.strip()]
    if lacking:
        raise DoorstroomError(f"--with-people needs {', '.join(lacking)}: who, for whom and what for is logged")
    assert opened is not None
    with contextlib.closing(open_vault(vault, opened)) as found:
        yield right_to_people(found, stated["actor"], stated["organisation"], stated["purpose"], activity)


@contextlib.contextmanager
def progress(what: str) -> Iterator[Callable[[int, int], None]]:
    """A bar on a terminal; nothing elsewhere. What comes out is told how much is done, and of how much."""
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    from doorstroom.terminal import console

    out = console(error=True)
    columns = (TextColumn(what), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=out, transient=True, disable=not out.is_terminal) as shown:
        task = shown.add_task(what, total=None)
        yield lambda done, every: shown.update(task, completed=done, total=every)


def tell(made: Mapping[str, Any], path: Path, english: bool, as_json: bool) -> None:
    """What was written: on top who may have it, then every file; or the manifest for programs."""
    from doorstroom.exchange.export.delivery import summary
    from doorstroom.terminal import say_json

    if as_json:
        say_json(summary(made, path))
        return
    spoken = language(english)
    typer.echo(f"{made['title'][spoken]}. {made['for_whom'][spoken]}")
    for name, forms, rows in _grouped(made["files"]):
        typer.echo(f"{path / name}{forms}: {rows}")
    if made.get("cells_marked_in_csv"):
        typer.echo(
            "cells in the CSV that would be a formula are marked with '; load the JSONL or Parquet"
            if english
            else "cellen in de CSV die een formule zouden zijn, kregen een '; laad de JSONL of Parquet",
            err=True,
        )
    if made.get("same_hashes_when_loaded") is False:
        typer.echo(
            "loaded again, the events get other numbers and so other hashes: the register holds other systems too"
            if english
            else "opnieuw geladen krijgen zij andere nummers en dus andere hashes: er staan ook andere stelsels in",
            err=True,
        )


def _grouped(files: Iterable[Mapping[str, Any]]) -> list[tuple[str, str, int]]:
    """The files of a delivery as (name, forms, rows), with those that hold the same together; a folder is one."""
    forms: dict[str, list[str]] = {}
    rows: dict[str, int] = {}
    for file in files:
        folder, slash, name = str(file["name"]).rpartition("/")
        stem, _, form = name.partition(".")
        key = f"{folder}{slash}*" if folder else stem
        known = forms.setdefault(key, [])
        if form not in known:
            known.append(form)
        rows[key] = rows.get(key, 0) + file["rows"] if folder else file["rows"]
    return [(name, f".{','.join(known)}", rows[name]) for name, known in forms.items()]
