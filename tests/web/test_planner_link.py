"""The link: what it holds, what it refuses and with which sentence; and what is asked of whom."""

from __future__ import annotations

import datetime as dt

import pytest

from doorstroom.web.planner.answers import Answers, Day, Refused, day_of, read_day
from doorstroom.web.planner.link import LONGEST, read_link, write_link
from doorstroom.web.planner.questions import QUESTIONS
from doorstroom.web.planner.steps import asked_keys, asked_steps, next_step, previous_step
from tests.web.planner_samples import ASYLUM, FAMILY_Z, OLD_ACT, TODAY, WAITING, answers, query


@pytest.mark.parametrize("given", [ASYLUM, FAMILY_Z, WAITING, OLD_ACT, {}])
def test_a_link_comes_back_as_it_was(given: dict[str, str]) -> None:
    told = read_link(query(given), TODAY)
    assert write_link(told) == query(given)
    assert read_link(write_link(told), TODAY) == told


def test_the_longest_link_fits() -> None:
    everything = [f"{key}={(*question.codes, '2024-01-01', '1000')[-1]}" for key, question in QUESTIONS.items()]
    assert len("v=1&" + "&".join(everything)) < LONGEST


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("v=1&" + "a" * LONGEST, "te lang"),
        ("v=2&verblijf=asiel", "andere versie"),
        ("verblijf=asiel", "andere versie"),
        ("v=1&v=1", "twee keer"),
        ("v=1&verblijf=asiel&verblijf=gezin", "twee keer"),
        ("v=1&naam=Jan+Jansen", "niet kent"),
        ("v=1&bsn=999990019", "niet kent"),
        ("v=1&uren=999990019", "heel getal"),
        ("v=1&uren=-5", "heel getal"),
        ("v=1&week=61", "van 1 tot en met 60"),
        ("v=1&week=0", "van 1 tot en met 60"),
        ("v=1&week=1.5", "heel getal"),
        ("v=1&week=%D9%A1%D9%A2", "heel getal"),
        ("v=1&verblijf=%3Cscript%3Ealert(1)%3C/script%3E", "niet in de lijst"),
        ("v=1&sinds=2023-02-29", "bestaat niet"),
        ("v=1&sinds=2023-13", "bestaat niet"),
        ("v=1&sinds=1900-01-01", "vier cijfers"),
        ("v=1&sinds=29-02-2023", "niet goed geschreven"),
        ("v=1&sinds=2023-02-01T00:00", "niet goed geschreven"),
        ("v=1&sinds=2026-11-27", "in de toekomst"),
        ("v=1&verblijf", "niet compleet"),
        ("v=1&verblijf=%ff", "niet compleet"),
        ("v=1;verblijf=asiel", "niet compleet|andere versie"),
    ],
)
def test_what_is_not_ours_is_refused_with_a_sentence(text: str, says: str) -> None:
    with pytest.raises(Refused, match=says):
        read_link(text, TODAY)


@pytest.mark.parametrize(
    ("changes", "key", "says"),
    [
        ({"plan_datum": "2024-01-09"}, "plan_datum", "vóór uw vergunning"),
        ({"sinds": "2021-05-01", "wet": "wi2021", "plan_datum": "2021-12-31"}, "sinds", ""),
        ({"les_sinds": "2024-06-30"}, "les_sinds", "vóór uw PIP"),
        ({"hinder": "ziek", "hinder_van": "2025-05-01", "hinder_tot": "2025-04-30"}, "hinder_tot", "voordat het begon"),
    ],
)
def test_answers_that_cannot_be_true_together(changes: dict[str, str], key: str, says: str) -> None:
    if not says:  # a permit of before 2022 asks no plan: what was said about it has no effect
        assert "plan_datum" not in answers(ASYLUM, **changes)
        return
    with pytest.raises(Refused, match=says) as refused:
        answers(ASYLUM, **changes)
    assert refused.value.key == key


def test_on_the_same_day_they_can() -> None:
    assert answers(ASYLUM, plan_datum="2024-01-10", les_sinds="2024-01-10").day("plan_datum")


def test_today_is_not_in_the_future() -> None:
    assert answers(WAITING, brief=TODAY.isoformat()).day("brief") == Day(TODAY, TODAY)


def test_what_messengers_hang_onto_a_link_is_left_aside() -> None:
    told = read_link("v=1&verblijf=asiel&fbclid=abc&utm_source=x", TODAY)
    assert write_link(told) == "v=1&verblijf=asiel"


def test_nothing_of_a_refused_link_is_in_the_sentence() -> None:
    with pytest.raises(Refused) as refused:
        read_link("v=1&Jansen=Jansen", TODAY)
    assert "Jansen" not in str(refused.value)


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("2024-02-10", dt.date(2024, 2, 10), dt.date(2024, 2, 10)),
        ("2024-02", dt.date(2024, 2, 1), dt.date(2024, 2, 29)),
        ("2023-02", dt.date(2023, 2, 1), dt.date(2023, 2, 28)),
        ("2024", dt.date(2024, 1, 1), dt.date(2024, 12, 31)),
    ],
)
def test_a_day_may_be_known_in_part(text: str, earliest: dt.date, latest: dt.date) -> None:
    day = read_day(text)
    assert (day.earliest, day.latest, str(day)) == (earliest, latest, text)
    assert day.exact is (earliest == latest)


def test_a_day_without_a_month_is_refused() -> None:
    with pytest.raises(Refused, match="geen maand"):
        day_of(2024, None, 5)


def test_what_is_asked_follows_from_what_was_said() -> None:
    assert [step.name for step in asked_steps(answers({"verblijf": "tijdelijk"}))] == ["vergunning", "paspoort"]
    assert "plan" not in asked_keys(answers(OLD_ACT)) and "oude_start" in asked_keys(answers(OLD_ACT))
    assert "wet" in asked_keys(answers({"verblijf": "asiel", "sinds": "onb"}))
    assert "wet" not in asked_keys(answers({"verblijf": "asiel", "sinds": "2022-01-01"}))
    assert "turks" in asked_keys(answers({"verblijf": "gezin", "sinds": "2021"}))
    assert {"participatie", "week_participatie"} & set(asked_keys(answers(ASYLUM, route="Z")))
    assert "lezen" not in asked_keys(answers(ASYLUM, route="onderwijs"))
    assert "inkomen" in asked_keys(answers(FAMILY_Z)) and "inkomen" not in asked_keys(answers(ASYLUM))


def test_an_answer_that_is_not_asked_any_more_has_no_effect() -> None:
    told = answers(ASYLUM, plan="nee")
    assert "plan_datum" not in told and "lezen" not in told
    assert "les_sinds" not in answers(ASYLUM, les="nee")


def test_the_way_through_the_questions() -> None:
    first = next_step(Answers({}))
    assert first is not None and first.name == "vergunning" and previous_step(Answers({}), "vergunning") is None
    told = answers({"verblijf": "asiel", "sinds": "2024-01-10"})
    following = next_step(told)
    assert following is not None and following.name == "leeftijd"
    before = previous_step(told, "leeftijd")
    assert before is not None and before.name == "sinds"
    assert next_step(answers(ASYLUM)) is None
