"""One look at one's own case: what holds, in whose language, and what of it may be seen.

A newcomer looks at his own case and may act. A member of staff may look at the page as the newcomer sees it: then
nothing can be changed, only what both may see is told, and the look is in the log as what it was.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.urls import reverse

from doorstroom.kernel.plain.case import CaseEvaluation
from doorstroom.kernel.process import Action
from doorstroom.kernel.worklist import WorkItem, items_of_case
from doorstroom.web.mijn import taal
from doorstroom.web.mijn.woorden import FOLDER, STORY, Said, Words, columns_of, files_of, placeholders, words_of
from doorstroom.web.toegang import matrix
from doorstroom.web.toegang.models import Gebruiker, Organisatie
from doorstroom.web.zaken import projection
from doorstroom.web.zaken.dossier import Dossier
from doorstroom.web.zaken.gebeurtenis import current
from doorstroom.web.zaken.onderwerpen import topics_of_event

#: The role that a newcomer has in declarations.
ROLE = "inburgeraar.inburgeraar"
KIND = "inburgeraar"


@dataclass
class Blik:
    """A look at an opened case. ``own``: by the newcomer himself."""

    dossier: Dossier
    own: bool
    language: str = field(default_factory=taal.active)
    #: What addresses of this look carry along: the language in which staff look.
    query: str = ""

    @property
    def user(self) -> Gebruiker:
        """Who looks."""
        return self.dossier.user

    @cached_property
    def words(self) -> Words:
        """What the system says, in the language of the page."""
        return words_of(self.dossier.system, self.language)

    @property
    def story(self) -> Any:
        """What is told when."""
        return self.words.story

    @cached_property
    def case(self) -> CaseEvaluation:
        """The columns that the page needs, on the day."""
        dossier = self.dossier
        wanted = projection.columns(dossier.system) | wanted_columns(dossier)
        return dossier.system.evaluate_case(dossier.events, dossier.day, want=wanted)

    @property
    def values(self) -> Any:
        """The columns by name."""
        return self.case.values

    def sees(self, topic: str) -> bool:
        """Whether a topic is the newcomer's to see, and of who looks."""
        return matrix.sees(KIND, topic) and self.user.ziet(topic)

    def sees_event(self, event_type: str) -> bool:
        """The same for what an event holds."""
        return any(self.sees(topic) for topic in topics_of_event(self.dossier.system, event_type))

    def items(self) -> list[WorkItem]:
        """The terms that run, are late or cannot be told."""
        found = items_of_case(self.dossier.system, self.case, self.dossier.language)
        return [item for item in found if self.sees(item.clock.topic)]

    def told(self, lines: Iterable[Any], **more: Any) -> list[Said]:
        """Sentences of the story whose conditions hold."""
        return self.words.told(lines, {**self.values, **more})

    def actions(self) -> list[Action]:
        """What the newcomer may do at all."""
        return [a for a in self.dossier.system.actions.values() if ROLE in a.by and self.sees(a.topic)]

    def standing(self) -> list[Any]:
        """The last version of every event that stands and may be seen, newest first."""
        found = [e for e in current(self.dossier).values() if not e.retracted and self.sees_event(e.type)]
        return sorted(found, key=lambda event: (event.valid_on, event.recorded_at), reverse=True)

    def organisation(self, code: str) -> Organisatie | None:
        """An organisation by its code."""
        return Organisatie.objects.filter(code=code).first() if code else None

    @cached_property
    def municipality(self) -> Organisatie | None:
        """The municipality that is responsible now."""
        return self.organisation(self.dossier.zaak.gemeente)

    def url(self, page: str, *args: Any) -> str:
        """The address of a page of this look."""
        if self.own:
            return reverse(f"mijn:{page}", args=args)
        zaak = self.dossier.zaak
        return reverse(f"mijn:als-{page}", args=[zaak.system, zaak.case_id, *args]) + self.query


def wanted_columns(dossier: Dossier) -> frozenset[str]:
    """The columns that the story of a system looks at or names."""
    graph = dossier.system.graph
    found = _named(dossier.system.folder / FOLDER)
    return frozenset(column for column in found if column in graph.columns and graph[column].per is None)


def _named(folder: Any) -> frozenset[str]:
    """Every name in the story that may be a column, and every name between braces in the Dutch sentences."""
    files = files_of(folder)
    parts = {part for exams in files[STORY]["exams"] for part in exams["parts"]}
    found: set[str] = set()

    def walk(node: Any) -> None:
        if isinstance(node, str):
            found.add(node.removeprefix("not "))
        elif isinstance(node, dict):
            found.update(columns_of(node.get("if")))
            for key, value in node.items():
                found.add(str(key))
                walk(value)
        elif isinstance(node, list):
            for value in node:
                walk(value)

    walk(files[STORY])
    for text in files[taal.SOURCE]["sentences"].values():
        found |= placeholders(str(text))
    return frozenset(name.replace("{deel}", part) for name in found for part in (*parts, ""))
