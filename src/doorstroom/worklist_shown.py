"""The work list on a terminal: what is late first, each task named once, and never a colour as the only sign."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from itertools import groupby

from rich.console import Console, RenderableType
from rich.markup import escape
from rich.padding import Padding
from rich.table import Table

from doorstroom.exchange.caseload.rows import Caseload
from doorstroom.kernel.explain import Explainer
from doorstroom.kernel.wording import Language, in_words
from doorstroom.terminal import console, tree_of
from doorstroom.worklist import SECTIONS, Line, Section, Worklist

WORDS: dict[Language, dict[str, str]] = {
    "nl": {
        "title": "Werklijst op {day}",
        "cases": "{n} zaken",
        "case": "1 zaak",
        "late": "te laat",
        "week": "binnen een week",
        "unknown": "gegeven ontbreekt",
        "later": "daarna",
        "plan": "planning",
        "late_title": "TE LAAT",
        "week_title": "BINNEN EEN WEEK",
        "unknown_title": "EEN GEGEVEN ONTBREEKT, DUS GEEN DATUM",
        "later_title": "DAARNA",
        "plan_title": "PLANNING: uit de praktijk, geen wettelijke datum",
        "nothing": "Er is niets te doen.",
        "unclear": "onbekend of de wet geldt",
        "unclear_title": "ONBEKEND OF DE WET GELDT: vul aan wat ontbreekt",
        "clock": "klok",
        "owner": "door",
        "passed": ", waarvan {n} voorbij",
        "since": "sinds {day}",
        "missing": "ontbreekt: {facts}",
        "all": "alle onderdelen",
        "ago": "{n} dagen",
        "ago1": "1 dag",
        "today": "vandaag",
        "tomorrow": "morgen",
        "ahead": "over {n} dagen",
        "more": "... en nog {n} regels",
        "more1": "... en nog 1 regel",
        "all_lines": "Niet alles past hier: --most {all} toont alles, --within DAGEN alleen wat snel moet.",
        "bad": "Deze cellen zijn niet te lezen. Hun rijen staan niet in de lijst:",
        "unused": "Deze cellen tellen nog niet mee:",
        "undated": "Zonder een enkele datum, dus zonder klok: {cases}",
        "ignored": "Kolommen die niet gelezen zijn: {columns} (een bestand met --mapping kan zeggen wat ze zijn)",
        "unmapped": "Koppen uit het mappingbestand die niet gevonden zijn: {columns}",
        "others": "Tabbladen die ook een caseload lijken en niet gelezen zijn: {sheets}",
        "and_more": "... en nog {n}",
    },
    "en": {
        "title": "Work list on {day}",
        "cases": "{n} cases",
        "case": "1 case",
        "late": "late",
        "week": "within a week",
        "unknown": "a fact is missing",
        "later": "later",
        "plan": "planning",
        "late_title": "LATE",
        "week_title": "WITHIN A WEEK",
        "unknown_title": "A FACT IS MISSING, SO NO DATE",
        "later_title": "LATER",
        "plan_title": "PLANNING: from practice, not a legal date",
        "nothing": "There is nothing to do.",
        "unclear": "unknown whether the law holds",
        "unclear_title": "UNKNOWN WHETHER THE LAW HOLDS: fill in what is missing",
        "clock": "clock",
        "owner": "by",
        "passed": ", of which {n} passed",
        "since": "since {day}",
        "missing": "missing: {facts}",
        "all": "all parts",
        "ago": "{n} days",
        "ago1": "1 day",
        "today": "today",
        "tomorrow": "tomorrow",
        "ahead": "in {n} days",
        "more": "... and {n} more lines",
        "more1": "... and 1 more line",
        "all_lines": "Not everything fits here: --most {all} shows all, --within DAYS only what must be done soon.",
        "bad": "These cells cannot be read. Their rows are not in the list:",
        "unused": "These cells do not count yet:",
        "undated": "Without a single date, so without a clock: {cases}",
        "ignored": "Columns that were not read: {columns} (a file with --mapping can say what they are)",
        "unmapped": "Headings of the mapping file that were not found: {columns}",
        "others": "Sheets that look like a caseload as well and were not read: {sheets}",
        "and_more": "... and {n} more",
    },
}
_COLOURS: dict[Section, str] = {"late": "bold red", "week": "bold yellow", "unknown": "bold", "later": "bold",
                                "plan": "bold magenta"}  # fmt: skip
_INDENT, _GAP, _DETAIL = 4, 2, len("sinds 01-01-2023")
#: Names of cases that are listed at most.
_NAMED = 10


def show(made: Worklist, most: int, depth: int | None) -> None:
    """Print the list; with a ``depth`` every date as a tree of articles, law values and events, so many steps down."""
    out, words, lines = console(), WORDS[made.language], made.lines()
    _summary(out, made, lines)
    sections = {section: [line for line in lines if line.section == section] for section in SECTIONS}
    shares = _shares({section: len(found) for section, found in sections.items()}, most)
    for section, found in sections.items():
        if found:
            out.print()
            passed = sum(line.first.status == "late" for line in found) if section == "plan" else 0
            count = f"{len(found)}{words['passed'].format(n=passed) if passed else ''}"
            out.print(f"[{_COLOURS[section]}]{words[section + '_title']}[/] ({count})")
            if shares[section]:
                _tasks(out, made, found[: shares[section]])
            left = len(found) - shares[section]
            if left:
                out.print("  " + words["more1" if left == 1 else "more"].format(n=left))
    if len(lines) > most:
        out.print("\n" + words["all_lines"].format(all=len(lines)))
    _unclear(out, made, most)
    if depth is not None:
        for line in lines:
            for item in line.items:
                explainer = Explainer(made.system, made.evaluation, item.case_id, made.language)
                out.print()
                out.print(tree_of(explainer.explain(item.clock.due), item.missing, made.language, depth))


def _shares(counts: dict[Section, int], most: int) -> dict[Section, int]:
    """How many lines of each section are printed: of each some, so that a long list of what is late hides no other.

    What a section does not need goes to the first that can use it.
    """
    fair = most // max(1, sum(count > 0 for count in counts.values()))
    shares = {section: min(count, fair) for section, count in counts.items()}
    left = most - sum(shares.values())
    for section, count in counts.items():
        more = min(count - shares[section], left)
        shares[section] += more
        left -= more
    return shares


def _summary(out: Console, made: Worklist, lines: list[Line]) -> None:
    words = WORDS[made.language]
    day = in_words(made.evaluation.peildatum, made.language)
    count = made.cases
    cases = words["case"] if count == 1 else words["cases"].format(n=in_words(count, made.language))
    out.print(f"[bold]{words['title'].format(day=day)}[/]: {cases}")
    if not lines:
        out.print(words["nothing"] if not made.unclear else f"{len(made.unclear)} {words['unclear']}")
        return
    sections = Counter(line.section for line in lines)
    shown = [section for section in SECTIONS if sections[section] or section in ("late", "week")]
    counts = [f"{in_words(sections[s], made.language)} {words[s]}" for s in shown]
    if made.unclear:
        counts.append(f"{len(made.unclear)} {words['unclear']}")
    out.print(", ".join(counts))
    law = [section for section in shown if section != "plan"]
    clocks: dict[tuple[str, str], Counter[Section]] = {}
    for line in lines:
        if line.section != "plan":
            clocks.setdefault((line.family.label, line.first.clock.owner), Counter())[line.section] += 1
    if len(clocks) < 2:
        return
    table = _grid()
    for number in range(2 + len(law)):
        table.add_column(justify="right" if number >= 2 else "left", overflow="fold")
    table.add_row(*(f"[bold]{text}[/]" for text in (words["clock"], words["owner"], *(words[name] for name in law))))
    for (label, owner), counted in clocks.items():
        numbers = (in_words(counted[section], made.language) if counted[section] else "-" for section in law)
        table.add_row(escape(label), escape(owner), *numbers)
    out.print()
    out.print(_indented(table, 2))


def _unclear(out: Console, made: Worklist, most: int) -> None:
    """The cases that may belong in the list, and what is missing to know it."""
    if not made.unclear:
        return
    words = WORDS[made.language]
    out.print()
    out.print(f"[bold]{words['unclear_title']}[/] ({len(made.unclear)})")
    table = _grid()
    for column in range(4):
        table.add_column(overflow="fold", no_wrap=column == 0)
    for one in made.unclear[:most]:
        name = made.private.get(one.case_id, {}).get("naam", "")
        told = words["missing"].format(facts=made.lacking(one.missing))
        table.add_row("?", escape(one.case_id), escape(name), escape(told))
    out.print(_indented(table, _INDENT))
    if len(made.unclear) > most:
        out.print("  " + words["and_more"].format(n=len(made.unclear) - most))


def _tasks(out: Console, made: Worklist, lines: list[Line]) -> None:
    """The lines of a section under their tasks, so that task, owner and articles are said once."""
    order = {id(family): place for place, family in enumerate({id(ln.family): ln.family for ln in lines}.values())}
    width = _widths(made, lines, out.width)
    for _, group in groupby(sorted(lines, key=lambda ln: order[id(ln.family)]), key=lambda ln: id(ln.family)):
        found = list(group)
        clock = found[0].first.clock
        law = f" [dim]({escape('; '.join(clock.articles))})[/]" if clock.articles else ""
        out.print(f"  [bold]{escape(found[0].family.task)}[/] - {escape(clock.owner)}{law}", soft_wrap=True)
        if found[0].section == "late":
            out.print(_indented(f"[dim]{escape(_consequence(found[0], made))}[/]", 4))
        table = _grid()
        table.add_column(width=1)
        for number, wide in enumerate(width):
            table.add_column(width=wide, overflow="fold", no_wrap=number < 2)
        table.add_column(overflow="fold", ratio=1)
        for line in found:
            table.add_row(*_cells(line, made))
        out.print(_indented(table, _INDENT))


def _grid() -> Table:
    return Table.grid(padding=(0, _GAP, 0, 0), expand=False)


def _indented(what: RenderableType, columns: int) -> Padding:
    return Padding(what, (0, 0, 0, columns), expand=False)


def _widths(made: Worklist, lines: list[Line], room: int) -> tuple[int, ...]:
    """Widths of date, distance, case and name: the same for all tasks, so that the columns stand under each other.

    The name makes room for what follows it, and breaks between words.
    """
    cells = [_cells(line, made) for line in lines]
    widest = [max(len(row[number]) for row in cells) for number in range(1, 5)]
    case = min(widest[2], 20)
    left = room - _INDENT - len("!") - widest[0] - widest[1] - case - 5 * _GAP - _DETAIL
    return widest[0], widest[1], case, min(widest[3], max(left, 8))


def _cells(line: Line, made: Worklist) -> tuple[str, str, str, str, str, str]:
    item, words = line.first, WORDS[made.language]
    details = []
    if line.parts:
        details.append(words["all"] if len(line.parts) == len(line.family.part) else ", ".join(line.parts))
    if item.status == "unknown":
        details.append(words["missing"].format(facts=made.lacking(item.missing)))
    elif item.start is not None and item.clock.kind == "law":
        details.append(words["since"].format(day=_day(item.start, made.language)))
    name = made.private.get(item.case_id, {}).get("naam", "")
    return (
        "!" if item.status == "late" else "?" if item.status == "unknown" else "",
        "" if item.due is None else _day(item.due, made.language),
        _distance(item.days_left, words),
        escape(item.case_id),
        escape(name),
        escape("; ".join(details)),
    )


def _consequence(line: Line, made: Worklist) -> str:
    return line.first.clock.consequence_nl if made.language == "nl" else line.first.clock.consequence_en


def _day(day: dt.date, language: Language) -> str:
    return f"{day:%d-%m-%Y}" if language == "nl" else day.isoformat()


def _distance(days: int | None, words: dict[str, str]) -> str:
    if days is None:
        return ""
    if days < 0:
        return words["ago1"] if days == -1 else words["ago"].format(n=-days)
    return words["today"] if days == 0 else words["tomorrow"] if days == 1 else words["ahead"].format(n=days)


def remarks(read: Caseload, language: Language) -> list[str]:
    """What was not read of a caseload, and how to mend it, as lines of text."""
    words = WORDS[language]
    said = []
    if read.bad:
        said += [words["bad"], *(f"  {bad.told(language)}" for bad in read.bad)]
    if read.unused:
        said += [words["unused"], *(f"  {cell.told(language)}" for cell in read.unused)]
    if read.undated:
        said.append(words["undated"].format(cases=_some(read.undated, words)))
    if read.ignored:
        said.append(words["ignored"].format(columns=", ".join(read.ignored)))
    if read.unmapped:
        said.append(words["unmapped"].format(columns=", ".join(read.unmapped)))
    if read.others:
        said.append(words["others"].format(sheets=", ".join(read.others)))
    return said


def _some(names: Iterable[str], words: dict[str, str]) -> str:
    named = list(names)
    more = [words["and_more"].format(n=len(named) - _NAMED)] if len(named) > _NAMED else []
    return ", ".join(named[:_NAMED] + more)
