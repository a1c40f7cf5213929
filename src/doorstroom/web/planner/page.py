"""The page of a timeline as the templates show it: everything worked out, nothing left to decide."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from doorstroom.web.planner import money_words, telling
from doorstroom.web.planner.answers import Answers, Day
from doorstroom.web.planner.declared import KINDS, KINDS_EXPLAINED
from doorstroom.web.planner.estimates import estimates_of, first_to_do, in_order
from doorstroom.web.planner.money import costs_of, loan_of
from doorstroom.web.planner.outlook import Outlook
from doorstroom.web.planner.passport import Road, road_of
from doorstroom.web.planner.questions import QUESTIONS
from doorstroom.web.planner.steps import asked_steps, next_step
from doorstroom.web.planner.study import Study, study_of, verdict
from doorstroom.web.planner.telling import Told
from doorstroom.web.planner.timeline import Item, Timeline, timeline_of_answers
from doorstroom.web.planner.whatif import OtherHours, more_time, not_in_time, one_exam_failed, other_hours
from doorstroom.web.planner.why import Reason, UsedValue, reasons_of, stale_values
from doorstroom.web.planner.words import away_in_words, day_in_words, period_in_words, span_in_words

SIGNS = {"feit": "●", "wet": "■", "veilig": "◆", "schatting": "○"}


@dataclass(frozen=True)
class Shown:
    """An item in words. ``link``: the column whose whole explanation can be opened; "" when there is none.

    ``address``: where that explanation of a real case stands.
    """

    item: Item
    when: str
    away: str
    sign: str
    reasons: tuple[Reason, ...]
    depends: tuple[str, ...]
    link: str
    past: bool
    address: str = ""


@dataclass(frozen=True)
class Row:
    """An answer as somebody gave it, and the step where it can be changed."""

    step: str
    question: str
    answer: str


@dataclass(frozen=True)
class Page:
    """All of it. ``items`` are those of the timeline, ``road_items`` those of the road to a passport."""

    day: dt.date
    timeline: Timeline
    study: Study
    items: Sequence[Shown]
    act: str
    end: Shown | None
    first: Shown | None
    verdict: Told
    still: Sequence[str]
    notes: Sequence[str]
    stale: Sequence[UsedValue]
    road: Road | None
    road_items: Sequence[Shown]

    @property
    def ahead(self) -> list[Shown]:
        """What is not past."""
        return [shown for shown in self.items if not shown.past]

    @property
    def past(self) -> list[Shown]:
        """What is past for certain."""
        return [shown for shown in self.items if shown.past]

    @property
    def kinds(self) -> list[tuple[str, str, str, str]]:
        """The kinds that are on the page: code, sign, word, and what it means."""
        there = {shown.item.kind for shown in (*self.items, *self.road_items)}
        return [
            (kind, SIGNS[kind], str(word), str(KINDS_EXPLAINED[kind])) for kind, word in KINDS.items() if kind in there
        ]


def page_of_answers(answers: Answers, day: dt.date) -> Page:
    """The page of somebody's answers."""
    return page_of(timeline_of_answers(answers, day), study_of(answers), road_of(answers, day))


def page_of(timeline: Timeline, study: Study, road: Road | None = None) -> Page:
    """The page of a timeline, of answers or of a real case."""
    estimates = estimates_of(timeline, study)
    reasons: dict[str, tuple[Reason, ...]] = {}
    for outlook, expected in ((timeline.now, False), (timeline.ahead, True)):
        if outlook is not None:
            own = [item for item in timeline.items if item.expected is expected]
            reasons |= {f"{key}/{expected}": told for key, told in reasons_of(outlook, own, timeline.day).items()}
    items = [_shown(item, reasons, timeline.day) for item in in_order([*timeline.items, *estimates])]
    road_items: list[Shown] = []
    if road is not None:
        told = {f"{key}/False": value for key, value in reasons_of(road.outlook, road.items, timeline.day).items()}
        road_items = [_shown(item, told, timeline.day) for item in road.items]
        reasons |= told
    first = first_to_do([*timeline.items, *estimates], timeline.day)
    by_key = {shown.item.key: shown for shown in items}
    return Page(
        timeline.day, timeline, study, items, telling.act_of(timeline.now), by_key.get("termijn_einde"),
        by_key[first.key] if first else None,
        telling.told_verdict(verdict(timeline.term, study, timeline.day), timeline, study),
        telling.still_to_do(timeline.now), telling.notes_of(timeline.now),
        stale_values(reasons.values()), road, road_items,
    )  # fmt: skip


