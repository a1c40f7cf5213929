"""A field of the event hides a column of the case with the same name."""

import datetime as dt
from pathlib import Path

from polars import Expr

from doorstroom.kernel.columns import fact, rule
from doorstroom.kernel.events import Event, EventType, EventTypes
from doorstroom.kernel.history import history_of
from doorstroom.kernel.law import Parameters
from doorstroom.kernel.system import System
from doorstroom.kernel.vocabulary import Aggregate, count, last


class Plan(EventType, type="plan", nl="Plan", en="Plan"):
    """A plan with a route."""

    route: str


@fact("plan", nl="Huidige route: {route}.", en="Current route: {route}.")
def route(route: Expr) -> Aggregate:
    """Which route holds now?"""
    return last(route)


@rule(nl="Route B.", en="Route B.", per="plan")
def is_b(route: Expr) -> Expr:
    """Is the route of this plan B?"""
    return route == "B"


@fact("plan", nl="Aantal B: {aantal_b}.", en="Number of B: {aantal_b}.")
def aantal_b(is_b: Expr) -> Aggregate:
    """How many plans had route B?"""
    return count(when=is_b)


def test_a_field_of_the_event_hides_a_column_of_the_case() -> None:
    system = System("x", Path("."), EventTypes([Plan]), [route, is_b, aantal_b], Parameters({}))
    events = [
        Event(
            case_id="1",
            person_id="1",
            type="plan",
            instance=str(day),
            valid_on=dt.date(2024, 1, day),
            recorded_at=dt.datetime(2024, 1, day, tzinfo=dt.UTC),
            organisation="o",
            actor="a",
            payload={"route": name},
        )
        for day, name in ((1, "B"), (2, "Z"))
    ]
    found = system.evaluate(history_of(events, system.events), dt.date(2024, 2, 1)).cases.row(0, named=True)
    assert (found["route"], found["aantal_b"]) == ("Z", 1)
