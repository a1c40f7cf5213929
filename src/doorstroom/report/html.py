"""A report as one HTML page that needs nothing else: no script, no font, no picture from elsewhere."""

from __future__ import annotations

import base64
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from doorstroom.report.charts import chart
from doorstroom.report.model import Number, Report
from doorstroom.report.wording import Words

_TEMPLATES = Path(__file__).parent / "templates"


def as_html(report: Report, *, screen: bool = True) -> str:
    """The page as text. ``screen`` false leaves out the styles that only matter on a screen, for the PDF."""
    words = Words(report.language)
    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
        lstrip_blocks=True,
    )  # fmt: skip
    comparison = report.comparison
    styles = ["report.css", *(["screen.css"] if screen else [])]
    return environment.get_template("report.html.j2").render(
        report=report,
        p=report.provenance,
        words=words,
        day=words.day,
        known_at=known_at(report, words),
        style=Markup("".join((_TEMPLATES / name).read_text(encoding="utf-8") for name in styles)),
        charts={table.name: chart(table, words) for table in report.tables()},
        published_note=published_note(report, words),
        prose_rows=prose_rows(report),
        provenance=provenance(report, words),
        comparison_intro=comparison
        and words["comparison_intro"].format(before=comparison.before, after=comparison.after),
        mark=lambda within: _mark(within, words),
        data_uri=_data_uri,
    )


def prose_rows(report: Report) -> list[tuple[str, Number]]:
    """All numbers of the paragraphs, with their labels."""
    return [row for prose in report.prose() for row in prose.numbers]


def known_at(report: Report, words: Words) -> str:
    """The moment of knowing as it is printed."""
    p = report.provenance
    if p.known_at is not None:
        return words.moment(p.known_at)
    if p.last_recorded_at is None:
        return words["all_known"]
    return f"{words['all_known']} ({words['latest']}: {words.moment(p.last_recorded_at)})"


def published_note(report: Report, words: Words) -> str:
    """What is said about the published figures beside ours."""
    inside, every = report.score()
    if not every:
        return words["published_none"]
    score = words["score"].format(inside=words.number(inside), all=words.number(every))
    return f"{words['published_long']} ✓ {words['within']}, ✗ {words['outside']}. {score}"


def provenance(report: Report, words: Words) -> list[tuple[str, str]]:
    """With what the report was made, as labels and texts."""
    p = report.provenance
    days = ", ".join(words.day(day) for day in (p.peildatum, *reversed(p.other_peildata)))
    version = f"doorstroom {p.version}" + (f", commit {p.commit}" if p.commit else "")
    return [
        (words["peildatum"], days),
        (words["known_at"], known_at(report, words)),
        (words["cases"], words.number(p.cases)),
        (words["events_read"], words.number(p.events_read)),
        (words["events_stored"], words.number(p.events_stored)),
        (words["rounding"], report.rounding),
        (words["code_version"], version),
        (words["made_at"], words.moment(p.made_at)),
    ]


def _mark(within: bool | None, words: Words) -> Markup:
    if within is None:
        return Markup()
    sign, kind, text = ("✓", "in", words["within"]) if within else ("✗", "out", words["outside"])
    return Markup('<span class="{}" role="img" aria-label="{}" title="{}">{}</span>').format(kind, text, text, sign)


def _data_uri(svg: str) -> Markup:
    return Markup("data:image/svg+xml;base64," + base64.b64encode(svg.encode()).decode())
