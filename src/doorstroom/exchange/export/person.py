"""Everything that is held on one person, for himself: to read (AVG 15) and to take along (AVG 20).

    person.html     to read: who, the cases with every clock and why, every event with its versions, who looked at it
    person.json     the same for programs
    events-<system>.csv, .jsonl, .parquet    the events, as `doorstroom load` reads them
    dictionary-<system>.json, .md, .html     what they mean

Who the person is and who processed his data stand in the vault, which opens only with a stated right. Letters are kept
where they were sent from; they are named and not held here.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import polars as pl

from doorstroom.exchange.export import log_rows
from doorstroom.exchange.export.delivery import new_delivery
from doorstroom.exchange.export.dictionary import write_dictionary
from doorstroom.exchange.export.events import Made, NoEvents, write_events
from doorstroom.exchange.export.people import PeopleRight
from doorstroom.exchange.export.person_shown import as_html
from doorstroom.exchange.export.terms import notice
from doorstroom.kernel.errors import DoorstroomError
from doorstroom.kernel.explain import Explainer
from doorstroom.kernel.labels import LabelError
from doorstroom.kernel.plain.case import CaseEvaluation
from doorstroom.kernel.system import System
from doorstroom.kernel.wording import Language, in_words, sentence_of
from doorstroom.register.log import Register
from doorstroom.terminal import data_of, plain

#: Clocks that say nothing about this person (yet); they are in the data and not explained.
SILENT = ("not applicable", "not started")


@dataclass(frozen=True)
class Question:
    """As of which day, known when, in which language; ``letters`` says where letters are kept, when that is known."""

    peildatum: dt.date
    known_at: dt.datetime | None = None
    language: Language = "nl"
    letters: str = ""


def export_person(
    register: Register,
    systems: Callable[[str], System | None],
    person_id: str,
    path: Path,
    formats: Sequence[str],
    question: Question,
    made: Made,
    people: PeopleRight | None = None,
) -> dict[str, Any]:
    """Write everything about one person to a new folder; the answer is its manifest.

    ``systems`` gives a system of the chain by its name, None for one that this program does not know. Without
    ``people`` who it is and the log of processing are left out, and the delivery says so.

    Raises NoEvents when nothing is held, DoorstroomError for a peildatum before the first event or a moment before
    anything was known.
    """
    with register.reading() as connection:
        rows = log_rows.rows_of_person(connection, person_id)
    known = people.one(person_id) if people is not None else None
    if rows.is_empty() and known is None:
        raise NoEvents(f"{register.name}: nothing is held on person '{person_id}'")
    _refuse_early(rows, question)
    cases = [
        _case(register, systems(str(system)), str(system), str(case_id), events, question)
        for (system, case_id), events in rows.group_by("system", "case_id", maintain_order=True)
    ]
    data = {
        "for_whom": notice("person", question.language, named=known is not None),
        "person_id": person_id,
        "peildatum": question.peildatum.isoformat(),
        "known_at": plain(question.known_at),
        "made_at": made.at.isoformat(timespec="seconds"),
        "made_by": f"doorstroom {made.version}",
        "vault_opened": people is not None,
        "person": None if known is None else {name: plain(value) for name, value in asdict(known).items()},
        "cases": cases,
        "letters": question.letters,
        "processing": None
        if people is None
        else [{name: plain(value) for name, value in asdict(one).items()} for one in people.processings(person_id)],
    }
    with new_delivery("person", path, named=known is not None) as delivery:
        text = json.dumps(data, ensure_ascii=False, indent=2) + "\n"
        delivery.file("person.json", 1).write_text(text, encoding="utf-8")
        delivery.file("person.html", 1).write_text(as_html(data, question.language), encoding="utf-8")
        for (system,), events in rows.group_by("system", maintain_order=True):
            write_events(events, delivery, f"events-{system}", formats)
            known_system = systems(str(system))
            if known_system is not None:
                write_dictionary(delivery, known_system, f"dictionary-{system}")
        delivery.about = {
            "person_id": person_id,
            "peildatum": question.peildatum.isoformat(),
            "known_at": plain(question.known_at),
            "cases": [case["case_id"] for case in cases],
            "events": rows.height,
            "vault_opened": people is not None,
        }
        return delivery.finish(made.at, made.version)


def _refuse_early(rows: pl.DataFrame, question: Question) -> None:
    """Refuse a day or a moment at which there was nothing: clocks that all are still would look like an answer."""
    first: Any = rows["valid_on"].min()
    if first is not None and question.peildatum < first:
        raise DoorstroomError(
            f"peildatum {question.peildatum} lies before the first event ({first}); there is nothing to tell yet"
        )
    known: Any = rows["recorded_at"].min()
    if known is not None and question.known_at is not None and question.known_at < known:
        raise DoorstroomError(
            f"at {question.known_at:%Y-%m-%d %H:%M} UTC nothing was known yet of this person: "
            f"the first event was recorded at {known:%Y-%m-%d %H:%M} UTC"
        )


def _case(
    register: Register,
    system: System | None,
    name: str,
    case_id: str,
    events: pl.DataFrame,
    question: Question,
) -> dict[str, Any]:
    """One case: every version of every event, and what the law makes of them."""
    made: dict[str, Any] = {
        "system": name,
        "case_id": case_id,
        "events": _events(events, system, question.language),
        "clocks": [],
        "explanations": [],
    }
    if system is not None and system.clocks:
        wanted = {column for clock in system.clocks.values() for column in clock.columns()}
        history = register.history_of_case(system, case_id)
        evaluation = system.evaluate_case(history, question.peildatum, known_at=question.known_at, want=wanted)
        made["clocks"] = _clocks(system, evaluation, question.language)
        made["explanations"] = _explanations(system, evaluation, made["clocks"], question.language)
    return made


def _events(rows: pl.DataFrame, system: System | None, language: Language) -> list[dict[str, Any]]:
    """Every version, with what it is called, its fields in words, and what became of it."""
    replaced = {row["replaces"]: row["recorded_at"] for row in rows.iter_rows(named=True) if row["replaces"]}
    told = []
    for row in rows.drop("system", "case_id", "person_id").iter_rows(named=True):
        payload = json.loads(row["payload"])
        made = {key: plain(value) for key, value in row.items()}
        made |= {
            "payload": payload,
            "label": _label(system, row["type"], language),
            "fields": [] if system is None else _fields(system, row["type"], payload, language),
            "recorded_until": plain(replaced.get(row["event_id"])),
        }
        told.append(made)
    return told


def _label(system: System | None, kind: str, language: Language) -> str:
    if system is None or kind not in system.events:
        return kind
    declared = system.events[kind]
    return declared.nl if language == "nl" else declared.en


def _fields(system: System, kind: str, payload: Mapping[str, Any], language: Language) -> list[list[str]]:
    """The fields that were filled in, in words and in the order of their declaration: [[name, value], ...]."""
    told = []
    schema = system.events[kind].schema_of_payload() if kind in system.events else {}
    for name in [*schema, *(payload.keys() - schema.keys())]:
        value = payload.get(name)
        if value is None or value == []:
            continue
        try:
            called = system.labels.field(kind, name).name(language)
        except LabelError:
            called = name.replace("_", " ")
        told.append([called, _worded(system, kind, name, value, schema.get(name), language)])
    return told


def _worded(system: System, kind: str, name: str, value: Any, dtype: pl.DataType | None, language: Language) -> str:
    """A value of a field as a person reads it: days and numbers in words, codes by their label."""
    if dtype == pl.Date and isinstance(value, str):
        return in_words(dt.date.fromisoformat(value), language)
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return in_words(value, language)
    return system.labels.worded(kind, name, value, language)


def _clocks(system: System, evaluation: CaseEvaluation, language: Language) -> list[dict[str, Any]]:
    values, nl = evaluation.values, language == "nl"
    return [
        {
            "clock": clock.name,
            "label": clock.nl if nl else clock.en,
            "task": clock.task_nl if nl else clock.task_en,
            "owner": clock.owner,
            "kind": clock.kind,
            "status": clock.status_of(values),
            "start": plain(values[clock.start]),
            "due": plain(values[clock.due]),
            "met_on": plain(values[clock.met_on]),
            "reason": sentence_of(system.graph[clock.due], values, language),
            "articles": list(clock.articles),
            "consequence": clock.consequence_nl if nl else clock.consequence_en,
        }
        for clock in system.clocks.values()
    ]


def _explanations(
    system: System, evaluation: CaseEvaluation, clocks: Sequence[Mapping[str, Any]], language: Language
) -> list[dict[str, Any]]:
    """Why the last day of every clock is what it is; a column that was explained before is not explained again."""
    explainer = Explainer(system, evaluation, language=language)
    return [
        {
            "clock": clock["clock"],
            **data_of(explainer.explain(system.clocks[clock["clock"]].due)),
            "missing": [asdict(lack) for lack in explainer.missing(system.clocks[clock["clock"]].due)],
        }
        for clock in clocks
        if clock["status"] not in SILENT
    ]
