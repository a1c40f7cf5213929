"""Offers, hours, exams, extensions, exemptions, dispensations and loans through their actions."""

from __future__ import annotations

from typing import Any

import pytest
from tests.stelsels.inburgering.walking import INTAKE, PLAN, Walk, newcomer, relative, with_plan


def asylum() -> Walk:
    return with_plan(newcomer(), uren_leerroute=600)


# The traject ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "payload", "said"),
    [
        ("2023-03-01", {"keurmerk": True, "begint_op": "2023-04-03"}, None),
        ("2023-03-06", {"keurmerk": False},
         "Deze school telt niet. Kies een school met keurmerk of een instelling voor het taalschakeltraject."),
        ("2023-02-28", {"keurmerk": True},
         "Het aanbod kan niet ouder zijn dan het PIP van 1 maart 2023. Kies die dag of later."),
        ("2023-03-06", {"keurmerk": True, "begint_op": "2023-03-05"},
         "De eerste les ligt na het aanbod en uiterlijk op 1 maart 2026. Kies een andere dag."),
        ("2023-03-06", {"keurmerk": True, "begint_op": "2026-03-02"},
         "De eerste les ligt na het aanbod en uiterlijk op 1 maart 2026. Kies een andere dag."),
    ],
)  # fmt: skip
def test_what_is_checked_on_an_offer(day: str, payload: dict[str, Any], said: str | None) -> None:
    found = asylum().refused("aanbod_doen", day, today="2023-03-06", **payload)
    assert found == [] if said is None else said in found


def test_an_offer_is_for_the_asylum_group() -> None:
    said = with_plan(relative()).refused("aanbod_doen", "2023-03-06", keurmerk=True)
    assert said == ["Het aanbod is voor asielstatushouders met een PIP die de leerroute nog niet af hebben."]


def test_pvt_and_map_as_duo_accepts_them() -> None:
    walk = with_plan(relative())
    walk.take("uren_vastleggen", "2023-06-01", soort="pvt", uren=11)
    assert walk.refused("pvt_vastleggen", "2023-06-05", met_activiteit=True) == [
        "Leg eerst alle uren en een activiteit van het PVT vast. Nu zijn het er 11."
    ]
    walk.take("uren_vastleggen", "2023-06-02", soort="pvt", uren=1)
    assert "pvt_vastleggen" in walk.offered("2023-06-05")
    early = walk.refused("pvt_vastleggen", "2023-03-01", today="2023-06-05", met_activiteit=True)
    assert early == ["DUO neemt alleen een dag aan vanaf het begin van de termijn, 2 maart 2023. Kies een latere dag."]
    assert walk.refused("pvt_vastleggen", "2023-06-05", met_activiteit=False) != []
    ahead = walk.refused("pvt_vastleggen", "2023-06-06", today="2023-06-05", met_activiteit=True)
    assert ahead == ["De datum 6 juni 2023 ligt in de toekomst. Leg alleen vast wat al is gebeurd."]
    walk.take("pvt_vastleggen", "2023-06-05", met_activiteit=True)
    walk.take("uren_vastleggen", "2023-09-01", soort="map", uren=40)
    walk.take("map_afronden", "2023-09-04")


def test_blame_for_the_pvt_is_reported_when_duo_accepts_it() -> None:
    walk = with_plan(relative())
    said = ["'Niet te verwijten' kan vanaf 2 januari 2026. 'Te verwijten' kan vanaf 2 maart 2026."]
    judged = {"motivering": "een reden"}
    assert walk.refused("pvt_schuld_beoordelen", "2026-01-01", oordeel=False, **judged) == said
    assert walk.refused("pvt_schuld_beoordelen", "2026-01-02", oordeel=False, **judged) == []
    assert walk.refused("pvt_schuld_beoordelen", "2026-03-01", oordeel=True, **judged) == said
    assert walk.refused("pvt_schuld_beoordelen", "2026-03-02", oordeel=True, **judged) == []


def test_exams_that_cannot_be_so() -> None:
    walk = with_plan(relative())
    level = "Kies bij een taalonderdeel het niveau. KNM heeft geen niveau."
    reason = "Kies een reden als er geen resultaat is, en alleen dan."
    assert walk.refused("examen_vastleggen", "2024-02-05", onderdeel="lezen", resultaat="geslaagd") == [level]
    assert walk.refused("examen_vastleggen", "2024-02-05", onderdeel="knm", niveau="A2", resultaat="gezakt") == [level]
    assert walk.refused("examen_vastleggen", "2024-02-05", onderdeel="knm", resultaat="geen") == [reason]
    walk.take("examen_vastleggen", "2024-02-05", onderdeel="lezen", niveau="B1", resultaat="nog_niet_bekend")
    again = walk.refused("examenuitslag_vastleggen", "2024-02-05", resultaat="nog_niet_bekend")
    assert again == ["Kies wat de uitslag is: geslaagd, gezakt of geen resultaat."]
    walk.take("examenuitslag_vastleggen", "2024-02-05", today="2024-03-18", resultaat="geslaagd")
    assert walk.value("lezen_behaald", "2024-03-18") is True and walk.value("lezen_pogingen", "2024-03-18") == 1


