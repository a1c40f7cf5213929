"""The log of processing: who may read it, what he sees of whom, and that he read it."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from doorstroom.register.vault import Access
from doorstroom.web.toegang import matrix
from doorstroom.web.zaken.register import vault
from tests.web.conftest import TOWN, WITH_PLAN, WITHOUT_PLAN, Place
from tests.web.test_werkplek_zaak import SignIn, address

KM, BEHEERDER, PLATFORM = "klantmanager.gemeente", "beheerder.gemeente", "beheerder.platform"


def read(client: Any, query: str = "") -> str:
    answer = client.get(f"/beheer/logboek/?{query}")
    assert answer.status_code == 200, answer.status_code
    return str(answer.content.decode())


def looked(place: Place, case_id: str) -> list[tuple[str, str]]:
    """Who read the log about the person of a case, and as which activity."""
    lines = vault().processings(place.person_of(case_id))
    return [(one.actor, one.processing_activity) for one in lines if one.operation == "logboek gelezen"]


def test_only_who_has_the_right_of_the_matrix_reads_it(signed_in: SignIn, place: Place) -> None:
    for name, user in place.users.items():
        status = signed_in(name).get("/beheer/logboek/").status_code
        allowed = matrix.ROLES[user.rollen[0]]["logboek"] == "ja" and user.organisatie is not None
        assert status == (200 if allowed else 403), name
    assert signed_in(BEHEERDER).post("/beheer/logboek/").status_code == 405


def test_who_looked_when_and_why_with_every_field(signed_in: SignIn, place: Place) -> None:
    case = place.case(WITHOUT_PLAN)
    signed_in(KM).get(address(case))
    page = read(signed_in(BEHEERDER), f"zaak={case}")
    for told in (
        KM,
        case,
        "Gemeente Een",
        "zaak geopend",
        "zaak behandelen",
        "een zaak behandelen",
        "1 mei 2024",
        "naam en gegevens gelezen",
    ):
        assert told in page, told
    assert "Proef" not in page  # no names


def test_that_it_was_read_is_logged_for_everybody_on_the_page(signed_in: SignIn, place: Place) -> None:
    seen, other = place.case(WITHOUT_PLAN), place.case(WITH_PLAN)
    signed_in(KM).get(address(seen))
    read(signed_in(BEHEERDER), f"zaak={seen}")
    assert looked(place, seen) == [(BEHEERDER, "logboek")] and looked(place, other) == []
    page = read(signed_in(BEHEERDER), f"zaak={seen}")  # and it shows who asks for this person
    assert "logboek gelezen" in page
    assert '<td class="utrecht-table__cell" data-label="Wat">logboek gelezen' not in read(signed_in(BEHEERDER))


def test_only_what_the_own_organisation_did(signed_in: SignIn, place: Place) -> None:
    case = place.case(WITH_PLAN)
    signed_in("medewerker.duo").get(address(case))
    own = read(signed_in(BEHEERDER), f"zaak={case}&organisatie=DUO")
    assert "medewerker.duo" not in own and "Er zijn geen regels" in own
    assert looked(place, case) == []  # nothing was shown of this person
    assert "medewerker.duo" in read(signed_in(PLATFORM), f"zaak={case}&organisatie=DUO")
    assert "medewerker.duo" in read(signed_in("beheerder.duo"), f"zaak={case}")


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("wie=een", {"p-1", "p-2"}), ("wie=twee", {"p-3"}), ("soort=werklijst", {"p-2"}), ("van=2-5-2024", set()),
        ("tot=30-4-2024&van=1-1-2020", {"p-old"}), ("zaak=p-3", {"p-3"}), ("zaak=bestaat-niet", set()),
        ("", {"p-1", "p-2", "p-3"}),
    ],
)  # fmt: skip
def test_what_is_looked_for(query: str, found: set[str], signed_in: SignIn, place: Place,
                            monkeypatch: pytest.MonkeyPatch) -> None:  # fmt: skip
    for actor, activity, person in (
        ("een", "zaak behandelen", "p-1"), ("een", "werklijst", "p-2"), ("twee", "zaak behandelen", "p-3"),
    ):  # fmt: skip
        vault().note("iets", [person], Access(actor, TOWN, "doel", activity))
    monkeypatch.setattr(vault(), "_clock", lambda: dt.datetime(2024, 2, 1, 12, tzinfo=dt.UTC))
    vault().note("iets", ["p-old"], Access("drie", TOWN, "doel", "werklijst"))
    page = read(signed_in(BEHEERDER), query)
    assert {person for person in ("p-1", "p-2", "p-3", "p-old") if f">{person}<" in page} == found


@pytest.mark.parametrize("query", ["van=31-2-2024", "tot=gisteren", "soort=" + "x" * 65])
def test_a_question_that_cannot_be_read(query: str, signed_in: SignIn, place: Place) -> None:
    answer = signed_in(BEHEERDER).get(f"/beheer/logboek/?{query}")
    assert answer.status_code == 400 and 'aria-invalid="true"' in answer.content.decode()


def test_pages_stay_as_they_are_while_the_reading_is_logged(signed_in: SignIn, place: Place) -> None:
    ids = [f"p-{number:03}" for number in range(120)]
    vault().note("iets", ids, Access("een", TOWN, "doel", "werklijst"))
    client = signed_in(BEHEERDER)
    first = client.get("/beheer/logboek/?wie=een")
    seen = []
    for number in (1, 2, 3):
        page = client.get(f"/beheer/logboek/?{first.context['vraag']}&blad={number}").context["blad"]
        assert page.paginator.count == 120
        seen += [line.processing.person_id for line in page.items]
    assert seen == ids[::-1]


def test_a_page_takes_a_fixed_number_of_queries(signed_in: SignIn, place: Place) -> None:
    vault().note("iets", [f"p-{number}" for number in range(200)], Access("een", TOWN, "doel", "werklijst"))
    client = signed_in(BEHEERDER)
    for query in ("wie=een&zaak=p-1", "wie=een", "wie=een&blad=3"):
        with CaptureQueriesContext(connection) as asked:
            read(client, query)
        assert len(asked) <= 9, query


def test_the_menu_leads_there(signed_in: SignIn, place: Place) -> None:
    assert signed_in(BEHEERDER).get("/").headers["Location"].startswith("/beheer/")
    assert "/beheer/" not in signed_in(KM).get("/werklijst/").content.decode()
