"""What he is told: the register's own days, nothing where nothing is known, and how to object and until when."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from doorstroom.web.zaken.dossier import open_dossier
from doorstroom.web.zaken.models import Bericht, Brief, Toewijzing, Zaak
from tests.web.brieven.cases import CASES, Office, make
from tests.web.brieven.conftest import office
from tests.web.conftest import DAY, WITH_PLAN, WITHOUT_PLAN, Place
from tests.web.mijn_proef import FINED, LANGUAGES, Newcomer, newcomer, page, words
from tests.web.test_mijn_wie import letter_of

__all__ = ["newcomer", "office"]
KM = "klantmanager.gemeente"
#: The last day of six weeks after 1 May 2024 (Awb 6:7 and 6:8).
LAST = "12 juni 2024"


def due_of(place: Place, case_id: str, clock: str) -> dt.date | None:
    """The last day of a clock as the register has it for who handles the case."""
    items = open_dossier(place.users[KM], case_id).items()
    return next(item.due for item in items if item.clock.name == clock)


def test_what_to_do_where_he_is_and_until_when(newcomer: Newcomer, place: Place) -> None:
    case = place.case(WITH_PLAN)
    Toewijzing.objects.create(zaak=Zaak.objects.get(case_id=case), organisatie="0344", gebruiker=place.users[KM])
    html = page(newcomer(case), "")
    read = words(html)
    assert due_of(place, case, "inburgeringstermijn") == dt.date(2026, 2, 14)
    assert "Tot wanneer heb ik de tijd? 14 februari 2026 nog 654 dagen Waarom?" in read
    assert "Wat moet ik nu doen? U hoeft nu niets te doen. Dit komt later Meld u aan voor uw examens." in read
    assert "Brief van DUO gedaan 12 december 2022 Gesprek met de gemeente gedaan 30 januari 2023" in read
    assert "Mijn plan (PIP) gedaan 14 februari 2023 Lessen hier bent u Examens komt nog" in read
    assert html.count('aria-current="step"') == 1
    assert f"Uw klantmanager: {place.users[KM].naam}" in read and 'href="tel:0000000000" dir="ltr"' in html
    why = words(page(newcomer(case), "waarom/inburgeringstermijn/"))
    assert "Uw tijd begon op 15 februari 2023. Dat is de dag na uw eerste plan." in why


def test_an_invitation_is_for_now_with_a_way_to_say_that_he_cannot_come(newcomer: Newcomer, place: Place) -> None:
    case = place.case([*WITHOUT_PLAN, ("intake_opgeroepen", "2024-04-15", {})])
    html = page(newcomer(case), "")
    assert "Wat moet ik nu doen? Kom naar uw gesprek bij de gemeente." in words(html)
    assert '<a class="mijn-knop" href="/mijn/niet-komen/">Ik kan niet komen</a>' in html
    assert "Maak de toets bij de gemeente." in words(html)
    assert "De gemeente maakt samen met u een plan." in words(html)  # what others do, and until when: ten weeks
    assert due_of(place, case, "pip") == dt.date(2024, 6, 10)
    assert "Het plan moet klaar zijn op 10 juni 2024 of eerder." in words(page(newcomer(case), "waarom/pip/"))


def test_what_is_not_known_is_said_to_be_unknown(newcomer: Newcomer, place: Place) -> None:
    client = newcomer(place.case(WITHOUT_PLAN))
    start = words(page(client, ""))
    assert "De laatste dag is nog niet bekend. Uw tijd begint als uw plan klaar is." in start
    assert "U hebt nog geen klantmanager. Bel de gemeente." in start
    plan = words(page(client, "plan/"))
    assert (
        "U hebt nog geen plan. U wacht op een gesprek met de gemeente. De gemeente maakt samen met u een plan." in plan
    )
    assert "Het plan moet klaar zijn op 10 juni 2024 of eerder." in plan
    assert "Maak de toets" not in start  # nobody called him for it yet
    assert "Wij hebben nog geen uren van u." in words(page(client, "uren/"))
    assert "Er zijn nog geen brieven." in words(page(client, "brieven/"))
    client = newcomer(place.case(WITH_PLAN))
    assert "Gevolgd: nog niet bekend Nodig: 900" in words(page(client, "uren/"))
    client = newcomer(place.case([("geboorte", "1990-05-03", {})]))
    start = words(page(client, ""))
    assert "U hoeft nu niet in te burgeren." in start
    assert "Tot wanneer heb ik de tijd?" not in start and client.get("/mijn/waarom/pip/").status_code == 404


def test_a_day_that_cannot_be_told_says_so(newcomer: Newcomer, place: Place) -> None:
    life = [event for event in WITHOUT_PLAN if event[0] != "geboorte"]
    case = place.case(life)
    assert due_of(place, case, "pip") is None
    client = newcomer(case)
    assert "Wij weten nog niet of u moet inburgeren. Vraag het uw gemeente." in words(page(client, ""))
    assert "Het plan moet klaar zijn" not in words(page(client, "plan/"))
    read = words(page(client, "waarom/pip/"))
    assert "Deze dag weten wij nog niet. Er ontbreekt nog iets. Uw klantmanager kan dit uitleggen." in read
    assert "datum nog niet bekend" in read


@pytest.mark.parametrize("uitkomst", ["toegekend", "afgewezen"])
def test_who_need_not_integrate_is_told_no_last_day(uitkomst: str, newcomer: Newcomer, place: Place) -> None:
    life: list[Any] = [
        *WITHOUT_PLAN,
        ("ontheffing_aangevraagd", "2024-04-02", {"grond": "medisch"}),
        ("ontheffing_besloten", "2024-04-20", {"grond": "medisch", "uitkomst": uitkomst}),
    ]
    client = newcomer(place.case(life))
    start = words(page(client, ""))
    granted = uitkomst == "toegekend"
    assert ("Het plan moet klaar zijn" in words(page(client, "plan/"))) != granted
    assert ("U hebt nog geen plan." in words(page(client, "plan/"))) != granted
    assert ("U hebt ontheffing. U hoeft niet in te burgeren." in start) == granted
    assert ("Tot wanneer heb ik de tijd?" in start) != granted


def test_the_plan_the_hours_and_the_exams(newcomer: Newcomer, place: Place) -> None:
    life: list[Any] = [
        *WITH_PLAN,
        ("uren_gevolgd", "2023-12-31", {"soort": "nt2", "uren": 1250.5, "keurmerk": True}),
        ("examen_afgelegd", "2024-03-11", {"onderdeel": "lezen", "niveau": "B1", "resultaat": "geslaagd"}),
        ("examen_afgelegd", "2024-03-12", {"onderdeel": "spreken", "niveau": "B1", "resultaat": "gezakt"}),
    ]
    client = newcomer(place.case(life))
    plan = words(page(client, "plan/"))
    assert "Uw plan is van 14 februari 2023. Uw leerroute is: B1-route." in plan
    assert "Het plan is een besluit. Bent u het niet eens? In de brief staat tot wanneer u bezwaar mag maken." in plan
    assert "Gevolgd: 1.250,50 Nodig: 900" in words(page(client, "uren/"))
    exams = words(page(client, "examens/"))
    assert "Lezen B1 klaar Gehaald op 11 maart 2024." in exams
    assert "Spreken B1 nog te doen Dit examen moet u nog halen. Zo vaak hebt u dit examen gedaan: 1." in exams
    assert exams.index("Spreken B1") < exams.index("Lezen B1")  # what is still to be done first


def test_the_day_to_object_is_that_of_the_clock_and_of_the_letter(
    newcomer: Newcomer, office: Office, place: Place
) -> None:
    worked = CASES["boete_besluit-traject"]
    office.on(worked.day)
    case = office.case(worked.life)
    letter = make(office, case, worked)
    due = due_of(place, case, "bezwaar_boete")
    assert due == letter.bezwaar_tot_en_met == dt.date(2024, 6, 12)
    client = newcomer(case)
    start = words(page(client, ""))
    assert f"Bent u het niet eens met de boete? Maak bezwaar. Laatste dag: woensdag {LAST} nog 42 dagen" in start
    assert '<a class="mijn-knop" href="/mijn/oneens/">Ik ben het niet eens</a>' in page(client, "")
    html = page(client, "oneens/")
    read = words(html)
    assert f"Een boete 1 mei 2024 · U krijgt een boete Bezwaar maken kan tot en met {LAST}." in read
    assert "Stuur uw brief naar: Gemeente Een, Raadhuisplein 1" in read
    assert 'href="/mijn/vragen/bezwaar_maken/"' in html and f'href="/mijn/brieven/{letter.pk}/"' in html
    assert "Dat is gratis." in read and "0800-8020" in read
    assert f"Niet eens? Bezwaar maken kan tot en met {LAST}." in words(page(client, "brieven/"))
    for language in LANGUAGES[1:]:
        assert "12" in words(page(newcomer(case, language), "oneens/")) and "2024" in page(client, "oneens/")


def test_a_fine_without_a_letter_has_the_day_of_the_clock(newcomer: Newcomer, place: Place, settings: Any) -> None:
    client = newcomer(place.case(FINED))
    assert f"Een boete 1 mei 2024 Bezwaar maken kan tot en met {LAST}." in words(page(client, "oneens/"))
    settings.DEMO_DAY = dt.date(2024, 6, 12)
    assert f"Bezwaar maken kan tot en met {LAST}." in words(page(client, "oneens/"))
    settings.DEMO_DAY = dt.date(2024, 6, 13)
    read = words(page(client, "oneens/"))
    assert f"De laatste dag was {LAST}. Had u een goede reden om te wachten?" in read and "kan tot en met" not in read


def test_who_objected_is_told_when(newcomer: Newcomer, place: Place) -> None:
    client = newcomer(place.case(CASES["bezwaar_ontvangen"].life))
    html = page(client, "oneens/")
    assert "Een boete 8 april 2024 U maakte bezwaar op 29 april 2024." in words(html)
    assert "vragen/bezwaar_maken" not in html


def test_an_appeal_is_not_called_an_objection(newcomer: Newcomer, place: Place) -> None:
    decided = CASES["boete_gewijzigd-beroep"].life
    assert decided[-1][2]["door"] == "bezwaar"
    case = place.case(decided)
    read = words(page(newcomer(case), "oneens/"))
    told = "Uw boete is veranderd 1 mei 2024 In de brief staat wat u kunt doen."
    assert told in read
    letter_of(place, case, "boete_gewijzigd", "Uw boete is veranderd (brief)")  # no day to object: it goes to court
    assert "Uw boete is veranderd (brief) 1 mei 2024 In de brief staat wat u kunt doen." in words(
        page(newcomer(case), "oneens/")
    )


def test_a_decision_of_which_no_letter_is_here(newcomer: Newcomer, place: Place) -> None:
    read = words(page(newcomer(place.case(WITH_PLAN)), "oneens/"))
    assert "Uw plan (PIP) 14 februari 2023 In de brief staat tot wanneer het kan. Vaak hebt u daarvoor 6 weken." in read
    assert "Stuur uw brief naar: Gemeente Een" in read  # the plan names the municipality
    assert "Er zijn nu geen besluiten over u." in words(page(newcomer(place.case(WITHOUT_PLAN)), "oneens/"))


def test_protection_is_told_to_who_has_it_only(newcomer: Newcomer, place: Place) -> None:
    protected = "Een boete mag alleen in een heel bijzonder geval."
    assert protected in words(page(newcomer(place.case(WITH_PLAN)), "waarom/inburgeringstermijn/"))
    family = [e for e in CASES["boete_besluit-duo"].life if e[1] < "2024"]
    read = words(page(newcomer(place.case(family)), "waarom/inburgeringstermijn/"))
    assert protected not in read and "Kunt u er niets aan doen? Dan krijgt u geen boete." in read


def test_letters_say_which_is_a_decision_and_that_the_dutch_one_counts(newcomer: Newcomer, place: Place) -> None:
    case = place.case(WITH_PLAN)
    letter_of(place, case)
    letter_of(place, case, "uitnodiging_intake", "Kom naar een gesprek")
    html = page(newcomer(case, "ar"), "brieven/")
    assert html.count("ds-mark--runs") == 1  # the plan is a decision, the invitation is not
    assert html.count('<bdi lang="ar">') >= 2 and '<bdi lang="nl">Uw plan</bdi>' in html
    assert "De brief is in het Nederlands. Alleen die brief geldt." in words(page(newcomer(case), "brieven/"))
    assert Brief.objects.count() == 2 and not Bericht.objects.exists() and DAY.year == 2024
