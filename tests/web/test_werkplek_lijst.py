"""The work list: what stands on it, for whom, in how many queries, and how it leaves the building."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from doorstroom.web.werkplek import lijst
from doorstroom.web.werkplek.uitvoer import harmless
from doorstroom.web.zaken.models import Klok, Plaatsing, Toewijzing, Zaak
from doorstroom.web.zaken.register import vault
from tests.web.conftest import OTHER_TOWN, TOWN, WITH_PLAN, WITHOUT_PLAN, Place

KM = "klantmanager.gemeente"
SignIn = Callable[[str], Client]


def give(place: Place, case_id: str, username: str = KM) -> None:
    user = place.users[username]
    zaak = Zaak.objects.get(case_id=case_id)
    Toewijzing.objects.create(zaak=zaak, organisatie=user.organisatie.code, gebruiker=user)


def cases_on(page: Any) -> list[str]:
    """Case numbers on a page, in order, each once."""
    return list(dict.fromkeys(re.findall(r'ds-list__case" href="/zaak/inburgering/([^/]+)/"', page.content.decode())))


def moved(life: list[Any], day: str) -> list[Any]:
    """The same life, with the notice of the duty on another day, and settled before it."""
    settled = ("brp_inschrijving", "2024-01-20", {"gemeente": TOWN})
    return [*life[:-2], settled, ("kennisgeving_verzonden", day, {})]


def table(page: Any) -> str:
    """The list itself, without the filter above it."""
    return page.content.decode().partition("<tbody")[2].partition("</tbody>")[0]


def queries_about_work(client: Client, path: str) -> list[str]:
    with CaptureQueriesContext(connection) as caught:
        assert client.get(path).status_code == 200
    about = [one["sql"] for one in caught.captured_queries]
    own = ("django_session", '"toegang_gebruiker"."id" =', "SAVEPOINT", "BEGIN")
    return [sql for sql in about if not any(mark in sql for mark in own)]


def test_the_list_is_sorted_by_legal_date_and_says_what_why_and_which_step(signed_in: SignIn, place: Place) -> None:
    later, sooner = place.case(WITHOUT_PLAN), place.case(moved(WITHOUT_PLAN, "2024-03-11"))
    page = signed_in(KM).get("/werklijst/?van=team")
    assert cases_on(page) == [sooner, later]
    text = page.content.decode()
    assert "nog 20 dagen" in text and "21 mei 2024" in text and "nog 40 dagen" in text
    assert "Stel het PIP vast" in text and "Het PIP moet uiterlijk 21 mei 2024 zijn vastgesteld." in text
    assert f"/zaak/inburgering/{sooner}/doe/intake_oproepen/" in text and "Nodig uit voor de brede intake" in text
    assert f"/zaak/inburgering/{sooner}/?waarom=pip#waarom" in text


def test_no_name_stands_on_a_list(signed_in: SignIn, place: Place) -> None:
    place.case(WITHOUT_PLAN, name="DEMO Geheim Achternaam")
    for given in ("van=team", "van=team&lijst=zonder"):
        text = signed_in(KM).get(f"/werklijst/?{given}").content.decode()
        assert "G.A." in text and "Geheim" not in text and "Achternaam" not in text


def test_the_list_takes_three_queries_however_long_it_is(signed_in: SignIn, place: Place) -> None:
    client = signed_in(KM)
    client.get("/werklijst/")
    for _ in range(3):
        give(place, place.case(WITH_PLAN))
    assert len(queries_about_work(client, "/werklijst/")) <= 3
    for _ in range(9):
        place.case(WITHOUT_PLAN)
    for path in ("/werklijst/?van=team", "/werklijst/?van=team&lijst=zonder", "/werklijst/?van=niemand&soort=pip"):
        assert len(queries_about_work(client, path)) <= 3, path


def test_mine_the_team_s_and_nobody_s(signed_in: SignIn, place: Place) -> None:
    mine, of_a_colleague, of_nobody = (place.case(WITHOUT_PLAN) for _ in range(3))
    give(place, mine)
    give(place, of_a_colleague, "collega.gemeente")
    client = signed_in(KM)
    assert cases_on(client.get("/werklijst/")) == [mine]
    assert set(cases_on(client.get("/werklijst/?van=team"))) == {mine, of_a_colleague, of_nobody}
    assert cases_on(client.get("/werklijst/?van=niemand")) == [of_nobody]
    assert "DEMO collega.gemeente" in client.get("/werklijst/?van=team").content.decode()


def test_who_handles_it_for_duo_does_not_make_it_his_in_the_municipality(signed_in: SignIn, place: Place) -> None:
    case = place.case(WITHOUT_PLAN)
    give(place, case, "medewerker.duo")
    assert cases_on(signed_in(KM).get("/werklijst/?van=niemand")) == [case]
    assert Zaak.objects.get(case_id=case).klantmanager is None


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("soort=pip", {"zonder", "laat"}),
        ("soort=inburgeringstermijn", {"met"}),
        ("wanneer=over", {"laat"}),
        ("wanneer=week", set()),
        ("eigenaar=inburgeraar", {"met"}),
        ("eigenaar=gemeente", {"zonder", "laat"}),
        ("route=B1", {"met"}),
        ("route=Z", set()),
        ("groep=asielstatushouder", {"zonder", "laat", "met"}),
        ("groep=gezins_en_overige_migrant", set()),
        ("wanneer=nooit&soort=&van=ergens", {"zonder", "laat", "met"}),
    ],
)
def test_filters(given: str, expected: set[str], signed_in: SignIn, place: Place) -> None:
    cases = {
        "zonder": place.case(WITHOUT_PLAN),
        "laat": place.case(moved(WITHOUT_PLAN, "2024-01-22")),
        "met": place.case(WITH_PLAN),
    }
    page = signed_in("teamleider.gemeente").get(f"/werklijst/?{given}")
    assert set(cases_on(page)) == {cases[name] for name in expected}


def test_a_filter_keeps_its_address(place: Place) -> None:
    user = place.users[KM]
    chosen = lijst.Filter.of({"van": "team", "soort": "pip", "wanneer": "week", "onzin": "1", "lijst": "??"}, user)
    assert chosen.query(user) == "van=team&wanneer=week&soort=pip"
    assert chosen.query(user, wanneer="alles") == "van=team&soort=pip"
    assert lijst.Filter.of({}, user).query(user) == ""


def test_without_a_legal_date_and_planning_stand_apart(signed_in: SignIn, place: Place) -> None:
    place.case(WITH_PLAN)
    client = signed_in("teamleider.gemeente")
    dated, undated, planned = (
        table(client.get(f"/werklijst/?lijst={name}")) for name in ("termijnen", "zonder", "planning")
    )
    assert "Voldoe aan de inburgeringsplicht" in dated and "examen" not in dated
    assert "Schrijf u in voor het examen" in planned and "uit de praktijk" not in planned
    assert "Vul het PIP aan" in undated and "ds-list__when" not in undated


def test_a_date_that_cannot_be_told_says_what_is_missing(signed_in: SignIn, place: Place) -> None:
    life = [event for event in WITHOUT_PLAN if event[0] != "kennisgeving_verzonden"]
    life = [event for event in life if event[0] != "geboorte"]
    case = place.case(life)
    rows = Klok.objects.filter(zaak__case_id=case, status="unknown")
    assert all(row.uiterlijk is None and "Nog niet bekend" in row.reden_nl for row in rows)
    assert all("Not known yet" in row.reden_en for row in rows)


def test_other_municipalities_see_nothing_of_it(signed_in: SignIn, place: Place) -> None:
    case = place.case(WITHOUT_PLAN)
    text = signed_in("klantmanager.gemeente.twee").get("/werklijst/?van=team").content.decode()
    assert case not in text and "Hier staat nu niets." in text


def test_a_school_sees_its_pupils_and_only_its_topics(signed_in: SignIn, place: Place) -> None:
    from doorstroom.web.clock import today
    from doorstroom.web.toegang.models import Organisatie
    from doorstroom.web.zaken import projection
    from doorstroom.web.zaken.register import systems

    case, other = place.case(WITH_PLAN), place.case(WITH_PLAN)
    school = Organisatie.objects.get(code="TAALSCHOOL")
    Plaatsing.objects.create(zaak=Zaak.objects.get(case_id=case), aanbieder=school, vanaf=today())
    projection.refresh(systems()["inburgering"], [case])
    client = signed_in("medewerker.aanbieder")
    assert cases_on(client.get("/werklijst/?van=team")) == [case]
    shown = client.get("/werklijst/?van=team&lijst=zonder").content.decode()
    assert other not in shown and "brede intake" not in shown and "vaste lasten" not in shown


@pytest.mark.parametrize("who", ["beheerder.gemeente", "medewerker.ind", "medewerker.dtenv", "inburgeraar"])
def test_roles_without_a_work_list(who: str, signed_in: SignIn, place: Place) -> None:
    answer = signed_in(who).get("/werklijst/")
    assert answer.status_code == 403 and "Uw rol heeft geen werklijst." in answer.content.decode()


def test_a_list_over_several_pages(signed_in: SignIn, place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lijst, "PER_PAGE", 2)
    cases = [place.case(WITHOUT_PLAN) for _ in range(5)]
    client = signed_in(KM)
    pages = [cases_on(client.get(f"/werklijst/?van=niemand&blad={number}")) for number in (1, 2, 3, 99, "x")]
    assert pages == [cases[:2], cases[2:4], cases[4:], cases[4:], cases[:2]]
    text = client.get("/werklijst/?van=niemand&soort=pip&blad=2").content.decode()
    assert "van=niemand&amp;soort=pip&amp;blad=3" in text and "3 tot en met 4 van 5" in text


def test_with_htmx_only_the_list_comes(signed_in: SignIn, place: Place) -> None:
    place.case(WITHOUT_PLAN)
    client = signed_in(KM)
    part = client.get("/werklijst/?van=team", headers={"HX-Request": "true"})
    assert "<html" not in part.content.decode() and cases_on(part)
    assert "HX-Request" in part.headers["Vary"]
    back = client.get("/werklijst/?van=team", headers={"HX-Request": "true", "HX-History-Restore-Request": "true"})
    assert "<html" in back.content.decode()


def test_what_is_shown_can_be_taken_along_and_that_is_logged(signed_in: SignIn, place: Place) -> None:
    case = place.case(WITHOUT_PLAN, name="DEMO =Formule Persoon")
    client = signed_in("teamleider.gemeente")
    answer = client.get("/werklijst/werklijst.csv?soort=pip")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="werklijst-2024-05-01.csv"'
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))
    assert rows[0][0] == "Zaak" and rows[1][0] == case and "10-06-2024" in rows[1]
    book = load_workbook(io.BytesIO(client.get("/werklijst/werklijst.xlsx?soort=pip").content))
    assert next(cell.value for cell in book.active[2]) == case
    logged = [line.operation for line in vault().processings(place.person_of(case))]
    assert logged[-2:] == ["lijst meegenomen (csv)", "lijst meegenomen (xlsx)"]
    assert "Formule" not in answer.content.decode()


def test_a_spreadsheet_takes_nothing_for_a_formula() -> None:
    assert [harmless(text) for text in ("=1+1", "-x", "@y", "A", "")] == ["'=1+1", "'-x", "'@y", "A", ""]


def test_who_may_not_take_a_list_along(signed_in: SignIn, place: Place) -> None:
    case = place.case(WITHOUT_PLAN)
    answer = signed_in("kwaliteitsmedewerker.gemeente").get("/werklijst/werklijst.csv")
    assert answer.status_code == 403
    assert not any("meegenomen" in line.operation for line in vault().processings(place.person_of(case)))


def test_a_script_in_initials_is_text(signed_in: SignIn, place: Place) -> None:
    case = place.case(WITHOUT_PLAN)
    Zaak.objects.filter(case_id=case).update(initialen="<b>x</b>")
    text = signed_in(KM).get("/werklijst/?van=team").content.decode()
    assert "<b>x</b>" not in text and "&lt;b&gt;" in text


def test_the_first_page_is_the_list_and_the_menu_tells_where_one_is(signed_in: SignIn, place: Place) -> None:
    answer = signed_in(KM).get("/", follow=True)
    assert answer.redirect_chain == [("/werklijst/", 302)]
    assert 'href="/werklijst/" aria-current="page"' in answer.content.decode()
    assert signed_in("beheerder.platform").get("/")["Location"] == "/beheer/gebruikers/"
    place.users[KM].rollen = []
    place.users[KM].save()
    assert "Voor uw rol is hier nog niets te doen." in signed_in(KM).get("/").content.decode()


def test_the_town_of_the_list_is_that_of_the_user(place: Place) -> None:
    assert {place.users[KM].organisatie.code, place.users["klantmanager.gemeente.twee"].organisatie.code} == {
        TOWN,
        OTHER_TOWN,
    }
