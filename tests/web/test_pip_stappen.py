"""A plan in steps: what each keeps, what the rules say on the way, who proposes and who agrees, and its letter."""

from __future__ import annotations

import re
from typing import Any

import pytest

from doorstroom.stelsels.inburgering import system
from doorstroom.web.pip.stappen import ACTIONS, steps_of
from doorstroom.web.toegang.models import Gebruiker, Organisatie
from doorstroom.web.werkplek.formulier import DAY
from doorstroom.web.zaken.models import Concept, Voorstel
from doorstroom.web.zaken.register import vault
from tests.web.brieven.test_document import text_of as words
from tests.web.conftest import WITH_PLAN, WITHOUT_PLAN, Place
from tests.web.test_werkplek_handeling import INTAKE_DONE, KM, events
from tests.web.test_werkplek_zaak import SignIn, address, record, text_of

PLAN = "pip/pip_vaststellen/"
AGAINST = "De toets raadt een andere leerroute aan. Schrijf op waarom u toch deze kiest."
ROUTE = {"op": "1-5-2024", "gemeente": "0344", "leerroute": "B1", "afwijking_van_toets": ""}
GOALS = {"niveau": "B1", "alfabetisering": "nvt", "uren_leerroute": "900", "knm_examen_in_zroute": "nee"}
SUPPORT = {
    "intensiteit_map": "40", "intensiteit_pvt": "12", "ondersteuning_en_begeleiding": "ja", "voortgangsgesprekken": "2",
    "afspraken_voorschoolse_educatie": "nee", "besluiten_participatiewet": "nee",
}  # fmt: skip


def go(client: Any, case: str, step: str, given: dict[str, str], what: str = "verder", **more: Any) -> Any:
    return client.post(address(case, f"{PLAN}{step}/"), {**given, "wat": what}, **more)


def hidden(page: Any) -> dict[str, str]:
    found = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', page.content.decode())
    return {name: value for name, value in found if name != "csrfmiddlewaretoken"}


def filled(client: Any, case: str, **route: str) -> Any:
    """All steps filled in; the page of the last one."""
    go(client, case, "leerroute", {**ROUTE, **route})
    go(client, case, "doelen", GOALS)
    return go(client, case, "map-pvt", SUPPORT, follow=True)


@pytest.mark.parametrize("name", ACTIONS)
def test_every_field_that_is_asked_stands_in_one_step(name: str) -> None:
    action = system().actions[name]
    told = [field for step in steps_of(action) for field in step.fields]
    assert sorted(told) == sorted((DAY, *(action.asks or ())))


def test_the_case_leads_to_the_steps_and_they_begin_with_what_is_known(signed_in: SignIn, place: Place) -> None:
    case, client = place.case(INTAKE_DONE), signed_in(KM)
    assert f'href="{address(case, PLAN)}"' in text_of(client, case)
    page = client.get(address(case, PLAN), follow=True)
    text = page.content.decode()
    assert page.redirect_chain == [(address(case, PLAN + "intake/"), 302)]
    assert "Stap 1 van 6: Intake" in text and "Brede intake afgerond" in text
    assert "Nog in te vullen of te herstellen: Leerroute" in text
    assert go(client, case, "intake", {}).headers["Location"].endswith("/toets/")
    assert "Leerbaarheidstoets afgenomen" in text_of(client, case, PLAN + "toets/")
    assert not Concept.objects.exists()


def test_what_the_plan_lacks_is_said_at_once_and_leads_to_where_it_is_done(signed_in: SignIn, place: Place) -> None:
    case = place.case([*WITHOUT_PLAN, ("intake_opgeroepen", "2024-04-08", {})])
    page = text_of(signed_in(KM), case, PLAN + "intake/")
    assert "De brede intake is niet afgerond. Doe dat eerst." in page
    assert f'href="{address(case, "doe/intake_afronden/")}"' in page
    assert "De leerbaarheidstoets ontbreekt." in page


