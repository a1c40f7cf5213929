"""Asking something: which of his actions he may take now, why others not yet, and taking one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from doorstroom.kernel.events import Event
from doorstroom.kernel.guards import IN_THE_FUTURE, NOTHING_TO_AMEND, Refusal
from doorstroom.kernel.process import Action
from doorstroom.web.clock import now
from doorstroom.web.mijn import oneens
from doorstroom.web.mijn.blik import Blik
from doorstroom.web.mijn.woorden import Said
from doorstroom.web.toegang.models import Organisatie
from doorstroom.web.werkplek.woorden import action_name
from doorstroom.web.zaken import handelen
from doorstroom.web.zaken.gebeurtenis import current, of_matter
from doorstroom.web.zaken.models import Bericht
from doorstroom.web.zaken.register import log_processing

_CANNOT = "kan_niet"
#: Guards that name no column, and the sentence in their place.
_WITHOUT_COLUMN = {IN_THE_FUTURE: "toekomst", NOTHING_TO_AMEND: "niets_aan_te_vullen"}


@dataclass(frozen=True)
class Question:
    """Something that he may ask. ``cannot``: why not now, in sentences; nothing: it may be asked."""

    name: str
    title: Said
    about: tuple[Said, ...]
    cannot: tuple[Any, ...]


@dataclass(frozen=True)
class Asked:
    """What he asked or told before, and when."""

    title: Said
    event: Event


def questions(blik: Blik) -> list[tuple[Said, list[Question], list[Question]]]:
    """Per group: its name, what he may ask now, and what not, with why."""
    groups: dict[str, list[Question]] = {name: [] for name in blik.story["groups"]}
    for action in blik.actions():
        declared = blik.story["actions"].get(action.name)
        if declared is not None:
            groups[declared["group"]].append(_question(blik, action))
    found = []
    for name, members in groups.items():
        title, open_now = blik.words.say(f"groep.{name}"), [one for one in members if not one.cannot]
        if title is not None and open_now:
            found.append((title, open_now, [one for one in members if one.cannot]))
    return found


def action_of(blik: Blik, name: str) -> Action | None:
    """One of his actions by its name; None when it is not his."""
    declared = blik.story["actions"].get(name)
    return next((one for one in blik.actions() if one.name == name), None) if declared is not None else None


def title_of(blik: Blik, action: Action) -> Said:
    """What an action is called on his page."""
    found = blik.words.say(action.name)
    assert found is not None  # it names no value
    return found


def told(blik: Blik, action: Action, part: str) -> list[Said]:
    """The sentences about an action: ``uitleg`` before, ``daarna`` after it."""
    return blik.told([f"{action.name}.{part}"])


def cannot(blik: Blik, refusals: Iterable[Refusal]) -> tuple[Any, ...]:
    """Why something is refused, in his words; in the words of the rule where there are none of his."""
    found = []
    for refusal in refusals:
        name = f"{_CANNOT}.{_WITHOUT_COLUMN.get(refusal.guard, refusal.guard.column)}"
        said = blik.words.say(name, blik.values) if blik.words.has("sentences", name) else None
        found.append(said if said is not None else refusal.sentence)
    return tuple(found)


def amendable(blik: Blik, action: Action) -> list[Event]:
    """What an action can add to, the last one first."""
    found = [event for event in current(blik.dossier).values() if not event.retracted and of_matter(action, event)]
    return sorted(found, key=lambda event: event.valid_on, reverse=True)


def ask(blik: Blik, action: Action, tried: handelen.Attempt, story: str) -> handelen.Outcome:
    """Take the action; his own words go to who decides about it, once."""
    outcome = handelen.attempt(blik.dossier, tried)
    if outcome.state == "recorded" and outcome.event is not None:
        _tell(blik, action, story, since=outcome.event.recorded_at)
    return outcome


def receiver(blik: Blik, action: Action) -> Organisatie | None:
    """Who gets what he asks."""
    to = blik.story["actions"][action.name]["to"]
    code = {"gemeente": blik.dossier.zaak.gemeente, "boete": oneens.fined_by(blik)}.get(to, to)
    return blik.organisation(code)


def asked_before(blik: Blik, most: int) -> list[Asked]:
    """What he asked or told himself, the last one first."""
    found = []
    for event in blik.standing():
        if event.organisation != "inburgeraar":
            continue
        fitting = [
            a for a in blik.actions() if not a.amends and of_matter(a, event) and a.name in blik.story["actions"]
        ]
        if fitting:
            found.append(Asked(title_of(blik, max(fitting, key=lambda a: len(a.fixed))), event))
    return found[:most]


def _question(blik: Blik, action: Action) -> Question:
    return Question(
        action.name, title_of(blik, action), tuple(told(blik, action, "uitleg")),
        cannot(blik, blik.dossier.refusals(action)),
    )  # fmt: skip


def _tell(blik: Blik, action: Action, story: str, *, since: dt.datetime) -> None:
    """A message with his own words, headed in Dutch with what he asked; none when he wrote nothing.

    Sent anew, the same form sends it when that did not come about before, and not once more: ``since`` is when what he
    asked was recorded.
    """
    to = receiver(blik, action)
    if to is None or not story.strip():
        return
    with translation.override("nl"):
        head = _("Via Mijn inburgering: %(actie)s.") % {"actie": action_name(action, "nl")}
    zaak = blik.dossier.zaak
    letter = {"zaak": zaak, "van": blik.user, "aan": to.code, "tekst": f"{head}\n\n{story.strip()}"}
    if Bericht.objects.filter(**letter, verzonden_op__gte=since).exists():
        return
    Bericht.objects.create(**letter, verzonden_op=now())
    log_processing(blik.user, blik.dossier.activity, "bericht verstuurd", [zaak.person_id])
