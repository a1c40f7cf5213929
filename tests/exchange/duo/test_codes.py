"""Every code of DUO's list: what is asked after it, what the register gets, and what a person is told to do."""

from __future__ import annotations

import datetime as dt

import pytest

from doorstroom.exchange.duo.codes import CODES, LIVE, PLANNED
from doorstroom.exchange.duo.codes import OURS as OUR_OWN
from doorstroom.exchange.duo.mapping import INCOMING, OUTGOING
from doorstroom.exchange.duo.resources import RESOURCES
from doorstroom.exchange.duo.signals import SIGNALS, note_signals, signals
from doorstroom.exchange.duo.tasks import open_tasks
from doorstroom.kernel.history import history_of
from doorstroom.stelsels.inburgering import system
from tests.exchange.duo.expected import CALLS
from tests.exchange.duo.town import ASYLUM, FAMILY, OURS, Town


def steps(*told: str) -> str:
    """Steps of a script."""
    return "".join(f"      - {{{each}}}\n" for each in told)


PLAN = steps('day: 20, event: pip_vastgesteld, gemeente: "0363", leerroute: B1, niveau: B1')
EXEMPT = "event: vrijstelling_besloten, uitkomst"
DISPENSED = "event: ontheffing_besloten, uitkomst"


@pytest.mark.parametrize("code", sorted(CALLS))
def test_the_calls_after_a_code_are_those_of_the_page_and_the_workbook(code: str) -> None:
    assert list(CODES[code].calls) == CALLS[code]


def test_the_table_is_complete_and_names_only_what_exists() -> None:
    assert len([code for code in CODES.values() if code.state == LIVE]) == 28
    assert {code.code for code in CODES.values() if code.state == PLANNED} == {
        "SS112", "SS122", "SS123", "SS140", "SS141", "SS142",
    }  # fmt: skip
    assert {code.code for code in CODES.values() if code.state == OUR_OWN} == {
        "SS126", "SS127", "SS132", "SS133", "SS135", "SS136",
    }  # fmt: skip
    inburgering = system()
    for code in CODES.values():
        assert all(RESOURCES[call].method == "GET" for call in code.calls)
        assert not code.column or code.column in inburgering.graph.columns
        assert not code.event or code.event in inburgering.events
        assert code.trigger.endswith(".") and (not code.todo or code.todo.endswith("."))


def test_the_mapping_names_only_what_exists_and_every_answer_that_a_code_asks_for() -> None:
    types = system().events
    assert {row.resource for row in INCOMING} == {call for code in CODES.values() for call in code.calls}
    assert all(event in types for row in INCOMING for event in row.events)
    for row in OUTGOING:
        assert row.event in types and RESOURCES[row.resource].method != "GET"
        assert not row.shown_by or RESOURCES[row.shown_by].method == "GET"


