"""`doorstroom report`: a publication as of a peildatum, beside the figures that were really published."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from doorstroom.commands import REPORT, a_day, moment
from doorstroom.kernel.errors import DoorstroomError

if TYPE_CHECKING:
    from doorstroom.kernel.history import History
    from doorstroom.kernel.system import System
    from doorstroom.report.disclosure import Unrounded
    from doorstroom.report.model import Report

ORDER = 50
ALL_FORMATS = "html,pdf,xlsx,csv,csv-nl,json"


def register(app: typer.Typer) -> None:
    """Add the command `report`."""

    @app.command("report", rich_help_panel=REPORT)
    def report(
        name: Annotated[
            str | None, typer.Argument(metavar="[PUBLICATION]", help="Which publication; without it they are listed.")
        ] = None,
        peildatum: Annotated[
            dt.date | None, typer.Option(parser=a_day, metavar="DATE", help="The reference date; today if left out.")
        ] = None,
        known_at: Annotated[
            str | None,
            typer.Option(help="As the register knew it then: a day (all of it) or a moment in UTC; all if left out."),
        ] = None,
        compare: Annotated[
            str | None,
            typer.Option(metavar="KNOWN_AT", help="Also show what differs from what was known at this day or moment."),
        ] = None,
        address: Annotated[str | None, typer.Option("--register", help="Address of the register.")] = None,
        mirror: Annotated[
            Path | None,
            typer.Option(help="Folder of the columnar mirror. Without --register it is read as it is, without a log."),
        ] = None,
        output: Annotated[
            Path | None, typer.Option(help="Folder to write to; the working folder if left out, none with --json.")
        ] = None,
        formats: Annotated[str, typer.Option("--format", help="Which of these, separated by commas.")] = ALL_FORMATS,
        language: Annotated[str, typer.Option(help="nl or en.")] = "nl",
        unrounded: Annotated[
            bool, typer.Option("--unrounded", help="Do not round. Needs --reason and --log; not fit to be published.")
        ] = False,
        reason: Annotated[str, typer.Option(help="Why unrounded numbers are needed.")] = "",
        who: Annotated[str, typer.Option(help="Who asks for unrounded numbers; your user name if left out.")] = "",
        log: Annotated[Path | None, typer.Option(help="File to which the reason is appended.")] = None,
        made_at: Annotated[
            str | None, typer.Option(help="Moment (UTC) that the report says it was made; now if left out.")
        ] = None,
        commit: Annotated[
            str | None, typer.Option(help="Commit of the software; that of the checkout if left out.")
        ] = None,
        as_json: Annotated[bool, typer.Option("--json", help="Print the report as JSON, for programs.")] = False,
    ) -> None:
        """Make a publication from the register: tables, charts and text, beside what was really published.

        Every peildatum in it is seen with what the register knew at one moment (--known-at). Numbers are rounded as in
        the publication. The files are called after the publication and the peildatum, and are replaced when they exist.

        **Examples**

        * `doorstroom report uitvoeringsbrief --peildatum 2023-05-01 --output rapport`
        * `doorstroom report uitvoeringsbrief --peildatum 2023-05-01 --known-at 2023-05-01 --compare 2024-05-01`
          shows what late notices changed
        * `doorstroom report uitvoeringsbrief --peildatum 2024-01-01 --format xlsx,csv-nl --language en`
        """
        import json

        from doorstroom import __version__, checkout
        from doorstroom.report import catalogue
        from doorstroom.report.build import Request, build
        from doorstroom.report.machine import as_json as in_json
        from doorstroom.report.write import check_formats, write
        from doorstroom.terminal import say_json

        if name is None:
            for known, (_, found) in sorted(catalogue.publications().items()):
                typer.echo(f"{known}: {found.nl} ({found.en})")
            return
        if language not in ("nl", "en"):
            raise DoorstroomError(f"unknown language '{language}' (one of nl, en)")
        wanted = check_formats([part.strip() for part in formats.split(",") if part.strip()])
        system, publication = catalogue.publication(name)
        right = _right(unrounded, reason, who, log)
        request = Request(
            peildatum or dt.date.today(),
            moment("--known-at", known_at),
            moment("--made-at", made_at) or dt.datetime.now(dt.UTC).replace(microsecond=0),
            __version__,
            checkout.commit() if commit is None else commit,
            "en" if language == "en" else "nl",
            moment("--compare", compare),
            right,
        )
        made = build(publication, system, _history(system, address, mirror), request)
        written = [] if as_json and output is None else write(made, output or Path(), wanted)
        if as_json:
            say_json(json.loads(in_json(made)))
        else:
            _show(made, written)


def _show(made: Report, written: list[Path]) -> None:
    from doorstroom.report.html import known_at
    from doorstroom.report.wording import Words

    words = Words(made.language)
    p = made.provenance
    typer.echo(made.title)
    typer.echo(f"{words['peildatum']}: {words.day(p.peildatum)}. {words['known_at']}: {known_at(made, words)}.")
    inside, every = made.score()
    if every:
        typer.echo(words["score"].format(inside=words.number(inside), all=words.number(every)))
    if made.warning:
        typer.echo(made.warning, err=True)
    if made.comparison is not None:
        typer.echo(f"{words['comparison']} {words['changed'].format(n=words.number(len(made.comparison.changes)))}")
    for path in written:
        typer.echo(str(path))


def _right(unrounded: bool, reason: str, who: str, log: Path | None) -> Unrounded | None:
    import getpass

    from doorstroom.report.disclosure import Unrounded

    if not unrounded:
        return None
    if not reason or log is None:
        raise DoorstroomError("--unrounded needs --reason TEXT and --log FILE, to which the reason is appended")
    return Unrounded(who or getpass.getuser(), reason, log)


def _history(system: System, address: str | None, mirror: Path | None) -> History:
    from doorstroom.register.mirror import read_history
    from doorstroom.sources import open_mirror, open_register

    if mirror is not None and address is None:
        return read_history(mirror, system)
    with open_register(address) as opened:
        return open_mirror(opened, system, mirror)
