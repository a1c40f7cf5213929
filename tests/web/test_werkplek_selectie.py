"""One thing for many cases: assigning, and an action in each with an outcome per case."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from doorstroom.stelsels.inburgering import system
from doorstroom.web.werkplek.views_selectie import MOST, for_many
from doorstroom.web.zaken.models import Toewijzing, Zaak
from doorstroom.web.zaken.register import register, vault
from tests.web.conftest import OTHER_TOWN, WITH_PLAN, WITHOUT_PLAN, Place

KM = "klantmanager.gemeente"
SELECTIE = "/werklijst/selectie/"
SignIn = Callable[[str], Client]


def pk(case_id: str) -> int:
    return Zaak.objects.get(case_id=case_id).pk


def events(case_id: str, kind: str) -> list[Any]:
    return [event for event in register().history_of_case(system(), case_id) if event.type == kind]


def hidden(page: Any) -> dict[str, Any]:
    """The hidden fields of a form, as a browser would send them."""
    found: dict[str, Any] = {}
    for name, value in re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', page.content.decode()):
        found.setdefault(name, []).append(value)
    return found


def invite(client: Client, *case_ids: str) -> Any:
    """The form with which these cases are invited to the intake."""
    return client.post(
        SELECTIE,
        {"wat": "doen", "actie": "intake_oproepen", "zaak": [pk(case) for case in case_ids], "terug": "van=team"},
    )


def test_assigning_to_a_colleague(signed_in: SignIn, place: Place) -> None:
    cases = [place.case(WITHOUT_PLAN), place.case(WITHOUT_PLAN)]
    client, chosen = signed_in(KM), [pk(case) for case in cases]
    page = client.post(SELECTIE, {"wat": "toewijzen", "zaak": chosen, "terug": "van=niemand"}).content.decode()
    assert "DEMO collega.gemeente" in page and "DEMO medewerker.duo" not in page and "beheerder" not in page
    given = {"wat": "toewijzen", "zaak": chosen, "aan": place.users["collega.gemeente"].pk, "terug": "van=niemand"}
    answer = client.post(SELECTIE, given, follow=True)
    assert answer.redirect_chain == [("/werklijst/?van=niemand", 302)]
    assert "2 zaken zijn toegewezen." in answer.content.decode()
    assert {one.gebruiker.username for one in Toewijzing.objects.all()} == {"collega.gemeente"}
    assert vault().processings(place.person_of(cases[0]))[-1].operation == "zaak toegewezen"
    client.post(SELECTIE, {**given, "aan": "niemand"})
    assert not Toewijzing.objects.exists()


def test_only_colleagues_of_the_own_organisation_can_be_assigned(signed_in: SignIn, place: Place) -> None:
    case = place.case(WITHOUT_PLAN)
    for other in ("klantmanager.gemeente.twee", "medewerker.duo", "beheerder.gemeente"):
        given = {"wat": "toewijzen", "zaak": [pk(case)], "aan": place.users[other].pk}
        assert "Aan wie?" in signed_in(KM).post(SELECTIE, given).content.decode()
    assert not Toewijzing.objects.exists()


def test_who_may_not_assign(signed_in: SignIn, place: Place) -> None:
    case = place.case(WITHOUT_PLAN)
    given = {"wat": "toewijzen", "zaak": [pk(case)], "aan": "niemand"}
    assert signed_in("kwaliteitsmedewerker.gemeente").post(SELECTIE, given).status_code == 403


def test_one_organisation_does_not_push_aside_the_other(signed_in: SignIn, place: Place) -> None:
    case = place.case(WITHOUT_PLAN)
    for who in (KM, "medewerker.duo"):
        signed_in(who).post(SELECTIE, {"wat": "toewijzen", "zaak": [pk(case)], "aan": place.users[who].pk})
    zaak = Zaak.objects.get(case_id=case)
    assert zaak.klantmanager == place.users[KM] and zaak.behandelaar_van("DUO") == place.users["medewerker.duo"]


def test_cases_of_others_cannot_be_chosen(signed_in: SignIn, place: Place) -> None:
    elsewhere = [*WITHOUT_PLAN[:3], ("brp_inschrijving", "2024-03-01", {"gemeente": OTHER_TOWN}), WITHOUT_PLAN[4]]
    other = place.case(elsewhere)
    given = {"wat": "toewijzen", "zaak": [pk(other), "9999999", "x", "-1"], "aan": "niemand"}
    answer = signed_in(KM).post(SELECTIE, given, follow=True)
    assert "Kies eerst een of meer zaken." in answer.content.decode()


def test_inviting_many_tells_per_case_what_happened(signed_in: SignIn, place: Place) -> None:
    fresh, invited = place.case(WITHOUT_PLAN), place.case([*WITHOUT_PLAN, ("intake_opgeroepen", "2024-04-15", {})])
    client = signed_in(KM)
    form = invite(client, fresh, invited)
    assert "Dit geldt voor 2 zaken." in form.content.decode()
    page = client.post(SELECTIE, {**hidden(form), "op": "1-5-2024"}).content.decode()
    assert "In 1 zaak is het vastgelegd." in page and "In 1 zaak kon het niet." in page
    assert "Er is al een oproep." in page
    assert len(events(fresh, "intake_opgeroepen")) == 1 and len(events(invited, "intake_opgeroepen")) == 1
    assert events(fresh, "intake_opgeroepen")[0].actor == KM


def test_sending_the_form_twice_does_nothing_twice(signed_in: SignIn, place: Place) -> None:
    cases = [place.case(WITHOUT_PLAN) for _ in range(2)]
    client = signed_in(KM)
    form = {**hidden(invite(client, *cases)), "op": "1-5-2024"}
    pages = [client.post(SELECTIE, form).content.decode() for _ in range(2)]
    assert all("In 2 zaken is het vastgelegd." in page for page in pages)
    assert [len(events(case, "intake_opgeroepen")) for case in cases] == [1, 1]


def test_what_is_wrong_in_the_form_is_told_before_anything_is_done(signed_in: SignIn, place: Place) -> None:
    case = place.case(WITHOUT_PLAN)
    client = signed_in(KM)
    page = client.post(SELECTIE, {**hidden(invite(client, case)), "op": "31-2-2024"}).content.decode()
    assert "Schrijf een dag die bestaat" in page and not events(case, "intake_opgeroepen")


@pytest.mark.parametrize(
    "actie", ["niet_verschenen_vastleggen", "pip_vaststellen", "boete_intake_opleggen", "bestaat_niet"]
)
def test_what_may_harm_or_needs_agreement_is_never_done_in_bulk(actie: str, signed_in: SignIn, place: Place) -> None:
    case = place.case(WITH_PLAN)
    given = {"wat": "doen", "actie": actie, "stap": "uitvoeren", "zaak": [pk(case)], "op": "1-5-2024"}
    page = signed_in(KM).post(SELECTIE, given).content.decode()
    assert "Wat wilt u doen?" in page and f'value="{actie}"' not in page
    assert len(register().history_of_case(system(), case)) == len(WITH_PLAN)


def test_no_declaration_slips_through() -> None:
    for action in system().actions.values():
        assert not (for_many(action) and (action.adverse or action.approval))


def test_a_case_without_an_id_of_its_own_is_left_alone(signed_in: SignIn, place: Place) -> None:
    case = place.case(WITHOUT_PLAN)
    given = {"wat": "doen", "actie": "intake_oproepen", "stap": "uitvoeren", "zaak": [pk(case)], "op": "1-5-2024"}
    assert "Deze zaak stond niet in het formulier." in signed_in(KM).post(SELECTIE, given).content.decode()
    assert not events(case, "intake_opgeroepen")


def test_choosing_takes_a_post(signed_in: SignIn, place: Place) -> None:
    assert signed_in(KM).get(SELECTIE).status_code == 405


def test_the_way_back_leads_to_the_list_and_nowhere_else(signed_in: SignIn, place: Place) -> None:
    answer = signed_in(KM).post(SELECTIE, {"wat": "doen", "terug": "van=team\r\nX: y"})
    assert answer.headers["Location"] == "/werklijst/"


def test_no_more_than_a_hundred_at_once(signed_in: SignIn, place: Place) -> None:
    assert MOST == 100
