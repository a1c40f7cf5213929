"""`doorstroom check`: decide worked cases and compare them with what is expected."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from doorstroom.commands import CHECKS_FAILED, DECIDE

if TYPE_CHECKING:
    from doorstroom.kernel.cases import Verdict
    from doorstroom.kernel.system import System
    from doorstroom.kernel.wording import Language

ORDER = 20


def register(app: typer.Typer) -> None:
    """Add the command `check`."""

    @app.command("check", rich_help_panel=DECIDE)
    def check(
        paths: Annotated[
            list[Path] | None, typer.Argument(help="Case files or folders; without any: the cases of the project.")
        ] = None,
        show_passed: Annotated[bool, typer.Option("--verbose", "-v", help="Also name the cases that passed.")] = False,
        english: Annotated[bool, typer.Option("--english", help="Explain in English instead of Dutch.")] = False,
        as_json: Annotated[bool, typer.Option("--json", help="Verdicts as JSON, for programs.")] = False,
    ) -> None:
        """Decide worked cases and compare every expected column; explain each difference.

        A case states events, a question (peildatum, optional known_at and law_date) and expected columns, where a value
        may be `unknown`. The format stands in docs/cases.md. Closes with `N passed, N failed`; exit status 1 when any
        case failed, 2 when a file is not in the format.

        **Examples**

        * `doorstroom check` decides all cases of the project, real court rulings among them
        * `doorstroom check my_cases.yaml` decides your own
        """
        failed = run(paths or [], show_passed, "en" if english else "nl", as_json)
        if failed:
            raise typer.Exit(CHECKS_FAILED)


def run(paths: list[Path], show_passed: bool, language: Language, as_json: bool) -> int:
    """Decide the cases, print the verdicts, and return how many failed."""
    from doorstroom.kernel.cases import check, read_cases
    from doorstroom.stelsels.inburgering import system
    from doorstroom.terminal import plain, say_json

    inburgering = system()
    verdicts = check(read_cases(paths or [inburgering.folder / "cases"]), inburgering)
    passed = sum(verdict.passed for verdict in verdicts)
    if as_json:
        say_json(
            [
                {
                    "id": verdict.case.id,
                    "title": verdict.case.title,
                    "passed": verdict.passed,
                    "error": verdict.error,
                    "differences": [
                        {"column": d.column, "expected": plain(d.expected), "found": plain(d.found)}
                        for d in verdict.differences
                    ],
                }
                for verdict in verdicts
            ]
        )
        return len(verdicts) - passed
    for verdict in verdicts:
        if not verdict.passed:
            _show(verdict, inburgering, language)
        elif show_passed:
            typer.echo(f"passed  {verdict.case.id}  {verdict.case.title}")
    typer.echo(f"{passed} passed, {len(verdicts) - passed} failed")
    return len(verdicts) - passed


def _show(verdict: Verdict, system: System, language: Language) -> None:
    from rich.markup import escape

    from doorstroom.kernel.explain import Explainer
    from doorstroom.kernel.wording import in_words
    from doorstroom.terminal import console, tree_of

    out = console()
    case = verdict.case
    out.print(f"[red]failed[/]  {escape(case.id)}  {escape(case.title)}  [dim]({escape(case.path.name)})[/]")
    if verdict.error:
        out.print(f"        {escape(verdict.error)}")
    for difference in verdict.differences:
        out.print(
            f"        {difference.column}: expected [bold]{escape(in_words(difference.expected, language))}[/], "
            f"found [bold]{escape(in_words(difference.found, language))}[/]"
        )
        assert verdict.evaluation is not None
        explainer = Explainer(system, verdict.evaluation, verdict.case.id, language)
        out.print(tree_of(explainer.explain(difference.column), explainer.missing(difference.column), language, 5))
