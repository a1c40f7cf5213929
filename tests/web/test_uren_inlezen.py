"""Hours and attendance out of a file: all or nothing, what is wrong with each row, once, and of one's own students."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook

from doorstroom.web.toegang.models import Gebruiker, Organisatie
from doorstroom.web.uren import bestand
from doorstroom.web.zaken import projection
from doorstroom.web.zaken.models import Plaatsing, Zaak
from doorstroom.web.zaken.register import register, systems, vault
from tests.web.conftest import WITH_PLAN, Place
from tests.web.test_werkplek_handeling import KM, events
from tests.web.test_werkplek_zaak import SignIn, record

SCHOOL, PAGE = "medewerker.aanbieder", "/uren-inlezen/"
HEADS = "Kenmerk;Zaaknummer;Soort uren;Vanaf;Tot en met;Uren;Keurmerk;Aanwezigheid (%)"
IN_ONDERWIJS = [(kind, day, {**load, "leerroute": "onderwijs"} if kind == "pip_vastgesteld" else load)
                for kind, day, load in WITH_PLAN]  # fmt: skip


def student(place: Place, life: Any = WITH_PLAN) -> str:
    """A case of the school."""
    case = place.case(life)
    school = Organisatie.objects.get(code="TAALSCHOOL")
    Plaatsing.objects.create(zaak=Zaak.objects.get(case_id=case), aanbieder=school, vanaf=dt.date(2024, 1, 1))
    projection.refresh(systems()["inburgering"], [case])
    return case


def csv(*lines: str, heads: str = HEADS, name: str = "uren.csv") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, "\r\n".join([heads, *lines]).encode(), "text/csv")


def look(client: Any, file: SimpleUploadedFile) -> Any:
    return client.post(PAGE, {"bestand": file})


def confirm(client: Any, page: Any) -> Any:
    (held,) = re.findall(r'name="gelezen" value="([^"]+)"', page.content.decode())
    return client.post(PAGE, {"gelezen": held}, follow=True)


def wrong(page: Any) -> list[tuple[str, ...]]:
    """The rows of the table of mistakes: line, field, value, reason."""
    body = page.content.decode().partition("<tbody>")[2].partition("</tbody>")[0]
    rows = re.findall(r"<tr>(.*?)</tr>", body)
    return [tuple(re.sub(r"<[^>]*>", "", cell) for cell in re.findall(r"<td[^>]*>(.*?)</td>", row)) for row in rows]


def test_a_file_is_shown_first_and_recorded_when_it_was_looked_at(signed_in: SignIn, place: Place) -> None:
    one, other = student(place), student(place, IN_ONDERWIJS)
    client = signed_in(SCHOOL)
    page = look(client, csv(f"A1;{one};Lessen Nederlands (NT2);1-4-2024;30-4-2024;12,5;ja;", f"A2;{other};taalschakel;;2024-04-30;8;;85%"))  # fmt: skip # noqa: E501
    text = page.content.decode()
    assert page.status_code == 200 and "Leg 3 regels vast" in text and "Aantal uren: 12,5" in text
    assert "Aanwezigheid in procenten: 85" in text and "30 april 2024" in text
    assert not events(one, "uren_gevolgd") and not events(other, "aanwezigheid_vastgesteld")
    assert "3 regels zijn vastgelegd." in confirm(client, page).content.decode()
    (event,) = events(one, "uren_gevolgd")
    assert (event.organisation, event.actor, str(event.valid_on)) == ("TAALSCHOOL", SCHOOL, "2024-04-30")
    assert event.payload == {
        "soort": "nt2", "uren": 12.5, "vanaf": dt.date(2024, 4, 1), "keurmerk": True, "tijdens_intake": False,
    }  # fmt: skip
    assert events(other, "aanwezigheid_vastgesteld")[0].payload == {"percentage": 85}
    assert {p.operation for p in vault().processings(place.person_of(other))} >= {
        "vastgelegd: uren_gevolgd", "vastgelegd: aanwezigheid_vastgesteld",
    }  # fmt: skip


def test_the_same_file_twice_does_nothing_twice(signed_in: SignIn, place: Place) -> None:
    case, client = student(place), signed_in(SCHOOL)
    line = f"A1;{case};nt2;1-4-2024;30-4-2024;12;ja;"
    page = look(client, csv(line))
    confirm(client, page)
    assert "0 regels zijn vastgelegd. 1 regel stond er al." in confirm(client, page).content.decode()
    again = look(client, csv(line, f"A2;{case};knm;;30-4-2024;3;;"))
    assert "staat er al" in again.content.decode() and "Leg 1 regel vast" in again.content.decode()
    confirm(client, again)
    assert len(events(case, "uren_gevolgd")) == 2


def test_a_reference_that_was_used_for_something_else_is_refused(signed_in: SignIn, place: Place) -> None:
    case, client = student(place), signed_in(SCHOOL)
    confirm(client, look(client, csv(f"A1;{case};nt2;;30-4-2024;12;;")))
    page = look(client, csv(f"A1;{case};nt2;;30-4-2024;13;;"))
    assert page.status_code == 400 and "Dit kenmerk is al gebruikt, met een andere inhoud." in wrong(page)[0][3]
    assert len(events(case, "uren_gevolgd")) == 1


def test_every_mistake_is_told_and_nothing_is_recorded(signed_in: SignIn, place: Place) -> None:
    case, strange, client = student(place), place.case(WITH_PLAN), signed_in(SCHOOL)
    page = look(client, csv(
        f"A1;{case};nt2;;30-4-2024;12;;", f"A1;{case};nt2;;30-4-2024;12;;", f";{case};nt2;;30-4-2024;12;;",
        f"A4;{strange};nt2;;30-4-2024;12;;", "A5;BESTAAT-NIET;nt2;;30-4-2024;12;;",
        f"A6;{case};dansen;;gisteren;veel;;",
        f"A7;{case};;;30-4-2024;4;;", f"A8;{case};nt2;;30-4-2024;;;", f"A9;{case};nt2;1-5-2024;30-4-2024;1;;",
        f"B1;{case};nt2;;2-5-2024;1;;", f"B2;{case};;;30-4-2024;;;85", f"B3;{case};nt2;;30-4-2024;-1;;",
    ))  # fmt: skip
    told = wrong(page)
    assert page.status_code == 400 and 'name="gelezen"' not in page.content.decode()
    school = "Deze zaak is er niet, of hoort niet bij uw school."
    assert told[:4] == [
        ("3", "Kenmerk", "A1", "Dit kenmerk staat al eerder in dit bestand."),
        ("4", "Kenmerk", "–", "Geef elke regel een eigen kenmerk, van hooguit 64 tekens."),
        ("5", "Zaaknummer", strange, school), ("6", "Zaaknummer", "BESTAAT-NIET", school),
    ]  # fmt: skip
    by_line = {line: [one for one in told if one[0] == line] for line in (str(number) for number in range(7, 14))}
    assert {one[1:3] for one in by_line["7"]} == {
        ("Soort uren", "dansen"),
        ("Tot en met", "gisteren"),
        ("Uren", "veel"),
    }
    assert [one[1] for one in by_line["8"]] == ["Soort uren"]
    assert by_line["9"][0][3] == "Vul de uren in, of de aanwezigheid."
    assert by_line["10"][0][3].startswith("De eerste dag ligt na de laatste dag")
    assert "ligt in de toekomst" in by_line["11"][0][3]
    assert by_line["12"][0][3].startswith("Een taalschakeltraject hoort bij de onderwijsroute.")
    assert by_line["13"][0][1:3] == ("Uren", "-1")
    assert not events(case, "uren_gevolgd")


def test_a_workbook_with_dates_and_numbers(signed_in: SignIn, place: Place) -> None:
    case, client = student(place, IN_ONDERWIJS), signed_in(SCHOOL)
    book = Workbook()
    book.active.append(["Uren van april"])
    book.active.append([*HEADS.split(";"), "Docent"])
    book.active.append([1, case, "nt2", dt.date(2024, 4, 1), dt.datetime(2024, 4, 30), 12.5, True, None, "iemand"])
    book.active.append([2, case, None, None, dt.date(2024, 4, 30), None, None, 0.85, None])
    written = io.BytesIO()
    book.save(written)
    page = look(client, SimpleUploadedFile("uren.xlsx", written.getvalue()))
    assert wrong(page)[0][1:3] == ("Aanwezigheid (%)", "0,85") and "Docent" in page.content.decode()
    book.active["H4"] = 85
    written = io.BytesIO()
    book.save(written)
    confirm(client, look(client, SimpleUploadedFile("uren.xlsx", written.getvalue())))
    assert events(case, "uren_gevolgd")[0].payload["uren"] == 12.5
    assert events(case, "aanwezigheid_vastgesteld")[0].payload["percentage"] == 85


def test_a_case_that_changed_after_the_preview_is_looked_at_again(signed_in: SignIn, place: Place) -> None:
    case, client = student(place), signed_in(SCHOOL)
    page = look(client, csv(f"A1;{case};nt2;;30-4-2024;12;;"))
    record(place, case, "voortgangsgesprek_gevoerd", "2024-04-29", {})
    again = confirm(client, page)
    assert (
        again.status_code == 409 and "intussen veranderd" in again.content.decode() and not events(case, "uren_gevolgd")
    )
    confirm(client, again)
    assert len(events(case, "uren_gevolgd")) == 1


def test_a_student_who_left_between_preview_and_recording_stops_all(signed_in: SignIn, place: Place) -> None:
    stays, leaves, client = student(place), student(place), signed_in(SCHOOL)
    page = look(client, csv(f"A1;{stays};nt2;;30-4-2024;12;;", f"A2;{leaves};nt2;;30-4-2024;12;;"))
    Plaatsing.objects.filter(zaak__case_id=leaves).update(tot_en_met=dt.date(2024, 4, 30))
    projection.refresh(systems()["inburgering"], [leaves])
    answer = confirm(client, page)
    assert answer.status_code == 409 and wrong(answer)[0][1:3] == ("Zaaknummer", leaves)
    assert not events(stays, "uren_gevolgd")


@pytest.mark.parametrize(
    ("file", "said"),
    [
        (csv(name="uren.pdf"), "Kies een bestand van deze soort: CSV of XLSX."),
        (SimpleUploadedFile("uren.xlsx", b"PK geen werkmap"), "niet te lezen"),
        (SimpleUploadedFile("uren.csv", b"a" * (bestand.LARGEST + 1)), "hooguit 1 MB"),
        (csv(heads="Iets;Anders"), "De koppen ontbreken."),
        (csv("x", heads="Zaaknummer;Uren"), "Deze kolom ontbreekt: Kenmerk, Tot en met."),
        (csv("x", heads="Kenmerk;Zaaknummer;Tot en met"), "Deze kolom ontbreekt: Uren / Aanwezigheid (%)."),
        (csv("x", heads=HEADS + ";Zaak"), "Deze kolom staat er twee keer: Zaak."),
        (csv(), "Er staan geen regels in, of meer dan 500."),
        (csv(*["x;y"] * 501), "Er staan geen regels in, of meer dan 500."),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_read_says_why(
    file: SimpleUploadedFile, said: str, signed_in: SignIn, place: Place
) -> None:
    file.seek(0)
    page = look(signed_in(SCHOOL), file)
    assert page.status_code == 400 and said in page.content.decode().replace("&#x27;", "'")


def test_a_workbook_that_unpacks_without_end_is_refused(signed_in: SignIn, place: Place) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr("xl/worksheets/sheet1.xml", b" " * (bestand.UNPACKED + 1))
    assert packed.tell() < bestand.LARGEST
    page = look(signed_in(SCHOOL), SimpleUploadedFile("uren.xlsx", packed.getvalue()))
    assert page.status_code == 400 and "uitgepakt veel te groot" in page.content.decode()


def test_a_preview_of_somebody_else_or_a_forged_one_records_nothing(signed_in: SignIn, place: Place) -> None:
    case = student(place)
    page = look(signed_in(SCHOOL), csv(f"A1;{case};nt2;;30-4-2024;12;;"))
    other = Gebruiker.objects.get(username=SCHOOL)
    other.pk, other.username = None, "collega.aanbieder"
    other.save()
    place.users["collega.aanbieder"] = other
    assert confirm(signed_in("collega.aanbieder"), page).status_code == 409
    assert signed_in(SCHOOL).post(PAGE, {"gelezen": "onzin"}).status_code == 409
    assert not events(case, "uren_gevolgd")


def test_it_is_for_who_records_at_a_school(signed_in: SignIn, place: Place) -> None:
    for username in (KM, "medewerker.duo", "beheerder.aanbieder"):
        client = signed_in(username)
        assert client.get(PAGE).status_code == 403 and look(client, csv()).status_code == 403
        assert client.get(PAGE + "leeg.csv").status_code == 403
    client = signed_in(SCHOOL)
    assert "Uren inlezen" in client.get("/werklijst/").content.decode()
    assert client.get(PAGE + "leeg.csv").content.decode("utf-8-sig").strip() == HEADS
    assert register().count() == 0


def test_it_is_there_in_english(signed_in: SignIn, place: Place) -> None:
    Gebruiker.objects.filter(username=SCHOOL).update(taal="en")
    place.users[SCHOOL].refresh_from_db()
    client = signed_in(SCHOOL)
    page = look(client, csv("A1;x;nt2;;30-4-2024;12;;")).content.decode()
    assert "1 mistake. Nothing is recorded." in page and "does not belong to your school" in page
