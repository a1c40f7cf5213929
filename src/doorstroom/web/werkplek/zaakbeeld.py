"""A case as a page shows it: terms, tasks, next steps, and why."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from doorstroom import __version__
from doorstroom.kernel.wording import sentence_of
from doorstroom.web.clock import HERE, today
from doorstroom.web.navigation import tabs
from doorstroom.web.werkplek import klokken, waarom
from doorstroom.web.werkplek.velden import read_day, write_day
from doorstroom.web.werkplek.woorden import action_name
from doorstroom.web.zaken.dossier import Choice, Dossier, NotVisible, open_dossier
from doorstroom.web.zaken.projection import as_statement
from doorstroom.web.zaken.visibility import visible

#: What the topics of the access matrix are called on a tab.
TOPICS: dict[str, Any] = {
    "persoon": gettext_lazy("Persoon"), "verblijf": gettext_lazy("Verblijf"), "plicht": gettext_lazy("Plicht"),
    "intake": gettext_lazy("Intake"), "pip": gettext_lazy("PIP"), "traject": gettext_lazy("Traject"),
    "examens": gettext_lazy("Examens"), "termijn": gettext_lazy("Termijn"),
    "vrijstelling_ontheffing": gettext_lazy("Vrijstelling en ontheffing"),
    "handhaving": gettext_lazy("Handhaving"), "lening": gettext_lazy("Lening"),
    "ontzorgen": gettext_lazy("Ontzorgen"), "verhuizing": gettext_lazy("Verhuizing"),
}  # fmt: skip


@dataclass(frozen=True)
class Step:
    """An action on a screen: its name, and in sentences why not now."""

    name: str
    label: str
    topic: str
    adverse: bool
    approval: bool
    suggested: bool
    refusals: tuple[Any, ...]


@dataclass(frozen=True)
class TaskView:
    """Something to do without a legal date."""

    name: str
    label: str
    owner: str
    reason: str
    articles: tuple[str, ...]


def opened(request: HttpRequest, system: str, case_id: str, *, look_back: bool = True) -> Dossier:
    """The case that an address names, opened for the user: logged. ``peildatum`` and ``bekend`` look back.

    Raises Http404 for what is not his to see, PermissionDenied where a role opens no cases.
    """
    user = request.user
    if not user.mag("zaak", own=not user.organisatie_id):
        raise PermissionDenied(_("Uw rol opent geen zaken."))
    day, known_at = look_back_to(request) if look_back else (None, None)
    try:
        return open_dossier(user, case_id, system=system, day=day, known_at=known_at)
    except NotVisible:
        raise Http404 from None


def look_back_to(request: HttpRequest) -> tuple[dt.date | None, dt.datetime | None]:
    """The day and the moment that an address looks back to; None: today, everything known. What is no day is none."""
    day = read_day(request.GET.get("peildatum", "")[:40])
    known = read_day(request.GET.get("bekend", "")[:40])
    if day is not None and not dt.date(1990, 1, 1) <= day <= today() + dt.timedelta(days=3660):
        day = None
    moment = dt.datetime.combine(known, dt.time.max, HERE) if known is not None and known <= today() else None
    return (None if day == today() else day), moment


def shell(request: HttpRequest, dossier: Dossier, tab: str) -> dict[str, Any]:
    """What every page of a case shows: who, why one may see it, tabs, and whether one looks back."""
    zaak, person = dossier.zaak, dossier.person
    back = dossier.known_at is not None or dossier.day != today()
    relations = zaak.inzage.filter(organisatie=dossier.user.organisatie.code) if dossier.user.organisatie else ()
    return {
        "dossier": dossier,
        "zaak": zaak,
        "persoon": person,
        "klantmanager": zaak.klantmanager,
        "relaties": [REASONS.get(one.reden, one.reden) for one in relations],
        "stand": sentence_of(dossier.system.graph["stand"], _worded(dossier), dossier.language),
        "tab": tab,
        "tabs": tabs(dossier),
        "andere_zaken": visible(dossier.user).filter(person_id=zaak.person_id).exclude(pk=zaak.pk).order_by("case_id"),
        "onderwerpen": {name: label for name, label in TOPICS.items() if dossier.user.ziet(name)},
        "terugkijken": back,
        "peildatum_veld": write_day(dossier.day),
        "bekend_veld": write_day(dossier.known_at.astimezone(HERE).date()) if dossier.known_at else "",
        "vraag": request.GET.urlencode() if back else "",
        "versie": __version__,
    }


#: Why an organisation sees a case, by the reason that the projection gives.
REASONS: dict[str, Any] = {
    "uitvoering": gettext_lazy("u voert de wet uit"),
    "verblijfsrecht": gettext_lazy("u gaat over het verblijfsrecht"),
    "opvang": gettext_lazy("de persoon woont in de opvang"),
    "inwoner": gettext_lazy("de persoon woont in uw gemeente"),
    "gekoppeld": gettext_lazy("de persoon is aan uw gemeente gekoppeld"),
    "plan": gettext_lazy("uw gemeente stelde het PIP vast"),
    "vorig plan": gettext_lazy("uw gemeente stelde het vorige PIP vast; dat mag nog een maand"),
    "cursist": gettext_lazy("de persoon volgt bij u een cursus"),
}


def _worded(dossier: Dossier) -> dict[str, Any]:
    stand = dossier.case.values.get("stand")
    return {"stand": dossier.system.labels.worded("stand", "stand", stand, dossier.language)}


def clocks(dossier: Dossier, topic: str = "") -> list[klokken.Stand]:
    """The terms that ask something, by legal date, planning last."""
    found = [item for item in dossier.items() if not topic or item.clock.topic == topic]
    found.sort(key=lambda item: item.clock.kind == "plan")
    return [
        klokken.stand(
            item.clock, item.status, item.start, item.due, dossier.day,
            item.reason if item.status != "unknown" else "", dossier.language, item.missing,
        )
        for item in found
    ]  # fmt: skip


def finished(dossier: Dossier, topic: str = "") -> list[klokken.Stand]:
    """The terms that were met, or have not begun."""
    found = []
    for clock in dossier.system.clocks.values():
        if not dossier.user.ziet(clock.topic) or (topic and clock.topic != topic) or clock.kind == "plan":
            continue
        status, values = clock.status_of(dossier.case.values), dossier.case.values
        if status in ("met", "met late"):
            reason = sentence_of(dossier.system.graph[clock.met_on], values, dossier.language)
            found.append(
                klokken.stand(
                    clock, status, values[clock.start], values[clock.due], dossier.day, reason, dossier.language
                )
            )
    return found


def tasks(dossier: Dossier, topic: str = "") -> list[TaskView]:
    """What is asked without a legal date."""
    nl = dossier.language == "nl"
    return [
        TaskView(
            task.name,
            task.nl if nl else task.en,
            task.owner,
            as_statement(sentence_of(dossier.system.graph[task.column], dossier.case.values, dossier.language)),
            task.articles,
        )
        for task in dossier.tasks()
        if not topic or task.topic == topic
    ]


def steps(dossier: Dossier, topic: str = "") -> list[Step]:
    """The user's actions, next steps first, each with what refuses it now."""
    return [_step(dossier, choice) for choice in dossier.choices() if not topic or choice.action.topic == topic]


def _step(dossier: Dossier, choice: Choice) -> Step:
    action = choice.action
    return Step(
        action.name, action_name(action, dossier.language), action.topic, action.adverse, action.approval,
        choice.suggested, choice.refusals,
    )  # fmt: skip


def explainable(dossier: Dossier) -> Iterator[tuple[str, str]]:
    """What may be explained, as (name in the address, column): terms, tasks, and what refuses the user's actions."""
    for clock in dossier.system.clocks.values():
        if dossier.user.ziet(clock.topic):
            yield clock.name, clock.due
    for task in dossier.system.tasks.values():
        if dossier.user.ziet(task.topic):
            yield task.name, task.column
    for action in dossier.mine():
        for guard in action.guards:
            if guard.column and dossier.system.graph[guard.column].per is None:
                yield f"kolom-{guard.column}", guard.column


def why(dossier: Dossier, name: str) -> waarom.Node | None:
    """The explanation of something by its name in the address; None when there is no such thing for the user."""
    column = dict(explainable(dossier)).get(name)
    if column is None:
        return None
    (explanation,) = dossier.explain([column])
    return waarom.Telling(dossier.system, dossier.language, dossier.sees).tree(explanation)