# What happens to somebody -> the codes that come, and an event that the register gets.
LIVES: dict[str, tuple[str, set[str], str]] = {
    "asiel": (ASYLUM, {"SS101", "SS139"}, "kennisgeving_verzonden"),
    "aow": (FAMILY.replace("1985-11-01", "1957-05-01"), {"SS128", "SS139", "SS110"}, "kennisgeving_verzonden"),
    "overleden": (ASYLUM + steps("day: 60, event: overlijden"), {"SS111"}, "overlijden"),
    "ingetrokken": (FAMILY + steps("day: 60, event: verblijfsrecht_beeindigd, reden: ingetrokken"), {"SS110"}, ""),
    "vrijgesteld": (
        FAMILY + steps(f"day: 60, {EXEMPT}: toegekend, soort: volledig, grond: avi"),
        {"SS107"}, "vrijstelling_besloten",
    ),
    "ontheven": (
        FAMILY + steps(f"day: 60, {DISPENSED}: toegekend, grond: medisch"), {"SS108"}, "ontheffing_besloten",
    ),
    "tijdelijk": (
        ASYLUM
        + steps(
            f"day: 60, {EXEMPT}: toegekend, soort: tijdelijk, grond: opleiding",
            "day: 80, event: vrijstelling_beeindigd",
        ),
        {"SS109", "SS129"}, "vrijstelling_beeindigd",
    ),
    "tijdelijk-pip": (
        ASYLUM + PLAN
        + steps(
            f"day: 60, {EXEMPT}: toegekend, soort: tijdelijk, grond: opleiding",
            "day: 80, event: vrijstelling_beeindigd",
        ),
        {"SS109", "SS130"}, "vrijstelling_beeindigd",
    ),
    "toets": (
        ASYLUM
        + steps(
            "day: 30, examennummer: true",
            "day: 40, event: leerbaarheidstoets_afgenomen, uitkomst: B1_haalbaar, score: 72.5, benodigde_score: 60",
        ),
        {"SS137", "SS131"}, "leerbaarheidstoets_afgenomen",
    ),
    "examen": (
        ASYLUM + steps("day: 40, event: examen_afgelegd, onderdeel: knm, resultaat: geen, reden_geen: absent"),
        {"SS199"}, "examen_afgelegd",
    ),
    "termijn": (ASYLUM + PLAN, {"SS102"}, "termijn_gemeld"),
    "geweigerd": (
        ASYLUM + PLAN
        + steps(
            f"day: 40, {EXEMPT}: afgewezen, soort: volledig, grond: avi",
            f"day: 41, {EXEMPT}: afgewezen, soort: tijdelijk, grond: opleiding",
            f"day: 42, {EXEMPT}: afgewezen, soort: gedeeltelijk, grond: onderdeel, onderdelen: [lezen]",
            f"day: 43, {DISPENSED}: afgewezen, grond: medisch",
            "day: 44, event: verlenging_afgewezen, grond: i",
        ),
        {"SS114", "SS115", "SS116", "SS118", "SS113"}, "verlenging_afgewezen",
    ),
    "gedeeltelijk": (
        ASYLUM
        + steps(
            f"day: 40, {EXEMPT}: toegekend, soort: gedeeltelijk, grond: onderdeel, onderdelen: [lezen]",
            f"day: 41, {DISPENSED}: toegekend, grond: medisch, omvang: gedeeltelijk, onderdelen: [knm]",
        ),
        {"SS117", "SS119"}, "ontheffing_besloten",
    ),
    "gezin": (
        ASYLUM + steps("day: 40, event: doelgroep_gewijzigd, doelgroep: gezins_en_overige_migrant"),
        {"SS124"}, "doelgroep_gewijzigd",
    ),
    "asielgroep": (
        FAMILY + steps("day: 40, event: doelgroep_gewijzigd, doelgroep: asielstatushouder"),
        {"SS125"}, "doelgroep_gewijzigd",
    ),
    "verhuisd": (FAMILY.replace('"0363"', '"0344"') + steps('day: 40, settles: "0363"'), {"SS120"}, ""),
    "verhuisd-pip": (
        FAMILY.replace('"0363"', '"0344"') + PLAN.replace("0363", "0344") + steps('day: 40, settles: "0363"'),
        {"SS121"}, "pip_vastgesteld",
    ),
}  # fmt: skip


@pytest.mark.parametrize("life", sorted(LIVES))
def test_a_life_yields_its_codes_and_the_register_gets_what_duo_says(town: Town, life: str) -> None:
    script, codes, event = LIVES[life]
    bsn = town.script(script)
    for day in (20, 45, 61, 81, 160, 340):
        town.day(day)
    assert codes <= set(town.codes()), town.codes()
    assert {message.state for message in town.inbox()} == {"processed"}
    assert not event or town.events(bsn, event), [each.type for each in town.events(bsn)]
    told = {task.code for task in open_tasks(town.side.store)}
    assert {code for code in codes if CODES[code].todo} <= told


@pytest.mark.parametrize("known", [True, False], ids=["our rules know the end", "only DUO does"])
def test_an_extension_is_what_duos_end_lies_later_than_before(town: Town, known: bool) -> None:
    bsn = town.script(
        ASYLUM
        + PLAN
        + "      - {day: 60, event: verlenging_verleend, grond: a, maanden: 6}\n"
        + "      - {day: 90, event: verlenging_verleend, grond: ambtshalve_categorie, maanden: 6, ambtshalve: true}\n"
    )
    town.day(20)
    if known:
        town.brp(bsn)
    town.record(bsn, "pip_vastgesteld", dt.date(2024, 1, 21), gemeente=OURS, leerroute="B1", niveau="B1")
    for day in (22, 61, 61, 91):
        town.day(day)
    assert {"SS102", "SS104", "SS103"} <= set(town.codes())
    granted = [event.payload for event in town.events(bsn, "verlenging_verleend")]
    assert [(each["grond"], each["ambtshalve"]) for each in granted] == [("a", False), ("ambtshalve_categorie", True)]
    columns = town.columns(bsn, "termijn_duo_einde_exclusief", "termijn_wijkt_af_van_duo")
    assert columns["termijn_duo_einde_exclusief"] == dt.date(2028, 1, 22)
    assert columns["termijn_wijkt_af_van_duo"] is (False if known else None)


