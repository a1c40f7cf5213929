"""A case as somebody looks at it: what held, what follows, and that he looked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from doorstroom.kernel.events import Event
from doorstroom.kernel.explain import Explainer, Explanation
from doorstroom.kernel.guards import SAME_PERSON, Refusal, barred, guard_columns, refusals, standing
from doorstroom.kernel.plain.case import CaseEvaluation
from doorstroom.kernel.process import Action, Task
from doorstroom.kernel.system import System
from doorstroom.kernel.wording import Language
from doorstroom.kernel.worklist import WorkItem, items_of_case
from doorstroom.register.vault import Person, Processing
from doorstroom.web.clock import today
from doorstroom.web.toegang.models import Gebruiker
from doorstroom.web.zaken import projection
from doorstroom.web.zaken.models import Zaak
from doorstroom.web.zaken.onderwerpen import sees_event
from doorstroom.web.zaken.register import access, log_processing, register, systems, vault
from doorstroom.web.zaken.visibility import visible


class NotVisible(Exception):
    """There is no such case, or it is not this user's to see: the same answer, so that nothing is told."""


def signatures(user: Gebruiker) -> tuple[str, str]:
    """How a user may be named in events: by user name, or by number where names would not fit."""
    return user.username, f"#{user.pk}"


@dataclass(frozen=True)
class Choice:
    """An action that the user's role may take, and why not now (nothing: it may be done)."""

    action: Action
    refusals: tuple[Refusal, ...]
    suggested: bool


class Dossier:
    """One case, opened by one user on one day. Opening it is logged; every part is computed when asked for."""

    def __init__(
        self, user: Gebruiker, zaak: Zaak, day: dt.date, known_at: dt.datetime | None = None,
        law_date: dt.date | None = None,
    ) -> None:  # fmt: skip
        self.user, self.zaak, self.day, self.known_at, self.law_date = user, zaak, day, known_at, law_date
        self.system: System = systems()[zaak.system]
        self.language: Language = "en" if user.taal == "en" else "nl"

    @cached_property
    def events(self) -> list[Event]:
        """Every version of every event, in order of recording."""
        return register().history_of_case(self.system, self.zaak.case_id)

    @property
    def version(self) -> int:
        """Version of the case that is shown: an action states it, so that a stale one is refused."""
        return len(self.events)

    @cached_property
    def case(self) -> CaseEvaluation:
        """The columns that the screens need, as of the day."""
        return self._evaluated(self.events)

    def _evaluated(self, events: Sequence[Event]) -> CaseEvaluation:
        return self.system.evaluate_case(
            events, self.day, known_at=self.known_at, law_date=self.law_date, want=self._wanted
        )

    @cached_property
    def _wanted(self) -> frozenset[str]:
        wanted = set(projection.columns(self.system))
        for action in self.mine():
            wanted |= action.columns()
            wanted |= {name for guard in action.guards for name in guard_columns(self.system, guard)}
        return frozenset(name for name in wanted if self.system.graph[name].per is None)

    @cached_property
    def person(self) -> Person | None:
        """Who it is, for whom the matrix lets see that; logged by the vault."""
        if not self.user.mag("personalia", own=self.own):
            return None
        found = vault().read([self.zaak.person_id], access(self.user, self.activity))
        return found.get(self.zaak.person_id)

    @property
    def own(self) -> bool:
        """Whether the user looks at his own case."""
        return not self.user.organisatie and self.user.person_id == self.zaak.person_id

    @property
    def activity(self) -> str:
        """What the processing is for."""
        return "eigen gegevens" if self.own else "zaak behandelen"

    def items(self) -> list[WorkItem]:
        """The clocks that run, are late or cannot be told, of the topics that the user sees."""
        items = items_of_case(self.system, self.case, self.language)
        return [item for item in items if self.user.ziet(item.clock.topic)]

    def tasks(self) -> list[Task]:
        """What is asked without a legal date, of the topics that the user sees."""
        tasks = self.system.tasks.values()
        asked = [task for task in tasks if self.user.ziet(task.topic) and task.asked(self.case.values)]
        return [task for task in asked if not (task.name == projection.ERASE and self.zaak.gewist_op)]

    def sees(self, event_type: str) -> bool:
        """Whether the user may see what events of this type hold."""
        return sees_event(self.user, self.system, event_type)

    def mine(self) -> list[Action]:
        """The actions that the user's roles may take at all, on topics that he sees."""
        if not self.user.mag("handelen", own=self.own):
            return []
        roles = set(self.user.rollen)
        return [a for a in self.system.actions.values() if roles & set(a.by) and self.user.ziet(a.topic)]

    def choices(self) -> list[Choice]:
        """The user's actions with what refuses them now; next steps first."""
        found = []
        for action in self.mine():
            suggested = bool(action.suggested_when and self.case.values[action.suggested_when])
            found.append(Choice(action, tuple(self.refusals(action)), suggested))
        return sorted(found, key=lambda choice: (not choice.suggested, bool(choice.refusals)))

    def refusals(self, action: Action) -> list[Refusal]:
        """What refuses an action now, before anything was filled in."""
        judged = standing(action, self.events, self.day)
        case = self.case if len(judged) == len(self.events) else self._evaluated(judged)
        found = refusals(self.system, action, case, self.language)
        if not action.approval and any(barred(action, self.events, name) for name in signatures(self.user)):
            found.append(Refusal(SAME_PERSON, SAME_PERSON.nl if self.language == "nl" else SAME_PERSON.en))
        return found

    def explain(self, columns: Iterable[str]) -> list[Explanation]:
        """Why these columns have their values."""
        wanted = list(columns)
        case = self.system.evaluate_case(
            self.events, self.day, known_at=self.known_at, law_date=self.law_date, want=wanted
        )
        explainer = Explainer(self.system, case, language=self.language)
        return [explainer.explain(name) for name in wanted]

    def processings(self) -> list[Processing]:
        """Who processed data of this person, when and why."""
        return vault().processings(self.zaak.person_id)


def open_dossier(user: Gebruiker, case_id: str, *, system: str = "inburgering", day: dt.date | None = None,
                 known_at: dt.datetime | None = None, law_date: dt.date | None = None) -> Dossier:  # fmt: skip
    """Open a case for a user, and log that he did. ``law_date``: under no later law than of that day.

    Raises NotVisible.
    """
    zaak = visible(user).filter(system=system, case_id=case_id).first()
    if zaak is None:
        raise NotVisible(case_id)
    dossier = Dossier(user, zaak, day or today(), known_at, law_date)
    log_processing(user, dossier.activity, "zaak geopend", [zaak.person_id])
    return dossier
