"""`doorstroom explain`: why a column of one person has its value, article by article."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from doorstroom.commands import DECIDE, NothingFound, a_day, in_utc, moment, refusing_in
from doorstroom.kernel.errors import DoorstroomError

if TYPE_CHECKING:
    from doorstroom.kernel.events import Event
    from doorstroom.kernel.system import System

ORDER = 20


def register(app: typer.Typer) -> None:
    """Add the command `explain`."""

    @app.command("explain", rich_help_panel=DECIDE)
    def explain(
        case: Annotated[str, typer.Argument(help="The case: its id in the register, caseload or case file.")],
        columns: Annotated[
            list[str] | None, typer.Argument(help="The columns to explain; without any: the date of every clock.")
        ] = None,
        peildatum: Annotated[
            dt.date | None, typer.Option(parser=a_day, metavar="DATE", help="Date asked about; today if left out.")
        ] = None,
        known_at: Annotated[
            str | None,
            typer.Option(help="As the register knew it then: a day (all of it) or a moment in UTC; all if left out."),
        ] = None,
        law_date: Annotated[
            dt.date | None, typer.Option(parser=a_day, metavar="DATE", help="Look at no law later than this day.")
        ] = None,
        address: Annotated[str | None, typer.Option("--register", help="Address of the register.")] = None,
        caseload: Annotated[Path | None, typer.Option(help="Read the case from this caseload file.")] = None,
        mapping: Annotated[
            Path | None, typer.Option(help="With --caseload: how your headings and words relate to ours.")
        ] = None,
        worked: Annotated[Path | None, typer.Option("--cases", help="Read it from this file of worked cases.")] = None,
        depth: Annotated[int, typer.Option(min=0, help="How many steps down; facts and events lie below.")] = 4,
        english: Annotated[bool, typer.Option("--english", help="In English instead of Dutch.")] = False,
        as_json: Annotated[bool, typer.Option("--json", help="As JSON, for programs.")] = False,
    ) -> None:
        """Explain columns of one case: sentence, articles, law values with their sources, events, and what is missing.

        **Examples**

        * `doorstroom explain DEMO-000001 pip_uiterlijk --peildatum 2023-05-01` from the register
        * `doorstroom explain DEMO-0001 --caseload caseload.xlsx` every date of a case of your spreadsheet
        * `doorstroom explain WI21-S-013 pip_uiterlijk --cases src/doorstroom/stelsels/inburgering/cases/pip.yaml`
        """
        from doorstroom.kernel.explain import Explainer
        from doorstroom.sources import refuse_before
        from doorstroom.stelsels.inburgering import system
        from doorstroom.terminal import console, data_of, plain, say_json, tree_of

        if sum(place is not None for place in (address, caseload, worked)) > 1:
            raise DoorstroomError("name one place to read the case from: --register, --caseload or --cases")
        if mapping is not None and caseload is None:
            raise DoorstroomError("--mapping says how to read a caseload; give that with --caseload")
        inburgering = system()
        wanted = columns or [clock.due for clock in inburgering.clocks.values()]
        for name in wanted:
            if inburgering.graph[name].per is not None:
                raise DoorstroomError(f"column '{name}' is not of a case but of each of its events")
        seen = moment("--known-at", known_at)
        with refusing_in("en" if english else "nl"):
            events, day, stated = _events(inburgering, case, address, caseload, mapping, worked)
        if peildatum is not None:
            day = peildatum
        refuse_before(min(event.valid_on for event in events), day)
        if seen is not None and seen < (first := min(event.recorded_at for event in events)):
            raise DoorstroomError(
                f"at {in_utc(seen)} nothing was known yet of case '{case}': "
                f"its first event was recorded at {in_utc(first)}"
            )
        evaluation = inburgering.evaluate_case(
            events,
            day,
            known_at=seen if known_at else stated[0],
            law_date=law_date or stated[1],
            want=wanted,
        )
        explainer = Explainer(inburgering, evaluation, language="en" if english else "nl")
        found = [(explainer.explain(name), explainer.missing(name)) for name in wanted]
        if as_json:
            made = [
                {**data_of(explanation), "missing": [vars(lack) for lack in lacking]} for explanation, lacking in found
            ]
            asked = {"known_at": plain(evaluation.known_at), "law_date": plain(evaluation.law_date)}
            say_json({"case_id": case, "peildatum": day.isoformat(), **asked, "columns": made})
            return
        out = console()
        told = [one for one in found if columns or one[0].value is not None]
        for place, (explanation, lacking) in enumerate(told):
            if place:
                out.print()
            out.print(tree_of(explanation, lacking, "en" if english else "nl", depth))
        if not told:
            typer.echo(f"no clock has a date on {day}" if english else f"geen enkele klok heeft een datum op {day}")


def _events(
    inburgering: System,
    case: str,
    address: str | None,
    caseload: Path | None,
    mapping: Path | None,
    worked: Path | None,
) -> tuple[Sequence[Event], dt.date, tuple[dt.datetime | None, dt.date | None]]:
    """The events of the case, the day to ask about, and the known_at and law_date that a worked case states."""
    from doorstroom.sources import open_register, read_caseload

    today = dt.date.today()
    if worked is not None:
        from doorstroom.kernel.cases import read_cases

        for found in read_cases([worked]):
            if found.id == case:
                asked = (found.known_at, found.law_date)
                return found.events, found.peildatum, asked
        raise NothingFound(f"{worked}: no case '{case}'")
    if caseload is not None:
        now = dt.datetime.combine(today, dt.time.min, dt.UTC)
        read = read_caseload(caseload, mapping, inburgering, now, "caseload")
        events = [event for event in read.events if event.case_id == case]
        where = str(caseload)
        if case in read.private and not events:
            said = "has no dates" if case in read.undated else f"cannot be read; `doorstroom due {caseload}` says why"
            raise DoorstroomError(f"{caseload}: the row of case '{case}' {said}")
    else:
        with open_register(address) as register:
            events = register.history_of_case(inburgering, case)
        where = "the register"
    if not events:
        raise NothingFound(f"{where}: no case '{case}'")
    return events, today, (None, None)
