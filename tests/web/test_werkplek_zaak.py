"""A case on the screen: who sees which part, why a date is what it is, what happened, who looked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from doorstroom.kernel.events import Event
from doorstroom.stelsels.inburgering import system
from doorstroom.web.toegang import matrix
from doorstroom.web.toegang.models import Organisatie
from doorstroom.web.werkplek.zaakbeeld import TOPICS
from doorstroom.web.zaken import projection
from doorstroom.web.zaken.models import Inzage, Plaatsing, Zaak
from doorstroom.web.zaken.onderwerpen import topics_of_event
from doorstroom.web.zaken.register import register, vault
from tests.web.conftest import DAY, TOWN, WITH_PLAN, WITHOUT_PLAN, Place

KM = "klantmanager.gemeente"
SignIn = Callable[[str], Client]


def address(case_id: str, rest: str = "") -> str:
    return f"/zaak/inburgering/{case_id}/{rest}"


def text_of(client: Client, case_id: str, rest: str = "") -> str:
    answer = client.get(address(case_id, rest))
    assert answer.status_code == 200, answer.status_code
    return str(answer.content.decode())


def record(place: Place, case_id: str, kind: str, day: str, payload: dict[str, Any], **more: Any) -> Event:
    """Something that is recorded now, by the municipality unless told otherwise."""
    event = Event(
        event_id=uuid4(), case_id=case_id, person_id=place.person_of(case_id), type=kind,
        instance=more.pop("instance", uuid4().hex[:12]), valid_on=dt.date.fromisoformat(day), payload=payload,
        recorded_at=dt.datetime(2024, 5, 1, tzinfo=dt.UTC), organisation=more.pop("organisation", TOWN),
        actor=more.pop("actor", KM), **more,
    )  # fmt: skip
    register().append(system(), [event])
    projection.refresh(system(), [case_id])
    return event


def test_a_case_at_a_glance(signed_in: SignIn, place: Place) -> None:
    page = text_of(signed_in(KM), place.case(WITHOUT_PLAN))
    assert "DEMO Proef Persoon" in page and "spreekt Arabisch" in page
    assert "Stand van de zaak" in page and "de persoon woont in uw gemeente" in page
    assert "PIP vaststellen" in page and "nog 40 dagen" in page and "uiterlijk <bdi>10 juni 2024" in page
    assert "Nodig uit voor de brede intake" in page and "Meer handelingen" in page
    assert "De brede intake is niet afgerond. Doe dat eerst." in page


def test_a_bar_shows_how_far_a_term_is(signed_in: SignIn, place: Place) -> None:
    page = text_of(signed_in(KM), place.case(WITHOUT_PLAN))
    assert '<rect class="ds-clock__gone" width="44" height="4"/>' in page  # 31 of 71 days, and that in words beside it


def test_why_with_articles_law_values_and_events(signed_in: SignIn, place: Place) -> None:
    case = place.case(WITHOUT_PLAN)
    page = text_of(signed_in(KM), case, "?waarom=pip")
    assert "BES 5.3" in page and "10 weken" in page and "nog te bevestigen" in page
    assert "Kennisgeving inburgeringsplicht" in page and "Regels 0.1.0" in page and "Ook nagegaan" in page
    part = signed_in(KM).get(address(case, "waarom/pip/"), headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in part and "10 weken" in part
    assert "<html" in text_of(signed_in(KM), case, "waarom/pip/")


def test_why_an_action_is_refused(signed_in: SignIn, place: Place) -> None:
    case = place.case(WITHOUT_PLAN)
    assert address(case, "waarom/kolom-intake_afgerond/") in text_of(signed_in(KM), case)
    assert "Waarom?" in text_of(signed_in(KM), case, "waarom/kolom-intake_afgerond/")


@pytest.mark.parametrize("name", ["onzin", "kolom-bsn", "kolom-lening_schuld", "beslissing_lening"])
def test_what_cannot_be_explained_to_somebody_is_not_there(name: str, signed_in: SignIn, place: Place) -> None:
    assert signed_in(KM).get(address(place.case(WITH_PLAN), f"waarom/{name}/")).status_code == 404


def test_every_topic_has_a_name_and_every_event_and_clock_a_topic() -> None:
    assert set(TOPICS) == set(matrix.TOPICS)
    inburgering = system()
    assert [kind.type for kind in inburgering.events if not topics_of_event(inburgering, kind.type)] == []
    declared = [*inburgering.clocks.values(), *inburgering.tasks.values(), *inburgering.actions.values()]
    assert [one.name for one in declared if one.topic not in matrix.TOPICS] == []


@pytest.mark.parametrize("kind", ["gemeente", "duo"])
def test_topics_follow_the_matrix(kind: str, signed_in: SignIn, place: Place) -> None:
    client = signed_in(KM if kind == "gemeente" else "medewerker.duo")
    case = place.case(WITH_PLAN)
    page = text_of(client, case)
    for topic in matrix.TOPICS:
        sees = matrix.sees(kind, topic)
        assert client.get(address(case, f"onderwerp/{topic}/")).status_code == (200 if sees else 404), topic
        assert (f"/onderwerp/{topic}/" in page) is sees, topic


def at_school(place: Place) -> str:
    case = place.case(WITH_PLAN)
    school = Organisatie.objects.get(code="TAALSCHOOL")
    Plaatsing.objects.create(zaak=Zaak.objects.get(case_id=case), aanbieder=school, vanaf=DAY)
    projection.refresh(system(), [case])
    return case


def test_a_school_sees_no_residence_no_intake_and_no_fine(signed_in: SignIn, place: Place) -> None:
    case, client = at_school(place), signed_in("medewerker.aanbieder")
    for rest in ("", "geschiedenis/", "?waarom=inburgeringstermijn", "onderwerp/termijn/"):
        page = text_of(client, case, rest)
        for secret in (
            "Asielvergunning",
            "Verblijfsrecht verkregen",
            "Opgeroepen voor brede intake",
            "Boete",
            "Lening",
        ):
            assert secret not in page, (rest, secret)
    assert "PIP vastgesteld" in text_of(client, case, "geschiedenis/")


def test_an_explanation_does_not_tell_what_somebody_may_not_see(signed_in: SignIn, place: Place) -> None:
    page = text_of(signed_in("medewerker.aanbieder"), at_school(place), "?waarom=inburgeringstermijn")
    assert "14 februari 2026" in page and "gegevens die buiten uw taak vallen" in page
    assert "Grond van het verblijf" not in page and "8 c" not in page


@pytest.mark.parametrize("who", ["klantmanager.gemeente.twee", "medewerker.coa", "medewerker.aanbieder"])
def test_a_case_of_others_is_not_there(who: str, signed_in: SignIn, place: Place) -> None:
    case = place.case(WITH_PLAN)
    for rest in ("", "geschiedenis/", "onderwerp/pip/", "doe/intake_afronden/", "documenten/", "waarom/pip/"):
        answer = signed_in(who).get(address(case, rest))
        assert answer.status_code == 404 and "van u om te zien" in answer.content.decode()
    assert all(line.actor != who for line in vault().processings(place.person_of(case)))


@pytest.mark.parametrize(
    "path", ["/zaak/inburgering/BESTAAT-NIET/", "/zaak/opvang/ZAAK-0001/", "/zaak/inburgering/%2e%2e/"]
)
def test_a_case_that_does_not_exist_gets_the_same_answer(path: str, signed_in: SignIn, place: Place) -> None:
    place.case(WITH_PLAN)
    answer = signed_in(KM).get(path)
    assert answer.status_code == 404 and "van u om te zien" in answer.content.decode()


@pytest.mark.parametrize("who", ["beheerder.gemeente", "beheerder.platform", "beheerder.aanbieder"])
def test_an_administrator_opens_no_case(who: str, signed_in: SignIn, place: Place) -> None:
    assert signed_in(who).get(address(place.case(WITH_PLAN))).status_code == 403


def test_a_team_leader_sees_no_name_and_takes_no_step(signed_in: SignIn, place: Place) -> None:
    page = text_of(signed_in("teamleider.gemeente"), place.case(WITHOUT_PLAN))
    assert "Proef" not in page and "P.P." in page and "/doe/" not in page


def test_a_name_that_is_a_script_is_text(signed_in: SignIn, place: Place) -> None:
    page = text_of(signed_in(KM), place.case(WITHOUT_PLAN, name="DEMO <script>alert(1)</script>"))
    assert "<script>alert" not in page and "&lt;script&gt;alert(1)" in page


def test_opening_a_case_is_logged_and_a_team_leader_sees_who_looked(signed_in: SignIn, place: Place) -> None:
    case = place.case(WITHOUT_PLAN)
    text_of(signed_in(KM), case)
    page = text_of(signed_in("teamleider.gemeente"), case, "wie-keek-mee/")
    assert "zaak geopend" in page and KM in page and "uitvoering Wet inburgering 2021" in page
    assert signed_in(KM).get(address(case, "wie-keek-mee/")).status_code == 403
    assert "wie-keek-mee" not in text_of(signed_in(KM), case)


def test_corrections_and_withdrawals_stay_visible(signed_in: SignIn, place: Place) -> None:
    case = place.case(WITHOUT_PLAN)
    first = record(place, case, "intake_opgeroepen", "2024-04-08", {})
    again = record(place, case, "intake_opgeroepen", "2024-04-09", {}, instance=first.instance, replaces=first.event_id)
    page = text_of(signed_in(KM), case, "geschiedenis/")
    assert "verbeterd" in page and "1 eerdere versie" in page and "8 april 2024" in page and "9 april 2024" in page
    assert "DEMO klantmanager.gemeente" in page and "Gemeente Een" in page
    record(place, case, "intake_opgeroepen", "2024-04-09", {}, instance=first.instance, replaces=again.event_id, retracted=True)  # fmt: skip # noqa: E501
    page = text_of(signed_in(KM), case, "geschiedenis/")
    assert "ingetrokken" in page and "2 eerdere versies" in page


def test_only_what_the_own_organisation_recorded_can_be_corrected(signed_in: SignIn, place: Place) -> None:
    case = place.case(WITHOUT_PLAN)
    event = record(place, case, "intake_opgeroepen", "2024-04-08", {})
    assert f"gebeurtenis/{event.event_id}/verbeteren/" in text_of(signed_in(KM), case, "geschiedenis/")
    duo = text_of(signed_in("medewerker.duo"), case, "geschiedenis/")
    assert "/verbeteren/" not in duo and "Opgeroepen voor brede intake" not in duo


def test_other_cases_of_the_same_person_are_one_click_away_for_who_may_see_them(
    signed_in: SignIn, place: Place
) -> None:
    one, same, alien = place.case(WITH_PLAN), place.case(WITHOUT_PLAN), place.case(WITHOUT_PLAN)
    assert "Ook van deze persoon" not in signed_in(KM).get(address(one)).content.decode()
    Zaak.objects.filter(case_id__in=(same, alien)).update(person_id=place.person_of(one))
    Inzage.objects.filter(zaak__case_id=alien, organisatie=place.users[KM].organisatie.code).delete()
    page = signed_in(KM).get(address(one)).content.decode()
    assert "Ook van deze persoon" in page and f'href="{address(same)}"' in page and alien not in page


def test_looking_back(signed_in: SignIn, place: Place) -> None:
    case = place.case(WITH_PLAN)
    client = signed_in(KM)
    then = text_of(client, case, "?peildatum=1-2-2023")
    assert "De zaak staat hier zoals zij was op 1 februari 2023." in then and "/doe/" not in then
    assert "Er loopt nu geen termijn." not in then and "PIP vaststellen" in then
    known = text_of(client, case, "geschiedenis/?peildatum=1-5-2024&bekend=31-1-2023")
    assert "Met wat toen bekend was: 31-1-2023." in known and "PIP vastgesteld" not in known
    assert "peildatum=1-2-2023" in then  # the tabs lead on in the same view


@pytest.mark.parametrize("asked", ["peildatum=morgen", "peildatum=31-2-2023", "peildatum=1-1-0900", "bekend=1-1-2999"])
def test_looking_back_to_what_is_no_day_shows_today(asked: str, signed_in: SignIn, place: Place) -> None:
    assert "U kijkt terug." not in text_of(signed_in(KM), place.case(WITH_PLAN), f"?{asked}")


def test_in_english(signed_in: SignIn, place: Place) -> None:
    user = place.users[KM]
    user.taal = "en"
    user.save()
    page = text_of(signed_in(KM), place.case(WITHOUT_PLAN), "?waarom=pip")
    assert '<html lang="en"' in page and "Invite to the intake" in page and "10 June 2024" in page
    assert "Why?" in page and "to be confirmed" in page


def test_a_newcomer_opens_his_own_case_and_no_other(signed_in: SignIn, place: Place) -> None:
    own, other = place.case(WITH_PLAN), place.case(WITH_PLAN)
    user = place.users["inburgeraar"]
    user.person_id = place.person_of(own)
    user.save()
    client = signed_in("inburgeraar")
    assert "Inburgeringstermijn" in text_of(client, own)
    assert client.get(address(other)).status_code == 404
