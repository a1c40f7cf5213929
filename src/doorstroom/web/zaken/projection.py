"""From the events of cases to the rows that lists are made of. Can be made again at any time; nothing here is truth."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from functools import cache

from django.db import transaction

from doorstroom.kernel.events import Event
from doorstroom.kernel.plain.case import CaseEvaluation
from doorstroom.kernel.system import System
from doorstroom.kernel.wording import Language, placeholders, sentence_of
from doorstroom.kernel.worklist import WorkItem, columns_of_clocks, items_of_case
from doorstroom.register.vault import Access, Person
from doorstroom.web.clock import today
from doorstroom.web.zaken.models import Inzage, Klok, Plaatsing, Zaak
from doorstroom.web.zaken.register import PURPOSES, register, systems, vault
from doorstroom.web.zaken.visibility import COLUMNS, Relation, relations

#: Reasons of Inzage that come from events; the others are records of the screens and are left alone.
FROM_EVENTS = ("uitvoering", "verblijfsrecht", "opvang", "inwoner", "gekoppeld", "plan", "vorig plan")
#: The column, and the task, that says that a person must be erased; a system may declare it.
ERASE = "persoon_wissen"
_CARD = ("gemeente", "doelgroep", "leerroute", "stand")
_BATCH = 200
_ACCESS = Access("doorstroom", "doorstroom", PURPOSES["werklijst"], "werklijst")


@cache
def columns(system: System) -> frozenset[str]:
    """The columns that a projection needs."""
    clocks, tasks = system.clocks.values(), system.tasks.values()
    wanted = columns_of_clocks(clocks) | {name for task in tasks for name in task.columns()} | {*COLUMNS, *_CARD}
    wanted |= {action.suggested_when for action in system.actions.values() if action.suggested_when}
    dues = [system.graph[clock.due] for clock in clocks] + [system.graph[task.column] for task in tasks]
    wanted |= {name for column in dues for text in (column.nl, column.en) for name in placeholders(text)}
    return frozenset(wanted & set(system.graph.columns))


def refresh(system: System, case_ids: Iterable[str]) -> None:
    """Project these cases anew, as of today: after an event was recorded, and for all of them every night."""
    ids = list(dict.fromkeys(case_ids))
    for start in range(0, len(ids), _BATCH):
        histories = {case_id: register().history_of_case(system, case_id) for case_id in ids[start : start + _BATCH]}
        known = {case_id: events for case_id, events in histories.items() if events}
        there = set(Zaak.objects.filter(system=system.name, case_id__in=known).values_list("case_id", flat=True))
        new = {events[0].person_id for case_id, events in known.items() if case_id not in there}
        people = vault().read(new, _ACCESS)
        with transaction.atomic():
            for case_id, events in known.items():
                _store(system, case_id, events, people.get(events[0].person_id))


def refresh_all(progress: Callable[[int, int], None] | None = None) -> int:
    """Project every case of the register anew; how many there are."""
    done = 0
    for system in systems().values():
        ids = register().case_ids(system)
        for start in range(0, len(ids), _BATCH):
            refresh(system, ids[start : start + _BATCH])
            done += len(ids[start : start + _BATCH])
            if progress is not None:
                progress(done, len(ids))
        Zaak.objects.filter(system=system.name).exclude(case_id__in=ids).delete()
    return done


def _store(system: System, case_id: str, events: list[Event], person: Person | None) -> None:
    day = today()
    case = system.evaluate_case(events, day, want=columns(system))
    card = {name: case.values.get(name) or "" for name in _CARD}
    card |= {"person_id": events[0].person_id, "version": len(events), "peildatum": day}
    shown = {"initialen": initials(person.name), "taal": person.language or ""} if person else {}
    zaak, _ = Zaak.objects.update_or_create(system=system.name, case_id=case_id, defaults={**card, **shown})
    zaak.klokken.all().delete()
    Klok.objects.bulk_create(_clocks(system, case, zaak))
    zaak.inzage.filter(reden__in=FROM_EVENTS).delete()
    seen = relations(case.values, day) | _placements(zaak, day)
    Inzage.objects.bulk_create(
        [Inzage(zaak=zaak, organisatie=r.organisation, reden=r.reason, tot_en_met=r.until) for r in seen],
        ignore_conflicts=True,
    )


def _placements(zaak: Zaak, day: dt.date) -> set[Relation]:
    zaak.inzage.filter(reden="cursist").delete()
    placed = Plaatsing.objects.filter(zaak=zaak).select_related("aanbieder")
    return {
        Relation(p.aanbieder.code, "cursist", p.tot_en_met)
        for p in placed
        if p.vanaf <= day and (p.tot_en_met is None or day <= p.tot_en_met)
    }


def _clocks(system: System, case: CaseEvaluation, zaak: Zaak) -> list[Klok]:
    rows = []
    for item in items_of_case(system, case, "nl"):
        clock, column = item.clock, system.graph[item.clock.due]
        nl, en = item.reason, sentence_of(column, case.values, "en")
        if item.status == "unknown":  # the sentence would name a day that does not hold
            nl, en = _lacking(system, item, "nl"), _lacking(system, item, "en")
        rows.append(
            Klok(
                zaak=zaak,
                naam=clock.name,
                soort=clock.kind,
                status=item.status,
                begin=item.start,
                uiterlijk=item.due,
                eigenaar=clock.owner,
                organisatie=organisation_of(clock.owner, zaak),
                reden_nl=nl,
                reden_en=en,
                stap=_step(system, case, clock.owner, clock.topic),
            )
        )
    for task in system.tasks.values():
        if task.asked(case.values) and not (task.name == ERASE and zaak.gewist_op):
            column = system.graph[task.column]
            rows.append(
                Klok(
                    zaak=zaak, naam=task.name, soort="task", status="runs", eigenaar=task.owner,
                    organisatie=organisation_of(task.owner, zaak),
                    reden_nl=as_statement(sentence_of(column, case.values, "nl")),
                    reden_en=as_statement(sentence_of(column, case.values, "en")),
                    stap=_step(system, case, task.owner, task.topic, task.column),
                )
            )  # fmt: skip
    return rows


def as_statement(sentence: str) -> str:
    """A sentence about what is so, without the answer yes at its end: "Een oproep moet nog: ja." says too much."""
    for answer in (": ja.", ": yes."):
        if sentence.endswith(answer):
            return sentence[: -len(answer)] + "."
    return sentence


def _lacking(system: System, item: WorkItem, language: Language) -> str:
    types = [system.events[lack.event_type] for lack in item.missing if lack.event_type in system.events]
    names = ", ".join(kind.nl if language == "nl" else kind.en for kind in types)
    if language == "nl":
        return f"De datum is niet te zeggen. Nog niet bekend: {names}." if names else "De datum is niet te zeggen."
    return f"The date cannot be told. Not known yet: {names}." if names else "The date cannot be told."


def _step(system: System, case: CaseEvaluation, owner: str, topic: str, column: str = "") -> str:
    """The next step for who has it on his list: of the same task, of the same topic, or for a term the first of all.

    What may harm somebody is never put forward in a list: that takes a look at the case.
    """
    kind = owner.lower() if owner in _OWN_LIST else "gemeente"
    steps = [
        action
        for action in system.actions.values()
        if action.suggested_when
        and case.values[action.suggested_when] is True
        and not action.adverse
        and any(role.partition(".")[0] == kind for role in action.by)
    ]
    same = [a for a in steps if a.suggested_when == column] or [a for a in steps if a.topic == topic]
    others = steps if owner != "inburgeraar" and not column else []
    return next((action.name for action in [*same, *others]), "")


#: Owners that have a list of their own; what others must do stands on the list of the municipality.
_OWN_LIST = ("DUO", "COA", "IND")


def organisation_of(owner: str, zaak: Zaak) -> str:
    """On whose list something stands: what the newcomer must do stands on that of his municipality too."""
    return owner if owner in _OWN_LIST else zaak.gemeente


def initials(name: str) -> str:
    """The first letters of a name, at most three; the mark of invented people is left out."""
    words = [word for word in name.replace("-", " ").split() if word[0].isalpha() and word != "DEMO"]
    return "".join(f"{word[0].upper()}." for word in words[:3])
