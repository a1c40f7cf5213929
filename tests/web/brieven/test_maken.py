"""Making and reading letters: once, by who may, signed by who decides; and who may read what was made."""

from __future__ import annotations

import datetime as dt
from typing import Any
from uuid import uuid4

import pytest

from tests.web.brieven.cases import CASES, PLAN, Office, changed, make, url
from tests.web.conftest import PASSWORD

# Making ---------------------------------------------------------------------------------------------------------------


def test_a_letter_is_kept_with_its_sheet_and_the_processing_is_logged(office: Office, case: str) -> None:
    from doorstroom.web.zaken.register import vault

    brief = make(office, case)
    assert bytes(brief.pdf).startswith(b"%PDF-") and bytes(brief.uitleg_pdf).startswith(b"%PDF-")
    assert (brief.onderwerp, brief.uitleg_taal) == ("Uw plan inburgering en participatie", "ar")
    assert brief.bezwaar_tot_en_met == dt.date(2024, 6, 12) and brief.gemaakt_door.username == PLAN.by
    event = office.dossier(case, PLAN.by).events[-1]
    assert brief.event_id == event.event_id
    line = vault().processings(office.place.person_of(case))[-2]
    assert (line.operation, line.processing_activity) == ("brief gemaakt: pip_beschikking", "besluit nemen")


def test_a_letter_without_decision_has_no_term_to_object(office: Office) -> None:
    worked = CASES["uitnodiging_intake"]
    office.on(worked.day)
    assert make(office, office.case(worked.life), worked).bezwaar_tot_en_met is None


def test_an_appeal_is_no_objection(office: Office) -> None:
    worked = CASES["boete_gewijzigd-beroep"]
    office.on(worked.day)
    assert make(office, office.case(worked.life), worked).bezwaar_tot_en_met is None


def test_sending_the_form_twice_makes_one_letter(office: Office, case: str) -> None:
    from doorstroom.web.zaken.models import Brief

    pk = uuid4()
    assert make(office, case, brief_id=pk) == make(office, case, brief_id=pk)
    assert Brief.objects.count() == 1


def test_a_number_of_another_letter_is_refused(office: Office, case: str) -> None:
    from doorstroom.web.brieven.gegevens import LetterRefused

    brief, other = make(office, case), office.case(PLAN.life)
    with pytest.raises(LetterRefused, match="hoort bij een andere brief"):
        make(office, other, brief_id=brief.pk)


def test_a_decision_is_told_once_unless_the_letter_replaces_it(office: Office, case: str) -> None:
    from doorstroom.web.brieven.gegevens import LetterRefused
    from tests.web.brieven.test_document import text_of

    make(office, case)
    with pytest.raises(LetterRefused, match="al gemaakt, op 1 mei 2024"):
        make(office, case)
    office.on(dt.date(2024, 5, 2))
    again = make(office, case, replaces=True)
    assert "in de plaats van onze brief van 1 mei 2024" in text_of(bytes(again.pdf))
    assert again.bezwaar_tot_en_met == dt.date(2024, 6, 13)


def test_a_letter_about_an_event_that_was_corrected_is_refused(office: Office, case: str) -> None:
    from doorstroom.web.brieven.gegevens import LetterRefused

    event = office.dossier(case, PLAN.by).events[-1].model_copy(update={"event_id": uuid4()})
    with pytest.raises(LetterRefused, match="intussen verbeterd of ingetrokken"):
        make(office, case, event=event)


def test_an_example_may_tell_of_an_event_that_is_not_recorded_yet_and_keeps_nothing(office: Office) -> None:
    from doorstroom.web.brieven.maken import preview
    from doorstroom.web.zaken.models import Brief

    office.on(PLAN.day)
    case_id = office.case(PLAN.life[:-1])
    dossier = office.dossier(case_id, PLAN.by)
    kind, day, payload = PLAN.life[-1]
    event = dossier.events[-1].model_copy(update={
        "event_id": uuid4(), "type": kind, "instance": "nieuw", "valid_on": dt.date.fromisoformat(str(day)),
        "payload": payload})  # fmt: skip
    assert preview(dossier, "pip_beschikking", event=event, filled=PLAN.filled).startswith(b"%PDF-")
    assert preview(dossier, "pip_beschikking", event=event, filled=PLAN.filled, companion=True).startswith(b"%PDF-")
    assert not Brief.objects.exists()


def test_who_looks_back_makes_no_letter(office: Office, case: str) -> None:
    from doorstroom.web.brieven.gegevens import LetterRefused
    from doorstroom.web.brieven.maken import make_letter
    from doorstroom.web.zaken.dossier import open_dossier

    user = office.user(PLAN.by)
    dossier = open_dossier(user, case, day=dt.date(2024, 4, 1))
    with pytest.raises(LetterRefused, match="van een andere dag"):
        make_letter(dossier, PLAN.letter, signed_by=user, filled=PLAN.filled)


