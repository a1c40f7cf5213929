"""The pages of letters: what they offer, the example, the form that makes a letter, and who gets none."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest

from tests.web.brieven.cases import PLAN, Office, make, url

FORM = {"reden": "U leert snel.", "ondersteuning": "Wij bellen u.", "wat": "maak"}


def test_the_page_offers_what_may_be_made_and_lists_what_was(signed_in: Any, office: Office, case: str) -> None:
    browser = signed_in(PLAN.by)
    before = browser.get(url(case)).content.decode()
    assert "Uw plan inburgering en participatie" in before and "Er zijn nog geen brieven." in before
    assert "U krijgt meer tijd" not in before  # that is a letter of DUO
    make(office, case)
    after = browser.get(url(case)).content.decode()
    assert "bezwaar kan tot en met" in after and "12 juni 2024" in after and "al gemaakt" in after


def test_the_form_makes_a_letter_after_an_example(signed_in: Any, office: Office, case: str) -> None:
    from doorstroom.web.zaken.models import Brief

    browser, page = signed_in(PLAN.by), url(case, "pip_beschikking/")
    form = browser.get(page).context["form"]
    sent = {
        **FORM,
        "brief_id": str(form.fields["brief_id"].initial),
        "ondertekenaar": form.fields["ondertekenaar"].initial,
    }
    for what in ("voorbeeld", "uitleg"):
        example = browser.post(page, {**sent, "wat": what})
        assert (example.status_code, example["Content-Type"]) == (200, "application/pdf")
        assert example["Content-Disposition"] == 'inline; filename="voorbeeld.pdf"'
    assert not Brief.objects.exists()
    assert browser.post(page, sent).url == url(case)
    assert browser.post(page, sent).url == url(case)  # the same form again
    assert Brief.objects.get().event_id == office.dossier(case, PLAN.by).events[-1].event_id


@pytest.mark.parametrize(
    ("changes", "status", "says"),
    [
        ({"reden": ""}, 400, "Waarom dit plan en deze leerroute"),
        ({"ondersteuning": ""}, 409, "Vul in: welke hulp en begeleiding."),
        ({"ondertekenaar": "999999"}, 400, "Wie ondertekent"),
        ({"brief_id": "geen-nummer"}, 400, ""),
        ({"gebeurtenis": "00000000-0000-4000-8000-000000000000"}, 404, ""),
        ({"reden": "x" * 5000}, 400, ""),
    ],
)
def test_a_form_that_is_wrong_makes_nothing(
    changes: dict[str, str], status: int, says: str, signed_in: Any, office: Office, case: str
) -> None:
    from doorstroom.web.zaken.models import Brief

    user = office.user(PLAN.by)
    sent = {**FORM, "brief_id": str(uuid4()), "ondertekenaar": str(user.pk), **changes}
    answer = signed_in(PLAN.by).post(url(case, "pip_beschikking/"), sent)
    assert answer.status_code == status and says in answer.content.decode()
    assert not Brief.objects.exists()


@pytest.mark.parametrize(
    ("who", "letter", "status"),
    [("beslisser.duo", "pip_beschikking", 403), ("klantmanager.gemeente", "verlenging_toegekend", 403),
     ("klantmanager.gemeente", "bestaat_niet", 404), ("klantmanager.gemeente.twee", "pip_beschikking", 404),
     ("medewerker.coa", "uitnodiging_intake", 404)],
)  # fmt: skip
def test_who_may_not_make_a_letter_gets_no_form(
    who: str, letter: str, status: int, signed_in: Any, office: Office, case: str
) -> None:
    browser = signed_in(who)
    assert browser.get(url(case, f"{letter}/")).status_code == status
    assert browser.post(url(case, f"{letter}/"), FORM).status_code == status
