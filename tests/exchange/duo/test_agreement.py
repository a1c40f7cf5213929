"""Do DUO and the register agree about a person? Where not, it is said what and by whom."""

from __future__ import annotations

import datetime as dt

from doorstroom.exchange.duo.agreement import compare
from doorstroom.exchange.duo.reference import listed, refresh
from doorstroom.exchange.duo.standin.faults import Fault
from tests.exchange.duo.test_codes import PLAN, steps
from tests.exchange.duo.town import ASYLUM, OURS, Town


def test_who_was_told_all_along_is_alike_on_both_sides(town: Town) -> None:
    bsn = town.script(ASYLUM)
    town.day(10)
    town.brp(bsn)
    town.day(20)
    town.record(bsn, "pip_vastgesteld", dt.date(2024, 1, 21), gemeente=OURS, leerroute="B1", niveau="B1")
    town.record(bsn, "uren_gevolgd", dt.date(2024, 2, 1), soort="nt2", uren=12.5, keurmerk=True)
    town.day(40)
    found = compare(town.side, [town.person(bsn)])
    assert found.differences == () and found.compared == (town.person(bsn),)


def test_what_we_were_not_told_or_know_otherwise_is_named(town: Town) -> None:
    bsn = town.script(ASYLUM + PLAN + steps("day: 30, event: examen_afgelegd, onderdeel: knm, resultaat: geslaagd"))
    town.day(10)
    town.brp(bsn, grond="8d")  # another right of residence than DUO knows
    town.duo.player.municipalities.clear()  # and from here on nothing arrives
    town.day(40)
    found = {each.what: (each.duo, each.ours) for each in compare(town.side, [town.person(bsn)]).differences}
    assert found["Leerroute"] == ("B1", "onbekend") and found["Gemeente van het PIP"] == (OURS, "onbekend")
    assert found["Examen afgelegd"][1] == "niet in het register"
    assert "Einde van de termijn (exclusief)" in found


def test_who_is_not_ours_at_duo_is_left_aside_and_an_outage_is_said(town: Town) -> None:
    bsn, gone = town.script(ASYLUM, "a"), town.script(ASYLUM + steps('day: 20, settles: "0344"'), "b")
    town.day(30)
    found = compare(town.side, [town.person(gone), town.person(bsn), "p-niemand"])
    assert set(found.not_ours) == {town.person(gone), "p-niemand"} and found.compared == (town.person(bsn),)
    town.duo.faults.requests.append(Fault("status", 503))
    assert "kan nu niet antwoorden" in compare(town.side, [town.person(bsn)]).broken_off


def test_the_lists_of_schools_and_grounds_are_asked_once_a_day(town: Town) -> None:
    assert listed(town.side.store, "instellingen") == []
    assert set(refresh(town.side)) == {"instellingen", "verlengingsgronden"}
    assert (
        len(listed(town.side.store, "instellingen")) == 3 and len(listed(town.side.store, "verlengingsgronden")) == 16
    )
    assert refresh(town.side) == {}
    town.clock.now += dt.timedelta(days=1)
    town.duo.faults.requests.append(Fault("status", 503, resource="instellingen"))
    assert not refresh(town.side)["instellingen"].done
    assert len(listed(town.side.store, "instellingen")) == 3  # the last ones stay
