"""What must hold whatever somebody answers: links round-trip, knowledge narrows, more to learn is never safer later."""

from __future__ import annotations

import datetime as dt

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from doorstroom.web.planner.answers import Answers, Day, Refused, Value
from doorstroom.web.planner.estimates import estimates_of
from doorstroom.web.planner.link import LONGEST, read_link, write_link
from doorstroom.web.planner.money import costs_of
from doorstroom.web.planner.outlook import Span
from doorstroom.web.planner.passport import road_of
from doorstroom.web.planner.questions import QUESTIONS, Question
from doorstroom.web.planner.steps import STEPS, checked
from doorstroom.web.planner.study import Study, latest_start, study_of, verdict
from doorstroom.web.planner.timeline import timeline_of_answers
from doorstroom.web.planner.worlds import worlds_of
from tests.web.planner_samples import ASYLUM, FAMILY_Z, TODAY, WAITING, answers

SLOWLY = settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much]
)
#: Dates that the law gives; a wider span is never wrong, a narrower one may be.
DATES = ("plicht_start", "termijn_start", "termijn_laatste_dag", "verlenging_aanvraag_vroegst", "wissel_uiterlijk",
         "laatste_veilige_inschrijving_lezen", "laatste_veilige_examendatum_knm", "aanbod_begin_uiterlijk")  # fmt: skip


def days(first: int = 2019) -> st.SearchStrategy[Day]:
    """Days, months and years up to today."""
    exact = st.dates(dt.date(first, 1, 1), TODAY).map(lambda day: Day(day, day))
    months = st.dates(dt.date(first, 1, 1), TODAY).map(_month)
    return st.one_of(exact, months)


def _month(day: dt.date) -> Day:
    following = (day.replace(day=28) + dt.timedelta(days=4)).replace(day=1)
    return Day(day.replace(day=1), following - dt.timedelta(days=1))


def values(question: Question) -> st.SearchStrategy[Value]:
    """Any answer to a question."""
    if question.kind == "choice":
        return st.sampled_from(question.codes)
    return days() if question.kind == "day" else st.integers(question.least, question.most)


@st.composite
def answered(draw: st.DrawFn, unknown: bool = True) -> Answers:
    """Answers to every question that is asked, in order; "I do not know" among them when ``unknown``."""
    told: dict[str, Value] = {}
    for step in STEPS:
        if step.asked(Answers(told)):
            for key in step.keys:
                kind = values(QUESTIONS[key])
                told[key] = draw(st.one_of(st.none(), kind) if unknown else kind)
    return _checked(Answers(told))


def _checked(told: Answers) -> Answers:
    """The answers, when they can be true together; otherwise another example."""
    try:
        return checked(told, TODAY)
    except Refused:
        assume(False)
        raise


@given(answered())
@settings(max_examples=30, deadline=None)
def test_a_link_round_trips_and_is_short_enough(told: Answers) -> None:
    link = write_link(told)
    assert read_link(link, TODAY) == told and len(link) < LONGEST
    assert write_link(read_link(link, TODAY)) == link


@given(st.text(max_size=200))
@settings(max_examples=30, deadline=None)
def test_no_text_gets_in(text: str) -> None:
    try:
        told = read_link(text, TODAY)
    except Refused as refused:
        assert str(refused).endswith(".")
    else:
        assert read_link(write_link(told), TODAY) == told


@given(answered())
@SLOWLY
def test_every_answer_gives_a_timeline_whose_spans_are_the_right_way_round(told: Answers) -> None:
    assert len(worlds_of(told, TODAY)) <= 2_000
    found = timeline_of_answers(told, TODAY)
    for item in [*found.items, *estimates_of(found, study_of(told))]:
        assert item.span.earliest <= item.span.latest, item.key
    outcome = verdict(found.term, study_of(told), TODAY)
    assert outcome.fast is None or outcome.slow is None or outcome.fast <= outcome.slow
    for cost in costs_of(found.term):
        assert cost.least is None or cost.most is None or cost.least <= cost.most


