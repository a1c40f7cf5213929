"""The chronicle: events gathered per type, each with the moment at which it was recorded, made into histories."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from doorstroom.kernel.events import EventTypes
from doorstroom.kernel.history import HISTORY_SCHEMA
from doorstroom.simulate.demo.calendar import END, REFERENCE_DAYS, working_day, working_day_before
from doorstroom.simulate.demo.luck import Flags, Ints, Luck

#: Assumed recording delay per event type: median in days, and spread (sigma of a lognormal).
DELAYS: dict[str, tuple[float, float]] = {
    "verblijfsrecht_verkregen": (4, 0.8),
    "opvang_begonnen": (1, 0.7),
    "opvang_beeindigd": (3, 1.0),
    "gemeente_gekoppeld": (1, 0.5),
    "brp_inschrijving": (3, 1.0),
    "kennisgeving_verzonden": (0.4, 0.3),
    "leerbaarheidstoets_afgenomen": (8, 0.5),
    "pip_vastgesteld": (4, 1.1),
    "aanbod_gedaan": (10, 1.1),
    "lessen_begonnen": (14, 1.0),
    "uren_gevolgd": (18, 0.7),
    "examen_afgelegd": (38, 0.3),
    "pvt_ondertekend": (12, 0.9),
    "map_afgerond": (12, 0.9),
    "overlijden": (6, 1.0),
    "brp_uitschrijving": (25, 1.0),
}
_DELAY = (5.0, 0.8)
_LONGEST_DELAY = 150
#: Nothing is recorded after this day.
RECORDED_UNTIL = END + 31
_DAY = 86_400_000_000  # microseconds
_SINGLE = {"geboorte", "nationaliteit_vastgesteld"}


@dataclass(frozen=True)
class Added:
    """What one ``add`` recorded, to correct or retract later."""

    type: str
    who: Ints
    recorded: Ints
    instance: Ints


class Chronicle:
    """Events of the people 0 to ``luck.size`` of one register.

    ``known_from``: nothing is recorded of a person before that day. ``until``: nothing happens to him from that day on,
    unless ``add`` is told ``after_all``.
    """

    def __init__(self, luck: Luck, types: EventTypes, known_from: Ints, until: Ints, gemeenten: list[str]) -> None:
        self._luck, self._types, self._known_from, self._until = luck, types, known_from, until
        self._organisations = ["IND", "DUO", "COA", "RvIG", *(f"gemeente-{code}" for code in gemeenten)]
        self._frames: dict[str, list[pl.DataFrame]] = {}
        self._adds = 0

    def organisation(self, name: str) -> int:
        """The number of an organisation; that of municipality ``n`` of the list is ``organisation("RvIG") + 1 + n``."""
        return self._organisations.index(name)

    def add(
        self,
        kind: str,
        who: Ints,
        valid_on: Ints,
        by: str | Ints,
        *,
        instance: int | Ints = 1,
        recorded: Ints | None = None,
        version: int = 0,
        retracted: bool = False,
        after_all: bool = False,
        **payload: object,
    ) -> Added:
        """Record events of a type: one for each of ``who`` whose day is not after the end of the register.

        ``by``: who supplied it, an organisation or for each the number of one. ``recorded``: the day of recording
        (otherwise: after a drawn delay, and before a reference date). ``payload``: a value for all, or one for each.
        """
        self._adds += 1
        moments = self._luck.stream(f"{kind} {self._adds} moment")
        if recorded is None:
            median, sigma = DELAYS.get(kind, _DELAY)
            delay = np.exp(moments.normal(np.log(median), sigma, len(who))).astype(np.int64).clip(0, _LONGEST_DELAY)
            recorded = working_day(np.maximum(valid_on + delay, self._known_from[who]))
            recorded = _close(recorded, valid_on, self._known_from[who], moments.integers(0, 8, len(who)))
        here = (valid_on <= END) & (recorded <= RECORDED_UNTIL) & (after_all | (valid_on < self._until[who]))
        seconds = moments.integers(7 * 3600, 16 * 3600, len(who))
        number = np.broadcast_to(np.asarray(instance), who.shape)
        source = np.full(len(who), self.organisation(by)) if isinstance(by, str) else by
        columns: dict[str, pl.Series] = {
            "case_row": pl.Series(who[here], dtype=pl.UInt32),
            "valid_on": pl.Series(valid_on[here]).cast(pl.Int32).cast(pl.Date),
            "recorded_at": pl.Series(recorded[here] * _DAY + seconds[here] * 1_000_000),
            "instance": pl.Series(number[here], dtype=pl.UInt8),
            "version": pl.Series(np.full(int(here.sum()), version), dtype=pl.UInt8),
            "source": pl.Series(source[here], dtype=pl.UInt16),
        }
        for name, dtype in self._types[kind].schema_of_payload().items():
            values = payload.pop(name, self._types[kind].model_fields[name].get_default(call_default_factory=True))
            columns[name] = _column(None if retracted else values, here, dtype)
        assert not payload, f"{kind} has no {list(payload)}"
        frame = pl.DataFrame(columns).with_columns(retracted=pl.lit(retracted))
        self._frames.setdefault(kind, []).append(frame)
        return Added(kind, who[here], recorded[here], number[here])

    def histories(self) -> dict[str, pl.DataFrame]:
        """A history frame per event type, in the order and with the columns that the kernel wants."""
        found = {name: pl.concat(pieces) for name, pieces in self._frames.items()}
        found = {name: frame for name, frame in found.items() if not frame.is_empty()}  # a small scale lacks some types
        order = pl.concat(
            [
                frame.select("case_row", "recorded_at", "version", type=pl.lit(at, dtype=pl.UInt8)).with_row_index("at")
                for at, frame in enumerate(found.values())
            ]
        ).sort("case_row", "recorded_at", "version", "type", "at")
        ids = _event_ids(self._luck, order.height)
        order = order.with_columns(sequence=pl.int_range(1, order.height + 1, dtype=pl.Int64), event_id=ids)
        by_type = order.sort("type", "at").partition_by("type", maintain_order=True)
        names = pl.Series(self._organisations)
        return {
            name: _history(frame, numbered, names, list(self._types[name].schema_of_payload()))
            for (name, frame), numbered in zip(found.items(), by_type, strict=True)
        }


def _column(values: object, here: Flags, dtype: pl.DataType) -> pl.Series:
    if isinstance(values, np.ndarray):
        chosen = values[here]
        if dtype == pl.Date:
            return pl.Series(chosen.astype(np.int32)).cast(pl.Date)
        return pl.Series(chosen if values.dtype != object else chosen.tolist()).cast(dtype)
    if isinstance(values, list):
        return pl.Series([values] * int(here.sum()), dtype=dtype)
    return pl.Series([values], dtype=dtype).new_from_index(0, int(here.sum()))


def _close(recorded: Ints, valid_on: Ints, known_from: Ints, early: NDArray[np.int64]) -> Ints:
    """Before each reference date the register is brought up to date."""
    for reference in REFERENCE_DAYS:
        last = int(working_day_before(np.array([reference - 1]))[0])
        behind = (valid_on <= last) & (recorded > last) & (known_from <= last)
        soon = np.minimum(working_day(np.maximum(last - early, valid_on)), last)
        recorded = np.where(behind, np.maximum(soon, known_from), recorded)
    return recorded


def _event_ids(luck: Luck, count: int) -> pl.Series:
    """Identifiers in the form of random UUIDs (version 4), the same for the same seed."""
    text = (
        np.frombuffer(luck.stream("event ids").bytes(16 * count).hex().encode(), dtype="S1").reshape(count, 32).copy()
    )
    text[:, 12] = b"4"
    text[:, 16] = b"a"
    dash = np.full((count, 1), b"-", dtype="S1")
    parts = [text[:, :8], dash, text[:, 8:12], dash, text[:, 12:16], dash, text[:, 16:20], dash, text[:, 20:]]
    return pl.Series(np.concatenate(parts, axis=1).view("S36").ravel().astype("U36").tolist(), dtype=pl.String)


def _history(frame: pl.DataFrame, numbered: pl.DataFrame, organisations: pl.Series, payload: list[str]) -> pl.DataFrame:
    source = organisations.gather(frame["source"])
    frame = frame.with_columns(
        numbered["sequence"],
        numbered["event_id"],
        pl.col("recorded_at").cast(pl.Datetime("us")).dt.replace_time_zone("UTC"),
        organisation=source,
        actor=pl.concat_str(pl.lit("demo-"), source.str.to_lowercase()),
    ).sort("case_row", "instance", "sequence")
    same = (pl.col("case_row") == pl.col("case_row").shift(-1)) & (pl.col("instance") == pl.col("instance").shift(-1))
    return (
        frame.with_columns(recorded_until=pl.when(same).then(pl.col("recorded_at").shift(-1)))
        .with_columns(pl.col("instance").cast(pl.String))
        .sort("case_row", "valid_on", "sequence")
        .select([*[pl.col(n).cast(t) for n, t in HISTORY_SCHEMA.items()], *payload])
    )