def test_a_step_keeps_what_it_asks_and_the_next_one_builds_on_it(signed_in: SignIn, place: Place) -> None:
    case, client = place.case(INTAKE_DONE), signed_in(KM)
    assert go(client, case, "leerroute", ROUTE).headers["Location"] == address(case, PLAN + "doelen/")
    assert (
        go(client, case, "doelen", {**GOALS, "uren_leerroute": "600"}, "terug")
        .headers["Location"]
        .endswith("/leerroute/")
    )
    page = text_of(client, case, PLAN + "doelen/")
    assert 'value="600"' in page and "concept van" in page
    assert go(client, case, "doelen", {**GOALS, "uren_leerroute": ""}, "stop", follow=True).redirect_chain == [
        (address(case), 302)
    ]
    assert 'value="600"' not in text_of(client, case, PLAN + "doelen/")
    assert 'value="600"' not in text_of(signed_in("collega.gemeente"), case, PLAN + "doelen/")
    (draft,) = Concept.objects.all()
    assert draft.gegevens["leerroute"] == "B1" and draft.gegevens["uren_leerroute"] == ""


def test_what_cannot_be_read_stays_on_its_step(signed_in: SignIn, place: Place) -> None:
    case, client = place.case(INTAKE_DONE), signed_in(KM)
    answer = go(client, case, "leerroute", {**ROUTE, "op": "gisteren", "leerroute": ""})
    page = answer.content.decode()
    assert answer.status_code == 200 and "Schrijf een dag die bestaat" in page and 'value="gisteren"' in page
    assert 'href="#id_leerroute_0"' in page
    assert go(client, case, "doelen", {**GOALS, "uren_leerroute": "veel"}).status_code == 200


def test_the_rules_are_asked_while_a_step_is_filled_in(signed_in: SignIn, place: Place) -> None:
    case, client = place.case(INTAKE_DONE), signed_in(KM)

    def says(step: str, **given: str) -> str:
        return str(client.post(address(case, f"{PLAN}{step}/toets/"), given).content.decode())

    assert AGAINST in says("leerroute", **{**ROUTE, "leerroute": "Z"})
    assert AGAINST not in says("leerroute", **{**ROUTE, "leerroute": "Z", "afwijking_van_toets": "Het lukt niet."})
    assert "ligt in de toekomst" in says("leerroute", **{**ROUTE, "op": "2-5-2024"})
    assert "In het PIP ontbreekt nog" in says("leerroute", **ROUTE)
    assert not Concept.objects.exists()
    go(client, case, "leerroute", {**ROUTE, "leerroute": "Z", "afwijking_van_toets": "Het lukt niet."})
    assert "Niveau B1 of B2 mag niet met de Z-route." in says("doelen", **GOALS)
    assert client.get(address(case, PLAN + "doelen/toets/")).status_code == 405


def test_a_plan_is_proposed_as_it_stood_on_the_page_once_and_a_colleague_agrees(
    signed_in: SignIn, place: Place
) -> None:
    case, client = place.case(INTAKE_DONE), signed_in(KM)
    page = filled(client, case)
    text = page.content.decode()
    assert "Stap 6 van 6" in text and "dit mag" in text and "Uren MAP" in text and "B1-route" in text
    form = hidden(page)
    go(client, case, "leerroute", {**ROUTE, "leerroute": "onderwijs"})  # in another window; it is not what was read
    answers = [client.post(address(case, PLAN + "controle/"), form, follow=True) for _ in range(2)]
    assert all("wacht op akkoord van een collega" in answer.content.decode() for answer in answers)
    (proposal,) = Voorstel.objects.all()
    assert proposal.payload["leerroute"] == "B1" and proposal.payload["intensiteit_map"] == 40
    assert not events(case, "pip_vastgesteld")
    own = client.post(f"/voorstellen/{proposal.pk}/", {"wat": "akkoord"})
    assert own.status_code == 409 and not events(case, "pip_vastgesteld")
    signed_in("kwaliteitsmedewerker.gemeente").post(f"/voorstellen/{proposal.pk}/", {"wat": "akkoord"})
    (event,) = events(case, "pip_vastgesteld")
    assert event.actor == f"{KM}, akkoord kwaliteitsmedewerker.gemeente" and event.payload["reden"] == "eerste"


