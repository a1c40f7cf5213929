"""`doorstroom export`: the register and one person in files, and the forms that others have for them."""

from __future__ import annotations

import contextlib
import datetime as dt
from pathlib import Path
from typing import Annotated

import typer

from doorstroom import export_asked as asked
from doorstroom.commands import REPORT, NothingFound, moment
from doorstroom.kernel.errors import DoorstroomError

ORDER = 55
HELP = """
Take data out of the register, in files. What leaves is about persons, also without names: every delivery says on top
who may have it. Rounded figures that may be published are made by `doorstroom report`.

A delivery is a new folder that is there whole or not at all. Names, BSN and address leave the person vault only with
`--with-people --actor --organisation --purpose`, and the vault logs whose data were read.
"""


def register(app: typer.Typer) -> None:
    """Add the commands `export ...`."""
    export = typer.Typer(help=HELP, no_args_is_help=True, rich_markup_mode="markdown")
    for command in (events, person, processmining, cbs, ggm, cloudevents, dictionary):
        export.command(command.__name__)(command)
    app.add_typer(export, name="export", rich_help_panel=REPORT)


def events(
    output: asked.Output,
    formats: Annotated[str, typer.Option("--format", help="Of csv, jsonl, parquet.")] = "csv,jsonl,parquet",
    tables: Annotated[bool, typer.Option("--tables", help="Also a typed table per event type, for questions.")] = False,
    address: asked.Address = None, mirror: asked.Mirror = None, with_people: asked.WithPeople = False,
    vault: asked.VaultAddress = None, actor: asked.Actor = "", organisation: asked.Organisation = "",
    purpose: asked.Purpose = "", english: asked.English = False, as_json: asked.AsJson = False,
) -> None:  # fmt: skip
    """The whole register: every version of every event, with both time axes and a data dictionary.

    `doorstroom load` makes the same register of it again. The manifest says whether the hashes come out the same too.

    **Examples**

    * `doorstroom export events --output register_2026`
    * `doorstroom load register_2026/events.parquet --keep-recorded-at --register new.db`
    """
    from doorstroom.exchange.export.cells import check_formats
    from doorstroom.exchange.export.events import export_events
    from doorstroom.sources import open_mirror, open_register
    from doorstroom.stelsels.inburgering import system

    wanted = check_formats(asked.parts(formats))
    stated = {"actor": actor, "organisation": organisation, "purpose": purpose}
    with (
        asked.refusing(english),
        open_register(address) as opened,
        asked.right_of(opened, with_people, vault, stated, "export: heel register") as right,
        asked.progress("events") as bar,
    ):
        history = open_mirror(opened, system(), mirror) if tables else None
        made = export_events(
            opened, system(), output, wanted, asked.made_now(), tables=history, people=right, progress=bar
        )
    asked.tell(made, output, english, as_json)


def person(
    output: asked.Output,
    person_id: Annotated[str | None, typer.Argument(metavar="PERSON", help="By id in the register.")] = None,
    case: Annotated[str | None, typer.Option(help="Instead of PERSON: the person of this case.")] = None,
    formats: Annotated[str, typer.Option("--format", help="Of csv, jsonl, parquet, for the events.")] = "csv,jsonl",
    letters: Annotated[str, typer.Option(help="A sentence that says where letters are kept.")] = "",
    peildatum: asked.Peildatum = None, known_at: asked.KnownAt = None, address: asked.Address = None,
    with_people: asked.WithPeople = False, vault: asked.VaultAddress = None, actor: asked.Actor = "",
    organisation: asked.Organisation = "", purpose: asked.Purpose = "", english: asked.English = False,
    as_json: asked.AsJson = False,
) -> None:  # fmt: skip
    """Everything that is held on one person, to read and to take along (AVG 15 and 20).

    A page and JSON with every event, clock and explanation. With `--with-people` also who it is, and the log of who
    processed these data; this export is in it.
    """
    from doorstroom.exchange.export import log_rows
    from doorstroom.exchange.export.cells import check_formats
    from doorstroom.exchange.export.person import Question, export_person
    from doorstroom.sources import open_register

    wanted = check_formats(asked.parts(formats))
    if (person_id is None) == (case is None):
        raise DoorstroomError("name one: the PERSON, or a case with --case")
    question = Question(peildatum or dt.date.today(), moment("--known-at", known_at), asked.language(english), letters)
    stated = {"actor": actor, "organisation": organisation, "purpose": purpose}
    with asked.refusing(english), open_register(address) as opened:
        if case is not None:
            with opened.reading() as connection:
                person_id = log_rows.person_of_case(connection, case)
            if person_id is None:
                raise NothingFound(f"{opened.name}: no case '{case}'")
        with asked.right_of(opened, with_people, vault, stated, "inzage (AVG 15, 20)") as right:
            made = export_person(
                opened, asked.known_system, str(person_id), output, wanted, question, asked.made_now(), right
            )
    asked.tell(made, output, english, as_json)