def test_an_extension_on_a_ground_that_nobody_explained_is_a_task_and_no_guess(town: Town) -> None:
    from dataclasses import replace

    bsn = town.script(ASYLUM + PLAN + "      - {day: 60, event: verlenging_verleend, grond: a, maanden: 6}\n")
    town.side = replace(town.side, settings=replace(town.side.settings, gronden={}))
    town.day(20)
    town.brp(bsn)
    town.record(bsn, "pip_vastgesteld", dt.date(2024, 1, 21), gemeente=OURS, leerroute="B1", niveau="B1")
    for day in (22, 61):
        town.day(day)
    assert town.events(bsn, "verlenging_verleend") == []
    (task,) = [task for task in town.tasks() if "grond die wij niet kennen" in task.text]
    assert task.detail == "Langdurige ziekte"
    assert town.columns(bsn, "termijn_wijkt_af_van_duo")["termijn_wijkt_af_van_duo"] is True


def test_what_a_person_recorded_already_is_not_recorded_again(town: Town) -> None:
    bsn = town.script(
        ASYLUM + "      - {day: 40, event: examen_afgelegd, onderdeel: lezen, niveau: B1, resultaat: geslaagd}\n"
    )
    town.day(20)
    town.record(bsn, "examen_afgelegd", dt.date(2024, 2, 10), onderdeel="lezen", niveau="B1", resultaat="geslaagd")
    town.day(45)
    assert len(town.events(bsn, "examen_afgelegd")) == 1


def test_what_a_person_took_back_stays_taken_back(town: Town) -> None:
    life = ASYLUM + "".join(
        f"      - {{day: {day}, event: examen_afgelegd, onderdeel: {part}, niveau: B1, resultaat: geslaagd}}\n"
        for day, part in ((40, "lezen"), (50, "luisteren"))
    )
    bsn = town.script(life)
    town.day(20)
    town.day(45)
    (result,) = town.events(bsn, "examen_afgelegd")
    town.take_back(result)
    town.day(55)
    held = town.side.system.evaluate_case(town.events(bsn), dt.date(2024, 3, 1), want=["leerroute"]).rows
    assert [event.instance for event in town.events(bsn, "examen_afgelegd")].count(result.instance) == 2
    assert len(held.get("examen_afgelegd", ())) <= 1


def test_our_own_signals_become_tasks_and_end_when_they_hold_no_more(town: Town) -> None:
    bsn = town.script(ASYLUM)
    town.day(20)
    town.brp(bsn)
    town.day(100)
    assert _look(town, bsn) == (1, 0)
    assert [task.code for task in town.tasks() if task.key.startswith("signaal:")] == ["SS126"]
    assert _look(town, bsn) == (0, 0)
    town.record(bsn, "pip_vastgesteld", dt.date(2024, 4, 10), gemeente=OURS, leerroute="B1", niveau="B1")
    town.day(110)
    assert _look(town, bsn) == (1, 1)  # the plan is there; now an offer is missing
    assert [task.code for task in town.tasks() if task.key.startswith("signaal:")] == ["SS127"]
    assert set(SIGNALS.values()) == {code.code for code in CODES.values() if code.state == OUR_OWN}


CONTRACTS = {
    "SS132": ("", "cursus", "B1"),  # no plan
    "SS133": ("B1", "cursus", "A2"),
    "SS135": ("Z", "cursus", "B1"),
    "SS136": ("B1", "taalschakeltraject", "B1"),
}


def test_a_contract_that_does_not_fit_is_said_by_our_own_rules_and_is_a_task_of_that_case(town: Town) -> None:
    bsns = {}
    for code, (route, kind, level) in CONTRACTS.items():
        bsns[code] = bsn = town.script(ASYLUM, code)
        town.brp(bsn)
        if route:
            plan = {"leerroute": route, "niveau": None if route == "Z" else route}
            town.record(bsn, "pip_vastgesteld", dt.date(2024, 1, 20), gemeente=OURS, **plan)
        town.record(bsn, "cursuscontract_gemeld", dt.date(2024, 1, 25), soort=kind, niveau=level)
    town.clock.now += dt.timedelta(days=30)
    events = [event for bsn in bsns.values() for event in town.events(bsn)]
    found = signals(town.side.system, history_of(events, town.side.system.events), town.side.today)
    about_contracts = {(signal.code, signal.person_id) for signal in found if signal.code in CONTRACTS}
    assert about_contracts == {(code, town.person(bsn)) for code, bsn in bsns.items()}
    note_signals(town.side.store, found)
    told = {(task.code, task.person_id) for task in town.tasks() if task.key.startswith("signaal:")}
    assert about_contracts <= told


def _look(town: Town, bsn: str) -> tuple[int, int]:
    history = history_of(town.events(bsn), town.side.system.events)
    return note_signals(town.side.store, signals(town.side.system, history, town.side.today))