def contains(wide: Span | None, narrow: Span | None) -> bool:
    """Whether whatever the narrow span says was possible by the wide one; None is unknown and leaves all possible."""
    if wide is None:
        return True
    if narrow is None:
        return wide.maybe
    earlier = wide.before or wide.earliest <= narrow.earliest
    later = wide.open or narrow.latest <= wide.latest
    return earlier and later and (wide.maybe or not narrow.maybe) and (wide.open or not narrow.open)


@given(answered(unknown=False), st.data())
@SLOWLY
def test_more_knowledge_never_widens(told: Answers, data: st.DataObject) -> None:
    """Of full answers some are taken back, or a day is told as its month: every span then holds the first one."""
    key = data.draw(st.sampled_from([key for key, _value in told]))
    value = told.given[key]
    less: Value = None
    if isinstance(value, Day) and value.exact and data.draw(st.booleans()):
        less = _month(value.earliest)
    vague = _checked(told.with_({key: less}))
    known, unknown = timeline_of_answers(told, TODAY), timeline_of_answers(vague, TODAY)
    for name in DATES:
        assert contains(unknown.now.span(name), known.now.span(name)), (key, value, name)


@given(answered(unknown=False), st.data())
@SLOWLY
def test_more_knowledge_never_widens_the_road_to_a_passport(told: Answers, data: st.DataObject) -> None:
    told = _checked(told.with_({"paspoort": "ja", "onderbroken": "nee"}))
    keys = [key for key in ("geldig_vanaf", "partner", "partner_sinds", "staatloos", "sinds") if key in told]
    assume(keys)
    vague = _checked(told.with_({data.draw(st.sampled_from(keys)): None}))
    known, unknown = road_of(told, TODAY), road_of(vague, TODAY)
    assume(known is not None and unknown is not None)
    assert known is not None and unknown is not None
    wide = {item.key: item.span for item in unknown.items}
    for item in known.items:
        if item.key in ("naturalisatie", "onbepaald"):
            assert contains(wide.get(item.key), item.span), item.key


@given(st.integers(0, 150), st.integers(0, 150), st.integers(0, 60), st.sampled_from([ASYLUM, WAITING]))
@settings(max_examples=30, deadline=None)
def test_more_weeks_of_study_never_make_a_later_start_safe(
    least: int, more: int, longer: int, sample: dict[str, str]
) -> None:
    term = timeline_of_answers(answers(sample), TODAY).term
    short = latest_start(term, Study(10, least, least + more))
    long = latest_start(term, Study(10, least + longer, least + more + longer))
    assert short is not None and long is not None and short[0] is not None and long[0] is not None
    assert long[0] <= short[0] and long[1] <= short[1]
    assert short[0] <= short[1]  # slow learners begin first
    order = ["te_laat", "krap", "ruim"]
    quick = verdict(term, Study(10, least, least + more), TODAY)
    slow = verdict(term, Study(10, least + longer, least + more + longer), TODAY)
    assert order.index(slow.word) <= order.index(quick.word)
    assert slow.fast is not None and quick.fast is not None and slow.fast >= quick.fast


@given(st.integers(1, 60), st.integers(1, 60))
@settings(max_examples=30, deadline=None)
def test_more_hours_a_week_are_never_later(week: int, other: int) -> None:
    fewer, more = sorted((week, other))
    for sample, study in ((ASYLUM, Study(12, 13, 26)), (FAMILY_Z, Study(12, week_participation=0))):
        term = timeline_of_answers(answers(sample), TODAY).term
        slow, quick = verdict(term, study.at(fewer), TODAY), verdict(term, study.at(more), TODAY)
        assert slow.fast is not None and quick.fast is not None and quick.fast <= slow.fast
        assert slow.slow is not None and quick.slow is not None and quick.slow <= slow.slow
