"""Worked answers: the dates that follow, the day before, the day itself, the day after, and the unknown."""

from __future__ import annotations

import datetime as dt

import pytest

from doorstroom.stelsels.inburgering import system
from doorstroom.web.planner.estimates import estimates_of, first_to_do
from doorstroom.web.planner.events import as_events
from doorstroom.web.planner.outlook import Span
from doorstroom.web.planner.passport import road_of
from doorstroom.web.planner.study import Study, queues_of, room_to_learn, study_of, verdict
from doorstroom.web.planner.telling import told_failure, told_road
from doorstroom.web.planner.timeline import Timeline, timeline_of_answers, timeline_of_events
from doorstroom.web.planner.whatif import one_exam_failed
from doorstroom.web.planner.why import reasons_of, stale_values, tree_of
from doorstroom.web.planner.worlds import worlds_of
from tests.web.planner_samples import ASYLUM, FAMILY_Z, OLD_ACT, TODAY, WAITING, answers


def timeline(given: dict[str, str], today: dt.date = TODAY, **changes: str | None) -> Timeline:
    return timeline_of_answers(answers(given, today, **changes), today)


def day_of(told: Timeline, key: str) -> str:
    """The day of a moment as text; "a..b" for a span, with "+" when it may be later and "?" when it may not be."""
    item = told.item(key)
    if item is None:
        return "-"
    span = item.span
    text = f"{span.earliest}" if span.earliest == span.latest else f"{span.earliest}..{span.latest}"
    return text + ("+" if span.open else "") + ("?" if span.maybe else "")


@pytest.mark.parametrize(
    ("key", "day", "kind"),
    [
        ("plicht", "2024-01-10", "wet"),
        ("pip", "2024-07-01", "feit"),
        ("termijn_start", "2024-07-02", "wet"),
        ("wissel", "2026-01-01", "wet"),
        ("verlenging_vroegst", "2027-01-02", "wet"),
        ("aanmelden", "2027-03-25", "veilig"),  # eight weeks for the result and six for a place, before the end
        ("examen", "2027-05-06", "veilig"),
        ("verlenging_veilig", "2027-05-06", "veilig"),
        ("termijn_einde", "2027-07-01", "wet"),
    ],
)
def test_a_plan_that_is_there(key: str, day: str, kind: str) -> None:
    told = timeline(ASYLUM)
    item = told.item(key)
    assert item is not None and (day_of(told, key), item.kind) == (day, kind)


@pytest.mark.parametrize(
    ("plan", "start", "end", "ask"),
    [
        ("2022-05-09", "2022-05-10", "2025-05-09", "2024-11-10"),
        ("2023-02-14", "2023-02-15", "2026-02-14", "2025-08-15"),
        ("2024-02-28", "2024-02-29", "2027-02-28", "2026-09-01"),  # three years later there is no 29 February
        ("2024-02-29", "2024-03-01", "2027-02-28", "2026-09-01"),
        ("2024-12-31", "2025-01-01", "2027-12-31", "2027-07-01"),
    ],
)
def test_terms_worked_by_hand(plan: str, start: str, end: str, ask: str) -> None:
    told = timeline(ASYLUM, dt.date(2024, 12, 31), sinds="2022-02-01", plan_datum=plan, les="nee", les_sinds=None)
    found = [day_of(told, key) for key in ("termijn_start", "termijn_einde", "verlenging_vroegst")]
    assert found == [start, end, ask]


def test_an_illness_of_five_months_can_make_the_term_five_months_longer() -> None:
    told = timeline(ASYLUM, dt.date(2025, 10, 1), sinds="2022-10-03", plan_datum="2023-02-14", les_sinds="2023-03-20",
                    hinder="ziek", hinder_van="2024-09-01", hinder_tot="2025-01-31")  # fmt: skip
    assert day_of(told, "termijn_einde") == "2026-02-14"  # until DUO decides
    assert told.now.span("termijn_laatste_dag_mogelijk") == Span(dt.date(2026, 7, 14), dt.date(2026, 7, 14))