def test_only_the_college_holds_the_final_talk_of_the_zroute() -> None:
    walk = relative()
    walk.take("leerbaarheidstoets_vastleggen", "2023-02-20", uitkomst="B1_niet_haalbaar")
    walk.take("intake_afronden", "2023-02-22", **INTAKE)
    walk.take("pip_vaststellen", "2023-03-01", **{**PLAN, "leerroute": "Z"})
    assert walk.refused("zroute_eindgesprek_vastleggen", "2025-03-03", gevoerd_door="ander") == [
        "Alleen het college zelf of een Wgr-orgaan mag dit gesprek voeren. Een ander gesprek telt niet."
    ]
    assert walk.refused("zroute_eindgesprek_vastleggen", "2025-03-03") == []
    assert walk.refused("zroute_uren_verlagen", "2023-06-01", beperking="visueel", revalidatietraject=True) != []
    walk.take("zroute_uren_verlagen", "2023-06-01", beperking="visueel", revalidatietraject=True, cursusuren=400)


# More time ------------------------------------------------------------------------------------------------------------


def test_an_extension_is_asked_for_in_the_last_six_months() -> None:
    walk = with_plan(relative())
    assert walk.refused("verlenging_aanvragen", "2025-09-01") == [
        "Dit is te vroeg. Verlenging vragen kan vanaf 2 september 2025."
    ]
    assert walk.refused("verlenging_toekennen", "2025-09-02", grond="a", maanden=3)[0] == (
        "Er ligt geen aanvraag om verlenging. Leg die eerst vast, of verleng ambtshalve."
    )
    walk.take("verlenging_aanvragen", "2025-09-02", grond="a")
    assert walk.refused("verlenging_aanvragen", "2025-09-03") == [
        "Er ligt al een aanvraag. DUO beslist uiterlijk op 28 oktober 2025."
    ]
    assert walk.refused("verlenging_toekennen", "2025-10-01", grond="a", maanden=3) == [
        "Met wat nu vastligt kan er niets worden verlengd. Leg eerst de omstandigheid of het bewijs vast."
    ]
    walk.take("belemmering_melden", "2024-01-01", soort="langdurige_ziekte", wie="zelf", tot_en_met="2024-03-31")
    assert walk.refused("verlenging_toekennen", "2025-10-01", grond="a") == [
        "Noem hoe lang de verlenging duurt: in maanden, weken of dagen."
    ]
    assert walk.refused("verlenging_toekennen", "2025-10-01", grond="nakijktijd", maanden=3) != []
    walk.take("verlenging_toekennen", "2025-10-01", grond="a", maanden=3)
    assert str(walk.value("termijn_laatste_dag", "2025-10-01")) == "2026-06-01"


def test_no_extension_before_there_is_a_term() -> None:
    said = relative().refused("verlenging_aanvragen", "2023-02-10")
    assert "Er loopt nog geen termijn. Die begint de dag na het PIP." in said


def test_a_period_ends_not_before_it_begins() -> None:
    walk = relative()
    said = "De laatste dag kan niet voor de eerste liggen. Kies ook niet tegelijk een laatste dag en 'loopt nog'."
    ill: dict[str, Any] = {"soort": "langdurige_ziekte", "wie": "zelf"}
    assert walk.refused("belemmering_melden", "2024-01-02", tot_en_met="2024-01-01", **ill) == [said]
    assert walk.refused("belemmering_melden", "2024-01-02", tot_en_met="2024-01-03", loopt_nog=True, **ill) == [said]
    walk.take("belemmering_melden", "2024-01-02", loopt_nog=True, **ill)
    walk.take("einde_belemmering_melden", "2024-01-02", today="2024-06-03", tot_en_met="2024-05-31", loopt_nog=False)


# Exemption and dispensation -------------------------------------------------------------------------------------------


