"""Timelines: the events of several types in one order, for rules about what follows what.

A fact looks at one event type. Whether somebody came back within a year of leaving, or whether one right of residence
directly followed another, is a question about several. A timeline lays their events side by side, and rules and facts
name it like an event type:

    LOOP = Timeline("verblijfsloop", nl="Verloop van het verblijf", en="Course of residence",
                    types=(VerblijfsrechtBeeindigd, VerblijfsrechtVerkregen),
                    fields={"grond": "verblijfsrecht_verkregen.grond"})

    @rule("...", nl="...", en="...", per="verblijfsloop")
    def loop_grond(of_type: Expr, grond: Expr) -> Expr: ...

The order within a case is that of day, then of ``types`` as declared, then of sequence. A field is unknown in the
events of another type; ``of_type`` says which type an event is of.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
import polars as pl
from polars import Expr

from doorstroom.kernel.errors import EventError
from doorstroom.kernel.events import ENVELOPE, EventType
from doorstroom.kernel.plain import words as plain
from doorstroom.kernel.plain.values import word
from doorstroom.kernel.vocabulary import UNKNOWN, Value, value

#: Columns that order the events of a timeline.
_ORDER = ("case_row", "valid_on", "sequence")


class Timeline:
    """Several event types in one order. Offers what columns ask of an event type; nothing can be recorded under it."""

    def __init__(
        self, name: str, *, nl: str, en: str, types: Sequence[type[EventType]],
        fields: Mapping[str, str] | None = None, only_with: Mapping[str, str] | None = None,
    ) -> None:  # fmt: skip
        """``only_with``: event type -> other type, when the first means nothing to a case without the second."""
        self.type, self.nl, self.en, self.by = name, nl, en, ""
        self.only_with = dict(only_with or {})
        self.types = tuple(member.type for member in types)
        self.sources: dict[str, tuple[str, str]] = {}
        self._schema: dict[str, pl.DataType] = {"of_type": pl.Enum(self.types)}
        members = {member.type: member for member in types}
        for own, source in (fields or {}).items():
            member, _, field = source.partition(".")
            if member not in members or field not in members[member].model_fields:
                raise EventError(f"timeline '{name}': field '{own}' is taken from '{source}', which does not exist")
            self.sources[own] = (member, field)
            self._schema[own] = members[member].schema_of_payload()[field]
        self.model_fields = dict.fromkeys(self._schema)

    def schema_of_payload(self) -> dict[str, pl.DataType]:
        """Polars type of ``of_type`` and of each field."""
        return dict(self._schema)

    def reads(self, fields: Iterable[str]) -> dict[str, set[str]]:
        """Which columns of which event types hold the fields and event columns named."""
        needed: dict[str, set[str]] = {member: set() for member in self.types}
        for name in fields:
            if name in self.sources:
                member, field = self.sources[name]
                needed[member].add(field)
            elif name != "of_type":
                for columns in needed.values():
                    columns.add(name)
        return needed

    def frame(self, frames: Mapping[str, pl.DataFrame], fields: Iterable[str]) -> pl.DataFrame | None:
        """The events of all its types as one frame in order, with the fields named; None when there are no events."""
        wanted = [name for name in self._schema if name in set(fields) or name == "of_type"]
        parts, places = [], []
        for place, member in enumerate(self.types):
            part = self._part(member, frames)
            if part is None:
                continue
            own = [self._field(name, member) for name in wanted]
            envelope = [name for name in part.columns if name not in self._payload(member, part)]
            parts.append(part.select(*envelope, *own))
            places.append(np.full(part.height, place, np.int64))
        if not parts:
            return None
        shared = [name for name in parts[0].columns if all(name in part.columns for part in parts)]
        merged = pl.concat([part.select(shared) for part in parts], rechunk=True)
        # In one piece: a frame in pieces makes every comparison of two of its columns fifty times slower.
        return merged[_in_order(merged, np.concatenate(places))].rechunk()

    def rows(self, rows: Mapping[str, list[dict[str, Any]]]) -> list[dict[str, Any]]:
        """The same for one case, of which the events stand in rows per type: its events as rows in order."""
        found = []
        for place, member in enumerate(self.types):
            if rows.get(self.only_with.get(member, member)):
                own = {name: field for name, (source, field) in self.sources.items() if source == member}
                for row in rows.get(member, ()):
                    fields = {name: row[own[name]] if name in own else None for name in self.sources}
                    envelope = {name: row[name] for name in ENVELOPE if name in row}
                    found.append((row["valid_on"], place, row["sequence"], {**envelope, **fields, "of_type": member}))
        return [row for *_, row in sorted(found, key=lambda one: one[:3])]

    def _part(self, member: str, frames: Mapping[str, pl.DataFrame]) -> pl.DataFrame | None:
        part, needed = frames.get(member), self.only_with.get(member)
        if part is None or needed is None:
            return part
        if needed not in frames:
            return part.clear() if part.is_empty() else None
        return part.join(frames[needed].select("case_row"), on="case_row", how="semi", maintain_order="left")

    def _field(self, name: str, member: str) -> Expr:
        dtype = self._schema[name]
        if name == "of_type":
            return pl.lit(member, dtype=dtype).alias(name)
        source, field = self.sources[name]
        return pl.col(field).alias(name) if source == member else pl.lit(None, dtype=dtype).alias(name)

    @staticmethod
    def _payload(member: str, part: pl.DataFrame) -> set[str]:
        return {name for name in part.columns if name not in ENVELOPE}


def _in_order(frame: pl.DataFrame, place: np.ndarray) -> pl.Series:
    """Row numbers in order of case, day, type and sequence.

    The parts are sorted already, so a stable sort of one number per row merges them; the sequence decides only within
    a type, where the parts have it in order.
    """
    case = frame["case_row"].to_numpy().astype(np.int64)
    day = frame["valid_on"].to_physical().to_numpy().astype(np.int64) + 2**23
    order = np.argsort((case << 32) | (day << 8) | place, kind="stable")
    return pl.Series(order.astype(np.uint32))


@word(plain.carried)
def carried(column: Expr, *, when: Expr, initially: Value = UNKNOWN) -> Expr:
    """Within a case, the value at the last instance up to and including this one for which ``when`` is true.

    ``initially`` as long as there was none. Unknown when the value there is unknown, and from an instance on for which
    ``when`` is unknown until the next one for which it is true.
    """
    start = value(initially)
    here = pl.col("case_row").is_not_null()  # so that a constant is as long as the frame, and has the type of both
    return pl.map_batches(
        [
            pl.col("case_row"),
            when,
            pl.when(here).then(column).otherwise(start),
            pl.when(~here).then(column).otherwise(start),
        ],
        _carried,
    )


def _carried(given: Sequence[pl.Series]) -> pl.Series:
    """``carried`` over a frame, in NumPy: in the words of Polars it takes a dozen passes."""
    case_row, when, column, start = given
    height = len(case_row)
    if not height:
        return column
    if len(when) != height:
        when = when.new_from_index(0, height)
    rows = case_row.to_numpy()
    number = np.arange(1, height + 1, dtype=np.int32)  # multiplying by a condition is faster than choosing by it
    starts = np.ones(height, bool)
    np.not_equal(rows[1:], rows[:-1], out=starts[1:])
    first = np.maximum.accumulate(number * starts)
    place = np.maximum.accumulate(number * when.fill_null(False).to_numpy())
    there = place >= first
    found = column.gather(pl.Series((np.maximum(place, 1) - 1).astype(np.uint32)))
    if not there.all():
        found = found.zip_with(pl.Series(there), start)
    if when.null_count():
        doubt = np.maximum.accumulate(number * when.is_null().to_numpy())
        doubted = (doubt >= first) & (~there | (doubt > place))
        found = found.zip_with(pl.Series(~doubted), pl.Series([None], dtype=found.dtype))
    return found


@word(plain.before)
def before(column: Expr, *, initially: Value = UNKNOWN) -> Expr:
    """Within a case, the value at the instance before this one; ``initially`` for the first instance."""
    return pl.when(_starts_case()).then(value(initially)).otherwise(column.shift(1))


@word(plain.after)
def after(column: Expr, *, finally_: Value = UNKNOWN) -> Expr:
    """Within a case, the value at the instance after this one; ``finally_`` for the last instance."""
    last = pl.col("case_row").ne_missing(pl.col("case_row").shift(-1))
    return pl.when(last).then(value(finally_)).otherwise(column.shift(-1))


def _starts_case() -> Expr:
    return pl.col("case_row").ne_missing(pl.col("case_row").shift(1))
