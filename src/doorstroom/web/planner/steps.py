"""In which order the questions come, and which of them are asked of whom. One page is one step."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from doorstroom.web.planner.answers import Answers, Day, Refused
from doorstroom.web.planner.law_days import ACT_OF_2021
from doorstroom.web.planner.questions import EXAM_PARTS, QUESTIONS, Text

NOT_OBLIGED = ("tijdelijk", "oekraine", "eu")
ASYLUM = ("asiel", "gezin_asiel")


@dataclass(frozen=True)
class Step:
    """A page of questions that belong together. Without a title the first question is the title.

    ``after``: the question on which it rests whether this is asked at all; on one page with it, it comes a page later.
    """

    name: str
    keys: tuple[str, ...]
    asked: Callable[[Answers], bool]
    title: Text = ""
    help: Text = ""
    after: str = ""


def obliged(answers: Answers) -> bool:
    """Whether the permit may bring a duty to integrate."""
    return not answers.among("verblijf", *NOT_OBLIGED)


def asylum(answers: Answers) -> bool:
    """Whether the person may belong to the asylum group."""
    return answers.unknown("verblijf") or answers.among("verblijf", *ASYLUM)


def maybe_before_2022(answers: Answers) -> bool:
    """Whether the permit may be of before the act of 2021."""
    day = answers.day("sinds")
    return day is None or day.earliest < ACT_OF_2021


def maybe_since_2022(answers: Answers) -> bool:
    """Whether the permit may be of the time of the act of 2021."""
    day = answers.day("sinds")
    return day is None or day.latest >= ACT_OF_2021


def _old_act(answers: Answers) -> bool:
    only_before = not maybe_since_2022(answers)
    return obliged(answers) and (only_before or answers.among("wet", "wi2013"))


def _new_act(answers: Answers) -> bool:
    return obliged(answers) and not _old_act(answers)


def _planned(answers: Answers) -> bool:
    return _new_act(answers) and answers.among("plan", "ja")


def _running(answers: Answers) -> bool:
    return _planned(answers) or _old_act(answers)


def _exams(answers: Answers) -> bool:
    return _planned(answers) and not answers.among("route", "Z", "onderwijs")


def _ask_act(answers: Answers) -> bool:
    return obliged(answers) and maybe_before_2022(answers) and maybe_since_2022(answers)


def _ask_turkish(answers: Answers) -> bool:
    return obliged(answers) and maybe_before_2022(answers) and not answers.among("wet", "wi2021")


def _hindered(answers: Answers) -> bool:
    return _planned(answers) and not answers.unknown("hinder") and not answers.among("hinder", "nee")


def _z(answers: Answers) -> bool:
    return _planned(answers) and answers.among("route", "Z")


STEPS = (
    Step("vergunning", ("verblijf",), lambda answers: True),
    Step("sinds", ("sinds",), obliged),
    Step("wet", ("wet",), _ask_act, after="sinds"),
    Step("oude_start", ("oude_start",), _old_act),
    Step("leeftijd", ("leeftijd",), obliged),
    Step("turks", ("turks",), _ask_turkish, after="sinds"),
    Step("plan", ("plan",), _new_act),
    Step("plan_datum", ("plan_datum",), _planned),
    Step("brief", ("brief",), lambda answers: _new_act(answers) and answers.among("plan", "nee")),
    Step("woont", ("woont", "woning_sinds"),
         lambda answers: _new_act(answers) and answers.among("plan", "nee") and asylum(answers)),
    Step("route", ("route",), _new_act),
    Step("niveau", ("niveau",), lambda answers: _planned(answers) and answers.among("route", "B1")),
    Step("les", ("les", "les_sinds"), lambda answers: _planned(answers) and asylum(answers)),
    Step("examens", tuple(EXAM_PARTS), _exams, gettext_lazy("Welke examens hebt u al gedaan?"),
         gettext_lazy("Alleen de examens op het niveau van uw plan.")),
    Step("gedaan", ("pvt", "map"), _planned, gettext_lazy("Wat hebt u nog meer gedaan?")),
    Step("uren", ("uren",), _planned),
    Step("participatie", ("participatie",), lambda answers: _z(answers) and asylum(answers)),
    Step("extra", ("extra",), _running),
    Step("hinder", ("hinder",), _planned),
    Step("hinder_wanneer", ("hinder_van", "hinder_tot"), _hindered, gettext_lazy("Wanneer was dat?")),
    Step("leren", ("week", "klaar"), lambda answers: _new_act(answers) and not answers.among("route", "Z"),
         gettext_lazy("Hoe leert u nu?"), gettext_lazy("Hiermee maken wij een schatting.")),
    Step("leren_z", ("week", "week_participatie"), lambda answers: _new_act(answers) and answers.among("route", "Z"),
         gettext_lazy("Hoe leert u nu?"), gettext_lazy("Hiermee maken wij een schatting.")),
    Step("geld", ("inkomen",), lambda answers: _new_act(answers) and not answers.among("verblijf", *ASYLUM)),
    Step("paspoort", ("paspoort",), lambda answers: not answers.among("verblijf", "oekraine")),
    Step("paspoort_meer", ("geldig_vanaf", "onderbroken"), lambda answers: answers.among("paspoort", "ja"),
         gettext_lazy("Uw verblijf in Nederland")),
    Step("partner", ("partner", "partner_sinds", "staatloos"), lambda answers: answers.among("paspoort", "ja"),
         gettext_lazy("Uw gezin en uw nationaliteit")),
)  # fmt: skip
BY_NAME = {step.name: step for step in STEPS}
#: Questions of a day that only count with a certain answer to another; left empty otherwise.
ONLY_WITH = {
    "woning_sinds": ("woont", ("woning",)),
    "les_sinds": ("les", ("ja",)),
    "partner_sinds": ("partner", ("getrouwd", "samen")),
}


def asked_steps(answers: Answers) -> list[Step]:
    """The steps for somebody who answered like this."""
    return [step for step in STEPS if step.asked(answers)]


def asked_keys(answers: Answers) -> list[str]:
    """The questions of those steps."""
    return [key for step in asked_steps(answers) for key in step.keys]


def next_step(answers: Answers, after: str = "") -> Step | None:
    """The first step after a given one that was not answered yet; None when there is none."""
    names = [step.name for step in STEPS]
    place = names.index(after) if after in names else -1
    rest = [step for step in asked_steps(answers) if names.index(step.name) > place]
    return next((step for step in rest if step.keys[0] not in answers), None)


def open_steps(answers: Answers) -> list[Step]:
    """The steps that can be asked now and were not answered: for who answers many questions on one page."""
    ready = [step for step in asked_steps(answers) if not step.after or step.after in answers]
    return [step for step in ready if step.keys[0] not in answers]


def previous_step(answers: Answers, of: str) -> Step | None:
    """The step before; None at the first."""
    steps = asked_steps(answers)
    names = [step.name for step in steps]
    place = names.index(of) if of in names else len(names)
    return steps[place - 1] if place else None


def pruned(answers: Answers) -> Answers:
    """Without answers to questions that are not asked of this person: what was once said otherwise has no effect."""
    found = answers
    while True:
        asked = set(asked_keys(found))
        for key, (other, codes) in ONLY_WITH.items():
            if not found.among(other, *codes):
                asked.discard(key)
        kept = Answers({key: value for key, value in found if key in asked})
        if set(kept.given) == set(found.given):
            return kept
        found = kept


def checked(answers: Answers, today: dt.date) -> Answers:
    """The same answers, pruned, when they can be true together. Raises Refused with a sentence and the question."""
    found = pruned(answers)
    for key, value in found:
        if isinstance(value, Day) and not QUESTIONS[key].future and value.earliest > today:
            raise Refused(_("Deze datum ligt in de toekomst. Vul een datum in tot en met vandaag."), key)
    _in_order(found, "sinds", "plan_datum", _("Uw PIP kan niet van vóór uw vergunning zijn. Kijk de datums na."))
    _in_order(found, "plan_datum", "les_sinds", _("Uw lessen kunnen niet begonnen zijn vóór uw PIP."))
    _in_order(found, "hinder_van", "hinder_tot", _("Dit kan niet gestopt zijn voordat het begon."))
    start, since = found.day("geldig_vanaf"), found.day("sinds")
    if start is not None and since is not None and since.latest < start.earliest:
        raise Refused(_("Uw eerste vergunning is geldig vanaf de dag waarop u haar kreeg, of eerder."), "geldig_vanaf")
    plan = found.day("plan_datum")
    if plan is not None and plan.latest < ACT_OF_2021:
        raise Refused(_("Een PIP bestaat pas sinds 2022. Kijk de datum na."), "plan_datum")
    return found


def _in_order(answers: Answers, first: str, later: str, sentence: str) -> None:
    one, other = answers.day(first), answers.day(later)
    if one is not None and other is not None and other.latest < one.earliest:
        raise Refused(sentence, later)
