"""Letters that must not be made: facts are unknown, do not fit, or were filled in wrong; and what is not certain."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest

from tests.web.brieven.cases import CASES, Office, Worked, all_text, changed
from tests.web.brieven.conftest import Refusal

# What is refused ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "without", "says"),
    [
        ("pip_beschikking", "pip_vastgesteld", "'PIP vastgesteld' staat niet in deze zaak"),
        ("uitnodiging_intake", "intake_opgeroepen", "staat niet in deze zaak"),
        ("verlenging_afgewezen", "verlenging_aangevraagd", "Nodig is: Verlenging aangevraagd (DUO)"),
        ("boete_besluit-traject", "boete_zienswijze", "'Zienswijze op de boete' staat niet in deze zaak"),
        ("boete_besluit-traject", "boete_beoordeeld", "De individuele beoordeling ontbreekt"),
        ("boete_besluit-duo", "verwijtbaarheid_beoordeeld", "'Verwijtbaarheid beoordeeld' staat niet in deze zaak"),
        ("afschalen", "verwijtbaarheid_beoordeeld", "Het college vindt de inspanning voldoende: onbekend"),
        ("oproep_intake_2", "intake_niet_verschenen", "Er is niet vastgelegd dat iemand niet kwam"),
        ("lening_besluit", "lening_aangevraagd", "Nodig is: Lening aangevraagd (DUO)"),
    ],
)
def test_a_letter_whose_facts_are_unknown_is_refused_with_what_is_missing(
    name: str, without: str, says: str, refusal: Refusal
) -> None:
    assert says in refusal(changed(name, without=without))


def test_a_plan_of_which_a_part_was_not_recorded_gets_no_letter(refusal: Refusal) -> None:
    plan = {**CASES["pip_beschikking"].life[-1][2], "intensiteit_pvt": None, "voortgangsgesprekken": None}
    told = refusal(
        changed("pip_beschikking", without="pip_vastgesteld", then=[("pip_vastgesteld", "2024-05-01", plan)])
    )
    assert "Het PIP noemt (nog onbekend) uur PVT." in told and "Aantal voortgangsgesprekken" in told


@pytest.mark.parametrize(
    ("name", "without", "says"),
    [
        ("uitnodiging_intake", "gesprek_op", "Vul in: Dag van het gesprek."),
        ("pip_beschikking", "reden", "Vul in: Waarom dit plan en deze leerroute."),
        ("pip_beschikking", "ondersteuning", "Vul in: welke hulp en begeleiding."),
        ("boete_voornemen", "zienswijze_tot_en_met", "Vul in: Laatste dag om te reageren."),
        ("boete_besluit-duo", "betalen_tot_en_met", "Vul in: laatste dag om te betalen."),
        ("vraag_aan_derde", "toestemming_op", "mag alleen met toestemming"),
        ("verlenging_afgewezen", "reden", "Vul in: Waarom niet meer tijd."),
    ],
)
def test_what_the_official_must_fill_in_is_asked(name: str, without: str, says: str, refusal: Refusal) -> None:
    filled = {key: value for key, value in CASES[name].filled.items() if key != without}
    assert says in refusal(CASES[name], filled=filled)


@pytest.mark.parametrize(
    ("name", "filled", "says"),
    [
        ("uitnodiging_intake", {"gesprek_op": dt.date(2024, 5, 1)}, "kies een dag na 1 mei 2024"),
        ("uitnodiging_intake", {"gesprek_op": "31-31-2024"}, "dit is geen dag die bestaat"),
        ("uitnodiging_intake", {"gesprek_plaats": "x" * 300}, "hoogstens 200 tekens"),
        ("uitnodiging_intake", {"bedrag": 3}, "'bedrag' hoort niet bij deze brief"),
        ("boete_besluit-duo", {"betalen_tot_en_met": dt.date(2025, 10, 1)}, "niet voor 13 oktober 2025"),
    ],
)
def test_what_was_filled_in_wrong_is_refused(name: str, filled: dict[str, Any], says: str, refusal: Refusal) -> None:
    assert says in refusal(CASES[name], filled={**CASES[name].filled, **filled})


@pytest.mark.parametrize(
    ("worked", "says"),
    [
        (changed("pip_beschikking", letter="aanbod", filled={}), "staat niet in deze zaak"),
        (changed("uitnodiging_intake", letter="oproep_intake_2"), "geen waarschuwing vastgelegd"),
        (changed("uitnodiging_intake", letter="oproep_intake_3"), "nummer 1"),
        (changed("pip_beschikking", letter="leerroute_wissel", filled={"reden": "x"}), "geen andere leerroute"),
        (changed("pip_beschikking", letter="afschalen", filled={"reden": "x"}), "geen niveau A2"),
        (changed("boete_besluit-intake", then=[("boete_opgelegd", "2024-05-01", {"soort": "intake", "bedrag": 400.0})]),
         "hoogstens € 250"),
        (changed("boete_besluit-traject", without="boete_opgelegd",
                 then=[("boete_opgelegd", "2024-05-01", {"soort": "traject", "bedrag": 50.0})]), "hoogstens € 25"),
        (changed("boete_besluit-traject", day=dt.date(2024, 5, 3)), "Verbeter eerst die dag in de zaak"),
        (changed("overdracht", by="administratie.gemeente"), "niet verantwoordelijk"),
        (changed("herinnering_termijn", day=dt.date(2025, 6, 2)), "Er loopt nu geen termijn"),
        (changed("herinnering_termijn", day=dt.date(2024, 6, 3)), "Deze herinnering kan vanaf 10 november 2024"),
    ],
    ids=lambda given: str(given)[:40],
)  # fmt: skip
def test_a_letter_that_does_not_fit_the_case_is_refused(worked: Worked, says: str, refusal: Refusal) -> None:
    assert says in refusal(worked).replace("\N{NO-BREAK SPACE}", " ")


def test_duo_sends_nobody_with_protection_a_letter_about_a_fine(refusal: Refusal) -> None:
    life = [
        *CASES["pip_beschikking"].life[:-1],
        ("pip_vastgesteld", "2022-06-01", CASES["pip_beschikking"].life[-1][2]),
    ]
    told = refusal(changed("boete_voornemen-duo", life=[*life, CASES["boete_voornemen-duo"].life[-1]]))
    assert "DUO mag deze persoon geen boete geven" in told


# What is not certain --------------------------------------------------------------------------------------------------


def test_a_reading_that_touches_the_case_is_told_as_one(office: Office) -> None:
    moved, stayed = office.context(CASES["overdracht"]), office.context(CASES["pip_beschikking"])
    assert [doubt.partition(". ")[0] for doubt in moved.content.doubts] == ["U bent verhuisd"]
    assert stayed.content.doubts == ()


def test_a_fine_of_a_municipality_on_somebody_with_protection_tells_that_no_court_has_ruled(office: Office) -> None:
    late = dt.date(2025, 9, 1)
    life = [event for event in CASES["boete_voornemen"].life if event[0] != "boete_voorgenomen"]
    told = [*life, ("boete_voorgenomen", "2025-09-01", {"procedure": "traject", "rapport_van": "2025-09-01"})]
    filled = {"zienswijze_tot_en_met": dt.date(2025, 9, 19)}
    context = office.context(changed("boete_voornemen", life=told, day=late, filled=filled))
    assert any("heeft nog niet gezegd" in doubt for doubt in context.content.doubts)
    assert "U mag alleen in een heel bijzonder geval een boete krijgen" in all_text(context)


def test_an_unknown_answer_counts_as_doubt(office: Office) -> None:
    from doorstroom.web.brieven.inhoud import doubtful

    context = office.context(CASES["overdracht"])
    values = {**context.facts.case.values, "pip_klok_soort": None}
    unknown = replace(context.facts, case=replace(context.facts.case, values=values))
    assert "intake_telt_vanaf" in doubtful(unknown, ["intake_telt_vanaf"])
