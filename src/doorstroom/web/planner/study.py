"""Am I going to make it: how long somebody still learns, as a range, laid beside the safe dates. An estimate, no law.

More weeks of study means starting earlier. Nothing here is a chance: it is the fast way and the slow way, both dated.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from doorstroom.web.planner.answers import Answers
from doorstroom.web.planner.outlook import Outlook, Values
from doorstroom.web.planner.questions import EXAM_PARTS

#: Weeks still to learn, at least and at most (None: nobody knows how many), by answer.
WEEKS: Mapping[str, tuple[int, int | None]] = {
    "nu": (0, 0),
    "3m": (1, 13),
    "6m": (13, 26),
    "12m": (26, 52),
    "18m": (52, 78),
    "24m": (78, 104),
    "lang": (104, None),
}
Word = Literal["klaar", "geen_plicht", "voorbij", "geen_termijn", "onbekend", "ruim", "krap", "te_laat"]


@dataclass(frozen=True)
class Study:
    """How somebody learns: hours a week, and how many weeks it takes in that way, at least and at most."""

    week: int | None = None
    least: int | None = None
    most: int | None = None
    week_participation: int | None = None

    def at(self, week: int) -> Study:
        """The same amount to learn in another number of hours a week: weeks rounded up."""
        if not self.week:
            return replace(self, week=week)
        scaled = [None if weeks is None else -(-weeks * self.week // week) for weeks in (self.least, self.most)]
        return replace(self, week=week, least=scaled[0], most=scaled[1])


def study_of(answers: Answers) -> Study:
    """How somebody answered that he learns."""
    least, most = WEEKS.get(answers.code("klaar") or "", (None, None))
    return Study(answers.number("week"), least, most, answers.number("week_participatie"))


@dataclass(frozen=True)
class Finish:
    """When somebody is through in one life: the fast way and the slow way (None: nobody knows), and the last day."""

    fast: dt.date
    slow: dt.date | None
    end: dt.date

    @property
    def fast_in_time(self) -> bool:
        """Whether the fast way is in time."""
        return self.fast <= self.end

    @property
    def slow_in_time(self) -> bool:
        """Whether the slow way is in time too."""
        return self.slow is not None and self.slow <= self.end


@dataclass(frozen=True)
class Verdict:
    """The answer in a word, with the days from fast to slow over all lives. ``slow`` None: it may take longer."""

    word: Word
    fast: dt.date | None = None
    slow: dt.date | None = None
    end_earliest: dt.date | None = None
    end_latest: dt.date | None = None


def verdict(outlook: Outlook, study: Study, today: dt.date) -> Verdict:
    """Whether it will do: in every life the slow way too, in some life the fast way, or in none."""
    if outlook.always("voldaan"):
        return Verdict("klaar")
    if not any(values["inburgeringsplichtig"] or _exempt_for_now(values) for values in outlook.values):
        return Verdict("geen_plicht")
    ends = [end for end in outlook.of("termijn_laatste_dag") if end is not None]
    if not ends:
        return Verdict("geen_termijn")
    bounds = {"end_earliest": min(ends), "end_latest": max(ends)}
    if max(ends) < today and not outlook.open and not outlook.waits:
        return Verdict("voorbij", **bounds)
    found = [finish_in(values, study, today) for values in outlook.values if not values["voldaan"]]
    finishes = [finish for finish in found if finish is not None]
    if not finishes:
        return Verdict("onbekend", **bounds)
    slows = [finish.slow for finish in finishes]
    slow = None if None in slows else max(slow for slow in slows if slow is not None)
    word: Word = "krap"
    if len(finishes) == len(found) and all(finish.slow_in_time for finish in finishes):
        word = "ruim"
    elif not any(finish.fast_in_time for finish in finishes) and not outlook.open and not outlook.waits:
        word = "te_laat"
    return Verdict(word, min(finish.fast for finish in finishes), slow, **bounds)


def _exempt_for_now(values: Values) -> bool:
    """Whether there is a duty that rests for a time, as while somebody must go to school."""
    return bool(values["vrijstelling_tijdelijk"]) and values["plicht_start"] is not None


def finish_in(values: Values, study: Study, today: dt.date) -> Finish | None:
    """When somebody is through in one life, the queues of DUO included. None when it cannot be told."""
    end, route = values["termijn_laatste_dag"], values["leerroute"]
    if end is None or route is None:
        return None
    if route == "Z":
        weeks = weeks_of_hours(values, study)
        return None if weeks is None else Finish(_after(today, weeks), _after(today, weeks), end)
    if study.least is None:
        return None
    fast, slow = _after(today, study.least), None if study.most is None else _after(today, study.most)
    for queue in queues_of(values) if route == "B1" else ():
        fast = max(fast, queue.through(_after(today, study.least), today))
        if slow is not None and study.most is not None:
            slow = max(slow, queue.through(_after(today, study.most), today))
    return Finish(fast, slow, end)


def weeks_of_hours(values: Values, study: Study) -> int | None:
    """How many weeks the missing hours of the Z-route take. None when somebody does none, or did not say."""
    weeks = 0
    for missing, each in (
        (values["zroute_cursusuren_tekort"], study.week),
        (values["zroute_participatieuren_tekort"], study.week_participation),
    ):
        if missing is None or (missing > 0 and not each):
            return None
        weeks = max(weeks, -(-int(missing) // each) if missing > 0 and each else 0)
    return weeks


@dataclass(frozen=True)
class Queue:
    """The queues around one exam as the safe dates hold them: days before it and days until the result."""

    part: str
    register_by: dt.date
    sit_by: dt.date
    end: dt.date

    @property
    def before(self) -> dt.timedelta:
        """From registering until the exam."""
        return self.sit_by - self.register_by

    @property
    def result(self) -> dt.timedelta:
        """From the exam until its result."""
        return self.end - self.sit_by

    @property
    def second_chance(self) -> dt.date:
        """Last day to sit the exam so that, failed, a second one still has its result in the term."""
        return self.sit_by - self.result - self.before

    def through(self, ready: dt.date, today: dt.date) -> dt.date:
        """The day of the result for who is ready on a day: the place may be booked before, not sooner than today."""
        return max(ready, today + self.before) + self.result


def queues_of(values: Values) -> Iterator[Queue]:
    """The queues of every exam that is still to be passed."""
    for part in EXAM_PARTS:
        register_by = values[f"laatste_veilige_inschrijving_{part}"]
        sit_by = values[f"laatste_veilige_examendatum_{part}"]
        if register_by is not None and sit_by is not None and not values["voldaan"]:
            yield Queue(part, register_by, sit_by, values["termijn_laatste_dag"])


def latest_start(outlook: Outlook, study: Study) -> tuple[dt.date | None, dt.date] | None:
    """From when to when somebody must at the latest begin to learn: slow and fast. Slow None: nobody knows."""
    if study.least is None:
        return None
    sit_by = [min(queue.sit_by for queue in queues) for queues in _all_queues(outlook)]
    if not sit_by:
        return None
    slow = None if study.most is None else _after(min(sit_by), -study.most)
    return slow, _after(max(sit_by), -study.least)


def room_to_learn(outlook: Outlook, study: Study, today: dt.date) -> tuple[int, int] | None:
    """How many weeks, and with these hours a week how many hours, there are until the first safe day of exam."""
    sit_by = [min(queue.sit_by for queue in queues) for queues in _all_queues(outlook)]
    if not sit_by or not study.week:
        return None
    weeks = max((min(sit_by) - today).days // 7, 0)
    return weeks, weeks * study.week


def _all_queues(outlook: Outlook) -> Iterator[Sequence[Queue]]:
    for values in outlook.values:
        queues = list(queues_of(values))
        if queues:
            yield queues


def _after(day: dt.date, weeks: int) -> dt.date:
    return day + dt.timedelta(weeks=weeks)
