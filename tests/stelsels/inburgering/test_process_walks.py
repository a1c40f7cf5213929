"""Cases walked through their actions: refused with the sentence that says why, and allowed when all is there."""

from __future__ import annotations

import pytest
from tests.stelsels.inburgering.walking import INTAKE, PLAN, Walk, newcomer, relative, with_plan

HOURS = {"uren_leerroute": 600}


# From notice to plan --------------------------------------------------------------------------------------------------


def test_from_notice_to_signed_plan() -> None:
    walk = newcomer()
    assert walk.value("stand", "2023-02-01") == "wacht_op_intake"
    assert "kennisgeving_versturen" in walk.offered("2023-02-01")
    walk.take("kennisgeving_versturen", "2023-02-01")
    assert "kennisgeving_versturen" not in walk.offered("2023-02-02")
    assert walk.offered("2023-02-02") == {"intake_oproepen", "leerbaarheidstoets_vastleggen"}
    walk.take("intake_oproepen", "2023-02-06")
    assert "intake_afronden" in walk.offered("2023-02-06") and walk.value("stand", "2023-02-06") == "intake"
    assert walk.refused("pip_vaststellen", "2023-02-07", **PLAN, **HOURS)[:2] == [
        "De brede intake is niet afgerond. Doe dat eerst.",
        "De leerbaarheidstoets ontbreekt. Laat de toets afnemen of leg de ontheffing vast.",
    ]
    walk.take("leerbaarheidstoets_vastleggen", "2023-02-20", uitkomst="B1_haalbaar")
    walk.take("intake_afronden", "2023-02-22", **INTAKE)
    assert walk.value("stand", "2023-02-22") == "pip_maken"
    assert "pip_vaststellen" in walk.offered("2023-02-22")
    walk.take("pip_vaststellen", "2023-03-01", **PLAN, **HOURS)
    assert walk.value("stand", "2023-03-01") == "traject"
    assert str(walk.value("termijn_start", "2023-03-01")) == "2023-03-02"
    assert "aanbod_doen" in walk.offered("2023-03-01") and "aanbod_ontbreekt" in walk.asked("2023-03-01")


def before_plan(walk: Walk) -> Walk:
    walk.take("kennisgeving_versturen", "2023-02-01")
    walk.take("leerbaarheidstoets_vastleggen", "2023-02-20", uitkomst="B1_haalbaar")
    walk.take("intake_afronden", "2023-02-22", **INTAKE)
    return walk


AGAINST_TEST = "De toets raadt een andere leerroute aan. Schrijf op waarom u toch deze kiest."


@pytest.mark.parametrize(
    ("outcome", "route", "against"),
    [
        ("B1_haalbaar", "B1", False), ("B1_haalbaar", "onderwijs", False), ("B1_haalbaar", "Z", True),
        ("B1_niet_haalbaar", "B1", True), ("B1_niet_haalbaar", "onderwijs", True), ("B1_niet_haalbaar", "Z", False),
        ("onbekend", "B1", False), ("onbekend", "Z", False),
    ],
)  # fmt: skip
def test_a_route_against_the_test_takes_reasons(outcome: str, route: str, against: bool) -> None:
    walk = relative()
    walk.take("leerbaarheidstoets_vastleggen", "2023-02-20", uitkomst=outcome)
    walk.take("intake_afronden", "2023-02-22", **{**INTAKE, "onderwijsroute_onderzocht": True})
    plan = {**PLAN, "leerroute": route} | ({"intensiteit_map": None} if route == "onderwijs" else {})
    said = [AGAINST_TEST] if against else []
    assert walk.refused("pip_vaststellen", "2023-03-01", **plan) == said
    assert walk.refused("pip_vaststellen", "2023-03-01", **plan, afwijking_van_toets="Er is meer te zien.") == []
    walk.take("pip_vaststellen", "2023-03-01", **plan, afwijking_van_toets="Er is meer te zien.")
    # Who keeps the route chooses nothing anew; who changes it does.
    assert walk.refused("pip_wijzigen", "2023-04-03", **plan) == []


def test_changing_the_route_against_the_test_takes_reasons() -> None:
    walk = with_plan(relative())
    assert walk.refused("leerroute_wisselen", "2023-06-01", **{**PLAN, "leerroute": "Z"}) == [AGAINST_TEST]
    walk.take("leerroute_wisselen", "2023-06-01", **{**PLAN, "leerroute": "Z"}, afwijking_van_toets="Het lukt niet.")


def test_without_a_test_nothing_is_advised() -> None:
    walk = relative()
    walk.take("leerbaarheidstoets_ontheffen", "2023-02-20", grond="visueel")
    walk.take("intake_afronden", "2023-02-22", **INTAKE)
    assert walk.refused("pip_vaststellen", "2023-03-01", **{**PLAN, "leerroute": "Z"}) == []