def test_an_exemption_rests_on_what_is_on_record() -> None:
    walk = with_plan(relative())
    assert walk.refused("vrijstelling_aanvragen", "2023-06-01", grond="leerplichtig") == [
        "Voor deze grond is geen aanvraag nodig. Kies diploma, opleiding, AVI of een onderdeel."
    ]
    assert walk.refused("vrijstelling_afwijzen", "2023-06-01", soort="volledig", grond="diploma") == [
        "Er ligt geen aanvraag om vrijstelling. Er is dus niets af te wijzen."
    ]
    walk.take("vrijstelling_aanvragen", "2023-06-01", grond="onderdeel")
    part: dict[str, Any] = {"onderdelen": ["lezen"], "niveau": "B1"}
    assert walk.refused("vrijstelling_onderdeel_toekennen", "2023-06-20", **part) == [
        "Kies een onderdeel, en leg eerst voor elk taalonderdeel het bewijs vast."
    ]
    walk.take("taalbewijs_overleggen", "2023-06-02", onderdeel="lezen", bewijs="nt2_certificaat", niveau="B1")
    walk.take("vrijstelling_onderdeel_toekennen", "2023-06-20", **part)
    assert walk.refused("vrijstelling_volledig_toekennen", "2023-06-20", grond="opleiding")[0] == (
        "Deze grond past niet bij dit soort vrijstelling. Kies een andere grond."
    )
    assert walk.refused("vrijstelling_volledig_toekennen", "2023-06-20", grond="diploma")[0].startswith("Wat vastligt")


def test_a_dispensation_waits_for_doctor_or_college() -> None:
    walk = with_plan(relative())
    medical: dict[str, Any] = {"onderdelen": ["lezen", "schrijven"]}
    assert walk.refused("deskundigenverklaring_vastleggen", "2023-06-01") != []
    walk.take("ontheffing_aanvragen", "2023-06-01", grond="medisch")
    assert walk.refused("ontheffing_medisch_toekennen", "2023-06-20")[0] == (
        "De verklaring van de arts ontbreekt. Leg haar eerst vast."
    )
    assert walk.refused("ontheffing_medisch_afwijzen", "2023-06-20") == [
        "De verklaring van de arts over deze aanvraag ontbreekt. Leg haar eerst vast."
    ]
    walk.take("deskundigenverklaring_vastleggen", "2023-07-03", geheel=False, onderdelen=["lezen"])
    assert walk.refused("ontheffing_gedeeltelijk_toekennen", "2023-07-10", **medical) == [
        "Kies alleen wat de arts onhaalbaar noemt."
    ]
    assert walk.refused("ontheffing_gedeeltelijk_toekennen", "2023-07-10") != []
    walk.take("ontheffing_gedeeltelijk_toekennen", "2023-07-10", onderdelen=["lezen"])
    walk.take("ontheffing_aanvragen", "2023-08-01", grond="bijzondere_individuele_omstandigheden")
    assert "signaal_advies_gevraagd" in walk.asked("2023-08-01")
    assert walk.refused("ontheffing_bijzonder_afwijzen", "2023-08-02") == [
        "Het advies van het college over deze aanvraag ontbreekt. Vraag het eerst."
    ]


# Loans ----------------------------------------------------------------------------------------------------------------


def test_a_loan_within_its_limits() -> None:
    walk = with_plan(relative())
    walk.take("lening_aanvragen", "2023-04-03")
    assert walk.refused("lening_toekennen", "2023-04-10", bedrag=10000)[0].startswith("Deze persoon kan hooguit")
    walk.take("inkomen_vastleggen", "2023-04-05", inkomen=0, heeft_partner=False, belastbaar_minimumloon=20000)
    assert walk.refused("lening_toekennen", "2023-04-10", bedrag=10001) == [
        "Deze persoon kan hooguit 10.000 euro lenen. Leg eerst het inkomen vast."
    ]
    walk.take("lening_toekennen", "2023-04-10", bedrag=10000)
    assert walk.refused("factuur_betalen", "2023-05-01", bedrag=2001, doel="cursus", keurmerk=True) == [
        "Dit kwartaal kan nog 2.000 euro aan facturen worden betaald."
    ]
    assert walk.refused("factuur_betalen", "2023-05-01", bedrag=500, doel="cursus", keurmerk=False) == [
        "Hiervoor mag de lening niet worden gebruikt. Kijk naar het keurmerk en naar het PIP."
    ]
    walk.take("factuur_betalen", "2023-05-01", bedrag=2000, doel="cursus", keurmerk=True)
    walk.take("examengeld_betalen", "2023-05-02", bedrag=50)
    assert asylum().refused("lening_aanvragen", "2023-04-03") == [
        "Er is geen recht op een lening. Voor asielstatushouders betaalt de gemeente de cursus."
    ]