@pytest.mark.parametrize(
    ("changes", "key", "day"),
    [
        ({}, "naturalisatie", "2030-03-01"),  # five years complete on 28 February
        ({"geldig_vanaf": "2024-02-29", "sinds": "2024-02-29"}, "naturalisatie", "2029-03-01"),
        ({"staatloos": "ja"}, "naturalisatie", "2028-03-01"),
        ({"partner": "samen", "partner_sinds": "2024-05-01"}, "naturalisatie", "2028-03-01"),
        ({"partner": "samen", "partner_sinds": "2026-05-01"}, "naturalisatie", "2029-05-01"),
        ({"partner": "getrouwd", "partner_sinds": "2024-05-01"}, "naturalisatie", "2027-05-01"),
        ({"verblijf": "asiel", "geldig_vanaf": "2022-08-01", "inkomen": None}, "onbepaald", "2027-08-01"),
        # Five years, and the half year in which the IND decides on the stronger right.
        ({"verblijf": "asiel", "geldig_vanaf": "2022-08-01", "inkomen": None}, "naturalisatie_later", "2028-02-01"),
    ],
)
def test_the_road_to_a_passport_worked_by_hand(changes: dict[str, str], key: str, day: str) -> None:
    road = {"paspoort": "ja", "onderbroken": "nee", "partner": "nee", "staatloos": "nee", "geldig_vanaf": "2025-03-01"}
    found = road_of(answers(FAMILY_Z, **{**road, **changes}), TODAY)
    assert found is not None
    spans = {item.key: item.span for item in found.items}
    assert spans[key] == Span(dt.date.fromisoformat(day), dt.date.fromisoformat(day))
    assert ("naturalisatie" in spans) is (changes.get("verblijf") != "asiel")


@pytest.mark.parametrize("given", [ASYLUM, FAMILY_Z, OLD_ACT])
def test_the_events_of_a_case_give_the_same_dates_as_the_answers(given: dict[str, str]) -> None:
    """The page of a case and the planner are one: where everything is known, they tell the same."""
    told = timeline(given)
    for world in worlds_of(answers(given), TODAY):
        of_case = timeline_of_events(world.events(TODAY), TODAY)
        dates = [(item.key, item.kind, item.span.earliest, item.span.latest) for item in of_case.items]
        assert dates == [(item.key, item.kind, item.span.earliest, item.span.latest) for item in told.items]


def test_family_of_who_has_asylum_may_have_a_temporary_right_and_a_stateless_refugee_is_sent_to_the_ind() -> None:
    road = {"paspoort": "ja", "onderbroken": "nee", "partner": "nee", "staatloos": "nee", "geldig_vanaf": "2025-03-01"}
    family = road_of(answers(FAMILY_Z, **road, verblijf="gezin_asiel", inkomen=None), TODAY)
    assert family is not None
    assert [(item.key, str(item.span.earliest), item.span.maybe) for item in family.items] == [
        ("naturalisatie", "2030-03-01", True)
    ]
    assert any("Vraag het aan de IND" in sentence for sentence in told_road(family))
    alone = road_of(answers(FAMILY_Z, **{**road, "staatloos": "ja"}, verblijf="asiel", inkomen=None), TODAY)
    assert alone is not None
    assert {(item.key, item.kind, str(item.span.earliest)) for item in alone.items} == {
        ("onbepaald", "wet", "2030-03-01"), ("naturalisatie_misschien", "schatting", "2028-03-01")
    }  # fmt: skip


def test_a_part_that_was_passed_has_no_date() -> None:
    keys = {item.key for item in timeline(ASYLUM).items}
    assert "aanmelden:luisteren-schrijven-spreken-knm" in keys
    assert "examen:lezen-luisteren-schrijven-spreken-knm" in {i.key for i in timeline(ASYLUM, lezen="gezakt1").items}


def test_at_a2_speaking_and_writing_wait_longer() -> None:
    told = timeline(ASYLUM, niveau="A2", lezen="nee")
    days = {item.key: str(item.span.earliest) for item in told.items if item.key.startswith("aanmelden")}
    assert days == {"aanmelden:lezen-luisteren-knm": "2027-03-25", "aanmelden:schrijven-spreken": "2027-01-28"}


