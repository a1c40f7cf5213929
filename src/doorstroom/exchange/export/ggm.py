"""The register in the form of the Model Inburgering of the Gemeentelijk Gegevensmodel: a file per object type.

The model names object types and attributes, and no keys. ``id``, ``inburgeraar`` and ``inburgeringstraject`` are ours:
pseudonyms of the row, the person and the case, with which the files can be joined.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

import polars as pl

from doorstroom.exchange.export.cells import write_csv
from doorstroom.exchange.export.delivery import new_delivery
from doorstroom.exchange.export.events import Made, NoEvents
from doorstroom.exchange.export.ggm_table import CASE, NONE, Attribute, ObjectType, columns_of, source, starred
from doorstroom.exchange.export.pseudonym import Pseudonyms
from doorstroom.exchange.export.reading import evaluated, refuse_before_known, snapshots
from doorstroom.kernel.history import History, Snapshot
from doorstroom.kernel.system import System

KEYS = ("id", "inburgeraar", "inburgeringstraject")
FORMATS = ("csv", "jsonl")
_GEMEENTE = "gemeente"


@dataclass(frozen=True)
class Question:
    """As of which day, known when, and of which municipality (None: everybody in the register)."""

    peildatum: dt.date
    known_at: dt.datetime | None = None
    gemeente: str | None = None


def export_ggm(
    system: System,
    history: History,
    path: Path,
    formats: Sequence[str],
    table: Sequence[ObjectType],
    question: Question,
    pseudonyms: Pseudonyms,
    made: Made,
) -> dict[str, Any]:
    """Write a file per object type that has rows to a new folder; the answer is its manifest.

    Raises NoEvents when the municipality has nobody, MirrorError, Refusal.
    """
    refuse_before_known(history, question.known_at)
    cases = _cases(system, history, table, question, pseudonyms)
    mapped = [one for one in table if one.rows != NONE]
    rows = dict.fromkeys((one.name for one in mapped), 0)
    with new_delivery("ggm", path) as delivery, ExitStack() as opened:
        files: dict[tuple[str, str], IO[bytes]] = {}
        for start, end, snapshot in snapshots(history, question.peildatum, question.known_at):
            some = cases.filter(pl.col("case_row").is_between(start, end, closed="left"))
            for one in mapped:
                frame = _rows(one, some, snapshot, system, pseudonyms, question)
                if frame is None or frame.is_empty():
                    continue
                for name in formats:
                    key = (one.name, name)
                    if key not in files:
                        files[key] = opened.enter_context((delivery.folder / file_of(one.name, name)).open("wb"))
                    if name == "csv":
                        write_csv(frame, files[key], header=not rows[one.name])
                    else:
                        frame.write_ndjson(files[key])
                rows[one.name] += frame.height
        opened.close()
        delivery.rows = {file_of(one, name): rows[one] for one, name in files}
        delivery.about = {
            "model": "Gemeentelijk Gegevensmodel, Model Inburgering",
            "source": source(),
            "peildatum": question.peildatum.isoformat(),
            "known_at": question.known_at and question.known_at.isoformat(),
            "gemeente": question.gemeente,
            "object_types": rows,
            "not_mapped": {one.name: one.unmapped for one in table if one.unmapped},
            "pseudonyms_can_be_repeated": pseudonyms.stable,
        }
        return delivery.finish(made.at, made.version)


def file_of(object_type: str, form: str) -> str:
    """The file of an object type: its name in small letters, with hyphens."""
    return re.sub(r"[^a-z0-9]+", "-", object_type.lower()).strip("-") + f".{form}"


def _cases(
    system: System, history: History, table: Sequence[ObjectType], question: Question, pseudonyms: Pseudonyms
) -> pl.DataFrame:
    """The cases that are asked for, with every column that an object type needs and their pseudonyms."""
    wanted = {column for one in table for column in columns_of(one, system)} | {_GEMEENTE}
    found = evaluated(system, history, question.peildatum, question.known_at, sorted(wanted)).cases
    cases = found.with_columns(
        inburgeraar=pseudonyms.of("person", history.cases["person_id"]),
        inburgeringstraject=pseudonyms.of("case", history.cases["case_id"]),
    ).with_row_index("case_row")
    if question.gemeente is None:
        return cases
    own = cases.filter(pl.col(_GEMEENTE) == question.gemeente)
    if own.is_empty():
        raise NoEvents(f"no case of municipality '{question.gemeente}' on {question.peildatum}")
    return own


def _rows(
    one: ObjectType,
    cases: pl.DataFrame,
    snapshot: Snapshot,
    system: System,
    pseudonyms: Pseudonyms,
    question: Question,
) -> pl.DataFrame | None:
    """The rows of an object type for some cases; None when there is no event of its type."""
    wanted = cases
    for column, values in one.where.items():
        text = pl.col(column).cast(pl.String)
        wanted = wanted.filter(text.is_not_null() if values == "known" else text.is_in(list(values)))
    if one.having:
        events = snapshot.frames.get(one.having)
        if events is None:
            return None
        wanted = wanted.join(events.select("case_row").unique(), on="case_row", how="semi")
    fields: dict[str, str] = {}
    if one.rows == CASE:
        rows = wanted.with_columns(id=pl.col("inburgeringstraject"))
    else:
        events = snapshot.frames.get(one.rows)
        if events is None:
            return None
        payload = system.events[one.rows].schema_of_payload()
        fields = {name: f"event.{name}" for name in ("valid_on", *payload)}
        ids = pl.col("event_id") if "event_id" in events.columns else pl.col("sequence").cast(pl.String)
        chosen = events.select("case_row", ids.alias("id"), *(pl.col(name).alias(to) for name, to in fields.items()))
        rows = chosen.join(wanted, on="case_row", how="inner", maintain_order="left")
    rows = rows.with_columns(pseudonyms.of("row", rows["id"]).alias("id")) if one.rows != CASE else rows
    made = [
        _attribute(attribute, one, fields, system, question).alias(name) for name, attribute in _mapped(one).items()
    ]
    return rows.select(*KEYS, *made)


def _mapped(one: ObjectType) -> Mapping[str, Attribute]:
    """Every attribute, those without a source too: the file then says that the model has it and we do not."""
    return one.attributes


def _attribute(
    attribute: Attribute, one: ObjectType, fields: Mapping[str, str], system: System, question: Question
) -> pl.Expr:
    if attribute.unmapped:
        return pl.lit(None, pl.String)
    if attribute.given:
        return pl.lit(question.peildatum)
    if attribute.constant:
        return pl.lit(attribute.constant)
    if attribute.event:
        value = pl.col(fields[attribute.event])
    elif attribute.by:
        value = pl.lit(None)
        for code, column in starred(attribute, one, system).items():
            value = pl.when(pl.col(fields[attribute.by]).cast(pl.String) == code).then(pl.col(column)).otherwise(value)
    elif attribute.sum:
        value = pl.sum_horizontal([pl.col(name) for name in attribute.sum], ignore_nulls=False)
    else:
        value = pl.col(attribute.case)
    if attribute.known:
        return value.is_not_null()
    if attribute.equals:
        return value.cast(pl.String) == attribute.equals
    if attribute.codes:
        return value.cast(pl.String).replace_strict(attribute.codes, default=None, return_dtype=pl.String)
    return value
