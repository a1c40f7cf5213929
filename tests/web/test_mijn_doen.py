"""What he does: writing, saying that he cannot come, asking, objecting, and taking everything along. Each once."""

from __future__ import annotations

import io
import json
import re
import zipfile
from typing import Any

import pytest
from django.test import Client

from doorstroom.stelsels.inburgering import system
from doorstroom.web.clock import now
from doorstroom.web.zaken.models import Bericht, Zaak
from doorstroom.web.zaken.register import register, vault
from tests.web.conftest import TOWN, WITH_PLAN, WITHOUT_PLAN, Place
from tests.web.mijn_proef import FINED, Newcomer, hidden, newcomer, page, words
from tests.web.test_mijn_wie import file_of, letter_of
from tests.web.test_werkplek_zaak import record

__all__ = ["newcomer"]
KM = "klantmanager.gemeente"
#: A baby, told on the day itself.
HINDER = {"op": "29-4-2024", "soort": "bevalling", "loopt_nog": "ja", "toelichting": "Mijn dochter is geboren."}


def events(case_id: str, kind: str) -> list[Any]:
    return [event for event in register().history_of_case(system(), case_id) if event.type == kind]


def logged(place: Place, case_id: str) -> list[str]:
    """What he did himself, by the log of processing."""
    lines = vault().processings(place.person_of(case_id))
    return [line.operation for line in lines if line.organisation == "inburgeraar"]


def ask(client: Client, action: str, given: dict[str, str]) -> Any:
    """Fill in the form of an action and send it."""
    return client.post(f"/mijn/vragen/{action}/", {**hidden(page(client, f"vragen/{action}/")), **given})


def test_a_message_is_sent_once_however_often_the_form_is(newcomer: Newcomer, place: Place) -> None:
    case = place.case(WITH_PLAN)
    client = newcomer(case)
    given = {**hidden(page(client, "berichten/")), "aan": TOWN, "tekst": "ከመይ ኣለኹም"}
    for _click in range(2):
        assert client.post("/mijn/berichten/", given)["Location"] == "/mijn/berichten/"
    (sent,) = Bericht.objects.all()
    assert (sent.aan, sent.tekst, sent.van.username) == (TOWN, "ከመይ ኣለኹም", "inburgeraar")
    assert logged(place, case).count("bericht verstuurd") == 1
    assert '<div dir="auto"><p>ከመይ ኣለኹም</p></div>' in page(client, "berichten/")


@pytest.mark.parametrize(
    "wrong",
    [{"aan": "0363"}, {"aan": "TAALSCHOOL"}, {"aan": "inburgeraar"}, {"tekst": " "}, {"tekst": "x" * 4001},
     {"getoond": "2024-05-01T13:00:00+00:00"}, {"getoond": ""}],
)  # fmt: skip
def test_a_message_that_is_not_right_is_not_sent(wrong: dict[str, str], newcomer: Newcomer, place: Place) -> None:
    client = newcomer(place.case(WITH_PLAN))
    given = {**hidden(page(client, "berichten/")), "aan": TOWN, "tekst": "Mijn bericht", **wrong}
    answer = client.post("/mijn/berichten/", given)
    assert answer.status_code == 400 and not Bericht.objects.exists()
    assert "aria-invalid" in answer.content.decode() or "Dit formulier is verlopen." in answer.content.decode()


