"""From the events of cases to the rows that lists are made of. Can be made again at any time; nothing here is truth."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from functools import cache

from django.db import transaction

from doorstroom.kernel.events import Event
from doorstroom.kernel.plain.case import CaseEvaluation
from doorstroom.kernel.system import System
from doorstroom.kernel.wording import placeholders, sentence_of
from doorstroom.kernel.worklist import columns_of_clocks, items_of_case
from doorstroom.register.vault import Access, Person
from doorstroom.web.clock import today
from doorstroom.web.zaken.models import Inzage, Klok, Plaatsing, Zaak
from doorstroom.web.zaken.register import PURPOSES, register, systems, vault
from doorstroom.web.zaken.visibility import COLUMNS, Relation, relations

#: Reasons of Inzage that come from events; the others are records of the screens and are left alone.
FROM_EVENTS = ("uitvoering", "verblijfsrecht", "opvang", "inwoner", "gekoppeld", "plan", "vorig plan")
_CARD = ("gemeente", "doelgroep", "leerroute", "stand")
_BATCH = 200
_ACCESS = Access("doorstroom", "doorstroom", PURPOSES["werklijst"], "werklijst")


@cache
def columns(system: System) -> frozenset[str]:
    """The columns that a projection needs."""
    clocks, tasks = system.clocks.values(), system.tasks.values()
    wanted = columns_of_clocks(clocks) | {task.column for task in tasks} | {*COLUMNS, *_CARD}
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
                reden_nl=item.reason,
                reden_en=sentence_of(column, case.values, "en"),
            )
        )
    for task in system.tasks.values():
        if case.values[task.column]:
            column = system.graph[task.column]
            rows.append(
                Klok(
                    zaak=zaak, naam=task.name, soort="task", status="runs", eigenaar=task.owner,
                    organisatie=organisation_of(task.owner, zaak),
                    reden_nl=sentence_of(column, case.values, "nl"), reden_en=sentence_of(column, case.values, "en"),
                )
            )  # fmt: skip
    return rows


def organisation_of(owner: str, zaak: Zaak) -> str:
    """On whose list something stands: what the newcomer must do stands on that of his municipality too."""
    return "DUO" if owner == "DUO" else zaak.gemeente


def initials(name: str) -> str:
    """The first letters of a name, at most three; the mark of invented people is left out."""
    words = [word for word in name.replace("-", " ").split() if word[0].isalpha() and word != "DEMO"]
    return "".join(f"{word[0].upper()}." for word in words[:3])
