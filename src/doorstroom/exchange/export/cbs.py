"""The integration file per cohort, for the Statistiek Wet inburgering of CBS: one record per person, described.

What a record holds stands in one table (``cbs.yaml``, or another one): names, order, codes and the columns that they
come from. This module knows none of them.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import polars as pl
from pydantic import BaseModel, ConfigDict, ValidationError

from doorstroom.exchange.export.cells import write_table
from doorstroom.exchange.export.delivery import new_delivery
from doorstroom.exchange.export.dictionary import kind_of
from doorstroom.exchange.export.events import Made, NoEvents
from doorstroom.exchange.export.people import PeopleRight
from doorstroom.exchange.export.pseudonym import Pseudonyms
from doorstroom.exchange.export.reading import evaluated, refuse_before_known
from doorstroom.exchange.refusal import Refusal
from doorstroom.kernel.history import History
from doorstroom.kernel.reading import read_yaml
from doorstroom.kernel.system import System

LAYOUT = Path(__file__).with_name("cbs.yaml")
PSEUDONYM = "pseudonym"
_REGIME = "regime"


class Variable(BaseModel):
    """One variable of the record."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str
    source: str
    taken_as: Literal["value", "year"] = "value"
    codes: dict[str, str | int] | None = None
    file: str
    nl: str
    en: str
    rule: str


