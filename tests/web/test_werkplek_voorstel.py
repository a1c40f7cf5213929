"""Two people for one decision: proposing, agreeing, refusing, taking back."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from doorstroom.web.zaken.dossier import open_dossier
from doorstroom.web.zaken.gebeurtenis import signature
from doorstroom.web.zaken.handelen import decide
from doorstroom.web.zaken.models import Voorstel
from tests.web.conftest import WITH_PLAN, Place, _account
from tests.web.test_werkplek_handeling import INTAKE_DONE, PIP, events, fields, send
from tests.web.test_werkplek_zaak import SignIn, address, record

KM, KWALITEIT = "klantmanager.gemeente", "kwaliteitsmedewerker.gemeente"


@pytest.fixture
def proposed(signed_in: SignIn, place: Place) -> tuple[str, Voorstel]:
    """A case, and the plan that the klantmanager proposed in it."""
    case = place.case(INTAKE_DONE)
    send(signed_in(KM), address(case, "doe/pip_vaststellen/"), PIP)
    return case, Voorstel.objects.get()


def answer(client: Client, found: Voorstel, what: str, **more: str) -> Any:
    return client.post(f"/voorstellen/{found.pk}/", {"wat": what, **more}, follow=True)


def test_a_colleague_agrees_and_both_names_stand_with_the_event(
    proposed: tuple[str, Voorstel], signed_in: SignIn
) -> None:
    case, found = proposed
    client = signed_in(KWALITEIT)
    listed = client.get("/voorstellen/").content.decode()
    assert "Wachten op u (1)" in listed and "Stel het PIP vast" in listed and "Proef" not in listed
    assert '<span class="utrecht-number-badge">1</span>' in listed
    page = client.get(f"/voorstellen/{found.pk}/").content.decode()
    assert "B1-route" in page and "DEMO klantmanager.gemeente" in page and "dit mag" in page
    assert "Akkoord. Het is vastgelegd." in answer(client, found, "akkoord").content.decode()
    (event,) = events(case, "pip_vastgesteld")
    assert event.event_id == found.pk and event.actor == f"{KM}, akkoord {KWALITEIT}"
    history = client.get(address(case, "geschiedenis/")).content.decode()
    assert "DEMO klantmanager.gemeente, DEMO kwaliteitsmedewerker.gemeente" in history


def test_nobody_agrees_with_himself(proposed: tuple[str, Voorstel], signed_in: SignIn, place: Place) -> None:
    case, found = proposed
    user = place.users[KM]
    user.rollen = ["gemeente.klantmanager", "gemeente.kwaliteitsmedewerker"]
    user.save()
    page = answer(signed_in(KM), found, "akkoord")
    assert page.status_code == 409 and "dit is uw eigen voorstel" in page.content.decode()
    assert not events(case, "pip_vastgesteld")


@pytest.mark.parametrize("who", ["collega.gemeente", "administratie.gemeente"])
def test_a_role_that_may_not_agree(who: str, proposed: tuple[str, Voorstel], signed_in: SignIn) -> None:
    page = answer(signed_in(who), proposed[1], "akkoord")
    assert "U mag niet over voorstellen" in page.content.decode() and not events(proposed[0], "pip_vastgesteld")


@pytest.mark.parametrize("who", ["kwaliteitsmedewerker.gemeente.twee", "beslisser.duo"])
def test_a_proposal_of_another_organisation_is_not_there(
    who: str, proposed: tuple[str, Voorstel], signed_in: SignIn
) -> None:
    assert answer(signed_in(who), proposed[1], "akkoord").status_code == 404
    assert not events(proposed[0], "pip_vastgesteld")


def test_refusing_takes_a_reason(proposed: tuple[str, Voorstel], signed_in: SignIn) -> None:
    _, found = proposed
    client = signed_in(KWALITEIT)
    assert "Schrijf op waarom u niet akkoord gaat." in answer(client, found, "afwijzen", reden=" ").content.decode()
    answer(client, found, "afwijzen", reden="De route past niet. <b>Kijk nog eens.</b>")
    found.refresh_from_db()
    assert found.stand == Voorstel.AFGEWEZEN
    page = signed_in(KM).get(f"/voorstellen/{found.pk}/").content.decode()
    assert "De route past niet. &lt;b&gt;Kijk nog eens." in page and "niet akkoord" in page


def test_taking_back_one_s_own_proposal(proposed: tuple[str, Voorstel], signed_in: SignIn) -> None:
    case, found = proposed
    assert "niet (meer) intrekken" in answer(signed_in(KWALITEIT), found, "intrekken").content.decode()
    answer(signed_in(KM), found, "intrekken")
    page = answer(signed_in(KWALITEIT), found, "akkoord")
    assert "Over dit voorstel is al beslist." in page.content.decode() and not events(case, "pip_vastgesteld")


def test_agreeing_twice_records_once(proposed: tuple[str, Voorstel], signed_in: SignIn) -> None:
    case, found = proposed
    client = signed_in(KWALITEIT)
    answer(client, found, "akkoord")
    assert "al beslist" in answer(client, found, "akkoord").content.decode()
    assert len(events(case, "pip_vastgesteld")) == 1


def test_the_rules_are_asked_again_when_somebody_agrees(
    proposed: tuple[str, Voorstel], signed_in: SignIn, place: Place
) -> None:
    case, found = proposed
    record(place, case, "brp_inschrijving", "2024-04-30", {"gemeente": "0363"}, organisation="BRP")
    client = signed_in(KWALITEIT)
    page = client.get(f"/voorstellen/{found.pk}/")
    if page.status_code == 200:  # the former municipality still sees the case for a while
        assert (
            "mag niet" in page.content.decode() and "Sinds dit voorstel is er meer vastgelegd." in page.content.decode()
        )
        assert answer(client, found, "akkoord").status_code == 409
    assert not events(case, "pip_vastgesteld")


def test_correcting_and_withdrawing_what_took_two_takes_two(signed_in: SignIn, place: Place) -> None:
    case = place.case(WITH_PLAN)
    plan = record(place, case, "pip_vastgesteld", "2024-04-29",
                  {"gemeente": "0344", "leerroute": "B1", "niveau": "B1", "reden": "wijziging"})  # fmt: skip
    client, path = signed_in(KM), address(case, f"gebeurtenis/{plan.event_id}/intrekken/")
    assert "Een collega moet akkoord geven." in client.get(path).content.decode()
    assert client.post(path, fields(client.get(path))).status_code == 302
    found = Voorstel.objects.get()
    assert found.trekt_in and found.vervangt == plan.event_id and len(events(case, "pip_vastgesteld")) == 2
    reader = signed_in(KWALITEIT)
    assert "Intrekken" in reader.get(f"/voorstellen/{found.pk}/").content.decode()
    answer(reader, found, "akkoord")
    last = events(case, "pip_vastgesteld")[-1]
    assert last.retracted and last.replaces == plan.event_id and last.instance == plan.instance


def test_who_took_an_earlier_step_may_not_agree(place: Place) -> None:
    """Awb 10:3 lid 4: who reported a violation does not decide about the fine, nor who agreed to that report."""
    case = place.case(WITH_PLAN)
    handhaver = place.users["handhaver.gemeente"]
    record(place, case, "boete_voorgenomen", "2024-04-02", {"procedure": "traject", "rapport_van": "2024-04-01"},
           actor=f"iemand, akkoord {handhaver.username}")  # fmt: skip
    other = _account("handhaver2.gemeente", handhaver.organisatie, "gemeente.handhaver")
    dossier = open_dossier(handhaver, case)
    proposal = Voorstel.objects.create(
        zaak=dossier.zaak, actie="boete_traject_opleggen", valid_on="2024-05-01", payload={}, instance="x", version=0,
        voorgesteld_door=other, voorgesteld_op=dossier.events[0].recorded_at,
    )  # fmt: skip
    outcome = decide(dossier, proposal, agreed=True)
    assert outcome.state == "forbidden" and "Dit moet iemand anders doen" in outcome.sentences[0]
    assert "Dit moet iemand anders doen" not in str(decide(open_dossier(other, case), proposal, agreed=True).sentences)


def test_names_that_do_not_fit_stand_as_numbers(place: Place) -> None:
    users = [place.users[KM], place.users[KWALITEIT]]
    assert signature(*users) == f"{KM}, akkoord {KWALITEIT}"
    users[1].username = "x" * 60
    assert signature(*users) == f"#{users[0].pk}, akkoord #{users[1].pk}" and signature(users[0]) == KM


@pytest.mark.parametrize("who", ["teamleider.gemeente", "beheerder.gemeente", "medewerker.dtenv", "inburgeraar"])
def test_roles_that_take_no_steps_see_no_proposals(who: str, signed_in: SignIn, place: Place) -> None:
    assert signed_in(who).get("/voorstellen/").status_code == 403
    assert signed_in(who).get(f"/voorstellen/{uuid4()}/").status_code == 403


def test_a_proposal_that_does_not_exist(signed_in: SignIn, place: Place) -> None:
    assert signed_in(KWALITEIT).get(f"/voorstellen/{uuid4()}/").status_code == 404
    assert signed_in(KWALITEIT).get("/voorstellen/1/").status_code == 404
