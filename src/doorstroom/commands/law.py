"""`doorstroom law`: the rules and parameters in force on a date, with their sources."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Annotated, Any

import typer

from doorstroom.commands import DECIDE, NothingFound, a_day

if TYPE_CHECKING:
    from doorstroom.kernel.columns import Column
    from doorstroom.kernel.law import Dated, Parameter
    from doorstroom.kernel.wording import Language

ORDER = 21


def register(app: typer.Typer) -> None:
    """Add the command `law`."""

    @app.command("law", rich_help_panel=DECIDE)
    def law(
        words: Annotated[
            list[str] | None, typer.Argument(help="Only what holds all these words, such as `pip` or `BES 5.3`.")
        ] = None,
        on: Annotated[
            dt.date | None,
            typer.Option("--on", parser=a_day, metavar="DATE", help="Date of the law; today if left out."),
        ] = None,
        only: Annotated[str, typer.Option(help="parameters, rules or both.")] = "both",
        english: Annotated[bool, typer.Option("--english", help="In English instead of Dutch.")] = False,
        as_json: Annotated[bool, typer.Option("--json", help="As JSON, for programs.")] = False,
    ) -> None:
        """Print the law that is in force on a date: every parameter with value, source and confidence, and every rule.

        What is not confirmed in the text of the law is marked `nog te bevestigen`. Values of practice (queues of DUO)
        are no law and say so. Exit status 3 when nothing matches.

        **Examples**

        * `doorstroom law pip --on 2022-06-01` shows the law of the PIP as it was in 2022
        * `doorstroom law "BES 5.3"` shows the rules of that article
        """
        from doorstroom.kernel.errors import DoorstroomError

        if only not in ("both", "parameters", "rules"):
            raise DoorstroomError(f"--only is one of parameters, rules and both, not '{only}'")
        day = on or dt.date.today()
        show(" ".join(words or []).lower().split(), day, only, "en" if english else "nl", as_json)


def show(words: list[str], day: dt.date, only: str, language: Language, as_json: bool) -> None:
    """Print what matches all words."""
    from doorstroom.kernel.explain import parameters_to_check
    from doorstroom.stelsels.inburgering import system
    from doorstroom.terminal import console, plain, say_json

    inburgering = system()
    parameters = [
        (parameter, parameter.at(day))
        for parameter in inburgering.parameters
        if only != "rules" and _holds(words, parameter.name, parameter.nl, parameter.en, *_sources(parameter))
    ]
    rules = [
        column
        for column in inburgering.columns
        if only != "parameters"
        and column.kind != "fact"
        and _holds(words, column.name, column.question, column.nl, *column.articles, column.source)
    ]
    if not parameters and not rules:
        raise NothingFound(f"no parameter or rule holds '{' '.join(words)}'")
    if as_json:
        say_json(
            {
                "on": day.isoformat(),
                "parameters": [_parameter_data(p, d) for p, d in parameters],
                "rules": [
                    {
                        "column": c.name,
                        "kind": c.kind,
                        "question": c.question,
                        "articles": list(c.articles),
                        "sentence": c.nl if language == "nl" else c.en,
                        "rests_on": list(c.inputs),
                        "to_confirm": c.uncertain,
                        "source": plain(c.source),
                    }
                    for c in rules
                ],
            }
        )
        return
    out = console()
    for parameter, dated in parameters:
        out.print(_parameter_line(parameter, dated, language), soft_wrap=not out.is_terminal)
    for column in rules:
        out.print(_rule_line(column, language), soft_wrap=not out.is_terminal)
    for name, checked in parameters_to_check(inburgering.parameters, day, 180):
        out.print(f"[yellow]{name}: practice value last checked on {checked}, more than 180 days before {day}[/]")


def _holds(words: list[str], *texts: str) -> bool:
    text = " ".join(texts).lower()
    return all(word in text for word in words)


def _sources(parameter: Parameter) -> list[str]:
    return [dated.source for dated in parameter.values]


LABELS: dict[str, dict[str, str]] = {
    "nl": {
        "nothing": "geen waarde op deze datum", "abolished": "vervallen", "from": "vanaf", "until": "tot en met",
        "doubt": "nog te bevestigen", "practice": "praktijk, geen wet", "plan": "planning, geen wet",
    },
    "en": {
        "nothing": "no value on this date", "abolished": "abolished", "from": "from", "until": "up to and including",
        "doubt": "to be confirmed", "practice": "practice, not law", "plan": "planning, not law",
    },
}  # fmt: skip


def _parameter_line(parameter: Parameter, dated: Dated | None, language: Language) -> str:
    from rich.markup import escape

    from doorstroom.kernel.law import UNCONFIRMED
    from doorstroom.kernel.wording import amount_in_words

    words = LABELS[language]
    label = parameter.nl if language == "nl" else parameter.en
    if dated is None:
        return f"[cyan]{parameter.name}[/]  {escape(label)}: [dim]{words['nothing']}[/]"
    value = amount_in_words(dated.value, parameter.unit, language)
    if dated.value is None and dated.confidence != "-":  # "-": there is a value, but it was not found
        value = words["abolished"]
    period = f"; {words['from']} {dated.start}" if dated.start else ""
    period += f" {words['until']} {dated.end}" if dated.end else ""
    doubt = f" [yellow]({words['doubt']})[/]" if dated.confidence in UNCONFIRMED else ""
    practice = f" [magenta]({words['practice']})[/]" if parameter.kind == "practice" else ""
    return (
        f"[cyan]{parameter.name}[/]  {escape(label)}: [bold]{escape(value)}[/] "
        f"[dim]({escape(dated.source)}; {dated.confidence}{period})[/]{doubt}{practice}"
    )


def _rule_line(column: Column, language: Language) -> str:
    from rich.markup import escape

    words = LABELS[language]
    articles = "; ".join(column.articles) or column.source
    doubt = f" [yellow]({words['doubt']}: {escape(column.uncertain)})[/]" if column.uncertain else ""
    kind = f" [magenta]({words['plan']})[/]" if column.kind == "plan" else ""
    said = column.nl if language == "nl" else column.question.splitlines()[0]
    return f"[cyan]{column.name}[/]  {escape(said)} [dim]({escape(articles)})[/]{kind}{doubt}"


def _parameter_data(parameter: Parameter, dated: Dated | None) -> dict[str, Any]:
    from doorstroom.terminal import plain

    return {
        "parameter": parameter.name,
        "nl": parameter.nl,
        "en": parameter.en,
        "unit": parameter.unit,
        "kind": parameter.kind,
        "value": None if dated is None else plain(dated.value),
        "from": None if dated is None else plain(dated.start),
        "until": None if dated is None else plain(dated.end),
        "source": None if dated is None else dated.source,
        "confidence": None if dated is None else dated.confidence,
        "note": None if dated is None else dated.note,
        "checked_on": None if dated is None else plain(dated.checked_on),
    }
