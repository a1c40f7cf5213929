"""Taking an action on the screen: every form, every refusal, once and never twice."""

from __future__ import annotations

import re
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from doorstroom.kernel.process import Action
from doorstroom.stelsels.inburgering import system
from doorstroom.web.toegang import matrix
from doorstroom.web.werkplek.formulier import form_of
from doorstroom.web.zaken.dossier import Dossier
from doorstroom.web.zaken.gebeurtenis import Attempt
from doorstroom.web.zaken.handelen import check
from doorstroom.web.zaken.models import Concept, Voorstel, Zaak
from doorstroom.web.zaken.register import register
from tests.web.conftest import DAY, OTHER_TOWN, WITH_PLAN, WITHOUT_PLAN, Place
from tests.web.test_werkplek_zaak import SignIn, address, record, text_of

KM = "klantmanager.gemeente"
PIP = {
    "op": "1-5-2024", "gemeente": "0344", "leerroute": "B1", "alfabetisering": "nvt", "knm_examen_in_zroute": "nee",
    "uren_leerroute": "900", "intensiteit_pvt": "12", "intensiteit_map": "40", "voortgangsgesprekken": "2",
    "ondersteuning_en_begeleiding": "ja", "afspraken_voorschoolse_educatie": "nee", "besluiten_participatiewet": "nee",
}  # fmt: skip
INTAKE_DONE = [
    *WITHOUT_PLAN,
    ("intake_opgeroepen", "2024-04-08", {}),
    ("intake_afgerond", "2024-04-15", {"onderwijsroute_onderzocht": True}),
    ("leerbaarheidstoets_afgenomen", "2024-04-16", {"uitkomst": "B1_haalbaar"}),
]


def events(case_id: str, kind: str) -> list[Any]:
    return [event for event in register().history_of_case(system(), case_id) if event.type == kind]


def fields(page: Any) -> dict[str, str]:
    """The hidden fields of the form."""
    found = re.findall(r'type="hidden" name="(event_id|version|corrects)" value="([^"]*)"', page.content.decode())
    return dict(found)


def send(client: Client, path: str, given: dict[str, Any], **more: Any) -> Any:
    """Open the form, fill it in and send it."""
    return client.post(path, {**fields(client.get(path)), "wat": "vastleggen", **given}, **more)


def test_every_action_of_every_role_has_a_form_that_can_be_shown(place: Place) -> None:
    zaak = Zaak.objects.get(case_id=place.case(WITH_PLAN))
    for action in system().actions.values():
        user = next(one for one in place.users.values() if set(action.by) & set(one.rollen))
        form = form_of(Dossier(user, zaak, DAY), action)
        shown = str(form).replace("&#x27;", "'").replace("&quot;", '"')
        assert not set(form.fields) & set(action.fixed), action.name
        assert set(action.asks or ()) <= set(form.fields), action.name
        assert ("op" in form.fields) is not action.amends, action.name
        assert [f.name for f in form if not f.is_hidden and str(f.label) not in shown] == [], action.name


def test_recording_an_intake(signed_in: SignIn, place: Place) -> None:
    case = place.case(WITHOUT_PLAN)
    answer = send(signed_in(KM), address(case, "doe/intake_oproepen/"), {"op": "30-4-2024"}, follow=True)
    assert answer.redirect_chain == [(address(case), 302)]
    assert "Vastgelegd: Opgeroepen voor brede intake." in answer.content.decode()
    (event,) = events(case, "intake_opgeroepen")
    assert (str(event.valid_on), event.organisation, event.actor, event.payload) == (
        "2024-04-30", "0344", KM, {"waarschuwing": False},
    )  # fmt: skip
    assert "Rond de brede intake af" in text_of(signed_in(KM), case)


def test_answers_become_the_payload(signed_in: SignIn, place: Place) -> None:
    case = place.case([*WITHOUT_PLAN, ("intake_opgeroepen", "2024-04-08", {})])
    given = {"op": "1-5-2024", "onderwijsroute_onderzocht": "ja", "onderwijsroute_gewenst": "nee", "bevindingen_schriftelijk": "onbekend"}  # fmt: skip # noqa: E501
    send(signed_in(KM), address(case, "doe/intake_afronden/"), given)
    (event,) = events(case, "intake_afgerond")
    assert event.payload == {
        "in_afwezigheid": False, "onderwijsroute_gewenst": False, "onderwijsroute_onderzocht": True,
        "gewezen_op_gesprek_alleen": None, "bevindingen_schriftelijk": None,
    }  # fmt: skip


