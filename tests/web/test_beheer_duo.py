"""The traffic with DUO on a page: what waits for a person, in whose words, and nobody named."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

import pytest
import sqlalchemy as sa

from doorstroom.exchange.duo import inbox, outbox, schema
from doorstroom.exchange.duo.store import Store
from doorstroom.exchange.duo.tasks import Kind, add_task
from doorstroom.web.beheer import duo, wissen
from doorstroom.web.beheer.models import Wisronde
from doorstroom.web.toegang import matrix
from tests.web.conftest import TOWN, Place
from tests.web.test_beheer_wissen import FIRST, SECOND, over, page_of, propose
from tests.web.test_werkplek_zaak import SignIn

__all__ = ["over"]  # a fixture
BEHEERDER, PLATFORM, PAGE = "beheerder.gemeente", "beheerder.platform", "/beheer/duo/"
MOMENT = dt.datetime(2024, 4, 30, 9, tzinfo=dt.UTC)


@pytest.fixture
def store(place: Place, settings: Any) -> Store:
    """The exchange of the first municipality: 3 messages that came, 2 that went."""
    settings.DUO_MUNICIPALITY = TOWN
    opened = duo.store()
    with opened.writing() as connection:
        for number, (code, state, trouble) in enumerate(
            [("SS139", "processed", None), ("SS101", "failed", "Van 123456782 kennen wij de persoon niet."),
             ("SS999", "unknown", "DUO stuurde iets dat wij niet kennen (SS999).")]
        ):  # fmt: skip
            connection.execute(sa.insert(schema.inbox).values(
                bericht_id=f"bericht-{number}", code=code, person_id=f"demo-person-{number}", v_number="1234567890",
                registered_at=MOMENT, received_at=MOMENT, state=state, attempts=number, repeats=0, trouble=trouble,
                changed_at=MOMENT, answers="{}",
            ))  # fmt: skip
        for number, (resource, state, texts) in enumerate(
            [("pip_melden", "confirmed", None), ("pip_melden", "refused", ["<b>Niveau B1 mag niet met Z</b>"])]
        ):  # fmt: skip
            connection.execute(sa.insert(schema.outbox).values(
                bericht_id=f"uit-{number}", source=f"bron-{number}", resource=resource, person_id="demo-person-1",
                path="{}", body=None, state=state, attempts=1, created_at=MOMENT, sent_at=MOMENT, changed_at=MOMENT,
                texts=json.dumps(texts) if texts else None, trouble="DUO weigert dit bericht." if texts else None,
            ))  # fmt: skip
        add_task(connection, MOMENT, Kind.CASE, "taak", "Kijk het plan na.", bericht_id="uit-1")
        connection.execute(sa.insert(schema.v_number).values(v_number="1234567890", person_id="demo-person-1"))
        connection.execute(sa.insert(schema.answer).values(
            person_id="demo-person-1", resource="pip_opvragen", body='{"naam": "x"}', fetched_at=MOMENT
        ))  # fmt: skip
    return opened


def text_of(client: Any, query: str = "") -> str:
    answer = client.get(f"{PAGE}?{query}")
    assert answer.status_code == 200, answer.status_code
    return str(answer.content.decode())


def test_only_who_keeps_this_connection(signed_in: SignIn, place: Place, store: Store) -> None:
    for name, user in place.users.items():
        may = matrix.ROLES[user.rollen[0]]["koppeling"] == "ja"
        ours = user.organisatie is not None and (user.soort == "platform" or user.organisatie.code == TOWN)
        expected = 200 if may and ours else 404 if may else 403
        assert signed_in(name).get(PAGE).status_code == expected, name


def test_without_an_exchange_there_is_no_such_page(signed_in: SignIn, place: Place, settings: Any) -> None:
    client = signed_in(BEHEERDER)
    assert settings.DUO_MUNICIPALITY == "" and client.get(PAGE).status_code == 404
    assert "Verkeer met DUO" not in client.get("/beheer/gebruikers/").content.decode()


def test_how_it_goes_and_what_waits_for_a_person(signed_in: SignIn, place: Place, store: Store) -> None:
    page = text_of(signed_in(BEHEERDER))
    assert "3 berichten wachten op een mens." in page and "1 verwerkt" in page and "1 bevestigd" in page
    assert "SS101" in page and "SS999" in page and "SS139" not in page  # what was processed waits for nobody
    assert "DUO stuurde iets dat wij niet kennen (SS999)." in page and "Een gebeurtenis die wij niet kennen." in page
    assert "SS139" in text_of(signed_in(BEHEERDER), "welke=alle")


def test_what_duo_refused_in_its_own_words_and_what_to_do(signed_in: SignIn, place: Place, store: Store) -> None:
    page = text_of(signed_in(PLATFORM), "bak=uit")
    assert "DUO weigert dit bericht." in page and "geweigerd" in page and "Kijk het plan na." in page
    assert "&lt;b&gt;Niveau B1 mag niet met Z&lt;/b&gt;" in page  # their words, never as markup
    assert page.count("pip_melden") == 1 and text_of(signed_in(PLATFORM), "bak=uit&welke=alle").count("pip_melden") == 2


def test_nobody_is_named(signed_in: SignIn, place: Place, store: Store) -> None:
    client = signed_in(BEHEERDER)
    for query in ("", "welke=alle", "bak=uit&welke=alle"):
        page = text_of(client, query)
        assert "demo-person" not in page and "1234567890" not in page and "123456782" not in page


def test_every_state_has_a_word(signed_in: SignIn, place: Place) -> None:
    assert set(duo.STATES) == {*inbox.State, *outbox.State}


@pytest.mark.parametrize("query", ["blad=99", "blad=x", "bak=elders&welke=geen"])
def test_an_address_that_is_not_ours(query: str, signed_in: SignIn, place: Place, store: Store) -> None:
    assert "Verkeer met DUO" in text_of(signed_in(BEHEERDER), query)


def test_who_is_erased_is_forgotten_here_too(signed_in: SignIn, place: Place, over: str, store: Store) -> None:
    assert place.person_of(over) == "demo-person-1"
    run = propose(signed_in(FIRST), place, over)
    signed_in(SECOND).post(page_of(run), {"wat": "wis"})
    assert Wisronde.objects.get().stand == Wisronde.UITGEVOERD and wissen.candidates(None, run.peildatum) == []
    with store.reading() as connection:
        for table in (schema.v_number, schema.answer):
            assert connection.execute(sa.select(sa.func.count()).select_from(table)).scalar() == 0
        kept = connection.execute(sa.select(schema.inbox.c.person_id, schema.inbox.c.v_number)).all()
    assert sorted(kept) == [
        ("demo-person-0", "1234567890"), ("demo-person-1", None), ("demo-person-2", "1234567890"),
    ]  # fmt: skip
