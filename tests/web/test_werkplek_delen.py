"""Documents, messages and looking for a case."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from doorstroom.web.zaken.models import Bericht, Bestand, Overdracht, Zaak
from doorstroom.web.zaken.register import vault
from tests.web.conftest import OTHER_TOWN, TOWN, WITH_PLAN, WITHOUT_PLAN, Place
from tests.web.test_werkplek_zaak import SignIn, address, record, text_of

KM, TWEE = "klantmanager.gemeente", "klantmanager.gemeente.twee"
PDF = b"%PDF-1.7 een verzonnen document"


def add(client: Any, case_id: str, name: str = "plan.pdf", content: bytes = PDF, **more: str) -> Any:
    return client.post(address(case_id, "documenten/"), {"bestand": SimpleUploadedFile(name, content), **more})


def test_a_document_is_added_and_read(signed_in: SignIn, place: Place) -> None:
    case = place.case(WITHOUT_PLAN)
    client = signed_in(KM)
    assert add(client, case, voor_inburgeraar="on").status_code == 302
    found = Bestand.objects.get()
    page = text_of(client, case, "documenten/")
    assert "plan.pdf" in page and "ook voor de inburgeraar" in page
    answer = client.get(address(case, f"documenten/{found.pk}/"))
    assert answer.content == PDF and answer.headers["Content-Type"] == "application/pdf"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="plan.pdf"'
    assert answer.headers["Content-Security-Policy"].startswith("sandbox")
    operations = [line.operation for line in vault().processings(place.person_of(case))]
    assert "document toegevoegd" in operations and f"document gelezen: {found.pk}" in operations


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("virus.exe", PDF, "Kies een bestand van deze soort"),
        ("pagina.html", b"<script>", "Kies een bestand van deze soort"),
        ("plan", PDF, "Kies een bestand van deze soort"),
        ("plan.pdf", b"<html>", "De inhoud past niet bij de naam"),
        ("foto.png", b"\xff\xd8\xff", "De inhoud past niet bij de naam"),
        ("leeg.pdf", b"", "leeg"),
        ("groot.pdf", PDF + b"x" * 3000, "te groot"),
    ],
)
def test_a_document_that_is_refused(
    name: str, content: bytes, says: str, signed_in: SignIn, place: Place, settings: Any
) -> None:
    settings.LARGEST_UPLOAD = 3000
    answer = add(signed_in(KM), place.case(WITHOUT_PLAN), name, content)
    assert answer.status_code == 400 and says in answer.content.decode() and not Bestand.objects.exists()


def test_what_is_far_too_large_is_refused_before_it_is_read(signed_in: SignIn, place: Place, settings: Any) -> None:
    settings.LARGEST_UPLOAD = 1000
    answer = add(signed_in(KM), place.case(WITHOUT_PLAN), content=PDF + b"x" * 200_000)
    page = answer.content.decode()
    assert answer.status_code == 413 and "Te groot" in page and "Er is niets vastgelegd." in page
    assert not Bestand.objects.exists()


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/pass.pdf", "pass.pdf"),
        ('"><script>.pdf', "script_.pdf"),
        ("c:\\x\\plan.pdf", "plan.pdf"),
    ],
)
def test_names_of_files_are_harmless(given: str, kept: str, signed_in: SignIn, place: Place) -> None:
    client, case = signed_in(KM), place.case(WITHOUT_PLAN)
    add(client, case, given)
    name = Bestand.objects.get().naam
    assert name.endswith(kept.removeprefix("_")) and not set(name) & set('<>"\\/\r\n')
    assert "<script>" not in text_of(client, case, "documenten/")


def test_a_document_of_another_organisation_is_not_there(signed_in: SignIn, place: Place) -> None:
    case = place.case(WITH_PLAN)
    add(signed_in(KM), case)
    found = Bestand.objects.get()
    duo = signed_in("medewerker.duo")
    assert "plan.pdf" not in text_of(duo, case, "documenten/")
    assert duo.get(address(case, f"documenten/{found.pk}/")).status_code == 404
    other = place.case(WITH_PLAN)
    assert signed_in(KM).get(address(other, f"documenten/{found.pk}/")).status_code == 404


def test_documents_go_along_when_a_case_was_handed_over(signed_in: SignIn, place: Place) -> None:
    case = place.case(WITH_PLAN)
    add(signed_in(KM), case)
    record(place, case, "brp_inschrijving", "2024-04-29", {"gemeente": OTHER_TOWN}, organisation="BRP")
    assert "plan.pdf" not in text_of(signed_in(TWEE), case, "documenten/")
    user = place.users[KM]
    Overdracht.objects.create(
        zaak=Zaak.objects.get(case_id=case), van=TOWN, naar=OTHER_TOWN, aangeboden_door=user,
        aangeboden_op=user.date_joined, stand=Overdracht.AANVAARD,
    )  # fmt: skip
    assert "plan.pdf" in text_of(signed_in(TWEE), case, "documenten/")


def test_a_team_leader_adds_nothing(signed_in: SignIn, place: Place) -> None:
    case = place.case(WITHOUT_PLAN)
    client = signed_in("teamleider.gemeente")
    assert "Voeg een document toe" not in text_of(client, case, "documenten/")
    assert add(client, case).status_code == 403


def test_messages_go_to_who_has_to_do_with_the_case(signed_in: SignIn, place: Place) -> None:
    case = place.case(WITH_PLAN)
    client = signed_in(KM)
    page = text_of(client, case, "berichten/")
    assert "de inburgeraar" in page and "DUO" in page and "Gemeente Twee" not in page
    client.post(address(case, "berichten/"), {"aan": "DUO", "tekst": "Is de <b>kennisgeving</b> verstuurd?"})
    sent = Bericht.objects.get()
    assert (sent.aan, sent.van.username, sent.gelezen_op) == ("DUO", KM, None)
    assert "&lt;b&gt;kennisgeving" in text_of(client, case, "berichten/")
    assert "Is de" in text_of(signed_in("medewerker.duo"), case, "berichten/")
    sent.refresh_from_db()
    assert sent.gelezen_op is not None


def test_a_message_between_two_others_is_not_shown(signed_in: SignIn, place: Place) -> None:
    case = place.case(WITH_PLAN)
    signed_in("medewerker.duo").post(address(case, "berichten/"), {"aan": "inburgeraar", "tekst": "Alleen voor u"})
    assert "Alleen voor u" not in text_of(signed_in(KM), case, "berichten/")


@pytest.mark.parametrize(
    "given", [{"aan": OTHER_TOWN, "tekst": "x"}, {"aan": "DUO", "tekst": ""}, {"aan": "DUO", "tekst": "x" * 4001}]
)
def test_a_message_that_is_refused(given: dict[str, str], signed_in: SignIn, place: Place) -> None:
    answer = signed_in(KM).post(address(place.case(WITH_PLAN), "berichten/"), given)
    assert answer.status_code == 400 and not Bericht.objects.exists()


def test_who_has_no_messages(signed_in: SignIn, place: Place) -> None:
    case = place.case(WITH_PLAN)
    assert signed_in("administratie.gemeente").get(address(case, "berichten/")).status_code == 403


def test_looking_for_a_case_by_number(signed_in: SignIn, place: Place) -> None:
    case = place.case(WITHOUT_PLAN)
    page = signed_in(KM).post("/zoeken/", {"zoek": case.lower()}).content.decode()
    assert address(case) in page and "Proef" not in page
    assert "geen zaak gevonden die u mag zien" in signed_in(TWEE).post("/zoeken/", {"zoek": case}).content.decode()


def test_looking_by_bsn_is_logged_and_the_number_comes_back_nowhere(signed_in: SignIn, place: Place) -> None:
    from doorstroom.register.bsn import demo_bsns

    case = place.case(WITHOUT_PLAN)
    bsn = demo_bsns()[1]
    page = signed_in(KM).post("/zoeken/", {"zoek": bsn}).content.decode()
    assert address(case) in page and bsn not in page
    assert [line.operation for line in vault().processings(place.person_of(case))][-1] == "search"
    assert address(case) not in signed_in(TWEE).post("/zoeken/", {"zoek": bsn}).content.decode()
    assert "BSN" not in signed_in("teamleider.gemeente").get("/zoeken/").content.decode()


def test_who_may_not_look_for_cases(signed_in: SignIn, place: Place) -> None:
    for who in ("beheerder.gemeente", "inburgeraar"):
        assert signed_in(who).get("/zoeken/").status_code == 403
