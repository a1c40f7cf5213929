"""The timeline of a real case: the same dates, for who may see them, logged, and nothing of it kept."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import pytest

from doorstroom.web.planner import zaak
from doorstroom.web.toegang import matrix
from doorstroom.web.zaken.models import Zaak
from doorstroom.web.zaken.register import register, vault
from tests.web.conftest import WITH_PLAN, WITHOUT_PLAN, Place
from tests.web.test_werkplek_zaak import SignIn, address, record, text_of

KM, OTHER, DUO = "klantmanager.gemeente", "klantmanager.gemeente.twee", "medewerker.duo"


def words(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


def test_a_case_has_a_tab_with_the_dates_that_the_planner_gives(signed_in: SignIn, place: Place) -> None:
    client, case_id = signed_in(KM), place.case(WITH_PLAN)
    assert f'href="{address(case_id, "tijdlijn/")}"' in text_of(client, case_id)
    html = text_of(client, case_id, "tijdlijn/")
    told = words(html)
    # The plan is of 14 February 2023, so the term runs from the 15th until 14 February 2026.
    for date in ("15 februari 2023", "14 februari 2026", "14 augustus 2024", "15 augustus 2025"):
        assert date in told, date
    assert "Meld u aan voor: Lezen, Luisteren, Schrijven, Spreken, KNM" in told
    assert f'href="{address(case_id, "waarom/inburgeringstermijn/")}"' in html
    assert '<li><a class="ds-tabs__link" href="' in html and 'aria-current="page">Tijdlijn' in html


def test_without_a_plan_the_dates_are_estimates(signed_in: SignIn, place: Place) -> None:
    told = words(text_of(signed_in(KM), place.case(WITHOUT_PLAN), "tijdlijn/"))
    assert "Uw plan (PIP) moet klaar zijn" in told and "10 juni 2024" in told
    assert "tussen 1 mei 2027 en 10 juni 2027" in told and "Het hangt af van de dag van uw plan." in told


def test_how_somebody_learns_is_asked_and_not_kept(signed_in: SignIn, place: Place) -> None:
    client, case_id = signed_in(KM), place.case(WITH_PLAN)
    assert "Dat kunnen wij nog niet zeggen" in text_of(client, case_id, "tijdlijn/")
    events = len(register().history_of_case(zaak_system(), case_id))
    told = words(text_of(client, case_id, "tijdlijn/?week=12&klaar=6m"))
    assert "Ja, als u zo doorgaat" in told and "12 uur per week" in told
    assert len(register().history_of_case(zaak_system(), case_id)) == events
    assert "Dat kunnen wij nog niet zeggen" in text_of(client, case_id, "tijdlijn/")
    wrong = text_of(client, case_id, "tijdlijn/?week=99&klaar=6m")
    assert "utrecht-form-field--invalid" in wrong and "Dat kunnen wij nog niet zeggen" in wrong


def zaak_system() -> Any:
    from doorstroom.stelsels.inburgering import system

    return system()


def test_looking_back_shows_what_was_known(signed_in: SignIn, place: Place) -> None:
    client, case_id = signed_in(KM), place.case(WITH_PLAN)
    record(place, case_id, "verlenging_verleend", "2024-04-30", {"grond": "a", "maanden": 5}, organisation="DUO")
    assert "14 juli 2026" in words(text_of(client, case_id, "tijdlijn/"))
    back = text_of(client, case_id, "tijdlijn/?peildatum=30-4-2024&bekend=29-4-2024")
    assert "14 februari 2026" in words(back) and "14 juli 2026" not in words(back)
    assert "tijdlijn/a4/" not in back and 'name="bekend" value="29-4-2024"' in back


def test_every_look_is_in_the_processing_log(signed_in: SignIn, place: Place) -> None:
    client, case_id = signed_in(KM), place.case(WITH_PLAN)

    def looked() -> list[str]:
        return [one.operation for one in vault().processings(place.person_of(case_id)) if one.actor == KM]

    before = looked()
    text_of(client, case_id, "tijdlijn/")
    text_of(client, case_id, "tijdlijn/a4/?taal=en")
    new = looked()[len(before) :]
    assert new.count("zaak geopend") == 2 and new.count("tijdlijn op een blad") == 1


def test_the_sheet_has_no_name_and_is_in_the_language_that_is_asked_for(signed_in: SignIn, place: Place) -> None:
    client, case_id = signed_in(KM), place.case(WITH_PLAN)
    html = text_of(client, case_id, "tijdlijn/a4/?taal=en&week=12&klaar=6m")
    told = words(html)
    assert '<html lang="en"' in html and "Last day of your term: 14 February 2026" in told
    assert "DEMO Proef Persoon" not in told and case_id not in told
    assert f'href="{address(case_id, "tijdlijn/")}?week=12&amp;klaar=6m"' in html
    assert "Mijn inburgering" in text_of(client, case_id, "tijdlijn/a4/?taal=xx")


def test_who_does_not_see_the_case_or_all_of_it_has_no_timeline(signed_in: SignIn, place: Place) -> None:
    case_id = place.case(WITH_PLAN)
    for rest in ("tijdlijn/", "tijdlijn/a4/"):
        assert signed_in(OTHER).get(address(case_id, rest)).status_code == 404
    from django.test import Client

    assert Client().get(address(case_id, "tijdlijn/")).status_code == 302


@pytest.mark.parametrize("kind", sorted({role.partition(".")[0] for role in matrix.ROLES} - {"platform"}))
def test_the_timeline_is_for_who_sees_all_that_it_rests_on(place: Place, kind: str) -> None:
    from doorstroom.web.zaken.dossier import Dossier

    user = next(user for user in place.users.values() if user.soort == kind)
    dossier = Dossier(user, Zaak.objects.get(case_id=place.case(WITH_PLAN)), dt.date(2024, 5, 1))
    assert zaak.offered(dossier) is (kind in ("gemeente", "duo"))


def test_the_loan_and_ontzorgen_are_only_for_who_sees_them(signed_in: SignIn, place: Place) -> None:
    permit = {"grond": "8a", "beperking": "gezinslid", "referent": "nederlander"}
    family = [(kind, day, permit if kind == "verblijfsrecht_verkregen" else told) for kind, day, told in WITH_PLAN]
    case_id = place.case(family)
    assert "lenen" not in words(text_of(signed_in(KM), case_id, "tijdlijn/"))
    assert "lenen" in words(text_of(signed_in(DUO), case_id, "tijdlijn/"))
    helped = place.case([*WITHOUT_PLAN, ("bijstand_ingegaan", "2024-04-02", {})])
    assert "Tot deze dag betaalt de gemeente" in words(text_of(signed_in(KM), helped, "tijdlijn/"))
    assert "Tot deze dag betaalt de gemeente" not in words(text_of(signed_in(DUO), helped, "tijdlijn/"))