def test_a_route_against_the_test_is_proposed_with_its_reasons(signed_in: SignIn, place: Place) -> None:
    Organisatie.objects.update(adres="Straat 1, 1000 AA Stad")
    case, client = place.case(INTAKE_DONE), signed_in(KM)
    go(client, case, "leerroute", {**ROUTE, "leerroute": "Z"})
    go(client, case, "doelen", {**GOALS, "niveau": "", "uren_leerroute": "800"})
    page = go(client, case, "map-pvt", SUPPORT, follow=True)
    assert AGAINST in page.content.decode() and "U kunt dit plan nog niet voorstellen" in page.content.decode()
    refused = client.post(address(case, PLAN + "controle/"), hidden(page))
    assert refused.status_code == 400 and AGAINST in refused.content.decode() and not Voorstel.objects.exists()
    go(client, case, "leerroute", {**ROUTE, "leerroute": "Z", "afwijking_van_toets": "De persoon leert erg langzaam."})
    page = client.get(address(case, PLAN + "controle/"))
    assert "De persoon leert erg langzaam." in page.content.decode()
    letter = words(client.post(address(case, PLAN + "voorbeeld/brief/"), hidden(page)).content)
    assert "De toets raadt een andere leerroute aan." in letter and "De persoon leert erg langzaam." in letter
    answer = client.post(address(case, PLAN + "controle/"), hidden(page))
    assert answer.status_code == 302, re.findall(r"mag niet<.span>(.*)", answer.content.decode())
    assert Voorstel.objects.get().payload["afwijking_van_toets"] == "De persoon leert erg langzaam."


def test_a_case_that_changed_meanwhile_is_looked_at_again(signed_in: SignIn, place: Place) -> None:
    case, client = place.case(INTAKE_DONE), signed_in(KM)
    form = hidden(filled(client, case))
    record(place, case, "derde_informatie_gevraagd", "2024-04-29", {"soort": "medisch", "onmisbaar": True})
    answer = client.post(address(case, PLAN + "controle/"), form)
    assert answer.status_code == 409 and "Informatie van derde gevraagd" in answer.content.decode()
    assert not Voorstel.objects.exists()
    assert client.post(address(case, PLAN + "controle/"), hidden(answer)).status_code == 302
    assert Voorstel.objects.count() == 1


@pytest.mark.parametrize("odd", [{"op": "gisteren"}, {"leerroute": ""}, {"event_id": "x"}, {"version": "veel"}])
def test_a_last_page_that_was_tampered_with_proposes_nothing(
    odd: dict[str, str], signed_in: SignIn, place: Place
) -> None:
    case, client = place.case(INTAKE_DONE), signed_in(KM)
    form = {**hidden(filled(client, case)), **odd}
    answer = client.post(address(case, PLAN + "controle/"), form)
    assert answer.status_code == 400 and "U kunt dit plan nog niet voorstellen" in answer.content.decode()
    assert client.post(address(case, PLAN + "voorbeeld/brief/"), form).status_code == 400
    assert not Voorstel.objects.exists()


def test_the_letter_stands_beside_an_explanation_in_the_language_of_the_newcomer(
    signed_in: SignIn, place: Place
) -> None:
    Organisatie.objects.update(adres="Straat 1, 1000 AA Stad")
    case, client = place.case(INTAKE_DONE), signed_in(KM)
    page = filled(client, case)
    assert "geen besluit" in page.content.decode() and "Arabisch" in page.content.decode()
    form = hidden(page)
    letter = client.post(address(case, PLAN + "voorbeeld/brief/"), form)
    assert letter["Content-Type"] == "application/pdf" and letter["Cache-Control"] == "no-store"
    assert "B1-route" in words(letter.content)
    sheet = client.post(address(case, PLAN + "voorbeeld/uitleg/"), form)
    assert sheet.content.startswith(b"%PDF-") and "GEEN BESLUIT" in words(sheet.content)
    assert vault().processings(place.person_of(case))[-1].operation == "voorbeeld van brief bekeken: pip_beschikking"
    assert client.post(address(case, PLAN + "voorbeeld/anders/"), form).status_code == 404
    assert client.get(address(case, PLAN + "voorbeeld/brief/")).status_code == 405
    assert not Voorstel.objects.exists()


