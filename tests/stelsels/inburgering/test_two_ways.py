"""One case on plain values and a register in frames: every column of every worked case comes out the same."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Callable, Mapping
from typing import Any

import polars as pl
import pytest

from doorstroom.kernel.cases import Case, read_cases
from doorstroom.kernel.errors import EventError
from doorstroom.kernel.evaluate import run
from doorstroom.kernel.events import Event, EventType
from doorstroom.kernel.explain import same
from doorstroom.kernel.history import history_of
from doorstroom.simulate.demo.make import KNOWN_AT, make_demo
from doorstroom.stelsels.inburgering import system

INBURGERING = system()
GRAPH = INBURGERING.graph
#: From when on the invented histories are recorded.
START = dt.datetime(2021, 1, 1, tzinfo=dt.UTC)
CASES = read_cases([INBURGERING.folder / "cases"])


def in_frames(cases: list[Case], capped: bool) -> tuple[list[dict[str, Any]], dict[str, pl.DataFrame]]:
    """All columns of all cases at once, each on its own dates."""
    history = history_of([event for case in cases for event in case.events], INBURGERING.events)
    moments = pl.DataFrame(
        {
            "peildatum": [case.peildatum for case in cases],
            "known_at": [case.known_at for case in cases],
            "law_date": [case.law_date or case.peildatum for case in cases],
        },
        schema={"peildatum": pl.Date, "known_at": pl.Datetime("us", "UTC"), "law_date": pl.Date},
    )
    evaluation = run(INBURGERING.plan(capped=capped), history.as_of_each(moments), dt.date(2030, 1, 1), None)
    return evaluation.cases.to_dicts(), dict(evaluation.events)


def differences(alone: Mapping[str, Any], together: dict[str, Any], per: str | None = None) -> list[str]:
    """The columns of the case, or per event of a type, that are not the same."""
    names = [name for name in together if name in GRAPH.columns and GRAPH[name].per == per]
    return [f"{name}: {alone[name]!r}, {together[name]!r}" for name in names if not same(alone[name], together[name])]


@pytest.mark.slow
@pytest.mark.parametrize("capped", [False, True])
def test_all_columns_of_all_worked_cases(capped: bool) -> None:
    cases = [case for case in CASES if (case.law_date is not None) is capped]
    together, frames = in_frames(cases, capped)
    rows = {entity: frame.partition_by("case_row", as_dict=True, include_key=False) for entity, frame in frames.items()}
    wrong = []
    for number, case in enumerate(cases):
        alone = INBURGERING.evaluate_case(case.events, case.peildatum, known_at=case.known_at, law_date=case.law_date)
        wrong += [f"{case.id}: {said}" for said in differences(alone.values, together[number])]
        for entity, parts in rows.items():
            own = parts[number,].to_dicts() if (number,) in parts else []
            assert len(own) == len(alone.rows.get(entity, ())), (case.id, entity)
            for place, row in enumerate(own):
                said_of = differences(alone.rows[entity][place], row, entity)
                wrong += [f"{case.id} {entity} {place}: {said}" for said in said_of]
    assert not wrong, "\n".join(wrong[:20])


def anything(chance: random.Random, kind: type[EventType]) -> dict[str, Any] | None:
    """Some payload of the type, sensible or not; None when its own checks refuse it."""
    samples: dict[Any, Callable[[], Any]] = {
        pl.Boolean: lambda: chance.random() < 0.5,
        pl.Date: lambda: dt.date(2021, 6, 1) + dt.timedelta(days=chance.randrange(2000)),
        pl.Int64: lambda: chance.choice([0, 1, 2, 3, 6, 12, 600, 2021, 2023]),
        pl.Float64: lambda: chance.choice([0.0, 12.0, 40.0, 449.5, 800.0, 25000.0]),
        pl.String: lambda: chance.choice(["GM0001", "GM0363"]),
    }
    payload: dict[str, Any] = {}
    for name, dtype in kind.schema_of_payload().items():
        if not kind.model_fields[name].is_required() and chance.random() < 0.4:
            continue
        if isinstance(dtype, pl.Enum):
            payload[name] = chance.choice(list(dtype.categories))
        elif isinstance(dtype, pl.List):
            assert isinstance(dtype.inner, pl.Enum)
            payload[name] = chance.sample(list(dtype.inner.categories), chance.randrange(1, 3))
        else:
            payload[name] = samples[type(dtype)]()
    try:
        INBURGERING.events.validate_payload(kind.type, payload)
    except EventError:
        return None
    return payload


def histories(seed: int, count: int) -> list[Event]:
    """Cases in which anything happened on any day, in any order, corrected and withdrawn: more than a life allows."""
    chance = random.Random(seed)
    kinds = list(INBURGERING.events)
    found = []
    for number in range(count):
        some = chance.sample(kinds, chance.randrange(5, 40))
        for kind in [*some, *chance.choices(some, k=chance.randrange(20))]:
            payload = anything(chance, kind)
            if payload is not None:
                day = dt.date(2021, 6, 1) + dt.timedelta(days=chance.randrange(1800))
                found.append(
                    Event(
                        case_id=f"c{number}", person_id=f"p{number}", type=kind.type, valid_on=day, payload=payload,
                        instance=str(chance.randrange(3)), organisation="chance", actor="chance",
                        recorded_at=START + dt.timedelta(hours=chance.randrange(40000)),
                        retracted=chance.random() < 0.05,
                    )
                )  # fmt: skip
    return found


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(3))
def test_all_columns_of_whatever_may_have_happened(seed: int) -> None:
    events = histories(seed, 150)
    day, known_at = dt.date(2025, 3, 1), dt.datetime(2025, 1, 1, tzinfo=dt.UTC)
    evaluation = INBURGERING.evaluate(history_of(events, INBURGERING.events), day, known_at=known_at)
    own: dict[str, list[Event]] = {}
    for event in events:
        own.setdefault(event.case_id, []).append(event)
    wrong = []
    for together in evaluation.cases.iter_rows(named=True):
        alone = INBURGERING.evaluate_case(own[together["case_id"]], day, known_at=known_at)
        wrong += [f"{together['case_id']}: {said}" for said in differences(alone.values, together)]
    assert not wrong, f"{len(wrong)}: " + "\n".join(wrong[:20])


@pytest.mark.slow
@pytest.mark.parametrize("day", [KNOWN_AT.date(), dt.date(2025, 6, 30)])
def test_all_columns_of_part_of_the_demo_register(day: dt.date) -> None:
    history = make_demo(7, 0.002).history()
    evaluation = INBURGERING.evaluate(history, day)
    snapshot = history.as_of(day)
    frames = {name: f.partition_by("case_row", as_dict=True, include_key=False) for name, f in snapshot.frames.items()}
    for number, together in enumerate(evaluation.cases.iter_rows(named=True)):
        rows = {name: parts[number,].to_dicts() for name, parts in frames.items() if (number,) in parts}
        alone = INBURGERING.evaluate_rows(together["case_id"], rows, day)
        assert not differences(alone.values, together), together["case_id"]