def _shown(item: Item, reasons: Mapping[str, tuple[Reason, ...]], day: dt.date) -> Shown:
    questions = tuple(str(QUESTIONS[key].label) for key in item.depends)
    told = reasons.get(f"{item.key}/{item.expected}", ())
    link = item.columns[0] if item.columns else ""
    away = away_in_words(item.span.earliest, day) if item.span.exact else ""
    return Shown(item, span_in_words(item.span), away, SIGNS[item.kind], told, questions, link, item.past(day))


@dataclass(frozen=True)
class Line:
    """A row about money, with the articles that it rests on."""

    what: str
    payer: str
    price: str
    articles: tuple[str, ...]


def money_lines(page: Page) -> tuple[list[Line], str]:
    """What it costs and who pays, and whether one can borrow."""
    term = page.timeline.term
    graph = term.system.graph
    lines = [
        Line(
            money_words.what_of(cost),
            money_words.payer_of(cost),
            money_words.price_of(cost),
            graph[cost.columns[0]].articles,
        )
        for cost in costs_of(term)
    ]
    loan = loan_of(term)
    return lines, money_words.told_loan(loan) if loan is not None and lines else ""


def what_ifs(page: Page) -> list[Told]:
    """The what-ifs that there are, each with a heading and sentences."""
    found = []
    hours = [_hours(each) for each in other_hours(page.timeline, page.study)]
    if hours:
        found.append(Told(_("Wat als u meer of minder leert?"), tuple(hours)))
    failures = [
        sentence for failed in one_exam_failed(page.timeline) for sentence in telling.told_failure(failed, page.day)
    ]
    if failures:
        found.append(Told(_("Wat als u een keer zakt?"), tuple(failures)))
    longer = more_time(page.timeline)
    if longer is not None:
        found.append(Told(_("Wat als u extra tijd krijgt?"), tuple(_longer(page.timeline, longer))))
    late = not_in_time(page.timeline)
    sentences = telling.told_not_in_time(late) if late is not None else ()
    if sentences:
        found.append(Told(_("Wat als het niet op tijd lukt?"), sentences))
    return found


def _hours(other: OtherHours) -> str:
    fast, slow, word = other.verdict.fast, other.verdict.slow, other.verdict.word
    days = {
        "week": other.week,
        "fast": day_in_words(fast) if fast else "",
        "slow": day_in_words(slow) if slow else "",
    }
    if word == "ruim":
        return _("%(week)d uur per week: klaar op %(slow)s of eerder. Op tijd.") % days
    if word == "krap" and slow:
        return _("%(week)d uur per week: klaar tussen %(fast)s en %(slow)s. Misschien op tijd.") % days
    if word == "krap":
        return _("%(week)d uur per week: klaar op %(fast)s of later. Misschien op tijd.") % days
    return _("%(week)d uur per week: klaar op %(fast)s of later. Te laat.") % days


def _longer(timeline: Timeline, longer: Outlook) -> list[str]:
    sentences = []
    possible, end = timeline.now.span("termijn_laatste_dag_mogelijk"), timeline.now.span("termijn_laatste_dag")
    if timeline.now.ever("verlenging_mogelijk") and possible is not None and end is not None and not possible.open:
        words = {"day": span_in_words(possible)}
        sentences.append(
            _("Met wat u vertelde, kan DUO de termijn langer maken. De laatste dag is dan %(day)s.") % words
        )
    span = longer.span("termijn_laatste_dag")
    if span is not None:
        words = {"day": span_in_words(span)}
        sentences.append(_("Krijgt u 6 maanden extra? Dan is uw laatste dag %(day)s.") % words)
    if timeline.now.ever("verlenging_bijna_afgerond_mogelijk"):
        sentences.append(_("U bent bijna klaar. Daarom kan DUO 6 maanden extra geven."))
    sentences.append(_("DUO beslist. Vraag het op tijd en stuur bewijs mee."))
    return sentences


def rows_of(answers: Answers) -> list[Row]:
    """The answers in words, in the order of the questions."""
    found = []
    for step in asked_steps(answers):
        for key in step.keys:
            if key in answers:
                found.append(Row(step.name, str(QUESTIONS[key].label), answer_in_words(answers, key)))
    return found


def answer_in_words(answers: Answers, key: str) -> str:
    """One answer as people read it."""
    value, question = answers.given.get(key), QUESTIONS[key]
    if value is None:
        return _("Weet ik niet")
    if isinstance(value, Day):
        return period_in_words(value)
    if isinstance(value, int):
        return f"{value} {question.unit}"
    return str(question.option(value).label)


def more_to_answer(answers: Answers) -> str:
    """The next step without an answer; "" when there is none."""
    step = next_step(answers)
    return step.name if step is not None else ""