def test_who_agrees_reads_the_letter_first(signed_in: SignIn, place: Place) -> None:
    Organisatie.objects.update(adres="Straat 1, 1000 AA Stad")
    case, client = place.case(INTAKE_DONE), signed_in(KM)
    client.post(address(case, PLAN + "controle/"), hidden(filled(client, case)))
    plan = f"/voorstellen/{Voorstel.objects.get().pk}/plan/"
    colleague = signed_in("kwaliteitsmedewerker.gemeente")
    assert f'href="{plan}"' in colleague.get("/voorstellen/").content.decode()
    page = colleague.get(plan).content.decode()
    assert f'href="{plan}brief.pdf"' in page and f'href="{plan}uitleg.pdf"' in page and "Ik ga akkoord" in page
    assert "B1-route" in words(colleague.get(plan + "brief.pdf").content)
    assert "GEEN BESLUIT" in words(colleague.get(plan + "uitleg.pdf").content)
    assert colleague.get(plan + "anders.pdf").status_code == 404
    assert signed_in("kwaliteitsmedewerker.gemeente").post(plan + "brief.pdf").status_code == 405
    assert signed_in("handhaver.gemeente").get(plan + "brief.pdf").status_code == 200
    for stranger, status in (("klantmanager.gemeente.twee", 404), ("medewerker.coa", 404), ("medewerker.dtenv", 403)):
        assert signed_in(stranger).get(plan + "brief.pdf").status_code == status, stranger
    Organisatie.objects.update(adres="")
    refused = colleague.get(plan + "brief.pdf", follow=True)
    assert "Het adres van uw organisatie ontbreekt." in refused.content.decode()
    colleague.post(plan, {"wat": "akkoord"})
    assert len(events(case, "pip_vastgesteld")) == 1


def test_a_letter_that_cannot_be_written_says_why(signed_in: SignIn, place: Place) -> None:
    Organisatie.objects.update(adres="")
    case, client = place.case(INTAKE_DONE), signed_in(KM)
    answer = client.post(address(case, PLAN + "voorbeeld/brief/"), hidden(filled(client, case)))
    assert answer.status_code == 409 and "Het adres van uw organisatie ontbreekt." in answer.content.decode()


def test_steps_are_for_who_makes_plans_and_only_for_plans(signed_in: SignIn, place: Place) -> None:
    case = place.case(INTAKE_DONE)
    assert signed_in("kwaliteitsmedewerker.gemeente").get(address(case, PLAN + "intake/")).status_code == 403
    assert signed_in("klantmanager.gemeente.twee").get(address(case, PLAN + "intake/")).status_code == 404
    client = signed_in(KM)
    for path in ("pip/intake_afronden/", "pip/onzin/", PLAN + "onzin/", PLAN + "onzin/toets/"):
        assert client.post(address(case, path)).status_code in (404, 405), path
        assert client.get(address(case, path)).status_code in (404, 405), path


def test_the_steps_are_there_in_english(signed_in: SignIn, place: Place) -> None:
    Gebruiker.objects.filter(username=KM).update(taal="en")
    place.users[KM].refresh_from_db()
    case = place.case(INTAKE_DONE)
    page = text_of(signed_in(KM), case, PLAN + "leerroute/")
    assert "Step 3 of 6: Learning route" in page and "Save and go on" in page


def test_after_a_move_the_plan_is_made_in_the_same_steps(signed_in: SignIn, place: Place) -> None:
    case = place.case([*WITH_PLAN, ("brp_inschrijving", "2024-04-15", {"gemeente": "0363"})])
    page = text_of(signed_in("klantmanager.gemeente.twee"), case, "pip/pip_na_verhuizing/leerroute/")
    assert "Stap 3 van 6" in page
