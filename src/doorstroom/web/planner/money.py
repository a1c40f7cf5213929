"""What it costs and who pays: lessons, exams, PVT and MAP, and the loan, as the rules say."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from doorstroom.web.planner.outlook import Outlook
from doorstroom.web.planner.questions import EXAM_PARTS

Payer = Literal["gemeente", "rijk", "u", "hangt_af"]


@dataclass(frozen=True)
class Cost:
    """Something that costs money. ``least`` and ``most``: euros for the person; None is unknown.

    ``columns``: what is explained with it. ``free_left``: how many attempts are free, at least and at most.
    """

    what: str
    parts: tuple[str, ...]
    payer: Payer
    least: float | None
    most: float | None
    columns: tuple[str, ...]
    free_left: tuple[int, int] | None = None


@dataclass(frozen=True)
class Loan:
    """Whether somebody may borrow from DUO, and up to how many euros; ``most`` None is unknown until the income is."""

    possible: bool
    certain: bool
    most: float | None
    ceiling: float | None
    columns: tuple[str, ...] = ("lening_maximum",)


def costs_of(outlook: Outlook) -> list[Cost]:
    """What is still to be paid, most important first; nothing when there is no duty."""
    if not outlook.ever("inburgeringsplichtig_wi2021"):
        return []
    return [*_lessons(outlook), *_exams(outlook), *_offered(outlook)]


def loan_of(outlook: Outlook) -> Loan | None:
    """The loan; None when nobody can say anything about it."""
    ceilings = [value for value in outlook.of("lening_bovengrens") if value is not None]
    if not ceilings or not outlook.ever("inburgeringsplichtig_wi2021"):
        return None
    amounts = outlook.of("lening_maximum")
    most = None if None in amounts else max(amounts)
    return Loan(max(ceilings) > 0, min(ceilings) == max(ceilings), most, max(ceilings))


def _lessons(outlook: Outlook) -> Iterator[Cost]:
    own = {value for value in outlook.of("cursus_zelf_betalen") if value is not None}
    payer: Payer = "hangt_af" if len(own) != 1 else "u" if True in own else "gemeente"
    nothing = 0.0 if payer == "gemeente" else None
    yield Cost("lessen", (), payer, nothing, nothing, ("cursus_zelf_betalen",))


def _exams(outlook: Outlook) -> Iterator[Cost]:
    """Exam parts that cost the same are told together."""
    alike: dict[tuple[Any, ...], list[str]] = {}
    for part in EXAM_PARTS:
        planned = f"examen_plannen_{part}"
        if not outlook.ever(planned):
            continue
        told = outlook.where(f"volgende_poging_{part}_kosten", planned)
        known = [price for price in told if price is not None]
        left = [n for n in outlook.of(f"gratis_pogingen_over_{part}") if n is not None]
        key = (min(known, default=None), None if None in told else max(known), (min(left), max(left)) if left else None)
        alike.setdefault(key, []).append(part)
    for (least, most, left), parts in alike.items():
        payer: Payer = "rijk" if most == 0 else "hangt_af" if least == 0 else "u"
        columns = tuple(f"volgende_poging_{part}_kosten" for part in parts)
        yield Cost("examens", tuple(parts), payer, least, most, columns, left)


def _offered(outlook: Outlook) -> Iterator[Cost]:
    offers = [value.split(", ") for value in outlook.of("college_biedt_aan") if value is not None]
    for what in ("pvt", "map", "participatie", "eindgesprek"):
        if offers and any(what in offer for offer in offers):
            yield Cost(what, (), "gemeente", 0.0, 0.0, ("college_biedt_aan",))
