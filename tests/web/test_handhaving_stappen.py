"""The steps of a fine on the screen: what is done and by whom, what lacks, and who may not decide."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import pytest

from doorstroom.stelsels.inburgering import system
from doorstroom.stelsels.inburgering.process.boete_volgorde import VOLGORDEN
from doorstroom.web.toegang.models import Gebruiker
from tests.web.conftest import WITH_PLAN, WITHOUT_PLAN, Place
from tests.web.test_werkplek_zaak import SignIn, address, record, text_of

HANDHAVER, KM, KWALITEIT = "handhaver.gemeente", "klantmanager.gemeente", "kwaliteitsmedewerker.gemeente"
PAGE = "boete-in-stappen/"
#: A procedure in the traject in order: event, day, what is filled in, who.
STEPS: tuple[tuple[str, str, dict[str, Any], str], ...] = (
    ("boete_voorgenomen", "2024-04-08", {"procedure": "traject", "rapport_van": "2024-04-05"}, HANDHAVER),
    ("boete_zienswijze", "2024-04-15", {"procedure": "traject", "wijze": "schriftelijk"}, HANDHAVER),
    ("boete_beoordeeld", "2024-04-22", {"procedure": "traject", "bijstand_verlaagd": False, "keren_uitzondering": True,
                                        "motivering": "een reden"}, HANDHAVER),
    ("boete_tweede_beoordeling", "2024-04-24", {"procedure": "traject", "akkoord": True}, KWALITEIT),
)  # fmt: skip
VIOLATION = {"verplichting": "intensiteit_map"}


def states(page: str) -> list[tuple[str, str]]:
    """The steps of the first procedure with how they stand."""
    first = page.partition("<ol>")[2].partition("</ol>")[0]
    found = re.findall(r'<p class="ds-step__name">([^<]*?)\s*<span class="ds-mark ds-mark--\w+">([^<]*)<', first)
    return [(label, state) for label, state in found]


def fined(place: Place, steps: int, *, judged: bool = True) -> str:
    case = place.case(WITH_PLAN)
    seen = record(place, case, "overtreding_vastgesteld", "2024-04-01", VIOLATION, actor=KM)
    for kind, day, payload, actor in STEPS[:steps]:
        record(place, case, kind, day, payload, actor=actor)
    if judged:
        record(place, case, "overtreding_vastgesteld", "2024-04-01", {**VIOLATION, "verwijtbaarheid": "normaal"},
               instance=seen.instance, replaces=seen.event_id, actor=HANDHAVER)  # fmt: skip
    return case


def test_the_columns_of_the_steps_are_those_that_the_decision_is_refused_for() -> None:
    for order in VOLGORDEN:
        refused_for = system().graph.ancestors([order.procedure.column("ontbreekt")])
        for step in order.steps:
            assert set(step.missing) <= set(refused_for), (order.since, step.name)
        assert system().graph[order.since].per is None


def test_what_is_missing_is_told_with_the_sentence_of_the_guard(signed_in: SignIn, place: Place) -> None:
    case = fined(place, 1, judged=False)
    page = text_of(signed_in(HANDHAVER), case, PAGE)
    assert states(page) == [
        ("Voornemen", "gedaan"), ("Zienswijze (horen)", "ontbreekt"), ("Verwijtbaarheid", "ontbreekt"),
        ("Individuele beoordeling en Keren-toets", "ontbreekt"), ("Tweede beoordelaar", "ontbreekt"),
        ("Besluit", "nog geen besluit"),
    ]  # fmt: skip
    assert "De zienswijze ontbreekt. Laat de inburgeraar eerst reageren." in page
    assert "Onderzoek of de bijstand al is verlaagd voor hetzelfde gedrag, en vul dat in." in page
    assert (
        "De tweede beoordeling van een boete in het traject ontbreekt." in page and "Keren-toets ontbreekt" not in page
    )
    assert "Voor een boete ontbreekt nog:" in page and "8 april 2024" in page
    assert f'href="{address(case, "doe/boete_traject_zienswijze/")}"' in page
    assert f'href="{address(case, "doe/boete_traject_opleggen/")}"' not in page


def test_since_the_ruling_the_keren_test_is_asked(signed_in: SignIn, place: Place, settings: Any) -> None:
    settings.DEMO_DAY = dt.date(2025, 5, 1)
    page = text_of(signed_in(HANDHAVER), fined(place, 2), PAGE)
    assert "De Keren-toets ontbreekt. Vul in of dit een uitzonderlijk geval van aangetoonde onwil is." in page


@pytest.mark.parametrize("steps", range(5))
def test_every_step_is_done_when_it_is_recorded(steps: int, signed_in: SignIn, place: Place) -> None:
    told = [state for _label, state in states(text_of(signed_in(HANDHAVER), fined(place, steps), PAGE))]
    wanted = ["gedaan" if place < steps else "ontbreekt" for place in range(4)]
    assert told == [*wanted[:2], "gedaan", *wanted[2:], "nog geen besluit"]


def test_the_second_assessor_is_another_person(signed_in: SignIn, place: Place) -> None:
    case = fined(place, 3)
    page = text_of(signed_in(HANDHAVER), case, PAGE)
    second = page.partition("Tweede beoordelaar")[2].partition("Besluit")[0]
    assert f"DEMO {HANDHAVER}" in second.partition("Niet door wie een eerdere stap zette")[2]
    assert "Dit moet iemand anders doen" in second
    form = address(case, "doe/boete_traject_tweede_beoordeling/")
    assert f'href="{form}"' not in page
    assert f'href="{form}"' in text_of(signed_in(KWALITEIT), case, PAGE)


def test_a_role_that_takes_no_steps_sees_who_does_but_no_buttons(signed_in: SignIn, place: Place) -> None:
    page = text_of(signed_in("administratie.gemeente"), fined(place, 4), PAGE)
    main = page.partition("<ol>")[2]
    assert "Dit doet: Handhaver, Kwaliteitsmedewerker." in main and "/doe/" not in main
    assert "Een collega moet akkoord geven" in main


def test_at_the_intake_hearing_and_second_look_are_not_compulsory(signed_in: SignIn, place: Place) -> None:
    case = place.case([
        *WITHOUT_PLAN,
        ("intake_opgeroepen", "2024-04-02", {}), ("intake_niet_verschenen", "2024-04-08", {"verschoonbaar": False}),
        ("intake_opgeroepen", "2024-04-09", {"waarschuwing": True}),
        ("intake_niet_verschenen", "2024-04-22", {"verschoonbaar": False}),
    ])  # fmt: skip
    page = text_of(signed_in(HANDHAVER), case, PAGE)
    assert "Boete bij de intake" in page and [state for _label, state in states(page)] == [
        "hier niet verplicht", "hier niet verplicht", "ontbreekt", "ontbreekt", "hier niet verplicht",
        "nog geen besluit",
    ]  # fmt: skip


def test_a_fine_that_does_not_come_up_says_why(signed_in: SignIn, place: Place) -> None:
    page = text_of(signed_in(HANDHAVER), place.case(WITHOUT_PLAN), PAGE)
    assert states(page) == [] and page.count('unknown">nu niet aan de orde') == 3
    assert "Er is geen overtreding waarover nog moet worden beslist. Stel die eerst vast." in page


def test_a_step_before_the_violation_does_not_count(signed_in: SignIn, place: Place) -> None:
    case = place.case(WITH_PLAN)
    kind, _day, payload, actor = STEPS[0]
    record(place, case, kind, "2024-03-04", {**payload, "rapport_van": "2024-03-01"}, actor=actor)
    record(place, case, "overtreding_vastgesteld", "2024-04-01", VIOLATION, actor=KM)
    assert states(text_of(signed_in(HANDHAVER), case, PAGE))[0] == ("Voornemen", "ontbreekt")


def test_a_decision_ends_the_procedure_and_stays_to_be_seen(signed_in: SignIn, place: Place) -> None:
    case = fined(place, 4)
    record(place, case, "boete_opgelegd", "2024-04-29", {"soort": "traject", "bedrag": 50}, actor=KWALITEIT)
    page = text_of(signed_in(HANDHAVER), case, PAGE)
    assert states(page)[-1] == ("Besluit", "gedaan") and "Boete opgelegd" in page


def test_the_tab_is_for_who_sees_enforcement(signed_in: SignIn, place: Place) -> None:
    case = place.case(WITH_PLAN)
    assert f'href="{address(case, PAGE)}"' in text_of(signed_in(KM), case)
    assert signed_in("klantmanager.gemeente.twee").get(address(case, PAGE)).status_code == 404
    assert signed_in("medewerker.ind").get(address(case, PAGE)).status_code == 404
    assert signed_in(KM).post(address(case, PAGE)).status_code == 405


def test_the_steps_are_there_in_english(signed_in: SignIn, place: Place) -> None:
    Gebruiker.objects.filter(username=HANDHAVER).update(taal="en")
    place.users[HANDHAVER].refresh_from_db()
    page = text_of(signed_in(HANDHAVER), fined(place, 1), PAGE)
    assert "Fine in the traject" in page and "View (hearing)" in page and "The view is missing." in page


def test_duo_may_not_fine_who_is_protected_and_the_page_says_so(signed_in: SignIn, place: Place, settings: Any) -> None:
    settings.DEMO_DAY = dt.date(2026, 6, 1)
    page = text_of(signed_in("medewerker.duo"), place.case(WITH_PLAN), PAGE)
    duo = page.partition("Boete van DUO")[2].partition("</section>")[0]
    assert "DUO mag dan geen boete opleggen (arrest Keren)." in duo and "/doe/" not in duo
