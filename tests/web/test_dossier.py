"""Opening a case: only who has to do with it, and not unseen."""

from __future__ import annotations

import pytest

from doorstroom.web.zaken.dossier import NotVisible, open_dossier
from doorstroom.web.zaken.models import Klok, Zaak
from doorstroom.web.zaken.register import vault
from tests.web.conftest import DAY, OTHER_TOWN, TOWN, WITH_PLAN, WITHOUT_PLAN, Place


def test_the_list_row_of_a_case_holds_clocks_and_no_name(place: Place) -> None:
    zaak = Zaak.objects.get(case_id=place.case(WITHOUT_PLAN))
    assert (zaak.gemeente, zaak.initialen, zaak.doelgroep) == (TOWN, "P.P.", "asielstatushouder")
    pip = Klok.objects.get(zaak=zaak, naam="pip")
    assert (pip.status, str(pip.uiterlijk), pip.organisatie, pip.eigenaar) == ("runs", "2024-06-10", TOWN, "gemeente")
    assert "10 juni 2024" in pip.reden_nl and "10 June 2024" in pip.reden_en


@pytest.mark.parametrize(
    ("who", "sees"),
    [
        ("klantmanager.gemeente", True),
        ("klantmanager.gemeente.twee", False),
        ("medewerker.duo", True),
        ("medewerker.coa", False),
        ("medewerker.ind", True),
        ("medewerker.aanbieder", False),
        ("beheerder.platform", False),
        ("beheerder.gemeente", False),
        ("inburgeraar", False),
    ],
)
def test_who_may_open_a_case(who: str, sees: bool, place: Place) -> None:
    case = place.case(WITH_PLAN)
    if sees:
        assert open_dossier(place.users[who], case).version == len(WITH_PLAN)
    else:
        with pytest.raises(NotVisible):
            open_dossier(place.users[who], case)


def test_a_newcomer_opens_his_own_case_only(place: Place) -> None:
    own, other = place.case(WITH_PLAN), place.case(WITH_PLAN)
    user = place.users["inburgeraar"]
    user.person_id = place.person_of(own)
    assert open_dossier(user, own).own
    with pytest.raises(NotVisible):
        open_dossier(user, other)


def test_opening_a_case_and_reading_the_name_are_logged(place: Place) -> None:
    case = place.case(WITH_PLAN)
    dossier = open_dossier(place.users["klantmanager.gemeente"], case)
    assert dossier.person is not None and dossier.person.name == "DEMO Proef Persoon"
    lines = vault().processings(place.person_of(case))
    assert [(line.operation, line.actor, line.organisation) for line in lines[-2:]] == [
        ("zaak geopend", "klantmanager.gemeente", TOWN),
        ("read", "klantmanager.gemeente", TOWN),
    ]
    assert all(line.purpose and line.processing_activity for line in lines)


def test_a_team_leader_sees_no_name(place: Place) -> None:
    assert open_dossier(place.users["teamleider.gemeente"], place.case(WITH_PLAN)).person is None


def test_the_former_municipality_sees_a_case_for_a_month_after_the_new_plan(place: Place) -> None:
    moved = [
        *WITH_PLAN,
        ("brp_inschrijving", "2024-03-04", {"gemeente": OTHER_TOWN}),
        ("pip_vastgesteld", "2024-04-02", {"gemeente": OTHER_TOWN, "leerroute": "B1", "reden": "verhuizing"}),
    ]
    case = place.case(moved)  # 1 May: the last day
    assert open_dossier(place.users["klantmanager.gemeente"], case).zaak.gemeente == OTHER_TOWN
    earlier = [*moved[:-1], ("pip_vastgesteld", "2024-04-01", moved[-1][2])]
    with pytest.raises(NotVisible):
        open_dossier(place.users["klantmanager.gemeente"], place.case(earlier))


def test_the_dates_of_a_case_and_why(place: Place) -> None:
    dossier = open_dossier(place.users["klantmanager.gemeente"], place.case(WITHOUT_PLAN))
    item = dossier.items()[0]
    assert (item.clock.name, item.days_left, dossier.day) == ("pip", 40, DAY)
    (why,) = dossier.explain(["pip_uiterlijk"])
    assert "BES 5.3" in why.articles and any(part.events for part in why.walk())
