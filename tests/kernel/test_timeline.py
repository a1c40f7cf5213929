"""Timelines put the events of several types in one order; carried, before and after keep unknown unknown."""

import datetime as dt
from pathlib import Path

import polars as pl
import pytest
from polars import Expr

from doorstroom.kernel.columns import fact, rule
from doorstroom.kernel.errors import EventError
from doorstroom.kernel.events import Event, EventType, EventTypes
from doorstroom.kernel.history import history_of
from doorstroom.kernel.law import Parameters
from doorstroom.kernel.system import System
from doorstroom.kernel.timeline import Timeline, after, before, carried
from doorstroom.kernel.vocabulary import Aggregate, last


class Weg(EventType, type="weg", nl="Weg", en="Left"):
    """Somebody left."""

    reden: str | None = None


class Terug(EventType, type="terug", nl="Terug", en="Back"):
    """Somebody came back."""

    waar: str


LOOP = Timeline(
    "loop", nl="Loop", en="Course", types=(Weg, Terug), fields={"reden_weg": "weg.reden", "plaats": "terug.waar"}
)


@rule(nl="Weg sinds {weg_sinds}.", en="Gone since {weg_sinds}.", per="loop")
def weg_sinds(of_type: Expr, valid_on: Expr) -> Expr:
    """Since when was the person gone, as of this event?"""
    return carried(valid_on, when=of_type == "weg")


@fact("loop", nl="Laatst weg sinds {laatst_weg}.", en="Last gone since {laatst_weg}.")
def laatst_weg(weg_sinds: Expr) -> Aggregate:
    """Since when was the person gone last?"""
    return last(weg_sinds)


@fact("loop", nl="Soort {laatste_soort}.", en="Kind {laatste_soort}.")
def laatste_soort(of_type: Expr, plaats: Expr) -> Aggregate:
    """Of which type is the last event?"""
    return last(of_type.cast(pl.String) + "/" + plaats.fill_null("-"))


def _system(*timelines: Timeline) -> System:
    events = EventTypes([Weg, Terug], timelines)
    return System("test", Path("."), events, [weg_sinds, laatst_weg, laatste_soort], Parameters({}))


def _event(case: str, kind: str, day: dt.date, **payload: str) -> Event:
    return Event(
        case_id=case,
        person_id=case,
        type=kind,
        instance=f"{kind}{day}",
        valid_on=day,
        recorded_at=dt.datetime(2024, 1, 1, tzinfo=dt.UTC),
        organisation="o",
        actor="a",
        payload=payload,
    )


def test_events_of_two_types_stand_in_order_of_day_then_type() -> None:
    system = _system(LOOP)
    day = dt.date(2023, 5, 1)
    history = history_of(
        [
            _event("a", "terug", day, waar="x"),
            _event("a", "weg", day, reden="r"),
            _event("b", "terug", dt.date(2023, 6, 1), waar="y"),
            _event("c", "weg", dt.date(2023, 7, 1)),
        ],
        system.events,
    )
    found = system.evaluate(history, dt.date(2024, 1, 1)).cases
    assert found["laatst_weg"].to_list() == [day, None, dt.date(2023, 7, 1)]
    assert found["laatste_soort"].to_list() == ["terug/x", "terug/y", "weg/-"]
    only = system.evaluate(history, dt.date(2024, 1, 1), want=["laatst_weg"]).cases
    assert only["laatst_weg"].to_list() == found["laatst_weg"].to_list()


def test_without_events_there_is_nothing() -> None:
    system = _system(LOOP)
    history = history_of([_event("a", "weg", dt.date(2023, 7, 1))], system.events)
    assert system.evaluate(history, dt.date(2023, 6, 30)).cases["laatst_weg"].to_list() == [None]


def test_a_timeline_of_a_field_that_does_not_exist_is_refused() -> None:
    with pytest.raises(EventError, match=r"field 'x' is taken from 'weg\.nergens', which does not exist"):
        Timeline("fout", nl="", en="", types=(Weg,), fields={"x": "weg.nergens"})
    with pytest.raises(EventError, match="unknown event type 'terug'"):
        EventTypes([Weg], [LOOP])
    with pytest.raises(EventError, match="has the name of another entity"):
        EventTypes([Weg, Terug], [LOOP, LOOP])


def test_an_event_that_means_nothing_without_another_is_left_out() -> None:
    loop = Timeline("loop", nl="Loop", en="Course", types=(Weg, Terug), fields={"plaats": "terug.waar"},
                    only_with={"terug": "weg"})  # fmt: skip
    events = EventTypes([Weg, Terug], [loop])
    system = System("test", Path("."), events, [weg_sinds, laatst_weg, laatste_soort], Parameters({}))
    day = dt.date(2023, 5, 1)
    told = [_event("a", "terug", day, waar="x"), _event("b", "weg", day), _event("b", "terug", day, waar="y")]
    found = system.evaluate(history_of(told, events), dt.date(2024, 1, 1)).cases
    assert found["laatste_soort"].to_list() == [None, "terug/y"]
    alone = system.evaluate(history_of(told[:1], events), dt.date(2024, 1, 1)).cases
    assert alone["laatste_soort"].to_list() == [None]


def test_carried_keeps_the_last_value_within_the_case_and_doubt_as_doubt() -> None:
    frame = pl.DataFrame(
        {
            "case_row": [0, 0, 0, 0, 1, 1],
            "when": [False, True, None, True, False, True],
            "value": ["a", "b", "c", None, "e", "f"],
        }
    )
    found = frame.select(
        carried=carried(pl.col("value"), when=pl.col("when"), initially="?"),
        constant=carried(pl.lit("k"), when=pl.col("when")),
        before=before(pl.col("value"), initially="eerst"),
        after=after(pl.col("value"), finally_="laatst"),
    )
    assert found["carried"].to_list() == ["?", "b", None, None, "?", "f"]
    assert found["constant"].to_list() == [None, "k", None, "k", None, "k"]
    assert found["before"].to_list() == ["eerst", "a", "b", "c", "eerst", "e"]
    assert found["after"].to_list() == ["b", "c", None, "laatst", "f", "laatst"]
