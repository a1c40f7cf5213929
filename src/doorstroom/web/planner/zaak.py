"""The same timeline for a real case: the events of the case instead of answers, the same columns and the same words.

Only for who sees every topic that the timeline as a whole tells of; a date or amount of another topic is left out for
who does not see that one. How somebody learns is not in the register: it is asked here, and not kept.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.utils.translation import gettext as _

from doorstroom.web.planner.answers import Answers, Value
from doorstroom.web.planner.forms import DONT_KNOW
from doorstroom.web.planner.page import Page, Shown, page_of
from doorstroom.web.planner.questions import QUESTIONS
from doorstroom.web.planner.study import study_of
from doorstroom.web.planner.timeline import Item, Timeline, timeline_of_events
from doorstroom.web.zaken.dossier import Dossier

SYSTEM = "inburgering"
#: The verdict, the fines and the dates mix these, so who misses one of them has no timeline.
TOPICS = ("verblijf", "plicht", "pip", "traject", "examens", "termijn", "vrijstelling_ontheffing", "handhaving")
#: What stands apart on the page, with the topic of its own.
_APART = {"ontzorgen": "ontzorgen"}


def offered(dossier: Dossier) -> bool:
    """Whether this user has the timeline of this case."""
    user = dossier.user
    return dossier.system.name == SYSTEM and bool(user.organisatie) and all(user.ziet(topic) for topic in TOPICS)


def require(dossier: Dossier) -> None:
    """Raises Http404 for a case of another system, PermissionDenied for who has no timeline."""
    if dossier.system.name != SYSTEM:
        raise Http404
    if not offered(dossier):
        raise PermissionDenied(_("Uw organisatie ziet niet alles wat in de tijdlijn staat."))


def timeline_of(dossier: Dossier) -> Timeline:
    """The timeline as of the day that is looked at, with what was known at the moment that is looked back to."""
    known_at = dossier.known_at
    events = [event for event in dossier.events if known_at is None or event.recorded_at <= known_at]
    told = timeline_of_events(events, dossier.day)
    return replace(told, items=[item for item in told.items if _sees(dossier, item)])


def _sees(dossier: Dossier, item: Item) -> bool:
    topic = _APART.get(item.key.partition(":")[0])
    return topic is None or dossier.user.ziet(topic)


#: The questions about learning of which the leerroute decides which are asked.
LEARNING = ("week", "week_participatie", "klaar")


class Learning(forms.Form):
    """How somebody learns now, in the questions of the planner."""

    def __init__(self, *args: Any, timeline: Timeline, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        routes = {route for route in timeline.term.of("leerroute") if route is not None}
        self.fields |= {key: _field(key) for key in LEARNING if key != ("klaar" if routes == {"Z"} else LEARNING[1])}

    def answers(self) -> Answers:
        """What was filled in, as the planner has it; nothing when something of it cannot be."""
        given: dict[str, Value] = {}
        if self.is_bound and self.is_valid():
            given = {key: value for key, value in self.cleaned_data.items() if value not in (None, "")}
        return Answers(given)


def _field(key: str) -> forms.Field:
    question = QUESTIONS[key]
    if question.kind == "number":
        return forms.IntegerField(
            label=question.label, required=False, min_value=question.least, max_value=question.most
        )
    choices = [("", DONT_KNOW), *((option.code, option.label) for option in question.options)]
    return forms.ChoiceField(label=question.label, required=False, choices=choices)


def learning(timeline: Timeline, given: Any) -> Learning:
    """The form, filled in when the address holds one of its answers."""
    return Learning(given if any(key in given for key in LEARNING) else None, timeline=timeline)


def page_of_case(timeline: Timeline, form: Learning, explained: dict[str, str]) -> Page:
    """The page. ``explained``: the address of the whole explanation, by column."""
    page = page_of(timeline, study_of(form.answers()))
    shown = [_with_address(each, explained) for each in page.items]
    by_item = {id(each.item): each for each in shown}
    end, first = (None if each is None else by_item[id(each.item)] for each in (page.end, page.first))
    return replace(page, items=shown, end=end, first=first)


def _with_address(shown: Shown, explained: dict[str, str]) -> Shown:
    return replace(shown, address="" if shown.item.expected else explained.get(shown.link, ""))
