"""Whose page it is: only the person's own, never that of staff, for a short time, and with a line in the log."""

from __future__ import annotations

import logging
from collections.abc import Callable
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from doorstroom.web.clock import now
from doorstroom.web.zaken.models import Bericht, Bestand, Brief, Zaak
from doorstroom.web.zaken.register import vault
from tests.web.conftest import WITH_PLAN, WITHOUT_PLAN, Place
from tests.web.mijn_proef import DO, OWN, TELL, Newcomer, newcomer, page, words

__all__ = ["newcomer"]
SignIn = Callable[[str], Client]
KM = "klantmanager.gemeente"


def letter_of(place: Place, case_id: str, name: str = "pip_beschikking", subject: str = "Uw plan") -> Brief:
    """A letter in a case, with a sheet beside it; what is in it does not matter here."""
    return Brief.objects.create(
        zaak=Zaak.objects.get(case_id=case_id), naam=name, onderwerp=subject, gemaakt_door=place.users[KM],
        gemaakt_op=now(), pdf=b"%PDF-brief", uitleg_taal="ar", uitleg_pdf=b"%PDF-uitleg",
    )  # fmt: skip


def file_of(place: Place, case_id: str, *, shared: bool = True) -> Bestand:
    return Bestand.objects.create(
        zaak=Zaak.objects.get(case_id=case_id), naam="diploma.pdf", soort="pdf", inhoud=b"%PDF-bestand",
        toegevoegd_door=place.users[KM], toegevoegd_op=now(), voor_inburgeraar=shared,
    )  # fmt: skip


def test_he_sees_his_own_data_and_nobody_elses(newcomer: Newcomer, place: Place) -> None:
    own, other = place.case(WITH_PLAN), place.case(WITHOUT_PLAN, name="DEMO Iemand Anders")
    Bericht.objects.create(zaak=Zaak.objects.get(case_id=other), van=place.users[KM], aan="inburgeraar",
                           tekst="Voor een ander", verzonden_op=now())  # fmt: skip
    letter_of(place, other, subject="Brief aan een ander")
    client = newcomer(own)
    read = " ".join(page(client, path) for path in (*TELL, *OWN, *DO))
    assert "14 februari 2026" in read
    assert "10 juni 2024" not in read and "Voor een ander" not in read and "Brief aan een ander" not in read
    assert other not in read and place.person_of(other) not in read
    assert not [line for line in vault().processings(place.person_of(other)) if line.organisation == "inburgeraar"]


def test_a_letter_or_file_of_his_own_is_read_and_logged(newcomer: Newcomer, place: Place) -> None:
    own = place.case(WITH_PLAN)
    letter, file = letter_of(place, own), file_of(place, own)
    client = newcomer(own)
    for path, content in (
        (f"brieven/{letter.pk}/", b"%PDF-brief"),
        (f"brieven/{letter.pk}/uitleg/", b"%PDF-uitleg"),
        (f"bestanden/{file.pk}/", b"%PDF-bestand"),
    ):
        answer = client.get(f"/mijn/{path}")
        assert answer.content == content and answer["Content-Disposition"].startswith("attachment")
        assert answer["Cache-Control"] == "no-store"
    told = [line.operation for line in vault().processings(place.person_of(own)) if line.organisation == "inburgeraar"]
    assert "brief gelezen: pip_beschikking" in told and "uitleg bij brief gelezen: pip_beschikking" in told
    assert f"document gelezen: {file.pk}" in told


def test_a_forged_number_is_not_found_and_leaves_a_line(
    newcomer: Newcomer, place: Place, caplog: pytest.LogCaptureFixture
) -> None:
    own, other = place.case(WITH_PLAN), place.case(WITH_PLAN)
    letter, file, hidden = letter_of(place, other), file_of(place, other), file_of(place, own, shared=False)
    client = newcomer(own)
    for path in (f"brieven/{letter.pk}/", f"brieven/{letter.pk}/uitleg/", f"brieven/{uuid4()}/",
                 f"bestanden/{file.pk}/", f"bestanden/{hidden.pk}/", f"bestanden/{uuid4()}/"):  # fmt: skip
        caplog.clear()
        with caplog.at_level(logging.WARNING, "doorstroom.mijn"):
            answer = client.get(f"/mijn/{path}")
        assert answer.status_code == 404 and b"%PDF" not in answer.content
        (line,) = [record.getMessage() for record in caplog.records if record.name == "doorstroom.mijn"]
        assert f"user #{place.users['inburgeraar'].pk}" in line and path.split("/")[1] in line
        assert "DEMO" not in line and place.person_of(other) not in line


def test_a_letter_to_somebody_else_about_him_is_not_his(newcomer: Newcomer, place: Place) -> None:
    own = place.case(WITH_PLAN)
    letter = letter_of(place, own, "vraag_aan_derde", "Vraag aan de werkgever")
    client = newcomer(own)
    assert "Vraag aan de werkgever" not in page(client, "brieven/")
    assert client.get(f"/mijn/brieven/{letter.pk}/").status_code == 404