def test_a_month_gives_a_range_and_names_the_question() -> None:
    told = timeline(ASYLUM, plan_datum="2024-07", les="nee", les_sinds=None)
    assert day_of(told, "termijn_einde") == "2027-07-01..2027-07-31"
    item = told.item("termijn_einde")
    assert item is not None and item.kind == "wet" and item.depends == ("plan_datum",)


def test_no_day_at_all_gives_from_the_permit_until_today() -> None:
    told = timeline(ASYLUM, plan_datum="onb", les="nee", les_sinds=None)
    assert day_of(told, "termijn_einde") == "2027-01-10..2029-11-26"


def test_extra_time_moves_the_end_and_unknown_extra_time_leaves_it_open() -> None:
    assert day_of(timeline(ASYLUM, extra="6"), "termijn_einde") == "2028-01-01"
    assert day_of(timeline(ASYLUM, extra="onb"), "termijn_einde") == "2027-07-01+"


@pytest.mark.parametrize(
    ("today", "word"),
    [("2027-06-30", "onbekend"), ("2027-07-01", "onbekend"), ("2027-07-02", "voorbij")],
)
def test_the_last_day_itself_is_not_past(today: str, word: str) -> None:
    day = dt.date.fromisoformat(today)
    assert verdict(timeline(ASYLUM, day).term, Study(), day).word == word


@pytest.mark.parametrize(
    ("brief", "due"),
    [
        ("2026-10-01", "2026-12-24"),
        ("2026-10-14", "2026-12-24"),
        ("2026-10-15", "2026-12-24"),
        ("2026-10-16", "2026-12-28"),
    ],
)
def test_ten_weeks_from_the_later_of_letter_and_house(brief: str, due: str) -> None:
    # Ten weeks after 16 October is Christmas Day, so the term runs until the next day that is no holiday or weekend.
    assert day_of(timeline(WAITING, brief=brief), "pip_uiterlijk") == due


def test_in_reception_the_ten_weeks_have_not_begun() -> None:
    told = timeline(WAITING, woont="azc", woning_sinds=None)
    assert day_of(told, "pip_uiterlijk") == "-" and day_of(told, "voorinburgering") == "2026-08-16"


def test_a_plan_to_come_gives_estimates_from_today_until_the_legal_day() -> None:
    told = timeline(WAITING)
    assert day_of(told, "termijn_einde") == "2029-11-26..2029-12-24"
    assert {item.kind for item in told.items if item.expected} == {"schatting"}


def test_a_plan_that_is_late_or_of_no_known_day_leaves_the_end_open() -> None:
    assert day_of(timeline(WAITING, brief="2026-08-03", woning_sinds="2026-08-03"), "termijn_einde") == "2029-11-26+"
    assert day_of(timeline(WAITING, brief="onb"), "termijn_einde") == "2029-11-26+"


def test_when_nobody_knows_whether_there_is_a_plan_it_may_have_come_with_the_permit() -> None:
    told = timeline(WAITING, plan="onb", brief=None, woont=None, woning_sinds=None)
    assert day_of(told, "termijn_einde") == "2029-05-10..2029-11-26+"


@pytest.mark.parametrize(
    ("since", "act"), [("2021-12-31", "wi2013"), ("2022-01-01", "wi2021"), ("2022-01-02", "wi2021")]
)
def test_the_day_of_the_permit_decides_the_act(since: str, act: str) -> None:
    told = timeline({"verblijf": "gezin", "sinds": since, "leeftijd": "18tot60", "turks": "nee"})
    assert told.now.always("regime", act)


def test_an_unknown_day_may_be_of_either_act() -> None:
    told = timeline({"verblijf": "gezin", "sinds": "onb", "leeftijd": "18tot60", "turks": "nee"})
    assert {"wi2013", "wi2021"} == set(told.now.of("regime"))


def test_the_act_of_2013_has_its_term_and_nothing_that_is_not_there() -> None:
    told = timeline(OLD_ACT)
    assert day_of(told, "termijn_einde") == "2024-02-29" and told.item("aanmelden") is None
    assert verdict(told.term, Study(), TODAY).word == "voorbij"


@pytest.mark.parametrize("kind", ["tijdelijk", "oekraine", "eu"])
def test_who_has_no_duty_hears_so(kind: str) -> None:
    told = timeline({"verblijf": kind})
    assert verdict(told.term, Study(), TODAY).word == "geen_plicht" and told.items == []