@pytest.mark.parametrize(
    ("day", "changed", "said"),
    [
        ("2023-01-09", {},
         "De dagtekening ligt voor het begin van de plicht (10 januari 2023). Kies die dag of later."),
        ("2023-01-31", {},
         "De dagtekening ligt voor de vestiging in de gemeente (1 februari 2023). Kies een latere dag."),
        ("2023-03-01", {"leerroute": "onderwijs", "niveau": "A2"},
         "Niveau A2 past niet bij de onderwijsroute. Kies B1 of laat het niveau leeg."),
        ("2023-03-01", {"leerroute": "Z", "niveau": "B1"},
         "Niveau B1 of B2 mag niet met de Z-route. Haal het niveau weg of kies een andere route."),
        ("2023-03-01", {"niveau_spreken": "A2"},
         "Het eerste PIP in de B1-route kan geen A2 noemen. Afschalen kan later, na genoeg lesuren."),
        ("2023-03-01", {"uren_leerroute": 600},
         "Uren voor de leerroute horen alleen in het PIP van een asielstatushouder. Laat ze hier leeg."),
        ("2023-03-01", {"gemeente": "0002"},
         "Alleen de gemeente die nu verantwoordelijk is, kan dit PIP vaststellen. Noem die gemeente."),
        ("2023-03-01", {"voortgangsgesprekken": None, "intensiteit_map": None},
         "In het PIP ontbreekt nog: intensiteit map, voortgangsgesprekken."),
        ("2023-03-02", {}, "De datum 2 maart 2023 ligt in de toekomst. Leg alleen vast wat al is gebeurd."),
    ],
)  # fmt: skip
def test_what_is_checked_on_a_first_plan(day: str, changed: dict[str, object], said: str) -> None:
    walk = before_plan(relative())
    plan = {**PLAN, **changed}
    assert said in walk.refused("pip_vaststellen", day, today="2023-03-01", **plan)
    assert walk.refused("pip_vaststellen", "2023-03-01", **PLAN) == []


def test_the_wish_for_the_onderwijsroute_must_be_examined() -> None:
    walk = relative()
    walk.take("leerbaarheidstoets_vastleggen", "2023-02-20", uitkomst="B1_haalbaar")
    walk.take("intake_afronden", "2023-02-22", **{**INTAKE, "onderwijsroute_gewenst": True})
    said = walk.refused("pip_vaststellen", "2023-03-01", **PLAN)
    assert said == ["Het onderzoek naar de onderwijsroute ontbreekt. Vul dat aan bij de brede intake."]
    walk.take("intake_aanvullen", "2023-02-22", onderwijsroute_onderzocht=True)
    walk.take("pip_vaststellen", "2023-03-01", **PLAN)


def test_three_calls_and_then_the_intake_in_absence() -> None:
    walk = relative()
    walk.take("intake_oproepen", "2023-02-06")
    assert walk.refused("intake_oproepen_met_waarschuwing", "2023-02-07") != []
    assert "intake_waarschuwing_nodig" not in walk.asked("2023-02-07")
    walk.take("niet_verschenen_vastleggen", "2023-02-13", verschoonbaar=False)
    assert "intake_waarschuwing_nodig" in walk.asked("2023-02-13")
    walk.take("intake_oproepen_met_waarschuwing", "2023-02-14")
    walk.take("niet_verschenen_vastleggen", "2023-02-21", verschoonbaar=False)
    assert walk.refused("intake_in_afwezigheid_afronden", "2023-02-21") == [
        "Dit kan pas na drie oproepen zonder resultaat. Tot nu toe zijn er 2."
    ]
    walk.take("intake_derde_oproep", "2023-02-22")
    assert walk.refused("niet_verschenen_vastleggen", "2023-02-01")[-1].startswith(
        "Deze dag ligt voor de eerste oproep"
    )
    walk.take("niet_verschenen_vastleggen", "2023-03-01", verschoonbaar=False)
    walk.take("intake_in_afwezigheid_afronden", "2023-03-02", **INTAKE)
    assert "pip_vaststellen" in walk.offered("2023-03-02")


# Changing the plan ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("hours", "allowed"), [(599, False), (600, True)])
def test_lowering_the_level_takes_600_hours(hours: int, allowed: bool) -> None:
    walk = with_plan(relative())
    a2 = {**PLAN, "niveau": "A2"}
    del a2["leerroute"]
    walk.take("uren_vastleggen", "2024-03-01", soort="nt2", uren=hours, keurmerk=True)
    walk.take("inspanning_beoordelen", "2024-03-04", oordeel=True, motivering="kwam altijd")
    assert "Leg eerst het oordeel vast dat B1 niet haalbaar is binnen de termijn." in walk.refused(
        "afschalen", "2024-03-05", **a2
    )
    walk.take("haalbaarheid_b1_beoordelen", "2024-03-05", oordeel=False, motivering="te weinig vooruitgang")
    said = [] if allowed else ["Lesuren NT2 die nog ontbreken: 1. Leg ze vast als ze al zijn gevolgd."]
    assert [s for s in walk.refused("afschalen", "2024-03-06", **a2) if "Lesuren" in s] == said
    assert (walk.refused("afschalen", "2024-03-06", **a2) == []) is allowed
    without = walk.refused("afschalen", "2024-03-06", **{**a2, "niveau": "B1"})
    assert "Kies niveau A2 voor alle of voor sommige taalonderdelen." in without
    if allowed:
        walk.take("afschalen", "2024-03-06", **a2)
        assert walk.value("afgeschaald", "2024-03-06") is True
    else:
        assert "A2 in de B1-route kan pas na 'Schaal af naar A2'. Daarvoor gelden voorwaarden." in walk.refused(
            "pip_wijzigen", "2024-03-06", **a2, leerroute="B1"
        )


