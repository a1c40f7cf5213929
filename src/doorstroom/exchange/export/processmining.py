"""Events for process mining, as of (peildatum, known_at) and pseudonymous: a flat CSV and an event log after XES.

A case is a trace, an event type an activity. The timestamp is the day on which something holds (as midnight in UTC:
a day has no hour), or on request the moment at which it was recorded. Events of one day keep the order of the log.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import polars as pl

from doorstroom.exchange.export import xes
from doorstroom.exchange.export.cells import write_csv
from doorstroom.exchange.export.delivery import new_delivery
from doorstroom.exchange.export.events import Made, NoEvents
from doorstroom.exchange.export.pseudonym import Pseudonyms
from doorstroom.exchange.export.reading import evaluated, refuse_before_known, snapshots
from doorstroom.exchange.export.terms import TERMS, notice
from doorstroom.kernel.history import History, Snapshot
from doorstroom.kernel.system import System
from doorstroom.kernel.wording import Language

TimeAxis = Literal["valid", "recorded"]
FORMATS = ("csv", "xes")
#: Columns of the CSV, by their keys in XES; the fields of the events follow.
COLUMNS = (
    *("case:concept:name", "concept:name", "time:timestamp", "lifecycle:transition", "org:resource", "org:group"),
    *("type", "recorded_at"),
)
#: What is said of every trace, where the system has the column that it comes from.
CASE_ATTRIBUTES: Mapping[str, tuple[str, pl.Expr]] = {
    "doelgroep": ("doelgroep", pl.col("doelgroep")),
    "leerroute": ("leerroute", pl.col("leerroute")),
    "geboortejaar": ("geboortedatum", pl.col("geboortedatum").dt.year()),
}
#: No part of the process, and with the day of it a person is soon found: the trace has the year.
LEFT_OUT_TYPES = frozenset({"geboorte"})
#: Fields that hold any text but are codes. Other fields of text may name people, and stay behind.
CODED_TEXT = frozenset({"gemeente"})


@dataclass(frozen=True)
class Question:
    """What is asked for: the day, what was known when, which time axis, and in which language activities are named."""

    peildatum: dt.date
    known_at: dt.datetime | None = None
    time: TimeAxis = "valid"
    language: Language = "nl"


def export_processmining(
    system: System,
    history: History,
    path: Path,
    formats: Sequence[str],
    question: Question,
    pseudonyms: Pseudonyms,
    made: Made,
    progress: Callable[[int, int], None] | None = None,
) -> dict[str, Any]:
    """Write the event log to a new folder; the answer is its manifest. ``progress`` gets the cases done and all cases.

    Raises NoEvents, MirrorError, Refusal.
    """
    refuse_before_known(history, question.known_at)
    about_cases = _about_cases(system, history, question)
    history = History(history.cases, {k: frame for k, frame in history.frames.items() if k not in LEFT_OUT_TYPES})
    attributes = {kind: kept_fields(system, kind) for kind in sorted(history.frames)}
    fields = sorted({field for kept in attributes.values() for field in kept})
    traces = events = 0
    with new_delivery("processmining", path) as delivery, ExitStack() as opened:
        files = {name: opened.enter_context((delivery.folder / f"events.{name}").open("wb")) for name in formats}
        if "xes" in files:
            files["xes"].write(_head(system, question, made).encode())
        for start, end, snapshot in snapshots(history, question.peildatum, question.known_at):
            cases = about_cases.slice(start, end - start).with_columns(
                name=pseudonyms.of("case", about_cases["case_id"].slice(start, end - start))
            )
            rows = _rows(system, snapshot, attributes, question, pseudonyms, "xes" in files)
            if rows is not None:
                events += rows.height
                traces += rows["case_row"].n_unique()
                if "csv" in files:
                    write_csv(_flat(rows, cases, fields), files["csv"], header=not files["csv"].tell())
                if "xes" in files:
                    files["xes"].write(_traces(rows, cases).encode())
            if progress is not None:
                progress(end, history.cases.height)
        if not events:
            raise NoEvents(f"no events hold on {question.peildatum} as they were known then")
        if "xes" in files:
            files["xes"].write(xes.TAIL.encode())
        opened.close()
        delivery.rows = {f"events.{name}": events for name in formats}
        delivery.about = {
            "system": system.name,
            "peildatum": question.peildatum.isoformat(),
            "known_at": question.known_at and question.known_at.isoformat(),
            "time_axis": question.time,
            "traces": traces,
            "events": events,
            "pseudonyms_can_be_repeated": pseudonyms.stable,
            "left_out": sorted([*LEFT_OUT_TYPES, *left_out(system, history.frames)]),
        }
        return delivery.finish(made.at, made.version)


def kept_fields(system: System, kind: str) -> list[str]:
    """The fields of an event type that go along: every field but free text, which may name people."""
    schema = system.events[kind].schema_of_payload()
    return [field for field, dtype in schema.items() if field in CODED_TEXT or not _free_text(dtype)]


def left_out(system: System, kinds: Mapping[str, object]) -> list[str]:
    """The fields that stay behind, as type.field."""
    return [
        f"{kind}.{field}"
        for kind in kinds
        for field in system.events[kind].schema_of_payload()
        if field not in kept_fields(system, kind)
    ]


def _free_text(dtype: pl.DataType) -> bool:
    return _free_text(dtype.inner) if isinstance(dtype, pl.List) else dtype == pl.String  # type: ignore[arg-type]


def _about_cases(system: System, history: History, question: Question) -> pl.DataFrame:
    """Per case what is said of the whole trace."""
    known = {name: made for name, (column, made) in CASE_ATTRIBUTES.items() if column in system.graph.columns}
    cases = history.cases.select("case_id")
    if known:
        wanted = [column for column, _ in CASE_ATTRIBUTES.values() if column in system.graph.columns]
        found = evaluated(system, history, question.peildatum, question.known_at, wanted).cases
        cases = cases.with_columns(found.select(made.alias(name) for name, made in known.items()))
    return cases.with_row_index("case_row")


def _rows(
    system: System,
    snapshot: Snapshot,
    attributes: Mapping[str, Sequence[str]],
    question: Question,
    pseudonyms: Pseudonyms,
    with_xml: bool,
) -> pl.DataFrame | None:
    """The events of some cases, in order within each; ``xml`` is the event as an element."""
    parts = []
    for kind, frame in snapshot.frames.items():
        declared = system.events[kind]
        label = declared.nl if question.language == "nl" else declared.en
        time = pl.col("valid_on").cast(pl.Datetime("us", "UTC")) if question.time == "valid" else pl.col("recorded_at")
        there = [field for field in attributes[kind] if field in frame.columns]
        frame = frame.with_columns(
            name=pl.lit(label),
            kind=pl.lit(kind),
            time=time,
            resource=pseudonyms.of("actor", _text_column(frame, "actor")),
            group=_text_column(frame, "organisation"),
        )
        schema = frame.schema
        columns = [pl.col("case_row", "time", "sequence", "name", "kind", "recorded_at", "resource", "group")]
        if with_xml:
            keys = {
                "concept:name": "name", "time:timestamp": "time", "org:resource": "resource", "org:group": "group",
                "type": "kind", "recorded_at": "recorded_at",
            }  # fmt: skip
            said = [xes.attribute(key, pl.col(name), schema[name]) for key, name in keys.items()]
            said += [xes.attribute(field, pl.col(field), schema[field]) for field in there]
            complete = pl.lit('<string key="lifecycle:transition" value="complete"/>')
            columns.append(xes.event([complete, *said]).alias("xml"))
        columns += [_as_text(field, schema[field]) for field in there]
        parts.append(frame.select(columns))
    if not parts:
        return None
    return pl.concat(parts, how="diagonal").sort("case_row", "time", "sequence")


def _text_column(frame: pl.DataFrame, name: str) -> pl.Series:
    return frame[name] if name in frame.columns else pl.Series(name, [None] * frame.height, pl.String)


def _as_text(field: str, dtype: pl.DataType) -> pl.Expr:
    """A field as text: types do not agree on what a field of one name may hold."""
    if isinstance(dtype, pl.List):
        return pl.col(field).cast(pl.List(pl.String)).list.join("; ")
    return pl.col(field).cast(pl.String)


def _flat(rows: pl.DataFrame, cases: pl.DataFrame, fields: Sequence[str]) -> pl.DataFrame:
    """Some events as rows of the CSV."""
    known = [name for name in CASE_ATTRIBUTES if name in cases.columns]
    named = {"case:concept:name": "trace", "concept:name": "name", "time:timestamp": "time", "org:resource": "resource",
             "org:group": "group", "type": "kind", "recorded_at": "recorded_at"}  # fmt: skip
    traces = cases.select("case_row", pl.col("name").alias("trace"), pl.col(known).name.prefix("case:"))
    joined = rows.join(traces, on="case_row", how="left", maintain_order="left")
    fixed = [
        pl.lit("complete").alias(name) if name == "lifecycle:transition" else pl.col(named[name]).alias(name)
        for name in COLUMNS
    ]
    rest = [pl.col(field) if field in rows.columns else pl.lit(None, pl.String).alias(field) for field in fields]
    return joined.select(*fixed, pl.col([f"case:{name}" for name in known]), *rest)


def _traces(rows: pl.DataFrame, cases: pl.DataFrame) -> str:
    """Some events as traces."""
    together = rows.group_by("case_row", maintain_order=True).agg(pl.col("xml").str.join(""))
    joined = together.join(cases, on="case_row", how="left", maintain_order="left")
    known = [name for name in CASE_ATTRIBUTES if name in cases.columns]
    said = [xes.attribute("concept:name", pl.col("name"), pl.String())]
    said += [xes.attribute(name, pl.col(name), joined.schema[name]) for name in known]
    return "".join(joined.select(text=xes.trace(said, pl.col("xml")))["text"])


def _head(system: System, question: Question, made: Made) -> str:
    title = f"{TERMS['processmining'].title(question.language)}: {system.name}"
    return xes.head(
        title,
        notice("processmining", question.language),
        {"peildatum": question.peildatum, "known_at": question.known_at, "made_at": made.at,
         "made_by": f"doorstroom {made.version}"},
    )  # fmt: skip