def test_nothing_answered_is_a_timeline_too() -> None:
    told = timeline({})
    assert told.item("termijn_einde") is not None and told.now.ever("inburgeringsplichtig")


def test_everything_done_is_done() -> None:
    done = dict.fromkeys(("luisteren", "schrijven", "spreken", "knm"), "gehaald")
    told = timeline(ASYLUM, map="klaar", **done)
    assert verdict(told.term, Study(), TODAY).word == "klaar" and told.item("termijn_einde") is None
    item = told.item("klaar")  # nobody asked on which day: after the plan and up to today
    assert item is not None and item.span == Span(dt.date(2024, 7, 2), TODAY)


# Am I going to make it ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("learning", "word", "fast", "slow"),
    [
        ("nu", "ruim", "2027-03-04", "2027-03-04"),  # six weeks for a place, eight for the result
        ("3m", "ruim", "2027-03-04", "2027-04-22"),
        ("6m", "krap", "2027-04-22", "2027-07-22"),
        ("12m", "te_laat", "2027-07-22", "2028-01-20"),
        ("lang", "te_laat", "2029-01-18", None),
        ("onb", "onbekend", None, None),
    ],
)
def test_the_verdict_is_a_range(learning: str, word: str, fast: str | None, slow: str | None) -> None:
    given = answers(ASYLUM, klaar=learning)
    told = verdict(timeline_of_answers(given, TODAY).term, study_of(given), TODAY)
    found = [None if day is None else day.isoformat() for day in (told.fast, told.slow)]
    assert (told.word, *found) == (word, fast, slow)


@pytest.mark.parametrize(("weeks", "word"), [(22, "ruim"), (23, "ruim"), (24, "te_laat")])
def test_the_last_week_that_is_in_time(weeks: int, word: str) -> None:
    # 26 November and 23 weeks is 6 May 2027: the last safe day of the exam.
    assert verdict(timeline(ASYLUM).term, Study(12, weeks, weeks), TODAY).word == word


def test_without_an_estimate_the_room_to_learn_is_told() -> None:
    assert room_to_learn(timeline(ASYLUM).term, Study(12), TODAY) == (23, 276)
    assert room_to_learn(timeline(ASYLUM).term, Study(), TODAY) is None


def test_hours_of_the_z_route_are_counted_by_the_law() -> None:
    given = answers(FAMILY_Z)
    told = verdict(timeline_of_answers(given, TODAY).term, study_of(given), TODAY)
    # 700 hours are missing: 59 weeks of twelve. Family migrants do no participation hours.
    assert (told.word, told.fast) == ("ruim", TODAY + dt.timedelta(weeks=59))
    asylum = answers(FAMILY_Z, verblijf="asiel", participatie="0", inkomen=None, les="ja", les_sinds="2025-07-01")
    assert verdict(timeline_of_answers(asylum, TODAY).term, study_of(asylum), TODAY).word == "onbekend"


@pytest.mark.parametrize(("today", "there"), [("2026-12-16", True), ("2026-12-17", True), ("2026-12-18", False)])
def test_a_second_chance_is_told_until_the_last_day_to_register_for_the_first(today: str, there: bool) -> None:
    # 1 July 2027, back by 8 + 6 weeks for the second exam, and by 8 + 6 for the first.
    told = timeline(ASYLUM, dt.date.fromisoformat(today))
    found = [item for item in estimates_of(told, Study()) if item.key.startswith("tweede_kans")]
    assert [str(item.span.earliest) for item in found] == (["2027-01-28"] if there else [])
    assert all("aan: 17 december 2026." in item.text for item in found)
    (failed,) = one_exam_failed(told)
    assert ("misschien te laat" in told_failure(failed, told.day)[0]) is not there


def test_a_second_chance_needs_a_result_and_another_place() -> None:
    queue = next(queues_of(timeline(ASYLUM).now.values[0]))
    assert (queue.sit_by - queue.second_chance).days == 7 * (8 + 6)
    items = {item.key.partition(":")[0]: item for item in estimates_of(timeline(ASYLUM), study_of(answers(ASYLUM)))}
    assert str(items["tweede_kans"].span.earliest) == "2027-01-28" and items["tweede_kans"].kind == "veilig"
    assert items["uitslag"].kind == items["begin_leren"].kind == "schatting"
    # Begin at the latest: slow (26 weeks) on 5 November, fast (13 weeks) on 4 February, counted from 6 May.
    assert items["begin_leren"].span == Span(dt.date(2026, 11, 5), dt.date(2027, 2, 4))