def test_another_route_within_a_year_and_a_half() -> None:
    walk = with_plan(relative())
    zroute = {**PLAN, "leerroute": "Z", "afwijking_van_toets": "Het lukt niet."}
    last = "2024-09-01"  # the term started on 2 March 2023
    assert walk.refused("pip_wijzigen", last, **{**PLAN, "leerroute": "Z"}) == [
        "Dit is een andere leerroute dan nu. Kies: wissel van leerroute."
    ]
    assert walk.refused("leerroute_wisselen", last, **PLAN) != []
    assert walk.refused("leerroute_wisselen", last, **zroute) == []
    over = "Wisselen kon tot en met 1 september 2024. Beoordeel eerst of dit een bijzonder geval is."
    assert walk.refused("leerroute_wisselen", "2024-09-02", **zroute) == [
        over,
        "Wisselen naar deze leerroute mag niet meer. Dat kon tot en met 1 september 2024.",
    ]
    special = {**zroute, "bijzonder_geval": True}
    assert walk.refused("leerroute_wisselen", "2024-09-02", **special) == [
        over,
        "Beoordeel eerst of dit een bijzonder geval is, en leg dat oordeel vast.",
    ]
    walk.take("bijzonder_geval_beoordelen", "2024-09-02", oordeel=True, motivering="ziek geweest")
    walk.take("leerroute_wisselen", "2024-09-02", **special)


def test_a_plan_that_a_court_annulled_is_made_anew() -> None:
    walk = with_plan(relative())
    assert walk.refused("pip_ongedaan_vastleggen", "2023-03-01", vernietigd_op="2023-02-01", vernietiging="vernietigd")
    assert walk.refused("pip_opnieuw_vaststellen", "2023-09-01", **PLAN) != []
    undone = {"vernietigd_op": "2023-08-01", "vernietiging": "vernietigd"}
    walk.take("pip_ongedaan_vastleggen", "2023-03-01", today="2023-08-15", **undone)
    assert "pip_opnieuw_vaststellen" in walk.offered("2023-09-01")
    walk.take("pip_opnieuw_vaststellen", "2023-09-01", **PLAN)
    assert str(walk.value("termijn_start", "2023-09-01")) == "2023-03-02"


# A move ---------------------------------------------------------------------------------------------------------------


def test_a_move_takes_the_route_along() -> None:
    walk = with_plan(relative())
    there = {**PLAN, "gemeente": "0002"}
    assert walk.refused("verhuizing_vastleggen", "2023-06-01", gemeente="0001") == [
        "Dit is de gemeente waar deze persoon al woont. Kies een andere gemeente."
    ]
    assert walk.refused("pip_na_verhuizing", "2023-06-01", **there)[0] == (
        "Er is geen PIP van een andere gemeente. Kies: stel het PIP vast."
    )
    walk.take("verhuizing_vastleggen", "2023-06-01", gemeente="0002")
    assert walk.value("stand", "2023-06-01") == "traject" and walk.value("gemeente", "2023-06-01") == "0002"
    assert walk.refused("pip_na_verhuizing", "2023-06-05", **there) == [
        "De brede intake is niet afgerond. Doe dat eerst."
    ]
    walk.take("intake_oproepen", "2023-06-05")
    walk.take("intake_afronden", "2023-06-12", **INTAKE)
    assert walk.offered("2023-06-12") == {"pip_na_verhuizing", "voortgangsgesprek_vastleggen"}
    assert walk.refused("pip_na_verhuizing", "2023-06-19", **{**there, "leerroute": "Z"}) == [
        "Neem na een verhuizing eerst dezelfde leerroute over. Wisselen kan daarna.",
        AGAINST_TEST,
    ]
    assert walk.refused("pip_na_verhuizing", "2023-05-01", today="2023-06-19", **there) == [
        "De dagtekening ligt voor de vestiging in de gemeente (1 juni 2023). Kies een latere dag."
    ]
    assert walk.refused("pvt_vastleggen", "2023-06-19")[0] == (
        "Het PIP is nog van een andere gemeente. Stel eerst zelf een PIP vast."
    )
    walk.take("pip_na_verhuizing", "2023-06-19", **there)
    assert walk.value("pip_tijdig", "2023-06-19") is True
    assert str(walk.value("termijn_start", "2023-06-19")) == "2023-03-02"
