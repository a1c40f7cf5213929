"""The calendar file: whole days, kinds in words, ids that stay, lines that every calendar can read."""

from __future__ import annotations

import datetime as dt
import re

from doorstroom.web.planner.agenda import calendar_of
from doorstroom.web.planner.estimates import estimates_of, in_order
from doorstroom.web.planner.study import study_of
from doorstroom.web.planner.timeline import timeline_of_answers
from tests.web.planner_samples import ASYLUM, TODAY, WAITING, answers

NOW = dt.datetime(2026, 11, 26, 9, 30, tzinfo=dt.UTC)


def calendar(given: dict[str, str], **changes: str | None) -> str:
    told = answers(given, **changes)
    found = timeline_of_answers(told, TODAY)
    return calendar_of(in_order([*found.items, *estimates_of(found, study_of(told))]), told, NOW)


def unfolded(text: str) -> list[str]:
    return text.replace("\r\n ", "").split("\r\n")


def values(text: str, name: str) -> list[str]:
    return [line.partition(":")[2] for line in unfolded(text) if line.split(";")[0].split(":")[0] == name]


def test_every_line_ends_right_and_is_short_enough() -> None:
    text = calendar(ASYLUM)
    assert text.startswith("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n") and text.endswith("END:VCALENDAR\r\n")
    assert "\n" not in text.replace("\r\n", "")
    assert max(len(line.encode()) for line in text.split("\r\n")) <= 75


def test_whole_days_without_a_time_zone() -> None:
    text = calendar(ASYLUM)
    assert "VTIMEZONE" not in text and "TZID" not in text
    starts, ends = values(text, "DTSTART"), values(text, "DTEND")
    assert len(starts) == len(ends) == text.count("BEGIN:VEVENT") > 8
    assert all(re.fullmatch(r"\d{8}", day) for day in (*starts, *ends))
    assert "20270701" in starts and "20270702" in ends  # the end of a whole day is the day after it


def test_every_event_says_in_words_what_kind_of_date_it_is() -> None:
    kinds = {summary.partition("]")[0].strip("[") for summary in values(calendar(ASYLUM), "SUMMARY")}
    assert kinds == {"GEBEURD", "WET", "VEILIGE DATUM", "SCHATTING"}
    expected = [summary for summary in values(calendar(WAITING), "SUMMARY") if "Laatste dag van uw termijn" in summary]
    assert expected == ["[SCHATTING] Laatste dag van uw termijn"]


def test_ids_are_unique_stay_when_more_is_answered_and_differ_between_people() -> None:
    ids = values(calendar(ASYLUM), "UID")
    assert len(set(ids)) == len(ids)
    again = values(calendar(ASYLUM, klaar="12m", week="20", map="klaar"), "UID")
    assert {uid for uid in ids if uid.startswith("termijn")} <= set(again)
    other = values(calendar(ASYLUM, plan_datum="2024-07-02"), "UID")
    assert set(ids) & set(other) == set()


def test_a_range_stands_on_its_first_day_and_says_so() -> None:
    text = calendar(ASYLUM, plan_datum="2024-07", les="nee", les_sinds=None)
    place = unfolded(text).index("DTSTART;VALUE=DATE:20270701")
    assert any("tussen 1 juli 2027 en 31 juli 2027" in line for line in unfolded(text)[place : place + 5])


def test_commas_are_escaped() -> None:
    assert any("Luisteren\\, Schrijven" in summary for summary in values(calendar(ASYLUM), "SUMMARY"))