def processmining(
    output: asked.Output,
    formats: Annotated[str, typer.Option("--format", help="Of csv, xes.")] = "csv,xes",
    time: Annotated[str, typer.Option(help="The timestamp: valid (when it holds) or recorded.")] = "valid",
    peildatum: asked.Peildatum = None, known_at: asked.KnownAt = None, key: asked.Key = None,
    address: asked.Address = None, mirror: asked.Mirror = None, english: asked.English = False,
    as_json: asked.AsJson = False,
) -> None:  # fmt: skip
    """Events for process mining, pseudonymous: a flat CSV with the keys of XES, and an event log after IEEE 1849."""
    from doorstroom.exchange.export.cells import check_formats
    from doorstroom.exchange.export.processmining import FORMATS, Question, export_processmining

    wanted = check_formats(asked.parts(formats), FORMATS)
    if time not in ("valid", "recorded"):
        raise DoorstroomError(f"--time: '{time}' is no time axis (one of valid, recorded)")
    day, seen = peildatum or dt.date.today(), moment("--known-at", known_at)
    question = Question(day, seen, "valid" if time == "valid" else "recorded", asked.language(english))
    with asked.refusing(english), asked.progress("cases") as bar:
        system, history = asked.history_of(address, mirror, day)
        made = export_processmining(
            system, history, output, wanted, question, asked.pseudonyms(key), asked.made_now(), bar
        )
    asked.tell(made, output, english, as_json)


def cbs(
    output: asked.Output,
    cohort: Annotated[int, typer.Option(help="The year in which people became obliged.")],
    formats: Annotated[str, typer.Option("--format", help="Of csv, jsonl, parquet.")] = "csv,jsonl,parquet",
    layout: Annotated[Path | None, typer.Option(help="Another layout than our own (docs/export.md).")] = None,
    peildatum: asked.Peildatum = None, known_at: asked.KnownAt = None, key: asked.Key = None,
    address: asked.Address = None, mirror: asked.Mirror = None, with_people: asked.WithPeople = False,
    vault: asked.VaultAddress = None, actor: asked.Actor = "", organisation: asked.Organisation = "",
    purpose: asked.Purpose = "", english: asked.English = False, as_json: asked.AsJson = False,
) -> None:  # fmt: skip
    """The integration file of a cohort for CBS (Statistiek Wet inburgering): one described record per person.

    The layout is our own, in one table; CBS's was not among the sources. `--with-people` adds pseudonym and BSN.
    """
    from doorstroom.exchange.export.cbs import LAYOUT, Question, export_cbs, read_layout
    from doorstroom.exchange.export.cells import check_formats
    from doorstroom.sources import open_register

    wanted = check_formats(asked.parts(formats))
    question = Question(cohort, peildatum or dt.date.today(), moment("--known-at", known_at))
    with asked.refusing(english), contextlib.ExitStack() as stack:
        system, history = asked.history_of(address, mirror, question.peildatum)
        described = read_layout(layout or LAYOUT, system)
        opened = stack.enter_context(open_register(address)) if with_people else None
        stated = {"actor": actor, "organisation": organisation, "purpose": purpose}
        right = stack.enter_context(asked.right_of(opened, with_people, vault, stated, "export: CBS, koppeltabel"))
        made = export_cbs(
            system, history, output, wanted, described, question, asked.pseudonyms(key), asked.made_now(), right
        )
    asked.tell(made, output, english, as_json)


