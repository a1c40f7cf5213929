"""How a term stands, for the part ``onderdelen/klok.html``: in words, as a bar, and with what is not known."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from doorstroom.kernel.clocks import Clock
from doorstroom.kernel.wording import Language
from doorstroom.web.zaken.templatetags.doorstroom import dagen

#: From this many days before the last day on, a term asks for attention. A habit of lists, no law.
SOON = 7


@dataclass(frozen=True)
class Stand:
    """A term as people see it. ``mark``: late, soon, runs, plan, unknown or ok; ``share``: percent that has gone by."""

    name: str
    label: str
    task: str
    mark: str
    in_words: str
    start: dt.date | None
    due: dt.date | None
    share: int | None
    reason: str
    consequence: str = ""
    articles: tuple[str, ...] = ()
    missing: Sequence[Any] = ()


def mark_of(kind: str, status: str, due: dt.date | None, today: dt.date) -> str:
    """Which mark a term or task has on a list."""
    if status in ("met", "met late"):
        return "ok"
    if kind == "plan":
        return "plan"
    if due is None:
        return "unknown" if status == "unknown" else "runs"
    if due < today:
        return "late"
    return "soon" if (due - today).days <= SOON else "runs"


def in_words(status: str, due: dt.date | None, today: dt.date) -> str:
    """How far the last day is away, or how the term ended."""
    if status == "met":
        return _("gehaald")
    if status == "met late":
        return _("gehaald, te laat")
    if status == "not started":
        return _("nog niet begonnen")
    if status == "unknown":
        return _("datum nog niet bekend")
    return dagen(due, today) if due else _("zonder wettelijke datum")


def share_gone(start: dt.date | None, due: dt.date | None, today: dt.date) -> int | None:
    """Which part of the term has gone by, in percent (0-100); None when a day is not known."""
    if start is None or due is None or due < start:
        return None
    return max(0, min(100, round(100 * ((today - start).days + 1) / ((due - start).days + 1))))


def stand(
    clock: Clock,
    status: str,
    start: dt.date | None,
    due: dt.date | None,
    today: dt.date,
    reason: str,
    language: Language,
    missing: Sequence[Any] = (),
) -> Stand:
    """How a clock of a case stands on a day."""
    nl = language == "nl"
    over = status in ("met", "met late", "not started")
    return Stand(
        clock.name,
        clock.nl if nl else clock.en,
        clock.task_nl if nl else clock.task_en,
        mark_of(clock.kind, status, due, today) if status != "not started" else "runs",
        in_words(status, due, today),
        start,
        due,
        None if over else share_gone(start, due, today),
        reason,
        clock.consequence_nl if nl else clock.consequence_en,
        clock.articles,
        missing,
    )