@pytest.mark.parametrize(
    ("organisation", "says"), [({"adres": ""}, "adres van uw organisatie"), ({"telefoon": ""}, "telefoonnummer")]
)
def test_a_letter_that_cannot_say_where_to_write_or_call_is_refused(
    organisation: dict[str, str], says: str, office: Office, case: str
) -> None:
    from doorstroom.web.brieven.gegevens import LetterRefused
    from doorstroom.web.toegang.models import Organisatie

    Organisatie.objects.update(**organisation)
    with pytest.raises(LetterRefused, match=says):
        make(office, case)


# Who may --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("by", ["beslisser.duo", "teamleider.gemeente", "medewerker.ind"])
def test_who_is_not_of_the_sender_or_has_not_the_role_makes_no_letter(by: str, office: Office, case: str) -> None:
    from doorstroom.web.brieven.maken import LetterForbidden

    with pytest.raises(LetterForbidden):
        make(office, case, changed("pip_beschikking", by=by))


def test_the_newcomer_makes_no_letter(office: Office, case: str) -> None:
    from doorstroom.web.brieven.maken import LetterForbidden
    from doorstroom.web.toegang.models import Gebruiker

    Gebruiker.objects.filter(username="inburgeraar").update(person_id=office.place.person_of(case))
    with pytest.raises(LetterForbidden):
        make(office, case, changed("pip_beschikking", by="inburgeraar"))


@pytest.mark.parametrize("signer", ["beslisser.duo", "klantmanager.gemeente.twee", "administratie.gemeente"])
def test_a_letter_is_signed_by_who_may_decide_in_the_same_organisation(signer: str, office: Office, case: str) -> None:
    from doorstroom.web.brieven.maken import LetterForbidden

    with pytest.raises(LetterForbidden, match="mag deze brief niet ondertekenen"):
        make(office, case, signed_by=office.user(signer))


def test_administration_makes_what_the_colleague_who_agreed_signs(office: Office, case: str) -> None:
    from tests.web.brieven.test_document import text_of

    worked = changed("pip_beschikking", by="administratie.gemeente")
    brief = make(office, case, worked, signed_by=office.user("kwaliteitsmedewerker.gemeente"))
    assert "DEMO kwaliteitsmedewerker.gemeente" in text_of(bytes(brief.pdf))


@pytest.mark.parametrize(
    ("who", "status"),
    [("klantmanager.gemeente", 200), ("handhaver.gemeente", 200), ("medewerker.duo", 200), ("teamleider.gemeente", 404),
     ("klantmanager.gemeente.twee", 404), ("medewerker.ind", 404), ("medewerker.coa", 404),
     ("medewerker.aanbieder", 404), ("inburgeraar", 404), ("beheerder.gemeente", 403)],
)  # fmt: skip
def test_who_may_read_a_letter_about_the_plan(who: str, status: int, signed_in: Any, office: Office, case: str) -> None:
    pk = make(office, case).pk
    answer = signed_in(who).get(url(case, f"{pk}/brief.pdf"))
    assert answer.status_code == status
    if status == 200:
        assert answer["Content-Type"] == "application/pdf" and answer["Cache-Control"] == "no-store"
        assert answer["Content-Disposition"] == 'attachment; filename="brief-pip_beschikking-2024-05-01.pdf"'


def test_the_course_provider_sees_the_plan_but_not_the_letter(signed_in: Any, office: Office, case: str) -> None:
    from doorstroom.web.toegang.models import Organisatie
    from doorstroom.web.zaken.models import Inzage, Zaak

    Inzage.objects.create(zaak=Zaak.objects.get(case_id=case), organisatie="TAALSCHOOL", reden="cursist")
    assert Organisatie.objects.filter(code="TAALSCHOOL").exists()
    school = signed_in("medewerker.aanbieder")
    assert school.get(url(case)).status_code == 200
    assert school.get(url(case, f"{make(office, case).pk}/brief.pdf")).status_code == 404


def test_a_newcomer_reads_his_own_letters_only(signed_in: Any, office: Office, case: str) -> None:
    from doorstroom.web.toegang.models import Gebruiker
    from doorstroom.web.zaken.register import vault

    other = office.case(PLAN.life)
    mine, not_mine = make(office, case).pk, make(office, other).pk
    Gebruiker.objects.filter(username="inburgeraar").update(person_id=office.place.person_of(case))
    browser = signed_in("inburgeraar")
    assert browser.get(url(case, f"{mine}/brief.pdf")).status_code == 200
    assert browser.get(url(case, f"{mine}/uitleg.pdf")).status_code == 200
    for address in (url(other, f"{not_mine}/brief.pdf"), url(case, f"{not_mine}/brief.pdf"), url(other)):
        assert browser.get(address).status_code == 404, address
    lines = [line.operation for line in vault().processings(office.place.person_of(case))]
    assert "brief gelezen: pip_beschikking" in lines and "uitleg gelezen: pip_beschikking" in lines


def test_nobody_reads_a_letter_without_signing_in(office: Office, case: str) -> None:
    from django.test import Client

    assert PASSWORD and Client().get(url(case, f"{make(office, case).pk}/brief.pdf")).status_code == 302