def test_a_double_click_records_once(signed_in: SignIn, place: Place) -> None:
    case = place.case(WITHOUT_PLAN)
    client, path = signed_in(KM), address(case, "doe/intake_oproepen/")
    form = {**fields(client.get(path)), "op": "1-5-2024", "wat": "vastleggen"}
    assert [client.post(path, form).status_code for _ in range(3)] == [302, 302, 302]
    assert len(events(case, "intake_opgeroepen")) == 1


def test_a_stale_form_says_what_changed_and_keeps_what_was_typed(signed_in: SignIn, place: Place) -> None:
    case = place.case([*WITHOUT_PLAN, ("intake_opgeroepen", "2024-04-08", {})])
    client, path = signed_in(KM), address(case, "doe/intake_afronden/")
    form = {**fields(client.get(path)), "op": "30 april 2024", "onderwijsroute_onderzocht": "ja"}
    record(place, case, "derde_informatie_gevraagd", "2024-04-29", {"soort": "medisch", "onmisbaar": True})
    answer = client.post(path, form)
    page = answer.content.decode()
    assert answer.status_code == 409 and "De zaak is intussen veranderd." in page
    assert "Informatie van derde gevraagd" in page and 'value="30 april 2024"' in page
    assert re.search(r'value="ja"[^>]*id="id_onderwijsroute_onderzocht_0"[^>]*checked', page)
    assert not events(case, "intake_afgerond")
    again = client.post(path, {**form, **fields(answer)})
    assert again.status_code == 302 and len(events(case, "intake_afgerond")) == 1


def test_a_refusal_of_the_rules_stands_on_top(signed_in: SignIn, place: Place) -> None:
    case = place.case(WITHOUT_PLAN)
    client, path = signed_in(KM), address(case, "doe/intake_afronden/")
    assert "Dit kan nu nog niet." not in client.get(path).content.decode()
    late = send(client, path, {"op": "2-5-2024"})
    assert late.status_code == 400 and "ligt in de toekomst" in late.content.decode()
    assert 'value="2-5-2024"' in late.content.decode() and not events(case, "intake_afgerond")
    page = client.get(address(case, "doe/pip_vaststellen/")).content.decode()
    assert "Dit kan nu nog niet." in page and "De brede intake is niet afgerond. Doe dat eerst." in page


def test_what_is_wrong_stands_at_the_field(signed_in: SignIn, place: Place) -> None:
    case = place.case(INTAKE_DONE)
    answer = send(signed_in(KM), address(case, "doe/pip_vaststellen/"), {"op": "gisteren", "uren_leerroute": "veel"})
    page = answer.content.decode()
    assert 'href="#id_op"' in page and "Schrijf een dag die bestaat" in page and "Schrijf een getal" in page
    assert 'href="#id_leerroute_0"' in page and 'aria-invalid="true"' in page
    assert not Voorstel.objects.exists()


def test_what_an_event_type_refuses_is_told_with_the_name_of_the_field(place: Place) -> None:
    dossier = Dossier(place.users[KM], Zaak.objects.get(case_id=place.case(WITHOUT_PLAN)), DAY)
    tried = Attempt("leerbaarheidstoets_vastleggen", uuid4(), dossier.version, DAY, {"uitkomst": "misschien"})
    assert check(dossier, tried).sentences == ("Wat bij “Uitkomst van de toets” staat, kan daar niet staan.",)


def test_a_field_that_is_not_asked_is_not_taken(signed_in: SignIn, place: Place) -> None:
    case = place.case(WITHOUT_PLAN)
    send(signed_in(KM), address(case, "doe/intake_oproepen/"), {"op": "1-5-2024", "waarschuwing": "ja", "actor": "x"})
    assert events(case, "intake_opgeroepen")[0].payload == {"waarschuwing": False}


@pytest.mark.parametrize("hidden", [{"event_id": "x"}, {"event_id": ""}, {"version": "-1"}, {"version": "veel"}])
def test_forged_hidden_fields_record_nothing(hidden: dict[str, str], signed_in: SignIn, place: Place) -> None:
    case = place.case(WITHOUT_PLAN)
    answer = send(signed_in(KM), address(case, "doe/intake_oproepen/"), {"op": "1-5-2024", **hidden})
    assert answer.status_code == 200 and not events(case, "intake_opgeroepen")


def test_the_id_of_an_event_of_another_case_records_nothing(signed_in: SignIn, place: Place) -> None:
    one, other = place.case(WITHOUT_PLAN), place.case(WITHOUT_PLAN)
    taken = register().history_of_case(system(), other)[0].event_id
    answer = send(signed_in(KM), address(one, "doe/intake_oproepen/"), {"op": "1-5-2024", "event_id": str(taken)})
    assert answer.status_code == 400 and not events(one, "intake_opgeroepen")


