"""What learning adds to the timeline: when to begin, the day that leaves a second chance, and the last result."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from django.utils.translation import gettext as _

from doorstroom.web.planner.outlook import Span
from doorstroom.web.planner.questions import SHORT_PARTS
from doorstroom.web.planner.study import Study, latest_start, verdict
from doorstroom.web.planner.timeline import Item, Timeline, in_a_row
from doorstroom.web.planner.whatif import one_exam_failed
from doorstroom.web.planner.words import day_in_words


def estimates_of(timeline: Timeline, study: Study) -> list[Item]:
    """The items, in no order. None is a date of the law."""
    return [*_start(timeline, study), *_second_chances(timeline), *_result(timeline, study)]


def _start(timeline: Timeline, study: Study) -> Iterator[Item]:
    start = latest_start(timeline.term, study)
    if start is None or study.most == 0:
        return
    slow, fast = start
    span = Span(slow or fast, fast, timeline.term.waits or timeline.term.open, before=slow is None)
    yield Item(
        "begin_leren", "schatting", "u", _("Begin uiterlijk met leren"),
        _("Leert u al? Goed, ga door. Leert u langzaam? Dan telt de eerste dag."), span, (),
        because=_("Geteld vanaf de laatste veilige dag van uw examen, terug met de weken die u nog leert."),
    )  # fmt: skip


def _second_chances(timeline: Timeline) -> Iterator[Item]:
    alike: dict[tuple[Span, Span], list[str]] = {}
    for failed in one_exam_failed(timeline):
        if failed.register_by.latest >= timeline.day:
            alike.setdefault((failed.register_by, failed.sit_by), []).extend(failed.parts)
    for (register_by, sit_by), names in alike.items():
        parts = in_a_row([str(SHORT_PARTS[part]) for part in names])
        expected = timeline.ahead is not None
        yield Item(
            f"tweede_kans:{'-'.join(names)}", "schatting" if expected else "veilig", "u",
            _("Doe het examen vroeg: %(parts)s") % {"parts": parts},
            _register(register_by, timeline.day), sit_by, (),
            because=_("Geteld vanaf de laatste veilige dag, terug met nog een uitslag en nog een keer wachten."),
            expected=expected,
        )  # fmt: skip


def _register(by: Span, day: dt.date) -> str:
    """Until when to register for the first of two exams: of a range the first day is the safe one."""
    if by.earliest < day:
        return _("Zakt u? Dan is er misschien nog tijd voor een tweede keer. Meld u zo vroeg mogelijk aan.")
    told = _("Zakt u? Dan kunt u het op tijd nog een keer doen. Meld u uiterlijk op deze dag aan: %(day)s.")
    return told % {"day": day_in_words(by.earliest)}


def _result(timeline: Timeline, study: Study) -> Iterator[Item]:
    told = verdict(timeline.term, study, timeline.day)
    if told.fast is None:
        return
    routes = {route for route in timeline.term.of("leerroute") if route is not None}
    title = _("Uw laatste uitslag komt") if routes == {"B1"} else _("U bent klaar")
    span = Span(told.fast, told.slow or told.fast, told.slow is None)
    yield Item(
        "uitslag", "schatting", "u", title, _("Zo gaat het als u blijft leren zoals nu."), span, (),
        because=_("Geteld vanaf vandaag met de tijd die u nog leert, en het wachten bij DUO."),
    )  # fmt: skip


def in_order(items: list[Item]) -> list[Item]:
    """By day; what is law before what is safe before what is estimated."""
    kinds = {"feit": 0, "wet": 1, "veilig": 2, "schatting": 3}
    return sorted(items, key=lambda item: (item.span.earliest, item.span.latest, kinds[item.kind]))


#: What somebody can do himself, and what his municipality owes him when there is nothing of his own yet.
_OWN = ("tweede_kans", "aanmelden", "examen")
_OWED = ("pip_uiterlijk", "lessen")


def first_to_do(items: list[Item], day: dt.date) -> Item | None:
    """What comes first: a safe date of his own, otherwise what his municipality must do. An estimate is neither."""
    told = [item for item in in_order(items) if item.kind in ("wet", "veilig") and item.span.earliest >= day]
    own = [item for item in told if item.key.partition(":")[0] in _OWN]
    owed = [item for item in told if item.key in _OWED]
    return next(iter([*own, *owed]), None)