def test_a_form_that_stood_open_too_long_keeps_what_was_typed(
    newcomer: Newcomer, place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    import datetime as dt

    from doorstroom.web.mijn import berichten

    client = newcomer(place.case(WITH_PLAN))
    given = {**hidden(page(client, "berichten/")), "aan": TOWN, "tekst": "Een lang verhaal"}
    monkeypatch.setattr(berichten, "now", lambda: now() + dt.timedelta(hours=13))
    answer = client.post("/mijn/berichten/", given).content.decode()
    assert "Dit formulier is verlopen. Kijk het na en verstuur het opnieuw." in answer and "Een lang verhaal" in answer
    assert hidden(answer)["getoond"] != given["getoond"] and not Bericht.objects.exists()
    client.post("/mijn/berichten/", {**given, **hidden(answer)})
    assert Bericht.objects.count() == 1


def test_messages_to_him_are_new_until_he_saw_them(newcomer: Newcomer, place: Place) -> None:
    case = place.case(WITH_PLAN)
    zaak = Zaak.objects.get(case_id=case)
    for to, text in (("inburgeraar", "Komt u morgen?"), ("DUO", "Onder ons: hij kwam niet")):
        Bericht.objects.create(zaak=zaak, van=place.users[KM], aan=to, tekst=text, verzonden_op=now())
    client = newcomer(case)
    assert "Berichten 1 nieuw" in words(page(client, ""))
    read = words(page(client, "berichten/"))
    assert "Van: Gemeente Een · Aan: U · 1 mei 2024, 15:00 nieuw Komt u morgen?" in read and "Onder ons" not in read
    assert "1 nieuw" not in words(page(client, "")) and KM not in read


def test_that_he_cannot_come_is_read_in_dutch_whatever_the_page_is_in(newcomer: Newcomer, place: Place) -> None:
    case = place.case(WITHOUT_PLAN)
    client = newcomer(case, "ar")
    given = {**hidden(page(client, "niet-komen/")), "reden": "kind", "tekst": "ابني مريض"}
    for _click in range(2):
        assert client.post("/mijn/niet-komen/", given)["Location"] == "/mijn/"
    (sent,) = Bericht.objects.all()
    assert sent.aan == TOWN
    assert sent.tekst == "Ik kan niet komen.\n\nIk moet voor mijn kind zorgen.\n\nابني مريض"
    assert client.post("/mijn/niet-komen/", {**given, "reden": "verzonnen"}).status_code == 400


def test_what_he_tells_is_recorded_as_his_and_his_words_go_along(newcomer: Newcomer, place: Place) -> None:
    case = place.case(WITH_PLAN)
    client = newcomer(case, "uk")
    form = hidden(page(client, "vragen/belemmering_melden/"))
    for _click in range(2):
        answer = client.post("/mijn/vragen/belemmering_melden/", {**form, **HINDER})
        assert answer.status_code == 302, answer.content.decode()
    (event,) = events(case, "belemmering")
    assert (event.organisation, event.actor, str(event.valid_on)) == ("inburgeraar", "inburgeraar", "2024-04-29")
    (sent,) = Bericht.objects.all()
    assert sent.tekst.startswith("Via Mijn inburgering: ") and sent.tekst.endswith("Mijn dochter is geboren.")
    assert sent.aan == TOWN
    assert "Розкажіть, що вам заважає" in page(client, "vragen/")  # and among what he told before


def test_what_is_too_early_says_from_when_and_records_nothing(newcomer: Newcomer, place: Place) -> None:
    case = place.case(WITH_PLAN)
    client = newcomer(case)
    html = page(client, "vragen/verlenging_aanvragen/")
    assert "Dit kan nu nog niet. Dit is nog te vroeg. U kunt het vragen vanaf 15 augustus 2025." in words(html)
    answer = ask(client, "verlenging_aanvragen", {"grond": "a"})
    assert answer.status_code == 400 and "Er is niets verstuurd." in answer.content.decode()
    assert not events(case, "verlenging_aangevraagd") and not Bericht.objects.exists()


def test_only_his_own_actions_are_there(newcomer: Newcomer, place: Place) -> None:
    case = place.case(FINED)
    client = newcomer(case)
    his = {name for name, action in system().actions.items() if "inburgeraar.inburgeraar" in action.by}
    for name in system().actions:
        status = client.get(f"/mijn/vragen/{name}/").status_code
        assert status == (200 if name in his else 404), name
    assert client.post("/mijn/vragen/pip_vaststellen/", {"leerroute": "B1"}).status_code == 404
    assert client.get("/mijn/vragen/bestaat_niet/").status_code == 404


def test_a_choice_that_is_not_his_is_refused(newcomer: Newcomer, place: Place) -> None:
    case = place.case(WITH_PLAN)
    client = newcomer(case)
    html = page(client, "vragen/vrijstelling_aanvragen/")
    assert "leerplichtig" not in html and "Ik heb een diploma" in html
    assert ask(client, "vrijstelling_aanvragen", {"grond": "leerplichtig"}).status_code == 400
    assert ask(client, "vrijstelling_aanvragen", {"grond": "diploma"}).status_code == 302
    assert [event.payload["grond"] for event in events(case, "vrijstelling_aangevraagd")] == ["diploma"]


def test_a_case_that_changed_meanwhile_is_shown_before_anything_is_sent(newcomer: Newcomer, place: Place) -> None:
    case = place.case(WITH_PLAN)
    client = newcomer(case)
    form = hidden(page(client, "vragen/belemmering_melden/"))
    record(place, case, "lessen_begonnen", "2024-04-30", {})
    answer = client.post("/mijn/vragen/belemmering_melden/", {**form, **HINDER})
    assert answer.status_code == 409 and "Er is intussen iets veranderd." in answer.content.decode()
    assert not events(case, "belemmering")
    again = {**form, **HINDER, **hidden(answer.content.decode())}
    assert client.post("/mijn/vragen/belemmering_melden/", again).status_code == 302
    assert len(events(case, "belemmering")) == 1


def test_he_adds_to_what_he_told_himself(newcomer: Newcomer, place: Place) -> None:
    case, other = place.case(WITH_PLAN), place.case(WITH_PLAN)
    theirs = record(place, other, "belemmering", "2024-04-02", {"soort": "dakloosheid", "loopt_nog": True})
    client = newcomer(case)
    ask(client, "belemmering_melden", HINDER)
    ended = {"op": "29-4-2024", "soort": "bevalling", "tot_en_met": "1-5-2024", "loopt_nog": "nee"}
    forged = client.post("/mijn/vragen/einde_belemmering_melden/", {"corrects": str(theirs.event_id), **ended})
    assert forged.status_code == 200 and "Ik kreeg een baby" in forged.content.decode()  # choose one of your own
    assert "dakloos" not in forged.content.decode() and len(events(other, "belemmering")) == 1
    answer = ask(client, "einde_belemmering_melden", ended)
    assert answer.status_code == 302, words(answer.content.decode())
    first, second = events(case, "belemmering")
    assert second.replaces == first.event_id and str(second.payload["tot_en_met"]) == "2024-05-01"


def test_he_objects_to_his_fine_here(newcomer: Newcomer, place: Place) -> None:
    case = place.case(FINED)
    client = newcomer(case)
    assert ask(client, "bezwaar_maken", {"toelichting": "Ik was ziek."}).status_code == 302
    (event,) = events(case, "boete_bezwaar_gemaakt")
    assert str(event.valid_on) == "2024-05-01" and event.organisation == "inburgeraar"
    (sent,) = Bericht.objects.all()
    assert sent.aan == TOWN and "Ik was ziek." in sent.tekst
    assert "U maakte bezwaar op 1 mei 2024." in words(page(client, "oneens/"))


def test_everything_goes_along_and_nobody_else_is_in_it(newcomer: Newcomer, place: Place) -> None:
    case, other = place.case(FINED), place.case(WITH_PLAN, name="DEMO Iemand Anders")
    letter_of(place, case)
    letter_of(place, case, "vraag_aan_derde", "Vraag aan de werkgever")
    file_of(place, case)
    file_of(place, case, shared=False)
    letter_of(place, other)
    zaak = Zaak.objects.get(case_id=case)
    Bericht.objects.create(zaak=zaak, van=place.users[KM], aan="inburgeraar", tekst="Komt u?", verzonden_op=now())
    Bericht.objects.create(zaak=zaak, van=place.users[KM], aan="DUO", tekst="Onder ons", verzonden_op=now())
    client = newcomer(case, "ar")
    assert b"PK" not in client.get("/mijn/alles/").content[:2]
    answer = client.post("/mijn/alles/")
    assert answer["Content-Disposition"] == 'attachment; filename="mijn-inburgering-2024-05-01.zip"'
    assert answer["Cache-Control"] == "no-store"
    with zipfile.ZipFile(io.BytesIO(answer.content)) as packed:
        names = packed.namelist()
        html = packed.read("mijn-gegevens.html").decode()
        told = json.loads(packed.read("mijn-gegevens.json"))
    kinds = [re.sub(r"[0-9a-f]{8}", "*", name) for name in names]
    assert kinds == ["mijn-gegevens.html", "mijn-gegevens.json", "brieven/2024-05-01-pip_beschikking-*.pdf",
                     "brieven/2024-05-01-pip_beschikking-*-uitleg-ar.pdf", "bestanden/*-diploma.pdf"]  # fmt: skip
    assert told["schema"] == "doorstroom-mijn-1" and told["zaak"] == case
    assert len(told["gebeurtenissen"]) == len(FINED) and told["persoon"]["name"] == "DEMO Proef Persoon"
    assert [one["onderwerp"] for one in told["brieven"]] == ["Uw plan"]
    assert [one["text"] for one in told["berichten"]] == ["Komt u?"]
    assert {"naam", "uiterlijk", "advies", "waarom"} == set(told["datums"][0]) and told["wie_keek"]
    assert '<html lang="ar" dir="rtl"' in html and "مدتك للاندماج" in html
    everything = html + json.dumps(told, ensure_ascii=False)
    for somebody_else in (KM, "DEMO klantmanager", "Onder ons", "Iemand Anders", other, "werkgever"):
        assert somebody_else not in everything, somebody_else
    assert "alles gedownload" in logged(place, case)