def test_an_action_of_another_role_is_refused_and_an_unknown_one_is_not_there(signed_in: SignIn, place: Place) -> None:
    case = place.case(WITH_PLAN)
    client = signed_in(KM)
    for method in (client.get, client.post):
        answer = method(address(case, "doe/boete_intake_opleggen/"))
        assert answer.status_code == 403 and "hoort niet bij uw rol" in answer.content.decode()
        assert method(address(case, "doe/onzin/")).status_code == 404


def test_a_draft_is_kept_for_who_wrote_it_and_goes_when_recorded(signed_in: SignIn, place: Place) -> None:
    case = place.case([*WITHOUT_PLAN, ("intake_opgeroepen", "2024-04-08", {})])
    client, path = signed_in(KM), address(case, "doe/intake_afronden/")
    draft = {"wat": "concept", "op": "half april", "onderwijsroute_gewenst": "nee"}
    answer = client.post(path, {**fields(client.get(path)), **draft}, follow=True)
    assert "Het concept is bewaard. Alleen u ziet het." in answer.content.decode()
    assert "Rond de brede intake af" in answer.content.decode() and Concept.objects.count() == 1
    page = client.get(path).content.decode()
    assert 'value="half april"' in page and re.search(
        r'value="nee"[^>]*id="id_onderwijsroute_gewenst_1"[^>]*checked', page
    )
    assert "half april" not in signed_in("collega.gemeente").get(path).content.decode()
    send(client, path, {"op": "15-4-2024"})
    assert not Concept.objects.exists()


def test_a_draft_can_be_thrown_away(signed_in: SignIn, place: Place) -> None:
    case = place.case(WITHOUT_PLAN)
    client, path = signed_in(KM), address(case, "doe/intake_oproepen/")
    client.post(path, {"wat": "concept", "op": "1-5-2024"})
    assert client.get(path + "concept-weg/").status_code == 405
    client.post(path + "concept-weg/")
    assert not Concept.objects.exists()


def test_the_check_beside_the_form(signed_in: SignIn, place: Place) -> None:
    case = place.case(INTAKE_DONE)
    client, path = signed_in(KM), address(case, "doe/pip_vaststellen/")
    hidden = fields(client.get(path))

    def says(**given: str) -> str:
        return str(client.post(path + "toets/", {**hidden, **PIP, **given}).content.decode())

    assert "dit mag" in says()
    assert "Niveau B1 of B2 mag niet met de Z-route." in says(leerroute="Z", niveau="B1")
    assert "Nog in te vullen of te herstellen: Leerroute" in says(leerroute="")
    assert "<html" not in says() and not Voorstel.objects.exists() and client.get(path + "toets/").status_code == 405


def test_a_plan_waits_for_a_colleague(signed_in: SignIn, place: Place) -> None:
    case = place.case(INTAKE_DONE)
    client, path = signed_in(KM), address(case, "doe/pip_vaststellen/")
    form = {**fields(client.get(path)), **PIP, "wat": "vastleggen"}
    page = client.post(path, form, follow=True).content.decode()
    assert "wacht op akkoord van een collega" in page and "wacht op akkoord" in page
    client.post(path, form)
    assert Voorstel.objects.count() == 1 and not events(case, "pip_vastgesteld")


def test_changing_a_plan_begins_with_the_plan_that_is_there(signed_in: SignIn, place: Place) -> None:
    earlier = {"gemeente": "0344", "leerroute": "B1", "uren_leerroute": 777, "intensiteit_map": 44}
    later = {**earlier, "uren_leerroute": 555, "reden": "wijziging"}
    case = place.case(
        [*INTAKE_DONE, ("pip_vastgesteld", "2024-04-20", earlier), ("pip_vastgesteld", "2024-04-28", later)]
    )
    client = signed_in(KM)
    page = client.get(address(case, "doe/pip_wijzigen/")).content.decode()
    assert 'value="555"' in page and 'value="44"' in page and 'value="777"' not in page
    assert 'value="1-5-2024"' in page  # the day of a change is not that of the plan before
    assert 'value="555"' not in client.get(address(case, "doe/pip_na_vrijstelling/")).content.decode()