class Layout(BaseModel):
    """The record: which column gives the cohort, under which act, and the variables in order."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str
    cohort: str
    regime: str
    first_cohort: int
    source: str
    variables: list[Variable]


@dataclass(frozen=True)
class Question:
    """Which cohort, as of which day and as known when."""

    cohort: int
    peildatum: dt.date
    known_at: dt.datetime | None = None


def read_layout(path: Path, system: System) -> Layout:
    """The table in a file, checked against the columns of the system. Raises Refusal with what is wrong."""
    if not path.is_file():
        raise Refusal(f"{path}: no such file", f"{path}: bestaat niet")
    content = read_yaml(path, lambda reason: _wrong(path, reason))
    try:
        found = Layout.model_validate(_renamed(content))
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise _wrong(path, f"{where}: {first['msg']}") from None
    names = [variable.name for variable in found.variables]
    for name in names:
        if names.count(name) > 1:
            raise _wrong(path, f"variable '{name}' stands there twice")
    for column in (found.cohort, *(variable.source for variable in found.variables)):
        if column != PSEUDONYM and (column not in system.graph.columns or system.graph[column].per is not None):
            raise _wrong(path, f"'{column}' is not a column of a case")
    return found


def _renamed(content: Any) -> Any:
    """``from`` and ``as`` read well in the table and are words of Python."""
    if not isinstance(content, dict) or not isinstance(content.get("variables"), list):
        return content
    names = {"from": "source", "as": "taken_as"}
    variables = [
        {names.get(key, key): value for key, value in one.items()} if isinstance(one, dict) else one
        for one in content["variables"]
    ]
    return {**content, "variables": variables}


def _wrong(path: Path, reason: str) -> Refusal:
    return Refusal(f"{path}: {reason}", f"{path}: {reason}")


def export_cbs(
    system: System,
    history: History,
    path: Path,
    formats: Sequence[str],
    layout: Layout,
    question: Question,
    pseudonyms: Pseudonyms,
    made: Made,
    people: PeopleRight | None = None,
) -> dict[str, Any]:
    """Write the records of a cohort and their description to a new folder; the answer is its manifest.

    ``people``: the right to a table of pseudonym and BSN beside it. Raises NoEvents for a cohort that nobody is in.
    """
    refuse_before_known(history, question.known_at)
    found = _cohort(system, history, layout, question)
    found = found.with_columns(pseudonyms.of("person", found["person_id"]).alias(PSEUDONYM)).sort(PSEUDONYM)
    records = found.select(_column(variable, found) for variable in layout.variables)
    about = description(layout, system, records.schema)
    with new_delivery("cbs", path, named=people is not None) as delivery:
        for name in formats:
            file = delivery.file(f"cohort_{question.cohort}.{name}", records.height)
            write_table(records, file)
        for name in formats:
            write_table(about, delivery.file(f"beschrijving.{name}", about.height))
        if people is not None:
            keys = people.read(found["person_id"].to_list()).select("person_id", "bsn")
            called = next((one.name for one in layout.variables if one.source == PSEUDONYM), PSEUDONYM)
            joined = found.join(keys, on="person_id", how="inner", maintain_order="left")
            table = joined.select(pl.col(PSEUDONYM).alias(called), "bsn")
            for name in formats:
                write_table(table, delivery.file(f"koppeltabel.{name}", table.height))
        delivery.about = {
            "layout": layout.name,
            "layout_is": "our own: CBS's own layout was not among the sources",
            "source": layout.source,
            "cohort": question.cohort,
            "peildatum": question.peildatum.isoformat(),
            "known_at": question.known_at and question.known_at.isoformat(),
            "records": records.height,
            "pseudonyms_can_be_repeated": pseudonyms.stable,
        }
        return delivery.finish(made.at, made.version)


def _cohort(system: System, history: History, layout: Layout, question: Question) -> pl.DataFrame:
    """The people of the cohort with every column that is needed, one row each.

    Somebody with several cases in the cohort has the record of the one in which the duty began first.
    """
    wanted = {variable.source for variable in layout.variables} - {PSEUDONYM} | {layout.cohort, _REGIME}
    cases = evaluated(system, history, question.peildatum, question.known_at, sorted(wanted)).cases
    cases = cases.with_columns(person_id=history.cases["person_id"]).with_row_index("place")
    year = pl.col(layout.cohort).dt.year()
    obliged = cases.filter(pl.col(_REGIME).cast(pl.String) == layout.regime, year >= layout.first_cohort)
    found = obliged.filter(year == question.cohort)
    if found.is_empty():
        there = obliged.select(year.unique().sort())[layout.cohort].to_list()
        known = f"the register has {', '.join(map(str, there))}" if there else "the register has none"
        raise NoEvents(f"nobody is in cohort {question.cohort} on {question.peildatum}; {known}")
    return found.sort(layout.cohort, "place").unique("person_id", keep="first", maintain_order=True)


def _column(variable: Variable, found: pl.DataFrame) -> pl.Series:
    column = found[variable.source]
    if variable.taken_as == "year":
        if column.dtype != pl.Date:
            raise Refusal(
                f"variable '{variable.name}': '{variable.source}' is not a day, so it has no year",
                f"variabele '{variable.name}': '{variable.source}' is geen dag en heeft dus geen jaar",
            )
        column = column.dt.year()
    if isinstance(column.dtype, pl.Enum):
        column = column.cast(pl.String)
    if variable.codes is not None:
        column = column.cast(pl.String)
        strange = sorted(set(column.drop_nulls().unique()) - variable.codes.keys())
        if strange:
            raise Refusal(
                f"variable '{variable.name}' has no code for '{strange[0]}'",
                f"variabele '{variable.name}' heeft geen code voor '{strange[0]}'",
            )
        column = column.replace_strict(variable.codes, default=None)
    return column.alias(variable.name)


def description(layout: Layout, system: System, schema: pl.Schema) -> pl.DataFrame:
    """Every variable with its rule and its source: the column, the question that it answers, the articles under it."""
    rows = []
    for place, variable in enumerate(layout.variables, start=1):
        column = None if variable.source == PSEUDONYM else system.graph[variable.source]
        codes = "; ".join(f"{code} ({value})" for value, code in (variable.codes or {}).items())
        rows.append(
            {
                "nummer": place,
                "variabele": variable.name,
                "naam": variable.nl,
                "name": variable.en,
                "soort": kind_of(schema[variable.name]),
                "codes": codes,
                "regel": variable.rule,
                "kolom": variable.source,
                "vraag": column.question.split("\n")[0] if column else "",
                "artikelen": "; ".join(column.articles) if column else "",
                "bestand_cbs": variable.file,
            }
        )
    return pl.DataFrame(rows)


def rows_of_docs(layout: Layout) -> list[tuple[str, str, str, str]]:
    """Every variable as (variable, column, rule, file of CBS), for the docs."""
    return [
        (
            variable.name,
            f"`{variable.source}`" + (", jaar" if variable.taken_as == "year" else ""),
            variable.rule,
            variable.file,
        )
        for variable in layout.variables
    ]
