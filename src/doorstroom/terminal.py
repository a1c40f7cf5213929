"""How explanations and verdicts look in a terminal, and as plain data for programs."""

from __future__ import annotations

import datetime as dt
import json
import os
import sys
from typing import Any

from rich.console import Console
from rich.markup import escape
from rich.tree import Tree

from doorstroom.kernel.explain import Explanation, UsedEvent, UsedParameter
from doorstroom.kernel.missing import Missing
from doorstroom.kernel.wording import Language, amount_in_words, in_words

LABELS: dict[Language, dict[str, str]] = {
    "nl": {
        "to_confirm": "nog te bevestigen",
        "plan": "planning, geen wettelijke datum",
        "missing": "Wat ontbreekt",
        "again": "zie hierboven",
        "again_deeper": "uitgelegd hierboven, dieper dan --depth",
        "recorded": "vastgelegd",
        "supplied": "te leveren door",
        "in_force": "waarde op",
        "deeper": "... nog {steps} stappen dieper (--depth)",
        "deeper1": "... nog 1 stap dieper (--depth)",
    },
    "en": {
        "to_confirm": "to be confirmed",
        "plan": "planning, not a legal date",
        "missing": "What is missing",
        "again": "see above",
        "again_deeper": "explained above, deeper than --depth",
        "recorded": "recorded",
        "supplied": "to be supplied by",
        "in_force": "value on",
        "deeper": "... {steps} more steps below (--depth)",
        "deeper1": "... 1 more step below (--depth)",
    },
}


def tree_of(explanation: Explanation, missing: tuple[Missing, ...], language: Language, depth: int) -> Tree:
    """An explanation as a tree: sentence and articles, law values, events, and below it what it rests on.

    Not deeper than ``depth``. What is unknown below a known value made no difference to it and is left out.
    """
    shown: set[str] = set()
    tree = Tree(_headline(explanation, language, shown))
    _grow(tree, explanation, language, depth, shown)
    if missing:
        branch = tree.add(f"[bold yellow]{LABELS[language]['missing']}[/]")
        for lack in missing:
            by = f" ({LABELS[language]['supplied']}: {lack.supplier})" if lack.supplier else ""
            branch.add(f"{escape(lack.label)}: [cyan]{lack.column}[/]{escape(by)}")
    return tree


def _headline(explanation: Explanation, language: Language, shown: set[str]) -> str:
    """A column with its value, sentence, articles and marks; what was ``shown`` before is not told again."""
    words = LABELS[language]
    value = f"[cyan]{explanation.name}[/] = [bold]{escape(explanation.words)}[/]"
    if explanation.again and explanation.name in shown:
        return f"{value} [dim]({words['again']})[/]"
    shown.add(explanation.name)
    articles = f" [dim]({escape('; '.join(explanation.articles))})[/]" if explanation.articles else ""
    marks = ""
    if explanation.kind == "plan":
        marks += f" [magenta]({words['plan']}: {escape(explanation.source)})[/]"
    if explanation.to_confirm:
        marks += f" [yellow]({words['to_confirm']}: {escape(explanation.to_confirm)})[/]"
    again = f" [dim]({words['again_deeper']})[/]" if explanation.again else ""
    sentence = escape(explanation.sentence) if explanation.sentence else ""
    return f"{value}  {sentence}{articles}{marks}{again}".rstrip()


def _grow(tree: Tree, explanation: Explanation, language: Language, depth: int, shown: set[str]) -> None:
    for used in explanation.parameters:
        tree.add(f"[green]{escape(_law_value(used, language))}[/]")
    for event in explanation.events:
        branch = tree.add(f"[blue]{escape(_event(event, language))}[/]")
        _below(branch, event.columns, explanation, language, depth, shown)
    _below(tree, explanation.inputs, explanation, language, depth, shown)


def _below(
    tree: Tree,
    columns: tuple[Explanation, ...],
    above: Explanation,
    language: Language,
    depth: int,
    shown: set[str],
) -> None:
    told = [column for column in columns if column.value is not None or above.value is None]
    if told and depth == 0:
        steps = sum(1 for column in told for _ in column.walk())
        label = LABELS[language]["deeper1" if steps == 1 else "deeper"].format(steps=steps)
        tree.add(f"[dim]{label}[/]")
        return
    for column in told:
        _grow(tree.add(_headline(column, language, shown)), column, language, depth - 1, shown)


def _law_value(used: UsedParameter, language: Language) -> str:
    doubt = f", {LABELS[language]['to_confirm']}" if used.to_confirm else ""
    return (
        f"{used.label}: {amount_in_words(used.value, used.unit, language)} "
        f"({LABELS[language]['in_force']} {in_words(used.on, language)}; {used.source}; {used.confidence}{doubt})"
    )


def _event(event: UsedEvent, language: Language) -> str:
    details = ", ".join(f"{k}: {in_words(v, language)}" for k, v in event.payload.items())
    recorded = f"; {LABELS[language]['recorded']} {in_words(event.recorded_at, language)}" if event.recorded_at else ""
    by = f" {event.organisation}" if event.organisation else ""
    return f"{in_words(event.valid_on, language)}: {event.label}" + (f" ({details})" if details else "") + recorded + by


def data_of(explanation: Explanation) -> dict[str, Any]:
    """An explanation as plain data for JSON."""
    return {
        "column": explanation.name,
        "kind": explanation.kind,
        "value": plain(explanation.value),
        "sentence": explanation.sentence,
        "question": explanation.question,
        "articles": list(explanation.articles),
        "to_confirm": explanation.to_confirm,
        "source": explanation.source,
        "law": [
            {
                "parameter": used.name,
                "value": plain(used.value),
                "unit": used.unit,
                "on": used.on.isoformat(),
                "source": used.source,
                "confidence": used.confidence,
                "to_confirm": used.to_confirm,
            }
            for used in explanation.parameters
        ],
        "events": [
            {
                "type": event.type,
                "valid_on": event.valid_on.isoformat(),
                "recorded_at": plain(event.recorded_at),
                "organisation": event.organisation,
                "event_id": event.event_id,
                "payload": {k: plain(v) for k, v in event.payload.items()},
                "columns": [data_of(column) for column in event.columns],
            }
            for event in explanation.events
        ],
        "rests_on": [data_of(below) for below in explanation.inputs],
        "explained_above": explanation.again,
    }


def plain(value: Any) -> Any:
    """A value as JSON has it: dates and moments as ISO text."""
    if isinstance(value, (dt.date, dt.datetime)):
        return value.isoformat()
    if isinstance(value, (list, tuple)):
        return [plain(member) for member in value]
    return value


#: Width of what is written to a file or another program, when COLUMNS names no other.
WIDTH = 100


def console(*, error: bool = False) -> Console:
    """A console as wide as the terminal, and of one fixed width for what is not read on a terminal."""
    made = Console(stderr=error, highlight=False, soft_wrap=False, emoji=False)
    if not made.is_terminal and not os.environ.get("COLUMNS", "").isdigit():
        made.width = WIDTH
    return made


def say_json(data: Any) -> None:
    """Print data as JSON; on an output that cannot hold every letter with escapes, so that nothing is lost."""
    everything = (getattr(sys.stdout, "encoding", None) or "").lower().replace("-", "") == "utf8"
    sys.stdout.write(json.dumps(data, ensure_ascii=not everything, indent=2) + "\n")