def test_correcting_what_the_organisation_recorded(signed_in: SignIn, place: Place) -> None:
    case = place.case(WITHOUT_PLAN)
    event = record(place, case, "intake_opgeroepen", "2024-04-08", {})
    client, path = signed_in("collega.gemeente"), address(case, f"gebeurtenis/{event.event_id}/verbeteren/")
    assert 'value="8-4-2024"' in client.get(path).content.decode()
    assert send(client, path, {"op": "9-4-2024"}).status_code == 302
    first, second = events(case, "intake_opgeroepen")
    assert (second.instance, second.replaces, str(second.valid_on)) == (first.instance, first.event_id, "2024-04-09")
    assert client.get(path).status_code == 404  # that version is not the last one any more


def test_withdrawing_what_the_organisation_recorded(signed_in: SignIn, place: Place) -> None:
    case = place.case(WITHOUT_PLAN)
    event = record(place, case, "intake_opgeroepen", "2024-04-08", {})
    client, path = signed_in(KM), address(case, f"gebeurtenis/{event.event_id}/intrekken/")
    assert "blijft zichtbaar als ingetrokken" in client.get(path).content.decode()
    assert send(client, path, {}).status_code == 302
    assert events(case, "intake_opgeroepen")[-1].retracted
    assert client.get(path).status_code == 404


@pytest.mark.parametrize("what", ["verbeteren", "intrekken"])
def test_what_others_recorded_cannot_be_corrected(what: str, signed_in: SignIn, place: Place) -> None:
    case = place.case(WITHOUT_PLAN)
    event = record(place, case, "intake_opgeroepen", "2024-04-08", {}, organisation=OTHER_TOWN)
    for method in (signed_in(KM).get, signed_in(KM).post):
        answer = method(address(case, f"gebeurtenis/{event.event_id}/{what}/"))
        assert answer.status_code == 403 and "Alleen wie iets heeft vastgelegd" in answer.content.decode()
    assert signed_in(KM).get(address(case, f"gebeurtenis/{uuid4()}/{what}/")).status_code == 404
    assert len(events(case, "intake_opgeroepen")) == 1


def test_amending_changes_only_what_is_asked(signed_in: SignIn, place: Place) -> None:
    case = place.case([*WITHOUT_PLAN, ("intake_opgeroepen", "2024-04-08", {})])
    record(place, case, "intake_afgerond", "2024-04-15", {"onderwijsroute_gewenst": False})
    client, path = signed_in(KM), address(case, "doe/intake_aanvullen/")
    assert "U vult aan" in client.get(path).content.decode()
    assert send(client, path, {"onderwijsroute_onderzocht": "ja", "onderwijsroute_gewenst": "nee"}).status_code == 302
    last = events(case, "intake_afgerond")[-1]
    assert str(last.valid_on) == "2024-04-15" and last.payload["onderwijsroute_onderzocht"] is True
    assert last.payload["onderwijsroute_gewenst"] is False


def test_what_to_amend_is_asked_when_there_is_more_than_one(signed_in: SignIn, place: Place) -> None:
    case = place.case(WITH_PLAN)
    client, path = signed_in("medewerker.duo"), address(case, "doe/examenuitslag_vastleggen/")
    assert "Er is niets om aan te vullen." in client.get(path).content.decode()
    taken = [
        record(place, case, "examen_afgelegd", day, {"onderdeel": part, "niveau": "B1", "resultaat": "nog_niet_bekend"},
               organisation="DUO", actor="medewerker.duo")
        for part, day in (("lezen", "2024-03-04"), ("luisteren", "2024-03-11"))
    ]  # fmt: skip
    page = client.get(path).content.decode()
    assert "Welke wilt u aanvullen?" in page and f"?van={taken[0].event_id}" in page
    chosen = client.get(f"{path}?van={taken[0].event_id}")
    answer = client.post(path, {**fields(chosen), "resultaat": "geslaagd", "wat": "vastleggen"})
    assert answer.status_code == 302
    last = events(case, "examen_afgelegd")[-1]
    assert (last.payload["onderdeel"], last.payload["resultaat"], last.instance) == (
        "lezen",
        "geslaagd",
        taken[0].instance,
    )


def test_who_may_act_follows_the_declarations(place: Place) -> None:
    zaak = Zaak.objects.get(case_id=place.case(WITH_PLAN))
    for user in place.users.values():
        mine = {action.name for action in Dossier(user, zaak, DAY).mine()}
        for action in system().actions.values():
            assert (action.name in mine) is _allowed(user, action), (user.username, action.name)


def _allowed(user: Any, action: Action) -> bool:
    """Who may take an action, told a second time: by role, by right, by topic."""
    own = user.organisatie is None
    right = matrix.ROLES[user.rollen[0]]["handelen"]
    may = right == "ja" or (right == "eigen" and own and False)  # nobody's own case here
    return may and user.rollen[0] in action.by and matrix.TOPICS[action.topic].get(user.soort) == "ja"