def test_who_is_not_signed_in_begins_at_the_beginning(place: Place) -> None:
    for path in (*TELL, *OWN, *DO):
        answer = Client().get(f"/mijn/{path}")
        assert answer.status_code == 302 and answer["Location"].startswith("/?verder=%2Fmijn%2F")
    assert Client().post("/mijn/alles/")["Location"] == "/?verlopen=1"


@pytest.mark.parametrize("who", [KM, "medewerker.duo", "beheerder.gemeente", "beheerder.platform", "medewerker.coa"])
def test_staff_cannot_use_it(who: str, signed_in: SignIn, place: Place) -> None:
    place.case(WITH_PLAN)
    client = signed_in(who)
    for path in (*TELL, *OWN, *DO):
        assert client.get(f"/mijn/{path}").status_code == 403, path
    assert client.post("/mijn/berichten/", {"aan": "DUO", "tekst": "Namens hem"}).status_code == 403
    assert not Bericht.objects.exists()


def test_staff_see_it_as_he_does_and_can_change_nothing(signed_in: SignIn, place: Place) -> None:
    case = place.case(WITH_PLAN)
    letter, file = letter_of(place, case), file_of(place, case)
    client = signed_in(KM)
    assert f"/mijn/als/inburgering/{case}/" in client.get(f"/zaak/inburgering/{case}/").content.decode()
    for path in TELL:
        answer = client.get(f"/mijn/als/inburgering/{case}/{path}")
        assert answer.status_code == 200 and "U kijkt mee." in answer.content.decode()
        assert 'action="/mijn' not in answer.content.decode()
        assert client.post(f"/mijn/als/inburgering/{case}/{path}").status_code in (403, 405)
    read = client.get(f"/mijn/als/inburgering/{case}/brieven/").content.decode()
    assert "Uw plan" in read and str(letter.pk) not in read and str(file.pk) not in read
    for path in (*OWN, *DO):
        assert client.get(f"/mijn/als/inburgering/{case}/{path}").status_code == 404
    arabic = client.get(f"/mijn/als/inburgering/{case}/?taal=ar").content.decode()
    assert '<html lang="ar" dir="rtl"' in arabic and "?taal=ar" in arabic
    told = [line.operation for line in vault().processings(place.person_of(case))]
    assert told.count("bladzijde van de inburgeraar bekeken") == len(TELL) + 2  # the letters once more, and Arabic


@pytest.mark.parametrize(
    ("who", "status"), [("klantmanager.gemeente.twee", 404), ("teamleider.gemeente", 403), ("medewerker.dtenv", 403)]
)
def test_looking_on_is_for_who_handles_the_case(
    who: str, status: int, signed_in: SignIn, place: Place, caplog: pytest.LogCaptureFixture
) -> None:
    case = place.case(WITH_PLAN)
    assert signed_in(who).get(f"/mijn/als/inburgering/{case}/").status_code == status
    assert ("not his" in caplog.text) == (status == 404)


def test_a_newcomer_without_a_case_is_told_so(newcomer: Newcomer, place: Place) -> None:
    case = place.case(WITHOUT_PLAN)
    client = newcomer(case)
    Zaak.objects.all().delete()
    assert "Wij hebben nog geen gegevens van u" in page(client, "", 404)


def test_a_session_ends_after_a_quarter_of_an_hour(newcomer: Newcomer, place: Place, settings: object) -> None:
    client = newcomer(place.case(WITH_PLAN))
    page(client, "")
    assert client.session.get_expiry_age() == 15 * 60
    assert client.cookies["sessionid"]["max-age"] == 15 * 60
    staff = Client()
    staff.force_login(place.users[KM])
    assert staff.session.get_expiry_age() == 30 * 60


def test_his_own_looks_stand_among_who_looked(newcomer: Newcomer, signed_in: SignIn, place: Place) -> None:
    case = place.case(WITH_PLAN)
    signed_in(KM).get(f"/zaak/inburgering/{case}/")
    client = newcomer(case)
    page(client, "plan/")
    read = words(page(client, "wie-keek/"))
    assert "U: keek in uw gegevens (2 keer) 1 mei 2024 · u bekeek uw eigen gegevens" in read
    assert "Gemeente Een: keek in uw gegevens 1 mei 2024 · om u te helpen met inburgeren" in read
    assert KM not in read


def test_a_file_that_staff_share_is_there_and_others_are_not(
    newcomer: Newcomer, signed_in: SignIn, place: Place
) -> None:
    case = place.case(WITH_PLAN)
    client = signed_in(KM)
    for name, more in (("voor-u.pdf", {"voor_inburgeraar": "on"}), ("intern.pdf", {})):
        client.post(f"/zaak/inburgering/{case}/documenten/", {"bestand": SimpleUploadedFile(name, b"%PDF-1.7"), **more})
    read = page(newcomer(case), "brieven/")
    assert "voor-u.pdf" in read and "intern.pdf" not in read