def test_the_first_thing_to_do_is_law_or_safe_and_lies_ahead() -> None:
    told = timeline(ASYLUM)
    item = first_to_do([*told.items, *estimates_of(told, study_of(answers(ASYLUM)))], TODAY)
    assert item is not None and item.key.startswith("tweede_kans")


# A real case, and why -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("given", [ASYLUM, FAMILY_Z, OLD_ACT])
def test_a_real_case_has_the_timeline_of_the_same_answers(given: dict[str, str]) -> None:
    told = answers(given)
    world = worlds_of(told, TODAY)[-1]
    real = timeline_of_events(world.events(TODAY), TODAY)
    assert [(i.key, i.kind, i.span, i.title) for i in real.items] == [
        (i.key, i.kind, i.span, i.title) for i in timeline_of_answers(told, TODAY).items
    ]


def test_a_real_case_without_a_plan_has_estimates_for_every_route() -> None:
    life = worlds_of(answers(WAITING), TODAY)[0].events(TODAY)
    told = timeline_of_events(life, TODAY)
    assert told.ahead is not None and set(told.ahead.of("leerroute")) == {"B1", "onderwijs", "Z"}
    assert day_of(told, "termijn_einde") == "2029-11-26..2029-12-24"


def test_a_real_case_may_hold_more_than_anybody_is_asked() -> None:
    facts = [
        ("geboorte", dt.date(1990, 1, 1), {}), ("nationaliteit_vastgesteld", dt.date(2024, 1, 10), {"groep": "overig"}),
        ("verblijfsrecht_verkregen", dt.date(2024, 1, 10), {"grond": "8c"}),
        ("brp_inschrijving", dt.date(2024, 3, 1), {"gemeente": "0344"}),
        ("bijstand_ingegaan", dt.date(2026, 9, 1), {}),
    ]  # fmt: skip
    told = timeline_of_events(as_events(facts), TODAY)
    assert day_of(told, "ontzorgen") == "2027-02-28"


def test_every_date_of_the_law_has_a_sentence_and_an_article_and_every_safe_one_its_source() -> None:
    for given in (ASYLUM, FAMILY_Z, WAITING, OLD_ACT):
        told = timeline(given)
        for outlook, expected in ((told.now, False), (told.ahead, True)):
            own = [item for item in told.items if item.expected is expected]
            if outlook is None or not own:
                continue
            reasons = reasons_of(outlook, own, TODAY)
            for item in own:
                first = reasons[item.key][0]
                assert first.sentence.endswith(".") and (first.articles or first.source), item.key
                assert bool(first.articles) is (system().graph[item.columns[0]].kind != "plan"), item.key


def test_the_explanation_of_the_end_names_the_three_years() -> None:
    told = timeline(ASYLUM)
    item = told.item("termijn_einde")
    assert item is not None
    reasons = reasons_of(told.now, [item], TODAY)[item.key]
    assert "1 juli 2027" in reasons[0].sentence and any("WET 11 lid 1" in reason.articles for reason in reasons)
    assert any(value.amount == "3 jaar" for reason in reasons for value in reason.values)
    tree = tree_of(told.now, "termijn_laatste_dag", TODAY)
    assert tree is not None and tree.below and "1 juli 2027" in tree.reason.sentence


@pytest.mark.parametrize(
    ("today", "stale"), [("2027-01-24", 0), ("2027-01-25", 1), ("2027-02-16", 1), ("2027-02-17", 3)]
)
def test_queues_that_nobody_looked_up_for_180_days_are_marked(today: str, stale: int) -> None:
    day = dt.date.fromisoformat(today)
    told = timeline(ASYLUM, day, plan_datum="2025-07-01", les="nee", les_sinds=None)
    items = [item for item in told.items if item.kind == "veilig"]
    assert len(stale_values(reasons_of(told.now, items, day).values())) == stale
