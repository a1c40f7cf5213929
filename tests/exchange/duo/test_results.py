"""R-1 to R-12: what DUO refuses of PVT, MAP and Z-route, and that nothing is withdrawn without a person."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from doorstroom.exchange.duo import decisions, outbox, verwijtbaarheid
from doorstroom.exchange.duo.client import DuoClient
from doorstroom.exchange.duo.messages.pip import Pip
from doorstroom.exchange.duo.messages.resultaten import ResultaatMap, ResultaatPvt, ResultaatZroute
from doorstroom.exchange.duo.messages.uren import UrenParticipatieactiviteiten, UrenParticipatieAlsTaalles
from doorstroom.exchange.duo.outcomes import Outcome
from doorstroom.exchange.duo.tasks import Kind
from tests.exchange.duo.test_rules_of_duo import refused
from tests.exchange.duo.town import ASYLUM, OURS, Town

#: With this plan the term runs from 21 January 2024 to 21 January 2027, exclusive.
PLAN = dt.date(2024, 1, 20)
END = dt.date(2027, 1, 21)


@pytest.fixture(params=["pvt", "map"])
def part(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def bsn(town: Town) -> str:
    made = town.script(ASYLUM)
    town.day(25)
    assert town.call("pip_melden", bsn=made, body=Pip(dagtekening=PLAN, leerroute="Z")).done
    town.day(60)
    return made


def tell(caller: Any, bsn: str, part: str, day: dt.date | None, verwijtbaar: str | None = None) -> Outcome:
    body: Any = (
        ResultaatPvt(ondertekend_op=day, verwijtbaar=verwijtbaar)  # type: ignore[arg-type]
        if part == "pvt"
        else ResultaatMap(eindgesprek_op=day, verwijtbaar=verwijtbaar)  # type: ignore[arg-type]
    )
    outcome: Outcome = caller.call(f"{part}_melden", bsn=bsn, body=body)
    return outcome


def on(town: Town, day: dt.date) -> None:
    town.day((day - dt.date(2024, 1, 1)).days, sync=False)


def test_a_day_is_received_and_shown(town: Town, bsn: str, part: str) -> None:
    day = dt.date(2024, 2, 10)
    assert tell(town, bsn, part, day).status == 200
    shown = town.call(part, bsn=bsn).value.written()
    assert list(shown.values()) == ["2024-02-10"]


def test_R_1_a_change_needs_an_earlier_day_of_this_municipality(town: Town, bsn: str, part: str) -> None:
    assert tell(town, bsn, part, dt.date(2024, 2, 10)).done
    name = town.name(bsn)
    town.duo.world.record(name, "brp_inschrijving", dt.date(2024, 2, 20), {"gemeente": "0344"}, key="m", instance="m")
    theirs = DuoClient(town.duo.settings_for("0344"))
    assert theirs.call("pip_melden", bsn=bsn, body=Pip(dagtekening=dt.date(2024, 2, 25), leerroute="Z")).done
    refused(tell(theirs, bsn, part, dt.date(2024, 2, 26)), "R-1")
    theirs.close()


def test_R_2_only_who_holds_the_current_plan_may_tell(town: Town, bsn: str, part: str) -> None:
    name = town.name(bsn)
    town.duo.world.record(name, "brp_inschrijving", dt.date(2024, 2, 20), {"gemeente": "0344"}, key="m", instance="m")
    theirs = DuoClient(town.duo.settings_for("0344"))
    refused(tell(theirs, bsn, part, dt.date(2024, 2, 26)), "R-2")
    theirs.close()


def test_R_3_not_after_the_duty_was_met_by_the_Z_route(town: Town, bsn: str, part: str) -> None:
    for each in ("pvt", "map"):
        assert tell(town, bsn, each, dt.date(2024, 2, 10)).done
    assert town.call("uren_taalles_melden", bsn=bsn, body=UrenParticipatieAlsTaalles(uren=800)).done
    assert town.call("uren_participatie_melden", bsn=bsn, body=UrenParticipatieactiviteiten(uren=800)).done
    assert town.call("zroute_melden", bsn=bsn, body=ResultaatZroute(afgerond_op=dt.date(2024, 3, 1))).done
    refused(tell(town, bsn, part, dt.date(2024, 2, 11)), "R-3")


def test_R_4_not_before_the_term(town: Town, bsn: str, part: str) -> None:
    refused(tell(town, bsn, part, PLAN), "R-4")
    assert tell(town, bsn, part, PLAN + dt.timedelta(days=1)).done


def test_R_5_not_after_the_Z_route_was_completed(town: Town, bsn: str, part: str) -> None:
    assert town.call("zroute_melden", bsn=bsn, body=ResultaatZroute(afgerond_op=dt.date(2024, 2, 15))).done
    refused(tell(town, bsn, part, dt.date(2024, 2, 16)), "R-5")
    assert tell(town, bsn, part, dt.date(2024, 2, 15)).done


def test_R_6_not_in_the_future(town: Town, bsn: str, part: str) -> None:
    today = dt.date(2024, 3, 1)
    refused(tell(town, bsn, part, today + dt.timedelta(days=1)), "R-6")
    assert tell(town, bsn, part, today).done


def test_R_7_nothing_is_withdrawn_once_the_Z_route_was_completed(town: Town, bsn: str, part: str) -> None:
    assert tell(town, bsn, part, dt.date(2024, 2, 10)).done
    assert tell(town, bsn, part, None).done  # an empty day withdraws
    assert town.call(part, bsn=bsn).status == 404
    assert tell(town, bsn, part, dt.date(2024, 2, 10)).done
    assert town.call("zroute_melden", bsn=bsn, body=ResultaatZroute(afgerond_op=dt.date(2024, 2, 15))).done
    refused(tell(town, bsn, part, None), "R-7")


def test_R_8_after_the_term_somebody_must_say_whose_fault_it_is(town: Town, bsn: str, part: str) -> None:
    on(town, dt.date(2027, 3, 1))
    assert tell(town, bsn, part, END - dt.timedelta(days=1)).done
    refused(tell(town, bsn, part, END), "R-8")
    assert tell(town, bsn, part, END, "Ja").done


def test_R_9_beside_a_day_before_the_end_of_the_term_nobody_is_to_blame(town: Town, bsn: str, part: str) -> None:
    on(town, dt.date(2027, 3, 1))
    refused(tell(town, bsn, part, END - dt.timedelta(days=1), "Ja"), "R-9")
    refused(tell(town, bsn, part, END - dt.timedelta(days=1), "Nee"), "R-9")


def test_R_10_not_blameworthy_only_in_the_last_two_months(town: Town, bsn: str, part: str) -> None:
    on(town, dt.date(2026, 11, 20))
    refused(tell(town, bsn, part, None, "Nee"), "R-10")
    on(town, dt.date(2026, 11, 21))
    assert tell(town, bsn, part, None, "Nee").done


def test_R_11_blameworthy_only_after_the_term(town: Town, bsn: str, part: str) -> None:
    on(town, END - dt.timedelta(days=1))
    refused(tell(town, bsn, part, None, "Ja"), "R-11")
    on(town, END)
    assert tell(town, bsn, part, None, "Ja").done


def test_the_reading_of_R_9_and_R_10_is_one_function_that_says_it_is_to_be_confirmed() -> None:
    assert "nog te bevestigen" in (verwijtbaarheid.__doc__ or "")
    unknown = dict.fromkeys(verwijtbaarheid.COLUMNS)
    assert verwijtbaarheid.faults_of_blame(None, "Ja", PLAN, unknown) == []


# R-12 on our side -----------------------------------------------------------------------------------------------------


def own_plan(town: Town) -> str:
    """Somebody whose plan we made and told, with what the BRP says of him."""
    bsn = town.script(ASYLUM)
    town.day(25)
    for kind, day, payload in (
        ("geboorte", dt.date(1990, 5, 1), {}),
        ("verblijfsrecht_verkregen", dt.date(2024, 1, 1), {"grond": "8c"}),
        ("brp_inschrijving", dt.date(2024, 1, 11), {"gemeente": OURS}),
        ("pip_vastgesteld", PLAN, {"gemeente": OURS, "leerroute": "B1", "niveau": "B1"}),
    ):
        town.record(bsn, kind, day, **payload)
    town.sync()
    town.day(60)
    return bsn


def test_R_12_taking_back_what_duo_holds_waits_for_a_person(town: Town) -> None:
    bsn = own_plan(town)
    signed = town.record(bsn, "pvt_ondertekend", dt.date(2024, 2, 10))
    town.sync()
    assert town.call("pvt", bsn=bsn).value.ondertekend_op == dt.date(2024, 2, 10)
    town.take_back(signed)
    town.sync()
    message = town.outbox("pvt_melden")[-1]
    assert message.state == "concept" and message.body == {}
    (task,) = town.tasks(Kind.CONFIRM)
    assert "Bevestig dat DUO dit kwijtraakt: datumOndertekeningPvt, verwijtbaar" in task.text
    town.sync()
    assert town.call("pvt", bsn=bsn).done  # nothing went
    decisions.confirm(town.side.store, message.number, "k.manager")
    town.sync()
    assert town.call("pvt", bsn=bsn).status == 404
    assert outbox.find(town.side.store, message.number).decided_by == "k.manager"
    assert town.tasks(Kind.CONFIRM) == []


def test_R_12_a_concept_can_be_taken_back_and_a_later_message_takes_its_place(town: Town) -> None:
    bsn = own_plan(town)
    signed = town.record(bsn, "pvt_ondertekend", dt.date(2024, 2, 10))
    town.sync()
    town.take_back(signed)
    town.sync()
    town.record(bsn, "pvt_ondertekend", dt.date(2024, 2, 12))
    town.sync()
    states = [message.state for message in town.outbox("pvt_melden")]
    assert states[:2] == ["confirmed", "withdrawn"] and states[2] in ("sent", "confirmed")
    assert town.call("pvt", bsn=bsn).value.ondertekend_op == dt.date(2024, 2, 12)
    assert town.tasks(Kind.CONFIRM) == []


def test_a_judgement_waits_until_duo_may_hear_it(town: Town) -> None:
    bsn = own_plan(town)
    town.record(bsn, "verwijtbaarheid_beoordeeld", dt.date(2024, 3, 1), onderwerp="map", oordeel=True, motivering="x")
    town.sync()
    (message,) = town.outbox("map_melden")
    assert message.state == "queued" and message.body == {"verwijtbaar": "Ja"}
    assert message.next_attempt_at is not None and message.next_attempt_at.date() == END
    on(town, END)
    town.sync()
    assert town.outbox("map_melden")[0].state in ("sent", "confirmed")


def test_beside_a_day_in_the_term_no_judgement_is_told(town: Town) -> None:
    bsn = own_plan(town)
    town.record(bsn, "map_afgerond", dt.date(2024, 2, 20))
    town.record(bsn, "verwijtbaarheid_beoordeeld", dt.date(2024, 2, 21), onderwerp="map", oordeel=False, motivering="x")
    town.sync()
    assert [message.body for message in town.outbox("map_melden")] == [{"datumEindgesprekMap": "2024-02-20"}]
