"""The demo register: synthetic histories that print the published tables, from one seed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

import numpy as np
import polars as pl

from doorstroom.kernel.errors import DoorstroomError
from doorstroom.kernel.events import Event
from doorstroom.kernel.history import INVENTED, History
from doorstroom.kernel.system import event_types
from doorstroom.simulate.demo import course, endings, enforcement, residence, turns
from doorstroom.simulate.demo.cells import LATE_PLANS_DECEMBER, solve
from doorstroom.simulate.demo.chronicle import Chronicle
from doorstroom.simulate.demo.events import stream
from doorstroom.simulate.demo.identities import identities
from doorstroom.simulate.demo.kinds import LATE_NOTICE, NOT_OBLIGED, UNKNOWN_BIRTH
from doorstroom.simulate.demo.lives import Lives, lives, municipalities
from doorstroom.simulate.demo.luck import Ints, Luck
from doorstroom.simulate.demo.people import people

#: Called with what has been done so far, as part of the whole, and what is being done.
Progress = Callable[[float, str], None]

INBURGERING = "doorstroom.stelsels.inburgering"

#: The tables of July 2023 were made of what was known when 1 May 2023 began, all columns alike.
PEILDATUM = dt.date(2023, 5, 1)
KNOWN_AT = dt.datetime(2023, 5, 1, tzinfo=dt.UTC)


@dataclass(frozen=True)
class DemoRegister:
    """Synthetic cases and their events.

    ``frames``: per event type the columns of a history and the payload. ``people``: what the person vault holds, but
    for the BSN, which ``write_demo`` gives out from the reserved range. ``episodes``: case ids of named groups.
    """

    seed: int
    scale: float
    cases: pl.DataFrame
    frames: Mapping[str, pl.DataFrame]
    people: pl.DataFrame
    episodes: Mapping[str, tuple[str, ...]]

    @property
    def size(self) -> int:
        """How many events."""
        return sum(frame.height for frame in self.frames.values())

    def history(self) -> History:
        """All versions of all events, to evaluate."""
        return History(self.cases, self.frames)

    def events(self) -> Iterator[Event]:
        """Every version of every event, case by case in the order in which they were recorded."""
        return stream(self.cases, self.frames)


def make_demo(seed: int, scale: float = 1.0, progress: Progress | None = None) -> DemoRegister:
    """Make the demo register of a seed: the same seed and scale give the same register.

    ``scale``: which part of the people to keep (0 to 1); only at 1 do the published cells come out.
    """
    if not 0 < scale <= 1:
        raise DoorstroomError(f"the scale of the demo register lies above 0 and is at most 1 (got {scale})")
    if not 0 <= seed < 2**63:
        raise DoorstroomError(f"the seed of the demo register is a whole number from 0 up to 2**63 (got {seed})")
    tell = progress or (lambda done, what: None)
    tell(0.0, "people")
    everybody = people(solve(seed), seed)
    order = np.argsort(Luck(seed, everybody.size).uniform("order"))
    found = everybody.keep(order[: max(1, round(everybody.size * scale))])
    luck = Luck(seed, found.size)
    live = lives(found, luck, scale)
    tell(0.2, "events")
    codes, names, _ = municipalities()
    log = Chronicle(luck, event_types(INBURGERING), found.known_from, live.until, codes)
    residence.tell(log, live, luck, codes, round(LATE_PLANS_DECEMBER * scale))
    tell(0.5, "events")
    for part in (endings, course, turns, enforcement):
        part.tell(log, live, luck)
    tell(0.8, "histories")
    frames = log.histories()
    rows = pl.Series("n", range(1, found.size + 1))
    cases = pl.DataFrame({"n": rows}).select(
        case_id=pl.format("DEMO-{}", pl.col("n").cast(pl.String).str.zfill(6)),
        person_id=pl.format(f"{INVENTED}person-{{}}", pl.col("n").cast(pl.String).str.zfill(6)),
    )
    known = identities(live, luck, cases["person_id"], names)
    tell(1.0, "done")
    return DemoRegister(seed, scale, cases, frames, known, _episodes(live, cases["case_id"]))


def _episodes(live: Lives, case_ids: pl.Series) -> dict[str, tuple[str, ...]]:
    kind = live.people.kind
    groups = {
        "te_late_kennisgeving": kind == LATE_NOTICE,
        "eerder_gehuisvest": live.earlier_home < 99_999,
        "uit_opvang_later_bekend": live.late_home,
        "pip_later_bekend": live.late_plan,
        "cesuur_leerbaarheidstoets": live.wrongly_low,
        "gezin_geestelijke_bedienaar": kind == NOT_OBLIGED,
        "geboortedatum_onbekend": kind == UNKNOWN_BIRTH,
    }

    def named(rows: Ints) -> tuple[str, ...]:
        return tuple(case_ids.gather(rows).to_list())

    return {name: named(np.flatnonzero(chosen)) for name, chosen in groups.items()}