def ggm(
    output: asked.Output,
    formats: Annotated[str, typer.Option("--format", help="Of csv, jsonl.")] = "csv,jsonl",
    gemeente: Annotated[str | None, typer.Option(help="Only cases of this municipality (code).")] = None,
    peildatum: asked.Peildatum = None, known_at: asked.KnownAt = None, key: asked.Key = None,
    address: asked.Address = None, mirror: asked.Mirror = None, english: asked.English = False,
    as_json: asked.AsJson = False,
) -> None:  # fmt: skip
    """The Model Inburgering of the Gemeentelijk Gegevensmodel (GGM): a file per object type.

    What the register has no data for stays empty or is left out; docs/export.md says what, and why.
    """
    from doorstroom.exchange.export.cells import check_formats
    from doorstroom.exchange.export.ggm import FORMATS, Question, export_ggm
    from doorstroom.exchange.export.ggm_table import read_table

    wanted = check_formats(asked.parts(formats), FORMATS)
    question = Question(peildatum or dt.date.today(), moment("--known-at", known_at), gemeente)
    with asked.refusing(english):
        system, history = asked.history_of(address, mirror, question.peildatum)
        table = read_table(system)
        made = export_ggm(system, history, output, wanted, table, question, asked.pseudonyms(key), asked.made_now())
    asked.tell(made, output, english, as_json)


def cloudevents(
    oin: Annotated[str, typer.Option(help="The OIN (20 digits) of the organisation that keeps the register.")],
    since: Annotated[int, typer.Option(min=0, help="After which event, by sequence in the log.")] = 0,
    until: Annotated[int | None, typer.Option(min=1, help="Up to and including which event.")] = None,
    kind: Annotated[list[str] | None, typer.Option("--type", help="Only events of this type; may be repeated.")] = None,
    name: Annotated[str, typer.Option("--source-name", help="The name of the register in the source.")] = "doorstroom",
    dataref: Annotated[str, typer.Option(help="Where an event can be asked for; its id is put behind it.")] = "",
    output: Annotated[Path | None, typer.Option(help="The new file to make; on the output if left out.")] = None,
    key: asked.Key = None, address: asked.Address = None, english: asked.English = False,
) -> None:  # fmt: skip
    """Recorded events as NL GOV CloudEvents (JSON Lines): that something was recorded in which case, not what.

    **Example**

    * `doorstroom export cloudevents --oin 00000001823288444000 --since 1200 --pseudonym-key key.txt`
    """
    import sys

    from doorstroom.exchange.export.cloudevents import Source, as_json, cloud_events
    from doorstroom.exchange.export.terms import notice
    from doorstroom.exchange.files import new_file
    from doorstroom.sources import open_register
    from doorstroom.stelsels.inburgering import system

    with asked.refusing(english), open_register(address) as opened, contextlib.ExitStack() as stack:
        source, hidden, kinds = Source(oin, name, dataref), asked.pseudonyms(key), frozenset(kind) if kind else None
        found = cloud_events(opened, system(), since, until, source=source, pseudonyms=hidden, kinds=kinds)
        lines = (as_json(event) + "\n" for event in found)
        first = next(lines, "")  # what is wrong shows here, before anything is said or written
        file = None if output is None else stack.enter_context(new_file(output))
        typer.echo(notice("cloudevents", asked.language(english)), err=True)
        if file is None:
            sys.stdout.write(first)
            sys.stdout.writelines(lines)
            return
        with file.open("w", encoding="utf-8") as written:
            written.write(first)
            written.writelines(lines)
    typer.echo(str(output))


def dictionary(
    output: Annotated[Path | None, typer.Option(help="The new file: .json, .md or .html; else on the output.")] = None,
    english: asked.English = False,
    as_json: Annotated[bool, typer.Option("--json", help="The dictionary as JSON, for programs.")] = False,
) -> None:
    """The data dictionary: what every event type and every field of it means, with the values that it may have."""
    from doorstroom.exchange.export import dictionary as made
    from doorstroom.exchange.files import new_file
    from doorstroom.stelsels.inburgering import system

    form = "json" if as_json else "md"
    if output is not None:
        form = output.suffix.removeprefix(".")
        if form not in made.FORMATS:
            raise DoorstroomError(f"{output}: a dictionary is written as .json, .md or .html")
    found = made.dictionary(system())
    text = made.as_json(found) if form == "json" else made.as_text(found, form)
    if output is None:
        typer.echo(text, nl=False)
        return
    with asked.refusing(english), new_file(output) as part:
        part.write_text(text, encoding="utf-8")
    typer.echo(str(output))
